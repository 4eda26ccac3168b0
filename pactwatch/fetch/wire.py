"""One request and its answer: guarded, paced, bounded and timed. Redirects, robots and meaning are for others."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import ada_url
import h2.exceptions
import httpx

from pactwatch.clock import Clock
from pactwatch.fetch.body import BROKEN, Body, Bounds, read_body
from pactwatch.fetch.guard import Guard
from pactwatch.fetch.headers import Headers, first, is_text, media_type, read_headers, retry_after_s
from pactwatch.fetch.pace import Pace
from pactwatch.fetch.stop import Stopped, one_line
from pactwatch.fetch.transport import Refused, is_early, note_progress
from pactwatch.model import FetchRules, Outcome, Url
from pactwatch.urls import origin_of

REDIRECTS = frozenset({301, 302, 303, 307, 308})
# What a redirect says besides its Location is read only to keep the connection; not for longer than this.
_DRAIN_S = 1.0
_DRAIN_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered to one request."""

    status: int
    headers: Headers
    asked_at: datetime
    """When the request went out."""
    body: bytes = b""
    outcome: Outcome | None = None
    """Why the body is not whole or was not read; None: it was read whole, or nobody wants it."""
    reason: str = ""
    retry_after_s: float | None = None


@dataclass(slots=True)
class Deadline:
    """Time for a whole chain of requests; waiting for one's turn does not count."""

    total_s: float
    spent_s: float = 0.0

    @property
    def left_s(self) -> float:
        """What is left, never less than nothing."""
        return max(0.0, self.total_s - self.spent_s)


class Wire:
    """Makes requests over one shared httpx transport.

    Not over `httpx.AsyncClient`: even when told not to follow redirects it reads each Location, raises `InvalidURL` on
    some (0.28.1: `data:`, `http://[::1`), and keeps cookies for as long as it lives.
    """

    def __init__(
        self,
        transport: httpx.AsyncBaseTransport,
        headers: Sequence[tuple[bytes, bytes]],
        guard: Guard,
        pace: Pace,
        rules: FetchRules,
        clock: Clock,
    ) -> None:
        self._transport = transport
        self._headers = tuple(headers)
        self._timeout = httpx.Timeout(rules.total_timeout_s, connect=rules.connect_timeout_s).as_dict()
        self._guard = guard
        self._pace = pace
        self._rules = rules
        self._clock = clock

    async def get(
        self,
        url: Url,
        headers: Sequence[tuple[bytes, bytes]],
        bounds: Bounds,
        deadline: Deadline,
        *,
        crawl_delay_s: float | None = None,
        any_type: bool = False,
    ) -> Answer:
        """Ask for *url*, when it is its turn.

        *crawl_delay_s*: the least time between two pages, in seconds; None: this is no page, but robots.txt itself.
        *any_type*: the body is read whatever the server calls it.

        Raises:
            Stopped: there is no answer: refused, not its turn in this pass, out of time, not reachable.
        """
        self._guard.check_url(url)
        origin = origin_of(url)
        is_page = crawl_delay_s is not None
        request = self._build(url, headers)
        head: list[Answer] = []  # the answer as far as it has come, for when time runs out in the middle of its body
        async with self._pace.turn(origin, url, crawl_delay_s):
            started = asyncio.get_running_loop().time()
            try:
                async with asyncio.timeout(deadline.left_s):
                    answer = await self._exchange(request, url, bounds, any_type, head)
            except TimeoutError:
                reason = f"timeout: {deadline.total_s:g} s"
                if not head:
                    if is_page:
                        self._pace.unheard(origin, url, reached=True)
                    raise Stopped(Outcome.UNAVAILABLE, reason) from None
                answer = replace(head[0], outcome=Outcome.UNAVAILABLE, reason=reason)
            except Stopped as stop:
                if is_page and stop.outcome is Outcome.UNAVAILABLE:
                    self._pace.unheard(origin, url, reached=not is_down(stop))
                raise
            finally:
                deadline.spent_s += asyncio.get_running_loop().time() - started
            if is_page:
                self._pace.heard(origin, url, answer.status, answer.retry_after_s)
        return answer

    async def _exchange(
        self, request: httpx.Request, url: Url, bounds: Bounds, any_type: bool, head: list[Answer]
    ) -> Answer:
        """Send the request, read the head, and the body where it is wanted."""
        asked_at = self._clock.now()
        try:
            response = await self._transport.handle_async_request(request)
        except httpx.HTTPError as error:
            raise _stopped(error) from error
        except (h2.exceptions.H2Error, OSError, ValueError, KeyError) as error:
            raise Stopped(Outcome.UNAVAILABLE, f"protocol: {one_line(error)}") from error
        try:
            if is_early(response):
                raise Stopped(Outcome.UNAVAILABLE, "protocol: an answer that was there before its question")
            note_progress(response)
            raw = response.headers.raw
            fields = read_headers(raw)
            size = sum(len(name) + len(value) + 4 for name, value in raw)
            wait_s = retry_after_s(first(fields, "retry-after"), self._clock.now())
            answer = Answer(response.status_code, fields, asked_at, retry_after_s=wait_s)
            if size > self._rules.max_header_bytes:
                return replace(answer, headers=(), outcome=Outcome.TOO_LARGE, reason=f"headers: {size} bytes")
            head.append(answer)
            body = await self._read(response, answer, url, bounds, any_type)
        finally:
            await _close(response)
        return replace(answer, body=body.data, outcome=body.outcome, reason=body.reason)

    def _build(self, url: Url, headers: Sequence[tuple[bytes, bytes]]) -> httpx.Request:
        """Make the request; its target goes out exactly as the WHATWG parser wrote it."""
        parsed = ada_url.URL(url)
        target = (parsed.pathname + parsed.search).encode("ascii", "replace")
        try:
            return httpx.Request(
                "GET",
                url,
                headers=[*self._headers, *headers],
                extensions={"target": target, "timeout": self._timeout},
            )
        except (httpx.InvalidURL, ValueError) as error:
            raise Stopped(Outcome.UNAVAILABLE, f"bad-url: {one_line(error)}") from None

    async def _read(self, response: httpx.Response, answer: Answer, url: Url, bounds: Bounds, any_type: bool) -> Body:
        """Read the body, unless its type or the status makes that pointless."""
        if answer.status in (204, 304):
            await _drain(response)  # there is nothing to read, but only so can the connection be used again
            return Body()
        if answer.status in REDIRECTS and first(answer.headers, "location") is not None:
            await _drain(response)
            return Body()
        media = media_type(answer.headers)
        if media is not None and not any_type and not is_text(media, str(ada_url.URL(url).pathname)):
            return Body(outcome=Outcome.UNSUPPORTED, reason=f"content-type: {media}")
        return await read_body(response, answer.headers, bounds, sniff=media is None and not any_type)


async def _drain(response: httpx.Response) -> None:
    """Read a redirect's short text, so that its connection can be used again."""
    seen = 0
    try:
        async with asyncio.timeout(_DRAIN_S):
            async for chunk in response.aiter_raw():
                seen += len(chunk)
                if seen > _DRAIN_BYTES:
                    return
    except (TimeoutError, *BROKEN):
        return


async def _close(response: httpx.Response) -> None:
    """Give the connection back, or up; how a hostile one ends does not matter."""
    with contextlib.suppress(*BROKEN):
        await response.aclose()


def is_down(stop: Stopped) -> bool:
    """Whether there was no connection to the host at all, so that its other pages cannot be had either.

    >>> is_down(Stopped(Outcome.UNAVAILABLE, "dns: no such host")), is_down(Stopped(Outcome.UNAVAILABLE, "status-503"))
    (True, False)
    """
    return stop.reason == "timeout: connect" or stop.reason.split(":")[0] in ("dns", "connect", "tls")


def _stopped(error: httpx.HTTPError) -> Stopped:
    """Say what came of a request that got no answer."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, Refused):
            return cause.stop
        # h11 gives up on a head that does not end within 100 KB, and hints at the status that would say so.
        if getattr(cause, "error_status_hint", None) == 431:
            return Stopped(Outcome.TOO_LARGE, "headers: no end to them")
        cause = cause.__cause__ or cause.__context__
    text = one_line(error)
    if isinstance(error, httpx.TimeoutException):
        return Stopped(Outcome.UNAVAILABLE, f"timeout: {type(error).__name__.removesuffix('Timeout').lower()}")
    if isinstance(error, httpx.ConnectError):
        rule = "tls" if "SSL" in text or "certificate" in text.lower() else "connect"
        return Stopped(Outcome.UNAVAILABLE, f"{rule}: {text}")
    return Stopped(Outcome.UNAVAILABLE, f"protocol: {text}")
