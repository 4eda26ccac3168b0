"""What a pass stored, told as events: which, under which ids, and what happens when Prefect does not take them."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pactwatch import tasks
from pactwatch.archive import Archive, open_archive
from pactwatch.config import load_watch
from pactwatch.happened import LONGEST, MOST, Happening, happened
from pactwatch.passes import LocalEngine, Summary, run_offline
from pactwatch.paths import SEEDS


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Summary:
    """All rounds of the seeds in an archive."""
    path = tmp_path_factory.mktemp("events") / "a.db"
    return asyncio.run(run_offline(load_watch(None, str(path)).topic, path, LocalEngine(), SEEDS))


@pytest.fixture
def archive(watched: Summary, tmp_path: Path) -> Iterator[Archive]:
    """A copy of that archive, to do with as one likes."""
    path = Path(shutil.copy(watched.archive, tmp_path / "copy.db"))
    with closing(open_archive(path)) as opened:
        yield opened


def spoil(archive: Archive, statement: str) -> None:
    """Change the copy by hand."""
    with closing(sqlite3.connect(archive.path)) as db:
        db.execute(statement)
        db.commit()


def test_each_stored_change_is_told_once(watched: Summary, archive: Archive) -> None:
    """All changes of the passes, and nothing twice; material ones first."""
    told = happened(archive, watched.topic, watched.run_ids)
    changes = [one for one in told if one.event.startswith("pactwatch.change.")]
    assert sorted(int(str(one.payload["change_id"])) for one in changes) == sorted(watched.change_ids)
    assert len({one.id for one in told}) == len(told)
    material = [one.event == "pactwatch.change.material" for one in told]
    assert material == sorted(material, reverse=True)
    assert happened(archive, watched.topic, []) == happened(archive, "another topic", watched.run_ids) == []


def test_a_pass_tells_its_own_and_what_a_failed_one_left(watched: Summary, archive: Archive) -> None:
    """The ninth pass found changes and the tenth none: it tells them only if the ninth failed or was killed."""
    ninth, tenth = watched.run_ids[8:10]
    found = Counter(one.event for one in happened(archive, watched.topic, [ninth]))
    assert found["pactwatch.change.material"] > 0
    assert happened(archive, watched.topic, [tenth]) == []
    for how in ("error = 'no host answered'", "error = NULL, finished_at = NULL"):
        spoil(archive, f"UPDATE runs SET {how} WHERE id = {ninth}")
        assert Counter(one.event for one in happened(archive, watched.topic, [tenth])) == found


def test_an_id_is_the_same_from_another_archive(watched: Summary, archive: Archive) -> None:
    """Row numbers are no part of it, so a repeat can be dropped; a conflict's end is another event than its start."""
    before = {one.id for one in happened(archive, watched.topic, watched.run_ids)}
    spoil(archive, "UPDATE changes SET id = id + 1000")
    assert {one.id for one in happened(archive, watched.topic, watched.run_ids)} == before
    spoil(archive, "UPDATE conflicts SET closed_at = '2024-11-13T00:00:00Z'")
    after = happened(archive, watched.topic, watched.run_ids)
    (closed,) = {one.id for one in after} - before
    assert [one.event for one in after if one.id == closed] == ["pactwatch.conflict.closed"]


def test_a_long_wording_is_cut(watched: Summary, archive: Archive) -> None:
    """What a page says has no bound; what an event carries of it has one."""
    spoil(archive, "UPDATE changes SET old_text = hex(zeroblob(9000)) WHERE id = 1")
    told = {one.payload.get("change_id"): one.payload for one in happened(archive, watched.topic, watched.run_ids)}
    assert len(str(told[1]["old"])) == LONGEST
    assert str(told[1]["old"]).endswith("…")


def test_what_prefect_does_not_take_is_said_once(
    watched: Summary, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it raises, takes nothing or takes too long: one sentence, and the pass goes on."""
    count = len(happened(archive, watched.topic, watched.run_ids))
    asked = []

    def refuse(event: str, *_: object, **__: object) -> None:
        asked.append(event)

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the queue is gone")

    monkeypatch.setattr(tasks, "emit_event", refuse)
    assert tasks.announce(watched, archive).startswith(f"{count} of {count} Prefect events were not emitted")
    assert len(asked) == 1
    monkeypatch.setattr(tasks, "emit_event", fail)
    assert tasks.announce(watched, archive).endswith("could not be emitted as Prefect events: the queue is gone")
    monkeypatch.setattr(tasks, "emit_event", lambda *_, **__: object())
    told = happened(archive, watched.topic, watched.run_ids)
    assert tasks.emit_all(told) == ""
    assert tasks.emit_all(told, within_s=0).startswith(f"{count} of {count} ")
    many: list[Happening] = told * (MOST // count + 1)
    assert tasks.emit_all(many).startswith(f"{len(many) - MOST} of {len(many)} ")


@pytest.mark.prefect
@pytest.mark.slow
def test_an_api_that_is_away_fails_nothing(watched: Summary, tmp_path: Path) -> None:
    """With nobody behind the configured address, the events are queued, the process ends well, and Prefect says so."""
    code = (
        "import sys; from pathlib import Path; from pactwatch.archive import open_archive; from pactwatch import tasks;"
        "from pactwatch.passes import Summary;"
        f"summary = Summary({watched.topic!r}, '', run_ids={watched.run_ids!r});"
        f"print([tasks.announce(summary, open_archive(Path({watched.archive!r}), readonly=True))])"
    )
    keep = {key: value for key, value in os.environ.items() if not key.startswith("PREFECT")}
    away = {"PREFECT_API_URL": "http://127.0.0.1:9/api", "PREFECT_HOME": str(tmp_path), "DO_NOT_TRACK": "1"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=keep | away, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout) == (0, "['']\n"), done.stderr
    assert done.stderr.count("Unable to connect to") == 1
