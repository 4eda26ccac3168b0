"""Word lists that tell a change of wording from a change of meaning.

The lists lie in lexicon.toml. They are short on purpose: a word that stands in none of them counts as a content word,
so what is missing makes the program say too much rather than too little.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pactwatch.diff.spelling import one_spelling

_FILE = Path(__file__).with_name("lexicon.toml")
_KNOWN_WORDS = Path(__file__).with_name("known_words.txt")


@cache
def function_words(language: str) -> frozenset[str]:
    """Give the words without a claim of their own; those of English for a language without a list."""
    table = _lists()["function_words"]
    return frozenset(table.get(language, table["en"]).split())


@cache
def grammar_words(language: str) -> frozenset[str]:
    """Give all words of a language that carry no claim of their own: function words, pronouns, courtesies."""
    return function_words(language) | pronouns() | courtesies()


def negators(language: str) -> frozenset[str]:
    """Give the words that turn a statement into its opposite."""
    return _entries("negators", language)


@cache
def negating(language: str) -> tuple[str, ...]:
    """Give the beginnings that turn a word into its opposite ("un-")."""
    return tuple(_lists()["negating"].get(language, "").split())


def hedges(language: str) -> frozenset[str]:
    """Give the words that say how sure the writer is."""
    return _entries("hedges", language)


def is_softening(word: str, language: str) -> bool:
    """Whether the verb leaves open whether what it governs happens ("tried to", "threatened to")."""
    return _stands_in(word, "softening", language)


def is_failing(word: str, language: str) -> bool:
    """Whether the verb says that what it governs does not happen ("refused to")."""
    return _stands_in(word, "failing", language)


def _stands_in(word: str, table: str, language: str) -> bool:
    return not _entries(table, language).isdisjoint(_entries_for(word))


@cache
def _entries(table: str, language: str) -> frozenset[str]:
    return frozenset(str(_lists()[table].get(language, "")).split())


@cache
def pronouns() -> frozenset[str]:
    """Give the words, of any language, that stand for a name."""
    return frozenset(_lists()["pronouns"].split())


@cache
def evidentials() -> frozenset[str]:
    """Give the words, of any language, that say that somebody else vouches for it ("reportedly")."""
    return frozenset(str(_lists()["evidentials"]).split())


@cache
def courtesies() -> frozenset[str]:
    """Give the words, of any language, that stand before a name out of politeness."""
    return frozenset(str(_lists()["courtesies"]).split())


@cache
def articles() -> frozenset[str]:
    """Give the articles of every language."""
    return frozenset(str(_lists()["articles"]).split())


@cache
def side_of_date(word: str) -> str | None:
    """Say on which side of a date something holds (`from`, `until`, `before`, `after`), by the word beside it."""
    return next((side for side, words in _lists()["sides_of_dates"].items() if word in words.split()), None)


@cache
def phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Give the turns of phrase, of any language, that stand for a word, each with what is put in its place."""
    lists: Iterable[list[list[str]]] = _lists()["phrases"].values()
    return tuple((re.compile(pattern), word) for one in lists for pattern, word in one)


@cache
def phrase_hints() -> tuple[str, ...]:
    """Give the pieces of text of which every turn of phrase holds one."""
    return tuple(hint.replace("_", " ") for hint in str(_lists()["phrase_hints"]).split())


@cache
def any_phrase() -> re.Pattern[str]:
    """Give one pattern that finds whether a text has any turn of phrase; ask `phrase_hints` first, it is slow."""
    return re.compile("|".join(pattern.pattern for pattern, _ in phrases()))


@cache
def other_names() -> dict[str, frozenset[str]]:
    """Map each name of a body that has several to all of them, in lower case."""
    found = {}
    for line in _lists()["same_names"]["all"].splitlines():
        names = frozenset(name.replace("_", " ") for name in line.split())
        found.update(dict.fromkeys(names, names))
    return found


@cache
def joiners() -> frozenset[str]:
    """Give the words, of any language, that join equals: what they join may change places."""
    return frozenset(str(_lists()["joiners"]).split())


@cache
def endings() -> frozenset[str]:
    """Give the endings that inflection may put in each other's place, of all languages that have readers."""
    return frozenset(str(_lists()["endings"]).split())


@lru_cache(maxsize=20_000)
def meaning_of(word: str, language: str) -> int | None:
    """Give the number of the meaning that a word shares with its synonyms; None: it has none."""
    return _looked_up(word, _meanings(language))


@cache
def _meanings(language: str) -> dict[str, int]:
    lines = _lists()["synonyms"].get(language, "").splitlines()
    return {word: number for number, line in enumerate(lines) for word in line.split()}


def facing(words: Sequence[str], others: Sequence[str], table: str, language: str) -> list[tuple[str, str]]:
    """Find the pairs of words that stand on different sides of a line of `opposites` or `rivals`."""
    mine = [(word, sides) for word in words if (sides := _sides_of(word, table, language))]
    theirs = [(word, sides) for word in others if (sides := _sides_of(word, table, language))] if mine else []
    return [
        (one, other)
        for one, sides in mine
        for other, facing in theirs
        if any(line == another and side != place for line, side in sides for another, place in facing)
    ]


@lru_cache(maxsize=20_000)
def _sides_of(word: str, table: str, language: str) -> frozenset[tuple[int, int]]:
    """Give the lines of a table in which a word stands, each with the side on which it does."""
    places = _places(table, language)
    return frozenset().union(*(places.get(key, ()) for key in _entries_for(word)))


@cache
def _places(table: str, language: str) -> dict[str, set[tuple[int, int]]]:
    """Map each word of a table, star and all, to its lines and sides."""
    found: dict[str, set[tuple[int, int]]] = {}
    for number, sides in enumerate(faced(table, language)):
        for place, side in enumerate(sides):
            for word in side:
                found.setdefault(word, set()).add((number, place))
    return found


@cache
def faced(table: str, language: str) -> tuple[tuple[frozenset[str], ...], ...]:
    """Give the lines of `opposites` or `rivals`, each as its sides; "word*" stands for every word that begins so."""
    lines = _lists()[table].get(language, "").splitlines()
    return tuple(tuple(frozenset(side.split()) for side in line.split("|")) for line in lines if "|" in line)


def _looked_up(word: str, table: dict[str, int]) -> int | None:
    """Find a word or its longest beginning that stands in the table with a star."""
    return next((table[key] for key in _entries_for(word) if key in table), None)


def _entries_for(word: str) -> Iterator[str]:
    """Give what a list may have for a word: itself, or a beginning of it with a star, the longest first."""
    yield word
    for k in range(len(word), 1, -1):
        yield word[:k] + "*"


def limits_office(word: str) -> bool:
    """Whether an office with this word, of any language, is not simply the office ("former", "acting")."""
    return _stands_in(word, "limited_offices", "all")


def passives(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Give the auxiliaries that make a verb passive, and the words before who did it."""
    return _entries("passive", language), _entries("by", language)


@cache
def confusable() -> frozenset[frozenset[str]]:
    """Give the pairs of real words that look like misspellings of one another."""
    groups = [line.split() for line in _lists()["confusable"].splitlines()]
    pairs = (sorted((one, other), key=len) for group in groups for one in group for other in group if one != other)
    # A word and its plural or past on one line are forms of one word.
    return frozenset(
        frozenset(pair) for pair in pairs if pair[1] not in {pair[0] + end for end in ("s", "es", "ed", "d")}
    )


@cache
def known_words() -> frozenset[str]:
    """Give words, of any language, that are no slip of one another; benchmarks/known_words.py counted them."""
    listed = [words for table in ("synonyms", "function_words", "hedges") for words in _lists()[table].values()]
    listed += [_KNOWN_WORDS.read_text(encoding="utf-8"), str(_lists()["words_of_news"])]
    return frozenset(" ".join(listed).split())


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
    text = _FILE.read_text(encoding="utf-8")
    # Words are compared without case, which writes ß as ss; a pattern is no list of words.
    lists = tomllib.loads(text.casefold())
    spelled = {key: _in_one_spelling(value) for key, value in lists.items() if key not in _AS_PRINTED}
    return {**lists, **spelled, "phrases": tomllib.loads(text)["phrases"]}


# Patterns, pieces of words, and what is looked up as it stands on the page.
_AS_PRINTED = frozenset({"phrases", "phrase_hints", "endings", "same_names"})
_ENTRY = re.compile(r"[^\s|]+")
# What a star in the lists may stand for before a word would be spelled another way: "autoris*", "autorize".
_AFTER_STAR = ("e", "es", "ed", "er", "ing")


def _in_one_spelling(value: Any) -> Any:  # Any: as above
    """Spell the words of a table as `words_of` spells those of a text: a word that it rewrites would never be met."""
    if isinstance(value, dict):
        return {key: _in_one_spelling(inner) for key, inner in value.items()}
    return _ENTRY.sub(lambda match: _spelled(match.group()), value)


def _spelled(entry: str) -> str:
    if not entry.endswith("*"):
        return one_spelling(entry)
    stem = entry[:-1]
    forms = (one_spelling(stem + ending) for ending in _AFTER_STAR)
    return " ".join((entry, *(form for form in forms if not form.startswith(stem))))
