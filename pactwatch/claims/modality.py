"""Does a sentence tell of what is done, planned, expected, possible, alleged or denied? Does it affirm or negate?"""

from __future__ import annotations

from pactwatch.claims.marks import Mark
from pactwatch.claims.modality_ja import mood_ja
from pactwatch.claims.reading import Reading
from pactwatch.claims.words.shape import words as word_set

# Where a sentence has signs of several, the one that takes most of its certainty wins.
SCALE = ("denied", "alleged", "possible", "expected", "planned")


def mood(reading: Reading) -> tuple[str, str]:
    """Give modality and polarity of a sentence.

    >>> from pactwatch.claims.words import words_for
    >>> mood(Reading("The pact will not take effect.", words_for("en"), "en"))
    ('planned', 'negative')
    """
    if reading.words.code == "ja":
        return mood_ja(reading.folded)
    return _modality(reading), ("negative" if _negated(reading) else "positive")


def _modality(reading: Reading) -> str:
    words, lows = reading.words, reading.lows
    seen: set[str] = set()
    for index in reading.marked(Mark.MOOD):
        found = reading.phrase_from(index, words.modality, 4)
        if found is not None and not _is_other_word(reading, index, lows[index]):
            seen.add(found[0])
    if words.future_endings:
        for index, low in enumerate(lows):
            if low.endswith(words.future_endings) and _is_future(reading, index, low):
                seen.add("planned")
    if words.code == "de" and _german_future(reading):
        seen.add("planned")
    if words.code == "de" and "zurück" in lows and not _REJECTS.isdisjoint(lows):
        seen.add("denied")
    return next((kind for kind in SCALE if kind in seen), "done")


def _is_future(reading: Reading, index: int, low: str) -> bool:
    """Whether a word with a future ending is a verb: in lower case, and not one of the known others."""
    return len(low) > 3 and low not in reading.words.future_not and not reading.capital(index)


_REJECTS = word_set("weist weisen wies wiesen")
_NOUN_BEFORE = word_set("the his her their its our my free political of a your god's good any no")


def _is_other_word(reading: Reading, index: int, low: str) -> bool:
    """Whether a word of mood is another word here: the month of May, a last will, "was denied entry"."""
    before = reading.lows[index - 1] if index else ""
    code = reading.words.code
    if code == "en":
        if low in ("may", "will", "might") and index and reading.capital(index) and not reading.capital(index - 1):
            return True
        if (
            low in ("will", "might", "claims", "hope", "hopes", "forecast", "forecasts", "expects", "suspects")
            and before in _NOUN_BEFORE
        ):
            return True
        if low in ("denied", "disputed") and before in ("was", "were", "been", "be", "being", "is", "are", "the", "a"):
            return True
        if low in ("is", "are", "was", "were") and index and before in _AIMS:
            return True  # "the aim is to deliver" plans nothing
        return low == "should" and before == "if"
    return code == "de" and low == "will" and reading.capital(index)


_AIMS = word_set(
    "goal goals aim aims purpose task tasks objective idea principle key way role job challenge step approach "
    "strategy point"
)


def _german_future(reading: Reading) -> bool:
    """Whether `wird` or `werden` goes with an infinitive ("wird in Kraft treten"), not with a participle (passive)."""
    lows = reading.lows
    for index, low in enumerate(lows):
        if low not in ("wird", "werden", "wirst", "werde"):
            continue
        last = index
        while last + 1 < len(lows) and last - index < 25 and not any(c in reading.gap(last) for c in ",;:.–"):
            last += 1
        # In a main clause the infinitive ends the clause; in a subordinate one it stands before `wird`.
        for place in (last, index - 1):
            if place != index and place >= 0 and _is_infinitive(lows[place], reading.capital(place)):
                return True
    return False


def _is_infinitive(low: str, capital: bool) -> bool:
    if capital or len(low) < 4 or not low.endswith(("en", "ern", "eln", "tun", "sein")):
        return False
    if low in ("werden", "worden", "sollen", "können"):
        return low == "können"
    return (
        not (
            low.startswith("ge")
            or ("ge" in low[2:5] and low.endswith("en") and not low.startswith(("be", "er", "ver")))
        )
        or low in _GE_VERBS
    )


_GE_VERBS = word_set(
    "gehen geben gelten gewinnen gehören genehmigen gestalten gewähren gelingen geschehen genießen getreten vorgehen"
)


# ---------------------------------------------------------------- polarity


def _negated(reading: Reading) -> bool:
    words, lows = reading.words, reading.lows
    skip_until = -1
    for index in reading.marked(Mark.NEGATION):
        if index <= skip_until:
            continue
        low = lows[index]
        last = reading.has_phrase_from(index, words.not_negations, 4)
        if last is not None:
            skip_until = last
            continue
        if low in words.negations and not _is_only(reading, index, low):
            denied = reading.phrase_from(index, words.modality, 4)
            if denied is not None and denied[0] == "denied":
                continue  # "rejected claims": told by the modality
            return True
        if (
            low == "yet"
            and index
            and lows[index - 1] in ("has", "have", "had")
            and lows[index + 1 : index + 2] == ["to"]
        ):
            return True
        if low == "out" and index and lows[index - 1] in ("ruled", "rules", "ruling") and words.code == "en":
            return True
        if low == "t" and index and lows[index - 1].endswith("n") and reading.gap(index - 1) in ("'", "’"):
            return True  # don't, isn't
    return False


def _is_only(reading: Reading, index: int, low: str) -> bool:
    """Whether a negation only limits: French "ne … que"."""
    if reading.words.code != "fr" or low not in ("ne", "n"):
        return False
    # `ne` without a partner is literary or belongs to `que`.
    beside = reading.lows[max(0, index - 4) : index] + reading.lows[index + 1 : index + 7]
    return _NE_PARTNERS.isdisjoint(beside)


_NE_PARTNERS = word_set("pas plus jamais rien aucun aucune personne ni guère nullement point")
