"""Fill in an article's past from an archive of the web: which captures it has, and each of them, politely.

The Internet Archive by default; any archive that answers as a CDX server or with TimeMaps (RFC 7089) by option. What is
here already is not asked for, nor are bytes that the archive says are those of the capture before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pactwatch.clock import Clock, iso
from pactwatch.errors import NetworkError, UsageError
from pactwatch.extract import decode
from pactwatch.fetch import Client
from pactwatch.fetch.headers import kept
from pactwatch.fetch.stop import next_step
from pactwatch.model import Fetch, Outcome, Request, Url
from pactwatch.past import Bench, take_up
from pactwatch.sources.mementos import (
    INTERNET_ARCHIVE_CDX,
    INTERNET_ARCHIVE_REPLAY,
    Memento,
    cdx_request,
    memento_datetime,
    read_cdx,
    read_timemap,
)
from pactwatch.sources.warc import original_headers
from pactwatch.urls import BadUrl, parse_url

# A TimeMap may come in parts.
_PARTS = 50
# So many captures in a row that cannot be had are no accident: the archive is down, or wants to be left alone.
_PATIENCE = 5

Tell = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class WebArchive:
    """Where captures are asked for."""

    cdx: str | None = INTERNET_ARCHIVE_CDX
    """A CDX server; None: TimeMaps are asked for instead."""
    replay: str = INTERNET_ARCHIVE_REPLAY
    """What stands before the time and the address of a capture."""
    timemap: str | None = None
    """What stands before the address in the address of a TimeMap."""


@dataclass(frozen=True, slots=True)
class Span:
    """Which captures are wanted."""

    since: datetime | None = None
    until: datetime | None = None
    limit: int = 500
    """So many at most, spread over the span."""


async def backfill(
    bench: Bench, client: Client, clock: Clock, where: WebArchive, url: Url, span: Span, tell: Tell
) -> None:
    """Take up what a web archive has of *url*; `bench.tally` says what came of it.

    Raises:
        NetworkError: the archive does not answer, or stops answering; what came is kept, and running again goes on.
        UsageError: what it answers is neither CDX nor a TimeMap.
    """
    mementos = _wanted(await _listed(client, where, url), span)
    failures = 0
    last: tuple[str, Fetch] | None = None
    for done, memento in enumerate(mementos, start=1):
        tell("captures", done, len(mementos))
        if _is_here(bench, url, memento.at):
            bench.tally.known += 1
            continue
        if last is not None and memento.digest == last[0]:
            fetch: Fetch | None = replace(last[1], fetched_at=memento.at)
        else:
            fetch = await _fetched(bench, client, memento, url)
        if fetch is None:
            failures += 1
            if failures >= _PATIENCE:
                raise NetworkError(
                    f"{memento.url}: {failures} captures in a row could not be had "
                    f"({bench.tally.problems[-1]}); what came is kept, run again later to go on."
                )
            continue
        failures = 0
        last = (memento.digest, fetch) if memento.digest else None
        with bench.archive.transaction():
            take_up(bench, fetch)
            bench.archive.remember_hosts(client.memory(changed_only=True), clock.now())


def _wanted(mementos: Sequence[Memento], span: Span) -> list[Memento]:
    """Choose the captures of pages in the span; where there are too many, evenly, the first and last among them."""
    chosen = [
        memento
        for memento in mementos
        if (span.since is None or memento.at >= span.since)
        and (span.until is None or memento.at <= span.until)
        and memento.status in (None, 200)
        and (memento.media_type is None or "html" in memento.media_type or memento.media_type == "text/plain")
    ]
    if len(chosen) <= span.limit:
        return chosen
    step = (len(chosen) - 1) / max(1, span.limit - 1)
    return [chosen[round(place * step)] for place in range(span.limit)]


def _is_here(bench: Bench, url: Url, at: datetime) -> bool:
    """Whether the archive holds a look at *url* at that very second."""
    article_id = bench.archive.article_id(url)
    return article_id is not None and bench.archive.has_fetch(article_id, url, at)


# ---------------------------------------------------------------- asking


async def _listed(client: Client, where: WebArchive, url: Url) -> list[Memento]:
    """Ask which captures there are."""
    if where.timemap is not None:
        return await _from_timemaps(client, where.timemap, url)
    assert where.cdx is not None
    try:
        fetch = await _answered(client, cdx_request(where.cdx, url))
        return read_cdx(_text(fetch), where.replay) if fetch.body.strip() else []
    except ValueError as error:
        raise UsageError(f"{where.cdx}: not the answer of a CDX server: {error}.") from None


async def _from_timemaps(client: Client, prefix: str, url: Url) -> list[Memento]:
    """Ask for a TimeMap, and for those that it names."""
    try:
        pages = [parse_url(prefix + url)]
    except BadUrl as error:
        raise UsageError(f"{prefix}: {error}; give what stands before the page's address in a TimeMap's.") from None
    seen: set[Url] = set()
    found: dict[tuple[datetime, Url], Memento] = {}
    while pages and len(seen) < _PARTS:
        page = pages.pop(0)
        if page in seen:
            continue
        seen.add(page)
        fetch = await _answered(client, page, missing_is_none=not found)
        if fetch.status == 404:
            continue
        try:
            mementos, more = read_timemap(_text(fetch), fetch.final_url)
        except ValueError as error:
            raise UsageError(f"{page}: {error}.") from None
        found |= {(memento.at, memento.url): memento for memento in mementos}
        pages += more
    return [found[key] for key in sorted(found)]


async def _answered(client: Client, url: Url, *, missing_is_none: bool = False) -> Fetch:
    """Ask the archive's index."""
    fetch = await client.fetch(Request(url))
    if fetch.status == 200 and fetch.outcome is None:
        return fetch
    if fetch.status == 404 and missing_is_none:
        return fetch
    wait = f"; it asks to wait {fetch.retry_after_s:.0f} s" if fetch.retry_after_s else ""
    advice = next_step(fetch.reason, "run again later")
    raise NetworkError(f"{url}: no answer that can be used ({fetch.reason or fetch.status}){wait}; {advice}.")


def _text(fetch: Fetch) -> str:
    """Read an index as text."""
    return decode(fetch.body, fetch.header("content-type"))[0] if not fetch.body.isascii() else fetch.body.decode()


async def _fetched(bench: Bench, client: Client, memento: Memento, url: Url) -> Fetch | None:
    """Ask for a capture, and make of it what a fetch of the page at that time would have given; None: not to be had."""
    fetch = await client.fetch(Request(memento.url))
    at = memento_datetime(fetch.header("memento-datetime")) or memento.at
    why = fetch.reason or f"status {fetch.status}"
    if fetch.status == 200 and fetch.outcome in (None, Outcome.PARTIAL):
        if abs(at - memento.at) <= timedelta(seconds=1) or not fetch.redirects:
            own = _own_headers(fetch.headers)
            return replace(
                fetch, url=url, final_url=url, fetched_at=memento.at, headers=own, redirects=(), retry_after_s=None
            )
        why = f"another capture came, of {iso(at)}"
    bench.tally.problems.append(f"{memento.url}: not had ({why})")
    return None


def _own_headers(headers: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Give the headers that were the page's own; where none are marked, only the kind of page.

    >>> _own_headers((("server", "archive"), ("x-archive-orig-etag", "1"), ("content-type", "text/html")))
    (('etag', '1'), ('content-type', 'text/html'))
    """
    marked = tuple(pair for pair in headers if pair[0].startswith("x-archive-orig-") or pair[0] == "content-type")
    return kept(original_headers(marked))
