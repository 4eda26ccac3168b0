"""What the gate makes of addresses: where redirects led, and whether an article has a new one."""

from __future__ import annotations

import re

import ada_url

from pactwatch.extract.gate_evidence import ALIKE, AMPLE, Evidence
from pactwatch.model import Judgement, Outcome
from pactwatch.patterns import late
from pactwatch.urls import BadUrl, host_of, parse_url

HOME = late(r"/?(?:index\.\w{2,5}|home(?:page)?|default\.\w{2,5}|[a-z]{2}(?:[-_][a-z]{2})?|)/?", re.I)
_ERROR_PATH = late(
    r".{0,300}/(?:\w{0,12}[-_])?(?:404|410|error(?:s|page)?|not-?_?found|page-?not-?found|oops|gone)(?:\.\w{2,5})?/?",
    re.I,
)
_SEARCH_PATH = late(r"/(?:search|suche|recherche|buscar|cerca|ricerca)/?", re.I)
_LOGIN_PATH = late(
    r"(?:^|/)(?:log-?in|sign-?in|signin|sso|auth(?:enticate|orize)?|account|anmelden|connexion|oauth2?)(?:[/.?]|$)",
    re.I,
)
_CONSENT_PLACE = late(
    r"(?:^|[/.])(?:consent|collect-?consent|cookie-?(?:wall|consent|policy)?s?|privacy-?(?:gate|wall)|myprivacy|cmp|gdpr|"
    r"choices|privacidad|datenschutz)(?:[/.?]|$)",
    re.I,
)
_PAY_PLACE = late(r"(?:^|/)(?:subscri\w{0,10}|paywall|regwall|register|offers?|abo|abonnement|plans?)(?:[/.?]|$)", re.I)
_CAPTCHA_PLACE = late(r"captcha|/(?:challenge|blocked|denied|sorry|validate|bot-?check)(?:[/.?]|$)", re.I)


def redirect(seen: Evidence) -> Judgement | None:
    """Judge a redirect by its end: the home page, a section, an error page, a door."""
    fetch = seen.fetch
    if not fetch.redirects or same_address(fetch.url, fetch.final_url) or seen.kept >= ALIKE:
        return None
    start, end = ada_url.URL(fetch.url), ada_url.URL(fetch.final_url)
    path = str(end.pathname)
    place = f"{end.hostname}{path}"
    if _CAPTCHA_PLACE.search(place) and not _CAPTCHA_PLACE.search(str(start.pathname)):
        return Judgement(Outcome.BLOCKED, f"redirect-to-challenge: {fetch.final_url[:120]}")
    door = _door(seen, place, f"{start.hostname}{start.pathname}")
    if door:
        return Judgement(Outcome.WALLED, f"redirect-to-{door}: {fetch.final_url[:120]}")
    if _ERROR_PATH.fullmatch(path):
        return Judgement(Outcome.GONE, f"redirect-to-error-page: {fetch.final_url[:120]}")
    if HOME.fullmatch(path) and not HOME.fullmatch(str(start.pathname)):
        if end.search and _has_article_query(str(end.search)):
            return None
        return Judgement(Outcome.GONE, f"redirect-to-home: {fetch.final_url[:120]}")
    if _is_section(str(start.pathname), path) and not seen.is_declared_article:
        return Judgement(Outcome.GONE, f"redirect-to-section: {fetch.final_url[:120]}")
    return None


def _door(seen: Evidence, place: str, start: str) -> str | None:
    """Name the door that a redirect leads to: one for consent may speak at length, the others hardly do."""
    if seen.is_like_known:
        return None
    for name, pattern in (("consent", _CONSENT_PLACE), ("login", _LOGIN_PATH), ("paywall", _PAY_PLACE)):
        room = 3 * AMPLE if name == "consent" and not seen.is_declared_article else AMPLE
        if seen.weight < room and pattern.search(place) and not pattern.search(start):
            return name
    return None


def _has_article_query(search: str) -> bool:
    """Say whether a query names one article: `?p=123`, `?id=…`."""
    return bool(re.search(r"[?&](?:p|id|article\w{0,6}|story\w{0,6}|nid|aid|sid)=", search, re.I))


def _is_section(start: str, end: str) -> bool:
    """Say whether a path is a listing's: an ancestor of the article's, a search, or short where the other was long."""
    if _SEARCH_PATH.fullmatch(end):
        return True
    parts, end_parts = [p for p in start.split("/") if p], [p for p in end.split("/") if p]
    last, was = (end_parts or [""])[-1], (parts or [""])[-1]
    if len(end_parts) < len(parts) and parts[: len(end_parts)] == end_parts:
        return not _is_variant(start, end) and not _names_article(last)
    return len(end_parts) <= 2 and bool(_SECTION_NAME.fullmatch(last)) and _names_article(was)


_SECTION_NAME = late(r"[a-z]{2,20}(?:-[a-z]{2,20})?", re.I)
_DATE_PART = late(r"(?:19|20)\d\d(?:-?\d\d){0,2}")


def _names_article(part: str) -> bool:
    """Say whether the last part of a path looks like one article's: a number, or several words."""
    return not _DATE_PART.fullmatch(part) and (part.count("-") >= 2 or bool(re.search(r"\d{3}", part)))


def same_address(one: str, other: str) -> bool:
    """Say whether two URLs differ in nothing that could make them different articles.

    >>> same_address("http://www.example.org/a/", "https://example.org/a?utm_source=x")
    True
    """
    return _bare(one) == _bare(other)


_TRACKING = late(
    r"(?:utm_\w{1,20}|fbclid|gclid|mc_[ce]id|ref|cmp|ito|smid|at_\w{1,20}|ns_\w{1,20}|xtor|guccounter|guce_\w{1,20})=",
    re.I,
)


def _bare(url: str) -> tuple[str, str, tuple[str, ...]]:
    """Take a URL down to what names the article."""
    parsed = ada_url.URL(url)
    host = str(parsed.hostname).removeprefix("www.")
    query = tuple(sorted(part for part in str(parsed.search)[1:].split("&") if part and not _TRACKING.match(part)))
    return f"{host}:{parsed.port}", str(parsed.pathname).rstrip("/"), query


def moved(seen: Evidence) -> Judgement | None:
    """Recognise that the article lives elsewhere now."""
    why = new_address(seen)
    return Judgement(Outcome.MOVED, why) if why else None


def new_address(seen: Evidence) -> str | None:
    """Give the reason to look for the article at another address."""
    fetch, canonical = seen.fetch, seen.article.canonical_url
    if fetch.moved_permanently and not same_address(fetch.url, fetch.final_url):
        return f"moved-permanently: to {fetch.final_url[:200]}"
    if not canonical:
        return None
    try:
        url = parse_url(canonical, fetch.final_url)
    except BadUrl:
        return None
    if same_address(url, fetch.url) or same_address(url, fetch.final_url) or not _same_site(url, fetch.final_url):
        return None
    end, start = str(ada_url.URL(url).pathname), str(ada_url.URL(fetch.final_url).pathname)
    if HOME.fullmatch(end) and not _has_article_query(str(ada_url.URL(url).search)):
        return None  # a canonical URL that is the same on every page of the site
    if len(end.rstrip("/")) < len(start) and start.startswith(end.rstrip("/") + "/") and not _is_variant(start, end):
        return None
    return f"new-canonical: {url[:200]}"


def _is_variant(start: str, end: str) -> bool:
    """Say whether a path is its canonical one with a word for another rendering behind it."""
    return bool(
        re.fullmatch(r"/?(?:amp|print|mobile|m|single|full|all|\d{1,2})/?", start[len(end.rstrip("/")) :], re.I)
    )


def _same_site(one: str, other: str) -> bool:
    """Say whether one host is the other or lies below it, renderings for phones aside."""
    a, b = (re.sub(r"^(?:www|m|amp|mobile|touch)\.", "", host_of(url)) for url in (one, other))
    return a == b or a.endswith("." + b) or b.endswith("." + a)
