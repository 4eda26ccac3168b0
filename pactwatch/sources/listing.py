"""A section or front page: which of its links are articles, by a CSS selector, a pattern, or their looks."""

from __future__ import annotations

import ada_url
from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from pactwatch.model import SourceSpec
from pactwatch.patterns import late
from pactwatch.sources.dates import to_iso
from pactwatch.sources.found import Item, Reading
from pactwatch.sources.links import parse_page
from pactwatch.sources.markup import plain
from pactwatch.urls import BadUrl, host_of, parse_url

# A front page has 100 to 500 links.
MAX_LINKS = 2_000
# A headline in a link is longer than a menu's word: 25 letters, or 10 where a character says more.
_HEADLINE_CHARS = 25
_HEADLINE_CHARS_DENSE = 10
_DENSE = late(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# What article addresses have: a long number, a date, or a title in words.
_ARTICLE_PATH = late(r"\d{5,}|/20\d\d/\d{1,2}/|20\d\d-?[01]\d-?[0-3]\d|[^/]+-[^/]+-[^/]+-[^/]+|_\d{3,}|\.s?html?$")
_PAGE_NUMBER = late(r"(?:[?&](?:page|p|pg|paged|start)=|/page/|/p)(\d{1,4})\b")


def read_listing(spec: SourceSpec, body: bytes, content_type: str | None, base: str) -> Reading:
    """Read the links of a listing page.

    Options: `selector` (elements that are links, or hold one), `title` and `date` (selectors inside such an element),
    `next` (the link to the next page) with `pages` (how many pages, 1 by default). With neither selector nor pattern,
    links of the same host that look like articles are taken.

    Raises:
        markup.Unreadable: the page is refused.
    """
    page = parse_page(body, content_type)
    try:
        items = _selected(page, spec) if spec.options.get("selector") else _all_links(page)
        more = _next_page(page, spec, base)
    except SelectolaxError as error:
        return Reading(problem=f"a selector of this listing cannot be used: {' '.join(str(error).split())[:200]}")
    if not spec.options.get("selector") and not spec.options.get("pattern"):
        items = [item for item in items if _looks_like_article(item, base)]
    return Reading(tuple(items), more, nothing=_why_nothing(spec, len(items)))


def _why_nothing(spec: SourceSpec, found: int) -> str:
    """Say why a listing gives nothing, in case it does not: the pattern is applied later, to all kinds alike."""
    if found:
        return f"none of the {found} links of this listing passes `pattern` and `exclude`; has the site changed them?"
    if spec.options.get("selector"):
        return "the `selector` of this listing finds no link; has the page's layout changed?"
    return "no link of this listing looks like an article; set `pattern` or `selector`"


def _selected(page: LexborHTMLParser, spec: SourceSpec) -> list[Item]:
    """Give the links that the topic file's selector finds."""
    items = []
    for node in page.css(str(spec.options["selector"]))[:MAX_LINKS]:
        link = node if node.tag == "a" else node.css_first("a[href]")
        href = (link.attributes.get("href") or "").strip() if link is not None else ""
        if link is None or not href:
            continue
        title = _inside(node, spec.options.get("title")) or link
        date = _inside(node, spec.options.get("date")) or node.css_first("time")
        items.append(Item(href, title=_title(title), published_at=_date(date)))
    return items


def _all_links(page: LexborHTMLParser) -> list[Item]:
    """Give every link; the longest text that links somewhere is its title."""
    found: dict[str, Item] = {}
    for link in page.css("a[href]")[: 5 * MAX_LINKS]:
        href = (link.attributes.get("href") or "").strip()
        if not href or href.startswith(("#", "javascript:", "mailto:", "tel:")):
            continue
        item = Item(href, title=_title(link))
        known = found.get(href)
        if known is None or len(item.title or "") > len(known.title or ""):
            found[href] = item
    return list(found.values())[:MAX_LINKS]


def _inside(node: LexborNode, selector: object) -> LexborNode | None:
    """Find the first element inside *node* that a selector from the topic file means."""
    return node.css_first(selector) if isinstance(selector, str) and selector else None


def _title(node: LexborNode) -> str | None:
    """Give a link's words, or what it says of itself where it has none."""
    return plain(node.text(separator=" "), 500) or plain(
        node.attributes.get("title") or node.attributes.get("aria-label")
    )


def _date(node: LexborNode | None) -> str | None:
    """Give the date that an element states."""
    if node is None:
        return None
    return to_iso(node.attributes.get("datetime")) or to_iso(plain(node.text(), 64))


def _looks_like_article(item: Item, base: str) -> bool:
    """Whether a link leads to an article of the same host, by its address and the length of its words."""
    try:
        url = parse_url(item.href, base)
    except BadUrl:
        return False
    path = ada_url.URL(url).pathname
    title = item.title or ""
    enough = _HEADLINE_CHARS_DENSE if _DENSE.search(title) else _HEADLINE_CHARS
    same = _without_www(host_of(url)) == _without_www(host_of(base))
    return same and len(title) >= enough and _ARTICLE_PATH.search(path) is not None


def _without_www(host: str) -> str:
    """Give a host without its `www.`."""
    return host.removeprefix("www.")


def _next_page(page: LexborHTMLParser, spec: SourceSpec, base: str) -> tuple[str, ...]:
    """Give the address of the next page, if the topic file wants more than the first."""
    pages = int(spec.options.get("pages", 1))
    selector = str(spec.options.get("next") or 'a[rel~="next"], link[rel~="next"]')
    node = page.css_first(selector) if pages > 1 else None
    if node is not None and not node.attributes.get("href"):
        node = node.css_first("a[href]")
    href = (node.attributes.get("href") or "").strip() if node is not None else ""
    if not href:
        return ()
    # Each page is read by itself, so how far we are can only be told by the number in the address; where it has none,
    # one page beyond the first is read.
    number = _PAGE_NUMBER.search(href)
    if number is None:
        return (href,) if base == spec.url else ()
    return (href,) if int(number.group(1)) <= pages else ()
