"""Send what is owed, apart from any pass: a dead channel never holds up a pass and never loses a message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pactwatch.alerts import channel_label, channels_for, send
from pactwatch.archive import Archive
from pactwatch.clock import Clock
from pactwatch.model import Topic


@dataclass(frozen=True, slots=True)
class Delivered:
    """What came of one round of sending."""

    sent: int
    failed: int
    unaddressed: int
    """Alerts whose rule names no channel: they stay readable in the archive."""

    @property
    def sentence(self) -> str:
        """Say it in one line."""
        parts = [f"{self.sent} sent", f"{self.failed} failed and still owed"]
        if self.unaddressed:
            parts.append(f"{self.unaddressed} with no channel (see `to` under [[alerts]])")
        return "alerts: " + ", ".join(parts)


def deliver_owed(topic: Topic, archive: Archive, clock: Clock, environ: Mapping[str, str]) -> Delivered:
    """Send each owed alert of *topic* to each of its channels that has not had it yet.

    Each attempt is recorded right after it. If the process dies between a send and its record, the alert is sent once
    more: at least once at the edge, never again after a recorded delivery.
    """
    sent = failed = unaddressed = 0
    topic_id = archive.topic_id(topic.name)
    for owed in archive.owed(topic_id):
        channels = channels_for(topic, owed.alert.rule)
        unaddressed += not channels
        open_ = 0
        for channel in channels:
            label = channel_label(channel)
            if label in owed.delivered:
                continue
            error = send(channel, owed.alert, environ=environ)
            archive.record_delivery(owed.id, label, clock.now(), error)
            sent += error is None
            open_ += error is not None
        failed += open_
        if channels and not open_:
            archive.settle_alert(owed.id, clock.now())
    return Delivered(sent, failed, unaddressed)
