"""Dates and times as pages write them, to ISO 8601. A date that can be read two ways is not read at all."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

# Before the web there were no pages; a date of 1970 is a zero in somebody's database. Nothing here knows today's date,
# so the upper end only refuses what is absurd.
EARLIEST, LATEST = 1994, 2099

_MONTH_NAMES = {
    1: "january jan janvier janv januar jänner enero gennaio gen janeiro januari sij leden stycznia января",
    2: "february feb février fevrier févr februar febrero febbraio fevereiro fev februari lutego února февраля",
    3: "march mar mars märz maerz marzo março marco maart marca března марта",
    4: "april apr avril avr abril aprile abr kwietnia dubna апреля",
    5: "may mai mayo maggio maio mei maj maja května мая",
    6: "june jun juin juni junio giugno junho czerwca června июня",
    7: "july jul juillet juil juli julio luglio julho lipca července июля",
    8: "august aug août aout agosto ago augustus augusti sierpnia srpna августа",
    9: "september sep sept septembre septiembre settembre setembro set września září сентября",
    10: "october oct octobre oktober okt octubre ottobre ott outubro out października října октября",
    11: "november nov novembre noviembre novembro listopada listopadu ноября",
    12: "december dec décembre decembre déc dezember dez diciembre dic dicembre dezembro desember grudnia "
    "prosince декабря",
}
MONTHS = {name: number for number, names in _MONTH_NAMES.items() for name in names.split()}

_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s_]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*(Z|UTC|GMT|"
    r"[+-]\d{2}:?\d{2}|[+-]\d{2})?)?",
    re.I,
)
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z)?)?$")
_SLASHED = re.compile(r"(?<!\d)(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_EAST = re.compile(
    r"(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日(?:\s*(?:\([^)]{1,3}\)|（[^）]{1,3}）|[月火水木金土日]曜日?)?\s*(午前|午後|오전|"
    r"오후|上午|下午)?\s*(\d{1,2})\s?[:時时]\s?(\d{1,2})?)?"
)
_KOREAN = re.compile(r"(\d{4})\s?[년.]\s?(\d{1,2})\s?[월.]\s?(\d{1,2})\s?[일.]?")
_DAY_FIRST = re.compile(
    r"(?<![\d.])(\d{1,2})(?:st|nd|rd|th|er|º|°|\.)?\s*(?:de\s+|of\s+)?([^\W\d_]{3,12})\.?,?\s*(?:de\s+|"
    r"del\s+)?(\d{4})(?!\d)",
    re.I,
)
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)", re.I)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
_CLOCK = re.compile(
    r"(?<!\d)(\d{1,2})[:.h](\d{2})(?::(\d{2}))?\s*(a\.?m\.?|p\.?m\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[A-Z]{2,4}\b)?",
    re.I,
)
_EPOCH = re.compile(r"^1\d{9}(?:\d{3})?$")

# Zones that newsrooms print. CST is Chicago or Shanghai, IST India or Israel or Ireland: not read.
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 60, "cet": 60, "cest": 120, "eet": 120, "eest": 180, "msk": 180,
    "jst": 540, "kst": 540, "aest": 600, "aedt": 660, "est": -300, "edt": -240, "pst": -480, "pdt": -420, "et": None,
    "mst": -420, "mdt": -360, "cdt": -300, "sgt": 480, "hkt": 480,
}  # fmt: skip


@lru_cache(maxsize=2_048)
def iso_date(text: str, day_first: bool | None = None) -> str | None:
    """Give the first date in a text as ISO 8601: with the zone that is stated, local without one, or the day alone.

    *day_first* says how `3/4/2024` is to be read; None: only if it can be read one way.

    >>> iso_date("2024-11-01T18:30:00+09:00"), iso_date("Nov. 5, 2024, 7:09 AM"), iso_date("1er novembre 2024")
    ('2024-11-01T18:30:00+09:00', '2024-11-05T07:09:00', '2024-11-01')
    >>> iso_date("11/5/2024"), iso_date("31.12.2024"), iso_date("0001-01-01")
    (None, '2024-12-31', None)
    """
    text = text.strip()[:300]
    if not text:
        return None
    if _EPOCH.match(text):
        return _write(datetime.fromtimestamp(int(text[:10]), UTC))
    for read in (_iso, _eastern, _named, _numbered):
        found = read(text, day_first)
        if found:
            return found
    return None


def _iso(text: str, _: bool | None) -> str | None:
    found = _ISO.search(text)
    if found:
        year, month, day, hour, minute, second, zone = found.groups()
        if hour is None:
            return _day(year, month, day)
        return _time(year, month, day, hour, minute, second, zone)
    found = _COMPACT.match(text)
    if found:
        year, month, day, hour, minute, second, zone = found.groups()
        return _time(year, month, day, hour, minute, second, zone) if hour else _day(year, month, day)
    return None


def _eastern(text: str, _: bool | None) -> str | None:
    found = _EAST.search(text)
    if found:
        year, month, day, half, hour, minute = found.groups()
        if hour is None:
            return _day(year, month, day)
        late = half in ("午後", "下午", "오후") and int(hour) < 12
        return _time(year, month, day, str(int(hour) + 12 * late), minute or "0", None, None)
    found = _KOREAN.search(text)
    return _with_clock(_day(*found.groups()), text[found.end() :]) if found else None


def _named(text: str, _: bool | None) -> str | None:
    for pattern, order in ((_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2))):
        for found in pattern.finditer(text):
            month = MONTHS.get(found.group(order[1]).lower().rstrip("."))
            if month:
                day = _day(found.group(order[0]), str(month), found.group(order[2]))
                if day:
                    return _with_clock(day, text[found.end() :]) or day
    return None


def _numbered(text: str, day_first: bool | None) -> str | None:
    found = _SLASHED.search(text)
    if found:
        return _with_clock(_day(*found.groups()), text[found.end() :])
    found = _NUMERIC.search(text)
    if not found:
        return None
    first, mark, second, year = found.groups()
    if int(first) > 12 or mark == ".":  # nobody writes month.day.year
        day = _day(year, second, first)
    elif int(second) > 12 or first == second:
        day = _day(year, first, second)
    else:
        if day_first is None and re.search(r"\d\s*[AP]\.?M\b", text[found.end() :], re.I):
            day_first = False  # month first and a twelve-hour clock go together in the United States
        if day_first is None:
            return None
        day = _day(year, second, first) if day_first else _day(year, first, second)
    return _with_clock(day, text[found.end() :])


def _with_clock(day: str | None, rest: str) -> str | None:
    """Add the time of day that follows a date closely."""
    if day is None:
        return None
    found = _CLOCK.search(rest[:40])
    if not found:
        return day
    hour, minute, second, half, zone = found.groups()
    hours = int(hour)
    if half:
        hours = hours % 12 + (12 if half.lower().startswith("p") else 0)
    return _time(day[:4], day[5:7], day[8:10], str(hours), minute, second, zone) or day


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
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "").ljust(4, "0")
        minutes = int(digits[:2]) * 60 + int(digits[2:4])
        return (minutes if zone[0] == "+" else -minutes) if minutes < 1440 else None
    return _ZONES.get(zone.lower())


def _write(moment: datetime) -> str | None:
    if not EARLIEST <= moment.year <= LATEST:
        return None
    # The stated offset stays: the day it is at the publisher's is the day that "on Friday" in the text is counted from.
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_LETTERS = re.compile(r"[^\W\d_]+")


def is_stamp(text: str) -> bool:
    """Tell whether a line says no more than when: dates with their years, and at most three further words each.

    >>> is_stamp("Nov 4, 2024, 4:35 PM UTC Updated Nov 6, 2024, 7:05 AM UTC"), is_stamp("The pact of 2024 is on hold.")
    (True, False)
    """
    dates = len(_YEAR.findall(text)) if len(text) <= 160 else 0
    words = [word for word in _LETTERS.findall(text.lower()) if word not in MONTHS]
    return dates > 0 and len(words) <= 3 * dates


_IN_URL = re.compile(r"[/_-](20\d{2}|199[4-9])[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?!\d)")


def date_in_url(url: str) -> str | None:
    """Give the day that stands in a URL's path.

    >>> date_in_url("https://example.org/2024/11/01/pact"), date_in_url("https://example.org/a/20241101-pact")
    ('2024-11-01', '2024-11-01')
    """
    found = _IN_URL.search(url)
    return _day(*found.groups()) if found else None
