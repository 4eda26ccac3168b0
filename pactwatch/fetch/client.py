"""Fetch one article: its redirects, its conditional request, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import TracebackType
from typing import Self

import httpx

from pactwatch import __version__
from pactwatch.clock import Clock
from pactwatch.fetch.body import Bounds
from pactwatch.fetch.cookies import ChainCookies
from pactwatch.fetch.decode import ACCEPT_ENCODING
from pactwatch.fetch.guard import Guard, Resolver
from pactwatch.fetch.headers import first, kept, location_of
from pactwatch.fetch.memory import HostMemory
from pactwatch.fetch.pace import Pace
from pactwatch.fetch.robots import PRODUCT, Robots
from pactwatch.fetch.stop import Stopped
from pactwatch.fetch.transport import PinnedTransport
from pactwatch.fetch.wire import REDIRECTS, Answer, Deadline, Wire
from pactwatch.model import Fetch, FetchRules, Outcome, Request, Url
from pactwatch.urls import BadUrl, host_of, parse_url, without_credentials

_ACCEPT = b"text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.8,*/*;q=0.5"
# Longer addresses are refused by most servers (8 KB for the whole request line) and come from nobody's newsroom.
_MAX_URL = 8_192
# A longer validator than any server makes would only be a way to have us send it.
_MAX_VALIDATOR = 1_024


class Client:
    """Asks for pages, with manners and without getting hurt. One for each pass; use it with `async with`.

    Args:
        rules: pace, bounds and allowances.
        clock: for waiting, and for the time that a fetch is said to have happened.
        transport: what answers instead of the network (the offline pass). Everything above stays the same, but names
            are not resolved.
        resolver: how names become addresses; the machine's resolver by default.
        memory: what `memory()` of the pass before said, by origin.
    """

    def __init__(
        self,
        rules: FetchRules,
        clock: Clock,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        resolver: Resolver | None = None,
        memory: Mapping[str, HostMemory] | None = None,
    ) -> None:
        self._rules = rules
        self._clock = clock
        self._guard = Guard(clock, rules.allow_private_hosts, resolver)
        self._transport = transport or PinnedTransport(rules, self._guard)
        headers = (
            (b"user-agent", user_agent(rules.contact).encode("ascii")),
            (b"accept", _ACCEPT),
            (b"accept-encoding", ACCEPT_ENCODING.encode("ascii")),
        )
        self._pace = Pace(rules, clock)
        self._wire = Wire(self._transport, headers, self._guard, self._pace, rules, clock)
        self._robots = Robots(self._wire, rules, clock)
        for origin, remembered in (memory or {}).items():
            self._pace.recall(origin, remembered)
            self._robots.recall(origin, remembered)
        self._bounds = Bounds(rules.max_wire_bytes, rules.max_body_bytes)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close every connection."""
        await self._robots.aclose()
        await self._guard.aclose()
        await self._transport.aclose()

    def memory(self, *, changed_only: bool = False) -> dict[str, HostMemory]:
        """Give what the next pass must know to keep the manners of this one, by origin.

        *changed_only*: of the origins of which something changed since this was last asked for. May be called from
        another thread than the pass's.
        """
        if changed_only:
            origins = self._pace.take_changed() | self._robots.take_changed()
        else:
            origins = self._pace.origins() | self._robots.origins()
        return {o: self._robots.tell(o, self._pace.tell(o, HostMemory())) for o in sorted(origins)}

    @property
    def requests_left(self) -> int:
        """How many of the pass's requests (`requests_per_pass`) may still be made."""
        return self._pace.requests_left

    async def sitemaps(self, url: Url) -> tuple[Url, ...]:
        """Give the sitemaps that the robots.txt of *url*'s origin names."""
        return await self._robots.sitemaps(url)

    async def fetch(self, request: Request) -> Fetch:
        """Ask for a page, and follow where it leads.

        Never raises for what a server does: what came of it is in `outcome` and `reason`. Outcome None means that an
        answer came whole (200, or a refusal such as 403, 404, 410, 429, 451), and the gate decides what it is.
        """
        chain = _Chain(request, Deadline(self._rules.total_timeout_s), request.url)
        try:
            chain.url = _checked(request.url)
            answer = await self._follow(chain)
        except Stopped as stop:
            return chain.end(self._clock.now(), None, stop)
        return chain.end(answer.asked_at, answer, _what_came_of(answer, chain))

    async def _follow(self, chain: _Chain) -> Answer:
        """Ask, and ask again where redirects lead, until an answer is not one."""
        while True:
            crawl_delay_s = await self._robots.admit(chain.url)
            answer = await self._wire.get(
                chain.url, chain.headers(), self._bounds, chain.deadline, crawl_delay_s=crawl_delay_s
            )
            if answer.status == 304 and not chain.conditional and not chain.afresh:
                chain.afresh = True  # "not modified" to somebody who has nothing: ask once more, past every cache
                continue
            location = location_of(answer.headers)
            if answer.status not in REDIRECTS or location is None or answer.outcome is not None:
                return answer
            if len(chain.redirects) >= self._rules.max_redirects:
                raise Stopped(Outcome.UNAVAILABLE, f"too-many-redirects: {self._rules.max_redirects}")
            chain.step(answer, _checked(location, chain.url))


@dataclass(slots=True)
class _Chain:
    """One article's way through its redirects."""

    request: Request
    deadline: Deadline
    url: Url
    redirects: list[tuple[int, Url]] = field(default_factory=list)
    cookies: ChainCookies = field(default_factory=ChainCookies)
    seen: set[tuple[str, bytes]] = field(default_factory=set)
    conditional: bool = False
    """Whether the last request carried validators."""
    afresh: bool = False

    def headers(self) -> list[tuple[bytes, bytes]]:
        """Give the headers of the next request, besides those that all have."""
        cookie = self.cookies.header(self.url)
        self.seen.add((self.url, cookie))
        found = [(b"cookie", cookie)] if cookie else []
        validators = () if self.afresh else self._validators()
        self.conditional = bool(validators)
        if self.afresh:
            found.append((b"cache-control", b"no-cache"))
        return [*found, *validators]

    def _validators(self) -> list[tuple[bytes, bytes]]:
        """Give the validators, where they can be trusted to mean the page that is stored.

        Not past a permanent redirect: the page moved, and must be read under its new address. Not on another site: its
        ETag "1" is another page's.
        """
        if self.redirects and all(status in (301, 308) for status, _ in self.redirects):
            return []
        if self.redirects and _site(self.url) != _site(self.request.url):
            return []
        pairs = ((b"if-none-match", self.request.etag), (b"if-modified-since", self.request.last_modified))
        return [(name, text.encode("latin-1")) for name, text in pairs if text and _sendable(text)]

    def step(self, answer: Answer, target: Url) -> None:
        """Go where a redirect leads.

        Raises:
            Stopped: it leads where we were, with nothing new to say there.
        """
        self.cookies.take(self.url, answer.headers)
        self.redirects.append((answer.status, self.url))
        self.url = target
        self.afresh = False
        if (target, self.cookies.header(target)) in self.seen:
            raise Stopped(Outcome.UNAVAILABLE, f"redirect-loop: back at {target[:200]}")

    def end(self, fetched_at: datetime, answer: Answer | None, stop: Stopped | None) -> Fetch:
        """Put together what is told of it."""
        return Fetch(
            url=Url(without_credentials(self.request.url)),
            final_url=Url(without_credentials(self.url)),
            fetched_at=fetched_at,
            status=answer.status if answer else None,
            headers=kept(answer.headers) if answer else (),
            body=answer.body if answer else b"",
            elapsed_ms=round(self.deadline.spent_s * 1000),
            outcome=stop.outcome if stop else None,
            reason=stop.reason if stop else "",
            redirects=tuple(self.redirects),
            retry_after_s=stop.retry_after_s if stop else (answer.retry_after_s if answer else None),
        )


def _what_came_of(answer: Answer, chain: _Chain) -> Stopped | None:
    """Say what an answer means, where that needs no look at the page. None: the gate decides."""
    status, wait_s = answer.status, answer.retry_after_s
    if status == 304 and chain.conditional:
        return Stopped(Outcome.NOT_MODIFIED, "status-304")
    if _may_be_challenge(answer):
        return None
    if status >= 500 or status in (408, 425) or (status < 400 and not 200 <= status < 300):
        return Stopped(Outcome.UNAVAILABLE, f"status-{status}", wait_s)
    if status >= 400:
        # What a refusal says does not matter as much as that it is one; but time running out is no refusal.
        timed_out = answer.outcome is Outcome.UNAVAILABLE
        return Stopped(Outcome.UNAVAILABLE, answer.reason, wait_s) if timed_out else None
    if answer.outcome is not None:
        return Stopped(answer.outcome, answer.reason, wait_s)
    if status == 206:
        return Stopped(Outcome.PARTIAL, "status-206: a part that nobody asked for")
    return None


# What the text or the markup of a question to a visitor has; an outage with one of these words goes by the gate, too.
_QUESTIONS = (b"challenge", b"captcha", b"incapsula", b"robot", b"human", b"verif", b"wsidchk", b"access denied")


def _may_be_challenge(answer: Answer) -> bool:
    """Whether a 503 may be a question to a visitor and no outage; the gate knows what those look like."""
    if answer.status != 503 or answer.outcome is not None:
        return False
    start = answer.body[:65_536].lower()
    return first(answer.headers, "cf-mitigated") is not None or any(mark in start for mark in _QUESTIONS)


def _checked(text: str, base: Url | None = None) -> Url:
    """Read a URL, in WHATWG form.

    Raises:
        Stopped: it is none, or not for the web.
    """
    if len(text) > _MAX_URL:
        raise Stopped(Outcome.UNAVAILABLE, f"bad-url: longer than {_MAX_URL} characters")
    try:
        return parse_url(text, base)
    except BadUrl as error:
        raise Stopped(Outcome.REFUSED, f"bad-url: {error}") from None


def _site(url: str) -> str:
    """Give a host without the prefixes that are the same newsroom."""
    host = host_of(url)
    for prefix in ("www.", "m.", "amp.", "mobile."):
        host = host.removeprefix(prefix)
    return host


def _sendable(validator: str) -> bool:
    """Whether a validator can be a header's value."""
    return len(validator) <= _MAX_VALIDATOR and all(" " <= c <= "ÿ" and c != "\x7f" for c in validator)


def user_agent(contact: str) -> str:
    """Say who asks, and how to reach whoever runs this.

    >>> user_agent("https://example.org/about-us")
    'Pactwatch/0.1 (+https://example.org/about-us)'
    """
    name = f"{PRODUCT}/{'.'.join(__version__.split('.')[:2])}"
    plain = "".join(c for c in contact if " " <= c <= "~" and c not in "()\\").strip()[:200]
    return f"{name} (+{plain})" if plain else name
