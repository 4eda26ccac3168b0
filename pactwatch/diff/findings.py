"""One typed difference between two wordings, and how two lists of values are set against each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from pactwatch.diff.lexicon import articles
from pactwatch.diff.residue import words_of
from pactwatch.model import Difference, Figure, Moment, Name, Wording

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Finding:
    """One typed difference and the rule that saw it (see rules.py)."""

    rule: str
    difference: Difference


def found(rule: str, facet: str, old: str | None, new: str | None) -> Finding:
    """Make a finding; None: that version has no such thing."""
    return Finding(rule, Difference(facet, old, new))


def three(facet: str, old: Sequence[str], new: Sequence[str]) -> list[Finding]:
    """Pair leftovers in order: changed as far as both sides reach, then added or removed."""
    findings = []
    for k in range(max(len(old), len(new))):
        before = old[k] if k < len(old) else None
        after = new[k] if k < len(new) else None
        how = "changed" if before is not None and after is not None else "added" if before is None else "removed"
        findings.append(found(f"{facet}-{how}", facet, before, after))
    return findings


def leftovers(a: Sequence[T], b: Sequence[T]) -> tuple[list[T], list[T]]:
    """Give what only *a* and only *b* hold, in order."""
    return minus(a, b), minus(b, a)


def minus(a: Sequence[T], b: Sequence[T]) -> list[T]:
    """Give the items of *a* that *b* has fewer of, in order."""
    rest = Counter(b)
    out = []
    for item in a:
        if rest[item] > 0:
            rest[item] -= 1
        else:
            out.append(item)
    return out


def same_frame(
    old: Wording, old_parts: Sequence[Figure | Moment | Name], new: Wording, new_parts: Sequence[Figure | Moment | Name]
) -> bool:
    """Whether the sentences are alike but for the order of these parts: then the parts changed places."""
    return frame(old.text, old_parts) == frame(new.text, new_parts)


def frame(text: str, parts: Sequence[Figure | Moment | Name]) -> list[str]:
    """Give the words around *parts*, piece by piece, without articles: they go with what stands behind them."""
    pieces, at = [], 0
    for start, end in sorted((part.start, part.end) for part in parts):
        pieces.append(text[at:start])
        at = max(at, end)
    return [" ".join(word for word in words_of(piece) if word not in articles()) for piece in (*pieces, text[at:])]
