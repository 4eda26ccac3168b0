"""What stands beside a date: a year behind it, `end of` or `last` before it, digits that go on?"""

from __future__ import annotations

import re

from pactwatch.claims import periods
from pactwatch.claims.reading import Reading

DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|re|º|ª|o)?$")
YEAR = re.compile(r"(1[5-9]\d\d|20\d\d)$")
_SPACE = frozenset(
    (" ", "\u00a0", "\u202f", "\u2009", ", ", ". ", ".", "° ", "° ", " , ", "\n", "’", "'", "-", " -", "- ", " (")
)


def inside_number(reading: Reading, index: int) -> bool:
    """Whether the digits go on: `1,5`, `10:30`, `5%`."""
    folded, start, end = reading.folded, reading.starts[index], reading.ends[index]
    if folded[end : end + 1] in ("%", "€", "$", "£") or (
        folded[end : end + 1] in (":", ",", ".") and folded[end + 1 : end + 2].isdigit()
    ):
        return True
    return start >= 2 and folded[start - 1] in ",.:" and folded[start - 2].isdigit()


def year_after(reading: Reading, index: int) -> tuple[int | None, int]:
    """Give the year behind word *index* and the last word it takes; without one None and *index*."""
    place = index + 1
    while place < len(reading.lows) and reading.lows[place] in reading.words.day_links and place - index <= 1:
        place += 1
    if place < len(reading.lows) and all(reading.gap(k) in _SPACE for k in range(index, place)):
        match = YEAR.match(reading.lows[place])
        if match and not inside_number(reading, place):
            return int(match[1]), place
    return None, index


def end_of(reading: Reading, first: int, value: str, granularity: str) -> tuple[int, str, str]:
    """Read `end of` before a month or year, which means its last day: first word, value, granularity."""
    if first >= 1:
        start = reading.has_phrase_until(first - 1, reading.words.end_of, 4)
        end = periods.last_day(value) if start is not None and reading.joined(first - 1) else None
        if start is not None and end is not None:
            return start, end, "day"
    return first, value, granularity


def last_or_next(reading: Reading, first: int, last: int) -> tuple[str, int, int]:
    """Read `last` or `next` before or behind a weekday or month: which one (`near`: neither), first and last word."""
    words = reading.words
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
