"""Manners: how often a host is asked, and when it asked not to be.

All waiting happens on the clock that was handed in, so a virtual one makes it instant.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pactwatch.clock import Clock
from pactwatch.fetch.stop import Stopped
from pactwatch.model import FetchRules, Outcome

# A Crawl-delay up to this is waited for; beyond it, the host's other pages are left for later passes.
MAX_CRAWL_DELAY_S = 60.0
# A Retry-After holds the page that answered it at once. It holds the whole host after so many pages in a row, none of
# them answered normally in between: one broken page among working ones is not an outage.
_IN_A_ROW = 3
# ... and for anything but 429, which is about us, only if nothing was answered normally for so long: a newsroom that
# rebuilds a section answers 503 to a dozen pages while the rest of the site is well.
_QUIET = {429: timedelta(0)}
_QUIET_ELSE = timedelta(seconds=60)


@dataclass(slots=True)
class _Hold:
    """Until when something is not to be asked, and the status that said so."""

    until: datetime
    status: int


@dataclass(slots=True)
class _Host:
    """What is known of one host in this pass."""

    slots: asyncio.Semaphore
    next_at: datetime
    normal_at: datetime
    """When it last answered normally, or was first asked."""
    hold: _Hold | None = None
    put_off: set[str] = field(default_factory=set)
    """The pages in a row that were told to come later."""
    asked: int = 0


class Pace:
    """Gives each request its turn."""

    def __init__(self, rules: FetchRules, clock: Clock) -> None:
        self._rules = rules
        self._clock = clock
        self._hosts: dict[str, _Host] = {}
        self._pages: dict[str, _Hold] = {}
        self._all = asyncio.Semaphore(max(1, rules.concurrency))
        self._left = rules.requests_per_pass

    @asynccontextmanager
    async def turn(self, host: str, url: str, crawl_delay_s: float = 0.0) -> AsyncIterator[None]:
        """Wait until *url* may be asked, and hold its host's slot meanwhile.

        Raises:
            Stopped: the host asked not to be asked again yet, or the pass has used up its requests.
        """
        known = self._host(host)
        async with known.slots:
            self._check(known, url, crawl_delay_s)
            delay_s = max(self._rules.per_host_delay_s, min(crawl_delay_s, MAX_CRAWL_DELAY_S))
            now = self._clock.now()
            # Bounded, because the machine's clock may have been set back.
            wait_s = min((known.next_at - now).total_seconds(), delay_s * self._rules.per_host_concurrency)
            known.next_at = max(now, known.next_at) + timedelta(seconds=delay_s)
            if wait_s > 0:
                await self._clock.sleep(wait_s)
                self._check(known, url, crawl_delay_s)  # others may have been told to stay away meanwhile
            async with self._all:
                self._left -= 1
                known.asked += 1
                yield

    def _host(self, host: str) -> _Host:
        """Give what is known of a host, beginning now if nothing is."""
        if host not in self._hosts:
            now = self._clock.now()
            self._hosts[host] = _Host(asyncio.Semaphore(max(1, self._rules.per_host_concurrency)), now, now)
        return self._hosts[host]

    def _check(self, known: _Host, url: str, crawl_delay_s: float) -> None:
        """Stop a request that is not to be made in this pass."""
        if self._left <= 0:
            # Not to be tried again in this pass: a Retry-After of no seconds says so.
            raise Stopped(Outcome.UNAVAILABLE, f"budget: {self._rules.requests_per_pass} requests in one pass", 0.0)
        now = self._clock.now()
        for hold in (known.hold, self._pages.get(url)):
            left_s = (hold.until - now).total_seconds() if hold else 0.0
            if hold and left_s > 0:
                outcome = Outcome.UNAVAILABLE if hold.status >= 500 else Outcome.BLOCKED
                raise Stopped(outcome, f"retry-after: not before {hold.until:%Y-%m-%dT%H:%M:%SZ}", left_s)
        # The first two: robots.txt, and one page.
        if crawl_delay_s > MAX_CRAWL_DELAY_S and known.asked >= 2:
            raise Stopped(Outcome.UNAVAILABLE, f"crawl-delay: {crawl_delay_s:g} s between pages", crawl_delay_s)

    def heard(self, host: str, url: str, status: int, retry_after_s: float | None) -> None:
        """Take in what a page answered."""
        known = self._host(host)
        now = self._clock.now()
        if status < 400 or retry_after_s is None:
            known.normal_at = now
            known.put_off.clear()
            return
        hold = _Hold(now + timedelta(seconds=retry_after_s), status)
        self._pages[url] = hold
        known.put_off.add(url)
        if len(known.put_off) >= _IN_A_ROW and now - known.normal_at >= _QUIET.get(status, _QUIET_ELSE):
            known.hold = hold
