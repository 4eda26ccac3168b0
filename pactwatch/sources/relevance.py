"""Is a text on the topic, and which of the topic's terms say so?"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from pactwatch.model import Relevance, Topic

# Enough for the longest article; a book does not get more relevant after it.
_MAX_CHARS = 200_000
_WORD = re.compile(r"[^\W_]+")
# Scripts that put no spaces between words (or, in Korean, glue particles to them): their terms are found anywhere.
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
    r"\uf900-\ufaff\U00020000-\U0003ffff]"
)
_ACCENT = re.compile(r"[\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class Score:
    """Whether a text is on the topic."""

    on_topic: bool
    value: float
    """From 0 to 1: the share of the topic's groups of terms that are met."""
    why: str
    """Which terms were met, and which group was not; stored with the article."""


def score(topic: Topic, *texts: str | None) -> Score:
    """Say how relevant *texts* (a title, a summary, an article) are to *topic*, taken together.

    Terms in spaced scripts match whole words without case and accents, across punctuation; terms in scripts without
    spaces match anywhere, whatever the width of their characters.
    """
    if topic.relevance.mode == "all":
        return Score(True, 1.0, "every article is on topic")
    return _score(_compiled(topic.relevance), "\n".join(text for text in texts if text)[:_MAX_CHARS])


@dataclass(frozen=True, slots=True)
class _Term:
    """A term, as it is looked for."""

    label: str
    needle: str
    spaced: bool


@dataclass(frozen=True, slots=True)
class _Terms:
    """A topic's terms, as they are looked for."""

    groups: tuple[tuple[_Term, ...], ...]
    none_of: tuple[_Term, ...]


@lru_cache(maxsize=64)
def _compiled(relevance: Relevance) -> _Terms:
    """Prepare the terms once for a topic."""
    return _Terms(tuple(_terms(group) for group in relevance.all_of), _terms(relevance.none_of))


def _terms(labels: tuple[str, ...]) -> tuple[_Term, ...]:
    """Prepare terms; an empty one is met by nothing, and left out."""
    found = []
    for label in labels:
        folded = _fold(label)
        spaced = _UNSPACED.search(folded) is None
        needle = _spaced(folded) if spaced else "".join(folded.split())
        if needle.strip():
            found.append(_Term(label, needle, spaced))
    return tuple(found)


def _fold(text: str) -> str:
    """Give a text without width, case and accents (of spaced scripts; Japanese voicing marks are no accents)."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFC", _ACCENT.sub("", unicodedata.normalize("NFD", text)))


def _spaced(folded: str) -> str:
    """Give the words with one space around each, so that whole words can be found as substrings."""
    return f" {' '.join(_WORD.findall(folded))} "


def _score(terms: _Terms, text: str) -> Score:
    """Look for every term."""
    folded = _fold(text)
    haystacks = {True: _spaced(folded), False: "".join(folded.split())}
    banned = next((term for term in terms.none_of if term.needle in haystacks[term.spaced]), None)
    if banned is not None:
        return Score(False, 0.0, f"excluded by {banned.label!r}")
    met, missing = [], []
    for group in terms.groups:
        term = next((term for term in group if term.needle in haystacks[term.spaced]), None)
        if term is not None:
            met.append(term.label)
        else:
            missing.append("/".join(term.label for term in group[:3]) + ("/…" if len(group) > 3 else ""))
    parts = [f"met: {', '.join(met)}"] if met else []
    parts += [f"missing: {', '.join(missing)}"] if missing else []
    value = len(met) / len(terms.groups) if terms.groups else 1.0
    return Score(not missing, round(value, 3), "; ".join(parts) or "the topic has no terms")
