"""Does a sentence look ahead or back where it names a date?"""

from __future__ import annotations

from itertools import pairwise

from pactwatch.claims.reading import Reading
from pactwatch.claims.words.shape import words as word_set

_BE = frozenset(("be", "to", "werden", "être", "ser", "essere"))


def looks_ahead(reading: Reading, index: int) -> bool:
    """Whether the nearest verb before word *index* speaks of the future: "will meet on Friday"."""
    words = reading.words
    if any(low in words.told for low in reading.lows[index + 1 : index + 3]) and "," not in reading.gap(index):
        return False  # wie sie am Dienstag mitteilte
    if words.code == "en" and (by := _deadline(reading, index)) is not None:
        return by
    if index <= 3 and words.told.isdisjoint(reading.lows[:index]) and _goes_on_ahead(reading, index):
        return True
    place = index - 1
    while place >= 0 and index - place <= 14:
        low = reading.lows[place]
        if reading.has_phrase_until(place, words.future, 3) is not None:
            return not (low == "to" and reading.lows[place + 1] in _PERFECT)
        if low in _MAY:
            return not _is_perfect(reading, place, index)
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


def _goes_on_ahead(reading: Reading, index: int) -> bool:
    """Whether the sentence that a date begins goes on in the future: "On Monday, the court will rule"."""
    words = reading.words
    for place in range(index + 1, min(index + 10, len(reading.lows))):
        low = reading.lows[place]
        if low in _WILL:
            return True
        if low in _MAY:
            return not _is_perfect(reading, place, index)
        if words.future_endings and low not in words.future_not and len(low) > 4 and low.endswith(words.future_endings):
            return True
        if (
            low in words.told
            or low in words.that
            or ";" in reading.gap(place)
            or (words.code == "es" and low.endswith("ó"))
        ):
            return False
    return False


def _deadline(reading: Reading, index: int) -> bool | None:
    """Whether "by" right before a date names a deadline ("must pay by Friday"), no past ("had fled by Friday")."""
    place = index - 1
    while place >= 0 and reading.lows[place] in _UP_TO:
        place -= 1
    if place < 0 or reading.lows[place] != "by":
        return None
    for low in reading.lows[max(0, place - _BEFORE_BY) : place][::-1]:
        if low in reading.words.future or low in _MAY or low == "to":
            return True
        if low in _HAD:
            return False
    return True


_UP_TO = word_set("the end of this next late early mid noon midnight")
_HAD = word_set("had was were did have has")
_BEFORE_BY = 10

# What may be is still to come; what may have been is over, as is what could be seen, and what could not be done.
_MAY = word_set(
    "could may might can should must kann können könnte könnten dürfte dürften peut peuvent pourrait pourraient pourra "
    "pourront puede pueden podría podrían podrá podrán debería deberían può possono potrebbe potrebbero potrà potranno "
    "dovrebbero"
)
_PERFECT = word_set("have avoir haber aver avere")
_SEEN = word_set("not seen heard felt reached")


def _is_perfect(reading: Reading, place: int, index: int) -> bool:
    """Whether what the auxiliary at word *place* says of the date at *index* is over: "may have run on Monday"."""
    lows = reading.lows
    if not _PERFECT.isdisjoint(lows[place + 1 : place + 3]):
        return True
    if reading.words.code == "de":
        behind = lows[place + 1 : index + 8]
        return "haben" in behind or ("worden", "sein") in pairwise(behind)
    return lows[place] == "could" and not _SEEN.isdisjoint(lows[place + 1 : place + 4])


# Auxiliaries that alone put a sentence into the future ("due to" may be a reason).
_WILL = word_set("will shall wird werden soll sollen va vont doit doivent sera seront será serán sarà saranno")


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
    clause = _clause(reading, index)
    return has_past(reading, index) and not any(
        low in words.future or (words.future_endings and low.endswith(words.future_endings)) or low in words.modality
        for low in clause
    )


def has_past(reading: Reading, index: int) -> bool:
    """Whether a verb of the past stands in the clause that holds word *index*."""
    code = reading.words.code
    past = _PAST.get(code, frozenset())
    return any(low in past or (code == "en" and len(low) > 4 and low.endswith("ed")) for low in _clause(reading, index))


def _clause(reading: Reading, index: int) -> list[str]:
    """Give the words round word *index* up to the next commas; "In March, exports fell" is one clause."""
    first = index
    while first and not any(sign in reading.gap(first - 1) for sign in ",;:"):
        first -= 1
    last = index
    while last + 1 < len(reading.lows) and (last - first < 4 or not any(sign in reading.gap(last) for sign in ",;:")):
        last += 1
    return reading.lows[first : last + 1]


_PAST = {
    "en": word_set("was were had did fell rose went came took gave made said met won lost began left held saw grew"),
    "de": word_set("hatte hatten wurde wurden war waren kam kamen ging gab fiel stieg sank begann"),
    "fr": word_set("a ont avait avaient était étaient fut furent"),
    "es": word_set("fue fueron había habían ha han era eran hubo cayó subió"),
    "it": word_set("ha hanno aveva avevano era erano fu furono stato stata"),
}
