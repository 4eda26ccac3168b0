"""Whole pages of our own, one folder for each layout: what a reader takes away from them, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pactwatch.extract import extract
from pactwatch.model import Article

PAGES = sorted(path for path in (Path(__file__).parent / "pages").iterdir() if path.is_dir())
URL = "https://www.halden-courier.example/story"


def _read(page: Path) -> tuple[Article, dict[str, Any]]:
    expected: dict[str, Any] = json.loads((page / "expected.json").read_text())
    return extract((page / "page.html").read_bytes(), url=URL), expected


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_paragraphs_are_the_article_and_nothing_else(page: Path) -> None:
    """Every paragraph is there once, in order; no navigation, captions, shares, related links or notices are."""
    article, expected = _read(page)
    assert list(article.paragraphs) == expected["paragraphs"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_metadata_is_what_the_page_states(page: Path) -> None:
    """Headline, people, times, language, outlet and the rest are read wherever the layout puts them."""
    article, expected = _read(page)
    wanted = {key: value for key, value in expected.items() if key not in ("paragraphs", "kinds")}
    found = {key: list(value) if isinstance(value := getattr(article, key), tuple) else value for key in wanted}
    assert found == wanted


def test_kinds_tell_headings_items_quotes_and_rows_from_paragraphs() -> None:
    """Lists, quotes, tables and sub-headings keep what they are."""
    article, expected = _read(next(page for page in PAGES if page.name == "list-quote-table"))
    assert [block.kind for block in article.blocks] == expected["kinds"]


# ---------------------------------------------------------------- stability

_ADS = (
    "",
    '<div class="ad-slot"><p>Buy three lamps and pay for two, this week only, in all our shops.</p></div>',
    '<div id="ad-7" class="advertisement"><span>Ad</span><p>New boats from 9,900 crowns. Book a test ride today, '
    "see the whole range and meet our team at the pier.</p></div><div class='promo'><a href='/p'>Offers</a></div>",
)
_RELATED = (
    '<div class="related-posts"><h3>Related</h3><ul><li><a href="/1">Harbour wall cracks again</a></li></ul></div>',
    '<section class="recommended"><h2>You may also like</h2>'
    + "".join(f'<div class="card"><h3><a href="/{n}">Story number {n} of the day</a></h3></div>' for n in range(9))
    + "</section>",
    '<div class="related-posts"><h3>More stories</h3><div><a href="/a">Ferry prices to rise</a><p>Passengers will pay '
    "a fifth more from January, the company says.</p></div></div>",
)
_COMMENTS = (
    '<div id="comments"><h3>2 Comments</h3><p>First!</p>'
    "<p>I do not agree with the author at all, to be honest.</p></div>",
    '<div id="comments" class="comments-area"><h3>31 Comments</h3>'
    + "".join(
        f"<div class=comment><p>Comment {n}: my cousin has a boat, and he says so too.</p></div>" for n in range(31)
    )
    + "</div>",
    "",
)


def _dressed(page: bytes, turn: int) -> bytes:
    """Put other advertisements, related links and comments round the same story."""
    for mark, choices in ((b"<!--AD-->", _ADS), (b"<!--RELATED-->", _RELATED), (b"<!--COMMENTS-->", _COMMENTS)):
        page = page.replace(mark, choices[turn % len(choices)].encode("ascii"))
    return page


@pytest.mark.parametrize("turn", [0, 1, 2, 4])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_same_story_in_other_dress_gives_the_same_text(page: Path, turn: int) -> None:
    """Advertisements, related links and comment counts do not change a byte of the text: 52 pairs of captures."""
    bare = (page / "page.html").read_bytes()
    turned = _dressed(bare, turn)
    assert extract(turned, url=URL).text == extract(bare, url=URL).text
    assert extract(turned, url=URL).text_sha256 == extract(bare, url=URL).text_sha256
