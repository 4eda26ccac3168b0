"""Is this capture the article? Decided before anything is compared, since only a true capture may lead to changes.

Pages that are no article come in endless makes, so no single phrase decides. The rules weigh how much article there is,
how much of it speaks like a wall, what the page calls itself, whose scripts and headers it carries, and how like the
last version it is. A capture that stays doubtful is held: it is believed when a later one says the same.

The rules are asked in the order of `_RULES`; the first with something to say decides, and names itself in the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import ada_url

from pactwatch.extract.gate_evidence import Evidence, weight
from pactwatch.extract.gate_words import CONSENT_MARKUP, PAYWALL_MARKUP
from pactwatch.model import Article, Fetch, Judgement, Known, Outcome, sha256
from pactwatch.urls import BadUrl, host_of, parse_url

# All weights are characters without white space (pactwatch.extract.gate_evidence.weight).
# A page with less text than this, and no sign of being an article, says nothing: "Loading…", a cookie line, a title.
NO_TEXT = 25
# Below this a capture is thin: a flash of a few sentences, or what is left of a page behind a wall.
THIN = 250
# Above this, text that does not speak like a wall is an article whatever else the page says of itself.
AMPLE = 900
# What a paywall shows of a story: up to four paragraphs. Above it, a call to subscribe is part of a full article.
LEAD = 900
# Share of the last version's weight below which a capture is a fraction of it. Newsrooms cut; they hardly ever halve.
FRACTION = 0.5
# Shared pairs of words: unrelated stories of one outlet have 0.02-0.08, rewritten ones 0.2-0.5, edited ones over 0.7.
UNLIKE = 0.12
ALIKE = 0.5

_WALL_OUTCOMES = {
    "challenge": Outcome.BLOCKED,
    "not-found": Outcome.GONE,
    "broken": Outcome.UNAVAILABLE,
    "consent": Outcome.WALLED,
    "login": Outcome.WALLED,
    "paywall": Outcome.WALLED,
    "script-only": Outcome.EMPTY,
    "moved-note": Outcome.EMPTY,
}
_WALL_NAMES = {
    "challenge": "challenge-page",
    "not-found": "soft-404",
    "broken": "error-page",
    "consent": "consent-wall",
    "login": "login-page",
    "paywall": "paywall",
    "script-only": "needs-javascript",
    "moved-note": "moved-note",
}
_TEXT_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml")
_BINARY = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"\x00\x00\x00")


def judge(fetch: Fetch, article: Article | None, known: Known | None) -> Judgement:
    """Give the outcome of one exchange.

    *article* is what `extract` read from the body (None: there was nothing to read), *known* what the archive holds of
    it (None: nothing yet). `gone` is for the caller to believe only on second sight; a doubtful capture is believed
    here when `Known.held_text_sha256` says that the last fetch was held back with the same text.

    >>> from datetime import UTC, datetime
    >>> from pactwatch.model import Url
    >>> url = Url("https://example.org/a")
    >>> judge(Fetch(url, url, datetime(2024, 11, 1, tzinfo=UTC), 410), None, None)
    Judgement(outcome=<Outcome.GONE: 'gone'>, reason='status-410: Gone')
    """
    seen = Evidence(fetch, article, known)
    for rule in _RULES:
        judgement = rule(seen)
        if judgement is not None:
            return judgement
    return Judgement(Outcome.STORED, _why_stored(seen))


def _why_stored(seen: Evidence) -> str:
    """Say what was believed."""
    if seen.known is None:
        return f"first-capture: {len(seen.article.blocks)} paragraphs"
    return f"article: {seen.kept:.0%} of the last version is still there"


# ---------------------------------------------------------------- the exchange


def _known_already(seen: Evidence) -> Judgement | None:
    """Keep what the fetching room decided."""
    fetch = seen.fetch
    if fetch.outcome is not None:
        return Judgement(fetch.outcome, fetch.reason or f"fetch: {fetch.outcome}")
    return Judgement(Outcome.UNAVAILABLE, "no-answer: no status came") if fetch.status is None else None


_STATUS_WORDS = {
    400: "Bad Request", 401: "Unauthorized", 402: "Payment Required", 403: "Forbidden", 404: "Not Found",
    405: "Method Not Allowed", 406: "Not Acceptable", 408: "Request Timeout", 410: "Gone", 429: "Too Many Requests",
    451: "Unavailable For Legal Reasons", 500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable",
    504: "Gateway Timeout",
}  # fmt: skip


def _status(seen: Evidence) -> Judgement | None:
    """Read the status; a challenge is a block whatever its status, lest a guarded page be taken for a gone one."""
    status = seen.fetch.status or 0
    if status in (200, 202, 203):
        return None
    reason = f"status-{status}: {_STATUS_WORDS.get(status, 'see RFC 9110')}"
    if status == 304:
        return Judgement(Outcome.NOT_MODIFIED, reason)
    if status == 206:
        return Judgement(Outcome.PARTIAL, reason)
    if 200 <= status < 300:
        return Judgement(Outcome.EMPTY, reason)
    challenge = seen.challenge_header or (seen.challenger if seen.title_says("challenge") else None)
    if challenge:
        return Judgement(Outcome.BLOCKED, f"challenge-page: {challenge}, status {status}")
    if status in (404, 410):
        return Judgement(Outcome.GONE, reason)
    if status >= 500 or status in (408, 425) or status < 400:
        return Judgement(Outcome.UNAVAILABLE, reason)
    return Judgement(Outcome.BLOCKED, reason)


def _content_type(seen: Evidence) -> Judgement | None:
    """Refuse what is no text, by its label or its first bytes."""
    label = (seen.fetch.header("content-type") or "").split(";")[0].strip().lower()
    if label and "/" in label and label not in _TEXT_TYPES:
        return Judgement(Outcome.UNSUPPORTED, f"content-type: {label[:60]}")
    if seen.fetch.body.startswith(_BINARY):
        return Judgement(Outcome.UNSUPPORTED, f"content-type: the body is no text ({seen.fetch.body[:4]!r})")
    return None


def _challenge_header(seen: Evidence) -> Judgement | None:
    """Believe the headers that only a challenge carries."""
    whose = seen.challenge_header
    return Judgement(Outcome.BLOCKED, f"challenge-page: {whose}") if whose else None


def _same_body(seen: Evidence) -> Judgement | None:
    """Recognise the very bytes of the last snapshot, where it stands at the same address."""
    if seen.known and seen.known.body_sha256 == sha256(seen.fetch.body) and not seen.fetch.moved_permanently:
        return Judgement(Outcome.UNCHANGED, "same-body: equal to the last snapshot")
    return None


def _unreadable(seen: Evidence) -> Judgement | None:
    """Pass on why the extractor would not read the page."""
    problem = seen.article.problem
    if not problem or seen.weight >= THIN:
        return None
    outcome = Outcome.TOO_LARGE if problem.startswith("too-large") else Outcome.PARTIAL
    return Judgement(outcome, f"unreadable: {problem}")


# ---------------------------------------------------------------- where the redirects led

_HOME = re.compile(r"/?(?:index\.\w{2,5}|home(?:page)?|default\.\w{2,5}|[a-z]{2}(?:[-_][a-z]{2})?|)/?", re.I)
_ERROR_PATH = re.compile(
    r"/(?:\w{0,12}[-_])?(?:404|410|error(?:s|page)?|not-?_?found|page-?not-?found|oops|gone)(?:\.\w{2,5})?/?", re.I
)
_SEARCH_PATH = re.compile(r"/(?:search|suche|recherche|buscar|cerca|ricerca)/?", re.I)
_LOGIN_PATH = re.compile(
    r"(?:^|/)(?:log-?in|sign-?in|signin|sso|auth(?:enticate|orize)?|account|anmelden|connexion|oauth2?)(?:[/.?]|$)",
    re.I,
)
_CONSENT_PLACE = re.compile(
    r"(?:^|[/.])(?:consent|collect-?consent|cookie-?(?:wall|consent|policy)?s?|privacy-?(?:gate|wall)|myprivacy|cmp|gdpr|"
    r"choices|privacidad|datenschutz)(?:[/.?]|$)",
    re.I,
)
_PAY_PLACE = re.compile(
    r"(?:^|/)(?:subscri\w{0,10}|paywall|regwall|register|offers?|abo|abonnement|plans?)(?:[/.?]|$)", re.I
)
_CAPTCHA_PLACE = re.compile(r"captcha|/(?:challenge|blocked|denied|sorry|validate|bot-?check)(?:[/.?]|$)", re.I)


def _redirect(seen: Evidence) -> Judgement | None:
    """Judge a redirect by its end: the home page, a section, an error page, a door."""
    fetch = seen.fetch
    if not fetch.redirects or same_address(fetch.url, fetch.final_url) or seen.kept >= ALIKE:
        return None
    start, end = ada_url.URL(fetch.url), ada_url.URL(fetch.final_url)
    path = str(end.pathname)
    place = f"{end.hostname}{path}"
    if _CAPTCHA_PLACE.search(place) and not _CAPTCHA_PLACE.search(str(start.pathname)):
        return Judgement(Outcome.BLOCKED, f"redirect-to-challenge: {fetch.final_url[:120]}")
    if _ERROR_PATH.fullmatch(path):
        return Judgement(Outcome.GONE, f"redirect-to-error-page: {fetch.final_url[:120]}")
    if _HOME.fullmatch(path) and not _HOME.fullmatch(str(start.pathname)):
        if end.search and _has_article_query(str(end.search)):
            return None
        return Judgement(Outcome.GONE, f"redirect-to-home: {fetch.final_url[:120]}")
    if seen.weight < AMPLE and not _is_like_article(seen):
        for name, pattern in (("consent", _CONSENT_PLACE), ("login", _LOGIN_PATH), ("paywall", _PAY_PLACE)):
            if pattern.search(place) and not pattern.search(f"{start.hostname}{start.pathname}"):
                return Judgement(Outcome.WALLED, f"redirect-to-{name}: {fetch.final_url[:120]}")
    if _is_section(str(start.pathname), path) and not seen.is_declared_article:
        return Judgement(Outcome.GONE, f"redirect-to-section: {fetch.final_url[:120]}")
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


_SECTION_NAME = re.compile(r"[a-z]{2,20}(?:-[a-z]{2,20})?", re.I)
_DATE_PART = re.compile(r"(?:19|20)\d\d(?:-?\d\d){0,2}")


def _names_article(part: str) -> bool:
    """Say whether the last part of a path looks like one article's: a number, or several words."""
    return not _DATE_PART.fullmatch(part) and (part.count("-") >= 2 or bool(re.search(r"\d{3}", part)))


def same_address(one: str, other: str) -> bool:
    """Say whether two URLs differ in nothing that could make them different articles.

    >>> same_address("http://www.example.org/a/", "https://example.org/a?utm_source=x")
    True
    """
    return _bare(one) == _bare(other)


_TRACKING = re.compile(
    r"(?:utm_\w{1,20}|fbclid|gclid|mc_[ce]id|ref|cmp|ito|smid|at_\w{1,20}|ns_\w{1,20}|xtor|guccounter|guce_\w{1,20})=",
    re.I,
)


def _bare(url: str) -> tuple[str, str, tuple[str, ...]]:
    """Take a URL down to what names the article."""
    parsed = ada_url.URL(url)
    host = str(parsed.hostname).removeprefix("www.")
    query = tuple(sorted(part for part in str(parsed.search)[1:].split("&") if part and not _TRACKING.match(part)))
    return f"{host}:{parsed.port}", str(parsed.pathname).rstrip("/"), query


# ---------------------------------------------------------------- walls


def _same_text(seen: Evidence) -> Judgement | None:
    """Recognise the last version's text in other surroundings: whatever lies over it, it is the article."""
    if not seen.known or seen.article.text_sha256 != seen.known.text_sha256 or not seen.text:
        return None
    if _new_address(seen):
        return None
    return Judgement(Outcome.UNCHANGED, "same-text: equal to the last version")


def _is_like_article(seen: Evidence) -> bool:
    """Say whether the capture is plainly the article that was there before."""
    return seen.known is not None and seen.kept >= ALIKE


def _paywall(seen: Evidence) -> Judgement | None:
    """Recognise a story cut to its lead."""
    article = seen.article
    cut = seen.known is not None and seen.ratio < 0.7 and seen.known_before >= ALIKE
    if seen.known is not None and seen.kept >= ALIKE and not cut:
        return None
    locked = article.free_to_read is False
    room = LEAD * (2 if locked or cut else 1)
    if seen.weight >= room or not seen.text:
        return None
    calls, offers = seen.page_says("paywall"), seen.page_says("offer")
    marked = next((mark for mark in PAYWALL_MARKUP if mark in seen.tags_lower), None)
    ends_open = _ends_open(article)
    signs = [
        "not free to read" if locked else "",
        f"{(calls or offers)[0]!r}" if calls or len(offers) > 1 else "",
        f"markup {marked!r}" if marked and (calls or locked or ends_open) else "",
        "the text breaks off" if ends_open else "",
        f"{seen.ratio:.0%} of the last version" if cut else "",
        _words_missing(seen),
    ]
    signs = [sign for sign in signs if sign]
    # One sign may stand on any honest page (a call in the header, a short story that is locked but shown in full).
    short = seen.weight < LEAD / 2
    decisive = (calls and (locked or cut or short or ends_open or marked)) or (locked and (short or ends_open or cut))
    decisive = decisive or (len(offers) > 1 and ends_open)
    if decisive or (len(signs) >= 2 and _words_missing(seen)):
        return Judgement(Outcome.WALLED, f"paywall: {'; '.join(signs)}; {seen.weight:.0f} characters of text")
    return None


_ELLIPSIS = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*(?:\W?\w{1,12}\W{0,3}){0,3}$")


def _ends_open(article: Article) -> bool:
    """Say whether the last paragraph of prose breaks off with dots."""
    last = next((b.text for b in reversed(article.blocks) if weight(b.text) >= 40), "")
    return bool(_ELLIPSIS.search(last[-60:].strip()))


def _words_missing(seen: Evidence) -> str:
    """Say that the page states several times as many words as it shows."""
    stated = re.search(r"\"wordCount\"\s*:\s*\"?(\d{2,6})", seen.markup)
    words = len(seen.text.split())
    return f"{words} of {stated[1]} words" if stated and words and int(stated[1]) > 2 * words + 50 else ""


def _wall(seen: Evidence) -> Judgement | None:
    """Recognise a page that speaks to its reader instead of telling a story."""
    if _is_like_article(seen) and seen.ratio >= FRACTION:
        return None
    # An article that says so itself, with text in plenty, is not searched further: it costs time and finds nothing.
    ample = seen.weight >= 2 * AMPLE and seen.is_declared_article
    for kind in _WALL_OUTCOMES:
        why = _title_wall(seen, kind) or (None if ample else _text_wall(seen, kind))
        if why and kind == "script-only" and seen.challenger and not seen.is_declared_article:
            return Judgement(Outcome.BLOCKED, f"challenge-page: {seen.challenger}; {why}")
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
    own = (1 - seen.speech(kind).share) * seen.weight
    if own >= AMPLE and (seen.is_declared_article or kind != "not-found"):
        return None
    if own >= THIN and seen.is_declared_article and seen.article.published_at and not seen.challenger:
        return None
    return f"the page is called {title!r}"


def _text_wall(seen: Evidence, kind: str) -> str | None:
    """Judge by the share of the sentences that a wall of this kind would say."""
    speech = seen.speech(kind)
    own = (1 - speech.share) * seen.weight
    enough = 0.5 if own >= THIN or seen.is_declared_article else 0.25
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
    if seen.is_declared_article and seen.weight >= NO_TEXT and _is_prose(seen):
        return None
    if seen.weight >= THIN:
        return None
    for kind in _WALL_OUTCOMES:
        said = seen.page_says(kind)
        if len(said) >= 2 or (said and not _is_prose(seen)):
            return Judgement(
                _WALL_OUTCOMES[kind], f"{_WALL_NAMES[kind]}: the page says {', '.join(map(repr, said[:3]))}"
            )
    if re.search(r"type\s*=\s*[\"']?password", seen.markup_lower) and not _is_prose(seen):
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
    if _HOME.fullmatch(str(ada_url.URL(url).pathname)):
        return Judgement(Outcome.GONE, f"meta-refresh: leads to the home page {url[:120]}")
    return Judgement(Outcome.EMPTY, f"meta-refresh: the page has moved to {url[:200]}")


def _is_prose(seen: Evidence) -> bool:
    """Say whether there is a whole sentence that no wall would say."""
    return any(
        sentence.is_whole and not any(sentence.is_of(kind) for kind in _WALL_OUTCOMES) for sentence in seen.sentences
    )


def _no_text(seen: Evidence) -> Judgement | None:
    """Recognise a page without an article's text."""
    if seen.weight >= NO_TEXT and (seen.weight >= 2 * NO_TEXT or seen.is_declared_article or _is_prose(seen)):
        return None
    shell = seen.without_scripts or re.search(r"<div id=[\"']?(?:root|app|__next|__nuxt|main)\b", seen.markup_lower)
    name = "needs-javascript" if shell else "no-text"
    return Judgement(Outcome.EMPTY, f"{name}: {seen.weight:.0f} characters of text in {len(seen.fetch.body)} bytes")


# ---------------------------------------------------------------- doubtful captures


def _agrees_with_held(seen: Evidence) -> bool:
    """Say whether the last fetch was held back and said the very same, and this could be an article at all."""
    if seen.held_text_sha256 != seen.article.text_sha256:
        return False
    return seen.known_before >= ALIKE or seen.is_declared_article or (seen.weight >= THIN and _is_prose(seen))


def _held(seen: Evidence, reason: str) -> Judgement | None:
    """Hold a doubtful capture back, unless the last one was held back and said the same."""
    return None if _agrees_with_held(seen) else Judgement(Outcome.PARTIAL, reason)


def _other_article(seen: Evidence) -> Judgement | None:
    """Recognise text that has nothing to do with the last version."""
    if seen.known is None or max(seen.kept, seen.known_before) >= UNLIKE:
        return None
    if seen.headline_kept >= ALIKE and seen.ratio >= 1 and weight(seen.known.text) < 2 * THIN:
        return None  # a flash that has grown into a story
    return _held(
        seen, f"other-article: {seen.kept:.0%} of the last version's words, {seen.headline_kept:.0%} of its headline's"
    )


_UNCLOSED = ("article", "main", "section", "div", "span", "table", "ul", "ol", "a", "strong", "em")
_END_OF_TEXT = re.compile(r"[.!?…。！？:;)\]}\"'”’»」』*|]\s*$")


def _cut_off(seen: Evidence) -> Judgement | None:
    """Recognise a body that ends before its time."""
    why = _short_of_its_length(seen.fetch) or _breaks_off(seen)
    return _held(seen, f"cut-off: {why}") if why else None


def _short_of_its_length(fetch: Fetch) -> str | None:
    """Compare with what the server said it would send, where no content coding stands between."""
    length = fetch.header("content-length") or ""
    if fetch.header("content-encoding") not in (None, "identity") or not length.isdecimal():
        return None
    return f"{len(fetch.body)} of {length} bytes" if len(fetch.body) < int(length) else None


def _breaks_off(seen: Evidence) -> str | None:
    """Look at the end of the page: closed or not, within a tag, in mid-sentence."""
    last = seen.article.blocks[-1].text.strip() if seen.article.blocks else ""
    open_ended = bool(last) and not _END_OF_TEXT.search(last)
    if open_ended and seen.known and len(last) >= 20:
        stumps = (p for p in seen.known.text.split("\n\n") if p.startswith(last) and len(p) > len(last) + 3)
        if next(stumps, None):
            return f"a paragraph of the last version breaks off after {last[-40:]!r}"
    tail = seen.page.rstrip().lower()
    if "</html" in tail[-3000:] or "</body" in tail[-3000:]:
        return None
    if tail.rfind("<") > tail.rfind(">"):
        return "the page ends within a tag"
    within = None if _ENDS_WITH_TAG.search(tail[-40:]) else _open_raw_text(tail)
    if within:
        return f"the page ends within {within}"
    if "<html" not in tail and "<body" not in tail and "<!doctype" not in tail:
        return None
    unclosed = next((tag for tag in _UNCLOSED if _count(tail, f"<{tag}") > tail.count(f"</{tag}>")), None)
    mid_text = not _ENDS_WITH_TAG.search(tail[-40:])
    if unclosed and (open_ended or mid_text or unclosed in ("article", "main") or (seen.known and seen.ratio < 0.95)):
        return f"the page ends within {unclosed}" + (", in mid-sentence" if open_ended else "")
    return "the page ends in mid-sentence" if open_ended and mid_text else None


_ENDS_WITH_TAG = re.compile(r"</[a-z][\w-]{0,20}>$")


def _open_raw_text(tail: str) -> str | None:
    """Name the element, or the comment, whose text is not markup and which is still open at the end."""
    for opening, closing in (("<script", "</script"), ("<style", "</style"), ("<!--", "-->")):
        if tail.rfind(opening) > tail.rfind(closing):
            return opening.strip("<")
    return None


def _count(markup: str, tag: str) -> int:
    """Count opening tags: the name must end there."""
    return sum(markup.count(tag + after) for after in (">", " ", "\n"))


def _fraction(seen: Evidence) -> Judgement | None:
    """Recognise a reading that has lost most of the article."""
    if seen.known is None or seen.ratio >= FRACTION:
        return None
    return _held(seen, f"fraction: {seen.ratio:.0%} of the last version's length")


def _thin_page(seen: Evidence) -> Judgement | None:
    """Doubt a first capture with little text, no sign of being an article, and a form to fill in."""
    if seen.known is not None or seen.weight >= THIN or seen.is_declared_article or seen.article.published_at:
        return None
    form = re.search(r"<(?:form|button|iframe)\b", seen.markup_lower)
    if not form or (_is_prose(seen) and "<article" in seen.markup_lower):
        return None
    consent = next((mark for mark in CONSENT_MARKUP if mark in seen.tags_lower), None)
    seen_as = f"; markup {consent!r}" if consent else ""
    return _held(seen, f"thin-page: {seen.weight:.0f} characters of text beside a {form[0][1:]}{seen_as}")


# ---------------------------------------------------------------- a new address


def _moved(seen: Evidence) -> Judgement | None:
    """Recognise that the article lives elsewhere now."""
    why = _new_address(seen)
    return Judgement(Outcome.MOVED, why) if why else None


def _new_address(seen: Evidence) -> str | None:
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
    if _HOME.fullmatch(end) and not _has_article_query(str(ada_url.URL(url).search)):
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


_RULES: tuple[Callable[[Evidence], Judgement | None], ...] = (
    _known_already,
    _status,
    _content_type,
    _challenge_header,
    _same_body,
    _unreadable,
    _redirect,
    _same_text,
    _paywall,
    _wall,
    _no_text,
    _other_article,
    _cut_off,
    _fraction,
    _thin_page,
    _moved,
)
