"""Proof and upkeep: the chain of snapshots, what verify names, what retention keeps, what a kill leaves."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pactwatch.archive import Archive, Capture, open_archive
from pactwatch.archive.bodies import BodyThinned, read_body, store_body
from pactwatch.archive.chain import COLUMNS, head
from pactwatch.archive.maintain import maintain
from pactwatch.archive.searching import rebuild_search
from pactwatch.archive.verify import check, verify
from pactwatch.errors import ArchiveError

Add = Callable[..., int]
Make = Callable[..., Capture]
At = Callable[[float], datetime]


def _page(token: int, text: str = "One.") -> bytes:
    """Make a page that reads the same whatever the token."""
    noise = random.Random(1).randbytes(3_000).hex()
    return f"<p>{text}</p><i>{random.Random(token).randbytes(300).hex()}</i><b>{noise}</b>".encode()


@pytest.fixture
def six(archive: Archive, add: Add, capture: Make) -> list[str]:
    """Capture a page six times, the fourth time with another text; give the digests."""
    article = add()
    for hour in range(6):
        said = ["One."] if hour < 3 else ["Two."]
        archive.record_capture(capture(article, hour, said, body=_page(hour, said[0])))
    return [str(row["body_sha256"]) for row in archive.rows("SELECT body_sha256 FROM snapshots ORDER BY id")]


# ---------------------------------------------------------------- the chain


def test_chain_can_be_recomputed_from_its_description(archive: Archive, six: list[str]) -> None:
    """Anybody can recompute the chain with SQLite's json_array and SHA-256 alone."""
    previous = ""
    for row in archive.rows(
        f"SELECT chain_sha256, json_array({', '.join(COLUMNS.split())}) AS said FROM snapshots ORDER BY id"
    ):
        text = json.dumps([previous, *json.loads(str(row["said"]))], ensure_ascii=False, separators=(",", ":"))
        previous = hashlib.sha256(text.encode()).hexdigest()
        assert row["chain_sha256"] == previous
    assert head(archive.db.conn) == (6, previous)


@pytest.mark.parametrize(
    ("damage", "row", "words"),
    [
        pytest.param(
            "UPDATE snapshots SET captured_at = '2000-01-01T00:00:00Z' WHERE id = 3", "3", "was altered", id="altered"
        ),
        pytest.param("DELETE FROM snapshots WHERE id = 3", "4", "snapshot 3 had stood between", id="taken out"),
        pytest.param("UPDATE snapshots SET chain_sha256 = 'x' WHERE id = 6", "6", "was altered", id="the last link"),
    ],
)
def test_chain_names_the_row_that_was_tampered_with(
    archive: Archive, six: list[str], damage: str, row: str, words: str
) -> None:
    """A row that was altered or taken out is named."""
    archive.db.conn.execute("PRAGMA foreign_keys = OFF")
    archive.db.conn.execute(damage)
    found = [problem for problem in check(archive) if problem.table == "snapshots" and "points to" not in problem.text]
    assert found[0].row == row
    assert words in found[0].text


def test_chain_that_was_cut_off_lacks_the_head_that_was_kept(archive: Archive, six: list[str]) -> None:
    """The end of a chain, taken away, is missed by whoever kept the last link."""
    _, kept = head(archive.db.conn)
    assert verify(archive, head=kept) == []
    archive.db.conn.execute("PRAGMA foreign_keys = OFF")
    archive.db.conn.execute("DELETE FROM snapshots WHERE id = 6")
    assert any(f"no snapshot carries the link {kept}" in problem for problem in verify(archive, head=kept))


def test_chain_of_an_older_archive_is_filled_by_the_migration(path: Path, archive: Archive, six: list[str]) -> None:
    """The migration gives old rows the very links that they would have had."""
    was = archive.rows("SELECT id, chain_sha256 FROM snapshots")
    db = archive.db
    for statement in (
        "ALTER TABLE snapshots DROP COLUMN chain_sha256",
        "DROP TABLE thinned_bodies",
        "DROP TABLE upkeep",
        "DROP INDEX changes_removed",
        "DELETE FROM _sqlite_migrations WHERE name = 'm0007_proof'",
        "PRAGMA user_version = 6",
    ):
        db.execute(statement)
    archive.close()
    again = open_archive(path)
    assert again.rows("SELECT id, chain_sha256 FROM snapshots") == was
    assert verify(again) == []
    again.close()


# ---------------------------------------------------------------- verify


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        pytest.param("UPDATE versions SET text = 'Other.' WHERE id = 1", "version 1 was altered", id="text"),
        pytest.param("DELETE FROM wording_places WHERE version_id = 2", "claim 2 has no wording", id="wording"),
        pytest.param("UPDATE wording_texts SET text = 'Else' WHERE id = 1", "knows other words", id="search"),
        pytest.param("DELETE FROM versions_fts_docsize WHERE id = 2", "nothing of row 2", id="search row"),
        pytest.param("UPDATE bodies SET data = x'', stored_bytes = 0 WHERE rowid = 2", "no rule", id="emptied body"),
    ],
)
def test_verify_names_the_row(archive: Archive, six: list[str], damage: str, words: str) -> None:
    """Each damage is found, and said where it is."""
    archive.db.conn.execute(damage)
    problems = verify(archive)
    assert any(words in problem for problem in problems), problems


def test_verify_tells_what_hangs_on_a_damaged_body(archive: Archive, six: list[str]) -> None:
    """A damaged base is named with its snapshot, and that others hang on it."""
    archive.db.conn.execute("UPDATE bodies SET data = x'00' WHERE sha256 = ?", [six[0]])
    first = next(problem for problem in check(archive) if problem.table == "bodies")
    assert first.row == six[0]
    assert "snapshot 1 of https://gazette.example/a" in first.text
    assert "other bodies are based on it" in first.text


def test_verify_is_clean_after_the_search_index_was_rebuilt(archive: Archive, six: list[str]) -> None:
    """What verify says can be rebuilt is whole afterwards."""
    archive.db.conn.execute("DELETE FROM wordings_fts_data WHERE id > 10")
    assert any("--rebuild-search" in problem for problem in verify(archive))
    rebuild_search(archive)
    assert verify(archive) == []


def test_verify_does_not_hold_up_a_writer(path: Path, archive: Archive, six: list[str], capture: Make) -> None:
    """A pass writes between, and during, any two steps of a verification."""
    db = sqlite3.connect(path, timeout=0, isolation_level=None)
    reader = open_archive(path, readonly=True)
    writes = 0

    def write(what: str, done: int, of: int) -> None:
        nonlocal writes
        db.execute("UPDATE articles SET checked_at = ?", (what,))
        writes += 1

    assert verify(reader, write) == []
    assert writes > 20
    reader.close()
    db.close()


# ---------------------------------------------------------------- retention and packing


def test_maintain_loses_nothing_unless_told(archive: Archive, six: list[str], at: At) -> None:
    """Without a rule every byte stays."""
    maintain(archive, now=at(100_000))
    assert [len(read_body(archive.db.conn, digest)) > 0 for digest in six] == [True] * 6


def test_maintain_thins_what_reads_as_before(archive: Archive, six: list[str], at: At) -> None:
    """First, last, and what versions rest on stays; rows, digests and the chain stay, and a reader is told."""
    links = archive.rows("SELECT id, chain_sha256 FROM snapshots")
    bases = {row["base_sha256"] for row in archive.rows("SELECT base_sha256 FROM bodies")}
    told = maintain(archive, now=at(24 * 30), thin_after_days=10)
    gone = {str(row["sha256"]) for row in archive.rows("SELECT sha256 FROM thinned_bodies")}
    assert {six[2], six[4]} <= gone <= {six[1], six[2], six[4]}
    assert (six[1] in gone) == (six[1] not in bases)
    assert f"{len(gone)} bodies thinned out" in told
    assert archive.rows("SELECT id, chain_sha256 FROM snapshots") == links
    assert verify(archive) == []
    with pytest.raises(BodyThinned, match="thinned out on 2024-12-01 by the rule `thin_after_days = 10`"):
        read_body(archive.db.conn, six[4])
    with pytest.raises(ArchiveError, match="thinned out on 2024-12-01"):
        archive.snapshot_body(5)
    for digest in set(six) - gone:
        assert read_body(archive.db.conn, digest)


def test_maintain_keeps_what_is_young(archive: Archive, six: list[str], at: At) -> None:
    """Nothing goes before its time."""
    maintain(archive, now=at(24 * 9), thin_after_days=10)
    assert archive.rows("SELECT * FROM thinned_bodies") == []


def test_body_that_comes_again_after_it_was_thinned_is_stored(archive: Archive, six: list[str], at: At) -> None:
    """The same bytes, captured once more, are there again."""
    maintain(archive, now=at(24 * 30), thin_after_days=10)
    store_body(archive.db.conn, _page(4, "Two."))
    assert read_body(archive.db.conn, six[4]) == _page(4, "Two.")
    assert six[4] not in {row["sha256"] for row in archive.rows("SELECT sha256 FROM thinned_bodies")}


def test_maintain_joins_the_search_index(archive: Archive, add: Add, capture: Make) -> None:
    """Every write adds a segment to the index; upkeep joins them, and a search finds what it found before."""
    article = add()
    for day in range(1, 28):
        archive.record_capture(capture(article, day, [f"It covers {day} ships.", f"Day {day} of the talks."]))
    asked = "SELECT rowid FROM wordings_fts WHERE wordings_fts MATCH 'ships' ORDER BY rowid"
    segments = "SELECT count(DISTINCT segid) AS n FROM wordings_fts_idx"
    found, before = archive.rows(asked), archive.rows(segments)[0]["n"]
    maintain(archive)
    assert archive.rows(asked) == found and len(found) == 27
    after = archive.rows(segments)[0]["n"]
    assert int(str(after)) < int(str(before))
    assert verify(archive) == []


def test_an_archive_of_earlier_settings_is_tuned_once(path: Path, archive: Archive) -> None:
    """How seldom segments of the search index are joined during a pass is set when an archive is opened to write."""
    asked = "SELECT k, v FROM wordings_fts_config WHERE k LIKE '%merge' ORDER BY k"
    tuned = [{"k": "automerge", "v": 16}, {"k": "crisismerge", "v": 32}]
    assert archive.rows(asked) == tuned
    archive.db.conn.execute("INSERT INTO wordings_fts(wordings_fts, rank) VALUES ('automerge', 4)")
    with closing(open_archive(path)) as again:
        assert again.rows(asked) == tuned
        before = again.db.conn.total_changes
    with closing(open_archive(path)) as again:
        assert again.db.conn.total_changes <= before


def test_maintain_packs_each_body_anew_once(archive: Archive, six: list[str]) -> None:
    """Packing anew makes bodies no larger, changes none, and is not done twice."""
    before = [(digest, read_body(archive.db.conn, digest)) for digest in six]
    was = archive.rows("SELECT sum(stored_bytes) AS n FROM bodies")[0]["n"]
    maintain(archive)
    assert int(str(archive.rows("SELECT sum(stored_bytes) AS n FROM bodies")[0]["n"])) <= int(str(was))
    assert [(digest, read_body(archive.db.conn, digest)) for digest in six] == before
    assert archive.rows("SELECT done_to FROM upkeep WHERE task = 'repack'") == [{"done_to": 6}]
    assert "packed anew" not in maintain(archive)
    assert verify(archive) == []


_UPKEEP = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from pactwatch.archive import open_archive
from pactwatch.archive.maintain import maintain
archive = open_archive(Path(sys.argv[1]))
print("ready", flush=True)
maintain(archive, now=datetime(2025, 6, 1, tzinfo=UTC), thin_after_days=1)
"""


def test_kill_of_upkeep_leaves_a_whole_archive(path: Path, archive: Archive, add: Add, capture: Make) -> None:
    """Killed at random moments, upkeep leaves an archive that is whole, and the next one completes."""
    for number in range(12):
        article = add(f"https://gazette.example/{number}")
        for hour in range(8):
            archive.record_capture(
                capture(article, hour, [f"Said {number}."], body=_page(100 * number + hour, f"Said {number}."))
            )
    archive.close()
    dice = random.Random(5)
    for _ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-c", _UPKEEP, str(path)], stdout=subprocess.PIPE, env=os.environ | {"PYTHONHASHSEED": "0"}
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(dice.random() * 0.05)  # the moment of the kill, not a wait for anything
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        again = open_archive(path)
        assert verify(again) == []
        again.close()
    last = open_archive(path)
    maintain(last, now=datetime(2025, 6, 1, tzinfo=UTC), thin_after_days=1)
    maintain(last)
    assert last.rows("SELECT done_to = (SELECT max(rowid) FROM bodies) AS all_done FROM upkeep") == [{"all_done": 1}]
    assert verify(last) == []
    last.close()
