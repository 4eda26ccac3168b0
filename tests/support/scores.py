"""How good a reading is: 4-token shingle F1, as the public article-extraction benchmark counts it, and metadata.

Precision and recall are means over pages, each from the page's own shingles, and F1 is made of the two means.
Japanese and Chinese are cut into characters, since they have no spaces to be cut at.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_TOKEN = re.compile(r"\w+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_SHINGLE = 4

Counts = tuple[int, int, int]
"""Shingles of one page that are right, that should not be there, that are missing."""


def tokens(text: str, *, by_character: bool = False) -> list[str]:
    """Cut a text into words, or into the characters of its words.

    >>> tokens("Ja, 4 Boote."), tokens("四隻。", by_character=True)
    (['Ja', '4', 'Boote'], ['四', '隻'])
    """
    words = _TOKEN.findall(text)
    return list("".join(words)) if by_character else words


def is_unspaced(text: str) -> bool:
    """Tell whether more than a tenth of a text is Japanese or Chinese.

    >>> is_unspaced("東京 (Tokyo)"), is_unspaced("Tokyo, written 東京 at home")
    (True, False)
    """
    return len(_UNSPACED.findall(text)) > 0.1 * len(text)


def _shingles(text: str, *, by_character: bool) -> Counter[tuple[str, ...]]:
    found = tokens(text, by_character=by_character)
    if not found:
        return Counter()
    return Counter(tuple(found[n : n + _SHINGLE]) for n in range(max(1, len(found) - _SHINGLE + 1)))


def count(gold: str, read: str, optional: Iterable[str] = ()) -> Counts:
    """Compare what was read of a page with what should be; *optional* paragraphs may be there or not.

    >>> count("a b c d e", "a b c d"), count("a b c d", "a b c d e f g h", ["e f g h"])
    ((1, 0, 1), (1, 3, 0))
    """
    by_character = is_unspaced(gold)
    wanted = _shingles(gold, by_character=by_character)
    found = _shingles(read, by_character=by_character)
    spared: Counter[tuple[str, ...]] = Counter()
    for paragraph in optional:
        spared.update(_shingles(paragraph, by_character=by_character))
    for shingle, times in spared.items():
        if shingle in found:
            found[shingle] = min(found[shingle], max(wanted.get(shingle, 0), found[shingle] - times))
    right = sum(min(times, found.get(shingle, 0)) for shingle, times in wanted.items())
    return right, sum(found.values()) - right, sum(wanted.values()) - right


def _precision(counts: Counts) -> float:
    right, wrong, missing = counts
    return right / (right + wrong) if right + wrong else float(not missing)


def _recall(counts: Counts) -> float:
    right, wrong, missing = counts
    return right / (right + missing) if right + missing else float(not wrong)


def page_f1(counts: Counts) -> float:
    """Give the F1 of one page."""
    precision, recall = _precision(counts), _recall(counts)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def f1(pages: Sequence[Counts]) -> float:
    """Give the F1 of many pages: the harmonic mean of mean precision and mean recall.

    >>> round(f1([(8, 2, 0), (5, 0, 5)]), 3)
    0.818
    """
    with_text = [_precision(page) for page in pages if page[0] + page[1]]
    with_gold = [_recall(page) for page in pages if page[0] + page[2]]
    precision = sum(with_text) / len(with_text) if with_text else 0.0
    recall = sum(with_gold) / len(with_gold) if with_gold else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(frozen=True)
class Interval:
    """A difference with its 95 % interval."""

    middle: float
    low: float
    high: float


def difference(ours: Sequence[Counts], theirs: Sequence[Counts], rounds: int = 400) -> Interval:
    """Give by how much our F1 is above theirs on the same pages, by paired bootstrap."""
    dice = random.Random(1)
    size = len(ours)
    drawn = []
    for _ in range(rounds):
        chosen = dice.choices(range(size), k=size)
        drawn.append(f1([ours[n] for n in chosen]) - f1([theirs[n] for n in chosen]))
    drawn.sort()
    return Interval(f1(ours) - f1(theirs), drawn[int(0.025 * rounds)], drawn[int(0.975 * rounds) - 1])


def folded(text: str | None) -> str:
    """Give the words of a text without case and accents: two spellings of one headline.

    >>> folded("Élysée: “Non”")
    'elysee non'
    """
    plain = unicodedata.normalize("NFKD", (text or "").casefold())
    return " ".join(_TOKEN.findall("".join(sign for sign in plain if not unicodedata.combining(sign))))


def date_verdict(gold: str, read: str | None) -> str:
    """Compare two dates by their days: `right`, `wrong` or `none`."""
    if not read or not re.match(r"\d{4}-\d\d-\d\d", read):
        return "none"
    return "right" if read[:10] == gold[:10] else "wrong"


def author_counts(gold: Sequence[str], read: Sequence[str]) -> Counts:
    """Compare people, whatever the order of their names."""
    wanted = {frozenset(folded(name).split()) for name in gold} - {frozenset()}
    found = {frozenset(folded(name).split()) for name in read} - {frozenset()}
    return len(wanted & found), len(found - wanted), len(wanted - found)
