"""Read one TOML table strictly: each key has a type, a mistake is noted with its place, the reading goes on.

Nothing here knows what a topic is. A reader method gives the value, or a stand-in after noting the mistake, so that one
run finds every mistake of a file; `Problems.raise_if_any` then tells the first and how many more there are.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from pactwatch.config.lines import line_of
from pactwatch.errors import TopicError

_NO_LINE = 10**9


@dataclass(slots=True)
class Problems:
    """The mistakes of one file, as they are found."""

    file: str
    text: str = ""
    """What the file holds, to find the lines of mistakes in."""
    found: list[tuple[str, str]] = field(default_factory=list)
    """Key and what is wrong with it."""

    def note(self, key: str, problem: str) -> None:
        """Remember one mistake; a key is told once, for the first thing that is wrong with it."""
        if all(key != known for known, _ in self.found):
            self.found.append((key, problem))

    def raise_if_any(self) -> None:
        """Tell the first mistake and how many more there are.

        Raises:
            TopicError: the file has a mistake.
        """
        if not self.found:
            return
        # In the order of the file; what is missing has no line and comes last.
        placed = sorted((line_of(self.text, key) or _NO_LINE, n) for n, (key, _) in enumerate(self.found))
        line, first = placed[0]
        key, problem = self.found[first]
        if line != _NO_LINE:
            problem += f" (line {line})"
        others = [self.found[n][0] for _, n in placed[1:]]
        if others:
            named = ", ".join(others[:5]) + (", …" if len(others) > 5 else "")
            problem += f"; {len(others)} more to mend: {named}"
        raise TopicError(self.file, key, problem)


def nearest(word: str, known: Collection[str]) -> str:
    """Say which of the known words was meant, or list them: the end of a message.

    >>> nearest("langauge", ["language", "outlet"])
    "did you mean 'language'?"
    >>> nearest("x", ["language", "outlet"])
    'known are language, outlet'
    """
    close = get_close_matches(word[:100], list(known), n=1, cutoff=0.6)
    return f"did you mean {close[0]!r}?" if close else f"known are {', '.join(sorted(known))}"


def shown(value: object) -> str:
    """Quote a value in a message, cut to a length that a terminal bears."""
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "…"


def kind_of(value: object) -> str:
    """Name the TOML type of a value, as its author would."""
    names: tuple[tuple[type, str], ...] = (
        (bool, "true/false"),
        (str, "text"),
        (int, "a whole number"),
        (float, "a number"),
        (list, "a list"),
        (dict, "a table"),
    )
    return next((name for kind, name in names if isinstance(value, kind)), "a date or time")


class Table:
    """One table of a TOML file, read key by key; `done` reports the keys that nobody asked for."""

    # not a dataclass: it remembers which keys were asked for, and hands out tables below itself.
    def __init__(self, data: Mapping[str, Any], path: str, problems: Problems) -> None:
        # Any: what tomllib gives; every value is looked at before it leaves this class.
        self._data = data
        self._asked: set[str] = set()
        self.path = path
        self.problems = problems

    def where(self, key: str) -> str:
        """Give the full name of a key, e.g. `sources[2].url`."""
        return f"{self.path}.{key}" if self.path else key

    def note(self, key: str, problem: str) -> None:
        """Remember a mistake at one key of this table."""
        self.problems.note(self.where(key), problem)

    def __contains__(self, key: str) -> bool:
        return key in self._data

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def text(self, key: str, default: str | None = "", *, choices: Collection[str] = (), max_chars: int = 500) -> str:
        """Read one line of text; *default* None: the key is required."""
        self._asked.add(key)
        if key not in self._data:
            if default is None:
                self.note(key, f"is missing; add {key} = {shown(min(choices, default='…'))}".replace("'", '"'))
            return default or ""
        value = self._data[key]
        if not isinstance(value, str):
            self.note(key, f"is {kind_of(value)}, text is wanted; put it in quotes")
            return default or ""
        return self._line(self.where(key), value, choices, max_chars) or default or ""

    def optional_text(self, key: str, *, max_chars: int = 500) -> str | None:
        """Read text that may be left out; None: it was."""
        return self.text(key, max_chars=max_chars) or None if key in self._data else None

    def is_blank(self, key: str) -> bool:
        """Whether a text was left out, or left empty where that is allowed."""
        self._asked.add(key)
        return bool(self._data.get(key, "") == "")

    def flag(self, key: str, default: bool) -> bool:
        """Read true or false."""
        self._asked.add(key)
        value = self._data.get(key, default)
        if not isinstance(value, bool):
            self.note(key, f"is {kind_of(value)}; write true or false, without quotes")
            return default
        return value

    def number(self, key: str, default: float, low: float, high: float, *, whole: bool = False) -> float:
        """Read a number between two bounds, both allowed."""
        self._asked.add(key)
        value = self._data.get(key, default)
        wanted = "a whole number" if whole else "a number"
        if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
            self.note(key, f"is {kind_of(value)}; write {wanted} from {low:,g} to {high:,g}")
            return default
        if not math.isfinite(value) or not low <= value <= high:
            self.note(key, f"is {shown(value)}; write {wanted} from {low:,g} to {high:,g}")
            return default
        return value

    def texts(self, key: str, *, choices: Collection[str] = (), max_items: int = 2_000) -> tuple[str, ...]:
        """Read a list of texts; repeated ones are kept once."""
        self._asked.add(key)
        value = self._data.get(key, [])
        if not isinstance(value, list):
            hint = f"; write [{shown(value)}]".replace("'", '"') if isinstance(value, str) else '; write ["…", "…"]'
            self.note(key, f"is {kind_of(value)}, a list of texts is wanted{hint}")
            return ()
        return self._items(self.where(key), value, choices, max_items)

    def groups(self, key: str) -> tuple[tuple[str, ...], ...]:
        """Read a list of lists of texts."""
        self._asked.add(key)
        value = self._data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(group, list) for group in value):
            self.note(key, 'wants a list of lists of texts, e.g. [["Japan", "Tokyo"], ["security pact"]]')
            return ()
        groups = (self._items(f"{self.where(key)}[{n}]", group, (), 2_000) for n, group in enumerate(value, 1))
        return tuple(group for group in groups if group)

    def table(self, key: str) -> Table:
        """Open the table below *key*; an empty one if the file has none."""
        self._asked.add(key)
        value = self._data.get(key, {})
        if not isinstance(value, dict):
            self.note(key, f"is {kind_of(value)}, a table is wanted; write [{self.where(key)}] and its keys below")
            value = {}
        return Table(value, self.where(key), self.problems)

    def tables(self, key: str) -> Iterator[Table]:
        """Open each table of a list (`[[key]]`), counted from 1."""
        self._asked.add(key)
        value = self._data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.note(key, f"is {kind_of(value)}; write [[{key}]], with two brackets, before each of them")
            return
        for number, item in enumerate(value, 1):
            yield Table(item, f"{self.where(key)}[{number}]", self.problems)

    def texts_and_tables(self, key: str) -> Iterator[tuple[str, str | Table]]:
        """Read a list whose items are texts or tables, each with its place; what is neither is noted."""
        self._asked.add(key)
        value = self._data.get(key, [])
        if not isinstance(value, list):
            self.note(key, f'is {kind_of(value)}, a list is wanted; write ["…"]')
            return
        for number, item in enumerate(value, 1):
            place = f"{key}[{number}]"
            if isinstance(item, dict):
                yield place, Table(item, self.where(place), self.problems)
            elif isinstance(item, str):
                if line := self._line(self.where(place), item, (), 500):
                    yield place, line
            else:
                self.note(place, f"is {kind_of(item)}, text or a table is wanted; put it in quotes")

    def day(self, key: str) -> str:
        """Read a day, as a TOML date or as text; empty: it was left out, or is unusable and that was noted."""
        self._asked.add(key)
        value = self._data.get(key, "")
        try:
            if isinstance(value, date) and not isinstance(value, datetime):
                return value.isoformat()
            if isinstance(value, str) and value:
                return date.fromisoformat(value.strip()).isoformat()
        except ValueError:
            pass
        if value != "":
            self.note(key, f"{shown(str(value))} is no day; write it as 2024-10-01")
        return ""

    def scalar(self, key: str) -> str | int | bool | None:
        """Read text, a whole number or true/false as it stands; None: it is something else, and that was noted."""
        self._asked.add(key)
        value = self._data[key]
        if isinstance(value, (str, int)):
            return value
        self.note(key, f"is {kind_of(value)}; text, a whole number or true/false is wanted")
        return None

    def done(self) -> None:
        """Note every key that was not asked for, with the one that was probably meant."""
        for key in self._data:
            if key not in self._asked:
                self.note(key, f"is not known here; {nearest(key, self._asked)}")

    def _items(self, path: str, values: list[Any], choices: Collection[str], max_items: int) -> tuple[str, ...]:
        """Read the texts of a list."""
        if len(values) > max_items:
            self.problems.note(path, f"has {len(values):,} items; {max_items:,} is the most")
            return ()
        read: dict[str, None] = {}
        for number, value in enumerate(values, 1):
            place = f"{path}[{number}]"
            if not isinstance(value, str):
                self.problems.note(place, f"is {kind_of(value)}, text is wanted; put it in quotes")
            elif line := self._line(place, value, choices, 500):
                read[line] = None
        return tuple(read)

    def _line(self, place: str, value: str, choices: Collection[str], max_chars: int) -> str:
        """Check one text; empty: it is unusable, and that was noted."""
        line = value.strip()
        if not line:
            self.problems.note(place, "is empty; write something or leave it out")
        elif len(line) > max_chars:
            self.problems.note(place, f"has {len(line):,} characters; {max_chars:,} is the most")
        elif any(ord(char) < 32 or ord(char) == 127 for char in line):
            self.problems.note(place, "holds a line break or a control character; write it in one line")
        elif choices and line not in choices:
            self.problems.note(place, f"{shown(line)} is not known; {nearest(line, choices)}")
        else:
            return line
        return ""
