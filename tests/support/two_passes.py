"""Two passes over a dozen articles that are edited between them, whoever reads the pages: what the archive then has."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from newsroom import MATERIAL, Newsroom, serving, topic_toml

from pactwatch.archive import open_archive
from pactwatch.arguments import Hands
from pactwatch.config import load_topic
from pactwatch.passes import ALONE, LocalEngine, Summary, run_live

NUMBERS = range(1, 13)
PLAN = {number: MATERIAL[number % len(MATERIAL)] for number in NUMBERS}
KEPT = """
    SELECT a.url, v.number, v.headline, v.text, NULL, NULL, NULL FROM versions v JOIN articles a ON a.id = v.article_id
    UNION ALL SELECT a.url, c.kind, c.old_text, c.new_text, c.material, c.rule, c.facets
        FROM changes c JOIN articles a ON a.id = c.article_id
    UNION ALL SELECT url, outcome, reason, status, NULL, NULL, NULL FROM fetches
"""


@dataclass
class Watched:
    """What two passes left: each archived row without its id and time, sorted, and what the passes said."""

    rows: list[tuple[str, ...]]
    summaries: list[Summary]

    def of(self, number: int) -> list[tuple[str, ...]]:
        """Give the exchanges of one article."""
        return [row for row in self.rows if row[0].endswith(f"/a/{number}") and row[1] in ("stored", "partial")]


def watch(
    folder: Path, who: Hands, engine: LocalEngine | None = None, between: Callable[[], None] | None = None
) -> Watched:
    """Watch a dozen articles that are edited between two passes; *between* is called there."""
    newsroom = Newsroom(PLAN)
    summaries = []
    folder.mkdir(exist_ok=True)
    with serving(newsroom) as base:
        file, archive = folder / "topic.toml", folder / "a.db"
        file.write_text(topic_toml(base, list(PLAN)), encoding="utf-8")
        for newsroom.round in (1, 2):
            topic = load_topic(str(file))
            if between and newsroom.round == 2:
                between()
            summaries.append(asyncio.run(run_live(topic, archive, engine or LocalEngine(), hands=who)))
    with closing(open_archive(archive, readonly=True)) as opened:
        rows = sorted(tuple(str(value).replace(base, "") for value in row.values()) for row in opened.rows(KEPT))
    return Watched(rows, summaries)


def without(rows: Sequence[tuple[str, ...]], *numbers: int) -> list[tuple[str, ...]]:
    """Leave out what belongs to some articles."""
    return [row for row in rows if not row[0].endswith(tuple(f"/a/{number}" for number in numbers))]


def watch_plainly(folder: Path) -> Watched:
    """Give what is kept when the passes read their pages themselves."""
    watched = watch(folder, ALONE)
    assert [dict(summary.outcomes) for summary in watched.summaries] == [{"stored": 12}, {"stored": 12}]
    assert len(watched.summaries[1].change_ids) >= 12
    return watched
