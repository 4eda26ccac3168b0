"""A rule on a page: what is dropped gets a mark that the walk over the tree reads, places are read at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pactwatch.extract.blocks import clean
from pactwatch.extract.sites.table import Rule
from pactwatch.extract.words import SITE_RULE

# Fewer characters than this (two sentences; in Japanese four) are no story: the name has come to mean something else.
LEAST_KEPT = 150

_HEAD_TAGS = frozenset({"head", "script", "style", "-comment", "-text", "-doctype"})


@dataclass(frozen=True, slots=True)
class Fitted:
    """What a rule says of one page; None in a place: it names none, or nothing stands there."""

    rule: Rule
    headline: str | None = None
    published: str | None = None
    byline: str | None = None


def fit(tree: LexborHTMLParser, rule: Rule) -> Fitted | None:
    """Mark what a rule drops, and read its places; None: what it keeps is not on the page, so it is not for it."""
    kept = [node for selector in rule.keep for node in tree.css(selector)]
    if rule.keep and sum(len(clean(node.text())) for node in kept) < LEAST_KEPT:
        return None
    places = {place: _text_at(tree, selector) for place, selector in _places(rule)}
    for selector in rule.drop:
        _mark(tree.css(selector))
    if kept:
        _mark(_all_beside(kept))
    return Fitted(rule, **places)


def _places(rule: Rule) -> Iterable[tuple[str, str]]:
    named = {"headline": rule.headline, "published": rule.published, "byline": rule.byline}
    return ((place, selector) for place, selector in named.items() if selector)


def _text_at(tree: LexborHTMLParser, selector: str) -> str | None:
    node = tree.css_first(selector)
    if node is None:
        return None
    stated = node.attributes.get("datetime") or node.attributes.get("content")
    return clean(stated or node.text()) or None


def _mark(nodes: Iterable[LexborNode]) -> None:
    """Give nodes a class more, which `words` knows; those they have still tell bylines and dates."""
    for node in nodes:
        node.attrs["class"] = f"{SITE_RULE} {node.attributes.get('class') or ''}"


def _all_beside(kept: list[LexborNode]) -> Iterable[LexborNode]:
    """Give whatever stands beside the way from the root down to what is kept."""
    wanted = {node.mem_id for node in kept}
    way: dict[int, LexborNode] = {}
    for node in kept:
        parent = node.parent
        while parent is not None and parent.mem_id not in way:
            way[parent.mem_id] = parent
            parent = parent.parent
    for parent in way.values():
        if parent.mem_id in wanted:
            continue
        child = parent.first_child
        while child is not None:
            if child.mem_id not in wanted and child.mem_id not in way and child.tag not in _HEAD_TAGS:
                yield child
            child = child.next
