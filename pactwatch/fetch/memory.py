"""What one pass tells the next about a host, so that manners hold across passes and restarts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class HostMemory:
    """What is remembered of one origin (scheme, host and port). None: never happened, or does not hold now."""

    asked_at: datetime | None = None
    """When the last exchange over a page of it ended."""
    hold_until_at: datetime | None = None
    """Nothing of it is asked before."""
    hold_by: str | None = None
    """Who wants that: `retry-after` (the host) or `back-off` (we do, because it keeps failing)."""
    hold_status: int | None = None
    """The status that led to it; None: the host did not answer."""
    pauses: int = 0
    """How many such holds there were since it last answered normally."""
    page_holds: Mapping[str, tuple[datetime, int]] = field(default_factory=dict)
    """Pages that have a Retry-After of their own: URL -> until when, and the status that said so."""
    robots: str | None = None
    """The last robots.txt that was read; None: it has none, or was never asked."""
    robots_at: datetime | None = None
    """When that was learnt; None: never."""
    robots_failing_since_at: datetime | None = None
    """Since when its robots.txt cannot be had; None: the last attempt got it, or learnt that there is none."""
    robots_failures: int = 0
    """Failed attempts since then."""
    robots_retry_at: datetime | None = None
    """Not tried again before."""
    robots_problem: str | None = None
    """What came of the last failed attempt, as a reason: `status-503`, `timeout: 30 s`."""
    crawl_delay_s: float = 0.0
    """The Crawl-delay that its robots.txt asks of us, in seconds; 0: none."""
