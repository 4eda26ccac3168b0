"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/), and reading JSON that may be anything."""

from __future__ import annotations

import json
import re
from typing import Any

from pactwatch.sources.dates import to_iso
from pactwatch.sources.found import Item, Reading
from pactwatch.sources.markup import Unreadable, plain

MAX_BYTES = 10_000_000
MAX_ITEMS = 1_000
# An escape that JSON does not have; GDELT and others send them.
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])')


def load_json(body: bytes) -> Any:  # Any: JSON
    """Read JSON, with the slips of real services: control characters in strings, escapes that are none.

    Raises:
        Unreadable: it is not JSON, or too large or too deep.
    """
    if len(body) > MAX_BYTES:
        raise Unreadable(f"the answer is larger than {MAX_BYTES} bytes")
    text = body.decode("utf-8-sig", "replace")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        pass
    try:
        return json.loads(_BAD_ESCAPE.sub("", text), strict=False)
    except (ValueError, RecursionError):
        start = " ".join(text[:200].split())
        raise Unreadable(f"this is not JSON but: {start!r}") from None


def read_json_feed(body: bytes) -> Reading:
    """Read a JSON Feed.

    Raises:
        Unreadable: it is not JSON.
    """
    feed = load_json(body)
    entries = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(entries, list):
        return Reading(problem="this is JSON without `items`, not a JSON Feed")
    language = text_of(feed, "language")
    items = tuple(item for entry in entries[:MAX_ITEMS] if (item := _item(entry, language)) is not None)
    following = text_of(feed, "next_url")
    hubs = feed.get("hubs")
    hub = next((url for hub in hubs if (url := text_of(hub, "url"))), None) if isinstance(hubs, list) else None
    return Reading(items, (following,) if following else (), hub=hub)


def _item(entry: object, language: str | None) -> Item | None:
    """Read one entry. None: it leads nowhere."""
    href = text_of(entry, "url") or text_of(entry, "external_url")
    identity = text_of(entry, "id") or ""
    if not href and identity.startswith(("http://", "https://")):
        href = identity
    if not href:
        return None
    return Item(
        href=href,
        title=plain(text_of(entry, "title")),
        summary=plain(text_of(entry, "summary") or text_of(entry, "content_text") or text_of(entry, "content_html")),
        published_at=to_iso(text_of(entry, "date_published")),
        modified_at=to_iso(text_of(entry, "date_modified")),
        language=(text_of(entry, "language") or language or "").split("-")[0].lower() or None,
    )


def text_of(mapping: object, name: str) -> str | None:
    """Give a value that is text and says something, if *mapping* is an object at all."""
    found = mapping.get(name) if isinstance(mapping, dict) else None
    return found.strip() or None if isinstance(found, str) else None
