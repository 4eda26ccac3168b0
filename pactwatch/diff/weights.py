"""How likely would people call this a change of meaning? A logistic over a handful of readable features.

The weights lie in weights.json, written by benchmarks/train_changes.py from the development data only.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypedDict

from pactwatch.diff.findings import Finding
from pactwatch.diff.residue import Residue

_FILE = Path(__file__).with_name("weights.json")


# Up to so many letters a word or two came or went, up to so many a phrase; a sentence of more content words is long.
# The quartiles of the development data, rounded.
_WORD, _PHRASE, _LONG = 8, 24, 20


class Logistic(TypedDict):
    """A bias and a weight for each feature: their sum is the log-odds."""

    bias: float
    weights: dict[str, float]


class Weights(TypedDict):
    """What weights.json holds."""

    score: Logistic
    """How likely people are to call it a change of meaning, of any change."""
    wording: Logistic
    """Whether it is one, of changes that no rule decides; the same for either order of the versions."""
    threshold: float
    """From which log-odds of `wording` on."""


def features(left: Residue, findings: Sequence[Finding]) -> dict[str, float]:
    """Describe a change by numbers; those that are 0 are left out.

    What came and what went have features of their own, with names that end in "added" and "removed": see `turned`.
    """
    went, came = len(left.old), len(left.new)
    total = left.kept + max(went, came)
    described = {
        "words added": math.log1p(came),
        "words removed": math.log1p(went),
        "words only added": float(came > 0 and went == 0),
        "words only removed": float(went > 0 and came == 0),
        "several words added": float(came > 1),
        "several words removed": float(went > 1),
        "words replaced": math.log1p(min(went, came)),
        "share of words left over": (went + came) / (total + went + came) if total + went + came else 0.0,
        "longest word": max((len(word) for word in (*left.old, *left.new)), default=0) / 10,
        "synonyms": math.log1p(len(left.synonyms)),
        "inflected": math.log1p(len(left.inflected)),
        "spelled": math.log1p(len(left.spelled)),
        "grammar words": math.log1p(len(left.grammar)),
        "one edit": float(left.edits == 1),
        "two edits": float(left.edits == 2),
        "four edits or more": float(left.edits > 3),
        "a word added": float(0 < left.letters[1] <= _WORD),
        "a word removed": float(0 < left.letters[0] <= _WORD),
        "a phrase added": float(_WORD < left.letters[1] <= _PHRASE),
        "a phrase removed": float(_WORD < left.letters[0] <= _PHRASE),
        "a clause added": float(left.letters[1] > _PHRASE),
        "a clause removed": float(left.letters[0] > _PHRASE),
        "at the start": float(left.at_start),
        "long sentence": float(total > _LONG),
        "hedges": float(left.hedges[0] != left.hedges[1]),
        "negators": float(left.negators[0] != left.negators[1]),
    }
    for finding in findings:
        described[finding.rule] = 1.0
    return {name: round(value, 6) for name, value in described.items() if value}


def turned(described: Mapping[str, float]) -> dict[str, float]:
    """Describe the same change read backwards.

    >>> turned({"words added": 1.0, "name-removed": 1.0, "hedges": 1.0})
    {'words removed': 1.0, 'name-added': 1.0, 'hedges': 1.0}
    """
    return {_turned_name(name): value for name, value in described.items()}


def _turned_name(name: str) -> str:
    if name.endswith("added"):
        return name.removesuffix("added") + "removed"
    if name.endswith("removed"):
        return name.removesuffix("removed") + "added"
    return name


def either_way(described: Mapping[str, float]) -> dict[str, float]:
    """Describe a change without saying which version is the older one: by the side with more, and by the other.

    >>> either_way({"words added": 2.0, "words removed": 1.0, "one edit": 1.0})
    {'words, more': 2.0, 'words, less': 1.0, 'one edit': 1.0}
    """
    found: dict[str, float] = {}
    for name, value in described.items():
        stem = name.removesuffix(" added").removesuffix(" removed")
        if stem == name:
            found[name] = value
            continue
        other = described.get(_turned_name(name), 0.0)
        for side, part in ((f"{stem}, more", max(value, other)), (f"{stem}, less", min(value, other))):
            if part:
                found[side] = part
    return found


def likelihood(described: Mapping[str, float]) -> float:
    """Give the probability, 0 to 1, that people call the change one of meaning."""
    odds = log_odds(described, _weights()["score"])
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))), 4)


def is_weighty(described: Mapping[str, float]) -> bool:
    """Whether the words left over make the change material.

    People call an insertion a change of meaning far more often than the same words struck out; a reader is misled by
    either. So this looks at the change either way, and materiality does not depend on which version is the older one.
    The mean of the two directions' log-odds did worse: F .597 against .623 on unseen news at the same recall.
    """
    return log_odds(either_way(described), _weights()["wording"]) >= _weights()["threshold"]


def log_odds(described: Mapping[str, float], learned: Logistic) -> float:
    """Sum up the weights of what describes a change."""
    return learned["bias"] + sum([learned["weights"].get(name, 0.0) * value for name, value in described.items()])


@cache
def _weights() -> Weights:
    found: Weights = json.loads(_FILE.read_text(encoding="utf-8"))
    return found
