"""Does a sentence support a claim about a number, or refute it? Rules over figures, comparators and what they count.

Made for claims such as `more than 40 ships took part`; where a claim compares nothing, an equal figure supports it and
another one of the same kind refutes it.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal, InvalidOperation

from pactwatch.claims import read_wording
from pactwatch.model import Figure, Wording

SUPPORTS, REFUTES, NOT_ENOUGH = "SUPPORTS", "REFUTES", "NOT ENOUGH INFO"

# Words that count one thing under several names.
_SAME = (
    ("deaths", "death", "dead", "died", "fatalities", "fatality", "killed", "casualties", "toll"),
    ("cases", "case", "infections", "infected", "confirmed", "positive", "contracted"),
    ("recoveries", "recovered", "recovery", "recoveries"),
    ("rating", "approval", "score", "scored", "rated", "fresh", "positive"),
    ("gross", "grossed", "earned", "made", "box", "revenue", "million"),
    ("reviews", "review", "critics", "critic"),
    ("views", "viewed", "streams", "plays"),
    ("sold", "sales", "copies", "units"),
    ("people", "persons", "inhabitants", "population", "residents"),
)
# What a sum may be of: two different ones are two things, however close the sums.
_PARTS = {
    "budget": re.compile(r"\bbudget|\bcosts?\b|\bproduced (?:for|at|on)", re.I),
    "whole": re.compile(r"\bworldwide|\bglobal|\btotal\b|\boverall\b|\bin all\b|\baround the world", re.I),
    "abroad": re.compile(r"\bother (?:territories|countries|markets)|\boutside|\boverseas|\binternational", re.I),
    "home": re.compile(r"\bin (?:the )?(?:north america|united states|us\b|u\.s\.|canada)|\bdomestic", re.I),
    "opening": re.compile(r"\bopening|\bweekend|\bfirst (?:day|week)|\bdebut", re.I),
}
_CLASS = {word: words[0] for words in _SAME for word in words}
_SMALL = frozenset(
    (
        *(
            "the",
            "and",
            "for",
            "with",
            "from",
            "was",
            "were",
            "are",
            "been",
            "have",
            "has",
            "had",
            "its",
            "that",
            "this",
        ),
        *("there", "than", "more", "less", "over", "under", "about", "which", "their", "his", "her"),
    )
)
# `averaged over 8 critics` compares nothing.
_AVERAGED = re.compile(r"\baverag\w+ (?:on )?over $|\baverag\w+ (?:on )?over$", re.I)
# How far from a figure the words stand that say what it counts.
_NEAR = 36


def judge(claim: str, evidence: str, language: str | None = "en") -> str:
    """Say whether *evidence* supports or refutes *claim*, as far as their figures tell: `SUPPORTS`, `REFUTES` or
    `NOT ENOUGH INFO`.

    >>> judge("More than 40 ships took part.", "In all, 43 ships took part.")
    'SUPPORTS'
    >>> judge("Fewer than 40 ships took part.", "In all, 43 ships took part.")
    'REFUTES'
    >>> judge("More than 40 ships took part.", "The exercise was a success.")
    'NOT ENOUGH INFO'
    """
    return judge_wordings(read_wording(claim, language=language), read_wording(evidence, language=language))


def judge_wordings(claim: Wording, evidence: Wording) -> str:
    """Judge what has been read already; see `judge`."""
    wanted = [figure for figure in claim.figures if figure.comparator != "=" or figure.high is not None]
    wanted = [figure for figure in wanted if not _AVERAGED.search(claim.text, 0, figure.start + 5)] or wanted
    wanted = wanted or list(claim.figures)
    taken: set[int] = set()
    verdicts = [_verdict(figure, claim, evidence, taken) for figure in wanted]
    if REFUTES in verdicts:
        return REFUTES
    return SUPPORTS if SUPPORTS in verdicts else NOT_ENOUGH


def _verdict(figure: Figure, claim: Wording, evidence: Wording, taken: set[int]) -> str:
    """Compare one figure of the claim with that of the evidence which counts the same thing; note which it took."""
    rivals = [other for other in evidence.figures if _comparable(figure, other)]
    if not rivals:
        return NOT_ENOUGH
    words, part = _words_near(claim.text, figure), _part(claim.text, figure)
    best = max(rivals, key=lambda other: _fit(figure, other, words, part, evidence.text) - 2 * (other.start in taken))
    taken.add(best.start)
    if _holds(figure, best):
        return SUPPORTS
    return NOT_ENOUGH if _may_have_moved(figure, claim, evidence) else REFUTES


def _may_have_moved(figure: Figure, claim: Wording, evidence: Wording) -> bool:
    """Tell whether a count that only grows may have reached the claim between two dates: `363 on 7 April` says nothing
    of `more than 400 by 10 April`.
    """
    said = [moment.value for moment in claim.dates if re.match(r"\d{4}-\d\d-\d\d", moment.value)]
    seen = [moment.value for moment in evidence.dates if re.match(r"\d{4}-\d\d-\d\d", moment.value)]
    if not said or not seen:
        return False
    if figure.comparator in (">", ">="):
        return max(seen) < min(said)
    return figure.comparator in ("<", "<=") and min(seen) > max(said)


def _comparable(figure: Figure, other: Figure) -> bool:
    """Tell whether two figures can count the same thing."""
    if figure.kind != other.kind and {figure.kind, other.kind} != {"number", "measure"}:
        return False
    return figure.unit == other.unit or not figure.unit or not other.unit or figure.kind == other.kind == "number"


def _fit(figure: Figure, other: Figure, words: frozenset[str], part: str, text: str) -> float:
    """Say how likely two figures count the same thing: by the words around them, and by their sizes."""
    shared = len(words & _words_near(text, other))
    a, b = abs(float(figure.value)) or 0.5, abs(float(other.value)) or 0.5
    theirs = _part(text, other)
    if part and theirs:
        shared += 2 if part == theirs else -3
    elif theirs in ("budget", "opening"):
        shared -= 2
    if other.unit and not figure.unit and other.kind == "measure":
        shared -= 2  # `appearing 84 times` is no count of goals
    return shared - 2.0 * min(abs(math.log10(a / b)), 3)


def _part(text: str, figure: Figure) -> str:
    """Say which part of a sum a figure is, by the nearest word that tells within its own stretch; empty: none does."""
    start = max(text.rfind(mark, 0, figure.start) for mark in (", ", ";", " and ", " for a ", " against ", " on a "))
    end = min(
        (
            at
            for mark in (", ", ";", " and ", " for a ", " against ", " on a ")
            if (at := text.find(mark, figure.end)) >= 0
        ),
        default=len(text),
    )
    found = []
    for name, pattern in _PARTS.items():
        for match in pattern.finditer(text, max(start, 0), end):
            gap = match.start() - figure.end if match.start() >= figure.end else figure.start - match.end()
            found.append((gap, name))
    return min(found)[1] if found else ""


def _words_near(text: str, figure: Figure) -> frozenset[str]:
    """Give what stands around a figure, in one word for one thing."""
    behind = re.split(r"[.;]", text[figure.end : figure.end + _NEAR])[0]
    before = re.split(r"[.;]", text[max(0, figure.start - _NEAR) : figure.start])[-1]
    found = re.findall(r"[^\W\d_]{3,}", f"{before} {behind}".lower())
    return frozenset(_CLASS.get(word, word) for word in found if word not in _SMALL)


def _holds(claim: Figure, evidence: Figure) -> bool:
    """Tell whether a figure bears a claim out; `more than 50` as evidence is taken for a little more than 50."""
    try:
        wanted, value = Decimal(claim.value), Decimal(evidence.value)
        top = Decimal(claim.high) if claim.high else None
    except InvalidOperation:
        return False
    if evidence.high is not None and claim.comparator in (">", ">="):
        value = Decimal(evidence.high) if claim.comparator == ">" else value
    if top is not None:
        return wanted <= value <= top
    above, below = evidence.comparator in (">", ">="), evidence.comparator in ("<", "<=")
    if claim.comparator == ">":
        return value > wanted or (value == wanted and above)
    if claim.comparator == ">=":
        return value >= wanted and not (value == wanted and below)
    if claim.comparator == "<":
        return value < wanted or (value == wanted and below)
    if claim.comparator == "<=":
        return value <= wanted and not (value == wanted and above)
    if claim.comparator == "~":
        return abs(value - wanted) <= abs(wanted) / 10
    return value == wanted
