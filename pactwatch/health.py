"""Coverage health: what could not be seen for several passes is told once when it begins, and once when it ends.

"No alert" must never read as "nothing changed". One trouble for each host, however many of its pages fail, and one for
each source whose address is no host's.
"""

from __future__ import annotations

from collections import Counter
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

Row = Mapping[str, object]


def tell_troubles(archive: Archive, topic: Topic, topic_id: int, now: datetime) -> int:
    """Open and close the topic's troubles; owe an alert for each that begins or ends, and say how many."""
    rows = [row for row in read.health(archive) if row["topic"] == topic.name]
    with archive.transaction():
        opened, closed = archive.settle_troubles(topic_id, troubles_in(rows), now)
        alerts = [health_alert(topic, one.subject, one.problem, one.since_at) for one in opened]
        alerts += [health_over_alert(topic, one.subject, one.problem, one.since_at, now) for one in closed]
        return archive.owe([alert for alert in alerts if alert], topic_id, now)


def detection_delay(archive: Archive, now: datetime) -> Delay | None:
    """State how soon an edit is seen, by what is planned and by how often passes came lately; None: nothing planned."""
    starts = [parse_iso(text) for text in read.pass_starts(archive)]
    gaps = [newer - older for newer, older in pairwise(starts) if newer > older]
    every = median_low(gaps) if gaps else USUAL_GAP
    return expected_delay([Planned.of(*plan) for plan in read.plans(archive)], now, every)


def troubles_in(rows: Sequence[Row]) -> list[Trouble]:
    """Give one trouble for each host with a page or source that gave nothing good `BAD_IN_A_ROW` times.

    *rows* are those of the view `coverage_health`.
    """
    hosts: dict[str, list[Row]] = {}
    for row in rows:
        if int(str(row["streak"])) >= BAD_IN_A_ROW:
            hosts.setdefault(_where(str(row["subject"]) or str(row["kind"])), []).append(row)
    return [
        Trouble(where, _what_is_seen(found), min(str(row["since"]) for row in found))
        for where, found in sorted(hosts.items())
    ]


def _what_is_seen(rows: Sequence[Row]) -> str:
    """Say what is seen instead, the most frequent first: `walled (consent wall), 12 pages; feed: it answered 503`."""
    pages = Counter(_in_words(str(row["problem"])) for row in rows if row["kind"] == "article")
    parts = [f"{what}, {n} pages" if n > 1 else what for what, n in pages.most_common()]
    parts += [f"the source {row['subject']}: {row['problem']}" for row in rows if row["kind"] == "source"]
    return "; ".join(dict.fromkeys(parts))


def _in_words(problem: str) -> str:
    """Give an outcome with the rule that decided, without what it saw on one page.

    >>> _in_words("walled (consent-wall: 3 of 4 signs)"), _in_words("unavailable (status-503)")
    ('walled (consent wall)', 'unavailable (status 503)')
    """
    outcome, _, reason = problem.partition(" (")
    rule = reason.removesuffix(")").split(":")[0].replace("-", " ")
    return f"{outcome.replace('_', ' ')} ({rule})" if rule else outcome


def _where(subject: str) -> str:
    """Name the host of what cannot be seen; a source without an address goes by its kind."""
    try:
        return host_of(parse_url(subject))
    except BadUrl:
        return subject
