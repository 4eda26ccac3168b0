"""Join archives: shards of one newsroom by host, or what two machines have seen, become one archive.

Articles that are new here come over row by row, a batch in one transaction (`archive.merging`). An article that both
have watched has one history afterwards: what the other saw of it is taken up as captures of the past are (`past`), each
at its own time. At the end the conflicts of the topic are judged over all that is said now.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from pactwatch.alerts import conflict_alert
from pactwatch.archive import Archive, open_archive
from pactwatch.archive.bodies import read_body
from pactwatch.archive.merging import beside, join_articles, join_frame, join_rest, new_articles, shared_articles
from pactwatch.clock import parse_iso
from pactwatch.errors import UsageError
from pactwatch.facts import find_conflicts, hear
from pactwatch.model import Fetch, Outcome, Topic, Url
from pactwatch.past import Bench, Tally, take_up

# Articles of one transaction: 50 take some 0.1 s, so that a pass that waits for its turn does not wait long.
BATCH = 50

Tell = Callable[[str, int, int], None]
"""Stage, how much is done, of how much."""


@dataclass(slots=True)
class Merged:
    """What joining one archive did."""

    articles: int = 0
    """That were new here."""
    shared: int = 0
    """That both had watched, and of which the other knew more."""
    captures: int = 0
    """Of shared articles, that were taken up."""
    conflicts_opened: int = 0
    alerts_owed: int = 0
    problems: list[str] = field(default_factory=list)


def merge(archive: Archive, other: Path, topic: Topic, now: datetime, tell: Tell) -> Merged:
    """Join the archive at *other*, which is only read, to *archive*. Doing it again changes nothing.

    Conflicts are judged for *topic* if the archives hold it; those of other topics, when they are next watched.

    Raises:
        UsageError: it is the same file, or one of the two holds the replayed seeds and the other live passes.
    """
    _check_file(archive, other)
    merged = Merged()
    with closing(open_archive(other, readonly=True)) as theirs:
        _check_kind(archive, theirs)
        with beside(archive, other):
            join_frame(archive)
            new = new_articles(archive)
            for start in range(0, len(new), BATCH):
                tell("articles", start, len(new))
                with archive.transaction():
                    join_articles(archive, new[start : start + BATCH])
            merged.articles = len(new)
            _hear(archive)
            _join_histories(archive, theirs, topic, merged, tell)
            join_rest(archive)
    _judge(archive, topic, now, merged)
    tell("done", 1, 1)
    return merged


def _check_file(archive: Archive, other: Path) -> None:
    """Refuse to join an archive to itself."""
    if other.exists() and other.samefile(archive.path):
        raise UsageError(f"{other}: an archive cannot be joined to itself.")


def _check_kind(archive: Archive, theirs: Archive) -> None:
    """Keep replayed seeds and live passes apart: their clocks are years apart."""
    kinds = "SELECT DISTINCT software LIKE '% offline' AS offline FROM runs WHERE software NOT LIKE '% reextract %'"
    if len({row["offline"] for one in (archive, theirs) for row in one.rows(kinds)}) > 1:
        raise UsageError(f"{theirs.path}: replayed seeds and live passes stay in archives of their own.")


def _hear(archive: Archive) -> None:
    """Find out whose voice each article that came over speaks with, now that it stands beside the others."""
    while left := archive.unheard(BATCH):
        with archive.transaction():
            for article_id in left:
                hear(archive, article_id)


# ---------------------------------------------------------------- articles that both have watched

# Nothing to judge: a row is all that such an exchange leaves.
_ROW_ONLY = frozenset({Outcome.MOVED, Outcome.OFF_TOPIC})
# What the bytes say is judged anew, against what was known then by both.
_READ_AGAIN = frozenset({Outcome.STORED, Outcome.UNCHANGED, Outcome.NOT_MODIFIED})


def _join_histories(archive: Archive, theirs: Archive, topic: Topic, merged: Merged, tell: Tell) -> None:
    """Take up what the other archive saw of articles that both have watched, in order of time."""
    shared = shared_articles(archive)
    if not shared:
        return
    topics = {str(row["name"]): int(str(row["id"])) for row in archive.rows("SELECT id, name FROM topics")}
    topic_id = topics.get(topic.name)
    if topic_id is None:
        merged.problems.append(
            f"{len(shared)} articles that both have watched are left as they are here: "
            f"they are not of the topic {topic.name}; name theirs with --topic"
        )
        return
    bench = Bench(topic, topic_id, archive, Tally())
    for done, (there, here) in enumerate(shared):
        tell("articles", done, len(shared))
        merged.shared += 1
        for exchange in _exchanges(theirs, there):
            _take_up(bench, theirs, here, exchange, merged)
    merged.problems += bench.tally.problems


@dataclass(frozen=True, slots=True)
class _Exchange:
    """A row of the other archive's `fetches`, with its snapshot."""

    id: int
    fetch: Fetch
    outcome: Outcome
    body_sha256: str | None


def _exchanges(theirs: Archive, article_id: int) -> list[_Exchange]:
    """List what the other archive saw of an article, the first first."""
    rows = theirs.db.conn.execute(
        "SELECT f.id, f.url, coalesce(f.final_url, f.url), f.fetched_at, f.status, f.elapsed_ms, f.outcome, f.reason, "
        "s.headers, s.body_sha256 FROM fetches f LEFT JOIN snapshots s ON s.id = f.snapshot_id "
        "WHERE f.article_id = ? ORDER BY f.fetched_at, f.id",
        (article_id,),
    )
    found = []
    for number, url, final_url, at, status, elapsed, outcome, reason, headers, digest in rows.fetchall():
        fetch = Fetch(
            Url(url),
            Url(final_url),
            parse_iso(at),
            status,
            tuple((name, value) for name, value in json.loads(headers or "[]")),
            elapsed_ms=elapsed,
            reason=reason,
        )
        found.append(_Exchange(number, fetch, Outcome(outcome), digest))
    return found


def _take_up(bench: Bench, theirs: Archive, here: int, exchange: _Exchange, merged: Merged) -> None:
    """Take up one exchange, if it is not here."""
    archive, fetch = bench.archive, exchange.fetch
    if archive.has_fetch(here, fetch.url, fetch.fetched_at) or archive.has_fetch(
        here, fetch.final_url, fetch.fetched_at
    ):
        return
    merged.captures += 1
    if exchange.outcome in _ROW_ONLY:
        with archive.transaction():
            archive.db.conn.execute(
                "INSERT INTO main.fetches (article_id, url, final_url, fetched_at, status, outcome, reason, "
                "elapsed_ms, size_bytes) SELECT ?, url, final_url, fetched_at, status, outcome, reason, elapsed_ms, "
                "size_bytes "
                "FROM other.fetches WHERE id = ?",
                (here, exchange.id),
            )
        return
    body = read_body(theirs.db.conn, exchange.body_sha256) if exchange.body_sha256 else b""
    fetch = replace(fetch, body=body, outcome=exchange.outcome)
    if exchange.outcome in _READ_AGAIN and exchange.body_sha256:
        # The history goes on at one address: where a redirect led is where it is now.
        address = Url(str(archive.rows("SELECT url FROM articles WHERE id = ?", [here])[0]["url"]))
        confirmed = archive.around(here, fetch.fetched_at).before_body_sha256 == exchange.body_sha256
        known = Outcome.NOT_MODIFIED if exchange.outcome is Outcome.NOT_MODIFIED and confirmed else None
        fetch = replace(fetch, url=address, final_url=address, outcome=known, status=304 if known else 200)
    take_up(bench, fetch)


# ---------------------------------------------------------------- what all say together


def _judge(archive: Archive, topic: Topic, now: datetime, merged: Merged) -> None:
    """Judge the conflicts of the topic anew, over the articles of both; owe what that brings up."""
    found = archive.rows("SELECT id FROM topics WHERE name = ?", [topic.name])
    if not found:
        return
    topic_id = int(str(found[0]["id"]))
    with archive.transaction():
        settled = archive.settle_conflicts(topic_id, find_conflicts(archive.said(topic_id), topic.questions), now)
        told = [*((conflict, ()) for conflict in settled.opened), *settled.grown]
        alerts = [alert for conflict, new in told if (alert := conflict_alert(topic, conflict, new))]
        merged.alerts_owed += archive.owe(alerts, topic_id, now)
    merged.conflicts_opened += len(settled.opened)
