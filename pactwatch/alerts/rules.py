"""Which alerts are owed: the topic's `[[alerts]]` rules, applied to what happened. Pure.

A message is written once for all rules that want the same of it, and sent to all their channels, each once. Its rule is
then their names joined by commas, which is why a rule's name holds none.

A `dedupe_key` comes from what happened, never from when it was computed: a pass that was killed and started again owes
nothing twice. A version's number is part of it, so that a value which goes back and forth is told each time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from pactwatch.alerts.details import article_details, change_details, conflict_details, health_details
from pactwatch.alerts.plain import plain
from pactwatch.alerts.render import (
    About,
    article_message,
    change_message,
    conflict_message,
    gone_message,
    health_message,
    health_over_message,
)
from pactwatch.alerts.summary import weight
from pactwatch.model import Alert, AlertRule, Change, Conflict, Topic
from pactwatch.urls import BadUrl, host_of, parse_url

_JOIN = ", "


def change_alerts(
    topic: Topic, about: About, changes: Sequence[Change], *, ids: Sequence[int] = (), report: str = ""
) -> list[Alert]:
    """Give the alerts for one article version: one for each different choice of changes that the rules make.

    Usually that is one. Only material changes are told, moves never; the most important one comes first. A rule whose
    changes all reach all of its channels through another rule adds nothing. *ids* are those of the changes in the
    archive, *report* is what copies of one agency report share: the same edit in several of them is one story.
    """
    numbers: Sequence[int | None] = ids if len(ids) == len(changes) else [None] * len(changes)
    told = [
        (change, number)
        for change, number in zip(changes, numbers, strict=True)
        if change.verdict.material and change.kind != "moved"
    ]
    told.sort(key=lambda one: weight(one[0]))
    material = [change for change, _ in told]
    wanted: dict[tuple[int, ...], list[AlertRule]] = {}
    for rule in _rules(topic, "material", about.outlet, about.url):
        chosen = tuple(n for n, change in enumerate(material) if _matches(rule, change))
        if chosen:
            wanted.setdefault(chosen, []).append(rule)
    alerts: list[Alert] = []
    for chosen, rules in wanted.items():
        rules = [rule for rule in rules if not _told_elsewhere(rule, chosen, wanted)]
        if not rules:
            continue
        picked = [material[n] for n in chosen]
        name = _JOIN.join(rule.name for rule in rules)
        texts = [part for change in picked for part in (change.kind, change.subject, change.old_text, change.new_text)]
        key = _key("change", topic.name, about.url, str(about.version_number), *texts)
        details = change_details(topic, about, picked, [told[n][1] for n in chosen])
        alerts.append(
            Alert(
                key,
                name,
                *change_message(topic, about, picked, name),
                thread=plain(about.url, 2_000),
                story=_story(topic, report, picked[0], name) if report else "",
                details=details,
            )
        )
    return alerts


def gone_alert(topic: Topic, about: About, reason: str) -> Alert | None:
    """Give the alert for a page that was taken away; None: no rule wants it.

    Both who watches changes and who watches health is told: it is a fact about the outlet, and the end of our sight.
    """
    wanted = {rule.name for event in ("material", "health") for rule in _rules(topic, event, about.outlet, about.url)}
    name = _JOIN.join(rule.name for rule in topic.alerts if rule.name in wanted)
    if not name:
        return None
    key = _key("gone", topic.name, about.url, str(about.version_number), str(about.seen_at))
    return Alert(
        key,
        name,
        *gone_message(topic, about, reason, name),
        thread=plain(about.url, 2_000),
        details=article_details(topic, about, "gone"),
    )


def article_alert(topic: Topic, about: About) -> Alert | None:
    """Give the alert for an article that is new to the topic; None: no rule wants it."""
    name = _JOIN.join(rule.name for rule in _rules(topic, "article", about.outlet, about.url))
    if not name:
        return None
    return Alert(
        _key("article", topic.name, about.url),
        name,
        *article_message(topic, about, name),
        thread=plain(about.url, 2_000),
        details=article_details(topic, about, "article"),
    )


def conflict_alert(topic: Topic, conflict: Conflict, grown: Sequence[str] = ()) -> Alert | None:
    """Give the alert for a conflict that has just been opened, or has *grown* by these values; None: no rule wants it.

    The ids of the facts are part of the key, so that a conflict which was closed and opens again is told again.
    """
    said = [said for side in conflict.sides for said in side]
    rules: dict[str, None] = {}
    for one in said:
        wanting = _rules(topic, "conflict", one.outlet, one.article_url)
        rules.update(
            dict.fromkeys(rule.name for rule in wanting if not rule.questions or conflict.question in rule.questions)
        )
    name = _JOIN.join(rule.name for rule in topic.alerts if rule.name in rules)
    if not name:
        return None
    values = [value for side in conflict.values for value in ("side", *side)]
    evidence = sorted(f"{one.fact_id} {one.article_url}" for one in said)
    more = ("grown", *grown) if grown else ()
    key = _key("conflict", topic.name, conflict.question, *values, *evidence, *more)
    return Alert(
        key,
        name,
        *conflict_message(topic, conflict, name, grown),
        thread=f"question {conflict.question}",
        details=conflict_details(topic, conflict),
    )


def health_alert(
    topic: Topic, subject: str, problem: str, since: str, sign: str = "", *, own: bool = False, hint: str = ""
) -> Alert | None:
    """Give the alert for something that can no longer be seen; None: no rule wants it.

    It is owed once for each time that *subject* went bad: *since* and *sign*, which tells several troubles of one
    subject apart, are part of the key, the wording of *problem* is not.
    A rule's outlets do not matter here: blindness must be heard. *own*: it is about the watch and its reading, not
    about a page that is not seen; *hint*: a sentence on where to look.
    """
    name = _JOIN.join(rule.name for rule in topic.alerts if "health" in rule.on)
    if not name:
        return None
    return Alert(
        _key("health", topic.name, subject, since, sign),
        name,
        *health_message(topic, subject, problem, since, name, own=own, hint=hint),
        thread=f"health {subject}",
        details=health_details(topic, "health", subject, problem, since),
    )


def health_over_alert(
    topic: Topic, subject: str, problem: str, since: str, now: datetime, *, own: bool = False, hint: str = ""
) -> Alert | None:
    """Give the alert that ends what `health_alert` began; None: no rule wants it. *hint*: what its end means."""
    name = _JOIN.join(rule.name for rule in topic.alerts if "health" in rule.on)
    if not name:
        return None
    message = health_over_message(topic, subject, problem, since, now, name, own=own, hint=hint)
    return Alert(
        _key("health over", topic.name, subject, since),
        name,
        *message,
        thread=f"health {subject}",
        details=health_details(topic, "health over", subject, problem, since),
    )


def channels_for(topic: Topic, rule_name: str) -> tuple[str, ...]:
    """Give the channels of an alert's rule or rules, each once, as written in the topic file."""
    names = set(rule_name.split(_JOIN))
    return tuple(dict.fromkeys(channel for rule in topic.alerts if rule.name in names for channel in rule.to))


def rules_for(topic: Topic, rule_name: str, channel: str) -> tuple[AlertRule, ...]:
    """Give the rules that send an alert of *rule_name* (one name, or several joined) to a channel."""
    names = set(rule_name.split(_JOIN))
    return tuple(rule for rule in topic.alerts if rule.name in names and channel in rule.to)


def _rules(topic: Topic, event: str, outlet: str, url: str) -> list[AlertRule]:
    """Give the rules that want *event* of this outlet, in the file's order."""
    return [rule for rule in topic.alerts if event in rule.on and _outlet_matches(rule, outlet, url)]


def _outlet_matches(rule: AlertRule, outlet: str, url: str) -> bool:
    """Whether a rule asks for this outlet: by its name, or by its host (`example.org` also means `www.example.org`)."""
    if not rule.outlets:
        return True
    try:
        host = host_of(parse_url(url))
    except BadUrl:
        host = ""
    wanted = [name.casefold() for name in rule.outlets]
    return outlet.casefold() in wanted or any(host == name or host.endswith(f".{name}") for name in wanted)


def _matches(rule: AlertRule, change: Change) -> bool:
    """Whether a rule asks for this change; `new` and `removed` may be asked for like facets."""
    if rule.facets and not {change.kind, *change.verdict.facets} & set(rule.facets):
        return False
    text = f"{change.old_text or ''}\n{change.new_text or ''}".casefold()
    return not rule.words or any(word.casefold() in text for word in rule.words)


def _told_elsewhere(rule: AlertRule, chosen: tuple[int, ...], wanted: dict[tuple[int, ...], list[AlertRule]]) -> bool:
    """Whether another rule tells more than *chosen* to every channel of *rule*."""
    wider = [others for choice, others in wanted.items() if set(choice) > set(chosen)]
    reached = {channel for others in wider for other in others for channel in other.to}
    return bool(rule.to) and set(rule.to) <= reached


def _story(topic: Topic, report: str, change: Change, rule: str) -> str:
    """Name the edit that copies of one report may share: by what differs if that is typed, else by both wordings."""
    typed = [one for one in change.verdict.differences if one.facet not in ("wording", "correction", "corrects")]
    said = [part for one in typed for part in (one.facet, one.old, one.new)] or [change.old_text, change.new_text]
    return _key("story", topic.name, report, rule, change.kind, change.subject, *said)


def _key(*parts: str | None) -> str:
    """Digest what happened; None and an empty text are told apart."""
    digest = hashlib.sha256()
    for part in parts:
        # A page may hold half a surrogate pair, which plain UTF-8 refuses.
        data = b"-" if part is None else b"=" + part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()
