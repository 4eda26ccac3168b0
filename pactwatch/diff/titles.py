"""Offices that stand beside a name in one wording only: "Prime Minister Shigeru Ishiba", "Ishiba"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pactwatch.diff.lexicon import limits_office
from pactwatch.diff.residue import words_of
from pactwatch.diff.spelling import UNSPACED
from pactwatch.model import Name, Wording

# Between an office and its holder, before and behind the name: a blank, a comma, an article.
_BEFORE = re.compile(r"[\s,・]{0,2}")
_BEHIND = re.compile(r"\s?[,(（]?\s?(?:\w{1,3}\s)?")
# Between whose it is and the office: "EU foreign policy chief", "Japan's prime minister", "CDU-Chef".
_OF = re.compile(r"(?:['’]s)?[\s-]?")


@dataclass(frozen=True, slots=True)
class Title:
    """An office beside a name."""

    name: Name
    text: str
    """As printed, the name included."""
    words: frozenset[str]
    """Of the office, and of whose office it is."""


def titles(here: Wording, there: Wording) -> list[Title]:
    """Give the offices that *here* names beside people whom *there* names without any.

    "Former", "acting" or "deputy" are no mere courtesy: such an office is left out.
    """
    found = []
    for name in here.names:
        if not name.office or not _is_named_bare(name, there):
            continue
        title = _title(name, name.office, here)
        if title is not None and not any(map(limits_office, title.words)):
            found.append(title)
    return found


def _is_named_bare(name: Name, there: Wording) -> bool:
    """Whether the other wording has the person, and no office of theirs."""
    twins = [other for other in there.names if _is_one_person(name, other)]
    if not twins and name.text[0] <= UNSPACED:
        # At the head of a sentence a lone surname is no name to the reader.
        return words_of(name.text)[-1:] == words_of(there.text)[:1]
    return bool(twins) and not any(twin.office for twin in twins)


def _is_one_person(one: Name, other: Name) -> bool:
    if one.text[0] > UNSPACED:
        short, long = sorted((one.text, other.text), key=len)
        return len(short) > 1 and (long.startswith(short) or long.endswith(short))
    a, b = words_of(one.text), words_of(other.text)
    return bool(a) and bool(b) and a[-1] == b[-1] and (len(a) == 1 or len(b) == 1 or a == b)


def _title(name: Name, office: str, wording: Wording) -> Title | None:
    """Find where the office stands, and whose it is."""
    text = wording.text
    start = text.rfind(office, 0, name.start)
    if start >= 0 and _BEFORE.fullmatch(text, start + len(office), name.start):
        first, last = start, name.end
    else:
        end = text.find(office, name.end)
        if end < 0 or not _BEHIND.fullmatch(text, name.end, end):
            return None
        first, last = name.start, end + len(office)
    owners = [
        other
        for other in wording.names
        if other is not name and other.end <= first and _OF.fullmatch(text, other.end, first) and first > other.start
    ]
    first = min([first, *(owner.start for owner in owners)])
    words = {*words_of(office)}.union(*(words_of(owner.text) for owner in owners))
    return Title(name, text[first:last], frozenset(words) - set(words_of(name.text)))
