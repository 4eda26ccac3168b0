"""The fact sheet: for each question what is answered, by whom, and whether they agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pactwatch.facts.accounts import accounts_of, sides_of
from pactwatch.facts.values import compatible
from pactwatch.model import Question, Said, Topic


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a question, and all who give it."""

    value: str
    label: str
    """How we print it: the entity's label; for an unknown name or a figure the words of the page; else the value."""
    said: tuple[Said, ...]

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that give it, sorted."""
        return tuple(sorted({one.outlet for one in self.said}))


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of one question."""

    question: str
    label: str
    """The question as a person would ask it."""
    verdict: str
    """`agreed`, `one source`, `diverging`, `compatible`; `unanswered` when nobody says anything."""
    values: tuple[Value, ...]
    """Those with the most outlets first."""


def sheet(said: Sequence[Said], topic: Topic) -> tuple[Answer, ...]:
    """Group what was said by question and value, diverging questions first, else in the topic's order."""
    answers = [_answer(said, question, topic) for question in topic.questions]
    return tuple(sorted(answers, key=lambda answer: answer.verdict != "diverging"))


def _answer(said: Sequence[Said], question: Question, topic: Topic) -> Answer:
    """Group one question's values; compatible spellings of one name are one value."""
    groups: dict[str, list[Said]] = {}
    for one in said:
        if one.fact.question == question.id and one.fact.modality != "denied":
            groups.setdefault(_merged(one.fact.value, groups, question), []).append(one)
    labels = {entity.id: entity.label for entity in topic.entities}
    as_printed = question.value in ("person", "organisation", "place", "amount", "count")
    values = [
        Value(value, labels.get(value) or (heard[0].fact.label if as_printed else value), tuple(heard))
        for value, heard in groups.items()
    ]
    values.sort(key=lambda value: (-len(value.outlets), value.value))
    return Answer(question.id, question.label, _verdict(said, question), tuple(values))


def _merged(value: str, groups: dict[str, list[Said]], question: Question) -> str:
    """Give the value already in the sheet that names the same person or place, if exactly one does."""
    if value in groups or question.value not in ("person", "organisation"):
        return value
    same = [known for known in groups if compatible(question.value, known, value)]
    return same[0] if len(same) == 1 else value


def _verdict(said: Sequence[Said], question: Question) -> str:
    """Say whether the voices agree."""
    accounts = accounts_of(said, question)
    if not accounts:
        return "unanswered"
    if sides_of(accounts, question):
        return "diverging"
    outlets = {one.outlet for account in accounts for one in account.said}
    if len(accounts) == 1 or len(outlets) == 1:
        return "one source"
    return "agreed" if len({account.values for account in accounts}) == 1 else "compatible"
