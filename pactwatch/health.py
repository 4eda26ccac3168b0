"""Coverage health: what could not be seen for several passes is told once when it begins, and once when it ends.

"No alert" must never read as "nothing changed". However many pages of a host show the same, they are one trouble; a
source that cannot be read is one of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median_low

from pactwatch.alerts import health_alert, health_over_alert
from pactwatch.archive import Archive, Trouble, read
from pactwatch.clock import parse_iso
from pactwatch.model import Topic
from pactwatch.recheck import Delay, Planned, expected_delay
from pactwatch.urls import BadUrl, host_of, parse_url

# So many bad fetches in a row of one article or source are told: one may be an accident, two a short outage.
BAD_IN_A_ROW = 3
# Between passes, where fewer than two tell: what `pactwatch schedule` does unless told otherwise.
USUAL_GAP = timedelta(minutes=20)

# The sign of a source's trouble, whatever it answered instead each time.
UNREADABLE = "unreadable"

Row = Mapping[str, object]


def tell_troubles(archive: Archive, topic: Topic, topic_id: int, now: datetime) -> int:
    """Open and close the topic's troubles; owe an alert for each that begins, has grown or is over; say how many."""
    rows = [row for row in read.health(archive) if row["topic"] == topic.name]
    with archive.transaction():
        to_tell, over = archive.settle_troubles(topic_id, troubles_in(rows), now)
        alerts = [
            health_alert(topic, one.subject, _told(one), one.since_at, f"{one.sign}, {one.pages}") for one in to_tell
        ]
        alerts += [health_over_alert(topic, one.subject, _told(one), one.since_at, now) for one in over]
        return archive.owe([alert for alert in alerts if alert], topic_id, now)


def detection_delay(archive: Archive, now: datetime) -> Delay | None:
    """State how soon an edit is seen, by what is planned and by how often passes came lately; None: nothing planned."""
    starts = [parse_iso(text) for text in read.pass_starts(archive)]
    gaps = [newer - older for newer, older in pairwise(starts) if newer > older]
    every = median_low(gaps) if gaps else USUAL_GAP
    return expected_delay([Planned.of(*plan) for plan in read.plans(archive)], now, every)


def troubles_in(rows: Sequence[Row]) -> list[Trouble]:
    """Give what gave nothing good `BAD_IN_A_ROW` times: the pages of a host that show the same as one trouble.

    *rows* are those of the view `coverage_health`.
    """
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if int(str(row["streak"])) >= BAD_IN_A_ROW:
            is_page = row["kind"] == "article"
            subject = _host(str(row["subject"])) if is_page else str(row["subject"] or row["kind"])
            sign = _in_words(str(row["problem"])) if is_page else UNREADABLE
            found.setdefault((subject, sign), []).append(row)
    troubles = []
    for (subject, sign), same in sorted(found.items()):
        problem = str(same[0]["problem"]) if sign == UNREADABLE else sign
        troubles.append(Trouble(subject, sign, problem, min(str(row["since"]) for row in same), len(same)))
    return troubles


def _told(trouble: Trouble) -> str:
    """Say what is seen instead, and on how many pages.

    >>> _told(Trouble("a.example", "walled", "walled (consent wall)", "2024-11-03", 12))
    'walled (consent wall), 12 pages'
    """
    return f"{trouble.problem}, {trouble.pages} pages" if trouble.pages > 1 else trouble.problem


def _in_words(problem: str) -> str:
    """Give an outcome with the rule that decided, without what it saw on one page.

    >>> _in_words("walled (consent-wall: 3 of 4 signs)"), _in_words("unavailable (status-503)")
    ('walled (consent wall)', 'unavailable (status 503)')
    """
    outcome, _, reason = problem.partition(" (")
    rule = reason.removesuffix(")").split(":")[0].replace("-", " ")
    return f"{outcome.replace('_', ' ')} ({rule})" if rule else outcome


def _host(url: str) -> str:
    """Give the host of a page."""
    try:
        return host_of(parse_url(url))
    except BadUrl:
        return url
