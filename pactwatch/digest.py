"""One message that sums up a day: what changed in meaning, what is disputed, and whether anything was not seen."""

from __future__ import annotations

from datetime import datetime, timedelta

from pactwatch.alerts import plain, told_in_one_line, when
from pactwatch.archive import Archive, read
from pactwatch.backtest import Row, change_of
from pactwatch.checkup import Checkup, checkup
from pactwatch.clock import Clock, iso
from pactwatch.model import Alert, Topic, sha256
from pactwatch.report import plural

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
    """List the changes article by article, the latest first, then the conflicts, then what could not be seen."""
    rows = archive.rows(
        "SELECT * FROM changes_readable WHERE detected_at >= ? AND material = 1 ORDER BY detected_at DESC, id DESC",
        [iso(now - span)],
    )
    lines = [f"{topic.title}, {when(now - span)} to {when(now)}", ""]
    by_article: dict[object, list[Row]] = {}
    for row in rows[:_SHOWN]:
        by_article.setdefault(row["url"], []).append(row)
    for same in by_article.values():
        lines += [f"{plain(str(same[0]['outlet']))}: {plain(str(same[0]['headline'] or same[0]['url']))}"]
        lines += [
            f"  {when(str(row['detected_at']))}  {plain(told_in_one_line(topic, change_of(row)))}" for row in same
        ]
        lines += [f"  {plain(str(same[0]['url']), 2_000)}", ""]
    if len(rows) > _SHOWN:
        lines += [f"… and {len(rows) - _SHOWN} more: pactwatch changes", ""]
    labels = {question.id: question.label for question in topic.questions}
    conflicts = [
        f"  {plain(labels.get(str(row['question']), str(row['question'])))} (since {when(str(row['opened_at']))})"
        for row in read.conflicts(archive)
    ]
    lines += ["Open conflicts:", *conflicts, ""] if conflicts else []
    return "\n".join([*lines, *_state(checkup(archive, topic, now, topic.name))])


def _state(found: Checkup) -> list[str]:
    """Say what is wrong with the watch, and in the last line whether everything was seen."""
    counted = (
        ("not seen lately", found.unseen),
        ("read much shorter or longer than before", found.drifts),
        ("walled or blocked every other time", found.patchy),
        ("overdue for a check", found.overdue),
    )
    told = [f"{what}: {plural(len(rows), 'source or article')}" for what, rows in counted if rows]
    last = "; ".join(told).capitalize() or (
        "Every source and article was seen when last asked." if found.own else "Everything was seen."
    )
    return [
        *(f"{row['subject']}: {plain(str(row['problem']))}, since {when(str(row['since']))}" for row in found.own),
        last,
    ]
