"""No paragraph twice: equal lines, pull quotes, summaries that the story says again; and no captions.

What each is worth (loss of 4-token shingle F1 without it, on three sets of development pages): summaries .0006 / 0 / 0,
pull quotes .0001 / .0004 / .0001, captions by their place 0 / .0021 / .0001.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain

from pactwatch.extract.blocks import Box, Page, Text

_WORD = re.compile(r"\w+")
# Words that a pull quote has at least; fewer may well be said twice.
_QUOTE_LEAST = 8
_QUOTE_MOST = 400
# A summary of which this share is said again word for word, four words at a time, is the story's own beginning.
_SAID_AGAIN = 0.6
_RUN = 4
# A shorter line may well be said twice.
_SAID_TWICE = 60
# Pages made to be slow have more blocks; no story has.
_BLOCKS_MOST = 600
_SPOKEN_MOST = 400_000
# A caption is shorter than this; longer texts beside pictures are sections of picture stories.
_CAPTION_MOST = 300
# Sub-headings are often words of the text; items and cells repeat what is above them.
_NO_QUOTES = frozenset({"li", "td", "th", "pre", "h1", "h2", "h3", "h4", "h5", "h6"})
_SMALL = frozenset({"li", "td", "th", "h2", "h3", "h4", "dt", "dd"})


def no_repeats(kept: list[Text]) -> list[Text]:
    """Take out what stands twice: the second of two equal lines, quotes pulled out of the text, its summary."""
    seen: dict[str, tuple[str, Box | None, str]] = {}
    result = []
    for text in kept:
        key = text.text.casefold()
        kind = text.tag, text.box.parent, text.box.names
        # "Yes.", said twice in an interview, is no repeat; nor are cells and items.
        short = text.size < _SAID_TWICE and (text.tag in _SMALL or seen.get(key) == kind)
        if key in seen and text.tag != "time" and not short:
            text.rule = "repeat"
        else:
            seen.setdefault(key, kind)
            result.append(text)
    return _no_pulled_quotes(_no_summary(result))


def _no_summary(kept: list[Text]) -> list[Text]:
    """Take out a first paragraph of a box of its own that the next ones say again in the same words."""
    if len(kept) < 3 or len(kept) > _BLOCKS_MOST or not 60 <= kept[0].size <= 900:
        return kept
    first = kept[0]
    if first.box.parent is kept[1].box.parent and first.box.names == kept[1].box.names and first.tag == kept[1].tag:
        return kept
    runs = _runs(first.text)
    if not runs:
        return kept
    following = set().union(*(_runs(text.text) for text in kept[1:9]))
    if len(runs & following) < _SAID_AGAIN * len(runs):
        return kept
    first.rule = "summary said again"
    return kept[1:]


def _runs(text: str) -> set[tuple[str, ...]]:
    """Give all runs of four words; of a text without spaces, of eight characters."""
    words = _WORD.findall(text.casefold())
    length = _RUN
    if len(text) > 12 * len(words):
        words, length = list("".join(words)), 2 * _RUN
    return set(zip(*(words[start:] for start in range(length)), strict=False))


def _no_pulled_quotes(kept: list[Text]) -> list[Text]:
    """Take out a line that is set apart and stands inside another paragraph, word for word."""
    if not 3 < len(kept) <= _BLOCKS_MOST:
        return kept
    usual = Counter((text.tag, text.box.parent, text.box.names) for text in kept).most_common(1)[0][0]
    apart = [
        text
        for text in kept
        if 40 <= text.size <= _QUOTE_MOST
        and text.tag not in _NO_QUOTES
        and (text.tag, text.box.parent, text.box.names) != usual
    ]
    if not apart:
        return kept
    spoken = "\n".join(text.text for text in kept)
    if len(spoken) > _SPOKEN_MOST:
        return kept
    pulled = set()
    for text in apart:
        words = text.text.strip(_MARKS)
        if (words.count(" ") + 1 >= _QUOTE_LEAST or text.size > 2 * len(words)) and _is_inside(words, spoken):
            text.rule = "pulled quote"
            pulled.add(text.index)
    return [text for text in kept if text.index not in pulled] if pulled else kept


_MARKS = " .…\"'“”„‟‘’«»‹›「」『』–—-"


def _is_inside(words: str, spoken: str) -> bool:
    """Tell whether words stand in a longer line of *spoken*, and not only as the whole of their own."""
    start = spoken.find(words)
    while start >= 0:
        end = start + len(words)
        before = spoken[max(0, start - 3) : start].rpartition("\n")[2].strip(_MARKS)
        after = spoken[end : end + 3].partition("\n")[0].strip(_MARKS)
        if (before or after) and not spoken[start - 1 : start].isalnum() | spoken[end : end + 1].isalnum():
            return True
        start = spoken.find(words, end)
    return False


def no_captions(page: Page, kept: list[Text]) -> list[Text]:
    """Take out short lines that share a box with a picture and nothing else, where the story is in paragraphs.

    Class names that a build step has made (`css-2778ui`) say nothing; what stands alone under a picture does.
    """
    pictured = [box for box in page.boxes if box.pictures]
    whole = sum(text.mass for text in kept)
    if not pictured or len(kept) < 4 or sum(text.mass for text in kept if text.tag == "p") < 0.6 * whole:
        return kept
    candidates = [
        text
        for text in kept[1:]
        if text.size < _CAPTION_MOST and text.tag in _PLAIN and text.rule != "lead" and not text.box.body
    ]
    if not candidates:
        return kept
    held: Counter[Box] = Counter(chain.from_iterable(_around(text.box) for text in kept))
    with_picture: set[Box] = set()
    for box in pictured:
        with_picture.update(_around(box))
    captions = {text.index for text in candidates if _is_alone_with_picture(text.box, held, with_picture)}
    for text in candidates:
        if text.index in captions:
            text.rule = "caption by its place"
    return [text for text in kept if text.index not in captions] if captions else kept


_PLAIN = frozenset({"div", "span", "section", "article", "center", "figure", "header", "address"})


def _around(box: Box) -> list[Box]:
    found: list[Box] = []
    current: Box | None = box
    while current is not None and len(found) < 40:
        found.append(current)
        current = current.parent
    return found


def _is_alone_with_picture(box: Box, held: Counter[Box], with_picture: set[Box]) -> bool:
    """Tell whether one of the boxes around a line holds a picture and no other line of the story."""
    current: Box | None = box
    while current is not None and held[current] == 1:
        if current in with_picture:
            return True
        current = current.parent
    return False
