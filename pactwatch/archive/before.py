"""What the archive holds of an article before a capture is recorded."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from pactwatch.model import Sha256


@dataclass(frozen=True, slots=True)
class Before:
    """What is there; None or 0: nothing yet."""

    snapshot_id: int | None
    body_sha256: Sha256 | None
    version_id: int | None
    version_number: int
    version_text_sha256: Sha256 | None
    version_last_seen_at: str | None
    outcome: str | None
    held_text_sha256: str | None
    state: str


def look_up(db: sqlite3.Connection, article_id: int) -> Before:
    """Look up what the archive holds of an article."""
    row = db.execute(
        """
        SELECT a.last_snapshot_id, s.body_sha256, v.id, coalesce(v.number, 0), v.text_sha256, v.last_seen_at,
            a.last_outcome, a.held_text_sha256, a.state
        FROM articles a
        LEFT JOIN snapshots s ON s.id = a.last_snapshot_id
        LEFT JOIN versions v ON v.id = a.last_version_id
        WHERE a.id = ?
        """,
        (article_id,),
    ).fetchone()
    return Before(*row)
