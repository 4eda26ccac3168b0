"""Is this capture the article? Decided before anything is compared, since only a true capture may lead to changes.

Pages that are no article come in endless makes, so no single phrase decides. The rules weigh how much article there is,
how much of it speaks like a wall, what the page calls itself, whose scripts and headers it carries, and how like the
last version it is. A capture that stays doubtful is held: it is believed when a later one says the same.

The rules are asked in the order of `_RULES`; the first with something to say decides, and names itself in the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pactwatch.extract.decode import decode
from pactwatch.extract.gate_address import moved, new_address, redirect
from pactwatch.extract.gate_doubts import cut_off, fraction, other_article, other_language, thin_page
from pactwatch.extract.gate_evidence import THIN, Evidence
from pactwatch.extract.gate_walls import challenge, no_text, paywall, wall
from pactwatch.model import Article, Fetch, Judgement, Known, Outcome, sha256

_TEXT_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml")
_BINARY = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"\x00\x00\x00")

# Control characters but for white space, and what stands for bytes that mean nothing.
_NOISE_BYTES = 4_096
_NOISE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")


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
    whose = (
        seen.challenge_header or seen.challenge_element or (seen.challenger if seen.title_says("challenge") else None)
    )
    if whose:
        return Judgement(Outcome.BLOCKED, f"challenge-page: {whose}, status {status}")
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
    if _is_noise(decode(seen.fetch.body[:_NOISE_BYTES], seen.fetch.header("content-type"))[0]):
        return Judgement(Outcome.UNSUPPORTED, "content-type: the body is no text (control characters)")
    return None


def _is_noise(text: str) -> bool:
    """Say whether every hundredth character is one that no text has."""
    return len(_NOISE.findall(text)) * 100 > len(text)


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


def _same_text(seen: Evidence) -> Judgement | None:
    """Recognise the last version's text in other surroundings: whatever lies over it, it is the article."""
    if not seen.known or seen.article.text_sha256 != seen.known.text_sha256 or not seen.text:
        return None
    if new_address(seen):
        return None
    return Judgement(Outcome.UNCHANGED, "same-text: equal to the last version")


_RULES: tuple[Callable[[Evidence], Judgement | None], ...] = (
    _known_already,
    _status,
    _content_type,
    _challenge_header,
    _same_body,
    _unreadable,
    redirect,
    _same_text,
    challenge,
    paywall,
    wall,
    no_text,
    other_language,
    other_article,
    cut_off,
    fraction,
    thin_page,
    moved,
)
