"""Check that an archive is whole: by SQLite's own means, by the digests, by what the tables promise each other.

Nothing is locked and nothing is held in memory: rows are read a few thousand at a time, each portion as of one moment,
so that a pass goes on writing meanwhile. What each table promises beyond its foreign keys stands in `promises`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pactwatch.archive.archive import Archive
from pactwatch.archive.bodies import BodyThinned, read_body
from pactwatch.archive.chain import COLUMNS, link
from pactwatch.archive.failures import as_sentences
from pactwatch.archive.promises import PROMISES, Promise
from pactwatch.archive.searching import check_search
from pactwatch.model import reading_sha256

Tell = Callable[[str, int, int], None]
"""Takes what is being checked, how many rows are done, and of how many; of 0: nobody knows."""

# Rows of one portion: some milliseconds, or a fifth of a second for bodies.
_ROWS, _BODIES = 5_000, 200
# Sentences about one promise: whoever reads more than these restores a copy.
_AT_MOST = 20
_TICK = 1_000_000
"""SQLite's virtual machine steps between two signs of life during a check of its own: some tens of milliseconds."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong."""

    table: str
    """Or `file`: all of it."""
    row: str
    """Its key; empty: no single one."""
    text: str
    """What is wrong, a sentence that names the row."""
    remedy: str
    """What can be done about it."""

    def __str__(self) -> str:
        return f"{self.text}; {self.remedy}" if self.remedy else self.text


def verify(archive: Archive, tell: Tell | None = None, *, head: str | None = None) -> list[str]:
    """Give one sentence for each thing that is wrong; an empty list: the archive is whole. See `check`."""
    return [str(problem) for problem in check(archive, tell, head=head)]


def check(archive: Archive, tell: Tell | None = None, *, head: str | None = None) -> Iterator[Problem]:
    """Give each thing that is wrong as it is found: file, references, bodies, chain, promises, search.

    Reads everything, every body included. *head* is a `chain_sha256` that was kept elsewhere: it must be in the chain.

    Raises:
        NotAnArchive: the file is so damaged that SQLite cannot read on.
    """
    told = tell or (lambda what, done, of: None)
    db = archive.db.conn
    with as_sentences(archive.path):
        yield from _file(db, told)
        yield from _references(db, told)
        yield from _bodies(db, told)
        yield from _chain(db, told, head)
        yield from _readings(db, told)
        for promise in PROMISES:
            yield from _promise(db, promise, told)
        for index, row, text in check_search(archive, told):
            yield Problem(index, row, text, "rebuild it with `pactwatch maintain --rebuild-search`")


def _file(db: sqlite3.Connection, tell: Tell) -> Iterator[Problem]:
    """Ask SQLite whether the file itself is sound."""
    with _ticking(db, lambda: tell("the file", 0, 0)):
        lines = [str(line) for (line,) in db.execute("PRAGMA integrity_check(20)")]
    for line in lines:
        if line != "ok":
            remedy = (
                "rebuild it with `sqlite3 FILE REINDEX`"
                if " index " in line
                else "restore a copy, or salvage it with `sqlite3 FILE .recover`"
            )
            yield Problem("file", "", f"the file: {line}", remedy)


def _references(db: sqlite3.Connection, tell: Tell) -> Iterator[Problem]:
    """Find rows that point to rows that are not there."""
    tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    for done, name in enumerate(tables):
        tell("references", done, len(tables))
        for found, (table, row_id, parent, _) in enumerate(db.execute(f'PRAGMA foreign_key_check("{name}")')):
            if found >= _AT_MOST:
                yield Problem(table, "", f"{table}: more rows point to rows of {parent} that are not there", "")
                break
            row = "" if row_id is None else str(row_id)
            yield Problem(
                table, row, f"{table} {row} points to a row of {parent} that is not there", "it cannot be rebuilt"
            )


def _bodies(db: sqlite3.Connection, tell: Tell) -> Iterator[Problem]:
    """Unpack every body and compare its digest; name the snapshots that hang on a damaged one."""
    for first, last in _portions(db, "bodies", "rowid", _BODIES, "bodies", tell):
        with _one_moment(db):
            for (digest,) in db.execute(
                "SELECT sha256 FROM bodies WHERE rowid >= ? AND rowid <= ? ORDER BY rowid", (first, last)
            ).fetchall():
                try:
                    read_body(db, digest)
                except BodyThinned:
                    continue
                except (KeyError, ValueError) as error:
                    yield _damaged(db, digest, str(error))


def _damaged(db: sqlite3.Connection, digest: str, what: str) -> Problem:
    """Say which body is damaged, why, and what hangs on it."""
    rows = db.execute(
        "SELECT s.id, a.url FROM snapshots s JOIN articles a ON a.id = s.article_id WHERE s.body_sha256 = ? LIMIT 4",
        (digest,),
    ).fetchall()
    snapshots = ", ".join(f"snapshot {row_id} of {url}" for row_id, url in rows[:3]) + (" …" if rows[3:] else "")
    (others,) = db.execute("SELECT count(*) FROM bodies WHERE base_sha256 = ?", (digest,)).fetchone()
    hang = f"; {others} other bodies are based on it" if others else ""
    return Problem(
        "bodies",
        digest,
        f"{what}{_hangs_on(db, digest)}; it was captured from {snapshots or 'no article'}{hang}",
        "its bytes cannot be rebuilt, but from a copy; what was read from them stays",
    )


def _hangs_on(db: sqlite3.Connection, digest: str) -> str:
    """Name the damaged body that another one hangs on, if its own row is not what is broken."""
    (base,) = db.execute("SELECT base_sha256 FROM bodies WHERE sha256 = ?", (digest,)).fetchone()
    if base is None:
        return ""
    try:
        read_body(db, base)
    except (KeyError, ValueError):
        return f", because it hangs on the damaged body {base}"
    return ""


def _chain(db: sqlite3.Connection, tell: Tell, head: str | None) -> Iterator[Problem]:
    """Recompute the link of each snapshot from its row and the link that the row before carries."""
    last, previous, seen, found = 0, "", not head, 0
    for first, to in _portions(db, "snapshots", "id", _ROWS, "the chain of snapshots", tell):
        rows = db.execute(
            f"SELECT chain_sha256, {', '.join(COLUMNS.split())} FROM snapshots WHERE id >= ? AND id <= ? ORDER BY id",
            (first, to),
        )
        for stored, *row in rows.fetchall():
            if stored != link(previous, row) and found < _AT_MOST:
                found += 1
                yield Problem("snapshots", str(row[0]), _broken(last, row[0]), "it cannot be rebuilt, but from a copy")
            last, previous = row[0], stored
            seen = seen or stored == head
    if not seen:
        text = f"no snapshot carries the link {head}: snapshots were taken out of the archive, or written anew"
        yield Problem("snapshots", "", text, "compare with a copy that ends in it")


def _broken(last: int, row_id: int) -> str:
    """Say what it means that a link does not follow from the row and the one before."""
    if row_id != last + 1:
        gone = f"snapshot {last + 1}" if row_id == last + 2 else f"snapshots {last + 1} to {row_id - 1}"
        return f"snapshot {row_id} does not follow from snapshot {last}: {gone} had stood between and was taken out"
    return f"snapshot {row_id} was altered after it was written: its row does not give the link that it carries"


def _readings(db: sqlite3.Connection, tell: Tell) -> Iterator[Problem]:
    """Recompute the digest of what each version says."""
    found = 0
    for first, last in _portions(db, "versions", "id", _ROWS, "versions", tell):
        rows = db.execute(
            "SELECT id, text_sha256, headline, byline, text FROM versions WHERE id >= ? AND id <= ?", (first, last)
        )
        for row_id, stored, headline, byline, text in rows.fetchall():
            if stored != reading_sha256(headline, byline, text) and found < _AT_MOST:
                found += 1
                yield Problem(
                    "versions",
                    str(row_id),
                    f"version {row_id} was altered after it was written: its text does not give its text_sha256",
                    "`pactwatch reextract` reads it anew from its snapshot",
                )


def _promise(db: sqlite3.Connection, promise: Promise, tell: Tell) -> Iterator[Problem]:
    """Look for rows that break one promise."""
    found = 0
    for first, last in _portions(db, promise.table, "id", _ROWS, promise.what, tell):
        for row_id, *rest in db.execute(promise.query, {"first": first, "last": last}).fetchall():
            found += 1
            if found > _AT_MOST:
                return
            yield Problem(promise.table, str(row_id), promise.sentence.format(row_id, *rest), promise.remedy)


# ---------------------------------------------------------------- a portion at a time


def _portions(
    db: sqlite3.Connection, table: str, key: str, size: int, what: str, tell: Tell
) -> Iterator[tuple[int, int]]:
    """Cut a table into ranges of its integer key with about *size* rows each, as far as it goes when this begins."""
    low, high = db.execute(f"SELECT min({key}), max({key}) FROM {table}").fetchone()
    if low is None:
        return
    for first in range(low, high + 1, size):
        tell(what, first - low, high - low + 1)
        yield first, min(first + size - 1, high)
    tell(what, high - low + 1, high - low + 1)


@contextmanager
def _one_moment(db: sqlite3.Connection) -> Iterator[None]:
    """Read as of one moment: the base of a body may not change its form between two statements."""
    if db.in_transaction:
        yield
        return
    db.execute("BEGIN")
    try:
        yield
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


@contextmanager
def _ticking(db: sqlite3.Connection, tick: Callable[[], None]) -> Iterator[None]:
    """Give a sign of life now and then, while SQLite works at one statement."""

    def step() -> int:
        tick()
        return 0

    db.set_progress_handler(step, _TICK)
    try:
        yield
    finally:
        db.set_progress_handler(None, 0)
