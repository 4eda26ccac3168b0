"""Lines of text within a paragraph: where a break parts them, and which elements in them are no part of them."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from pactwatch.extract.blocks import clean, size_of

# A sign of Japanese or Chinese, which are written without spaces; Korean is not.
UNSPACED = r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]"
PARAGRAPH_ENDS = tuple('.!?…:;。！？」』）)"”»')


def is_note(sup: LexborNode) -> bool:
    """Tell whether raised text is a link into the page, or stands in one."""
    first = sup.first_child
    around = (sup.parent, first, first.next if first is not None else None)
    return any(link is not None and link.tag == "a" and "#" in (link.attributes.get("href") or "") for link in around)


def is_term(reason: str, attributes: dict[str, str | None]) -> bool:
    """Tell whether it is a word with an explanation, not the explanation."""
    names = attributes.get("class") or ""
    return reason == "overlay" and "tooltip" in names.lower() and not _EXPLANATION.search(names)


_EXPLANATION = re.compile(r"tooltip[-_]*(?:text|content|inner|body|bubble|box|popup|panel)", re.I)


def goes_on(node: LexborNode) -> bool:
    """Tell whether the line goes on behind an inline element: words follow, and no more elements."""
    following = node.next
    return following is not None and following.tag == "-text" and len((following.text_content or "").strip()) > _GOES_ON


# So many letters behind it, at least.
_GOES_ON = 20


def paragraphs(raw: str) -> list[str]:
    """Split at line breaks: at empty lines, and where every line is a paragraph of its own.

    >>> paragraphs("One\\x02two.\\x02\\x02Three."), paragraphs("Who pays?\\x02Nobody."), paragraphs("一\\x02二")
    (['One two.', 'Three.'], ['Who pays?', 'Nobody.'], ['一二'])
    """
    parts: list[str] = []
    pieces: list[str] = []  # of the paragraph being joined, and the blanks between them
    for line in raw.split("\x02"):
        text = clean(line)
        if pieces and (not text or _ends_paragraph(pieces[-1]) or _ITEM.match(text)):
            parts.append("".join(pieces))
            pieces = []
        if text:
            if pieces and not _UNSPACED.match(pieces[-1][-1] + text[0]):
                pieces.append(" ")
            pieces.append(text)
    if pieces:
        parts.append("".join(pieces))
    return parts


def _ends_paragraph(line: str) -> bool:
    """Tell whether a break after a line ends a paragraph: after a full stop and a full line; elsewhere it is layout."""
    return line.endswith(_LINE_STOPS) or (size_of(line) >= _FULL_LINE and line.endswith(PARAGRAPH_ENDS))


_FULL_LINE = 60
_LINE_STOPS = ("?", "？", ":", "：", "。")
_UNSPACED = re.compile(UNSPACED + "{2}")
# What begins an item of a list made with line breaks.
_ITEM = re.compile(r"[-–—•▪●■◆・]\s|\d{1,2}[.)]\s")
