"""Which sentences are the entries of a live blog, and which of its entries does only one version show?

A live blog shows its latest entries: old ones fall off the end as new ones come, and stand behind "Show more". What
fell off is not withdrawn, and what the page shows again is not new. An entry is known by the time it is filed under,
a live blog by entries whose times go one way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pactwatch.diff.copies import plain
from pactwatch.diff.furniture import is_clock
from pactwatch.model import Wording

# Fewer entries than this are a story that shows a few times.
FEWEST = 4
# The share of neighbouring entries whose times must go the same way; a pinned entry and midnight break the order.
ORDERED = 0.7
# A line that holds the time of an entry alone is no longer than this, as in `pactwatch.extract`.
LONGEST_LINE = 60
# Where the time stands in the sentence itself, entries of fewer letters than this on average are an agenda, and what an
# agenda drops is dropped.
PROSE = 80
# So many old entries that are gone as a whole have fallen off even while nothing new has come ("Show more").
CUT_OFF = 3
# A claim goes on only in an entry of its own time: an entry says the same as one of hours ago with another figure, and
# is a statement of its own. Newsrooms set a time right by a few minutes.
SET_RIGHT_MINUTES = 15
# How many wordings ahead a paragraph's first sentence is looked for.
_AHEAD = 3

_DAY = 24 * 60
_CLOCK = re.compile(
    r"(?<![\d.:])(?:(?P<noon>午前|午後|上午|下午)\s*)?(?P<hour>[01]?\d|2[0-4])"
    r"(?:\s?(?:[:.]|h|[時时点])\s?(?P<minute>[0-5]\d|\d(?=分))分?(?:[:.][0-5]\d)?|(?=\s?[ap]\.?m\b)|\s?(?:uhr\b|h\b|[時时点](?!間)))"
    r"(?:\s?(?P<half>[ap])\.?m\b)?",
    re.IGNORECASE,
)
# The time at the head of an entry's own sentence: "14:05 Uhr: …", "+++ 14:05 …", "【14時5分】…", "At 14:05" is none.
_HEAD = re.compile(r"\W*")
_BEHIND = re.compile(
    r"\s*(?i:uhr|h|gmt|bst|utc|cet|cest|est|edt|et|jst|hrs)?\s*(?:[-–—:|•+\])】」,]|(?<=\s)(?=[^\W\d_a-zß-ÿ]|[\"“„«‘「]))"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a live blog: the time of day it is filed under, in minutes, and the places of its sentences."""

    minute: int
    places: tuple[int, ...]


def entries_of(wordings: Sequence[Wording], text: str = "") -> tuple[Entry, ...]:
    """Give the entries of a live blog from the oldest to the latest; none: it is no live blog.

    *text* is the whole text of the version, whose paragraphs hold the times that stand in lines of their own.

    >>> told = ["The vote begins.", "Half is counted.", "The no side leads.", "It is over."]
    >>> lines = [f"{10 + k}:30\\n\\n{said}" for k, said in enumerate(told)]
    >>> entries_of([Wording(said, paragraph=k) for k, said in enumerate(told)], "\\n\\n".join(lines))[0]
    Entry(minute=630, places=(0,))
    """
    stamps = _stamps_between(wordings, text)
    if len(stamps) < FEWEST:
        stamps = {place: at for place, w in enumerate(wordings) if (at := _stamp_within(w.text)) is not None}
        if len(stamps) < FEWEST or sum(len(w.text) for w in wordings[min(stamps) :]) < PROSE * len(stamps):
            return ()
    places = sorted(stamps)
    ends = [*places[1:], len(wordings)]
    entries = [
        # Signs alone ("+++") are found again everywhere and tell nothing.
        Entry(stamps[start], tuple(k for k in range(start, end) if plain(wordings[k].text)))
        for start, end in zip(places, ends, strict=True)
    ]
    rising = sum(one.minute <= other.minute for one, other in pairwise(entries))
    falling = sum(one.minute >= other.minute for one, other in pairwise(entries))
    if max(rising, falling) < ORDERED * (len(entries) - 1) or rising == falling:
        return ()
    return tuple(entries if rising > falling else reversed(entries))


def filed_apart(old: Sequence[Entry], new: Sequence[Entry]) -> Callable[[int, int], bool]:
    """Say of a place of either version whether they belong to entries of different times."""
    was = {place: entry.minute for entry in old for place in entry.places}
    now = {place: entry.minute for entry in new for place in entry.places}

    def apart(i: int, j: int) -> bool:
        if i not in was or j not in now:
            return False
        between = abs(was[i] - now[j])
        return min(between, _DAY - between) > SET_RIGHT_MINUTES

    return apart


def out_of_sight(
    entries: Sequence[Entry], alone: Collection[int], others: Sequence[Entry], others_alone: Collection[int]
) -> set[int]:
    """Give the places of the oldest entries of one version that the other one does not show any more, or not yet.

    *alone* are the places without a partner in the other version. They are whole entries at the oldest end, some entry
    is shown by both versions, and the other version goes on at its latest end, or there are several of them: an entry
    that was taken out of the middle is gone.
    """
    if not entries or not others:
        return set()
    found: set[int] = set()
    count = 0
    for entry in entries:
        # Behind the last entry stands what belongs to the page.
        own = _without_end(entry.places, alone)
        if not own or not all(place in alone for place in own):
            break
        found.update(own)
        count += 1
    shared = any(place not in alone for entry in entries[count:] for place in entry.places)
    latest = _without_end(others[-1].places, others_alone)
    goes_on = bool(latest) and all(place in others_alone for place in latest)
    return found if shared and count and (goes_on or count >= CUT_OFF) else set()


def _without_end(places: Sequence[int], alone: Collection[int]) -> Sequence[int]:
    """Leave out the sentences at the end of an entry that both versions have."""
    end = len(places)
    while end and places[end - 1] not in alone:
        end -= 1
    return places[:end]


def _stamps_between(wordings: Sequence[Wording], text: str) -> dict[int, int]:
    """Find the lines of *text* that hold a time and say nothing else; each begins the wording behind it."""
    stamps: dict[int, int] = {}
    at, pending = 0, None
    for paragraph in text.split("\n\n"):
        line = " ".join(paragraph.split())
        first = next((k for k in range(at, min(at + _AHEAD, len(wordings))) if _holds(line, wordings[k])), None)
        if first is None:
            clock = _CLOCK.search(line) if len(line) <= LONGEST_LINE else None
            pending = _minute(clock) if clock else pending
            continue
        if is_clock(line) and (clock := _CLOCK.search(line)):
            # Where the page does not mark its times, they are sentences of their own.
            stamps[first], pending, at = _minute(clock), None, first + 1
            continue
        if pending is not None:
            stamps[first], pending = pending, None
        at = first
        while at < len(wordings) and wordings[at].paragraph == wordings[first].paragraph:
            at += 1
    return stamps


def _holds(line: str, wording: Wording) -> bool:
    """Whether the paragraph begins with the sentence."""
    said = " ".join(wording.text.split())
    return bool(said) and line.startswith(said)


def _stamp_within(text: str) -> int | None:
    """Give the time that a sentence is filed under; None: it does not begin with one."""
    head = _HEAD.match(text)
    clock = _CLOCK.match(text, head.end() if head else 0)
    return _minute(clock) if clock and _BEHIND.match(text, clock.end()) else None


def _minute(clock: re.Match[str]) -> int:
    """Give the minute of the day."""
    hour, half = int(clock["hour"]), (clock["half"] or "").lower()
    if half or clock["noon"]:
        hour = hour % 12 + 12 * (half == "p" or clock["noon"] in ("午後", "下午"))
    return hour * 60 + int(clock["minute"] or 0)
