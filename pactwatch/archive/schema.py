"""What the archive is made of: the migrations and views under `store/`, applied and checked."""

from __future__ import annotations

import functools
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlite_utils

from pactwatch.archive.safekeeping import keep_copy
from pactwatch.paths import STORE


@dataclass(frozen=True, slots=True)
class Schema:
    """The schema that this Pactwatch writes."""

    application_id: int
    version: int
    """The number of the last migration; an archive keeps its own in `user_version`."""
    migrations: sqlite_utils.Migrations
    rewriting: frozenset[str] = frozenset()
    """The migrations that change or remove what is stored, by name: a copy is kept before these."""


@functools.cache
def current_schema() -> Schema:
    """Load `store/migrations.py`, which is no module of ours because sqlite-utils opens it by path."""
    path = STORE / "migrations.py"
    namespace: dict[str, Any] = {"__file__": str(path), "__name__": "pactwatch_store_migrations"}
    # Not imported: that would leave compiled files in a folder that is data.
    exec(compile(path.read_text(encoding="utf-8"), str(path), "exec", dont_inherit=True), namespace)
    steps = namespace["migrations"]
    names = [step.name for step in steps.pending(sqlite_utils.Database(memory=True))]
    last = max(int(name[1:5]) for name in names)
    return Schema(namespace["APPLICATION_ID"], last, steps, namespace["REWRITING"])


@functools.cache
def view_statements() -> dict[str, str]:
    """Give the `CREATE VIEW` statement of each file in `store/views`, by the view's name, which is the file's."""
    return {path.stem: _statement(path) for path in sorted((STORE / "views").glob("*.sql"))}


def _statement(path: Path) -> str:
    """Read one statement, without the comment above it and the semicolon, as SQLite keeps it in its schema."""
    text = path.read_text(encoding="utf-8")
    start = re.search(r"^CREATE VIEW", text, re.MULTILINE)
    if start is None:
        raise ValueError(f"{path}: no line starts with CREATE VIEW")
    return text[start.start() :].strip().removesuffix(";").rstrip()


def stale_views(db: sqlite3.Connection) -> dict[str, str]:
    """Give the views that are missing from the archive or differ from their files."""
    have = dict(db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'"))
    return {name: sql for name, sql in view_statements().items() if have.get(name) != sql}


def migrate(database: sqlite_utils.Database) -> None:
    """Apply what is pending, all or nothing; two processes that try at once do it once.

    Where a step rewrites what an archive holds, a copy of it is kept beside it first.

    sqlite-utils begins each migration DEFERRED, which fails at once when another process writes; inside an immediate
    transaction its own ones become savepoints.
    """
    db = database.conn
    schema = current_schema()
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version < schema.version:
        rewriting = [step.name for step in schema.migrations.pending(database) if step.name in schema.rewriting]
        if version and rewriting:
            keep_copy(db, rewriting)
        with _at_once(db):
            schema.migrations.apply(database)
    if stale_views(db):
        _replace_views(db)
    if _untuned(db):
        _tune_search(db)


@contextmanager
def _at_once(db: sqlite3.Connection) -> Iterator[None]:
    """Hold the right to write from the beginning; all or nothing."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


INDICES = {"wordings_fts": ("wording_texts", ("text",)), "versions_fts": ("versions", ("headline", "byline"))}
"""Each full-text index, with the table and the columns that it is over."""

# FTS5 joins the segments of its index once there are 4 of a size, and all of a size at once when there are 16. So an
# article cost a pass 1.6 to 1.75 times as much CPU in an archive of a million snapshots as in an empty one; with 16 and
# 32 it is 1.2 times (benchmarks/million.py), and upkeep joins what is left when nobody waits.
_SEARCH_SETTINGS = {"automerge": 16, "crisismerge": 32}


def _untuned(db: sqlite3.Connection) -> list[tuple[str, str, int]]:
    """Give the settings of the search indices that are not as they should be: index, name, value."""
    return [
        (index, name, value)
        for index in INDICES
        for have in [dict(db.execute(f"SELECT k, v FROM {index}_config"))]
        for name, value in _SEARCH_SETTINGS.items()
        if have.get(name) != value
    ]


def _tune_search(db: sqlite3.Connection) -> None:
    """Set them; the archive keeps them, and any SQLite reads it as before."""
    with _at_once(db):
        for index, name, value in _untuned(db):
            db.execute(f"INSERT INTO {index}({index}, rank) VALUES (?, ?)", (name, value))


def _replace_views(db: sqlite3.Connection) -> None:
    """Bring the views into line with their files."""
    with _at_once(db):
        for name, sql in stale_views(db).items():  # asked again: another process may have been quicker
            db.execute(f"DROP VIEW IF EXISTS {name}")
            db.execute(sql)


def shadow_views(db: sqlite3.Connection) -> None:
    """Give a read-only connection today's views, where the archive still has those of another Pactwatch."""
    for sql in stale_views(db).values():
        db.execute(sql.replace("CREATE VIEW", "CREATE TEMP VIEW", 1))
