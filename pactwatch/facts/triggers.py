"""Where a sentence names an event."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from pactwatch.facts.phrases import any_of
from pactwatch.facts.words import Words

# Slots are compared with every other trigger of the sentence: real sentences have up to eight, lists of headlines more.
MOST = 24
ASKED = "asked"
"""The class of event of a question that has only words of its own."""


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
    found = [
        Trigger(*meaning[" ".join(match.group().lower().split())], match.start(), match.end())
        for match in islice(pattern.finditer(text), MOST)
    ]
    parted = [
        Trigger(event, "active", match.start(), match.end())
        for event, pattern in _parted_table(words)
        for match in islice(pattern.finditer(text), MOST)
    ]
    if not parted:
        return found
    whole = [t for t in found if not any(p.start < t.end and t.start < p.end for p in parted)]
    return sorted([*whole, *parted], key=lambda t: t.start)[:MOST]


@lru_cache(maxsize=256)
def _parted_table(words: Words) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Compile the verbs in two halves once: the first half, where the second ends the same clause."""
    found = []
    for event, verb in words.events.items():
        for phrase in verb.parted:
            first, last = phrase.split(" … ")
            found.append(
                (event, re.compile(rf"\b{first}\b(?=(?:[^.;:]|\.\d){{1,120}}? {last}(?:[.,;:!]|$| und\b))", re.I))
            )
    return tuple(found)


@lru_cache(maxsize=256)
def _event_table(words: Words) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """Compile a language's events once: the expression of all phrases, and what each phrase means."""
    meaning: dict[str, tuple[str, str]] = {}
    # A phrase that may be a participle is read as one (German `verletzt`); what is plainly a noun stays a noun.
    for form in ("noun", "either", "active"):
        for event, verb in words.events.items():
            for phrase in getattr(verb, form):
                meaning.setdefault(" ".join(phrase.lower().split()), (event, form))
    return any_of(meaning), meaning
