"""What happened to each claim between two versions of one article.

Pure: text and dataclasses in, dataclasses out. `align` pairs sentences, `classify` judges a pair, `word_diff` shows it,
`compare` does all of it for two versions.
"""

from pactwatch.diff.align import align
from pactwatch.diff.classify import classify, classify_wordings
from pactwatch.diff.compare import Comparison, compare
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
