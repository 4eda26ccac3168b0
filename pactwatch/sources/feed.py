"""RSS 0.9 to 2.0, RDF and Atom (by feedparser), and JSON Feed."""

from __future__ import annotations

import io
import re
from typing import Any

from pactwatch.sources.dates import to_iso
from pactwatch.sources.found import Item, Reading
from pactwatch.sources.hints import period_s
from pactwatch.sources.jsonfeed import read_json_feed
from pactwatch.sources.links import find_feeds
from pactwatch.sources.markup import decode_xml, plain, without_doctype

# A newsroom's feed has 20 to 200 entries; at 0.5 ms each this many take half a second.
MAX_ITEMS = 1_000
MAX_CHARS = 10_000_000
# A page names its own feed first, then those of its sections and the like.
_MAX_FEEDS = 3
# What stands before the root element (declaration, comments), and then a page's.
_PAGE = re.compile(
    r"\s*(?:<\?[^>]{0,500}>\s*|<!--(?:[^-]|-(?!->)){0,4000}-->\s*){0,10}<(?:!doctype\s+html|(?:html|head|body|title|meta)\b)",
    re.IGNORECASE,
)
# What every feed begins with, behind declarations, style sheets and comments; anything else would cost feedparser
# 25 microseconds a tag to find that out.
_ROOT = re.compile(r"<(?:[\w-]{1,20}:)?(?:rss|feed|rdf|channel)\b", re.IGNORECASE)
_ROOT_WITHIN = 65_536
_ITEM_END = re.compile(r"</(?:[\w-]{1,20}:)?(?:item|entry)\s*>", re.IGNORECASE)


def read_feed(body: bytes, content_type: str | None, base: str) -> Reading:
    """Read a feed of any kind; of a web page, give the feeds that it names as further pages.

    Raises:
        markup.Unreadable: the document is refused.
    """
    if body[:2_048].lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"{"):
        return read_json_feed(body)
    if _PAGE.match(decode_xml(body[:16_384], content_type)):
        feeds = find_feeds(body, base)
        problem = None if feeds else "this is a web page, not a feed, and names none; give the address of its feed"
        return Reading(more=feeds[:_MAX_FEEDS], problem=problem)
    text = without_doctype(decode_xml(body, content_type))[:MAX_CHARS]
    if not text.lstrip().startswith("<"):
        return Reading(problem="this is not a feed: no markup")
    if not _ROOT.search(text, 0, _ROOT_WITHIN):
        return Reading(problem="this is not a feed: neither RSS nor Atom")
    return _read_xml(_bounded(text))


def _bounded(text: str) -> str:
    """Cut a feed after as many entries as are read."""
    for number, match in enumerate(_ITEM_END.finditer(text), start=1):
        if number == MAX_ITEMS:
            return text[: match.end()]
    return text


def _read_xml(text: str) -> Reading:
    """Have feedparser read the entries."""
    # Imported here: it costs 60 ms, and the command line starts without reading a feed.
    import feedparser

    # A stream, because feedparser takes text for an address or a file name, and would open it.
    parsed = feedparser.parse(
        io.BytesIO(text.encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    entries = parsed.get("entries") or []
    channel = parsed.get("feed") or {}
    if not entries and not parsed.get("version"):
        return Reading(problem="this is not a feed: neither RSS nor Atom")
    language = _text(channel, "language")
    items = tuple(item for entry in entries if (item := _item(entry, language)) is not None)
    problem = None if items or not entries else "none of the entries of this feed has an address"
    return Reading(
        items,
        tuple(_links(channel, "next")[:1]),
        problem,
        every_s=period_s(*(channel.get(name) for name in ("ttl", "sy_updateperiod", "sy_updatefrequency"))),
        hub=next(iter(_links(channel, "hub")), None),
    )


def _links(channel: dict[str, Any], relation: str) -> list[str]:
    """Give where a feed's links of one kind lead."""
    found = channel.get("links") or []
    return [str(link["href"]) for link in found if link.get("rel") == relation and link.get("href")]


def _item(entry: dict[str, Any], language: str | None) -> Item | None:  # Any: feedparser's dictionaries
    """Read one entry. None: it leads nowhere."""
    href = _text(entry, "feedburner_origlink") or _text(entry, "link") or _permalink(entry)
    if not href:
        return None
    source = entry.get("source") or {}
    return Item(
        href=href,
        title=plain(_text(entry, "title")),
        summary=plain(_text(entry, "summary")),
        published_at=_moment(entry, "published"),
        modified_at=_moment(entry, "updated"),
        language=(language or "").split("-")[0].lower() or None,
        outlet=plain(_text(source, "title"), 200) if source else None,
    )


def _permalink(entry: dict[str, Any]) -> str | None:
    """Give an entry's id, where that is an address."""
    found = _text(entry, "id") or ""
    return found if found.startswith(("http://", "https://")) else None


def _moment(entry: dict[str, Any], name: str) -> str | None:
    """Give a date of an entry; feedparser has read many odd forms, in UTC."""
    # `dict.get`, because feedparser's own gives the published date for a missing updated one, with a warning.
    text = dict.get(entry, name)
    exact = to_iso(text) if isinstance(text, str) else None
    parsed = dict.get(entry, f"{name}_parsed")
    if exact is None and isinstance(parsed, tuple):
        return "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*parsed[:6])
    return exact


def _text(mapping: dict[str, Any], name: str) -> str | None:
    """Give a value that is text and says something."""
    found = dict.get(mapping, name)
    return found.strip() or None if isinstance(found, str) else None
