"""When to look at an article again: young and changing ones often, old and quiet ones rarely, never in step.

The longer an article has been quiet, the longer it will be: edits of news come at a rate that falls about as one over
the time since publication or the last edit. So the wait grows with the quiet behind it, and one rule replaces a
ladder of age bands. When a pass has more to do than its budget of requests, `most_urgent` chooses, and all waits grow
alike. What the rule was chosen by, and how it compares, is in `benchmarks/recheck.py`.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self, TypeVar

from pactwatch.model import Outcome

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pace:
    """How the wait grows with the time of quiet: `factor * (quiet + head_start) ** power`, within bounds, in hours.

    The numbers are the best of `benchmarks/recheck.py --sweep`; the plateau is wide, see there.
    """

    # Sets the load, and nothing else: with it, about as many requests as NewsDiffs' schedule makes.
    factor: float = 0.043
    # 1 would be "after a 23rd of the quiet time": as good for the median, worse for the slowest tenth. Below 0.8
    # young articles get too little. Swept 0.5-1 with `head_start_h` 0.25-2: this pair and (1, 0.25) score .772 where
    # NewsDiffs is 1, their neighbours .78-.80, (0.5, 2) 1.11. Counting the changes seen and the age as well gained
    # .03 at most, too little for two more numbers.
    power: float = 0.9
    head_start_h: float = 0.5
    # Below the time between passes (20 minutes unless told otherwise), so that what is young is due in every pass,
    # also where the last one took a few minutes to reach it.
    shortest_h: float = 1 / 6
    # Pages change without a word after years; a fortnight is what a correction may go unseen at most.
    longest_h: float = 14 * 24

    def wait_h(self, quiet_h: float) -> float:
        """Give the wait, in hours, after *quiet_h* hours without a change.

        >>> [round(Pace().wait_h(hours), 1) for hours in (0, 6, 24, 7 * 24, 30 * 24, 365 * 24)]
        [0.2, 0.2, 0.8, 4.3, 16.0, 152.0]
        """
        wait = self.factor * math.pow(max(0.0, quiet_h) + self.head_start_h, self.power)
        return min(max(wait, self.shortest_h), self.longest_h)


PACE = Pace()

# An outcome that shows no article: the first wait, and the longest it may grow to. It doubles with every bad pass, so
# that neither a page that is gone for good nor a host that keeps saying no is asked for ever at the first rate.
_BAD: dict[Outcome, tuple[timedelta, timedelta]] = {
    # Doubtful: a second look decides, so it comes soon.
    **dict.fromkeys(
        (Outcome.PARTIAL, Outcome.EMPTY, Outcome.UNAVAILABLE), (timedelta(minutes=30), timedelta(hours=12))
    ),
    Outcome.GONE: (timedelta(minutes=30), timedelta(days=7)),
    # Refusals: whoever says no is not asked again at once.
    **dict.fromkeys((Outcome.BLOCKED, Outcome.WALLED), (timedelta(hours=6), timedelta(days=2))),
    # These change only when somebody changes the site or the topic file.
    **dict.fromkeys(
        (Outcome.DISALLOWED, Outcome.REFUSED, Outcome.TOO_LARGE, Outcome.UNSUPPORTED),
        (timedelta(hours=12), timedelta(days=7)),
    ),
    Outcome.OFF_TOPIC: (timedelta(days=7), timedelta(days=7)),
}
# A host may ask for more than a week; a year (a mistake, as a rule) must not end the watch.
_LONGEST_RETRY_AFTER_S = 7 * 86400.0
# Waits differ by up to so much either way, so that articles found together drift apart.
_SPREAD = 0.15


def next_check(
    url: str,
    outcome: Outcome,
    now: datetime,
    quiet_since: datetime,
    retry_after_s: float | None = None,
    *,
    bad_streak: int = 0,
    pace: Pace = PACE,
) -> datetime:
    """Give the time of the next look at *url*, which was fetched at *now* with *outcome*.

    *quiet_since* is when the article was last seen to change, or published, as `quiet_since` gives it. *bad_streak*
    counts the passes in a row before this one that did not get to see the article. The wait is spread by up to 15 %
    either way, always the same for one URL, so that articles found together are not asked for together for ever. What
    a host asks for with Retry-After is a least wait, up to a week.
    """
    place = _place(url)
    if outcome in _BAD:
        first, longest = _BAD[outcome]
        wait = min(first * (1 << min(max(bad_streak, 0), 16)), longest)
    else:
        wait = timedelta(hours=pace.wait_h((now - quiet_since) / timedelta(hours=1)))
    wait *= 1 - _SPREAD + 2 * _SPREAD * place
    if retry_after_s is not None and retry_after_s > 0:
        # Never early, and still not all articles of the host at one moment.
        asked = timedelta(seconds=min(retry_after_s, _LONGEST_RETRY_AFTER_S))
        wait = max(wait, asked * (1 + _SPREAD * place))
    return now + wait


def _place(url: str) -> float:
    """Give a number from 0 to 1 that is always the same for one URL and has nothing to do with another's."""
    return int.from_bytes(hashlib.sha256(url.encode(errors="replace")).digest()[:4]) / 2**32


def quiet_since(first_seen_at: datetime, changed_at: datetime | None, *stated: str | None) -> datetime:
    """Say since when an article has been quiet.

    *changed_at* is when it was last seen to change; None: never. Then what the page states counts (publication and
    modification, ISO 8601, the later one), because an article may be found years after it was written. A day without
    a time counts to its end; a date to come, or one that cannot be read, counts for nothing.

    >>> found = datetime(2024, 11, 5, 12, tzinfo=UTC)
    >>> quiet_since(found, None, "2024-11-01", "around Friday").isoformat()
    '2024-11-02T00:00:00+00:00'
    """
    if changed_at is not None:
        return changed_at
    moments = [moment for text in stated if text and (moment := _read(text)) is not None]
    return min(max(moments, default=first_seen_at), first_seen_at)


def _read(text: str) -> datetime | None:
    """Read a date and time as pages state them; None: it cannot be read."""
    try:
        moment = datetime.fromisoformat(text)
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        return moment + timedelta(days=1) if len(text) <= len("2024-11-01") else moment
    except (ValueError, OverflowError):  # the second: the first and last days of the calendar
        return None


# ---------------------------------------------------------------- one pass


@dataclass(frozen=True, slots=True)
class Planned:
    """When an article was checked last, and when it is to be checked next. None: never, and not planned."""

    checked_at: datetime | None
    next_check_at: datetime | None

    @classmethod
    def of(cls, checked_at: str | None, next_check_at: str | None) -> Self:
        """Read both as the archive keeps them."""
        return cls(*(datetime.fromisoformat(text) if text else None for text in (checked_at, next_check_at)))


def most_urgent(articles: Sequence[T], planned: Callable[[T], Planned], now: datetime, budget: int) -> list[T]:
    """Choose the *budget* articles to check in a pass that begins at *now*, most urgent first.

    An article is as urgent as it has waited long for its wait: one that was to wait a day and has waited two comes
    before one that was to wait an hour and has waited 90 minutes. Where passes never have enough requests, all waits
    so grow by one factor, and nobody starves. Articles never checked come first, but take at most half of the budget
    while others want the rest: a sitemap of thousands of leads must not end the watch over what is known.
    """
    new = [article for article in articles if planned(article).checked_at is None]
    old = [article for article in articles if planned(article).checked_at is not None]
    old.sort(key=lambda article: _urgency(planned(article), now), reverse=True)
    for_new = min(len(new), max(budget - len(old), (budget + 1) // 2))
    return [*new[:for_new], *old[: max(0, budget - for_new)]]


def _urgency(planned: Planned, now: datetime) -> float:
    """Give the time waited as a share of the time meant to be waited; what is not planned is not urgent."""
    if planned.checked_at is None or planned.next_check_at is None:
        return 0.0
    meant_s = (planned.next_check_at - planned.checked_at).total_seconds()
    # A clock set back may leave a check in the future: then look.
    waited_s = (now - planned.checked_at).total_seconds()
    return waited_s / max(meant_s, 60.0) if waited_s >= 0 else math.inf


# ---------------------------------------------------------------- what may be expected


@dataclass(frozen=True, slots=True)
class Delay:
    """How long an edit may go unseen."""

    expected: timedelta
    """An estimate of the mean over the edits to come."""
    longest: timedelta
    """An edit made just after the last check of the article that waits longest."""
    articles: int
    """How many this speaks for: those with a next check planned."""


def expected_delay(planned: Iterable[Planned], now: datetime, every: timedelta = timedelta(minutes=20)) -> Delay | None:
    """State how soon an edit of one of these articles is seen, when a pass comes *every* so often.

    For one article it is half the time between its checks; a check that is overdue counts as if it came now, so that
    the delay stated grows while nobody checks. Over several articles, each counts by one over its wait: waits are
    about in proportion to the time to the next edit, so that most edits are made where checks are frequent. In the
    worlds of `benchmarks/recheck.py` this says 1.4 to 1.6 hours where means of 0.4 to 3.2 came: read it as an order
    of magnitude.
    None: no article here has been checked and will be again.
    """
    known = [
        (plan.checked_at, plan.next_check_at)
        for plan in planned
        if plan.checked_at is not None and plan.next_check_at is not None
    ]
    # Until the pass after the check is due.
    waits = [(max(due, now) - checked + every / 2).total_seconds() for checked, due in known]
    # No check comes before the next pass; a clock that was set back may say so.
    waits = [max(wait, every.total_seconds(), 1.0) for wait in waits]
    if not waits:
        return None
    harmonic_s = len(waits) / math.fsum(1 / wait for wait in waits)
    return Delay(timedelta(seconds=harmonic_s / 2), timedelta(seconds=max(waits)), len(waits))
