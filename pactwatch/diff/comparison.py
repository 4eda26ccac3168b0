"""What comes of comparing two versions."""

from __future__ import annotations

from dataclasses import dataclass

from pactwatch.model import Change


@dataclass(frozen=True, slots=True)
class Comparison:
    """The changes between two versions, and which wording continues which."""

    changes: tuple[Change, ...]
    """In reading order of the new version, headline and byline first."""
    lineage: tuple[tuple[int, int], ...]
    """(old position, new position), one to one, identical wordings included."""
    returned: tuple[tuple[int, int], ...] = ()
    """(place in *removed*, new position): claims that were removed before and stand again."""
