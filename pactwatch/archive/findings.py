"""What was found in a version: its changes from the last one, and its answers to the topic's questions."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pactwatch.archive.before import Before
from pactwatch.archive.encode import clean, clean_or_none, differences, insert_into, to_json
from pactwatch.archive.rows import Capture
from pactwatch.archive.versions import NewVersion, next_id, places_of, positions_of
from pactwatch.clock import iso
from pactwatch.model import Change, Fact, Outcome, Wording

_INSERT_CHANGE = insert_into(
    "changes",
    "id article_id claim_id old_version_id new_version_id kind subject facets material rule score old_text new_text "
    "words differences old_positions new_positions detected_at not_before_at",
)
_INSERT_FACT = insert_into(
    "facts",
    "topic_id question value label article_id version_id claim_id sentence position start end role modality speaker "
    "beside",
)


def store_changes(
    db: sqlite3.Connection, article_id: int, before: Before, version: NewVersion, capture: Capture
) -> tuple[int, ...]:
    """Write the changes from the last version to this one; give their ids. A first version has none."""
    if before.version_id is None:
        return ()
    between = Between(article_id, before.version_id, version.id, version.old_claims, version.claims)
    return write_changes(db, between, capture.changes, iso(capture.fetch.fetched_at), before.version_last_seen_at)


@dataclass(frozen=True, slots=True)
class Between:
    """Two versions of an article that follow one another, with the claim at each position."""

    article_id: int
    old_version_id: int
    new_version_id: int
    old_claims: Mapping[int, int]
    new_claims: Mapping[int, int]


def write_changes(
    db: sqlite3.Connection,
    between: Between,
    changes: Sequence[Change],
    detected_at: str,
    not_before_at: str | None,
    ids: Sequence[int] = (),
) -> tuple[int, ...]:
    """Write the changes between two versions, under *ids* where they are given; give their ids."""
    first = next_id(db, "changes")
    # Where the clock was set back in between, the bounds meet; they never cross.
    not_before_at = min(not_before_at or detected_at, detected_at)
    numbers = tuple(ids) or tuple(range(first, first + len(changes)))
    rows = [
        (
            change_id,
            between.article_id,
            _claim_of_change(change, between),
            between.old_version_id,
            between.new_version_id,
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
            not_before_at,
        )
        for change_id, change in zip(numbers, changes, strict=True)
    ]
    db.executemany(_INSERT_CHANGE, rows)
    return numbers


def _claim_of_change(change: Change, between: Between) -> int | None:
    """Find the claim that a change happened to; None: the headline or the byline."""
    if change.subject != "claim":
        return None
    found = [between.new_claims.get(position) for position in change.new_positions]
    found += [between.old_claims.get(position) for position in change.old_positions]
    return next((claim for claim in found if claim is not None), None)


def store_facts(
    db: sqlite3.Connection, article_id: int, before: Before, version: NewVersion | None, capture: Capture
) -> bool:
    """Write the facts of a version; of one that is there already only if this topic has none of it yet.

    Says whether the article's facts are other than before.
    """
    if capture.judgement.outcome is not Outcome.STORED:
        return False
    had = _facts_of(db, before.version_id, capture.topic_id)
    if version is not None:
        version_id, claims = version.id, version.claims
    elif before.version_id is not None and not had:
        version_id = before.version_id
        claims = {position: row[0] for position, row in places_of(db, version_id).items()}
    else:
        return False
    insert_facts(db, fact_rows(capture.topic_id, article_id, version_id, capture.facts, capture.wordings, claims))
    if before.version_id is None:  # an earlier version may have been read by other rules: then the mark stays
        mark_read(db, capture.topic_id, article_id, capture.facts_read_by)
    return _facts_of(db, version_id, capture.topic_id) != had


def fact_rows(
    topic_id: int,
    article_id: int,
    version_id: int,
    facts: Sequence[Fact],
    wordings: tuple[Wording, ...],
    claims: dict[int, int],
) -> list[tuple[object, ...]]:
    """Give the rows of a version's facts, as `insert_facts` takes them."""
    texts = dict(zip(positions_of(wordings), (wording.text for wording in wordings), strict=True))
    return [
        (
            topic_id,
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
            clean(fact.beside),
        )
        for fact in facts
    ]


def mark_read(db: sqlite3.Connection, topic_id: int, article_id: int, rules: str | None) -> None:
    """Note by which rules all facts of an article were read."""
    db.execute(
        "UPDATE coverage SET facts_read_by = ? WHERE topic_id = ? AND article_id = ?", (rules, topic_id, article_id)
    )


def insert_facts(db: sqlite3.Connection, rows: Sequence[tuple[object, ...]]) -> None:
    """Write facts."""
    db.executemany(_INSERT_FACT, rows)


def _facts_of(db: sqlite3.Connection, version_id: int | None, topic_id: int) -> set[tuple[object, ...]]:
    """Give what a version says to a topic's questions."""
    rows = db.execute(
        "SELECT question, value, sentence, role, modality, speaker, beside FROM facts "
        "WHERE version_id = ? AND topic_id = ?",
        (version_id, topic_id),
    )
    return set(rows)


def _claim_of(fact: Fact, claims: dict[int, int], texts: dict[int, str]) -> int | None:
    """Find the claim that a fact stands in; None: it stands in the headline."""
    if texts.get(fact.position) == fact.sentence:
        return claims.get(fact.position)
    return next((claims[position] for position, text in texts.items() if text == fact.sentence), None)
