"""The outbox: alerts are owed until they are delivered, and owed once however often they come up."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from pactwatch.archive.encode import clean, clean_or_none, insert_into, to_json
from pactwatch.archive.rows import Mute, OwedAlert, Told
from pactwatch.model import Alert

_COLUMNS = "dedupe_key, rule, subject, body, thread, story, details"


def owe(db: sqlite3.Connection, alerts: Sequence[Alert], topic_id: int, now: str) -> int:
    """Owe each alert whose key is new; say how many were."""
    before = db.total_changes
    db.executemany(
        f"INSERT INTO alerts (topic_id, created_at, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (dedupe_key) DO NOTHING",
        [
            (
                topic_id,
                now,
                clean(a.dedupe_key),
                a.rule,
                clean(a.subject),
                clean(a.body),
                clean(a.thread),
                a.story,
                to_json(dict(a.details)),
            )
            for a in alerts
        ],
    )
    return db.total_changes - before


def owed(db: sqlite3.Connection, topic_id: int | None) -> list[OwedAlert]:
    """List what is owed, oldest first, each with the channels that have had it."""
    rows = db.execute(
        f"SELECT id, created_at, muted_until_at, (SELECT json_group_array(DISTINCT channel) "
        "FROM deliveries d WHERE d.alert_id = a.id AND d.outcome = 'delivered'), "
        "(SELECT json_group_array(json_array(channel, n, last_at, retry_at)) FROM (SELECT channel, count(*) AS n, "
        "max(attempted_at) AS last_at, max(retry_at) AS retry_at FROM deliveries d WHERE d.alert_id = a.id "
        f"AND d.outcome = 'failed' GROUP BY channel)), {_COLUMNS} "
        "FROM alerts a WHERE settled_at IS NULL AND (:topic IS NULL OR topic_id = :topic) ORDER BY created_at, id",
        {"topic": topic_id},
    )
    return [
        OwedAlert(
            id=row[0],
            alert=Alert(row[5], row[6], row[7], row[8], row[9], row[10], _details(row[11])),
            created_at=row[1],
            delivered=tuple(json.loads(row[3])),
            failed={channel: (count, last_at) for channel, count, last_at, _ in json.loads(row[4])},
            wait_until={channel: until for channel, _, _, until in json.loads(row[4]) if until},
            muted_until_at=row[2],
        )
        for row in rows
    ]


def _details(text: str) -> dict[str, object]:
    """Read what an alert says in parts; a row that was damaged says nothing in parts."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def messages_since(db: sqlite3.Connection, channel: str, since: str) -> int:
    """Count the messages that a channel has had since: alerts that came together are one."""
    row = db.execute(
        "SELECT count(DISTINCT coalesce(message, id)) FROM deliveries WHERE channel = ? AND attempted_at > ? "
        "AND outcome = 'delivered'",
        (channel, since),
    ).fetchone()
    return int(row[0])


# A mail that names its last ten forerunners stands in its thread; RFC 5322 bounds a header's lines, not their number.
_FORERUNNERS = 10


def thread_of(db: sqlite3.Connection, thread: str, channel: str) -> list[str]:
    """Give the keys of the messages of a thread that a channel has had: the first one, and the last few.

    What was sent on an article before it moved belongs to the thread of its address of today.
    """
    if not thread:
        return []
    rows = db.execute(
        "SELECT d.message, min(d.id) FROM alerts a CROSS JOIN deliveries d ON d.alert_id = a.id "
        "WHERE a.thread IN (SELECT ?1 UNION ALL SELECT was.url FROM articles now JOIN articles was "
        "ON was.moved_to_id = now.id WHERE now.url = ?1) "
        "AND a.thread <> '' AND d.channel = ?2 AND d.outcome = 'delivered' AND d.message IS NOT NULL "
        "GROUP BY d.message ORDER BY 2",
        (thread, channel),
    )
    keys = [str(row[0]) for row in rows]
    return keys if len(keys) <= _FORERUNNERS else [keys[0], *keys[1 - _FORERUNNERS :]]


def told_of(db: sqlite3.Connection, story: str, channel: str, since: str) -> list[Told]:
    """List the alerts of a story that a channel has had since, the first one first."""
    rows = db.execute(
        "SELECT a.thread, a.created_at, a.details, max(d.attempted_at) FROM alerts a "
        "CROSS JOIN deliveries d ON d.alert_id = a.id WHERE a.story = ? AND a.story <> '' AND a.created_at > ? "
        "AND d.channel = ? AND d.outcome = 'delivered' GROUP BY a.id ORDER BY a.created_at, a.id",
        (story, since, channel),
    )
    return [Told(row[0], row[1], _details(row[2]), row[3]) for row in rows]


def record_delivery(
    db: sqlite3.Connection,
    alert_ids: Sequence[int],
    channel: str,
    now: str,
    error: str | None,
    message: str,
    retry_at: str | None = None,
) -> None:
    """Note one attempt to send one message, for each alert that it holds."""
    outcome = "delivered" if error is None else "failed"
    db.executemany(
        insert_into("deliveries", "alert_id channel attempted_at outcome error message retry_at"),
        [(alert_id, channel, now, outcome, clean_or_none(error), message, retry_at) for alert_id in alert_ids],
    )


def settle_alert(db: sqlite3.Connection, alert_id: int, now: str) -> None:
    """Note that nothing more is owed of this alert."""
    db.execute("UPDATE alerts SET settled_at = ? WHERE id = ? AND settled_at IS NULL", (now, alert_id))


def hold(db: sqlite3.Connection, alert_id: int, until: str) -> None:
    """Note that a mute holds an alert back."""
    db.execute(
        "UPDATE alerts SET muted_until_at = ? WHERE id = ? AND muted_until_at IS NOT ?", (until, alert_id, until)
    )


def mute(db: sqlite3.Connection, topic_id: int, kind: str, subject: str, now: str, until: str) -> None:
    """Hold back what is owed on something; a mute of the same before is taken back."""
    unmute(db, topic_id, kind, subject, now)
    db.execute(
        insert_into("mutes", "topic_id kind subject made_at until_at"), (topic_id, kind, clean(subject), now, until)
    )


def unmute(db: sqlite3.Connection, topic_id: int, kind: str, subject: str, now: str) -> int:
    """Take a mute back before its time; say how many there were."""
    return db.execute(
        "UPDATE mutes SET lifted_at = ? WHERE topic_id = ? AND kind = ? AND subject = ? AND lifted_at IS NULL "
        "AND until_at > ?",
        (now, topic_id, kind, clean(subject), now),
    ).rowcount


def mutes(db: sqlite3.Connection, topic_id: int, now: str) -> list[Mute]:
    """List the mutes that hold now."""
    rows = db.execute(
        "SELECT kind, subject, made_at, until_at FROM mutes WHERE topic_id = ? AND until_at > ? AND lifted_at IS NULL "
        "ORDER BY id",
        (topic_id, now),
    )
    return [Mute(*row) for row in rows]
