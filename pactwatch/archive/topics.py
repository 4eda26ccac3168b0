"""Topics, the questions they ask, and the sources they watch."""

from __future__ import annotations

import json
import sqlite3

from pactwatch.archive.encode import clean_or_none, to_json
from pactwatch.archive.rows import SourceCheck, SourceRow
from pactwatch.clock import iso
from pactwatch.model import SourceSpec, Topic


def sync_topic(db: sqlite3.Connection, topic: Topic, now: str) -> int:
    """Bring topic, questions and sources into line with the topic file; give the topic's id."""
    db.execute(
        "INSERT INTO topics (name, title, first_seen_at) VALUES (?, ?, ?) "
        "ON CONFLICT (name) DO UPDATE SET title = excluded.title WHERE title <> excluded.title",
        (topic.name, topic.title, now),
    )
    topic_id: int = db.execute("SELECT id FROM topics WHERE name = ?", (topic.name,)).fetchone()[0]
    _sync_questions(db, topic_id, topic)
    listed = {_key(spec) for spec in topic.sources}
    for spec in topic.sources:
        add_source(db, topic_id, spec, now, added_by="topic")
    for source_id, *key in db.execute(
        "SELECT id, kind, url, options FROM sources WHERE topic_id = ? AND added_by = 'topic' AND enabled = 1",
        (topic_id,),
    ).fetchall():
        if tuple(key) not in listed:
            _disable(db, topic_id, source_id)
    return topic_id


def _sync_questions(db: sqlite3.Connection, topic_id: int, topic: Topic) -> None:
    """Replace the questions; facts of one that is no longer asked stay."""
    rows = [(topic_id, q.id, q.label, q.value, int(q.many)) for q in topic.questions]
    have = db.execute(
        "SELECT topic_id, question, label, value, many FROM questions WHERE topic_id = ?", (topic_id,)
    ).fetchall()
    if set(have) == set(rows):
        return
    db.execute("DELETE FROM questions WHERE topic_id = ?", (topic_id,))
    db.executemany("INSERT INTO questions (topic_id, question, label, value, many) VALUES (?, ?, ?, ?, ?)", rows)


def _key(spec: SourceSpec) -> tuple[str, str, str]:
    """Say what makes two sources the same: other options read other things, so they count."""
    return spec.kind, spec.url, to_json(dict(sorted(spec.options.items())))


def add_source(db: sqlite3.Connection, topic_id: int, spec: SourceSpec, now: str, *, added_by: str) -> bool:
    """Watch a source; say whether it was not watched before."""
    kind, url, options = _key(spec)
    row = db.execute(
        "SELECT id, enabled, outlet, language, added_by FROM sources "
        "WHERE topic_id = ? AND kind = ? AND url = ? AND options = ?",
        (topic_id, kind, url, options),
    ).fetchone()
    if row is None:
        db.execute(
            "INSERT INTO sources (topic_id, kind, url, outlet, language, options, added_by, added_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (topic_id, kind, url, spec.outlet, spec.language, options, added_by, now),
        )
        return True
    source_id, enabled, *rest = row
    # One added by hand stays so when the file names it too: it outlives the file's entry.
    owner = rest[2] if enabled else added_by
    if not enabled or rest != [spec.outlet, spec.language, owner]:
        db.execute(
            "UPDATE sources SET enabled = 1, outlet = ?, language = ?, added_by = ? WHERE id = ?",
            (spec.outlet, spec.language, owner, source_id),
        )
    return not enabled


def remove_source(db: sqlite3.Connection, topic_id: int, url: str) -> bool:
    """Stop watching what was added by hand under *url*; say whether there was any."""
    rows = db.execute(
        "SELECT id FROM sources WHERE topic_id = ? AND url = ? AND added_by = 'watch' AND enabled = 1", (topic_id, url)
    ).fetchall()
    for (source_id,) in rows:
        _disable(db, topic_id, source_id)
    return bool(rows)


def _disable(db: sqlite3.Connection, topic_id: int, source_id: int) -> None:
    """Stop watching a source; an article named by hand is not fetched any more, unless another has it."""
    db.execute("UPDATE sources SET enabled = 0 WHERE id = ?", (source_id,))
    db.execute(
        "UPDATE coverage SET watched = 0 WHERE topic_id = ? AND article_id IN ("
        "SELECT coalesce(a.moved_to_id, a.id) FROM sources s JOIN articles a ON a.url = s.url "
        "WHERE s.id = ? AND s.kind = 'url')",
        (topic_id, source_id),
    )


def sources(db: sqlite3.Connection, topic_id: int) -> list[SourceRow]:
    """List what is watched."""
    rows = db.execute(
        "SELECT id, kind, url, outlet, language, options, etag, last_modified, failures, checked_at, next_check_at "
        "FROM sources WHERE topic_id = ? AND enabled = 1 ORDER BY id",
        (topic_id,),
    )
    return [
        SourceRow(
            id=row[0],
            spec=SourceSpec(kind=row[1], url=row[2], outlet=row[3], language=row[4], options=json.loads(row[5])),
            etag=row[6],
            last_modified=row[7],
            failures=row[8],
            checked_at=row[9],
            next_check_at=row[10],
        )
        for row in rows
    ]


def source_checked(db: sqlite3.Connection, source_id: int, now: str, check: SourceCheck) -> None:
    """Note what came of asking a source."""
    db.execute(
        "UPDATE sources SET checked_at = :now, last_error = :error, "
        "failures = iif(:error IS NULL, 0, failures + 1), "
        "failing_since_at = iif(:error IS NULL, NULL, coalesce(failing_since_at, :now)), "
        "etag = :etag, last_modified = :last_modified, next_check_at = :next, hub = coalesce(:hub, hub) "
        "WHERE id = :id",
        {
            "now": now,
            "error": clean_or_none(check.error),
            "etag": clean_or_none(check.etag),
            "last_modified": clean_or_none(check.last_modified),
            "next": iso(check.next_check_at) if check.next_check_at else None,
            "hub": clean_or_none(check.hub),
            "id": source_id,
        },
    )
