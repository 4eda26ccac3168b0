"""Make a copy of a live archive that is consistent in itself."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from pactwatch.archive.archive import Archive
from pactwatch.archive.failures import as_sentences, explain
from pactwatch.errors import NoSpace, UsageError, discard, while_writing


def copy_archive(archive: Archive, target: Path) -> int:
    """Copy the archive to *target* as of this moment, without holding up whoever writes; give the copy's size in bytes.

    `VACUUM INTO` reads inside one transaction and writes the copy without free pages; the backup API would begin anew
    whenever a pass commits. The copy appears under its name once it is whole and on the disk.

    Raises:
        UsageError: there is something at *target*.
        NoSpace: it cannot be written, or the disk is full.
    """
    if target.exists():
        raise UsageError(f"{target}: exists; a copy never replaces a file, name another.")
    part = target.with_name(f"{target.name}.part{os.getpid()}")
    try:
        with while_writing(target):
            _vacuum_into(archive, part)
            _flush(part)
            try:
                os.link(part, target)  # unlike a rename, this refuses a file that has come meanwhile
            except FileExistsError:
                raise UsageError(f"{target}: exists; a copy never replaces a file, name another.") from None
    finally:
        discard(part)
    return target.stat().st_size


def _vacuum_into(archive: Archive, part: Path) -> None:
    """Write the copy."""
    db = archive.db.conn
    with as_sentences(archive.path):
        was = db.execute("PRAGMA query_only").fetchone()[0]
        db.execute("PRAGMA query_only = OFF")
        try:
            db.execute("VACUUM INTO ?", (str(part.absolute()),))
        except sqlite3.OperationalError as error:
            if explain(part, error) is None:
                raise NoSpace(f"{part.parent}: the copy cannot be written there ({error}).") from error
            raise (explain(part, error) or error) from error
        finally:
            db.execute(f"PRAGMA query_only = {was}")


def _flush(path: Path) -> None:
    """See that the bytes are on the disk, not only on their way."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
