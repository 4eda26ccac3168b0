"""Checks that are due and not made: passes do not come, their budget of requests is too small, or they are too slow.

What is due stands in the archive: each article's next check, and that sources are asked in every pass, or when they
say.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median_low

from pactwatch.alerts import span
from pactwatch.archive import Archive, Trouble, read
from pactwatch.clock import iso, parse_iso
from pactwatch.finding import Finding
from pactwatch.model import Topic

# Between passes, where fewer than two tell: what `pactwatch schedule` does unless told otherwise.
USUAL_GAP = timedelta(minutes=20)
# So many times the gap between passes a check may be late.
LATE_PASSES = 3
OVERDUE = "overdue"

_ARTICLES = """
SELECT a.url, a.outlet, a.ok_at, max(c.added_at, iif(a.checked_at IS NULL, '', a.next_check_at)) AS due
FROM coverage c
JOIN articles a ON a.id = c.article_id
WHERE c.topic_id = :topic AND c.watched = 1 AND a.moved_to_id IS NULL AND a.state NOT IN ('gone', 'off_topic')
    AND max(c.added_at, iif(a.checked_at IS NULL, '', a.next_check_at)) < :before
    AND (a.hold_until_at IS NULL OR a.hold_until_at < :before)  -- its own Retry-After
ORDER BY due, a.id
"""
_SOURCES = """
SELECT coalesce(nullif(url, ''), kind) AS url, outlet, coalesce(checked_at, added_at) AS asked, checked_at,
    next_check_at, failures
FROM sources
WHERE topic_id = :topic AND enabled = 1 AND kind <> 'url' AND coalesce(checked_at, added_at) < :before
    AND coalesce(next_check_at, '') < :before
ORDER BY asked, id
"""


def usual_gap(archive: Archive) -> timedelta:
    """Say how far apart passes came lately."""
    gaps = gaps_between([parse_iso(text) for text in read.pass_starts(archive)])
    return median_low(gaps) if gaps else USUAL_GAP


def gaps_between(starts: Sequence[datetime]) -> list[timedelta]:
    """Give the time from each pass to the next, newest first; where the clock went back there is none."""
    return [newer - older for newer, older in pairwise(starts) if newer > older]


def overdue(archive: Archive, topic: Topic, topic_id: int, now: datetime) -> list[Finding]:
    """List the topic's sources and articles whose check is late by more than three passes, the latest first."""
    if not read.pass_starts(archive, last=1):
        return []  # what only took up the past is not watched
    every = timedelta(seconds=topic.passes_every_s) if topic.passes_every_s else usual_gap(archive)
    asked = {"topic": topic_id, "before": iso(now - LATE_PASSES * every)}
    found = [
        _finding(str(row["url"]), row["outlet"], parse_iso(str(row["due"])), row["ok_at"], now)
        for row in archive.rows(_ARTICLES, asked)
    ]
    for row in archive.rows(_SOURCES, asked):
        due = max(parse_iso(str(row["asked"])) + every, parse_iso(str(row["next_check_at"] or row["asked"])))
        seen = None if row["failures"] else row["checked_at"]
        if now - due > LATE_PASSES * every:
            found.append(_finding(str(row["url"]), row["outlet"], due, seen, now))
    return sorted(found, key=lambda one: one.trouble.since_at)


def _finding(url: str, outlet: object, due: datetime, seen_well_at: object, now: datetime) -> Finding:
    """Say how late a check is."""
    trouble = Trouble(url, OVERDUE, f"its check is overdue by {span(now - due)}", iso(due), 1)
    return Finding(trouble, "check", 0, str(seen_well_at) if seen_well_at else None, str(outlet) if outlet else None)
