"""Articles that take one work for another: they say of the pact what the others say of the wider agreement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
    here = _heard(mine, _voice)
    voices = {_voice(one) for one in mine}
    at_here = {value: _at(here, value, question) for value in here}
    for other in topic.questions:
        alike = other.event == question.event and other.value == question.value
        if not alike or other.about == question.about or not {other.about, question.about} <= set(works):
            continue
        there = _heard((one for one in current(said, other) if sure(one)), lambda one: one.outlet)
        at_there = {value: _at(there, value, other) for value in here}
        for one in mine:
            value = one.fact.value
            same = there.get(value, set()) - {one.outlet}
            alone = len(voices) > 1 and at_here[value] <= {_voice(one)}
            if same and alone and one.outlet not in at_there[value]:
                yield MixUp(one, other.id, works[other.about or ""], tuple(sorted(same)))


def _heard(said: Iterable[Said], who: Callable[[Said], str]) -> dict[str, set[str]]:
    """Give who says each value."""
    heard: dict[str, set[str]] = {}
    for one in said:
        heard.setdefault(one.fact.value, set()).add(who(one))
    return heard


def _at(heard: Mapping[str, set[str]], value: str, question: Question) -> set[str]:
    """Give who says a value, or one that agrees with it."""
    return set().union(*(who for other, who in heard.items() if agree(question, other, value)))


def _voice(one: Said) -> str:
    return one.voice or one.article_url
