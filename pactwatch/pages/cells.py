"""Cells of Datasette's own tables: columns that hold JSON as a person reads them, and links into our pages."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

# Columns that hold JSON, whatever the table.
JSON_COLUMNS = frozenset(
    ("facets", "words", "differences", "old_positions", "new_positions", "headers", "side_values", "told_values",
     "edits", "quotes", "figures", "dates", "names", "options", "counts", "details", "page_holds")
)  # fmt: skip
# Where a view names a row of ours, its page.
_PAGES = {"article_id": "/article/{}", "snapshot_id": "/snapshot/{}"}
_CHANGES = ("changes", "changes_readable")
_SHOWN, _LONG = 12, 400


def cell(table: str | None, column: str, value: object) -> Markup | None:
    """Render one cell; None: as Datasette does."""
    if isinstance(value, int):
        pattern = "/change/{}" if column == "id" and table in _CHANGES else _PAGES.get(column)
        return Markup('<a href="{}">{}</a>').format(pattern.format(value), value) if pattern else None
    if column not in JSON_COLUMNS or not isinstance(value, str):
        return None
    try:
        held = json.loads(value)
    except ValueError:
        return None
    if column == "words" and isinstance(held, list):
        return Markup("").join(_word(pair) for pair in held)
    return readable(held)


def readable(held: object) -> Markup:
    """Write what a JSON column holds: lists as lines, objects as `key: value`, nothing as a dash.

    >>> str(readable([{"facet": "number", "old": "40", "new": "14"}]))
    '<b>facet</b> number · <b>old</b> 40 · <b>new</b> 14'
    """
    if held is None or held in ([], {}):
        return Markup("—")
    if isinstance(held, Mapping):
        pairs = [Markup("<b>{}</b> {}").format(key, readable(value)) for key, value in held.items()]
        return Markup(" · ").join(pairs[:_SHOWN])
    if isinstance(held, Sequence) and not isinstance(held, str):
        plain = all(isinstance(one, (str, int, float)) for one in held)
        parts = [readable(one) for one in held[:_SHOWN]]
        more = [Markup("… {} more").format(len(held) - _SHOWN)] if len(held) > _SHOWN else []
        return Markup(", " if plain else "<br>").join([*parts, *more])
    text = str(held)
    return escape(text if len(text) <= _LONG else f"{text[:_LONG]}…")


def _word(pair: object) -> Markup:
    """Mark what went and what came."""
    if not (isinstance(pair, list) and len(pair) == 2):
        return readable(pair)
    element = {"-": "del", "+": "ins"}.get(str(pair[0]))
    return Markup(f"<{element}>{{}}</{element}>").format(pair[1]) if element else escape(str(pair[1]))
