"""Open the archive: make it, bring it up to date, or say in one sentence why it cannot be used."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

import sqlite_utils

from pactwatch.archive.archive import Archive
from pactwatch.archive.failures import as_sentences
from pactwatch.archive.schema import current_schema, migrate, shadow_views
from pactwatch.errors import ArchiveError, ArchiveTooNew, NoSpace, NotAnArchive

# How long a writer waits for another program's transaction. Ours take milliseconds; `VACUUM` of a large file, minutes.
BUSY_TIMEOUT_S = 30.0
_MAGIC = b"SQLite format 3\0"


def open_archive(path: Path, *, readonly: bool = False) -> Archive:
    """Open the archive at *path*; unless *readonly*, make it or bring it up to date.

    Raises:
        NotAnArchive: not a SQLite file, or one of another program.
        ArchiveTooNew: written by a later Pactwatch.
        NoSpace: the folder or file cannot be written, or the disk is full.
        ArchiveError: *readonly*, and there is nothing yet, or only what an earlier Pactwatch wrote.
    """
    _look(path, readonly=readonly)
    with as_sentences(path):
        connection = _connect(path, readonly=readonly)
        try:
            _check_owner(path, connection, readonly=readonly)
            database = sqlite_utils.Database(connection, execute_plugins=False)
            _prepare(database, readonly=readonly)
        except BaseException:
            connection.close()
            raise
    return Archive(path, database, readonly=readonly)


def _look(path: Path, *, readonly: bool) -> None:
    """Look at the file before SQLite does: its own messages name neither the file nor the next step."""
    if path.is_dir():
        raise NotAnArchive(f"{path}: a folder; name a file in it with --archive.")
    if path.exists() and not path.is_file():
        raise NotAnArchive(f"{path}: not a plain file; name another with --archive.")
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except FileNotFoundError:
        if readonly:
            raise ArchiveError(f"{path}: there is no archive yet; `pactwatch run` makes one.") from None
        if not path.parent.is_dir():
            raise NoSpace(f"{path}: the folder {path.parent} does not exist; make it first.") from None
        return
    except OSError as error:
        raise NotAnArchive(f"{path}: cannot be read ({error.strerror}); check its permissions.") from None
    if head and head != _MAGIC:
        raise NotAnArchive(f"{path}: not a SQLite file; name another with --archive.")
    if readonly and not head:
        raise ArchiveError(f"{path}: the file is empty; `pactwatch run` fills it.")


def _connect(path: Path, *, readonly: bool) -> sqlite3.Connection:
    """Connect without Python's implicit transactions: ours begin IMMEDIATE and say so."""
    # Steps may run on other threads than the one that opened; `Archive` lets one in at a time.
    return sqlite3.connect(
        file_uri(path, readonly=readonly),
        uri=True,
        timeout=BUSY_TIMEOUT_S,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )


def file_uri(path: Path, *, readonly: bool) -> str:
    """Write the URI by which SQLite opens, or attaches, an archive."""
    mode = "ro" if readonly else "rwc"
    uri = f"file:{quote(str(path.absolute()))}?mode={mode}"
    return uri + "&immutable=1" if readonly and _at_rest_on_readonly_disk(path) else uri


def _at_rest_on_readonly_disk(path: Path) -> bool:
    """Say whether nobody has the archive open, and we could not make the files that reading a live one takes.

    Whoever writes has a `-wal` beside the archive; only without one may SQLite be told that the file will not change.
    """
    beside = (path.with_name(path.name + ending) for ending in ("-wal", "-shm"))
    return not os.access(path.parent, os.W_OK) and not any(file.exists() for file in beside)


def _check_owner(path: Path, db: sqlite3.Connection, *, readonly: bool) -> None:
    """Refuse what another program, or a later Pactwatch, has written."""
    schema = current_schema()
    owner = db.execute("PRAGMA application_id").fetchone()[0]
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if owner != schema.application_id:
        # A file without tables belongs to nobody yet; sqlite-utils' own bookkeeping does not count.
        foreign = db.execute("SELECT 1 FROM sqlite_master WHERE name NOT LIKE '\\_%' ESCAPE '\\' LIMIT 1").fetchone()
        if foreign or owner or readonly:
            raise NotAnArchive(f"{path}: a SQLite file of another program; name another with --archive.")
    elif version > schema.version:
        raise ArchiveTooNew(
            f"{path}: written by a later Pactwatch (schema {version}, this one knows {schema.version}); upgrade."
        )
    elif readonly and version < schema.version:
        raise ArchiveError(
            f"{path}: written by an earlier Pactwatch (schema {version} of {schema.version}); "
            "`pactwatch run` brings it up to date."
        )


def _prepare(database: sqlite_utils.Database, *, readonly: bool) -> None:
    """Set what SQLite forgets between connections, and bring the tables and views up to date."""
    db = database.conn
    db.execute("PRAGMA foreign_keys = ON")
    # 64 MB at most. With SQLite's 2 MB, writing into an archive of 100,000 snapshots took 1.7 times the CPU of writing
    # into an empty one: see benchmarks/million.py.
    db.execute("PRAGMA cache_size = -65536")
    if readonly:
        shadow_views(db)
        db.execute("PRAGMA query_only = ON")
        return
    if not db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
        db.execute("PRAGMA auto_vacuum = INCREMENTAL")  # can be chosen only while a file is empty
    if db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        db.execute("PRAGMA journal_mode = WAL")
    # FULL: with NORMAL a power cut lost up to all of the last 59 acknowledged transactions (measured).
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA journal_size_limit = 67108864")  # a log that a long reader let grow shrinks to 64 MB afterwards
    migrate(database)
