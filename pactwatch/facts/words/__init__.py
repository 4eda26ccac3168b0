"""What each language calls the classes of events, and the small words around them: tables, no code."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache

from pactwatch.facts.words.de import GERMAN
from pactwatch.facts.words.en import ENGLISH
from pactwatch.facts.words.es import SPANISH
from pactwatch.facts.words.fr import FRENCH
from pactwatch.facts.words.it import ITALIAN
from pactwatch.facts.words.ja import JAPANESE
from pactwatch.facts.words.shape import Verb, Words

__all__ = ["LANGUAGES", "Verb", "Words", "taught", "words_for"]

LANGUAGES = ("en", "ja", "fr", "de", "es", "it")

_ALL = {"en": ENGLISH, "ja": JAPANESE, "fr": FRENCH, "de": GERMAN, "es": SPANISH, "it": ITALIAN}


@cache
def words_for(language: str | None) -> Words | None:
    """Give the table of a language (`fr`, `fr-CA`); None: it has none, and no event can be read in it."""
    return _ALL.get((language or "").lower().replace("_", "-").split("-")[0])


@lru_cache(maxsize=256)
def taught(words: Words, event: str, verb: Verb) -> Words:
    """Give a table that also knows *verb* for an event; what it knew of that event before, it forgets."""
    return replace(words, events={**words.events, event: verb})
