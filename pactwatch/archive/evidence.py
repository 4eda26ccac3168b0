"""What came back: the exchange, always; its bytes, where they are worth keeping."""

from __future__ import annotations

import sqlite3

from pactwatch.archive.before import Before
from pactwatch.archive.bodies import store_body
from pactwatch.archive.chain import add_snapshot
from pactwatch.archive.encode import clean, clean_or_none, insert_into, to_json
from pactwatch.archive.rows import Capture
from pactwatch.clock import iso
from pactwatch.model import Outcome

# What came back is not the article, but it is evidence of why there is none.
_EVIDENCE = frozenset({Outcome.WALLED, Outcome.EMPTY, Outcome.PARTIAL})
_INSERT_FETCH = insert_into(
    "fetches",
    "run_id article_id url final_url fetched_at status outcome reason elapsed_ms size_bytes snapshot_id text_sha256",
)


def store_snapshot(
    db: sqlite3.Connection, article_id: int, before: Before, capture: Capture
) -> tuple[int | None, bool]:
    """Store the bytes if they are worth keeping; give the snapshot that holds them and whether it is new."""
    outcome, fetch = capture.judgement.outcome, capture.fetch
    if outcome in (Outcome.UNCHANGED, Outcome.NOT_MODIFIED):
        return before.snapshot_id, False
    is_evidence = capture.held_text_sha256 is not None or outcome in _EVIDENCE
    if outcome is not Outcome.STORED and not (is_evidence and fetch.body):
        return None, False
    # The same wall at every pass, with another token in it each time, is kept once.
    if (
        outcome is not Outcome.STORED
        and outcome == before.outcome
        and capture.held_text_sha256 == before.held_text_sha256
    ):
        return _last_evidence(db, article_id, outcome), False
    (host,) = db.execute("SELECT host FROM articles WHERE id = ?", (article_id,)).fetchone()
    digest = store_body(db, fetch.body, like=before.body_sha256, site=host)
    if outcome is Outcome.STORED and digest == before.body_sha256:
        return before.snapshot_id, False
    said = (
        iso(fetch.fetched_at),
        outcome,
        fetch.final_url,
        fetch.status,
        clean_or_none(fetch.header("content-type")),
        to_json(fetch.headers),
        digest,
    )
    return add_snapshot(db, article_id, said), True


def _last_evidence(db: sqlite3.Connection, article_id: int, outcome: Outcome) -> int | None:
    """Find the snapshot of the last fetch, which had the same outcome."""
    row = db.execute(
        "SELECT snapshot_id FROM fetches WHERE article_id = ? AND outcome = ? "
        "ORDER BY fetched_at DESC, id DESC LIMIT 1",
        (article_id, outcome),
    ).fetchone()
    return row[0] if row else None


def store_fetch(db: sqlite3.Connection, article_id: int, snapshot_id: int | None, capture: Capture) -> int:
    """Write the exchange; always."""
    fetch = capture.fetch
    cursor = db.execute(
        _INSERT_FETCH,
        (
            capture.run_id,
            article_id,
            fetch.url,
            fetch.final_url if fetch.final_url != fetch.url else None,
            iso(fetch.fetched_at),
            fetch.status,
            capture.judgement.outcome,
            clean(capture.judgement.reason),
            fetch.elapsed_ms,
            len(fetch.body),
            snapshot_id,
            capture.held_text_sha256,
        ),
    )
    return int(cursor.lastrowid or 0)
