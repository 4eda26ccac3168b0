"""Is a text on the topic, and which of the topic's terms say so?"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pactwatch.model import Relevance, Topic
from pactwatch.patterns import late

# Enough for the longest article; a book does not get more relevant after it.
_MAX_CHARS = 200_000
_WORD = late(r"[^\W_]+")
# Scripts that put no spaces between words (or, in Korean, glue particles to them): their terms are found anywhere.
_UNSPACED = late(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
    r"\uf900-\ufaff\U00020000-\U0003ffff]"
)
_ACCENT = late(r"[\u0300-\u036f]+")
# Initials with stops, as some papers write them: E.U., U.S.
_INITIALS = late(r"(?<![^\W_])(?:[^\W\d_]\.){2,5}")
# Capital letters up to so many are initials: without their case, `EU` is French for "had" and `US` is a pronoun.
_MAX_INITIALS = 3
_POSSESSIVE = late(r"['’]s$")


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

    Terms in spaced scripts match whole words without case and accents, across punctuation; those of up to three
    letters, all capitals, only with their case, unless a text has no capitals at all (the words of an address). Terms
    in scripts without spaces match anywhere, whatever the width of their characters.

    >>> pact = Topic("pact", "The pact", ("fr",), Relevance(all_of=(("EU",),)))
    >>> [score(pact, text).on_topic for text in ("l'EU et le Japon", "Il y a eu un accord", "E.U. talks", "日EU首脳")]
    [True, False, True, True]
    """
    if topic.relevance.mode == "all":
        return Score(True, 1.0, "every article is on topic")
    return _score(_compiled(topic.relevance), [text for text in texts if text])


# How a term is looked for.
_ANYWHERE, _WORDS, _CASED = range(3)


@dataclass(frozen=True, slots=True)
class _Term:
    """A term, as it is looked for."""

    label: str
    needle: str
    way: int
    """`_ANYWHERE` (scripts without spaces), `_WORDS` (whole words), `_CASED` (whole words with their case)."""


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
        plain = _plain(label)
        initials = _POSSESSIVE.sub("", plain)
        if _UNSPACED.search(plain):
            way, needle = _ANYWHERE, "".join(plain.casefold().split())
        elif initials.isupper() and initials.isalpha() and len(initials) <= _MAX_INITIALS:
            way, needle = _CASED, _spaced(initials)
        else:
            way, needle = _WORDS, _spaced(plain.casefold())
        if needle.strip():
            found.append(_Term(label, needle, way))
    return tuple(found)


def _plain(text: str) -> str:
    """Give a text without width, stops in initials, and accents (Japanese voicing marks are no accents)."""
    text = _INITIALS.sub(lambda match: match.group().replace(".", ""), unicodedata.normalize("NFKC", text))
    return unicodedata.normalize("NFC", _ACCENT.sub("", unicodedata.normalize("NFD", text)))


def _spaced(text: str) -> str:
    """Give the words with one space around each, so that whole words can be found as substrings."""
    return f" {' '.join(_WORD.findall(_UNSPACED.sub(' ', text)))} "


def _haystacks(texts: Sequence[str]) -> tuple[str, str, str]:
    """Prepare the texts for each way of looking."""
    plain = [_plain(text) for text in "\0".join(texts)[:_MAX_CHARS].split("\0")]
    folded = "\n".join(plain).casefold()
    cased = "\n".join(text if text != text.lower() else text.upper() for text in plain)
    return "".join(folded.split()), _spaced(folded), _spaced(cased)


def _score(terms: _Terms, texts: Sequence[str]) -> Score:
    """Look for every term."""
    haystacks = _haystacks(texts)
    banned = next((term for term in terms.none_of if term.needle in haystacks[term.way]), None)
    if banned is not None:
        return Score(False, 0.0, f"excluded by {banned.label!r}")
    met, missing = [], []
    for group in terms.groups:
        term = next((term for term in group if term.needle in haystacks[term.way]), None)
        if term is not None:
            met.append(term.label)
        else:
            missing.append("/".join(term.label for term in group[:3]) + ("/…" if len(group) > 3 else ""))
    parts = [f"met: {', '.join(met)}"] if met else []
    parts += [f"missing: {', '.join(missing)}"] if missing else []
    value = len(met) / len(terms.groups) if terms.groups else 1.0
    return Score(not missing, round(value, 3), "; ".join(parts) or "the topic has no terms")
