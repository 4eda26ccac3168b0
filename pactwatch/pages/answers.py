"""How an answer leaves: HTML with strict headers, or the page's rows as JSON, CSV or an Atom feed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence

from datasette.utils.asgi import Response

from pactwatch.atom import TYPE, Entry, Head, feed
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
    head = Head(title, origin + own, origin + own, origin + page, origin)
    return Response(feed(head, entries), content_type=TYPE, headers=_ALWAYS)


def as_zip(body: bytes, name: str) -> Response:
    """Answer with a bundle to keep."""
    headers = _ALWAYS | {"content-disposition": f'attachment; filename="{name}"'}
    return Response(body, content_type="application/zip", headers=headers)


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
