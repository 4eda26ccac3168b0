"""Which sentences can answer a topic: most of an article says nothing of it, and one look at each tells.

Whatever is looked for here must stand in a sentence for it to say more; a sentence in which it stands may still say
nothing. So nothing is lost by reading the others only when a later sentence points back to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pactwatch.facts.names import Names
from pactwatch.facts.offices import printed_offices
from pactwatch.facts.phrases import any_of
from pactwatch.facts.words import Words
from pactwatch.facts.words.referring import REFERRING
from pactwatch.model import Topic, phrases_of


@dataclass(frozen=True, slots=True)
class Looks:
    """What to look for in the sentences of one language."""

    asked: re.Pattern[str]
    """What must stand in a sentence that answers a question, save those for an office."""
    telling: re.Pattern[str]
    """That, an office, or a person or work of the topic: what later sentences build upon."""


def looks_for(topic: Topic, names: Names, language: str, words: Words) -> Looks:
    """Give what to look for in the sentences of one language."""
    asked = tuple((q.value, q.event, q.triggers.get(language, ())) for q in topic.questions)
    return _looks(asked, names, language, words)


@lru_cache(maxsize=64)
def _looks(
    questions: tuple[tuple[str, str | None, tuple[str, ...]], ...], names: Names, language: str, words: Words
) -> Looks:
    """Gather and compile once per topic and language."""
    table = REFERRING.get(language)
    asked = [phrase for question in questions for phrase in _needed(*question, words)]
    asked += table.ceremony if table else ()
    return Looks(any_of(asked), any_of((*asked, *names.lasting, *printed_offices())))


def _needed(value: str, event: str | None, triggers: tuple[str, ...], words: Words) -> Iterator[str]:
    """Give the phrases of which one stands in every sentence that answers a question."""
    if value == "role":
        return
    verb = words.events.get(event or "")
    if value in ("yes/no", "text"):
        for trigger in triggers:
            yield from phrases_of(trigger)[1]
    elif verb is not None:
        yield from (*verb.active, *verb.either, *verb.noun, *(phrase.split(" … ")[0] for phrase in verb.parted))
    else:
        yield from triggers
