"""Honest articles are stored, whatever they talk about and whatever lies over them."""
# ruff: noqa: E501 - a page reads best as one string to a line

from __future__ import annotations

import pytest
from gate_pages import (
    BANNER,
    HEADLINE,
    METER,
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

from pactwatch.model import Outcome

TOPICS = {
    "about a paywall": (
        "Local paper takes down its paywall",
        (
            "The Vesterholm Courier took down its paywall on Monday, four years after it had asked readers to subscribe.",
            "“Subscribe to continue reading” was the sentence our readers hated most, said the editor, Paul Lindqvist.",
            "Subscriptions had fallen from 9,000 to 6,100. The paper now hopes that advertising makes up for the loss, "
            "and that those who already pay will stay with it as members.",
        ),
    ),
    "about cookie banners": (
        "Regulator fines three sites over cookie banners",
        (
            "The data protection office has fined three publishers a total of 2.1 million euros over their cookie banners.",
            "Visitors could accept all cookies with one click but had to open four windows to reject them, it found.",
            "One banner began with “We value your privacy” and listed 1,204 partners. The publishers may appeal until May.",
            "Consent must be as easy to refuse as to give, the office wrote, and pre-ticked boxes are no consent at all.",
        ),
    ),
    "about a CAPTCHA": (
        "Are you a robot? How the CAPTCHA lost its war",
        (
            "For twenty years people have clicked on traffic lights to prove that they are human. Now machines do it better.",
            "In a test at the university, programs solved 97 percent of the puzzles, students only 84 percent.",
            "The team of Aiko Mori expects that the picture puzzles will be gone from most sites within three years.",
        ),
    ),
    "called Access denied": (
        "Access denied: reporters shut out of the summit",
        (
            "Forty reporters were turned away at the gate of the island summit on Friday although they had been accredited.",
            "Access was denied without a reason, said the press association, which counted eleven countries on its list.",
            "A spokesman for the hosts spoke of a mistake in the computer system and promised new badges for Saturday.",
        ),
    ),
    "called Page not found": (
        "Page not found: what the web forgets",
        (
            "A quarter of all pages that existed in 2013 can no longer be reached, a study of eight million links has found.",
            "The page cannot be found because its owner has moved it, sold the domain, or died, the authors write.",
            "Courts and ministries are no exception: every fifth link in their decisions leads nowhere today.",
            "Libraries in six countries now copy what they can, and ask publishers to keep addresses as they are.",
        ),
    ),
    "about an outage": (
        "Bank apologises after service was unavailable for nine hours",
        (
            "Customers of the island bank could not pay by card for nine hours on Thursday because of a technical problem.",
            "The site showed only the words “temporarily unavailable, please try again later”, and its telephone was dead.",
            "The bank blamed maintenance work at a supplier. It will refund fees and pay 25 euros to whoever complains.",
        ),
    ),
    "about a login": (
        "Ministry makes everybody change the password",
        (
            "All 31,000 employees of the ministry must change their password by Sunday, after a log file was found online.",
            "Whoever forgot the password has to come to the office in person and sign in with an identity card, it said.",
            "No secret papers were in danger, a spokeswoman declared, and the file held no addresses of citizens.",
        ),
    ),
    "about JavaScript": (
        "Election office's map fails for those who turned off scripts",
        (
            "Voters who had turned off JavaScript saw an empty page instead of the map of polling stations on Sunday.",
            "The office admits that it had tested the site with one browser only, and that 4 percent of visitors were hit.",
            "A plain list was put online at noon. The complaint of two parties is to be decided by the end of the year.",
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TOPICS)
@pytest.mark.parametrize("declared", [True, False], ids=["declared", "bare"])
def test_a_story_about_walls_is_no_wall(name: str, declared: bool) -> None:
    """What an article talks about does not make it a wall."""
    headline, texts = TOPICS[name]
    body = article_page(texts, headline, head=ld(headline=headline) if declared else "")
    assert judged(fetched(body)).outcome is Outcome.STORED


@pytest.mark.parametrize("name", TOPICS)
def test_a_story_about_walls_may_be_edited(name: str) -> None:
    """The next version of such a story is stored like any other."""
    headline, texts = TOPICS[name]
    edited = (*texts[:-1], texts[-1].replace("the", "this", 1) + " More is to follow.")
    assert (
        judged(fetched(article_page(edited, headline)), known_from(article_page(texts, headline))).outcome
        is Outcome.STORED
    )


@pytest.mark.parametrize("language", STORIES)
def test_an_ordinary_article_is_stored(language: str) -> None:
    """Three paragraphs of any language are an article."""
    assert judged(fetched(article_page(STORIES[language], lang=language))).outcome is Outcome.STORED


LONG_STORY = (*STORY, *OTHER_STORY)
OVERLAYS = {
    "consent banner before": article_page(before=BANNER),
    "consent banner after": article_page(after=BANNER),
    "metering box": article_page(LONG_STORY, after=METER),
    "both": article_page(LONG_STORY, before=BANNER, after=METER),
    "challenge script": article_page(after="<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>"),
    "captcha in the comment form": article_page(
        after="<form><textarea></textarea><div class='g-recaptcha'></div></form><script src='https://www.google.com/recaptcha/api.js'>"
        "</script>"
    ),
    "bot score script": article_page(head="<script>window._pxAppId='PX1';</script><script src='//js.datadome.example/t.js'></script>"),
    "hidden login form": article_page(
        after="<div hidden><h2>Log in to continue</h2><form><input type=password><a>Forgot your password?</a></form></div>"
    ),
    "noscript note": article_page(before="<noscript>Please enable JavaScript to see all of this site.</noscript>"),
    "reload every five minutes": article_page(head='<meta http-equiv="refresh" content="300">'),
    "locked, shown in full": article_page(head=ld(isAccessibleForFree=False)),
    "hidden metering box": article_page(after=f"<div style='display:none'>{METER}</div>"),
    "call to subscribe in the header": article_page(STORY[:2], before="<p>Already a subscriber? <a>Log in</a> Start your trial</p>"),
    "no closing tags": b"<!doctype html><title>x</title><h1>Ferries</h1>" + paragraphs(STORY).replace("</p>", "").encode(),
    "a line in the footer": article_page(after="<p>This site is protected by reCAPTCHA. Service unavailable? Write to us.</p>"),
    "related story called 404": article_page(after="<aside><a href='/x'>Error 404: page not found, a novel</a></aside>"),
}  # fmt: skip


@pytest.mark.parametrize("name", OVERLAYS)
def test_what_lies_over_a_full_article_does_not_matter(name: str) -> None:
    """An article whose text is all there is stored, with banners, boxes and scripts around it."""
    assert judged(fetched(OVERLAYS[name])).outcome is Outcome.STORED


@pytest.mark.parametrize("name", OVERLAYS)
def test_what_comes_to_lie_over_a_known_article_is_no_change(name: str) -> None:
    """The text is the same as before: unchanged (or stored, where the byline reads otherwise), never held."""
    before = {"metering box": LONG_STORY, "both": LONG_STORY, "call to subscribe in the header": STORY[:2]}.get(
        name, STORY
    )
    outcome = judged(fetched(OVERLAYS[name]), known_from(article_page(before))).outcome
    assert outcome in (Outcome.UNCHANGED, Outcome.STORED)


FLASHES = {
    "two sentences": ("The ferry line and the council have signed. More follows.",),
    "one sentence": (
        "The ferry line Norrsund and the council of the outer islands signed a ten-year agreement on Friday.",
    ),
    "Japanese": ("フェリー会社ノルスンドと外島評議会は金曜日、10年間の協定に署名した。詳細は追って伝える。",),
}


@pytest.mark.parametrize("name", FLASHES)
def test_a_flash_is_an_article(name: str) -> None:
    """A page that says it is an article may be as short as one sentence."""
    body = article_page(FLASHES[name], head=ld(headline=HEADLINE), before=BANNER)
    assert judged(fetched(body)).outcome is Outcome.STORED


def test_a_flash_may_grow_into_a_story() -> None:
    """A headline that stays lets a short text become a long one."""
    flash = article_page(("The ferry line Norrsund and the council of the outer islands have signed.",))
    assert judged(fetched(article_page()), known_from(flash)).outcome is Outcome.STORED


def test_a_plain_page_without_any_declaration_is_stored() -> None:
    """A heading and paragraphs are enough."""
    assert judged(fetched(page("Notice", f"<h1>Notice</h1>{paragraphs(STORY[:2])}"))).outcome is Outcome.STORED


def test_a_cut_of_a_quarter_is_an_edit() -> None:
    """Newsrooms cut: one paragraph of five less is no doubt."""
    assert judged(fetched(article_page(STORY[:4])), known_from(article_page())).outcome is Outcome.STORED


def test_a_rewritten_article_is_stored() -> None:
    """Half of the paragraphs new under a new headline is still the article."""
    new = (
        *STORY[:3],
        "On Saturday the line announced that the first ship is to be built in Turku.",
        "It is called Holm.",
    )
    body = article_page(new, "First ship of ferry line to be built in Turku")
    assert judged(fetched(body), known_from(article_page())).outcome is Outcome.STORED


def test_the_article_again_under_another_query_is_stored() -> None:
    """A redirect that only adds a tracking parameter is no move."""
    fetch = fetched(article_page(), final_url=f"{URL}?utm_source=x", hops=[301])
    assert judged(fetch).outcome is Outcome.STORED


@pytest.mark.parametrize("header", ["x-datadome", "cf-ray", "x-iinfo", "x-akamai-request-id", "x-kpsdk-ct"])
def test_the_header_of_a_guarded_site_is_no_block(header: str) -> None:
    """Such headers stand on every good page of a site behind a guard."""
    fetch = fetched(article_page(), headers={header: "protected", "server": "cloudflare"})
    assert judged(fetch).outcome is Outcome.STORED


def test_a_locked_article_may_be_shortened() -> None:
    """A newsroom that takes out two paragraphs of five did so, even where one must pay."""
    head = ld(isAccessibleForFree=False)
    body = article_page((*LONG_STORY[:3], *LONG_STORY[5:]), head=head)
    assert judged(fetched(body), known_from(article_page(LONG_STORY, head=head))).outcome is Outcome.STORED
