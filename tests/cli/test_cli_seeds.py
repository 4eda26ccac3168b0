"""The main job on the seeds: what is on screen and in SQL is what `seeds/versions/*.toml` say, no more and no less."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pactwatch.fetch.seeds import read_manifest
from pactwatch.paths import SEEDS

Row = dict[str, Any]


def ask(folder: Path, *arguments: str) -> Any:
    """Run a command with --json in *folder*."""
    done = subprocess.run(
        [sys.executable, "-m", "pactwatch.cli", *arguments, "--json"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the offline pass has run."""
    folder = tmp_path_factory.mktemp("seeds")
    ask(folder, "run", "--offline", "--engine", "local")
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


def test_the_archive_is_whole(replayed: Path) -> None:
    """`verify` has nothing to say."""
    assert ask(replayed, "verify") == []
