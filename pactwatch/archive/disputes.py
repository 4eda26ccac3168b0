"""What the articles of a topic say now, and the conflicts between them: opened and closed with evidence."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence, Set as AbstractSet
from typing import Any

from pactwatch.archive.encode import to_json
from pactwatch.archive.rows import Settled
from pactwatch.model import Conflict, Fact, Said

# States in which an article no longer speaks. A blocked or walled one does: not looking is not unsaying.
SILENT_STATES = ("gone", "moved", "off_topic")


# When an article appeared: as it says, unless it says that it comes from the future.
_SAID_AT = "strftime('%Y-%m-%dT%H:%M:%SZ', min(coalesce(datetime(v.published_at), '9'), datetime(a.first_seen_at)))"
_FACT = """
    f.question, f.value, f.label, f.sentence, f.position, f."start", f."end", f.role, f.modality, f.speaker,
    f.beside, a.outlet, a.url, f.id, coalesce(r.url, ''), {said_at}"""


def said(db: sqlite3.Connection, topic_id: int, article_id: int | None = None) -> list[Said]:
    """Give the facts of the last version of each article of the topic that still speaks, in order of appearance.

    With *article_id*, of this article only.
    """
    only = "" if article_id is None else "AND c.article_id = ?"
    rows = db.execute(
        f"""
        SELECT {_FACT.format(said_at=_SAID_AT)},
            (SELECT min(w.first_seen_at) FROM facts e JOIN versions w ON w.id = e.version_id
                WHERE e.article_id = f.article_id AND e.question = f.question AND e.value = f.value
                AND e.topic_id = f.topic_id),
            NULL
        FROM coverage c
        JOIN articles a ON a.id = c.article_id
        JOIN facts f ON f.version_id = a.last_version_id AND f.topic_id = c.topic_id
        JOIN versions v ON v.id = f.version_id
        LEFT JOIN voices o ON o.article_id = a.id
        LEFT JOIN articles r ON r.id = o.original_id
        WHERE c.topic_id = ? AND a.state NOT IN {SILENT_STATES} {only}
        ORDER BY a.id, f.id
        """,
        (topic_id,) if article_id is None else (topic_id, article_id),
    )
    return [_said(row) for row in rows]


def once_said(db: sqlite3.Connection, topic_id: int) -> list[Said]:
    """Give what articles said in earlier versions and have since replaced by another answer, each with its last saying.

    An answer that was only dropped is not among them: nothing stands in its place.
    """
    rows = db.execute(
        f"""
        SELECT {_FACT.format(said_at=_SAID_AT)}, min(v.first_seen_at),
            (SELECT min(w.first_seen_at) FROM versions w WHERE w.article_id = a.id AND w.id > max(f.version_id))
        FROM coverage c
        JOIN articles a ON a.id = c.article_id
        JOIN facts f ON f.article_id = a.id AND f.topic_id = c.topic_id AND f.version_id <> a.last_version_id
        JOIN versions v ON v.id = f.version_id
        LEFT JOIN voices o ON o.article_id = a.id
        LEFT JOIN articles r ON r.id = o.original_id
        WHERE c.topic_id = ? AND a.state NOT IN {SILENT_STATES}
            AND EXISTS (SELECT 1 FROM facts n WHERE n.version_id = a.last_version_id AND n.topic_id = f.topic_id
                AND n.question = f.question)
            AND NOT EXISTS (SELECT 1 FROM facts n WHERE n.version_id = a.last_version_id AND n.topic_id = f.topic_id
                AND n.question = f.question AND n.value = f.value)
        GROUP BY a.id, f.question, f.value
        ORDER BY a.id, f.id
        """,
        (topic_id,),
    )
    return [_said(row) for row in rows]


def _said(row: Sequence[Any]) -> Said:
    """Make what was said from a row of `_FACT`; Any: the columns of SQLite have no types."""
    return Said(
        fact=Fact(*row[:11]),
        outlet=row[11],
        article_url=row[12],
        fact_id=row[13],
        voice=row[14],
        said_at=row[15] or "",
        since_at=row[16] or "",
        ended_at=row[17],
    )


def settle_conflicts(
    db: sqlite3.Connection,
    topic_id: int,
    conflicts: Sequence[Conflict],
    now: str,
    questions: Collection[str] | None = None,
    found_by: str = "watching",
) -> Settled:
    """Bring the open conflicts of a topic into line with those found now; say which are new, and which have grown.

    A question has one open conflict, however its values change: one side may correct itself, another value may come up.
    It has grown when there is a value that was never on a side of it before. Each side keeps its number, the sentence
    that put an article there, the latest that kept it there, and when and in which version it was found to have left.
    """
    open_now: dict[str, tuple[int, str, str]] = {
        row[1]: (row[0], row[2], row[3])
        for row in db.execute(
            "SELECT id, question, side_values, told_values FROM conflicts WHERE topic_id = ? AND closed_at IS NULL",
            (topic_id,),
        )
        if questions is None or row[1] in questions
    }
    opened: list[Conflict] = []
    grown: list[tuple[Conflict, tuple[str, ...]]] = []
    for conflict in {conflict.question: conflict for conflict in conflicts}.values():
        all_values = sorted({value for values in conflict.values for value in values})
        known = open_now.pop(conflict.question, None)
        if known is None:
            cursor = db.execute(
                "INSERT INTO conflicts (topic_id, question, kind, side_values, told_values, opened_at, found_by) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    topic_id,
                    conflict.question,
                    conflict.kind,
                    to_json(conflict.values),
                    to_json(all_values),
                    now,
                    found_by,
                ),
            )
            opened.append(conflict)
            _take_sides(db, int(cursor.lastrowid or 0), conflict, [list(side) for side in conflict.values], now)
            continue
        conflict_id, side_values, told = known
        numbered = _numbered(json.loads(side_values), conflict.values)
        new = tuple(value for value in all_values if value not in json.loads(told))
        if new:
            grown.append((conflict, new))
        db.execute(
            "UPDATE conflicts SET side_values = ?, told_values = ?, kind = ? WHERE id = ?",
            (to_json(numbered), to_json([*json.loads(told), *new]), conflict.kind, conflict_id),
        )
        _take_sides(db, conflict_id, conflict, numbered, now)
    for conflict_id, _, _ in open_now.values():
        db.execute("UPDATE conflicts SET closed_at = ? WHERE id = ?", (now, conflict_id))
        _leave_sides(db, conflict_id, now)
    return Settled(tuple(opened), tuple(grown))


def _numbered(before: Sequence[Sequence[str]], sides: Sequence[tuple[str, ...]]) -> list[list[str]]:
    """Give the values of each side by its number: that of the earlier side with which it shares most, else a new one.

    A side on which nobody stands any more keeps its number, without values.

    >>> _numbered([["3"], ["4"]], [("4", "5"), ("6",)])
    [[], ['4', '5'], ['6']]
    """
    numbered: list[list[str]] = [[] for _ in before]
    left = list(sides)
    shared = sorted(
        ((len(set(old) & set(side)), number, side) for number, old in enumerate(before) for side in sides),
        key=lambda item: (-item[0], item[1]),
    )
    for count, number, side in shared:
        if count and side in left and not numbered[number]:
            numbered[number] = list(side)
            left.remove(side)
    return numbered + [list(side) for side in left]


def _take_sides(
    db: sqlite3.Connection, conflict_id: int, conflict: Conflict, numbered: Sequence[Sequence[str]], now: str
) -> None:
    """Note who stands where, and who no longer does."""
    standing: set[tuple[int, int]] = set()
    for side in conflict.sides:
        number = numbered.index(sorted({said.fact.value for said in side}))
        standing.update((number, said.fact_id) for said in side)
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
    _leave_sides(db, conflict_id, now, standing)


def _leave_sides(
    db: sqlite3.Connection, conflict_id: int, now: str, standing: AbstractSet[tuple[int, int]] | None = None
) -> None:
    """Note, for each article that no longer gives its value or stands elsewhere now, when and by which version."""
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
    if standing is None:
        return
    rows = db.execute(
        "SELECT side, fact_id, article_id, value FROM conflict_sides WHERE conflict_id = ? AND ended_at IS NULL",
        (conflict_id,),
    ).fetchall()
    # It says so still, but the sides have been drawn anew around it.
    gone = [
        (now, conflict_id, side, article, value) for side, fact, article, value in rows if (side, fact) not in standing
    ]
    db.executemany(
        "UPDATE conflict_sides SET ended_at = ? WHERE conflict_id = ? AND side = ? AND article_id = ? AND value = ?",
        gone,
    )
