"""What does a whole text say? Paragraphs cut into sentences, each read, and speakers followed from one to the next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from pactwatch.claims.language import language_of
from pactwatch.claims.notices import is_correction
from pactwatch.claims.periods import day_of
from pactwatch.claims.sentences import sentences
from pactwatch.claims.speeches import with_speakers
from pactwatch.claims.wordings import Read, read
from pactwatch.model import Article, Wording

_BULLET = re.compile(r"^\s*(?:[•▪◦‣*・●■]|[-–—](?=\s))\s*")
_ENDS = re.compile(r"[.!?…。！？:;][\"”»“’')\]」』]*$")


def find_claims(
    text: str, *, language: str | None = None, published_at: datetime | date | str | None = None
) -> list[Wording]:
    """Find the claims of a text: one wording for each sentence, in order.

    Paragraphs are parted by line breaks; a line that only wraps is joined to the one before. Lines behind a bullet are
    of kind `item`, a disclosed correction of kind `correction`. *language* None: it is guessed from the whole text.

    >>> [(w.paragraph, w.text) for w in find_claims("One is here. Two went.\\n\\nThree stayed.")]
    [(0, 'One is here.'), (0, 'Two went.'), (1, 'Three stayed.')]
    """
    blocks = (
        ("item", _BULLET.sub("", line)) if _BULLET.match(line) else ("sentence", line) for line in _paragraphs(text)
    )
    return _read_blocks(blocks, language_of(text, language), day_of(published_at))


def claims_of(article: Article) -> list[Wording]:
    """Find the claims of an article: its standfirst, then its blocks, each of its kind; its headline is left out.

    Headings, rows and items stay whole; times of a live blog say nothing by themselves and are left out.
    """
    language = language_of(article.text, article.language)
    return _read_blocks(_article_blocks(article), language, day_of(article.published_at))


def _article_blocks(article: Article) -> Iterator[tuple[str, str]]:
    first = article.blocks[0].text if article.blocks else ""
    standfirst = (article.standfirst or "").strip()
    if standfirst and _plain(standfirst) != _plain(first) and not _plain(first).startswith(_plain(standfirst)):
        yield "standfirst", standfirst
    for block in article.blocks:
        if block.kind != "time":
            yield _KINDS.get(block.kind, "sentence"), block.text


_KINDS = {"heading": "heading", "item": "item", "row": "item", "caption": "caption", "standfirst": "standfirst"}
# What is read as it stands: a heading or a row of a table is no sentence.
_WHOLE = frozenset(("heading",))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _read_blocks(blocks: Iterable[tuple[str, str]], language: str | None, today: date | None) -> list[Wording]:
    paragraphs: list[list[Read]] = []
    kinds: list[str] = []
    for kind, text in blocks:
        if is_correction(text):
            kind = "correction"
        parts = [" ".join(text.split())] if kind in _WHOLE else sentences(text, language)
        made = [read(part, language, today) for part in parts if part]
        if made:
            paragraphs.append(made)
            kinds.append(kind)
    return with_speakers(paragraphs, kinds, language)


# ---------------------------------------------------------------- paragraphs of plain text


def _paragraphs(text: str) -> Iterator[str]:
    """Give the paragraphs of plain text; lines that were wrapped at a width are joined."""
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n\n")):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        if not lines:
            continue
        wrapped = _is_wrapped(lines)
        joined = [lines[0]]
        for line in lines[1:]:
            if not _BULLET.match(line) and (wrapped or (not _ENDS.search(joined[-1][-6:]) and line[:1].islower())):
                joined[-1] += f" {line}"
            else:
                joined.append(line)
        yield from joined


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines end where the width ended: all but the last of much the same length, some inside a sentence."""
    body = [len(line) for line in lines[:-1]]
    if len(body) < 2 or not min(body) >= 40 or max(body) > 100 or max(body) - min(body) > 25:
        return False
    return sum(not _ENDS.search(line[-6:]) for line in lines[:-1]) * 2 > len(body)
