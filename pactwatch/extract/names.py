"""Bylines to names of people: `By Jo Li and Ana Diaz, Brussels` is two names."""

from __future__ import annotations

import re

_BY = re.compile(
    r"^\s*(?:(?:written|posted|published|reported|reviewed|updated|story|article|words|text|edited|analysis|"
    r"opinion|comment"
    r"|commentary|review)\s*(?:and\s+\w+\s+)?by|by|author|authors|von|par|por|di|door|av|af|przez|autor|autora|"
    r"autore|auteur|de"
    r"|ein\s+\w+\s+von|kommentar\s+von|propos\s+recueillis\s+par|a\s+cura\s+di|text|texte|texto|"
    r"testo)\b\s*:?\s*(?=\S)",
    re.I,
)
_CUT = re.compile(
    r"\s*(?:\||•|·|–\s|—|\s-\s|\bfor\b|\bin\b(?=\s+[A-Z])|\bpublished\b|\bupdated\b|\blast\b|\bposted\b|"
    r"\bon\b\s+\w+\s+\d|\d{1,2}[:./-]\d{1,2}|\b\d{4}\b).*$",
    re.S | re.I,
)
_SPLIT = re.compile(
    r"\s*(?:[;|/、，・\n]|,(?!\s*(?:jr|sr|ph\.?d|md|m\.d|iii?)\b)|\s&\s|\s(?:and|und|et|y|e|i|och|og|en|with|mit)\s)\s*",
    re.I,
)
_ROLE = re.compile(
    r"^(?:.*\b(?:staff|team|desk|newsroom|editors?|editorial|reporters?|correspondents?|contributors?|writers?|"
    r"journalists?|"
    r"redaktion|redaktionen|rédaction|redacción|redazione|redação|agencies|agency|agences|admin|administrator|"
    r"webmaster|"
    r"guest|news|press|media|online|editor-in-chief|columnist|producer|anchor|chief|bureau|director|manager|"
    r"professor|university|magazine|journal|times|post|ltd|inc|llc|company|network|website|follow|share|view|profile|"
    r"updated|published|subscribe|contact|email|twitter|facebook|read|more|comments?|min|minutes?|ago|photo|"
    r"getty|images)\b.*"
    r"|ap|afp|dpa|apa|sda|ats|ansa|efe|reuters|bloomberg|ritzau|ntb|tt|pap|čtk|lusa|belga|anp|tass|xinhua|kyodo|"
    r"unknown|anonymous|none|null|undefined|n/a|user|root|test|default)$",
    re.I,
)
_NOBODY = re.compile(
    r"^(?:admin\w*|webmaster|unknown|anonymous|none|null|undefined|n/a|user|root|test|default|author|staff|guest|"
    r"editor|by|"
    r"about|contributors?|country|home|website|.*\.(?:com|org|net|de|fr|co|info))$",
    re.I,
)
_DIGITS = re.compile(r"\d")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|\(.{0,80}\)|（.{0,80}）|\[.{0,80}\]")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CJK_ROLE = re.compile(r"(?:記者|特派員|編集委員|论说委员|論説委員|記者團|记者|編集部|支局長|기자|특파원)$")


def people(raw: str, outlet: str | None = None, *, stated: bool = False) -> list[str]:
    """Give the names of people in a byline, in order, without offices, addresses, agencies and the outlet.

    *stated*: the page's data says that this is the author, so an agency or a desk is one.

    >>> people("By JO LI and Ana Diaz | Brussels correspondent"), people("AFP"), people("Staff Writer")
    (['Jo Li', 'Ana Diaz'], [], [])
    """
    text = _ADDRESS.sub(" ", raw[:400])
    text = " ".join(text.split())
    text = _BY.sub("", text, count=1) if not _CJK.search(text) else text
    found: list[str] = []
    for part in _SPLIT.split(text):
        name = _tidy(part)
        if name and _is_name(name, outlet, stated) and name not in found:
            found.append(name)
    return found[:12]


def _tidy(part: str) -> str:
    part = _BY.sub("", part.strip(" .,:;-–—*\"'“”"), count=1)
    part = _CUT.sub("", part).strip(" .,:;-–—*")
    if _CJK.search(part):
        part = _CJK_ROLE.sub("", part)
        return part.strip()
    words = part.split()
    if words and all(word.isupper() for word in words) and len(part) > 4:
        # Shouted bylines are a matter of style.
        part = " ".join("-".join(piece.capitalize() for piece in word.split("-")) for word in words)
    return part


def _is_name(name: str, outlet: str | None, stated: bool) -> bool:
    if not 2 <= len(name) <= 60 or _DIGITS.search(name) or name.startswith(("http", "www", "@", "#")):
        return False
    if outlet and name.casefold() == outlet.casefold():
        return False
    if _CJK.search(name):
        return len(name) <= 12
    words = name.split()
    if stated and not _NOBODY.match(name) and len(words) <= 5:
        return True
    if len(words) > 6 or _ROLE.match(name):
        return False
    if "." in words[-1][:-1] and words[-1].islower():  # a host name
        return False
    return (any(character.isalpha() for character in name) and not words[0].islower()) or len(words) in (2, 3)
