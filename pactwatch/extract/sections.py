"""The outlet and the section an article stands in, without taglines, lists and breadcrumbs' ends."""

from __future__ import annotations

import re

from pactwatch.extract.headline import is_site, site_in, words_of
from pactwatch.extract.sets import word_set
from pactwatch.patterns import late

_LIST = late(r"\s*(?:[|;>»/]|,(?=\S)|,\s)\s*")
_TAGLINE = late(r"\s+[—|–-]\s+|\s*\|\s*")
_TITLE_PARTS = late(r"\s+[|｜—–-]\s+|\s*[|｜]\s*")
_HOST = late(r"\S+\.[a-z]{2,7}$", re.I)
_HOME = word_set(
    "home homepage start startseite accueil inicio início portada forside etusivu hem strona główna главная ホーム "
    "トップ 首页 首頁 홈 news nachrichten ニュース"
)


def name_outlet(stated: str | None, shared: str | None, title: str | None, headline: str | None) -> str | None:
    """Give the outlet's name: JSON-LD's publisher, what is shared, or what the window's title has after the headline.

    >>> name_outlet("tide.example — Halden's leading news site", None, None, None)
    'tide.example'
    >>> name_outlet(None, None, "Pact signed in Halden - World - The Tide", "Pact signed in Halden")
    'The Tide'
    """
    name = stated if stated and len(stated) < 80 else shared or stated
    if name is None:
        rest = site_in(title, headline)
        last = _TITLE_PARTS.split(rest)[-1].strip() if rest else ""
        return last if any(map(str.isalpha, last)) else None
    if len(name) > 30:
        first = _TAGLINE.split(name)[0].strip()
        return first if 2 <= len(first) <= 30 else name
    return name


def name_section(stated: list[str | None], crumbs: list[str], outlet: str | None, headline: str | None) -> str | None:
    """Give the section: the first that is stated, of a list its first; else the first step of the breadcrumbs.

    >>> name_section(["Food, Bars, Openings"], [], None, None), name_section([], ["Home", "World", "x"], None, "x")
    ('Food', 'World')
    """
    for value in stated:
        if value and (first := _LIST.split(value.strip())[0].strip()) and len(first) <= 60:
            return first
    for crumb in crumbs:
        if crumb.casefold() in _HOME or _HOST.match(crumb) or (outlet and is_site(crumb, outlet)) or len(crumb) > 60:
            continue
        return None if headline and words_of(crumb) == words_of(headline) else crumb
    return None


_CREDIT = late(r"\W*(?:image|photo|foto|bild|picture)s?\s*[:/]|.*\bcourtesy of\b.{0,40}$", re.I)
_STAMP = late(
    r"(?:published|updated|posted|last updated|erstellt|veröffentlicht|aktualisiert|publié|publicado|pubblicato)\b"
    r".{0,20}\d|"
    r".{0,80}\b(?:published|posted|updated):?\s+(?:\d+|an?)\s+(?:min|hour|day|week)\w*\s+ago",
    re.I,
)


def is_standfirst(line: str, headline: str | None) -> bool:
    """Tell whether a line under the headline says something: no date, no picture's credit, not the headline again.

    >>> is_standfirst("Updated Dec. 22, 2031", None), is_standfirst("Jo Li | Published 2 days ago", None)
    (False, False)
    >>> is_standfirst("The harbour office keeps its fares.", "Ferry sails again")
    True
    """
    return not (_CREDIT.match(line) or _STAMP.match(line) or words_of(line) == words_of(headline))
