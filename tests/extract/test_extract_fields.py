"""Canonical address, next page, outlet, section, standfirst, correction, free to read: one small page for each case."""

from __future__ import annotations

import json

import pytest

from pactwatch.extract import extract

_STORY = (
    "<p>The ferry between Halden and the outer islands will sail again from Monday, after eleven months in the yard, "
    "the harbour office said, and the fares will stay as they were before the fire in its engine room last autumn.</p>"
) * 3
_URL = "https://tide.example/world/ferry-sails-again"


def _page(head: str = "", under: str = "", after: str = "", title: str = "Ferry sails again") -> bytes:
    body = f"<main><h1>Ferry sails again</h1>{under}<div class=text>{_STORY}</div>{after}</main>"
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


def _ld(*nodes: dict[str, object]) -> str:
    return f'<script type="application/ld+json">{json.dumps(list(nodes))}</script>'


def _crumbs(*names: str) -> dict[str, object]:
    items = [{"position": number, "item": {"name": name}} for number, name in enumerate(names, 1)]
    return {"@type": "BreadcrumbList", "itemListElement": list(reversed(items))}


@pytest.mark.parametrize(
    ("head", "canonical"),
    [
        pytest.param('<link rel=canonical href="/a">', "https://tide.example/a", id="relative"),
        pytest.param('<link rel=canonical href="/">', None, id="the home page is not the article"),
        pytest.param('<link rel=canonical href="https://localpost/a">', None, id="no host"),
        pytest.param(
            '<link rel=canonical href="/"><meta property="og:url" content="/b">',
            "https://tide.example/b",
            id="og:url next",
        ),
        pytest.param('<link rel=canonical hreflang=de href="/de">', None, id="a translation"),
        pytest.param(_ld({"@type": "NewsArticle", "url": "/c"}), "https://tide.example/c", id="JSON-LD"),
    ],
)
def test_the_canonical_url_can_be_the_articles(head: str, canonical: str | None) -> None:
    """What cannot be the article's own address is passed over."""
    assert extract(_page(head), url=_URL).canonical_url == canonical


@pytest.mark.parametrize(
    ("href", "following"),
    [
        ("/world/ferry-sails-again/2", "https://tide.example/world/ferry-sails-again/2"),
        ("/world/ferry-sails-again?page=2", "https://tide.example/world/ferry-sails-again?page=2"),
        ("/world/ferry-sails-again/page/2/", "https://tide.example/world/ferry-sails-again/page/2/"),
        ("/world/another-story", None),
    ],
)
def test_the_next_page_is_of_the_same_article(href: str, following: str | None) -> None:
    """Blogs link the next story with rel=next, too."""
    assert extract(_page(f'<link rel=next href="{href}">'), url=_URL).next_url == following


@pytest.mark.parametrize(
    ("page", "outlet", "section"),
    [
        pytest.param(
            _page(_ld({"@type": "Article", "publisher": {"name": "The Tide"}, "articleSection": ["World", "Ferries"]})),
            "The Tide",
            "World",
            id="JSON-LD",
        ),
        pytest.param(_page(_ld(_crumbs("Home", "tide.example", "World", "x"))), None, "World", id="breadcrumbs"),
        pytest.param(_page(_ld(_crumbs("Home", "Ferry sails again"))), None, None, id="no section in the breadcrumbs"),
        pytest.param(
            _page('<meta property="article:section" content="Food, Bars, Openings">'),
            None,
            "Food",
            id="a list in one string",
        ),
        pytest.param(
            _page('<meta property="og:site_name" content="tide.example — Halden\'s leading news site">'),
            "tide.example",
            None,
            id="a tagline",
        ),
        pytest.param(_page(title="Ferry sails again - World - The Tide"), "The Tide", None, id="the window's title"),
    ],
)
def test_outlet_and_section_are_names(page: bytes, outlet: str | None, section: str | None) -> None:
    """No taglines, no lists, no home pages."""
    article = extract(page, url=_URL)
    assert (article.outlet, article.section) == (outlet, section)


@pytest.mark.parametrize(
    ("under", "standfirst"),
    [
        (
            "<p class=standfirst>The harbour office promises to keep all fares.</p>",
            "The harbour office promises to keep all fares.",
        ),
        ("<p class=standfirst>Updated Dec. 22, 2031 at 11:48 a.m. ET</p>", None),
        ("<p class=standfirst>Jo Li and Ana Diaz | Published 15 hours ago</p>", None),
        ("<p class=standfirst>The ferry in harbour. Image: courtesy of the yard</p>", None),
    ],
)
def test_a_standfirst_says_something(under: str, standfirst: str | None) -> None:
    """Dates and credits are none."""
    assert extract(_page(under=under)).standfirst == standfirst


@pytest.mark.parametrize(
    "note",
    [
        "Correction: an earlier version gave the wrong day for the first crossing.",
        "An earlier version of this article gave the wrong day for the first crossing.",
        "Korrekturhinweis: In einer früheren Fassung stand ein falscher Tag.",
        "Rectificatif : le jour de la première traversée était faux.",
        "訂正：最初の航海の日付が誤っていました。正しくは月曜日です。お詫びして訂正します。",
        "This story has been corrected to give the right day of the first crossing.",
    ],
)
def test_a_correction_is_found_where_readers_see_it(note: str) -> None:
    """Under the story, in several languages."""
    assert extract(_page(after=f"<p>{note}</p>")).correction == note


def test_corrections_as_a_topic_are_none() -> None:
    """A story about corrections is not corrected."""
    assert extract(_page(after="<p>Corrections officers at the harbour prison met on Monday.</p>")).correction is None


@pytest.mark.parametrize(
    ("value", "free"),
    [("False", False), (False, False), ("http://schema.org/False", False), (True, True), ("true", True), (None, None)],
)
def test_free_to_read_is_as_stated(value: object, free: bool | None) -> None:
    """In every spelling that turns up."""
    assert extract(_page(_ld({"@type": "NewsArticle", "isAccessibleForFree": value}))).free_to_read is free
