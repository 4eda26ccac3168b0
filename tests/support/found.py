"""What a reader found of what it should have found: the score that the gold tables of every room are counted in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Score:
    """What was found, and what should have been."""

    right: int = 0
    found: int = 0
    wanted: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Give the share of what was found that is right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Give the share of what is wanted that was found."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f(self) -> float:
        """Give the harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, wanted: list[str], found: list[str], place: str) -> None:
        """Count one case."""
        both = sum((Counter(wanted) & Counter(found)).values())
        self.right, self.found, self.wanted = self.right + both, self.found + len(found), self.wanted + len(wanted)
        if Counter(wanted) != Counter(found):
            self.misses.append(f"{place}\n    wanted {wanted}\n    found  {found}")

    def __add__(self, other: Score) -> Score:
        return Score(
            self.right + other.right,
            self.found + other.found,
            self.wanted + other.wanted,
            self.misses + other.misses,
        )

    def __str__(self) -> str:
        return (
            f"P {self.precision:.3f} R {self.recall:.3f} ({self.right} right, {self.found} found, {self.wanted} gold)"
        )
