"""Bylines to names of people: `By Jo Li and Ana Diaz, Brussels` is two names."""

from __future__ import annotations

import re

from pactwatch.extract.months import MONTHS
from pactwatch.extract.sets import word_set

_VERBS = (
    r"(?:written|posted|published|reported|story|article|words|text|compiled|presented|photos?|analysis|opinion|"
    r"comment|commentary|review|interview|column|essay)"
)
_BY = re.compile(
    r"^\s*(?:(?-i:By(?=[A-Z][a-z]))|(?:this\s+(?:post|article|story)\s+was\s+)?(?:"
    rf"(?:{_VERBS}(?:\s*(?:and|&)\s*{_VERBS})?\s*by|by|authors?|"
    r"von|par|por|di|door|av|af|przez|autor(?:en|es|a|as|in)?|autore|auteurs?|eine?\s+\w+\s+von|kommentar\s+von|"
    r"propos\s+recueillis\s+par|a\s+cura\s+di|texte?|texto|testo|tekst|yazan|oleh|автор|от)\b\s*:?|"
    r"(?:文|文／|取材|作者|記者|著者|執筆)\s*[:：／/]))\s*(?=\S)",
    re.I,
)
# What follows a name in a byline: an office, a place, a time.
_CUT = re.compile(
    r"\s*(?:\||•|·|–\s|—|\s-\s|\bfor\b|\bin\b(?=\s+[A-Z])|\bpublished\b|\bupdated\b|\blast\b|\bposted\b|"
    r"\bon\s+(?:\w+\s+)?(?:\w{3,9}\.?\s+)?\d|\bat\s+\d|\d{1,2}[:./-]\d{1,2}|\b\d{4}\b|\b\d+\s*(?:comments?|min)|"
    r"\bspecial(?:\s+to|\s+correspondent|\s+contributor)|\s(?:staff|senior|chief|contributing)\s+(?:writer|reporter|"
    r"editor|correspondent)|\(\s*$).*$",
    re.S | re.I,
)
_DEGREE = re.compile(
    r"(?:,\s*(?i:ph\.?\s?d|m\.?d|m\.?sc?|b\.?sc?|m\.?a|m\.?b\.?a|r\.?d\.?n?|r\.?n|d\.?v\.?m|d\.?d\.?s|j\.?d|esq|cpa|"
    r"cfp|cfa|lcsw|m\.?ed|ll\.?m|do|faap|facp|fand)|\s(?:Ph\.?\s?D|M\.D|MD|MBA|RDN?|DVM|DDS|CPA|CFP|CFA|LCSW))"
    r"[.®]?(?=$|[\s,;])"
)
_SPLIT = re.compile(
    r"\s*(?:[;|/、，・\n]|,(?!\s*(?:jr|sr|iii?)\b)|\s&\s|\s(?:and|und|et|y|e|i|och|og|en|ja|ve|with|mit)\s)\s*", re.I
)
_DESK = re.compile(
    r"\b(?:staff|team|desk|newsroom|editors?|editorial|reporters?|correspondents?|contributors?|writers?|journalists?|"
    r"redaktion(?:en)?|rédaction|redacción|redazione|redação|redactie|redakcja|toimitus|agencies|agency|agences|"
    r"agentur(?:en)?|presse-agentur|guest|news|press|media|online|editor-in-chief|columnist|producer|anchor|chief|"
    r"bureau|director|manager|expert|founder|specialist|analyst|dietitian|counsel|attorney|president|professor|university|"
    r"magazine|journal|times|post|gazette|tribune|chronicle|herald|telegraph|ltd|inc|llc|gmbh|company|network|"
    r"deputy|c[etfo]o|officer|technologies|correspondant|association|institute|foundation|society|"
    r"department|ministry|office|council|commission|committee|"
    r"corrispondent\w*|inviat[oa]|corresponsal\w*|enviad[oa]|korrespondent\w*|redakteur\w*|redattor\w+|periodista|"
    r"journaliste|giornalista|verslaggever)\b",
    re.I,
)
_AGENCIES = word_set(
    "ap afp dpa apa sda ats ansa efe reuters bloomberg ritzau ntb tt pap čtk ctk lusa belga anp tass xinhua kyodo "
    "jiji yonhap cnn bbc associatedpress theassociatedpress agencefrancepresse keystonesda keystone sid epd kna upi "
    "pti ians ani interfax ukrinform unian anadolu stt bns elta leta agerpres mti hina sta tanjug"
)
_FURNITURE = re.compile(
    r"\b(?:website|follow|share|view|profile|updated|published|subscribe|contact|e?mail|twitter|facebook|instagram|"
    r"linkedin|bluesky|read|more|comments?|min|minutes?|ago|photo|photography|getty|images|login|sign|posts?|articles?|"
    r"bio|about)\b",
    re.I,
)
_NOBODY = re.compile(
    r"^(?:.*\badmin\w*|webmaster|unknown|anonymous|none|null|undefined|n/a|user|root|test|default|author|guest|"
    r"editor|by|written by|about|contributors?|country|home|website|reading time)$",
    re.I,
)
_HANDLE = re.compile(r"^\S+\.[a-z]{2,7}$|^[a-z]+[._][a-z._]+$", re.I)
_LEAD_IN = re.compile(
    r"^(?:(?:articles|posts|stories|more|read more|view all posts|see all posts|all posts)\s+(?:by|from))\s+",
    re.I,
)
_PICTURE = re.compile(r"^\W*(?:photo|foto|image|bild|illustration|video)\w*\b", re.I)
_DIGITS = re.compile(r"\d")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|\(.{0,80}\)|（.{0,80}）|\[.{0,80}\]")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CJK_ROLE = re.compile(
    r"\s?(?:記者|特派員|編集委員|论说委员|論説委員|記者團|记者|编辑|編集部|支局長|先生|기자|특파원|논설위원)$"
)
_CJK_OFFICE = re.compile(r"^(?:本报|本報)?(?:記者|记者|기자|文|撰文|编辑|編輯)\s+")
_CAPITAL_NAME = re.compile(
    r"^(?:(?:Dr|Prof|Sir|Dame|Lord|Rev)\.?\s+)?(?:(?:[A-ZÀ-ÞĀ-Ž][\w'’.-]*|"
    r"d[aeiu]|de[lrn]?|della|v[ao]n|zu|bin|al|el|la|ten|ter)\s+){1,4}"
    r"[A-ZÀ-ÞĀ-Ž][\w'’.-]+$"
)
# Words that headings, sections and places have where names have none.
_NO_NAME_WORDS = word_set(
    "the new news review reviews guide guides best top how what why when where who management marketing business "
    "health politics world opinion sport sports tech technology science travel food culture finance design blog "
    "home read your our my of to for with on is are minutes image images data digital software product products "
    "company project learning education research security insights resources tips services service north south east "
    "west united states kingdom city county street park press releases policy privacy terms all rights reserved "
    "breaking latest live january february march april june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday reading time games game music movies tv film books style "
    "fashion beauty life garden money cars auto"
)


def people(raw: str, outlet: str | None = None, *, stated: bool = False) -> list[str]:
    """Give the names of people in a byline, in order, without offices, degrees, addresses, agencies and the outlet.

    *stated*: the page's data says that this is the author, so an unusual name is one.

    >>> people("By JO LI and Ana Diaz | Brussels correspondent"), people("AFP"), people("Staff Writer")
    (['Jo Li', 'Ana Diaz'], [], [])
    >>> people("Von Ute Brandl, Altenried"), people("Mara Lindqvist, PhD, The Tide", "The Tide")
    (['Ute Brandl'], ['Mara Lindqvist'])
    """
    parts = _parts(raw)
    found = [name for name in parts if _is_name(name, outlet, stated) and not is_desk(name)]
    if len(parts) > 1:
        # One word beside a full name is the place it was written at; a list of nothing else names nobody.
        found = [name for name in found if " " in name or _CJK.search(name)]
    return list(dict.fromkeys(found))[:12]


def bodies(raw: str) -> list[str]:
    """Give whoever a byline names, desks, agencies and one-word names too, but no furniture.

    >>> bodies("By the Tide Team"), bodies("AFP"), bodies("admin"), bodies("Follow us")
    (['the Tide Team'], ['AFP'], [], [])
    """
    return [name for name in _parts(raw) if _is_body(name)][:5]


def is_desk(name: str) -> bool:
    """Tell whether a name is that of an agency, a desk, an office or an outlet of the usual kind.

    >>> is_desk("BR24 Redaktion"), is_desk("The Associated Press"), is_desk("Jo Li")
    (True, True, False)
    """
    return (
        "".join(name.casefold().replace("-", "").split()) in _AGENCIES
        or (len(name) <= 5 and name.isupper() and not _CJK.search(name))
        or name[:4].casefold() == "the "
        or bool(_DESK.search(name))
    )


def is_full_name(text: str) -> bool:
    """Tell whether a line is a person's full name by its look alone.

    >>> is_full_name("Jo van der Li"), is_full_name("Best Games"), is_full_name("The Tide"), is_full_name("Jo")
    (True, False, False, False)
    """
    return (
        len(text) <= 40
        and bool(_CAPITAL_NAME.match(text))
        and not is_desk(text)
        and not _FURNITURE.search(text)
        and _NO_NAME_WORDS.isdisjoint(text.casefold().split())
        and not (text.isupper() and len(text.split()) > 3)
    )


def is_caseless_name(text: str) -> bool:
    """Tell whether a line in a script without capitals can be a full name: two to four words and nothing else.

    >>> is_caseless_name("ليلى حداد"), is_caseless_name("jo li"), is_caseless_name("٤ مارس ٢٠٣١")
    (True, False, False)
    """
    words = text.split()
    return 2 <= len(words) <= 4 and all(map(str.isalpha, words)) and text.lower() == text.upper()


def same_outlet(name: str, outlet: str | None) -> bool:
    """Tell whether a name is the outlet's, however it is spelt.

    >>> same_outlet("Tide.example", "The Tide"), same_outlet("Jo Li", "The Tide"), same_outlet("TheTide", "The Tide")
    (True, False, True)
    """
    return bool(outlet) and _bare(name) == _bare(outlet or "")


def _bare(name: str) -> str:
    name = re.sub(r"^(?:the|le|la|der|die|das)\s+|\.[a-z]{2,7}$", "", name.strip().casefold())
    return "".join(character for character in name.removeprefix("the") if character.isalnum())


def _parts(raw: str) -> list[str]:
    text = _ADDRESS.sub(" ", raw[:400])
    text = " ".join(text.split()).strip(" ,;")
    if _PICTURE.match(text) and " by " not in text.lower():
        return []
    cjk = _CJK.search(text)
    text = _LEAD_IN.sub("", _BY.sub("", text, count=1))
    if not cjk:
        text = _DEGREE.sub("", text)
    return [name for part in _SPLIT.split(text) if (name := _tidy(part))]


def _tidy(part: str) -> str:
    part = _BY.sub("", part.strip(" .,:;-–—*\"'“”"), count=1)
    part = _CUT.sub("", part).strip(" .,:;-–—*")
    if _CJK.search(part):
        return _CJK_OFFICE.sub("", _CJK_ROLE.sub("", part)).strip()
    part = _AGENCY_AFTER.sub(r"\1", part)
    words = part.split()
    if words and all(word.isupper() for word in words) and len(part) > 4:
        # Shouted bylines are a matter of style.
        part = " ".join("-".join(piece.capitalize() for piece in word.split("-")) for word in words)
    # The number of a footnote: `Jo Li1`.
    return part.rstrip("0123456789") if len(words) > 1 and words[-1][:2].isalpha() else part


_AGENCY_AFTER = re.compile(
    r"^(\S+\s+\S.*?)\s+(?:the\s+)?(?:associated press|reuters|agence france-presse|bloomberg news)$", re.I
)
_WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")


def _is_body(name: str) -> bool:
    return (
        2 <= len(name) <= 60
        and any(character.isalpha() for character in name)
        and len(name.split()) <= 6
        and not _NOBODY.match(name)
        and not _FURNITURE.search(name)
        and not name.startswith(("http", "www", "@", "#"))
        and ":" not in name
        and not _is_date(name)
    )


def _is_date(name: str) -> bool:
    words = name.casefold().split()
    return (bool(_DIGITS.search(name)) and any(word in MONTHS for word in words)) or (
        len(words) == 1 and (words[0] in _WEEKDAYS or (words[0] in MONTHS and len(words[0]) > 5))
    )


def _is_name(name: str, outlet: str | None, stated: bool) -> bool:
    if not _is_body(name) or _DIGITS.search(name) or same_outlet(name, outlet):
        return False
    if _CJK.search(name):
        return len(name) <= 12
    words = name.split()
    if _HANDLE.match(name):  # a host or a login
        return False
    if stated and len(words) <= 5:
        return True
    return not words[0].islower() or len(words) in (2, 3)
