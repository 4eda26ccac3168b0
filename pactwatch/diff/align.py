"""Which sentence of the new version continues which sentence of the old one?

Exact copies are tied first, wherever they stand; they cut the text into gaps, and only what lies loose in the gaps is
compared by similarity. So the cost follows what changed, not the length of the article.
"""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

Link = tuple[int, int]

# How alike two sentences are, in log-odds that people would link them: a logistic fitted to the candidate pairs of both
# sets of human links in the development data, then rounded. Without the longest run F falls by .007, without the length
# ratio by .02 (splits look like bad pairs then), without the distance in sentences by .005.
BIAS = -4.4
COSINE = 0.8
TOKEN_INDEL = 2.4
CHARACTER_INDEL = 3.3
CONTAINMENT = 3.0
LONGEST_RUN = 2.8
RUN_SHARE = -2.2
SHORTNESS = -1.5
LENGTH_RATIO = 0.33
# Lost for each sentence that two partners stand apart from where their neighbours lead one to expect them (up to
# six: what moved far may have changed on the way), and for standing a whole article apart.
PER_SENTENCE = -0.8
FARTHEST = 6
PER_ARTICLE = -2.3
# From SURE on, a pair also shows where its neighbours should stand; from SAME_CLAIM on, it is one claim.
SURE = 1.5
SAME_CLAIM = -0.7
# The same for a pair that stands between pairs on either side.
BETWEEN = -2.0
# The same for a piece that was split off or merged.
SAME_PIECE = 0.25
# How many places a piece of a split sentence may stand from where it is expected.
REACH = 3
# An open part of fewer words than this is not followed.
OPEN_WORDS = 2
# So many first words and letters of a sentence are compared in order: no sentence is longer, and the cost is quadratic.
LONGEST_LINE = 300
LONGEST_TEXT = 4_000
# From which cosine on, and how many candidates of each sentence are compared word by word, and how many sentences one
# word may lead to. Both bound the work on 5,000 rewritten sentences; an article of 200 sentences never meets the
# second.
FAINTEST = 0.1
CANDIDATES = 6
POSTINGS = 200

_WORDS = re.compile(r"[^\W_]+")
# Scripts written without spaces: kana, Han, Thai, Lao, Khmer, Burmese. Their runs are cut into pairs of characters.
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]{2,}"
)


def align(old: Sequence[str], new: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Pair the sentences of two versions of one article.

    Both are in reading order. Every sentence appears at least once; one that was added or removed is paired with None,
    one that was split or merged appears in several pairs. The pairs come in reading order of the new version, a removed
    sentence after the one it followed. The answer depends on nothing but the texts.

    >>> align(["It was signed. ", "Nobody spoke."], ["It was signed.", "Ministers spoke to us.", "Nobody  spoke."])
    [(0, 0), (None, 1), (1, 2)]
    """
    links = _exact(old, new)
    tied_old, tied_new = {i for i, _ in links}, {j for _, j in links}
    loose_old = [i for i in range(len(old)) if i not in tied_old]
    loose_new = [j for j in range(len(new)) if j not in tied_new]
    if loose_old and loose_new:
        links += _similar(old, new, loose_old, loose_new, links)
    return _in_reading_order(links, len(old), len(new))


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


def plain(text: str) -> str:
    """Reduce *text* to what makes two sentences copies of one another: case, spaces and typography do not count.

    >>> plain("“It’s  DONE,” he said.") == plain('"It\\'s done", he said')
    True
    """
    return " ".join(_WORDS.findall(unicodedata.normalize("NFKC", text).casefold()))


def tokens(text: str) -> list[str]:
    """Give the words of *text* without case; of scripts without spaces, the pairs of neighbouring characters.

    >>> tokens("EU and 岩屋外相")
    ['eu', 'and', '岩屋', '屋外', '外相']
    """
    found: list[str] = []
    for word in _WORDS.findall(text.casefold()):
        if word.isascii():
            found.append(word)
            continue
        at = 0
        for run in _UNSPACED.finditer(word):
            if run.start() > at:
                found.append(word[at : run.start()])
            found += [word[k : k + 2] for k in range(run.start(), run.end() - 1)]
            at = run.end()
        if at < len(word):
            found.append(word[at:])
    return found


# ---------------------------------------------------------------- copies


def _exact(old: Sequence[str], new: Sequence[str]) -> list[Link]:
    """Tie copies: those met once on each side, then repeated ones by their neighbours, then in order."""
    keys_old, keys_new = [plain(text) for text in old], [plain(text) for text in new]
    # A sentence of signs alone ("***") has no words: what is printed stands for it.
    keys_old = [key or text.strip() for key, text in zip(keys_old, old, strict=True)]
    keys_new = [key or text.strip() for key, text in zip(keys_new, new, strict=True)]
    where_old, where_new = _places(keys_old), _places(keys_new)
    tied: dict[int, int] = {}
    taken: set[int] = set()

    def tie(i: int, j: int) -> None:
        tied[i] = j
        taken.add(j)

    for key, places in where_old.items():
        if len(places) == 1 and len(where_new.get(key, ())) == 1:
            tie(places[0], where_new[key][0])
    for step in (1, -1):
        # A repeated sentence belongs to the copy that stands beside the same neighbour (or the edge of the text).
        edge = (-1, -1) if step == 1 else (len(old), len(new))
        for i, j in [edge, *sorted(tied.items(), reverse=step == -1)]:
            i, j = i + step, j + step
            while 0 <= i < len(old) and 0 <= j < len(new) and i not in tied and j not in taken:
                if keys_old[i] != keys_new[j]:
                    break
                tie(i, j)
                i, j = i + step, j + step
    for key, places in where_old.items():
        if len(places) > 1 or len(where_new.get(key, ())) > 1:
            rest_old = [i for i in places if i not in tied]
            rest_new = [j for j in where_new.get(key, ()) if j not in taken]
            for i, j in zip(rest_old, rest_new, strict=False):
                tie(i, j)
    return sorted(tied.items())


def _places(keys: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for position, key in enumerate(keys):
        places.setdefault(key, []).append(position)
    return places


# ---------------------------------------------------------------- what lies between the copies


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence as the similarities see it."""

    line: str
    """Its words in order, one character each."""
    weights: Mapping[str, float]
    """TF-IDF of its words (by their character), of length 1."""
    mass: float
    """The sum of the weights."""


def _similar(
    old: Sequence[str], new: Sequence[str], loose_old: Sequence[int], loose_new: Sequence[int], anchors: Sequence[Link]
) -> list[Link]:
    """Link loose sentences: the sure pairs, then the others between them, then what was split off or merged."""
    read_old, read_new = _read(old, new)
    likeness = {
        (i, j): _likeness(read_old[i], read_new[j], cosine, _by_letters(old[i], new[j]))
        for i, j, cosine in _candidates(read_old, read_new, loose_old, loose_new)
    }
    expected = _Expected(anchors, len(old), len(new))
    sure = _one_to_one(likeness, expected, SURE)
    expected = _Expected([*anchors, *sure], len(old), len(new))
    links = _one_to_one(likeness, expected, SAME_CLAIM)
    for i, j in _between([*anchors, *links], len(old), len(new)):
        # Their words may hardly tell ("29 died.", "92 died."): the place says it.
        if _alike(read_old[i], read_new[j], old[i], new[j]) >= BETWEEN:
            links.append((i, j))
    return links + _split_and_merged(read_old, read_new, links, _Near(loose_old, loose_new, expected))


def _likeness(old: _Sentence, new: _Sentence, cosine: float, characters: float) -> float:
    """Give the log-odds that two sentences are one claim, as far as their words tell."""
    short, long = sorted((len(old.line), len(new.line)))
    if not short:
        return -math.inf
    common = old.weights.keys() & new.weights.keys()
    in_old, in_new = sum([old.weights[word] for word in common]), sum([new.weights[word] for word in common])
    held = max(in_old / old.mass, in_new / new.mass)
    run = _longest_run(old.line[:LONGEST_LINE], new.line[:LONGEST_LINE])
    return (
        BIAS
        + COSINE * cosine
        + TOKEN_INDEL * _by_letters(old.line, new.line)
        + CHARACTER_INDEL * characters
        + CONTAINMENT * held
        + LONGEST_RUN * math.log1p(run)
        + RUN_SHARE * run / short
        + SHORTNESS * math.log1p(short)
        + LENGTH_RATIO * math.log((short + 1) / (long + 1)) ** 2
    )


def _alike(old: _Sentence, new: _Sentence, old_text: str, new_text: str) -> float:
    """Give the likeness of two sentences that are no candidates by their cosine."""
    cosine = sum([weight * new.weights[word] for word, weight in old.weights.items() if word in new.weights])
    return _likeness(old, new, cosine, _by_letters(old_text, new_text))


def _by_letters(old: str, new: str) -> float:
    return Indel.normalized_similarity(old[:LONGEST_TEXT], new[:LONGEST_TEXT])


def _longest_run(a: str, b: str) -> int:
    """Count the words of the longest run that both share."""
    run = 0
    for k in range(len(a)):
        while k + run < len(a) and a[k : k + run + 1] in b:
            run += 1
    return run


def _read(old: Sequence[str], new: Sequence[str]) -> tuple[list[_Sentence], list[_Sentence]]:
    words = [tokens(text) for text in old], [tokens(text) for text in new]
    seen_in: Counter[str] = Counter()
    for side in words:
        for sentence in side:
            seen_in.update(set(sentence))
    total = len(old) + len(new)
    # One character for each word, so that rapidfuzz compares sentences of words as fast as words of letters. The
    # surrogates are left out; beyond a million words two may share a character, which does no harm.
    letter = {word: chr(0x100 + k % 0xD000 if k < 0xD000 else 0x10000 + k % 0xFFFFF) for k, word in enumerate(seen_in)}
    weight = {letter[word]: math.log((total + 1) / (count + 0.5)) for word, count in seen_in.items()}

    def read(words: list[str]) -> _Sentence:
        line = "".join([letter[word] for word in words])
        weights = {
            sign: weight[sign] * (1 + math.log(n)) if n > 1 else weight[sign] for sign, n in Counter(line).items()
        }
        length = math.sqrt(sum([w * w for w in weights.values()])) or 1.0
        return _Sentence(line, {sign: w / length for sign, w in weights.items()}, sum(weights.values()) / length)

    return [read(side) for side in words[0]], [read(side) for side in words[1]]


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
        distance = abs(self(i) - j)
        return -PER_SENTENCE * min(distance, FARTHEST) - PER_ARTICLE * distance / self.length


def _one_to_one(likeness: Mapping[Link, float], expected: _Expected, threshold: float) -> list[Link]:
    """Take the most alike pairs first; each sentence is taken once."""
    scored = []
    for (i, j), value in likeness.items():
        if value >= threshold:
            score = value - expected.cost(i, j)
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
    old: Sequence[_Sentence], new: Sequence[_Sentence], loose_old: Sequence[int], loose_new: Sequence[int]
) -> list[tuple[int, int, float]]:
    """Pairs that share words, with their cosine; only the nearest ones of each old sentence."""
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for j in loose_new:
        for word, weight in new[j].weights.items():
            postings[word].append((j, weight))
    pairs = []
    for i in loose_old:
        cosine: dict[int, float] = defaultdict(float)
        for word, weight in old[i].weights.items():
            places = postings.get(word, ())
            if len(places) <= POSTINGS:
                for j, other in places:
                    cosine[j] += weight * other
        best = sorted([(-value, j) for j, value in cosine.items() if value >= FAINTEST])[:CANDIDATES]
        pairs += [(i, j, -value) for value, j in best]
    return pairs


def _split_and_merged(
    old: Sequence[_Sentence], new: Sequence[_Sentence], links: Sequence[Link], near: _Near
) -> list[Link]:
    """Link the pieces of split and merged sentences.

    The open part of a sentence is what its partners do not cover: all of it while it has none. Two sentences that stand
    near each other also belong together when the smaller open part lies mostly within the other's.
    """
    open_old = {i: dict(old[i].weights) for i in near.loose_old}
    open_new = {j: dict(new[j].weights) for j in near.loose_new}

    def cover(i: int, j: int) -> None:
        for word in old[i].weights.keys() & new[j].weights.keys():
            open_old[i].pop(word, None)
            open_new[j].pop(word, None)

    def score(i: int, j: int) -> float:
        return _open_likeness(old[i], new[j], open_old[i], open_new[j]) - near.expected.cost(i, j)

    for i, j in links:
        cover(i, j)
    linked = set(links)
    candidates = sorted((-round(score(i, j), 9), i, j) for i, j in near.pairs(links) if (i, j) not in linked)
    found: list[Link] = []
    for before, i, j in candidates:
        if -before >= SAME_PIECE and score(i, j) >= SAME_PIECE:
            found.append((i, j))
            cover(i, j)
    return found


def _open_likeness(
    old: _Sentence, new: _Sentence, open_old: Mapping[str, float], open_new: Mapping[str, float]
) -> float:
    """Give the likeness of what is left open of two sentences."""
    if len(open_old.keys() & open_new.keys()) < OPEN_WORDS:
        return -math.inf
    parts = [
        _Sentence("".join([word for word in side.line if word in still_open]), still_open, sum(still_open.values()))
        for side, still_open in ((old, open_old), (new, open_new))
    ]
    cosine = sum([weight * open_new[word] for word, weight in open_old.items() if word in open_new])
    lengths = [math.sqrt(sum([w * w for w in part.weights.values()])) for part in parts]
    cosine /= lengths[0] * lengths[1] or 1.0
    return _likeness(parts[0], parts[1], cosine, _by_letters(parts[0].line, parts[1].line))


class _Near:
    """Which loose sentences of the two versions stand near each other."""

    def __init__(self, loose_old: Sequence[int], loose_new: Sequence[int], expected: _Expected) -> None:
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


def _in_reading_order(links: Sequence[Link], n_old: int, n_new: int) -> list[tuple[int | None, int | None]]:
    """Sort the links by the new version and put the rest where it belongs."""
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
