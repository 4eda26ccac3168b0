"""robots.txt as RFC 9309 has it: whether we may ask, how slowly, and where the sitemaps are."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from protego import Protego

from pactwatch.clock import Clock
from pactwatch.fetch.body import Bounds
from pactwatch.fetch.headers import location_of
from pactwatch.fetch.stop import Stopped
from pactwatch.fetch.wire import REDIRECTS, Answer, Deadline, Wire
from pactwatch.model import FetchRules, Outcome, Url
from pactwatch.urls import BadUrl, origin_of, parse_url

PRODUCT = "Pactwatch"
# RFC 9309, section 2.5: at least 500 KiB must be read. More is not: Protego takes more than linear time.
MAX_BYTES = 500 * 1024
# Section 2.3.1.2: at least five redirects are followed.
_MAX_REDIRECTS = 5
# Section 2.4: not longer than 24 hours.
_REMEMBER = timedelta(hours=24)
# How long "cannot be reached" is believed. Short, so that the attempts of one pass ask again.
_REMEMBER_FAILURE = timedelta(seconds=60)
# Google's parser ignores the rest of a longer line; no real rule is longer.
_MAX_LINE = 16_664
_AGENT_LINE = re.compile(r"[ \t]*user-?agent[ \t]*:?[ \t]*", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z_-]+")


@dataclass(frozen=True, slots=True)
class _Rules:
    """What one origin's robots.txt says."""

    until: datetime
    """When it must be asked again."""
    parsed: Protego | None
    """None: there are no rules, everything is allowed, or `stop` says why nothing is."""
    stop: Stopped | None = None


class Robots:
    """Asks each origin for its rules once, and applies them."""

    def __init__(self, wire: Wire, rules: FetchRules, clock: Clock) -> None:
        self._wire = wire
        self._rules = rules
        self._clock = clock
        self._known: dict[str, asyncio.Task[_Rules]] = {}

    async def admit(self, url: Url) -> float:
        """Give the Crawl-delay in seconds (0: none) if *url* may be asked.

        Raises:
            Stopped: `disallowed`, or what came of asking for the rules.
        """
        if not self._rules.robots:
            return 0.0
        rules = await self._of(url)
        if rules.stop is not None:
            raise rules.stop.again()
        if rules.parsed is None:
            return 0.0
        if not rules.parsed.can_fetch(url, PRODUCT):
            raise Stopped(Outcome.DISALLOWED, f"robots: not allowed for {PRODUCT}")
        return rules.parsed.crawl_delay(PRODUCT) or 0.0

    async def sitemaps(self, url: Url) -> tuple[Url, ...]:
        """Give the Sitemap lines of the robots.txt for *url*'s origin; none if it cannot be read."""
        rules = await self._of(url)
        found: list[Url] = []
        for line in rules.parsed.sitemaps if rules.parsed else ():
            try:
                found.append(parse_url(line, url))
            except BadUrl:
                continue
        return tuple(dict.fromkeys(found))

    async def _of(self, url: Url) -> _Rules:
        """Give an origin's rules, asking for them if they are not known or too old."""
        origin = origin_of(url)
        known = self._known.get(origin)
        if known is None or (known.done() and (known.cancelled() or known.result().until <= self._clock.now())):
            known = self._known[origin] = asyncio.ensure_future(self._ask(origin))
        return await asyncio.shield(known)  # whoever asked first may be cancelled; others wait for the same answer

    async def _ask(self, origin: str) -> _Rules:
        """Fetch and read `/robots.txt`."""
        try:
            answer = await self._follow(parse_url("/robots.txt", origin))
        except Stopped as stop:
            return _Rules(self._clock.now() + _REMEMBER_FAILURE, None, _unreachable(stop))
        now = self._clock.now()
        if answer.status >= 500 or answer.status < 200 or answer.outcome is not None:
            reason = answer.reason or f"status-{answer.status}"
            refusal = Stopped(Outcome.DISALLOWED, f"robots-unreachable: {reason}", answer.retry_after_s)
            return _Rules(now + _REMEMBER_FAILURE, None, refusal)
        if answer.status >= 300:
            return _Rules(now + _REMEMBER, None)
        return _Rules(now + _REMEMBER, parse_robots(answer.body))

    async def _follow(self, url: Url) -> Answer:
        """Ask for *url*, following redirects; a sixth one, or one that leads nowhere, is like a missing file."""
        bounds = Bounds(MAX_BYTES, MAX_BYTES, cut=True)
        deadline = Deadline(self._rules.total_timeout_s)
        for _ in range(_MAX_REDIRECTS + 1):
            answer = await self._wire.get(url, (), bounds, deadline, any_type=True)
            location = location_of(answer.headers)
            if answer.status not in REDIRECTS or location is None:
                return answer
            try:
                url = parse_url(location, url)
            except BadUrl:
                break
        return Answer(404, (), self._clock.now())

    async def aclose(self) -> None:
        """Stop asking."""
        for task in self._known.values():
            task.cancel()
        await asyncio.gather(*self._known.values(), return_exceptions=True)
        self._known.clear()


def _unreachable(stop: Stopped) -> Stopped:
    """Say what it means for a page that its robots.txt got no answer.

    A host that could not even be connected to is down, and its pages with it. One that was connected to and gave no
    answer must not be asked for pages (RFC 9309, section 2.3.1.4).
    """
    rule = stop.reason.split(":")[0]
    if stop.outcome is Outcome.REFUSED or rule in ("dns", "connect", "tls", "budget", "retry-after", "bad-url"):
        return stop
    if stop.reason == "timeout: connect":
        return stop
    return Stopped(Outcome.DISALLOWED, f"robots-unreachable: {stop.reason}", stop.retry_after_s)


def parse_robots(body: bytes) -> Protego:
    """Read a robots.txt, whatever it is.

    Agents are matched by their whole product token, as RFC 9309 says: Protego alone would take `pact` for us, and would
    not know us as `Pactwatch/0.1`.

    >>> rules = parse_robots(b"User-agent: PACTWATCH/2.0\\nDisallow: /a\\nUser-agent: *\\nDisallow: /")
    >>> rules.can_fetch("https://example.org/a", PRODUCT), rules.can_fetch("https://example.org/b", PRODUCT)
    (False, True)
    """
    text = body.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    # Only these end a line; Protego would also split at odd Unicode separators.
    lines = [" ".join(line[:_MAX_LINE].splitlines()) for line in re.split(r"\r\n|\r|\n", text)]
    return Protego.parse("\n".join(_agent_line(line) for line in lines))


def _agent_line(line: str) -> str:
    """Rewrite a User-agent line to `*`, our name, or `-` for anybody else, so that names match whole."""
    match = _AGENT_LINE.match(line)
    if match is None:
        return line
    value = line[match.end() :].split("#")[0].strip()
    if value.split(" ")[0] == "*":
        return "User-agent: *"
    token = _TOKEN.match(value)
    ours = token is not None and token.group().lower() == PRODUCT.lower()
    return f"User-agent: {PRODUCT}" if ours else "User-agent: -"
