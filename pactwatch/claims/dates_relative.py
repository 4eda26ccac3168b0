"""Which dates are told from the day of publication? Friday, last Friday, yesterday, two weeks ago."""

from __future__ import annotations

from pactwatch.claims import periods
from pactwatch.claims.dates_beside import inside_number, last_or_next
from pactwatch.claims.dates_found import DateSearch
from pactwatch.claims.dates_tense import looks_ahead
from pactwatch.claims.dates_years import take_decade_in_words, take_part_of_year
from pactwatch.claims.reading import Reading


def take_weekday(search: DateSearch, index: int, day: int) -> None:
    """Take the weekday that word *index* names (0 is Monday): the one that tense and neighbours mean."""
    reading, words = search.reading, search.words
    low = reading.lows[index]
    if low in words.weekdays_in_doubt:
        # `Sun`, `Sat` are words and newspapers: only behind `on`, or with a full stop or a number behind them.
        stop = reading.folded[reading.ends[index] : reading.ends[index] + 1] == "."
        number = index + 1 < len(reading.lows) and reading.lows[index + 1].isdigit()
        on = index > 0 and reading.lows[index - 1] in ("on", "until", "since")
        if not reading.capital(index) or not (stop or number or on):
            return
    if words.month_first and not reading.capital(index):
        return
    which, first, last = last_or_next(reading, index, index)
    if which == "near":
        which = "next" if looks_ahead(reading, index) else "recent"
    value, granularity = periods.weekday(day, search.today, which)
    search.take(first, last, value, granularity)


def take_relative(search: DateSearch, index: int) -> None:
    """Take the relative date, or the part of a year, that begins or ends with word *index*, if it is one."""
    reading, words = search.reading, search.words
    found = reading.phrase_from(index, words.relative, 5)
    if found is not None:
        (unit, count), last = found
        if not unit:
            search.taken.update(range(index, last + 1))
        elif not any(place in search.taken for place in range(index, last + 1)):
            value, granularity = periods.relative(unit, count, search.today)
            search.take(index, last, value, granularity)
        return
    low = reading.lows[index]
    if low in words.ago_after and index >= 2 and reading.lows[index - 1] in words.time_units:
        number = _number_until(reading, index - 2)
        if number is not None:
            _ago(search, number[0], words.time_units[reading.lows[index - 1]], number[1], index)
        return
    last_word = reading.has_phrase_from(index, words.ago_before, 3)
    if last_word is not None:
        number = _number_from(reading, last_word + 1)
        if number is not None and number[1] + 1 < len(reading.lows) and reading.lows[number[1] + 1] in words.time_units:
            _ago(search, number[0], words.time_units[reading.lows[number[1] + 1]], index, number[1] + 1)
            return
    take_part_of_year(search, index)
    if index not in search.taken:
        take_decade_in_words(search, index)


def _number_until(reading: Reading, index: int) -> tuple[int, int] | None:
    """Read a small number that ends with word *index*: value and first word."""
    low = reading.lows[index]
    if low.isascii() and low.isdigit() and len(low) <= 4 and not inside_number(reading, index):
        return int(low), index
    value = reading.words.numbers.get(low, 1 if low in reading.words.ones or low in ("a", "an") else 0)
    if value >= 100 or value == 0:
        return None
    tens = reading.words.numbers.get(reading.lows[index - 1], 0) if index >= 1 else 0
    if 20 <= tens <= 90 and value < 10 and reading.joined(index - 1):
        return tens + value, index - 1
    return value, index


def _number_from(reading: Reading, index: int) -> tuple[int, int] | None:
    """Read a small number that begins with word *index*: value and last word."""
    if index >= len(reading.lows):
        return None
    low = reading.lows[index]
    if low.isascii() and low.isdigit() and len(low) <= 4 and not inside_number(reading, index):
        return int(low), index
    value = reading.words.numbers.get(low, 1 if low in reading.words.ones else 0)
    return (value, index) if 0 < value < 100 else None


def _ago(search: DateSearch, count: int, unit: str, first: int, last: int) -> None:
    if any(place in search.taken for place in range(first, last + 1)):
        return
    value, granularity = periods.relative(unit, -count, search.today)
    search.take(first, last, value, granularity)
