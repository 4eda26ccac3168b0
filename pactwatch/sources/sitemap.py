"""Sitemaps (https://www.sitemaps.org): lists, indexes, Google's news extension, plain text; unpacked where packed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from xml.parsers import expat

from pactwatch.model import SourceSpec
from pactwatch.sources.dates import to_iso
from pactwatch.sources.found import Item, Reading
from pactwatch.sources.markup import decode_xml, plain, without_doctype

# The protocol's limit for one file.
MAX_URLS = 50_000
# Of an index, so many children are read unless the topic file says otherwise: the newest.
_PAGES = 10
_MAX_TEXT = 4_096
# An entry may appear so much later than its date says: sitemaps are made once a day by many systems, dates may lack
# their zone (14 hours at most), and articles are dated when they were written and published the day after.
_LATE_DAYS = 3
_FEED_ROOT = re.compile(r"<(?:[\w-]{1,20}:)?(?:rss|feed|rdf)\b", re.IGNORECASE)


def is_feed(text: str) -> bool:
    """Whether the document is a feed, which may be used as a sitemap."""
    return _FEED_ROOT.match(text) is not None


def read_sitemap(
    spec: SourceSpec, body: bytes, content_type: str | None, now: datetime, seen_at: datetime | None = None
) -> Reading:
    """Read a sitemap; the newest entries first. Options: `since`, `max_age_days`, and `pages` of an index.

    *seen_at*: when it was read last; what is older by more than `_LATE_DAYS` is left out then. None: it never was.

    Raises:
        markup.Unreadable: the document is refused.
    """
    text = without_doctype(decode_xml(body, content_type)).lstrip()
    if not text.startswith("<"):
        return _read_lines(text)
    entries = _Entries()
    problem = entries.read(text)
    if not entries.pages and not entries.children and problem is None and not entries.is_sitemap:
        return Reading(problem="this is not a sitemap: it has neither urlset nor sitemapindex")
    oldest = _oldest(spec, now, seen_at)
    pages = [entry for entry in entries.pages if _is_new(entry, oldest)]
    children = [entry for entry in entries.children if _is_new(entry, oldest)]
    pages.sort(key=_age, reverse=True)
    children.sort(key=_age, reverse=True)
    limit = spec.options.get("pages", _PAGES)
    return Reading(
        tuple(_item(entry) for entry in pages),
        tuple(entry["loc"] for entry in children[: int(limit)]),
        problem,
    )


def _read_lines(text: str) -> Reading:
    """Read a sitemap in plain text: an address in each line."""
    lines = [line.strip() for line in text.splitlines()[:MAX_URLS]]
    found = tuple(Item(line) for line in lines if line.startswith(("http://", "https://")))
    return Reading(found, problem=None if found else "this is not a sitemap: neither XML nor a list of addresses")


Entry = dict[str, str]


@dataclass(slots=True)
class _Entries:
    """Collects what stands in a sitemap while it is read."""

    pages: list[Entry] = field(default_factory=list)
    children: list[Entry] = field(default_factory=list)
    is_sitemap: bool = False
    _entry: Entry | None = None
    _text: list[str] | None = None

    def read(self, text: str) -> str | None:
        """Read the document. Gives what was wrong with it; what stood before that is kept."""
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        try:
            parser.Parse(text.encode("utf-8", "replace"), True)
        except expat.ExpatError as error:
            return f"the sitemap is damaged after {len(self.pages) + len(self.children)} entries: {error}"
        return None

    def _start(self, name: str, _: object) -> None:
        """Open an entry, or one of its fields."""
        local = name.rpartition(":")[2].lower()
        if local in ("urlset", "sitemapindex"):
            self.is_sitemap = True
        elif local in ("url", "sitemap"):
            self._entry = {}
        # `image:loc` and `video:title` are about something else than the page.
        elif local in _FIELDS and name.partition(":")[0].lower() in (local, "news", "sm", "ns", "ns0", "n"):
            self._text = []

    def _data(self, data: str) -> None:
        """Take in text, if it is wanted."""
        if self._text is not None and len(self._text) < 100:
            self._text.append(data[:_MAX_TEXT])

    def _end(self, name: str) -> None:
        """Close a field or an entry."""
        local = name.rpartition(":")[2].lower()
        if self._text is not None and local in _FIELDS:
            if self._entry is not None:
                self._entry.setdefault(local, "".join(self._text).strip()[:_MAX_TEXT])
            self._text = None
        elif local in ("url", "sitemap") and self._entry is not None:
            kept = self.pages if local == "url" else self.children
            if self._entry.get("loc") and len(kept) < MAX_URLS:
                kept.append(self._entry)
            self._entry = None


_FIELDS = frozenset({"loc", "lastmod", "title", "publication_date", "language", "name"})


def _item(entry: Entry) -> Item:
    """Give an entry as an item."""
    return Item(
        href=entry["loc"],
        title=plain(entry.get("title")),
        published_at=to_iso(entry.get("publication_date")),
        modified_at=to_iso(entry.get("lastmod")),
        language=(entry.get("language") or "").split("-")[0].lower() or None,
        outlet=plain(entry.get("name"), 200),
    )


def _age(entry: Entry) -> str:
    """Give what entries are sorted by: the later date; empty if there is none."""
    return max(to_iso(entry.get("lastmod")) or "", to_iso(entry.get("publication_date")) or "")


def _oldest(spec: SourceSpec, now: datetime, seen_at: datetime | None) -> str:
    """Give the date before which an entry is too old; empty: none is."""
    bounds = [to_iso(str(spec.options.get("since", ""))) or ""]
    days = spec.options.get("max_age_days")
    if days is not None:
        bounds.append(_before(now, days=int(days)))
    if seen_at is not None:
        bounds.append(_before(seen_at, days=_LATE_DAYS))
    return max(bounds)


def _before(moment: datetime, *, days: int) -> str:
    """Give the date so many days before *moment*, as entries are compared; empty: before all dates."""
    try:
        return (moment.astimezone(UTC) - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
    except OverflowError:
        return ""


def _is_new(entry: Entry, oldest: str) -> bool:
    """Whether an entry is new enough; one without a date may be."""
    age = _age(entry)
    # Dates of different lengths: `2024-11-01` is not older than `2024-11-01T09:00:00Z`.
    return not age or not oldest or age >= oldest[: len(age)]
