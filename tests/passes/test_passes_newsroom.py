"""Whole passes over a real server: what is reported, what is not, and what a killed pass leaves behind."""

from __future__ import annotations

import asyncio
import collections
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from newsroom import COSMETIC, MATERIAL, Newsroom, edited, serving, story, topic_toml
from victims import Nursery

from pactwatch.archive import open_archive, read
from pactwatch.config import load_topic
from pactwatch.passes import LocalEngine, Summary, run_live

FAULTS = ("chrome", "same", "403", "wall", "503", "301", "410")


def plan_of(count: int) -> dict[int, str]:
    """Share *count* articles among all treatments: half of them material edits, the rest anything else."""
    others = COSMETIC + FAULTS
    return {
        number: MATERIAL[number // 2 % len(MATERIAL)] if number % 2 else others[number // 2 % len(others)]
        for number in range(1, count + 1)
    }


def one_pass(topic_file: Path, archive: Path) -> Summary:
    """Do one pass in this process."""
    return asyncio.run(run_live(load_topic(str(topic_file)), archive, LocalEngine()))


@pytest.fixture(scope="module")
def two_rounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[int, str], Summary]]:
    """An archive after two passes over 104 pages: each material edit six times or more, each other treatment four."""
    folder = tmp_path_factory.mktemp("newsroom")
    plan = plan_of(104)
    newsroom = Newsroom(plan)
    with serving(newsroom) as base:
        topic = folder / "topic.toml"
        topic.write_text(topic_toml(base, list(plan)), encoding="utf-8")
        one_pass(topic, folder / "archive.db")
        newsroom.round = 2
        summary = one_pass(topic, folder / "archive.db")
    yield folder / "archive.db", plan, summary


def material_by_article(archive_path: Path) -> dict[int, list[dict[str, object]]]:
    """Give the material changes of each article."""
    archive = open_archive(archive_path, readonly=True)
    found: dict[int, list[dict[str, object]]] = collections.defaultdict(list)
    for row in read.changes(archive, since=None, material_only=True, limit=10_000):
        found[int(str(row["url"]).rsplit("/", 1)[1])].append(row)
    archive.close()
    return found


def test_every_material_edit_is_reported_once(two_rounds: tuple[Path, dict[int, str], Summary]) -> None:
    """Each of the material edits gives exactly one material change."""
    archive, plan, _ = two_rounds
    found = material_by_article(archive)
    wrong = {n: (t, len(found[n])) for n, t in plan.items() if t in MATERIAL and len(found[n]) != 1}
    assert wrong == {}


def test_nothing_else_is_reported(two_rounds: tuple[Path, dict[int, str], Summary]) -> None:
    """Cosmetic edits, chrome, walls, refusals, outages, moves and missing pages give no material change."""
    archive, plan, _ = two_rounds
    found = material_by_article(archive)
    wrong = {
        n: (t, [(row["rule"], row["old_text"], row["new_text"]) for row in found[n]])
        for n, t in plan.items()
        if t not in MATERIAL and found[n]
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("treatment", "facet"),
    [
        ("number", "number"),
        ("date", "date"),
        ("name", "name"),
        ("negation", "polarity"),
        ("quote", "quote"),
        ("softened", "modality"),
    ],
)
def test_a_change_names_its_facet(two_rounds: tuple[Path, dict[int, str], Summary], treatment: str, facet: str) -> None:
    """A changed number, date, name, negation, quote or modal verb is named as such."""
    archive, plan, _ = two_rounds
    found = material_by_article(archive)
    facets = [found[n][0]["facets"] for n, t in plan.items() if t == treatment]
    assert facets
    assert all(facet in list(value) for value in facets if isinstance(value, list))


@pytest.mark.parametrize(
    ("treatment", "outcome"),
    [("403", "blocked"), ("wall", "walled"), ("503", "unavailable"), ("301", "moved"), ("410", "gone")],
)
def test_each_fault_has_its_outcome(
    two_rounds: tuple[Path, dict[int, str], Summary], treatment: str, outcome: str
) -> None:
    """Walls, refusals, outages, moves and missing pages are told apart."""
    archive_path, plan, _ = two_rounds
    archive = open_archive(archive_path, readonly=True)
    rows = archive.rows("select url, outcome from fetches where run_id = (select max(id) from runs) order by id")
    archive.close()
    seen: dict[int, list[object]] = collections.defaultdict(list)
    for row in rows:
        seen[int(str(row["url"]).rsplit("/", 1)[1])].append(row["outcome"])
    wrong = {n: seen[n] for n, t in plan.items() if t == treatment and seen[n][0] != outcome}
    assert wrong == {}


def test_a_moved_article_keeps_its_history(two_rounds: tuple[Path, dict[int, str], Summary]) -> None:
    """After a 301 there is still one article with one version, now under the new URL."""
    archive_path, plan, _ = two_rounds
    archive = open_archive(archive_path, readonly=True)
    moved = [n for n, t in plan.items() if t == "301"]
    for number in moved:
        versions = archive.rows(
            "select a.url, count(*) as n from articles a join versions v on v.article_id = a.id "
            "where a.url like ? group by a.id",
            [f"%/a/{number}"],
        )
        assert [(str(row["url"]).endswith(f"/moved/a/{number}"), row["n"]) for row in versions] == [(True, 1)]
    archive.close()


def test_the_text_of_each_version_is_the_story(two_rounds: tuple[Path, dict[int, str], Summary]) -> None:
    """Each stored version holds the article's paragraphs, and nothing of the chrome around them."""
    archive_path, plan, _ = two_rounds
    archive = open_archive(archive_path, readonly=True)
    rows = archive.rows(
        "select a.url, v.number, v.text, v.headline from versions v join articles a on a.id = v.article_id"
    )
    archive.close()
    for row in rows:
        number = int(str(row["url"]).rsplit("/", 1)[1])
        expected = story(number) if row["number"] == 1 else edited(story(number), plan[number])
        text = "\n\n".join(" ".join(" ".join(paragraph).split()) for paragraph in expected.paragraphs)
        assert (row["headline"], row["text"]) == (expected.headline, text)


def test_a_third_pass_finds_nothing_new(tmp_path: Path) -> None:
    """A pass over pages that did not change adds fetch rows, and nothing else."""
    plan = plan_of(20)
    newsroom = Newsroom(plan)
    tables = ("articles", "snapshots", "versions", "claims", "wordings", "changes", "facts", "conflicts", "alerts")
    with serving(newsroom) as base:
        (tmp_path / "topic.toml").write_text(topic_toml(base, list(plan)), encoding="utf-8")
        counts = []
        one_pass(tmp_path / "topic.toml", tmp_path / "a.db")
        newsroom.round = 2
        for _ in range(2):
            one_pass(tmp_path / "topic.toml", tmp_path / "a.db")
            archive = open_archive(tmp_path / "a.db", readonly=True)
            counts.append({t: archive.rows(f"select count(*) as n from {t}")[0]["n"] for t in tables[:-1]})
            archive.close()
    assert counts[0] == counts[1]


def contents(archive_path: Path) -> dict[str, list[str]]:
    """Give what an archive holds, without times and row ids: what must not depend on how often a pass was killed."""
    archive = open_archive(archive_path, readonly=True)
    queries = {
        "versions": "select a.url, v.number, v.headline, v.text from versions v join articles a on a.id = v.article_id",
        "wordings": "select a.url, v.number, w.position, w.text from wordings w join versions v on v.id = w.version_id "
        "join articles a on a.id = v.article_id",
        "claims": "select a.url, count(*) from claims c join articles a on a.id = c.article_id group by a.url",
        "changes": "select a.url, c.kind, c.subject, c.facets, c.material, c.old_text, c.new_text from changes c "
        "join articles a on a.id = c.article_id",
        "facts": "select a.url, f.question, f.value from facts f join articles a on a.id = f.article_id",
        "alerts": "select subject from alerts",
    }
    base = (
        str(archive.rows("select url from articles order by id limit 1")[0]["url"]).split("/a/")[0].split("/moved")[0]
    )
    held = {
        name: sorted(json.dumps(list(row.values()), ensure_ascii=False).replace(base, "") for row in archive.rows(sql))
        for name, sql in queries.items()
    }
    archive.close()
    return held


@pytest.mark.slow
def test_a_killed_pass_ends_in_the_same_archive(tmp_path: Path) -> None:
    """A pass that is killed with SIGKILL in the middle, five times over, and started again ends as an unbroken one."""
    plan = plan_of(60)
    results = []
    words = ["run", "--engine", "local", "--topic", "topic.toml", "--archive", "a.db"]
    with Nursery() as nursery:
        for kills in (0, 5):
            newsroom = Newsroom(plan)
            folder = tmp_path / f"kills-{kills}"
            folder.mkdir()
            with serving(newsroom) as base:
                topic = folder / "topic.toml"
                topic.write_text(topic_toml(base, list(plan)), encoding="utf-8")
                one_pass(topic, folder / "a.db")
                newsroom.round = 2
                for kill in range(kills):

                    def kill_it(
                        hits: int, target: int = len(newsroom.hits) + 5 + kill * 6, folder: Path = folder
                    ) -> None:
                        """Kill the pass at a chosen request."""
                        if hits == target:
                            os.kill(int((folder / "pid").read_text(encoding="ascii")), signal.SIGKILL)

                    newsroom.on_hit = kill_it
                    assert nursery.run(folder, words).killed
                    newsroom.on_hit = None
                one_pass(topic, folder / "a.db")
            results.append(contents(folder / "a.db"))
    assert results[0] == results[1]
