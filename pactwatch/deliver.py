"""Send what is owed, apart from any pass: a dead channel never holds up a pass and never loses a message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pactwatch.alerts import bundle, channel_label, channels_for, retry_at, rules_for, send, send_at
from pactwatch.archive import Archive, OwedAlert
from pactwatch.clock import Clock, parse_iso
from pactwatch.model import AlertRule, Topic
from pactwatch.sendtimes import AT_ONCE


@dataclass(frozen=True, slots=True)
class Delivered:
    """What came of one round of sending, counted in alerts for each channel."""

    sent: int
    failed: int
    waiting: int
    """Alerts whose hour has not come: of a digest, after quiet hours, or after a failure."""
    unaddressed: int
    """Alerts whose rule names no channel: they stay readable in the archive."""

    @property
    def sentence(self) -> str:
        """Say it in one line."""
        parts = [f"{self.sent} sent", f"{self.failed} failed and still owed"]
        if self.waiting:
            parts.append(f"{self.waiting} wait for their time")
        if self.unaddressed:
            parts.append(f"{self.unaddressed} with no channel (see `to` under [[alerts]])")
        return "alerts: " + ", ".join(parts)


def deliver_owed(
    topic: Topic, archive: Archive, clock: Clock, environ: Mapping[str, str], *, at_once: bool = False
) -> Delivered:
    """Send each owed alert of *topic* to each of its channels that has not had it yet and whose time has come.

    Each attempt is recorded right after it. If the process dies between a send and its record, the message is sent
    once more, under the same key: at least once at the edge, never again after a recorded delivery. *at_once*: what
    would wait is sent as well.
    """
    counts: Counter[str] = Counter()
    owed = archive.owed(archive.topic_id(topic.name))
    addressed = {one.id: channels_for(topic, one.alert.rule) for one in owed}
    counts["unaddressed"] = sum(not channels for channels in addressed.values())
    done = {one.id: set(one.delivered) for one in owed}
    for channel in dict.fromkeys(channel for channels in addressed.values() for channel in channels):
        label = channel_label(channel)
        due: list[OwedAlert] = []
        for one in owed:
            if channel in addressed[one.id] and label not in one.delivered:
                now_or_later = at_once or _due_at(topic, one, channel, label) <= clock.now()
                due += [one] if now_or_later else []
                counts["waiting"] += not now_or_later
        for message in _messages(topic, archive, channel, label, due, clock.now()):
            ids = [one.id for one in message]
            letter = bundle(topic, [one.alert for one in message])
            error = send(channel, letter, environ=environ)
            archive.record_delivery(ids, label, clock.now(), error, letter.dedupe_key)
            counts["sent" if error is None else "failed"] += len(ids)
            for alert_id in ids if error is None else ():
                done[alert_id].add(label)
    for one in owed:
        if addressed[one.id] and {channel_label(channel) for channel in addressed[one.id]} <= done[one.id]:
            archive.settle_alert(one.id, clock.now())
    return Delivered(counts["sent"], counts["failed"], counts["waiting"], counts["unaddressed"])


def _due_at(topic: Topic, owed: OwedAlert, channel: str, label: str) -> datetime:
    """Say from when on a channel may have an alert: by the rule that sends soonest, and after failures later."""
    rules = rules_for(topic, owed.alert.rule, channel)
    due = min(send_at(rule, parse_iso(owed.created_at)) for rule in rules)
    failures, last_at = owed.failed.get(label, (0, ""))
    return max(due, retry_at(failures, parse_iso(last_at))) if failures else due


def _messages(
    topic: Topic, archive: Archive, channel: str, label: str, due: Sequence[OwedAlert], now: datetime
) -> list[list[OwedAlert]]:
    """Deal what is due to a channel into messages: digests together, the others one by one up to the cap."""
    together = [one for one in due if not _is_single(topic, one, channel)]
    single = [one for one in due if _is_single(topic, one, channel)]
    caps = [rule.per_hour for one in single for rule in rules_for(topic, one.alert.rule, channel)]
    if caps and all(caps):
        room = max(0, max(caps) - archive.messages_since(label, now - timedelta(hours=1)) - bool(together))
        # The last message that there is room for holds all that is left; with no room at all, one still comes.
        if len(single) > max(room, 1):
            keep = max(room - 1, 0)
            single, rest = single[:keep], single[keep:]
            together += rest
    return [[one] for one in single] + ([together] if together else [])


def _is_single(topic: Topic, owed: OwedAlert, channel: str) -> bool:
    """Whether an alert is a message of its own: one of its rules sends at once, and it is not after quiet hours."""
    created = parse_iso(owed.created_at)

    def at_once(rule: AlertRule) -> bool:
        return rule.send == AT_ONCE and send_at(rule, created) == created

    return any(at_once(rule) for rule in rules_for(topic, owed.alert.rule, channel))
