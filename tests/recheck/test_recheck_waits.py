"""When an article is looked at again, by what was seen of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from pactwatch.model import Outcome
from pactwatch.recheck import PACE, Pace, next_check, quiet_since

NOW = datetime(2024, 11, 5, 12, tzinfo=UTC)
URL = "https://example.org/a"
SEEN = (Outcome.STORED, Outcome.UNCHANGED, Outcome.NOT_MODIFIED)
DOUBTFUL = (Outcome.PARTIAL, Outcome.EMPTY, Outcome.GONE, Outcome.UNAVAILABLE)
REFUSALS = (
    Outcome.BLOCKED,
    Outcome.WALLED,
    Outcome.DISALLOWED,
    Outcome.REFUSED,
    Outcome.TOO_LARGE,
    Outcome.UNSUPPORTED,
)
QUIET = tuple(timedelta(hours=hours) for hours in (0, 1, 6, 24, 72, 168, 720, 8760, 87600))


def wait(
    outcome: Outcome = Outcome.NOT_MODIFIED,
    quiet: timedelta = timedelta(hours=1),
    *,
    url: str = URL,
    retry_after_s: float | None = None,
    bad_streak: int = 0,
) -> timedelta:
    """Give the wait after a fetch now."""
    return next_check(url, outcome, NOW, NOW - quiet, retry_after_s, bad_streak=bad_streak) - NOW


@pytest.mark.parametrize(
    ("quiet", "least", "most"),
    [
        pytest.param(timedelta(), timedelta(minutes=8), timedelta(minutes=12), id="just published"),
        pytest.param(timedelta(hours=1), timedelta(minutes=8), timedelta(minutes=12), id="an hour"),
        pytest.param(timedelta(days=1), timedelta(minutes=30), timedelta(minutes=70), id="a day"),
        pytest.param(timedelta(days=7), timedelta(hours=3), timedelta(hours=6), id="a week"),
        pytest.param(timedelta(days=30), timedelta(hours=10), timedelta(hours=22), id="a month"),
        pytest.param(timedelta(days=365), timedelta(days=3), timedelta(days=9), id="a year"),
        pytest.param(timedelta(days=36500), timedelta(days=11), timedelta(days=17), id="a century"),
    ],
)
def test_the_wait_follows_the_quiet(quiet: timedelta, least: timedelta, most: timedelta) -> None:
    """What was quiet for long is looked at rarely, and what changed lately often."""
    assert least <= wait(quiet=quiet) <= most


def test_the_wait_never_shrinks_with_quiet() -> None:
    """An article that was quiet for longer never waits less."""
    waits = [wait(quiet=quiet) for quiet in QUIET]
    assert all(earlier <= later for earlier, later in pairwise(waits))


def test_a_change_brings_an_old_article_back() -> None:
    """A month-old article that changes now is looked at as often as a new one."""
    assert wait(Outcome.STORED, timedelta()) == wait(Outcome.UNCHANGED, timedelta())
    assert wait(Outcome.STORED, timedelta()) < wait(Outcome.UNCHANGED, timedelta(days=30)) / 20


@pytest.mark.parametrize("outcome", SEEN, ids=str)
def test_it_does_not_matter_how_an_article_was_seen_unchanged(outcome: Outcome) -> None:
    """Stored without a change, the same body and "not modified" say the same."""
    assert wait(outcome, timedelta(days=2)) == wait(Outcome.NOT_MODIFIED, timedelta(days=2))


def test_young_articles_are_due_in_every_pass() -> None:
    """Whatever the URL, the wait of a new article is over when the next pass begins, 20 minutes after this one."""
    assert max(wait(quiet=timedelta(), url=f"{URL}/{n}") for n in range(500)) < timedelta(minutes=16)


@pytest.mark.parametrize("quiet", [timedelta(), timedelta(days=400)], ids=["young", "old"])
@pytest.mark.parametrize("outcome", DOUBTFUL, ids=str)
def test_what_is_doubtful_comes_back_soon(outcome: Outcome, quiet: timedelta) -> None:
    """A second look decides, so it comes within the hour, however old the article is."""
    assert timedelta(minutes=20) < wait(outcome, quiet) < timedelta(hours=1)


@pytest.mark.parametrize("outcome", REFUSALS, ids=str)
def test_a_refusal_is_kept_away_from(outcome: Outcome) -> None:
    """Whoever says no is not asked again for hours, however young the article is."""
    assert timedelta(hours=5) < wait(outcome, timedelta()) < timedelta(hours=14)


def test_what_is_off_topic_waits_about_a_week() -> None:
    """A page that was read and found off topic is not fetched again for days."""
    assert timedelta(days=5) < wait(Outcome.OFF_TOPIC) < timedelta(days=9)


@pytest.mark.parametrize("outcome", [*DOUBTFUL, *REFUSALS], ids=str)
def test_bad_passes_in_a_row_double_the_wait(outcome: Outcome) -> None:
    """What keeps failing is asked less and less, but at least once in nine days."""
    waits = [wait(outcome, bad_streak=streak) for streak in range(40)]
    assert abs(waits[1] - 2 * waits[0]) < timedelta(seconds=1)
    assert waits[0] < waits[-1] == waits[-2] < timedelta(days=9)


@pytest.mark.parametrize("streak", [-3, 0, 10**9], ids=str)
def test_an_odd_streak_does_no_harm(streak: int) -> None:
    """Any count gives a wait."""
    assert timedelta() < wait(Outcome.UNAVAILABLE, bad_streak=streak) < timedelta(days=1)


# ---------------------------------------------------------------- Retry-After


@pytest.mark.parametrize("outcome", [Outcome.UNAVAILABLE, Outcome.BLOCKED, Outcome.NOT_MODIFIED], ids=str)
@pytest.mark.parametrize("asked_s", [1.0, 3600.0, 86400.0, 604800.0], ids=str)
def test_retry_after_is_the_least_wait(outcome: Outcome, asked_s: float) -> None:
    """Nobody is asked before the time that the host gave, whatever the URL's spread."""
    waits = [wait(outcome, url=f"{URL}/{n}", retry_after_s=asked_s) for n in range(50)]
    assert min(waits) >= timedelta(seconds=asked_s)


def test_retry_after_does_not_gather_a_host_s_articles() -> None:
    """Articles that one answer put off come back at different moments."""
    assert len({wait(Outcome.UNAVAILABLE, url=f"{URL}/{n}", retry_after_s=7200) for n in range(100)}) > 95


@pytest.mark.parametrize("asked_s", [0.0, -5.0, float("nan")], ids=str)
def test_a_retry_after_of_nothing_changes_nothing(asked_s: float) -> None:
    """No time, a time gone by and no number leave the wait as it is."""
    assert wait(Outcome.UNAVAILABLE, retry_after_s=asked_s) == wait(Outcome.UNAVAILABLE)


@pytest.mark.parametrize("asked_s", [1e9, 1e300, float("inf")], ids=str)
def test_a_mistaken_retry_after_does_not_end_the_watch(asked_s: float) -> None:
    """A host that asks for years is asked again after a week or a little more."""
    assert timedelta(days=7) <= wait(Outcome.BLOCKED, retry_after_s=asked_s) < timedelta(days=8.1)


# ---------------------------------------------------------------- never in step


def test_the_spread_is_stable() -> None:
    """The same URL has the same place every time."""
    assert wait(quiet=timedelta(days=3)) == wait(quiet=timedelta(days=3))


def test_the_spread_is_even_and_bounded() -> None:
    """Waits lie within 15 % of the middle, and each tenth of that range holds about a tenth of the URLs."""
    middle = timedelta(hours=PACE.wait_h(72))
    ratios = [wait(quiet=timedelta(days=3), url=f"{URL}/{n}") / middle for n in range(2000)]
    assert min(ratios) >= 0.85 and max(ratios) <= 1.15
    counts = [sum(0.85 + 0.03 * part <= ratio < 0.88 + 0.03 * part for ratio in ratios) for part in range(10)]
    assert min(counts) > 150 and max(counts) < 250


def test_articles_found_together_drift_apart() -> None:
    """Of 300 articles found in one pass, no pass of the seventh day checks more than 35."""
    passes: dict[int, int] = {}
    for number in range(300):
        moment, found = NOW, NOW
        while moment < NOW + timedelta(days=7):
            moment = next_check(f"{URL}/{number}", Outcome.NOT_MODIFIED, moment, found)
            if moment >= NOW + timedelta(days=6):
                at = (moment - NOW) // timedelta(minutes=20)
                passes[at] = passes.get(at, 0) + 1
    assert max(passes.values()) <= 35


@pytest.mark.parametrize(
    "url", ["", "https://例え.jp/記事", "\ud800", "x" * 100_000], ids=["empty", "ja", "lone", "long"]
)
def test_any_url_has_a_place(url: str) -> None:
    """What is no URL at all still gets its next check."""
    assert timedelta() < wait(url=url) < timedelta(hours=1)


def test_a_clock_set_back_means_soon() -> None:
    """An article that changed "in the future" counts as changed now."""
    assert wait(quiet=timedelta(days=-3)) == wait(quiet=timedelta())


@pytest.mark.parametrize("quiet_h", [-1e9, 0.0, 1e-9, 1e9, float("inf")], ids=str)
def test_a_pace_keeps_its_bounds(quiet_h: float) -> None:
    """No quiet is short or long enough to leave them."""
    pace = Pace(shortest_h=1, longest_h=2)
    assert 1 <= pace.wait_h(quiet_h) <= 2


# ---------------------------------------------------------------- since when it is quiet


FOUND = datetime(2024, 11, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stated", "since"),
    [
        pytest.param((), "2024-11-05T12:00:00+00:00", id="nothing is stated: when it was found"),
        pytest.param((None, ""), "2024-11-05T12:00:00+00:00", id="empty"),
        pytest.param(("2024-11-01T09:30:00Z",), "2024-11-01T09:30:00+00:00", id="published"),
        pytest.param(("2024-11-01T09:30:00+09:00",), "2024-11-01T00:30:00+00:00", id="in another zone"),
        pytest.param(("2024-11-01T09:30:00",), "2024-11-01T09:30:00+00:00", id="without a zone"),
        pytest.param(("2024-11-01T09:30:00Z", "2024-11-04T08:00:00Z"), "2024-11-04T08:00:00+00:00", id="modified"),
        pytest.param(("2024-11-01",), "2024-11-02T00:00:00+00:00", id="a day counts to its end"),
        pytest.param(("2024-11-05",), "2024-11-05T12:00:00+00:00", id="today is not to come"),
        pytest.param(("2031-01-01T00:00:00Z",), "2024-11-05T12:00:00+00:00", id="to come"),
        pytest.param(("2024-11",), "2024-11-05T12:00:00+00:00", id="a month alone"),
        pytest.param(("gestern",), "2024-11-05T12:00:00+00:00", id="no date"),
        pytest.param(("9999-12-31",), "2024-11-05T12:00:00+00:00", id="the last day"),
        pytest.param(("0001-01-01T00:00:00+14:00",), "2024-11-05T12:00:00+00:00", id="before the first day"),
    ],
)
def test_a_new_article_is_quiet_since_it_was_published(stated: tuple[str | None, ...], since: str) -> None:
    """What the page states counts, as far as it can be read and lies in the past."""
    assert quiet_since(FOUND, None, *stated).isoformat() == since


def test_a_change_seen_counts_before_what_is_stated() -> None:
    """Once a change was seen, the page's own dates no longer matter."""
    changed = FOUND + timedelta(days=2)
    assert quiet_since(FOUND, changed, "2024-11-01", "2024-12-01") == changed
