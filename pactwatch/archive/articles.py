"""Articles: what is watched, what is due, what is already known of one, and what happens when it moves."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from typing import Any

from pactwatch.archive.encode import clean, clean_or_none, read_wording_row
from pactwatch.archive.rows import DueArticle, LastVersion, Past
from pactwatch.clock import iso, parse_iso
from pactwatch.errors import NotFound
from pactwatch.model import Known, Lead, Sha256, Url, Wording
from pactwatch.urls import host_of

# A Retry-After counts for 30 days at most, and a pass may be taken up again some hours after it began. What is held for
# longer was written by a clock that was wrong.
_LONGEST_HOLD = timedelta(days=31)


def resolve(db: sqlite3.Connection, article_id: int) -> int:
    """Give the id under which an article's history goes on: its own, unless it moved to one that was known already."""
    row = db.execute("SELECT moved_to_id FROM articles WHERE id = ?", (article_id,)).fetchone()
    if row is None:
        raise NotFound(f"article {article_id} is not in the archive.")
    return article_id if row[0] is None else int(row[0])


def find(db: sqlite3.Connection, url: str) -> int | None:
    """Give the id of the article at *url*, or of what it moved to."""
    row = db.execute("SELECT coalesce(moved_to_id, id) FROM articles WHERE url = ?", (url,)).fetchone()
    return None if row is None else int(row[0])


def add(
    db: sqlite3.Connection,
    topic_id: int,
    lead: Lead,
    now: str,
    outlet: str | None,
    relevance: float,
    why: str,
    source_id: int | None,
) -> tuple[int, bool]:
    """Put an article on a topic; give its id and whether the archive had not heard of it."""
    article_id = find(db, lead.url)
    is_new = article_id is None
    if article_id is None:
        host = host_of(lead.url)
        cursor = db.execute(
            "INSERT INTO articles (url, host, outlet, lead_title, first_seen_at) VALUES (?, ?, ?, ?, ?)",
            (lead.url, host, clean(outlet or host), clean_or_none(lead.title), now),
        )
        article_id = int(cursor.lastrowid or 0)
    db.execute(
        "INSERT INTO coverage (topic_id, article_id, relevance, why, source_id, added_at) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (topic_id, article_id) DO UPDATE SET watched = 1 WHERE watched = 0",
        (topic_id, article_id, relevance, clean(why), source_id, now),
    )
    return article_id, is_new


def due(db: sqlite3.Connection, topic_id: int, started_at: str, *, everything: bool) -> list[DueArticle]:
    """List what a pass that began at *started_at* has still to fetch, longest unseen first.

    What this very run has fetched is left out. Times alone would not do: two passes may begin within one second, and a
    clock that was wrong once would leave articles unseen until the real time has caught up with it.
    """
    rows = db.execute(
        """
        SELECT a.id, a.url, a.outlet, a.etag, a.last_modified, a.state, a.checked_at, a.next_check_at, a.bad_streak
        FROM coverage c JOIN articles a ON a.id = c.article_id
        WHERE c.topic_id = :topic AND c.watched = 1 AND a.moved_to_id IS NULL
            AND (a.checked_run_id IS NULL OR a.checked_run_id IS NOT :run)
            AND (a.hold_until_at IS NULL OR a.hold_until_at <= :started OR a.hold_until_at > :latest)
            AND (
                a.checked_at IS NULL
                OR (:everything AND a.state <> 'gone' AND (a.checked_at < :started OR :run IS NOT NULL))
                OR (NOT :everything AND (a.next_check_at <= :started OR a.checked_at > :started AND :run IS NOT NULL))
            )
        ORDER BY a.checked_at IS NOT NULL, a.checked_at, a.id
        """,
        {
            "topic": topic_id,
            "run": _run_of(db, topic_id, started_at),
            "started": started_at,
            "latest": iso(parse_iso(started_at) + _LONGEST_HOLD),
            "everything": everything,
        },
    )
    return [DueArticle(row[0], Url(row[1]), *row[2:]) for row in rows]


def _run_of(db: sqlite3.Connection, topic_id: int, started_at: str) -> int | None:
    """Find the run that began then."""
    row = db.execute(
        "SELECT max(id) FROM runs WHERE topic_id = ? AND started_at = ?", (topic_id, started_at)
    ).fetchone()
    return None if row[0] is None else int(row[0])


def known(db: sqlite3.Connection, article_id: int) -> Known | None:
    """Give what the gate compares a new capture with; None: the article was never read, nor held back.

    Of one that was only ever held back, everything but what was held is empty.
    """
    row = db.execute(
        """
        SELECT v.headline, v.text, v.text_sha256, s.body_sha256, a.held_text_sha256, a.held_reason
        FROM articles a LEFT JOIN versions v ON v.id = a.last_version_id
        LEFT JOIN snapshots s ON s.id = a.last_snapshot_id
        WHERE a.id = ? AND coalesce(v.id, a.held_text_sha256) IS NOT NULL
        """,
        (resolve(db, article_id),),
    ).fetchone()
    if row is None:
        return None
    return Known(
        headline=row[0],
        text=row[1] or "",
        text_sha256=Sha256(row[2] or ""),
        body_sha256=Sha256(row[3]) if row[3] else None,
        held_text_sha256=Sha256(row[4]) if row[4] else None,
        held_reason=row[5],
    )


VERSION_COLUMNS = (
    "id, number, headline, byline, published_at, language, text, text_sha256, extractor, first_seen_at, last_seen_at, "
    "snapshot_id"
)


def last_version(db: sqlite3.Connection, article_id: int, *, with_claims: bool = True) -> LastVersion | None:
    """Give an article's latest version, with its claims unless they are not wanted; None: it was never read."""
    row = db.execute(
        f"SELECT {VERSION_COLUMNS} FROM versions WHERE id = (SELECT last_version_id FROM articles WHERE id = ?)",
        (resolve(db, article_id),),
    ).fetchone()
    return None if row is None else version_of(db, row, with_claims=with_claims)


def past_of(db: sqlite3.Connection, version_id: int) -> Past:
    """Give what the article of a version has held up to now."""
    texts: dict[int, list[str]] = {}
    removed: dict[int, str] = {}
    rows = db.execute(
        "SELECT c.id, c.removed_at, w.text FROM claims c JOIN wording_texts w ON w.claim_id = c.id "
        "WHERE c.article_id = (SELECT article_id FROM versions WHERE id = ?) ORDER BY c.removed_at, w.id",
        (version_id,),
    )
    for claim_id, removed_at, text in rows:
        if removed_at is None:
            texts.setdefault(claim_id, []).append(text)
        else:
            removed[claim_id] = text
    headlines = db.execute(
        "SELECT DISTINCT headline FROM versions WHERE headline IS NOT NULL "
        "AND article_id = (SELECT article_id FROM versions WHERE id = ?)",
        (version_id,),
    )
    return Past(
        {claim_id: tuple(held) for claim_id, held in texts.items()},
        tuple(removed.items()),
        tuple(row[0] for row in headlines),
    )


def version_of(db: sqlite3.Connection, row: tuple[Any, ...], *, with_claims: bool = True) -> LastVersion:
    """Make a version of its row; the row's elements are `Any` because SQLite does not say."""
    return LastVersion(
        id=row[0],
        number=row[1],
        headline=row[2],
        byline=row[3],
        published_at=row[4],
        language=row[5],
        text=row[6],
        text_sha256=Sha256(row[7]),
        extractor=row[8],
        first_seen_at=row[9],
        last_seen_at=row[10],
        snapshot_id=row[11],
        claims=claims_of_version(db, row[0]) if with_claims else (),
    )


def claims_of_version(db: sqlite3.Connection, version_id: int) -> tuple[tuple[int, Wording], ...]:
    """Give the claims of one version in reading order: id and wording."""
    rows = db.execute(
        "SELECT claim_id, position, paragraph, kind, text, speaker, quotes, figures, dates, names, modality, polarity, "
        "language FROM wordings WHERE version_id = ? ORDER BY position",
        (version_id,),
    )
    return tuple((row[0], read_wording_row(row[1], row[2], row[3:])) for row in rows)
