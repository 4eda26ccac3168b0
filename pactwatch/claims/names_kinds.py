"""What does a run of capitals name, if no office stands in it? A person, an organisation, a place, or nothing."""

from __future__ import annotations

from pactwatch.claims.names_runs import GIVEN, Capitals
from pactwatch.claims.words.bodies import ADJECTIVES, BY_NAME, IN_CAPITALS, PLURAL_HEADS
from pactwatch.claims.words.shape import words as word_set

_ROMAN = frozenset(("ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xx", "xxi"))
_GERMAN_NOUNS = (
    "ung",
    "ungen",
    "heit",
    "heiten",
    "keit",
    "keiten",
    "schaft",
    "schaften",
    "tion",
    "tionen",
    "tät",
    "täten",
    "nis",
    "nisse",
    "ismus",
    "ment",
    "mente",
    "tum",
    "chen",
    "lein",
    "ling",
    "linge",
    "enz",
    "anz",
    "ität",
    "krieg",
    "jahr",
    "jahre",
    "jahren",
    "zeit",
    "land",
    "länder",
    "politik",
    "gipfel",
    "abkommen",
    "vertrag",
    "pakt",
    "staaten",
    "staat",
    "regierung",
    "partei",
    "leute",
    "menschen",
    "kräfte",
    "recht",
    "rechte",
    "arbeit",
    "markt",
    "preis",
    "preise",
    "woche",
    "tag",
    "tage",
    "monat",
)
_COMMON_ENDINGS = {
    "en": ("ing", "ly", "tion", "sion", "ment", "ness", "ity", "ance", "ence", "ism", "ship"),
    "fr": ("tion", "ment", "té", "age", "isme", "ence", "ance", "eurs", "ants", "ées", "és", "ant"),
    "es": ("ción", "mente", "dad", "ismo", "encia", "ancia", "ores", "ando", "iendo"),
    "it": ("zione", "mente", "ità", "ismo", "enza", "anza", "tori", "ando", "endo"),
}
_VERBS = word_set(
    "is was has had will would could may might can does did does also and became went came took gave made won "
    "lost began met told "
    "faces plans says wants seeks a est était sera avait ont va veut ha era sarà è aveva va vuole fue está tiene "
    "había será va"
)


def kind_of(capitals: Capitals, first: int, last: int) -> str | None:
    """Tell what a run names: `person`, `organisation`, `place`, `name` if it does not say; None: nothing."""
    lows, words = capitals.lows, capitals.words
    key = " ".join(lows[first : last + 1])
    if key in capitals.places:
        return "place"
    if first < last and lows[first] in capitals.places and lows[last] in capitals.places and last - first == 1:
        return "name"  # EU-Japan, Russia-Ukraine
    printed = capitals.reading.surface(first, last)
    if first == last and (len(printed) == 1 or lows[first] in _ROMAN):
        return None
    if not words.organisation_heads.isdisjoint(lows[first : last + 1]) and (
        first < last or _knows_single(capitals, first)
    ):
        return "organisation"
    if first < last and not PLURAL_HEADS.isdisjoint(lows[first:last]) and lows[last] in ADJECTIVES.get(words.code, ()):
        return "organisation"
    if first == last and is_known_body(printed):
        return "organisation"
    if first == last and _is_acronym(printed) and not capitals.reading.text.isupper():
        return "organisation" if printed.isalpha() else "name"
    if _is_person(capitals, first, last):
        return "person"
    if words.all_nouns_capital:
        return _german_kind(capitals, first, last)
    if capitals.titled:
        # In a headline every word has a capital: only what is known by itself counts.
        return (
            "name"
            if lows[first] in words.demonyms or any(low in capitals.places for low in lows[first : last + 1])
            else _beside_verb(capitals, first, last)
        )
    if first == last and capitals.begins_sentence(first):
        return _single_at_start(capitals, first)
    if first == last and lows[first] in words.starters:
        return None
    return "name"


def is_known_body(printed: str) -> bool:
    """Whether one word is a body by itself: Nato, EU."""
    low = printed.lower()
    return low in BY_NAME or (low in IN_CAPITALS and printed.isupper())


def may_be_person(capitals: Capitals, first: int, last: int) -> bool:
    """Whether a run behind an office in lower case can be whoever holds it: no place, organisation or people."""
    key = " ".join(capitals.lows[first : last + 1])
    return (
        key not in capitals.places
        and not capitals.has_head(first, last)
        and capitals.lows[first] not in capitals.words.demonyms
    )


def _knows_single(capitals: Capitals, index: int) -> bool:
    """Whether a bare head ("Parliament", "Council") is used as a name: inside a sentence, with its capital."""
    return not capitals.begins_sentence(index) and not capitals.titled and not capitals.words.all_nouns_capital


def _is_person(capitals: Capitals, first: int, last: int) -> bool:
    lows = capitals.lows
    if lows[first] in GIVEN and first < last and not any(low in capitals.places for low in lows[first + 1 : last + 1]):
        return True
    if first + 1 == last and len(lows[first]) == 1 and capitals.reading.gap(first).startswith("."):
        return True
    return first + 2 <= last and len(lows[first + 1]) == 1 and capitals.reading.gap(first + 1).startswith(".")


def _beside_verb(capitals: Capitals, first: int, last: int) -> str | None:
    return (
        "name"
        if last + 1 < len(capitals.lows) and capitals.lows[last + 1] in capitals.words.says and last - first < 3
        else None
    )


def _single_at_start(capitals: Capitals, index: int) -> str | None:
    """Tell whether the first word of a sentence is a name: by the verb behind it and by its ending."""
    lows, words, reading = capitals.lows, capitals.words, capitals.reading
    low = lows[index]
    if (
        low in words.starters
        or low in words.speaker_nouns
        or low in words.office_heads
        or low in words.units
        or low in words.numbers
    ):
        return None
    if low in words.demonyms or low in GIVEN:
        return "name"
    if low in words.pronouns or low in words.determiners:
        return None
    gap = reading.gap(index)
    if index + 1 >= len(lows):
        return None
    following = lows[index + 1]
    if gap in ("'", "’") and following == "s":
        return "name"
    if gap == " " and (following in words.says or following in words.says_weak):
        return "name"
    if gap == ", " and following in words.determiners and not low.endswith(("s", "ly")):
        return "name"  # "Yazar, a colleague, …"
    if low.endswith(_COMMON_ENDINGS.get(words.code, ())) or low in words.modality or low in words.negations:
        return None
    if words.code == "en":
        return (
            "name"
            if gap == " " and (following in _VERBS or following.endswith("ed")) and not low.endswith("s")
            else None
        )
    return "name" if gap == " " and following in _VERBS else None


def _german_kind(capitals: Capitals, first: int, last: int) -> str | None:
    lows, words, reading = capitals.lows, capitals.words, capitals.reading
    if any(low in capitals.places for low in lows[first : last + 1]) and first < last:
        return "name"
    before = lows[first - 1] if first else ""
    if first < last:
        if lows[first].endswith(
            ("sche", "schen", "scher", "ische", "ischen", "te", "ten", "ßen", "ße", "ige", "igen")
        ) and not capitals.begins_sentence(first):
            return "name"  # Europäische Union, Vereinte Nationen, Auswärtiges Amt
        nouns = any(low.endswith(_GERMAN_NOUNS) for low in lows[first : last + 1])
        return None if nouns or before in words.determiners or capitals.begins_sentence(first) else "name"
    if lows[first].endswith(_GERMAN_NOUNS) or before in words.determiners or lows[first] in words.speaker_nouns:
        return None
    following = lows[last + 1] if last + 1 < len(lows) and reading.joined(last) else ""
    if lows[first] in words.starters or lows[first] in words.pronouns:
        return None
    return "name" if following in words.says or before in words.says else None


def _is_acronym(printed: str) -> bool:
    if printed[1:].islower():
        return False
    letters = [c for c in printed if c.isalpha()]
    return 2 <= len(letters) <= 8 and sum(c.isupper() for c in letters) >= max(2, len(letters) - 1)
