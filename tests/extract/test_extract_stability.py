"""Two captures of an unchanged article read the same, byte for byte, whatever stands around it.

40 pages (tests/support/layouts.py: fifteen kinds of publishing systems, seven languages), each captured six times with
other advertisements, related links, counters, boxes, cookie banner, order of sidebars and arm of an A/B test.
"""

from __future__ import annotations

from functools import cache

import pytest
from layouts import Layout, page, pairs
from stories import Story

from pactwatch.extract import extract
from pactwatch.model import Article

TURNS = range(6)
PAIRS = [pytest.param(layout, story, id=f"{layout.__name__}-{story.key}") for layout, story in pairs()]


@cache
def _captures(layout: Layout, story: Story) -> tuple[Article, ...]:
    url = f"https://press.example/{story.key}"
    return tuple(extract(page(layout, story, turn), url=url, content_type="text/html") for turn in TURNS)


def test_there_are_forty_pages_and_their_captures_differ() -> None:
    """The dress is no disguise of nothing: no two captures of a page have the same bytes."""
    assert len(PAIRS) == 40
    for layout, story in pairs():
        assert len({page(layout, story, turn) for turn in TURNS}) == len(TURNS)


@pytest.mark.parametrize(("layout", "story"), PAIRS)
def test_captures_of_an_unchanged_article_read_the_same(layout: Layout, story: Story) -> None:
    """Text, headline and byline are the same to the byte, so that nothing is compared and nothing is told."""
    first, *others = _captures(layout, story)
    for other in others:
        assert other.text == first.text
        assert other.text_sha256 == first.text_sha256


@pytest.mark.parametrize(("layout", "story"), PAIRS)
def test_what_is_read_is_the_story(layout: Layout, story: Story) -> None:
    """Reading nothing would be stable too: it is every block of the story, with or without its standfirst, in order."""
    article = _captures(layout, story)[0]
    paragraphs = list(article.paragraphs)
    if paragraphs[:1] == [story.standfirst]:
        del paragraphs[0]
    assert paragraphs == [text for _, text in story.blocks]
    assert article.headline == " ".join(story.headline.split())
