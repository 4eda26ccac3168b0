"""Shapes that real pages put a story in: each was read wrong once (a hostile review of 28 November 2026)."""

from __future__ import annotations

import json

import pytest
import treaty
from treaty import paragraphs as _p

from pactwatch.extract import extract
from pactwatch.extract.phrases import furniture
from pactwatch.extract.words import verdict

STORY = (
    *treaty.STORY,
    "Small ports on the north coast hope for work that the large ones have no room for, their mayors said in a letter.",
)
HEAD = "<h1>A treaty on fish</h1>"
COMMENT = "Well, I have read this treaty twice, and what nobody says is that the quota for cod, number {n}, is a joke."
COMMENTS = (
    "<div class=comments>" + "".join(f"<p>{COMMENT.format(n=n)} {COMMENT.format(n=n + 9)}</p>" for n in range(9))
) + "</div>"


def _read(body: str) -> list[str]:
    page = f"<html><head><title>A treaty on fish</title></head><body>{body}</body></html>"
    return list(extract(page.encode(), url="https://www.halden-courier.example/story").paragraphs)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("elementor-element elementor-element-71ad03f", None),
        ("css-1ad385", None),
        ("Text_p__3kAd2", None),
        ("hAdKxP", None),
        ("post hentry tag-privacy category-weather format-aside", None),
        ("w-full caption-bottom text-sm", None),
        ("line-clamp-none", None),
        ("bg-sidebar", None),
        ("newsletter2", "newsletter"),
        ("adSlot1", "advertisement"),
        ("sidebar2col", "aside"),
        ("articleBody2", "+body"),
        ("tag-list", "tags"),
        ("category-list", "tags"),
    ],
)
def test_only_words_that_somebody_wrote_speak(name: str, reason: str | None) -> None:
    """Not what a build step made up, what the page is filed under, or how it looks."""
    assert verdict(name) == reason


@pytest.mark.parametrize("names", ["article article--comment", "post tag-cookies", "layout-sidebar-right"])
def test_what_holds_the_headline_and_the_story_is_the_story(names: str) -> None:
    """However it is called, and however long the comments below it are."""
    assert _read(f'<article class="{names}">{HEAD}{_p(*STORY)}</article>{COMMENTS}') == list(STORY)


@pytest.mark.parametrize(
    "between",
    [
        pytest.param("<h2>What comes next</h2>", id="heading"),
        pytest.param("<blockquote><p>Whoever fishes must count, the treaty says.</p></blockquote>", id="quote"),
        pytest.param("<ul><li>cod, from the shared zone</li><li>herring, from the bank</li></ul>", id="list"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("second", ["rich-text", "rich-text rich-text--last"])
def test_a_story_in_several_boxes_is_read_with_what_stands_between(between: str, second: str) -> None:
    """Editors that work in modules put each in a box of its own."""
    first, last = f'<div class="rich-text">{_p(*STORY[:3])}</div>', f'<div class="{second}">{_p(*STORY[3:])}</div>'
    found = _read(f"<article>{HEAD}{first}{between}{last}</article>")
    assert [line for line in found if line in STORY] == list(STORY)
    assert len(found) > len(STORY)


def test_paragraphs_before_the_named_body_are_its_lead() -> None:
    """However many, if they are one run below the headline."""
    more = [f"In port {n} they counted the boats, and found that one in ten had not sailed." for n in range(9)]
    body = f'<div class="article-body">{_p(*STORY, *more)}</div>'
    lead = [f"{line} So it was in the year before, too." for line in more[:5]]
    assert _read(f"<main>{HEAD}{_p(*lead)}{body}</main>") == [*lead, *STORY, *more]


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ('<span class="dateline">HALDEN</span> — ' + STORY[1], "HALDEN — " + STORY[1]),
        ('<a class="ticker" href="/x">NOR</a> rose by a tenth after it.', "NOR rose by a tenth after it."),
        ('The <abbr class="tooltip">EEZ</abbr> is 200 miles wide.', "The EEZ is 200 miles wide."),
        (
            'The <span class="tooltip">zone<span class="tooltiptext">What is shared</span></span> is 200 miles wide.',
            "The zone is 200 miles wide.",
        ),
        ("The <button>quota</button> is halved, nobody is told why.", "The quota is halved, nobody is told why."),
        ('It was 130 tonnes in 2030<sup><a href="#n1">1</a></sup> and fell.', "It was 130 tonnes in 2030 and fell."),
        ("It is 12 km<sup>2</sup> wide.", "It is 12 km2 wide."),
    ],
)  # fmt: skip
def test_a_line_is_read_whole(line: str, read: str) -> None:
    """Whatever its elements are called; without the marks of notes, which run into figures."""
    assert _read(f"<article>{HEAD}{_p(*STORY[:3])}<p>{line}</p>{_p(*STORY[3:])}</article>")[3] == read


@pytest.mark.parametrize(
    ("markup", "read"),
    [
        ("<p><b>The doubts</b><br>Farmers fear for their nets.</p>", ["The doubts", "Farmers fear for their nets."]),
        ("<p>Who pays?<br>Nobody, the ministry says.</p>", ["Who pays?", "Nobody, the ministry says."]),
        ("<p>They agreed on<br>- cod or hake<br>- herring</p>", ["They agreed on", "- cod or hake", "- herring"]),
        ("<p>the nets<br>and the boats</p>", ["the nets and the boats"]),
        ("<p>漁業協定は<br>四月に発効する。</p>", ["漁業協定は四月に発効する。"]),
        ("<p>어업 협정은<br>4월에 발효된다.</p>", ["어업 협정은 4월에 발효된다."]),
    ],
)  # fmt: skip
def test_a_line_break_parts_what_a_reader_parts(markup: str, read: list[str]) -> None:
    """Headings in bold type, questions and items; no line that is merely broken."""
    found = _read(f"<article>{HEAD}{_p(*STORY[:3])}{markup}{_p(*STORY[3:])}</article>")
    assert found[3 : 3 + len(read)] == read
    assert found[3 + len(read) :] == list(STORY[3:])


def test_what_is_said_twice_is_read_twice() -> None:
    """In an interview or a transcript; a long line that stands twice is a slip of the page."""
    said = ("Will it hold?", "Yes.", STORY[3], "Will it last?", "Yes.", STORY[4])
    assert _read(f"<article>{HEAD}{_p(*STORY[:2], *said)}</article>") == [*STORY[:2], *said]
    assert _read(f"<article>{HEAD}{_p(*STORY, STORY[0])}</article>") == list(STORY)


def test_a_table_is_read_whole() -> None:
    """Linked names, equal values, a dash and words that stand alone elsewhere: columns do not shift."""
    rows = (("Port", "Source", "Boats"), ("Halden", "AP", "15"), ("Veria", "–", "15"), ("Norby", "AP", "3/4"))
    cells = "".join(
        f'<tr><td><p><a href="/{name}">{name}</a></p></td>'
        + "".join(f"<td><p>{cell}</p></td>" for cell in rest)
        + "</tr>"
        for name, *rest in rows
    )
    found = _read(f"<article>{HEAD}{_p(*STORY[:3])}<table>{cells}</table>{_p(*STORY[3:])}</article>")
    assert found[3:7] == [" | ".join(row) for row in rows]


def test_panels_that_a_reader_opens_are_read() -> None:
    """A heading that is a button, and the hidden panel that it names."""
    panels = "".join(
        f'<h2><button aria-controls="p{n}">{ask}</button></h2><div id="p{n}" hidden><p>{line}</p></div>'
        for n, (ask, line) in enumerate((("When does it start?", STORY[3]), ("Who may fish?", STORY[4])))
    )
    found = _read(f"<article>{HEAD}{_p(*STORY[:3])}{panels}<div hidden><p>{STORY[5]}</p></div></article>")
    assert found == [*STORY[:3], "When does it start?", STORY[3], "Who may fish?", STORY[4]]


def test_headings_of_the_first_level_are_no_next_story() -> None:
    """In the same article they are its chapters; in another they begin another."""
    inside = f"<header>{HEAD}</header>{_p(*STORY[:4])}<h1>The doubts</h1>{_p(*STORY[4:])}"
    assert _read(f"<article>{inside}</article>") == [*STORY[:4], "The doubts", *STORY[4:]]
    one = f"<article>{HEAD}{_p(*STORY)}</article>"
    assert _read(f"<main>{one}<article><h1>Cannery in court</h1>{_p(*STORY[:2])}</article></main>") == list(STORY)


def test_a_long_entry_of_a_live_blog_is_no_story_of_its_own() -> None:
    """The others stand beside it, with their times."""
    entries = "".join(
        f'<article class="post"><a href="#{n}"><time>1{n}:00</time></a>{_p(*lines)}</article>'
        for n, lines in enumerate((STORY[:1], STORY[1:5], STORY[5:]))
    )
    assert [line for line in _read(f"<main>{HEAD}<div>{entries}</div></main>") if line in STORY] == list(STORY)


@pytest.mark.parametrize(
    "line",
    [
        "Copyright law in Japan protects what a reader may copy, the court said.",
        "By continuing to raise its tariffs, Norland makes its own fish dear.",
        "Published in 2019, the first report counted 412 boats along the coast.",
        "Updated forecasts put the haul at 2.1 tonnes a boat.",
        "Compiled by the ministry since 1998, the list has every harbour in it.",
        "The song about the treaty had two million streams on Spotify.",
        "“If we get compensation, we will leave the bank alone,” a skipper said.",
        "Related-party deals were not looked into, the auditors wrote.",
        "The court ruled in favour of Getty Images.",
    ],
)
def test_a_sentence_may_begin_or_end_like_furniture(line: str) -> None:
    """Only what cannot be part of a story goes by its words."""
    assert furniture(line) == ""


@pytest.mark.parametrize(
    "line",
    [
        "Copyright 2031 The Courier",
        "By signing up you agree to our terms.",
        "Updated 4 November 2031, 10:30",
        "Written by Jo Li",
        "Listen to the whole talk on Spotify.",
        "We may get a small commission if you buy.",
        "Boats in Halden. Getty Images",
        "Unlock this story with a digital subscription.",
        "Already a subscriber? Log in",
        "Jetzt weiterlesen",
        "Bereits Abonnent? Hier anmelden",
        "La suite est réservée aux abonnés.",
        "¿Ya eres suscriptor? Inicia sesión",
        "Sei già abbonato? Accedi",
        "Dit artikel is alleen voor abonnees.",
    ],
)
def test_furniture_is_still_told(line: str) -> None:
    """Its usual forms."""
    assert furniture(line)


def test_joiners_stay_where_letters_need_them() -> None:
    """Persian words are written with them; elsewhere nobody sees them."""
    assert (
        _read(f"<article>{HEAD}{_p(*STORY[:3])}<p>می\u200cرود و مي\u200cآيد، و همه مي\u200cدانند.</p></article>")[
            3
        ].count("\u200c")
        == 3
    )
    assert _read(f"<article>{HEAD}<p>{STORY[0][:20]}\u200c{STORY[0][20:]}</p>{_p(*STORY[1:])}</article>") == list(STORY)


@pytest.mark.parametrize(
    "line",
    [
        "Von Jo Li und Ute Brandl, Halden",
        "Par Jo Li (avec AFP)",
        "Door onze redacteur Jo Li",
        "di Jo Li, inviato",
    ],
)
def test_a_line_that_only_says_who_wrote_it_goes(line: str) -> None:
    """In other languages, too, where the page names the author; a sentence about them stays."""
    page = f'<head><meta name="author" content="Jo Li"></head><body><article>{HEAD}<p>{line}</p>{_p(*STORY)}</article>'
    assert extract(f"<html>{page}".encode()).paragraphs == STORY
    told = page.replace(line, f"{line} sah den Fang.")
    assert len(extract(f"<html>{told}".encode()).paragraphs) == len(STORY) + 1


def test_the_clock_of_the_next_date_is_not_taken() -> None:
    """Published and updated in one line; a machine's time is taken where it says the day that is printed."""
    line = "<p>4 November 2031 | Updated: 5 November 2031 07:00</p>"
    assert extract(f"<body><article>{HEAD}{line}{_p(*STORY)}</article>".encode()).published_at == "2031-11-04"
    stamp = '<time datetime="2031-11-04T18:05:00+01:00">4 November 2031</time>'
    found = extract(f"<body><article>{HEAD}{stamp}{_p(*STORY)}</article>".encode()).published_at
    assert found == "2031-11-04T18:05:00+01:00"


def test_a_note_of_a_correction_behind_a_bullet_is_one() -> None:
    """As the Guardian prints it."""
    note = "• This article was amended on 5 November 2031, as the quota is 40,000 tonnes, not 4,000."
    assert extract(f"<body><article>{HEAD}{_p(*STORY, note)}</article>".encode()).correction == note


def test_a_story_that_only_the_data_has_keeps_its_paragraphs() -> None:
    """JSON-LD's articleBody may hold markup: its blocks part, its inline elements do not."""
    body = "".join(f"<p>{line.replace('treaty', '<b>treaty</b>')}</p>" for line in STORY)
    data = json.dumps({"@type": "NewsArticle", "headline": "A treaty on fish", "articleBody": body})
    page = f'<head><script type="application/ld+json">{data}</script></head><body>{HEAD}<div id="app"></div></body>'
    assert extract(f"<html>{page}".encode()).paragraphs == STORY
