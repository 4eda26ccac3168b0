"""Record one capture of one article: everything it yields, in the caller's one transaction."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from pactwatch.archive import articles
from pactwatch.archive.bodies import store_body
from pactwatch.archive.encode import clean, clean_or_none, differences, insert_into, to_json, wording_row
from pactwatch.archive.rows import Capture, Recorded
from pactwatch.clock import iso
from pactwatch.model import Article, Fact, Outcome, Sha256, Wording

# The article itself was read, or confirmed as it was.
_SEEN = frozenset({Outcome.STORED, Outcome.UNCHANGED, Outcome.NOT_MODIFIED})
# What came back is not the article, but it is evidence of why there is none.
_EVIDENCE = frozenset({Outcome.WALLED, Outcome.EMPTY, Outcome.PARTIAL})
# These say nothing about what the page says now, so a reading that was held back goes on waiting for a second one.
_SILENT = frozenset({Outcome.UNAVAILABLE, Outcome.BLOCKED, Outcome.REFUSED, Outcome.DISALLOWED, Outcome.TOO_LARGE})


_INSERT_SNAPSHOT = insert_into(
    "snapshots", "article_id captured_at outcome url status content_type headers body_sha256"
)
_INSERT_FETCH = insert_into(
    "fetches",
    "run_id article_id url final_url fetched_at status outcome reason elapsed_ms size_bytes snapshot_id text_sha256",
)
_INSERT_VERSION = insert_into(
    "versions",
    "article_id number snapshot_id first_seen_at last_seen_at headline byline published_at modified_at language text "
    "text_sha256 extractor",
)
_WORDING_COLUMNS = "kind text speaker quotes figures dates names modality polarity language"
_INSERT_WORDING_TEXT = insert_into("wording_texts", "id claim_id " + _WORDING_COLUMNS)
_INSERT_WORDING_PLACE = insert_into("wording_places", "version_id position paragraph wording_id")
_INSERT_CLAIM = insert_into("claims", "id article_id first_version_id last_version_id")
_INSERT_CHANGE = insert_into(
    "changes",
    "id article_id claim_id old_version_id new_version_id kind subject facets material rule score old_text new_text "
    "words differences old_positions new_positions detected_at not_before_at",
)
_INSERT_FACT = insert_into(
    "facts",
    "topic_id question value label article_id version_id claim_id sentence position start end role modality speaker",
)


@dataclass(frozen=True, slots=True)
class _State:
    """What the archive holds of the article before this capture."""

    snapshot_id: int | None
    body_sha256: Sha256 | None
    version_id: int | None
    version_number: int
    version_text_sha256: Sha256 | None
    version_last_seen_at: str | None
    outcome: str | None
    held_text_sha256: str | None


@dataclass(frozen=True, slots=True)
class _Version:
    """A version just written, with the claims at each position, old and new."""

    id: int
    number: int
    claims: dict[int, int]
    old_claims: dict[int, int]


def record_capture(db: sqlite3.Connection, capture: Capture) -> Recorded:
    """Write what *capture* says, and no more than is new."""
    article_id = articles.resolve(db, capture.article_id)
    merged = False
    if capture.moved_to is not None:
        target = articles.move(db, article_id, capture.moved_to)
        merged = target != article_id
    before = _state(db, article_id)
    snapshot_id, is_new = _store_snapshot(db, article_id, before, capture)
    fetch_id = _store_fetch(db, article_id, snapshot_id, capture)
    version = None
    if capture.judgement.outcome is Outcome.STORED and not merged and snapshot_id is not None:
        version = _store_version(db, article_id, before, capture, snapshot_id)
    change_ids = _store_changes(db, article_id, before, version, capture) if version else ()
    _store_facts(db, article_id, before, version, capture)
    _update_article(db, article_id, before, capture, snapshot_id, version, merged=merged)
    return Recorded(
        fetch_id=fetch_id,
        snapshot_id=snapshot_id if is_new else None,
        version_id=version.id if version else None,
        version_number=version.number if version else None,
        change_ids=change_ids,
    )


def _state(db: sqlite3.Connection, article_id: int) -> _State:
    """Look up what is there."""
    row = db.execute(
        """
        SELECT a.last_snapshot_id, s.body_sha256, v.id, coalesce(v.number, 0), v.text_sha256, v.last_seen_at,
            a.last_outcome, a.held_text_sha256
        FROM articles a
        LEFT JOIN snapshots s ON s.id = a.last_snapshot_id
        LEFT JOIN versions v ON v.id = a.last_version_id
        WHERE a.id = ?
        """,
        (article_id,),
    ).fetchone()
    return _State(*row)


# ---------------------------------------------------------------- what came back


def _store_snapshot(
    db: sqlite3.Connection, article_id: int, before: _State, capture: Capture
) -> tuple[int | None, bool]:
    """Store the bytes if they are worth keeping; give the snapshot that holds them and whether it is new."""
    outcome, fetch = capture.judgement.outcome, capture.fetch
    if outcome in (Outcome.UNCHANGED, Outcome.NOT_MODIFIED):
        return before.snapshot_id, False
    is_evidence = capture.held_text_sha256 is not None or outcome in _EVIDENCE
    if outcome is not Outcome.STORED and not (is_evidence and fetch.body):
        return None, False
    # The same wall at every pass, with another token in it each time, is kept once.
    if (
        outcome is not Outcome.STORED
        and outcome == before.outcome
        and capture.held_text_sha256 == before.held_text_sha256
    ):
        return _last_evidence(db, article_id, outcome), False
    digest = store_body(db, fetch.body, like=before.body_sha256)
    if outcome is Outcome.STORED and digest == before.body_sha256:
        return before.snapshot_id, False
    cursor = db.execute(
        _INSERT_SNAPSHOT,
        (
            article_id,
            iso(fetch.fetched_at),
            outcome,
            fetch.final_url,
            fetch.status,
            clean_or_none(fetch.header("content-type")),
            to_json(fetch.headers),
            digest,
        ),
    )
    return cursor.lastrowid, True


def _last_evidence(db: sqlite3.Connection, article_id: int, outcome: Outcome) -> int | None:
    """Find the snapshot of the last fetch, which had the same outcome."""
    row = db.execute(
        "SELECT snapshot_id FROM fetches WHERE article_id = ? AND outcome = ? "
        "ORDER BY fetched_at DESC, id DESC LIMIT 1",
        (article_id, outcome),
    ).fetchone()
    return row[0] if row else None


def _store_fetch(db: sqlite3.Connection, article_id: int, snapshot_id: int | None, capture: Capture) -> int:
    """Write the exchange; always."""
    fetch = capture.fetch
    cursor = db.execute(
        _INSERT_FETCH,
        (
            capture.run_id,
            article_id,
            fetch.url,
            fetch.final_url if fetch.final_url != fetch.url else None,
            iso(fetch.fetched_at),
            fetch.status,
            capture.judgement.outcome,
            clean(capture.judgement.reason),
            fetch.elapsed_ms,
            len(fetch.body),
            snapshot_id,
            capture.held_text_sha256,
        ),
    )
    return int(cursor.lastrowid or 0)


# ---------------------------------------------------------------- what it says


def _store_version(
    db: sqlite3.Connection, article_id: int, before: _State, capture: Capture, snapshot_id: int
) -> _Version | None:
    """Write a version with its claims and wordings, if it reads otherwise than the last one."""
    article = capture.article
    if article is None or article.text_sha256 == before.version_text_sha256:
        return None
    now = iso(capture.fetch.fetched_at)
    number = before.version_number + 1
    version_id = _insert_version(db, article_id, number, snapshot_id, now, article, capture.extractor)
    old = _places(db, before.version_id)
    claims = _store_claims(
        db, article_id, version_id, capture, {position: row[0] for position, row in old.items()}, now
    )
    _store_wordings(db, version_id, capture, claims, old)
    return _Version(version_id, number, claims, {position: row[0] for position, row in old.items()})


def _insert_version(
    db: sqlite3.Connection, article_id: int, number: int, snapshot_id: int, now: str, article: Article, extractor: str
) -> int:
    """Write the row of a version."""
    cursor = db.execute(
        _INSERT_VERSION,
        (
            article_id,
            number,
            snapshot_id,
            now,
            now,
            clean_or_none(article.headline),
            clean_or_none(article.byline),
            article.published_at,
            article.modified_at,
            article.language,
            clean(article.text),
            article.text_sha256,
            extractor,
        ),
    )
    return int(cursor.lastrowid or 0)


_Place = tuple[int, int, tuple[object, ...]]
"""Claim, wording row, and the columns kind … language of it."""


def _places(db: sqlite3.Connection, version_id: int | None) -> dict[int, _Place]:
    """Give the claims and wordings of a version by position."""
    if version_id is None:
        return {}
    rows = db.execute(
        f"SELECT position, claim_id, id, {', '.join(_WORDING_COLUMNS.split())} FROM wordings WHERE version_id = ?",
        (version_id,),
    )
    return {row[0]: (row[1], row[2], row[3:]) for row in rows}


def _positions(wordings: tuple[Wording, ...]) -> list[int]:
    """Say where each wording stands: where it says, unless two say the same place."""
    stated = [wording.position for wording in wordings]
    return stated if len(set(stated)) == len(stated) else list(range(len(stated)))


def _next_id(db: sqlite3.Connection, table: str) -> int:
    """Give the first free id of *table*: one query and an `executemany` are 14 times as fast as an insert per row."""
    return int(db.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0])


def _store_claims(
    db: sqlite3.Connection, article_id: int, version_id: int, capture: Capture, old: dict[int, int], now: str
) -> dict[int, int]:
    """Carry claims on, begin new ones, end those that are gone; give the claim at each new position."""
    positions = _positions(capture.wordings)
    lineage = {new: old[before] for before, new in capture.lineage if before in old}
    claims: dict[int, int] = {}
    used: set[int] = set()
    for position in positions:
        claim_id = lineage.get(position)
        if claim_id is not None and claim_id not in used:
            claims[position] = claim_id
            used.add(claim_id)
    begun = [position for position in positions if position not in claims]
    first = _next_id(db, "claims")
    claims |= {position: first + offset for offset, position in enumerate(begun)}
    db.executemany(
        _INSERT_CLAIM,
        [(claims[position], article_id, version_id, version_id) for position in begun],
    )
    db.executemany("UPDATE claims SET last_version_id = ? WHERE id = ?", [(version_id, claim_id) for claim_id in used])
    ended = [claim_id for claim_id in old.values() if claim_id not in used]
    db.executemany("UPDATE claims SET removed_at = ? WHERE id = ?", [(now, claim_id) for claim_id in ended])
    return claims


def _store_wordings(
    db: sqlite3.Connection, version_id: int, capture: Capture, claims: dict[int, int], old: dict[int, _Place]
) -> None:
    """Write the wordings that are new, and where each stands in this version."""
    kept = {claim_id: (wording_id, columns) for claim_id, wording_id, columns in old.values()}
    next_id = _next_id(db, "wording_texts")
    texts: list[tuple[object, ...]] = []
    places = []
    for position, wording in zip(_positions(capture.wordings), capture.wordings, strict=True):
        claim_id, columns = claims[position], wording_row(wording)
        wording_id, before = kept.get(claim_id, (0, None))
        if before != columns:
            wording_id = next_id + len(texts)
            texts.append((wording_id, claim_id, *columns))
        places.append((version_id, position, wording.paragraph, wording_id))
    db.executemany(
        _INSERT_WORDING_TEXT,
        texts,
    )
    db.executemany(_INSERT_WORDING_PLACE, places)


# ---------------------------------------------------------------- what changed, and what is known


def _store_changes(
    db: sqlite3.Connection, article_id: int, before: _State, version: _Version | None, capture: Capture
) -> tuple[int, ...]:
    """Write the changes from the last version to this one; give their ids."""
    if version is None or before.version_id is None:
        return ()
    first = _next_id(db, "changes")
    detected_at = iso(capture.fetch.fetched_at)
    rows = []
    for change_id, change in enumerate(capture.changes, start=first):
        claim_id = None
        if change.subject == "claim":
            found = [version.claims.get(p) for p in change.new_positions]
            found += [version.old_claims.get(p) for p in change.old_positions]
            claim_id = next((claim for claim in found if claim is not None), None)
        rows.append(
            (
                change_id,
                article_id,
                claim_id,
                before.version_id,
                version.id,
                change.kind,
                change.subject,
                to_json(change.verdict.facets),
                int(change.verdict.material),
                change.verdict.rule,
                change.verdict.score,
                clean_or_none(change.old_text),
                clean_or_none(change.new_text),
                to_json(change.words),
                differences(change),
                to_json(change.old_positions),
                to_json(change.new_positions),
                detected_at,
                before.version_last_seen_at,
            )
        )
    db.executemany(
        _INSERT_CHANGE,
        rows,
    )
    return tuple(range(first, first + len(rows)))


def _store_facts(
    db: sqlite3.Connection, article_id: int, before: _State, version: _Version | None, capture: Capture
) -> None:
    """Write the facts of a version; of one that is there already only if this topic has none of it yet."""
    if not capture.facts or capture.judgement.outcome is not Outcome.STORED:
        return
    if version is not None:
        version_id, claims = version.id, version.claims
    elif before.version_id is not None:
        version_id = before.version_id
        if db.execute(
            "SELECT 1 FROM facts WHERE version_id = ? AND topic_id = ?", (version_id, capture.topic_id)
        ).fetchone():
            return
        claims = {position: row[0] for position, row in _places(db, version_id).items()}
    else:
        return
    texts = dict(zip(_positions(capture.wordings), (wording.text for wording in capture.wordings), strict=True))
    db.executemany(
        _INSERT_FACT,
        [
            (
                capture.topic_id,
                fact.question,
                clean(fact.value),
                clean(fact.label),
                article_id,
                version_id,
                _claim_of(fact, claims, texts),
                clean(fact.sentence),
                fact.position,
                fact.start,
                fact.end,
                fact.role,
                fact.modality,
                clean_or_none(fact.speaker),
            )
            for fact in capture.facts
        ],
    )


def _claim_of(fact: Fact, claims: dict[int, int], texts: dict[int, str]) -> int | None:
    """Find the claim that a fact stands in; None: it stands in the headline."""
    if texts.get(fact.position) == fact.sentence:
        return claims.get(fact.position)
    return next((claims[position] for position, text in texts.items() if text == fact.sentence), None)


# ---------------------------------------------------------------- the article itself


def _update_article(
    db: sqlite3.Connection,
    article_id: int,
    before: _State,
    capture: Capture,
    snapshot_id: int | None,
    version: _Version | None,
    *,
    merged: bool,
) -> None:
    """Bring the article's row up to this capture."""
    outcome, fetch = capture.judgement.outcome, capture.fetch
    now = iso(fetch.fetched_at)
    fresh = outcome in (Outcome.STORED, Outcome.UNCHANGED) and not merged
    if outcome in _SEEN and version is None and before.version_id is not None and not merged:
        db.execute(
            "UPDATE versions SET last_seen_at = ? WHERE id = ? AND last_seen_at < ?", (now, before.version_id, now)
        )
    db.execute(
        """
        UPDATE articles SET
            state = CASE WHEN :merged OR :state = 'moved' AND moved_to_id IS NULL THEN
                iif(:merged, 'moved', 'live') ELSE :state END,
            checked_at = :now,
            checked_run_id = :run,
            next_check_at = iif(:merged, NULL, :next_check_at),
            bad_since_at = iif(:bad, coalesce(bad_since_at, :now), NULL),
            -- Several attempts within one pass count as one.
            bad_streak = iif(:bad, bad_streak + (bad_streak = 0 OR :run IS NULL OR checked_run_id IS NOT :run), 0),
            last_outcome = :outcome,
            ok_at = iif(:seen, :now, ok_at),
            etag = iif(:fresh, :etag, etag),
            last_modified = iif(:fresh, :last_modified, last_modified),
            last_snapshot_id = iif(:fresh, :snapshot_id, last_snapshot_id),
            last_version_id = coalesce(:version_id, last_version_id),
            held_text_sha256 = iif(:silent, held_text_sha256, :held),
            held_reason = iif(:silent, held_reason, :held_reason)
        WHERE id = :id
        """,
        {
            "id": article_id,
            "merged": merged,
            "state": capture.state,
            "now": now,
            "run": capture.run_id,
            "next_check_at": iso(capture.next_check_at) if capture.next_check_at else None,
            "outcome": outcome,
            "bad": outcome not in _SEEN and outcome not in (Outcome.MOVED, Outcome.OFF_TOPIC),
            "seen": outcome in _SEEN and not merged,
            "fresh": fresh,
            "etag": fetch.header("etag"),
            "last_modified": fetch.header("last-modified"),
            "snapshot_id": snapshot_id,
            "version_id": version.id if version else None,
            "silent": outcome in _SILENT,
            "held": capture.held_text_sha256,
            "held_reason": clean(capture.judgement.reason) if capture.held_text_sha256 else None,
        },
    )
    if capture.relevance is not None:
        db.execute(
            "UPDATE coverage SET relevance = ?, why = coalesce(?, why) WHERE topic_id = ? AND article_id = ? "
            "AND (relevance <> ? OR why IS NOT coalesce(?, why))",
            (capture.relevance, capture.why, capture.topic_id, article_id, capture.relevance, capture.why),
        )
