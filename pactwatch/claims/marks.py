"""Which words does some reader look for? One look-up per word tells all of them where to look."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pactwatch.claims.words import Words, words_for
from pactwatch.claims.words.decades import DECADES


class Mark:
    """What a word may begin, or be; plain integers, for `IntFlag` is ten times slower in `&`."""

    MONTH = 1
    WEEKDAY = 2
    RELATIVE = 4
    CLOCK = 8
    NUMBER = 16
    SAYS = 32
    MOOD = 64
    NEGATION = 128
    ACCORDING = 256


Pairs = dict[str, dict[str, int]]
"""A word, the word behind it, and what the two begin together: `is to`, `a dozen`, `the day`."""


def marks_of(words: Words) -> tuple[dict[str, int], Pairs]:
    """Give the marks of every word that has one by itself, and of every pair that begins a phrase."""
    return _marks(words.code)


def first_words(phrases: Iterable[str]) -> frozenset[str]:
    """Give the words that phrases begin with."""
    return frozenset(phrase.split()[0] for phrase in phrases)


@cache
def _marks(code: str) -> tuple[dict[str, int], Pairs]:
    words = words_for(code)
    single: dict[str, int] = {}
    pairs: Pairs = {}
    for mark, phrases in (
        (Mark.MONTH, words.months),
        (Mark.WEEKDAY, words.weekdays),
        (Mark.RELATIVE, (*words.relative, *_RELATIVE.get(code, ()), *_PARTS)),
        (Mark.RELATIVE, first_words(words.ago_before) | words.ago_after | words.quarters | words.halves),
        (Mark.RELATIVE, words.decade_before),
        (Mark.CLOCK, words.clock_words),
        (Mark.NUMBER, (*words.vague, *words.fractions, *words.numbers, *words.ordinals)),
        (Mark.SAYS, words.says | words.says_weak),
        (Mark.MOOD, words.modality),
        (Mark.NEGATION, (*words.negations, *words.not_negations, *_NEGATIONS.get(code, ()))),
        (Mark.ACCORDING, words.according),
    ):
        for phrase in phrases:
            first, _, rest = phrase.partition(" ")
            if rest:
                seconds = pairs.setdefault(first, {})
                second = rest.split()[0]
                seconds[second] = seconds.get(second, 0) | mark
            else:
                single[first] = single.get(first, 0) | mark
    return single, pairs


_RELATIVE = DECADES
_PARTS = ("q1", "q2", "q3", "q4", "t1", "t2", "t3", "t4")
# `don't`, "ruled out", "has yet to": read by rules of their own in `modality`.
_NEGATIONS = {"en": frozenset(("t", "out", "yet"))}
