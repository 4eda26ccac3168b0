"""When to look at an article again: young and changing ones often, old and quiet ones rarely, never in step."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from pactwatch.model import Outcome

# Age of what was last seen to change -> time to the next look. Most edits of news come within the first day
# (NewsDiffs and Wikinews histories agree), so the steps widen by about three each.
_LADDER = (
    (timedelta(hours=6), timedelta(minutes=20)),
    (timedelta(days=1), timedelta(hours=1)),
    (timedelta(days=3), timedelta(hours=3)),
    (timedelta(days=14), timedelta(hours=12)),
    (timedelta(days=90), timedelta(days=3)),
)
_OLDEST = timedelta(days=14)
_OFF_TOPIC = timedelta(days=7)
_DOUBTFUL = timedelta(minutes=30)  # a second look decides, so it comes soon
_REFUSED = timedelta(hours=6)  # whoever says no is not asked again at once


def next_check(
    url: str, outcome: Outcome, now: datetime, last_changed_at: datetime, retry_after_s: float | None = None
) -> datetime:
    """Give the time of the next look at *url*.

    *last_changed_at* is when the article was first seen or last seen to change. The wait is spread by up to 15 % either
    way, always the same for one URL, so that articles found together are not asked for together for ever.
    """
    if outcome is Outcome.OFF_TOPIC:
        wait = _OFF_TOPIC
    elif outcome in (Outcome.PARTIAL, Outcome.EMPTY, Outcome.GONE, Outcome.UNAVAILABLE):
        wait = _DOUBTFUL
    elif outcome in (Outcome.BLOCKED, Outcome.WALLED, Outcome.DISALLOWED, Outcome.REFUSED, Outcome.TOO_LARGE):
        wait = _REFUSED
    else:
        age = now - last_changed_at
        wait = next((wait for limit, wait in _LADDER if age < limit), _OLDEST)
    spread = int.from_bytes(hashlib.sha256(url.encode()).digest()[:4]) / 2**32  # 0 to 1, stable for one URL
    wait *= 0.85 + 0.3 * spread
    if retry_after_s is not None:
        wait = max(wait, timedelta(seconds=min(retry_after_s, 7 * 86400)))
    return now + wait
