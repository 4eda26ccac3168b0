"""What another archive owes its maintainers, and what they were told, brought over by `merging`."""

from __future__ import annotations

import json
import sqlite3
from typing import Protocol

from pactwatch.archive.encode import to_json


class Write(Protocol):
    """Writes rows of the other archive's table here, with ids and references remapped."""

    def __call__(self, db: sqlite3.Connection, table: str, where: str, own: dict[str, str]) -> int | None:
        """*where* says which rows, `x` being one; *own* gives the columns that do not read as they did there."""


def join_owed(db: sqlite3.Connection, write: Write) -> None:
    """Bring over troubles, mutes, and alerts with what became of them, inside the caller's transaction."""
    _join_troubles(db, write)
    _join_mutes(db, write)
    _join_alerts(db, write)


def _join_troubles(db: sqlite3.Connection, write: Write) -> None:
    """Bring over troubles; one that both have open stays as it is told here."""
    same = "m.topic_id = t.new AND m.subject = x.subject AND m.sign = x.sign"
    new = (
        "x.id IN (SELECT x.id FROM other.troubles x JOIN temp.map_topics t ON t.old = x.topic_id WHERE NOT EXISTS ("
        f"SELECT 1 FROM main.troubles m WHERE {same} AND (m.opened_at = x.opened_at "
        "OR (m.closed_at IS NULL AND x.closed_at IS NULL))))"
    )
    write(db, "troubles", new, {"id": "NULL"})


def _join_mutes(db: sqlite3.Connection, write: Write) -> None:
    """Bring over what a maintainer wants no messages of for a time."""
    new = (
        "NOT EXISTS (SELECT 1 FROM main.mutes m JOIN temp.map_topics t ON t.new = m.topic_id WHERE t.old = x.topic_id "
        "AND m.kind = x.kind AND m.subject = x.subject AND m.made_at = x.made_at)"
    )
    write(db, "mutes", new, {"id": "NULL"})


def _join_alerts(db: sqlite3.Connection, write: Write) -> None:
    """Bring over alerts by their keys, and what became of them: what one of the two has sent is owed by neither."""
    (last,) = db.execute("SELECT coalesce(max(id), 0) FROM main.alerts").fetchone()
    write(db, "alerts", "x.dedupe_key NOT IN (SELECT dedupe_key FROM main.alerts)", {"id": "NULL"})
    _renumber_details(db, last)
    db.execute(
        "UPDATE main.alerts SET settled_at = x.settled_at FROM other.alerts x WHERE x.dedupe_key = alerts.dedupe_key "
        "AND alerts.settled_at IS NULL AND x.settled_at IS NOT NULL"
    )
    ours = "(SELECT m.id FROM main.alerts m JOIN other.alerts o ON o.dedupe_key = m.dedupe_key WHERE o.id = x.alert_id)"
    known = (
        f"EXISTS (SELECT 1 FROM main.deliveries d WHERE d.alert_id = {ours} AND d.channel = x.channel "
        "AND d.attempted_at = x.attempted_at AND d.outcome = x.outcome)"
    )
    write(db, "deliveries", f"NOT {known}", {"id": "NULL", "alert_id": ours})


# A fact here, given the id of one there as `x.{0}`: by the article, the version and the place where it stands.


def _renumber_details(db: sqlite3.Connection, after: int) -> None:
    """Let what the alerts behind *after* tell of changes name the changes by the ids that they have here."""
    here = (
        "SELECT m.id FROM other.changes x JOIN other.articles o ON o.id = x.article_id "
        "JOIN main.articles a ON a.url = o.url JOIN main.changes m ON m.article_id = a.id "
        "AND m.detected_at = x.detected_at AND m.kind = x.kind AND m.subject IS x.subject "
        "AND m.old_text IS x.old_text AND m.new_text IS x.new_text WHERE x.id = ?"
    )
    for alert, text in db.execute("SELECT id, details FROM main.alerts WHERE id > ?", (after,)).fetchall():
        details = json.loads(text)
        for change in details.get("changes", ()):
            if "id" in change:
                found = db.execute(here, (change.pop("id"),)).fetchone()
                change |= {"id": found[0]} if found else {}
        if to_json(details) != text:
            db.execute("UPDATE main.alerts SET details = ? WHERE id = ?", (to_json(details), alert))
