"""Which blocks of the chosen container are the article: block by block, each with the rule that dropped it."""

from __future__ import annotations

import re

from pactwatch.extract.blocks import Box, Page, Text
from pactwatch.extract.container import inside
from pactwatch.extract.headline import alike, words_of
from pactwatch.extract.metadata import Metadata
from pactwatch.extract.phrases import furniture

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_ENDS = re.compile(r"[.!?…:。！？」』”\"»)]\s*$")
_PROSE_TAGS = frozenset("p li td th dd dt blockquote pre h1 h2 h3 h4 h5 h6".split())


def kind_of(text: Text) -> str:
    """Give the kind of a block as `model.Block` names it."""
    box: Box | None = text.box
    for _ in range(5):
        if box is None:
            break
        tag = box.tag
        if tag in _HEADINGS:
            return "heading"
        if tag in ("li", "dd", "dt"):
            return "item"
        if tag in ("td", "th"):
            return "row"
        if tag == "blockquote":
            return "quote"
        box = box.parent
    return "paragraph"


def clean_up(page: Page, container: Box, known: Metadata) -> list[Text]:
    """Give the blocks that are the article's text, in order."""
    kept = [text for text in page.texts if text.alive and inside(text.box, container)]
    for step in (_after_headline, _no_furniture, _no_link_lists, _no_loose_ends, _no_repeats, _no_empty_headings):
        kept = step(kept, known)
    return kept


def _drop(text: Text, rule: str) -> bool:
    text.rule = rule
    return False


def _after_headline(kept: list[Text], known: Metadata) -> list[Text]:
    """Nothing up to and including the headline: sections, kickers, trails of links."""
    said = [words_of(title) for title in (known.headline, *known.said) if title]
    last = -1
    for position, text in enumerate(kept[:60]):
        if text.index == known.headline_at or (text.size < 400 and words_of(text.text) in said):
            if sum(other.mass for other in kept[last + 1 : position]) < 0.1 * sum(other.mass for other in kept):
                last = position
    for text in kept[: last + 1]:
        text.rule = "above or in the headline"
    return kept[last + 1 :]


def _no_furniture(kept: list[Text], known: Metadata) -> list[Text]:
    """No share lines, credits, advertisements, bylines: what phrases tell."""
    return [text for text in kept if not (rule := furniture(text.text, text.linked)) or _drop(text, rule)]


def _no_link_lists(kept: list[Text], known: Metadata) -> list[Text]:
    """No blocks that are mostly links, unless they read as a sentence of the story."""
    result = []
    for text in kept:
        density = text.linked / len(text.text)
        heading = text.tag in _HEADINGS
        if density > 0.9 and not (heading and text.size < 60):
            _drop(text, "links only")
        elif density > 0.5 and not (text.tag == "p" and text.size > 80):
            _drop(text, "mostly links")
        else:
            result.append(text)
    return result


def _no_loose_ends(kept: list[Text], known: Metadata) -> list[Text]:
    """No short scraps outside of paragraphs: labels, dates, counters."""
    return [
        text
        for text in kept
        if text.tag in _PROSE_TAGS or text.size >= 80 or _ENDS.search(text.text) or _drop(text, "scrap")
    ]


def _no_repeats(kept: list[Text], known: Metadata) -> list[Text]:
    """No line twice, and no pull quote that repeats a sentence of the text."""
    seen: set[str] = set()
    result = []
    for text in kept:
        key = text.text.casefold()
        if key in seen and (text.size > 25 or text.tag not in ("li", "td", "th")):
            _drop(text, "repeat")
        else:
            seen.add(key)
            result.append(text)
    return result


def _no_empty_headings(kept: list[Text], known: Metadata) -> list[Text]:
    """No heading without text under it."""
    result: list[Text] = []
    next_level = 0  # of the heading that follows, 0 for the end of the article, 9 for text
    for text in reversed(kept):
        level = _HEADINGS.get(text.tag)
        if level is None:
            next_level = 9
        elif next_level <= level and not (next_level and level == 1):
            _drop(text, "heading of nothing")
            continue
        else:
            next_level = level
        result.append(text)
    result.reverse()
    return result
