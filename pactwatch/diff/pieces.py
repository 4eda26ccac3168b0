"""Which sentences are pieces of one that was split, or parts of one that was merged?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from pactwatch.diff.likeness import Sentence, open_likeness

Link = tuple[int, int]

# From this likeness on, what is left open of two sentences is one piece. Swept 1.2-2.5 on both sets of links: F over
# changed sentences .943/.957 at 1.3, .944/.956 at 1.7, .946/.953 at 2.5 (people's links/replayed edits); from 1.5 on
# seven split sentences of our own are seen or missed by what stands around them.
SAME_PIECE = 1.3
# How many places a piece of a split sentence may stand from where it is expected.
REACH = 3
# A smaller piece (in bytes of UTF-8) is a stump that says nothing: "(1998).", "Mr.". Without this bound F over changed
# sentences of replayed edits falls from .956 to .943; 9-14 differ by .003.
PIECE_SIZE = 12
# A piece of fewer words that stands in a longer sentence word for word is linked only if one sentence alone has them.
PIECE_WORDS = 2
# A piece whose rarest word stands in more sentences than this is not looked for.
LOOKED_AT = 30


class Expected(Protocol):
    """Where a sentence should stand in the new version, and what a pair loses for standing elsewhere."""

    def __call__(self, i: int) -> float:
        """Give the place of the old sentence *i* in the new version."""

    def cost(self, i: int, j: int) -> float:
        """Give what the pair loses."""

    def away(self, distance: float) -> float:
        """Give what a pair loses for standing so many places from where it should."""


def standing_within(
    old: Mapping[int, Sentence],
    new: Mapping[int, Sentence],
    loose_old: Sequence[int],
    loose_new: Sequence[int],
    links: Sequence[Link],
) -> list[Link]:
    """Link sentences without a partner that stand word for word within a longer one of the other version."""
    linked_old, linked_new = {i for i, _ in links}, {j for _, j in links}
    alone_old = [i for i in loose_old if i not in linked_old and old[i].size >= PIECE_SIZE]
    alone_new = [j for j in loose_new if j not in linked_new and new[j].size >= PIECE_SIZE]
    merged = _found_within(old, alone_old, new, loose_new, links)
    parted = _found_within(new, alone_new, old, loose_old, [(j, i) for i, j in links])
    return sorted({*merged, *((i, j) for j, i in parted)})


def _found_within(
    short: Mapping[int, Sentence],
    pieces: Sequence[int],
    long: Mapping[int, Sentence],
    wholes: Sequence[int],
    links: Iterable[Link],
) -> list[Link]:
    """Find each piece in a whole, the longest first; no word of a whole is taken twice."""
    if not pieces:
        return []
    holds: dict[str, list[int]] = defaultdict(list)
    for k in wholes:
        for word in long[k].weights:
            holds[word].append(k)
    taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for piece, whole in links:
        if (at := long[whole].line.find(short[piece].line)) >= 0:
            taken[whole].append((at, at + len(short[piece].line)))
    found = []
    for piece in sorted(pieces, key=lambda k: (-len(short[k].line), k)):
        line = short[piece].line
        if not line:
            continue
        places = min((holds.get(word, []) for word in line), key=len)
        if len(places) > (LOOKED_AT if len(line) >= PIECE_WORDS else 1):
            continue
        for whole in sorted(places, key=lambda k: (abs(k - piece), k)):
            place = _open_place(line, long[whole].line, taken[whole])
            if place is not None:
                taken[whole].append((place, place + len(line)))
                found.append((piece, whole))
                break
    return found


def _open_place(line: str, whole: str, taken: Sequence[tuple[int, int]]) -> int | None:
    """Give where *line* stands in a longer *whole*, outside the places that are taken."""
    at = whole.find(line) if len(line) < len(whole) else -1
    while at >= 0:
        if all(end <= at or at + len(line) <= start for start, end in taken):
            return at
        at = whole.find(line, at + 1)
    return None


def split_and_merged(
    old: Mapping[int, Sentence], new: Mapping[int, Sentence], links: Sequence[Link], near: Near
) -> list[Link]:
    """Link the pieces of split and merged sentences.

    The open part of a sentence is what its partners do not cover: all of it while it has none. Two sentences that stand
    near each other also belong together when the smaller open part lies mostly within the other's.
    """
    open_old = {i: dict(old[i].weights) for i in near.loose_old}
    open_new = {j: dict(new[j].weights) for j in near.loose_new}
    left_old = {i: Counter(old[i].line) for i in near.loose_old}
    left_new = {j: Counter(new[j].line) for j in near.loose_new}

    parts_new: dict[int, list[int]] = defaultdict(list)
    parts_old: dict[int, list[int]] = defaultdict(list)

    def cover(i: int, j: int) -> None:
        parts_new[i].append(j)
        parts_old[j].append(i)
        for word in old[i].weights.keys() & new[j].weights.keys():
            count = min(left_old[i][word], left_new[j][word])
            for left, still_open in ((left_old[i], open_old[i]), (left_new[j], open_new[j])):
                left[word] -= count
                if left[word] <= 0:
                    still_open.pop(word, None)

    def score(i: int, j: int) -> float:
        cost = near.expected.cost(i, j)
        # The next piece of a sentence stands beside the last one, wherever its place would be by itself.
        away = [*(abs(j - k) for k in parts_new[i]), *(abs(i - k) for k in parts_old[j])]
        if away and min(away) <= REACH:
            cost = min(cost, near.expected.away(min(away) - 1))
        return open_likeness(old[i], new[j], open_old[i], open_new[j]) - cost

    for i, j in links:
        cover(i, j)
    linked = set(links)
    pairs = [
        (i, j) for i, j in near.pairs(links) if (i, j) not in linked and min(old[i].size, new[j].size) >= PIECE_SIZE
    ]
    found: list[Link] = []
    while pairs:
        so_far = len(found)
        for before, i, j in sorted((-round(score(i, j), 9), i, j) for i, j in pairs):
            if -before >= SAME_PIECE and score(i, j) >= SAME_PIECE:
                found.append((i, j))
                cover(i, j)
        if len(found) == so_far:
            break
        # Beside what was found just now, the next piece may be expected.
        linked.update(found)
        pairs = [(i, j) for i, j in pairs if (i, j) not in linked and (parts_new[i] or parts_old[j])]
    return found


class Near:
    """Which loose sentences of the two versions stand near each other."""

    def __init__(self, loose_old: Sequence[int], loose_new: Sequence[int], expected: Expected) -> None:
        self.loose_old, self.loose_new, self.expected = loose_old, loose_new, expected
        self._new = frozenset(loose_new)

    def pairs(self, links: Sequence[Link]) -> set[Link]:
        """Give each loose old sentence with the loose new ones around its place and around its neighbours' partners."""
        partner = dict(links)
        found = set()
        for i in self.loose_old:
            places = {round(self.expected(i)), *(partner[k] for k in range(i - REACH, i + REACH + 1) if k in partner)}
            found |= {(i, j) for place in places for j in range(place - REACH, place + REACH + 1) if j in self._new}
        return found
