"""One pass over the parsed tree: the page as a list of blocks of text, each in its box.

Everything later decides on these blocks; the tree is not looked at again. A box is an element that lays out blocks
(`div`, `section`, `ul` …) with what its tag, role and class say about it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from pactwatch.extract.sets import word_set
from pactwatch.extract.words import BODY, KEEP, verdict

_SKIP = word_set(
    "style template svg iframe object embed canvas select option datalist textarea math audio video noscript "
    "picture source track map area input progress meter noframes applet button"
) | {"-comment", "-doctype"}
_BLOCK = word_set(
    "p div section article main header footer aside nav ul ol menu li dl dt dd table thead tbody tfoot tr td "
    "th caption "
    "blockquote pre figure figcaption h1 h2 h3 h4 h5 h6 address details summary form fieldset legend center dialog "
    "hgroup body search label"
)
_TAG_REASON = {
    "nav": "navigation",
    "footer": "footer",
    "aside": "aside",
    "form": "form",
    "figcaption": "caption",
    "figure": "figure",
    "dialog": "overlay",
    "menu": "navigation",
    "search": "navigation",
    "label": "form",
    "fieldset": "form",
    "legend": "form",
}
_ROLE_REASON = {
    "navigation": "navigation",
    "complementary": "aside",
    "banner": "chrome",
    "contentinfo": "footer",
    "search": "navigation",
    "dialog": "overlay",
    "alertdialog": "overlay",
    "form": "form",
    "menu": "navigation",
    "menubar": "navigation",
    "toolbar": "share",
    "tooltip": "overlay",
    "tablist": "navigation",
    "figure": "figure",
}
# An inline element in the middle of a paragraph is dropped only for these; a `span class=author` there is a name.
_INLINE_DROP = frozenset({"hidden", "overlay", "share", "advertisement"})
_LISTENED = word_set("author datepublished datemodified datecreated headline articlesection publisher name")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f]")
_LINE_END = re.compile(
    r"(?<=[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef])[ \t\r]*\n\s*(?=[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef])"
)
PARAGRAPH_ENDS = tuple('.!?…:;。！？」』）)"”»')
# Nobody needs more times, names or tags of a kind; pages made to be slow have 60,000.
_ENOUGH = 300


class Box:
    """An element that lays out blocks."""

    __slots__ = ("body", "depth", "index", "names", "own", "parent", "tag", "total", "why")

    def __init__(self, index: int, parent: Box | None, tag: str, names: str, own: tuple[str, ...], body: bool) -> None:
        self.index = index
        self.parent = parent
        self.tag = tag
        self.names = names
        self.own = own
        """Reasons of its own to be dropped."""
        self.body = body
        """Whether it calls itself the article's text."""
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
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
    return " ".join(text.split())


Trail = list[tuple[LexborNode, int]]
"""Each text node that was read, in order, with the number of the next block at that moment."""


def read_tree(root: LexborNode, trail: Trail | None = None) -> Page:
    """Walk the tree once, without recursion: a page may nest 2,000 elements.

    *trail*, if given, is filled: it tells those who ask why where on the page each block stands.
    """
    return _Walk(root, trail).page


class _Walk:
    """The state of the pass: the box we are in, the paragraph being gathered."""

    def __init__(self, root: LexborNode, trail: Trail | None) -> None:
        self.page = Page()
        self.trail = trail
        self.box = Box(0, None, "html", "", (), False)
        self.page.boxes.append(self.box)
        self.buffer: list[str] = []
        self.linked = self.links = self.strong = 0
        self.link = self.bold = self.breaks = 0
        self.page.lang = root.attributes.get("lang") or root.attributes.get("xml:lang")
        self._walk(root)
        self._flush()

    def _walk(self, root: LexborNode) -> None:
        stack: list[tuple[LexborNode, str]] = []
        node = root.first_child
        buffer = self.buffer
        trail = self.trail
        while True:
            if node is None:
                if not stack:
                    return
                node, kind = stack.pop()
                self._leave(kind)
                node = node.next
                continue
            tag = node.tag
            if tag == "-text":
                text = node.text_content
                if text:
                    if "\n" in text and not text.isascii():
                        # Japanese and Chinese are written without spaces: a line end in the source is only that.
                        text = _LINE_END.sub("", text)
                    buffer.append(text)
                    if trail is not None:
                        trail.append((node, len(self.page.texts)))
                    if self.link:
                        self.linked += len(text.strip())
                    if self.bold:
                        self.strong += len(text.strip())
                node = node.next
                continue
            if tag in _SKIP or tag is None:
                node = node.next
                continue
            kind = self._enter(node, tag)
            child = node.first_child if kind else None
            if child is None:
                self._leave(kind)
                node = node.next
            else:
                stack.append((node, kind))
                node = child

    def _leave(self, kind: str) -> None:
        if kind == "box":
            if self.buffer:
                self._flush()
            self.box = self.box.parent or self.box
        elif kind == "a":
            self.link -= 1
        elif kind == "b":
            self.bold -= 1

    def _enter(self, node: LexborNode, tag: str) -> str:
        """Take note of an element; give what is to be undone when it ends, or "" to pass over what is in it."""
        if tag in _BLOCK:
            if self.buffer:
                self._flush()
            self._open(node, tag, node.attributes)
            return "box"
        if tag == "br":
            self.buffer.append("\x02")
            return ""
        if tag in _HEAD:
            self._head(node, tag)
            return ""
        if tag == "rt" and not (self.buffer and self.buffer[-1].strip() in ("（", "(")):
            # A reading over the characters, without the brackets that would set it apart in the line.
            return ""
        if tag == "img" or tag == "hr":
            if tag == "hr":
                self._flush()
            return ""
        attributes = node.attributes
        if attributes:
            kind = self._inline(node, tag, attributes)
            if kind is not None:
                return kind
        if tag == "a":
            self.link += 1
            self.links += 1
            return "a"
        if tag == "b" or tag == "strong":
            self.bold += 1
            return "b"
        return "inline"

    def _inline(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> str | None:
        """Look at an inline element's attributes; None: nothing special about it."""
        prop = attributes.get("itemprop")
        if tag == "time" or prop:
            self._stamp(node, tag, attributes, (prop or "").lower())
        if tag == "a" and len(self.page.authors) < _ENOUGH:
            if "author" in (attributes.get("rel") or "").lower():
                self.page.authors.append(("rel", _short_text(node), len(self.page.texts)))
            elif _AUTHOR_HREF.search(attributes.get("href") or ""):
                self.page.authors.append(("href", _short_text(node), len(self.page.texts)))
        reason = _own_reason(tag, attributes)
        if not reason or tag in ("b", "strong", "em", "i"):
            return None
        if reason == BODY:
            return None
        if any(not part.isspace() for part in self.buffer):
            return "" if reason in _INLINE_DROP and tag != "a" else None
        self._flush()
        self._open(node, tag, attributes)
        if tag == "a":
            # The link ends with its box, whose text is all link.
            self.box.own = (*self.box.own, "link")
        return "box"

    def _open(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> None:
        reasons: tuple[str, ...] = ()
        names = ""
        body = False
        by_tag = _TAG_REASON.get(tag)
        if by_tag:
            reasons = (by_tag,)
        if attributes:
            reason = _own_reason(tag, attributes)
            if reason == BODY:
                body = True
            elif reason and tag not in ("body", "main"):
                reasons = (*reasons, reason)
            names = attributes.get("class") or ""
            prop = attributes.get("itemprop")
            if prop:
                prop = prop.lower()
                if "articlebody" in prop:
                    body = True
                    reasons = ()
                else:
                    self._stamp(node, tag, attributes, prop)
        box = Box(len(self.page.boxes), self.box, tag, names, reasons, body)
        self.page.boxes.append(box)
        self.box = box

    def _stamp(self, node: LexborNode, tag: str, attributes: dict[str, str | None], prop: str) -> None:
        """Take note of a time, or of microdata."""
        if len(self.page.stamps) > _ENOUGH or len(self.page.authors) > _ENOUGH:
            return
        value = attributes.get("datetime") or attributes.get("content") or ""
        if tag == "time" or "date" in prop:
            self.page.stamps.append(
                Stamp(
                    value, _short_text(node)[:120], prop, self.box, len(self.page.texts), attributes.get("class") or ""
                )
            )
        elif prop in _LISTENED and len(self.page.props) < _ENOUGH:
            text = clean(value) or _short_text(node)
            if prop == "author":
                self.page.authors.append(("itemprop", text, len(self.page.texts)))
            elif 0 < len(text) < 300:
                self.page.props.append((prop, text))

    def _head(self, node: LexborNode, tag: str) -> None:
        attributes = node.attributes
        page = self.page
        if tag == "meta":
            name = attributes.get("property") or attributes.get("name") or attributes.get("http-equiv")
            content = attributes.get("content")
            prop = attributes.get("itemprop")
            if name and content and len(page.metas) < 2 * _ENOUGH:
                page.metas.append((name.lower().strip(), content))
            if prop and content:
                prop = prop.lower()
                if "date" in prop:
                    page.stamps.append(Stamp(content, "", prop, self.box, len(page.texts)))
                elif prop in _LISTENED:
                    page.props.append((prop, content))
        elif tag == "link":
            rel, href = attributes.get("rel"), attributes.get("href")
            if rel and href and len(page.links) < 2 * _ENOUGH:
                page.links.append((rel.lower(), href, (attributes.get("hreflang") or "").lower()))
        elif tag == "script":
            if len(page.data) < _ENOUGH and "ld+json" in (attributes.get("type") or "").lower():
                page.data.append(node.text())
        elif tag == "title":
            if page.title is None:
                page.title = clean(node.text())
        elif tag == "base":
            page.base = page.base or attributes.get("href")

    def _flush(self) -> None:
        """End the paragraph being gathered."""
        buffer = self.buffer
        if not buffer:
            return
        raw = "".join(buffer)
        buffer.clear()
        linked, links, strong = self.linked, self.links, self.strong
        self.linked = self.links = self.strong = 0
        if raw.isspace():
            return
        parts = _paragraphs(raw) if "\x02" in raw else (clean(raw),)
        whole = sum(map(len, parts)) or 1
        for part in parts:
            if part:
                share = len(part) / whole
                texts = self.page.texts
                texts.append(
                    Text(len(texts), self.box, self.box.tag, part, round(linked * share), links, round(strong * share))
                )


_HEAD = frozenset(("meta", "link", "script", "title", "base"))


_AUTHOR_HREF = re.compile(
    r"/(?:authors?|auteurs?|autor(?:en|es)?|autori|by|reporters?|journalists?|profiles?|staff|contributors?)/[^/]", re.I
)


def _short_text(node: LexborNode) -> str:
    """Give the text of a small element; nothing of one that holds scripts or a page."""
    text = node.text()
    return clean(text) if len(text) <= 500 and "{" not in text else ""


# The id of a heading or a paragraph is made of its words.
_JUDGED_BY_ID = word_set("div section aside ul ol nav header footer article table form")


def _own_reason(tag: str, attributes: dict[str, str | None]) -> str | None:
    """Judge an element by its attributes alone: `BODY`, a reason, or None."""
    names = attributes.get("class")
    found = verdict(names) if names else None
    if found == KEEP:
        return None
    if names and len(attributes) == 1:
        return found
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return "hidden"
    style = attributes.get("style")
    if style and "n" in style and _HIDDEN_STYLE.search(style):
        return "hidden"
    role = attributes.get("role")
    if role and role in _ROLE_REASON:
        return _ROLE_REASON[role]
    if found is None and tag in _JUDGED_BY_ID:
        identity = attributes.get("id")
        if identity:
            found = verdict(identity)
            if found == KEEP:
                return None
    return found


def _paragraphs(raw: str) -> list[str]:
    """Split at line breaks: at empty lines, and where every line is a paragraph of its own.

    >>> _paragraphs("One\\x02two.\\x02\\x02Three.")
    ['One two.', 'Three.']
    """
    parts: list[str] = []
    pieces: list[str] = []  # of the paragraph being joined
    for line in raw.split("\x02"):
        text = clean(line)
        # A line break after a full stop and a full line ends a paragraph; elsewhere it is layout.
        if pieces and (not text or (size_of(pieces[-1]) >= 60 and pieces[-1].endswith(PARAGRAPH_ENDS))):
            parts.append(" ".join(pieces))
            pieces = []
        if text:
            pieces.append(text)
    if pieces:
        parts.append(" ".join(pieces))
    return parts
