"""When does a sentence say something happened? Dates and times, normalised to ISO 8601.

One reader for the languages that put spaces between words, driven by their tables; Japanese has its own in `dates_ja`.
Everything is found from the words outwards (a month's name, a weekday, a four-digit number), so a sentence without
any of them costs one look-up per word.
"""

from __future__ import annotations

import re
from datetime import date

from pactwatch.claims import periods
from pactwatch.claims.clocks import find_times
from pactwatch.claims.dates_ja import find_dates_ja
from pactwatch.claims.reading import Reading
from pactwatch.claims.words import words_for
from pactwatch.claims.words.shape import words as word_set
from pactwatch.model import Moment

_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|re|º|ª|o)?$")
_YEAR = re.compile(r"(1[5-9]\d\d|20\d\d)$")
_SPACE = frozenset(
    (" ", "\u00a0", "\u202f", "\u2009", ", ", ". ", ".", "° ", "° ", " , ", "\n", "’", "'", "-", " -", "- ", " (")
)
_DASH = frozenset(("-", "–", "—", " - ", " – ", " — ", "/", "–\u200b", "~", "‑"))
_DOTTED_SPACE = frozenset((". ", ".", " ", "\u00a0", "° ", "º ", ".\u00a0", "° ", "-", "/"))


def find_dates(reading: Reading, today: date | None) -> list[Moment]:
    """Find the dates and times of a sentence, in order and without overlaps.

    *today* is the day of publication: relative dates are counted from it and stay `relative:…` without it.
    """
    if reading.words.code == "ja":
        return find_dates_ja(reading, today)
    finder = _Finder(reading, today)
    finder.run()
    return finder.merged()


class _Finder:
    """Everything that was found in one sentence so far."""

    def __init__(self, reading: Reading, today: date | None) -> None:
        self.reading = reading
        self.words = reading.words
        self.today = today
        self.found: list[Moment] = []
        self.taken: set[int] = set()
        """Words that belong to a date already."""

    def run(self) -> None:
        """Look for each sort of date, the surest first."""
        reading, words = self.reading, self.words
        lows = reading.lows
        if reading.has_digit:
            self._numeric()
        for index, low in enumerate(lows):
            if low in words.months and index not in self.taken:
                self._month(index, words.months[low])
        if any(low in words.weekdays for low in lows):
            for index, low in enumerate(lows):
                if low in words.weekdays and index not in self.taken:
                    self._weekday(index, words.weekdays[low])
        heads = _heads(words.code)
        for index, low in enumerate(lows):
            if low in heads and index not in self.taken:
                self._relative(index)
        if reading.has_digit:
            self._years()
            self._clock()
        for index, low in enumerate(lows):
            if low in words.clock_words and index not in self.taken:
                self._take(index, index, f"T{words.clock_words[low]}", "time")

    # ------------------------------------------------------------ keeping what was found

    def _take(self, first: int, last: int, value: str, granularity: str) -> None:
        start, end = self.reading.starts[first], self.reading.ends[last]
        self._take_span(start, end, value, granularity)
        self.taken.update(range(first, last + 1))

    def _take_span(self, start: int, end: int, value: str, granularity: str) -> None:
        self.found.append(Moment(self.reading.text[start:end], start, end, value, granularity))

    def _claim_words(self, start: int, end: int) -> bool:
        """Mark the words of a span as taken; False: one of them already was."""
        first = self.reading.word_at(start)
        last = self.reading.word_before(end)
        places = range(first, last + 1)
        if any(place in self.taken for place in places):
            return False
        self.taken.update(places)
        return True

    # ------------------------------------------------------------ 2024-11-01, 01.11.2024, 11/1/2024

    def _numeric(self) -> None:
        for match in _ISO.finditer(self.reading.folded):
            value = periods.month_day(int(match[2]), int(match[3]), int(match[1]), None)
            if value is None or not self._claim_words(match.start(), match.end()):
                continue
            if match[4]:
                zone = (match[5] or "").upper()
                self._take_span(match.start(), match.end(), f"{value}T{match[4]}{zone}", "time")
            else:
                self._take_span(match.start(), match.end(), value, "day")
        for match in _NUMERIC.finditer(self.reading.folded):
            self._day_month_year(match)
        if self.words.dotted_ordinals:
            for match in _DAY_MONTH_DOTS.finditer(self.reading.folded):
                value = periods.month_day(int(match[2]), int(match[1]), None, self.today)
                if value is not None and self._claim_words(match.start(), match.end()):
                    self._take_span(match.start(), match.end(), value, "day")

    def _day_month_year(self, match: re.Match[str]) -> None:
        one, sign, other, year_text = int(match[1]), match[2], int(match[3]), match[4]
        year = int(year_text) if len(year_text) == 4 else periods.full_year(int(year_text), self.today)
        if len(year_text) == 2 and sign == "-":
            return  # 10-20-30 is anything
        american = self.words.month_first and sign in "/-"
        orders = [(one, other), (other, one)] if american else [(other, one), (one, other)]
        values = [v for month, day in orders if (v := periods.month_day(month, day, year, None)) is not None]
        if not values or (sign == "." and not self.words.month_first and other > 12):
            return
        value = values[0]
        # British pages write English, too: the day of publication decides where both readings are days.
        today = self.today
        if american and len(values) == 2 and today is not None:
            value = min(values, key=lambda v: abs((date.fromisoformat(v) - today).days) > 45)
        if self._claim_words(match.start(), match.end()):
            self._take_span(match.start(), match.end(), value, "day")

    # ------------------------------------------------------------ 1 November 2024

    def _month(self, index: int, month: int) -> None:
        reading, words = self.reading, self.words
        # Where months are written with a capital, `march` and `may` are verbs.
        if (words.all_nouns_capital or words.month_first) and not reading.capital(index):
            return
        day_first, first_day, last_day = self._days_before(index)
        last, year = index, None
        if first_day is None:
            first_day, last_day, last = self._days_after(index)
        year, last = self._year_after(last)
        first = day_first if day_first is not None else index
        sure = first_day is not None or year is not None
        if not sure and reading.lows[index] in words.months_in_doubt and not self._month_context(index):
            return
        which = "near"
        if first_day is None and year is None:
            which, first, last = self._which(first, last)
            value = periods.month_only(month, None, self.today, which)
        elif first_day is None:
            value = periods.month_only(month, year, self.today)
        else:
            which = "near"
            made = periods.month_day(month, first_day, year, self.today)
            if made is None:
                return
            value = made
        granularity = "month" if first_day is None else "day"
        if last_day is not None and last_day != first_day:
            end = periods.month_day(month, last_day, year, self.today)
            if end is not None and last_day > (first_day or 0):
                value, granularity = f"{value}/{end}", "range"
        first = self._with_weekday(first)
        if granularity == "month":
            first, value, granularity = self._end_of(first, value, granularity)
        if not any(place in self.taken for place in range(first, last + 1)):
            self._take(first, last, value, granularity)

    def _month_context(self, index: int) -> bool:
        """Whether a doubtful month name (May, March) stands where a month stands."""
        if index == 0:
            return False
        before = self.reading.lows[index - 1]
        return (
            before in self.words.year_before | self.words.last_words | self.words.next_words | self.words.between
            or before == "by"
        )

    def _days_before(self, index: int) -> tuple[int | None, int | None, int | None]:
        """Read `1`, `1st of`, `1-3` before a month: the first word, the first day, the last day."""
        reading, words = self.reading, self.words
        place = index - 1
        while place >= 0 and reading.lows[place] in words.day_links and index - place <= 2:
            place -= 1
        if place < 0 or place in self.taken:
            return None, None, None
        if any(reading.gap(k) not in _DOTTED_SPACE and reading.gap(k) not in ("’", "'") for k in range(place, index)):
            return None, None, None
        match = _DAY.match(reading.lows[place])
        if match is None and words.ordinals.get(reading.lows[place]) == 1:
            return place, 1, None  # il primo gennaio, der erste Mai
        if match is None or not 1 <= int(match[1]) <= 31 or self._inside_number(place):
            return None, None, None
        day = int(match[1])
        if place >= 1:
            earlier, link = place - 1, reading.gap(place - 1)
            if (
                link.strip(". ") == ""
                and reading.lows[earlier] in (words.range_words | words.and_words)
                and earlier >= 1
            ):
                if reading.lows[earlier] in words.and_words and not self._between(earlier - 1):
                    return place, day, None
                earlier, link = earlier - 1, "-"
            before = _DAY.match(reading.lows[earlier])
            if (
                before
                and link.strip(" .°") in ("-", "–", "—", "/", "‑", "~")
                and 1 <= int(before[1]) < day
                and not self._inside_number(earlier)
            ):
                return earlier, int(before[1]), day
        return place, day, None

    def _between(self, index: int) -> bool:
        return index >= 1 and any(low in self.words.between for low in self.reading.lows[max(0, index - 2) : index])

    def _days_after(self, index: int) -> tuple[int | None, int | None, int]:
        """Read `1`, `1st`, `1-3` behind a month (English): first day, last day, last word."""
        reading = self.reading
        if (
            not self.words.month_first
            or index + 1 >= len(reading.lows)
            or reading.gap(index) not in (" ", ". ", "\u00a0", " the ")
        ):
            return None, None, index
        match = _DAY.match(reading.lows[index + 1])
        if match is None or not 1 <= int(match[1]) <= 31 or self._inside_number(index + 1):
            return None, None, index
        day = int(match[1])
        place = index + 1
        if place + 1 < len(reading.lows):
            following, link = place + 1, reading.gap(place)
            if link == " " and reading.lows[following] in self.words.range_words and following + 1 < len(reading.lows):
                following, link = following + 1, "-"
            after = _DAY.match(reading.lows[following])
            if after and link in _DASH and day < int(after[1]) <= 31 and not self._inside_number(following):
                return day, int(after[1]), following
        return day, None, place

    def _inside_number(self, index: int) -> bool:
        """Whether the digits go on: `1,5`, `10:30`, `5%`."""
        folded, start, end = self.reading.folded, self.reading.starts[index], self.reading.ends[index]
        if folded[end : end + 1] in ("%", "€", "$", "£") or (
            folded[end : end + 1] in (":", ",", ".") and folded[end + 1 : end + 2].isdigit()
        ):
            return True
        return start >= 2 and folded[start - 1] in ",.:" and folded[start - 2].isdigit()

    def _year_after(self, index: int) -> tuple[int | None, int]:
        reading = self.reading
        place = index + 1
        while place < len(reading.lows) and reading.lows[place] in self.words.day_links and place - index <= 1:
            place += 1
        if place < len(reading.lows) and all(reading.gap(k) in _SPACE for k in range(index, place)):
            match = _YEAR.match(reading.lows[place])
            if match and not self._inside_number(place):
                return int(match[1]), place
        return None, index

    def _with_weekday(self, first: int) -> int:
        """Take a weekday before the day along: `Friday, 1 November`."""
        place = first - 1
        while place >= 0 and first - place <= 2 and self.reading.lows[place] in ("the", "le", "den", "dem", "el", "il"):
            place -= 1
        if place >= 0 and self.reading.lows[place] in self.words.weekdays and place not in self.taken:
            between = self.reading.folded[self.reading.ends[place] : self.reading.starts[first]]
            if len(between) <= 6 and ";" not in between:
                return place
        return first

    def _end_of(self, first: int, value: str, granularity: str) -> tuple[int, str, str]:
        """Read `end of` before a month or year: its last day."""
        if first >= 1:
            start = self.reading.has_phrase_until(first - 1, self.words.end_of, 4)
            end = periods.last_day(value) if start is not None and self.reading.joined(first - 1) else None
            if start is not None and end is not None:
                return start, end, "day"
        return first, value, granularity

    # ------------------------------------------------------------ Friday, last Friday

    def _which(self, first: int, last: int) -> tuple[str, int, int]:
        """Read `last` or `next` before or behind a weekday or month."""
        words, reading = self.words, self.reading
        if first >= 1 and reading.joined(first - 1):
            before = reading.lows[first - 1]
            if before in words.last_words:
                return "last", first - 1, last
            if before in words.next_words:
                return "next", first - 1, last
        if not words.month_first and last + 1 < len(reading.lows) and reading.joined(last):
            after = reading.lows[last + 1]
            if after in words.last_words:
                return "last", first, last + 1
            if after in words.next_words:
                return "next", first, last + 1
        return "near", first, last

    def _weekday(self, index: int, day: int) -> None:
        reading, words = self.reading, self.words
        low = reading.lows[index]
        if low in words.weekdays_in_doubt:
            # `Sun`, `Sat` are words and newspapers: only with a full stop or a number behind them.
            follow = reading.gap(index)
            if not reading.capital(index) or not (
                follow.startswith(".") or (index + 1 < len(reading.lows) and reading.lows[index + 1].isdigit())
            ):
                return
        if words.month_first and not reading.capital(index):
            return
        which, first, last = self._which(index, index)
        if which == "near":
            which = "next" if self._future_before(index) else "recent"
        value, granularity = periods.weekday(day, self.today, which)
        self._take(first, last, value, granularity)

    def _future_before(self, index: int) -> bool:
        """Whether the nearest verb before a weekday speaks of the future: "will meet on Friday"."""
        reading, words = self.reading, self.words
        place = index - 1
        while place >= 0 and index - place <= 14:
            low = reading.lows[place]
            if reading.has_phrase_until(place, words.future, 3) is not None:
                return True
            if (
                words.future_endings
                and low not in words.future_not
                and len(low) > 4
                and low.endswith(words.future_endings)
            ):
                return True
            if low in words.told and not self._is_future_auxiliary(place - 1):
                return False
            if any(sign in reading.gap(place) for sign in ";:"):
                return False
            place -= 1
        return False

    def _is_future_auxiliary(self, index: int) -> bool:
        """Whether the word before a participle makes it one of the future: "to be signed", "sera signé"."""
        if index < 0:
            return False
        low = self.reading.lows[index]
        return (
            low in _BE
            or low in self.words.future
            or (bool(self.words.future_endings) and low.endswith(self.words.future_endings))
        )

    # ------------------------------------------------------------ yesterday, two weeks ago, the third quarter

    def _relative(self, index: int) -> None:
        reading, words = self.reading, self.words
        found = reading.phrase_from(index, words.relative, 5)
        if found is not None:
            (unit, count), last = found
            if not unit:
                self.taken.update(range(index, last + 1))
            elif not any(place in self.taken for place in range(index, last + 1)):
                value, granularity = periods.relative(unit, count, self.today)
                self._take(index, last, value, granularity)
            return
        low = reading.lows[index]
        if low in words.ago_after and index >= 2 and reading.lows[index - 1] in words.time_units:
            number = self._number_until(index - 2)
            if number is not None:
                self._ago(number[0], words.time_units[reading.lows[index - 1]], number[1], index)
            return
        last_word = reading.has_phrase_from(index, words.ago_before, 3)
        if last_word is not None:
            number = self._number_from(last_word + 1)
            if (
                number is not None
                and number[1] + 1 < len(reading.lows)
                and reading.lows[number[1] + 1] in words.time_units
            ):
                self._ago(number[0], words.time_units[reading.lows[number[1] + 1]], index, number[1] + 1)
                return
        if low in words.quarters or low in words.halves or _QUARTER.match(low):
            self._part_of_year(index)

    def _number_until(self, index: int) -> tuple[int, int] | None:
        """Read a small number that ends with word *index*: value and first word."""
        low = self.reading.lows[index]
        if low.isascii() and low.isdigit() and len(low) <= 4 and not self._inside_number(index):
            return int(low), index
        value = self.words.numbers.get(low, 1 if low in self.words.ones or low in ("a", "an") else 0)
        if value >= 100 or value == 0:
            return None
        tens = self.words.numbers.get(self.reading.lows[index - 1], 0) if index >= 1 else 0
        if 20 <= tens <= 90 and value < 10 and self.reading.joined(index - 1):
            return tens + value, index - 1
        return value, index

    def _number_from(self, index: int) -> tuple[int, int] | None:
        """Read a small number that begins with word *index*: value and last word."""
        if index >= len(self.reading.lows):
            return None
        low = self.reading.lows[index]
        if low.isascii() and low.isdigit() and len(low) <= 4 and not self._inside_number(index):
            return int(low), index
        value = self.words.numbers.get(low, 1 if low in self.words.ones else 0)
        return (value, index) if 0 < value < 100 else None

    def _ago(self, count: int, unit: str, first: int, last: int) -> None:
        if any(place in self.taken for place in range(first, last + 1)):
            return
        value, granularity = periods.relative(unit, -count, self.today)
        self._take(first, last, value, granularity)

    def _part_of_year(self, index: int) -> None:
        """Read `third quarter of 2024`, `Q3 2024`, `first half of 2025`."""
        reading, words = self.reading, self.words
        low = reading.lows[index]
        first, parts = index, 4
        short = _QUARTER.match(low)
        if short:
            number = int(short[1])
        else:
            parts = 4 if low in words.quarters else 2
            number = 0
            for place in (index - 1, index - 2):
                if place >= 0 and not number:
                    number = words.ordinals.get(reading.lows[place], 0) or _digit_ordinal(reading.lows[place])
                    first = place
        if not 1 <= number <= parts or first in self.taken:
            return
        year, last = self._year_after(index)
        if year is None and index + 2 < len(reading.lows) and reading.lows[index + 1] in words.fiscal:
            year, last = self._year_after(index + 1)
        stem = f"{year:04}" if year is not None else None
        if stem is None:
            self._take(first, last, f"relative:{'q' if parts == 4 else 'h'}{number}", "relative")
        elif parts == 4:
            self._take(first, last, f"{stem}-Q{number}", "quarter")
        else:
            self._take(first, last, f"{stem}-01/{stem}-06" if number == 1 else f"{stem}-07/{stem}-12", "range")

    # ------------------------------------------------------------ 2024, the 1990s

    def _years(self) -> None:
        reading = self.reading
        for index, low in enumerate(reading.lows):
            if index in self.taken or (not low[0].isdigit() and not low.startswith("fy")):
                continue
            decade = _DECADE.match(low)
            if decade:
                self._decade(index, decade)
                continue
            fiscal = _FISCAL.match(low)
            if fiscal:
                self._take(
                    index,
                    index,
                    f"FY{periods.full_year(int(fiscal[1]), None) if len(fiscal[1]) == 2 else fiscal[1]}",
                    "year",
                )
                continue
            if len(low) == 2 and low[1] == "0" and index and reading.lows[index - 1] in self.words.decade_before:
                self._take(index - 1, index, f"{'20' if low < '30' else '19'}{low[0]}X", "decade")
            elif _YEAR.match(low) and len(low) == 4 and self._is_year(index):
                self._year(index, low)

    def _decade(self, index: int, match: re.Match[str]) -> None:
        digits = match[1]
        if len(digits) == 2:
            apostrophe = self.reading.folded[self.reading.starts[index] - 1 : self.reading.starts[index]] in (
                "'",
                "’",
                "‘",
            )
            before = self.reading.lows[index - 1] if index else ""
            if not apostrophe and before not in ("the", "early", "late", "mid") and not self.words.dotted_ordinals:
                return
            if before in ("his", "her", "their"):
                return
            digits = f"20{digits}" if int(digits) < 30 else f"19{digits}"
        self._take(index, index, f"{digits[:3]}X", "decade")

    def _is_year(self, index: int) -> bool:
        reading, words = self.reading, self.words
        folded, start, end = reading.folded, reading.starts[index], reading.ends[index]
        before, after = folded[start - 1 : start], folded[end : end + 1]
        if (before and before in "$€£¥#@+") or (
            before in (".", ",", "/", ":") and folded[start - 2 : start - 1].isdigit()
        ):
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
        if previous in words.references or reading.phrase_until(index - 1, words.more_before, 3) if index else False:
            return False
        if previous in words.year_before or previous in words.months:
            return True
        if index + 1 < len(reading.lows) and reading.gap(index) in (" ", "\u00a0", "-"):
            following = reading.lows[index + 1]
            if following in words.scales or following in words.units:
                return False
            # A counted noun: "2000 soldiers". A year may be followed by one only as an attribute: "2024 elections".
            if not 1900 <= int(reading.lows[index]) <= 2035 and following.endswith("s"):
                return False
            if int(reading.lows[index]) % 100 == 0 and following.endswith("s"):
                return False
        return True

    def _year(self, index: int, low: str) -> None:
        reading, words = self.reading, self.words
        first, last, value, granularity = index, index, low, "year"
        if index >= 1:
            fiscal = reading.has_phrase_until(index - 1, words.fiscal, 3)
            if fiscal is not None:
                first, value = fiscal, f"FY{low}"
            elif reading.lows[index - 1] in words.decade_before and low.endswith("0"):
                self._take(index - 1, index, f"{low[:3]}X", "decade")
                return
        if index + 1 < len(reading.lows) and reading.gap(index) in ("-", "–", "/", "‑"):
            following = reading.lows[index + 1]
            if (
                len(following) == 2
                and following.isdigit()
                and int(following) == (int(low) + 1) % 100
                and index + 1 not in self.taken
            ):
                last, value = index + 1, f"{value}/{int(low) + 1}" if not value.startswith("FY") else value
                granularity = "range" if not value.startswith("FY") else "year"
            elif (
                len(following) == 2
                and following.isdigit()
                and int(following) > int(low) % 100
                and index + 1 not in self.taken
            ):
                last, value, granularity = index + 1, f"{low}/{low[:2]}{following}", "range"
        if granularity == "year" and value == low:
            first, value, granularity = self._end_of(first, value, granularity)
        self._take(first, last, value, granularity)

    # ------------------------------------------------------------ 18:30, 5 p.m.

    def _clock(self) -> None:
        for start, end, value in find_times(self.reading.folded, self.words.code):
            if self._claim_words(start, end):
                self._take_span(start, end, value, "time")

    # ------------------------------------------------------------ putting parts together

    def merged(self) -> list[Moment]:
        """Join a day with its time, and two dates that make a range; in order."""
        self.found.sort(key=lambda m: (m.start, -m.end))
        out: list[Moment] = []
        for moment in self.found:
            if out and moment.start < out[-1].end:
                continue
            joined = self._joined(out[-1], moment) if out else None
            if joined is not None:
                out[-1] = joined
            else:
                out.append(moment)
        return out

    def _joined(self, one: Moment, other: Moment) -> Moment | None:
        text = self.reading.text
        gap = text[one.end : other.start]
        if len(gap) > 12:
            return None
        pair = {one.granularity, other.granularity}
        if pair == {"day", "time"} or pair == {"relative", "time"}:
            day, time = (one, other) if other.granularity == "time" else (other, one)
            if time.value.startswith("T") and gap.strip(" ,").lower() in _AT:
                value = f"{day.value}{time.value}" if day.granularity == "day" else f"{day.value} {time.value}"
                return Moment(
                    text[one.start : other.end],
                    one.start,
                    other.end,
                    value,
                    "time" if day.granularity == "day" else "relative",
                )
            return None
        if one.granularity != other.granularity or one.granularity not in ("day", "month", "year", "time", "quarter"):
            return None
        if not self._range_gap(one, gap.strip().lower()):
            return None
        low, high = _same_year(one.value, other.value)
        if low >= high:
            return None
        return Moment(text[one.start : other.end], one.start, other.end, f"{low}/{high}", "range")

    def _range_gap(self, one: Moment, gap: str) -> bool:
        words, reading = self.words, self.reading
        if gap in ("-", "–", "—", "‑"):
            return True
        place = reading.word_before(one.start)
        before = reading.lows[place] if place >= 0 else ""
        link = gap.split()
        if not link or len(link) > 2:
            return False
        if link[0] in words.and_words:
            return before in words.between
        if link[0] not in words.range_words:
            return False
        # "postponed from 1 November to 15 November" gives two dates, not a range.
        return not any(low in words.moved for low in reading.lows[max(0, place - 5) : place + 1])


def _same_year(low: str, high: str) -> tuple[str, str]:
    """Give the first date the year of the second one if only that was stated ("from 1 May to 3 June 2019")."""
    if high[:4].isdigit() and low[:4].isdigit() and low > high and len(low) >= 7:
        candidate = high[:4] + low[4:]
        if candidate < high:
            return candidate, high
    if low.startswith("--") and high[:4].isdigit():
        return f"{high[:4]}{low[1:]}", high
    return low, high


def _digit_ordinal(low: str) -> int:
    match = _DAY.match(low)
    return int(match[1]) if match else 0


_HEADS: dict[str, frozenset[str]] = {}


def _heads(code: str) -> frozenset[str]:
    """Give the words with which a relative date of a language begins."""
    if code not in _HEADS:
        from_table = words_for(code)
        phrases = [*from_table.relative, *from_table.ago_before]
        heads = (
            {phrase.split()[0] for phrase in phrases} | from_table.ago_after | from_table.quarters | from_table.halves
        )
        _HEADS[code] = frozenset(heads | {"q1", "q2", "q3", "q4", "t1", "t2", "t3", "t4"})
    return _HEADS[code]


_BE = frozenset(("be", "to", "werden", "être", "ser", "essere"))
_AT = word_set("at on um gegen à a_las alle alle_ore a_la at_around at_about kl ore") | {"", ", at"}
_ISO = re.compile(
    r"(?<![\d\w.,/-])(\d{4})[-/](\d{1,2})[-/](\d{1,2})"
    r"(?:[T ](\d{2}:\d{2})(?::\d{2})?(?:\.\d{1,9})?(Z|z|[+-]\d{2}:?\d{2})?)?(?![\d/-])"
)
_NUMERIC = re.compile(r"(?<![\d\w.,/-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d\w/-])(?![.,]\d)")
_DAY_MONTH_DOTS = re.compile(r"(?<![\d\w.,/-])([0-3]?\d)\.([01]?\d)\.(?![\d\w])")
_QUARTER = re.compile(r"[qt]([1-4])$")
_DECADE = re.compile(r"(1[5-9]\d0|20[0-9]0|[1-9]0)(?:s|er|ern)$")
_FISCAL = re.compile(r"fy(\d{4}|\d{2})$")
