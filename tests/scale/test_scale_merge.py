"""`pactwatch merge`: shards by host become the archive of one pass over both, whatever happens on the way."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Timer

import pytest
from newsroom import edited, page, story

from pactwatch.archive import Archive, open_archive, writer_lock
from pactwatch.archive.merging import unknown_tables
from pactwatch.archive.verify import verify
from pactwatch.clock import VirtualClock
from pactwatch.config import load_topic
from pactwatch.errors import UsageError
from pactwatch.fetch.offline import SeedTransport
from pactwatch.merge import Merged, merge
from pactwatch.model import AlertRule, Fetch, Outcome, Relevance, Topic, Url
from pactwatch.passes import LocalEngine, run_pass
from pactwatch.past import Bench, Tally, take_up
from pactwatch.paths import SEEDS

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
PACT = replace(load_topic("japan-eu-pact"), alerts=(AlertRule("desk", to=("stdout:",)),))

# What an archive tells, without the numbers of rows and the seconds of a pass.
TOLD = {
    "articles": "SELECT url, host, outlet, state, last_outcome, bad_streak, moved_to_id IS NOT NULL FROM articles",
    "coverage": "SELECT t.name, a.url, c.relevance, c.why, s.url, c.watched FROM coverage c "
    "JOIN topics t ON t.id = c.topic_id JOIN articles a ON a.id = c.article_id "
    "LEFT JOIN sources s ON s.id = c.source_id",
    "fetches": "SELECT a.url, f.url, f.status, f.outcome, s.body_sha256 FROM fetches f JOIN articles a "
    "ON a.id = f.article_id LEFT JOIN snapshots s ON s.id = f.snapshot_id",
    "snapshots": "SELECT a.url, s.outcome, s.url, s.content_type, s.body_sha256 FROM snapshots s JOIN articles a "
    "ON a.id = s.article_id",
    "bodies": "SELECT sha256, size_bytes FROM bodies",
    "versions": "SELECT a.url, number, headline, byline, v.text_sha256, s.body_sha256, v.id = a.last_version_id "
    "FROM versions v JOIN articles a ON a.id = v.article_id JOIN snapshots s ON s.id = v.snapshot_id",
    "wordings": "SELECT a.url, v.number, w.position, w.text, f.number, l.number FROM wordings w "
    "JOIN versions v ON v.id = w.version_id JOIN articles a ON a.id = v.article_id JOIN claims c ON c.id = w.claim_id "
    "JOIN versions f ON f.id = c.first_version_id JOIN versions l ON l.id = c.last_version_id",
    "changes": "SELECT a.url, o.number, n.number, c.kind, c.subject, c.facets, c.rule, c.old_text, c.new_text, "
    "c.claim_id IS NULL FROM changes c JOIN articles a ON a.id = c.article_id "
    "JOIN versions o ON o.id = c.old_version_id "
    "JOIN versions n ON n.id = c.new_version_id",
    "facts": "SELECT a.url, v.number, f.question, f.value, f.label, f.sentence, f.role FROM facts f "
    "JOIN articles a ON a.id = f.article_id JOIN versions v ON v.id = f.version_id",
    "disputed": "SELECT c.question, c.kind, s.value, a.url FROM conflicts c "
    "JOIN conflict_sides s ON s.conflict_id = c.id "
    "JOIN articles a ON a.id = s.article_id WHERE c.closed_at IS NULL AND s.ended_at IS NULL",
    "voices": "SELECT a.url, o.url FROM voices v JOIN articles a ON a.id = v.article_id "
    "JOIN articles o ON o.id = v.original_id",
    "search": "SELECT count(*) FROM wordings_fts WHERE wordings_fts MATCH 'partnership'",
    "alerts": "SELECT rule, subject FROM alerts WHERE rule = 'desk' AND subject NOT LIKE '%dispute%'",
}


def told(archive: Archive) -> dict[str, list[tuple[object, ...]]]:
    """Give what an archive tells."""
    rows = {name: [tuple(row.values()) for row in archive.rows(sql)] for name, sql in TOLD.items()}
    return {name: sorted(found, key=repr) for name, found in rows.items()}


def dump(path: Path) -> list[str]:
    """Give every row of every table of ours, ids included."""
    with closing(sqlite3.connect(path)) as db:
        return [line for line in db.iterdump() if line.startswith("INSERT") and "_fts" not in line]


def watched(path: Path, hosts: tuple[str, ...]) -> Path:
    """Replay the rounds of the seeds, watching only some hosts."""
    clock = VirtualClock(datetime.fromisoformat("2000-01-01T00:00:00+00:00"))
    transport = SeedTransport(SEEDS, clock)
    sources = tuple(spec for spec in transport.sources if any(host in spec.url for host in hosts))
    assert sources
    topic = replace(PACT, sources=sources, fetch=replace(PACT.fetch, recheck="always", per_host_delay_s=0.0))
    with closing(open_archive(path)) as archive:
        for moment in transport.rounds:
            clock.advance_to(moment)
            asyncio.run(run_pass(topic, archive, clock, LocalEngine(), transport))
    return path


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one archive for each host, and one of a pass over both."""
    folder = tmp_path_factory.mktemp("shards")
    watched(folder / "a.db", ("menafn",))
    watched(folder / "b.db", ("meridian",))
    watched(folder / "both.db", ("menafn", "meridian"))
    return folder


def copied(shards: Path, folder: Path) -> tuple[Path, Path]:
    """Give both shards in a folder of the test's own."""
    return tuple(Path(shutil.copy(shards / name, folder / name)) for name in ("a.db", "b.db"))  # type: ignore[return-value]


def joined(into: Path, other: Path, topic: Topic = PACT) -> Merged:
    """Join one archive to another, which must be whole afterwards."""
    with closing(open_archive(into)) as archive:
        merged = merge(archive, other, topic, START, lambda stage, done, of: None)
        assert verify(archive) == []
    return merged


def test_every_table_is_joined(tmp_path: Path) -> None:
    """No table of the schema is left out: one that a migration adds must be put on a list of `archive.merging`."""
    with closing(open_archive(tmp_path / "a.db")) as archive:
        assert unknown_tables(archive.db.conn) == []


def test_shards_become_the_archive_of_one_pass(shards: Path, tmp_path: Path) -> None:
    """Two shards by host, joined, tell what one pass over both told: the dispute between them included."""
    a, b = copied(shards, tmp_path)
    with closing(open_archive(a)) as one, closing(open_archive(b)) as other:
        known = [dict(archive.db.execute("SELECT id, url FROM articles")) for archive in (one, other)]
    assert any(known[1].get(number, url) != url for number, url in known[0].items()), "one id, two articles"
    merged = joined(a, b)
    assert merged.articles >= 1
    assert not merged.shared
    with closing(open_archive(a)) as one, closing(open_archive(shards / "both.db")) as both:
        ours, theirs = told(one), told(both)
    assert ours["disputed"]
    for name, rows in theirs.items():
        assert ours[name] == rows, name


def test_the_order_of_joining_tells_the_same(shards: Path, tmp_path: Path) -> None:
    """A joined to B says what B joined to A says."""
    a, b = copied(shards, tmp_path)
    c = Path(shutil.copy(b, tmp_path / "c.db"))
    joined(a, b)
    joined(c, shards / "a.db")
    with closing(open_archive(a)) as one, closing(open_archive(c)) as other:
        assert told(one) == told(other)


def test_joining_twice_changes_nothing(shards: Path, tmp_path: Path) -> None:
    """A second join leaves every row as it is, and owes nothing."""
    a, b = copied(shards, tmp_path)
    joined(a, b)
    before = dump(a)
    again = joined(a, b)
    assert dump(a) == before
    assert (again.articles, again.captures, again.alerts_owed) == (0, 0, 0)


def test_what_one_has_sent_is_not_owed(shards: Path, tmp_path: Path) -> None:
    """An alert that the other archive delivered comes over with its delivery; one that both know is one."""
    a, b = copied(shards, tmp_path)
    with closing(open_archive(b)) as archive:
        alert = archive.owed()[0]
        archive.record_delivery([alert.id], "stdout:", START, None, "m1")
        archive.settle_alert(alert.id, START)
    c = Path(shutil.copy(shards / "b.db", tmp_path / "c.db"))  # the same, as nothing had been sent
    joined(c, b)
    with closing(open_archive(c)) as archive:
        keys = [one.alert.dedupe_key for one in archive.owed()]
        assert alert.alert.dedupe_key not in keys
        assert [row["n"] for row in archive.rows("SELECT count(*) AS n FROM deliveries")] == [1]
    joined(a, b)
    with closing(open_archive(a)) as archive:
        assert alert.alert.dedupe_key not in [one.alert.dedupe_key for one in archive.owed()]


KILLED = """
import os, sys
from pathlib import Path
import pactwatch.merge as m
from pactwatch.archive import open_archive
from pactwatch.clock import parse_iso
from pactwatch.config import load_topic
m.BATCH = 1
calls = []
def stop(*_):
    calls.append(1)
    if len(calls) == int(sys.argv[3]):
        os._exit(9)
inner = m.join_articles
def join(archive, articles):
    inner(archive, articles)
    stop()  # everything is written, nothing committed
m.join_articles = join
m.hear = lambda archive, article, hear=m.hear: (hear(archive, article), stop())
topic, now = load_topic("japan-eu-pact"), parse_iso("2026-03-01T08:00:00Z")
m.merge(open_archive(Path(sys.argv[1])), Path(sys.argv[2]), topic, now, stop)
"""


@pytest.mark.parametrize("at", [2, 4])
def test_a_killed_join_goes_on(shards: Path, tmp_path: Path, at: int) -> None:
    """Killed inside a transaction or between two, and begun again, it ends in the same archive."""
    a, b = copied(shards, tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(a), str(b), str(at)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 9, done.stderr
    joined(a, b)
    c = Path(shutil.copy(shards / "a.db", tmp_path / "c.db"))
    joined(c, b)
    with closing(open_archive(a)) as one, closing(open_archive(c)) as other:
        assert told(one) == told(other)


# ---------------------------------------------------------------- articles that both have watched

TOPIC = Topic("harbour", "The harbour wall", ("en",), Relevance(mode="all"))
URL = Url("https://ledger.example/a/3")
TEXTS = [page(story(3), 1), page(edited(story(3), "number"), 1), page(edited(story(3), "softened"), 1)]


def seen(path: Path, hours: dict[int, int]) -> Path:
    """Make an archive that saw texts of one article at some hours."""
    with closing(open_archive(path)) as archive:
        bench = Bench(TOPIC, archive.sync_topic(TOPIC, START), archive, Tally())
        for hour, text in hours.items():
            at = START + timedelta(hours=hour)
            fetch = Fetch(URL, URL, at, 200, (("content-type", "text/html"),), TEXTS[text].encode(), 9)
            assert take_up(bench, fetch) in (Outcome.STORED, Outcome.UNCHANGED)
    return path


def test_an_article_that_both_watched_has_one_history(tmp_path: Path) -> None:
    """What two machines saw of one page by turns is the history that one machine would have seen."""
    hours = {0: 0, 1: 1, 2: 1, 3: 2, 4: 0}
    a = seen(tmp_path / "a.db", {hour: text for hour, text in hours.items() if hour % 2 == 0})
    b = seen(tmp_path / "b.db", {hour: text for hour, text in hours.items() if hour % 2})
    merged = joined(a, b, TOPIC)
    assert (merged.articles, merged.shared, merged.captures) == (0, 1, 2)
    wanted = "SELECT number, first_seen_at, last_seen_at, text_sha256 FROM versions ORDER BY number"
    with closing(open_archive(a)) as one, closing(open_archive(seen(tmp_path / "c.db", hours))) as whole:
        assert one.rows(wanted) == whole.rows(wanted)
    before = dump(a)
    joined(a, b, TOPIC)
    assert dump(a) == before


def test_what_makes_no_sense_is_one_sentence(shards: Path, tmp_path: Path) -> None:
    """An archive joined to itself, or a replay to a live one, is refused."""
    a, b = copied(shards, tmp_path)
    with closing(open_archive(a)) as archive, pytest.raises(UsageError, match="to itself"):
        merge(archive, a, PACT, START, lambda *_: None)
    with closing(open_archive(b)) as live:
        live.db.execute("UPDATE runs SET software = 'pactwatch 1'")
    with closing(open_archive(a)) as archive, pytest.raises(UsageError, match="archives of their own"):
        merge(archive, b, PACT, START, lambda *_: None)


def test_command_joins_into_a_third(shards: Path, tmp_path: Path) -> None:
    """`--into` leaves both archives as they are."""
    a, b = copied(shards, tmp_path)
    before = dump(a)
    command = [sys.executable, "-m", "pactwatch.cli", "merge", str(a), str(b), "--into", str(tmp_path / "c.db")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "2 new articles" in done.stdout
    assert dump(a) == before
    with closing(open_archive(tmp_path / "c.db", readonly=True)) as archive:
        rows = archive.rows("SELECT count(*) AS n FROM versions GROUP BY article_id")
        assert [row["n"] for row in rows] == [5, 5]


def test_a_join_waits_for_whoever_writes(shards: Path, tmp_path: Path) -> None:
    """While another process writes to the archive that is joined to, nothing is changed; then the join is done."""
    a, b = copied(shards, tmp_path)
    before = dump(a)
    command = [sys.executable, "-m", "pactwatch.cli", "merge", str(a), str(b)]
    with writer_lock(a):
        process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        guard = Timer(60, process.kill)
        guard.start()
        assert process.stderr is not None
        assert process.stderr.readline() == "another pass is writing to the archive; waiting for it to end …\n"
        assert dump(a) == before
    said, problems = process.communicate()
    guard.cancel()
    assert process.returncode == 0, problems
    assert "2 new articles" in said
