"""Time, as an argument: the rooms never ask the machine for it.

`SystemClock` is the real one; `VirtualClock` is what the offline pass and the tests run on: it stands still until
somebody sleeps, so ten passes "an hour apart" take no time and always end in the same archive.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol

from pactwatch.errors import NotATime

# Machines that keep their time over the network are within seconds of one another.
CLOCK_ERROR = timedelta(minutes=2)


class Clock(Protocol):
    """What a pass needs of time."""

    def now(self) -> datetime:
        """Give the time in UTC, with its zone."""

    async def sleep(self, seconds: float) -> None:
        """Wait, or pretend to."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Give the machine's time in UTC."""
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        """Wait for *seconds*."""
        # 40 ms, of which a command that only asks the archive is in no need
        import asyncio

        await asyncio.sleep(max(0.0, seconds))


class VirtualClock:
    """A clock that only moves when told to, or when somebody sleeps on it."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        """Give the virtual time in UTC."""
        return self._now

    def advance_to(self, moment: datetime) -> None:
        """Move on to *moment*; never back."""
        self._now = max(self._now, moment.astimezone(UTC))

    async def sleep(self, seconds: float) -> None:
        """Move on by *seconds* without waiting."""
        # as above
        import asyncio

        self._now += timedelta(seconds=max(0.0, seconds))
        await asyncio.sleep(0)


def iso(moment: datetime) -> str:
    """Write a moment the one way the archive does: UTC, whole seconds, `Z`.

    >>> iso(datetime(2024, 11, 1, 18, 30, tzinfo=UTC))
    '2024-11-01T18:30:00Z'
    """
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def parse_iso(text: str) -> datetime:
    """Read what `iso` wrote (and any ISO 8601 time; without a zone it is taken as UTC), or raise NotATime.

    >>> parse_iso("2024-11-01T18:30:00Z").isoformat()
    '2024-11-01T18:30:00+00:00'
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise NotATime(text) from None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
