"""What an alert says, in parts: for the HTML of a mail, for web hooks, and for templates of the user's own. Pure.

Plain JSON values, each text made harmless by `plain`; docs/alerts.md lists them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Protocol

from pactwatch.alerts.plain import plain, shortened
from pactwatch.alerts.summary import told_in_one_line
from pactwatch.model import Change, Conflict, Topic

SCHEMA = "pactwatch.alert/1"
# What a reader is told in full; the archive has the rest.
CHANGES_SHOWN = 20
# Facets of which a changed value is a correction, disclosed or not; rewording is not.
VALUES = frozenset({"number", "date", "name", "quote", "speaker", "polarity", "modality"})

Details = dict[str, object]


class Where(Protocol):
    """The article version that an alert is about."""

    @property
    def url(self) -> str:
        """Its address."""

    @property
    def outlet(self) -> str:
        """Who publishes it."""

    @property
    def headline(self) -> str | None:
        """Its headline."""

    @property
    def version_number(self) -> int:
        """Its number."""

    @property
    def seen_at(self) -> datetime | str:
        """When it was first seen."""

    @property
    def not_before_at(self) -> datetime | str | None:
        """When the version before was last seen."""


def moment(value: datetime | str | None) -> str | None:
    """Write a moment as the archive does."""
    if value is None or isinstance(value, str):
        return value if value is None else plain(value, 40)
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def article_details(topic: Topic, about: Where, kind: str) -> Details:
    """Say which article it is."""
    return _of(topic, kind) | {
        "outlet": plain(about.outlet, 200),
        "url": plain(about.url, 2_000),
        "headline": plain(about.headline) or None,
        "version": about.version_number,
        "not_before_at": moment(about.not_before_at),
        "seen_at": moment(about.seen_at),
    }


def change_details(topic: Topic, about: Where, changes: Sequence[Change], ids: Sequence[int | None]) -> Details:
    """Say what changed; *ids* are those of the changes in the archive, None where one has none yet."""
    found = [_change(topic, change, number) for change, number in zip(changes, ids, strict=True)]
    return article_details(topic, about, "change") | {"changes": found[:CHANGES_SHOWN], "count": len(changes)}


def conflict_details(topic: Topic, conflict: Conflict) -> Details:
    """Say who contradicts whom."""
    sides = [
        {
            "values": sorted({plain(said.fact.label, 200) for said in side}),
            "said": [
                {
                    "outlet": plain(said.outlet, 200),
                    "url": plain(said.article_url, 2_000),
                    "sentence": plain(said.fact.sentence),
                }
                # One sentence may name two people; it is quoted once.
                for said in list({(said.article_url, said.fact.sentence): said for said in side}.values())[:5]
            ],
        }
        for side in conflict.sides
    ]
    return _of(topic, "conflict") | {"question": plain(conflict.question, 200), "how": conflict.kind, "sides": sides}


def health_details(topic: Topic, kind: str, subject: str, problem: str, since: str) -> Details:
    """Say what cannot be seen, or can again."""
    return _of(topic, kind) | {"what": plain(subject, 2_000), "problem": plain(problem), "since": plain(since, 40)}


def notice_of(change: Change) -> str | None:
    """Give the outlet's own words about a change, if it disclosed it."""
    return next((plain(one.new, 400) for one in change.verdict.differences if one.facet == "correction"), None)


def is_correction(change: Change) -> bool:
    """Whether a value of a statement was replaced by another: what an outlet may disclose or leave unsaid.

    A detail that was added corrects nothing. The view `edits_by_outlet` counts the same.
    """
    replaced = (one for one in change.verdict.differences if one.old is not None and one.new is not None)
    return change.kind == "changed" and any(one.facet in VALUES for one in replaced)


def texts(details: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    """Give a list of objects that details hold; an archive of an earlier Pactwatch has none."""
    found = details.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _of(topic: Topic, kind: str) -> Details:
    return {
        "schema": SCHEMA,
        "kind": kind,
        "topic": {"name": plain(topic.name, 80), "title": plain(topic.title, 200)},
    }


def _change(topic: Topic, change: Change, number: int | None) -> Details:
    notice = notice_of(change)
    how = ("disclosed" if notice else "silent") if is_correction(change) else None
    return {
        "id": number,
        "line": plain(told_in_one_line(topic, change), 300),
        "kind": change.kind,
        "of": plain(change.subject, 30),
        "old": None if change.old_text is None else plain(change.old_text),
        "new": None if change.new_text is None else plain(change.new_text),
        "words": [list(pair) for pair in shortened(change.words)],
        "facets": list(change.verdict.facets),
        "rule": plain(change.verdict.rule, 100),
        "disclosure": how,
        "notice": notice,
    }
