"""Can two values of one question both be true?"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from pactwatch.facts.offices import offices_compatible
from pactwatch.facts.plain import has_cjk
from pactwatch.model import Question

# Capitals of the countries that international news names by them: a place within a place is no contradiction.
_WITHIN = {
    "tokyo": "japan",
    "brussels": "belgium",
    "london": "united kingdom",
    "paris": "france",
    "berlin": "germany",
    "rome": "italy",
    "madrid": "spain",
    "washington": "united states",
    "beijing": "china",
    "moscow": "russia",
    "seoul": "south korea",
    "kyiv": "ukraine",
    "ottawa": "canada",
    "canberra": "australia",
    "new delhi": "india",
    "geneva": "switzerland",
    "vienna": "austria",
    "warsaw": "poland",
    "the hague": "netherlands",
    "lisbon": "portugal",
}

REGIONS = frozenset(
    (
        *("asia", "asie", "asien", "europe", "europa", "africa", "afrique", "afrika", "america", "amerique", "amerika"),
        *(
            "pacific",
            "pacifique",
            "pazifik",
            "pacifico",
            "indopazifik",
            "indopacifico",
            "indo pacific",
            "indo pacifique",
        ),
        *("indo pacifico", "asia pacific", "asie pacifique", "asia pacifico", "middle east", "southeast asia"),
        *(
            "east asia",
            "asie du sud est",
            "moyen orient",
            "extreme orient",
            "アジア",
            "欧州",
            "インド太平洋",
            "アフリカ",
        ),
    )
)
"""Parts of the world: too wide to be where something was signed."""
CAPITALS = {country: city for city, country in _WITHIN.items()}
"""By country, its capital."""


def compatible(kind: str, a: str, b: str, compare: str = "", tolerance: float = 0.1) -> bool:
    """Tell whether values *a* and *b* of a question of this kind can both be true.

    A coarser date holds a finer one, `more than 40` holds 45, a surname is its bearer, an office without its country is
    the office with it. *compare* is how the question wants its values compared, empty for what is usual for the kind.

    >>> compatible("date", "2025-01", "2025-01-01"), compatible("date", "2024-11-01", "2024-11-15")
    (True, False)
    >>> compatible("count", ">40", "45"), compatible("person", "mori", "kenji mori")
    (True, True)
    >>> compatible("date", "2025-01", "2025-01-01", "exact"), compatible("count", "29", "92", "at least")
    (False, True)
    >>> compatible("amount", "100 EUR", "104 EUR", "tolerance"), compatible("count", "~40", "45", tolerance=0.2)
    (True, True)
    """
    if a == b or compare == "exact":
        return a == b
    if kind == "date":
        return _dates(a, b)
    if kind in ("amount", "count"):
        return _figures(a, b, compare, tolerance)
    if kind in ("person", "organisation"):
        return same_name(a, b)
    if kind == "role":
        return offices_compatible(a, b)
    if kind == "place":
        return same_name(a, b) or (compare != "same entity" and (_WITHIN.get(a) == b or _WITHIN.get(b) == a))
    # `yes` against `no` is a contradiction; other words are only other words.
    return {a, b} != {"yes", "no"}


def agree(question: Question, a: str, b: str) -> bool:
    """Tell whether two values of a question can both be true, as the question wants them compared."""
    return compatible(question.value, a, b, question.compare, question.tolerance)


def same_name(a: str, b: str) -> bool:
    """Tell whether one name is part of the other: surname and full name, whichever comes first.

    >>> same_name("takeshi iwaya", "iwaya takeshi"), same_name("mori", "kenji mori"), same_name("k mori", "a mori")
    (True, True, False)
    """
    if has_cjk(a) or has_cjk(b):
        return a.startswith(b) or b.startswith(a)
    first, second = set(a.replace("-", " ").split()), set(b.replace("-", " ").split())
    return first <= second or second <= first


_DATE = re.compile(r"^(?P<year>\d{4}|-)-?(?P<rest>(?:\d{2})?(?:-\d{2})?)$")


def _dates(a: str, b: str) -> bool:
    """Compare two moments at the coarser granularity; a date without a year fits any year."""
    if "/" in a or "/" in b:
        return _ranges(a, b)
    a, b = a.partition("T")[0], b.partition("T")[0]
    if a.startswith("--") or b.startswith("--"):
        return _tail(a).startswith(_tail(b)) or _tail(b).startswith(_tail(a))
    if "W" in a or "W" in b or "Q" in a or "Q" in b or not a[:1].isdigit() or not b[:1].isdigit():
        return a[:4] == b[:4] or not (a[:4].isdigit() and b[:4].isdigit())
    return a.startswith(b) or b.startswith(a)


def _tail(value: str) -> str:
    """Give month and day; a bare year has neither, and fits anything."""
    return value[2:] if value.startswith("--") else value[5:]


def _ranges(a: str, b: str) -> bool:
    """Compare a range with a range or a moment: do they touch?"""
    first, second = [part.partition("T")[0] for part in a.split("/")], [part.partition("T")[0] for part in b.split("/")]
    low, high = max(first[0], second[0]), min(first[-1], second[-1])
    return low <= high or low.startswith(high) or high.startswith(low)


_FIGURE = re.compile(
    r"^(?P<mark>[<>]=?|~)?(?P<low>-?\d+(?:\.\d+)?)(?:\.\.(?P<high>-?\d+(?:\.\d+)?))?(?: (?P<unit>.+))?$"
)


def _span(value: str, roughly: Decimal) -> tuple[Decimal | None, Decimal | None, str] | None:
    """Read a figure's key as the least and the most it allows (None: no bound), and its unit."""
    match = _FIGURE.match(value)
    if match is None:
        return None
    try:
        low = Decimal(match["low"])
        high = Decimal(match["high"]) if match["high"] else low
    except InvalidOperation:
        return None
    mark, unit = match["mark"] or "", match["unit"] or ""
    if mark.startswith(">"):
        return low, None, unit
    if mark.startswith("<"):
        return None, high, unit
    if mark == "~":
        # What reporters round away: by default a tenth.
        return low - abs(low) * roughly, high + abs(high) * roughly, unit
    return low, high, unit


def _figures(a: str, b: str, compare: str, tolerance: float) -> bool:
    """Tell whether two figures leave room for one number; other units are not compared."""
    share = Decimal(str(tolerance))
    first, second = _span(a, share), _span(b, share)
    if first is None or second is None or (first[2] and second[2] and first[2] != second[2]):
        return True
    (low_a, high_a, _), (low_b, high_b, _) = first, second
    if compare == "at least":  # a toll that rises: each figure is what is known so far
        high_a, high_b = (None if high == low else high for low, high in ((low_a, high_a), (low_b, high_b)))
    if compare == "tolerance":
        low_a, low_b = (low if low is None else low - abs(low) * share for low in (low_a, low_b))
    return (low_a is None or high_b is None or low_a <= high_b) and (low_b is None or high_a is None or low_b <= high_a)
