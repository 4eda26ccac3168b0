"""Whole texts and articles: paragraphs, kinds, order."""

from __future__ import annotations

import pytest

from pactwatch.claims import claims_of, find_claims, read_wording
from pactwatch.model import Article, Block


def test_positions_and_paragraphs_count_up() -> None:
    """Wordings are numbered in reading order, and say in which paragraph they stand."""
    found = find_claims("One is here. Two went.\n\nThree stayed.", language="en")
    assert [(w.position, w.paragraph, w.text) for w in found] == [
        (0, 0, "One is here."),
        (1, 0, "Two went."),
        (2, 1, "Three stayed."),
    ]


def test_wrapped_lines_are_joined() -> None:
    """A line that goes on in lower case belongs to the line before."""
    assert [w.text for w in find_claims("The pact was\nsigned in Tokyo.", language="en")] == [
        "The pact was signed in Tokyo."
    ]


def test_bullets_are_items() -> None:
    """Lines behind a bullet are items, without the bullet."""
    assert [(w.kind, w.text) for w in find_claims("• One\n- Two\n– Three", language="en")] == [
        ("item", "One"),
        ("item", "Two"),
        ("item", "Three"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Correction: The minister's name was misspelled.",
        "This article was amended on 5 November.",
        "An earlier version said 29.",
        "Korrektur: Es waren 29.",
        "Rectificatif : il y en avait 29.",
        "【訂正】29人でした。",
    ],
)
def test_disclosed_corrections_are_told_apart(text: str) -> None:
    """A notice of correction is no claim of the article."""
    assert {w.kind for w in find_claims(text)} == {"correction"}


def test_kinds_of_an_article() -> None:
    """Headings, items and paragraphs keep their kinds; the standfirst comes first; a live blog's times are left out."""
    article = Article(
        blocks=(
            Block("heading", "What was agreed. And why"),
            Block("time", "10:30"),
            Block("paragraph", "It was signed. It holds."),
            Block("item", "More ships"),
            Block("row", "Ships 40"),
            Block("quote", "“We are glad.”"),
        ),
        headline="Pact signed",
        standfirst="Two sides agree.",
        language="en",
    )
    assert [(w.kind, w.text) for w in claims_of(article)] == [
        ("standfirst", "Two sides agree."),
        ("heading", "What was agreed. And why"),
        ("sentence", "It was signed."),
        ("sentence", "It holds."),
        ("item", "More ships"),
        ("item", "Ships 40"),
        ("sentence", "“We are glad.”"),
    ]


def test_a_standfirst_that_is_the_first_paragraph_is_not_told_twice() -> None:
    """The standfirst is left out where the article begins with it."""
    article = Article(blocks=(Block("paragraph", "Two sides agree."),), standfirst="Two  sides agree.", language="en")
    assert [w.text for w in claims_of(article)] == ["Two sides agree."]


def test_relative_dates_are_counted_from_publication() -> None:
    """An article's day of publication resolves its relative dates."""
    article = Article(
        blocks=(Block("paragraph", "It was signed on Friday."),), published_at="2024-11-05T07:09:22Z", language="en"
    )
    assert [d.value for w in claims_of(article) for d in w.dates] == ["2024-11-01"]


def test_an_empty_article_has_no_claims() -> None:
    """Nothing in, nothing out."""
    assert claims_of(Article()) == []
    assert find_claims("") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The pact was signed by the minister.", "en"),
        ("Das Abkommen wurde von der Ministerin unterzeichnet.", "de"),
        ("L'accord a été signé par la ministre et le président.", "fr"),
        ("El acuerdo fue firmado por la ministra y el presidente.", "es"),
        ("L'accordo è stato firmato dalla ministra nel palazzo.", "it"),
        ("協定は署名された。", "ja"),
        ("Ok", None),
        ("Ξένη γλώσσα", None),
    ],
)
def test_language_is_guessed_or_unknown(text: str, language: str | None) -> None:
    """An undeclared language is guessed from its small words; where it cannot be told it stays unknown."""
    assert read_wording(text).language == language


@pytest.mark.parametrize("language", ["en-GB", "EN", "pt", "zh", "xx", ""])
def test_any_language_code_is_taken(language: str) -> None:
    """A regional, a capital or an unknown code reads digits and ISO dates all the same."""
    wording = read_wording("Xyz 42 2024-11-01.", language=language)
    assert [f.value for f in wording.figures] == ["42"]
    assert [d.value for d in wording.dates] == ["2024-11-01"]
