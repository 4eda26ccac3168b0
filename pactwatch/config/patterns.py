"""Regular expressions from a topic file: do they compile, and can one of them keep a pass busy for ever?

Python's matcher tries every way in which an expression fits. `(a+)+b` fits thirty a's in a billion ways, so one hostile
link on a watched page would stop a pass. The expression is drawn as an automaton over its character positions (after
Glushkov, 1961) and looked at for what makes the number of ways explode (after Weber and Seidl, 1991):

- exponential: from some position, one and the same text leads back to it in two ways;
- polynomial: loops follow one another through characters that fit both, each adding a power of the text's length.

Errs on the side of refusing: `{2,9}` is taken as a loop without an end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

# The parser behind `re`; it has no public name. It is the only exact reader of Python's syntax, and what it gives has
# been stable since 3.7. `tests/config` would show a change.
from re import _constants as op, _parser as reader  # type: ignore[attr-defined]
from typing import Any

MAX_CHARS = 500
# Positions of an expression after writing out small counts; hand-written ones for URLs have 20 to 80.
MAX_POSITIONS = 400
# A repetition up to this often is written out, a longer one taken as endless.
WRITTEN_OUT = 3
# Loops in a row that share characters. Two cost the square of a URL's length (2,000 characters: 0.1 s at worst), or its
# cube where the expression may begin anywhere; three already minutes.
MAX_LOOPS = 2
# Pairs of positions that are looked at before an expression counts as too intricate; 0.2 s.
MAX_PAIRS = 40_000


def pattern_problem(pattern: str) -> str | None:
    """Say what is wrong with a regular expression, and what to do; None: it can be used.

    >>> pattern_problem("/news/[0-9]{4}/[^/]+[.]html$")
    >>> pattern_problem("(unclosed")
    'is not a regular expression: missing ), unterminated subpattern at position 0'
    """
    if len(pattern) > MAX_CHARS:
        return f"has {len(pattern):,} characters; {MAX_CHARS} is the most for a regular expression"
    try:
        re.compile(pattern)
        return _Automaton(pattern).problem()
    except (re.error, OverflowError) as error:
        return f"is not a regular expression: {error}"
    except RecursionError:
        return "is nested too deeply; write it flatter"
    except _Unsupported as error:
        return str(error)


class _Unsupported(Exception):
    """An expression that cannot be judged, with what to do."""


class _Part:
    """What one part of an expression begins and ends with: positions, with in how many ways."""

    __slots__ = ("empty", "first", "last")

    def __init__(self, first: Counter[int], last: Counter[int], empty: int) -> None:
        self.first = first
        self.last = last
        # In how many ways it takes nothing; 2 stands for any more. The parser turns a|a into a(|).
        self.empty = min(empty, 2)


def _nothing() -> _Part:
    """Give the part that takes no characters."""
    return _Part(Counter(), Counter(), 1)


def _times(ways: Counter[int], factor: int) -> Counter[int]:
    """Multiply the number of ways."""
    return Counter({position: min(count * factor, 2) for position, count in ways.items() if factor})


class _Automaton:
    """The positions of an expression, which characters each takes, and which may follow which."""

    def __init__(self, pattern: str) -> None:
        tree = reader.parse(pattern)
        self._ignore_case = bool(tree.state.flags & re.IGNORECASE) or "(?i" in pattern
        # Characters that stand for all: those that the expression names, and one of each sort.
        self._alphabet = sorted(
            {*map(chr, range(128)), *pattern, *pattern.swapcase(), "é", "日", "\u2028", "\U0001f600"}
        )
        self.takes: list[int] = []
        """By position: the characters it takes, as bits."""
        self.follow: Counter[tuple[int, int]] = Counter()
        self._sequence(tree)
        self.after: list[list[int]] = [[] for _ in self.takes]
        for here, there in self.follow:
            self.after[here].append(there)

    # ------------------------------------------------------------ building

    def _sequence(self, items: Iterable[tuple[Any, Any]]) -> _Part:
        """Read parts that follow one another."""
        whole = _nothing()
        for item in items:
            whole = self._joined(whole, self._part(*item))
        return whole

    def _joined(self, left: _Part, right: _Part) -> _Part:
        """Put one part behind another."""
        self._connect(left.last, right.first)
        first = left.first + _times(right.first, left.empty)
        last = right.last + _times(left.last, right.empty)
        return _Part(first, last, left.empty * right.empty)

    def _connect(self, last: Counter[int], first: Counter[int]) -> None:
        """Let each of *first* follow each of *last*."""
        for here, ways in last.items():
            for there, more in first.items():
                self.follow[here, there] = min(self.follow[here, there] + ways * more, 2)

    def _part(self, kind: Any, value: Any) -> _Part:
        """Read one part; Any: the parser's nodes have no types."""
        if kind in (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN):
            return self._position(kind, value)
        if kind is op.AT:
            return _nothing()
        if kind is op.SUBPATTERN:
            return self._sequence(value[3])
        if kind is op.ATOMIC_GROUP:
            return self._sequence(value)
        if kind is op.BRANCH:
            branches = [self._sequence(branch) for branch in value[1]]
            first = sum((branch.first for branch in branches), Counter[int]())
            last = sum((branch.last for branch in branches), Counter[int]())
            return _Part(first, last, sum(branch.empty for branch in branches))
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            return self._repeat(*value)
        if kind in (op.ASSERT, op.ASSERT_NOT):
            self._sequence(value[1])  # looked at like the rest, but it takes no characters
            return _nothing()
        raise _Unsupported("refers back to a group, which can take for ever; write it without")

    def _position(self, kind: Any, value: Any) -> _Part:
        """Add one position."""
        if len(self.takes) >= MAX_POSITIONS:
            raise _Unsupported("is too long to be checked; write it shorter")
        number = len(self.takes)
        taken = 0
        for bit, char in enumerate(self._alphabet):
            variants = {char, char.lower(), char.upper()} if self._ignore_case else {char}
            if any(_takes(kind, value, variant) for variant in variants):
                taken |= 1 << bit
        self.takes.append(taken)
        return _Part(Counter([number]), Counter([number]), 0)

    def _repeat(self, low: int, high: Any, body: Any) -> _Part:
        """Read a repetition: a short one is written out, a longer one becomes a loop."""
        if high is op.MAXREPEAT or high > WRITTEN_OUT:
            part = self._sequence(body)
            self._connect(part.last, part.first)
            part.empty = 1 if low == 0 or part.empty else 0
            return part
        whole = _nothing()
        for number in range(int(high)):
            part = self._sequence(body)
            if number >= low:
                part.empty = max(part.empty, 1)
            whole = self._joined(whole, part)
        return whole

    # ------------------------------------------------------------ judging

    def problem(self) -> str | None:
        """Say whether the number of ways can explode."""
        loops = self._loops()
        for loop in loops:
            members = set(loop)
            if any(ways > 1 and here in members and there in members for (here, there), ways in self.follow.items()):
                return _ENDLESS
            if self._two_ways_back(loop, members):
                return _ENDLESS
        if self._longest_chain(loops) > MAX_LOOPS:
            return (
                f"has more than {MAX_LOOPS} repetitions in a row that fit the same characters: they can take minutes on"
                " one URL; it is searched for anywhere in the URL: leave out .* at either end, and write [^/]* for .*"
            )
        return None

    def _loops(self) -> list[list[int]]:
        """Give the groups of positions that lead back to themselves, in the order of the expression."""
        nodes = range(len(self.takes))
        groups = _components(nodes, self.after)
        return sorted(sorted(group) for group in groups if len(group) > 1 or self.follow[group[0], group[0]])

    def _two_ways_back(self, loop: Sequence[int], members: set[int]) -> bool:
        """Whether one text leads from a position of the loop back to it in two ways."""
        if len(loop) == 1:
            return False
        pairs: dict[tuple[int, int], list[tuple[int, int]]] = {}
        waiting = [(here, here) for here in loop]
        while waiting:
            pair = waiting.pop()
            if pair in pairs:
                continue
            if len(pairs) > MAX_PAIRS:
                raise _Unsupported("is too intricate to be checked; write it simpler")
            pairs[pair] = [
                (min(a, b), max(a, b))
                for a in self.after[pair[0]]
                for b in self.after[pair[1]]
                if a in members and b in members and self.takes[a] & self.takes[b]
            ]
            waiting += pairs[pair]
        numbers = {pair: number for number, pair in enumerate(pairs)}
        after = [[numbers[there] for there in pairs[pair]] for pair in pairs]
        same = [a == b for a, b in pairs]
        return any(len({same[n] for n in group}) == 2 for group in _components(range(len(after)), after))

    def _longest_chain(self, loops: Sequence[Sequence[int]]) -> int:
        """Count the loops that follow one another through characters which fit them all, two by two."""
        masks = [_union(self.takes[n] for n in loop) for loop in loops]
        where = {n: number for number, loop in enumerate(loops) for n in loop}
        longest = [1] * len(loops)
        for start in reversed(range(len(loops))):
            for end in range(start + 1, len(loops)):
                shared = masks[start] & masks[end]
                if shared and end in self._reached(loops[start], shared, where):
                    longest[start] = max(longest[start], 1 + longest[end])
        return max(longest, default=0)

    def _reached(self, loop: Sequence[int], shared: int, where: dict[int, int]) -> set[int]:
        """Give the loops that can be reached from one through positions that take some of the shared characters."""
        waiting = [n for n in loop if self.takes[n] & shared]
        seen = set(waiting)
        while waiting:
            for there in self.after[waiting.pop()]:
                if there not in seen and self.takes[there] & shared:
                    seen.add(there)
                    waiting.append(there)
        return {where[n] for n in seen if n in where}


_ENDLESS = (
    "can take for ever on one URL: a repetition stands inside another, or two ways to go on fit the same characters,"
    " as in (a+)+ or (a|a)*; write one repetition, such as [a-z/-]+"
)


def _union(masks: Iterable[int]) -> int:
    """Join sets of characters."""
    whole = 0
    for mask in masks:
        whole |= mask
    return whole


_CATEGORIES = {
    op.CATEGORY_DIGIT: re.compile(r"\d"),
    op.CATEGORY_NOT_DIGIT: re.compile(r"\D"),
    op.CATEGORY_SPACE: re.compile(r"\s"),
    op.CATEGORY_NOT_SPACE: re.compile(r"\S"),
    op.CATEGORY_WORD: re.compile(r"\w"),
    op.CATEGORY_NOT_WORD: re.compile(r"\W"),
}


def _takes(kind: Any, value: Any, char: str) -> bool:
    """Whether a node of the parser takes a character."""
    if kind is op.ANY:
        return True  # a line break too: with (?s) it does, and no URL has one
    if kind is op.LITERAL:
        return ord(char) == int(value)
    if kind is op.NOT_LITERAL:
        return ord(char) != int(value)
    if kind is op.RANGE:
        return int(value[0]) <= ord(char) <= int(value[1])
    if kind is op.CATEGORY:
        return bool(_CATEGORIES[value].match(char))
    negated = bool(value) and value[0][0] is op.NEGATE
    return negated != any(_takes(item, content, char) for item, content in value[negated:])


def _components(nodes: Iterable[int], after: Sequence[Sequence[int]]) -> list[list[int]]:
    """Give the strongly connected components (Tarjan, 1972, without recursion)."""
    order: dict[int, int] = {}
    lowest: dict[int, int] = {}
    stack: list[int] = []
    on_stack: set[int] = set()
    found: list[list[int]] = []
    for root in nodes:
        if root in order:
            continue
        work = [(root, iter(after[root]))]
        order[root] = lowest[root] = len(order)
        stack.append(root)
        on_stack.add(root)
        while work:
            here, rest = work[-1]
            there = next(rest, None)
            if there is None:
                work.pop()
                if work:
                    lowest[work[-1][0]] = min(lowest[work[-1][0]], lowest[here])
                if lowest[here] == order[here]:
                    cut = stack.index(here)
                    found.append(stack[cut:])
                    on_stack.difference_update(stack[cut:])
                    del stack[cut:]
            elif there not in order:
                order[there] = lowest[there] = len(order)
                stack.append(there)
                on_stack.add(there)
                work.append((there, iter(after[there])))
            elif there in on_stack:
                lowest[here] = min(lowest[here], order[there])
    return found
