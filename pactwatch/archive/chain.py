"""The chain of snapshots: each row carries the SHA-256 of what it says together with that of the row before it.

What is hashed is the UTF-8 text of a JSON list without blanks: the `chain_sha256` of the row before (empty for the
first), then `id`, `captured_at`, `outcome`, `url`, `status`, `content_type`, `headers` and `body_sha256` as they are
stored; it is what SQLite's own `json_array` gives. `article_id` is left out: which article a capture belongs to may be
found out later (`articles split`), what was captured may not change. Rows are chained in the order in which they came
into the archive, whatever the date of their capture, so that a backfill adds to the end.

Whoever alters a row, or takes one out, must write all later ones anew; the last value, kept somewhere else, tells.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from pactwatch.archive.encode import insert_into, to_json
from pactwatch.model import Sha256, sha256

COLUMNS = "id captured_at outcome url status content_type headers body_sha256"
_INSERT = insert_into("snapshots", COLUMNS + " article_id chain_sha256")


def link(previous: str, row: Sequence[object]) -> Sha256:
    """Give the `chain_sha256` of a row, *row* being its `COLUMNS`.

    >>> link("", (1, "2024-11-01T09:00:00Z", "stored", "https://a.example/", 200, None, "[]", "ab"))[:12]
    '3c0b847cc935'
    """
    return sha256(to_json([previous, *row]))


def add_snapshot(db: sqlite3.Connection, article_id: int, said: Sequence[object]) -> int:
    """Write a snapshot at the end of the chain, *said* being its `COLUMNS` after the id; give its id."""
    last, previous = head(db)
    row = (last + 1, *said)
    db.execute(_INSERT, (*row, article_id, link(previous, row)))
    return last + 1


def chain_again(db: sqlite3.Connection, after: int) -> None:
    """Give the snapshots behind the one with the id *after* the links that they have in this archive."""
    row = db.execute("SELECT chain_sha256 FROM snapshots WHERE id <= ? ORDER BY id DESC LIMIT 1", (after,)).fetchone()
    previous = row[0] if row else ""
    sql = f"SELECT {COLUMNS.replace(' ', ', ')} FROM snapshots WHERE id > ? ORDER BY id"
    for said in db.execute(sql, (after,)).fetchall():
        previous = link(previous, said)
        db.execute("UPDATE snapshots SET chain_sha256 = ? WHERE id = ?", (previous, said[0]))


def head(db: sqlite3.Connection) -> tuple[int, str]:
    """Give the last snapshot with its link; 0 and nothing where there is none yet."""
    row = db.execute("SELECT id, chain_sha256 FROM snapshots ORDER BY id DESC LIMIT 1").fetchone()
    return (0, "") if row is None else (int(row[0]), str(row[1]))
