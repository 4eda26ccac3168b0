"""The web as `seeds/` has it: the transport at the bottom of an offline pass, in place of the network.

Everything above it (robots, pace, bounds, conditional requests) is the same as in a live pass.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path

import httpx

from pactwatch.clock import Clock
from pactwatch.fetch.seeds import Answer, read_manifest
from pactwatch.model import SourceSpec
from pactwatch.urls import host_of, parse_url

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".xml": "application/rss+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}
_NOT_FOUND = b"<!doctype html><title>404 Not Found</title><h1>Not Found</h1>"


class SeedTransport(httpx.AsyncBaseTransport):
    """Serves what `manifest.toml` says is there at `clock.now()`.

    A host that is not in the manifest has no address; a path that is not in it answers 404. Pages carry an ETag and
    the time since when they stand as Last-Modified, and answer 304 to a request that has either of them.

    Raises:
        UsageError: a file of the folder is missing or damaged.
    """

    def __init__(self, seeds: Path, clock: Clock) -> None:
        self._manifest = read_manifest(seeds)
        self._clock = clock
        self._hosts = {host_of(answer.url) for round_ in self._manifest.rounds for answer in round_.answers}
        self.rounds: tuple[datetime, ...] = tuple(round_.at for round_ in self._manifest.rounds)
        self.sources: tuple[SourceSpec, ...] = self._manifest.sources
        """What an offline pass reads instead of the topic's own sources."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer one request."""
        url = parse_url(str(request.url))
        if host_of(url) not in self._hosts:
            raise httpx.ConnectError(f"no host {host_of(url)} in {self._manifest.folder}", request=request)
        now = self._clock.now()
        answer = self._manifest.answer(url, now)
        if answer is not None and answer.error == "timeout":
            raise httpx.ReadTimeout("no answer in time", request=request)
        if answer is not None and answer.error is not None:
            raise httpx.ConnectError("connection refused", request=request)
        if request.method not in ("GET", "HEAD"):
            return self._respond(405, {"allow": "GET, HEAD"}, b"", now, request)
        if answer is None:
            return self._respond(404, {"content-type": _TYPES[".html"]}, _NOT_FOUND, now, request)
        headers = _headers_of(answer)
        if answer.status == 200 and _is_fresh(request, headers):
            return self._respond(
                304, {name: headers[name] for name in _VALIDATORS if name in headers}, b"", now, request
            )
        return self._respond(answer.status, headers, answer.body, now, request)

    def _respond(
        self, status: int, headers: dict[str, str], body: bytes, now: datetime, request: httpx.Request
    ) -> httpx.Response:
        """Put one response together."""
        length = {} if status == 304 else {"content-length": str(len(body))}
        headers = {"date": format_datetime(now, usegmt=True), **headers, **length}
        return httpx.Response(
            status, headers=headers, stream=httpx.ByteStream(b"" if request.method == "HEAD" else body), request=request
        )


_VALIDATORS = ("etag", "last-modified")


def _headers_of(answer: Answer) -> dict[str, str]:
    """Give an answer's headers; the manifest's own come last, and an empty one takes a header away."""
    headers = {}
    if answer.page is not None:
        headers["content-type"] = _TYPES.get(answer.page.suffix, "application/octet-stream")
    if answer.status == 200:
        headers["etag"] = f'"{hashlib.sha256(answer.body).hexdigest()[:20]}"'
        headers["last-modified"] = format_datetime(answer.since.astimezone(UTC), usegmt=True)
    headers.update(answer.headers)
    return {name: value for name, value in headers.items() if value}


def _is_fresh(request: httpx.Request, headers: dict[str, str]) -> bool:
    """Say whether what the client holds is what stands here. If an ETag is sent it decides (RFC 9110, 13.2.2)."""
    wanted = request.headers.get("if-none-match")
    if wanted is not None:
        tags = {tag.strip().removeprefix("W/") for tag in wanted.split(",")}
        return "etag" in headers and ("*" in tags or headers["etag"].removeprefix("W/") in tags)
    since = request.headers.get("if-modified-since")
    if since is None or "last-modified" not in headers:
        return False
    try:
        return parsedate_to_datetime(headers["last-modified"]) <= parsedate_to_datetime(since)
    except ValueError:
        return False
