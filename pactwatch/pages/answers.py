"""How an answer leaves: HTML with strict headers, or the page's rows as JSON, CSV or an Atom feed."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from datasette.utils.asgi import Response

from pactwatch.pages.safety import HEADERS, STRICT

Row = Mapping[str, object]

# An archived page runs nothing and asks for nothing; its own inline styles may show.
_ARCHIVED_CSP = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)
_ALWAYS = HEADERS | {"cache-control": "private, no-cache"}
# Columns that hold JSON.
_JSON = ("facets", "words", "differences", "old_positions", "new_positions", "headers")
# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed."""

    path: str
    title: str
    at: str
    text: str


def page(html: str, status: int = 200) -> Response:
    """Answer with one of our pages."""
    return Response.html(html, status=status, headers=_ALWAYS | {"content-security-policy": STRICT})


def archived(html: str) -> Response:
    """Answer with a page as it was stored, in a box that nothing leaves."""
    return Response.html(html, headers=_ALWAYS | {"content-security-policy": _ARCHIVED_CSP})


def text(body: str) -> Response:
    """Answer with plain text."""
    return Response.text(body, headers=_ALWAYS | {"content-security-policy": STRICT})


def as_json(rows: Sequence[Row]) -> Response:
    """Answer with the rows; columns that hold JSON come out as what they hold."""
    plain = [{key: _opened(key, value) for key, value in row.items()} for row in rows]
    body = json.dumps(plain, ensure_ascii=False, indent=1, default=str)
    return Response(body, content_type="application/json; charset=utf-8", headers=_ALWAYS)


def as_csv(rows: Sequence[Row]) -> Response:
    """Answer with the rows; what a spreadsheet would take for a formula is made text."""
    out = io.StringIO()
    writer = csv.writer(out)
    if rows:
        writer.writerow(rows[0].keys())
    for row in rows:
        writer.writerow([_harmless(value) for value in row.values()])
    return Response(out.getvalue(), content_type="text/csv; charset=utf-8", headers=_ALWAYS)


def as_atom(title: str, origin: str, own: str, page: str, entries: Sequence[Entry]) -> Response:
    """Answer with an Atom feed (RFC 4287).

    *own* is the feed's path, *page* that of the page it belongs to, *origin* the scheme and host before them. Ids are
    made from the addresses, so that a reader knows an entry again.
    """
    updated = max((entry.at for entry in entries), default="1970-01-01T00:00:00Z")
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{_xml(title)}</title><id>{_xml(origin + own)}</id><updated>{_xml(updated)}</updated>",
        f'<author><name>Pactwatch</name></author><link rel="self" href={_attribute(origin + own)}/>',
        f'<link rel="alternate" type="text/html" href={_attribute(origin + page)}/>',
    ]
    for entry in entries:
        address = origin + entry.path
        parts.append(
            f"<entry><id>{_xml(address)}</id><title>{_xml(entry.title)}</title><updated>{_xml(entry.at)}</updated>"
            f'<link href={_attribute(address)}/><content type="text">{_xml(entry.text)}</content></entry>'
        )
    parts.append("</feed>\n")
    return Response("\n".join(parts), content_type="application/atom+xml; charset=utf-8", headers=_ALWAYS)


def as_zip(body: bytes, name: str) -> Response:
    """Answer with a bundle to keep."""
    headers = _ALWAYS | {"content-disposition": f'attachment; filename="{name}"'}
    return Response(body, content_type="application/zip", headers=headers)


# What XML cannot hold, not even escaped.
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _xml(value: str) -> str:
    """Escape text for XML, without the signs that it cannot hold."""
    return escape(_NOT_XML.sub("", value))


def _attribute(value: str) -> str:
    """Write an attribute's value, quoted, without the signs that XML cannot hold."""
    return quoteattr(_NOT_XML.sub("", value))


def _opened(key: str, value: object) -> object:
    """Read a column that holds JSON; what cannot be read stays text."""
    if key not in _JSON or not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _harmless(value: object) -> object:
    """Make a cell that no spreadsheet computes."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
