"""Coverage health: what could not be seen for several passes is told once when it begins, and once when it ends.

"No alert" must never read as "nothing changed". However many pages of a host show the same, they are one trouble; a
source that cannot be read is one of its own. So are texts that are not as long as they were, checks that are late, and
hosts that show a wall every other time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from pactwatch.alerts import health_alert, health_over_alert, span
from pactwatch.archive import Archive, Trouble, read
from pactwatch.clock import parse_iso
from pactwatch.drift import DRIFTS, drifting
from pactwatch.finding import BAD_IN_A_ROW, Finding
from pactwatch.model import Alert, Topic
from pactwatch.overdue import OVERDUE, overdue, usual_gap
from pactwatch.patchy import PATCHY, patchy
from pactwatch.recheck import Delay, Planned, expected_delay
from pactwatch.urls import BadUrl, host_of, parse_url

# The sign of a source's trouble, whatever it answered instead each time.
UNREADABLE = "unreadable"

Row = Mapping[str, object]


def tell_troubles(archive: Archive, topic: Topic, topic_id: int, now: datetime) -> int:
    """Open and close the topic's troubles; owe an alert for each that begins, has grown or is over; say how many."""
    rows = [row for row in read.health(archive) if row["topic"] == topic.name]
    doubts = [*drifting(archive, topic_id, now), *overdue(archive, topic, topic_id, now)]
    doubts += patchy(archive, topic_id, now)
    with archive.transaction():
        to_tell, over = archive.settle_troubles(topic_id, [*troubles_in(rows), *troubles_of(doubts, now)], now)
        alerts = [_alert(topic, one, doubts) for one in to_tell]
        alerts += [_over_alert(topic, one, now) for one in over]
        return archive.owe([alert for alert in alerts if alert], topic_id, now)


def _alert(topic: Topic, one: Trouble, doubts: Sequence[Finding]) -> Alert | None:
    """Tell what begins, or has grown."""
    hint = ""
    page = next((it.trouble for it in doubts if _subject(it) == one.subject and it.trouble.sign == one.sign), one)
    if one.sign == PATCHY:
        hint = f"{page.problem}. What its pages said in between was seen; an edit there may be seen late."
    elif one.sign in DRIFTS:
        hint = f"{page.subject}: {page.problem}. The reader may have lost its way there, or a wall have come."
    elif one.sign == OVERDUE:
        hint = "Passes come, but do not get so far: see requests_per_pass under [fetch], and how long a pass takes."
    sign = f"{one.sign}, {one.pages}"
    return health_alert(topic, one.subject, _told(one), one.since_at, sign, own=bool(hint), hint=hint)


def _over_alert(topic: Topic, one: Trouble, now: datetime) -> Alert | None:
    """Tell what is over."""
    doubted = one.sign in (*DRIFTS, OVERDUE, PATCHY)
    hint = "What is read is as long as before, or has been as it is for long enough." if one.sign in DRIFTS else ""
    return health_over_alert(topic, one.subject, _told(one), one.since_at, now, own=doubted, hint=hint)


def detection_delay(archive: Archive, now: datetime) -> Delay | None:
    """State how soon an edit is seen, by what is planned and by how often passes came lately; None: nothing planned."""
    return expected_delay([Planned.of(*plan) for plan in read.plans(archive)], now, usual_gap(archive))


def troubles_of(doubts: Sequence[Finding], now: datetime) -> list[Trouble]:
    """Take together what is doubted: the pages of a host with the same sign, and all checks that are overdue."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for one in doubts:
        found.setdefault((_subject(one), one.trouble.sign), []).append(one)
    troubles = []
    for (subject, sign), same in found.items():
        since = min(one.trouble.since_at for one in same)
        problem = f"{sign}, the longest by {span(now - parse_iso(since))}" if sign == OVERDUE else sign
        troubles.append(Trouble(subject, sign, problem, since, len(same)))
    return troubles


def _subject(one: Finding) -> str:
    """Say whose trouble it is."""
    return "the checks" if one.trouble.sign == OVERDUE else _host(one.trouble.subject)


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
