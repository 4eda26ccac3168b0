"""Two versions of an article laid over one another, or side by side, with what moved joined to where it stood."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pactwatch.diff import word_diff

Row = Mapping[str, object]
# Unchanged statements in a row that are shown whole; of more, the first and last two, and a line that says how many.
_KEEP = 8
# A comparison beyond this many lines is folded; a page would weigh more than a telephone should load.
_LONG = 120


@dataclass(frozen=True, slots=True)
class Line:
    """One statement in the comparison of two versions."""

    state: str
    """`same`, `new`, `removed`, `changed`, `moved`, `away` (it stands elsewhere now), `fold` (unchanged, left out)."""
    kind: str
    words: tuple[tuple[str, str], ...]
    """(`=`, `-` or `+`, text) in reading order."""
    starts: bool = False
    """Whether it begins a paragraph."""
    place: int = 0
    """The claim, for the link between the two places of a statement that moved."""
    left: tuple[tuple[str, str], ...] = ()
    """What the older version has there, for reading side by side."""
    folded: int = 0
    """How many statements a `fold` stands for."""

    @property
    def right(self) -> tuple[tuple[str, str], ...]:
        """Give what the newer version has there."""
        return () if self.state in ("removed", "away") else tuple(pair for pair in self.words if pair[0] != "-")


def compare(old: Sequence[Row], new: Sequence[Row], *, first: bool) -> list[Line]:
    """Lay two versions over one another: in the order of the new one, what was removed or moved away where it stood."""
    before = {row["claim_id"]: row for row in old}
    after = {row["claim_id"] for row in new}
    moved = _moved([row["claim_id"] for row in old if row["claim_id"] in after], [row["claim_id"] for row in new])
    lines: list[Line] = []
    waiting = list(old)
    paragraph: object = None
    for row in new:
        claim, text = row["claim_id"], str(row["text"])
        known = before.get(claim)
        if known is not None and claim not in moved:
            while waiting:
                gone = waiting.pop(0)
                if gone["claim_id"] == claim:
                    break
                lines += _gone(gone, after)
        lines.append(_line(row, text, known, first=first, moved=claim in moved, starts=row["paragraph"] != paragraph))
        paragraph = row["paragraph"]
    for gone in waiting:
        lines += _gone(gone, after)
    return lines


def _line(row: Row, text: str, known: Row | None, *, first: bool, moved: bool, starts: bool) -> Line:
    """Show one statement of the newer version against the older one."""
    kind, place = str(row["kind"]), int(str(row["claim_id"] or 0))
    if known is None:
        state, sign = ("same", "=") if first else ("new", "+")
        return Line(state, kind, ((sign, text),), starts, place)
    was = str(known["text"])
    if was == text:
        same = (("=", text),)
        return Line("moved" if moved else "same", kind, same, starts, place, () if moved else same)
    words = tuple((str(sign), str(part)) for sign, part in word_diff(was, text))
    left = () if moved else tuple(pair for pair in words if pair[0] != "+")
    return Line("moved" if moved else "changed", kind, words, starts, place, left)


def _gone(row: Row, after: set[object]) -> list[Line]:
    """Show what stood here in the older version: removed, or somewhere else now."""
    kind, text, place = str(row["kind"]), str(row["text"]), int(str(row["claim_id"] or 0))
    if row["claim_id"] in after:
        return [Line("away", kind, (("=", text),), place=place, left=(("=", text),))]
    return [Line("removed", kind, (("-", text),), place=place, left=(("-", text),))]


def _moved(old: Sequence[object], new: Sequence[object]) -> set[object]:
    """Find the claims that moved: those outside the longest run that both orders share.

    >>> _moved([1, 2, 3, 4], [2, 3, 1, 4])
    {1}
    """
    places = {claim: place for place, claim in enumerate(old)}
    shared = [claim for claim in new if claim in places]
    ends: list[int] = []
    ends_at: list[int] = []
    came_from: list[int] = []
    for index, claim in enumerate(shared):
        place = places[claim]
        length = bisect_left(ends, place)
        came_from.append(ends_at[length - 1] if length else -1)
        if length == len(ends):
            ends.append(place)
            ends_at.append(index)
        else:
            ends[length], ends_at[length] = place, index
    stayed: set[object] = set()
    index = ends_at[-1] if ends_at else -1
    while index >= 0:
        stayed.add(shared[index])
        index = came_from[index]
    return {claim for claim in shared if claim not in stayed}


def folded(lines: Sequence[Line]) -> list[Line]:
    """Leave out the middle of long unchanged stretches, where the whole is long."""
    if len(lines) <= _LONG:
        return list(lines)
    found: list[Line] = []
    run: list[Line] = []
    for line in [*lines, None]:
        if line is not None and line.state == "same":
            run.append(line)
            continue
        if len(run) > _KEEP:
            run = [*run[:2], Line("fold", "", (), folded=len(run) - 4), *run[-2:]]
        found += run
        run = []
        if line is not None:
            found.append(line)
    return found
