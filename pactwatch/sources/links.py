"""The links of a web page, by selectolax, after a look at whether the page would hurt it."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from pactwatch.sources.markup import Unreadable, decode_xml

# A front page is 100 KB to 1 MB.
MAX_BYTES = 3_000_000
# Lexbor takes quadratic time for nested tags (97 KB of nested `div`: 1.4 s) and for attributes of one tag. Real pages
# nest 20 to 60 deep; the bound leaves room for tags in scripts and comments, which are counted too, because what is a
# script depends on where it stands. At the bound the parser takes 50 ms. No tag is longer than a data URL.
_MAX_DEPTH = 3_000
# A count of tags that close can be deceived (by quotation marks, comments, text areas), so the number of all tags is
# the bound that holds: so many take the parser a second when nested for real. Front pages have 2,000 to 15,000.
_MAX_TAGS = 30_000
_MAX_TAG_CHARS = 200_000
_MAX_ATTRIBUTES = 500
_NO_END = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
    # The parser ends these by itself, so that pages leave them open. It looks through all options of a list for each
    # (29,000: 3.7 s), and through all attributes of a second `body` or `html`: those count as if they nested.
    | {"p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot"}
)
_NAME = re.compile(r"/?[a-zA-Z][^\s/>]{0,40}")


def parse_page(body: bytes, content_type: str | None = None) -> LexborHTMLParser:
    """Parse a page that will not hurt the parser.

    Raises:
        Unreadable: too large, nested too deep, or with a monstrous tag.
    """
    if len(body) > MAX_BYTES:
        raise Unreadable(f"the page is larger than {MAX_BYTES} bytes")
    text = decode_xml(body, content_type)
    _check_shape(text)
    return LexborHTMLParser(text.replace("\0", ""))


def _check_shape(text: str) -> None:
    """Walk over the tags once; refuse what real pages never do."""
    depth = tags = 0
    # An ending ends something only where one of its name is open.
    is_open: dict[str, int] = {}
    position = text.find("<")
    while position >= 0:
        name = _NAME.match(text, position + 1)
        if name is None:
            position = text.find("<", position + 1)
        else:
            end = text.find(">", position)
            if end < 0:
                end = len(text)
            if end - position > _MAX_TAG_CHARS or text.count("=", position, end) > _MAX_ATTRIBUTES:
                raise Unreadable("the page has a tag that no real page has")
            word = name.group().lower()
            if word.startswith("/"):
                if is_open.get(word[1:], 0):
                    is_open[word[1:]] -= 1
                    depth -= 1
            else:
                tags += 1
                if word not in _NO_END:
                    is_open[word] = is_open.get(word, 0) + 1
                    depth += 1
                if depth > _MAX_DEPTH or tags > _MAX_TAGS:
                    raise Unreadable(f"the page is nested more than {_MAX_DEPTH} deep, or has too many tags")
            position = text.find("<", end)


def find_feeds(body: bytes, base: str) -> tuple[str, ...]:
    """Give the feeds that a page names in its head, as printed."""
    try:
        page = parse_page(body)
    except Unreadable:
        return ()
    found = []
    for link in page.css('link[rel~="alternate"]'):
        kind = (link.attributes.get("type") or "").lower()
        href = (link.attributes.get("href") or "").strip()
        named = f"{href} {link.attributes.get('title') or ''}".lower()
        # What readers write under the articles is not what is watched.
        if href and ("rss" in kind or "atom" in kind or kind == "application/feed+json") and "comment" not in named:
            found.append(href)
    return tuple(dict.fromkeys(href for href in found if href != base))
