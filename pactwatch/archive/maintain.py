"""Keep an archive small and quick: bodies thinned out by rule and packed anew, free pages given back, statistics.

Every step is a transaction of its own that holds SQLite's write lock for well under half a second, so that no pass
waits for it, and leaves an archive that is whole: killed anywhere, upkeep goes on the next time where it was.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from pactwatch.archive.archive import Archive
from pactwatch.archive.bodies import Repacked, repack, replace_packed
from pactwatch.archive.failures import as_sentences
from pactwatch.archive.retention import next_to_thin, thin
from pactwatch.archive.schema import INDICES
from pactwatch.clock import iso

Tell = Callable[[str, int, int], None]
"""Takes what is being done, how much is done, and of how much; of 0: nobody knows."""

# How long the write lock is held at a time, at the most aimed for.
_LOCK_S = 0.2
# Free pages given back in one transaction to begin with (4 KB each); then as many as fit into _LOCK_S.
_PAGES = 1_000
# Bodies that are looked at for thinning, or packed anew, between two writes.
_THINNED, _PACKED = 200, 50
_PACKING = "repack"
# Pages of a search index that are joined in one transaction to begin with.
_JOINED = 64


@dataclass(slots=True)
class Upkeep:
    """What upkeep did."""

    thinned: int = 0
    packed: int = 0
    saved_bytes: int = 0
    given_back: int = 0
    joined: int = 0
    """Times that a part of a search index was joined."""
    longest_lock_s: float = 0.0


def maintain(
    archive: Archive,
    *,
    at_most_s: float = 60.0,
    now: datetime | None = None,
    thin_after_days: int = 0,
    tell: Tell | None = None,
) -> str:
    """Tidy the archive, and say in one sentence what was done. Safe to kill at any time.

    What is not done within *at_most_s* seconds is done the next time. With *thin_after_days* and *now*, bodies that no
    version needs are let go of once they are so old; without, no byte is lost.
    """
    db, end, did = archive.db.conn, time.monotonic() + at_most_s, Upkeep()
    told = tell or (lambda what, done, of: None)
    with as_sentences(archive.path):
        db.execute("PRAGMA analysis_limit = 1000")  # enough to choose an index by, and done in a moment
        db.execute("PRAGMA optimize")
        if thin_after_days and now is not None:
            _thin(archive, did, end, now, thin_after_days, told)
        for index in INDICES:
            _join_segments(archive, index, did, time.monotonic() + (end - time.monotonic()) / 4, told)
        # Half of the time that is left: what packing frees is still to be given back.
        _pack_anew(archive, did, time.monotonic() + (end - time.monotonic()) / 2, told)
        _give_back(db, did, end, told)
        # PASSIVE waits for nobody; what a reader still needs is written home the next time.
        _, logged, written = db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        size = db.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()[0]
    log = "log written home" if logged == written else "a reader keeps part of the log"
    parts = [f"{size / 1e6:.1f} MB"]
    if did.thinned:
        parts.append(f"{did.thinned} bodies thinned out")
    if did.joined:
        parts.append("search index joined")
    if did.packed:
        parts.append(f"{did.packed} packed anew")
    if did.saved_bytes:
        parts.append(f"{did.saved_bytes / 1e3:,.0f} KB saved")
    return f"{archive.path}: {', '.join(parts)}, {did.given_back} free pages given back, {log}."


def _thin(archive: Archive, did: Upkeep, end: float, now: datetime, days: int, tell: Tell) -> None:
    """Let go of the bodies that the rule does not keep, from the leaves of the tree inwards."""
    before, rule = iso(now - timedelta(days=days)), f"thin_after_days = {days}"
    after, found = 0, 0
    while time.monotonic() < end:
        digests, after = next_to_thin(archive.db.conn, before, after, _THINNED)
        with _locked(archive, did):
            for digest in digests:
                if (freed := thin(archive.db.conn, digest, before, iso(now), rule)) is not None:
                    did.thinned += 1
                    found += 1
                    did.saved_bytes += freed
        tell("thinning out", did.thinned, 0)
        if not after:
            if not found:
                return
            found = 0  # what these were based on may have become a leaf


def _pack_anew(archive: Archive, did: Upkeep, end: float, tell: Tell) -> None:
    """Pack bodies with more patience than a pass has, each once, in the order in which they came."""
    db = archive.db.conn
    row = db.execute("SELECT done_to FROM upkeep WHERE task = ?", (_PACKING,)).fetchone()
    done, last = row[0] if row else 0, db.execute("SELECT coalesce(max(rowid), 0) FROM bodies").fetchone()[0]
    while done < last and time.monotonic() < end:
        better: list[Repacked] = []
        for rowid, digest in db.execute(
            "SELECT rowid, sha256 FROM bodies WHERE rowid > ? ORDER BY rowid LIMIT ?", (done, _PACKED)
        ).fetchall():
            new = repack(db, digest)
            better += [new] if new else []
            done = rowid
            if time.monotonic() > end:
                break
        with _locked(archive, did):
            for new in better:
                replace_packed(db, new)
            db.execute(
                "INSERT INTO upkeep (task, done_to) VALUES (?, ?) "
                "ON CONFLICT (task) DO UPDATE SET done_to = max(done_to, excluded.done_to)",
                (_PACKING, done),
            )
        did.packed += len(better)
        did.saved_bytes += sum(new.was_bytes - len(new.data) for new in better)
        tell("packing bodies anew", done, last)


def _join_segments(archive: Archive, index: str, did: Upkeep, end: float, tell: Tell) -> None:
    """Join the segments of a search index, which every write adds to: so a search looks into few of them."""
    db, pages = archive.db.conn, _JOINED
    while time.monotonic() < end:
        began, before = time.monotonic(), db.total_changes
        with _locked(archive, did):
            db.execute(f"INSERT INTO {index}({index}, rank) VALUES ('merge', ?)", (pages,))
        if db.total_changes - before < 2:  # FTS5 says so where there was nothing to join
            return
        did.joined += 1
        pages = max(16, min(4_096, round(pages * min(2.0, _LOCK_S / max(time.monotonic() - began, 0.001)))))
        tell(f"joining the search index {index}", did.joined, 0)


def _give_back(db: sqlite3.Connection, did: Upkeep, end: float, tell: Tell) -> None:
    """Give free pages back to the disk, so many at a time that the lock is held briefly."""
    before = left = db.execute("PRAGMA freelist_count").fetchone()[0]
    pages = _PAGES
    while left and time.monotonic() < end:
        began = time.monotonic()
        db.execute(f"PRAGMA incremental_vacuum({pages})").fetchall()
        took = time.monotonic() - began
        did.longest_lock_s = max(did.longest_lock_s, took)
        pages = max(100, min(20_000, round(pages * min(2.0, _LOCK_S / max(took, 0.001)))))
        was, left = left, db.execute("PRAGMA freelist_count").fetchone()[0]
        if left >= was:
            break  # an archive that was made without incremental vacuum
        tell("giving back free pages", before - left, before)
    did.given_back = before - left


@contextmanager
def _locked(archive: Archive, did: Upkeep) -> Iterator[None]:
    """Hold the write lock, and remember for how long."""
    with archive.transaction():
        began = time.monotonic()
        yield
    did.longest_lock_s = max(did.longest_lock_s, time.monotonic() - began)
