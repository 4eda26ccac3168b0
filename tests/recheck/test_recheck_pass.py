"""What a pass checks when it may not check everything, and how soon an edit is seen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pactwatch.recheck import Delay, Planned, expected_delay, most_urgent

NOW = datetime(2024, 11, 5, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
NEW = Planned(None, None)


def planned(waited_h: float, meant_h: float) -> Planned:
    """Make a plan: checked so long ago, and meant to be checked so long after that."""
    checked = NOW - waited_h * HOUR
    return Planned(checked, checked + meant_h * HOUR)


def chosen(plans: dict[str, Planned], budget: int, now: datetime = NOW) -> list[str]:
    """Choose among named plans."""
    return most_urgent(list(plans), plans.__getitem__, now, budget)


def test_what_has_waited_longest_for_its_wait_comes_first() -> None:
    """Two days instead of one are more urgent than 90 minutes instead of an hour; ten days of ten come last."""
    plans = {"old": planned(240, 240), "young": planned(1.5, 1), "grown": planned(48, 24)}
    assert chosen(plans, 3) == ["grown", "young", "old"]
    assert chosen(plans, 1) == ["grown"]


def test_new_articles_come_first_where_there_is_room_for_all() -> None:
    """Of what was never read nothing is known, so that it is read before anything else."""
    assert chosen({"seen": planned(9, 1), "new": NEW}, 5) == ["new", "seen"]


def test_many_new_articles_do_not_end_the_watch() -> None:
    """A thousand new leads leave half of the budget to what is watched already."""
    plans = {f"new {n}": NEW for n in range(1000)} | {f"seen {n}": planned(2, 1) for n in range(1000)}
    taken = chosen(plans, 100)
    assert len(taken) == 100 and sum(name.startswith("seen") for name in taken) == 50


@pytest.mark.parametrize(
    ("new", "seen", "of_new"),
    [
        pytest.param(90, 3, 7, id="the watched leave most"),
        pytest.param(3, 90, 3, id="the new leave most"),
        pytest.param(90, 0, 10, id="only new"),
        pytest.param(0, 90, 0, id="only watched"),
    ],
)
def test_what_one_kind_leaves_the_other_takes(new: int, seen: int, of_new: int) -> None:
    """No request of the budget is lost while anything is due."""
    plans = {f"new {n}": NEW for n in range(new)} | {f"seen {n}": planned(2, 1) for n in range(seen)}
    taken = chosen(plans, 10)
    assert len(taken) == 10 and sum(name.startswith("new") for name in taken) == of_new


@pytest.mark.parametrize("budget", [0, 1, 2, 3], ids=str)
def test_the_budget_is_kept(budget: int) -> None:
    """Never more is chosen than may be asked for."""
    assert len(chosen({"a": planned(2, 1), "b": NEW, "c": planned(3, 1)}, budget)) == budget


def test_nobody_starves_under_a_small_budget() -> None:
    """With a tenth of the requests that are due, every one of 60 articles is checked, and the hourly ones most."""
    plans = {f"hourly {n}": planned(0, 1) for n in range(20)} | {f"daily {n}": planned(0, 24) for n in range(40)}
    checks = dict.fromkeys(plans, 0)
    for number in range(1, 24 * 14):
        now = NOW + number * HOUR
        due = {name: plan for name, plan in plans.items() if plan.next_check_at and plan.next_check_at <= now}
        for name in chosen(due, 2, now):
            checks[name] += 1
            plans[name] = Planned(now, now + (HOUR if name.startswith("hourly") else 24 * HOUR))
    assert min(checks.values()) >= 1
    assert min(checks[f"hourly {n}"] for n in range(20)) > 8 * max(checks[f"daily {n}"] for n in range(40))


def test_a_check_in_the_future_is_urgent() -> None:
    """A clock that was ahead once does not leave an article unseen until the time has caught up."""
    assert chosen({"ahead": planned(-500, 1), "due": planned(3, 1)}, 1) == ["ahead"]


def test_a_plan_without_length_does_no_harm() -> None:
    """A next check planned for the moment of the last one, or none at all, can be ranked."""
    assert chosen({"none": Planned(NOW - HOUR, None), "nil": planned(1, 0)}, 2) == ["nil", "none"]


# ---------------------------------------------------------------- what may be expected

AT_ONCE = timedelta()


def test_an_edit_waits_half_the_time_between_checks() -> None:
    """One article checked every four hours shows an edit after two on average, and after four at worst."""
    assert expected_delay([planned(1, 4)], NOW, AT_ONCE) == Delay(2 * HOUR, 4 * HOUR, 1)


def test_the_time_between_passes_counts() -> None:
    """A check that falls due waits for the next pass, half the time between passes on average."""
    assert expected_delay([planned(1, 4)], NOW, HOUR) == Delay(2.25 * HOUR, 4.5 * HOUR, 1)


def test_an_overdue_check_makes_the_delay_grow() -> None:
    """While nobody checks, the delay stated gets longer: silence must not read as watching."""
    assert expected_delay([planned(48, 4)], NOW, AT_ONCE) == Delay(24 * HOUR, 48 * HOUR, 1)
    assert expected_delay([planned(7, 4)], NOW, HOUR) == Delay(3.75 * HOUR, 7.5 * HOUR, 1)


def test_an_outlet_is_spoken_for_by_what_it_edits() -> None:
    """Old articles do not hide how soon an edit of a young one is seen: the delay is half the harmonic mean wait."""
    delay = expected_delay([planned(0, 1), planned(0, 1), *[planned(0, 100)] * 4], NOW, AT_ONCE)
    assert delay is not None
    assert delay.articles == 6 and delay.longest == 100 * HOUR
    assert delay.expected.total_seconds() == pytest.approx(3600 * 6 / 2.04 / 2, abs=1e-3)


@pytest.mark.parametrize(
    "plans",
    [
        pytest.param([], id="no article"),
        pytest.param([NEW], id="never checked"),
        pytest.param([Planned(NOW, None)], id="gone for good"),
    ],
)
def test_nothing_watched_promises_nothing(plans: list[Planned]) -> None:
    """Where no check is planned, no delay is stated."""
    assert expected_delay(plans, NOW) is None


def test_a_check_in_the_future_does_not_make_time_run_backwards() -> None:
    """A clock that was set back gives a small delay, never a negative one."""
    delay = expected_delay([planned(-500, -2)], NOW, AT_ONCE)
    assert delay is not None and delay.expected > AT_ONCE
