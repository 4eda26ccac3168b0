"""Which changes are told to whom (`rules`), in which words (`render`, `plain`), and how they get there (`channels`)."""

from __future__ import annotations

from pactwatch.alerts.bundle import bundle
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
    rules_for,
)
from pactwatch.alerts.timing import retry_at, send_at

__all__ = [
    "About",
    "article_alert",
    "bundle",
    "change_alerts",
    "channel_label",
    "channels_for",
    "conflict_alert",
    "health_alert",
    "health_over_alert",
    "marked",
    "one_line",
    "plain",
    "retry_at",
    "rules_for",
    "send",
    "send_at",
]
