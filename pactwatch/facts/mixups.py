"""Articles that take one work for another: they say of the pact what the others say of the wider agreement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pactwatch.facts.accounts import current, sure
from pactwatch.facts.values import agree
from pactwatch.model import Question, Said, Topic


@dataclass(frozen=True, slots=True)
class MixUp:
    """One article's value that others give to another work."""

    said: Said
    other_question: str
    """The question under which the others give it."""
    other_work: str
    """The work's label."""
    others: tuple[str, ...]
    """The outlets that give the value there, sorted."""


def mix_ups(said: Sequence[Said], question: Question, topic: Topic) -> list[MixUp]:
    """Find who answers *question*, on one work, with what others say of another work of the topic.

    Only where nobody else gives that value here, somebody gives another here that excludes it, and the outlet itself
    does not give it there: an article may well say that two treaties took effect on one day.
    """
    return list(_found(said, question, topic)) if question.value in ("date", "place") else []


def _found(said: Sequence[Said], question: Question, topic: Topic) -> Iterator[MixUp]:
    works = {entity.id: entity.label for entity in topic.entities if entity.kind == "work"}
    mine = [one for one in current(said, question) if sure(one)]
    for other in topic.questions:
        alike = other.event == question.event and other.value == question.value
        if not alike or other.about == question.about or not {other.about, question.about} <= set(works):
            continue
        there = [one for one in current(said, other) if sure(one)]
        for one in mine:
            same = [two for two in there if two.fact.value == one.fact.value and two.outlet != one.outlet]
            itself = any(two.outlet == one.outlet and agree(other, two.fact.value, one.fact.value) for two in there)
            beside = [two for two in mine if _voice(two) != _voice(one)]
            alone = not any(agree(question, two.fact.value, one.fact.value) for two in beside)
            if same and beside and alone and not itself:
                yield MixUp(one, other.id, works[other.about or ""], tuple(sorted({two.outlet for two in same})))


def _voice(one: Said) -> str:
    return one.voice or one.article_url
