"""robots.txt as RFC 9309 has it: whether we may ask, how slowly, and where the sitemaps are."""

from __future__ import annotations

import asyncio
import math
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from protego import Protego

from pactwatch.clock import Clock
from pactwatch.fetch.backoff import pause_s
from pactwatch.fetch.body import Bounds
from pactwatch.fetch.headers import MAX_RETRY_AFTER_S, location_of
from pactwatch.fetch.memory import HostMemory
from pactwatch.fetch.stop import Stopped
from pactwatch.fetch.wire import REDIRECTS, Answer, Deadline, Wire, is_down
from pactwatch.model import FetchRules, Outcome, Url
from pactwatch.urls import BadUrl, origin_of, parse_url

PRODUCT = "Pactwatch"
# RFC 9309, section 2.5: at least 500 KiB must be read. More is not: Protego takes more than linear time.
MAX_BYTES = 500 * 1024
# Section 2.3.1.2: at least five redirects are followed.
_MAX_REDIRECTS = 5
# Section 2.4: not longer than 24 hours.
_REMEMBER = timedelta(hours=24)
# Section 2.3.1.4: what cannot be had for so long may be taken for missing, or for what it last was.
_GIVE_UP = timedelta(days=30)
# A shorter wait until the next attempt is no news to whoever asked: an attempt of the same pass may come after it.
_WORTH_TELLING_S = 60.0
# Google's parser ignores the rest of a longer line; no real rule is longer.
_MAX_LINE = 16_664
_AGENT_LINE = re.compile(r"[ \t]*user-?agent[ \t]*:?[ \t]*", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z_-]+")


@dataclass(frozen=True, slots=True)
class _Rules:
    """What is known of one origin's robots.txt."""

    until: datetime
    """When it must be asked again."""
    text: str | None = None
    """The last that was read; None: there is none, and everything is allowed."""
    read_at: datetime | None = None
    """When that was learnt."""
    crawl_delay_s: float = 0.0
    """What it asks of us."""
    failures: int = 0
    """Attempts to learn it again that failed since."""
    failing_since: datetime | None = None
    problem: str | None = None
    """What came of the last of these."""
    not_asked: Stopped | None = None
    """Why nobody was asked: the pass has no requests left, the host is held."""

    def stop(self, now: datetime) -> Stopped | None:
        """Say why nothing may be asked at all; None: the rules decide."""
        if self.not_asked is not None:
            return self.not_asked.again()
        if self.problem is None or self.failing_since is None:
            return None
        left_s = (self.until - now).total_seconds()
        stop = _unreachable(Stopped(Outcome.UNAVAILABLE, self.problem, left_s if left_s > _WORTH_TELLING_S else None))
        given_up = now - self.failing_since >= _GIVE_UP
        return None if given_up and stop.outcome is Outcome.DISALLOWED else stop


class Robots:
    """Asks each origin for its rules once a day, and applies them."""

    def __init__(self, wire: Wire, rules: FetchRules, clock: Clock) -> None:
        self._wire = wire
        self._rules = rules
        self._clock = clock
        self._known: dict[str, _Rules] = {}
        self._parsed: dict[str, Protego] = {}
        self._asking: dict[str, asyncio.Task[_Rules]] = {}
        self._changed: set[str] = set()

    async def admit(self, url: Url) -> float:
        """Give the Crawl-delay in seconds (0: none) if *url* may be asked.

        Raises:
            Stopped: `disallowed`, or what came of asking for the rules.
        """
        if not self._rules.robots:
            return 0.0
        origin = origin_of(url)
        rules = await self._of(origin)
        stop = rules.stop(self._clock.now())
        if stop is not None:
            raise stop
        parsed = self._parse(origin, rules)
        if parsed is None:
            return 0.0
        if not parsed.can_fetch(url, PRODUCT):
            raise Stopped(Outcome.DISALLOWED, f"robots: not allowed for {PRODUCT}")
        return rules.crawl_delay_s

    async def sitemaps(self, url: Url) -> tuple[Url, ...]:
        """Give the Sitemap lines of the robots.txt for *url*'s origin; none if it cannot be read."""
        origin = origin_of(url)
        rules = await self._of(origin)
        parsed = None if rules.stop(self._clock.now()) else self._parse(origin, rules)
        found: list[Url] = []
        for line in parsed.sitemaps if parsed else ():
            try:
                found.append(parse_url(line, url))
            except BadUrl:
                continue
        return tuple(dict.fromkeys(found))

    async def _of(self, origin: str) -> _Rules:
        """Give an origin's rules, asking for them if they are not known or too old."""
        known = self._known.get(origin)
        if known is not None and known.until > self._clock.now():
            return known
        if origin not in self._asking:
            self._asking[origin] = asyncio.ensure_future(self._ask(origin))
        return await asyncio.shield(self._asking[origin])  # whoever asked first may be cancelled; others wait for it

    async def _ask(self, origin: str) -> _Rules:
        """Fetch `/robots.txt`, and keep what is learnt from it."""
        try:
            rules = await self._learn(origin)
            self._known[origin] = rules
            self._changed.add(origin)
            return rules
        finally:
            del self._asking[origin]

    async def _learn(self, origin: str) -> _Rules:
        """Say what asking for `/robots.txt` taught."""
        before = self._known.get(origin) or _Rules(self._clock.now())
        try:
            answer = await self._follow(parse_url("/robots.txt", origin))
        except Stopped as stop:
            now = self._clock.now()
            if stop.outcome is Outcome.REFUSED or stop.reason.split(":")[0] in _NOT_ASKED:
                return replace(before, until=now, not_asked=stop)
            return _failed(before, origin, now, stop.reason, stop.retry_after_s)
        now = self._clock.now()
        if answer.status >= 500 or answer.status < 200 or answer.outcome is not None:
            return _failed(before, origin, now, answer.reason or f"status-{answer.status}", answer.retry_after_s)
        self._parsed.pop(origin, None)
        if answer.status >= 300:
            return _Rules(now + _REMEMBER, None, now)
        text = read_text(answer.body)
        parsed = self._parsed[origin] = parse_robots(text)
        return _Rules(now + _REMEMBER, text, now, _crawl_delay_s(parsed))

    def _parse(self, origin: str, rules: _Rules) -> Protego | None:
        """Give the rules in a form that can be asked, read once."""
        if rules.text is None:
            return None
        if origin not in self._parsed:
            self._parsed[origin] = parse_robots(rules.text)
        return self._parsed[origin]

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
        asking = list(self._asking.values())
        for task in asking:
            task.cancel()
        await asyncio.gather(*asking, return_exceptions=True)

    # ------------------------------------------------------------ from pass to pass

    def recall(self, origin: str, memory: HostMemory) -> None:
        """Take in what an earlier pass remembered; what lies impossibly late is from a clock that was wrong."""
        now = self._clock.now()
        if memory.robots_failing_since_at is not None:
            until = memory.robots_retry_at or now
            until = until if until <= now + timedelta(seconds=MAX_RETRY_AFTER_S) else now
        elif memory.robots_at is not None and memory.robots_at <= now:
            until = memory.robots_at + _REMEMBER
        else:
            return
        self._known[origin] = _Rules(
            until=until,
            text=memory.robots,
            read_at=memory.robots_at,
            crawl_delay_s=memory.crawl_delay_s,
            failures=memory.robots_failures,
            failing_since=memory.robots_failing_since_at,
            problem=memory.robots_problem,
        )

    def tell(self, origin: str, memory: HostMemory) -> HostMemory:
        """Add to *memory* what the next pass must know of an origin's robots.txt."""
        rules = self._known.get(origin)
        if rules is None:
            return memory
        return replace(
            memory,
            robots=rules.text,
            robots_at=rules.read_at,
            robots_failing_since_at=rules.failing_since,
            robots_failures=rules.failures,
            robots_retry_at=rules.until if rules.failing_since else None,
            robots_problem=rules.problem,
            crawl_delay_s=rules.crawl_delay_s,
        )

    def origins(self) -> set[str]:
        """Give every origin of which the rules are known."""
        return set(self._known)

    def take_changed(self) -> set[str]:
        """Give the origins of which something changed since the last call."""
        changed, self._changed = self._changed, set()
        return changed


# What keeps us from asking at all, and says nothing about the host.
_NOT_ASKED = ("budget", "retry-after", "back-off", "bad-url")


def _failed(before: _Rules, origin: str, now: datetime, problem: str, retry_after_s: float | None) -> _Rules:
    """Count a failed attempt, and put off the next one: ever longer, and not before the host said."""
    failures = before.failures + 1
    wait_s = max(pause_s(f"robots {origin}", failures), retry_after_s or 0.0)
    return _Rules(
        until=now + timedelta(seconds=wait_s),
        text=before.text,
        read_at=before.read_at,
        crawl_delay_s=before.crawl_delay_s,
        failures=failures,
        failing_since=min(before.failing_since or now, now),
        problem=problem,
    )


def _crawl_delay_s(parsed: Protego) -> float:
    """Give the Crawl-delay for us, 0 if there is none; Protego gives what was written, be it negative or no number."""
    delay_s = parsed.crawl_delay(PRODUCT) or 0.0
    return float(delay_s) if 0 < delay_s < math.inf else 0.0


def _unreachable(stop: Stopped) -> Stopped:
    """Say what it means for a page that its robots.txt got no answer.

    A host that could not even be connected to is down, and its pages with it. One that was connected to and gave no
    answer must not be asked for pages (RFC 9309, section 2.3.1.4).
    """
    if stop.outcome is Outcome.REFUSED or is_down(stop):
        return stop
    return Stopped(Outcome.DISALLOWED, f"robots-unreachable: {stop.reason}", stop.retry_after_s)


def read_text(body: bytes) -> str:
    """Decode a robots.txt, whatever it is."""
    return body.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")


def parse_robots(text: str) -> Protego:
    """Read the rules.

    Agents are matched by their whole product token, as RFC 9309 says: Protego alone would take `pact` for us, and would
    not know us as `Pactwatch/0.1`.

    >>> rules = parse_robots("User-agent: PACTWATCH/2.0\\nDisallow: /a\\nUser-agent: *\\nDisallow: /")
    >>> rules.can_fetch("https://example.org/a", PRODUCT), rules.can_fetch("https://example.org/b", PRODUCT)
    (False, True)
    """
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
