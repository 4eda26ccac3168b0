"""Archives as earlier releases wrote them, kept under tests/store/archives, and how two archives are compared."""

from __future__ import annotations

import lzma
import sqlite3
from contextlib import closing
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "store" / "archives"
VERSIONS = (1, 2, 3, 4, 5, 6)

Rows = dict[str, list[tuple[object, ...]]]


def unpack(version: int, path: Path) -> Path:
    """Write the archive of a schema to *path*."""
    path.write_bytes(lzma.decompress((FOLDER / f"m{version:04}.db.xz").read_bytes()))
    return path


def rows(path: Path, like: Rows | None = None) -> Rows:
    """Give every row of every table of ours, in order of the columns' names.

    With *like* only the tables and columns that it has, so that an archive can be compared with what it was made of.
    Full-text indices, statistics and the bookkeeping of migrations are left out. The first row names the columns.
    """
    with closing(sqlite3.connect(path)) as db:
        found: Rows = {}
        for table in like or _tables(db):
            columns = list(like[table][0]) if like else _columns(db, table)
            names = ", ".join(f'"{name}"' for name in columns)
            found[table] = [tuple(columns), *sorted(db.execute(f"SELECT {names} FROM {table}").fetchall(), key=repr)]
        return found


def _tables(db: sqlite3.Connection) -> list[str]:
    """List the tables that hold what was recorded."""
    names = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return [name for (name,) in names if "_fts" not in name and not name.startswith(("_", "sqlite_"))]


def _columns(db: sqlite3.Connection, table: str) -> list[str]:
    """List the columns of a table."""
    return sorted(name for (name,) in db.execute("SELECT name FROM pragma_table_info(?)", [table]))


def version(path: Path) -> int:
    """Give the schema that an archive says it has."""
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute("PRAGMA user_version").fetchone()[0])
