"""`--why` tells of every block what became of it, and its coloured page is safe to open."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from bounds import cpu_s
from layouts import LAYOUTS, Layout, page, pairs
from selectolax.lexbor import LexborHTMLParser

from pactwatch.extract import extract, why
from pactwatch.extract.phrases import furniture
from pactwatch.extract.why import KEPT, OUTSIDE, explain
from pactwatch.extract.why_html import as_html

STORY = """<!doctype html><html lang="en"><head><title>Pact signed | The Paper</title></head><body>
<nav><a href="/">Home</a></nav><div class="cookie-banner"><p>We use cookies to do things with your device.</p></div>
<main><article><h1>Pact signed in the old port</h1><div class="story-body">
<p>The pact was signed on Friday in the old port, officials of both states said after the ceremony.</p>
<p>Advertisement</p>
<p>It takes effect on 1 January, once both parliaments agree,<br><br>which nobody doubts, officials said.</p>
<div class="related-posts"><h3>Related</h3><ul><li><a href="/1">Harbour wall cracks</a></li></ul></div>
</div></article></main><footer><p>All rights reserved by the paper.</p></footer></body></html>"""


def test_every_block_is_told_with_its_rule() -> None:
    """Each block of the page stands there once, in order, with what decided and on which element."""
    told = [(one.rule, one.where, one.text[:20]) for one in explain(STORY.encode()).decisions]
    assert told == [
        ("box: navigation", "nav", "Home"),
        ("box: cookie", "div.cookie-banner", "We use cookies to do"),
        (OUTSIDE, "h1", "Pact signed in the o"),
        (KEPT, "p", "The pact was signed "),
        ("furniture", "p", "Advertisement"),
        (KEPT, "p", "It takes effect on 1"),
        (KEPT, "p", "which nobody doubts,"),
        ("box: related", "div.related-posts", "Related"),
        ("box: related", "div.related-posts", "Harbour wall cracks"),
        ("box: footer", "footer", "All rights reserved "),
    ]


@pytest.mark.parametrize(("layout", "story"), [pytest.param(*pair, id=pair[0].__name__) for pair in pairs()[::4]])
def test_what_is_told_as_kept_is_the_article(layout: Layout, story: object) -> None:
    """The explanation is of the same reading that a pass does."""
    body = page(layout, next(one for of, one in pairs() if of is layout and one == story), 2)
    explanation = explain(body)
    assert explanation.article == extract(body)
    kept = [one.text for one in explanation.decisions if one.kept]
    assert "\n\n".join(kept) == explanation.article.text


def test_every_rule_is_explained() -> None:
    """Whatever name a rule gives a block, there are words for it; a new rule needs some."""
    named: set[str] = set()
    for path in Path(why.__file__).parent.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        named.update(re.findall(r"\.rule = \"(.+?)\"", text))
        named.update(re.findall(r"_drop\(\w+, \"(.+?)\"\)", text))
    assert {"lead", "links only"} <= named
    assert named <= set(why.SAYS)
    assert {furniture(line, 1) for line in ("Advertisement", "Photo/AFP", "Get our newsletter")} <= {*why.SAYS}


def test_neighbours_of_one_fate_stand_together() -> None:
    """What was dropped for one reason is one run; each block that was kept is a run of its own."""
    runs = explain(STORY.encode()).runs()
    assert [len(run) for run in runs] == [1, 1, 1, 1, 1, 1, 1, 2, 1]


@pytest.mark.parametrize(
    ("body", "note"),
    [
        pytest.param(b"Pact signed\n\nThe pact was signed on Friday, officials said.", "plain text", id="plain"),
        pytest.param(b"<div>" * 8_000, "not read: too-deep", id="refused"),
        pytest.param(
            b'<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"'
            + b"The pact was signed on Friday in the old port, officials said. " * 12
            + b'"}</script><p>Loading the story, please wait.</p>',
            "JSON-LD",
            id="by script",
        ),
    ],
)
def test_what_no_block_can_tell_is_noted(body: bytes, note: str) -> None:
    """A page without blocks, or whose text came from elsewhere, says so."""
    explanation = explain(body)
    assert note in (explanation.note or "")
    assert as_html(explanation).startswith("<!doctype html>")


# ---------------------------------------------------------------- the coloured page


def test_every_block_is_coloured_where_it_stands() -> None:
    """The page's words are all there, in order, each in the colour of its block; a line break does not mix two up."""
    html = LexborHTMLParser(as_html(explain(STORY.encode()), address="page.html"))
    told = [(mark.attributes["class"], " ".join(mark.text().split())[:20]) for mark in html.css("main mark")]
    assert told == [
        ("box", "Home"),
        ("box", "We use cookies to do"),
        ("head", "Pact signed in the o"),
        ("kept", "The pact was signed "),
        ("rule", "Advertisement"),
        ("kept", "It takes effect on 1"),
        ("kept", "which nobody doubts,"),
        ("box", "Related"),
        ("box", "Harbour wall cracks"),
        ("box", "All rights reserved "),
    ]
    assert all(html.css_first(str(link.attributes["href"])) is not None for link in html.css("aside a"))


HOSTILE = """<html><head><meta http-equiv="refresh" content="0;url=https://evil.example/"><base href="https://evil.example/">
<style>@import url(https://evil.example/a.css); mark { display: none }</style><script>alert(1)</script>
<title></title><script>alert(2)</script></head><body onload="alert(3)" style="background:url(//evil.example/b)">
<article><h1 onclick="alert(4)">Pact &lt;script&gt;alert(5)&lt;/script&gt; signed "today" & 'here'</h1>
<p id="b3" class="kept" style="display:none">The pact was signed on Friday, officials of both states said there.</p>
<p><a href="javascript:alert(6)">It takes effect in January</a>, &lt;img src=x onerror=alert(7)&gt; officials said.</p>
<iframe srcdoc="<script>alert(8)</script>"></iframe>
<img src="https://evil.example/p.gif" alt="<script>alert(9)</script>">
<svg><script>alert(10)</script><a xlink:href="javascript:alert(11)">x</a></svg>
<math><mi href="javascript:alert(12)">y</mi></math>
<form action="https://evil.example/"><input value="x"><button formaction="https://evil.example/">Go</button></form>
<object data="https://evil.example/o"></object><embed src="https://evil.example/e">
<video src="https://evil.example/v"></video>
<plaintext-x onmouseover="alert(13)">An element that nobody knows holds this sentence, officials said.</plaintext-x>
<template><script>alert(14)</script></template><noscript><img src="https://evil.example/n"></noscript>
</article></body></html>"""


def test_the_coloured_page_runs_and_loads_nothing() -> None:
    """No script, style, address or attribute of the page gets into the file, and its policy would stop them."""
    text = as_html(explain(HOSTILE.encode(), url="https://a.example/x"), address='https://a.example/"><script>alert(0)')
    html = LexborHTMLParser(text)
    assert not html.css("script, iframe, img, svg, object, embed, form, input, button, video, base, template, link")
    assert len(html.css("style")) == 1
    for node in html.css("body *"):
        assert set(node.attributes) <= {"class", "id", "title", "href"}
        assert (node.attributes.get("href") or "#").startswith("#")
    assert "evil.example" not in text.replace("evil.example/&quot;", "")
    assert "@import" not in text
    policy = html.css_first("meta[http-equiv='Content-Security-Policy']")
    assert policy is not None
    assert "default-src 'none'" in str(policy.attributes["content"])
    assert not html.css("meta[http-equiv='refresh']")
    # What the page says is still there to be read, as text.
    body = html.css_first("main")
    assert body is not None
    assert "<script>alert(5)</script>" in body.text()
    assert "An element that nobody knows" in body.text()


@pytest.mark.parametrize("layout", [pytest.param(layout, id=layout.__name__) for layout in LAYOUTS])
def test_no_word_of_a_block_is_lost(layout: Layout) -> None:
    """Every block can be found again in the coloured page, whatever the layout."""
    story = next(one for of, one in pairs() if of is layout)
    explanation = explain(page(layout, story, 3))
    marks = LexborHTMLParser(as_html(explanation)).css("main mark")
    seen = re.sub(r"\s", "", "".join(mark.text() for mark in marks))
    for decision in explanation.decisions:
        assert re.sub(r"\s", "", decision.text) in seen


def test_a_long_page_is_painted_in_time() -> None:
    """Cost is linear: 18,000 blocks, deep nesting and one run of 20,000 lines are no matter."""
    many = b"<div>" * 1_000 + b"<p>A line of some words. " * 14_000 + b"line of words<br><br>" * 4_000
    html = as_html(explain(many))
    assert html.count("<mark") > 10_000


def test_a_long_line_of_links_is_painted_in_time() -> None:
    """One block of 9,000 pieces is looked at once, not once for each of them."""
    line = b"<h1>A heading</h1><p>" + b"<a href=/x>a link to some story</a> " * 11_000
    started = time.process_time()
    assert as_html(explain(line)).count("<mark") > 10_000
    assert time.process_time() - started < cpu_s(3)
