"""Articles that come as plain text."""

from __future__ import annotations

import pytest

from pactwatch.extract import extract

STORY = (
    "The coastal states signed a fisheries treaty on Tuesday after eleven months of talks in the port of Halden.",
    "Under the treaty, 412 vessels may fish in the shared zone, and each must carry a tracking device at all times.",
    "“This is a beginning, not an end,” said the minister after the ceremony in the old customs house.",
)


@pytest.mark.parametrize("content_type", [None, "text/plain", "text/plain; charset=utf-8"])
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\r\n\r\n"])
def test_lines_are_paragraphs(gap: str, content_type: str | None) -> None:
    """Long lines are paragraphs, with or without empty lines between them."""
    assert extract(gap.join(STORY).encode(), content_type=content_type).paragraphs == STORY


def test_wrapped_lines_are_joined() -> None:
    """Lines broken at a fixed width belong together up to the next empty line."""
    text = (
        "The coastal states signed a fisheries treaty on Tuesday\n"
        "after eleven months of talks in the port of Halden,\nthey said.\n\nIt takes effect in March.\n"
    )
    assert extract(text.encode()).paragraphs == (
        "The coastal states signed a fisheries treaty on Tuesday after eleven months of talks in the port of Halden, "
        "they said.",
        "It takes effect in March.",
    )


def test_headline_date_and_byline_stand_above_the_text() -> None:
    """Short lines at the top are read for what they say, and are not paragraphs."""
    article = extract(
        "\n".join(("Treaty caps the fleet", "By Mara Lindqvist", "Date", "11/5/2031 7:09:22 AM", *STORY)).encode()
    )
    assert article.headline == "Treaty caps the fleet"
    assert article.authors == ("Mara Lindqvist",)
    assert article.published_at == "2031-11-05T07:09:22"
    assert article.paragraphs == STORY


def test_codes_and_legal_notices_below_the_text_are_left_out() -> None:
    """An item's number and a disclaimer are no part of the story."""
    tail = (
        "TIDE05112031000045015687ID1108852333",
        "Legal Disclaimer:",
        "TIDE provides the information as is, without warranty.",
    )
    assert extract("\n".join((*STORY, *tail)).encode()).paragraphs == STORY


def test_a_text_without_a_headline_has_none() -> None:
    """A first sentence is not a headline."""
    assert extract("\n".join(STORY).encode()).headline is None


def test_text_that_is_markup_is_read_as_markup() -> None:
    """A server that calls a page text/plain does not turn tags into text."""
    page = b"<!doctype html><h1>Treaty</h1><p>The treaty was signed on Tuesday, officials in Halden said.</p>"
    assert extract(page, content_type="text/plain").paragraphs == (
        "The treaty was signed on Tuesday, officials in Halden said.",
    )


def test_japanese_plain_text_is_read() -> None:
    """Encoding, paragraphs and language work without a single Latin letter."""
    lines = (
        "白浦の防潮堤が完成",
        "２０３１年１１月３日",
        "海鳴県の港町・白浦で３日、新しい防潮堤の完成式が開かれた。総延長は２・４キロだ。",
    )
    article = extract("\n".join(lines).encode("cp932"))
    assert article.headline == "白浦の防潮堤が完成"
    assert article.language == "ja"
    assert article.encoding == "shift_jis"
    assert article.published_at == "2031-11-03"
    assert article.paragraphs == (lines[2],)
