"""One pass over the parsed tree: the page as a list of blocks of text, each in its box."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from pactwatch.extract.blocks import Box, Page, Stamp, Text, clean
from pactwatch.extract.lines import UNSPACED, goes_on, is_note, is_term, paragraphs
from pactwatch.extract.reasons import TAG_REASONS, TELLING, judged, own_reason
from pactwatch.extract.sets import HEADINGS, word_set
from pactwatch.extract.words import BODY, SITE_REASON, verdict
from pactwatch.patterns import late

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
_HEAD = word_set("meta link script title base")
_BOLD = word_set("b strong em i")
_EMPTY = word_set("br img hr")
_SPECIAL = _EMPTY | _HEAD | {"rt", "sup"}
_PICTURES = word_set("picture video iframe")
_LINES = word_set("p li td")
_OPENED_BY = HEADINGS | {"summary", "dt"}
_PASS_OVER = "pass over"
# The mark of a note: "1", "[12]", "*".
_NOTE = 4
# What an inline element is judged by.
_JUDGED = TELLING | {"class"}
# An inline element in the middle of a paragraph is dropped only for these; a `span class=author` there is a name.
_INLINE_DROP = frozenset({"hidden", "overlay", "share", "advertisement", SITE_REASON})
_LISTENED = word_set("author datepublished datemodified datecreated headline articlesection publisher name")
_LINE_END = late(rf"(?<={UNSPACED})[ \t\r]*\n\s*(?={UNSPACED})")
# Nobody needs more times, names or tags of a kind; pages made to be slow have 60,000.
_ENOUGH = 300
# Characters read twice, as a paragraph and as somebody's name or a time: elements marked so may lie in one another.
_LOOK_MAX = 500_000

# Menus and the like are a third of all elements; read link by link or as one block, no article comes of them. Of the
# 691 development pages nine read differently so, and all are read in five sixths of the time.
_FOLDED = frozenset({"navigation", "footer", "chrome"})
# With so many links, and at most so many letters to each (and with the white space between): more is a text with links.
_FOLD_LINKS, _FOLD_LETTERS, _FOLD_SPACED = 12, 60, 1_000
# So many are tried, as they may lie in one another; one with enough links counts as several.
_FOLDS, _FOLD_COST = 320, 16
# What may tell of the article wherever it stands, and what holds no text that a reader sees.
_TELLS = "h1, main, time, meta, [itemprop], [rel~=author], script, style"

Trail = list[tuple[LexborNode, int]]
"""Each text node that was read, in order, with the number of the next block at that moment."""


def read_tree(root: LexborNode, trail: Trail | None = None) -> Page:
    """Walk the tree once, without recursion: a page may nest 2,000 elements.

    *trail*, if given, is filled: it tells those who ask why where on the page each block stands.
    """
    return _Walk(root, trail).page


class _Walk:
    """The state of the pass: the box we are in, the paragraph being gathered."""

    def __init__(self, root: LexborNode, trail: Trail | None = None) -> None:
        self.page = Page()
        self.trail = trail
        self.box = Box(0, None, "html", "", (), False)
        self.page.boxes.append(self.box)
        self.buffer: list[str] = []
        self.linked = self.links = self.strong = 0
        self.link = self.bold = 0
        self.bold_line = False
        self.opened: set[str] = set()
        self.looked = 0
        self.folds = _FOLDS
        self.page.lang = root.attributes.get("lang") or root.attributes.get("xml:lang")
        self._walk(root)
        self._flush()

    def _walk(self, root: LexborNode) -> None:
        """Go down and on, node by node; a stack holds the way back up and what is to be undone there."""
        stack: list[tuple[LexborNode, str]] = []
        buffer = self.buffer
        trail = self.trail
        node = root.first_child
        while True:
            if node is None:
                if not stack:
                    return
                node, entered = stack.pop()
                self._leave(entered)
                node = node.next
                continue
            tag = node.tag
            if tag == "-text":
                # White space before a paragraph is the source's layout: two thirds of all text nodes.
                if not buffer and node.is_empty_text_node:
                    node = node.next
                    continue
                text = node.text_content
                if text and (buffer or not text.isspace()):
                    if self.link or self.bold or "\n" in text:
                        self._read(text)
                    else:
                        buffer.append(text)
                        self.bold_line = False
                    if trail is not None:
                        trail.append((node, len(self.page.texts)))
                node = node.next
                continue
            if tag in _BLOCK:
                if buffer:
                    self._flush()
                own = self._open(node, tag, node.attributes).own
                if own and own[-1] in _FOLDED and self._fold(node, tag):
                    node = node.next
                    continue
                entered = "box"
            elif tag is None or (tag in _SKIP and (tag != "button" or not self._speaks(node))):
                if tag in _PICTURES:
                    self.box.pictures += 1
                node = node.next
                continue
            elif tag in _BOLD:
                entered = "" if tag == "em" or tag == "i" else "b"
                if entered:
                    self.bold += 1
                    if not buffer or buffer[-1] == "\x02":
                        self.bold_line = True
            elif (tag in _SPECIAL and self._special(node, tag)) or (entered := self._enter(node, tag)) == _PASS_OVER:
                node = node.next
                continue
            child = node.first_child
            if child is not None:
                stack.append((node, entered))
                node = child
                continue
            if entered:
                self._leave(entered)
            node = node.next

    def _speaks(self, button: LexborNode) -> bool:
        """Tell whether a button is a heading's words, as over a panel that it opens, or a word within a line."""
        tag = self.box.tag
        if tag not in _OPENED_BY:
            return bool(self.buffer) and tag in _LINES and goes_on(button)
        self.opened.update((button.attributes.get("aria-controls") or "").split())
        return True

    def _read(self, text: str) -> None:
        if "\n" in text and not text.isascii():
            # Japanese and Chinese are written without spaces: a line end in the source is only that.
            text = _LINE_END.sub("", text)
        self.buffer.append(text)
        if self.link:
            self.linked += len(text.strip())
        if self.bold:
            self.strong += len(text.strip())

    def _leave(self, entered: str) -> None:
        if entered == "box":
            if self.buffer:
                self._flush()
            self.box = self.box.parent or self.box
        elif entered == "a":
            self.link -= 1
        elif entered:
            self.bold -= 1

    def _special(self, node: LexborNode, tag: str) -> bool:
        """Take note of an element that is no part of a line; tell whether what is in it is passed over."""
        if tag in _EMPTY:
            self._empty(tag)
        elif tag in _HEAD:
            self._head(node, tag)
        elif tag == "sup":
            # The number of a note would run into what it stands behind: "in 2030" and "1".
            return is_note(node) and len(self._short(node)) <= _NOTE
        else:
            # A reading over the characters, without the brackets that would set it apart in the line.
            return not (self.buffer and self.buffer[-1].strip() in ("（", "("))
        return True

    def _enter(self, node: LexborNode, tag: str) -> str:
        """Take note of an element that lays out no blocks; give what is to be undone when it ends, or `_PASS_OVER`."""
        attributes = node.attributes
        if attributes or tag == "time":
            entered = self._inline(node, tag, attributes)
            if entered:
                return entered
        if tag == "span" and self.box.tag in HEADINGS and self._new_line(node):
            self.buffer.append(" ")
        if tag == "a":
            self.link += 1
            self.links += 1
            return "a"
        return ""

    def _new_line(self, node: LexborNode) -> bool:
        """Tell whether a part of a heading is set on a line of its own, by CSS alone: `…of the yearTen books to…`."""
        buffer = self.buffer
        return bool(buffer) and buffer[-1][-2:].islower() and self._short(node)[:1].isupper()

    def _empty(self, tag: str) -> None:
        if tag == "br":
            if self.buffer:
                # A line all in bold type is a heading: it ends here.
                self.buffer.append("\x02\x02" if self.bold_line else "\x02")
                self.bold_line = False
        elif tag == "img":
            self.box.pictures += 1
        else:
            self._flush()

    def _inline(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> str:
        """Look at an inline element's attributes; "": nothing special about it."""
        if tag == "time" or "itemprop" in attributes:
            self._stamp(node, tag, attributes, (attributes.get("itemprop") or "").lower())
        if tag == "a" and len(self.page.authors) < _ENOUGH:
            self._author(node, attributes)
        if _JUDGED.isdisjoint(attributes):
            return ""
        reason = own_reason(tag, attributes)
        if not reason or reason == BODY:
            return ""
        if self.buffer:
            dropped = reason in _INLINE_DROP and tag != "a" and not is_term(reason, attributes)
            return _PASS_OVER if dropped else ""
        if reason not in _INLINE_DROP and self.box.tag in _LINES and goes_on(node):
            return ""  # the place before a report, a name at the head of a sentence
        self._flush()
        self._open(node, tag, attributes)
        if tag == "a":
            # The link ends with its box, whose text is all link.
            self.box.own = (*self.box.own, "link")
        return "box"

    def _author(self, node: LexborNode, attributes: dict[str, str | None]) -> None:
        """Take note of a link to the author's page."""
        rel = attributes.get("rel")
        href = attributes.get("href")
        if rel and "author" in rel.lower():
            self.page.authors.append(("rel", self._short(node), len(self.page.texts)))
        elif href and _AUTHOR_HREF.search(href, 0, _URL_LOOK):
            self.page.authors.append(("href", self._short(node), len(self.page.texts)))

    def _open(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> Box:
        reasons: tuple[str, ...] = TAG_REASONS.get(tag, ())
        names = ""
        body = False
        if attributes:
            names = attributes.get("class") or ""
            # Most boxes have but a class.
            if (names and len(attributes) == 1) or TELLING.isdisjoint(attributes):
                reason = verdict(names) if names else None
            else:
                reason = own_reason(tag, attributes)
                if reason == "hidden" and attributes.get("id") in self.opened:
                    reason = None  # a reader opens it by the button over it
            if reason:
                reasons, body = judged(tag, reason, reasons)
            if "itemprop" in attributes:
                prop = (attributes["itemprop"] or "").lower()
                if "articlebody" in prop:
                    body = True
                    reasons = ()
                elif prop:
                    self._stamp(node, tag, attributes, prop)
        boxes = self.page.boxes
        box = self.box = Box(len(boxes), self.box, tag, names, reasons, body)
        boxes.append(box)
        return box

    def _fold(self, node: LexborNode, tag: str) -> bool:
        """Read a menu or a page's foot that is made of links as one block, if it says nothing of the article."""
        if self.folds <= 0:
            return False
        links = len(node.css("a"))
        self.folds -= 1 if links < _FOLD_LINKS else _FOLD_COST
        if links < _FOLD_LINKS:
            return False
        raw = node.text(separator=" ")
        if len(raw) > _FOLD_SPACED * links or node.css_first(_TELLS) is not None:
            return False
        text = clean(raw)
        if not text or len(text) > _FOLD_LETTERS * links:
            return False
        page = self.page
        page.texts.append(Text(len(page.texts), self.box, tag, text, len(text), links, 0))
        if self.trail is not None:
            self.trail += [
                (inner, len(page.texts) - 1) for inner in node.traverse(include_text=True) if inner.tag == "-text"
            ]
        self.box = self.box.parent or self.box
        return True

    def _short(self, node: LexborNode) -> str:
        """Give the text of a small element; nothing of one that holds scripts or a page."""
        if self.looked > _LOOK_MAX:
            return ""
        text = node.text()
        self.looked += len(text)
        return clean(text) if len(text) <= 500 and "{" not in text else ""

    def _stamp(self, node: LexborNode, tag: str, attributes: dict[str, str | None], prop: str) -> None:
        """Take note of a time, or of microdata."""
        if len(self.page.stamps) > _ENOUGH or len(self.page.authors) > _ENOUGH:
            return
        value = attributes.get("datetime") or attributes.get("content") or ""
        if tag == "time" or "date" in prop:
            self.page.stamps.append(
                Stamp(
                    value, self._short(node)[:120], prop, self.box, len(self.page.texts), attributes.get("class") or ""
                )
            )
        elif prop in _LISTENED and len(self.page.props) < _ENOUGH:
            text = clean(value) or self._short(node)
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
        raw = buffer[0] if len(buffer) == 1 else "".join(buffer)
        buffer.clear()
        linked, links, strong = self.linked, self.links, self.strong
        self.linked = self.links = self.strong = 0
        texts = self.page.texts
        if "\x02" not in raw:
            if text := clean(raw):
                box = self.box
                texts.append(Text(len(texts), box, box.tag, text, linked, links, strong))
            return
        parts = paragraphs(raw)
        whole = sum(map(len, parts)) or 1
        for part in parts:
            share = len(part) / whole
            texts.append(
                Text(len(texts), self.box, self.box.tag, part, round(linked * share), links, round(strong * share))
            )


# Of a link's address; data: URLs have megabytes.
_URL_LOOK = 300
_AUTHOR_HREF = re.compile(
    r"/(?:authors?|auteurs?|autor(?:en|es)?|autori|by|reporters?|journalists?|profiles?|staff|contributors?)/[^/]", re.I
)
