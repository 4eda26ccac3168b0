"""When does a sentence say something happened? Dates and times, normalised to ISO 8601.

One reader for the languages that put spaces between words, driven by their tables; Japanese has its own in `dates_ja`.
Everything is found from the words outwards (a month's name, a weekday, a four-digit number), so a sentence without
any of them costs one look-up per word.
"""

from __future__ import annotations

from datetime import date

from pactwatch.claims.clocks import find_times
from pactwatch.claims.dates_digits import take_numeric_dates
from pactwatch.claims.dates_found import DateSearch
from pactwatch.claims.dates_ja import find_dates_ja
from pactwatch.claims.dates_months import take_month
from pactwatch.claims.dates_ranges import merged
from pactwatch.claims.dates_relative import take_relative, take_weekday
from pactwatch.claims.dates_years import take_years
from pactwatch.claims.marks import Mark
from pactwatch.claims.reading import Reading
from pactwatch.model import Moment


def find_dates(reading: Reading, today: date | None) -> list[Moment]:
    """Find the dates and times of a sentence, in order and without overlaps.

    *today* is the day of publication: relative dates are counted from it and stay `relative:…` without it.
    """
    if reading.words.code == "ja":
        return find_dates_ja(reading, today)
    search = DateSearch(reading, today)
    _take_all(search)
    return merged(reading, search.found)


def _take_all(search: DateSearch) -> None:
    """Look for each sort of date, the surest first: a word belongs to the date that takes it first."""
    reading, words = search.reading, search.words
    lows = reading.lows
    if reading.has_digit:
        take_numeric_dates(search)
    for index in reading.marked(Mark.MONTH):
        if index not in search.taken:
            take_month(search, index, words.months[lows[index]])
    for index in reading.marked(Mark.WEEKDAY):
        if index not in search.taken:
            take_weekday(search, index, words.weekdays[lows[index]])
    for index in reading.marked(Mark.RELATIVE):
        if index not in search.taken:
            take_relative(search, index)
    if reading.has_digit:
        take_years(search)
        _take_times(search)
    for index in reading.marked(Mark.CLOCK):
        if index not in search.taken:
            search.take(index, index, f"T{words.clock_words[lows[index]]}", "time")


def _take_times(search: DateSearch) -> None:
    for start, end, value in find_times(search.reading.folded, search.words.code):
        if search.claim_words(start, end):
            search.take_span(start, end, value, "time")
