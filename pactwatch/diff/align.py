"""Which sentence of the new version continues which sentence of the old one?

Exact copies are tied first, wherever they stand; they cut the text into gaps, and only what lies loose in the gaps is
compared by similarity. So the cost follows what changed, not the length of the article.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pactwatch.diff.copies import tie_copies
from pactwatch.diff.likeness import Sentence, alike, in_order, is_value, likeness_of, read_sentences
from pactwatch.diff.pieces import Link, Near, split_and_merged, standing_within

# Lost for each sentence that two partners stand apart from where their neighbours lead one to expect them (up to
# six: what moved far may have changed on the way), and for standing a whole article apart.
PER_SENTENCE = -1.0
FARTHEST = 6
PER_ARTICLE = -1.0
# From this likeness on it is nearly a copy, and copies may move: they lose only a part of that.
COPY = 4.5
COPY_COST = 0.5
# From SURE on, a pair also shows where its neighbours should stand; from SAME_CLAIM on, it is one claim.
SURE = 1.5
SAME_CLAIM = -0.7
# The same for a pair that stands between pairs on either side.
BETWEEN = -2.0
# From which cosine on, and how many candidates of each sentence are compared word by word.
FAINTEST = 0.1
CANDIDATES = 6
# A word that stands in too many loose sentences leads to none of them: so many postings in all, but never fewer than so
# many for one word. This bounds the work on 5,000 rewritten sentences; 200 loose sentences never meet it.
POSTINGS = 40_000
FEWEST_POSTINGS = 30


def align(old: Sequence[str], new: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Pair the sentences of two versions of one article.

    Both are in reading order. Every sentence appears at least once; one that was added or removed is paired with None,
    one that was split or merged appears in several pairs. The pairs come in reading order of the new version, a removed
    sentence after the one it followed. The answer depends on nothing but the texts.

    >>> align(["It was signed. ", "Nobody spoke."], ["It was signed.", "Ministers spoke to us.", "Nobody  spoke."])
    [(0, 0), (None, 1), (1, 2)]
    """
    links = tie_copies(old, new)
    tied_old, tied_new = {i for i, _ in links}, {j for _, j in links}
    loose_old = [i for i in range(len(old)) if i not in tied_old]
    loose_new = [j for j in range(len(new)) if j not in tied_new]
    if loose_old and loose_new:
        links += _similar(old, new, loose_old, loose_new, links)
    return in_reading_order(links, len(old), len(new))


def unmoved(links: Iterable[Link]) -> set[Link]:
    """Give a longest run of *links* that keeps its order in both versions; the other links are moves."""
    ordered = sorted(links)
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for k, (_, j) in enumerate(ordered):
        place = bisect_left(tails, j)
        if place == len(tails):
            tails.append(j)
            last.append(k)
        else:
            tails[place], last[place] = j, k
        before.append(last[place - 1] if place else -1)
    kept, k = set(), last[-1] if last else -1
    while k >= 0:
        kept.add(ordered[k])
        k = before[k]
    return kept


def in_reading_order(links: Sequence[Link], n_old: int, n_new: int) -> list[tuple[int | None, int | None]]:
    """Sort *links* by the new version and put the sentences without a partner where they belong."""
    pairs: list[tuple[int | None, int | None]] = []
    by_new: dict[int, list[int]] = defaultdict(list)
    follower: dict[int, int] = {}
    for i, j in sorted(set(links)):
        by_new[j].append(i)
        follower[i] = max(follower.get(i, -1), j)
    removed_after: dict[int, list[int]] = defaultdict(list)
    place = -1
    for i in range(n_old):
        if i in follower:
            place = follower[i]
        else:
            removed_after[place].append(i)
    pairs += [(i, None) for i in removed_after[-1]]
    for j in range(n_new):
        pairs += [(i, j) for i in by_new[j]] if j in by_new else [(None, j)]
        pairs += [(i, None) for i in removed_after[j]]
    return pairs


# ---------------------------------------------------------------- what lies between the copies


def _similar(
    old: Sequence[str], new: Sequence[str], loose_old: Sequence[int], loose_new: Sequence[int], anchors: Sequence[Link]
) -> list[Link]:
    """Link loose sentences: the sure pairs, then the others between them, then what was split off or merged."""
    read_old, read_new = read_sentences(old, new, loose_old, loose_new)
    likeness = {
        (i, j): likeness_of(read_old[i], read_new[j], cosine, in_order(old[i], new[j]))
        for i, j, cosine in _candidates(read_old, read_new, loose_old, loose_new)
    }
    expected = _Expected(anchors, len(old), len(new))
    sure = _one_to_one(likeness, expected, SURE)
    expected = _Expected([*anchors, *sure], len(old), len(new))
    links = _one_to_one(likeness, expected, SAME_CLAIM)
    for i, j in _between([*anchors, *links], len(old), len(new)):
        # Their words may hardly tell ("29 died.", "92 died."): the place says it.
        if alike(read_old[i], read_new[j], old[i], new[j]) >= BETWEEN or (is_value(old[i]) and is_value(new[j])):
            links.append((i, j))
    links += standing_within(read_old, read_new, loose_old, loose_new, links)
    return links + split_and_merged(read_old, read_new, links, Near(loose_old, loose_new, expected))


class _Expected:
    """Where a sentence of the old version should stand in the new one, by the unmoved copies around it."""

    def __init__(self, anchors: Sequence[Link], n_old: int, n_new: int) -> None:
        run = [(-1, -1), *sorted(unmoved(anchors)), (n_old, n_new)]
        self.at_old = [i for i, _ in run]
        self.at_new = [j for _, j in run]
        self.n_old, self.n_new = n_old, n_new
        self.length = max(n_old, n_new, 1)

    def __call__(self, i: int) -> float:
        after = bisect_right(self.at_old, i)
        if after >= len(self.at_old):
            return float(self.at_new[-1])
        i0, i1 = self.at_old[after - 1], self.at_old[after]
        j0, j1 = self.at_new[after - 1], self.at_new[after]
        return j0 + (i - i0) * (j1 - j0) / (i1 - i0)

    def cost(self, i: int, j: int) -> float:
        """What a pair loses for standing elsewhere."""
        return self.away(abs(self(i) - j))

    def away(self, distance: float) -> float:
        """What a pair loses for standing so many places from where it should."""
        return -PER_SENTENCE * min(distance, FARTHEST) - PER_ARTICLE * distance / self.length


def _one_to_one(likeness: Mapping[Link, float], expected: _Expected, threshold: float) -> list[Link]:
    """Take the most alike pairs first; each sentence is taken once."""
    scored = []
    for (i, j), value in likeness.items():
        if value >= threshold:
            score = value - expected.cost(i, j) * (COPY_COST if value >= COPY else 1.0)
            if score >= threshold:
                scored.append((-round(score, 9), i, j))
    scored.sort()
    links, used_old, used_new = [], set(), set()
    for _, i, j in scored:
        if i not in used_old and j not in used_new:
            links.append((i, j))
            used_old.add(i)
            used_new.add(j)
    return links


def _between(links: Sequence[Link], n_old: int, n_new: int) -> list[Link]:
    """Find the sentences that stand alone between the same two neighbours in both versions."""
    partner = {-1: -1, n_old: n_new, **dict(links)}
    taken_new = {j for _, j in links}
    return [
        (i + 1, j + 1)
        for i, j in partner.items()
        if i + 1 < n_old and i + 1 not in partner and j + 1 not in taken_new and partner.get(i + 2) == j + 2
    ]


def _candidates(
    old: Mapping[int, Sentence], new: Mapping[int, Sentence], loose_old: Sequence[int], loose_new: Sequence[int]
) -> list[tuple[int, int, float]]:
    """Pairs that share words, with their cosine; only the nearest ones of each old sentence."""
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for j in loose_new:
        for word, weight in new[j].weights.items():
            postings[word].append((j, weight))
    common = max(FEWEST_POSTINGS, POSTINGS // max(len(loose_new), 1))
    pairs = []
    for i in loose_old:
        cosine: dict[int, float] = defaultdict(float)
        for word, weight in old[i].weights.items():
            places = postings.get(word, ())
            if len(places) <= common:
                for j, other in places:
                    cosine[j] += weight * other
        best = sorted([(-value, j) for j, value in cosine.items() if value >= FAINTEST])[:CANDIDATES]
        pairs += [(i, j, -value) for value, j in best]
    return pairs
