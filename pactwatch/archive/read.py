"""What the command line asks: rows ready for JSON, newest first where time matters.

Columns that hold JSON come out as lists. Everything here also works on an archive opened read-only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pactwatch.archive.archive import Archive
from pactwatch.archive.articles import claims_of_version
from pactwatch.archive.rows import Past
from pactwatch.clock import iso
from pactwatch.errors import NotFound
from pactwatch.model import Topic, Wording

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of an article, with what a comparison needs."""

    url: str
    outlet: str
    number: int
    first_seen_at: str
    last_seen_at: str
    headline: str | None
    byline: str | None
    published_at: str | None
    modified_at: str | None
    language: str | None
    text: str
    extractor: str
    wordings: tuple[Wording, ...]
    claim_ids: tuple[int, ...]
    """Whose wordings they are."""


def changes(archive: Archive, since: datetime | None = None, material_only: bool = True, limit: int = 200) -> list[Row]:
    """List changes detected at or after *since*, newest first."""
    rows = archive.rows(
        "SELECT * FROM changes_readable WHERE detected_at >= :since"
        + (" AND material = 1" if material_only else "")
        + " ORDER BY detected_at DESC, id DESC LIMIT :limit",
        {"since": iso(since) if since else "", "limit": limit},
    )
    return _with_lists(rows, "facets", "words", "differences")


def fact_sheet(archive: Archive, topic: Topic | str) -> list[Row]:
    """List each question's values with who says so, in which words, and since when; the topic may be given by name."""
    name = topic if isinstance(topic, str) else topic.name
    return archive.rows(
        "SELECT question, label, value, printed, outlet, url, sentence, role, modality, speaker, since_at, disputed "
        "FROM fact_sheet WHERE topic = ? ORDER BY disputed DESC, question, value, since_at",
        [name],
    )


def conflicts(archive: Archive, open_only: bool = True) -> list[Row]:
    """List conflicts, the latest first, each with its sides: who says what in which sentence."""
    rows = archive.rows(
        "SELECT * FROM conflict_voices" + (" WHERE closed_at IS NULL" if open_only else "") + " "
        "ORDER BY opened_at DESC, conflict_id DESC, side, outlet"
    )
    found: dict[object, Row] = {}
    for row in rows:
        head = {
            key: row.pop(key) for key in ("conflict_id", "topic", "question", "label", "kind", "opened_at", "closed_at")
        }
        sides = found.setdefault(head["conflict_id"], head | {"sides": []})["sides"]
        if isinstance(sides, list):
            sides.append(row)
    return list(found.values())


def articles(archive: Archive) -> list[Row]:
    """List the articles with what was last seen of each."""
    return archive.rows(
        "SELECT outlet, headline, url, state, versions, changes, material_changes, published_at, first_seen_at, "
        "checked_at, last_outcome FROM latest_versions ORDER BY outlet, first_seen_at, url"
    )


def history(archive: Archive, url: str) -> list[Row]:
    """Tell the story of one article in order of time: fetches, versions and changes.

    Raises:
        NotFound: no such article.
    """
    return archive.rows(
        "SELECT at, event, what, detail FROM article_history WHERE article_id = ? ORDER BY at, step, id",
        [_article_id(archive, url)],
    )


def runs(archive: Archive) -> list[Row]:
    """List the passes, newest first."""
    rows = archive.rows(
        "SELECT r.id, t.name AS topic, r.started_at, r.finished_at, r.counts, r.error, r.software FROM runs r "
        "JOIN topics t ON t.id = r.topic_id ORDER BY r.id DESC"
    )
    return [row | {"counts": json.loads(str(row["counts"])) if row["counts"] else {}} for row in rows]


def health(archive: Archive) -> list[Row]:
    """List what is not being seen, worst first: `subject` (a URL), `problem`, `since`, `streak` (bad passes)."""
    return archive.rows(
        "SELECT topic, kind, subject, outlet, problem, since, streak, last_seen_well_at FROM coverage_health "
        "ORDER BY streak DESC, since, subject"
    )


def plans(archive: Archive) -> list[tuple[str, str]]:
    """List when each watched article was checked, and when it is to be checked next; what is gone is not looked for."""
    rows = archive.rows(
        "SELECT a.checked_at, a.next_check_at FROM coverage c JOIN articles a ON a.id = c.article_id "
        "WHERE c.watched = 1 AND a.moved_to_id IS NULL AND a.state NOT IN ('gone', 'off_topic') "
        "AND a.checked_at IS NOT NULL AND a.next_check_at IS NOT NULL"
    )
    return [(str(row["checked_at"]), str(row["next_check_at"])) for row in rows]


def unread_languages(archive: Archive, known: Sequence[str]) -> list[Row]:
    """List the languages of articles in which no facts are read, as rows like those of `health`."""
    marks = ", ".join("?" * len(known))
    return archive.rows(
        f"""
        SELECT NULL AS topic, 'language' AS kind, v.language AS subject, NULL AS outlet,
            count(*) || ' in a language without rules: no facts are read from ' || iif(count(*) = 1, 'it', 'them')
                AS problem,
            min(v.first_seen_at) AS since, 0 AS streak, NULL AS last_seen_well_at
        FROM articles a JOIN versions v ON v.id = a.last_version_id
        WHERE a.state NOT IN ('gone', 'moved', 'off_topic') AND v.language NOT IN ({marks})
        GROUP BY v.language ORDER BY count(*) DESC, v.language
        """,
        list(known),
    )


def pass_starts(archive: Archive, last: int = 11) -> list[str]:
    """Give when the last passes began, newest first."""
    return [
        str(row["started_at"])
        for row in archive.rows(
            "SELECT started_at FROM runs WHERE software NOT LIKE '% ingest' AND software NOT LIKE '% backfill' "
            "AND software NOT LIKE '% reextract %' "
            "ORDER BY id DESC LIMIT ?",
            [last],
        )
    ]


def sources(archive: Archive, topic_name: str) -> list[Row]:
    """List the sources of a topic, with what came of asking each last."""
    return archive.rows(
        "SELECT s.kind, s.url, s.outlet, s.added_by, s.checked_at, s.next_check_at, s.hub, s.failures, s.last_error "
        "FROM sources s "
        "JOIN topics t ON t.id = s.topic_id WHERE t.name = ? AND s.enabled = 1 ORDER BY s.id",
        [topic_name],
    )


def alerts(archive: Archive) -> list[Row]:
    """List the alerts, newest first, with the channels that have had each."""
    rows = archive.rows(
        """
        SELECT a.id, a.created_at, a.rule, a.subject, a.body, a.settled_at,
            (SELECT json_group_array(DISTINCT d.channel) FROM deliveries d
                WHERE d.alert_id = a.id AND d.outcome = 'delivered') AS delivered,
            (SELECT d.error FROM deliveries d WHERE d.alert_id = a.id ORDER BY d.id DESC LIMIT 1) AS last_error
        FROM alerts a ORDER BY a.created_at DESC, a.id DESC
        """
    )
    return _with_lists(rows, "delivered")


def version_pair(
    archive: Archive, url: str, from_number: int | None = None, to_number: int | None = None
) -> tuple[VersionRow, VersionRow]:
    """Give two versions of an article: by default the last one and the one before it.

    Raises:
        NotFound: no such article, or no such versions.
    """
    article_id = _article_id(archive, url)
    numbers = [
        int(str(row["number"]))
        for row in archive.rows("SELECT number FROM versions WHERE article_id = ? ORDER BY number", [article_id])
    ]
    newer = to_number if to_number is not None else max(numbers, default=0)
    older = from_number if from_number is not None else newer - 1
    for wanted in (older, newer):
        if wanted not in numbers:
            have = f"versions 1 to {numbers[-1]}" if numbers[1:] else f"{len(numbers) or 'no'} version"
            raise NotFound(f"{url}: there is no version {wanted} to compare; the archive holds {have}.")
    return _version(archive, article_id, older), _version(archive, article_id, newer)


def past_before(archive: Archive, version: VersionRow) -> Past:
    """Give what the article had held when *version* was its latest one, for changes that go back to it.

    It is what a pass knew when it compared that version with the next one.
    """
    rows = archive.rows(
        "SELECT w.claim_id, w.text FROM wordings w JOIN versions v ON v.id = w.version_id "
        "WHERE v.article_id = ? AND v.number <= ? ORDER BY v.number, w.position",
        [_article_id(archive, version.url), version.number],
    )
    texts: dict[int, dict[str, None]] = {}
    for row in rows:
        texts.setdefault(int(str(row["claim_id"])), {})[str(row["text"])] = None
    standing = set(version.claim_ids)
    headlines = archive.rows(
        "SELECT DISTINCT headline FROM versions WHERE headline IS NOT NULL AND article_id = ? AND number <= ?",
        [_article_id(archive, version.url), version.number],
    )
    return Past(
        {claim_id: tuple(held) for claim_id, held in texts.items() if claim_id in standing},
        tuple((claim_id, list(held)[-1]) for claim_id, held in texts.items() if claim_id not in standing),
        tuple(str(row["headline"]) for row in headlines),
    )


def snapshot_of_version(archive: Archive, url: str, number: int) -> int:
    """Give the snapshot that a version was first read from.

    Raises:
        NotFound: no such article, or no such version.
    """
    rows = archive.rows(
        "SELECT snapshot_id FROM versions WHERE article_id = ? AND number = ?", [_article_id(archive, url), number]
    )
    if not rows or rows[0]["snapshot_id"] is None:
        raise NotFound(f"{url}: there is no version {number} with its page; `pactwatch history` lists them.")
    return int(str(rows[0]["snapshot_id"]))


def _version(archive: Archive, article_id: int, number: int) -> VersionRow:
    """Read one version."""
    query = """
        SELECT v.id, a.url, a.outlet, v.number, v.first_seen_at, v.last_seen_at, v.headline,
            v.byline, v.published_at, v.modified_at, v.language, v.text, v.extractor
        FROM versions v JOIN articles a ON a.id = v.article_id WHERE v.article_id = ? AND v.number = ?
    """
    # The columns are named as the fields are; `Any` because SQLite does not say their types.
    columns: dict[str, Any] = archive.rows(query, [article_id, number])[0]
    claims = claims_of_version(archive.db.conn, columns.pop("id"))
    ids, wordings = tuple(claim_id for claim_id, _ in claims), tuple(wording for _, wording in claims)
    return VersionRow(**columns, wordings=wordings, claim_ids=ids)


def _article_id(archive: Archive, url: str) -> int:
    """Find an article."""
    found = archive.article_id(url)
    if found is None:
        raise NotFound(f"{url}: no such article in {archive.path}; `pactwatch articles` lists them.")
    return found


def _with_lists(rows: Iterable[Row], *columns: str) -> list[Row]:
    """Read the columns that hold JSON."""
    return [row | {name: json.loads(str(row[name])) for name in columns} for row in rows]
