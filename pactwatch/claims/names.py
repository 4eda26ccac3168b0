"""Whom and what does a sentence name? Persons with their offices, organisations, places.

For languages with capitals; Japanese is read in `names_ja`. A name is a run of capitals; what it names is told by what
stands in it (Ministry, a given name, a country) and beside it (an office, Mr). In German, where every noun has a
capital, a run needs such a sign to be a name at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pactwatch.claims.names_ja import find_names_ja
from pactwatch.claims.names_kinds import is_known_body, kind_of, may_be_person
from pactwatch.claims.names_offices import (
    apposition,
    last_office,
    leading_apposition,
    lower_office_before,
    office_start,
)
from pactwatch.claims.names_runs import ARTICLES, GIVEN, WORK_HEADS, Capitals
from pactwatch.claims.reading import Reading
from pactwatch.claims.words.bodies import ADJECTIVES
from pactwatch.claims.words.shape import words as word_set
from pactwatch.model import Moment, Name


def find_names(reading: Reading, dates: Sequence[Moment]) -> list[Name]:
    """Find the names of a sentence, in order, each with the office that stands with it."""
    if reading.words.code == "ja":
        return find_names_ja(reading.folded, reading.text)
    if reading.text.islower():
        return []
    capitals = Capitals(reading, dates)
    return [name for first, last in capitals.runs() for name in _read_run(capitals, first, last)]


def _read_run(capitals: Capitals, first: int, last: int) -> Iterator[Name]:
    """Give the names in one run of capitals."""
    first = _without_starters(capitals, first, last)
    if first > last:
        return
    # Offices may stand in capitals inside the run: "European Commission President Ursula von der Leyen".
    head = last_office(capitals, first, last)
    if (
        head is not None
        and head < last
        and capitals.lows[head + 1] in capitals.words.office_links
        and capitals.lows[head] not in capitals.words.titles
    ):
        # "Minister for Business", "President of the European Commission": an office, and what it is of.
        rest = head + 1
        while rest < last and not capitals.reading.capital(rest):
            rest += 1
        yield from _plain(capitals, rest, last)
        return
    if head is not None and head < last and capitals.titled and _is_verb(capitals, head + 1):
        yield from _known(capitals, first, last)  # "NATO Chief Warns Russia"
        return
    if head is not None and head < last:
        office_first = office_start(capitals, head, first)
        if office_first > first:
            yield from _plain(capitals, first, capitals.trimmed(first, office_first - 1))
        yield from _person(capitals, head + 1, last, office_first, head)
        return
    if head is not None:
        office_first = office_start(capitals, head, first)
        if office_first > first:
            yield from _plain(capitals, first, capitals.trimmed(first, office_first - 1))
        return
    yield from _plain(capitals, first, last)


def _is_verb(capitals: Capitals, index: int) -> bool:
    """Whether a capitalised word of a headline is a verb of saying."""
    return capitals.lows[index] in capitals.words.says or capitals.lows[index] in capitals.words.says_weak


def _without_starters(capitals: Capitals, first: int, last: int) -> int:
    """Drop words that have a capital only because a sentence or headline begins with them."""
    words, lows = capitals.words, capitals.lows
    if not capitals.titled and not capitals.begins_sentence(first):
        return first
    while first <= last and (lows[first] in words.starters or (first < last and _is_common(capitals, first))):
        if first < last and " ".join(lows[first : first + 2]) in capitals.places:
            break
        if first < last and lows[first] in words.office_modifiers and lows[first + 1] in words.office_heads:
            break  # Foreign Minister Iwaya
        if (
            first < last
            and lows[first] in _OF_BODIES
            and any(low in words.organisation_heads for low in lows[first + 1 : last + 1])
        ):
            break  # International Criminal Court
        if (
            first < last
            and (lows[first + 1] in words.organisation_heads or lows[first + 1] in WORK_HEADS)
            and lows[first] not in words.determiners
            and lows[first] not in ARTICLES
        ):
            break  # National Assembly, Supreme Court
        first += 1
    return first


_OF_BODIES = word_set(
    "international national supreme federal european central social united military foreign public world"
)


def _is_common(capitals: Capitals, index: int) -> bool:
    """Whether a sentence-initial word is no part of the name behind it: "Speaking", "Officials"."""
    low = capitals.lows[index]
    return low not in GIVEN and capitals.words.code == "en" and low.endswith(("ing", "ly")) and len(low) > 5


def _person(capitals: Capitals, first: int, last: int, office_first: int, office_last: int) -> Iterator[Name]:
    """Give the person behind an office or title."""
    lows = capitals.lows
    while first <= last and (lows[first] in capitals.words.titles or lows[first] in capitals.words.office_links):
        first += 1
    if first > last or (first == last and len(lows[first]) == 1):
        return
    if lows[first] in capitals.words.determiners and not capitals.reading.capital(first):
        yield from _plain(capitals, first + 1, last)
        return
    office: str | None = None
    if lows[office_last] not in capitals.words.titles:
        # A title between office and name: "Prime Minister Mr Kishida".
        while office_last > office_first and lows[office_last] in capitals.words.titles:
            office_last -= 1
        before = lower_office_before(capitals, office_first)
        office = capitals.reading.surface(before if before is not None else office_first, office_last)
    else:
        before = lower_office_before(capitals, office_first)
        if before is not None:
            office = capitals.reading.surface(before, office_first - 1)
        elif office_first < office_last:
            office = capitals.reading.surface(office_first, office_last - 1)
    yield _name(capitals, first, last, "person", office or apposition(capitals, last))


def _plain(capitals: Capitals, first: int, last: int) -> Iterator[Name]:
    """Give what a run without an office names, if anything."""
    reading = capitals.reading
    last = capitals.trimmed(first, last)
    if first == 0 or reading.folded[reading.starts[first] - 1 : reading.starts[first]] not in ("-",):
        office_first = lower_office_before(capitals, first)
    else:
        office_first = None
    if office_first is not None and may_be_person(capitals, first, last):
        yield _name(capitals, first, last, "person", reading.surface(office_first, first - 1))
        return
    field = _field_of_office(capitals, first, last)
    if field is not None:
        office_first, person = field
        if person <= last:
            yield _name(capitals, person, last, "person", reading.surface(office_first, person - 1))
        return
    kind = kind_of(capitals, first, last)
    head = _lower_head_before(capitals, first)
    if head is not None and kind in (None, "name", "organisation"):
        first, kind = head, "organisation"
    if kind is None:
        if capitals.titled:
            yield from _known(capitals, first, last)
        return
    office = None
    if kind in ("person", "name"):
        office = apposition(capitals, last) or (leading_apposition(capitals, first, last) if first < last else None)
    if office is not None:
        kind = "person"
    yield _name(capitals, first, last, kind, office)


def _field_of_office(capitals: Capitals, first: int, last: int) -> tuple[int, int] | None:
    """Read "ministre des Armées Sébastien Lecornu": where the office begins, and where the person does."""
    words, lows = capitals.words, capitals.lows
    if words.code not in ("fr", "es", "it") or lows[first] not in _OFFICE_FIELDS:
        return None
    place = first - 1
    while place >= 0 and first - place <= 2 and lows[place] in words.office_links:
        place -= 1
    if place == first - 1 or place < 0 or lows[place] not in words.office_heads:
        return None
    person = first + 1
    while person <= last and (lows[person] in ADJECTIVES[words.code] or lows[person] in words.office_links):
        person += 1
    return office_start(capitals, place, max(0, place - 6)), person


_OFFICE_FIELDS = word_set(
    "armées défense intérieur économie finances justice affaires éducation santé travail agriculture culture "
    "transports defensa interior economía hacienda justicia exteriores educación sanidad salud trabajo agricultura "
    "cultura difesa interno interni esteri economia giustizia istruzione salute lavoro agricoltura cultura trasporti"
)


def _lower_head_before(capitals: Capitals, first: int) -> int | None:
    """Give the head in lower case that a name in capitals belongs to: ministère des Affaires étrangères."""
    if capitals.words.code not in ("fr", "es", "it"):
        return None
    place = first - 1
    while place >= 0 and first - place <= 2 and capitals.lows[place] in capitals.words.office_links:
        place -= 1
    if place == first - 1 or place < 0 or capitals.lows[place] not in _MINISTRIES:
        return None
    return place if all(capitals.reading.gap(k) in (" ", "'", "’") for k in range(place, first)) else None


_MINISTRIES = frozenset(("ministère", "ministerio", "ministero"))


def _known(capitals: Capitals, first: int, last: int) -> Iterator[Name]:
    """Give the places and bodies known by themselves inside a run of a headline: "EU Sign Defense Pact"."""
    place = first
    while place <= last:
        end = next(
            (
                end
                for end in (place + 2, place + 1, place)
                if end <= last and " ".join(capitals.lows[place : end + 1]) in capitals.places
            ),
            None,
        )
        if end is not None and len(capitals.lows[place]) > 2:
            yield _name(capitals, place, end, "place", None)
            place = end
        elif is_known_body(capitals.reading.surface(place, place)):
            yield _name(capitals, place, place, "organisation", None)
        place += 1


def _name(capitals: Capitals, first: int, last: int, kind: str, office: str | None) -> Name:
    reading = capitals.reading
    start, end = reading.starts[first], reading.ends[last]
    return Name(reading.text[start:end], start, end, kind, office)
