"""Send what is owed, apart from any pass: a dead channel never holds up a pass and never loses a message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from pactwatch.aftermath import company_of
from pactwatch.alerts import (
    Envelope,
    bundle,
    channel_label,
    channels_for,
    letter,
    retry_at,
    rules_for,
    send,
    send_at,
    worded,
)
from pactwatch.archive import Archive, Mute, OwedAlert, Told, writer_lock
from pactwatch.clock import Clock, parse_iso
from pactwatch.errors import ArchiveBusy
from pactwatch.model import Alert, AlertRule, Topic
from pactwatch.sendtimes import AT_ONCE
from pactwatch.urls import BadUrl, host_of, parse_url
from pactwatch.watchdog import tell_own_troubles

# Outlets that join a story that was told are gathered for so long, so that it grows by messages, not by outlets.
GATHERING = timedelta(hours=1)
# An edit that copies of a report make later than that is news of its own.
STORY_LIFE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Delivered:
    """What came of one round of sending, counted in alerts for each channel."""

    sent: int
    failed: int
    waiting: int
    """Alerts whose hour has not come: of a digest, after quiet hours, or after a failure."""
    unaddressed: int
    """Alerts whose rule names no channel: they stay readable in the archive."""
    muted: int = 0
    """Alerts that a mute holds back; they come in one message once it ends."""
    problems: tuple[str, ...] = ()
    """One sentence for each template that could not be used."""
    busy: bool = False
    """Whether another process is sending: nothing was done."""

    @property
    def sentence(self) -> str:
        """Say it in one line."""
        if self.busy:
            return "alerts: another process is sending them; nothing was done"
        parts = [f"{self.sent} sent", f"{self.failed} failed and still owed"]
        if self.waiting:
            parts.append(f"{self.waiting} wait for their time")
        if self.muted:
            parts.append(f"{self.muted} muted, owed until the mute ends")
        if self.unaddressed:
            parts.append(f"{self.unaddressed} with no channel (see `to` under [[alerts]])")
        return "; ".join(["alerts: " + ", ".join(parts), *self.problems])


@dataclass(frozen=True, slots=True)
class Round:
    """One round of sending: what it works with."""

    topic: Topic
    archive: Archive
    now: datetime
    environ: Mapping[str, str]
    at_once: bool = False
    """Whether what waits for its digest or the end of quiet hours is sent as well."""
    retry: bool = False
    """Whether what failed is tried again before its time."""


def deliver_owed(
    topic: Topic,
    archive: Archive,
    clock: Clock,
    environ: Mapping[str, str],
    *,
    at_once: bool = False,
    retry: bool = False,
) -> Delivered:
    """Send each owed alert of *topic* to each of its channels that has not had it yet and whose time has come.

    Each attempt is recorded right after it. If the process dies between a send and its record, the message is sent
    once more, under the same key: at least once at the edge, never again after a recorded delivery. One process sends
    at a time. *at_once*: what would wait is sent as well; *retry*: what failed is tried before its time.
    """
    lock = Path(archive.path).with_name(Path(archive.path).name + ".sending")
    try:
        with writer_lock(lock):
            now = clock.now()
            tell_own_troubles(archive, topic, archive.topic_id(topic.name), now)
            return _deliver(Round(topic, archive, now, environ, at_once, retry or at_once), clock)
    except ArchiveBusy:
        return Delivered(0, 0, 0, 0, busy=True)


def _deliver(this: Round, clock: Clock) -> Delivered:
    """Go through the channels."""
    archive, topic = this.archive, this.topic
    counts: Counter[str] = Counter()
    problems: dict[str, None] = {}
    topic_id = archive.topic_id(topic.name)
    owed = archive.owed(topic_id)
    addressed = {one.id: channels_for(topic, one.alert.rule) for one in owed}
    counts["unaddressed"] = sum(not channels for channels in addressed.values())
    held = _held(archive.mutes(topic_id, this.now), owed)
    archive.hold_alerts({one.id: held[one.id] for one in owed if one.id in held and one.muted_until_at != held[one.id]})
    counts["muted"] = len(held)
    done = {one.id: set(one.delivered) for one in owed}
    for channel in dict.fromkeys(channel for channels in addressed.values() for channel in channels):
        label = channel_label(channel)
        due: list[OwedAlert] = []
        for one in owed:
            if channel in addressed[one.id] and label not in one.delivered and one.id not in held:
                now_or_later = _due_at(this, one, channel, label) <= this.now
                due += [one] if now_or_later else []
                counts["waiting"] += not now_or_later
        for message in _messages(this, channel, label, due):
            alert, problem = _written(this, message, label, channel)
            problems |= dict.fromkeys([problem] if problem else [])
            error = _post(this, clock, channel, label, message, alert)
            counts["sent" if error is None else "failed"] += sum(map(len, message))
            for one in (one for story in message for one in story if error is None):
                done[one.id].add(label)
    for one in owed:
        if addressed[one.id] and {channel_label(channel) for channel in addressed[one.id]} <= done[one.id]:
            archive.settle_alert(one.id, clock.now())
    return Delivered(
        counts["sent"], counts["failed"], counts["waiting"], counts["unaddressed"], counts["muted"], tuple(problems)
    )


Story = list[OwedAlert]
"""Alerts that tell the same edit in copies of one report; usually one."""
Written = tuple[Alert, str]
"""A message and its HTML."""


def _written(this: Round, message: Sequence[Story], label: str, channel: str) -> tuple[Written, str]:
    """Put a message into words, with what has become known since its alerts were written."""
    letters = []
    for story in message:
        alerts = [one.alert for one in story]
        told = _told(this, story[0], label)
        pages = this.environ.get("PACTWATCH_PAGES_URL", "")
        one = letter(alerts, company_of(this.archive, alerts), pages, told_before=len(told))
        letters.append(_in_thread(one, told[0].thread if told else ""))
    whole = bundle(this.topic, letters)
    rules = [rule for story in message for rule in rules_for(this.topic, story[0].alert.rule, channel)]
    found = worded(whole, next((rule.template for rule in rules if rule.template), ""))
    return (found.alert, found.html), found.problem


def _in_thread(alert: Alert, thread: str) -> Alert:
    """Put what a story has grown by into the thread that began it."""
    return Alert(
        alert.dedupe_key, alert.rule, alert.subject, alert.body, thread or alert.thread, alert.story, alert.details
    )


def _post(
    this: Round, clock: Clock, channel: str, label: str, message: Sequence[Story], written: Written
) -> str | None:
    """Send one message and record what came of it; say why not, if it did not get there."""
    alert, html = written
    envelope = Envelope(clock.now(), this.archive.thread_of(alert.thread, label), html)
    answer = send(channel, alert, environ=this.environ, envelope=envelope, list_name=this.topic.name)
    now = clock.now()
    wait = now + timedelta(seconds=answer.retry_after_s) if answer.retry_after_s else None
    ids = [one.id for story in message for one in story]
    this.archive.record_delivery(ids, label, now, answer.error, alert.dedupe_key, wait)
    return answer.error


def _due_at(this: Round, owed: OwedAlert, channel: str, label: str) -> datetime:
    """Say from when on a channel may have an alert: by the rule that sends soonest; later after failures."""
    rules = rules_for(this.topic, owed.alert.rule, channel)
    created = parse_iso(owed.created_at)
    due = this.now if this.at_once else min(send_at(rule, created) for rule in rules)
    failures, last_at = owed.failed.get(label, (0, ""))
    if failures and not this.retry:
        due = max(due, retry_at(failures, parse_iso(last_at)))
        wait = owed.wait_until.get(label)
        due = max(due, parse_iso(wait)) if wait else due
    told = _told(this, owed, label)
    if told and not this.at_once:
        due = max(due, parse_iso(max(one.delivered_at for one in told)) + GATHERING)
    return due


def _told(this: Round, owed: OwedAlert, label: str) -> list[Told]:
    """Give what a channel was told of an alert's story by other articles."""
    if not owed.alert.story:
        return []
    found = this.archive.told_of(owed.alert.story, label, parse_iso(owed.created_at) - STORY_LIFE)
    return [one for one in found if one.details.get("url") != owed.alert.details.get("url")]


def _messages(this: Round, channel: str, label: str, due: Sequence[OwedAlert]) -> list[list[Story]]:
    """Deal what is due to a channel into messages: digests together, the others one by one up to the cap."""
    stories = _stories(due)
    together = [story for story in stories if not _is_single(this.topic, story[0], channel)]
    single = [story for story in stories if _is_single(this.topic, story[0], channel)]
    caps = [rule.per_hour for story in single for rule in rules_for(this.topic, story[0].alert.rule, channel)]
    if caps and all(caps):
        sent = this.archive.messages_since(label, this.now - timedelta(hours=1))
        room = max(0, max(caps) - sent - bool(together))
        # The last message that there is room for holds all that is left; with no room at all, one still comes.
        if len(single) > max(room, 1):
            keep = max(room - 1, 0)
            single, rest = single[:keep], single[keep:]
            together += rest
    return [[story] for story in single] + ([together] if together else [])


def _stories(due: Sequence[OwedAlert]) -> list[Story]:
    """Put together the alerts of one story; two edits of one article are never one."""
    stories: list[Story] = []
    latest: dict[str, Story] = {}
    for one in due:
        story = latest.get(one.alert.story) if one.alert.story else None
        if story is not None and one.alert.details.get("url") not in {o.alert.details.get("url") for o in story}:
            story.append(one)
            continue
        stories.append([one])
        latest[one.alert.story] = stories[-1]
    return stories


def _is_single(topic: Topic, owed: OwedAlert, channel: str) -> bool:
    """Whether an alert is a message of its own: one of its rules sends at once, and nothing held it back."""
    created = parse_iso(owed.created_at)

    def at_once(rule: AlertRule) -> bool:
        return rule.send == AT_ONCE and send_at(rule, created) == created

    return owed.muted_until_at is None and any(at_once(rule) for rule in rules_for(topic, owed.alert.rule, channel))


def _held(mutes: Sequence[Mute], owed: Sequence[OwedAlert]) -> dict[int, str]:
    """Say until when mutes hold alerts back, by their ids."""
    held: dict[int, str] = {}
    for one in owed:
        until = [mute.until_at for mute in mutes if _is_muted(mute, one.alert)]
        if until:
            held[one.id] = max(until)
    return held


def _is_muted(mute: Mute, alert: Alert) -> bool:
    """Whether a mute is about an alert; one of several rules that is not muted still speaks."""
    if mute.kind == "rule":
        return alert.rule == mute.subject
    url = str(alert.details.get("url") or "")
    if mute.kind == "article":
        return url == mute.subject
    return mute.subject.casefold() in (str(alert.details.get("outlet") or "").casefold(), _host(url))


def _host(url: str) -> str:
    """Give a page's host; empty: it has none."""
    try:
        return host_of(parse_url(url))
    except BadUrl:
        return ""
