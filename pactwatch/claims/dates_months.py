"""Which dates hold the name of a month? 1 November 2024, November 1-3, May 2025, last March."""

from __future__ import annotations

from datetime import date

from pactwatch.claims import periods
from pactwatch.claims.dates_beside import DAY, end_of, inside_number, last_or_next, year_after
from pactwatch.claims.dates_found import DateSearch
from pactwatch.claims.dates_tense import has_past, looks_ahead, looks_back
from pactwatch.claims.reading import Reading

_DASH = frozenset(("-", "–", "—", " - ", " – ", " — ", "/", "–\u200b", "~", "‑"))
_DOTTED_SPACE = frozenset((". ", ".", " ", "\u00a0", "° ", "º ", ".\u00a0", "° ", "-", "/"))


def take_month(search: DateSearch, index: int, month: int) -> None:
    """Take the date round the month that word *index* names, if it is one."""
    reading, words = search.reading, search.words
    # Where months are written with a capital, `march` and `may` are verbs.
    if (words.all_nouns_capital or words.month_first) and not reading.capital(index):
        return
    day_first, first_day, last_day = _days_before(search, index)
    last, year = index, None
    if first_day is None:
        first_day, last_day, last = _days_after(reading, index)
    year, last = year_after(reading, last)
    first = day_first if day_first is not None else index
    sure = first_day is not None or year is not None
    if not sure and reading.lows[index] in words.months_in_doubt and not _month_context(search, index):
        return
    which = "near"
    if year is None:
        year, last = _year_told(search, last)
    if year is None:
        which, first, last = last_or_next(reading, first, last)
        if which == "near":
            which = _by_tense(search, index, month, first_day)
    if first_day is None and year is None:
        value = periods.month_only(month, None, search.today, which)
    elif first_day is None:
        value = periods.month_only(month, year, search.today)
    else:
        made = periods.month_day(month, first_day, year, search.today, which)
        if made is None:
            return
        value = made
    granularity = "month" if first_day is None else "day"
    if last_day is not None and last_day != first_day:
        end = periods.month_day(month, last_day, year, search.today)
        if end is not None and last_day > (first_day or 0):
            value, granularity = f"{value}/{end}", "range"
    first = _with_weekday(search, first)
    if granularity == "month":
        first, value, granularity = end_of(reading, first, value, granularity)
    if not any(place in search.taken for place in range(first, last + 1)):
        search.take(first, last, value, granularity)


def _year_told(search: DateSearch, last: int) -> tuple[int | None, int]:
    """Read `this year`, `de este año` behind a month, which tell its year: the year and the last word they take."""
    if search.today is None:
        return None, last
    place = last + 1
    while place < len(search.reading.lows) and place - last <= 2 and search.reading.joined(place - 1):
        found = search.reading.phrase_from(place, search.words.relative, 4)
        if found is not None:
            (unit, count), end = found
            return (search.today.year + count, end) if unit == "year" else (None, last)
        if search.reading.lows[place] not in search.words.day_links:
            break
        place += 1
    return None, last


# A date without a year is the nearest one, unless it lies so many days off against the tense of its sentence.
_FAR_AHEAD, _FAR_BACK = 90, 45


def _by_tense(search: DateSearch, index: int, month: int, day: int | None) -> str:
    """Tell which year's month is meant: `near`, or `last` or `next` where tense speaks against the nearest one."""
    if search.today is None:
        return "near"
    nearest = periods.month_day(month, day or 15, None, search.today)
    if nearest is None:
        return "near"
    ahead = (date.fromisoformat(nearest) - search.today).days
    if ahead > _FAR_AHEAD and looks_back(search.reading, index):
        return "last"
    if ahead < -_FAR_BACK and looks_ahead(search.reading, index) and not has_past(search.reading, index):
        return "next"
    return "near"


def _month_context(search: DateSearch, index: int) -> bool:
    """Whether a doubtful month name (May, March) stands where a month stands."""
    if index == 0:
        return False
    before = search.reading.lows[index - 1]
    return (
        before
        in search.words.month_before
        | search.words.year_before
        | search.words.last_words
        | search.words.next_words
        | search.words.between
        or before == "by"
    )


def _days_before(search: DateSearch, index: int) -> tuple[int | None, int | None, int | None]:
    """Read `1`, `1st of`, `1-3` before a month: the first word, the first day, the last day."""
    reading, words = search.reading, search.words
    place = index - 1
    while place >= 0 and index - place <= 2 and (reading.lows[place] in words.day_links or reading.lows[place] in "ºª"):
        place -= 1  # 1.º de noviembre
    if place < 0 or place in search.taken:
        return None, None, None
    if any(reading.gap(k) not in _DOTTED_SPACE and reading.gap(k) not in ("’", "'") for k in range(place, index)):
        return None, None, None
    match = DAY.match(reading.lows[place])
    if match is None and words.ordinals.get(reading.lows[place]) == 1:
        return place, 1, None  # il primo gennaio, der erste Mai
    if match is None or not 1 <= int(match[1]) <= 31 or inside_number(reading, place):
        return None, None, None
    day = int(match[1])
    if place >= 1:
        earlier, link = place - 1, reading.gap(place - 1)
        if link.strip(". ") == "" and reading.lows[earlier] in (words.range_words | words.and_words) and earlier >= 1:
            if reading.lows[earlier] in words.and_words and not _between(reading, earlier - 1):
                return place, day, None
            earlier, link = earlier - 1, "-"
        before = DAY.match(reading.lows[earlier])
        if (
            before
            and link.strip(" .°") in ("-", "–", "—", "/", "‑", "~")
            and 1 <= int(before[1]) < day
            and not inside_number(reading, earlier)
        ):
            return earlier, int(before[1]), day
    return place, day, None


def _between(reading: Reading, index: int) -> bool:
    return index >= 1 and any(low in reading.words.between for low in reading.lows[max(0, index - 2) : index])


def _days_after(reading: Reading, index: int) -> tuple[int | None, int | None, int]:
    """Read `1`, `1st`, `1-3` behind a month (English): first day, last day, last word."""
    if (
        not reading.words.month_first
        or index + 1 >= len(reading.lows)
        or reading.gap(index) not in (" ", ". ", "\u00a0", " the ")
    ):
        return None, None, index
    match = DAY.match(reading.lows[index + 1])
    if match is None or not 1 <= int(match[1]) <= 31 or inside_number(reading, index + 1):
        return None, None, index
    day = int(match[1])
    place = index + 1
    if place + 1 < len(reading.lows):
        following, link = place + 1, reading.gap(place)
        if link == " " and reading.lows[following] in reading.words.range_words and following + 1 < len(reading.lows):
            following, link = following + 1, "-"
        after = DAY.match(reading.lows[following])
        if after and link in _DASH and day < int(after[1]) <= 31 and not inside_number(reading, following):
            return day, int(after[1]), following
    return day, None, place


def _with_weekday(search: DateSearch, first: int) -> int:
    """Take a weekday before the day along: `Friday, 1 November`."""
    place = first - 1
    while place >= 0 and first - place <= 2 and search.reading.lows[place] in ("the", "le", "den", "dem", "el", "il"):
        place -= 1
    if place >= 0 and search.reading.lows[place] in search.words.weekdays and place not in search.taken:
        between = search.reading.folded[search.reading.ends[place] : search.reading.starts[first]]
        if len(between) <= 6 and ";" not in between:
            return place
    return first
