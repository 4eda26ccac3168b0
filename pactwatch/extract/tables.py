"""Tables of the article: they are kept or dropped whole, never cell by cell, or columns would shift."""

from __future__ import annotations

from collections import defaultdict

from pactwatch.extract.blocks import Box, Text

# A cell is no further up than this: a paragraph, a link or a line of its own may stand in it.
_UP = 4
# A table of data has so many rows, and so many columns in most of them.
_ROWS, _COLUMNS = 2, 2
# Cells are short; longer ones are paragraphs in a table made for layout.
_CELL = 160
# A table with more of its cells in links leads elsewhere.
_LINKED = 0.7


def cell_of(text: Text) -> Box | None:
    """Give the cell that a block stands in."""
    box: Box | None = text.box
    for _ in range(_UP):
        if box is None or box.tag in ("td", "th"):
            return box
        box = box.parent
    return None


def cells_of_tables(kept: list[Text]) -> list[Text]:
    """Give the blocks that are cells of tables of data."""
    tables: dict[Box, list[Text]] = defaultdict(list)
    for text in kept:
        table = _table_of(text)
        if table is not None:
            tables[table].append(text)
    return [text for texts in tables.values() if _is_data(texts) for text in texts]


def _is_data(texts: list[Text]) -> bool:
    rows: dict[Box | None, set[Box | None]] = defaultdict(set)
    for text in texts:
        cell = cell_of(text)
        rows[cell and cell.parent].add(cell)
    wide = sum(len(cells) >= _COLUMNS for cells in rows.values())
    letters = sum(len(text.text) for text in texts)
    return (
        len(rows) >= _ROWS
        and 2 * wide >= len(rows)
        and letters <= _CELL * len(texts)
        and sum(2 * text.linked > len(text.text) for text in texts) < _LINKED * len(texts)
    )


def with_whole_tables(kept: list[Text], cells: list[Text]) -> list[Text]:
    """Put back the cells that were dropped one by one, where the table has others left."""
    there = {text.index for text in kept}
    left = {_table_of(text) for text in cells if text.index in there}
    back = [text for text in cells if text.index not in there and _table_of(text) in left]
    for text in back:
        text.rule = "cell of a table"
    return sorted([*kept, *back], key=lambda text: text.index)


def _table_of(text: Text) -> Box | None:
    cell = cell_of(text)
    row = cell.parent if cell is not None else None
    return row.parent if row is not None else None
