"""What an outlet changed in a report that it copied: its sentences beside those of the original."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

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
    matcher = SequenceMatcher(None, [key(s) for s in old], [key(s) for s in new], autojunk=False)
    edits: list[Edit] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            edits += _paired(old[a:b], new[c:d])
    return tuple(edits)


def _sentences(text: str, language: str | None) -> list[str]:
    """Split a text into its sentences."""
    found = [sentence for line in text.splitlines() if line.strip() for sentence in sentences(line, language)]
    return [sentence.strip() for sentence in found if sentence.strip()][:MOST_SENTENCES]


def _paired(old: Sequence[str], new: Sequence[str]) -> list[Edit]:
    """Pair the sentences of a stretch that differs, each with the one most like it."""
    left = list(old)
    edits = []
    for sentence in new:
        like = max(left, key=lambda other: _likeness(other, sentence), default=None)
        if like is not None and _likeness(like, sentence) >= SAME_SENTENCE:
            left.remove(like)
            edits.append(Edit(like, sentence))
        else:
            edits.append(Edit(None, sentence))
    return edits + [Edit(sentence, None) for sentence in left]


def _likeness(a: str, b: str) -> float:
    """Give the share of words that two sentences have in common, in order (in Japanese: of characters)."""
    first, second = key(a), key(b)
    left, right = (first.split(), second.split()) if " " in first + second else (list(first), list(second))
    return SequenceMatcher(None, left, right, autojunk=False).ratio()
