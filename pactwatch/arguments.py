"""What the command line takes: spans of time, moments, and how one page is to be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from pactwatch.clock import parse_iso
from pactwatch.errors import UsageError


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How one page is to be read and shown."""

    why: bool = False
    html_path: str | None = None
    """Where the coloured page goes; None: nowhere."""
    url: str | None = None
    """Where a file stands on the web; None: not known."""
    stored: int | None = None
    """The version to take from the archive; None: the page as it is now."""
    site_rules: bool = True
    as_json: bool = False


@dataclass(frozen=True, slots=True)
class Hands:
    """Who reads the pages of a pass."""

    workers: int | None = None
    """Processes; none: the pass itself."""
    dask: bool = False
    """Whether they are a Dask cluster's."""
    address: str | None = None
    """Its scheduler's; None: a cluster of this machine's processes, made for the pass."""


def parse_span(text: str) -> timedelta:
    """Read a span of time such as `90s`, `20m`, `24h`, `7d`, `2w`.

    Raises:
        UsageError: it is none.

    >>> parse_span("24h")
    datetime.timedelta(days=1)
    """
    units = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
    number, unit = text[:-1], text[-1:]
    if unit not in units or not number.isascii() or not number.isdigit() or len(number) > 6 or int(number) == 0:
        raise UsageError(f"{text!r} is not a span of time; write 20m, 24h, 7d or 2w.")
    return timedelta(**{units[unit]: int(number)})


def parse_since(text: str, now: datetime) -> datetime:
    """Read a moment: a span back from *now*, a date, or an ISO 8601 time (UTC unless it says otherwise).

    >>> parse_since("2024-11-05", datetime.max).isoformat()
    '2024-11-05T00:00:00+00:00'
    """
    if text[:1].isdigit() and text[-1:].isalpha() and not text.endswith(("Z", "z")):
        try:
            return now - parse_span(text)
        except OverflowError:
            raise UsageError(f"{text!r} reaches back before the calendar; write a shorter span.") from None
    try:
        return parse_iso(text)
    except (ValueError, OverflowError):
        raise UsageError(f"{text!r} is no time; write 24h, 7d, 2024-11-05 or 2024-11-05T12:00Z.") from None
