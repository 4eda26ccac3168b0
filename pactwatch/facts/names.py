"""The topic's entities under any of their names, in any script and order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pactwatch.facts.offices import country_of, office_key
from pactwatch.facts.phrases import any_of
from pactwatch.facts.plain import has_cjk, key
from pactwatch.model import Entity, Term


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a sentence, with the office that stands with it."""

    value: str
    """The entity's id, or the name's key."""
    kind: str
    label: str
    """As printed, without the office."""
    start: int
    end: int
    known: bool = True
    office: str = ""
    """`foreign minister of japan`; empty: none stands with it."""
    office_label: str = ""
    further_offices: tuple[str, ...] = ()
    """Held besides: `High Representative and Vice-President Borrell`."""
    wide_start: int = -1
    wide_end: int = -1
    """The whole noun phrase: office and whose it is included."""
    there: bool = False
    """Whether the word itself says in or at: `there`."""
    by_office: bool = False
    """Whether somebody is named by an office alone: what the topic's table says of it is no answer of the article's."""

    @property
    def left(self) -> int:
        """Where the noun phrase begins."""
        return self.wide_start if self.wide_start >= 0 else self.start

    @property
    def right(self) -> int:
        """Where the noun phrase ends."""
        return max(self.wide_end, self.end)


# What makes an adjective of a country's name.
_OF_A_COUNTRY = re.compile(
    r"i?(?:an|ans|en|ens|enne|ennes|ais|aise|ois|oise|isch\w{0,2}|sch\w{0,2}|no|na|ni|ne|ano|ana|és|esa|ese|ish)"
)


class Names:
    """The topic's entities, ready to be found in a text."""

    def __init__(self, entities: tuple[Entity, ...]) -> None:
        self.by_id = {entity.id: entity for entity in entities}
        self._entity_of: dict[str, Entity] = {}
        self._tokens: dict[str, frozenset[str]] = {}
        exact: list[str] = []
        loose: list[str] = []
        for entity in entities:
            names = (entity.label, *entity.aliases)
            self._tokens[entity.id] = frozenset(word for name in names for word in key(name).split())
            for name in names:
                self._entity_of.setdefault(_fold(name), entity)
                # `SPA`, `EU`, `Ue`: short names are names only in their own capitals.
                (exact if len(name) <= 4 and not has_cjk(name) else loose).append(name)
        works = [name for e in entities if e.kind == "work" for name in (e.label, *e.aliases)]
        self.deals = frozenset(word for name in works for word in re.findall(r"\w{4,}", name.lower()))
        # A Japanese work is called by what its name ends with: `湖水憲章`, then `憲章`.
        self.deals |= {name[-2:] for name in works if has_cjk(name)}
        """Words of the works' names, in lower case."""
        self.holders: dict[str, list[tuple[str, Term]]] = {}
        """By office in plain words (`foreign minister of japan`): who holds it when. Shared offices are left out."""
        for entity in entities:
            for term in entity.terms:
                if not term.shared:
                    self.holders.setdefault(office_key(term.office), []).append((entity.id, term))
        self._countries = [
            (name.lower().removesuffix("ien").removesuffix("en"), entity.label.lower())
            for entity in entities
            if entity.kind == "organisation"
            for name in (entity.label, *entity.aliases)
            if " " not in name and not has_cjk(name)
        ]
        self._exact = any_of(exact, exact_case=True)
        self._loose = any_of(loose)
        lasting = [e for e in entities if e.kind in ("person", "work") or e.offices]
        self.lasting = tuple(name for e in lasting for name in (e.id, e.label, *e.aliases))
        """What may make somebody an office's bearer, or a work the one that is meant, for the rest of an article."""

    def find(self, text: str) -> list[Mention]:
        """Find the entities named in *text*, the longest name at each place, in order."""
        found: list[Mention] = []
        for pattern in (self._loose, self._exact):
            for match in pattern.finditer(text):
                entity = self._entity_of.get(_fold(match.group()))
                if entity is not None and not (entity.kind == "person" and match.group().islower()):
                    found.append(Mention(entity.id, entity.kind, match.group(), match.start(), match.end()))
        found.sort(key=lambda m: (m.start, -m.end))
        kept: list[Mention] = []
        for mention in found:
            if not kept or mention.start >= kept[-1].end:
                kept.append(mention)
        return kept

    def is_only_part(self, mention: Mention, longer: str) -> bool:
        """Tell whether *longer* names somebody else who shares a name with the entity: `John Costa` for `Costa`."""
        words = set(key(longer).split())
        return bool(words - self._tokens[mention.value]) and len(words) <= 4

    def holder(self, office: str, first: date, last: date) -> str:
        """Give who alone holds an office from one day to another; empty: nobody, several, or nobody known."""
        since, until = first.isoformat(), last.isoformat()
        there = {
            (holder, (term.from_on or "0") <= since and until <= (term.to_on or "9"))
            for holder, term in self.holders.get(office, ())
            if (term.from_on or "0") <= until and since <= (term.to_on or "9")
        }
        (holder, whole) = next(iter(there)) if len(there) == 1 else ("", False)
        return holder if whole else ""

    def plain_whose(self, mention: Mention) -> str:
        """Give in plain words whose office it is, by the name that stands with it."""
        entity = self.by_id.get(mention.value)
        return (
            country_of(mention.label)
            or (entity.label.lower() if entity else self.country_of(mention.label))
            or mention.label.lower().removesuffix("'s")
        )

    def country_of(self, adjective: str) -> str:
        """Give the country that an adjective stands for, those of the topic included: `Sarovian`, `sarowische`."""
        if country_of(adjective):
            return country_of(adjective)
        lower = adjective.lower().removesuffix("'s")
        for alias, label in self._countries:
            stem = alias.rstrip("aeiou").removesuffix("i").removesuffix("ie").removesuffix("ien")
            if len(stem) >= 4 and lower.startswith(stem) and _OF_A_COUNTRY.fullmatch(lower[len(stem) :]):
                return label
        return ""

    def declared_whose(self, entity_id: str, office: str) -> str:
        """Give whose office it is, when the topic says that the entity holds an office there."""
        entity = self.by_id.get(entity_id)
        for declared in entity.offices if entity else ():
            name, _, whose = declared.lower().partition(" of ")
            if whose and (name == office or len(entity.offices if entity else ()) == 1):
                return whose.removeprefix("the ")
        return ""


@lru_cache(maxsize=32)
def names_of(entities: tuple[Entity, ...]) -> Names:
    """Make the finder of a topic's entities once."""
    return Names(entities)


def _fold(name: str) -> str:
    """Give a name's spelling for look-up."""
    return " ".join(name.casefold().split())
