"""`store/migrations.py` as sqlite-utils sees it."""

from __future__ import annotations

import importlib.util
import sqlite3
import subprocess
import sys
from pathlib import Path

import sqlite_utils

from pactwatch.archive import open_archive
from pactwatch.archive.schema import current_schema
from pactwatch.archive.verify import verify
from pactwatch.paths import STORE


def _migrate(path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run `sqlite-utils migrate`."""
    command = [sys.executable, "-m", "sqlite_utils", "migrate", str(path), str(STORE / "migrations.py"), *options]
    return subprocess.run(command, capture_output=True, text=True, check=True)


def test_store_migrations_work_by_command(tmp_path: Path) -> None:
    """`sqlite-utils migrate archive.db store/migrations.py` makes an archive that Pactwatch takes as its own."""
    path = tmp_path / "archive.db"
    _migrate(path)
    assert "m0002_search" in _migrate(path, "--list").stdout
    archive = open_archive(path)
    assert verify(archive) == []
    archive.close()


def test_store_migrations_by_command_and_by_pactwatch_make_the_same(tmp_path: Path) -> None:
    """Both ways lead to the same tables, indices and triggers."""
    _migrate(tmp_path / "a.db")
    open_archive(tmp_path / "b.db").close()
    schemas = []
    for name in ("a.db", "b.db"):
        db = sqlite3.connect(tmp_path / name)
        schemas.append(
            db.execute("SELECT type, name, sql FROM sqlite_master WHERE type <> 'view' ORDER BY name").fetchall()
        )
        db.close()
    assert schemas[0] == schemas[1]


def test_store_migrations_number_the_archive() -> None:
    """Each step leaves its number in `user_version`, by which an older Pactwatch refuses the archive."""
    database = sqlite_utils.Database(memory=True)
    steps = current_schema().migrations
    names = [step.name for step in steps.pending(database)]
    for step in steps.pending(database):
        step.fn(database)
        assert database.conn.execute("PRAGMA user_version").fetchone()[0] == int(step.name[1:5]), step.name
    assert names == sorted(names)
    database.close()


def test_store_migrations_need_nothing_but_sqlite_utils() -> None:
    """The file can be loaded where Pactwatch is not installed."""
    text = (STORE / "migrations.py").read_text(encoding="utf-8")
    assert "pactwatch." not in text
    assert importlib.util.find_spec("sqlite_utils") is not None


def test_store_foreign_keys_have_parents() -> None:
    """Every foreign key names a table and column that exist."""
    database = sqlite_utils.Database(memory=True)
    current_schema().migrations.apply(database)
    assert database.conn.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in database.tables:
        for key in table.foreign_keys:
            parent = database.table(key.other_table)
            assert key.other_column in parent.columns_dict, key
    database.close()
