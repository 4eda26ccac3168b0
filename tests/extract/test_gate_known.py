"""Against the last version: what is the same, what is doubtful, and where an article has gone."""
# ruff: noqa: E501 - a page reads best as one string to a line

from __future__ import annotations

from dataclasses import replace

import pytest
from gate_pages import (
    HEADLINE,
    OTHER_HEADLINE,
    OTHER_STORY,
    STORIES,
    STORY,
    URL,
    article_page,
    fetched,
    judged,
    known_from,
    ld,
    page,
    paragraphs,
)

from pactwatch.extract.gate import judge
from pactwatch.model import Known, Outcome, Sha256, sha256

FULL = article_page()
KNOWN = known_from(FULL)
DUTCH_WALL = page(
    "Havennieuws",
    "<main><h1>Welkom</h1><p>Kies hieronder hoe verder wordt gegaan, met of zonder de diensten van derden die op deze plek actief zijn.</p>"
    "<p>Wie niets kiest, ziet deze boodschap telkens weer, ook op andere apparaten en in andere vensters.</p></main>",
    lang="nl",
)


def test_the_same_bytes_are_unchanged() -> None:
    """Nothing is compared."""
    known = replace(KNOWN, body_sha256=sha256(FULL))
    assert judged(fetched(FULL), known).reason == "same-body: equal to the last snapshot"


def test_the_same_text_among_other_chrome_is_unchanged() -> None:
    """Other advertisements and counters are no new version."""
    body = article_page(after="<aside><p>12 comments</p><a href='/b'>Ten ferries to love</a></aside>")
    assert judged(fetched(body), KNOWN).outcome is Outcome.UNCHANGED


def test_an_edit_is_stored() -> None:
    """One figure in one sentence."""
    body = article_page((STORY[0].replace("ten-year", "five-year"), *STORY[1:]))
    assert judged(fetched(body), KNOWN).outcome is Outcome.STORED


DOUBTS = {
    "another article": (article_page(OTHER_STORY, OTHER_HEADLINE), "other-article"),
    "another text under the same headline": (article_page(OTHER_STORY), "other-article"),
    "another language": (
        article_page(STORIES["de"], "Fährlinie schließt Vertrag über zehn Jahre", lang="de"),
        "other-language",
    ),
    "one paragraph left": (article_page(STORY[:1]), "fraction"),
    "two paragraphs left": (article_page(STORY[3:]), "fraction"),
    "cut within a word": (FULL[: FULL.index(b"batteries") + 5], "cut-off"),
    "cut within a tag": (FULL[: FULL.index(b"<footer") + 4], "cut-off"),
    "cut after a paragraph": (FULL[: FULL.index(b"<p>Fishermen")], "cut-off"),
    "cut within a script": (FULL.replace(b"</body></html>", b"<script>var a = 1; function f() {"), "cut-off"),
    "a paragraph breaks off": (article_page((*STORY[:4], STORY[4][:80])), "cut-off"),
    "a wall in unknown words": (DUTCH_WALL, "other-article"),
}


@pytest.mark.parametrize("name", DOUBTS)
def test_a_doubtful_capture_is_held(name: str) -> None:
    """It is kept as evidence, and changes nothing."""
    body, rule = DOUBTS[name]
    if name == "cut within a tag":  # the article itself is whole: its text says so
        assert judged(fetched(body), KNOWN).outcome is Outcome.UNCHANGED
        body = body.replace(b"220 passengers", b"240 passengers")
    if name == "cut within a script":
        body = body.replace(b"220 passengers", b"240 passengers")
    judgement = judged(fetched(body), KNOWN)
    assert (judgement.outcome, judgement.reason.split(":")[0]) == (Outcome.PARTIAL, rule)


@pytest.mark.parametrize("name", ["another article", "one paragraph left", "a paragraph breaks off"])
def test_a_doubtful_capture_is_believed_when_the_next_says_the_same(name: str) -> None:
    """On second sight it is the article's next version."""
    body, _ = DOUBTS[name]
    assert judged(fetched(body), known_from(FULL, held=body)).outcome is Outcome.STORED


def test_a_doubtful_capture_is_not_believed_when_the_next_says_something_else() -> None:
    """Another fraction is another doubt."""
    held = article_page(STORY[:1])
    assert judged(fetched(article_page(STORY[1:2])), known_from(FULL, held=held)).outcome is Outcome.PARTIAL


def test_a_first_capture_that_is_cut_off_is_held() -> None:
    """The rest, seen later, would read as additions."""
    assert judged(fetched(FULL[: FULL.index(b"batteries")])).outcome is Outcome.PARTIAL


def test_a_first_capture_that_was_held_is_believed_when_it_comes_again() -> None:
    """Some sites never close their pages; with no version yet the text known is empty."""
    body = FULL[: FULL.index(b"batteries")]
    held = known_from(FULL, held=body).held_text_sha256
    nothing = Known(headline=None, text="", text_sha256=Sha256(""), body_sha256=None, held_text_sha256=held)
    assert judged(fetched(body), nothing).outcome is Outcome.STORED


def test_fewer_bytes_than_announced_are_held() -> None:
    """The server said how many there would be."""
    body = article_page((*STORY[:4], "New last paragraph."))
    fetch = fetched(body, headers={"content-length": str(len(body) + 100)})
    assert judged(fetch, KNOWN).reason.startswith("cut-off: ")


def test_the_announced_length_of_a_compressed_body_says_nothing() -> None:
    """It counts other bytes."""
    fetch = fetched(FULL, headers={"content-length": "999999", "content-encoding": "gzip"})
    assert judged(fetch).outcome is Outcome.STORED


NEW = "https://www.harbour-times.example/world/2024/11/island-ferries-safe-for-ten-years"


@pytest.mark.parametrize("hop", [301, 308])
@pytest.mark.parametrize("known", [KNOWN, None], ids=["known", "new"])
def test_a_permanent_redirect_to_the_article_is_a_move(hop: int, known: Known | None) -> None:
    """History goes on under the new address, whether the text changed or not."""
    fetch = fetched(FULL, final_url=NEW, hops=[hop])
    assert judged(fetch, known).outcome is Outcome.MOVED


def test_a_permanent_redirect_of_the_same_bytes_is_a_move() -> None:
    """Even when the body is the very same."""
    fetch = fetched(FULL, final_url=NEW, hops=[301])
    assert judged(fetch, replace(KNOWN, body_sha256=sha256(FULL))).outcome is Outcome.MOVED


def test_a_temporary_redirect_is_no_move() -> None:
    """The old address is still the right one."""
    assert judged(fetched(FULL, final_url=NEW, hops=[302]), KNOWN).outcome is Outcome.UNCHANGED


def test_a_chain_with_one_temporary_hop_is_no_move() -> None:
    """Only all permanent is permanent."""
    assert judged(fetched(FULL, final_url=NEW, hops=[301, 302]), KNOWN).outcome is Outcome.UNCHANGED


def test_a_permanent_redirect_to_another_article_is_held() -> None:
    """Sites send old stories to newer ones; the second time it is a move."""
    other = article_page(OTHER_STORY, OTHER_HEADLINE)
    fetch = fetched(other, final_url=NEW, hops=[301])
    assert judged(fetch, KNOWN).outcome is Outcome.PARTIAL
    assert judged(fetch, known_from(FULL, held=other)).outcome is Outcome.MOVED


CANONICALS = [
    pytest.param(NEW, Outcome.MOVED, id="new slug"),
    pytest.param("/world/2024/11/island-ferries-safe-for-ten-years", Outcome.MOVED, id="relative"),
    pytest.param("https://amp.harbour-times.example/world/x-y-z", Outcome.MOVED, id="another host of the site"),
    pytest.param(URL, Outcome.UNCHANGED, id="itself"),
    pytest.param(URL.replace("https", "http") + "/", Outcome.UNCHANGED, id="itself, written otherwise"),
    pytest.param(URL + "?utm_campaign=x", Outcome.UNCHANGED, id="itself with a campaign"),
    pytest.param("https://www.harbour-times.example/", Outcome.UNCHANGED, id="home"),
    pytest.param("https://www.harbour-times.example/world/", Outcome.UNCHANGED, id="section"),
    pytest.param("https://agency.example/ferry", Outcome.UNCHANGED, id="another site"),
    pytest.param("javascript:void(0)", Outcome.UNCHANGED, id="not a URL"),
]


@pytest.mark.parametrize(("canonical", "outcome"), CANONICALS)
def test_a_new_canonical_url_is_a_move(canonical: str, outcome: Outcome) -> None:
    """If it can be believed: an article of the same site."""
    body = article_page(head=f'<link rel="canonical" href="{canonical}">')
    assert judged(fetched(body), KNOWN).outcome is outcome


def test_an_amp_page_leads_to_the_article() -> None:
    """The canonical of a rendering is the article."""
    body = article_page(head=f'<link rel="canonical" href="{URL}">')
    assert judged(fetched(body, url=URL + "/amp")).outcome is Outcome.MOVED


@pytest.mark.parametrize(
    "old", [URL + "/amp", URL + "/print/", "https://www.harbour-times.example/news/48112/some-slug"]
)
def test_a_redirect_from_a_rendering_to_its_article_is_a_move(old: str) -> None:
    """What is left of a path may be the article itself, not the section it stood in."""
    new = "https://www.harbour-times.example/news/48112" if "48112" in old else URL
    assert judged(fetched(FULL, url=old, final_url=new, hops=[301])).outcome is Outcome.MOVED


def test_an_article_may_live_at_the_root_with_a_query() -> None:
    """`/?p=123` is an address of an article, not the home page."""
    fetch = fetched(FULL, final_url="https://www.harbour-times.example/?p=123", hops=[301])
    assert judged(fetch, KNOWN).outcome is Outcome.MOVED


def test_the_reason_of_a_move_names_the_address() -> None:
    """For whoever reads the table of fetches."""
    assert judged(fetched(FULL, final_url=NEW, hops=[301]), KNOWN).reason == f"moved-permanently: to {NEW}"


HOSTILE = {
    "binary": bytes(range(256)) * 400,
    "open tags": b"<" * 200_000,
    "open scripts": b"<html><body>" + b"<script" * 30_000,
    "open comments": b"<html><body>" + b"<!--" * 50_000,
    "quotes": b"<html><body><p>" + "“„«".encode() * 60_000,
    "words of walls": b"<html><body><p>" + b"verify verif confirm subscribe to " * 8_000,
    "dots": b"<html><body><p>" + b"..." * 60_000,
    "one long word": b"<html><title>" + b"a" * 300_000,
    "refreshes": b"<meta http-equiv=refresh " * 10_000,
    "h1": b"<h1>" * 30_000,
    "deep": b"<div>" * 20_000 + b"x",
    "odd Unicode": ("\u202e\x00\u200b\ud7ff" * 20_000).encode(),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_judged_and_not_stored(name: str) -> None:
    """No page raises an error, and none of these is an article."""
    assert judged(fetched(HOSTILE[name])).outcome is not Outcome.MOVED
    judgement = judged(fetched(HOSTILE[name]), KNOWN)
    assert judgement.outcome not in (Outcome.STORED, Outcome.MOVED, Outcome.UNCHANGED)


def test_without_an_article_nothing_is_stored() -> None:
    """None is what the caller gives when there was nothing to read."""
    assert judge(fetched(b""), None, KNOWN).outcome is Outcome.EMPTY


def test_a_headline_alone_decides_nothing() -> None:
    """The declared metadata of an article without its text is no article."""
    body = page(HEADLINE, f"<h1>{HEADLINE}</h1>", ld(headline=HEADLINE))
    assert judged(fetched(body), KNOWN).outcome is Outcome.EMPTY


def test_two_short_sentences_less_are_a_fraction_of_a_short_text() -> None:
    """Small articles have the same right to a second look."""
    short = article_page(
        ("The line has signed a contract with the islands.", "It takes effect in May.", "Fares stay as they are now.")
    )
    body = page("Ferries", f"<h1>Ferries</h1>{paragraphs(['It takes effect in May.'])}")
    assert judged(fetched(body), known_from(short)).outcome in (Outcome.PARTIAL, Outcome.EMPTY)
