"""Could a reader of the new wording come away believing something else?

What is typed (figures, dates, names, quotes, speaker, modality, polarity) is decided by rules. What no typed facet
decides is decided by the words that are left over, weighted as people weighed them (weights.json).
"""

from __future__ import annotations

import re
import unicodedata

from pactwatch.claims import is_correction, read_wording
from pactwatch.diff.datelines import without_datelines
from pactwatch.diff.facets import typed_findings
from pactwatch.diff.findings import Finding
from pactwatch.diff.furniture import is_furniture
from pactwatch.diff.lexicon import guess_language, known_words
from pactwatch.diff.residue import (
    STEM_SHARE,
    Residue,
    is_han,
    one_slip_apart,
    residue,
    shared_start,
    without_accents,
    words_of,
)
from pactwatch.diff.rules import RULES
from pactwatch.diff.weights import features, is_weighty, likelihood
from pactwatch.model import Difference, Verdict, Wording

# Which rule names the verdict when several found something: in the order of the rule table.
_RANK = {name: rank for rank, name in enumerate(RULES)}
# A longer text than this is not one statement; only its first part is read for facets, the words are compared in full.
_LONGEST = 20_000
# People call nearly every statement that comes or goes as a whole a change of meaning.
_WHOLE_STATEMENT = 0.9


def classify(old: str, new: str, *, language: str | None = None) -> Verdict:
    """Say whether a reader of *new* could come away believing something else than a reader of *old*.

    Materiality is symmetric. An empty text against another counts as a statement that came or went.

    >>> classify("29 people were killed.", "92 people were killed.").rule
    'number-changed'
    >>> classify("He said so.", "He  said so.").material
    False
    """
    if old == new:
        return Verdict(False, (), "same", (), 0.0)
    before, after = _read(old, language), _read(new, language)
    if before.language != after.language:
        # Each was guessed alone, and one of them is too short to tell ("I am sorry.").
        language = _language(before, after)
        before, after = _read(old, language), _read(new, language)
    return classify_wordings(before, after)


def _read(text: str, language: str | None) -> Wording:
    return read_wording(text[:_LONGEST], language=language)


def _language(old: Wording, new: Wording) -> str:
    """Give the language both share, or else guess it from both together."""
    if old.language == new.language and old.language is not None:
        return old.language
    return guess_language(words_of(old.text) + words_of(new.text))


def classify_wordings(old: Wording, new: Wording) -> Verdict:
    """Do what `classify` does for wordings that were read before."""
    surface = _surface(old.text, new.text)
    if surface is not None:
        return Verdict(False, () if surface == "same" else ("wording",), surface, (), 0.0)
    for rule, recognised in (("correction-notice", is_correction), ("page-furniture", is_furniture)):
        if (recognised(old.text) or not old.text.strip()) and (recognised(new.text) or not new.text.strip()):
            return Verdict(False, ("wording",), rule, (_wording_difference(old, new),), 0.0)
    if not old.text.strip() or not new.text.strip():
        return _one_sided(old, new)
    before, after = without_datelines(old, new)
    if (before is not old or after is not new) and _surface(before.text, after.text) is not None:
        return Verdict(False, ("wording",), "page-furniture", (_wording_difference(old, new),), 0.0)
    old, new = before, after
    left, findings = _compare(old, new)
    described = features(left, findings)
    score = likelihood(described)
    decisive = [finding for finding in findings if RULES[finding.rule].material]
    if decisive:
        return _verdict(True, min(decisive, key=lambda f: _RANK[f.rule]).rule, findings, score)
    rule = _wording_rule(left, findings, weighty=is_weighty(described))
    found = findings or [Finding(rule, _wording_difference(old, new))]
    return _verdict(RULES[rule].material, rule, found, score)


def describe(old: Wording, new: Wording) -> tuple[dict[str, float], str] | None:
    """Give the features of a change, and what decides it: `facet`, `words` or `rule`; None when its print alone does.

    This is what the weights are trained on: they are asked only where words decide.
    """
    if _surface(old.text, new.text) is not None or not old.text.strip() or not new.text.strip():
        return None
    left, findings = _compare(old, new)
    if any(RULES[finding.rule].material for finding in findings) or (not findings and _is_another_word(left)):
        return features(left, findings), "facet"
    by_words = _wording_rule(left, findings, weighty=True) == "content-words"
    return features(left, findings), "words" if by_words else "rule"


def _compare(old: Wording, new: Wording) -> tuple[Residue, list[Finding]]:
    findings, left = typed_findings(old, new, residue(old, new, _language(old, new)))
    return left, findings


def _verdict(material: bool, rule: str, findings: list[Finding], score: float) -> Verdict:
    differences = tuple(finding.difference for finding in findings)
    decisive = [f for f in findings if RULES[f.rule].material] if material else []
    facets = tuple(dict.fromkeys(f.difference.facet for f in (decisive or findings))) if decisive else ("wording",)
    return Verdict(material, facets, rule, differences, score)


def _wording_difference(old: Wording, new: Wording) -> Difference:
    return Difference("wording", old.text or None, new.text or None)


def _one_sided(old: Wording, new: Wording) -> Verdict:
    rule = "claim-new" if not old.text.strip() else "claim-removed"
    return Verdict(True, ("wording",), rule, (_wording_difference(old, new),), _WHOLE_STATEMENT)


# ---------------------------------------------------------------- nothing but print


# Soft hyphens, zero-width and direction marks, the byte order mark.
_INVISIBLE = dict.fromkeys(
    (0xAD, 0x34F, 0x61C, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))
)


def _surface(old: str, new: str) -> str | None:
    """Name the rule when only the print differs, not a letter or figure."""
    if old == new:
        return "same"
    a, b = _letters(old), _letters(new)
    if a == b:
        return "typography"
    a, b = a.casefold(), b.casefold()
    if a == b:
        return "case"
    if without_accents(a) == without_accents(b):
        return "spelling"
    return None


# What carries meaning in print: letters and figures, signs of money and share, a point between figures, a sign before
# one.
_MEANT = re.compile(r"[^\W_]+|[%‰$€£¥₩₽₹₺₴₿¢]|(?<=\d)[.,:/](?=\d)|(?<!\S)[-−+](?=\d)|[\u0300-\u036f]")


def _letters(text: str) -> str:
    """Reduce *text* to what carries meaning in print."""
    return "".join(_MEANT.findall(unicodedata.normalize("NFKC", text).translate(_INVISIBLE))).replace("−", "-")


# ---------------------------------------------------------------- no typed facet decides


def _wording_rule(left: Residue, findings: list[Finding], *, weighty: bool) -> str:
    """Name the rule for two wordings with equal facets."""
    if left.same_words:
        if findings:
            return findings[0].rule
        return "same-value" if left.same_order else "word-order"
    if not left.old and not left.new and not any(left.hedges) and left.negators[0] == left.negators[1]:
        if findings:
            return findings[0].rule
        if left.apart:
            return "content-words"
        if left.synonyms:
            return "synonyms"
        return "spelling" if left.spelled and not left.grammar else "grammar"
    if weighty or left.apart:
        return "content-words"
    if findings:
        return findings[0].rule
    return "content-words" if _is_another_word(left) else "rewording"


# A Japanese word of Han signs, each of them a word to us.
_COMPOUND = 2


def _is_another_word(left: Residue) -> bool:
    """Whether one content word stands in another's place, and all else is grammar: no synonym, no form of it."""
    if not left.old or not left.new or not left.kept:
        return False
    if is_han(left.old[0]) and all(map(is_han, (*left.old, *left.new))):
        return max(len(left.old), len(left.new)) <= _COMPOUND
    if (len(left.old), len(left.new)) != (1, 1):
        return False
    one, other = left.old[0], left.new[0]
    if {one, other} <= known_words() and one_slip_apart(one, other):
        return True  # "militant", "military"
    # Of two words that begin alike, the beginning may be a stem whose endings we do not know.
    return shared_start(one, other) < STEM_SHARE * min(len(one), len(other))
