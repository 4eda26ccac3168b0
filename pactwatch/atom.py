"""An Atom feed (RFC 4287) as text: what our pages answer with, and what `pactwatch feeds` writes. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

TYPE = "application/atom+xml; charset=utf-8"
# A feed without entries has been updated, too; RFC 4287 wants a time that stays the same.
_NEVER = "1970-01-01T00:00:00Z"
# What XML cannot hold, not even escaped.
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed."""

    path: str
    """Where it is: an address, or the path of one."""
    title: str
    at: str
    text: str
    id: str = ""
    """What a reader knows it again by, for ever; empty: its address."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a feed says of itself."""

    title: str
    id: str
    own: str = ""
    """Its address; empty: it is not known yet where it will stand."""
    page: str = ""
    """The address of the page that it belongs to; empty: there is none."""
    origin: str = ""
    """What stands before the paths of its entries: a scheme and a host."""


def feed(head: Head, entries: Sequence[Entry]) -> str:
    """Write a feed; it was updated when its latest entry was.

    >>> told = feed(Head("News", "urn:x"), [Entry("https://a.example/1", "A\\x00<b>", "2024-11-05T10:00:00Z", "")])
    >>> "<id>https://a.example/1</id><title>A&lt;b&gt;</title><updated>2024-11-05T10:00:00Z</updated>" in told
    True
    """
    updated = max((entry.at for entry in entries), default=_NEVER)
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{_xml(head.title)}</title><id>{_xml(head.id)}</id><updated>{_xml(updated)}</updated>",
        "<author><name>Pactwatch</name></author>",
    ]
    if head.own:
        parts.append(f'<link rel="self" type="application/atom+xml" href={_attribute(head.own)}/>')
    if head.page:
        parts.append(f'<link rel="alternate" type="text/html" href={_attribute(head.page)}/>')
    for entry in entries:
        address = head.origin + entry.path
        parts.append(
            f"<entry><id>{_xml(entry.id or address)}</id><title>{_xml(entry.title)}</title>"
            f"<updated>{_xml(entry.at)}</updated><link href={_attribute(address)}/>"
            f'<content type="text">{_xml(entry.text)}</content></entry>'
        )
    parts.append("</feed>\n")
    return "\n".join(parts)


def _xml(value: str) -> str:
    """Escape text for XML, without the signs that it cannot hold."""
    return escape(_NOT_XML.sub("", value))


def _attribute(value: str) -> str:
    """Write an attribute's value, quoted, without the signs that XML cannot hold."""
    return quoteattr(_NOT_XML.sub("", value))
