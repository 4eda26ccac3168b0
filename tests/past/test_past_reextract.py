"""`pactwatch reextract`: what is stored is read again in place, and nobody is alerted."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from pactwatch.archive import open_archive
from pactwatch.archive.verify import verify
from pactwatch.cli import main

TABLES = ("versions", "claims", "wordings", "changes", "facts", "conflict_sides", "alerts", "snapshots", "fetches")


def pactwatch(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command in *folder*."""
    command = [sys.executable, "-m", "pactwatch.cli", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


def reextract(folder: Path) -> list[dict[str, object]]:
    """Read all again, in this process, which has everything imported; give the changes that are judged otherwise."""
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        main(["reextract", "--json", "--archive", str(folder / "archive.db")])
    with contextlib.closing(open_archive(folder / "archive.db", readonly=True)) as archive:
        assert verify(archive) == []
    found: list[dict[str, object]] = json.loads(told.getvalue())
    return found


def asked(folder: Path, query: str) -> list[tuple[object, ...]]:
    """Ask the archive."""
    with contextlib.closing(sqlite3.connect(folder / "archive.db")) as db:
        return db.execute(query).fetchall()


def rows(folder: Path, *tables: str) -> list[tuple[object, ...]]:
    """Give all rows of tables."""
    return [row for table in tables for row in asked(folder, f"SELECT * FROM {table} ORDER BY 1, 2, 3, 4")]


def alter(folder: Path, *statements: str) -> None:
    """Make an archive look as if other rules had read it."""
    db = sqlite3.connect(folder / "archive.db")
    for statement in statements:
        db.execute(statement)
    db.commit()
    db.close()


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the offline pass has run."""
    folder = tmp_path_factory.mktemp("seeds")
    assert pactwatch(folder, "run", "--offline", "--engine", "local").returncode == 0
    return folder


@pytest.fixture
def folder(replayed: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    shutil.copy(replayed / "archive.db", tmp_path / "archive.db")
    return tmp_path


def test_reextract_by_the_same_rules_changes_no_row(folder: Path) -> None:
    """Where nothing is read otherwise, every row stays byte for byte, ids included; and a replay may go on."""
    before = rows(folder, *TABLES)
    assert reextract(folder) == []
    assert rows(folder, *TABLES) == before
    assert pactwatch(folder, "run", "--offline", "--engine", "local").returncode == 0


def test_reextract_tells_what_is_judged_otherwise(folder: Path) -> None:
    """A verdict that changed keeps its id; a change that was missed is added, one that was none goes."""
    before = rows(folder, "versions", "claims", "wordings", "facts", "alerts")
    changes = {row[0]: row for row in rows(folder, "changes")}
    alter(
        folder,
        "UPDATE changes SET material = 0, rule = 'old-rule' WHERE id = 2",
        "DELETE FROM changes WHERE id = 5",
        "UPDATE changes SET old_text = 'Never said.' WHERE id = 7",
    )
    told = {(row["change_id"], row["was"], row["now"]) for row in reextract(folder)}
    assert told == {
        (2, "cosmetic by old-rule", f"material by {changes[2][9]}"),
        (None, "not found", f"material by {changes[5][9]}"),
        (7, f"material by {changes[7][9]}", "no change"),
        (None, "not found", f"material by {changes[7][9]}"),
    }
    after = {row[0]: row for row in rows(folder, "changes")}
    assert after[2] == changes[2]
    assert {row[1:] for row in after.values()} == {row[1:] for row in changes.values()}
    assert rows(folder, "versions", "claims", "wordings", "facts", "alerts") == before


def test_reextract_puts_right_what_was_read_badly(folder: Path) -> None:
    """Texts, wordings, facts and search that an older extractor left are those of today's, under the same versions."""
    texts = rows(folder, "versions")
    wordings = [row[1:] for row in rows(folder, "wordings")]
    facts = [row[1:] for row in rows(folder, "facts")]
    alter(
        folder,
        "UPDATE versions SET text = 'Subscribe now!' || text, headline = 'Junk', extractor = 'old' WHERE number = 2",
        "UPDATE wording_texts SET modality = 'denied', figures = NULL WHERE id % 3 = 0",
        "UPDATE facts SET value = 'nobody', sentence = 'Nothing.' WHERE id % 2 = 0",
    )
    reextract(folder)
    assert rows(folder, "versions") == texts
    assert sorted(map(str, ([row[1], *row[2:]] for row in wordings))) == sorted(
        map(str, ([row[1], *row[2:]] for row in (found[1:] for found in rows(folder, "wordings"))))
    )
    assert sorted(map(str, (row[1:] for row in rows(folder, "facts")))) == sorted(map(str, facts))


def test_reextract_keeps_the_search_in_step(folder: Path) -> None:
    """A headline that was read badly is not found any more, and the one that is read now is."""
    alter(
        folder,
        "INSERT INTO versions_fts (versions_fts, rowid, headline, byline) "
        "SELECT 'delete', id, headline, byline FROM versions_fts_content WHERE id = 1",
        "UPDATE versions SET headline = 'Zwetschgen', extractor = 'older' WHERE id = 1",
        "INSERT INTO versions_fts (rowid, headline, byline) "
        "SELECT id, headline, byline FROM versions_fts_content WHERE id = 1",
    )
    found = "SELECT rowid FROM versions_fts WHERE versions_fts MATCH"
    assert asked(folder, f"{found} 'zwetschgen'") == [(1,)]
    reextract(folder)
    assert asked(folder, f"{found} 'zwetschgen'") == []
    ((headline,),) = asked(folder, "SELECT headline FROM versions WHERE id = 1")
    word = max(str(headline).split(), key=len)
    assert (1,) in asked(folder, f"{found} '{word}'")


def test_reextract_goes_on_where_it_was_stopped(folder: Path) -> None:
    """One that was killed after the first article leaves that one alone; the next one begins at the start again."""
    reextract(folder)
    alter(
        folder,
        "UPDATE runs SET counts = '{\"done_to\":1}' WHERE software LIKE '%reextract%'",
        "UPDATE changes SET material = 1 - material",
    )
    urls = {row["url"] for row in reextract(folder)}
    assert len(urls) == 1
    assert len({row["url"] for row in reextract(folder)}) == 1
    assert reextract(folder) == []


def test_reextract_leaves_what_it_cannot_read(folder: Path) -> None:
    """An article with a damaged body stays as it was, and is told."""
    before = rows(folder, "versions", "changes")
    alter(folder, "UPDATE bodies SET data = x'00', codec = 'zstd', base_sha256 = NULL WHERE rowid = 1")
    done = pactwatch(folder, "reextract")
    assert done.returncode == 0
    assert "run `pactwatch verify`" in " ".join(done.stderr.split())
    assert rows(folder, "versions", "changes") == before
