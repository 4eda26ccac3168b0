"""Whether anybody looks at all: passes that do not come, deliveries that do not arrive, sources that dried up, a clock
that went back.

A pass cannot tell that it did not run, so this is asked wherever something else runs: a delivery, `pactwatch health`,
the digest. What it finds is told once when it begins, and once when it is over.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median_low

from pactwatch.alerts import channel_label, health_alert, health_over_alert, span
from pactwatch.archive import OWN_SIGNS, Archive, Trouble
from pactwatch.clock import CLOCK_ERROR, iso, parse_iso
from pactwatch.finding import Finding
from pactwatch.model import Topic
from pactwatch.overdue import gaps_between

# So many intervals without a good pass are told: one may be a long pass, two a machine that was restarted.
MISSED = 3
# How far apart passes came is known from so many.
_GAPS_KNOWN = 3
# A channel that took nothing in so many attempts over so long is told; a mail server restarts in less.
FAILED, FAILING_FOR = 3, timedelta(minutes=15)
# A source that gave at least so many articles is dry after so long, or so many of its usual gaps, whichever is longer.
_GIVEN, _DRY_AFTER, _DRY_GAPS = 5, timedelta(days=14), 20
_NO_PASS, _UNDELIVERED, _DRY, _CLOCK = OWN_SIGNS

_PASSES = """
SELECT started_at, error IS NULL AND finished_at IS NOT NULL AS good FROM runs
WHERE topic_id = ? AND software NOT LIKE '% ingest' AND software NOT LIKE '% backfill'
    AND software NOT LIKE '% reextract %' AND software NOT LIKE '% offline' ORDER BY id DESC LIMIT 200
"""
_FAILING = """
WITH taken AS (SELECT channel, max(id) AS id FROM deliveries WHERE outcome = 'delivered' GROUP BY channel)
SELECT d.channel, count(DISTINCT d.attempted_at) AS attempts, min(d.attempted_at) AS since, max(d.id), d.error
FROM alerts a CROSS JOIN deliveries d ON d.alert_id = a.id LEFT JOIN taken t ON t.channel = d.channel
WHERE a.topic_id = :topic AND a.settled_at IS NULL AND d.outcome = 'failed' AND d.id > coalesce(t.id, 0)
GROUP BY d.channel ORDER BY d.channel
"""
_GIVING = """
SELECT s.kind, s.url, s.outlet, count(*) AS given, min(a.first_seen_at) AS first, max(a.first_seen_at) AS last
FROM sources s JOIN coverage c ON c.source_id = s.id JOIN articles a ON a.id = c.article_id
WHERE s.topic_id = ? AND s.enabled = 1 AND s.kind <> 'url' AND s.failures = 0 GROUP BY s.id HAVING given >= ?
"""


def tell_own_troubles(archive: Archive, topic: Topic, topic_id: int, now: datetime) -> int:
    """Open and close the troubles of the watch itself; owe an alert for each that begins or is over; say how many."""
    found = [one.trouble for one in findings(archive, topic, topic_id, now)]
    with archive.transaction():
        begun, over = archive.settle_troubles(topic_id, found, now, own=True)
        alerts = [health_alert(topic, one.subject, one.problem, one.since_at, one.sign, own=True) for one in begun]
        alerts += [health_over_alert(topic, one.subject, one.problem, one.since_at, now, own=True) for one in over]
        return archive.owe([alert for alert in alerts if alert], topic_id, now)


def findings(archive: Archive, topic: Topic, topic_id: int, now: datetime) -> list[Finding]:
    """List what is not as it should be with the watch itself."""
    passes = [(parse_iso(str(row["started_at"])), bool(row["good"])) for row in archive.rows(_PASSES, [topic_id])]
    return [
        *_clock_gone_back([start for start, _ in passes], now),
        *_missing_passes(passes, topic, now),
        *_failing_channels(archive, topic, topic_id, now),
        *_dry_sources(archive, topic_id, now),
    ]


def _missing_passes(passes: Sequence[tuple[datetime, bool]], topic: Topic, now: datetime) -> list[Finding]:
    """Find out whether good passes come as often as the topic file says, or as they used to; *passes*: newest first."""
    starts = [start for start, _ in passes]
    if not starts:
        return []
    gaps = gaps_between(starts[:11])
    every = timedelta(seconds=topic.passes_every_s) if topic.passes_every_s else None
    if every is None:
        if len(gaps) < _GAPS_KNOWN:
            return []
        every = median_low(gaps)
    # One that a clock which ran ahead puts into the future says nothing of today.
    good = next((at for at, is_good in passes if is_good and at <= now + CLOCK_ERROR), None)
    if now - (good or starts[-1]) <= MISSED * every:
        return []
    problem = f"no good pass, though one is due every {span(every)}"
    bad = sum(1 for at in starts if good is None or at > good)
    trouble = Trouble("the passes", _NO_PASS, problem, iso(good or starts[-1]), 1)
    return [Finding(trouble, "passes", bad, iso(good) if good else None)]


def _clock_gone_back(newest_first: Sequence[datetime], now: datetime) -> list[Finding]:
    """Find out whether the clock shows less than it did when an earlier pass began."""
    starts = newest_first[::-1]
    latest = max(starts, default=now)
    place = starts.index(latest) + 1 if starts else 0
    # The first that began "before" the one that was before it: a pass, or this very look.
    after = starts[place] if place < len(starts) else now
    if latest - after <= CLOCK_ERROR or latest - now <= CLOCK_ERROR:
        return []
    problem = (
        f"went back by {span(latest - after)}, from {latest:%Y-%m-%d %H:%M} to {after:%Y-%m-%d %H:%M} UTC; "
        "when things were found and changed around then is in doubt"
    )
    return [Finding(Trouble("this machine's clock", _CLOCK, problem, iso(after), 1), "clock", 0, None)]


def _failing_channels(archive: Archive, topic: Topic, topic_id: int, now: datetime) -> list[Finding]:
    """Find the topic's channels that have taken nothing since some time."""
    labels = {channel_label(channel) for rule in topic.alerts for channel in rule.to}
    found = []
    for row in archive.rows(_FAILING, {"topic": topic_id}):
        since, attempts = str(row["since"]), int(str(row["attempts"]))
        if row["channel"] in labels and attempts >= FAILED and now - parse_iso(since) >= FAILING_FOR:
            error = str(row["error"] or "it failed").removeprefix(f"{row['channel']}: ")
            trouble = Trouble(f"deliveries to {row['channel']}", _UNDELIVERED, error, since, 1)
            found.append(Finding(trouble, "deliveries", attempts, None))
    return found


def _dry_sources(archive: Archive, topic_id: int, now: datetime) -> list[Finding]:
    """Find the sources that answer and used to give articles, but have not for much longer than was usual."""
    found = []
    for row in archive.rows(_GIVING, [topic_id, _GIVEN]):
        first, last = parse_iso(str(row["first"])), parse_iso(str(row["last"]))
        usual = (last - first) / (int(str(row["given"])) - 1)
        if now - last > max(_DRY_AFTER, _DRY_GAPS * usual):
            problem = f"answers, but has given nothing new; before, one article in {span(usual)}"
            trouble = Trouble(str(row["url"] or row["kind"]), _DRY, problem, iso(last), 1)
            found.append(Finding(trouble, str(row["kind"]), 0, iso(last), str(row["outlet"] or "") or None))
    return found
