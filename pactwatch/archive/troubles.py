"""Troubles: what could not be seen for several passes, told once when it begins and once when it ends."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from pactwatch.archive.encode import clean
from pactwatch.archive.rows import Trouble


def settle_troubles(
    db: sqlite3.Connection, topic_id: int, troubles: Sequence[Trouble], now: str
) -> tuple[list[Trouble], list[Trouble]]:
    """Bring a topic's open troubles into line with those found now; give those that begin, and those that end.

    A subject has one trouble at a time. What is seen of it may change (a challenge page becomes a consent wall): the
    row then says the latest, and it is the same trouble, since when nothing good was seen.
    """
    open_now = {
        subject: Trouble(subject, problem, since_at)
        for subject, problem, since_at in db.execute(
            "SELECT subject, problem, since_at FROM troubles WHERE topic_id = ? AND closed_at IS NULL", (topic_id,)
        )
    }
    opened = [trouble for trouble in troubles if trouble.subject not in open_now]
    db.executemany(
        "INSERT INTO troubles (topic_id, subject, problem, since_at, opened_at) VALUES (?, ?, ?, ?, ?)",
        [(topic_id, clean(one.subject), clean(one.problem), one.since_at, now) for one in opened],
    )
    db.executemany(
        "UPDATE troubles SET problem = ? WHERE topic_id = ? AND subject = ? AND closed_at IS NULL AND problem <> ?",
        [(clean(one.problem), topic_id, one.subject, clean(one.problem)) for one in troubles],
    )
    lasting = {trouble.subject for trouble in troubles}
    closed = [trouble for trouble in open_now.values() if trouble.subject not in lasting]
    db.executemany(
        "UPDATE troubles SET closed_at = ? WHERE topic_id = ? AND subject = ? AND closed_at IS NULL",
        [(now, topic_id, one.subject) for one in closed],
    )
    return opened, closed
