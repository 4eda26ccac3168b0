"""Which changes are told to whom (`rules`), in which words (`render`, `plain`), and how they get there (`channels`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwatch.lazy import hand_out

if TYPE_CHECKING:
    from pactwatch.alerts.answer import Answer
    from pactwatch.alerts.bundle import bundle
    from pactwatch.alerts.channels import send
    from pactwatch.alerts.labels import channel_label
    from pactwatch.alerts.letter import Carrier, Company, later, letter, span
    from pactwatch.alerts.mail import Envelope
    from pactwatch.alerts.plain import marked, one_line, plain
    from pactwatch.alerts.render import About, when
    from pactwatch.alerts.rules import (
        article_alert,
        change_alerts,
        channels_for,
        conflict_alert,
        gone_alert,
        health_alert,
        health_over_alert,
        rules_for,
    )
    from pactwatch.alerts.sample import sample
    from pactwatch.alerts.summary import told_in_one_line
    from pactwatch.alerts.templates import Worded, worded
    from pactwatch.alerts.timing import retry_at, send_at

__all__ = [
    "About",
    "Answer",
    "Carrier",
    "Company",
    "Envelope",
    "Worded",
    "article_alert",
    "bundle",
    "change_alerts",
    "channel_label",
    "channels_for",
    "conflict_alert",
    "gone_alert",
    "health_alert",
    "health_over_alert",
    "later",
    "letter",
    "marked",
    "one_line",
    "plain",
    "retry_at",
    "rules_for",
    "sample",
    "send",
    "send_at",
    "span",
    "told_in_one_line",
    "when",
    "worded",
]

hand_out(
    __name__,
    answer=("Answer",),
    bundle=("bundle",),
    channels=("send",),
    labels=("channel_label",),
    letter=("Carrier", "Company", "later", "letter", "span"),
    mail=("Envelope",),
    plain=("marked", "one_line", "plain"),
    render=("About", "when"),
    rules=(
        "article_alert",
        "change_alerts",
        "channels_for",
        "conflict_alert",
        "gone_alert",
        "health_alert",
        "health_over_alert",
        "rules_for",
    ),
    sample=("sample",),
    summary=("told_in_one_line",),
    templates=("Worded", "worded"),
    timing=("retry_at", "send_at"),
)
