"""Which years, decades, quarters and halves are named? 2024, 2024-25, the 1990s, fiscal 2024, Q3 2024."""

from __future__ import annotations

import re

from pactwatch.claims import periods
from pactwatch.claims.dates_beside import DAY, YEAR, end_of, year_after
from pactwatch.claims.dates_found import DateSearch
from pactwatch.claims.dates_tense import looks_ahead
from pactwatch.claims.reading import Reading
from pactwatch.claims.words.decades import ENGLISH_DECADES

_QUARTER = re.compile(r"[qt]([1-4])$")
_DECADE = re.compile(r"(1[5-9]\d0|20[0-9]0|[1-9]0)(?:s|er|ern)$")
_FISCAL = re.compile(r"fy(\d{4}|\d{2})$")


# A year, a decade, `fy2024`.
_BEGINS = frozenset("0123456789f")


def take_years(search: DateSearch) -> None:
    """Take every year and decade whose words belong to no other date yet."""
    reading = search.reading
    for index in [k for k, low in enumerate(reading.lows) if low[0] in _BEGINS]:
        low = reading.lows[index]
        if index in search.taken:
            continue
        decade = _DECADE.match(low)
        if decade:
            _decade(search, index, decade)
            continue
        fiscal = _FISCAL.match(low)
        if fiscal:
            search.take(
                index,
                index,
                f"FY{periods.full_year(int(fiscal[1]), None) if len(fiscal[1]) == 2 else fiscal[1]}",
                "year",
            )
            continue
        if len(low) == 2 and low[1] == "0" and index and reading.lows[index - 1] in search.words.decade_before:
            search.take(index - 1, index, f"{'20' if low < '30' else '19'}{low[0]}X", "decade")
        elif YEAR.match(low) and len(low) == 4 and _is_year(reading, index):
            _year(search, index, low)


def _decade(search: DateSearch, index: int, match: re.Match[str]) -> None:
    digits = match[1]
    if len(digits) == 2:
        apostrophe = search.reading.folded[search.reading.starts[index] - 1 : search.reading.starts[index]] in (
            "'",
            "’",
            "‘",
        )
        before = search.reading.lows[index - 1] if index else ""
        if not apostrophe and before not in ("the", "early", "late", "mid") and not search.words.dotted_ordinals:
            return
        if before in ("his", "her", "their"):
            return
        digits = f"20{digits}" if int(digits) < 30 else f"19{digits}"
    search.take(index, index, f"{digits[:3]}X", "decade")


def _is_year(reading: Reading, index: int) -> bool:
    """Whether a four-digit number is a year: no amount, no reference, nothing counted."""
    words = reading.words
    folded, start, end = reading.folded, reading.starts[index], reading.ends[index]
    before, after = folded[start - 1 : start], folded[end : end + 1]
    if (before and before in "$€£¥#@+") or (before in (".", ",", "/", ":") and folded[start - 2 : start - 1].isdigit()):
        return False
    if (after and after in "%€$£¥°") or (after in (".", ",", ":") and folded[end + 1 : end + 2].isdigit()):
        return False
    if (
        before == "-"
        and start >= 2
        and folded[start - 2].isalpha()
        and reading.lows[index - 1] not in words.year_before
    ):
        return False  # F-2000
    previous = reading.lows[index - 1] if index else ""
    if previous in words.references:
        return False
    if index and reading.phrase_until(index - 1, words.more_before, 3) is not None:
        # "half a million more than 2019." compares with a year, "more than 2019 people" counts.
        return 1990 <= int(reading.lows[index]) <= 2035 and words.code == "de" and _ends_clause(folded, end)
    beside = index + 1 < len(reading.lows) and reading.gap(index) in (" ", "\u00a0", "-")
    if beside and reading.lows[index + 1] in words.scales:
        return False  # "at a cost of 2002 million euros"
    if previous in words.year_before or previous in words.months:
        return True
    if beside:
        following = reading.lows[index + 1]
        if following in words.units:
            return False
        # A counted noun: "2000 soldiers". A year may be followed by one only as an attribute: "2024 elections".
        if not 1900 <= int(reading.lows[index]) <= 2035 and following.endswith("s"):
            return False
        if int(reading.lows[index]) % 100 == 0 and following.endswith("s"):
            return False
    return True


def _ends_clause(folded: str, end: int) -> bool:
    return folded[end : end + 1] in (".", ",", ";", "") and not folded[end + 1 : end + 2].isdigit()


def _year(search: DateSearch, index: int, low: str) -> None:
    reading, words = search.reading, search.words
    first, last, value, granularity = index, index, low, "year"
    if index >= 1:
        fiscal = reading.has_phrase_until(index - 1, words.fiscal, 3)
        if fiscal is not None:
            first, value = fiscal, f"FY{low}"
        elif reading.lows[index - 1] in words.decade_before and low.endswith("0"):
            search.take(index - 1, index, f"{low[:3]}X", "decade")
            return
    if index + 1 < len(reading.lows) and reading.gap(index) in ("-", "–", "/", "‑"):
        following = reading.lows[index + 1]
        if (
            len(following) == 2
            and following.isdigit()
            and int(following) == (int(low) + 1) % 100
            and index + 1 not in search.taken
        ):
            last, value = index + 1, f"{value}/{int(low) + 1}" if not value.startswith("FY") else value
            granularity = "range" if not value.startswith("FY") else "year"
        elif (
            len(following) == 2
            and following.isdigit()
            and int(following) > int(low) % 100
            and index + 1 not in search.taken
        ):
            last, value, granularity = index + 1, f"{low}/{low[:2]}{following}", "range"
    if granularity == "year" and value == low:
        first, value, granularity = end_of(reading, first, value, granularity)
    search.take(first, last, value, granularity)


def take_part_of_year(search: DateSearch, index: int) -> None:
    """Take `third quarter of 2024`, `Q3 2024`, `first half of 2025`, if word *index* is the head of one."""
    reading, words = search.reading, search.words
    low = reading.lows[index]
    first, parts = index, 4
    short = _QUARTER.match(low)
    if short:
        number = int(short[1])
    elif low not in words.quarters and low not in words.halves:
        return
    else:
        parts = 4 if low in words.quarters else 2
        number = 0
        for place in (index - 1, index - 2):
            if place >= 0 and not number:
                number = words.ordinals.get(reading.lows[place], 0) or _digit_ordinal(reading.lows[place])
                first = place
    if not 1 <= number <= parts or first in search.taken:
        return
    year, last = year_after(reading, index)
    place = index + 1
    while place < len(reading.lows) and place - index <= 2 and reading.lows[place] in words.day_links:
        place += 1
    if year is None and place + 1 < len(reading.lows) and reading.lows[place] in words.fiscal:
        year, last = year_after(reading, place)  # first quarter of fiscal 2026
    if year is None and search.today is not None:
        year, last = _year_meant(search, index, last, (number - 1) * (12 // parts) + 1)
    stem = f"{year:04}" if year is not None else None
    if stem is None:
        search.take(first, last, f"relative:{'q' if parts == 4 else 'h'}{number}", "relative")
    elif parts == 4:
        search.take(first, last, f"{stem}-Q{number}", "quarter")
    else:
        search.take(first, last, f"{stem}-01/{stem}-06" if number == 1 else f"{stem}-07/{stem}-12", "range")


def _year_meant(search: DateSearch, index: int, last: int, month: int) -> tuple[int | None, int]:
    """Give the year of a part of it that begins in *month*: the one named behind ("of next year"), else the nearest.

    A part that has not begun belongs to last year, unless the sentence looks ahead.
    """
    reading, today = search.reading, search.today
    if today is None:
        return None, last
    place = index + 1
    while place < len(reading.lows) and place - index <= 2 and reading.joined(place - 1):
        found = reading.phrase_from(place, search.words.relative, 4)
        if found is not None and found[0][0] == "year":
            return today.year + found[0][1], found[1]
        place += 1
    if looks_ahead(reading, index):
        return today.year + (month + 2 < today.month), last
    return today.year - (month > today.month), last


def take_decade_in_words(search: DateSearch, index: int) -> None:
    """Take `anni Ottanta`, `los años ochenta`, `Achtzigerjahre`, if word *index* tells of one."""
    reading, words = search.reading, search.words
    low = reading.lows[index]
    compound = _GERMAN_DECADE.match(low)
    if compound and words.code == "de":
        apart = not compound[2]  # "in den siebziger Jahren"
        if apart and reading.lows[index + 1 : index + 2] not in (["jahre"], ["jahren"]):
            return
        tens, last = words.numbers.get(f"{compound[1]}", 0), index + apart
    elif low in words.decade_before and reading.joined(index):
        tens, last = words.numbers.get(reading.lows[index + 1], 0), index + 1
        if tens == 4 and index + 2 < len(reading.lows) and reading.lows[index + 2].startswith("vingt"):
            ten = index + 3 < len(reading.lows) and reading.lows[index + 3] == "dix"
            tens, last = (90, index + 3) if ten else (80, index + 2)
        elif tens == 60 and index + 2 < len(reading.lows) and reading.lows[index + 2] == "dix":
            tens, last = 70, index + 2
        if index and (reading.lows[index - 1] in words.ago_before or reading.lows[index - 1] in words.numbers):
            return
    elif low in ENGLISH_DECADES and words.code == "en" and index and reading.lows[index - 1] in _THE:
        tens, last = ENGLISH_DECADES[low], index
    else:
        return
    if 20 <= tens <= 90 and tens % 10 == 0:
        search.take(index, last, f"19{tens // 10}X", "decade")


_GERMAN_DECADE = re.compile(r"(zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig)er(jahren?)?$")
_THE = frozenset(("the", "early", "late", "mid", "roaring"))


def _digit_ordinal(low: str) -> int:
    match = DAY.match(low)
    return int(match[1]) if match else 0
