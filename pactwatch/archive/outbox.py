"""The outbox: alerts are owed until they are delivered, and owed once however often they come up."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from pactwatch.archive.encode import clean, clean_or_none
from pactwatch.archive.rows import OwedAlert
from pactwatch.model import Alert


def owe(db: sqlite3.Connection, alerts: Sequence[Alert], topic_id: int, now: str) -> int:
    """Owe each alert whose key is new; say how many were."""
    before = db.total_changes
    db.executemany(
        "INSERT INTO alerts (topic_id, dedupe_key, rule, subject, body, created_at) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (dedupe_key) DO NOTHING",
        [(topic_id, clean(a.dedupe_key), a.rule, clean(a.subject), clean(a.body), now) for a in alerts],
    )
    return db.total_changes - before


def owed(db: sqlite3.Connection, topic_id: int | None) -> list[OwedAlert]:
    """List what is owed, oldest first, each with the channels that have had it."""
    rows = db.execute(
        "SELECT id, dedupe_key, rule, subject, body, created_at, (SELECT json_group_array(DISTINCT channel) "
        "FROM deliveries d WHERE d.alert_id = a.id AND d.outcome = 'delivered') "
        "FROM alerts a WHERE settled_at IS NULL AND (:topic IS NULL OR topic_id = :topic) ORDER BY created_at, id",
        {"topic": topic_id},
    )
    return [OwedAlert(row[0], Alert(*row[1:5]), row[5], tuple(json.loads(row[6]))) for row in rows]


def record_delivery(db: sqlite3.Connection, alert_id: int, channel: str, now: str, error: str | None) -> None:
    """Note one attempt to send."""
    db.execute(
        "INSERT INTO deliveries (alert_id, channel, attempted_at, outcome, error) VALUES (?, ?, ?, ?, ?)",
        (alert_id, channel, now, "delivered" if error is None else "failed", clean_or_none(error)),
    )


def settle_alert(db: sqlite3.Connection, alert_id: int, now: str) -> None:
    """Note that nothing more is owed of this alert."""
    db.execute("UPDATE alerts SET settled_at = ? WHERE id = ? AND settled_at IS NULL", (now, alert_id))
