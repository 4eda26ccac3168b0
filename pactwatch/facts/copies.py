"""What an outlet changed in a report that it copied: its sentences beside those of the original."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from rapidfuzz.distance import LCSseq

from pactwatch.claims import sentences
from pactwatch.facts.plain import key

# An original and its copy have 10-60 sentences; what stands behind is not compared.
MOST_SENTENCES = 120
# Below this share of common characters two sentences are not one sentence retouched. Typical desk edits (a figure, a
# name, a clause less) stay above .6; two sentences of one report are below .4.
SAME_SENTENCE = 0.5


@dataclass(frozen=True, slots=True)
class Edit:
    """One local edit. None: the sentence was added, or cut."""

    old: str | None
    new: str | None


def local_edits(original: str, copy: str, language: str | None = None) -> tuple[Edit, ...]:
    """List what *copy* changed against *original*, stretch by stretch, what was cut behind; typography is no edit.

    >>> local_edits("It cost 40 million. Nobody was hurt.", "It cost 14 million. Nobody was hurt.", "en")
    (Edit(old='It cost 40 million.', new='It cost 14 million.'),)
    """
    old, new = _sentences(original, language), _sentences(copy, language)
    matcher = SequenceMatcher(None, [key for _, key in old], [key for _, key in new], autojunk=False)
    edits: list[Edit] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            edits += _paired(old[a:b], new[c:d])
    return tuple(edits)


@lru_cache(maxsize=256)  # an original is set beside each of its copies
def _sentences(text: str, language: str | None) -> tuple[tuple[str, str], ...]:
    """Split a text into its sentences, each with its key."""
    found = [sentence for line in text.splitlines() if line.strip() for sentence in sentences(line, language)]
    kept = [sentence.strip() for sentence in found if sentence.strip()][:MOST_SENTENCES]
    return tuple((sentence, key(sentence)) for sentence in kept)


def _paired(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> list[Edit]:
    """Pair the sentences of a stretch that differs, each with the one most like it."""
    left = list(old)
    edits = []
    for sentence, itself in new:
        like = _most_like(itself, [other for _, other in left])
        edits.append(Edit(None if like is None else left.pop(like)[0], sentence))
    return edits + [Edit(sentence, None) for sentence, _ in left]


def _most_like(mine: str, others: Sequence[str]) -> int | None:
    """Give which of some keys has most words in common with *mine*, in order (in Japanese: characters).

    The first of equals; None: each has too few for one sentence retouched.
    """
    best, found = SAME_SENTENCE, None
    for place, other in enumerate(others):
        spaced = " " in mine + other
        theirs, ours = _units(other, spaced), _units(mine, spaced)
        # No common order is longer than the longest, which C finds; most sentences are unlike.
        most = 2 * LCSseq.similarity(theirs, ours) / max(1, len(theirs) + len(ours))
        if most < best or (most == best and found is not None):
            continue
        share = SequenceMatcher(None, theirs, ours, autojunk=False).ratio()
        if share > best or (share == best and found is None):
            best, found = share, place
    return found


def _units(key: str, spaced: bool) -> list[str]:
    """Give what of a key is compared."""
    return key.split() if spaced else list(key)
