"""Word lists that tell a change of wording from a change of meaning.

The lists lie in lexicon.toml. They are short on purpose: a word that stands in none of them counts as a content word,
so what is missing makes the program say too much rather than too little.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("lexicon.toml")


@cache
def function_words(language: str) -> frozenset[str]:
    """Give the words without a claim of their own; those of English for a language without a list."""
    table = _lists()["function_words"]
    return frozenset(table.get(language, table["en"]).split())


@cache
def negators(language: str) -> frozenset[str]:
    """Give the words that turn a statement into its opposite."""
    return frozenset(_lists()["negators"].get(language, "").split())


@cache
def hedges(language: str) -> frozenset[str]:
    """Give the words that say how sure the writer is."""
    return frozenset(_lists()["hedges"].get(language, "").split())


@cache
def pronouns() -> frozenset[str]:
    """Give the words, of any language, that stand for a name."""
    return frozenset(_lists()["pronouns"].split())


@cache
def evidentials() -> frozenset[str]:
    """Give the words, of any language, that say that somebody else vouches for it ("reportedly")."""
    return frozenset(str(_lists()["evidentials"]).split())


@cache
def joiners() -> frozenset[str]:
    """Give the words, of any language, that join equals: what they join may change places."""
    return frozenset(str(_lists()["joiners"]).split())


@cache
def endings() -> frozenset[str]:
    """Give the endings that inflection may put in each other's place, of all languages that have readers."""
    return frozenset(str(_lists()["endings"]).split())


@cache
def meaning_of(language: str) -> dict[str, int]:
    """Map each word that has synonyms to the number of its meaning."""
    lines = _lists()["synonyms"].get(language, "").splitlines()
    return {word: number for number, line in enumerate(lines) for word in line.split()}


@cache
def opposites(language: str) -> dict[str, frozenset[str]]:
    """Map each word to the words that say the opposite."""
    found: dict[str, set[str]] = {}
    for line in _lists()["opposites"].get(language, "").splitlines():
        sides = [side.split() for side in line.split("|")]
        if len(sides) == 2:
            for here, there in (sides, sides[::-1]):
                for word in here:
                    found.setdefault(word, set()).update(there)
    return {word: frozenset(others) for word, others in found.items()}


@cache
def confusable() -> frozenset[frozenset[str]]:
    """Give the pairs of real words that look like misspellings of one another."""
    groups = [line.split() for line in _lists()["confusable"].splitlines()]
    return frozenset(frozenset((one, other)) for group in groups for one in group for other in group if one != other)


def guess_language(words: Sequence[str]) -> str:
    """Guess whose function words *words* use most; English when nothing speaks for another, `ja` for kana and Han.

    >>> guess_language("der minister hat das abkommen mit japan unterzeichnet".split())
    'de'
    """
    if sum("\u3040" <= word[0] <= "\u9fff" for word in words) * 2 > len(words):
        return "ja"
    known: list[str] = sorted(_lists()["function_words"])
    return max(known, key=lambda code: (sum(word in function_words(code) for word in words), code == "en"))


@cache
def _lists() -> dict[str, Any]:  # Any: TOML, read only here
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
