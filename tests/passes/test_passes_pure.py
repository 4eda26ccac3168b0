"""The parts of a pass that need neither a server nor an archive."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta

import pytest

from pactwatch.archive import DueArticle
from pactwatch.model import Outcome, Url
from pactwatch.passes import make_batches
from pactwatch.recheck import next_check
from pactwatch.schedule import keep_going, run_bounded

NOW = datetime(2024, 11, 5, 12, tzinfo=UTC)


def due(number: int, host: str) -> DueArticle:
    """Make an article that is due."""
    return DueArticle(number, Url(f"https://{host}/{number}"), "Outlet", None, None, "live")


def test_hosts_take_turns_in_a_batch() -> None:
    """A batch holds articles of every host, so that it does not wait for one host's pace alone."""
    articles = [due(n, "a.example") for n in range(4)] + [due(n, "b.example") for n in range(4, 8)]
    batches = make_batches(articles, size=4)
    assert [[article.id for article in batch] for batch in batches] == [[0, 4, 1, 5], [2, 6, 3, 7]]


def test_nothing_due_makes_no_batch() -> None:
    """An empty pass starts no task."""
    assert make_batches([]) == []


@pytest.mark.parametrize(
    ("age", "most"),
    [
        pytest.param(timedelta(hours=1), timedelta(minutes=30), id="an hour old"),
        pytest.param(timedelta(days=2), timedelta(hours=4), id="two days old"),
        pytest.param(timedelta(days=400), timedelta(days=17), id="a year old"),
    ],
)
def test_old_articles_are_looked_at_less_often(age: timedelta, most: timedelta) -> None:
    """The wait grows with the time since an article last changed."""
    wait = next_check("https://example.org/a", Outcome.NOT_MODIFIED, NOW, NOW - age) - NOW
    assert most / 3 < wait <= most


def test_retry_after_is_kept() -> None:
    """A host that asks for two hours gets two hours."""
    assert next_check("https://example.org/", Outcome.UNAVAILABLE, NOW, NOW, 7200) >= NOW + timedelta(hours=2)


def test_articles_found_together_are_not_due_together() -> None:
    """A hundred articles of one age come due at many different moments."""
    moments = {next_check(f"https://example.org/{n}", Outcome.STORED, NOW, NOW) for n in range(100)}
    assert len(moments) > 90


def test_passes_come_once_in_each_interval() -> None:
    """The wait is what is left of the interval, and nothing after a pass that took too long."""
    moment = NOW
    waits: list[float] = []
    lengths = iter([60, 2000, 60])

    def one_pass() -> None:
        """Take some time."""
        nonlocal moment
        moment += timedelta(seconds=next(lengths))

    def sleep(seconds: float) -> None:
        """Let time pass."""
        nonlocal moment
        waits.append(seconds)
        moment += timedelta(seconds=seconds)

    keep_going(one_pass, timedelta(minutes=20), 3, lambda: moment, sleep)
    assert (sum(waits), max(waits)) == (1140.0, 30.0)


@pytest.mark.parametrize(
    ("jump", "slept"),
    [
        pytest.param(timedelta(hours=5), 30.0, id="forward, or a machine that slept: caught up once, at once"),
        pytest.param(timedelta(hours=-5), 1200.0, id="back: no longer than one interval"),
    ],
)
def test_a_clock_that_jumps_does_no_harm(jump: timedelta, slept: float) -> None:
    """A clock that is set while nobody works neither skips the next pass nor puts it off, nor makes it come twice."""
    waits: list[float] = []
    moment, passes = NOW, 0

    def one_pass() -> None:
        """Count."""
        nonlocal passes
        passes += 1

    def sleep(seconds: float) -> None:
        """Let time pass; in the first piece the clock is set."""
        nonlocal moment
        moment += timedelta(seconds=seconds) + (timedelta(0) if waits else jump)
        waits.append(seconds)

    keep_going(one_pass, timedelta(minutes=20), 2, lambda: moment, sleep)
    assert (passes, sum(waits)) == (2, slept)


def test_a_pass_that_hangs_is_ended() -> None:
    """A process that outlives its limit is ended, and one that does not keeps its exit code."""
    hangs = [sys.executable, "-c", "import time; time.sleep(600)"]
    assert run_bounded(hangs, timedelta(seconds=0.3)) is None
    assert run_bounded([sys.executable, "-c", "raise SystemExit(3)"], timedelta(seconds=60)) == 3
