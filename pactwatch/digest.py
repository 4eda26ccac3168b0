"""One message that sums up a day: what changed in meaning, what is disputed, and whether anything was not seen."""

from __future__ import annotations

from datetime import datetime, timedelta

from pactwatch.alerts import plain
from pactwatch.archive import Archive, read
from pactwatch.checkup import Checkup, checkup
from pactwatch.clock import Clock, iso
from pactwatch.model import Alert, Topic, sha256
from pactwatch.report import plural, told

_SHOWN = 50


def owe_digest(topic: Topic, archive: Archive, clock: Clock, span: timedelta = timedelta(days=1)) -> Alert | None:
    """Owe one digest of the last *span* to every channel of the topic; None: no rule, or today's is owed already."""
    now = clock.now()
    rules = ", ".join(rule.name for rule in topic.alerts)
    if not rules:
        return None
    alert = Alert(
        sha256(f"digest {topic.name} {now:%Y-%m-%d} {span}"),
        rules,
        _subject(topic, archive, now - span),
        _body(topic, archive, now, span),
    )
    with archive.transaction():
        owed = archive.owe([alert], archive.topic_id(topic.name), now)
    return alert if owed else None


def _subject(topic: Topic, archive: Archive, since: datetime) -> str:
    """Say it in one line."""
    count = len(read.changes(archive, since=since, material_only=True, limit=100_000))
    return f"{topic.title}: {plural(count, 'material change')}, {plural(len(read.conflicts(archive)), 'open conflict')}"


def _body(topic: Topic, archive: Archive, now: datetime, span: timedelta) -> str:
    """List the changes by outlet, then the conflicts, then what could not be seen."""
    changes = read.changes(archive, since=now - span, material_only=True, limit=100_000)
    lines = [f"{topic.title}, {iso(now - span)} to {iso(now)}", ""]
    for row in changes[:_SHOWN]:
        lines += [f"{plain(str(row['outlet']))}: {row['kind']} {row['subject']}", f"  {told(row)}", f"  {row['url']}"]
    if len(changes) > _SHOWN:
        lines.append(f"… and {len(changes) - _SHOWN} more: pactwatch changes")
    conflicts = read.conflicts(archive)
    lines += ["", "Open conflicts:"] + [f"  {row['question']} (since {row['opened_at']})" for row in conflicts]
    return "\n".join([*lines, "", *_state(checkup(archive, topic, now, topic.name))])


def _state(found: Checkup) -> list[str]:
    """Say what is wrong with the watch, and in the last line whether everything was seen."""
    counted = (
        ("not seen lately", found.unseen),
        ("read much shorter or longer than before", found.drifts),
        ("overdue for a check", found.overdue),
    )
    told = [f"{what}: {plural(len(rows), 'source or article')}" for what, rows in counted if rows]
    last = "; ".join(told).capitalize() or (
        "Every source and article was seen when last asked." if found.own else "Everything was seen."
    )
    return [*(f"{row['subject']}: {plain(str(row['problem']))}, since {row['since']}" for row in found.own), last]
