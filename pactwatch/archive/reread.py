"""Read an article's stored snapshots again: the same versions, with what today's rules make of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pactwatch.archive.articles import VERSION_COLUMNS, version_of
from pactwatch.archive.encode import clean_or_none, insert_together, wording_row
from pactwatch.archive.findings import Between, fact_rows, insert_facts, mark_read, write_changes
from pactwatch.archive.lineage import Claims, relabel
from pactwatch.archive.rows import LastVersion, Onward
from pactwatch.archive.versions import (
    INSERT_CLAIM,
    INSERT_WORDING_PLACE,
    INSERT_WORDING_TEXT,
    in_utc,
    next_id,
    places_of,
    positions_of,
)
from pactwatch.model import Article, Change, Fact, Wording


@dataclass(frozen=True, slots=True)
class Reread:
    """What today's rules make of a version."""

    version_id: int
    article: Article
    wordings: tuple[Wording, ...]
    facts: tuple[Fact, ...]
    carried: tuple[tuple[int, int], ...]
    """(position as it is stored, position now) of the wordings that are the same claim."""


@dataclass(frozen=True, slots=True)
class Rejudged:
    """A past change that would be judged otherwise today."""

    url: str
    change_id: int | None
    """None: it was not found then."""
    was: str
    now: str
    text: str


def versions_of(db: sqlite3.Connection, article_id: int) -> list[LastVersion]:
    """Give every version of an article, with its claims."""
    rows = db.execute(f"SELECT {VERSION_COLUMNS} FROM versions WHERE article_id = ? ORDER BY number", (article_id,))
    return [version_of(db, row) for row in rows.fetchall()]


def rewrite(
    db: sqlite3.Connection,
    article_id: int,
    topic_id: int,
    extractor: str,
    readings: Sequence[Reread],
    between: Sequence[Onward],
    rules: str | None = None,
) -> list[Rejudged]:
    """Write what today's rules make of all versions of an article; give the changes that are judged otherwise.

    *between* has the comparison of each reading with the next. Versions and fetches stay the rows they are,
    and a change that is found again keeps its id. Nothing is alerted.
    """
    db.execute("PRAGMA defer_foreign_keys = ON")
    for reading in readings:
        _rewrite_version(db, article_id, extractor, reading)
    pairs = list(zip(readings, readings[1:], between, strict=False))
    claims = relabel(db, article_id, {(a.version_id, b.version_id): one.lineage for a, b, one in pairs})
    for reading in readings:
        its = claims[reading.version_id]
        rows = fact_rows(topic_id, article_id, reading.version_id, reading.facts, reading.wordings, its)
        _rewrite_facts(db, topic_id, reading.version_id, rows)
    mark_read(db, topic_id, article_id, rules)
    (url,) = db.execute("SELECT url FROM articles WHERE id = ?", (article_id,)).fetchone()
    found: list[Rejudged] = []
    for old, new, onward in pairs:
        found += _rewrite_changes(db, url, article_id, claims, old.version_id, new.version_id, onward.changes)
    return found


def _rewrite_version(db: sqlite3.Connection, article_id: int, extractor: str, reading: Reread) -> None:
    """Write one version's reading, each wording under the claim that it was carried over from."""
    article, version_id = reading.article, reading.version_id
    # The index holds words, not texts: what it is to forget must be told while it still can be read.
    indexed = "headline, byline FROM versions_fts_content WHERE id = ?"
    db.execute(
        f"INSERT INTO versions_fts (versions_fts, rowid, headline, byline) SELECT 'delete', id, {indexed}",
        (version_id,),
    )
    db.execute(
        "UPDATE versions SET headline = ?, byline = ?, published_at = ?, modified_at = ?, language = ?, text = ?, "
        "text_sha256 = ?, extractor = ? WHERE id = ?",
        (
            clean_or_none(article.headline),
            clean_or_none(article.byline),
            in_utc(clean_or_none(article.published_at)),
            in_utc(clean_or_none(article.modified_at)),
            clean_or_none(article.language),
            clean_or_none(article.text),
            article.text_sha256,
            extractor,
            version_id,
        ),
    )
    db.execute(f"INSERT INTO versions_fts (rowid, headline, byline) SELECT id, {indexed}", (version_id,))
    had = places_of(db, version_id)
    of = {to: had[start] for start, to in reading.carried if start in had}
    claim, text = next_id(db, "claims"), next_id(db, "wording_texts")
    claims, texts, places = [], [], []
    for position, wording in zip(positions_of(reading.wordings), reading.wordings, strict=True):
        columns = wording_row(wording)
        claim_id, wording_id, before = of.get(position, (0, 0, ()))
        if not claim_id:
            claim_id, claim = claim, claim + 1
            claims.append((claim_id, article_id, version_id, version_id))
        if before != columns:
            wording_id, text = text, text + 1
            texts.append((wording_id, claim_id, *columns))
        places.append((version_id, position, wording.paragraph, wording_id))
    db.execute("DELETE FROM wording_places WHERE version_id = ?", (version_id,))
    db.executemany(INSERT_CLAIM, claims)
    insert_together(db, INSERT_WORDING_TEXT, texts)
    db.executemany(INSERT_WORDING_PLACE, places)


def facts_read_otherwise(db: sqlite3.Connection, topic_id: int, rules: str, limit: int) -> list[int]:
    """List articles of a topic whose facts were read by other rules than *rules*."""
    rows = db.execute(
        "SELECT c.article_id FROM coverage c JOIN articles a ON a.id = c.article_id WHERE c.topic_id = ? "
        "AND c.facts_read_by IS NOT ? AND a.last_version_id IS NOT NULL ORDER BY c.article_id LIMIT ?",
        (topic_id, rules, limit),
    )
    return [row[0] for row in rows]


def rewrite_facts(
    db: sqlite3.Connection,
    article_id: int,
    topic_id: int,
    rules: str,
    facts: Sequence[tuple[LastVersion, Sequence[Fact]]],
) -> None:
    """Let the facts of an article's versions be those that are read today, and note by which rules."""
    for version, read in facts:
        wordings = tuple(wording for _, wording in version.claims)
        claims = {position: row[0] for position, row in places_of(db, version.id).items()}
        rows = fact_rows(topic_id, article_id, version.id, read, wordings, claims)
        _rewrite_facts(db, topic_id, version.id, rows)
    mark_read(db, topic_id, article_id, rules)


def _rewrite_facts(db: sqlite3.Connection, topic_id: int, version_id: int, rows: Sequence[tuple[object, ...]]) -> None:
    """Let a version's facts be *rows*; those that are the same keep their rows."""
    names = 'question, value, label, claim_id, sentence, position, "start", "end", role, modality, speaker, beside'
    had: dict[tuple[object, ...], list[int]] = {}
    for fact_id, *row in db.execute(
        f"SELECT id, {names} FROM facts WHERE version_id = ? AND topic_id = ? ORDER BY id",
        (version_id, topic_id),
    ):
        had.setdefault(tuple(row), []).append(fact_id)
    new = []
    for row in rows:
        # topic, question, value, label, article, version, claim, sentence, …
        key = (*row[1:4], *row[6:])
        if had.get(key):
            had[key].pop()
        else:
            new.append(row)
    gone = [(fact_id,) for ids in had.values() for fact_id in ids]
    if not gone:
        insert_facts(db, new)
        return
    # A side that rests on a sentence which is not read as an answer any more was our mistake, not an outlet's.
    db.executemany("DELETE FROM conflict_sides WHERE first_fact_id = ?1 OR fact_id = ?1", gone)
    db.execute(
        "DELETE FROM conflict_sides WHERE conflict_id IN "
        "(SELECT conflict_id FROM conflict_sides GROUP BY 1 HAVING count(DISTINCT side) < 2)"
    )
    db.execute("DELETE FROM conflicts WHERE id NOT IN (SELECT conflict_id FROM conflict_sides)")
    db.executemany("DELETE FROM facts WHERE id = ?", gone)
    insert_facts(db, new)


def _rewrite_changes(
    db: sqlite3.Connection,
    url: str,
    article_id: int,
    claims: Claims,
    old_id: int,
    new_id: int,
    changes: Sequence[Change],
) -> Iterator[Rejudged]:
    """Let the changes between two versions be those that are found today, under the ids that they had."""
    had: dict[tuple[object, ...], list[tuple[int, bool, str]]] = {}
    for change_id, subject, old_text, new_text, material, rule in db.execute(
        "SELECT id, subject, old_text, new_text, material, rule FROM changes WHERE new_version_id = ? "
        "AND old_version_id = ? ORDER BY id DESC",
        (new_id, old_id),
    ).fetchall():
        had.setdefault((subject, old_text, new_text), []).append((change_id, bool(material), rule))
    fresh = next_id(db, "changes")
    ids = []
    for change in changes:
        verdict, text = change.verdict, change.new_text or change.old_text or ""
        known = had.get((change.subject, clean_or_none(change.old_text), clean_or_none(change.new_text)))
        if known:
            change_id, material, rule = known.pop()
            if material != verdict.material:
                yield Rejudged(url, change_id, _verdict(material, rule), _verdict(verdict.material, verdict.rule), text)
        else:
            change_id, fresh = fresh, fresh + 1
            yield Rejudged(url, None, "not found", _verdict(verdict.material, verdict.rule), text)
        ids.append(change_id)
    for (_, old_text, new_text), left in had.items():
        for change_id, material, rule in left:
            yield Rejudged(url, change_id, _verdict(material, rule), "no change", str(new_text or old_text))
    (seen, before) = db.execute(
        "SELECT n.first_seen_at, o.last_seen_at FROM versions n, versions o WHERE n.id = ? AND o.id = ?",
        (new_id, old_id),
    ).fetchone()
    db.execute("DELETE FROM changes WHERE new_version_id = ? AND old_version_id = ?", (new_id, old_id))
    pair = Between(article_id, old_id, new_id, claims[old_id], claims[new_id])
    write_changes(db, pair, changes, seen, before, ids)


def _verdict(material: bool, rule: str) -> str:
    """Say a verdict in two words."""
    return f"{'material' if material else 'cosmetic'} by {rule}"
