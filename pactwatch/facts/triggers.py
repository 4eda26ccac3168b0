"""Where a sentence names an event."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from pactwatch.facts.phrases import any_of
from pactwatch.facts.words import LANGUAGES, Words, words_for

# Slots are compared with every other trigger of the sentence: real sentences have up to eight, lists of headlines more.
MOST = 24


@dataclass(frozen=True, slots=True)
class Trigger:
    """Where a sentence names an event."""

    event: str
    form: str
    """`active`, `either`, `noun`."""
    start: int
    end: int


def find_triggers(text: str, words: Words) -> list[Trigger]:
    """Find the events that *text* names (the first `MOST`), the longest phrase at each place, in order."""
    pattern, meaning = _event_table(words)
    return [
        Trigger(*meaning[" ".join(match.group().lower().split())], match.start(), match.end())
        for match in islice(pattern.finditer(text), MOST)
    ]


_TABLES: dict[int, tuple[re.Pattern[str], dict[str, tuple[str, str]]]] = {}


def _event_table(words: Words) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """Compile a language's events once: the expression of all phrases, and what each phrase means."""
    # Keyed by identity, and only for the shipped tables, which live as long as the program: a table holds a mapping,
    # so it has no hash.
    known = _TABLES.get(id(words))
    if known is not None:
        return known
    meaning: dict[str, tuple[str, str]] = {}
    # A phrase that may be a participle is read as one (German `verletzt`); what is plainly a noun stays a noun.
    for form in ("noun", "either", "active"):
        for event, verb in words.events.items():
            for phrase in getattr(verb, form):
                meaning.setdefault(" ".join(phrase.lower().split()), (event, form))
    table = (any_of(meaning), meaning)
    if any(words is words_for(language) for language in LANGUAGES):
        _TABLES[id(words)] = table
    return table
