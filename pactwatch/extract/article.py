"""Bytes in, article out: the one way through the rooms of this package."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from selectolax.lexbor import LexborHTMLParser

from pactwatch.extract import dates, safety, sites
from pactwatch.extract.blocks import Page, Text, clean
from pactwatch.extract.cleanup import clean_up, standfirst, to_blocks
from pactwatch.extract.container import choose, condemn
from pactwatch.extract.decode import as_utf8, decode
from pactwatch.extract.language import detect_language, settle_language
from pactwatch.extract.metadata import Metadata, read_metadata
from pactwatch.extract.names import people
from pactwatch.extract.phrases import furniture
from pactwatch.extract.plain import is_plain, read_plain
from pactwatch.extract.scripts import markup_in_scripts
from pactwatch.extract.sections import is_standfirst
from pactwatch.extract.walk import Trail, read_tree
from pactwatch.model import Article, Block


@dataclass(slots=True)
class Reading:
    """An article with the page it was read from: what `--why` shows."""

    article: Article
    page: Page | None = None
    kept: tuple[Text, ...] = ()
    tree: LexborHTMLParser | None = None
    """The page as it was parsed."""
    fitted: sites.Fitted | None = None
    """What the publisher's rule said; None: there is none, or it is not for this page."""


def extract(
    body: bytes, *, url: str | None = None, content_type: str | None = None, captured_on: date | None = None
) -> Article:
    """Read an article from the bytes of a page.

    *captured_on* is the day they came, for the rules of single publishers, which hold for some time; None: today's.
    """
    return read(body, url=url, content_type=content_type, captured_on=captured_on).article


def read(
    body: bytes,
    *,
    url: str | None = None,
    content_type: str | None = None,
    captured_on: date | None = None,
    site_rules: bool = True,
    trail: Trail | None = None,
) -> Reading:
    """Read an article and keep what was seen on the way.

    *site_rules*: whether the rules of single publishers are asked. *trail*, if given, is filled by `read_tree`.
    """
    if is_plain(body, content_type):
        if len(body) > safety.MAX_BYTES:
            return Reading(Article(problem=safety.refuse(body)))
        return Reading(read_plain(*decode(body, content_type)))
    # A page of this size is looked at before it is copied into another encoding: that takes several times its memory.
    early = safety.refuse(body) if len(body) > safety.MAX_TEXT else None
    if early:
        return Reading(Article(problem=early))
    utf8, encoding = as_utf8(body, content_type)
    problem = safety.refuse(utf8, len(body))
    if problem:
        return Reading(Article(encoding=encoding, problem=problem))
    tree = LexborHTMLParser(utf8)
    if tree.root is None:
        return Reading(Article(encoding=encoding))
    rule = sites.rule_for(url, captured_on) if site_rules else None
    fitted = sites.fit(tree, rule) if rule else None
    page = read_tree(tree.root, trail)
    known = read_metadata(page, url)
    if fitted:
        _correct(known, fitted)
    condemn(page, known.headline_at)
    kept = clean_up(page, choose(page, known.headline_at), known)
    blocks = _hidden_body(known.body, to_blocks(kept))
    if sum(len(block.text) for block in blocks) < _SEEN_LEAST:
        blocks = _scripted_body(tree, known) or blocks
    line = standfirst(page, kept, known)
    sample = " ".join(block.text for block in blocks[:40])
    language = settle_language(detect_language(sample), known.language, sample)
    article = Article(
        blocks=blocks,
        headline=known.headline,
        standfirst=line if line and is_standfirst(line, known.headline) else None,
        authors=known.authors,
        outlet=known.outlet,
        published_at=known.published_at,
        modified_at=known.modified_at,
        language=language,
        canonical_url=known.canonical_url,
        section=known.section,
        free_to_read=known.free_to_read,
        correction=known.correction,
        next_url=known.next_url,
        encoding=encoding,
    )
    return Reading(article, page, tuple(kept), tree, fitted)


def _correct(known: Metadata, fitted: sites.Fitted) -> None:
    """Believe what stands where a publisher's rule says; where nothing readable stands there, what is known stays."""
    known.headline = fitted.headline or known.headline
    known.published_at = (dates.iso_date(fitted.published) if fitted.published else None) or known.published_at
    known.authors = tuple(people(fitted.byline, known.outlet)) if fitted.byline else known.authors


# The least text of JSON-LD's articleBody worth taking.
_BODY_LEAST = 400
_TAG = re.compile(r"<[^<>]{1,300}>")
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|blockquote|section|tr|table|article|figure)\b[^<>]{0,300}>", re.I
)


# Where a reader without scripts sees less than this (some two sentences), the scripts are searched for the story.
_SEEN_LEAST = 200


def _scripted_body(tree: LexborHTMLParser, known: Metadata) -> tuple[Block, ...]:
    """Read the markup that a page's scripts would put into it, as if it stood there."""
    markup = markup_in_scripts([node.text() for node in tree.css("script")])
    if not markup or safety.refuse(body := f"<article>{markup}</article>".encode("utf-8", "replace")):
        return ()
    root = LexborHTMLParser(body).root
    if root is None:
        return ()
    page = read_tree(root)
    unseen = replace(known, headline_at=-1, headline_box=None)
    condemn(page, -1)
    return to_blocks(clean_up(page, choose(page, -1), unseen))


def _hidden_body(body: str | None, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Give JSON-LD's articleBody if a reader sees less than half of it: the rest is loaded by a script."""
    if not body or len(body) < _BODY_LEAST or 2 * sum(len(block.text) for block in blocks) >= len(body):
        return blocks
    text = _TAG.sub("", _BLOCK_TAG.sub("\n", body)) if "<" in body else body
    lines = [clean(line) for line in re.split(r"[\r\n]+", text)]
    return tuple(Block("paragraph", line) for line in lines if line and not furniture(line)) or blocks
