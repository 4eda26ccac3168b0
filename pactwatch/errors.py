"""Every error that Pactwatch raises on purpose.

    PactwatchError               anything below; the command line prints its sentence and leaves with its exit code
     ├─ UsageError               2   what was asked for makes no sense: an unknown topic, a bad date
     │   └─ TopicError           2   a topic file is wrong: file, key, what to do
     ├─ ArchiveError             3   the archive cannot be used
     │   ├─ NotAnArchive         3   the file is not SQLite, or not ours
     │   ├─ ArchiveTooNew        3   written by a later Pactwatch
     │   ├─ ArchiveBusy          3   another pass is writing
     │   ├─ NotATime             3   a time that is none (a ValueError as well)
     │   └─ NoSpace              3   the disk is full or the folder cannot be written
     ├─ NetworkError             4   nothing could be reached at all
     ├─ EngineError              5   Prefect cannot be reached or failed
     ├─ RetryLater               –   some articles of a batch may answer next time; never shown to a user
     └─ NotFound                 6   what was asked for is not in the archive

A failed fetch is not an error: it is an outcome, and it is stored (`pactwatch.model.Outcome`).
Each message is one sentence that names the thing, the place and the next step, and never a secret or a whole page.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

STOPPED = "stopped; what was finished is stored, and the next run goes on from there."
"""What is said after Ctrl-C, with exit code 130."""

WHERE_SECRETS_ARE = "neither in the environment nor in a Secret block of Prefect"
"""Where `$NAME` of a topic file was looked for."""


class PactwatchError(Exception):
    """The root: `str(error)` is the whole sentence a user reads."""

    exit_code = 1


class UsageError(PactwatchError):
    """What was asked for makes no sense; nothing was done."""

    exit_code = 2


class TopicError(UsageError):
    """A topic file cannot be used."""

    def __init__(self, file: str, key: str, problem: str) -> None:
        self.file = file
        self.key = key
        self.problem = problem
        super().__init__(f"{file}: {key}: {problem}" if key else f"{file}: {problem}")


class ArchiveError(PactwatchError):
    """The archive cannot be used; what it holds was not touched."""

    exit_code = 3


class NotATime(ArchiveError, ValueError):
    """A time of the archive is none; only something else than Pactwatch can have written it."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"the archive holds {text[:40]!r} where a time belongs, which something else than Pactwatch wrote there; "
            "mend it with SQL, or go back to a copy."
        )


class NotAnArchive(ArchiveError):
    """The file is not SQLite, or not an archive of ours."""


class ArchiveTooNew(ArchiveError):
    """The archive was written by a later Pactwatch."""


class ArchiveBusy(ArchiveError):
    """Another process holds the writer's lock."""


class NoSpace(ArchiveError):
    """The disk is full, or the folder cannot be written."""


class NetworkError(PactwatchError):
    """Nothing could be reached at all: a matter of this machine, not of one source."""

    exit_code = 4


class EngineError(PactwatchError):
    """Prefect cannot be reached, or failed in a way that is not ours."""

    exit_code = 5


class NotFound(PactwatchError):
    """What was asked for is not in the archive."""

    exit_code = 6


class RetryLater(PactwatchError):
    """Some articles of a batch may answer next time; *urls* are those still open."""

    def __init__(self, urls: Sequence[str], why: str) -> None:
        self.urls = tuple(urls)
        super().__init__(f"{len(self.urls)} of a batch may answer later: {why}")


_FULL = (errno.ENOSPC, errno.EDQUOT)


def discard(part: Path) -> None:
    """Remove a half-written file if it can be removed; what went wrong before is what the user is told."""
    with suppress(OSError):
        part.unlink(missing_ok=True)


@contextmanager
def while_writing(path: Path | str) -> Iterator[None]:
    """Turn what the system raises while *path*, which is not the archive, is written into `NoSpace`.

    Whoever stopped reading our output (`BrokenPipeError`) is no such failure.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.errno in _FULL:
            told = f"{path}: the disk is full; the archive is as it was, free some space and run again."
        else:
            told = (
                f"{path}: cannot be written ({error.strerror or error}); name another place, or change what forbids it."
            )
        raise NoSpace(told) from error
