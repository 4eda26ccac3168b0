"""What the archive keeps of hosts and of what asked to be left alone, from pass to pass and from schema to schema."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlite_utils

from pactwatch.archive import Archive, Capture, open_archive
from pactwatch.archive.schema import current_schema
from pactwatch.archive.verify import verify
from pactwatch.clock import iso
from pactwatch.fetch import HostMemory
from pactwatch.model import Judgement, Outcome, Topic

Add = Callable[..., int]
Make = Callable[..., Capture]
At = Callable[[float], datetime]

ORIGIN = "https://gazette.example"
NOON = datetime(2024, 11, 1, 12, 0, tzinfo=UTC)
FULL = HostMemory(
    asked_at=NOON,
    hold_until_at=NOON + timedelta(hours=1),
    hold_by="retry-after",
    hold_status=503,
    pauses=2,
    page_holds={f"{ORIGIN}/a": (NOON + timedelta(hours=2), 429)},
    robots="User-agent: *\nDisallow: /日本\nCrawl-delay: 2.5",
    robots_at=NOON - timedelta(hours=3),
    robots_failing_since_at=NOON - timedelta(hours=1),
    robots_failures=4,
    robots_retry_at=NOON + timedelta(minutes=5),
    robots_problem="timeout: 30 s",
    crawl_delay_s=2.5,
)


def test_archive_has_a_column_for_each_thing_remembered(archive: Archive) -> None:
    """The table `hosts` and the fetching room's `HostMemory` say the same."""
    columns = {str(row["name"]) for row in archive.rows("PRAGMA table_info(hosts)")}
    assert columns == {field.name for field in fields(HostMemory)} | {"origin", "seen_at"}


@pytest.mark.parametrize("memory", [pytest.param(HostMemory(), id="nothing"), pytest.param(FULL, id="everything")])
def test_archive_gives_back_what_was_remembered(archive: Archive, memory: HostMemory) -> None:
    """Each origin is given back as it was, and a second time in place of the first."""
    archive.remember_hosts({ORIGIN: FULL, "http://127.0.0.1:8001": HostMemory(pauses=1)}, NOON)
    archive.remember_hosts({ORIGIN: memory}, NOON)
    assert archive.hosts(HostMemory) == {ORIGIN: memory, "http://127.0.0.1:8001": HostMemory(pauses=1)}


def test_archive_rounds_to_the_polite_side(archive: Archive) -> None:
    """Stored in whole seconds, a hold never ends too early, and a robots.txt never looks younger than it is."""
    odd = timedelta(milliseconds=700)
    until = NOON + odd
    archive.remember_hosts(
        {
            ORIGIN: replace(
                FULL,
                asked_at=until,
                hold_until_at=until,
                robots_retry_at=until,
                robots_at=until,
                page_holds={f"{ORIGIN}/a": (until, 429)},
            )
        },
        NOON,
    )
    (found,) = archive.hosts(HostMemory).values()
    after = NOON + timedelta(seconds=1)
    assert (found.asked_at, found.hold_until_at, found.robots_retry_at) == (after,) * 3
    assert found.page_holds == {f"{ORIGIN}/a": (after, 429)}
    assert found.robots_at == NOON


def test_archive_keeps_a_hostile_robots(archive: Archive) -> None:
    """Half a megabyte of anything, surrogates and NULs included, is kept and given back as text."""
    text = "User-agent: *\n\0\ud800" + "é" * 500_000
    archive.remember_hosts({ORIGIN: HostMemory(robots=text, robots_problem="protocol: \udcff")}, NOON)
    (found,) = archive.hosts(HostMemory).values()
    assert found.robots == text.replace("\ud800", "\ufffd")
    assert found.robots_problem == "protocol: \ufffd"


def test_archive_remembers_hosts_only_if_the_transaction_lands(archive: Archive) -> None:
    """What is remembered belongs to the page that taught it: both land, or neither."""
    with pytest.raises(ZeroDivisionError), archive.transaction():
        archive.remember_hosts({ORIGIN: FULL}, NOON)
        raise ZeroDivisionError
    assert archive.hosts(HostMemory) == {}


def test_archive_forgets_hosts_that_nobody_asks(archive: Archive, topic_id: int) -> None:
    """At the end of a run, what was not asked for 90 days is dropped, and nothing else."""
    archive.remember_hosts({ORIGIN: FULL}, NOON)
    archive.remember_hosts({"https://herald.example": FULL}, NOON + timedelta(days=1))
    run_id, _ = archive.start_run(topic_id, NOON, "test")
    archive.finish_run(run_id, NOON + timedelta(days=90, hours=1))
    assert list(archive.hosts(HostMemory)) == ["https://herald.example"]


def refused(capture: Capture, status: int | None, retry_after_s: float | None, reason: str = "status-503") -> Capture:
    """Make a capture of a page that told us to come later."""
    fetch = replace(capture.fetch, status=status, retry_after_s=retry_after_s)
    return replace(capture, fetch=fetch, judgement=Judgement(Outcome.UNAVAILABLE, reason))


def due(archive: Archive, topic_id: int, moment: datetime, *, everything: bool) -> list[int]:
    """List the ids of what is due."""
    return [article.id for article in archive.due_articles(topic_id, moment, everything=everything)]


@pytest.mark.parametrize("everything", [pytest.param(True, id="always"), pytest.param(False, id="adaptive")])
def test_archive_leaves_out_what_asked_not_to_be_asked(
    archive: Archive, topic_id: int, add: Add, capture: Make, at: At, everything: bool
) -> None:
    """A page with a Retry-After of two hours is not due before, whatever is planned; then it is again."""
    article = add()
    archive.record_capture(refused(capture(article, 1, next_hours=1.5), 503, 7_200))
    hours = (1.6, 2.9, 3 - 1 / 3_600, 3, 4)
    assert [due(archive, topic_id, at(hour), everything=everything) for hour in hours] == [[], [], [], [1], [1]]


@pytest.mark.parametrize(
    ("status", "retry_after_s", "held"),
    [
        pytest.param(503, 7_200, True, id="503"),
        pytest.param(429, 7_200, True, id="429"),
        pytest.param(None, 7_200, True, id="not asked, because its host is held"),
        pytest.param(503, None, False, id="without"),
        pytest.param(503, 0, False, id="of no time"),
        pytest.param(200, 7_200, False, id="on a page that was given"),
    ],
)
def test_archive_holds_by_what_was_answered(
    archive: Archive,
    topic_id: int,
    add: Add,
    capture: Make,
    at: At,
    status: int | None,
    retry_after_s: float,
    held: bool,
) -> None:
    """A Retry-After counts with a refusal, and where the fetching room passed on that of the host."""
    archive.record_capture(refused(capture(add(), 1), status, retry_after_s))
    assert due(archive, topic_id, at(2), everything=True) == ([] if held else [1])


def test_archive_ends_a_hold_when_the_page_is_read(
    archive: Archive, topic_id: int, add: Add, capture: Make, at: At
) -> None:
    """A page that was read after all is held no more."""
    article = add()
    archive.record_capture(refused(capture(article, 1), 503, 864_000))
    archive.record_capture(capture(article, 2, ["The treaty was signed."]))
    assert archive.rows("SELECT hold_until_at FROM articles") == [{"hold_until_at": None}]


def test_archive_believes_no_hold_of_a_clock_that_was_wrong(
    archive: Archive, topic_id: int, add: Add, capture: Make, at: At
) -> None:
    """A hold that ends later than any Retry-After could is a mistake."""
    archive.record_capture(refused(capture(add(), 24 * 400), 503, 3_600))
    assert due(archive, topic_id, at(2), everything=True) == []  # checked in the future, so not before this pass
    archive.db.conn.execute("UPDATE articles SET checked_at = ?", (iso(at(0)),))
    assert due(archive, topic_id, at(2), everything=True) == [1]


@pytest.mark.parametrize("rule", ["budget", "retry-after", "back-off", "crawl-delay"])
def test_archive_puts_what_was_not_asked_first(
    archive: Archive, topic_id: int, add: Add, capture: Make, at: At, rule: str
) -> None:
    """Whom a pass had no turn for comes first in the next: nobody is left out for ever."""
    articles = [add(f"https://gazette.example/{n}") for n in range(4)]
    for hours in (1, 2):
        for article in articles:
            archive.record_capture(capture(article, hours, ["The treaty was signed."]))
    archive.record_capture(capture(articles[0], 3, ["The treaty was signed."]))
    archive.record_capture(capture(articles[1], 3, ["The treaty was signed."]))
    for article in articles[2:]:
        archive.record_capture(refused(capture(article, 3.1), None, 0.0, f"{rule}: not now"))
    assert due(archive, topic_id, at(4), everything=True) == [*articles[2:], *articles[:2]]


def test_archive_of_the_schema_before_is_brought_up_to_date(path: Path, topic: Topic, add: Add, at: At) -> None:
    """An archive with articles, made before hosts were remembered, keeps them, holds nothing, and takes hosts."""
    old = path.with_name("old.db")
    database = sqlite_utils.Database(old)
    current_schema().migrations.apply(database, stop_before="m0003_hosts")
    database.execute(
        "INSERT INTO topics (name, title, first_seen_at) VALUES ('harbour', 'The harbour treaty', ?)", ("",)
    )
    database.execute(
        "INSERT INTO articles (url, host, outlet, first_seen_at) VALUES (?, 'gazette.example', 'Gazette', ?)",
        (f"{ORIGIN}/a", iso(at(0))),
    )
    database.execute("INSERT INTO coverage (topic_id, article_id, relevance, why, added_at) VALUES (1, 1, 1, '', '')")
    database.conn.commit()
    assert database.execute("PRAGMA user_version").fetchone()[0] == 2
    database.close()
    archive = open_archive(old)
    assert verify(archive) == []
    assert due(archive, archive.sync_topic(topic, at(1)), at(1), everything=True) == [1]
    archive.remember_hosts({ORIGIN: FULL}, NOON)
    assert archive.hosts(HostMemory) == {ORIGIN: FULL}
    assert archive.rows("PRAGMA user_version") == [{"user_version": current_schema().version}]
    archive.close()
    fresh = sqlite3.connect(path)  # made by every step in one go
    migrated = sqlite3.connect(old)
    query = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
    assert migrated.execute(query).fetchall() == fresh.execute(query).fetchall()
    fresh.close()
    migrated.close()
