"""SQLite's errors as sentences: what is wrong with which file, and what to do about it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pactwatch.errors import ArchiveBusy, ArchiveError, NoSpace, NotAnArchive

# Extended result codes carry the primary one in their low byte (https://www.sqlite.org/rescode.html).
_PRIMARY = 0xFF


@contextmanager
def as_sentences(path: Path) -> Iterator[None]:
    """Turn what SQLite raises about the file at *path* into our errors; a mistake in the SQL stays what it is."""
    try:
        yield
    except sqlite3.Error as error:
        ours = explain(path, error)
        if ours is None:
            raise
        raise ours from error


def explain(path: Path, error: sqlite3.Error) -> ArchiveError | None:
    """Give our error for SQLite's, or None where the file is not to blame."""
    code = getattr(error, "sqlite_errorcode", None)  # absent on errors that Python itself raises
    primary = code & _PRIMARY if isinstance(code, int) else None
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return ArchiveBusy(f"{path}: another process is writing and did not finish in time; try again in a minute.")
    if primary == sqlite3.SQLITE_FULL:
        return NoSpace(f"{path}: the disk is full; nothing was lost, free some space and run again.")
    if primary == sqlite3.SQLITE_READONLY:
        return NoSpace(f"{path}: the file or its folder cannot be written; check its permissions.")
    if primary == sqlite3.SQLITE_CANTOPEN:
        return NoSpace(f"{path}: cannot be opened; check that its folder exists and may be written.")
    if primary == sqlite3.SQLITE_IOERR:
        return NoSpace(
            f"{path}: reading or writing failed ({error}); check the disk, its free space and file-size limits."
        )
    if primary == sqlite3.SQLITE_NOTADB:
        return NotAnArchive(f"{path}: not a SQLite file; name another with --archive.")
    if primary == sqlite3.SQLITE_CORRUPT:
        return NotAnArchive(
            f"{path}: the file is damaged ({error}); restore a copy, or salvage it with `sqlite3 FILE .recover`."
        )
    return None
