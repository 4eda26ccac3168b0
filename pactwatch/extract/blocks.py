"""What one pass over the tree leaves of a page: blocks of text, each in its box.

Everything later decides on these; the tree is not looked at again. A box is an element that lays out blocks
(`div`, `section`, `ul` …) with what its tag, role and class say about it. `walk` fills them in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
# Joiners stay between letters of scripts that are written with them: Persian, Hindi.
_INVISIBLE = re.compile(
    "[\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f]"
    "|[\u200c\u200d](?![\u0600-\u0dff])|(?<![\u0600-\u0dff])[\u200c\u200d]"
)


class Box:
    """An element that lays out blocks."""

    __slots__ = ("body", "depth", "index", "names", "own", "parent", "pictures", "tag", "total", "why")

    def __init__(self, index: int, parent: Box | None, tag: str, names: str, own: tuple[str, ...], body: bool) -> None:
        self.index = index
        self.parent = parent
        self.tag = tag
        self.names = names
        self.own = own
        """Reasons of its own to be dropped."""
        self.body = body
        """Whether it calls itself the article's text."""
        self.pictures = 0
        """How many pictures, films and frames stand right in it."""
        self.depth: int = parent.depth + 1 if parent else 0
        self.why: tuple[str, ...] = ()
        """Reasons of its own and of all around it that stand; `container` fills it in."""
        self.total = 0.0
        """Prose in it and in all it holds, by `container.weigh`."""


class Text:
    """A block of text: a paragraph, a heading, an item, a cell."""

    __slots__ = ("alive", "box", "index", "linked", "links", "mass", "rule", "size", "strong", "tag", "text")

    def __init__(self, index: int, box: Box, tag: str, text: str, linked: int, links: int, strong: int) -> None:
        self.index = index
        self.box = box
        self.tag = tag
        """Of the nearest element that says what kind of block it is."""
        self.text = text
        self.linked = linked
        """Characters inside links."""
        self.links = links
        self.strong = strong
        """Characters in bold type."""
        self.size = size_of(text)
        self.mass = 0.0
        self.alive = True
        self.rule = ""
        """Which rule kept or dropped it, for those who ask."""


@dataclass(slots=True)
class Stamp:
    """A `<time>` or an element with `itemprop=date…`."""

    value: str
    text: str
    prop: str
    box: Box
    at: int
    """How many blocks stood before it."""
    names: str = ""


@dataclass(slots=True)
class Page:
    """What one pass over the tree saw."""

    boxes: list[Box] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)
    props: list[tuple[str, str]] = field(default_factory=list)
    """Microdata: (`itemprop` in lower case, its value)."""
    authors: list[tuple[str, str, int]] = field(default_factory=list)
    """(how it was marked, text, how many blocks stood before it) of elements marked as the author's name."""
    metas: list[tuple[str, str]] = field(default_factory=list)
    """(name or property in lower case, content)."""
    links: list[tuple[str, str, str]] = field(default_factory=list)
    """(rel in lower case, href, hreflang)."""
    data: list[str] = field(default_factory=list)
    """Contents of the JSON-LD scripts."""
    title: str | None = None
    lang: str | None = None
    base: str | None = None


def size_of(text: str) -> int:
    """Measure a text in Latin letters: a Chinese, Japanese or Korean character says as much as two or three.

    >>> size_of("four"), size_of("日本")
    (4, 5)
    """
    if text.isascii():
        return len(text)
    return len(text) + int(1.5 * len(_CJK.findall(text)))


def clean(text: str) -> str:
    """Collapse white space and take out what nobody sees.

    >>> clean("a\\u200b \\u00a0 b\\n")
    'a b'
    """
    text = text.strip()
    # What is printable has no white space but single blanks, and two thirds of all texts have no two in a row.
    if text.isprintable() and "  " not in text:
        return text
    joined = " ".join(text.split())
    if joined.isascii() or joined.isprintable():
        return joined
    return " ".join(_INVISIBLE.sub("", joined).split())
