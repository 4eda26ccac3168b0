"""The archive's schema in words, made from the comments in its statements; for the documents and for the curious."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import sqlite_utils

from pactwatch.archive.schema import migrate
from pactwatch.paths import STORE


@dataclass(frozen=True, slots=True)
class ColumnDoc:
    """One column, with the comment that stands beside it."""

    name: str
    type: str
    note: str
    refers_to: str | None = None
    """`table.column` of its foreign key."""


@dataclass(frozen=True, slots=True)
class TableDoc:
    """One table or view."""

    name: str
    kind: str
    """`table` or `view`."""
    note: str
    columns: tuple[ColumnDoc, ...]


def describe() -> list[TableDoc]:
    """Describe every table and view of a fresh archive, with the comments of its statements; for the documents."""
    database = sqlite_utils.Database(memory=True)
    database.conn.isolation_level = None  # as `open_archive` connects
    migrate(database)
    db = database.conn
    query = """
        SELECT m.type, m.name, m.sql FROM sqlite_master m JOIN pragma_table_list l ON l.name = m.name
        WHERE m.type IN ('table', 'view') AND l.type IN ('table', 'view')
            AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND m.name NOT LIKE '\\_%' ESCAPE '\\'
            AND m.name NOT LIKE '%\\_fts\\_content' ESCAPE '\\'
        ORDER BY m.type, m.rowid
    """
    docs = [
        TableDoc(name, kind, _note(name, kind, sql), _columns(db, name, sql)) for kind, name, sql in db.execute(query)
    ]
    database.close()
    return docs


def as_markdown() -> str:
    """Write the schema as Markdown: a heading, a sentence and a table of columns for each table and view."""
    parts = []
    for doc in describe():
        # A view's note is whole sentences; a table's completes "a row is".
        sentence = doc.note if doc.note[:1].isupper() else f"A row is {doc.note}."
        parts += [f"### `{doc.name}`{' (view)' if doc.kind == 'view' else ''}", "", sentence, ""]
        parts += ["| column | type | |", "|---|---|---|"]
        for column in doc.columns:
            note = "; ".join(filter(None, [column.note, f"→ `{column.refers_to}`" if column.refers_to else ""]))
            parts.append(f"| `{column.name}` | {column.type} | {note} |".replace("  |", " |"))
        parts.append("")
    return "\n".join(parts)


def _note(name: str, kind: str, sql: str) -> str:
    """Give the comment beside a table's name, or above a view's statement in its file."""
    path = STORE / "views" / f"{name}.sql"
    if kind == "view" and path.is_file():
        return comment_above(path)
    first = sql.split("\n", 1)[0]
    return first.partition("-- ")[2].strip()


def comment_above(path: Path) -> str:
    """Give the comment lines at the top of a `.sql` file, joined."""
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("--"):
            break
        lines.append(line.removeprefix("--").strip())
    return " ".join(lines).strip()


def _columns(db: sqlite3.Connection, table: str, sql: str) -> tuple[ColumnDoc, ...]:
    """Describe the columns of one table."""
    keys = {row[3]: f"{row[2]}.{row[4]}" for row in db.execute(f"PRAGMA foreign_key_list({table})")}
    notes = _column_notes(sql)
    rows = db.execute(f"PRAGMA table_info({table})")
    return tuple(ColumnDoc(row[1], row[2], notes.get(row[1], ""), keys.get(row[1])) for row in rows)


def _column_notes(sql: str) -> dict[str, str]:
    """Give the comments of a statement by the column before them; a comment on a line of its own goes on.

    What `ALTER TABLE` adds, SQLite writes behind the last column, on its very line.

    >>> _column_notes("CREATE TABLE a (  -- a thing\\n    b INT CHECK (b IN (0, 1)), c TEXT  -- one,\\n    -- two\\n)")
    {'c': 'one, two'}
    """
    notes: dict[str, str] = {}
    column = ""
    for line in sql.splitlines()[1:]:
        code, mark, note = line.partition("-- ")
        if not mark:
            continue
        if code.strip():
            parts = [part.strip() for part in re.sub(r"\(.*?\)", "", code).split(",")]
            column = next(part for part in reversed(parts) if part).split()[0].strip('"')
            notes[column] = note.strip()
        elif column:
            notes[column] += f" {note.strip()}"
    return notes
