"""What a line must begin with for a long pattern to match it: most lines are told by that alone, in no time."""

from __future__ import annotations

import re

_SPECIAL = frozenset(".^$*+?{}[]\\|()")
_OPTIONAL = re.compile(r"[?*]|\{0,\d*\}")


class Heads:
    """A pattern of many alternatives, asked only for lines that begin as one of them does.

    *pattern* is matched from the start of a line, whatever the case of its letters. Its alternatives begin with
    letters, digits (`\\d`), classes of single characters or groups of such; one that may begin with anything holds the
    word *within*, or is an error.

    >>> share = Heads(r"^(?:share(?: on .{1,9})?|(?:\\d+ )?comments?|.{1,9} shared by us)$", within="shared")
    >>> [share.match(line) for line in ("Share on Tide", "12 comments", "Tide, shared by us", "The share of cod")]
    [True, True, True, False]
    """

    def __init__(self, pattern: str, within: str | None = None) -> None:
        self._match = re.compile(pattern, re.I).match
        self._within = within
        heads: dict[str, list[str]] = {}
        for head in _heads(pattern, within):
            heads.setdefault(head[0].lower(), []).append(head.lower())
        self._heads = {first: tuple(sorted(of)) for first, of in heads.items()}

    def match(self, text: str, lowered: str | None = None) -> bool:
        """Tell whether a line matches; *lowered* is the same in small letters, if that is known."""
        lowered = text.lower() if lowered is None else lowered
        first = lowered[:1]
        # Another script's digit is a digit.
        begins = "0" if first.isdecimal() and not first.isascii() else lowered
        if not begins.startswith(self._heads.get(begins[:1], ())) and not (self._within and self._within in lowered):
            return False
        return self._match(text) is not None


def _heads(pattern: str, within: str | None) -> set[str]:
    """Give the beginnings of all that a pattern matches, but for alternatives with the word *within*."""
    found: set[str] = set()
    for branch in _branches(pattern):
        heads = _head(branch, within)
        if all(heads):
            found |= heads
        elif within is None or within not in branch:
            raise ValueError(f"this may begin with anything: {branch[:60]}")
    return found


def _branches(pattern: str) -> list[str]:
    """Split at the bars that stand in no group."""
    branches, depth, start, at = [], 0, 0, 0
    while at < len(pattern):
        mark = pattern[at]
        if mark == "\\":
            at += 1
        elif mark == "[":
            at = _end_of_class(pattern, at)
        elif mark == "(":
            depth += 1
        elif mark == ")":
            depth -= 1
        elif mark == "|" and not depth:
            branches.append(pattern[start:at])
            start = at + 1
        at += 1
    return [*branches, pattern[start:]]


def _head(branch: str, within: str | None) -> set[str]:
    """Give the beginnings of what one alternative matches; "" among them: it may begin with anything."""
    if branch.startswith(("^", r"\b")):
        return _head(branch[1 if branch[0] == "^" else 2 :], within)
    if branch.startswith("("):
        end = _end_of_group(branch)
        found, rest = _heads(branch[branch.index(":") + 1 : end], within), branch[end + 1 :]
    elif branch.startswith("["):
        end = _end_of_class(branch, 0)
        inner = branch[1:end]
        found, rest = ({""} if set(inner) & set("-^\\") else set(inner)), branch[end + 1 :]
    elif branch.startswith(r"\d"):
        found, rest = set("0123456789"), branch[2:]
    elif branch.startswith("\\") and not branch[1].isalnum():
        found, rest = {branch[1]}, branch[2:]
    else:
        length = next((at for at, mark in enumerate(branch) if mark in _SPECIAL), len(branch))
        if length > 1 and _OPTIONAL.match(branch, length):
            length -= 1
        found, rest = {branch[:length]}, branch[length:]
    optional = _OPTIONAL.match(rest)
    return found | _head(rest[optional.end() :], within) if optional else found


def _end_of_group(pattern: str) -> int:
    depth = at = 0
    while True:
        mark = pattern[at]
        if mark == "\\":
            at += 1
        elif mark == "[":
            at = _end_of_class(pattern, at)
        depth += (mark == "(") - (mark == ")")
        if not depth:
            return at
        at += 1


def _end_of_class(pattern: str, at: int) -> int:
    return pattern.index("]", at + 1)
