"""Opening an archive: it is made, brought up to date, or refused with one sentence."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import sqlite_utils

from pactwatch.archive import open_archive
from pactwatch.archive.schema import Schema, current_schema, stale_views, view_statements
from pactwatch.errors import ArchiveBusy, ArchiveError, ArchiveTooNew, NoSpace, NotAnArchive, PactwatchError, UsageError


def test_archive_is_made_with_durable_settings(path: Path) -> None:
    """A new archive is ours by its application id, uses a write-ahead log, and syncs every transaction."""
    archive = open_archive(path)
    pragmas = ("application_id", "journal_mode", "synchronous", "foreign_keys", "auto_vacuum", "user_version")
    found = {name: archive.db.conn.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas}
    archive.close()
    assert found == {
        "application_id": 0x50616374,
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "auto_vacuum": 2,
        "user_version": current_schema().version,
    }


def test_archive_tables_are_strict(path: Path) -> None:
    """Every table of ours is STRICT, so that a number column never holds text."""
    archive = open_archive(path)
    loose = archive.rows(
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND schema = 'main' "
        "AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE '%\\_fts\\_%' ESCAPE '\\'"
    )
    archive.close()
    assert loose == []


def test_archive_opens_again_unchanged(path: Path) -> None:
    """Opening an existing archive for writing changes nothing in it."""
    open_archive(path).close()
    before = path.read_bytes()
    open_archive(path).close()
    assert path.read_bytes() == before


def test_archive_opening_is_quick(path: Path) -> None:
    """Opening an existing archive costs some 30 ms of CPU, loading the schema included; never a tenth of a second.

    The least of five, because other programs on the machine may double it.
    """
    open_archive(path).close()
    script = (
        "import sys, time; from pathlib import Path; from pactwatch.archive import open_archive\n"
        "began = time.process_time(); open_archive(Path(sys.argv[1])).close(); print(time.process_time() - began)"
    )
    command = [sys.executable, "-c", script, str(path)]
    runs = [subprocess.run(command, capture_output=True, text=True, check=True).stdout for _ in range(5)]
    assert min(float(said) for said in runs) < 0.1


def test_archive_import_is_cheap() -> None:
    """Importing the room loads neither Prefect nor Datasette."""
    script = "import sys, pactwatch.archive; print([m for m in ('prefect', 'datasette', 'httpx') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_archive_of_sqlite_utils_alone_is_completed(path: Path) -> None:
    """An archive made by `sqlite-utils migrate` gets its log and views when it is first opened for writing."""
    current_schema()
    database = sqlite3.connect(path)
    database.close()
    open_archive(path).close()
    archive = open_archive(path, readonly=True)
    assert stale_views(archive.db.conn) == {}
    archive.close()


def test_archive_view_is_replaced_when_its_file_differs(path: Path) -> None:
    """A view that no longer reads as its file does is made anew when the archive is opened for writing."""
    open_archive(path).close()
    db = sqlite3.connect(path)
    db.execute("DROP VIEW latest_versions")
    db.execute("CREATE VIEW latest_versions AS SELECT 1 AS stale")
    db.close()
    archive = open_archive(path)
    sql = archive.rows("SELECT sql FROM sqlite_master WHERE name = 'latest_versions'")
    archive.close()
    assert sql == [{"sql": view_statements()["latest_versions"]}]


def test_archive_for_reading_shadows_stale_views(path: Path) -> None:
    """A reader sees today's views, though it leaves those in the file alone."""
    open_archive(path).close()
    db = sqlite3.connect(path)
    db.execute("DROP VIEW latest_versions")
    db.close()
    archive = open_archive(path, readonly=True)
    assert archive.rows("SELECT url, versions FROM latest_versions") == []
    archive.close()


def _foreign(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE recipes (id INTEGER PRIMARY KEY, name TEXT)")
    db.execute("INSERT INTO recipes (name) VALUES ('soup')")
    db.commit()
    db.close()


def _newer(path: Path) -> None:
    open_archive(path).close()
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 99")
    db.close()


def _folder(path: Path) -> None:
    path.mkdir()


def _text(path: Path) -> None:
    path.write_text("Not a database, just a long enough text to be taken for one by its size alone. " * 20)


def _nothing(path: Path) -> None:
    pass


def _empty(path: Path) -> None:
    path.touch()


def _older(path: Path) -> None:
    open_archive(path).close()
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 1")
    db.close()


def _torn(path: Path) -> None:
    open_archive(path).close()
    path.write_bytes(path.read_bytes()[:100] + b"\x99" * 4000)


@pytest.mark.parametrize(
    ("make", "readonly", "error", "words"),
    [
        pytest.param(_foreign, False, NotAnArchive, "another program", id="database of another program"),
        pytest.param(_foreign, True, NotAnArchive, "another program", id="database of another program, for reading"),
        pytest.param(_newer, False, ArchiveTooNew, "later Pactwatch", id="newer archive"),
        pytest.param(_newer, True, ArchiveTooNew, "later Pactwatch", id="newer archive, for reading"),
        pytest.param(_older, True, ArchiveError, "pactwatch run", id="older archive, for reading"),
        pytest.param(_folder, False, NotAnArchive, "a folder", id="a folder"),
        pytest.param(_text, False, NotAnArchive, "not a SQLite file", id="a text file"),
        pytest.param(_nothing, True, ArchiveError, "no archive yet", id="nothing there, for reading"),
        pytest.param(_empty, True, ArchiveError, "empty", id="an empty file, for reading"),
        pytest.param(_torn, False, NotAnArchive, "", id="a torn file"),
    ],
)
def test_archive_that_cannot_be_used_is_refused_in_one_sentence(
    path: Path, make: object, readonly: bool, error: type[PactwatchError], words: str
) -> None:
    """What is not a usable archive is refused with a sentence that names the file, and left as it was."""
    assert callable(make)
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(error) as caught:
        open_archive(path, readonly=readonly)
    sentence = str(caught.value)
    assert str(path) in sentence
    assert words in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert (path.read_bytes() if path.is_file() else None) == before


def test_archive_in_a_missing_folder_is_refused(tmp_path: Path) -> None:
    """A folder that is not there is named, not made."""
    with pytest.raises(NoSpace, match="does not exist"):
        open_archive(tmp_path / "nowhere" / "archive.db")


def test_archive_empty_file_becomes_an_archive(path: Path) -> None:
    """An empty file, as `mktemp` makes, can be filled."""
    path.touch()
    open_archive(path).close()
    open_archive(path, readonly=True).close()


def test_archive_path_may_hold_any_signs(tmp_path: Path) -> None:
    """Spaces, percent signs, question marks and other scripts in a path are just letters."""
    folder = tmp_path / "a b?c%20d#e 岩"
    folder.mkdir()
    open_archive(folder / "archive 1.db").close()
    assert (folder / "archive 1.db").stat().st_size > 0


_OPEN = """
import os, sys
from pathlib import Path
from pactwatch.archive import open_archive
from pactwatch.archive.schema import current_schema, view_statements
from pactwatch.errors import PactwatchError
current_schema(), view_statements()  # read while everything can be read
if os.getuid() == 0:
    os.setgid(65534), os.setuid(65534)
try:
    open_archive(Path(sys.argv[1]), readonly=len(sys.argv) > 2).close()
    print("opened")
except PactwatchError as error:
    print(type(error).__name__, error)
"""


def _open_as_nobody(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Open an archive without root's power to write anywhere."""
    return subprocess.run([sys.executable, "-c", _OPEN, *arguments], capture_output=True, text=True, check=False)


def _open_up(path: Path) -> None:
    """Let everybody walk into a temporary folder of pytest's."""
    for folder in [path, *list(path.parents)[:4]]:
        if folder.stat().st_uid == os.getuid() and folder != Path("/tmp"):
            folder.chmod(0o755)


def test_archive_in_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    """A folder without write permission gives NoSpace and one sentence."""
    _open_up(tmp_path)
    tmp_path.chmod(0o555)
    run = _open_as_nobody(str(tmp_path / "archive.db"))
    tmp_path.chmod(0o755)
    assert run.stdout.startswith("NoSpace"), run
    assert run.stdout.count("\n") == 1


def test_archive_file_that_cannot_be_written_says_so(tmp_path: Path, path: Path) -> None:
    """An archive that belongs to somebody else cannot be opened for writing, and nothing happens to it."""
    open_archive(path).close()
    path.chmod(0o444)
    _open_up(tmp_path)
    tmp_path.chmod(0o555)
    run = _open_as_nobody(str(path))
    tmp_path.chmod(0o755)
    assert run.stdout.startswith("NoSpace"), run


def test_archive_can_be_read_from_a_folder_that_cannot_be_written(tmp_path: Path, path: Path) -> None:
    """An archive at rest on a read-only disk can be read."""
    open_archive(path).close()
    _open_up(tmp_path)
    tmp_path.chmod(0o555)
    run = _open_as_nobody(str(path), "readonly")
    tmp_path.chmod(0o755)
    assert run.stdout == "opened\n", run


def test_archive_made_by_two_at_once_is_made_once(path: Path) -> None:
    """Several that open a missing archive at the same moment all get the same one."""
    gate = threading.Barrier(4)
    failures: list[BaseException] = []

    def make() -> None:
        gate.wait()
        try:
            open_archive(path).close()
        except BaseException as error:  # noqa: BLE001 - handed to the test below
            failures.append(error)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    archive = open_archive(path)
    steps = archive.rows("SELECT count(*) AS n FROM _sqlite_migrations")
    archive.close()
    assert steps == [{"n": current_schema().version}]


def test_archive_busy_with_another_writer_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A transaction that cannot begin in time ends in a sentence."""
    monkeypatch.setattr("pactwatch.archive.opening.BUSY_TIMEOUT_S", 0.05)
    archive, other = open_archive(path), open_archive(path)
    with archive.transaction(), pytest.raises(ArchiveBusy, match="another process"), other.transaction():
        pass
    archive.close()
    other.close()


def test_archive_for_reading_refuses_to_write(path: Path) -> None:
    """Neither a transaction nor a query can write through an archive that was opened for reading."""
    open_archive(path).close()
    archive = open_archive(path, readonly=True)
    with pytest.raises(ArchiveError, match="reading only"), archive.transaction():
        pass
    for sql in ("DELETE FROM topics", "WITH x AS (SELECT 1) DELETE FROM topics", "ATTACH 'other.db' AS o", "VACUUM"):
        with pytest.raises((PactwatchError, sqlite3.Error)):
            archive.rows(sql)
    assert archive.rows("WITH x(n) AS (SELECT 1) SELECT n FROM x") == [{"n": 1}]
    archive.close()


def test_archive_mistake_in_sql_stays_what_it_is(path: Path) -> None:
    """A query with a mistake raises SQLite's own error, because the archive is not to blame."""
    open_archive(path).close()
    archive = open_archive(path, readonly=True)
    with pytest.raises(sqlite3.OperationalError, match="no such column: nonsense"):
        archive.rows("SELECT nonsense FROM topics")
    archive.close()


def test_archive_query_may_begin_with_a_comment(path: Path) -> None:
    """A canned query pasted with its comment runs; a comment does not hide what writes."""
    open_archive(path).close()
    archive = open_archive(path, readonly=True)
    assert archive.rows("-- who asks\n/* and why */ SELECT 1 AS id, 2 AS id") == [{"id": 1, "id_2": 2}]
    for sql in (
        "-- x\nATTACH 'other.db' AS o",
        "WITH x AS (SELECT 1) DELETE FROM topics",
        "/* x */ DELETE FROM topics",
    ):
        with pytest.raises(UsageError, match="only reading"):
            archive.rows(sql)
    archive.close()


def test_archive_migration_that_fails_rolls_back_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a later step fails nothing of the earlier ones stays, and the next attempt can succeed."""
    steps = sqlite_utils.Migrations("pactwatch")
    good = current_schema()

    @steps()
    def m0001_fine(db: sqlite_utils.Database) -> None:
        db.execute("CREATE TABLE topics (id INTEGER PRIMARY KEY) STRICT")

    @steps()
    def m0002_fails(db: sqlite_utils.Database) -> None:
        raise ZeroDivisionError

    bad = Schema(good.application_id, 2, steps)
    monkeypatch.setattr("pactwatch.archive.schema.current_schema", lambda: bad)
    with pytest.raises(ZeroDivisionError):
        open_archive(path)
    monkeypatch.undo()
    db = sqlite3.connect(path)
    assert db.execute("SELECT name FROM sqlite_master").fetchall() == []
    db.close()
    open_archive(path).close()
