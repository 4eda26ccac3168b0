"""Which texts copy one report: near-duplicates by shingles, MinHash and locality-sensitive hashing.

Broder (1997) and Indyk & Motwani (1998), with one hash per shingle and the one-permutation scheme of Li, Owen & Zhang
(2012), which needs a single pass over a text. Every hash is BLAKE2b, so that the answer is the same on every machine.
Pairs that share a band are checked by the true overlap of their shingles.
"""

from __future__ import annotations

import re
import struct
from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import chain

from pactwatch.facts.plain import has_cjk

# A copy keeps most runs of five words even after a desk has cut and retouched it; two reports of one event by different
# hands share few (quotations only).
SHINGLE_WORDS = 5
SHINGLE_CJK = 8
# The share of the shorter text's shingles that both have. A desk's cut of an agency report stays above; an article that
# quotes another at length stays below.
COPY = 0.5
# 64 bins in bands of two: a pair with a Jaccard similarity of .3 meets in one of 32 bands with probability .95, one of
# .1 with .27; what meets is then compared in full.
BINS = 64
ROWS = 2
_BAND = struct.Struct("<H" + ROWS * "HQ").pack
# What a text may cost: the first 20,000 characters say whose it is.
LONGEST = 20_000
# Texts with fewer shingles are headlines; they copy each other by chance.
FEWEST = 8
# Texts met in one band before it is given up as too common (a disclaimer); the other bands still find true copies.
CROWD = 50


def voices(texts: Mapping[str, str]) -> dict[str, str]:
    """Give for each key the key of the earliest text (in insertion order) that it copies; its own if it copies none.

    Linear in the length of all texts, but for crowds of near-identical ones. A copy of a copy has the first voice.
    """
    index = Voices()
    return {name: index.add(name, text) for name, text in texts.items()}


class Voices:
    """Texts as they come in, ready to find those that a further one copies."""

    # not a dataclass: the fields are of no use to anybody else.
    def __init__(self) -> None:
        self._voice: list[str] = []
        self._kept: list[array[int]] = []
        # 100,000 texts have 3 million bands, nearly all met once: those hold a bare number, the others a list.
        self._bands: dict[int, int | list[int]] = {}

    def add(self, name: str, text: str) -> str:
        """Take in one more text; give the name of the earliest that it copies, or its own."""
        mine = shingles_of(text)
        keys = _bands(mine) if len(mine) >= FEWEST else []
        rivals = dict.fromkeys(rival for key in keys for rival in _met(self._bands.get(key)))
        original = _original(mine, self._kept, rivals)
        voice = name if original is None else self._voice[original]
        for key in keys:
            _meet(self._bands, key, len(self._voice))
        self._voice.append(voice)
        self._kept.append(array("Q", sorted(mine)))
        return voice


def _original(mine: frozenset[int], kept: Sequence[array[int]], rivals: Iterable[int]) -> int | None:
    """Give the rival that shares most with a text, the earliest of equals; None: no one shares enough."""
    best, original = COPY, None
    for rival in rivals:
        other = kept[rival]
        share = len(mine.intersection(other)) / min(len(mine), len(other)) if mine and other else 0.0
        if share > best or (share == best and (original is None or rival < original)):
            best, original = share, rival
    return original


def _met(band: int | list[int] | None) -> Sequence[int]:
    """Give the texts of a band."""
    if band is None:
        return ()
    return [band] if isinstance(band, int) else band


def _meet(bands: dict[int, int | list[int]], key: int, number: int) -> None:
    """Put a text into a band."""
    known = bands.get(key)
    if known is None:
        bands[key] = number
    elif isinstance(known, int):
        bands[key] = [known, number]
    elif len(known) < CROWD:
        known.append(number)


@lru_cache(maxsize=256)  # a text is asked for its bands, and then set beside others
def shingles_of(text: str) -> frozenset[int]:
    """Give the hashes of a text's word runs (in Japanese and Chinese: character runs)."""
    text = text[:LONGEST].casefold()
    if has_cjk(text):
        units, size = re.findall(r"\w", text), SHINGLE_CJK
    else:
        units, size = re.findall(r"\w+", text), SHINGLE_WORDS
    runs = set(map("\x1f".join, zip(*(units[i:] for i in range(size)), strict=False)))
    hashes = b"".join([blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8).digest() for run in runs])
    return frozenset(struct.unpack(f">{len(runs)}Q", hashes))


def _bands(shingles: Iterable[int]) -> list[int]:
    """Give the band keys of a set of shingles: bin by the low bits, keep the least of each bin, join bins to bands."""
    # The last one written to a bin is its least.
    of_bin = {shingle % BINS: shingle // BINS for shingle in sorted(shingles, reverse=True)}
    least = [of_bin.get(bin_) for bin_ in range(BINS)]
    # A short text leaves bins empty: each takes what the next full one holds (Shrivastava & Li 2014), told apart by how
    # far that was, so that two short texts do not meet in what neither has.
    if not of_bin:
        return []
    filled: list[tuple[int, int]] = [(0, 0)] * BINS
    far, held = 0, 0
    for bin_ in [*range(BINS - 1, -1, -1)] * 2:  # twice round: the last bins take from the first
        value = least[bin_]
        far, held = (0, value) if value is not None else (far + 1, held)
        filled[bin_] = (far, held)
    # Each band is hashed to a signed number of 64 bits, which is what SQLite holds; the same on every machine.
    bands = (
        blake2b(_BAND(start, *chain.from_iterable(filled[start : start + ROWS])), digest_size=8).digest()
        for start in range(0, BINS, ROWS)
    )
    return list(struct.unpack(f"<{BINS // ROWS}q", b"".join(bands)))


# ---------------------------------------------------------------- one more text


def bands_of(text: str) -> tuple[int, ...]:
    """Give the numbers by which a text finds those that it may copy; none for a headline, which copies nobody.

    They are the same on every machine and in every release, so that they can be stored.
    """
    shingles = shingles_of(text)
    return tuple(dict.fromkeys(_bands(shingles))) if len(shingles) >= FEWEST else ()


def copied_from(text: str, rivals: Mapping[int, str]) -> tuple[int, float] | None:
    """Give which of *rivals* (by any number, the earliest first) *text* shares most with, and how much of it.

    None: it shares too little with each of them to be a copy.
    """
    mine = shingles_of(text)
    best: tuple[int, float] | None = None
    for number, other in rivals.items():
        share = _share(mine, shingles_of(other))
        if share >= COPY and (best is None or share > best[1]):
            best = (number, share)
    return best


def _share(mine: frozenset[int], other: frozenset[int]) -> float:
    """Give the share of the shorter text's runs that both have."""
    fewest = min(len(mine), len(other))
    return len(mine & other) / fewest if fewest >= FEWEST else 0.0
