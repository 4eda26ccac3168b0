"""Manners: how often a host is asked, and when it asked not to be.

All waiting happens on the clock that was handed in, so a virtual one makes it instant. A host is a name with its port;
http and https on their own ports are one host, because they are one machine, and so are `example.org`, its `www.`, its
renderings for phones, and the names of this machine itself.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import ada_url

from pactwatch.clock import Clock
from pactwatch.fetch.backoff import pause_s
from pactwatch.fetch.headers import MAX_RETRY_AFTER_S
from pactwatch.fetch.memory import HostMemory
from pactwatch.fetch.stop import Stopped
from pactwatch.model import FetchRules, Outcome
from pactwatch.urls import origin_of

# A Crawl-delay, or a pause of ours, up to this is waited for; beyond it, the host's pages are left for later passes.
MAX_WAIT_S = 60.0
# A Retry-After holds the page that answered it at once. It holds the whole host after so many pages in a row, none of
# them answered normally in between: one broken page among working ones is not an outage. The same number of pages with
# a 429 that names no time, or that could not even be connected to, makes us pause by ourselves.
_IN_A_ROW = 3
# ... and for anything but 429, which is about us, only if nothing was answered normally for so long: a newsroom that
# rebuilds a section answers 503 to a dozen pages while the rest of the site is well.
_QUIET = {429: timedelta(0)}
_QUIET_ELSE = timedelta(seconds=60)
# A host that can be connected to but fails (5xx, silence, nonsense) may do so for some of its pages only, one after the
# other in the order we ask: so more of them are needed, and more time, before we pause.
_FAILED_IN_A_ROW = 10
_FAILED_FOR = timedelta(minutes=5)
# The first pause of ours; a 429 says that we are too fast, anything else may be over in a moment.
_FIRST_PAUSE_S = {429: 60.0}
_FIRST_PAUSE_ELSE_S = 2.0
# Statuses that are no answer to the question, besides all of 5xx.
_NO_ANSWER = frozenset({408, 425, 429})
# What is remembered is remembered in whole seconds, rounded up.
_ROUNDED = timedelta(seconds=1)
# So many held pages of an origin are told to the next pass; an article's own row knows of its hold, too.
_MAX_PAGE_HOLDS = 100


@dataclass(frozen=True, slots=True)
class _Hold:
    """Until when something is not to be asked."""

    until: datetime
    status: int | None
    """What led to it; None: no answer at all."""
    by: str = "retry-after"

    def left_s(self, now: datetime) -> float:
        """Give the seconds that are left."""
        return (self.until - now).total_seconds()

    def stop(self, now: datetime) -> Stopped:
        """Say what it means for whoever wants to ask."""
        blocked = self.status is not None and self.status < 500
        outcome = Outcome.BLOCKED if blocked else Outcome.UNAVAILABLE
        return Stopped(outcome, f"{self.by}: not before {self.until:%Y-%m-%dT%H:%M:%SZ}", self.left_s(now))


@dataclass(slots=True)
class _Host:
    """What is known of one host."""

    name: str
    slots: asyncio.Semaphore
    next_at: datetime
    """The earliest time of the next request."""
    normal_at: datetime
    """When it last answered normally, or was first asked in this pass."""
    gate: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held by whoever is next, until the request goes out."""
    probe: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held through a request to a host that was paused: one tries, the others wait for what comes of it."""
    origins: set[str] = field(default_factory=set)
    pages: dict[str, _Hold] = field(default_factory=dict)
    """Those that named a time of their own."""
    asked_at: datetime | None = None
    """When the last exchange over a page ended, or began if it is under way; for Crawl-delay."""
    busy: int = 0
    hold: _Hold | None = None
    pauses: int = 0
    put_off: set[str] = field(default_factory=set)
    """The pages in a row that were told to come later, or that we are too fast."""
    failed: set[str] = field(default_factory=set)
    """The pages in a row without a normal answer."""
    unreached: set[str] = field(default_factory=set)
    """The pages in a row for which there was no connection."""


class Pace:
    """Gives each request its turn.

    With one request at a time (`per_host_concurrency`), the delay counts from the end of the last exchange, so a server
    sees at least that much between two arrivals, however slow it is; with several, from the start of the last request.
    """

    def __init__(self, rules: FetchRules, clock: Clock) -> None:
        self._rules = rules
        self._clock = clock
        self._hosts: dict[str, _Host] = {}
        self._origins: dict[str, _Host] = {}
        self._all = asyncio.Semaphore(max(1, rules.concurrency))
        self._left = rules.requests_per_pass
        self._changed: set[str] = set()

    @asynccontextmanager
    async def turn(self, origin: str, url: str, crawl_delay_s: float | None = None) -> AsyncIterator[None]:
        """Wait until *url* may be asked, and hold its host's slot meanwhile.

        *crawl_delay_s* is the least time between two pages; None: this is no page, but robots.txt itself.

        Raises:
            Stopped: the host is not to be asked again yet, or the pass has used up its requests.
        """
        known = self._host(origin)
        async with known.slots, known.probe if known.pauses else nullcontext():
            async with known.gate:
                await self._wait(known, url, crawl_delay_s)
                await self._all.acquire()
                try:
                    self._check(known, url)  # that may have taken long
                except Stopped:
                    self._all.release()
                    raise
                self._begin(known, is_page=crawl_delay_s is not None)
            try:
                yield
            finally:
                self._all.release()
                self._end(known, is_page=crawl_delay_s is not None)

    def _host(self, origin: str) -> _Host:
        """Give what is known of an origin's host, beginning now if nothing is."""
        known = self._origins.get(origin)
        if known is None:
            name = _machine(str(ada_url.URL(origin).host))
            if name not in self._hosts:
                now = self._clock.now()
                self._hosts[name] = _Host(name, asyncio.Semaphore(max(1, self._rules.per_host_concurrency)), now, now)
            known = self._origins[origin] = self._hosts[name]
            known.origins.add(origin)
        return known

    async def _wait(self, known: _Host, url: str, crawl_delay_s: float | None) -> None:
        """Wait for the host's next moment; once more if it was put off meanwhile."""
        waited_for = None
        while True:
            self._check(known, url)
            wait_s = self._wait_s(known, crawl_delay_s)
            plan = (known.next_at, known.asked_at, known.hold)
            # The same plan twice: the machine's clock was set back while we slept.
            if wait_s <= 0 or plan == waited_for:
                return
            waited_for = plan
            await self._clock.sleep(wait_s)

    def _wait_s(self, known: _Host, crawl_delay_s: float | None) -> float:
        """Give the seconds to wait. Each part is bounded, because the machine's clock may have been set back."""
        now = self._clock.now()
        wait_s = min((known.next_at - now).total_seconds(), max(self._rules.per_host_delay_s, MAX_WAIT_S))
        if crawl_delay_s and known.asked_at is not None:
            crawl_s = min(crawl_delay_s - (now - known.asked_at).total_seconds(), crawl_delay_s)
            if crawl_s > MAX_WAIT_S:
                raise Stopped(Outcome.UNAVAILABLE, f"crawl-delay: {crawl_delay_s:g} s between pages", crawl_s)
            wait_s = max(wait_s, crawl_s)
        return max(wait_s, known.hold.left_s(now) if known.hold else 0.0)

    @property
    def requests_left(self) -> int:
        """How many requests of the pass's budget are left."""
        return self._left

    def _check(self, known: _Host, url: str) -> None:
        """Stop a request that is not to be made in this pass."""
        if self._left <= 0:
            # Not to be tried again in this pass: a Retry-After of no seconds says so.
            raise Stopped(Outcome.UNAVAILABLE, f"budget: {self._rules.requests_per_pass} requests in one pass", 0.0)
        now = self._clock.now()
        for hold in (known.hold, known.pages.get(url)):
            left_s = hold.left_s(now) if hold else 0.0
            if hold and left_s > (MAX_WAIT_S if hold.by == "back-off" else 0.0):
                raise hold.stop(now)

    def _begin(self, known: _Host, *, is_page: bool) -> None:
        """Note that a request goes out."""
        now = self._clock.now()
        self._left -= 1
        known.busy += 1
        known.next_at = now + timedelta(seconds=self._rules.per_host_delay_s)
        known.asked_at = now if is_page else known.asked_at
        self._changed |= known.origins

    def _end(self, known: _Host, *, is_page: bool) -> None:
        """Note that an exchange is over. While others are under way, their starts set the pace."""
        known.busy -= 1
        self._changed |= known.origins
        if known.busy == 0:
            now = self._clock.now()
            known.next_at = now + timedelta(seconds=self._rules.per_host_delay_s)
            known.asked_at = now if is_page else known.asked_at

    # ------------------------------------------------------------ what the answers say

    # Of pages only: a host that limits us, or is broken, may still serve its robots.txt, or have none. What to do when
    # that file cannot be had is decided with its rules.

    def heard(self, origin: str, url: str, status: int, retry_after_s: float | None) -> None:
        """Take in what a page answered."""
        known = self._host(origin)
        now = self._clock.now()
        known.unreached.clear()
        if status >= 400 and retry_after_s is not None:
            self._put_off(known, url, _Hold(now + timedelta(seconds=retry_after_s), status))
        elif status < 500 and status not in _NO_ANSWER:
            known.normal_at = now
            known.put_off.clear()
            known.failed.clear()
            known.pauses = 0
            # What the host itself asked for stands: this answer was on its way by then.
            if known.hold is not None and known.hold.by == "back-off":
                known.hold = None
        elif status == 429:
            known.put_off.add(url)
            self._failed(known, url, status, at_once=len(known.put_off) >= _IN_A_ROW)
        else:
            self._failed(known, url, status, at_once=False)

    def unheard(self, origin: str, url: str, *, reached: bool) -> None:
        """Take in that a page gave no answer; *reached*: though there was a connection."""
        known = self._host(origin)
        if reached:
            known.unreached.clear()
        else:
            known.unreached.add(url)
        self._failed(known, url, None, at_once=len(known.unreached) >= _IN_A_ROW)

    def _put_off(self, known: _Host, url: str, hold: _Hold) -> None:
        """Hold a page that named a time, and its host with it if that is what it means."""
        now = self._clock.now()
        known.pages[url] = hold
        known.put_off.add(url)
        known.failed.add(url)
        quiet = now - known.normal_at >= _QUIET.get(hold.status or 0, _QUIET_ELSE)
        if known.pauses:
            # One is enough after a pause: the host has not recovered. And it says so too soon if it says it again.
            ours = self._back_off(known, hold.status)
            self._hold(known, max(hold, ours, key=lambda one: one.until))
        elif len(known.put_off) >= _IN_A_ROW and quiet:
            self._hold(known, hold)

    def _failed(self, known: _Host, url: str, status: int | None, *, at_once: bool) -> None:
        """Count a failure; pause where there were too many, or where the host was only just tried again."""
        known.failed.add(url)
        for_long = self._clock.now() - known.normal_at >= _FAILED_FOR
        if known.pauses or at_once or (len(known.failed) >= _FAILED_IN_A_ROW and for_long):
            self._hold(known, self._back_off(known, status))

    def _back_off(self, known: _Host, status: int | None) -> _Hold:
        """Make the host's next pause."""
        length_s = pause_s(known.name, known.pauses + 1, _FIRST_PAUSE_S.get(status or 0, _FIRST_PAUSE_ELSE_S))
        return _Hold(self._clock.now() + timedelta(seconds=length_s), status, "back-off")

    def _hold(self, known: _Host, hold: _Hold) -> None:
        """Hold a host. Requests that were under way when it began to be held do not make it worse."""
        running = known.hold is not None and known.hold.left_s(self._clock.now()) > 0
        if not running:
            known.pauses += 1
        elif known.hold is not None and (hold.by == "back-off" or hold.until <= known.hold.until):
            return
        known.hold = hold
        self._changed |= known.origins

    # ------------------------------------------------------------ from pass to pass

    def recall(self, origin: str, memory: HostMemory) -> None:
        """Take in what an earlier pass remembered. What lies impossibly late is from a clock that was wrong."""
        known = self._host(origin)
        now = self._clock.now()
        latest = now + timedelta(seconds=MAX_RETRY_AFTER_S) + _ROUNDED
        # A pass that was killed could not tell whom it asked in its last moment: so one delay goes by in any case.
        delay_s = max(self._rules.per_host_delay_s, min(memory.crawl_delay_s, MAX_WAIT_S))
        known.next_at = max(known.next_at, now + timedelta(seconds=delay_s))
        if memory.asked_at is not None and memory.asked_at <= now + _ROUNDED:
            known.asked_at = max(memory.asked_at, known.asked_at or memory.asked_at)
        known.pauses = max(known.pauses, memory.pauses)
        if memory.hold_until_at is not None and memory.hold_until_at <= latest:
            hold = _Hold(memory.hold_until_at, memory.hold_status, memory.hold_by or "retry-after")
            known.hold = max(hold, known.hold or hold, key=lambda one: one.until)
        for url, (until, status) in memory.page_holds.items():
            if until <= latest:
                known.pages[url] = _Hold(until, status)

    def tell(self, origin: str, memory: HostMemory) -> HostMemory:
        """Add to *memory* what the next pass must know of an origin."""
        known = self._host(origin)
        now = self._clock.now()
        hold = known.hold if known.hold and known.hold.until > now else None
        pages = [(url, one) for url, one in list(known.pages.items()) if one.until > now and origin_of(url) == origin]
        pages.sort(key=lambda page: page[1].until, reverse=True)
        return replace(
            memory,
            asked_at=known.asked_at,
            hold_until_at=hold.until if hold else None,
            hold_by=hold.by if hold else None,
            hold_status=hold.status if hold else None,
            pauses=known.pauses,
            page_holds={url: (one.until, one.status or 0) for url, one in pages[:_MAX_PAGE_HOLDS]},
        )

    def origins(self) -> set[str]:
        """Give every origin that anything is known of."""
        return set(self._origins)

    def take_changed(self) -> set[str]:
        """Give the origins of which something changed since the last call."""
        changed, self._changed = self._changed, set()
        return changed


_ALIASES = ("www.", "m.", "mobile.", "amp.")
_THIS_MACHINE = re.compile(r"(?:localhost|\[::1\])(?=:|$)")


def _machine(host: str) -> str:
    """Give one name to what is one newsroom's server under several.

    >>> _machine("www.example.org"), _machine("localhost:8000"), _machine("www.org")
    ('example.org', '127.0.0.1:8000', 'www.org')
    """
    host = _THIS_MACHINE.sub("127.0.0.1", host)
    for prefix in _ALIASES:
        if host.startswith(prefix) and "." in host[len(prefix) :]:
            return host[len(prefix) :]
    return host
