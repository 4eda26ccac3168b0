"""Which dates are written in digits alone? 2024-11-01, 01.11.2024, 11/1/2024."""

from __future__ import annotations

import re
from datetime import date

from pactwatch.claims import periods
from pactwatch.claims.dates_found import DateSearch

_ISO = re.compile(
    r"(?<![\d\w.,/-])(\d{4})[-/](\d{1,2})[-/](\d{1,2})"
    r"(?:[T ](\d{2}:\d{2})(?::\d{2})?(?:\.\d{1,9})?(Z|z|[+-]\d{2}:?\d{2})?)?(?![\d/-])"
)
_NUMERIC = re.compile(r"(?<![\d\w.,/-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d\w/-])(?![.,]\d)")
_DAY_MONTH_DOTS = re.compile(r"(?<![\d\w.,/-])([0-3]?\d)\.([01]?\d)\.(?![\d\w])")


# Without this no date in digits is there, and the dear patterns need not look at every letter.
_HINT = re.compile(r"\d[-./]\d")


def take_numeric_dates(search: DateSearch) -> None:
    """Take every date in digits, with the time that ISO 8601 writes behind it."""
    if _HINT.search(search.reading.folded) is None:
        return
    for match in _ISO.finditer(search.reading.folded):
        value = periods.month_day(int(match[2]), int(match[3]), int(match[1]), None)
        if value is None or not search.claim_words(match.start(), match.end()):
            continue
        if match[4]:
            zone = (match[5] or "").upper()
            search.take_span(match.start(), match.end(), f"{value}T{match[4]}{zone}", "time")
        else:
            search.take_span(match.start(), match.end(), value, "day")
    for match in _NUMERIC.finditer(search.reading.folded):
        _day_month_year(search, match)
    if search.words.dotted_ordinals:
        for match in _DAY_MONTH_DOTS.finditer(search.reading.folded):
            value = periods.month_day(int(match[2]), int(match[1]), None, search.today)
            if value is not None and search.claim_words(match.start(), match.end()):
                search.take_span(match.start(), match.end(), value, "day")


def _day_month_year(search: DateSearch, match: re.Match[str]) -> None:
    one, sign, other, year_text = int(match[1]), match[2], int(match[3]), match[4]
    year = int(year_text) if len(year_text) == 4 else periods.full_year(int(year_text), search.today)
    if len(year_text) == 2 and sign == "-":
        return  # 10-20-30 is anything
    american = search.words.month_first and sign in "/-"
    orders = [(one, other), (other, one)] if american else [(other, one), (one, other)]
    values = [v for month, day in orders if (v := periods.month_day(month, day, year, None)) is not None]
    if not values or (sign == "." and not search.words.month_first and other > 12):
        return
    value = values[0]
    # British pages write English, too: the day of publication decides where both readings are days.
    today = search.today
    if american and len(values) == 2 and today is not None:
        value = min(values, key=lambda v: abs((date.fromisoformat(v) - today).days) > 45)
    if search.claim_words(match.start(), match.end()):
        search.take_span(match.start(), match.end(), value, "day")
