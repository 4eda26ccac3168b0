"""The message as it goes out: an alert with what has become known since, or several copies' alerts as one that grows.

An alert is written when an edit is found; a letter when it is sent. In between other outlets may have made the same
edit, or still carry the old words. Pure: what is known comes in as `Company`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pactwatch.alerts.details import Details, texts
from pactwatch.alerts.plain import plain
from pactwatch.alerts.render import SUBJECT_CHARS
from pactwatch.model import Alert

_SHOWN = 10
_BEFORE = ("\nSide by side: ", "\n-- \nPactwatch, topic ")


@dataclass(frozen=True, slots=True)
class Carrier:
    """An article that has made the same edit, or still carries what another has corrected."""

    outlet: str
    url: str
    note: str = ""
    """How it stands to the one that is told: `2 hours later`, `date of effect: 2025-01-01`."""

    @property
    def line(self) -> str:
        """Write it as one line."""
        note = f" ({plain(self.note, 120)})" if self.note else ""
        return f"   {plain(self.outlet, 60)}{note}: {plain(self.url, 2_000)}"

    @property
    def details(self) -> Details:
        """Write it as JSON."""
        return {"outlet": plain(self.outlet, 200), "url": plain(self.url, 2_000), "note": plain(self.note, 200)}


@dataclass(frozen=True, slots=True)
class Company:
    """What is known about an edit's surroundings by the time that it is told."""

    also: tuple[Carrier, ...] = ()
    """Those that made the same edit."""
    still: tuple[Carrier, ...] = ()
    """Those that carry what was corrected."""
    follows: str = ""
    """Whom it follows, and after how long; empty: it is the first, as far as is known."""
    disclosed: int = 0
    silent: int = 0
    """How many values the outlet has corrected with a notice and without, as far back as the archive goes."""


def span(length: timedelta) -> str:
    """Write a length of time for people.

    >>> span(timedelta(minutes=40)), span(timedelta(hours=5, minutes=12)), span(timedelta(days=3))
    ('40 minutes', '5.2 hours', '3 days')
    """
    minutes = max(0.0, length / timedelta(minutes=1))
    size, unit = (1440, "day") if minutes >= 2880 else (60, "hour") if minutes >= 90 else (1, "minute")
    number = f"{minutes / size:.{0 if size == 1 else 1}f}".removesuffix(".0")
    return f"{number} {unit}" + ("" if number == "1" else "s")


def later(first: datetime, then: datetime) -> str:
    """Say how long after the first something came."""
    return f"{span(then - first)} later" if then > first else "at the same time"


def letter(alerts: Sequence[Alert], company: Company, pages_url: str = "", told_before: int = 0) -> Alert:
    """Make the message of one alert, or of several that tell one story; the first is quoted in full.

    *told_before*: so many outlets of the story were told already, and this one says who has joined them. The key comes
    from the alerts alone, so that a letter sent again is known again.
    """
    first = alerts[0]
    if first.details.get("kind") != "change":
        return replace(first, details=_with_links(first, pages_url))
    details = _with_links(first, pages_url) | {
        "also": [one.details for one in company.also[:_SHOWN]],
        "still": [one.details for one in company.still[:_SHOWN]],
        "carriers": len(company.still),
        "follows": plain(company.follows, 300),
        "outlet_edits": {"disclosed": company.disclosed, "silent": company.silent},
    }
    return replace(
        first,
        dedupe_key=_key(alerts),
        rule=", ".join(dict.fromkeys(name for alert in alerts for name in alert.rule.split(", "))),
        subject=_subject(alerts, told_before),
        body=_insert(first.body, _lines(company, first)),
        details=details,
    )


def _key(alerts: Sequence[Alert]) -> str:
    """Give the letter's key: the alert's own, or one made of theirs."""
    if len(alerts) == 1:
        return alerts[0].dedupe_key
    return hashlib.sha256("\n".join(sorted(alert.dedupe_key for alert in alerts)).encode()).hexdigest()


def _subject(alerts: Sequence[Alert], told_before: int) -> str:
    """Say it in one line, with how many outlets it is about."""
    first, count = alerts[0], len(alerts)
    if told_before:
        others = "1 more outlet" if count == 1 else f"{count} more outlets"
        return plain(f"{others} made the same edit ({told_before + count} now): {first.subject}", SUBJECT_CHARS)
    more = f" (and {count - 1} other outlet{'' if count == 2 else 's'})" if count > 1 else ""
    return plain(first.subject, SUBJECT_CHARS - len(more)) + more


def _lines(company: Company, first: Alert) -> list[str]:
    """Say what is known of the others."""
    lines: list[str] = []
    if company.follows:
        lines += [plain(company.follows, 300)]
    if company.also:
        lines += ["The same edit, elsewhere:", *(one.line for one in company.also[:_SHOWN])]
        lines += [f"   and {len(company.also) - _SHOWN} more"] if len(company.also) > _SHOWN else []
    if company.still:
        count = len(company.still)
        lines += [f"Still carried by {count} {'article' if count == 1 else 'articles'}, when this was sent:"]
        lines += [one.line for one in company.still[:_SHOWN]]
        lines += [f"   and {count - _SHOWN} more"] if count > _SHOWN else []
    if company.disclosed + company.silent > 1:
        outlet = plain(str(first.details.get("outlet", "")), 60)
        lines += [
            f"{outlet} so far: {company.silent} values changed in silence, {company.disclosed} with a correction notice"
        ]
    ids = [one["id"] for one in texts(first.details, "changes") if one.get("id")]
    return [*lines, *(["", f"Evidence: pactwatch evidence {ids[0]}"] if ids else [])]


def _insert(body: str, lines: Sequence[str]) -> str:
    """Put lines before the way to more, at the end of a body."""
    if not lines:
        return body
    for mark in _BEFORE:
        head, found, tail = body.rpartition(mark)
        if found:
            joint = "" if head.endswith("\n") else "\n"
            return "\n".join([f"{head}{joint}", *lines]) + f"\n{mark}{tail}".replace("\n\nSide", "\nSide")
    return body + "\n".join(lines) + "\n"


def _with_links(alert: Alert, pages_url: str) -> Details:
    """Add where a browser finds the article's page and the change's evidence, if our pages are served somewhere."""
    details = dict(alert.details)
    base = pages_url.rstrip("/")
    if not base or not base.startswith(("http://", "https://")):
        return details
    ids = [one["id"] for one in texts(details, "changes") if one.get("id")]
    return details | {"page": f"{base}/change/{ids[0]}"} if ids else details
