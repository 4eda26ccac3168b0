"""Texts much shorter or longer than their history knows: so a reader that broke, or a soft wall, shows first.

Two things are looked at: a page whose text jumped in the last days, and the newest articles of an outlet beside those
before. Both take the measure from what was there: a live blog has been short and long, and may be so again. Neither
lasts: what has stood for days, or has come often enough, is history itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from statistics import median_low

from pactwatch.archive import Archive, Trouble
from pactwatch.clock import iso, parse_iso
from pactwatch.finding import Finding, Row

# A page: less than half, or more than three times, of all that it had. The gate has held such a capture back once.
_SHRUNK, _SWELLED = 2, 3
# What is like the last version belongs to it, however often it was edited since.
_LIKE = 1.5
# In characters. Flashes grow into stories, and short notes are rewritten whole.
_LEAST = 600
# A page that has had more versions is a live one.
_VERSIONS = 30
# Stories grow while they are young; what swells after it has stood still for so long does not grow.
_STILL = timedelta(days=2)
# What has stood for so long is what the page is now.
_KNOWN_AFTER = timedelta(days=3)
# An outlet: so many new articles in a row, each shorter (or longer) than all but a tenth of those before.
_NEWEST, _BEFORE, _MOST_BEFORE, _TENTH = 5, 15, 60, 0.1
# An article is given time to grow; and one that is older than that says nothing of today.
_GROWN_AFTER, _RECENT = timedelta(hours=6), timedelta(days=14)
# So many of a topic's newest articles are looked at: their texts have to be read to be measured.
_LOOKED_AT = 1_500

SHRANK = "text shrank to less than half"
SWELLED = "text swelled to more than three times"
SHORTER = "new articles are read at less than half the usual length"
LONGER = "new articles are read at more than three times the usual length"
DRIFTS = (SHRANK, SWELLED, SHORTER, LONGER)

_EDITED = """
SELECT a.id, a.url, a.outlet, v.first_seen_at, v.last_seen_at, length(v.text) AS chars
FROM (SELECT DISTINCT article_id FROM versions WHERE first_seen_at > :after AND number > 1) e
JOIN articles a ON a.id = e.article_id AND a.state = 'live' AND a.moved_to_id IS NULL
JOIN coverage c ON c.article_id = a.id AND c.topic_id = :topic AND c.watched = 1
JOIN versions last ON last.id = a.last_version_id AND last.number <= :versions
JOIN versions v ON v.article_id = a.id
-- An outlet that says why it cut or replaced its text did not break our reader.
WHERE NOT EXISTS (SELECT 1 FROM wordings w WHERE w.version_id = last.id AND w.kind = 'correction')
ORDER BY a.id, v.number
"""
_NEW = """
SELECT a.url, a.outlet, v.language, a.first_seen_at, v.last_seen_at, length(v.text) AS chars
FROM (SELECT article_id FROM coverage WHERE topic_id = :topic ORDER BY article_id DESC LIMIT :most) c
JOIN articles a ON a.id = c.article_id AND a.moved_to_id IS NULL AND a.state <> 'off_topic'
JOIN versions v ON v.id = a.last_version_id
WHERE a.first_seen_at <= :grown
ORDER BY a.outlet, v.language, a.id
"""


def drifting(archive: Archive, topic_id: int, now: datetime) -> list[Finding]:
    """List the topic's pages and outlets whose texts are not as long as their history says, each with its sign."""
    after = iso(now - _KNOWN_AFTER)
    edited = archive.rows(_EDITED, {"topic": topic_id, "after": after, "versions": _VERSIONS})
    new = archive.rows(_NEW, {"topic": topic_id, "most": _LOOKED_AT, "grown": iso(now - _GROWN_AFTER)})
    pages = (list(rows) for _, rows in groupby(edited, key=lambda row: row["id"]))
    outlets = (list(rows) for _, rows in groupby(new, key=lambda row: (row["outlet"], row["language"])))
    recent = iso(now - _RECENT)
    found = [finding for rows in pages for finding in _jump(rows, after)]
    return [*found, *(finding for rows in outlets for finding in _shift(rows, recent))]


def _jump(versions: Sequence[Row], after: str) -> Iterator[Finding]:
    """Compare a page's last text with all that it had before it jumped; *after*: a jump before that is history."""
    lengths = [_chars(row) for row in versions]
    last, start = lengths[-1], len(lengths) - 1
    while start and max(last, lengths[start - 1]) < _LIKE * max(1, min(last, lengths[start - 1])):
        start -= 1
    before = [chars for chars in lengths[:start] if chars >= _LEAST]
    if not before or str(versions[start]["first_seen_at"]) <= after:
        return
    least, most = min(before), max(before)
    spread = most / least
    was = versions[start - 1]
    stood = parse_iso(str(was["last_seen_at"])) - parse_iso(str(was["first_seen_at"]))
    sign = ""
    if last * max(_SHRUNK, spread) < least:
        sign = SHRANK
    elif last > most * max(_SWELLED, spread) and stood >= _STILL:
        sign = SWELLED
    if sign:
        known = f"{least:,}" if least == most else f"{least:,} to {most:,}"
        problem = f"{sign}: {last:,} characters, before {known}"
        yield _finding(versions[start], sign, problem, str(was["last_seen_at"]))


def _shift(articles: Sequence[Row], recent: str) -> Iterator[Finding]:
    """Compare an outlet's newest articles in one language with those before; *recent*: older ones say nothing."""
    newest, before = articles[-_NEWEST:], articles[:-_NEWEST][-_MOST_BEFORE:]
    if len(before) < _BEFORE or str(newest[0]["first_seen_at"]) <= recent:
        return
    now, past = [_chars(row) for row in newest], [_chars(row) for row in before]
    usual, few = median_low(past), _TENTH * len(past)
    sign = ""
    if max(now) * _SHRUNK < usual and sum(chars <= max(now) for chars in past) <= few:
        sign = SHORTER
    elif min(now) > usual * _SWELLED and sum(chars >= min(now) for chars in past) <= few:
        sign = LONGER
    if sign:
        problem = f"{sign}: the last {_NEWEST} have {min(now):,} to {max(now):,} characters, usually {usual:,}"
        yield _finding(newest[0], sign, problem, str(before[-1]["first_seen_at"]))


def _finding(row: Row, sign: str, problem: str, seen_well_at: str) -> Finding:
    """Say where it shows."""
    trouble = Trouble(str(row["url"]), sign, problem, str(row["first_seen_at"]), 1)
    return Finding(trouble, "length", 0, seen_well_at, str(row["outlet"]))


def _chars(row: Row) -> int:
    """Read a length."""
    return int(str(row["chars"]))
