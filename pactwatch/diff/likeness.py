"""How likely are two sentences one claim, as far as their words tell?"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from pactwatch.patterns import late

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
# So many first words and letters of a sentence are compared in order: no sentence is longer, and the cost is quadratic.
LONGEST_LINE = 300
LONGEST_TEXT = 4_000
# An open part of fewer words than this is not followed.
OPEN_WORDS = 3
# The value in a box of figures ("1.2 million", "1 January 2025") is no longer than this.
LONGEST_VALUE = 24
VALUE_WORDS = 4
_DIGIT = late(r"\d")
_WORDS = re.compile(r"[^\W_]+")
# Scripts written without spaces: kana, Han, Thai, Lao, Khmer, Burmese. Their runs are cut into pairs of characters.
_UNSPACED = late(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]{2,}")


def tokens(text: str) -> list[str]:
    """Give the words of *text* without case; of scripts without spaces, the pairs of neighbouring characters.

    >>> tokens("EU and 岩屋外相")
    ['eu', 'and', '岩屋', '屋外', '外相']
    """
    words: list[str] = _WORDS.findall(text.casefold())
    if text.isascii():
        return words
    found: list[str] = []
    for word in words:
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


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as the similarities see it."""

    line: str
    """Its words in order, one character each."""
    weights: Mapping[str, float]
    """TF-IDF of its words (by their character), of length 1."""
    mass: float
    """The sum of the weights."""
    size: int = 0
    """Its bytes in UTF-8: what a sentence holds, in any script."""


def likeness_of(old: Sentence, new: Sentence, cosine: float, characters: float) -> float:
    """Give the log-odds that two sentences are one claim, as far as their words tell."""
    short, long = sorted((len(old.line), len(new.line)))
    if not short:
        return -math.inf
    # Summed in the order of the text, not of a set: the last digits must not depend on the hash seed.
    in_old = sum([weight for word, weight in old.weights.items() if word in new.weights])
    in_new = sum([weight for word, weight in new.weights.items() if word in old.weights])
    held = max(in_old / old.mass, in_new / new.mass)
    run = _longest_run(old.line[:LONGEST_LINE], new.line[:LONGEST_LINE])
    return (
        BIAS
        + COSINE * cosine
        + TOKEN_INDEL * in_order(old.line, new.line)
        + CHARACTER_INDEL * characters
        + CONTAINMENT * held
        + LONGEST_RUN * math.log1p(run)
        + RUN_SHARE * run / short
        + SHORTNESS * math.log1p(short)
        + LENGTH_RATIO * math.log((short + 1) / (long + 1)) ** 2
    )


def alike(old: Sentence, new: Sentence, old_text: str, new_text: str) -> float:
    """Give the likeness of two sentences that are no candidates by their cosine."""
    cosine = sum([weight * new.weights[word] for word, weight in old.weights.items() if word in new.weights])
    return likeness_of(old, new, cosine, in_order(old_text, new_text))


def is_value(text: str) -> bool:
    """Whether a line is the value in a box of figures, and its label stands before or behind it.

    >>> is_value("€3.5 billion"), is_value("29"), is_value("Killed"), is_value("29 died in the old harbour.")
    (True, True, False, False)
    """
    return len(text) <= LONGEST_VALUE and bool(_DIGIT.search(text)) and len(_WORDS.findall(text)) <= VALUE_WORDS


def in_order(old: str, new: str) -> float:
    """Give the share of two texts that stands in the same order, 0 to 1."""
    return Indel.normalized_similarity(old[:LONGEST_TEXT], new[:LONGEST_TEXT])


def _longest_run(a: str, b: str) -> int:
    """Count the words of the longest run that both share."""
    run = 0
    for k in range(len(a)):
        while k + run < len(a) and a[k : k + run + 1] in b:
            run += 1
    return run


def read_sentences(
    old: Sequence[str], new: Sequence[str], loose_old: Sequence[int], loose_new: Sequence[int]
) -> tuple[dict[int, Sentence], dict[int, Sentence]]:
    """Read the loose sentences of both versions, by their places.

    A word's weight falls with the number of sentences that hold it, of all that stand in either version.
    """
    words = {text: tokens(text) for text in dict.fromkeys((*old, *new))}
    seen_in: Counter[str] = Counter()
    for text in (*old, *new):
        seen_in.update(set(words[text]))
    total = len(old) + len(new)
    loose = dict.fromkeys([*(old[i] for i in loose_old), *(new[j] for j in loose_new)])
    met = dict.fromkeys(word for text in loose for word in words[text])
    # One character for each word, so that rapidfuzz compares sentences of words as fast as words of letters. The
    # surrogates are left out; beyond a million words two may share a character, which does no harm.
    letter = {word: chr(0x100 + k % 0xD000 if k < 0xD000 else 0x10000 + k % 0xFFFFF) for k, word in enumerate(met)}
    weight = {sign: math.log((total + 1) / (seen_in[word] + 0.5)) for word, sign in letter.items()}

    def read(text: str) -> Sentence:
        line = "".join([letter[word] for word in words[text]])
        weights = {
            sign: weight[sign] * (1 + math.log(n)) if n > 1 else weight[sign] for sign, n in Counter(line).items()
        }
        length = math.sqrt(sum([w * w for w in weights.values()])) or 1.0
        size = len(text.strip().encode("utf-8", "replace"))
        return Sentence(line, {sign: w / length for sign, w in weights.items()}, sum(weights.values()) / length, size)

    read_as = {text: read(text) for text in loose}
    return {i: read_as[old[i]] for i in loose_old}, {j: read_as[new[j]] for j in loose_new}


def open_likeness(old: Sentence, new: Sentence, open_old: Mapping[str, float], open_new: Mapping[str, float]) -> float:
    """Give the likeness of what is left open of two sentences."""
    if len(open_old.keys() & open_new.keys()) < OPEN_WORDS:
        return -math.inf
    parts = [
        Sentence("".join([word for word in side.line if word in still_open]), still_open, sum(still_open.values()))
        for side, still_open in ((old, open_old), (new, open_new))
    ]
    cosine = sum([weight * open_new[word] for word, weight in open_old.items() if word in open_new])
    lengths = [math.sqrt(sum([w * w for w in part.weights.values()])) for part in parts]
    cosine /= lengths[0] * lengths[1] or 1.0
    return likeness_of(parts[0], parts[1], cosine, in_order(parts[0].line, parts[1].line))
