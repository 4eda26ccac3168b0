"""A whole alert about nothing, to try a channel or a template with. Pure."""

from __future__ import annotations

from dataclasses import replace

from pactwatch.alerts.letter import Company, letter
from pactwatch.alerts.render import About
from pactwatch.alerts.rules import change_alerts
from pactwatch.model import Alert, AlertRule, Change, Difference, Topic, Verdict


def sample(topic: Topic) -> Alert:
    """Give an alert as a real change would: an invented date, at an outlet that cannot be."""
    change = Change(
        "changed",
        "claim",
        "It takes effect on 1 January 2025.",
        "It takes effect on 1 February 2025.",
        Verdict(True, ("date",), "date-changed", (Difference("date", "2025-01-01", "2025-02-01"),)),
        words=(("=", "It takes effect on 1 "), ("-", "January"), ("+", "February"), ("=", " 2025.")),
    )
    about = About(
        url="https://pactwatch.invalid/test",
        outlet="Test outlet",
        headline="A test of Pactwatch: nothing has happened",
        version_number=2,
        seen_at="2024-11-05T10:00:00Z",
        not_before_at="2024-11-05T09:00:00Z",
    )
    (alert,) = change_alerts(replace(topic, alerts=(AlertRule("test"),)), about, [change])
    return replace(letter([alert], Company()), subject=f"Test: {alert.subject}", thread="")
