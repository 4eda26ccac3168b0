"""The fact sheet: for each question what is answered, by whom, and whether they agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pactwatch.facts.accounts import ASSERTED, accounts_of, current, fit, outdated, sides_of
from pactwatch.facts.mixups import MixUp, mix_ups
from pactwatch.facts.offices import shown_office
from pactwatch.facts.values import agree
from pactwatch.model import Question, Said, Topic


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a question, and all who give it."""

    value: str
    label: str
    """How we print it: the entity's label; for an unknown name or a figure the words of the page; else the value."""
    said: tuple[Said, ...]
    official: bool = False
    """Whether an official source gives it: the reference."""
    side: int | None = None
    """On which side of a conflict it stands, from 0, the side with most voices first; None: on none."""

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that give it, sorted."""
        return tuple(sorted({one.outlet for one in self.said}))

    @property
    def voices(self) -> tuple[str, ...]:
        """The independent voices that give it, sorted: each by the address of the article that the others copy."""
        return tuple(sorted({one.voice or one.article_url for one in self.said}))


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of one question."""

    question: str
    label: str
    """The question as a person would ask it."""
    verdict: str
    """`agreed`, `one source`, `diverging`, `compatible`, `superseded`; `unanswered` when nobody says anything.

    `superseded`: what contradicted the answer that stands was an earlier report, since updated by the same outlet.
    """
    values: tuple[Value, ...]
    """Those with the most voices first."""
    kind: str = ""
    """Of a conflict: `asserted` (numbers, dates) or `accounts diverge` (people, places, roles); empty: none."""
    superseded: tuple[Value, ...] = field(default=())
    """Values that were given and have since been replaced by whoever gave them."""
    mix_ups: tuple[MixUp, ...] = ()
    """Articles that give, of this work, what others say of another."""


def sheet(said: Sequence[Said], topic: Topic, once: Sequence[Said] = ()) -> tuple[Answer, ...]:
    """Group what was said by question and value, diverging questions first, else in the topic's order.

    *once* is what articles said in earlier versions and have since replaced.
    """
    by_question: dict[str, list[Said]] = {}
    for one in said:
        by_question.setdefault(one.fact.question, []).append(one)
    earlier: dict[str, list[Said]] = {}
    for one in once:
        earlier.setdefault(one.fact.question, []).append(one)
    answers = [_answer(by_question.get(q.id, []), earlier.get(q.id, []), q, topic) for q in topic.questions]
    answers = [
        replace(answer, mix_ups=tuple(mix_ups(said, question, topic)))
        for answer, question in zip(answers, topic.questions, strict=True)
    ]
    return tuple(sorted(answers, key=lambda answer: answer.verdict != "diverging"))


def _answer(said: Sequence[Said], once: Sequence[Said], question: Question, topic: Topic) -> Answer:
    """Judge one question."""
    accounts = accounts_of(said, question)
    sides = sides_of(accounts, question)
    side_of = {
        id(one): number
        for number, side in enumerate(sorted(sides, key=lambda side: -len(side)))
        for account in side
        for one in account.said
    }
    stands = current(said, question)
    values = _grouped(stands, question, topic, side_of)
    now: dict[str, list[Said]] = {}
    for one in stands:
        now.setdefault(one.outlet, []).append(one)
    replaced = [
        one for one in (*outdated(said, question), *once) if _has_changed(one, now.get(one.outlet, ()), question)
    ]
    superseded = _grouped(replaced, question, topic, {})
    verdict = "unanswered"
    if sides:
        verdict = "diverging"
    elif accounts:
        outlets = {one.outlet for account in accounts for one in account.said}
        verdict = "agreed" if len({account.values for account in accounts}) == 1 else "compatible"
        if len(accounts) == 1 or len(outlets) == 1:
            verdict = "one source"
        if superseded and not question.many:
            verdict = "superseded"
    kind = ("asserted" if question.value in ASSERTED else "accounts diverge") if sides else ""
    return Answer(question.id, question.label, verdict, values, kind, superseded)


def _has_changed(earlier: Said, now: Sequence[Said], question: Question) -> bool:
    """Tell whether an outlet answers otherwise *now*: a finer date or another spelling is no other answer."""
    return bool(now) and not any(fit(question, earlier, one) for one in now)


def _grouped(said: Sequence[Said], question: Question, topic: Topic, side_of: dict[int, int]) -> tuple[Value, ...]:
    """Group what was said by value; compatible spellings of one name are one value."""
    groups: dict[str, list[Said]] = {}
    for one in said:
        if one.fact.modality != "denied":
            groups.setdefault(_merged(one.fact.value, groups, question), []).append(one)
    labels = {entity.id: entity.label for entity in topic.entities}
    official = {source.outlet for source in topic.sources if source.official}
    shown = shown_office if question.value == "role" else str
    as_printed = question.value in ("person", "organisation", "place", "amount", "count")
    values = [
        Value(
            value,
            labels.get(value) or (heard[0].fact.label if as_printed else shown(value)),
            tuple(heard),
            any(one.outlet in official for one in heard),
            next((side_of[id(one)] for one in heard if id(one) in side_of), None),
        )
        for value, heard in groups.items()
    ]
    return tuple(sorted(values, key=lambda value: (-len(value.voices), -len(value.outlets), value.value)))


def _merged(value: str, groups: dict[str, list[Said]], question: Question) -> str:
    """Give the value already in the sheet that names the same person or place, if exactly one does."""
    if value in groups or question.value not in ("person", "organisation"):
        return value
    same = [known for known in groups if agree(question, known, value)]
    return same[0] if len(same) == 1 else value
