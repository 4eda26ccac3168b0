"""Which heavier analysers are installed here, and what do they add? None is needed; each is looked for at run time.

`pip install pactwatch[ja]` brings Sudachi, which knows Japanese names that no title follows. An analyser only adds
names where the tables found none, so results without it stay as they are. `EXTRAS` goes into the name of the extractor
that is stored with each version: wordings read with and without an analyser are never compared with one another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from typing import Protocol

Span = tuple[int, int, str]
"""Where a name begins and ends, and its kind as in `model.Name`."""
Analyser = Callable[[str], list[Span]]

# Sudachi refuses more than 49,149 bytes; no sentence is that long.
LONGEST = 8_000
_SUDACHI = find_spec("sudachipy") is not None and find_spec("sudachidict_core") is not None
EXTRAS = "+sudachi" if _SUDACHI else ""
"""Empty where no analyser is installed."""


def analyser(language: str) -> Analyser | None:
    """Give what finds further names in a language; None: nothing is installed for it.

    >>> analyser("en") is None
    True
    """
    return _sudachi() if language == "ja" and _SUDACHI else None


@cache
def _sudachi() -> Analyser:
    """Load Sudachi with its dictionary, which takes a second, when the first Japanese sentence comes."""
    from sudachipy import Dictionary, SplitMode  # optional: only where the extra is installed

    tokenizer = Dictionary(dict="core").create(mode=SplitMode.C)

    def find(text: str) -> list[Span]:
        return [] if len(text) > LONGEST else merged([_span(token) for token in tokenizer.tokenize(text)])

    return find


class _Token(Protocol):
    """What we need of a word of Sudachi's."""

    def begin(self) -> int: ...
    def end(self) -> int: ...
    def surface(self) -> str: ...
    def part_of_speech(self) -> Sequence[str]: ...


def _span(token: _Token) -> Span:
    part = token.part_of_speech()
    proper = part[1] == "固有名詞" and token.surface() not in _ERAS
    return token.begin(), token.end(), _KINDS.get(part[2], "name") if proper else ""


_ERAS = frozenset(("令和", "平成", "昭和", "大正", "明治"))
_KINDS = {"人名": "person", "地名": "place"}


def merged(spans: list[Span]) -> list[Span]:
    """Join family and given name; leave out what is no name, and single signs.

    >>> merged([(0, 2, "person"), (2, 3, "person"), (3, 4, ""), (4, 6, "place")])
    [(0, 3, 'person'), (4, 6, 'place')]
    """
    out: list[Span] = []
    for start, end, kind in spans:
        if kind == "person" and out and out[-1][2] == "person" and out[-1][1] == start:
            out[-1] = (out[-1][0], end, kind)
        elif kind:
            out.append((start, end, kind))
    return [span for span in out if span[1] - span[0] > 1]
