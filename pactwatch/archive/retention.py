"""Which bodies an archive may let go of: those of good captures that read as the one before, once they are old.

Kept for ever: what a version was read from, which is every capture that carried a change; the first and the last
capture of an article; what was held back, as evidence; what other bodies are based on; a site's keyframe. The rows of
all snapshots stay, with the digests of their bodies, and so does the chain over them.
"""

from __future__ import annotations

import sqlite3

from pactwatch.archive.bodies import thin_body

# ?1: captured before. A body that one snapshot needs stays, however many do not.
_NEEDED = """
    s.outcome <> 'stored' OR s.captured_at >= ?1
    OR EXISTS (SELECT 1 FROM versions v WHERE v.snapshot_id = s.id)
    OR EXISTS (SELECT 1 FROM articles a WHERE a.id = s.article_id AND a.last_snapshot_id = s.id)
    OR NOT EXISTS (SELECT 1 FROM snapshots e WHERE e.article_id = s.article_id AND e.captured_at < s.captured_at)
    OR NOT EXISTS (SELECT 1 FROM snapshots l WHERE l.article_id = s.article_id AND l.captured_at > s.captured_at)
"""
_MAY_GO = f"""
    b.stored_bytes > 0
    AND NOT EXISTS (SELECT 1 FROM bodies o WHERE o.base_sha256 = b.sha256)
    AND NOT EXISTS (SELECT 1 FROM keyframes k WHERE k.body_sha256 = b.sha256)
    AND EXISTS (SELECT 1 FROM snapshots s WHERE s.body_sha256 = b.sha256)
    AND NOT EXISTS (SELECT 1 FROM snapshots s WHERE s.body_sha256 = b.sha256 AND ({_NEEDED}))
"""


def next_to_thin(db: sqlite3.Connection, before: str, after: int, limit: int) -> tuple[list[str], int]:
    """Look at *limit* bodies after the row *after*; give those that may go, and the last row seen; 0: that was all.

    *before* is the time until which captures are old.
    """
    (last,) = db.execute(
        "SELECT max(rowid) FROM (SELECT rowid FROM bodies WHERE rowid > ? ORDER BY rowid LIMIT ?)", (after, limit)
    ).fetchone()
    if last is None:
        return [], 0
    query = f"SELECT b.sha256 FROM bodies b WHERE b.rowid > ?2 AND b.rowid <= ?3 AND {_MAY_GO}"
    return [digest for (digest,) in db.execute(query, (before, after, last))], int(last)


def thin(db: sqlite3.Connection, digest: str, before: str, at: str, rule: str) -> int | None:
    """Let go of a body, unless it is needed by now; give how many bytes that frees."""
    if not db.execute(f"SELECT 1 FROM bodies b WHERE b.sha256 = ?2 AND {_MAY_GO}", (before, digest)).fetchone():
        return None
    return thin_body(db, digest, at, rule)
