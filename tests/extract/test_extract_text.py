"""Which blocks of a page are its story: one test for each class of error that pages have taught us."""

from __future__ import annotations

import json

import pytest
from treaty import STORY, paragraphs

from pactwatch.extract import extract
from pactwatch.extract.article import read
from pactwatch.extract.phrases import furniture

URL = "https://www.halden-courier.example/story"


def _page(*inside: str, head: str = "") -> bytes:
    body = "".join(inside)
    return (
        f"<html><head><title>A treaty</title>{head}</head><body><h1>A treaty on fish</h1>{body}</body></html>".encode()
    )


def _read(*inside: str, head: str = "") -> list[str]:
    return list(extract(_page(*inside, head=head), url=URL).paragraphs)


def _story_with(extra: str, after: int = 3) -> list[str]:
    inside = paragraphs(*STORY[:after]) + extra + paragraphs(*STORY[after:])
    return _read(f'<div class="article-body">{inside}</div>')


@pytest.mark.parametrize(
    "extra",
    [
        pytest.param("<aside class=pull-quote><p>This is a beginning, not an end</p></aside>", id="too short to tell"),
        pytest.param(
            "<div class=q2x><blockquote>Under the treaty, 412 vessels may fish in the shared zone from 1 March"
            "</blockquote></div>",
            id="pulled quote",
        ),
        pytest.param(
            "<div class=css-1><div class=css-2><img src=a.jpg></div><div class=css-3>Boats in the harbour of Halden "
            "before the ceremony on Tuesday</div></div>",
            id="caption by its place",
        ),
        pytest.param("<div class=footnotes><h3>Footnotes</h3><ol><li>See the treaty of 1988.</ol></div>", id="notes"),
        pytest.param("<p>Follow The Courier on WhatsApp for the latest from the coast.</p>", id="channel"),
        pytest.param("<p>Folgen Sie uns jetzt auf Telegram, dort gibt es mehr.</p>", id="German channel"),
        pytest.param("<p>Listen to the interview on Apple Podcasts or Spotify.</p>", id="podcast"),
        pytest.param("<p>If you buy something, we may earn a small commission from the shop.</p>", id="commission"),
        pytest.param("<p>Empfohlener redaktioneller Inhalt</p>", id="embed notice"),
        pytest.param("<p>関連キーワード</p><p>社会の新着</p>", id="Japanese lists"),
        pytest.param("<p>無料のメールマガジンで最新情報をお届けします。</p>", id="Japanese mail"),
        pytest.param("<p>相關新聞</p>", id="Chinese related"),
        pytest.param("<p>(责编：周岚、何一舟)</p>", id="Chinese editor line"),
        pytest.param("<p>[Related: What the treaty of 1988 said about cod and why it failed.]</p>", id="related"),
        pytest.param(
            "<div class=t1><h4><a href=/x>Cannery in court</a></h4><p class=line-clamp-2>The owners of the old cannery "
            "want to keep their wall and have asked the court.</p></div>",
            id="teaser cut off",
        ),
    ],
)
def test_what_stands_inside_a_story_and_is_no_part_of_it_goes(extra: str) -> None:
    """Pull quotes, captions by place, notes, channels, podcasts, embeds, teasers: the story alone is left."""
    assert _story_with(extra) == list(STORY)


@pytest.mark.parametrize(
    "extra",
    [
        pytest.param("By Friday evening both parliaments had the text on their tables.", id="opens with By"),
        pytest.param(
            "By providing boats with trackers, the states hope to see every haul.", id="opens with By and verb"
        ),
        pytest.param("The film was praised by critics of every paper in the capital.", id="by in the middle"),
        pytest.param("The minister earns a fee of 300 crowns for each sitting.", id="a fee that is news"),
        pytest.param("“Nothing here is intended to favour one side,” the commission wrote.", id="intended"),
        pytest.param("This is a beginning, said Veria’s minister as well, but of what?", id="near quotation"),
        pytest.param("Externe Prüfer sollen die Fänge zählen.", id="extern"),
    ],
)
def test_a_sentence_of_the_story_that_looks_like_something_else_stays(extra: str) -> None:
    """The rules look at the whole line, not at one word of it."""
    assert _story_with(f"<p>{extra}</p>") == [*STORY[:3], extra, *STORY[3:]]


def test_a_summary_that_the_story_says_again_goes() -> None:
    """The same first sentence above the text and in it is one sentence."""
    found = _read(
        f"<div class=syn><div class=s2>{STORY[0]}</div></div><div class=body2>"
        + paragraphs("HALDEN: " + STORY[0], *STORY[1:])
        + "</div>"
    )
    assert found == ["HALDEN: " + STORY[0], *STORY[1:]]


def test_a_standfirst_in_other_words_stays() -> None:
    """What is said only there is part of what a reader learns."""
    line = "Two neighbours share their sea again, and 118 boats will have to stay in port."
    assert _read(f'<p class="standfirst">{line}</p><div class="article-body">{paragraphs(*STORY)}</div>') == [
        line,
        *STORY,
    ]


def test_a_line_about_the_outlet_above_the_story_goes() -> None:
    """`The Courier tests …` introduces the paper, not the story."""
    found = _read(
        "<p>Halden Courier has reported from the coast for ninety years and tests every boat that it writes about.</p>"
        f'<div class="article-body">{paragraphs(*STORY)}</div>',
        head='<meta property="og:site_name" content="Halden Courier">',
    )
    assert found == list(STORY)


@pytest.mark.parametrize(
    "last",
    [
        pytest.param("Nils Aro is a senior reporter for the Halden Courier.", id="what he does"),
        pytest.param("Nils Aro ist Korrespondent in Veria.", id="German"),
        pytest.param("Nils Aro est journaliste au service étranger.", id="French"),
        pytest.param("Nils Aro covers the coast and is the author of two books on herring.", id="known author"),
        pytest.param("Contact reporter Nils Aro at nils.aro@courier.example", id="contact"),
        pytest.param("This article is for informational purposes only and does not constitute advice.", id="legal"),
        pytest.param("Diese Seite ist keine Anlageberatung, alle Angaben sind ohne Gewähr.", id="German legal"),
        pytest.param("Nils Aro", id="name alone"),
    ],
)
def test_what_follows_the_last_sentence_goes(last: str) -> None:
    """About the writer, how to reach them, legal notices."""
    found = _read(
        f'<div class="article-body">{paragraphs(*STORY, last)}</div>', head='<meta name="author" content="Nils Aro">'
    )
    assert found == list(STORY)


def test_a_person_in_the_last_sentence_is_no_writer() -> None:
    """`Ingrid Solvang is …` ends the story if she did not write it."""
    last = "Ingrid Solvang is expected to travel to the capital of Veria in the second week of May."
    found = _read(
        f'<div class="article-body">{paragraphs(*STORY, last)}</div>', head='<meta name="author" content="Nils Aro">'
    )
    assert found == [*STORY, last]


def test_entries_of_a_live_blog_keep_their_times() -> None:
    """A time alone over each entry is a block of its own kind, in the page's order."""
    entries = [("14:05", STORY[0]), ("13:40", STORY[1]), ("12:10", STORY[2]), ("11:00", STORY[3])]
    inside = "".join(f"<div class=entry><time>{time}</time><p>{text}</p></div>" for time, text in entries)
    article = extract(_page(f"<div class=feed>{inside}</div>"), url=URL)
    assert [(block.kind, block.text) for block in article.blocks] == [
        pair for time, text in entries for pair in (("time", time), ("paragraph", text))
    ]


def test_dates_of_other_stories_are_no_times_of_entries() -> None:
    """Days without a clock, as in a list of articles, stay out."""
    inside = "".join(f"<div><time>3 May 2031</time><p>{text}</p></div>" for text in STORY)
    assert all(block.kind != "time" for block in extract(_page(f"<div>{inside}</div>"), url=URL).blocks)


def test_lines_in_bare_boxes_are_text() -> None:
    """An editor that knows no paragraphs makes a nameless `div` of each line."""
    lines = [
        f"{month} {day} 12 to 1 pm, room 217" for month, day in zip(("May", "June", "July"), (3, 7, 5), strict=True)
    ]
    lines += ["August 2 12 to 1 pm, room 9", "September 6 12 to 1 pm, room 9"]
    found = _read(f"<div class=text>{paragraphs(*STORY)}{''.join(f'<div>{line}</div>' for line in lines)}</div>")
    assert found == [*STORY, *lines]


def test_layout_variants_in_brackets_say_nothing_of_a_box() -> None:
    """`[&>p]:line-clamp-3` is about paragraphs inside some state, not about this box."""
    found = _read(f'<div class="[&>p]:line-clamp-3 min-h-[150px]">{paragraphs(*STORY)}</div>')
    assert found == list(STORY)


def test_a_story_that_a_script_would_show_is_read_from_the_script() -> None:
    """Where next to nothing is seen, the longest markup in a script's strings is the story."""
    data = json.dumps({"a": {"text": paragraphs(*STORY), "more": "<p>Other stories of the day.</p>"}})
    data = data.replace("<", "\\u003c")
    page = f"<html><body><div id=root></div><script>self.push({data})</script></body></html>"
    assert list(extract(page.encode(), url=URL).paragraphs) == list(STORY)


def test_markup_two_strings_deep_is_found() -> None:
    """Frameworks put JSON into a string of JSON."""
    inner = json.dumps({"content": paragraphs(*STORY)}).replace("<", "\\u003c")
    page = f"<html><body><div></div><script>self.push([1, {json.dumps(inner)}])</script></body></html>"
    assert list(extract(page.encode(), url=URL).paragraphs) == list(STORY)


def test_a_script_is_never_believed_over_what_is_seen() -> None:
    """A reader sees two paragraphs: that is the article, whatever the scripts hold."""
    data = json.dumps(
        {"t": paragraphs(*(f"Another text, number {n}, of quite some length indeed." for n in range(30)))}
    )
    found = _read(f"<div class=article-body>{paragraphs(*STORY)}</div><script>x = {data}</script>")
    assert found == list(STORY)


def test_a_block_that_was_left_out_says_by_which_rule() -> None:
    """People who report a bad page are shown the rule."""
    extra = "<p>Follow The Courier on WhatsApp for the latest.</p>"
    reading = read(_page(f"<div class=article-body>{paragraphs(*STORY)}{extra}</div><nav><a href=/>Home</a></nav>"))
    assert reading.page is not None
    kept = {text.index for text in reading.kept}
    rules = {text.text: text.rule for text in reading.page.texts if text.index not in kept}
    assert rules["Follow The Courier on WhatsApp for the latest."] == "furniture"
    assert rules["Home"] == "box: navigation"


def test_empty_lines_between_breaks_partparagraphs() -> None:
    """Two breaks end a paragraph, also where spaces or comments stand between them."""
    text = STORY[0] + "<br> <!-- x --> <br>" + STORY[1] + "<br/>\n&nbsp;<br/>" + STORY[2] + " and<br>so on."
    assert _read(f"<div class=article-body>{text}</div>") == [STORY[0], STORY[1], STORY[2] + " and so on."]


_LIVE_LABELS = """
Show 12 new updates|Load more|Pinned|Pinned post|Key events|Live updates|Mehr anzeigen|Weitere Beiträge laden
3 neue Beiträge|Angeheftet|Afficher plus|Voir plus|Afficher la suite|Épinglé|Les faits marquants|Mostrar más
Cargar más|Fijado|Mostra altro|Carica altri|もっと見る|さらに表示|主な出来事
"""


@pytest.mark.parametrize("label", _LIVE_LABELS.strip().replace("\n", "|").split("|"))
def test_a_button_of_a_live_blog_is_no_entry(label: str) -> None:
    """In six languages, and only as a whole block."""
    assert furniture(label)
    assert not furniture(f"{label} 1031 Halden wartet, told us that the ferry is late.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Pinned under a beam for six hours, he survived.",
        "Key events of the year were the treaty and the fire.",
        "Show 12 of the new updates to your lawyer, he said.",
        "Mehr anzeigen wolle die Firma künftig, sagte sie.",
        "Afficher plus de transparence, voilà le but.",
        "Mostrar más respeto es lo que pide el alcalde.",
        "もっと見る価値があると館長は話した。",
        "主な出来事は三つあった。",
        "Key points",
        "Das Wichtigste in Kürze:",
    ],
)
def test_a_sentence_that_begins_like_a_button_stays(sentence: str) -> None:
    """A label is the whole block; a sentence goes on."""
    assert not furniture(sentence)
