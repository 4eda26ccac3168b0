"""One pass at a time: a lock that a crash cannot leave behind."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pactwatch.errors import ArchiveBusy, NoSpace


@contextmanager
def writer_lock(path: Path, *, waiting: Callable[[], object] | None = None) -> Iterator[None]:
    """Hold the right to write the archive at *path*, as a lock on `PATH.lock`.

    The kernel lets go of it when the process ends, however it ends; the file that stays behind means nothing. It keeps
    passes apart; single transactions of other programs are kept apart by SQLite itself.

    While somebody else holds it, *waiting* is called once and then waited; None: no waiting.

    Raises:
        ArchiveBusy: somebody else holds it, and nobody wants to wait.
        NoSpace: the lock file cannot be made.
    """
    lock_path = path.with_name(path.name + ".lock")
    try:
        descriptor = os.open(lock_path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise NoSpace(f"{lock_path}: cannot be made ({error.strerror}); choose a folder that may be written.") from None
    try:
        try:
            _take(descriptor, path, wait=False)
        except ArchiveBusy:
            if waiting is None:
                raise
            waiting()
            _take(descriptor, path, wait=True)
        with suppress(OSError):  # on a full disk; it is said for others to read, and locks nothing
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, path: Path, *, wait: bool) -> None:
    """Take the lock, or say who has it."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno not in (errno.EWOULDBLOCK, errno.EACCES):
            raise NoSpace(f"{path}: the file system cannot lock files ({error.strerror}); use a local disk.") from None
        holder = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip()
        by = f"process {holder}" if holder.isdigit() else "another process"
        raise ArchiveBusy(f"{path}: {by} is writing to it; wait until it has finished, then run again.") from None
