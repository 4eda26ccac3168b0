"""Which words are left over once everything is cancelled that two wordings of one claim share?

Words are cancelled in steps, from the harmless to the doubtful: the same word, the same word spelled the other way or
inflected, a word of the same meaning, a typing error. What remains on either side is what a reader was told before
and is not told now, or the other way round.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypedDict

from rapidfuzz.distance import OSA, Indel

from pactwatch.diff.lexicon import (
    any_phrase,
    articles,
    confusable,
    endings,
    faced,
    facing,
    grammar_words,
    hedges,
    joiners,
    known_words,
    meaning_of,
    negating,
    negators,
    phrase_hints,
    phrases,
)
from pactwatch.diff.spelling import UNSPACED, common_signs, one_spelling
from pactwatch.diff.words import split_words
from pactwatch.model import Wording

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Residue:
    """What is left of two wordings; a pair is (old word, new word)."""

    old: tuple[str, ...] = ()
    """Content words of the old wording that nothing in the new one answers, in order."""
    new: tuple[str, ...] = ()
    spelled: tuple[Pair, ...] = ()
    inflected: tuple[Pair, ...] = ()
    synonyms: tuple[Pair, ...] = ()
    opposites: tuple[Pair, ...] = ()
    grammar: tuple[str, ...] = ()
    """Function words that came or went."""
    negators: tuple[int, int] = (0, 0)
    """How many words of negation only the old, only the new wording has."""
    hedges: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    rivals: tuple[Pair, ...] = ()
    """Words for parts in a story that are never each other."""
    apart: tuple[Pair, ...] = ()
    """Words that are never each other, whatever else is put in another way."""
    kept: int = 0
    """Content words that both share."""
    same_words: bool = True
    """Whether nothing came or went: at most the order differs."""
    same_order: bool = True
    """Whether even the order is the same."""
    edits: int = 0
    """In how many places words came or went."""
    letters: tuple[int, int] = (0, 0)
    """How many letters went and came in those places, moved words included."""
    at_start: bool = False
    """Whether the first word differs."""
    swapped: Pair | None = None
    """Two content words that changed places while all else stayed: who did it to whom."""


# So many words left over are told apart; cancelling pairs is quadratic, and a sentence has no more.
_MOST = 100
# So many words are compared in order; the cost is quadratic.
_LONGEST_LINE = 1_000


def residue(old: Wording, new: Wording, language: str) -> Residue:
    """Cancel what *old* and *new* share; figures and dates are left out, for they are compared by value."""
    a, b = _spoken_words(old), _spoken_words(new)
    only_a, only_b = Counter(a) - Counter(b), Counter(b) - Counter(a)
    if not only_a and not only_b:
        content = sum(not _is_grammar(word, language) for word in a)
        return Residue(kept=content, same_order=a == b, swapped=_swapped(a, b, language))
    left, right = _in_order(a, only_a)[:_MOST], _in_order(b, only_b)[:_MOST]
    left, right = _without_rejoined(left, right)
    # First of all a slip in a function word ("duirng"): later there would be nothing left to set against it.
    small = {word for word in (*left, *right) if _is_grammar(word, language)}
    slips = _take(left, right, lambda x, y: (x in small) != (y in small) and misspelled(x, y))
    denying, hedging = negators(language), hedges(language)
    special = denying | hedging
    grammar = [word for word in left + right if _is_grammar(word, language) and word not in special]
    hedged = tuple(w for w in left if w in hedging), tuple(w for w in right if w in hedging)
    denied = sum(w in denying for w in left), sum(w in denying for w in right)
    turned = _take_facing(left, right, language) or _take_negated(left, right, language)
    rivals = facing(left, right, "rivals", language)
    apart = facing(left, right, "apart", language)
    if language == "ja":
        apart = apart or _faced_in(old.text, new.text, "apart")
        turned = turned or _faced_in(old.text, new.text, "opposites")
        rivals = rivals or _faced_in(old.text, new.text, "rivals")
    left = [w for w in left if w not in special and not _is_grammar(w, language)]
    right = [w for w in right if w not in special and not _is_grammar(w, language)]
    inflected = _take(left, right, same_stem)
    synonyms = _take(left, right, lambda x, y: meaning_of(x, language) == meaning_of(y, language) is not None)
    spelled = slips + _take(left, right, misspelled)
    if not left and not right and not spelled and len(grammar) == 2:
        went, came = ([word for word in grammar if word in only] for only in (only_a, only_b))
        apart = apart or facing(went, came, "places", language)
    return Residue(
        tuple(left),
        tuple(right),
        tuple(spelled),
        tuple(inflected),
        tuple(synonyms),
        tuple(turned),
        tuple(grammar),
        denied,
        hedged,
        tuple(rivals),
        tuple(apart),
        kept=sum(not _is_grammar(word, language) for word in (Counter(a) & Counter(b)).elements()),
        same_words=False,
        same_order=False,
        **_places_of_edits(a, b),
    )


class _Places(TypedDict):
    edits: int
    letters: tuple[int, int]
    at_start: bool


def _places_of_edits(a: Sequence[str], b: Sequence[str]) -> _Places:
    """Count where the words of two wordings differ, in their order.

    Where several ways from one to the other are as short, the one taken must not depend on which wording is older.
    """
    if list(b) < list(a):
        turned = _places_of_edits(b, a)
        return {**turned, "letters": turned["letters"][::-1]}
    spans = [op for op in Indel.opcodes(a[:_LONGEST_LINE], b[:_LONGEST_LINE]) if op.tag != "equal"]
    went = sum(len(word) for op in spans for word in a[op.src_start : op.src_end])
    came = sum(len(word) for op in spans for word in b[op.dest_start : op.dest_end])
    # A replacement comes as a deletion and an insertion at the same place.
    edits = sum(k == 0 or op.src_start > spans[k - 1].src_end for k, op in enumerate(spans))
    return {"edits": edits, "letters": (went, came), "at_start": a[:1] != b[:1]}


# ---------------------------------------------------------------- words

_SHORT_FORMS = re.compile(r"(?<=\w)(n)['’]?(t)\b(?<=n['’]t)|['’](s|re|ve|ll|d|m)\b")


def _spoken_words(wording: Wording) -> tuple[str, ...]:
    """Give the words of a wording in one spelling, with figures and dates left out."""
    spans = sorted([(f.start, f.end) for f in wording.figures] + [(d.start, d.end) for d in wording.dates])
    parts, at = [], 0
    for start, end in spans:
        if start >= at:
            parts.append(wording.text[at:start])
        at = max(at, end)
    parts.append(wording.text[at:])
    return words_of(" ".join(parts))


@lru_cache(maxsize=64)
def words_of(text: str) -> tuple[str, ...]:
    """Give the words of *text* without case, typography and national spelling; short forms are written out.

    >>> words_of("The Defence Ministry didn’t organise it.")
    ('the', 'defense', 'ministry', 'did', 'not', 'organize', 'it')
    """
    folded = common_signs(unicodedata.normalize("NFKC", text)).casefold().replace("’", "'").replace("\u00ad", "")
    if any(hint in folded for hint in phrase_hints()) and any_phrase().search(folded):
        for turn, word in phrases():
            folded = turn.sub(word, folded)
    folded = folded.replace("can't", "can not").replace("cannot", "can not").replace("won't", "will not")
    folded = folded.replace("n't", " not").replace("'s ", " ").replace("u.s.", "us").replace("u.k.", "uk")
    folded = folded.replace("u.n.", "un").replace("e.u.", "eu")
    found = []
    for token in split_words(folded):
        if token[0].isalnum():
            for part in token.split("'"):
                if part:
                    found.append(one_spelling(part))
    return tuple(found)


def _is_grammar(word: str, language: str) -> bool:
    """Whether the word is a function word; in Japanese, whether it is written in hiragana."""
    if "\u3040" <= word[0] <= "\u309f":
        return True
    return word in grammar_words(language) or (len(word) == 1 and word.isascii())


# Accents that a writer forgets or turns. The two dots, the ring and the tilde are none of them: they make another
# letter ("wurde", "würde"; "ano", "año").
_ACCENTS = dict.fromkeys((0x300, 0x301, 0x302, 0x327))


def without_accents(text: str) -> str:
    """Take off grave, acute, circumflex and cedilla.

    >>> without_accents("perché, hôtel, año, für")
    'perche, hotel, año, für'
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).translate(_ACCENTS))


# ---------------------------------------------------------------- cancelling


def _in_order(words: Sequence[str], wanted: Counter[str]) -> list[str]:
    """Give the *wanted* words in the order of the text."""
    rest = Counter(wanted)
    found = []
    for word in words:
        if rest[word] > 0:
            rest[word] -= 1
            found.append(word)
    return found


def _swapped(a: Sequence[str], b: Sequence[str], language: str) -> Pair | None:
    """Find the two content words that changed places, articles apart; across a mere "and" nothing changed."""
    a, b = [w for w in a if w not in articles()], [w for w in b if w not in articles()]
    if language == "ja":
        a, b = _runs(a), _runs(b)
    if len(a) != len(b):
        return None
    moved = [k for k, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(moved) != 2 or any(_is_grammar(a[k], language) for k in moved) or a[moved[0]] != b[moved[1]]:
        return None
    between = a[moved[0] + 1 : moved[1]]
    if len(between) <= 3 and any(word in joiners() for word in between):
        return None
    return a[moved[0]], a[moved[1]]


def _runs(words: Sequence[str]) -> list[str]:
    """Join neighbouring Han signs: they are one word."""
    runs: list[str] = []
    for word in words:
        if runs and is_han(word) and is_han(runs[-1][-1]):
            runs[-1] += word
        else:
            runs.append(word)
    return runs


def is_han(word: str) -> bool:
    """Whether the word is a single Han sign."""
    return len(word) == 1 and "\u3400" <= word <= "\u9fff"


def _take_facing(left: list[str], right: list[str], language: str) -> list[Pair]:
    """Move the words that say the opposite of one another out of both lists."""
    pairs = []
    for one, other in facing(left, right, "opposites", language):
        if one in left and other in right:
            left.remove(one)
            right.remove(other)
            pairs.append((one, other))
    return pairs


# A word that a beginning turns round has so many letters at least.
_TURNED = 4


def _take_negated(left: list[str], right: list[str], language: str) -> list[Pair]:
    """Move the one content word that came with a beginning of denial out of both lists: "dicht", "undicht".

    Beside other changes it is as often put in another way: "could lead to the inability", "may lose the ability".
    """
    content = [[word for word in words if not _is_grammar(word, language)] for words in (left, right)]
    if [len(words) for words in content] != [1, 1]:
        return []
    one, other = content[0][0], content[1][0]
    short, long = sorted((one, other), key=len)
    if len(short) < _TURNED or all(long != prefix + short for prefix in negating(language)):
        return []
    left.remove(one)
    right.remove(other)
    return [(one, other)]


def _faced_in(old: str, new: str, table: str) -> list[Pair]:
    """Find words of several Han signs that face each other: each stands in one text only."""
    for sides in faced(table, "ja"):
        gone = [(k, word) for k, side in enumerate(sides) for word in sorted(side) if word in old and word not in new]
        come = [(k, word) for k, side in enumerate(sides) for word in sorted(side) if word in new and word not in old]
        pairs = [(one, other) for k, one in gone for n, other in come if k != n and min(len(one), len(other)) > 1]
        if pairs:
            return pairs[:1]
    return []


def _without_rejoined(left: list[str], right: list[str]) -> tuple[list[str], list[str]]:
    """Cancel words written together on one side and apart on the other ("co operation", "cooperation")."""
    for parts, wholes in ((left, right), (right, left)):
        k = 0
        while k + 1 < len(parts):
            joined = parts[k] + parts[k + 1]
            if joined in wholes:
                wholes.remove(joined)
                del parts[k : k + 2]
            else:
                k += 1
    return left, right


def _take(left: list[str], right: list[str], fits: Callable[[str, str], bool]) -> list[Pair]:
    """Move the first fitting pairs out of both lists."""
    pairs = []
    for word in list(left):
        other = next((candidate for candidate in right if fits(word, candidate)), None)
        if other is not None:
            left.remove(word)
            right.remove(other)
            pairs.append((word, other))
    return pairs


# Where the endings differ, so much of the shorter word must be stem.
STEM_SHARE = 0.6


@lru_cache(maxsize=20_000)
def same_stem(one: str, other: str) -> bool:
    """Whether two words are forms of one word.

    >>> same_stem("announces", "announced"), same_stem("minister", "ministry"), same_stem("was", "has")
    (True, False, False)
    """
    if one[:3] != other[:3]:
        return False
    shared = shared_start(one, other)
    if (
        min(len(one), len(other)) < 3
        or shared < STEM_SHARE * min(len(one), len(other))
        or frozenset((one, other)) in confusable()
    ):
        return False
    # "stop", "stopped": the doubled letter belongs to the ending.
    rest_one, rest_other = one[shared:], other[shared:]
    for rest in (rest_one, rest_other):
        if len(rest) > 2 and rest[0] == one[shared - 1] and rest[1:] in endings():
            return (rest_one if rest is rest_other else rest_other) in ("", "s")
    return all(not rest or rest in endings() for rest in (rest_one, rest_other)) and not (
        {rest_one, rest_other} & {"er", "ers"} and {rest_one, rest_other} & {"ee", "ees", "y", "ies"}
    )


def shared_start(one: str, other: str) -> int:
    """Count the letters with which both words begin.

    >>> shared_start("severe", "severity")
    5
    """
    return next((k for k, (x, y) in enumerate(zip(one, other, strict=False)) if x != y), min(len(one), len(other)))


@lru_cache(maxsize=20_000)
def misspelled(one: str, other: str) -> bool:
    """Whether one word is likely a typing error for the other: one slip, or two in a long word; never two real words.

    >>> misspelled("goverment", "government"), misspelled("majority", "minority"), misspelled("29", "92")
    (True, False, False)
    """
    return one_slip_apart(one, other) and not {one, other} <= known_words()


def one_slip_apart(one: str, other: str) -> bool:
    """Do what `misspelled` does, real words or not."""
    # Whole letters are rarely mistaken at the beginning of a word, save by swapping the first two.
    if one[0] != other[0] and (one[:2] != other[1::-1] or one[:2] == other[:2]):
        return False
    short, long = min(len(one), len(other)), max(len(one), len(other))
    if (
        short < 4
        or long - short > 2
        or not (one.isalpha() and other.isalpha())
        or frozenset((one, other)) in confusable()
    ):
        return False
    if max(one + other) > UNSPACED:
        return False
    slips = OSA.distance(one, other, score_cutoff=2)
    return slips <= (2 if short >= 7 else 1)
