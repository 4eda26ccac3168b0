"""Captures in the shapes that the web serves, one by one: each wall and fault is named, each article is stored."""

from __future__ import annotations

import captures_blocks
import captures_faults
import captures_honest
import captures_more
import captures_plain
import captures_walls
import pytest
from captures import EMPTY, MOVED, STORED, STORIES, UNCHANGED, Capture, site, story
from gate_pages import fetched, judged, known_from

from pactwatch.model import Known, Outcome, sha256

TABLES = {
    "block": captures_blocks.BLOCKS,
    "header": captures_blocks.HEADERS,
    "consent": captures_walls.CONSENT,
    "paywall": captures_walls.PAY,
    "login": captures_walls.LOGIN,
    "not found": captures_faults.NOT_FOUND,
    "redirected": captures_faults.REDIRECTED,
    "moved away": captures_faults.MOVED_AWAY,
    "error": captures_faults.ERRORS,
    "shell": captures_faults.SHELLS,
    "cut": captures_faults.CUT,
    "binary": captures_faults.BINARY,
}
BAD = [pytest.param(case, id=f"{table}: {name}") for table, cases in TABLES.items() for name, case in cases.items()]
GOOD = [
    pytest.param(case, id=f"{table}: {name}")
    for table, cases in {
        "about": captures_honest.TOPICS,
        "overlaid": captures_honest.OVERLAID,
        "short": captures_honest.SHORT,
    }.items()
    for name, case in cases.items()
]
EDITS = [pytest.param(edit, id=name) for name, edit in captures_honest.EDITS.items()]
BELIEVED = (STORED, MOVED, UNCHANGED)


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_article_is_named_on_first_sight(case: Capture) -> None:
    """Nothing is known of the article yet: the answer alone says what it is."""
    assert judged(case.fetch).outcome is case.outcome


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_article_does_not_follow_one(case: Capture) -> None:
    """A version is known: what comes in its place is named the same."""
    assert judged(case.fetch, known_from(story(case.lang))).outcome is case.outcome


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_article_is_none_the_second_time(case: Capture) -> None:
    """The same wall, error or cut again and again makes it no version."""
    judgement = judged(case.fetch, known_from(story(case.lang), held=case.body))
    assert judgement.outcome not in BELIEVED, judgement.reason


@pytest.mark.parametrize("name", captures_more.MORE)
def test_words_never_seen_before_are_no_article(name: str) -> None:
    """Named rightly, or at least doubted: never stored, neither at once nor on second sight."""
    case, right = captures_more.MORE[name]
    assert judged(case.fetch).outcome in right
    for held in (None, case.body):
        assert judged(case.fetch, known_from(story(case.lang), held=held)).outcome not in BELIEVED


@pytest.mark.parametrize("case", GOOD)
def test_an_article_is_stored_whatever_it_speaks_of_and_whatever_lies_over_it(case: Capture) -> None:
    """Words and scripts of walls do not make one where the story is all there."""
    assert judged(case.fetch).outcome is case.outcome


@pytest.mark.parametrize("name", captures_plain.PLAIN)
def test_an_announcement_or_an_odd_headline_is_an_article(name: str) -> None:
    """Short, without metadata, or called like a wall: stored, a few of them once they have come twice."""
    body = captures_plain.PLAIN[name]
    first = judged(fetched(body)).outcome
    assert first is (Outcome.PARTIAL if name in captures_plain.DOUBTED else STORED)
    nothing = Known(None, "", sha256(""), None, held_text_sha256=known_from(body).text_sha256)
    assert judged(fetched(body), nothing).outcome is STORED
    assert judged(fetched(body), known_from(body)).outcome is UNCHANGED


@pytest.mark.parametrize("case", GOOD)
def test_an_article_seen_again_is_unchanged(case: Capture) -> None:
    """The same text is the same version."""
    assert judged(case.fetch, known_from(case.body)).outcome is UNCHANGED


@pytest.mark.parametrize("name", captures_honest.OVERLAID)
def test_what_comes_to_lie_over_an_article_is_no_doubt(name: str) -> None:
    """The version before had nothing over it."""
    case = captures_honest.OVERLAID[name]
    assert judged(case.fetch, known_from(story(case.lang))).outcome in (UNCHANGED, STORED)


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_is_stored_in_the_end(edit: captures_honest.Edit) -> None:
    """At once where it is plainly the article; after a second look where hardly anything is left of it."""
    outcome = judged(fetched(edit.after), known_from(edit.before)).outcome
    assert outcome is STORED if edit.at_once else outcome in (STORED, Outcome.PARTIAL)
    assert judged(fetched(edit.after), known_from(edit.before, held=edit.after)).outcome is STORED


@pytest.mark.parametrize("language", STORIES)
def test_a_translation_in_an_articles_place_is_never_its_next_version(language: str) -> None:
    """A site that guesses its reader's language guesses the same each time."""
    before = "en" if language != "en" else "fr"
    body = story(language)
    for held in (None, body):
        judgement = judged(fetched(body), known_from(story(before), held=held))
        assert judgement.reason == f"other-language: {language}, the last version was in {before}"


def test_a_reading_that_lost_what_the_page_still_shows_is_never_believed() -> None:
    """A template that hides paragraphs from the extractor takes none out of the article."""
    texts = STORIES["en"]
    rest = "".join(f"<div class='related-widget promo'><a href='/x'>{text}</a></div>" for text in texts[2:])
    body = story(texts=texts[:2], tail=rest)
    for held in (None, body):
        judgement = judged(fetched(body), known_from(story(), held=held))
        assert (judgement.outcome, judgement.reason.split(":")[0]) == (Outcome.PARTIAL, "reader-lost")


def test_an_announcement_in_polite_japanese_is_an_article() -> None:
    """Ministries end each sentence politely: that addresses nobody."""
    texts = (
        "11月1日、外務大臣は訪日中の上級代表と会談を行いました。",
        "両者は安全保障と防衛に関する協力文書を発表しました。",
        "大臣は、厳しい環境の中で連携を強めたいと述べました。",
    )
    body = "".join(f"<p>{text}</p>" for text in texts)
    page = f"<!doctype html><html lang='ja'><title>外相会談</title><h1>外相会談</h1>{body}</html>".encode()
    assert judged(fetched(page)).outcome is STORED


def test_a_dialogue_in_an_empty_application_is_no_consent_wall() -> None:
    """Where a script would draw the whole page, a consent box is only a part of what is missing."""
    body = site("<div id='root'></div><div id='usercentrics-root'></div>")
    assert judged(fetched(body)).outcome is EMPTY
