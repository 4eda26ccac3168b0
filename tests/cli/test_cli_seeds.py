"""The main job on the seeds: what is on screen and in SQL is what `seeds/versions/*.toml` say, no more and no less."""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from contextlib import closing, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from pactwatch.archive import open_archive, read
from pactwatch.archive.verify import verify
from pactwatch.cli import main
from pactwatch.fetch.seeds import read_manifest
from pactwatch.paths import SEEDS

Row = dict[str, Any]


def pactwatch(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command in *folder*."""
    command = [sys.executable, "-m", "pactwatch.cli", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


def ask(folder: Path, *arguments: str) -> Any:
    """Run a command with --json on the archive in *folder*, in this process, which has everything imported."""
    told = io.StringIO()
    with redirect_stdout(told):
        main([*arguments, "--json", "--archive", str(folder / "archive.db")])
    return json.loads(told.getvalue())


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the offline pass has run."""
    folder = tmp_path_factory.mktemp("seeds")
    done = pactwatch(folder, "run", "--offline", "--engine", "local", "--json")
    assert done.returncode == 0, done.stderr
    return folder


def wanted() -> dict[tuple[str, int], Mapping[str, Any]]:
    """Read what each version of each seed must yield: (outlet, number) -> its table."""
    outlets = {seed.id: seed.outlet for seed in read_manifest(SEEDS).seeds.values()}
    return {
        (outlets[file.stem[:3]], int(file.stem[5:])): tomllib.loads(file.read_text(encoding="utf-8"))
        for file in SEEDS.glob("versions/*.toml")
    }


def fits(row: Row, entry: Mapping[str, Any]) -> bool:
    """Say whether a change is the one that an entry describes."""
    return (
        row["kind"] == entry["kind"]
        and row["subject"] == entry.get("subject", row["subject"])
        and bool(row["material"]) is entry["material"]
        and set(entry.get("facets", ())) <= set(row["facets"])
        and entry.get("old_text", "") in (row["old_text"] or "")
        and entry.get("new_text", "") in (row["new_text"] or "")
    )


def test_changes_are_what_the_newsroom_did(replayed: Path) -> None:
    """Each edit is found once, and nothing is found that nobody did."""
    rows: list[Row] = ask(replayed, "changes", "--all")
    tables = wanted()
    missing = [
        (key, entry)
        for key, table in tables.items()
        for entry in table.get("must", ())
        if sum(fits(row, entry) for row in rows if (row["outlet"], row["new_version"]) == key) != 1
    ]
    unasked = [
        row
        for row in rows
        if not any(
            fits(row, entry)
            for kind in ("must", "may")
            for entry in tables[row["outlet"], row["new_version"]].get(kind, ())
        )
    ]
    assert (missing, unasked) == ([], [])


def test_the_conflict_over_who_signed_is_there_with_both_sentences(replayed: Path) -> None:
    """The seeds name other people, and the fact sheet says so first."""
    first = ask(replayed, "facts")[0]
    assert (first["question"], first["verdict"]) == ("signatory", "diverging")
    said = {(one["outlet"], value["value"]): one["sentence"] for value in first["values"] for one in value["said"]}
    assert {value for outlet, value in said if outlet == "MENAFN"} == {"borrell", "iwaya"}
    assert {value for outlet, value in said if outlet != "MENAFN"} == {"kishida", "von-der-leyen"}
    assert all(name in said["MENAFN", "borrell"] for name in ("Borrell", "Iwaya Takeshi"))


@pytest.mark.parametrize(
    ("sql", "rows"),
    [
        pytest.param(
            "select outlet, count(*) as versions from versions v join articles a on a.id = v.article_id "
            "group by 1 order by 1",
            [{"outlet": "MENAFN", "versions": 5}, {"outlet": "The Meridian Brief", "versions": 5}],
            id="every version is kept",
        ),
        pytest.param(
            "select outcome, count(*) as n from fetches where outcome in ('walled', 'blocked', 'unavailable', 'moved') "
            "group by 1 order by 1",
            [
                {"outcome": "blocked", "n": 1},
                {"outcome": "moved", "n": 1},
                {"outcome": "unavailable", "n": 1},
                {"outcome": "walled", "n": 2},
            ],
            id="walls and outages are outcomes",
        ),
        pytest.param(
            "select count(*) as n from changes c join versions v on v.id = c.new_version_id join snapshots s "
            "on s.id = v.snapshot_id where s.outcome <> 'stored'",
            [{"n": 0}],
            id="no change comes from a wall",
        ),
        pytest.param(
            "select json_extract(differences, '$[0].old') as old, json_extract(differences, '$[0].new') as new "
            "from changes_readable where rule = 'date-changed'",
            [{"old": "2025-01-01", "new": "2025-04-01"}],
            id="a date is stored as a date",
        ),
        pytest.param(
            "select question, kind, closed_at from conflicts",
            [{"question": "signatory", "kind": "accounts diverge", "closed_at": None}],
            id="one conflict is open",
        ),
    ],
)
def test_the_archive_answers_in_sql(replayed: Path, sql: str, rows: list[Row]) -> None:
    """Five questions, and what the seeds' tables say to them."""
    assert ask(replayed, "query", sql) == rows


def test_a_second_run_reports_no_new_change(replayed: Path) -> None:
    """Once every round has been seen, a further pass finds nothing."""
    again = ask(replayed, "run", "--offline", "--engine", "local")
    assert (again["passes"], again["changes"], again["new_articles"], again["conflicts_opened"]) == (1, [], 0, 0)


def test_an_unknown_address_cannot_be_split(replayed: Path) -> None:
    """It is answered with where the articles are listed, and nothing changes."""
    result = pactwatch(replayed, "articles", "split", "https://a.example/1")
    assert (result.returncode, "`pactwatch articles` lists" in result.stderr) == (6, True)


def test_an_address_that_moved_can_be_split(replayed: Path, tmp_path: Path) -> None:
    """What was read before the move is given back; both addresses are articles, and the archive stays whole."""
    path = Path(shutil.copy(replayed / "archive.db", tmp_path / "archive.db"))
    with closing(sqlite3.connect(path)) as db:
        ((moved,),) = db.execute("SELECT url FROM articles WHERE state = 'moved'").fetchall()
    done = pactwatch(tmp_path, "articles", "split", moved)
    assert done.stdout.startswith(f"{moved} is an article of its own again, with "), done.stderr
    with closing(open_archive(path, readonly=True)) as archive:
        rows = read.articles(archive)
        assert len(rows) == 3 and all(row["versions"] for row in rows)
        assert verify(archive) == []


def test_the_archive_is_whole(replayed: Path) -> None:
    """`verify` finds nothing, and tells scripts the end of the chain."""
    told = ask(replayed, "verify")
    assert told["problems"] == []
    assert told["snapshots"] > 0 and len(told["head"]) == 64
