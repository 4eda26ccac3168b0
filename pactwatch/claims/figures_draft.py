"""What is known of a figure while it is being read, and which word comes next?"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pactwatch.claims.reading import Reading

_GAPS = frozenset(("", " ", "-", "\u00a0", "\u202f", "\u2009", "‑", "  ", "\n", " -"))


@dataclass(slots=True)
class Draft:
    """A figure in the making."""

    start: int
    end: int
    value: Decimal
    bare: Decimal
    """Before the scale."""
    scale: Decimal = Decimal(1)
    unit: str = ""
    kind: str = "number"
    comparator: str = "="
    high: Decimal | None = None
    number_start: int = 0
    number_end: int = 0


def next_word(reading: Reading, draft: Draft) -> int | None:
    """Give the word that follows the draft after nothing, a space or a hyphen."""
    text, end = reading.folded, draft.end
    place = reading.word_at(end)
    if place >= len(reading.starts):
        return None
    gap = text[end : reading.starts[place]]
    return place if gap in _GAPS else None
