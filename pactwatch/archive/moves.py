"""What happens to an article's history when its address changes."""

from __future__ import annotations

import sqlite3

from pactwatch.model import Url
from pactwatch.urls import host_of


def move(db: sqlite3.Connection, article_id: int, new_url: Url) -> int:
    """Let an article's history go on under *new_url*; give the id under which it does.

    The article keeps its id and takes the new address; a row in state `moved` keeps the old address and points to it.
    Only where the new address has a history of its own does this article end: it becomes such a row itself.
    """
    old_url: str = db.execute("SELECT url FROM articles WHERE id = ?", (article_id,)).fetchone()[0]
    if new_url == old_url:
        return article_id
    other = db.execute("SELECT id, last_version_id, moved_to_id FROM articles WHERE url = ?", (new_url,)).fetchone()
    if other is None:
        _leave_forwarding(db, old_url, article_id)
        _readdress(db, article_id, new_url)
        return article_id
    other_id, other_version, other_moved_to = other
    if other_moved_to == article_id or (other_version is None and other_moved_to is None):
        # A bare lead, or an address this article once had: the two rows swap addresses.
        db.execute("UPDATE articles SET url = ? WHERE id = ?", (f"swapping:{other_id}", other_id))
        _readdress(db, article_id, new_url)
        _readdress(db, other_id, Url(old_url))
        _forward(db, other_id, article_id)
        return article_id
    target = other_id if other_moved_to is None else int(other_moved_to)
    _forward(db, article_id, target)
    return target


def _readdress(db: sqlite3.Connection, article_id: int, url: Url) -> None:
    """Give an article a new address; the validators were those of another page."""
    db.execute(
        "UPDATE articles SET url = ?, host = ?, etag = NULL, last_modified = NULL WHERE id = ?",
        (url, host_of(url), article_id),
    )


def _leave_forwarding(db: sqlite3.Connection, url: str, target: int) -> None:
    """Make a row for an address that has been left. The article itself gives up the address right after."""
    db.execute("UPDATE articles SET url = ? WHERE id = ?", (f"leaving:{target}", target))
    db.execute(
        "INSERT INTO articles (url, host, outlet, lead_title, first_seen_at, state, moved_to_id) "
        "SELECT ?, host, outlet, lead_title, first_seen_at, 'moved', id FROM articles WHERE id = ?",
        (url, target),
    )


def _forward(db: sqlite3.Connection, article_id: int, target: int) -> None:
    """Point an article, and what pointed to it, to another; the other takes over its topics."""
    db.execute(
        "UPDATE articles SET state = 'moved', moved_to_id = ?, next_check_at = NULL, held_text_sha256 = NULL, "
        "held_reason = NULL WHERE id = ?",
        (target, article_id),
    )
    db.execute("UPDATE articles SET moved_to_id = ? WHERE moved_to_id = ? AND id <> ?", (target, article_id, target))
    db.execute(
        "INSERT INTO coverage (topic_id, article_id, relevance, why, source_id, added_at, watched) "
        "SELECT topic_id, ?, relevance, why, source_id, added_at, watched FROM coverage WHERE article_id = ? "
        "ON CONFLICT (topic_id, article_id) DO UPDATE SET watched = max(watched, excluded.watched)",
        (target, article_id),
    )
