"""One sentence made ready for every reader: its words found once, with their places."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Container, Mapping
from typing import TypeVar

from pactwatch.claims.marks import marks_of
from pactwatch.claims.words import Words

T = TypeVar("T")

# Combining accents belong to their letter: text may come in Unicode's decomposed form.
_WORD = re.compile(r"[\w\u0300-\u036f\u00ad]+")
_SPACES = frozenset((" ", "\u00a0", "\u202f", "\u2009", "-", "\u2011", "\n", "\t", "  "))
# Digits of other scripts and full-width signs, one for one, so that places stay the same.
_FOLD = {
    **{0xFF01 + k: 0x21 + k for k in range(94)},
    **{base + k: 0x30 + k for base in (0x0660, 0x06F0, 0x0966) for k in range(10)},
    0x3000: 0x20,
    0x2212: 0x2D,
    0x301C: 0x7E,
    0xFFE5: 0xA5,
    0xFFE1: 0xA3,
}


_TO_FOLD = re.compile(f"[{''.join(re.escape(chr(code)) for code in _FOLD)}]")
_DIGIT = re.compile("[0-9]")


def _is_plain(text: str) -> bool:
    """Whether every letter of a text is one sign: nothing to compose, no soft hyphen."""
    return text.isascii() or ("\u00ad" not in text and unicodedata.is_normalized("NFC", text))


def _places(lows: list[str], lowered: str) -> tuple[list[int], list[int]]:
    """Give where each word begins and ends. Looking for them again takes a third of what asking each match takes."""
    starts, ends, at = [], [], 0
    find = lowered.find
    for low in lows:
        at = find(low, at)
        starts.append(at)
        at += len(low)
        ends.append(at)
    return starts, ends


def _marks(lows: list[str], words: Words) -> tuple[dict[int, int], int]:
    """Give what each word is looked for, and all of it in one."""
    single, pairs = marks_of(words)
    found: dict[int, int] = {}
    last, mask = len(lows) - 1, 0
    for index, low in enumerate(lows):
        mark = single.get(low, 0)
        if low in pairs and index < last:
            mark |= pairs[low].get(lows[index + 1], 0)
        if mark:
            found[index] = mark
            mask |= mark
    return found, mask


class Reading:
    """A text, its words in lower case, and where each begins and ends."""

    __slots__ = (
        "capitals",
        "ends",
        "folded",
        "has_digit",
        "language",
        "lows",
        "marks",
        "mask",
        "starts",
        "text",
        "words",
    )

    def __init__(self, text: str, words: Words, language: str | None) -> None:
        self.text = text
        self.words = words
        self.language = language
        self.folded = text if text.isascii() or _TO_FOLD.search(text) is None else text.translate(_FOLD)
        """The text with full-width and foreign digits as ASCII; the same length."""
        self.lows: list[str]
        self.starts: list[int]
        self.ends: list[int]
        folded = self.folded
        lowered = folded.lower()
        if len(lowered) == len(folded) and _is_plain(folded):
            self.lows = _WORD.findall(lowered)
            self.starts, self.ends = _places(self.lows, lowered)
        else:
            self._read_slowly()
        self.has_digit = _DIGIT.search(folded) is not None
        self.capitals = [text[start].isupper() for start in self.starts]
        """For each word whether it begins with a capital."""
        self.marks, self.mask = _marks(self.lows, words)
        """The words that some reader looks for: place -> what for (`Mark`), in order."""

    def _read_slowly(self) -> None:
        """Find the words of a text in which letters are composed of several signs."""
        self.lows, self.starts, self.ends = [], [], []
        for match in _WORD.finditer(self.folded):
            word = match.group()
            if not word.isascii():
                word = unicodedata.normalize("NFC", word.replace("\u00ad", ""))
                if not word:
                    continue
            self.lows.append(word.lower())
            self.starts.append(match.start())
            self.ends.append(match.end())

    def marked(self, mark: int) -> list[int]:
        """Give the places of the words that a reader looks for, in order."""
        return [index for index, what in self.marks.items() if what & mark] if self.mask & mark else []

    def gap(self, index: int) -> str:
        """Give what stands between word *index* and the next one."""
        return self.folded[self.ends[index] : self.starts[index + 1]] if index + 1 < len(self.starts) else ""

    def joined(self, index: int) -> bool:
        """Whether only a space or a hyphen stands between word *index* and the next."""
        return index + 1 < len(self.starts) and self.folded[self.ends[index] : self.starts[index + 1]] in _SPACES

    def word_at(self, offset: int) -> int:
        """Give the first word that begins at *offset* or behind it."""
        return bisect_left(self.starts, offset)

    def word_before(self, offset: int) -> int:
        """Give the last word that ends at *offset* or before it; -1: none."""
        return bisect_right(self.ends, offset) - 1

    def capital(self, index: int) -> bool:
        """Whether word *index* begins with a capital."""
        return self.capitals[index]

    def surface(self, first: int, last: int) -> str:
        """Give the text from word *first* to word *last*, as printed."""
        return self.text[self.starts[first] : self.ends[last]]

    def phrase_from(self, index: int, table: Mapping[str, T], longest: int) -> tuple[T, int] | None:
        """Look for the longest phrase of *table* that begins at word *index*; give its value and its last word."""
        last = index
        phrase = self.lows[index]
        found = (table[phrase], last) if phrase in table else None
        for _ in range(longest - 1):
            if not self._linked(last):
                break
            last += 1
            phrase = f"{phrase} {self.lows[last]}"
            if phrase in table:
                found = (table[phrase], last)
        return found

    def phrase_until(self, index: int, table: Mapping[str, T], longest: int) -> tuple[T, int] | None:
        """Look for the longest phrase of *table* that ends with word *index*; give its value and its first word."""
        first = index
        phrase = self.lows[index]
        found = (table[phrase], first) if phrase in table else None
        for _ in range(longest - 1):
            if first == 0 or not self._linked(first - 1):
                break
            first -= 1
            phrase = f"{self.lows[first]} {phrase}"
            if phrase in table:
                found = (table[phrase], first)
        return found

    def has_phrase_from(self, index: int, table: Container[str], longest: int) -> int | None:
        """Like `phrase_from` for a set of phrases; give the last word."""
        last = index
        phrase = self.lows[index]
        found = last if phrase in table else None
        for _ in range(longest - 1):
            if not self._linked(last):
                break
            last += 1
            phrase = f"{phrase} {self.lows[last]}"
            if phrase in table:
                found = last
        return found

    def has_phrase_until(self, index: int, table: Container[str], longest: int) -> int | None:
        """Like `phrase_until` for a set of phrases; give the first word."""
        first = index
        phrase = self.lows[index]
        found = first if phrase in table else None
        for _ in range(longest - 1):
            if first == 0 or not self._linked(first - 1):
                break
            first -= 1
            phrase = f"{self.lows[first]} {phrase}"
            if phrase in table:
                found = first
        return found

    def _linked(self, index: int) -> bool:
        """Whether a phrase may run on from word *index*: a space, a hyphen or an apostrophe follows."""
        if index + 1 >= len(self.starts):
            return False
        gap = self.folded[self.ends[index] : self.starts[index + 1]]
        return gap in _SPACES or gap in ("'", "’")
