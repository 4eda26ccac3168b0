"""How an answer leaves: HTML with strict headers, or the page's rows as JSON, CSV or an Atom feed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from datasette.utils.asgi import Response

Row = Mapping[str, object]

# No script but ours, no style but ours, nothing from anywhere else, and nobody may frame us.
_CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# An archived page runs nothing and asks for nothing; its own inline styles may show.
_ARCHIVED_CSP = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "private, no-cache",
}
# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def page(html: str, status: int = 200) -> Response:
    """Answer with one of our pages."""
    return Response.html(html, status=status, headers=_ALWAYS | {"content-security-policy": _CSP})


def archived(html: str) -> Response:
    """Answer with a page as it was stored, in a box that nothing leaves."""
    return Response.html(html, headers=_ALWAYS | {"content-security-policy": _ARCHIVED_CSP})


def text(body: str) -> Response:
    """Answer with plain text."""
    return Response.text(body, headers=_ALWAYS | {"content-security-policy": _CSP})


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


def as_atom(title: str, address: str, entries: Sequence[tuple[str, str, str, str]]) -> Response:
    """Answer with an Atom feed (RFC 4287): each entry is its id's path, title, time and text.

    *address* is the feed's own URL; ids are made from its host, so that readers know an entry again.
    """
    base = address.split("/", 3)
    origin = "/".join(base[:3])
    updated = max((entry[2] for entry in entries), default="1970-01-01T00:00:00Z")
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{_xml(title)}</title><id>{_xml(address)}</id><updated>{updated}</updated>",
        f'<author><name>Pactwatch</name></author><link rel="self" href={quoteattr(address)}/>',
    ]
    for path, name, moment, body in entries:
        parts.append(
            f"<entry><id>{_xml(origin + path)}</id><title>{_xml(name)}</title><updated>{moment}</updated>"
            f'<link href={quoteattr(origin + path)}/><content type="text">{_xml(body)}</content></entry>'
        )
    parts.append("</feed>\n")
    return Response("\n".join(parts), content_type="application/atom+xml; charset=utf-8", headers=_ALWAYS)


def _xml(value: str) -> str:
    """Escape text for XML, without the signs that it cannot hold."""
    return escape("".join(c for c in value if c >= " " or c in "\n\t"))


def _opened(key: str, value: object) -> object:
    """Read a column that holds JSON."""
    return json.loads(value) if key in ("facets", "words", "differences") and isinstance(value, str) else value


def _harmless(value: object) -> object:
    """Make a cell that no spreadsheet computes."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
