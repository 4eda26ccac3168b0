"""What the archive is made of: the migrations and views under `store/`, applied, checked and described."""

from __future__ import annotations

import functools
import importlib.util
import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import sqlite_utils

from pactwatch.paths import STORE


@dataclass(frozen=True, slots=True)
class Schema:
    """The schema that this Pactwatch writes."""

    application_id: int
    version: int
    """How many migrations there are; an archive keeps its own in `user_version`."""
    migrations: sqlite_utils.Migrations


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


@functools.cache
def current_schema() -> Schema:
    """Load `store/migrations.py`, which is no module of ours because sqlite-utils opens it by path."""
    spec = importlib.util.spec_from_file_location("pactwatch_store_migrations", STORE / "migrations.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(STORE / "migrations.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    steps = module.migrations
    names = [step.name for step in steps.pending(sqlite_utils.Database(memory=True))]
    return Schema(module.APPLICATION_ID, len(names), steps)


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

    sqlite-utils begins each migration DEFERRED, which fails at once when another process writes; inside an immediate
    transaction its own ones become savepoints.
    """
    db = database.conn
    schema = current_schema()
    if db.execute("PRAGMA user_version").fetchone()[0] < schema.version:
        db.execute("BEGIN IMMEDIATE")
        try:
            schema.migrations.apply(database)
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise
    if stale_views(db):
        _replace_views(db)


def _replace_views(db: sqlite3.Connection) -> None:
    """Bring the views into line with their files."""
    db.execute("BEGIN IMMEDIATE")
    try:
        for name, sql in stale_views(db).items():  # asked again: another process may have been quicker
            db.execute(f"DROP VIEW IF EXISTS {name}")
            db.execute(sql)
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def shadow_views(db: sqlite3.Connection) -> None:
    """Give a read-only connection today's views, where the archive still has those of another Pactwatch."""
    for sql in stale_views(db).values():
        db.execute(sql.replace("CREATE VIEW", "CREATE TEMP VIEW", 1))


# ---------------------------------------------------------------- for the documents


def describe() -> list[TableDoc]:
    """Describe every table and view of a fresh archive, with the comments of its statements; for the documents."""
    database = sqlite_utils.Database(memory=True)
    database.conn.isolation_level = None
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
    notes = dict(re.findall(r'^ +"?(\w+)"? [^\n]*?-- ([^\n]*)$', sql, re.MULTILINE))
    rows = db.execute(f"PRAGMA table_info({table})")
    return tuple(ColumnDoc(row[1], row[2], notes.get(row[1], ""), keys.get(row[1])) for row in rows)
