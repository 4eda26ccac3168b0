"""Archives of every earlier schema: brought up to date whole, with a copy kept, or left exactly as they were."""

from __future__ import annotations

import logging
import shutil
from contextlib import closing
from pathlib import Path

import old_archives
import pytest
import sqlite_utils
from old_archives import Rows, rows, unpack

from pactwatch.archive import open_archive, read
from pactwatch.archive.schema import Schema, current_schema
from pactwatch.archive.verify import verify
from pactwatch.errors import NoSpace


@pytest.fixture(params=old_archives.VERSIONS, ids=lambda number: f"m{number:04}")
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """An archive as an earlier release left it."""
    return unpack(request.param, tmp_path / "archive.db")


def _but(found: Rows, table: str, column: str) -> Rows:
    """Leave a column out."""
    place = found[table][0].index(column)
    kept = sorted((row[:place] + row[place + 1 :] for row in found[table][1:]), key=repr)
    return found | {table: kept}


def _altered(before: Rows, after: Rows) -> list[str]:
    """Name the tables of which a row is not as it was."""
    return [table for table in before if not set(before[table]) <= set(after[table])]


def test_released_archive_is_brought_up_to_date(old: Path) -> None:
    """Nothing that was recorded is lost or altered, but for conflicts that m0005 closes; the archive is whole."""
    before = rows(old)
    was = old_archives.version(old)
    with closing(open_archive(old)) as archive:
        assert verify(archive) == []
        assert len(read.changes(archive, since=None, material_only=True, limit=10)) == 2
        hits = archive.rows("SELECT count(*) AS n FROM wordings_fts WHERE wordings_fts MATCH 'council'")
        assert int(str(hits[0]["n"])) > 0
    assert old_archives.version(old) == current_schema().version
    after = rows(old, like=before)
    assert _altered(before, after) == (["conflicts"] if was < 5 else [])
    assert _altered(_but(before, "conflicts", "closed_at"), _but(after, "conflicts", "closed_at")) == []
    assert sum(row[after["conflicts"][0].index("closed_at")] is None for row in after["conflicts"][1:]) == 1


def test_released_archive_is_kept_before_it_is_rewritten(old: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A copy as it was stays beside the archive and is named, where a step rewrites rows; else there is none."""
    before, was = rows(old), old_archives.version(old)
    names = [step.name for step in current_schema().migrations.pending(sqlite_utils.Database(memory=True))]
    rewriting = [name for name in names[was:] if name in current_schema().rewriting]
    with caplog.at_level(logging.WARNING, "pactwatch"):
        open_archive(old).close()
    copies = sorted(path.name for path in old.parent.glob("*.before-*"))
    assert copies == [f"archive.db.before-{name[:5]}" for name in rewriting[:1]]
    for name in copies:
        assert rows(old.with_name(name)) == before
        assert old_archives.version(old.with_name(name)) == was
        assert name in caplog.text
    open_archive(old).close()
    assert len(list(old.parent.glob("*.before-*"))) == len(copies)


def test_released_archives_tell_which_steps_rewrite(tmp_path: Path) -> None:
    """A step that alters or removes a row is named in REWRITING, for on that a copy depends."""
    steps = current_schema().migrations
    names = [step.name for step in steps.pending(sqlite_utils.Database(memory=True))]
    rewriting = set()
    for number in old_archives.VERSIONS:
        path = unpack(number, tmp_path / f"{number}.db")
        database = sqlite_utils.Database(path)
        for name, step in [(step.name, step) for step in steps.pending(database)]:
            before = rows(path)
            step.fn(database)
            database.conn.commit()
            if _altered(before, rows(path, like=before)):
                rewriting.add(name)
        database.close()
    assert rewriting == set(current_schema().rewriting) & set(names)


def test_released_archive_without_room_for_its_copy_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk has no room for copy and work, one sentence says how much it takes, and nothing was touched."""
    path = unpack(4, tmp_path / "archive.db")
    before = rows(path)
    usage = shutil.disk_usage(tmp_path)._replace(free=100_000)
    monkeypatch.setattr("pactwatch.archive.safekeeping.shutil.disk_usage", lambda _: usage)
    with pytest.raises(NoSpace, match=r"takes 1 MB for a copy \(archive\.db\.before-m0005\)"):
        open_archive(path)
    assert (old_archives.version(path), rows(path)) == (4, before)
    assert list(tmp_path.glob("*before*")) == []


def test_released_archive_is_as_it_was_after_a_failing_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the last of several steps fails the others are taken back too, and the next attempt succeeds."""
    path = unpack(2, tmp_path / "archive.db")
    before = rows(path)
    good = current_schema()
    steps = sqlite_utils.Migrations("pactwatch")
    for step in good.migrations.pending(sqlite_utils.Database(memory=True)):
        steps(name=step.name)(step.fn)

    @steps()
    def m9999_fails(db: sqlite_utils.Database) -> None:
        db.execute("DELETE FROM deliveries")
        raise ZeroDivisionError

    bad = Schema(good.application_id, good.version + 1, steps, good.rewriting)
    monkeypatch.setattr("pactwatch.archive.schema.current_schema", lambda: bad)
    with pytest.raises(ZeroDivisionError):
        open_archive(path)
    assert (old_archives.version(path), rows(path)) == (2, before)
    monkeypatch.undo()
    with closing(open_archive(path)) as archive:
        assert verify(archive) == []
