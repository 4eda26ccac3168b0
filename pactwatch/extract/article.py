"""Bytes in, article out: the one way through the rooms of this package."""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from pactwatch.extract import safety
from pactwatch.extract.blocks import Page, Text, read_tree
from pactwatch.extract.cleanup import clean_up, kind_of
from pactwatch.extract.container import choose, condemn
from pactwatch.extract.decode import as_utf8
from pactwatch.extract.language import detect_language
from pactwatch.extract.metadata import read_metadata
from pactwatch.model import Article, Block

EXTRACTOR = "pactwatch-1"
"""Stored with each version; raise it whenever the same bytes would read differently."""


@dataclass(slots=True)
class Reading:
    """An article with the page it was read from: what `--why` shows."""

    article: Article
    page: Page | None = None
    kept: tuple[Text, ...] = ()


def extract(body: bytes, *, url: str | None = None, content_type: str | None = None) -> Article:
    """Read an article from the bytes of a page."""
    return read(body, url=url, content_type=content_type).article


def read(body: bytes, *, url: str | None = None, content_type: str | None = None) -> Reading:
    """Read an article and keep what was seen on the way."""
    utf8, encoding = as_utf8(body, content_type)
    problem = safety.refuse(utf8)
    if problem:
        return Reading(Article(encoding=encoding, problem=problem))
    tree = LexborHTMLParser(utf8)
    if tree.root is None:
        return Reading(Article(encoding=encoding))
    page = read_tree(tree.root)
    condemn(page)
    known = read_metadata(page, url)
    kept = clean_up(page, choose(page), known)
    blocks = tuple(Block(kind_of(text), text.text) for text in kept)
    language = detect_language(" ".join(block.text for block in blocks[:40])) or known.language
    article = Article(
        blocks=blocks,
        headline=known.headline,
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
    return Reading(article, page, tuple(kept))
