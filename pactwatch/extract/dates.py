"""Dates and times as pages write them, to ISO 8601. A date that can be read two ways is not read at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

from pactwatch.extract.months import ERAS, MONTHS, ZONES
from pactwatch.patterns import late

# Before the web there were no pages; a date of 1970 is a zero in somebody's database. Nothing here knows today's date,
# so the upper end only refuses what is absurd.
EARLIEST, LATEST = 1990, 2099

_WORD = r"[^\W\d_]{3,12}"
_ZONE = r"Z\b|(?:UTC|GMT)?\s?[+-]\d{2}:?\d{2}\b|[+-]\d{2}\b|[A-Z]{3,4}\b"
_ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)(?:[T\s_]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*([+-]\d{2}:?\d{2}|"
    r"[+-]\d{2}|Z|[A-Z]{3,4}\b)?)?",
    re.I,
)
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:[T_ ]?(\d{2}):?(\d{2}):?(\d{2})?(Z)?)?$")
_EAST = late(
    r"(?:(\d{4})|(令和|平成|昭和|民國|民国)\s?(\d{1,3}|元))\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日"
    r"(?:\s*(?:\([^)]{1,3}\)|（[^）]{1,3}）|[月火水木金土日]曜日?)?\s*(午前|午後|上午|下午)?\s*(\d{1,2})\s?[:：時时点點]\s?(\d{1,2})?)?"
)
_KOREAN = re.compile(r"(?<!\d)(\d{4})\s?[년.]\s?(\d{1,2})\s?[월.]\s?(\d{1,2})(?!\d)\s?[일.]?")
_SLASHED = re.compile(r"(?<!\d)(\d{4})/(\d{1,2})/(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(
    r"(?<![\d.,])(\d{1,2})(?:st|nd|rd|th|er|ème|º|ª|°|η|\.)?[\s/-]*(?:de\s+|of\s+|d')?"
    rf"({_WORD})\.?,?[\s/-]*(?:de\s+|del\s+)?(\d{{4}})(?!\d)",
    re.I,
)
_MONTH_FIRST = re.compile(rf"({_WORD})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)", re.I)
_YEAR_FIRST = re.compile(rf"(?<!\d)(\d{{4}})(?:\s?m\.|\.\s?gada)?[.,\s/-]+({_WORD})\.?[\s/-]+(\d{{1,2}})(?!\d)", re.I)
_UNIX = re.compile(rf"({_WORD})\s+(\d{{1,2}})\s+(\d{{2}}):(\d{{2}}):(\d{{2}})\s+([A-Z]{{3,5}})\s+(\d{{4}})(?!\d)")
_VIETNAMESE = late(r"(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm|,)?\s+(\d{4})(?!\d)", re.I)
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})(?!\d)")
_CLOCK = late(
    r"(?<![\d:])(\d{1,2})(?:[:.h]|\s[hu]\s)(\d{2})(?![\d.]*\d)(?::(\d{2}))?\s*(a\.?m\b\.?|p\.?m\b\.?)?\s*("
    + _ZONE
    + ")?",
    re.I,
)
_CLOCK_ALONE = late(r"(?<!\d)(\d{1,2})()()\s?(a\.?m\b\.?|p\.?m\b\.?)\s*(" + _ZONE + ")?", re.I)
_CLOCK_BEFORE = late(
    r"(?<![\d:])(\d{1,2})[:h](\d{2})(?::(\d{2}))?\s*(a\.?m\b\.?|p\.?m\b\.?)?\s*(" + _ZONE + r")?"
    r"\s*(?:uhr|on|[,|·•–-]|[^\W\d_]{2,10},?)?\s*$",
    re.I,
)
_EPOCH = re.compile(r"^1\d{9}(?:\d{3})?$")
_HAS_YEAR = re.compile(r"\d{4}|[令平昭民][和成國国]")


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text, with where it stands."""

    start: int
    end: int
    readings: tuple[str, ...]
    """ISO 8601; two where day and month could be either way round."""


@lru_cache(maxsize=2_048)
def iso_date(text: str, day_first: bool | None = None) -> str | None:
    """Give the first date in a text as ISO 8601: with the zone that is stated, local without one, or the day alone.

    *day_first* says how `3/4/2024` is to be read; None: only if it can be read one way.

    >>> iso_date("2024-11-01T18:30:00+09:00"), iso_date("Nov. 5, 2024, 7:09 AM"), iso_date("1er novembre 2024")
    ('2024-11-01T18:30:00+09:00', '2024-11-05T07:09:00', '2024-11-01')
    >>> iso_date("11/5/2024"), iso_date("31.12.2024"), iso_date("0001-01-01"), iso_date("令和6年11月1日")
    (None, '2024-12-31', None, '2024-11-01')
    """
    text = text.strip()[:300]
    if not text:
        return None
    if _EPOCH.match(text):
        return _write(datetime.fromtimestamp(int(text[:10]), UTC))
    found = _COMPACT.match(text)
    if found:
        year, month, day, hour, minute, second, zone = found.groups()
        return _time(year, month, day, hour, minute, second, zone) if hour else _day(year, month, day)
    if not _HAS_YEAR.search(text):
        return None
    for reader in _READERS:
        for date_ in reader(text, day_first):
            if len(date_.readings) == 1:
                return date_.readings[0]
    return None


def find_dates(text: str, day_first: bool | None = None) -> list[Found]:
    """Give all dates in a short text, in order, none overlapping.

    >>> [found.readings for found in find_dates("Published 4 Nov 2024, updated 6/11/2024")]
    [('2024-11-04',), ('2024-11-06', '2024-06-11')]
    """
    text = text[:300]
    if not _HAS_YEAR.search(text):
        return []
    every = sorted(
        (found for reader in _READERS for found in reader(text, day_first)), key=lambda found: (found.start, -found.end)
    )
    kept: list[Found] = []
    for found in every:
        if not kept or found.start >= kept[-1].end:
            kept.append(found)
    return kept


# ---------------------------------------------------------------- one reader for each way of writing


def _iso(text: str, _: bool | None) -> Iterator[Found]:
    for found in _ISO.finditer(text):
        yield from _one(found, _day(*found.groups()[:3]) if found.group(4) is None else _time(*found.groups()))


def _eastern(text: str, _: bool | None) -> Iterator[Found]:
    for found in _EAST.finditer(text) if "年" in text else ():
        western, era, count, month, day, half, hour, minute = found.groups()
        year = western or str(ERAS[era] + (1 if count == "元" else int(count)))
        if hour is None:
            yield from _one(found, _day(year, month, day))
        else:
            late = half in ("午後", "下午") and int(hour) < 12
            yield from _one(found, _time(year, month, day, str(int(hour) + 12 * late), minute or "0", None, None))
    for found in _KOREAN.finditer(text):
        yield from _dated(text, found, _day(*found.groups()))
    for found in _SLASHED.finditer(text):
        yield from _dated(text, found, _day(*found.groups()))


def _named(text: str, _: bool | None) -> Iterator[Found]:
    for found in _UNIX.finditer(text):
        month, day, hour, minute, second, zone, year = found.groups()
        number = MONTHS.get(month.lower())
        if number:
            yield from _one(found, _time(year, str(number), day, hour, minute, second, zone))
    for pattern, order in ((_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2)), (_YEAR_FIRST, (1, 2, 3))):
        for found in pattern.finditer(text):
            number = MONTHS.get(found.group(order[1]).lower().rstrip("."))
            if number:
                yield from _dated(text, found, _day(found.group(order[0]), str(number), found.group(order[2])))
    if "tháng" in text.lower():
        for found in _VIETNAMESE.finditer(text):
            yield from _dated(text, found, _day(*reversed(found.groups())))


def _numbered(text: str, day_first: bool | None) -> Iterator[Found]:
    for found in _NUMERIC.finditer(text):
        first, mark, second, year = found.groups()
        rest = text[found.end() :]
        order = day_first
        if int(first) > 12 or mark == ".":  # nobody writes month.day.year
            order = True
        elif int(second) > 12 or first == second:
            order = False
        elif order is None and re.match(r".{0,12}\d\s*[AP]\.?M\b", rest, re.I):
            order = False  # month first and a twelve-hour clock go together in the United States
        ways = [(year, second, first)] if order is not False else []
        ways += [(year, first, second)] if order is not True else []
        days = [day for way in ways if (day := _day(*way))]
        if days:
            yield Found(found.start(), found.end(), tuple(_with_clock(text, found, day) for day in days))


_READERS = (_iso, _eastern, _named, _numbered)


def _one(found: re.Match[str], moment: str | None) -> Iterator[Found]:
    if moment:
        yield Found(found.start(), found.end(), (moment,))


def _dated(text: str, found: re.Match[str], day: str | None) -> Iterator[Found]:
    if day:
        yield Found(found.start(), found.end(), (_with_clock(text, found, day),))


# Another date begins: the clock behind it is that one's.
_ANOTHER = re.compile(r"\b(?:19|20)\d\d\b(?! ?(?:h|hrs|uhr|[A-Z]{3})\b)")


def _with_clock(text: str, at: re.Match[str], day: str) -> str:
    """Add the time of day that follows a date closely, or stands right before it."""
    rest = _ANOTHER.split(text[at.end() : at.end() + 40], maxsplit=1)[0]
    found = _CLOCK.search(rest) or _CLOCK_ALONE.search(rest) or _CLOCK_BEFORE.search(text[: at.start()][-30:])
    if not found:
        return day
    hour, minute, second, half, zone = found.groups()
    hours = int(hour)
    if half:
        hours = hours % 12 + (12 if half.lower().startswith("p") else 0)
    elif "오후" in rest[: found.start()] and hours < 12:
        hours += 12
    return _time(day[:4], day[5:7], day[8:10], str(hours), minute or "0", second, zone) or day


def _day(year: str, month: str, day: str) -> str | None:
    try:
        moment = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return moment.isoformat() if EARLIEST <= moment.year <= LATEST else None


def _time(year: str, month: str, day: str, hour: str, minute: str, second: str | None, zone: str | None) -> str | None:
    try:
        moment = datetime(int(year), int(month), int(day), int(hour), int(minute), min(int(second or 0), 59))
    except ValueError:
        return _day(year, month, day)
    offset = _offset(zone)
    if offset is not None:
        moment = moment.replace(tzinfo=timezone(timedelta(minutes=offset)))
    return _write(moment)


def _offset(zone: str | None) -> int | None:
    """Give the minutes east of Greenwich; None: no zone, or one that means several."""
    if not zone:
        return None
    zone = zone.strip()
    if len(zone) > 4 and zone[:3].upper() in ("UTC", "GMT"):
        zone = zone[3:].strip()
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "").ljust(4, "0")
        minutes = int(digits[:2]) * 60 + int(digits[2:4])
        return (minutes if zone[0] == "+" else -minutes) if minutes < 1440 else None
    return ZONES.get(zone.lower())


def _write(moment: datetime) -> str | None:
    if not EARLIEST <= moment.year <= LATEST:
        return None
    # The stated offset stays: the day it is at the publisher's is the day that "on Friday" in the text is counted from.
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


_YEAR = late(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_LETTERS = re.compile(r"[^\W\d_]+")


def is_stamp(text: str) -> bool:
    """Tell whether a line says no more than when: dates with their years, and at most three further words each.

    >>> is_stamp("Nov 4, 2024, 4:35 PM UTC Updated Nov 6, 2024, 7:05 AM UTC"), is_stamp("The pact of 2024 is on hold.")
    (True, False)
    """
    dates = len(_YEAR.findall(text)) if len(text) <= 160 else 0
    words = [word for word in _LETTERS.findall(text.lower()) if word not in MONTHS]
    return dates > 0 and len(words) <= 3 * dates


_IN_URL = re.compile(
    r"[/_-](20\d{2}|199\d)(?:[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?!\d)|/([1-9])/([1-9]|[12]\d|3[01])/|"
    r"[/-]([a-z]{3,9})[/-](\d{1,2})(?!\d))",
    re.I,
)


def date_in_url(url: str) -> str | None:
    """Give the day that stands in a URL's path.

    >>> date_in_url("https://example.org/2024/11/01/pact"), date_in_url("https://example.org/a/20241101-pact")
    ('2024-11-01', '2024-11-01')
    >>> date_in_url("https://example.org/2024/november/01/pact"), date_in_url("https://example.org/2024/7/3/pact")
    ('2024-11-01', '2024-07-03')
    """
    for found in _IN_URL.finditer(url[:2_000]):
        year, month, day, short_month, short_day, name, named_day = found.groups()
        if name:
            month, day = str(MONTHS.get(name.lower(), 0)), named_day
        moment = _day(year, month or short_month, day or short_day)
        if moment:
            return moment
    return None
