"""What happened to each claim between two versions of one article.

Pure: text and dataclasses in, dataclasses out. `align` pairs sentences, `classify` judges a pair, `word_diff` shows it,
`compare` does all of it for two versions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwatch.lazy import hand_out

if TYPE_CHECKING:
    from pactwatch.diff.align import align
    from pactwatch.diff.classify import classify, classify_wordings
    from pactwatch.diff.compare import compare
    from pactwatch.diff.comparison import Comparison
    from pactwatch.diff.rules import RULES, Rule
    from pactwatch.diff.words import WordDiff, word_diff

__all__ = [
    "RULES",
    "Comparison",
    "Rule",
    "WordDiff",
    "align",
    "classify",
    "classify_wordings",
    "compare",
    "word_diff",
]

hand_out(
    __name__,
    align=("align",),
    classify=("classify", "classify_wordings"),
    comparison=("Comparison",),
    compare=("compare",),
    rules=("RULES", "Rule"),
    words=("WordDiff", "word_diff"),
)
