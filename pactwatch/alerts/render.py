"""Alerts in words: one line that says what happened, and a plain-text body with the evidence.

Everything quoted goes through `plain`: a page cannot forge a line of a message.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from pactwatch.alerts.details import CHANGES_SHOWN, is_correction, notice_of
from pactwatch.alerts.plain import marked, plain
from pactwatch.alerts.summary import told_in_one_line
from pactwatch.model import Change, Conflict, Said, Topic

SUBJECT_CHARS = 200
# Mail and chat services cut or refuse beyond some 10,000-40,000 characters; what is left out is one command away.
BODY_CHARS = 12_000


@dataclass(frozen=True, slots=True)
class About:
    """The article version that an alert is about."""

    url: str
    outlet: str
    headline: str | None
    version_number: int
    seen_at: datetime | str
    """When this version was first seen: the change happened not after it."""
    not_before_at: datetime | str | None = None
    """When the version before was last seen: the change happened not before it. None: there is none."""


def when(moment: datetime | str) -> str:
    """Write a moment for people, in UTC.

    >>> when("2024-11-05T09:00:00Z"), when(datetime(2024, 11, 5, 9, tzinfo=UTC)), when("yesterday")
    ('2024-11-05 09:00 UTC', '2024-11-05 09:00 UTC', 'yesterday')
    """
    if isinstance(moment, str):
        try:
            return when(datetime.fromisoformat(moment))
        except ValueError:
            return plain(moment, 40)
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def change_message(topic: Topic, about: About, changes: Sequence[Change], rule: str) -> tuple[str, str]:
    """Write the subject and body for the changes of one article version; the most important one comes first."""
    outlet = plain(about.outlet, 60)
    more = f" (and {len(changes) - 1} more)" if len(changes) > 1 else ""
    subject = plain(f"{outlet} {told_in_one_line(topic, changes[0])}", SUBJECT_CHARS - len(more)) + more
    lines = _head(about)
    lines += [f"Changed: {_bounds(about)}", ""]
    shown = changes[:CHANGES_SHOWN]
    for number, change in enumerate(shown, 1):
        count = f"{number}. " if len(changes) > 1 else ""
        lines += [
            f"{count}{outlet} {told_in_one_line(topic, change)}",
            *_wording(change),
            _why(change),
            *_disclosed(change),
            "",
        ]
    if len(changes) > len(shown):
        lines += [f"{len(changes) - len(shown)} more changes are not shown here.", ""]
    versions = f" --from {about.version_number - 1} --to {about.version_number}" if about.version_number > 1 else ""
    lines += [f"Side by side: pactwatch diff {shlex.quote(plain(about.url, 2_000))}{versions}"]
    return subject, _body(topic, lines, rule)


def article_message(topic: Topic, about: About, rule: str) -> tuple[str, str]:
    """Write the subject and body for an article that is new to the topic."""
    subject = plain(f"new article: {plain(about.outlet, 60)}: {plain(about.headline) or about.url}", SUBJECT_CHARS)
    return subject, _body(topic, [*_head(about), f"First seen: {when(about.seen_at)}"], rule)


def conflict_message(topic: Topic, conflict: Conflict, rule: str, grown: Sequence[str] = ()) -> tuple[str, str]:
    """Write the subject and body for outlets that contradict one another; *grown*: what has come up since it opened."""
    label = next(
        (question.label for question in topic.questions if question.id == conflict.question), conflict.question
    )
    values = " / ".join(_side_name(side) for side in conflict.sides if side)
    how = "outlets contradict one another" if conflict.kind == "asserted" else "accounts diverge"
    if grown:
        printed = {said.fact.value: plain(said.fact.label, 60) for side in conflict.sides for said in side}
        how += f", now also {_some(printed.get(value, value) for value in grown)}"
    subject = plain(f"{how}: {plain(label, 80)} {values}", SUBJECT_CHARS)
    lines = [f"{how[0].upper()}{how[1:]}: {plain(label)}", ""]
    for side in conflict.sides:
        lines.append(f"{_side_name(side)}:")
        # One sentence may name two people; it is quoted once.
        told = list({(said.article_url, said.fact.sentence): said for said in side}.values())
        for said in told[:5]:
            lines.append(f"  {plain(said.outlet, 60)}: {plain(said.fact.evidence)}")
            lines.append(f"  {plain(said.article_url, 2_000)}")
        if len(told) > 5:
            lines.append(f"  and {len(told) - 5} more")
        lines.append("")
    return subject, _body(topic, lines[:-1], rule)


def gone_message(topic: Topic, about: About, reason: str, rule: str) -> tuple[str, str]:
    """Write the subject and body for a page that its outlet took away: it was looked at, and is not there."""
    if about.not_before_at is None:
        lines = [
            *_head(about),
            f"The server says: {plain(reason)}; a second look, later, said the same.",
            "",
            "Nothing of it was ever seen: is the address right?",
        ]
        return plain(f"nothing found at {about.url}", SUBJECT_CHARS), _body(topic, lines, rule)
    outlet = plain(about.outlet, 60)
    name = plain(about.headline if about.headline and about.headline != about.url else about.url)
    subject = plain(f"{outlet} took a page down: {name}", SUBJECT_CHARS)
    lines = [
        *_head(about),
        f"Gone: {_bounds(about).replace(' (version', ' (last version')}",
        f"The server says: {plain(reason)}; a second look, later, said the same.",
        "",
        "What it said stays in the archive:",
        f"pactwatch history {shlex.quote(plain(about.url, 2_000))}",
    ]
    return subject, _body(topic, lines, rule)


def health_message(
    topic: Topic, subject: str, problem: str, since: str, rule: str, *, own: bool = False, hint: str = ""
) -> tuple[str, str]:
    """Write the subject and body for something that can no longer be seen; *own*: with the watch itself.

    *hint* says where to look.
    """
    lead = "trouble with" if own else "cannot see"
    line = plain(f"{lead} {plain(subject, 60)}: {_gist(problem)}, since {when(since)}", SUBJECT_CHARS)
    lines = [
        f"What: {plain(subject, 2_000)}",
        f"Problem: {plain(problem)}",
        f"Since: {when(since)}",
        "",
        *([plain(hint), ""] if hint else []),
        "While this lasts, no alert about it does not mean that nothing changed.",
    ]
    return line, _body(topic, lines, rule)


def health_over_message(
    topic: Topic, subject: str, problem: str, since: str, now: datetime, rule: str, *, own: bool = False, hint: str = ""
) -> tuple[str, str]:
    """Write the subject and body for something that can be seen again; *hint* says what else its end means."""
    what = plain(subject, 60)
    over = f"over: {what}:" if own else f"sees {what} again: it was"
    line = plain(f"{over} {_gist(problem)}, {_from_to(when(since), when(now))}", SUBJECT_CHARS)
    lines = [
        f"What: {plain(subject, 2_000)}",
        f"Problem: {plain(problem)}",
        f"From: {when(since)}",
        f"{'Over' if own else 'Seen again'}: {when(now)}",
        "",
        plain(hint) or "What changed meanwhile is told as found since; what changed and changed back was not seen.",
    ]
    return line, _body(topic, lines, rule)


def _gist(problem: str) -> str:
    """Give what of a problem goes into a subject: what stands before a semicolon; the body has the rest."""
    return plain(problem.partition("; ")[0], 90)


def _from_to(begin: str, end: str) -> str:
    """Write a span between two moments, a day that they share once.

    >>> _from_to("2024-11-05 09:00 UTC", "2024-11-05 10:00 UTC")
    'from 2024-11-05 09:00 to 10:00 UTC'
    """
    return f"from {begin.removesuffix(' UTC')} to {end[11:] if begin[:10] == end[:10] else end}"


def _head(about: About) -> list[str]:
    """Say which article it is."""
    headline = [plain(about.headline)] if about.headline and about.headline != about.url else []
    return [*headline, plain(about.outlet, 200), plain(about.url, 2_000), ""]


def _bounds(about: About) -> str:
    """Say when it happened, as closely as is known."""
    after = f"not before {when(about.not_before_at)}, " if about.not_before_at else ""
    return f"{after}not after {when(about.seen_at)} (version {about.version_number})"


def _wording(change: Change) -> list[str]:
    """Quote the old and the new wording; where both exist, once more with the difference marked."""
    lines = []
    if change.old_text is not None:
        lines.append(f"   Old: {plain(change.old_text)}")
    if change.new_text is not None:
        lines.append(f"   New: {plain(change.new_text)}")
    kept = any(mark == "=" and text.strip() for mark, text in change.words)
    return [*lines, f"   Diff: {marked(change.words)}"] if kept and len(lines) == 2 else lines


def _why(change: Change) -> str:
    """Name the rule that decided, and the facets it saw."""
    facets = ", ".join(change.verdict.facets)
    return "   Why: " + plain(f"{change.verdict.rule} ({facets})" if facets else change.verdict.rule, 300)


def _disclosed(change: Change) -> list[str]:
    """Say whether the outlet itself told of a corrected value."""
    if notice := notice_of(change):
        return [f"   Disclosed: {notice}"]
    return ["   Silent: no correction notice came with it"] if is_correction(change) else []


def _side_name(side: Sequence[Said]) -> str:
    """Name a side of a conflict by its values, as printed, and its outlets.

    An outlet's several values (two signatories) stand together; each is named once, as the first article printed it.
    """
    values = {said.fact.value: plain(said.fact.label, 60) for said in reversed(side)}
    outlets = dict.fromkeys(plain(said.outlet, 60) for said in side)
    return f"{_some(reversed(values.values()))} ({_some(outlets)})"


def _some(items: Iterable[str]) -> str:
    """Name the first few of some items.

    >>> _some("abcd")
    'a, b, c and 1 more'
    """
    names = list(items)
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _body(topic: Topic, lines: Sequence[str], rule: str) -> str:
    """Join the lines, within bounds, and say whose message it is."""
    end = f"\n\n-- \nPactwatch, topic {plain(topic.name, 80)}, alert rule {plain(rule, 200)}\n"
    body = "\n".join(lines).strip("\n")
    if len(body) + len(end) > BODY_CHARS:
        body = body[: BODY_CHARS - len(end) - 60].rsplit("\n", 1)[0] + "\n[cut here: the message was too long]"
    return body + end
