"""Which words of a text stand in quotation marks?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pactwatch.model import Quote

_MARKS = re.compile("[“”„‟«»\"「」『』‘’‹›＂']")
# What may close each opening mark; some languages close with what others open with.
_CLOSERS = {
    "“": '”"＂',
    "„": '“”"‟',
    "«": "»",
    "»": "«",
    "‹": "›",
    "「": "」",
    "『": "』",
    '"': '"”＂',
    "＂": '＂"',
    "”": "”",
    "‘": "’",
    "'": "'",
}
_OPEN_BEFORE = frozenset(" \u00a0\u202f\n\t([{—–-:,/…")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch in quotation marks; *start* and *end* are those of the words, without the marks."""

    start: int
    end: int
    opened: bool = True
    """False: the text begins inside the quotation."""
    closed: bool = True
    """False: it goes on behind the text."""

    @property
    def outer(self) -> tuple[int, int]:
        """The stretch with its marks."""
        return (self.start - 1 if self.opened else 0), (self.end + 1 if self.closed else self.end)


def find_quoted(text: str) -> list[Quoted]:
    """Find the quotations of a text in one pass; quotations inside quotations are part of them.

    >>> [text[q.start : q.end] for text in ["It is “as is”."] for q in find_quoted(text)]
    ['as is']
    """
    found: list[Quoted] = []
    opener, opened_at, depth = "", 0, 0
    for match in _MARKS.finditer(text):
        mark, at = match.group(), match.start()
        if not opener:
            if _opens(text, mark, at):
                opener, opened_at, depth = mark, at, 1
            elif not found and _closes(text, mark, at) and mark not in "'’‘":
                found.append(_trim(text, 0, at, opened=False, closed=True))
            continue
        if mark == opener and mark in "「『«‹":
            depth += 1
        elif mark in _CLOSERS[opener] and (mark not in "'’\"“" or _closes(text, mark, at)):
            depth -= 1
            if depth == 0:
                found.append(_trim(text, opened_at + 1, at))
                opener = ""
    if opener and opener not in "'‘»" and len(text) - opened_at > 2:
        found.append(_trim(text, opened_at + 1, len(text), closed=False))
    return [quoted for quoted in found if quoted.start < quoted.end]


def _trim(text: str, start: int, end: int, *, opened: bool = True, closed: bool = True) -> Quoted:
    """Leave out French spaces inside the marks."""
    while start < end and text[start] in " \u00a0\u202f":
        start += 1
    while end > start and text[end - 1] in " \u00a0\u202f":
        end -= 1
    return Quoted(start, end, opened, closed)


def _opens(text: str, mark: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1 : at + 2]
    if mark in "“„「『":
        return True
    if mark in "«‹":
        return True
    if mark in "\"＂‘'":
        if not after or (mark in "'‘" and (after.isdigit() or after.isspace())):
            return False
        if after.isspace():
            return before.isspace()  # text cut into words: `he said , " yes "`
        return before in _OPEN_BEFORE or before in "“‘\"'" or not (before.isalnum() or before in ".,!?;%)")
    if mark == "”":  # Swedish and Finnish open with it
        return before in _OPEN_BEFORE and after.isalnum() and before != ","
    return mark == "»" and before in _OPEN_BEFORE and after.isalnum()


def _closes(text: str, mark: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1 : at + 2]
    if mark in "”」』»›“":
        return True
    # An apostrophe has letters on both sides; a closing mark has none behind it.
    return not after.isalnum() and (mark in '"＂' or not before.isspace())


def as_quotes(text: str, quoted: list[Quoted], speaker: str | None) -> tuple[Quote, ...]:
    """Give the quotations as they travel, with their speaker."""
    return tuple(Quote(text[q.start : q.end], q.start, q.end, speaker) for q in quoted)


def share(text: str, quoted: list[Quoted]) -> float:
    """Give how much of a text stands in quotation marks, 0 to 1."""
    return sum(q.end - q.start for q in quoted) / max(1, len(text.strip()))
