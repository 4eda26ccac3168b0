"""The kinds of sources: which addresses each asks for, and how it reads what they answer.

A new kind is a file of its own and one line in `_KINDS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import ada_url

from pactwatch.model import Fetch, Lead, Outcome, SourceSpec, Topic, Url
from pactwatch.sources.canonical import canonicalise
from pactwatch.sources.feed import read_feed
from pactwatch.sources.found import Found, Item, Reading
from pactwatch.sources.gdelt import gdelt_urls, read_gdelt
from pactwatch.sources.hints import hub_of, next_check_s
from pactwatch.sources.listing import read_listing
from pactwatch.sources.markup import Unreadable, decode_xml, unpack, without_doctype
from pactwatch.sources.search import read_search, search_urls
from pactwatch.sources.sitemap import is_feed, read_sitemap
from pactwatch.sources.wrappers import is_opaque
from pactwatch.urls import BadUrl, parse_url

# What one answer may give; the sitemap protocol's limit for a file.
_MAX_LEADS = 50_000
_MAX_MORE = 1_000
_MAX_URL = 4_000


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of source."""

    urls: Callable[[SourceSpec, Topic], tuple[Url, ...]]
    read: Callable[[SourceSpec, Fetch, bytes, datetime | None], Reading]


def requests_for(spec: SourceSpec, topic: Topic) -> tuple[Url, ...]:
    """Give the addresses to ask for first; none if the source's own is not one, or its kind needs none."""
    kind = _KINDS.get(spec.kind)
    try:
        return kind.urls(spec, topic) if kind else ()
    except (BadUrl, ValueError):
        return ()


def site_of(spec: SourceSpec) -> Url | None:
    """Give the site whose robots.txt is to name the sitemaps to ask for; None: the source has an address of its own.

    >>> site_of(SourceSpec("sitemap", "https://news.example/")), site_of(SourceSpec("sitemap", "https://a.example/s.xml"))
    ('https://news.example/', None)
    """
    try:
        url = ada_url.URL(parse_url(spec.url))
    except BadUrl:
        return None
    bare = url.pathname in ("/", "/robots.txt") and not url.search
    return parse_url("/", spec.url) if spec.kind == "sitemap" and bare else None


def read_source(spec: SourceSpec, fetch: Fetch, topic: Topic, since: datetime | None = None) -> Found:
    """Read what a source answered: leads in its order, each address once, in canonical form.

    Never raises for what an answer holds; what was wrong with it is the `problem`; that nothing was modified is none.
    The options `pattern` and `exclude` (regular expressions, searched for in the canonical address) and `limit` work
    for every kind. *since*: when the source was last read without a problem; a sitemap then gives only what is newer,
    and what bears no date, and a feed leads on to its next page only if all of this one is newer. None: all of it.
    """
    kind = _KINDS.get(spec.kind)
    if kind is None:
        return Found((), problem=f"unknown kind {spec.kind!r}; known are {', '.join(_KINDS)}")
    if fetch.outcome is Outcome.NOT_MODIFIED:
        return Found((), next_check_s=next_check_s(fetch, None))
    if fetch.outcome is not None or fetch.status != 200:
        problem = f"{fetch.outcome.value}: {fetch.reason}" if fetch.outcome else f"it answered {fetch.status}"
        return Found((), problem=problem, next_check_s=next_check_s(fetch, None))
    try:
        reading = kind.read(spec, fetch, unpack(fetch.body), since)
    except Unreadable as error:
        return Found((), problem=str(error))
    return _found(spec, fetch, reading)


def _found(spec: SourceSpec, fetch: Fetch, reading: Reading) -> Found:
    """Turn what a kind read into leads."""
    leads: dict[Url, Lead] = {}
    opaque = 0
    limit = min(int(spec.options.get("limit", _MAX_LEADS)), _MAX_LEADS)
    for item in reading.items:
        lead = _lead(spec, item, fetch.final_url)
        if lead is None:
            continue
        if is_opaque(lead.url):
            opaque += 1
        elif _is_wanted(spec, lead.url) and lead.url not in leads:
            leads[lead.url] = lead
            if len(leads) >= limit:
                break
    problem = reading.problem
    if opaque and not leads and problem is None:
        problem = f"all {opaque} links are wrapped by the service and do not say where they lead; use another search"
    return Found(
        tuple(leads.values()),
        _more(reading.more, fetch),
        problem,
        nothing=reading.nothing if not leads and problem is None else None,
        # Of an address watched by itself, the page's freshness is the article's, and checking it has a plan of its own.
        next_check_s=None if spec.kind == "url" else next_check_s(fetch, reading.every_s),
        hub=hub_of(fetch, reading),
    )


def _lead(spec: SourceSpec, item: Item, base: str) -> Lead | None:
    """Give an item as a lead. None: its address is none."""
    if len(item.href) > _MAX_URL:
        return None
    try:
        url = canonicalise(item.href, base)
    except BadUrl:
        return None
    return Lead(
        url=url,
        title=item.title,
        summary=item.summary,
        published_at=item.published_at,
        modified_at=item.modified_at,
        language=item.language or spec.language,
        outlet=item.outlet or spec.outlet,
    )


def _is_wanted(spec: SourceSpec, url: Url) -> bool:
    """Whether an address passes the source's pattern and is not excluded."""
    pattern, exclude = spec.options.get("pattern"), spec.options.get("exclude")
    if isinstance(pattern, str) and not re.search(pattern, url):
        return False
    return not (isinstance(exclude, str) and re.search(exclude, url))


def _more(hrefs: Iterable[str], fetch: Fetch) -> tuple[Url, ...]:
    """Give further pages as addresses; never the page itself."""
    found: dict[Url, None] = {}
    for href in hrefs:
        try:
            url = parse_url(href[:_MAX_URL], fetch.final_url)
        except BadUrl:
            continue
        if url not in (fetch.url, fetch.final_url):
            found[url] = None
        if len(found) >= _MAX_MORE:
            break
    return tuple(found)


# ---------------------------------------------------------------- one by one


def _own_url(spec: SourceSpec, _: Topic) -> tuple[Url, ...]:
    """Ask for the source's own address."""
    return (parse_url(spec.url),)


def _no_url(_: SourceSpec, __: Topic) -> tuple[Url, ...]:
    """Ask for nothing."""
    return ()


def _type(fetch: Fetch) -> str | None:
    """Give what the server calls the answer."""
    return fetch.header("content-type")


def _feed(spec: SourceSpec, fetch: Fetch, body: bytes, since: datetime | None) -> Reading:
    reading = read_feed(body, _type(fetch), fetch.final_url)
    seen_at = since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if since else ""
    # Where an entry is older than the last look, or may be, the next page holds nothing but older ones.
    if any((item.modified_at or item.published_at or "") < seen_at for item in reading.items):
        return replace(reading, more=())
    return reading


def _sitemap_url(spec: SourceSpec, _: Topic) -> tuple[Url, ...]:
    """Ask for the source's own address; of a bare site whose robots.txt names none, where most sites have theirs."""
    site = site_of(spec)
    return (parse_url("/sitemap.xml", site),) if site else (parse_url(spec.url),)


def _sitemap(spec: SourceSpec, fetch: Fetch, body: bytes, since: datetime | None) -> Reading:
    if is_feed(without_doctype(decode_xml(body[:8_192], _type(fetch))).lstrip()):
        return _feed(spec, fetch, body, since)
    return read_sitemap(spec, body, _type(fetch), fetch.fetched_at, since)


def _listing(spec: SourceSpec, fetch: Fetch, body: bytes, _: datetime | None) -> Reading:
    return read_listing(spec, body, _type(fetch), fetch.final_url)


def _gdelt(_: SourceSpec, __: Fetch, body: bytes, ___: datetime | None) -> Reading:
    return read_gdelt(body)


def _search(spec: SourceSpec, fetch: Fetch, body: bytes, _: datetime | None) -> Reading:
    return read_search(spec, body, _type(fetch), fetch.final_url)


def _url(spec: SourceSpec, fetch: Fetch, _: bytes, __: datetime | None) -> Reading:
    """The page itself is the lead; the topic file may say what it is."""
    title, published = spec.options.get("title"), spec.options.get("published_at")
    item = Item(
        spec.url or fetch.url, str(title) if title else None, published_at=str(published) if published else None
    )
    return Reading((item,))


def _later(spec: SourceSpec, _: Fetch, __: bytes, ___: datetime | None) -> Reading:
    """Kinds that have a command of their own, and are not read in a pass."""
    hint = "pactwatch ingest" if spec.kind == "warc" else "pactwatch backfill"
    return Reading(problem=f"not yet: a source of kind {spec.kind!r} is not read in a pass; use `{hint}`")


_KINDS: dict[str, _Kind] = {
    "feed": _Kind(_own_url, _feed),
    "sitemap": _Kind(_sitemap_url, _sitemap),
    "listing": _Kind(_own_url, _listing),
    "gdelt": _Kind(gdelt_urls, _gdelt),
    "search": _Kind(search_urls, _search),
    "url": _Kind(_own_url, _url),
    "warc": _Kind(_no_url, _later),
    "memento": _Kind(_no_url, _later),
}
