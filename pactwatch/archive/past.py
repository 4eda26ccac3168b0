"""Put a capture into an article's past: between the versions that are known, with only its neighbours judged anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import replace

from pactwatch.archive.articles import VERSION_COLUMNS, resolve, version_of
from pactwatch.archive.before import Before
from pactwatch.archive.evidence import store_fetch, store_snapshot
from pactwatch.archive.findings import Between, store_changes, store_facts, write_changes
from pactwatch.archive.lineage import relabel
from pactwatch.archive.rows import Around, Capture, LastVersion, Onward, Recorded
from pactwatch.archive.versions import store_version
from pactwatch.clock import iso
from pactwatch.model import Outcome, Sha256

_SEEN = frozenset({Outcome.STORED, Outcome.UNCHANGED, Outcome.NOT_MODIFIED})
_SEEN_SQL = "outcome IN ('stored', 'unchanged', 'not_modified')"


def is_past(db: sqlite3.Connection, article_id: int, at: str) -> bool:
    """Whether the archive has looked at an article since *at*."""
    row = db.execute(
        "SELECT max(coalesce(a.checked_at, ''), coalesce(v.last_seen_at, '')) FROM articles a "
        "LEFT JOIN versions v ON v.id = a.last_version_id WHERE a.id = ?",
        (resolve(db, article_id),),
    ).fetchone()
    return bool(row[0] > at)


def has_fetch(db: sqlite3.Connection, article_id: int, url: str, at: str) -> bool:
    """Whether this very exchange is in the archive."""
    found = db.execute(
        "SELECT 1 FROM fetches WHERE article_id = ? AND fetched_at = ? AND (url = ? OR final_url = ?)",
        (resolve(db, article_id), at, url, url),
    ).fetchone()
    return found is not None


def snapshot_of(db: sqlite3.Connection, article_id: int, at: str) -> int | None:
    """Give the snapshot that a fetch at *at* brought or confirmed; None: there is none."""
    row = db.execute(
        f"SELECT snapshot_id FROM fetches WHERE article_id = ? AND fetched_at = ? AND {_SEEN_SQL} LIMIT 1",
        (resolve(db, article_id), at),
    ).fetchone()
    return None if row is None or row[0] is None else int(row[0])


def around(db: sqlite3.Connection, article_id: int, at: str) -> Around:
    """Give what the archive holds of an article around the moment *at*."""
    article_id = resolve(db, article_id)
    before = _version(db, article_id, "first_seen_at <= ? ORDER BY number DESC", at)
    after = _version(db, article_id, "first_seen_at > ? ORDER BY number", at)
    body = None
    seen_again = None
    if before is not None:
        row = db.execute("SELECT body_sha256 FROM snapshots WHERE id = ?", (before.snapshot_id,)).fetchone()
        body = Sha256(row[0])
    if before is not None and before.last_seen_at > at:
        row = db.execute(
            f"SELECT min(fetched_at) FROM fetches WHERE article_id = ? AND fetched_at > ? AND fetched_at <= ? "
            f"AND {_SEEN_SQL}",
            (article_id, at, before.last_seen_at),
        ).fetchone()
        seen_again = row[0] or before.last_seen_at
    return Around(before, body, seen_again, after)


def _version(db: sqlite3.Connection, article_id: int, where: str, at: str) -> LastVersion | None:
    """Read one version of an article."""
    row = db.execute(
        f"SELECT {VERSION_COLUMNS} FROM versions WHERE article_id = ? AND {where} LIMIT 1", (article_id, at)
    ).fetchone()
    return None if row is None else version_of(db, row)


def record_past(db: sqlite3.Connection, capture: Capture, place: Around, onward: Onward) -> Recorded:
    """Write what a capture of an earlier time says, and no more than is new.

    *place* is what `around` said; *onward* how the capture differs from what followed it: `place.after`, or
    `place.before` where that was seen again. The rows of other versions stay, but for their numbers and for the bounds
    of the time in which a change must have happened.
    """
    article_id = resolve(db, capture.article_id)
    now = iso(capture.fetch.fetched_at)
    before = _before(place, now)
    snapshot_id, is_new = store_snapshot(db, article_id, before, capture)
    fetch_id = store_fetch(db, article_id, snapshot_id, capture)
    version_id = number = None
    changes: tuple[int, ...] = ()
    text = capture.article.text_sha256 if capture.article else None
    if capture.judgement.outcome in _SEEN:
        if text is None or text == before.version_text_sha256:
            _confirm(db, before.version_id, now)
        elif place.after is not None and not place.seen_again_at and text == place.after.text_sha256:
            _reach_back(db, place.after.id, now)
        elif snapshot_id is not None:
            version_id, number, changes = _between(db, article_id, capture, place, onward, snapshot_id)
        _tell_article(db, article_id, now)
    return Recorded(
        fetch_id=fetch_id,
        snapshot_id=snapshot_id if is_new else None,
        version_id=version_id,
        version_number=number,
        change_ids=changes,
        said_changed=version_id is not None and place.after is None and not place.seen_again_at,
    )


def _before(place: Around, now: str) -> Before:
    """Say what was there before a moment, as `record_capture` looks it up for the present."""
    version = place.before
    if version is None:
        # The bytes of what came later are as good a base to store these on.
        return Before(None, None, None, 0, None, None, None, None, "new")
    return Before(
        snapshot_id=version.snapshot_id,
        body_sha256=place.before_body_sha256,
        version_id=version.id,
        version_number=version.number,
        version_text_sha256=version.text_sha256,
        version_last_seen_at=min(version.last_seen_at, now),
        outcome=None,
        held_text_sha256=None,
        state="live",
    )


def _confirm(db: sqlite3.Connection, version_id: int | None, now: str) -> None:
    """A version was seen at one more moment: what followed it happened after that."""
    db.execute("UPDATE versions SET last_seen_at = ?1 WHERE id = ?2 AND last_seen_at < ?1", (now, version_id))
    db.execute(
        "UPDATE changes SET not_before_at = ?1 WHERE old_version_id = ?2 AND not_before_at < ?1", (now, version_id)
    )


def _reach_back(db: sqlite3.Connection, version_id: int, now: str) -> None:
    """A version was there earlier than was known: what led to it happened before that."""
    db.execute("UPDATE versions SET first_seen_at = ?1 WHERE id = ?2 AND first_seen_at > ?1", (now, version_id))
    db.execute("UPDATE changes SET detected_at = ?1 WHERE new_version_id = ?2 AND detected_at > ?1", (now, version_id))
    db.execute(
        "UPDATE claims SET removed_at = ?1 WHERE removed_at > ?1 AND article_id = "
        "(SELECT article_id FROM versions WHERE id = ?2) AND last_version_id = (SELECT p.id FROM versions v "
        "JOIN versions p ON p.article_id = v.article_id AND p.number = v.number - 1 WHERE v.id = ?2)",
        (now, version_id),
    )


def _between(
    db: sqlite3.Connection, article_id: int, capture: Capture, place: Around, onward: Onward, snapshot_id: int
) -> tuple[int | None, int | None, tuple[int, ...]]:
    """Write a version between two others; give its id and number, and the changes that it brought."""
    now = iso(capture.fetch.fetched_at)
    number = place.before.number if place.before else 0
    after_id = place.after.id if place.after else None
    if place.before is not None and place.seen_again_at:
        _make_room(db, article_id, number, 2)
        after_id = _part(db, place.before, now, place.seen_again_at)
    elif place.after is not None:
        _make_room(db, article_id, number, 1)
    before = _before(place, now)
    if place.seen_again_at:
        last = db.execute("SELECT last_seen_at FROM versions WHERE id = ?", (before.version_id,)).fetchone()[0]
        before = replace(before, version_last_seen_at=last)
    version = store_version(db, article_id, before, capture, snapshot_id)
    if version is None:
        return None, None, ()
    changes = store_changes(db, article_id, before, version, capture)
    store_facts(db, article_id, before, version, capture)
    if after_id is None:
        return version.id, version.number, changes
    claims = relabel(db, article_id, {(version.id, after_id): onward.lineage})
    db.execute("DELETE FROM changes WHERE new_version_id = ?", (after_id,))
    between = Between(article_id, version.id, after_id, claims[version.id], claims[after_id])
    seen = db.execute("SELECT first_seen_at FROM versions WHERE id = ?", (after_id,)).fetchone()[0]
    return version.id, version.number, changes + write_changes(db, between, onward.changes, seen, now)


def _make_room(db: sqlite3.Connection, article_id: int, number: int, by: int) -> None:
    """Renumber the versions after *number*; by way of negative numbers, because each number is there once."""
    db.execute("UPDATE versions SET number = -number - ? WHERE article_id = ? AND number > ?", (by, article_id, number))
    db.execute("UPDATE versions SET number = -number WHERE article_id = ? AND number < 0", (article_id,))


def _part(db: sqlite3.Connection, version: LastVersion, now: str, seen_again_at: str) -> int:
    """Make two versions of one that was interrupted at *now*; give the id of the later."""
    number, first_seen = "number + 2", f"'{seen_again_at}'"
    snapshot = (
        "coalesce((SELECT f.snapshot_id FROM fetches f JOIN snapshots s ON s.id = f.snapshot_id WHERE f.article_id = "
        f"versions.article_id AND f.fetched_at = {first_seen} AND s.outcome = 'stored' LIMIT 1), snapshot_id)"
    )
    ours = {"id": "NULL", "number": number, "first_seen_at": first_seen, "snapshot_id": snapshot}
    later = _copy(db, "versions", "id", version.id, ours)
    _copy(db, "wording_places", "version_id", version.id, {"version_id": str(later)})
    _copy(db, "facts", "version_id", version.id, {"id": "NULL", "version_id": str(later)})
    db.execute("UPDATE changes SET old_version_id = ? WHERE old_version_id = ?", (later, version.id))
    db.execute("UPDATE articles SET last_version_id = ? WHERE last_version_id = ?", (later, version.id))
    db.execute(
        "UPDATE versions SET last_seen_at = max(first_seen_at, coalesce((SELECT max(fetched_at) FROM fetches f "
        f"WHERE f.article_id = versions.article_id AND f.fetched_at < ?1 AND f.{_SEEN_SQL}), first_seen_at)) "
        "WHERE id = ?2",
        (now, version.id),
    )
    return later


def _copy(db: sqlite3.Connection, table: str, key: str, value: int, other: Mapping[str, str]) -> int:
    """Copy the rows of *table* whose *key* is *value*, with *other* columns; whatever columns there are by now."""
    names = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    into = ", ".join(f'"{name}"' for name in names)
    of = ", ".join(other.get(name, f'"{name}"') for name in names)
    cursor = db.execute(f"INSERT INTO {table} ({into}) SELECT {of} FROM {table} WHERE {key} = ?", (value,))
    return int(cursor.lastrowid or 0)


def _tell_article(db: sqlite3.Connection, article_id: int, now: str) -> None:
    """Bring the article's row into line with a history that has grown backwards."""
    db.execute(
        """
        UPDATE articles SET
            first_seen_at = min(first_seen_at, :now),
            ok_at = max(coalesce(ok_at, :now), :now),
            state = iif(state IN ('new', 'off_topic'), 'live', state)
        WHERE id = :id
        """,
        {"id": article_id, "now": now},
    )
    last = db.execute(
        "SELECT id, snapshot_id FROM versions WHERE article_id = ? ORDER BY number DESC LIMIT 1", (article_id,)
    ).fetchone()
    if last is not None:
        # The validators were another snapshot's.
        db.execute(
            "UPDATE articles SET last_version_id = ?1, last_snapshot_id = ?2, etag = NULL, last_modified = NULL "
            "WHERE id = ?3 AND last_version_id IS NOT ?1",
            (*last, article_id),
        )
