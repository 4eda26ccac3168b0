"""Bytes in, article out: the one way through the rooms of this package."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from pactwatch.extract import safety
from pactwatch.extract.blocks import Page, Text, clean, read_tree
from pactwatch.extract.cleanup import clean_up, standfirst, to_blocks
from pactwatch.extract.container import choose, condemn
from pactwatch.extract.decode import as_utf8, decode
from pactwatch.extract.language import detect_language
from pactwatch.extract.metadata import read_metadata
from pactwatch.extract.phrases import furniture
from pactwatch.extract.plain import is_plain, read_plain
from pactwatch.model import Article, Block

EXTRACTOR = "pactwatch-2"
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
    if is_plain(body, content_type):
        if len(body) > safety.MAX_BYTES:
            return Reading(Article(problem=safety.refuse(body)))
        return Reading(read_plain(*decode(body, content_type)))
    utf8, encoding = as_utf8(body, content_type)
    problem = safety.refuse(utf8, len(body))
    if problem:
        return Reading(Article(encoding=encoding, problem=problem))
    tree = LexborHTMLParser(utf8)
    if tree.root is None:
        return Reading(Article(encoding=encoding))
    page = read_tree(tree.root)
    known = read_metadata(page, url)
    condemn(page, known.headline_at)
    kept = clean_up(page, choose(page, known.headline_at), known)
    blocks = _hidden_body(known.body, to_blocks(kept))
    language = detect_language(" ".join(block.text for block in blocks[:40])) or known.language
    article = Article(
        blocks=blocks,
        headline=known.headline,
        standfirst=standfirst(page, kept, known),
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


# The least text of JSON-LD's articleBody worth taking.
_BODY_LEAST = 400
_TAG = re.compile(r"<[^<>]{1,300}>")


def _hidden_body(body: str | None, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Give JSON-LD's articleBody if a reader sees less than half of it: the rest is loaded by a script."""
    if not body or len(body) < _BODY_LEAST or 2 * sum(len(block.text) for block in blocks) >= len(body):
        return blocks
    text = _TAG.sub("\n", body) if "<" in body else body
    lines = [clean(line) for line in re.split(r"[\r\n]+", text)]
    return tuple(Block("paragraph", line) for line in lines if line and not furniture(line)) or blocks
