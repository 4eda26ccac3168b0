"""Rows on a terminal: a table where it fits, else each row with a line for every column."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from pactwatch.alerts import one_line

Row = Mapping[str, object]

# What is no longer is never folded: a time, a word, an id. Longer text may be, into a column of this width at least.
_WHOLE, _GAP = 24, 2


def as_table(rows: Sequence[Row], width: int) -> Table | None:
    """Lay rows out as a table of at most *width* signs; None: it would break words to pieces."""
    cells = [[cell(value) for value in row.values()] for row in rows]
    names = [one_line(column) for column in rows[0]]
    needed = [
        min(_WHOLE, max(cell_len(name), *(cell_len(row[place]) for row in cells))) for place, name in enumerate(names)
    ]
    if sum(needed) + _GAP * (len(needed) - 1) > width and len(needed) > 1:
        return None
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for name, least in zip(names, needed, strict=True):
        table.add_column(Text(name), overflow="fold", min_width=min(least, width))
    for row in cells:
        table.add_row(*map(Text, row))
    return table


def as_lines(rows: Sequence[Row]) -> Iterator[tuple[Text, Text]]:
    """Give the name and value of every column, row after row, with two empty texts between two rows."""
    names = [one_line(column) for column in rows[0]]
    widest = max(map(cell_len, names))
    for number, row in enumerate(rows):
        if number:
            yield Text(), Text()
        for name, value in zip(names, row.values(), strict=True):
            yield Text(name + " " * (widest - cell_len(name)), style="bold"), Text(cell(value))


def cell(value: object) -> str:
    """Show one value.

    >>> cell(None), cell({"not_modified": 2}), cell(["a", "b"]), cell([["=", "a"]])
    ('', '2 not modified', 'a, b', '[["=", "a"]]')
    """
    if value is None:
        return ""
    if isinstance(value, dict) and all(isinstance(count, int) for count in value.values()):
        return ", ".join(f"{count} {one_line(str(name)).replace('_', ' ')}" for name, count in value.items())
    if isinstance(value, list | tuple) and all(isinstance(item, str | int) for item in value):
        return ", ".join(one_line(str(item)) for item in value)
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, ensure_ascii=False)
    return one_line(str(value))
