"""Live blogs: the times of their entries, which stand in lines of their own and read like scraps."""

from __future__ import annotations

import re
from bisect import bisect_right

from pactwatch.extract.blocks import Page, Text

# A page with fewer entries than this is a story that happens to show a few times.
_ENTRIES_LEAST = 4
_LINE_MOST = 60
_CLOCK = re.compile(r"\b\d{1,2}(?:[:.]\d\d\b|h\d\d\b| ?[ap]\.?m\b| uhr\b)|\d{1,2}[時时点]", re.I)
# The share of the times between the first and the last line that must stand over text of their own.
_LEADING_SHARE = 0.7


def entry_times(page: Page, kept: list[Text]) -> list[Text]:
    """Give the lines that hold the times of a live blog's entries, tagged `time`; none if the page is no live blog.

    *kept* is what the container holds, in order. A time counts if it stands alone in its line, and text follows
    before the next one.
    """
    if len(page.stamps) < _ENTRIES_LEAST or not kept:
        return []
    first, last = kept[0].index, kept[-1].index
    lines = []
    for stamp in page.stamps:
        line = page.texts[stamp.at] if first <= stamp.at <= last else None
        if (
            line is not None
            and _CLOCK.search(stamp.text)
            and line.size <= _LINE_MOST
            and line.text.startswith(stamp.text)
        ):
            lines.append(line)
    lines = list({line.index: line for line in lines}.values())
    if len(lines) < _ENTRIES_LEAST:
        return []
    prose = [text.index for text in kept if text.size >= _LINE_MOST]
    ends = [line.index for line in lines[1:]] + [last + 1]
    leading = [line for line, end in zip(lines, ends, strict=True) if _stands_between(prose, line.index, end)]
    if len({line.text for line in leading}) < _ENTRIES_LEAST or len(leading) < _LEADING_SHARE * len(lines):
        return []
    for line in leading:
        line.tag = "time"
    return leading


def _stands_between(places: list[int], start: int, end: int) -> bool:
    position = bisect_right(places, start)
    return position < len(places) and places[position] < end
