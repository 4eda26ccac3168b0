"""Ten thousand pages that nobody wrote: always an article and a judgement, soon, and never an exception.

Saved pages of our own with bytes changed, cut, doubled, moved and mixed, whole tags dealt anew, and what hypothesis
makes up. What failed once is found again: every page is made from its number alone.
"""

from __future__ import annotations

import random
import re
import time
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path

import pytest
from bounds import cpu_s, fastest_s
from hypothesis import HealthCheck, given, settings, strategies as st
from layouts import page, pairs

from pactwatch.extract import extract, judge
from pactwatch.model import Article, Fetch, Known, Outcome, Url, sha256

# CPU seconds for one input. The slowest of a hundred thousand took 0.05; one that takes a second is a fault.
LIMIT_S = 1.0
PARTS, PART = 20, 460
URL = Url("https://press.example/2031/11/04/treaty")
_TEXT = "The coastal states signed a treaty on Tuesday.\n\nIt enters into force in April, officials said."
KNOWN = Known("Norland and Veria sign fisheries treaty", _TEXT, sha256(_TEXT), None)
TYPES = (None, "text/html", "text/html; charset=utf-8", "text/html; charset=shift_jis", "text/plain", "a;charset=rot13")
SEAMS = (
    b"<",
    b">",
    b'"',
    b"<!--",
    b"-->",
    b"</p>",
    b"</div>",
    b"<table>",
    b"<td>",
    b"\x00",
    b"&#0;",
    b"&#x110000;",
    b"<template>",
    b"<svg><p>",
    b"<math><mi>",
    b"<plaintext>",
    b"<script>",
    b"<frameset>",
    b"<select>",
    b"<a><a>",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\x1b$B",
    "\u2028\u202e\u200b".encode(),
    b"\xed\xa0\x80",
    b'<base href="//[">',
    b"<time datetime=9999-99-99T99:99>",
    b'<meta property="article:published_time" content="0000-00-00">',
    b"<script type=application/ld+json>[[{",
    b'<script type=application/ld+json>{"@type":["NewsArticle",{}],"author":{"author":[1,null]},"headline":7}</script>',
)


@cache
def _pages() -> tuple[bytes, ...]:
    """Pages of our own, saved ones and one of each layout; the shorter ones, so that many can be tried."""
    saved = [path.read_bytes() for path in sorted((Path(__file__).parent / "pages").glob("*/page.html"))]
    made = {layout: page(layout, story, turn=1) for layout, story in pairs()}
    return tuple(sorted((*saved, *made.values()), key=len)[:24])


def _mutated(dice: random.Random) -> bytes:
    """Change a few places of a page."""
    body = bytearray(dice.choice(_pages()))
    for _ in range(dice.choice((1, 1, 2, 3, 8, 30))):
        start = dice.randrange(len(body) + 1)
        end = min(len(body), start + dice.choice((1, 1, 2, 8, 64, 700)))
        change = dice.randrange(7)
        if change == 0:
            body[start:end] = dice.randbytes(end - start)
        elif change == 1:
            del body[start:end]
        elif change == 2:
            body[start:start] = body[start:end] * dice.choice((1, 2, 4, 20))
        elif change == 3:
            body[start:start] = dice.choice(SEAMS)
        elif change == 4:
            other = dice.choice(_pages())
            cut = dice.randrange(len(other))
            body[start:end] = other[cut : cut + dice.choice((20, 300, 3_000))]
        elif change == 5:
            for place in range(start, end):
                body[place] ^= 1 << dice.randrange(8)
        else:
            body[start:end] = bytes(reversed(body[start:end]))
    return bytes(body)


def _dealt(dice: random.Random) -> bytes:
    """Deal the tags and texts of a page anew."""
    pieces = re.split(rb"(?=<)", dice.choice(_pages()))
    first = dice.randrange(len(pieces))
    some = pieces[first : first + dice.choice((5, 40, 200))]
    dice.shuffle(some)
    return b"".join([*pieces[:first], *some])


def _cut(dice: random.Random) -> bytes:
    """Cut a page short, or take it from the middle."""
    body = dice.choice(_pages())
    start = dice.choice((0, 0, dice.randrange(len(body))))
    return body[start : dice.randrange(start, len(body)) + 1]


def _read(body: bytes, content_type: str | None, status: int | None = 200) -> Article:
    """Read and judge a page, and hold both to what every answer is."""
    article = extract(body, url=URL, content_type=content_type)
    assert all(block.text and block.text == block.text.strip() for block in article.blocks)
    article.text.encode()
    assert len(article.text_sha256) == 64
    headers = (("content-type", content_type),) if content_type else ()
    fetch = Fetch(URL, URL, datetime(2031, 11, 5, tzinfo=UTC), status, headers, body)
    judgement = judge(fetch, article, KNOWN if len(body) % 2 else None)
    assert isinstance(judgement.outcome, Outcome)
    assert judgement.reason
    return article


@pytest.mark.parametrize("part", range(PARTS))
def test_mutated_pages_are_read_and_judged(part: int) -> None:
    """Bytes changed, cut, doubled, moved, mixed with another page's: no exception, and none is slow."""
    for number in range(part * PART, (part + 1) * PART):
        dice = random.Random(number)
        body = dice.choices((_mutated, _dealt, _cut), (6, 2, 1))[0](dice)
        content_type = dice.choice(TYPES)
        status = dice.choice((200, 200, 200, 403, 404, 503, None))
        started = time.process_time()
        _read(body, content_type, status)
        if time.process_time() - started > cpu_s(LIMIT_S):
            again = fastest_s(partial(_read, body, content_type, status), LIMIT_S)
            assert again < cpu_s(LIMIT_S), f"page number {number}"


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400), st.sampled_from(TYPES))
def test_any_bytes_are_read_and_judged(body: bytes, content_type: str | None) -> None:
    """No bytes and no header raise."""
    _read(body, content_type)


_TAGS = (
    "<p> </p> <div> </div> <a> </a> <h1> </h1> <h2> <li> <ul> <table> <tr> <td> <b> <br> <article> </article> <nav> "
    "<svg> <rt> <template> <select> <script> </script> <title> <blockquote> <ruby> <frameset> <body> </html> <main> "
    "<aside> <figure> <figcaption> <details> <summary> <dl> <dt> <dd> 日本語の文。 Advertisement"
)
_PIECES = (
    *_TAGS.split(),
    "<div class=related>",
    "<section hidden>",
    "<a href=/x>",
    "<time datetime=2031-11-04>",
    "A sentence of some length, with a comma and a stop. ",
    "By Maren Holt",
    '<meta property="og:title" content="A title">',
    '<script type="application/ld+json">{"@type":"Article"}</script>',
)


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(_PIECES), max_size=80), st.sampled_from(TYPES))
def test_any_tags_are_read_and_judged(pieces: list[str], content_type: str | None) -> None:
    """Tags and lines in any order raise nothing."""
    _read("".join(pieces).encode(), content_type)
