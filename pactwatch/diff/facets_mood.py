"""Is it denied, and how sure is it: what differs between two wordings in polarity and modality?"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable

from pactwatch.diff.findings import Finding, found
from pactwatch.diff.lexicon import evidentials, is_failing, is_softening, negators
from pactwatch.diff.residue import Residue, shared_start, words_of
from pactwatch.model import Wording


def polarity_findings(old: Wording, new: Wording, left: Residue) -> list[Finding]:
    """Find what is denied in one wording, and in the other not; by a word of denial or by an opposite."""
    if left.opposites:
        one, other = left.opposites[0]
        return [found("opposite", "polarity", one, other)]
    gone, come = left.negators
    if old.language == "ja" and len(left.old) + len(left.new) == 1 and {*left.old, *left.new} <= _HAN_NOT:
        return [found("polarity-changed", "polarity", *_denied(bool(left.old)))]
    failed = _governing(old, new, left, is_failing)
    if failed is not None and gone == come:
        return [found("polarity-changed", "polarity", *failed)]
    # A sentence may deny one thing and assert another, so a lone word of negation counts whatever the whole sentence's
    # polarity is. Where it was put in another way ("not … or", "neither … nor"), or in a language whose words of
    # negation we do not know, the reader is believed.
    lone = (gone > 0) != (come > 0)
    believed = old.polarity != new.polarity and (gone != come or not negators(old.language or ""))
    if lone or (believed and not left.same_words):
        polarities = _denied(gone > 0) if lone else (old.polarity, new.polarity)
        return [found("polarity-changed", "polarity", *polarities)]
    return []


def _denied(before: bool) -> tuple[str, str]:
    """Give the old and the new polarity of what is denied in one wording alone."""
    return ("negative", "positive") if before else ("positive", "negative")


# Before a Japanese word they turn it round: 起訴, 不起訴.
_HAN_NOT = frozenset("不未非無")


def denied_alike(old: Wording, new: Wording, left: Residue) -> Residue:
    """Take out what denies the same in two ways: "did not answer", "failed to answer"."""
    failed = _governing(old, new, left, is_failing)
    if failed is None or left.negators != (int(failed[1] is not None), int(failed[0] is not None)):
        return left
    return dataclasses.replace(left, old=(), new=(), negators=(0, 0))


def modality_findings(old: Wording, new: Wording, left: Residue) -> list[Finding]:
    """Find what one wording says is so, and the other that it may be, is meant, tried or said to be."""
    vouched = [
        sorted(evidentials() & {*content, *hedges})
        for content, hedges in zip((left.old, left.new), left.hedges, strict=True)
    ]
    if vouched[0] != vouched[1] and not (vouched[0] and vouched[1]):
        return [found("modality-changed", "modality", " ".join(vouched[0]) or None, " ".join(vouched[1]) or None)]
    if old.language == "ja":
        tried = [bool(_ABOUT_TO.search(wording.text)) for wording in (old, new)]
        if tried[0] != tried[1]:
            return [found("modality-changed", "modality", *("～うとする" if one else None for one in tried))]
    softened = _governing(old, new, left, is_softening)
    if softened is not None:
        return [found("modality-changed", "modality", *softened)]
    if old.modality == new.modality or not _mood_is_borne_out(left):
        return []
    return [found("modality-changed", "modality", old.modality, new.modality)]


# "Was about to", "tried to": 盗もうとした.
_ABOUT_TO = re.compile("[おこごそとどのぼもろよ]うとし")

# What stands between such a verb and the one that it governs; in German the infinitive comes later.
_GOVERN = {"en": ("to",), "fr": ("de", "d", "à"), "es": ("de", "con", "a"), "it": ("di", "d", "a")}
_INFINITIVE = {"fr": ("er", "ir", "re", "oir"), "es": ("ar", "er", "ir"), "it": ("are", "ere", "ire")}
_ZU = re.compile(r"\bzu\b|zu\w{2,}en\b")


def _governing(
    old: Wording, new: Wording, left: Residue, wanted: Callable[[str, str], bool]
) -> tuple[str | None, str | None] | None:
    """Find the verb that came or went as the only word of content, and now governs another one, or did before."""
    language = old.language or "en"
    mine, theirs = ((*content, *hedges) for content, hedges in zip((left.old, left.new), left.hedges, strict=True))
    wording, words, others = (old, mine, theirs) if len(mine) > len(theirs) else (new, theirs, mine)
    word = next((word for word in words if wanted(word, language)), None)
    if word is None or not _governs(word, wording.text, language):
        return None
    # Beside it only the governed verb, in a form that the endings do not know ("cerró", "cerrar").
    rest = [other for other in words if other != word]
    if len(rest) != len(others) or any(shared_start(*pair) < _VERB_START for pair in zip(rest, others, strict=True)):
        return None
    return (word, None) if wording is old else (None, word)


# Forms of one verb share so many letters.
_VERB_START = 3


def _governs(word: str, text: str, language: str) -> bool:
    """Whether an infinitive hangs on the verb."""
    if language == "de":
        return _ZU.search(text) is not None
    words = words_of(text)
    behind = words[words.index(word) + 1 : words.index(word) + 2]
    return bool(behind) and (
        behind[0] in _GOVERN.get(language, ()) or behind[0].endswith(_INFINITIVE.get(language, ()))
    )


def _mood_is_borne_out(left: Residue) -> bool:
    """Whether words that carry mood differ, and the statement is still the same one: else its words decide."""
    moody = left.grammar or any(left.hedges) or left.inflected
    return bool(moody) and not left.same_words and len(left.old) + len(left.new) <= max(left.kept, 3)
