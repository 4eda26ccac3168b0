"""What time of day is meant? `18:30`, `5 p.m.`, `18 Uhr`, `18h30`, `alle 18`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pactwatch.patterns import late

_ZONE = r"(?:\s?(?P<zone>GMT|UTC|CEST|CET|BST|JST|EST|EDT|PST|PDT)\b)?"
_HOUR = r"(?<![\w.,:/+-])(?P<h>[01]?\d|2[0-4])"

# Each needs a mark of its own (a colon with two digits, am or pm, Uhr, h), for bare numbers are no times.
_ALWAYS = (
    re.compile(rf"{_HOUR}(?:[.:](?P<m>[0-5]\d))?(?::[0-5]\d)?\s?(?P<half>[ap])\.?\s?m\b\.?{_ZONE}", re.IGNORECASE),
    re.compile(rf"{_HOUR}:(?P<m>[0-5]\d)(?::[0-5]\d)?(?![\d:]){_ZONE}"),
)
_OF_LANGUAGE = {
    "de": (re.compile(rf"{_HOUR}(?:[.:](?P<m>[0-5]\d))?\s?Uhr\b"),),
    "fr": (
        re.compile(rf"{_HOUR}\s?h\s?(?P<m>[0-5]\d)\b"),
        re.compile(r"(?<=à |s |é |t )(?P<h>[01]?\d|2[0-4])\s?(?:h|heures?)(?:\s(?P<m>[0-5]\d)(?!\d))?(?!\w)(?! d)"),
    ),
    "es": (
        re.compile(
            r"(?<=las )(?P<h>[01]?\d|2[0-4])(?:[.:](?P<m>[0-5]\d))?(?:\s?h(?:oras)?\b)?"
            r"(?P<pm> de la (?:tarde|noche))?(?!\d|[.,]\d)"
        ),
    ),
    "it": (
        re.compile(r"(?<=\ble )(?P<h>[01]?\d|2[0-4])[.:](?P<m>[0-5]\d)(?!\d|[.,]\d)"),
        re.compile(r"(?:(?<=alle )|(?<=ore ))(?P<h>[01]?\d|2[0-4])(?:[.:](?P<m>[0-5]\d))?(?!\d|[.,]\d)"),
    ),
}
# Without one of these no time is there, and the dear patterns need not look at every letter.
_HINT = r"\d:\d|\d\s?[apAP]\.?\s?[mM]"
_ALWAYS_HINT = late(_HINT)
_HINTS = {
    "de": re.compile(rf"{_HINT}|\d\s?Uhr"),
    "fr": re.compile(rf"{_HINT}|\d\s?h"),
    "es": re.compile(rf"{_HINT}|las \d"),
    "it": re.compile(rf"{_HINT}|(?:alle|ore|le) \d"),
}
_ZONES = {
    "GMT": "Z",
    "UTC": "Z",
    "BST": "+01:00",
    "CET": "+01:00",
    "CEST": "+02:00",
    "JST": "+09:00",
    "EST": "-05:00",
    "EDT": "-04:00",
    "PST": "-08:00",
    "PDT": "-07:00",
}


def find_times(folded: str, code: str) -> Iterator[tuple[int, int, str]]:
    """Give start, end and `THH:MM` (with its zone, where one is printed) of each time of day; they may overlap.

    >>> list(find_times("at 5 p.m. GMT", "en"))
    [(3, 13, 'T17:00Z')]
    """
    if _HINTS.get(code, _ALWAYS_HINT).search(folded) is None:
        return
    for pattern in (*_OF_LANGUAGE.get(code, ()), *_ALWAYS):
        for match in pattern.finditer(folded):
            parts = match.groupdict()
            hour, minute = int(match["h"]), int(parts.get("m") or 0)
            half = (parts.get("half") or ("p" if parts.get("pm") else "")).lower()
            if half and hour > 12:
                continue
            if half == "p" and hour < 12:
                hour += 12
            elif half == "a" and hour == 12:
                hour = 0
            zone = _ZONES.get((parts.get("zone") or "").upper(), "")
            yield match.start(), match.end(), f"T{hour % 24:02}:{minute:02}{zone}"
