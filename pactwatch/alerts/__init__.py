"""Which changes are told to whom (`rules`), in which words (`render`, `plain`), and how they get there (`channels`)."""

from __future__ import annotations

from pactwatch.alerts.channels import channel_label, send
from pactwatch.alerts.plain import marked, one_line, plain
from pactwatch.alerts.render import About
from pactwatch.alerts.rules import (
    article_alert,
    change_alerts,
    channels_for,
    conflict_alert,
    health_alert,
    health_over_alert,
)

__all__ = [
    "About",
    "article_alert",
    "change_alerts",
    "channel_label",
    "channels_for",
    "conflict_alert",
    "health_alert",
    "health_over_alert",
    "marked",
    "one_line",
    "plain",
    "send",
]
