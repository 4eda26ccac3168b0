"""Pages that are no article: walls, challenges, errors, shells; and stories cut to their lead."""

from __future__ import annotations

import re

import ada_url

from pactwatch.extract.gate_address import HOME, same_address
from pactwatch.extract.gate_evidence import ALIKE, AMPLE, FRACTION, LEAD, NO_TEXT, THIN, Evidence, weight
from pactwatch.extract.gate_words import CONSENT_ELEMENTS, PAYWALL_MARKUP
from pactwatch.model import Article, Judgement, Outcome
from pactwatch.urls import BadUrl, parse_url

_WALL_OUTCOMES = {
    "machine": Outcome.UNAVAILABLE,
    "challenge": Outcome.BLOCKED,
    "not-found": Outcome.GONE,
    "broken": Outcome.UNAVAILABLE,
    "question": Outcome.WALLED,
    "consent": Outcome.WALLED,
    "login": Outcome.WALLED,
    "paywall": Outcome.WALLED,
    "script-only": Outcome.EMPTY,
    "moved-note": Outcome.EMPTY,
}
_WALL_NAMES = {
    "machine": "error-page",
    "question": "question-page",
    "challenge": "challenge-page",
    "not-found": "soft-404",
    "broken": "error-page",
    "consent": "consent-wall",
    "login": "login-page",
    "paywall": "paywall",
    "script-only": "needs-javascript",
    "moved-note": "moved-note",
}


def paywall(seen: Evidence) -> Judgement | None:
    """Recognise a story cut to its lead."""
    article = seen.article
    cut = seen.known is not None and seen.ratio < 0.7 and seen.known_before >= ALIKE
    if seen.known is not None and seen.kept >= ALIKE and not cut:
        return None
    locked = article.free_to_read is False
    room = LEAD * (2 if locked or cut else 1)
    if seen.weight >= room or not seen.text:
        return None
    if not (locked or cut or seen.is_declared_article or is_prose(seen)):
        return None  # no story at all: what kind of wall it is, its words say
    # What the story itself tells of paywalls is no call.
    calls = [call for call in seen.page_says("paywall") if call not in seen.told]
    offers = seen.page_says("offer")
    marked = next((mark for mark in PAYWALL_MARKUP if mark in seen.tags_lower), None)
    breaks_off = _ends_open(article)
    signs = [
        "not free to read" if locked else "",
        f"{(calls or offers)[0]!r}" if calls or len(offers) > 1 else "",
        f"markup {marked!r}" if marked and (calls or locked or breaks_off) else "",
        "the text breaks off" if breaks_off else "",
        f"{seen.ratio:.0%} of the last version" if cut else "",
        _words_missing(seen),
    ]
    signs = [sign for sign in signs if sign]
    # One sign may stand on any honest page (a call in the header, a short story that is locked but shown in full).
    short = seen.weight < LEAD / 2
    fraction = cut and seen.ratio < FRACTION
    decisive = bool(calls) and (locked or cut or short or breaks_off or marked is not None)
    decisive = decisive or (locked and (short or breaks_off or fraction))
    decisive = decisive or (len(offers) > 1 and breaks_off)
    if decisive or (len(signs) >= 2 and _words_missing(seen)):
        return Judgement(Outcome.WALLED, f"paywall: {'; '.join(signs)}; {seen.weight:.0f} characters of text")
    return None


ELLIPSIS = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*(?:\W?\w{1,12}\W{0,3}){0,3}$")


def _ends_open(article: Article) -> bool:
    """Say whether the last paragraph of prose breaks off with dots."""
    last = next((b.text for b in reversed(article.blocks) if weight(b.text) >= 40), "")
    return bool(ELLIPSIS.search(last[-60:].strip()))


def _words_missing(seen: Evidence) -> str:
    """Say that the page states several times as many words as it shows."""
    stated = re.search(r"\"wordCount\"\s*:\s*\"?(\d{2,6})", seen.markup)
    words = len(seen.text.split())
    return f"{words} of {stated[1]} words" if stated and words and int(stated[1]) > 2 * words + 50 else ""


def challenge(seen: Evidence) -> Judgement | None:
    """Recognise a challenge by what only its maker puts into one, in whatever language it speaks and at what length."""
    # An article about challenges may print a line of one. (The marks are sought last: it takes as long as all else.)
    if seen.weight >= 3 * AMPLE or (seen.article.published_at and seen.weight >= AMPLE):
        return None
    if seen.is_like_known or (seen.weight >= THIN and seen.is_declared_article):
        return None
    whose = seen.challenge_element
    reason = f"challenge-page: {whose}; the challenge itself is in the markup"
    return Judgement(Outcome.BLOCKED, reason) if whose else None


def wall(seen: Evidence) -> Judgement | None:
    """Recognise a page that speaks to its reader instead of telling a story."""
    if seen.is_like_known and seen.ratio >= FRACTION:
        return None
    # An article that says so itself, with text in plenty, is not searched further: it costs time and finds nothing.
    ample = seen.weight >= 2 * AMPLE and seen.is_declared_article
    for kind in _WALL_OUTCOMES:
        why = _title_wall(seen, kind) or (None if ample else _text_wall(seen, kind))
        # A challenge often says no more than that scripts must be on; whose it is stands in its own.
        if why and kind in ("challenge", "script-only") and not seen.is_declared_article and seen.challenger:
            return Judgement(Outcome.BLOCKED, f"challenge-page: {seen.challenger}; {why}")
        if why and kind == "moved-note" and seen.refresh_target:
            return _refreshed(seen, seen.refresh_target)
        if why:
            return Judgement(_WALL_OUTCOMES[kind], f"{_WALL_NAMES[kind]}: {why}")
    return None if ample else _thin_wall(seen)


def _title_wall(seen: Evidence, kind: str) -> str | None:
    """Judge by what the page calls itself, unless that is what the article was called before or much text follows."""
    title = seen.title_says(kind)
    if title is None:
        return None
    if seen.known and seen.known.headline and seen.headline_kept >= ALIKE:
        return None
    if _is_told(seen) and seen.speech(kind).share < 0.25:
        return None  # a story that is called so
    own = (1 - seen.speech(kind).share) * seen.weight
    if own >= AMPLE and (seen.is_declared_article or kind != "not-found"):
        return None
    if own >= THIN and seen.is_declared_article and seen.article.published_at and not seen.challenger:
        return None
    return f"the page is called {title!r}"


def _is_told(seen: Evidence) -> bool:
    """Say whether the page is a dated article by its own account, with at least one sentence that no wall would say."""
    return seen.is_declared_article and seen.article.published_at is not None and is_prose(seen)


def _text_wall(seen: Evidence, kind: str) -> str | None:
    """Judge by the share of the sentences that a wall of this kind would say."""
    speech = seen.speech(kind)
    own = (1 - speech.share) * seen.weight
    enough = 0.5 if own >= THIN or seen.is_declared_article else 0.25
    enough = 0.8 if _is_told(seen) else enough
    if speech.share >= enough and own < 2 * AMPLE:
        return f"{speech.share:.0%} of the text, e.g. {speech.example!r}"
    return None


def _thin_wall(seen: Evidence) -> Judgement | None:
    """Judge a page with hardly any text by everything else on it."""
    if seen.weight >= 2 * THIN:
        return None
    if seen.challenger and not seen.is_declared_article and seen.weight < THIN:
        return Judgement(Outcome.BLOCKED, f"challenge-page: {seen.challenger}; {seen.weight:.0f} characters of text")
    target = seen.refresh_target
    if target and seen.weight < THIN:
        return _refreshed(seen, target)
    if seen.is_declared_article and seen.weight >= NO_TEXT and is_prose(seen):
        return None
    if seen.weight >= THIN:
        return None
    for kind in _WALL_OUTCOMES:
        said = seen.page_says(kind)
        if len(said) >= 2 or (said and not is_prose(seen)):
            return Judgement(
                _WALL_OUTCOMES[kind], f"{_WALL_NAMES[kind]}: the page says {', '.join(map(repr, said[:3]))}"
            )
    if re.search(r"type\s*=\s*[\"']?password", seen.markup_lower) and not is_prose(seen):
        return Judgement(Outcome.WALLED, "login-page: a password is asked for")
    return None


def _refreshed(seen: Evidence, target: str) -> Judgement | None:
    """Judge a page that sends its reader on by itself."""
    try:
        url = parse_url(target, seen.fetch.final_url)
    except BadUrl:
        return Judgement(Outcome.EMPTY, f"meta-refresh: leads to {target[:120]!r}")
    if same_address(url, seen.fetch.final_url):
        return Judgement(Outcome.BLOCKED, "meta-refresh: the page only loads itself again")
    if HOME.fullmatch(str(ada_url.URL(url).pathname)):
        return Judgement(Outcome.GONE, f"meta-refresh: leads to the home page {url[:120]}")
    return Judgement(Outcome.EMPTY, f"meta-refresh: the page has moved to {url[:200]}")


def is_prose(seen: Evidence) -> bool:
    """Say whether there is a whole sentence that no wall would say."""
    return any(
        sentence.is_whole and not any(sentence.is_of(kind) for kind in _WALL_OUTCOMES) for sentence in seen.sentences
    )


# What draws a page by itself; a dialogue beside it is only one part of what would come.
_BUNDLE = re.compile(
    r"id=[\"']?(?:root|app|__next|__nuxt|main)\b|<app-|/(?:_next|_nuxt|static|assets|dist)/|(?:main|app|bundle|chunk|vendor)[\w.-]{0,40}\.js"
)


def no_text(seen: Evidence) -> Judgement | None:
    """Recognise a page without an article's text."""
    if seen.weight >= NO_TEXT and (seen.weight >= 2 * NO_TEXT or seen.is_declared_article or is_prose(seen)):
        return None
    dialogue = next((mark for mark in CONSENT_ELEMENTS if mark in seen.tags_lower), None)
    if dialogue and seen.weight < NO_TEXT and not _BUNDLE.search(seen.tags_lower):
        return Judgement(Outcome.WALLED, f"consent-wall: nothing but {dialogue!r}")
    shell = seen.without_scripts or re.search(r"<div id=[\"']?(?:root|app|__next|__nuxt|main)\b", seen.markup_lower)
    name = "needs-javascript" if shell else "no-text"
    return Judgement(Outcome.EMPTY, f"{name}: {seen.weight:.0f} characters of text in {len(seen.fetch.body)} bytes")
