"""Which articles speak with one voice, as the archive keeps it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from pactwatch.archive.encode import to_json
from pactwatch.archive.rows import Rival

# A band that more texts share is a disclaimer's or a byline's; the other bands still find true copies.
CROWD = 50
# Texts that are compared in full with a new one, no more than bands are asked for: those that share most of them. One
# comparison costs up to 1 ms.
MOST_RIVALS = 8
_OF_A_BAND = "SELECT * FROM (SELECT article_id FROM voice_bands WHERE band = ? ORDER BY article_id LIMIT ?)"
# An article is as old as it says, unless it says that it comes from the future.
_AGE = "min(coalesce(julianday(v.published_at), 1e9), julianday(a.first_seen_at))"


def rivals(db: sqlite3.Connection, article_id: int, bands: Sequence[int]) -> list[Rival]:
    """Give the articles whose last version may be what an article copies, or a copy of it, the earliest first."""
    if not bands:
        return []
    # One statement for all bands; each is read up to its crowd, in the order of its key.
    met = " UNION ALL ".join([_OF_A_BAND] * len(bands))
    nearest = db.execute(
        f"SELECT article_id FROM ({met}) WHERE article_id <> ? GROUP BY article_id "
        "ORDER BY count(*) DESC, article_id LIMIT ?",
        (*(value for band in bands for value in (band, CROWD)), article_id, min(MOST_RIVALS, len(bands))),
    )
    return _texts(db, [row[0] for row in nearest])


def bands_of(db: sqlite3.Connection, article_id: int) -> set[int]:
    """Give the bands by which an article was heard last."""
    return {row[0] for row in db.execute("SELECT band FROM voice_bands WHERE article_id = ?", (article_id,))}


def kin(db: sqlite3.Connection, article_id: int) -> list[Rival]:
    """Give the articles that copy *article_id*, without itself, the earliest first."""
    rows = db.execute("SELECT article_id FROM voices WHERE original_id = ? AND article_id <> ?", (article_id,) * 2)
    return _texts(db, [row[0] for row in rows])


def this(db: sqlite3.Connection, article_id: int) -> Rival | None:
    """Give an article itself; None: it was never read."""
    found = _texts(db, [article_id], moved=True)
    return found[0] if found else None


def _texts(db: sqlite3.Connection, article_ids: Iterable[int], *, moved: bool = False) -> list[Rival]:
    """Read the last versions of some articles, the earliest article first."""
    rows = db.execute(
        f"""
        SELECT a.id, coalesce(o.original_id, a.id), {_AGE}, v.text, v.language
        FROM json_each(?) j JOIN articles a ON a.id = j.value
        JOIN versions v ON v.id = a.last_version_id LEFT JOIN voices o ON o.article_id = a.id
        WHERE ? OR a.state <> 'moved'  -- what has moved is the same page, and no copy of it
        """,
        (to_json(list(article_ids)), moved),
    )
    return sorted((Rival(*row) for row in rows), key=lambda rival: (rival.age, rival.article_id))


def keep_voice(
    db: sqlite3.Connection,
    article_id: int,
    original_id: int,
    share: float,
    edits: Sequence[tuple[str | None, str | None]],
    bands: Sequence[int] | None,
) -> None:
    """Note whose voice an article is; *bands* None: they stay as they are."""
    db.execute(
        "INSERT INTO voices (article_id, original_id, version_id, share, edits) "
        "SELECT id, ?, last_version_id, ?, ? FROM articles WHERE id = ? AND last_version_id IS NOT NULL "
        "ON CONFLICT (article_id) DO UPDATE SET original_id = excluded.original_id, version_id = excluded.version_id, "
        "share = excluded.share, edits = excluded.edits",
        (original_id, share, to_json(edits), article_id),
    )
    if bands is not None:
        # An edit leaves most bands as they are; each lies on a page of its own.
        known = bands_of(db, article_id)
        for change, changed in (
            ("DELETE FROM voice_bands WHERE band = ? AND article_id = ?", known.difference(bands)),
            ("INSERT INTO voice_bands (band, article_id) VALUES (?, ?)", set(bands) - known),
        ):
            db.executemany(change, [(band, article_id) for band in sorted(changed)])


def unheard(db: sqlite3.Connection, limit: int) -> list[int]:
    """List articles that were read but not yet compared with the others: what an earlier Pactwatch has left."""
    rows = db.execute(
        "SELECT a.id FROM articles a LEFT JOIN voices o ON o.article_id = a.id "
        "WHERE a.last_version_id IS NOT NULL AND o.article_id IS NULL ORDER BY a.id LIMIT ?",
        (limit,),
    )
    return [row[0] for row in rows]


def edits_of_copies(db: sqlite3.Connection, topic_id: int) -> dict[str, list[tuple[str | None, str | None]]]:
    """Give by address what each copy among a topic's articles changed against its original."""
    rows = db.execute(
        "SELECT a.url, o.edits FROM coverage c JOIN voices o ON o.article_id = c.article_id "
        "JOIN articles a ON a.id = c.article_id WHERE c.topic_id = ? AND o.original_id <> o.article_id ORDER BY a.id",
        (topic_id,),
    )
    return {url: [(old, new) for old, new in json.loads(edits)] for url, edits in rows}
