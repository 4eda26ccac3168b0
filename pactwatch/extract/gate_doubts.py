"""Captures that may be wrong: held back until a later one says the same."""

from __future__ import annotations

import re

from pactwatch.extract.gate_evidence import ALIKE, AMPLE, FRACTION, REWRITTEN, THIN, UNLIKE, Evidence, plain, weight
from pactwatch.extract.gate_walls import ELLIPSIS, is_prose
from pactwatch.extract.gate_words import CONSENT_MARKUP, PAYWALL_MARKUP
from pactwatch.extract.language import detect_language
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
    if seen.known is None:
        return is_prose(seen) and seen.asks_share < 0.5
    return seen.weight >= AMPLE / 2 and is_prose(seen) and seen.address_share < 0.5


def _is_listing(article: Article) -> bool:
    """Say whether the text is a row of teasers: a heading or dots for every other paragraph."""
    teasers = sum(b.kind == "heading" or bool(ELLIPSIS.search(b.text[-60:].strip())) for b in article.blocks)
    return teasers >= 3 and teasers * 2 >= len(article.blocks)


def _held(seen: Evidence, reason: str) -> Judgement | None:
    """Hold a doubtful capture back, unless the last one was held back and said the same."""
    return None if _agrees_with_held(seen) else Judgement(Outcome.PARTIAL, reason)


def other_language(seen: Evidence) -> Judgement | None:
    """Recognise a translation in the article's place: a site that guesses its reader's language does so for good."""
    if (
        seen.known is None
        or max(seen.kept, seen.known_before) >= REWRITTEN
        or min(seen.weight, weight(seen.known.text)) < THIN
    ):
        return None
    before, now = detect_language(seen.known.text[:4_000]), detect_language(seen.text[:4_000])
    if before is None or now is None or before == now:
        return None
    return Judgement(Outcome.PARTIAL, f"other-language: {now}, the last version was in {before}")


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
    if why is None:
        return None
    # A connection that always ends at the same byte says the same each time, and is wrong each time.
    sure = seen.known is not None and seen.ratio < 1 and not _ends_as_before(seen) and not _is_closed(seen.page)
    return Judgement(Outcome.PARTIAL, f"cut-off: {why}") if sure else _held(seen, f"cut-off: {why}")


def _ends_as_before(seen: Evidence) -> bool:
    """Say whether the last paragraph is the last version's, so that nothing of the article can be missing."""
    if seen.known is None or not seen.article.blocks:
        return False
    return seen.known.text.endswith(seen.article.blocks[-1].text)


def _is_closed(page: str) -> bool:
    """Say whether a page has an end."""
    tail = page[-3_000:].lower()
    return "</html" in tail or "</body" in tail


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
    if _is_closed(seen.page.rstrip()):
        return None
    tail = seen.page.rstrip().lower()
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
    if seen.known is None or seen.ratio >= _MOST_KEPT:
        return None
    shown = _still_shown(seen)
    if shown:
        return Judgement(
            Outcome.PARTIAL, f"reader-lost: {shown} paragraphs of the last version that the page still shows"
        )
    if seen.ratio >= FRACTION:
        return None
    sign = _sign_of_a_wall(seen)
    if sign and not _states_a_reason(seen):
        return Judgement(Outcome.PARTIAL, f"fraction: {seen.ratio:.0%} of the last version's length, and {sign}")
    return _held(seen, f"fraction: {seen.ratio:.0%} of the last version's length")


# What is cut below this share of the last version is looked at twice.
_MOST_KEPT = 0.8


def _still_shown(seen: Evidence) -> int:
    """Count the paragraphs that the reading lost but the page still shows; 0: they are mostly gone from the page.

    A change of template can hide most of an article from the extractor, again and again.
    """
    assert seen.known is not None
    here = plain(seen.text)
    lost = [p for p in (plain(p)[:80] for p in seen.known.text.split("\n\n")) if len(p) >= 40 and p not in here]
    shown = sum(p in seen.displayed for p in lost)
    return shown if shown * 2 > len(lost) else 0


def _sign_of_a_wall(seen: Evidence) -> str | None:
    """Name what else on the page speaks of a wall, where hardly anything is left of an article."""
    if seen.article.free_to_read is False:
        return "it is not free to read"
    said = next(
        (s.text for s in seen.sentences if any(s.is_of(k) for k in ("paywall", "consent", "login", "challenge"))), None
    )
    if said:
        return f"the page says {said[:60]!r}"
    mark = next((mark for mark in PAYWALL_MARKUP if mark in seen.tags_lower), None)
    return f"its markup has {mark!r}" if mark else None


_REASON = re.compile(
    r"\b(?:correct(?:ion|ed)|clarification|retract(?:ed|ion)|withdrawn|editor'?s? note|"
    r"(?:was|were|been) (?:removed|shortened|cut|moved)|"
    r"korrektur|berichtigung|zurückgezogen|gekürzt|anmerkung der redaktion|rectificatif|retiré|"
    r"corrección|rectificación|retirado|correzione|rettifica|ritirato)\b|訂正|修正|取り消し|削除しました",
    re.I,
)


def _states_a_reason(seen: Evidence) -> bool:
    """Say whether the page states why the article is short now."""
    return bool(seen.article.correction) or bool(_REASON.search(seen.text))


def thin_page(seen: Evidence) -> Judgement | None:
    """Doubt a first capture with little text, no sign of being an article, and a form or words to its reader."""
    if seen.known is not None or seen.weight >= AMPLE or seen.is_declared_article or seen.article.published_at:
        return None
    if seen.address_share >= 0.5:
        return _held(seen, f"speaks-to-reader: {seen.address_share:.0%} of {seen.weight:.0f} characters of text")
    form = seen.form
    if seen.weight >= THIN or not form or (is_prose(seen) and "<article" in seen.markup_lower):
        return None
    consent = next((mark for mark in CONSENT_MARKUP if mark in seen.tags_lower), None)
    seen_as = f"; markup {consent!r}" if consent else ""
    return _held(seen, f"thin-page: {seen.weight:.0f} characters of text beside a {form}{seen_as}")
