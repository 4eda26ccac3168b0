"""Does a sentence look ahead or back where it names a date?"""

from __future__ import annotations

from pactwatch.claims.reading import Reading
from pactwatch.claims.words.shape import words as word_set

_BE = frozenset(("be", "to", "werden", "être", "ser", "essere"))


def looks_ahead(reading: Reading, index: int) -> bool:
    """Whether the nearest verb before word *index* speaks of the future: "will meet on Friday"."""
    words = reading.words
    place = index - 1
    while place >= 0 and index - place <= 14:
        low = reading.lows[place]
        if reading.has_phrase_until(place, words.future, 3) is not None:
            return True
        if words.future_endings and low not in words.future_not and len(low) > 4 and low.endswith(words.future_endings):
            return True
        if (low in words.told or (words.code == "es" and low.endswith("ó"))) and not _is_future_auxiliary(
            reading, place - 1
        ):
            return False
        if any(sign in reading.gap(place) for sign in ";:"):
            return False
        place -= 1
    return False


def _is_future_auxiliary(reading: Reading, index: int) -> bool:
    """Whether the word before a participle makes it one of the future: "to be signed", "sera signé"."""
    if index < 0:
        return False
    low = reading.lows[index]
    return (
        low in _BE
        or low in reading.words.future
        or (bool(reading.words.future_endings) and low.endswith(reading.words.future_endings))
    )


def looks_back(reading: Reading, index: int) -> bool:
    """Whether the clause that holds word *index* tells of the past and of nothing that is to come."""
    words = reading.words
    past = _PAST.get(words.code, frozenset())
    clause = _clause(reading, index)
    if not any(low in past or (words.code == "en" and len(low) > 4 and low.endswith("ed")) for low in clause):
        return False
    return not any(
        low in words.future or (words.future_endings and low.endswith(words.future_endings)) or low in words.modality
        for low in clause
    )


def _clause(reading: Reading, index: int) -> list[str]:
    """Give the words round word *index* up to the next commas; "In March, exports fell" is one clause."""
    first = index
    while first and not any(sign in reading.gap(first - 1) for sign in ",;:"):
        first -= 1
    last = index
    while last + 1 < len(reading.lows) and (
        last - first < 4 or not any(sign in reading.gap(last) for sign in ",;:")
    ):
        last += 1
    return reading.lows[first : last + 1]


_PAST = {
    "en": word_set("was were had did fell rose went came took gave made said met won lost began left held saw grew"),
    "de": word_set("hatte hatten wurde wurden war waren kam kamen ging gab fiel stieg sank begann"),
    "fr": word_set("a ont avait avaient était étaient fut furent"),
    "es": word_set("fue fueron había habían ha han era eran hubo cayó subió"),
    "it": word_set("ha hanno aveva avevano era erano fu furono stato stata"),
}
