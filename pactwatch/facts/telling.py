"""Which sentences can answer a topic: most of an article says nothing of it, and one look at each tells.

Whatever is looked for here must stand in a sentence for it to say more; a sentence in which it stands may still say
nothing. So nothing is lost by reading the others only when a later sentence points back to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pactwatch.facts.names import Names
from pactwatch.facts.offices import office_finder
from pactwatch.facts.phrases import any_of
from pactwatch.facts.words import Words
from pactwatch.facts.words.referring import REFERRING
from pactwatch.model import Question, Topic


def phrases_of(trigger: str) -> tuple[str, tuple[str, ...]]:
    """Read `value = phrase | phrase`; a trigger without `=` stands for itself.

    >>> phrases_of("cyber = cyber* | hackers")
    ('cyber', ('cyber*', 'hackers'))
    """
    name, _, phrases = trigger.partition(" = ")
    return name.strip(), tuple(part.strip() for part in phrases.split("|")) if phrases else (trigger,)


def asked_for(topic: Topic, language: str, words: Words) -> re.Pattern[str]:
    """Give the expression without which a sentence answers none of a topic's questions, save those for an office."""
    found = [phrase for question in topic.questions for phrase in _needed(question, language, words)]
    table = REFERRING.get(language)
    return any_of((*found, *(table.ceremony if table else ())))


def _needed(question: Question, language: str, words: Words) -> Iterator[str]:
    """Give the phrases of which one stands in every sentence that answers a question."""
    if question.value == "role":
        return
    verb = words.events.get(question.event or "")
    triggers = question.triggers.get(language, ())
    if question.value in ("yes/no", "text"):
        for trigger in triggers:
            yield from phrases_of(trigger)[1]
    elif verb is not None:
        yield from (*verb.active, *verb.either, *verb.noun)
    else:
        yield from triggers


def is_telling(text: str, names: Names) -> bool:
    """Tell whether a text names somebody or a work of the topic, or an office: what later sentences build upon."""
    return names.may_stand_in(text) or office_finder().search(text) is not None
