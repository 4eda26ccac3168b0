"""Articles that come as plain text: paragraphs by empty lines or by lines, a headline, a date line, a signature."""

from __future__ import annotations

import re

from pactwatch.extract import dates
from pactwatch.extract.blocks import clean, size_of
from pactwatch.extract.language import detect_language
from pactwatch.extract.names import people
from pactwatch.extract.phrases import disclaimer, furniture
from pactwatch.model import Article, Block

_MARKUP = re.compile(
    rb"<(?:!doctype|html|head|body|p|div|span|a|article|meta|title|script|br|table|h[1-6]|font|b|i|strong|em|ul|ol|li|img|section|main|nav|header|center)\b",
    re.I,
)
_END = re.compile(r"[.!?…。！？」』”\"»)]\s*$")
_LABEL = re.compile(r"^(?:date|published|publication date|time|datum|fecha|data|日付|発行日|updated)\s*:?$", re.I)
_BY = re.compile(r"^(?:by|von|par|por|di)\s+\S", re.I)
# A line as `MENAFN0511…ID1108…`: one word with many digits names the item in somebody's database.
_CODE = re.compile(r"^(?=\S*\d{6})[\w/#:.-]{10,}$")
_BULLET = re.compile(r"^(?:[-*•‣·]|\d{1,2}[.)])\s+")
_TOP_LINES = 8
_HEADLINE_MAX = 220
# A line this long is a paragraph or a wrapped part of one, never a headline, a date or a byline.
_PROSE = 120
# A long report has some 5,000 lines.
MAX_LINES = 50_000
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def is_plain(body: bytes, content_type: str | None) -> bool:
    """Tell whether a body is plain text: it is declared so, or declared as nothing, and has no tags.

    >>> is_plain(b"A line.", "text/plain; charset=utf-8"), is_plain(b"<!doctype html><p>A line.", "text/plain")
    (True, False)
    """
    kind = (content_type or "").partition(";")[0].strip().lower()
    if kind and kind not in ("text/plain", "text/markdown", "application/octet-stream"):
        return False
    return not _MARKUP.search(body[:65_536])


def read_plain(text: str, encoding: str) -> Article:
    """Read an article from plain text.

    >>> text = "Pact signed\\nDate\\n11/5/2024 7:09:22 AM\\nA pact was signed on Friday in Tokyo."
    >>> read_plain(text, "utf-8").published_at
    '2024-11-05T07:09:22'
    """
    if len(_BINARY.findall(text[:4096])) > 4:
        return Article(encoding=encoding, problem="binary: control characters in text")
    if text.count("\n") > MAX_LINES:
        return Article(encoding=encoding, problem=f"too-many-lines: more than {MAX_LINES}")
    paragraphs = _paragraphs(text)
    headline, published, authors, start = _top(paragraphs)
    blocks = _body(paragraphs[start:])
    return Article(
        blocks=tuple(blocks),
        headline=headline,
        authors=authors,
        published_at=published,
        language=detect_language(" ".join(block.text for block in blocks[:40])),
        encoding=encoding,
    )


def _paragraphs(text: str) -> list[str]:
    """Split at empty lines where lines are wrapped, else at every line."""
    lines = [clean(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    filled = [line for line in lines if line]
    if not filled or "" not in lines[1:-1]:
        return filled
    groups: list[list[str]] = [[]]
    for line in lines:
        if line:
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    widest = max(size_of(line) for line in filled)
    if widest > _PROSE:  # lines as long as paragraphs are not wrapped
        return filled
    paragraphs: list[str] = []
    for group in groups:
        joined: list[str] = []
        previous = ""
        for line in group:
            wrapped = bool(joined) and size_of(previous) >= 0.6 * widest and not _BULLET.match(line)
            if wrapped:
                joined[-1] += ("" if _is_cjk_end(joined[-1]) else " ") + line
            else:
                joined.append(line)
            previous = line
        paragraphs += joined
    return paragraphs


def _is_cjk_end(text: str) -> bool:
    return "\u3000" <= text[-1] <= "\u9fff" or "\uff00" <= text[-1] <= "\uffef"


def _top(paragraphs: list[str]) -> tuple[str | None, str | None, tuple[str, ...], int]:
    """Read the lines above the first paragraph: headline, date, byline. Give them and where the text begins."""
    headline: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    for position, line in enumerate(paragraphs[:_TOP_LINES]):
        last = position + 1 >= len(paragraphs)
        if _LABEL.match(line):
            continue
        if size_of(line) <= 60 and (moment := dates.iso_date(line)) and not _END.search(line):
            published = published or moment
        elif size_of(line) <= _PROSE and _BY.match(line) and (names := people(line)):
            authors = authors or tuple(names)
        elif (
            headline is None and position == 0 and size_of(line) <= _HEADLINE_MAX and not _END.search(line) and not last
        ) or (
            headline is None
            and position == 0
            and size_of(line) <= _PROSE
            and len(paragraphs) > 2
            and _is_headline(paragraphs)
        ):
            headline = line
        else:
            return headline, published, authors, position
    return headline, published, authors, min(len(paragraphs), _TOP_LINES)


def _is_headline(paragraphs: list[str]) -> bool:
    """Tell whether a first line that ends like a sentence is a headline: what follows is a date or much longer."""
    following = paragraphs[1]
    return bool(_LABEL.match(following)) or (size_of(following) <= 60 and dates.iso_date(following) is not None)


def _body(paragraphs: list[str]) -> list[Block]:
    blocks: list[Block] = []
    total = sum(map(len, paragraphs)) or 1
    seen: set[str] = set()
    read = 0
    for line in paragraphs:
        if disclaimer(line) and total - read < 0.35 * total:
            break
        read += len(line)
        if _CODE.match(line) or furniture(line) or (line in seen and len(line) >= 60):
            continue
        seen.add(line)
        blocks.append(Block(_kind(line), line))
    return blocks


def _kind(line: str) -> str:
    if _BULLET.match(line):
        return "item"
    return (
        "heading"
        if size_of(line) < 80 and not _END.search(line) and not line.endswith((":", ",", "："))
        else "paragraph"
    )
