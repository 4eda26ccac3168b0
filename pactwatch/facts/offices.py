"""Offices: what a person is called, in six languages, in one spelling: `foreign minister of japan`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from pactwatch.facts.phrases import any_of
from pactwatch.facts.words.offices import COUNTRIES, PORTFOLIOS, PRINTED
from pactwatch.patterns import late

ADJECTIVES = frozenset(COUNTRIES)

_COUNTRY_NAMES = frozenset(COUNTRIES.values())

# Words that keep an office from being held now.
FORMER = any_of(
    (
        "former",
        "ex",
        "ex-",
        "then-candidate",
        "ancien",
        "ancienne",
        *("früherer", "frühere", "früheren", "ehemaliger", "ehemalige", "ehemaligen"),
        *("antiguo", "antigua", "exministro", "exministra", "precedente"),
        "ex ministro",
        "元",
        "前",
        "late",
        "next",
        "incoming",
        "deputy",
    )
)
# An adjective of a country that no table holds: `la ministre ulmienne de la Justice`, `der ulmische Präsident`.
NATIONAL = late(r"[a-zà-ÿ]{3,}(?:ische[rn]?|ien|ienne|ais|aise|ano|ana|és|esa|ese)")
# Two offices of one group exclude one another, unless one article gives both to the person.
_GOVERNMENT = frozenset(
    (
        *(office for office in PRINTED if office.endswith(" minister")),
        "chief cabinet secretary",
        "president",
        "chancellor",
        "vice-president",
        "high representative",
    )
)
_BROADER = {"minister": _GOVERNMENT - {"president", "chancellor", "high representative", "vice-president"}}


_HIGH_REPRESENTATIVE = late(
    r"[^,.;()]{0,60}?(?:foreign affairs|foreign policy|affaires étrangères|politique étrangère|asuntos exteriores"
    r"|política exterior|affari esteri|politica estera|außen-|security policy|sicherheitspolitik)"
    r"(?: (?:and|et|y|e|und) (?:the |la |de )*(?:security policy|(?:politique de )?sécurité|política de seguridad"
    r"|politica di sicurezza|sicherheitspolitik))?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Office:
    """An office as printed in a text."""

    office: str
    whose: str
    """Whose it is, as far as its own words say; empty: they do not."""
    start: int
    end: int


def printed_offices() -> Iterator[str]:
    """Give every phrase that is an office."""
    return (phrase for phrases in PRINTED.values() for phrase in phrases)


@cache
def _finder() -> re.Pattern[str]:
    return any_of(printed_offices())


@cache
def _portfolio() -> re.Pattern[str]:
    """Give the expression for what may follow a bare `minister`: whose, and of what."""
    names = "|".join(sorted(map(re.escape, PORTFOLIOS), key=len, reverse=True))
    return re.compile(
        rf" (?:(?P<whose>\w+) )?(?:de la |de l'|della |dell'|dello |degli |delle |dei |del |des |du |de |for |of )"
        rf"(?P<what>{names})\b",
        re.I,
    )


@lru_cache(maxsize=64)
def find_offices(text: str) -> tuple[Office, ...]:
    """Find the offices printed in *text*, in order; a sentence is asked several times.

    >>> [(o.office, o.whose) for o in find_offices("le ministre japonais des Affaires étrangères")]
    [('foreign minister', 'japan')]
    """
    found: list[Office] = []
    for match in _finder().finditer(text):
        office, whose = plain_office(match.group())
        end = match.end()
        if office == "minister":
            more = _portfolio().match(text, end)
            if more and (not more["whose"] or country_of(more["whose"]) or NATIONAL.fullmatch(more["whose"])):
                office, whose, end = PORTFOLIOS[more["what"].lower()], country_of(more["whose"] or ""), more.end()
        elif office == "high representative":
            rest = _HIGH_REPRESENTATIVE.match(text, end)
            end = rest.end() if rest else end
        if office and (not found or match.start() >= found[-1].end):
            found.append(Office(office, whose, match.start(), end))
    return tuple(found)


@cache
def office_finder() -> re.Pattern[str]:
    """Give the expression that finds a printed office."""
    return _finder()


@cache
def _canonical() -> dict[str, tuple[str, str]]:
    """Map a printed office to its plain words and whose it is (empty: not said)."""
    found: dict[str, tuple[str, str]] = {}
    for name, phrases in PRINTED.items():
        office, _, whose = name.partition("@")
        for phrase in phrases:
            found.setdefault(" ".join(phrase.lower().split()), (office, whose))
    return found


def plain_office(printed: str) -> tuple[str, str]:
    """Give an office in plain words, and whose it is as far as the words themselves say; both empty if unknown.

    >>> plain_office("Defense Minister"), plain_office("外相")
    (('defence minister', ''), ('foreign minister', ''))
    """
    return _canonical().get(" ".join(printed.lower().split()), ("", ""))


def office_key(office: str) -> str:
    """Give an office in plain words as the reader spells it.

    >>> office_key("Minister for Foreign Affairs of Japan"), office_key("high representative of the European Union")
    ('foreign minister of japan', 'high representative of european union')
    """
    lower = " ".join(office.lower().split())
    name, whose = plain_office(lower)
    if not name:
        printed, _, whose = lower.rpartition(" of ")
        name = plain_office(printed)[0] or printed
    whose = whose.removeprefix("the ")
    return f"{name} of {country_of(whose) or whose}" if name and whose else lower


def shown_office(office: str) -> str:
    """Give an office in plain words as a person writes it.

    >>> shown_office("high representative of european union"), shown_office("chair of eu")
    ('high representative of European Union', 'chair of EU')
    """
    name, of, whose = office.partition(" of ")
    return name + of + " ".join(word.upper() if len(word) == 2 else word.capitalize() for word in whose.split())


def country_of(adjective: str) -> str:
    """Give the country that an adjective stands for, empty if it stands for none.

    >>> country_of("Japanese")
    'japan'
    """
    lower = adjective.lower().removesuffix("'s").strip("-")
    if lower.endswith("s") and adjective[:1].isupper() and lower[:-1] in _COUNTRY_NAMES:
        return lower[:-1]  # German `Japans`
    return COUNTRIES.get(lower, "")


def is_country(name: str) -> bool:
    """Tell whether a name in lower case is that of a country.

    >>> is_country("south korea"), is_country("south korean")
    (True, False)
    """
    return name in _COUNTRY_NAMES


def is_broader_office(broad: str, narrow: str) -> bool:
    """Tell whether one office only says less than another.

    >>> is_broader_office("minister of japan", "foreign minister of japan")
    True
    >>> is_broader_office("foreign minister", "foreign minister of japan")
    True
    """
    (office_a, _, whose_a), (office_b, _, whose_b) = broad.partition(" of "), narrow.partition(" of ")
    if whose_a and whose_a != whose_b:
        return False
    return office_b in _BROADER.get(office_a, ()) or (office_a == office_b and not whose_a and bool(whose_b))


def offices_compatible(a: str, b: str) -> bool:
    """Tell whether one person can well be called both.

    >>> offices_compatible("foreign minister of japan", "defence minister of japan")
    False
    >>> offices_compatible("foreign minister", "foreign minister of japan")
    True
    """
    (office_a, _, whose_a), (office_b, _, whose_b) = a.partition(" of "), b.partition(" of ")
    if office_a == office_b:
        return not (whose_a and whose_b and whose_a != whose_b)
    if office_b in _BROADER.get(office_a, ()) or office_a in _BROADER.get(office_b, ()):
        return True
    return not (office_a in _GOVERNMENT and office_b in _GOVERNMENT)
