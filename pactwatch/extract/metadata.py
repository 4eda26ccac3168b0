"""Who, when, where: what the page states of its article, each field with its order of trust.

JSON-LD comes first (made for machines, and one node is about one story), then Open Graph and `meta`, then microdata,
then what a reader sees. The page's own words win only for the headline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pactwatch.extract import dates, jsonld
from pactwatch.extract.blocks import Box, Page, Stamp, Text
from pactwatch.extract.headline import choose_headline
from pactwatch.extract.language import declared_language
from pactwatch.extract.names import people
from pactwatch.extract.sets import word_list
from pactwatch.urls import BadUrl, parse_url


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


_PUBLISHED = word_list(
    "article:published_time article:published og:article:published_time og:published_time og:pubdate article.published "
    "datepublished parsely-pub-date sailthru.date pubdate publishdate publish-date publish_date publication_date "
    "date.published article_date_original cxenseparse:recs:publishtime cxenseparse:publishtime "
    "dcterms.created dcterms.issued dcterms.date dc.date.issued dc.date.created dc.date dc:date "
    "citation_publication_date citation_online_date article:created last-published published_time published-date "
    "published_at rnews:datepublished originalpublicationdate cre vr:published_time date_published "
    "displaydate shareaholic:article_published_time ptime article:post_date date"
)
_MODIFIED = word_list(
    "article:modified_time article:modified og:updated_time og:modified_time article:updated_time "
    "datemodified lastmod last-modified "
    "dcterms.modified dc.date.modified shareaholic:article_modified_time revision_date modified_time updated_time"
)
_AUTHORS = word_list(
    "author article:author og:article:author parsely-author sailthru.author dc.creator dc:creator "
    "dcterms.creator byl article:author_name "
    "cxenseparse:author authors article.author rbauthors citation_author shareaholic:article_author_name "
    "creator vr:author"
)
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


def read_metadata(page: Page, url: str | None) -> Metadata:
    """Gather what a page states of its article."""
    stated = jsonld.read(page.data)
    metas: dict[str, list[str]] = {}
    for name, content in page.metas:
        content = content.strip()
        if content and len(metas.setdefault(name, [])) < 20:
            metas[name].append(content)
    props = dict(reversed(page.props))
    outlet = (
        _first(metas, ("og:site_name", "application-name", "al:android:app_name"))
        or stated.publisher
        or props.get("publisher")
    )
    outlet = (stated.publisher or outlet) if stated.publisher and len(stated.publisher) < 80 else outlet
    shared = [text for name in _TITLES for text in metas.get(name, ())[:1]]
    if props.get("headline"):
        shared.insert(0, props["headline"])
    found = Metadata(
        outlet=outlet,
        description=stated.description or _first(metas, ("og:description", "description", "twitter:description")),
        section=stated.section
        or _first(metas, ("article:section", "og:article:section", "parsely-section", "section")),
        free_to_read=stated.free if stated.free is not None else _tier(metas),
        correction=stated.correction,
        body=stated.body,
        said=[text for text in (stated.headline, *shared, page.title) if text],
    )
    site = _first(metas, ("og:site_name",)) or outlet
    found.headline, found.headline_at = choose_headline(page, stated.headline, shared, page.title, site)
    if found.headline_at >= 0:
        box: Box | None = page.texts[found.headline_at].box
        while box is not None and box.tag not in ("h1", "h2"):
            box = box.parent
        found.headline_box = box
    found.authors = _authors(page, stated, metas, outlet, found.headline_at)
    base = _resolve(page.base, url) or url
    found.canonical_url = _canonical(page, metas, stated, base)
    found.next_url = next((_resolve(href, base) for rel, href, _ in page.links if "next" in rel.split()), None)
    found.published_at = _published(page, stated, metas, found, url or found.canonical_url)
    found.modified_at = _modified(page, stated, metas, found.published_at)
    found.language = (
        declared_language(stated.language)
        or declared_language(page.lang)
        or declared_language(
            _first(metas, ("content-language", "og:locale", "language", "dc.language", "dcterms.language"))
        )
    )
    return found


def _first(metas: dict[str, list[str]], names: tuple[str, ...] | list[str]) -> str | None:
    return next((" ".join(metas[name][0].split()) for name in names if name in metas), None)


def _tier(metas: dict[str, list[str]]) -> bool | None:
    tier = (_first(metas, ("article:content_tier", "og:article:content_tier")) or "").lower()
    return {"free": True, "metered": False, "locked": False}.get(tier)


# ---------------------------------------------------------------- people


def _authors(
    page: Page, stated: jsonld.Stated, metas: dict[str, list[str]], outlet: str | None, headline_at: int
) -> tuple[str, ...]:
    """JSON-LD, then meta tags, then marked-up names, then bylines: the first that yields a name."""
    found = _names(stated.authors, None, stated=True)
    if found:
        return found
    for name in _AUTHORS:
        values = [value for value in metas.get(name, ()) if not value.startswith(("http", "www.", "/"))]
        found = _names(values, outlet, stated=True)
        if found:
            return found
    near = range(headline_at - 12, headline_at + 30) if headline_at >= 0 else range(40)
    for mark in ("itemprop", "rel", "href"):
        found = _names([text for how, text, at in page.authors if how == mark and at in near][:4], outlet)
        if found:
            return found
    found = _names(_bylines(page, near), outlet)
    if found:
        return found
    found = _names([text for how, text, _ in page.authors if how in ("itemprop", "rel")][:2], outlet)
    return found or tuple(dict.fromkeys(name for name in stated.organisations[:3] if name))


def _names(raws: list[str], outlet: str | None, *, stated: bool = False) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for raw in raws[:12] for name in people(raw, outlet, stated=stated)))[:12]


_BY = re.compile(
    r"(?:written |posted |story |words |reported |article )?(?:by|von|par|por|di|door|av|af)\b[:\s]+\S", re.I
)
_BYLINE_NAMES = re.compile(r"(?:^|[\s_-])(?:by-?line|author|writer|autor|auteur|contributor)", re.I)
_PERSON = re.compile(r"^(?:[A-ZÀ-Þ][\w.'’-]+ ){1,3}[A-ZÀ-Þ][\w'’-]+$")


def _bylines(page: Page, near: range) -> list[str]:
    """Give the visible byline by the headline: a short line that begins with a word for `by`, or is marked as one."""
    marked = ""
    for text in page.texts[max(0, near.start) : max(0, near.stop)]:
        if len(text.text) > 120:
            continue
        if len(text.text) > 5 and _BY.match(text.text):
            return [text.text]
        if not marked and _is_marked(text) and _PERSON.match(text.text):
            marked = text.text
    return [marked] if marked else []


def _is_marked(text: Text) -> bool:
    """Tell whether one of the three boxes around a line is named for authors."""
    box: Box | None = text.box
    for _ in range(3):
        if box is None:
            return False
        if _BYLINE_NAMES.search(box.names):
            return True
        box = box.parent
    return False


# ---------------------------------------------------------------- times


def _published(
    page: Page, stated: jsonld.Stated, metas: dict[str, list[str]], found: Metadata, url: str | None
) -> str | None:
    """JSON-LD, `meta`, microdata, a `<time>` by the headline, the URL, a dateline a reader sees; the first that "
    "is a date."""
    candidates: list[str | None] = []
    if stated.is_article:
        candidates.append(stated.published)
    candidates += [value for name in _PUBLISHED for value in metas.get(name, ())[:1]]
    candidates += [stamp.value or stamp.text for stamp in page.stamps if "datepublished" in stamp.prop]
    for candidate in candidates:
        if candidate and (moment := dates.iso_date(candidate)):
            return moment
    from_url = dates.date_in_url(url) if url else None
    visible = _time_near_headline(page, found.headline_at)
    if visible and from_url and visible[:10] != from_url[:10]:
        return from_url
    return visible or from_url or _dateline(page, found.headline_at) or _iso(stated.published)


def _modified(page: Page, stated: jsonld.Stated, metas: dict[str, list[str]], published: str | None) -> str | None:
    candidates = [stated.modified, *(value for name in _MODIFIED for value in metas.get(name, ())[:1])]
    candidates += [stamp.value or stamp.text for stamp in page.stamps if "datemodified" in stamp.prop]
    for candidate in candidates:
        moment = _iso(candidate)
        if moment and (published is None or moment[:10] >= published[:10]):
            return moment
    return None


def _iso(text: str | None) -> str | None:
    return dates.iso_date(text) if text else None


def _time_near_headline(page: Page, at: int) -> str | None:
    """Give the time of the first `<time>` within a few blocks of the headline that is not about an update."""
    best: tuple[int, str] | None = None
    for stamp in page.stamps:
        if stamp.prop and "datepublished" not in stamp.prop:
            continue
        if _is_elsewhere(stamp):
            continue
        distance = stamp.at - at if at >= 0 else stamp.at
        if at >= 0 and not -4 <= distance <= 25:
            continue
        moment = _iso(stamp.value) or _iso(stamp.text)
        if moment and (best is None or abs(distance) < best[0]):
            best = (abs(distance), moment)
    return best[1] if best else None


_ELSEWHERE = frozenset({"related", "comments", "navigation", "footer", "aside"})


def _reasons(box: Box) -> set[str]:
    """Give what speaks against a box and the nearest of those around it."""
    found: set[str] = set()
    current: Box | None = box
    for _ in range(6):
        if current is None:
            break
        found.update(current.own)
        current = current.parent
    return found


def _is_elsewhere(stamp: Stamp) -> bool:
    names = stamp.names.lower()
    return "updat" in names or "modif" in names or not _ELSEWHERE.isdisjoint(_reasons(stamp.box))


def _dateline(page: Page, at: int) -> str | None:
    """Give the date that stands by itself within a few blocks of the headline."""
    start = max(at, 0)
    for text in page.texts[max(0, start - 4) : start + 14]:
        if text.size > 120 or not _ELSEWHERE.isdisjoint(_reasons(text.box)):
            continue
        moment = dates.iso_date(text.text)
        if moment:
            return moment
    return None


# ---------------------------------------------------------------- addresses


def _resolve(href: str | None, base: str | None) -> str | None:
    if not href:
        return None
    try:
        return str(parse_url(href, base))
    except BadUrl:
        return None


def _canonical(page: Page, metas: dict[str, list[str]], stated: jsonld.Stated, base: str | None) -> str | None:
    for rel, href, hreflang in page.links:
        if "canonical" in rel.split() and not hreflang and (found := _resolve(href, base)):
            return found
    return _resolve(_first(metas, ("og:url",)), base) or _resolve(stated.url, base)
