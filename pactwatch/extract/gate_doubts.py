"""Captures that may be wrong: held back until a later one says the same."""

from __future__ import annotations

import re

from pactwatch.extract.gate_evidence import ALIKE, AMPLE, FRACTION, REWRITTEN, THIN, UNLIKE, Evidence, weight
from pactwatch.extract.gate_walls import ELLIPSIS, is_prose
from pactwatch.extract.gate_words import CONSENT_MARKUP
from pactwatch.model import Article, Fetch, Judgement, Outcome


def _agrees_with_held(seen: Evidence) -> bool:
    """Say whether the last fetch was held back and said the very same, and this could be an article at all."""
    if seen.held_text_sha256 != seen.article.text_sha256:
        return False
    if seen.known_before >= ALIKE or seen.is_declared_article:
        return True
    if _is_listing(seen.article):
        return False
    if seen.article.published_at or seen.article.authors:
        return True
    return seen.weight >= (AMPLE / 2 if seen.known else THIN) and is_prose(seen) and seen.address_share < 0.5


def _is_listing(article: Article) -> bool:
    """Say whether the text is a row of teasers: a heading or dots for every other paragraph."""
    teasers = sum(b.kind == "heading" or bool(ELLIPSIS.search(b.text[-60:].strip())) for b in article.blocks)
    return teasers >= 3 and teasers * 2 >= len(article.blocks)


def _held(seen: Evidence, reason: str) -> Judgement | None:
    """Hold a doubtful capture back, unless the last one was held back and said the same."""
    return None if _agrees_with_held(seen) else Judgement(Outcome.PARTIAL, reason)


def other_article(seen: Evidence) -> Judgement | None:
    """Recognise text that has nothing to do with the last version."""
    if seen.known is None:
        return None
    like = max(seen.kept, seen.known_before)
    if like >= (UNLIKE if seen.headline_kept >= ALIKE else REWRITTEN):
        return None
    if seen.headline_kept >= ALIKE and seen.ratio >= 1 and weight(seen.known.text) < 2 * THIN:
        return None  # a flash that has grown into a story
    return _held(
        seen, f"other-article: {seen.kept:.0%} of the last version's words, {seen.headline_kept:.0%} of its headline's"
    )


_UNCLOSED = ("article", "main", "section", "div", "span", "table", "ul", "ol", "a", "strong", "em")
_END_OF_TEXT = re.compile(r"[.!?…。！？:;)\]}\"'”’»」』*|]\s*$")


def cut_off(seen: Evidence) -> Judgement | None:
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


def fraction(seen: Evidence) -> Judgement | None:
    """Recognise a reading that has lost most of the article."""
    if seen.known is None or seen.ratio >= FRACTION:
        return None
    return _held(seen, f"fraction: {seen.ratio:.0%} of the last version's length")


def thin_page(seen: Evidence) -> Judgement | None:
    """Doubt a first capture with little text, no sign of being an article, and a form or words to its reader."""
    if seen.known is not None or seen.weight >= 2 * THIN or seen.is_declared_article or seen.article.published_at:
        return None
    if seen.address_share >= 0.5:
        return _held(seen, f"speaks-to-reader: {seen.address_share:.0%} of {seen.weight:.0f} characters of text")
    form = re.search(r"<(?:form|button|iframe)\b", seen.markup_lower)
    if seen.weight >= THIN or not form or (is_prose(seen) and "<article" in seen.markup_lower):
        return None
    consent = next((mark for mark in CONSENT_MARKUP if mark in seen.tags_lower), None)
    seen_as = f"; markup {consent!r}" if consent else ""
    return _held(seen, f"thin-page: {seen.weight:.0f} characters of text beside a {form[0][1:]}{seen_as}")
