"""Killed anywhere: what was reported is there, nothing is half there, and the next run ends as an undisturbed one.

`make torture` does 200 points (`PACTWATCH_TORTURE=200`, seeded by `PACTWATCH_TORTURE_SEED`), the tests a few.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import old_archives
import pytest
from newsroom import Newsroom, edited, page, serving, story, topic_toml
from victims import Death, Fate, Nursery, counts
from warcs import members, response

from pactwatch.archive import open_archive
from pactwatch.archive.searching import rebuild_search
from pactwatch.archive.verify import verify
from pactwatch.model import reading_sha256

POINTS = int(os.environ.get("PACTWATCH_TORTURE", "16"))
SEED = int(os.environ.get("PACTWATCH_TORTURE_SEED", "1"))

PLAN = {
    1: "number", 3: "removed", 4: "added", 5: "same", 6: "chrome", 7: "wall", 8: "301", 9: "moved", 2: "410", 10: "403",
}  # fmt: skip
QUESTION = """
[[questions]]
id = "cost"
label = "What does it cost?"
value = "amount"
[questions.triggers]
en = ["cost"]

[[alerts]]
name = "all"
on = ["material", "article", "conflict", "health"]
to = ["stdout:"]
"""
# What a version holds, and what stands beside the versions; none of it may depend on how often a run was killed.
VERSIONS = """
SELECT replace(a.url, '/moved/', '/'), v.number, v.headline, v.text,
    (SELECT json_group_array(json_array(w.position, w.text, w.speaker, w.modality)) FROM (
        SELECT * FROM wordings WHERE version_id = v.id ORDER BY position) w),
    (SELECT json_group_array(json_array(c.kind, c.subject, c.rule, c.old_text, c.new_text)) FROM (
        SELECT * FROM changes WHERE new_version_id = v.id ORDER BY kind, subject, old_text, new_text) c),
    (SELECT json_group_array(json_array(f.question, f.value)) FROM (
        SELECT * FROM facts WHERE version_id = v.id ORDER BY question, value, position) f)
FROM versions v JOIN articles a ON a.id = v.article_id
"""
BESIDE = {
    "snapshots": "SELECT a.url, s.body_sha256, s.outcome, s.headers IS NOT NULL FROM snapshots s "
    "JOIN articles a ON a.id = s.article_id",
    "fetches": "SELECT DISTINCT a.url, f.outcome FROM fetches f JOIN articles a ON a.id = f.article_id "
    "WHERE f.outcome NOT IN ('unchanged', 'not_modified')",
    "articles": "SELECT url, state, bad_streak FROM articles",
    "claims": "SELECT a.url, f.number, l.number, c.removed_at IS NULL, count(*) FROM claims c "
    "JOIN articles a ON a.id = c.article_id JOIN versions f ON f.id = c.first_version_id "
    "JOIN versions l ON l.id = c.last_version_id GROUP BY 1, 2, 3, 4",
    "conflicts": "SELECT question, kind, side_values, closed_at IS NULL FROM conflicts",
    "alerts": "SELECT rule, subject FROM alerts",
    "bounds": "SELECT a.url, v.number, v.last_seen_at >= v.first_seen_at FROM versions v "
    "JOIN articles a ON a.id = v.article_id",
}
# Times of captures come from the files, so they must be the same too.
DATED = {
    "versions dated": "SELECT a.url, v.number, v.first_seen_at, v.last_seen_at FROM versions v "
    "JOIN articles a ON a.id = v.article_id",
    "changes dated": "SELECT old_text, new_text, not_before_at, detected_at FROM changes",
    "fetches dated": "SELECT url, fetched_at, outcome, reason FROM fetches",
}


@dataclass(frozen=True)
class Work:
    """A command on an archive, and what must hold of it when it is killed."""

    name: str
    arguments: tuple[str, ...]
    base: Path | None
    """The archive that it begins with; None: there is none."""
    grows: bool = True
    """Whether what a version holds is never written anew, so that it is whole or not there at any time."""
    dated: bool = False
    a_pass: bool = False


@dataclass
class Ground:
    """Where the works are done."""

    folder: Path
    nursery: Nursery
    works: list[Work]
    truth: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    first: dict[str, Fate] = field(default_factory=dict)
    """The undisturbed run of each work."""


def held(path: Path, *, dated: bool) -> dict[str, list[str]]:
    """Give what an archive holds."""
    with closing(sqlite3.connect(path)) as db:
        queries = {"versions": VERSIONS} | BESIDE | (DATED if dated else {})
        return {name: sorted(json.dumps(row) for row in db.execute(sql)) for name, sql in queries.items()}


def finished(path: Path) -> int:
    """Count the passes that came to their end."""
    if not path.exists():
        return 0
    with closing(sqlite3.connect(path)) as db:
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'runs'").fetchone():
            return 0
        return int(db.execute("SELECT count(*) FROM runs WHERE finished_at IS NOT NULL").fetchone()[0])


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """Make the archives that the works begin with, and do each work once undisturbed."""
    folder = tmp_path_factory.mktemp("torture")
    newsroom = Newsroom(dict(PLAN))
    with serving(newsroom) as base, Nursery() as nursery:
        (folder / "topic.toml").write_text(topic_toml(base, list(PLAN)) + QUESTION, encoding="utf-8")
        _captures(folder / "a.warc.gz", (1, 2, 3))
        _captures(folder / "ends.warc.gz", (1, 3))
        one = _made(nursery, folder / "one.db", "run", "--engine", "local")
        newsroom.round = 2
        two = Path(shutil.copy(one, folder / "two.db"))
        _made(nursery, two, "run", "--engine", "local")
        ends = _made(nursery, folder / "ends.db", "ingest", "ends.warc.gz")
        works = [
            Work("first pass", ("run", "--engine", "local"), None, a_pass=True),
            Work("second pass", ("run", "--engine", "local"), one, a_pass=True),
            Work("ingest", ("ingest", str(folder / "a.warc.gz")), None, dated=True),
            Work("ingest between", ("ingest", str(folder / "a.warc.gz")), ends, grows=False, dated=True),
            Work("reextract", ("reextract",), _spoilt(two, folder / "spoilt.db"), grows=False),
            Work("maintain", ("maintain",), _holed(two, folder / "holed.db")),
            Work("migrate m0002", ("maintain",), old_archives.unpack(2, folder / "m0002.db")),
            Work("migrate m0004", ("maintain",), old_archives.unpack(4, folder / "m0004.db"), grows=False),
        ]
        ground = Ground(folder, nursery, works)
        for work in works:
            place = _place(ground, work, "undisturbed")
            fate = _run(ground, work, place)
            assert fate.code == 0, fate.said
            ground.truth[work.name] = held(place / "a.db", dated=work.dated)
            ground.first[work.name] = fate
        yield ground


def _captures(path: Path, rounds: tuple[int, ...]) -> None:
    """Write a WARC of articles as they were in some of three rounds."""
    bodies = []
    for number in range(20, 25):
        told = (story(number), edited(story(number), "number"), edited(edited(story(number), "number"), "removed"))
        bodies += [(number, at, page(told[at - 1], 1).encode()) for at in rounds]
    path.write_bytes(
        members(
            *(response(f"https://ledger.example/a/{n}", f"2026-03-0{at}T08:00:00Z", body) for n, at, body in bodies)
        )
    )


def _made(nursery: Nursery, path: Path, *arguments: str) -> Path:
    """Make an archive by a command, and leave it without a log beside it."""
    fate = nursery.run(path.parent, [*arguments, "--topic", "topic.toml", "--archive", str(path)])
    assert fate.code == 0, fate.said
    return path


def _spoilt(source: Path, path: Path) -> Path:
    """Make an archive whose versions were read badly."""
    shutil.copy(source, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("UPDATE versions SET headline = 'Spoilt', extractor = 'older' WHERE number = 1")
        for row_id, *said in db.execute("SELECT id, headline, byline, text FROM versions WHERE number = 1").fetchall():
            db.execute("UPDATE versions SET text_sha256 = ? WHERE id = ?", (reading_sha256(*said), row_id))
    with closing(open_archive(path)) as archive:
        rebuild_search(archive)
    return path


def _holed(source: Path, path: Path) -> Path:
    """Make an archive with many free pages."""
    shutil.copy(source, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("CREATE TABLE filler (data BLOB)")
        db.execute("INSERT INTO filler WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400) "
                   "SELECT randomblob(50000) FROM n")  # fmt: skip
        db.execute("DROP TABLE filler")
    return path


def _place(ground: Ground, work: Work, name: str) -> Path:
    """Make a folder with the archive that a work begins with."""
    place = ground.folder / "places" / f"{work.name} {name}"
    place.mkdir(parents=True)
    if work.base:
        shutil.copy(work.base, place / "a.db")
    return place


def _run(ground: Ground, work: Work, place: Path, death: Death | None = None) -> Fate:
    """Do a work in a folder."""
    topic = () if "maintain" in work.arguments else ("--topic", str(ground.folder / "topic.toml"))
    return ground.nursery.run(place, [*work.arguments, *topic, "--archive", "a.db"], death)


# ---------------------------------------------------------------- the points


def point(ground: Ground, work: Work, number: int, dice: random.Random) -> Fate:
    """Kill a work at one point, look at what it left, let it be done again, and compare."""
    place = _place(ground, work, str(number))
    path = place / "a.db"
    passes = finished(path) + 1
    fate = _run(ground, work, place, _death(ground.first[work.name], dice))
    told = f"{work.name}, point {number} of seed {SEED}: {fate}"
    _look(ground, work, path, fate, told)
    if fate.killed and dice.random() < 0.25:
        again = _run(ground, work, place, _death(ground.first[work.name], dice))
        _look(ground, work, path, again, told + f", then {again}")
    if not (work.a_pass and finished(path) >= passes):
        last = _run(ground, work, place)
        assert last.code == 0, told + last.said
    assert _whole(path) == [], told
    differing = {
        name: sorted(set(rows) ^ set(ground.truth[work.name][name]))
        for name, rows in held(path, dated=work.dated).items()
        if rows != ground.truth[work.name][name]
    }
    assert differing == {}, told
    shutil.rmtree(place)
    return fate


def _death(undisturbed: Fate, dice: random.Random) -> Death:
    """Choose a way to die: at any write, before or after it, or at any time."""
    if dice.random() < 0.5:
        return Death(write=dice.randint(1, undisturbed.writes), after=dice.random() < 0.5)
    return Death(delay_s=dice.uniform(0.001, undisturbed.took_s))


def _look(ground: Ground, work: Work, path: Path, fate: Fate, told: str) -> None:
    """What a killed work left: whole, with all that it had reported, and no article of which a part is missing."""
    assert fate.killed or fate.code == 0, told
    if not fate.reported and not work.base:
        return  # killed before anything was promised
    if "migrate" in work.name:
        _look_at_migrated(path, work, told)
        return
    assert _whole(path) == [], told
    there = counts(path)
    # A run that writes anew, in place, may have fewer rows after its next transaction; of the others none goes.
    if work.grows:
        assert all(there[table] >= count for table, count in fate.reported.items()), (told, there)
        assert set(held(path, dated=False)["versions"]) <= set(ground.truth[work.name]["versions"]), told


def _look_at_migrated(path: Path, work: Work, told: str) -> None:
    """Either nothing of a migration happened or all of it, and the copy that was kept before it is a whole one."""
    assert work.base is not None
    was, now = old_archives.version(work.base), old_archives.version(path)
    before = old_archives.rows(work.base)
    assert now == was or set(before["wording_texts"]) <= set(old_archives.rows(path, like=before)["wording_texts"]), (
        told
    )
    if now == was:
        assert old_archives.rows(path) == before, told
    for copy in path.parent.glob("*.before-m????"):
        assert old_archives.rows(copy) == before, told


def _whole(path: Path) -> list[str]:
    """Verify an archive; one that is not made yet is whole."""
    if not path.exists() or not path.stat().st_size or not finished_schema(path):
        return []
    with closing(open_archive(path, readonly=True)) as archive:
        return verify(archive)


def finished_schema(path: Path) -> bool:
    """Whether the tables are there: a process may die after it has made the file."""
    return old_archives.version(path) > 0


@pytest.mark.slow
def test_torture(ground: Ground, capsys: pytest.CaptureFixture[str]) -> None:
    """At every point of a pass, an ingest, a reextract, a maintain, a migration."""
    dice = random.Random(SEED)
    fates: Counter[tuple[str, str]] = Counter()
    for number in range(POINTS):
        work = ground.works[number % len(ground.works)]
        fate = point(ground, work, number, dice)
        fates[work.name, "killed" if fate.killed else "lived"] += 1
    with capsys.disabled():
        for name in [work.name for work in ground.works] if POINTS > 50 else []:
            first = ground.first[name]
            print(f"\n{name:16} {first.writes:5} writes, {first.took_s:.2f} s; "
                  f"killed {fates[name, 'killed']}, done before {fates[name, 'lived']}", end="")  # fmt: skip
    assert sum(count for (_, what), count in fates.items() if what == "killed") > POINTS * 0.6
