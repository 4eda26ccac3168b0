"""Who, when, where: what the page states of its article, each field with its order of trust.

JSON-LD comes first (made for machines, and one node is about one story), then Open Graph and `meta`, then microdata,
then what a reader sees. The page's own words win only for the headline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pactwatch.extract import jsonld
from pactwatch.extract.addresses import canonical, next_page, resolve
from pactwatch.extract.blocks import Box, Page
from pactwatch.extract.bylines import find_authors
from pactwatch.extract.datelines import is_apart
from pactwatch.extract.headline import choose_headline
from pactwatch.extract.language import declared_language
from pactwatch.extract.sections import name_outlet, name_section
from pactwatch.extract.sets import word_set
from pactwatch.extract.times import tell_times


@dataclass(slots=True)
class Metadata:
    """What is known of the article beside its text; None: not stated."""

    headline: str | None = None
    headline_at: int = -1
    """The block it stands in, -1: nowhere."""
    headline_box: Box | None = None
    """The heading it stands in, if it is one."""
    description: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published_at: str | None = None
    modified_at: str | None = None
    language: str | None = None
    """As declared."""
    canonical_url: str | None = None
    section: str | None = None
    free_to_read: bool | None = None
    correction: str | None = None
    next_url: str | None = None
    body: str | None = None
    """JSON-LD's articleBody: evidence only."""
    said: list[str] = field(default_factory=list)
    """Every spelling of the headline that the page states."""


_TITLES = (
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "title",
    "citation_title",
)


# No honest title, name or date is longer than this many characters; descriptions are cut off.
_LONGEST = 2_000
_SECTIONS = (
    "article:section", "og:article:section", "parsely-section", "section", "article.section", "sailthru.section",
    "news_section", "cxenseparse:section", "article:section_name", "category",
)  # fmt: skip


def read_metadata(page: Page, url: str | None) -> Metadata:
    """Gather what a page states of its article."""
    metas: dict[str, list[str]] = {}
    for name, content in page.metas:
        content = content[:_LONGEST].strip()
        if content and len(metas.setdefault(name, [])) < 20:
            metas[name].append(content)
    title = page.title[:_LONGEST] if page.title else None
    said = [text for text in (_first(metas, ("og:title",)), title) if text]
    stated = jsonld.read(page.data, said, url or _first(metas, ("og:url",))) if page.data else jsonld.Stated()
    props = dict(reversed(page.props))
    shared_name = _first(metas, ("og:site_name", "application-name", "al:android:app_name")) or props.get("publisher")
    outlet = name_outlet(stated.publisher, shared_name, None, None)
    shared = [text for name in _TITLES for text in metas.get(name, ())[:1]]
    if props.get("headline"):
        shared.insert(0, props["headline"])
    found = Metadata(
        outlet=outlet,
        description=stated.description or _first(metas, ("og:description", "description", "twitter:description")),
        free_to_read=stated.free if stated.free is not None else _tier(metas),
        correction=stated.correction or _correction(page),
        body=stated.body,
        said=[text for text in (stated.headline, *shared, title) if text],
    )
    site = _first(metas, ("og:site_name",)) or outlet
    found.headline, found.headline_at = choose_headline(page, stated.headline, shared, title, site)
    if found.headline_at >= 0:
        box: Box | None = page.texts[found.headline_at].box
        while box is not None and box.tag not in ("h1", "h2"):
            box = box.parent
        found.headline_box = box
    outlet = found.outlet = outlet or name_outlet(None, None, title, found.headline)
    found.section = name_section(
        [stated.section, _first(metas, _SECTIONS), props.get("articlesection")], stated.crumbs, outlet, found.headline
    )
    found.authors = find_authors(page, stated, metas, outlet, found.headline_at)
    base = resolve(page.base, url) or url
    found.canonical_url = canonical(page, url, base, _first(metas, ("og:url",)), stated.url)
    found.next_url = next_page(page, url, base)
    found.language = (
        declared_language(stated.language)
        or declared_language(page.lang)
        or declared_language(
            _first(metas, ("content-language", "og:locale", "language", "dc.language", "dcterms.language"))
        )
    )
    address = url or found.canonical_url
    times = tell_times(
        page, stated, metas, found.headline_at, address, day_first=_day_first(page.lang, metas, found.language, address)
    )
    found.published_at, found.modified_at = times.published, times.modified
    return found


# Who writes the day first: all of Europe, South America, most of Asia and Africa; English alone does not tell.
_DAY_FIRST = word_set("de fr es it pt nl pl cs da sv no fi tr ro el hr sl sk ru uk bg sr ca et lv vi id ms th ar he hi")
_DAY_FIRST_PLACES = word_set("gb uk au nz ie in za ng ke gh pk lk sg my eu mt cy de fr es it at ch be nl lu")
_MONTH_FIRST_HOSTS = word_set("gov edu mil us")


def _day_first(lang: str | None, metas: dict[str, list[str]], language: str | None, url: str | None) -> bool | None:
    """Tell whether `3/4/2024` is the third of April on this page; None: it cannot be told."""
    if language in _DAY_FIRST:
        return True
    host = _HOST.match(url or "")
    place = host.group(1).lower() if host else ""
    region = (lang or _first(metas, ("og:locale",)) or "").lower()[3:5]
    if place in _DAY_FIRST_PLACES or region in _DAY_FIRST_PLACES:
        return True
    # `en-US` is what templates say by default; a host under .gov or .edu is American.
    return False if place in _MONTH_FIRST_HOSTS else None


_HOST = re.compile(r"https?://[^/?#:]*?\.([a-z]{2,6})(?:[:/?#]|$)", re.I)


def _first(metas: dict[str, list[str]], names: tuple[str, ...] | list[str]) -> str | None:
    return next((" ".join(metas[name][0].split()) for name in names if name in metas), None)


def _tier(metas: dict[str, list[str]]) -> bool | None:
    tier = (_first(metas, ("article:content_tier", "og:article:content_tier")) or "").lower()
    return {"free": True, "metered": False, "locked": False}.get(tier)


# ---------------------------------------------------------------- corrections

_CORRECTION = re.compile(
    r"\W{0,3}(?:(?:corrections?|clarification|editor['’]s note|korrektur(?:hinweis)?|berichtigung|rectificatif|"
    r"correctif|erratum|errata(?: corrige)?|fe de errores|correcci[oó]n|corre[cç][aã]o|rectificatie|rättelse|rettelse|"
    r"sprostowanie|訂正|更正)\s*(?:\([^)]{1,30}\))?\s*[:：—–-]|"
    r"(?:an earlier|a previous) version of this (?:article|story|report|post)\b|"
    r"this (?:article|story|report|post) (?:has been|was) (?:corrected|amended)\b|"
    r"in einer früheren (?:version|fassung)\b|une version précédente de cet article\b|"
    r"una versi[oó]n anterior de este\b)",
    re.I,
)
# How such a note begins: most lines are passed over by their first two letters.
_BEGINNINGS = frozenset(
    word + rest
    for word, rests in (("C", "olOL"), ("E", "drDR"), ("K", "oO"), ("B", "eE"), ("R", "eäEÄ"), ("F", "eE"), ("S", "pP"),
                        ("A", "n "), ("T", "hH"), ("I", "n"), ("U", "n"), ("訂", "正"), ("更", "正"), ("c", "ol"))
    for rest in rests
)  # fmt: skip
_OPENINGS = frozenset("*([\"“‘'—–-•_【［")
_MOST_LINES = 3_000
_CORRECTS = re.compile(r"correct|error|earlier version|previous version|misstat|misspell|inaccura", re.I)


def _correction(page: Page) -> str | None:
    """Give the first note on the page that says what was corrected."""
    for text in page.texts[:_MOST_LINES]:
        start = text.text[:2]
        if start not in _BEGINNINGS and start[0] not in _OPENINGS:
            continue
        found = _CORRECTION.match(text.text) if 30 <= len(text.text) <= 2_000 else None
        # An editor's note may say anything.
        if found and ("note" not in found.group().lower() or _CORRECTS.search(text.text)) and not is_apart(text.box):
            return text.text
    return None
