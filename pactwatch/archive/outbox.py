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
        "FROM deliveries d WHERE d.alert_id = a.id AND d.outcome = 'delivered'), "
        "(SELECT json_group_array(json_array(channel, n, last_at)) FROM (SELECT channel, count(*) AS n, "
        "max(attempted_at) AS last_at FROM deliveries d WHERE d.alert_id = a.id AND d.outcome = 'failed' "
        "GROUP BY channel)) "
        "FROM alerts a WHERE settled_at IS NULL AND (:topic IS NULL OR topic_id = :topic) ORDER BY created_at, id",
        {"topic": topic_id},
    )
    return [
        OwedAlert(
            id=row[0],
            alert=Alert(*row[1:5]),
            created_at=row[5],
            delivered=tuple(json.loads(row[6])),
            failed={channel: (count, last_at) for channel, count, last_at in json.loads(row[7])},
        )
        for row in rows
    ]


def messages_since(db: sqlite3.Connection, channel: str, since: str) -> int:
    """Count the messages that a channel has had since: alerts that came together are one."""
    row = db.execute(
        "SELECT count(DISTINCT coalesce(message, id)) FROM deliveries WHERE channel = ? AND attempted_at > ? "
        "AND outcome = 'delivered'",
        (channel, since),
    ).fetchone()
    return int(row[0])


def record_delivery(
    db: sqlite3.Connection, alert_ids: Sequence[int], channel: str, now: str, error: str | None, message: str
) -> None:
    """Note one attempt to send one message, for each alert that it holds."""
    db.executemany(
        "INSERT INTO deliveries (alert_id, channel, attempted_at, outcome, error, message) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (alert_id, channel, now, "delivered" if error is None else "failed", clean_or_none(error), message)
            for alert_id in alert_ids
        ],
    )


def settle_alert(db: sqlite3.Connection, alert_id: int, now: str) -> None:
    """Note that nothing more is owed of this alert."""
    db.execute("UPDATE alerts SET settled_at = ? WHERE id = ? AND settled_at IS NULL", (now, alert_id))
