"""Which day, week, month or year is meant? Arithmetic on the calendar, counted from the day of publication."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import lru_cache

# What people call one, two … units from now, in one wording for every language.
_WORDS = {
    ("day", -1): "yesterday",
    ("day", 0): "today",
    ("day", 1): "tomorrow",
    ("year end", 0): "end of this year",
    ("year end", 1): "end of next year",
    ("year end", -1): "end of last year",
    ("month end", 0): "end of this month",
    ("month end", 1): "end of next month",
    ("month end", -1): "end of last month",
    ("that day", -1): "the day before",
    ("that day", 0): "the same day",
    ("that day", 1): "the day after",
}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@lru_cache(maxsize=256)
def day_of(published_at: datetime | date | str | None) -> date | None:
    """Give the day of publication as the page states it; None: it states none that can be read.

    >>> day_of("2024-11-05T07:09:22Z")
    datetime.date(2024, 11, 5)
    >>> day_of("soon") is None
    True
    """
    if isinstance(published_at, datetime):
        return published_at.date()
    if isinstance(published_at, date) or published_at is None:
        return published_at
    try:
        return date.fromisoformat(str(published_at).strip()[:10])
    except ValueError:
        return None


def relative(unit: str, count: int, today: date | None) -> tuple[str, str]:
    """Give value and granularity of a period so many units from *today*; without a day it stays relative.

    >>> relative("week", -1, date(2024, 11, 5))
    ('2024-W44', 'week')
    >>> relative("week", -1, None)
    ('relative:last week', 'relative')
    """
    if today is None or unit == "that day":
        return f"relative:{_wording(unit, count)}", "relative"
    try:
        return _resolved(unit, count, today)
    except (ValueError, OverflowError):  # a thousand years ago: before the calendar's first year
        return f"relative:{_wording(unit, count)}", "relative"


def _wording(unit: str, count: int) -> str:
    if (unit, count) in _WORDS:
        return _WORDS[unit, count]
    if unit.startswith("season "):
        unit = {"3": "spring", "6": "summer", "9": "autumn"}.get(unit[7:], "winter")
    if abs(count) > 1:
        return f"{abs(count)} {unit}s ago" if count < 0 else f"in {count} {unit}s"
    return f"{('last', 'this', 'next')[count + 1]} {unit}"


def _resolved(unit: str, count: int, today: date) -> tuple[str, str]:
    if unit == "day":
        return (today + timedelta(days=count)).isoformat(), "day"
    if unit == "week":
        year, week, _ = (today + timedelta(weeks=count)).isocalendar()
        return f"{year:04}-W{week:02}", "week"
    if unit == "weekend":
        saturday = today + timedelta(days=5 - today.weekday(), weeks=count)
        return f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}", "range"
    if unit in ("month", "month end"):
        year, month = divmod(today.year * 12 + today.month - 1 + count, 12)
        if unit == "month end":
            return last_day(f"{date(year, month + 1, 1).isoformat()[:7]}") or "", "day"
        return date(year, month + 1, 1).isoformat()[:7], "month"
    if unit == "quarter":
        year, quarter = divmod(today.year * 4 + (today.month - 1) // 3 + count, 4)
        return f"{year:04}-Q{quarter + 1}", "quarter"
    if unit.startswith("season "):
        # Last summer is the one that has begun last; its year is what a page means by it.
        begins = int(unit[7:])
        year = today.year - (begins > today.month) if count < 0 else today.year + (count > 0 and begins <= today.month)
        return f"{year:04}", "year"
    if unit == "decade":
        unit, count = "year", count * 10
    year = date(today.year + count, 1, 1).year
    return (f"{year:04}-12-31", "day") if unit == "year end" else (f"{year:04}", "year")


def weekday(day: int, today: date | None, which: str) -> tuple[str, str]:
    """Resolve a weekday (0 is Monday): *which* is `last` (before today), `recent` (today counts) or `next`.

    >>> weekday(4, date(2024, 11, 5), "recent")
    ('2024-11-01', 'day')
    >>> weekday(4, None, "next")
    ('relative:next friday', 'relative')
    """
    if today is None:
        prefix = "" if which == "recent" else f"{which} "
        return f"relative:{prefix}{WEEKDAYS[day]}", "relative"
    back = (today.weekday() - day) % 7
    try:
        if which == "next":
            return (today + timedelta(days=7 - back)).isoformat(), "day"
        return (today - timedelta(days=back or (7 if which == "last" else 0))).isoformat(), "day"
    except OverflowError:
        return f"relative:{WEEKDAYS[day]}", "relative"


def month_day(month: int, day: int, year: int | None, today: date | None, which: str = "near") -> str | None:
    """Give a day of a month as ISO; without a year the one that lies nearest to *today*. None: no such day.

    *which*: `near`, `last` (not after today) or `next` (not before it).

    >>> month_day(1, 1, None, date(2024, 11, 5))
    '2025-01-01'
    >>> month_day(11, 1, None, None)
    '--11-01'
    """
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    if year is not None:
        return f"{year:04}-{month:02}-{day:02}" if year >= 1 and day <= monthrange(year, month)[1] else None
    if day > monthrange(2024, month)[1]:
        return None
    if today is None:
        return f"--{month:02}-{day:02}"
    candidates = []
    for candidate in (today.year - 1, today.year, today.year + 1):
        if 1 <= candidate <= 9999 and day <= monthrange(candidate, month)[1]:
            candidates.append(date(candidate, month, day))
    return _pick(candidates, today, which)


def month_only(month: int, year: int | None, today: date | None, which: str = "near") -> str:
    """Give a month as ISO; without a year the one that lies nearest to *today*.

    >>> month_only(1, None, date(2024, 11, 5))
    '2025-01'
    """
    if year is not None:
        return f"{year:04}-{month:02}"
    if today is None:
        return f"--{month:02}"
    candidates = [date(y, month, 15) for y in (today.year - 1, today.year, today.year + 1) if 1 <= y <= 9999]
    if which in ("last", "next"):
        # The current month is neither the last nor the next one.
        candidates = [c for c in candidates if (c.year, c.month) != (today.year, today.month)]
    found = _pick(candidates, today, which)
    return found[:7] if found else f"--{month:02}"


def _pick(candidates: list[date], today: date, which: str) -> str | None:
    if which == "last":
        candidates = [c for c in candidates if c <= today] or candidates
    elif which == "next":
        candidates = [c for c in candidates if c >= today] or candidates
    if not candidates:
        return None
    return min(candidates, key=lambda c: (abs((c - today).days), c)).isoformat()


def last_day(value: str) -> str | None:
    """Give the last day of a month or year written as ISO; None: it is neither.

    >>> last_day("2024-02"), last_day("2025"), last_day("2025-W01")
    ('2024-02-29', '2025-12-31', None)
    """
    if len(value) == 4 and value.isdigit():
        return f"{value}-12-31"
    if len(value) == 7 and value[:4].isdigit() and value[5:].isdigit() and 1 <= int(value[5:]) <= 12:
        return f"{value}-{monthrange(int(value[:4]) or 1, int(value[5:]))[1]:02}"
    return None


def full_year(two_digits: int, today: date | None) -> int:
    """Complete a year of two digits: not more than twenty years ahead.

    >>> full_year(24, date(2024, 1, 1)), full_year(98, date(2024, 1, 1))
    (2024, 1998)
    """
    now = today.year if today is not None else 2025
    year = now - now % 100 + two_digits
    return year - 100 if year > now + 20 else year
