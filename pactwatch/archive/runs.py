"""Runs: passes that started, and how they ended."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from pactwatch.archive.encode import to_json
from pactwatch.clock import iso, parse_iso

# A run that was killed is taken up again if it started less than this ago; after that its articles are due anew anyway.
RESUME_WITHIN = timedelta(hours=6)


def start_run(db: sqlite3.Connection, topic_id: int, now: datetime, software: str) -> tuple[int, datetime]:
    """Take up the topic's unfinished run, or begin one; give its id and when it began."""
    row = db.execute(
        "SELECT id, started_at FROM runs WHERE topic_id = ? AND finished_at IS NULL AND started_at <= ? "
        "AND started_at > ? ORDER BY started_at DESC, id DESC LIMIT 1",
        (topic_id, iso(now), iso(now - RESUME_WITHIN)),
    ).fetchone()
    if row:
        return row[0], parse_iso(row[1])
    cursor = db.execute(
        "INSERT INTO runs (topic_id, started_at, software) VALUES (?, ?, ?)", (topic_id, iso(now), software)
    )
    return int(cursor.lastrowid or 0), parse_iso(iso(now))


def note_run(db: sqlite3.Connection, topic_id: int, now: str, software: str) -> int:
    """Note a run that no pass takes up: an unfinished row would be taken for a pass that was killed."""
    cursor = db.execute(
        "INSERT INTO runs (topic_id, started_at, finished_at, software) VALUES (?, ?, ?, ?)",
        (topic_id, now, now, software),
    )
    return int(cursor.lastrowid or 0)


def take_up_run(db: sqlite3.Connection, topic_id: int, now: str, software: str) -> tuple[int, int]:
    """Take up a run of *software* that was stopped, or note a new one; give its id and the last article it did."""
    row = db.execute(
        "SELECT id, json_extract(counts, '$.done_to') FROM runs WHERE topic_id = ? AND software = ? "
        "ORDER BY id DESC LIMIT 1",
        (topic_id, software),
    ).fetchone()
    return (row[0], row[1]) if row and row[1] else (note_run(db, topic_id, now, software), 0)


def note_progress(db: sqlite3.Connection, run_id: int, article_id: int) -> None:
    """Note which article a run has done last; `finish_run` writes counts in its place."""
    db.execute("UPDATE runs SET counts = ? WHERE id = ?", (to_json({"done_to": article_id}), run_id))


def finish_run(db: sqlite3.Connection, run_id: int, now: str, error: str | None) -> None:
    """Close a run, with its fetches counted by outcome."""
    counts = dict(db.execute("SELECT outcome, count(*) FROM fetches WHERE run_id = ? GROUP BY outcome", (run_id,)))
    db.execute(
        "UPDATE runs SET finished_at = ?, counts = ?, error = ? WHERE id = ?", (now, to_json(counts), error, run_id)
    )


def last_run_started(db: sqlite3.Connection, topic_id: int) -> datetime | None:
    """Say when the topic's last run began that went well: what failed is to be done again."""
    row = db.execute(
        "SELECT started_at FROM runs WHERE topic_id = ? AND finished_at IS NOT NULL AND error IS NULL "
        "ORDER BY started_at DESC LIMIT 1",
        (topic_id,),
    ).fetchone()
    return parse_iso(row[0]) if row else None
