"""The shape of a language's table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


def these(words: str) -> frozenset[str]:
    """Give a set of the words of a line."""
    return frozenset(words.split())


@dataclass(frozen=True, slots=True)
class Verb:
    """How one language says that an event of one class happened. Every entry is a plain phrase; `*` ends a stem."""

    active: tuple[str, ...] = ()
    """Forms that only a doer can stand before: `signs`, `will sign`; in Japanese, whatever the verb's stem is."""
    either: tuple[str, ...] = ()
    """Forms that are a past tense or a participle: `signed`."""
    noun: tuple[str, ...] = ()
    """The event as a thing: `signing ceremony`, `entry into force`."""
    parted: tuple[str, ...] = ()
    """Active verbs whose other half ends the clause: `trat … zurück`."""


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """One language's table; two tables are the same if they are one object."""

    events: Mapping[str, Verb]
    be: frozenset[str] = frozenset()
    """Auxiliaries that make `either` a passive."""
    light: frozenset[str] = frozenset()
    """What may stand between a doer and the verb: auxiliaries, adverbs."""
    by: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    and_: tuple[str, ...] = ()
    including: tuple[str, ...] = ()
    """What introduces the named ones among many."""
    attended: tuple[str, ...] = ()
    """What introduces those who were there."""
    where: tuple[str, ...] = ()
    """Prepositions before the place of an event."""
    not_when: tuple[str, ...] = ()
    """Prepositions before a date that is not the date of the event: `since`, `until`."""
    not_doer: tuple[str, ...] = ()
    """Prepositions that make a name something else than the doer: `to`, `for`, `from`."""
    negative: frozenset[str] = frozenset()
    planned: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    future: tuple[str, ...] = ()
    """How a verb ends that tells of what is to come, where one word does: `costará`."""
    deals: frozenset[str] = frozenset()
    """Nouns that may stand for the work an event is done to: `pact`, `agreement`."""
    other_deals: tuple[str, ...] = ()
    """Words that make it another work: `trade`, `contract`."""
    unlike: tuple[str, ...] = ()
    """Words that make it a work of the same kind, but not this one: `similar`, `another`."""
    breaks: tuple[str, ...] = ()
    """Words that begin another clause."""
    verb_last: bool = False
    """Whether a participle may end its clause, far from its auxiliary (German)."""
    honorifics: tuple[str, ...] = ()
    """`Mr`, `M.`, `Herr`: no part of a name."""
    each: tuple[str, ...] = ()
    """What stands beside a sum that every one of many gets: `per family`, `apiece`."""
    people: tuple[str, ...] = field(default=())
    """Nouns that a count of people is of: `people`, `victims`."""
