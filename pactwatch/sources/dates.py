"""Dates as sources write them -> ISO 8601 as the archive writes it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_DATE_ONLY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})T?(\d{2})(\d{2})(\d{2})Z?")


def to_iso(text: str | None) -> str | None:
    """Read a W3C, RFC 822 or compact date. A zone gives UTC with `Z`; none gives a local time; a bare date stays one.

    >>> [to_iso(text) for text in ("Fri, 01 Nov 2024 18:30:00 +0900", "2024-11-01", "20241101T120000Z")]
    ['2024-11-01T09:30:00Z', '2024-11-01', '2024-11-01T12:00:00Z']
    >>> to_iso("yesterday") is None
    True
    """
    text = (text or "").strip()[:64]
    if _DATE_ONLY.fullmatch(text):
        return text if _parse(text if len(text) > 7 else f"{text}-01") else None
    if match := _COMPACT.fullmatch(text):
        text = "{}-{}-{}T{}:{}:{}Z".format(*match.groups())
    moment = _parse(text)
    if moment is None:
        return None
    if moment.tzinfo is None:
        return moment.strftime("%Y-%m-%dT%H:%M:%S")
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _parse(text: str) -> datetime | None:
    """Read ISO 8601, or else what mail headers have; in UTC where there is a zone."""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(text)
            return moment.astimezone(UTC) if moment.tzinfo else moment
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return None
