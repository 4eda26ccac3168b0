"""Take apart two articles that were taken for one: the undoing of a move that was believed by mistake."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from pactwatch.errors import NotFound, UsageError
from pactwatch.model import Url

_WORDING = "kind, text, speaker, quotes, figures, dates, names, modality, polarity, language"


@dataclass(frozen=True, slots=True)
class Parted:
    """What a split gave."""

    url: Url
    """An article of its own again."""
    other_url: Url
    """What it had been taken for."""
    versions: int
    """How many versions went back to it."""


def split(db: sqlite3.Connection, url: Url, now: str) -> Parted:
    """Make the address *url*, which was taken to have moved, an article of its own again.

    What was read under it before the move becomes its history; what was read since stays where it is. A change that
    was found between the last of the one and the first of the other is no change of any article, and goes. Both
    addresses are remembered as two articles, whatever their pages say of each other.

    Raises:
        NotFound: no such address.
        UsageError: it is an article of its own.
    """
    row = db.execute(
        "SELECT a.id, a.last_version_id, t.id, t.url FROM articles a LEFT JOIN articles t ON t.id = a.moved_to_id "
        "WHERE a.url = ?",
        (url,),
    ).fetchone()
    if row is None:
        raise NotFound(f"{url}: no such address in the archive; `pactwatch articles` lists the articles.")
    article_id, own_version_id, target, target_url = row
    if target is None:
        raise UsageError(f"{url} is an article of its own{_taken_for(db, article_id)}.")
    move = _last_move(db, target, url)
    given = 0
    # An address that was left has no versions of its own, unless it ended in an article that had a history already.
    if own_version_id is None and move is not None:
        _bring_predecessors(db, article_id, target, move)
        given = _give_back(db, article_id, target, move)
    _stand_alone(db, article_id)
    db.execute(
        "INSERT INTO coverage (topic_id, article_id, relevance, why, source_id, added_at, watched) "
        "SELECT topic_id, ?, relevance, why, source_id, added_at, watched FROM coverage WHERE article_id = ? "
        "ON CONFLICT (topic_id, article_id) DO UPDATE SET watched = max(watched, excluded.watched)",
        (article_id, target),
    )
    db.executemany(
        "INSERT INTO kept_apart (url, other_url, decided_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(url, target_url, now), (target_url, url, now)],
    )
    return Parted(url, Url(target_url), given)


def are_apart(db: sqlite3.Connection, url: Url, other_url: Url) -> bool:
    """Whether somebody decided that two addresses are two articles."""
    found = db.execute("SELECT 1 FROM kept_apart WHERE url = ? AND other_url = ?", (url, other_url)).fetchone()
    return found is not None


def _taken_for(db: sqlite3.Connection, article_id: int) -> str:
    """Name the addresses that lead to an article, for whoever named the wrong one."""
    rows = db.execute("SELECT url FROM articles WHERE moved_to_id = ? ORDER BY id LIMIT 5", (article_id,)).fetchall()
    names = ", ".join(str(url) for (url,) in rows)
    return f"; name the address that was taken for it by mistake: {names}" if names else " and was taken for no other"


def _last_move(db: sqlite3.Connection, target: int, url: str) -> int | None:
    """Give the fetch by which an address was left; None: never under this article.

    An id and no time: the page at the new address is asked for within the same second.
    """
    row = db.execute(
        "SELECT max(id) FROM fetches WHERE article_id = ? AND url = ? AND outcome = 'moved'", (target, url)
    ).fetchone()
    return None if row[0] is None else int(row[0])


def _bring_predecessors(db: sqlite3.Connection, article_id: int, target: int, move: int) -> None:
    """Let addresses that were left for this one, before it was left itself, lead to it again."""
    for other_id, other_url in db.execute(
        "SELECT id, url FROM articles WHERE moved_to_id = ? AND id <> ? AND last_version_id IS NULL",
        (target, article_id),
    ).fetchall():
        earlier = _last_move(db, target, other_url)
        if earlier is not None and earlier < move:
            db.execute("UPDATE articles SET moved_to_id = ? WHERE id = ?", (article_id, other_id))


def _give_back(db: sqlite3.Connection, article_id: int, target: int, move: int) -> int:
    """Let what was read before the fetch *move* be the history of *article_id*; give the number of its versions."""
    versions = db.execute(
        "SELECT id, (SELECT min(f.id) FROM fetches f WHERE f.snapshot_id = v.snapshot_id) FROM versions v "
        "WHERE article_id = ? ORDER BY number",
        (target,),
    ).fetchall()
    given = [version_id for version_id, fetch_id in versions if fetch_id is not None and fetch_id < move]
    kept = [version_id for version_id, _ in versions if version_id not in given]
    db.execute(
        "UPDATE snapshots SET article_id = ? WHERE article_id = ? "
        "AND id IN (SELECT snapshot_id FROM fetches WHERE article_id = ? AND id < ?)",
        (article_id, target, target, move),
    )
    db.execute("UPDATE fetches SET article_id = ? WHERE article_id = ? AND id <= ?", (article_id, target, move))
    if not given:
        return 0
    db.execute("CREATE TEMP TABLE given_versions (id INTEGER PRIMARY KEY)")
    db.executemany("INSERT INTO given_versions VALUES (?)", [(version_id,) for version_id in given])
    _part_claims(db, article_id, target)
    db.execute(
        "DELETE FROM changes WHERE article_id = ? AND old_version_id IN given_versions "
        "AND new_version_id NOT IN given_versions",
        (target,),
    )
    for table, column in (("changes", "new_version_id"), ("facts", "version_id"), ("versions", "id")):
        db.execute(
            f"UPDATE {table} SET article_id = ? WHERE article_id = ? AND {column} IN given_versions",
            (article_id, target),
        )
    db.execute(
        "UPDATE OR IGNORE conflict_sides SET article_id = ? WHERE article_id = ? "
        "AND (SELECT version_id FROM facts WHERE id = fact_id) IN given_versions",
        (article_id, target),
    )
    # Whose voice it is was judged by a text that is another article's now; the next pass listens anew.
    for table in ("voice_bands", "voices"):
        db.execute(f"DELETE FROM {table} WHERE article_id = ?", (target,))
    db.execute("DROP TABLE given_versions")
    for number, version_id in enumerate(kept, start=1):
        db.execute("UPDATE versions SET number = ? WHERE id = ?", (number, version_id))
    _point_to_last(db, article_id, given[-1])
    if not kept:
        _point_to_last(db, target, None)
        _stand_alone(db, target)
    return len(given)


def _part_claims(db: sqlite3.Connection, article_id: int, target: int) -> None:
    """Give the claims of the given versions to *article_id*; one that went on goes on as a claim of its own."""
    last_given: int = db.execute("SELECT max(id) FROM given_versions").fetchone()[0]
    for claim_id, last_version_id, removed_at in db.execute(
        "SELECT id, last_version_id, removed_at FROM claims "
        "WHERE article_id = ? AND first_version_id IN given_versions",
        (target,),
    ).fetchall():
        places = db.execute(
            "SELECT p.version_id, p.version_id IN given_versions FROM wording_places p "
            "JOIN wording_texts w ON w.id = p.wording_id WHERE w.claim_id = ? ORDER BY p.version_id",
            (claim_id,),
        ).fetchall()
        here = [version for version, is_given in places if is_given]
        there = [version for version, is_given in places if not is_given]
        if there:
            _go_on_as_another(db, claim_id, target, there[0], last_version_id, removed_at)
        last = here[-1]
        after = db.execute("SELECT min(id) FROM given_versions WHERE id > ?", (last,)).fetchone()[0]
        db.execute(
            "UPDATE claims SET article_id = ?, last_version_id = ?, "
            "removed_at = (SELECT first_seen_at FROM versions WHERE id = ?) WHERE id = ?",
            (article_id, last, after if last != last_given else None, claim_id),
        )


def _go_on_as_another(
    db: sqlite3.Connection, claim_id: int, target: int, first: int, last: int, removed_at: str | None
) -> None:
    """Make a claim of what a claim says in the versions that stay, with wordings of its own."""
    cursor = db.execute(
        "INSERT INTO claims (article_id, first_version_id, last_version_id, removed_at) VALUES (?, ?, ?, ?)",
        (target, first, last, removed_at),
    )
    new_claim = int(cursor.lastrowid or 0)
    for (wording_id,) in db.execute(
        "SELECT DISTINCT p.wording_id FROM wording_places p JOIN wording_texts w ON w.id = p.wording_id "
        "WHERE w.claim_id = ? AND p.version_id NOT IN given_versions",
        (claim_id,),
    ).fetchall():
        cursor = db.execute(
            f"INSERT INTO wording_texts (claim_id, {_WORDING}) SELECT ?, {_WORDING} FROM wording_texts WHERE id = ?",
            (new_claim, wording_id),
        )
        db.execute(
            "UPDATE wording_places SET wording_id = ? WHERE wording_id = ? AND version_id NOT IN given_versions",
            (cursor.lastrowid, wording_id),
        )
        # A wording that stood only in versions that stay is not needed twice.
        db.execute(
            "DELETE FROM wording_texts WHERE id = ? AND id NOT IN (SELECT wording_id FROM wording_places "
            "WHERE wording_id = ?)",
            (wording_id, wording_id),
        )
    for table, column in (("changes", "new_version_id"), ("facts", "version_id")):
        db.execute(
            f"UPDATE {table} SET claim_id = ? WHERE claim_id = ? AND {column} NOT IN given_versions",
            (new_claim, claim_id),
        )


def _point_to_last(db: sqlite3.Connection, article_id: int, version_id: int | None) -> None:
    """Say which version is an article's last."""
    db.execute(
        "UPDATE articles SET last_version_id = ?, "
        "last_snapshot_id = (SELECT snapshot_id FROM versions WHERE id = ?) WHERE id = ?",
        (version_id, version_id, article_id),
    )


def _stand_alone(db: sqlite3.Connection, article_id: int) -> None:
    """Let an article be fetched by itself in the next pass, asked for plainly."""
    db.execute(
        "UPDATE articles SET moved_to_id = NULL, state = iif(last_version_id IS NULL, 'new', 'live'), "
        "checked_at = NULL, checked_run_id = NULL, next_check_at = NULL, etag = NULL, last_modified = NULL, "
        "held_text_sha256 = NULL, held_reason = NULL WHERE id = ?",
        (article_id,),
    )
