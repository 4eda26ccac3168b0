"""Keep a copy of an archive as it was, before a migration that rewrites what it holds."""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from pactwatch.archive.failures import as_sentences
from pactwatch.errors import NoSpace, discard

_LOG = logging.getLogger("pactwatch")
# The copy itself, and the write-ahead log of a transaction that may touch every page.
_ROOM = 2


def keep_copy(db: sqlite3.Connection, steps: Sequence[str]) -> Path | None:
    """Copy the archive of *db* to a file beside it, named for the first of the *steps* that are about to rewrite it.

    Give the copy, which stays until somebody removes it; None: in memory, or another process has migrated meanwhile.
    It appears under its name once it is whole and on the disk, in place of one that an earlier attempt left behind.

    Raises:
        NoSpace: there is no room for the copy and the migration, or the folder cannot be written.
    """
    name = db.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()[0]
    if not name:
        return None
    archive = Path(name)
    target = archive.with_name(f"{archive.name}.before-{steps[0][:5]}")
    version = db.execute("PRAGMA user_version").fetchone()[0]
    _require_room(db, archive, target)
    part = target.with_name(f"{target.name}.part{os.getpid()}")
    try:
        with as_sentences(part):
            db.execute("VACUUM INTO ?", (str(part),))
        if _version(part) != version:
            return None
        _flush(part)
        part.replace(target)
    except OSError as error:
        raise NoSpace(f"{target}: cannot be written ({error.strerror}); the archive is as it was.") from None
    finally:
        discard(part)
    _LOG.warning(
        "%s: brought up to date (%s); as it was it stays in %s, remove that when all is well.",
        archive, ", ".join(steps), target,
    )  # fmt: skip
    return target


def _require_room(db: sqlite3.Connection, archive: Path, target: Path) -> None:
    """See that the disk has room for what is about to be written."""
    pages, free, size = (
        db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    needed = (pages - free) * size * _ROOM
    left = shutil.disk_usage(archive.parent).free
    if left < needed:
        raise NoSpace(
            f"{archive}: bringing it up to date takes {needed / 1e6:.0f} MB for a copy ({target.name}) and the work, "
            f"and the disk has {left / 1e6:.0f}; free some space and run again, the archive is as it was."
        )


def _version(path: Path) -> int:
    """Read which schema a copy has."""
    db = sqlite3.connect(path)
    try:
        return int(db.execute("PRAGMA user_version").fetchone()[0])
    finally:
        db.close()


def _flush(path: Path) -> None:
    """See that the bytes are on the disk, not only on their way."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
