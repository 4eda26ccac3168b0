"""Scores for extracted text: the overlap of runs of four words (of characters, where words are not spaced)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

PAGES = sorted(path for path in (Path(__file__).parents[1] / "gate" / "extract_pages").iterdir() if path.is_dir())

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff10-\uff19]|\w+?(?=[\u3040-\u9fff])|\w+")
_RUN = 4


@dataclass(frozen=True, slots=True)
class Score:
    """How much of a text is right, and how much of what is right is there: 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def runs(text: str) -> Counter[tuple[str, ...]]:
    """Count the runs of four tokens of a text."""
    tokens = _TOKEN.findall(text)
    return Counter(tuple(tokens[start : start + _RUN]) for start in range(max(1, len(tokens) - _RUN + 1)))


def score(expected: str, found: str) -> Score:
    """Compare a text that was found with the one that should be."""
    wanted, got = runs(expected), runs(found)
    common = sum((wanted & got).values())
    return Score(common / max(1, sum(got.values())), common / max(1, sum(wanted.values())))


def mean(scores: list[Score]) -> Score:
    """Average over pages, each counting the same."""
    count = len(scores)
    return Score(sum(each.precision for each in scores) / count, sum(each.recall for each in scores) / count)
