"""Decades in words: the eighties, Achtzigerjahre."""

from __future__ import annotations

ENGLISH_DECADES = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}
# The words that a decade in words begins with, where no other table has them.
DECADES = {
    "en": frozenset(ENGLISH_DECADES),
    "de": frozenset(
        f"{tens}er{jahre}"
        for tens in ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
        for jahre in ("jahre", "jahren", "")
    ),
}
