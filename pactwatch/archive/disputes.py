"""What the articles of a topic say now, and the conflicts between them: opened and closed with evidence."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from pactwatch.archive.encode import to_json
from pactwatch.model import Conflict, Fact, Said

# States in which an article no longer speaks. A blocked or walled one does: not looking is not unsaying.
SILENT_STATES = ("gone", "moved", "off_topic")


def said(db: sqlite3.Connection, topic_id: int) -> list[Said]:
    """Give the facts of the last version of each article of the topic that still speaks, in order of appearance."""
    rows = db.execute(
        f"""
        SELECT f.question, f.value, f.label, f.sentence, f.position, f."start", f."end", f.role, f.modality, f.speaker,
            a.outlet, a.url, f.id
        FROM coverage c
        JOIN articles a ON a.id = c.article_id
        JOIN facts f ON f.version_id = a.last_version_id AND f.topic_id = c.topic_id
        WHERE c.topic_id = ? AND a.state NOT IN {SILENT_STATES}
        ORDER BY a.id, f.id
        """,
        (topic_id,),
    )
    return [Said(fact=Fact(*row[:10]), outlet=row[10], article_url=row[11], fact_id=row[12]) for row in rows]


def settle_conflicts(db: sqlite3.Connection, topic_id: int, conflicts: Sequence[Conflict], now: str) -> list[Conflict]:
    """Bring the open conflicts of a topic into line with those found now; give those that are new.

    A conflict is the same as long as its question, its kind and the values of its sides are. Who stands on a side may
    change meanwhile: each side keeps the sentence that put an article there, the latest that kept it there, and when
    and in which version it was found to have left.
    """
    open_now = {
        (question, kind, values): conflict_id
        for conflict_id, question, kind, values in db.execute(
            "SELECT id, question, kind, side_values FROM conflicts WHERE topic_id = ? AND closed_at IS NULL",
            (topic_id,),
        )
    }
    opened: list[Conflict] = []
    found: set[int] = set()
    for conflict in conflicts:
        key = (conflict.question, conflict.kind, to_json(conflict.values))
        conflict_id = open_now.get(key)
        if conflict_id is None:
            cursor = db.execute(
                "INSERT INTO conflicts (topic_id, question, kind, side_values, opened_at) VALUES (?, ?, ?, ?, ?)",
                (topic_id, *key, now),
            )
            conflict_id = open_now[key] = int(cursor.lastrowid or 0)
            opened.append(conflict)
        if conflict_id not in found:
            found.add(conflict_id)
            _take_sides(db, conflict_id, conflict, now)
    for conflict_id in sorted(set(open_now.values()) - found):
        db.execute("UPDATE conflicts SET closed_at = ? WHERE id = ?", (now, conflict_id))
        _leave_sides(db, conflict_id, now)
    return opened


def _take_sides(db: sqlite3.Connection, conflict_id: int, conflict: Conflict, now: str) -> None:
    """Note who stands where, and who no longer does."""
    values = list(conflict.values)
    for side in conflict.sides:
        number = values.index(tuple(sorted({said.fact.value for said in side})))
        db.executemany(
            """
            INSERT INTO conflict_sides (conflict_id, side, article_id, value, voice, first_fact_id, fact_id, since_at)
            SELECT :conflict, :side, article_id, value, :voice, id, id, :now FROM facts WHERE id = :fact
            ON CONFLICT (conflict_id, side, article_id, value) DO UPDATE SET
                fact_id = excluded.fact_id, voice = excluded.voice, ended_at = NULL, ended_version_id = NULL
            WHERE fact_id <> excluded.fact_id OR voice <> excluded.voice OR ended_at IS NOT NULL
            """,
            [
                {"conflict": conflict_id, "side": number, "voice": said.voice, "now": now, "fact": said.fact_id}
                # Backwards, so that of several sentences of one article the first is the one that stays.
                for said in reversed(side)
            ],
        )
    _leave_sides(db, conflict_id, now)


def _leave_sides(db: sqlite3.Connection, conflict_id: int, now: str) -> None:
    """Note, for each article that no longer gives its value, since when and in which version."""
    db.execute(
        f"""
        UPDATE conflict_sides SET ended_at = :now,
            ended_version_id = (SELECT last_version_id FROM articles a WHERE a.id = conflict_sides.article_id)
        WHERE conflict_id = :conflict AND ended_at IS NULL AND NOT EXISTS (
            SELECT 1 FROM articles a
            JOIN conflicts c ON c.id = conflict_sides.conflict_id
            JOIN facts f ON f.version_id = a.last_version_id AND f.topic_id = c.topic_id
            WHERE a.id = conflict_sides.article_id AND a.state NOT IN {SILENT_STATES}
                AND f.question = c.question AND f.value = conflict_sides.value
        )
        """,
        {"conflict": conflict_id, "now": now},
    )
