"""Which office stands with a name? Inside the run of capitals, before it in lower case, or behind it between commas."""

from __future__ import annotations

from pactwatch.claims.names_runs import GIVEN, Capitals
from pactwatch.claims.words.shape import words as word_set

_NOT_AFTER_OFFICE = word_set("electric motors league hotel street avenue assembly building mills dynamics")
_GERMAN_OFFICES = (
    "minister",
    "ministerin",
    "kanzler",
    "kanzlerin",
    "präsident",
    "präsidentin",
    "sprecher",
    "sprecherin",
    "chef",
    "chefin",
    "beauftragter",
    "beauftragte",
    "kommissar",
    "kommissarin",
    "direktor",
    "direktorin",
    "vorsitzender",
    "vorsitzende",
    "vorsitzenden",
    "ministers",
    "kanzlers",
    "präsidenten",
    "sekretär",
    "sekretärin",
    "meister",
    "meisterin",
    "anwalt",
)


def last_office(capitals: Capitals, first: int, last: int) -> int | None:
    """Give the last word of the last office in the run; None: it holds none."""
    lows, words = capitals.lows, capitals.words
    if first < last and lows[first] in GIVEN:
        return None  # Martin Luther King, Steve Bishop
    for place in range(last, first - 1, -1):
        if lows[place] in words.titles and place < last:
            return place
        if _is_office_head(capitals, place) and not (place > first and lows[place - 1] in words.office_links):
            # "President Hotel", "General Electric", "Major League": the head of something else.
            if place < last and (lows[place + 1] in words.organisation_heads or lows[place + 1] in _NOT_AFTER_OFFICE):
                return None
            if (
                place < last
                and lows[place] in ("general", "attorney", "major", "lieutenant")
                and lows[place + 1] in words.office_heads
            ):
                continue
            return place
    return None


def _is_office_head(capitals: Capitals, index: int) -> bool:
    low = capitals.lows[index]
    if low in capitals.words.office_heads:
        return True
    # German: Bundeskanzler, Außenministerin.
    return capitals.words.all_nouns_capital and len(low) > 7 and low.endswith(_GERMAN_OFFICES)


def office_start(capitals: Capitals, head: int, first: int) -> int:
    """Go back from an office's head over `foreign policy`, `prime`, `deputy`."""
    words, lows = capitals.words, capitals.lows
    place = head
    while place > first and capitals.reading.gap(place - 1) in (" ", "-", "\u00a0"):
        before = lows[place - 1]
        if before in words.office_modifiers or before in words.office_heads:
            place -= 1
        elif (
            before in words.office_links
            and place - 2 >= first
            and lows[place - 2] in words.office_modifiers | words.office_heads
        ):
            place -= 2
        else:
            break
    return place


def lower_office_before(capitals: Capitals, first: int) -> int | None:
    """Give where an office in lower case begins right before word *first*: "foreign minister Iwaya"."""
    words, lows, reading = capitals.words, capitals.lows, capitals.reading
    place = first - 1
    # "le ministre japonais Takeshi Iwaya", "chef de la diplomatie européenne Josep Borrell"
    if words.code in ("fr", "es", "it") and place >= 1 and lows[place] in words.demonyms and reading.joined(place):
        field = place - 1 if lows[place - 1] in _FIELDS else place
        head = field - 1
        while head > 0 and field - head <= 3 and field < place and lows[head] in words.office_links:
            head -= 1
        if _is_office_head(capitals, head) and all(reading.joined(k) for k in range(head, place)):
            return office_start(capitals, head, max(0, head - 6))
    if place < 0 or reading.gap(place) not in (" ", "\u00a0") or not _is_office_head(capitals, place):
        return None
    start = office_start(capitals, place, max(0, place - 6))
    return start if lows[start] not in words.office_links else start + 1


_NO_APPOSITION = word_set(
    "who which and qui que und y e che der se si con est è is was were has had hat war wurde met traf a_rencontré"
)


def leading_apposition(capitals: Capitals, first: int, last: int) -> str | None:
    """Read the office in "the bloc's chief diplomat, Josep Borrell," before a name."""
    reading, lows, words = capitals.reading, capitals.lows, capitals.words
    if first < 2 or reading.gap(first - 1) != ", " or not reading.gap(last).startswith(","):
        return None
    place = first - 1
    while place > 0 and first - place < 7 and reading.joined(place - 1) and lows[place - 1] not in words.determiners:
        if lows[place - 1] == "s" or lows[place - 1] in words.says or lows[place - 1] in _NO_APPOSITION:
            break
        place -= 1
    # Of an article inside ("jefe de la diplomacia") the office begins further left.
    romance = words.code in ("fr", "es", "it")
    while romance and place >= 3 and lows[place - 1] in words.determiners and lows[place - 2] in words.office_links:
        place -= 2
        while (
            place > 0 and reading.joined(place - 1) and lows[place - 1] not in words.determiners and first - place < 9
        ):
            place -= 1
    if not any(_is_office_head(capitals, k) for k in range(place, first)):
        return None
    return reading.surface(place, first - 1)


_FIELDS = frozenset(("diplomatie", "diplomacia", "diplomazia"))


def apposition(capitals: Capitals, last: int) -> str | None:
    """Read the office in ", Japan's foreign minister," behind a name."""
    reading, lows, words = capitals.reading, capitals.lows, capitals.words
    if reading.gap(last) not in (", ", " (") or last + 1 >= len(lows):
        return None
    for place in range(last + 1, min(last + 10, len(lows))):
        if _is_office_head(capitals, place) and not (
            place + 1 < len(lows) and reading.joined(place) and _is_office_head(capitals, place + 1)
        ):
            start = office_start(capitals, place, last + 1)
            # ", Foreign Minister Iwaya and …": the office of the next person in a row.
            if reading.gap(place) == " " and capitals.is_capital(place + 1) and not capitals.words.all_nouns_capital:
                return None
            return reading.surface(start, place)
        gap = reading.gap(place)
        if "," in gap or ";" in gap or "(" in gap or lows[place] in words.says or lows[place] in _NO_APPOSITION:
            return None
    return None
