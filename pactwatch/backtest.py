"""What a rule of `[[alerts]]` would have sent for the changes that the archive holds; nothing is written.

Each version's changes go through the very rules that a pass asks, with this one rule alone: what other rules reach the
same channels makes no difference. Contradictions and health are not replayed, for they are of their moment.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from pactwatch.alerts import About, article_alert, change_alerts, told_in_one_line
from pactwatch.archive import Archive
from pactwatch.clock import iso, parse_iso
from pactwatch.errors import UsageError
from pactwatch.model import AlertRule, Change, Difference, Topic, Verdict

Row = dict[str, object]

# Only the topic's own articles; a version at a time, in the order in which a pass would have told them.
_CHANGES = """
SELECT c.* FROM changes_readable c
JOIN coverage k ON k.article_id = c.article_id AND k.topic_id = :topic_id
WHERE c.detected_at >= :since AND c.material = 1
ORDER BY c.detected_at, c.article_id, c.new_version, c.id
"""
_ARTICLES = """
SELECT a.url, a.outlet, v.headline, v.first_seen_at AS detected_at FROM versions v
JOIN articles a ON a.id = v.article_id
JOIN coverage k ON k.article_id = a.id AND k.topic_id = :topic_id
WHERE v.first_seen_at >= :since AND v.number = 1
ORDER BY v.first_seen_at, a.id
"""


@dataclass(frozen=True, slots=True)
class Backtest:
    """What a rule would have sent."""

    rule: str
    since: str
    messages: int
    changes: tuple[Row, ...]
    """Each change that it would have told, the earliest first."""
    articles: tuple[Row, ...]
    """Each new article that it would have told."""
    of: int
    """How many material changes there were."""

    @property
    def days(self) -> list[Row]:
        """Count what would have been sent on each day, from the first to the last, days with nothing among them."""
        told = Counter(str(row["detected_at"])[:10] for row in self.changes)
        new = Counter(str(row["detected_at"])[:10] for row in self.articles)
        if not told and not new:
            return []
        first, last = (datetime.fromisoformat(day) for day in (min({*told, *new}), max({*told, *new})))
        every = [f"{first + timedelta(days=n):%Y-%m-%d}" for n in range((last - first).days + 1)]
        return [{"day": day, "changes": told[day], "new_articles": new[day]} for day in every]


def rule_named(topic: Topic, name: str) -> AlertRule:
    """Give a rule of the topic.

    Raises:
        UsageError: it has none of that name.
    """
    found = next((rule for rule in topic.alerts if rule.name == name), None)
    if found is None:
        names = ", ".join(rule.name for rule in topic.alerts) or "none"
        raise UsageError(f"topic {topic.name} has no [[alerts]] rule {name!r}; its rules: {names}.")
    return found


def backtest(archive: Archive, topic: Topic, topic_id: int, rule: AlertRule, since: datetime) -> Backtest:
    """Say which of the changes since a moment *rule* would have told, and which new articles."""
    alone = replace(topic, alerts=(rule,))
    asked = {"topic_id": topic_id, "since": iso(since)}
    rows = archive.rows(_CHANGES, asked)
    told: list[Row] = []
    messages = 0
    for about, version in _versions(rows):
        picked = [row for row in version if change_alerts(alone, about, [change_of(row)])]
        messages += bool(picked)
        told += [_shown(topic, row) for row in picked]
    new = [_shown_article(row) for row in archive.rows(_ARTICLES, asked) if article_alert(alone, _about(row))]
    return Backtest(rule.name, iso(since), messages + len(new), tuple(told), tuple(new), len(rows))


def _versions(rows: list[Row]) -> Iterator[tuple[About, list[Row]]]:
    """Put the changes of one version together."""
    for _, group in groupby(rows, key=lambda row: (row["article_id"], row["new_version"])):
        version = list(group)
        yield _about(version[0]), version


def _about(row: Row) -> About:
    """Say which version a row is of."""
    headline = str(row["headline"]) if row["headline"] else None
    number = int(str(row.get("new_version", 1)))
    return About(str(row["url"]), str(row["outlet"]), headline, number, parse_iso(str(row["detected_at"])))


def change_of(row: Row) -> Change:
    """Make of a row of `changes_readable` the change that a pass had in hand; its lists may be JSON still."""
    differences = tuple(Difference(one["facet"], one["old"], one["new"]) for one in _listed(row["differences"]))
    verdict = Verdict(bool(row["material"]), tuple(map(str, _listed(row["facets"]))), str(row["rule"]), differences)
    old, new = (None if row[name] is None else str(row[name]) for name in ("old_text", "new_text"))
    words = tuple((str(mark), str(text)) for mark, text in _listed(row["words"]))
    return Change(str(row["kind"]), str(row["subject"]), old, new, verdict, words=words)


def _listed(value: object) -> list[Any]:
    """Read a column that holds a list; its elements are `Any` because JSON does not say."""
    return value if isinstance(value, list) else list(json.loads(str(value)))


def _shown(topic: Topic, row: Row) -> Row:
    """Give what is said of a change; `line` is the alert's own."""
    names = ("id", "detected_at", "outlet", "kind", "subject", "rule", "old_text", "new_text", "url")
    told = {"line": told_in_one_line(topic, change_of(row)), "facets": _listed(row["facets"])}
    return {name: row[name] for name in names} | told


def _shown_article(row: Row) -> Row:
    """Give what is said of a new article."""
    return {name: row[name] for name in ("detected_at", "outlet", "headline", "url")}
