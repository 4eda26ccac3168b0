"""Several alerts in one message: a digest, or what a cap on messages turned into one line. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from pactwatch.alerts.details import SCHEMA
from pactwatch.alerts.plain import plain
from pactwatch.alerts.render import SUBJECT_CHARS
from pactwatch.model import Alert, Topic

# Mail and chat services cut or refuse beyond some 10,000-40,000 characters; so many whole alerts fit as a rule.
_WHOLE = 20
_BODY_CHARS = 30_000


def bundle(topic: Topic, alerts: Sequence[Alert]) -> Alert:
    """Make one message of several, in their order: first every subject in a line, then the messages themselves.

    Its key comes from theirs, so that the same bundle sent again is known again. One alert is its own message.
    """
    if len(alerts) == 1:
        return alerts[0]
    digest = hashlib.sha256("\n".join(alert.dedupe_key for alert in alerts).encode())
    subject = plain(f"{len(alerts)} alerts on {plain(topic.title, 80)}: {alerts[0].subject}", SUBJECT_CHARS)
    lines = [f"{number}. {alert.subject}" for number, alert in enumerate(alerts, start=1)]
    parts = ["\n".join(lines)]
    room = _BODY_CHARS - len(parts[0])
    for number, alert in enumerate(alerts[:_WHOLE], start=1):
        part = f"---- {number} of {len(alerts)}\n\n{alert.subject}\n\n{alert.body.rstrip()}"
        room -= len(part)
        if room < 0:
            break
        parts.append(part)
    if len(parts) <= len(alerts):
        parts.append("The others in full: pactwatch alerts list --json")
    rule = ", ".join(dict.fromkeys(name for alert in alerts for name in alert.rule.split(", ")))
    inside = [
        {"subject": alert.subject, "body": alert.body, "key": alert.dedupe_key} | dict(alert.details)
        for alert in alerts[:_WHOLE]
    ]
    threads = {alert.thread for alert in alerts}
    return Alert(
        digest.hexdigest(),
        rule,
        subject,
        "\n\n".join(parts) + "\n",
        thread=threads.pop() if len(threads) == 1 else "",
        details={
            "schema": SCHEMA,
            "kind": "bundle",
            "topic": {"name": plain(topic.name, 80), "title": plain(topic.title, 200)},
            "count": len(alerts),
            "subjects": [alert.subject for alert in alerts],
            "alerts": inside,
        },
    )
