"""What the latest passes stored, as events that others may act on; `pactwatch.tasks` hands them to Prefect.

It is read back from the archive after a pass, so that a pass knows nothing of it.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pactwatch.archive import Archive

# A pass over a backlog may store thousands; material changes come first, and what is left out is counted. An event is
# 5 to 6 KB of Prefect's database, indices included (measured): so many keep a pass below 2 MB of it.
MOST = 250
# Of a wording; an event of Prefect holds 1.5 MB at most, and a message is read by people.
LONGEST = 2_000
# Articles that an event about a conflict names.
NAMED = 20

Row = Mapping[str, object]
Labels = dict[str, str]


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that a pass stored."""

    event: str
    """`pactwatch.change.material`, `pactwatch.conflict.opened`, …"""
    id: uuid.UUID
    """The same whenever, and from whichever archive, it is told again."""
    resource: Labels
    related: tuple[Labels, ...]
    payload: Mapping[str, object]


def happened(archive: Archive, topic: str, run_ids: Sequence[int]) -> list[Happening]:
    """List what passes stored, and what failed or killed passes stored since the last good one before them."""
    if not run_ids:
        return []
    (since,) = archive.rows(_SINCE, {"first": min(run_ids)})
    given = {"topic": topic, "since": since["since"]}
    changes = [_change(row, topic) for row in archive.rows(_CHANGES, given)]
    conflicts = [
        _conflict(row, topic, moment)
        for row in archive.rows(_CONFLICTS, given)
        for moment in ("opened", "closed")
        if row[f"{moment}_at"] and str(row[f"{moment}_at"]) >= str(since["since"])
    ]
    articles = [_article(row, topic) for row in archive.rows(_ARTICLES, given)]
    material = [one for one in changes if one.event == "pactwatch.change.material"]
    return material + conflicts + articles + [one for one in changes if one.event != "pactwatch.change.material"]


def _event_id(*parts: object) -> uuid.UUID:
    """Make an id of what happened; row numbers are no part of it, for they differ between archives."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "pactwatch:" + json.dumps([str(part) for part in parts]))


def _cut(text: object, longest: int = LONGEST) -> str | None:
    """Bound a text.

    >>> _cut("abcdef", 4), _cut("abc", 4), _cut(None)
    ('abc…', 'abc', None)
    """
    if text is None:
        return None
    whole = str(text)
    return whole if len(whole) <= longest else whole[: longest - 1] + "…"


def _of_topic(topic: str) -> Labels:
    """Give the topic as a resource."""
    return {"prefect.resource.id": f"pactwatch.topic.{topic}", "prefect.resource.role": "topic"}


def _of_article(row: Row) -> Labels:
    """Give the article of a row as a resource; its outlet is a label that an automation can match."""
    return {
        "prefect.resource.id": f"pactwatch.article.{row['article_id']}",
        "prefect.resource.name": _cut(row["headline"] or row["url"], 200) or "",
        "pactwatch.outlet": str(row["outlet"]),
    }


def _of_page(row: Row) -> dict[str, object]:
    """Give the parts of a payload that say which article it is."""
    return {"outlet": row["outlet"], "url": row["url"], "headline": _cut(row["headline"])}


def _change(row: Row, topic: str) -> Happening:
    """Tell a change; its facets are related resources, because an automation cannot match a payload."""
    facets = [str(facet) for facet in json.loads(str(row["facets"]))]
    what = ("new_version", "kind", "subject", "old_positions", "new_positions", "old_text", "new_text")
    return Happening(
        f"pactwatch.change.{'material' if row['material'] else 'cosmetic'}",
        _event_id("change", row["url"], *(row[name] for name in what)),
        _of_article(row) | {"pactwatch.rule": str(row["rule"])},
        (
            _of_topic(topic),
            *({"prefect.resource.id": f"pactwatch.facet.{one}", "prefect.resource.role": "facet"} for one in facets),
        ),
        _of_page(row)
        | {
            "change_id": row["id"],
            "version": row["new_version"],
            "kind": row["kind"],
            "of": row["subject"],
            "facets": facets,
            "rule": row["rule"],
            "old": _cut(row["old_text"]),
            "new": _cut(row["new_text"]),
            "not_before_at": row["not_before_at"],
            "seen_at": row["detected_at"],
        },
    )


def _article(row: Row, topic: str) -> Happening:
    """Tell an article whose first version was stored."""
    return Happening(
        "pactwatch.article.new",
        _event_id("article", topic, row["url"]),
        _of_article(row),
        (_of_topic(topic),),
        _of_page(row) | {"published_at": row["published_at"], "seen_at": row["first_seen_at"]},
    )


def _conflict(row: Row, topic: str, moment: str) -> Happening:
    """Tell that a conflict opened or closed, with the articles on its sides."""
    articles = json.loads(str(row["articles"]))[:NAMED]
    role = {"prefect.resource.role": "article"}
    return Happening(
        f"pactwatch.conflict.{moment}",
        _event_id("conflict", topic, row["question"], row["opened_at"], moment, row[f"{moment}_at"]),
        {
            "prefect.resource.id": f"pactwatch.conflict.{row['id']}",
            "prefect.resource.name": str(row["question"]),
            "pactwatch.question": str(row["question"]),
        },
        (_of_topic(topic), *({"prefect.resource.id": f"pactwatch.article.{one['id']}"} | role for one in articles)),
        {
            "conflict_id": row["id"],
            "question": row["question"],
            "kind": row["kind"],
            "sides": json.loads(str(row["side_values"])),
            "outlets": sorted({one["outlet"] for one in articles}),
            "opened_at": row["opened_at"],
            "closed_at": row["closed_at"],
        },
    )


_SINCE = """
SELECT min(started_at) AS since FROM runs
WHERE topic_id = (SELECT topic_id FROM runs WHERE id = :first) AND id > coalesce((
    SELECT max(good.id) FROM runs good JOIN runs this ON this.id = :first AND this.topic_id = good.topic_id
    WHERE good.id < :first AND good.finished_at IS NOT NULL AND good.error IS NULL
), 0)
"""
_COVERED = (
    "(SELECT c.article_id FROM coverage c JOIN topics t ON t.id = c.topic_id WHERE t.name = :topic)"  # of the topic
)
_CHANGES = f"""
SELECT c.id, c.article_id, a.url, a.outlet, v.headline, v.number AS new_version, c.kind, c.subject, c.facets,
    c.material, c.rule, c.old_text, c.new_text, c.old_positions, c.new_positions, c.detected_at, c.not_before_at
FROM changes c JOIN articles a ON a.id = c.article_id JOIN versions v ON v.id = c.new_version_id
WHERE c.detected_at >= :since AND c.article_id IN {_COVERED}
ORDER BY c.detected_at, c.id
"""
_ARTICLES = f"""
SELECT a.id AS article_id, a.url, a.outlet, v.headline, v.published_at, v.first_seen_at
FROM versions v JOIN articles a ON a.id = v.article_id
WHERE v.first_seen_at >= :since AND v.number = 1 AND a.id IN {_COVERED}
ORDER BY v.first_seen_at, v.id
"""
# A conflict that was found by reading old text better is no news; see `conflicts.found_by`.
_CONFLICTS = """
SELECT k.id, k.question, k.kind, k.side_values, k.opened_at, k.closed_at, (
    SELECT json_group_array(json_object('id', a.id, 'outlet', a.outlet)) FROM articles a
    WHERE a.id IN (SELECT s.article_id FROM conflict_sides s WHERE s.conflict_id = k.id)
) AS articles
FROM conflicts k JOIN topics t ON t.id = k.topic_id AND t.name = :topic
WHERE k.found_by = 'watching' AND (k.opened_at >= :since OR k.closed_at >= :since)
ORDER BY k.opened_at, k.id
"""
