"""Pages made to hurt: a stated reason or an answer, soon, and never an exception."""

from __future__ import annotations

import pytest
from bounds import cpu_s, fastest_s
from hypothesis import HealthCheck, given, settings, strategies as st

from pactwatch.extract import decode, extract
from pactwatch.extract.safety import refuse

# CPU seconds, as the worst page may take; on a machine that is busy and slow the dearest of these takes 0.7.
LIMIT_S = 1.0


MANY_ATTRIBUTES = b" ".join(b"a%d" % n for n in range(9_000))


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        pytest.param(b"<div>" * 23_500, "too-deep", id="nested"),
        pytest.param(b"<a><div></a>" * 7_900, "too-deep", id="misnested"),
        pytest.param(b"<div></x>" * 11_800, "too-deep", id="endings of nothing"),
        pytest.param(b"<div></p><x></div>" * 5_500 + b"</x>" * 900, "too-deep", id="endings in the wrong order"),
        pytest.param(b"<b></x>" * 11_800, "unclosed-formatting", id="bold without an end"),
        pytest.param(b"<html><select>" + b"<option>x" * 20_000, "too-many-options", id="options"),
        pytest.param(b"".join(b"<body a%d=1>x" % n for n in range(20_000)), "too-many-bodies", id="bodies"),
        pytest.param(
            (b"<p " + b" ".join(b"a%d" % n for n in range(1_900)) + b">x") * 200, "too-many-attributes", id="long tags"
        ),
        pytest.param(
            (b"<p " + b" ".join(b"a%d" % n for n in range(55)) + b">x") * 23_500,
            "too-much-markup",
            id="many attributes",
        ),
        pytest.param(b'<div class="' + b"related " * 900_000 + b'">', "too-much-markup", id="one class"),
        pytest.param(b'<a href="/author/' + b"a/" * 4_000_000 + b'">x</a>', "too-much-markup", id="one address"),
        pytest.param(b"".join(b"<font size=%d>" % n for n in range(5_000)), "unclosed-formatting", id="formatting"),
        pytest.param(
            b"<p " + b" ".join(b"a%d=1" % n for n in range(9_000)) + b">", "too-many-attributes", id="attributes"
        ),
        *(
            pytest.param(before + MANY_ATTRIBUTES + after, "too-many-attributes", id=f"attributes {name}")
            for name, before, after in (
                ("behind a stray quotation mark", b'<p " ', b' ">'),
                ("behind a stray quotation mark in a value", b"<p a=b' ", b" '>"),
                ("behind > in a value", b'<p a=">" ', b">"),
                ("behind > and < in values", b"<p a='>' b='<' ", b"><i>"),
                ("behind a script in a value", b"<p a='<script>' ", b">"),
                ("between halves of a script in values", b"<p a='>' b='<script>' ", b" c='</script>'>"),
                ("behind a comment in a value", b"<p a='<!--' ", b">"),
                ("behind an empty comment", b"<!--><p ", b">-->"),
                ("behind a comment that ends oddly", b"<!-- --!><p ", b">-->"),
                ("behind a script with an end in both cases", b"<script></Script><p ", b"></script>"),
                ("without an end", b"<p ", b""),
            )
        ),
        pytest.param(
            b"<p " + MANY_ATTRIBUTES.replace(b" ", b"/") + b">", "too-many-attributes", id="parted by slashes"
        ),
        pytest.param(b"<a href=/x>l</a>" * 300_000, "too-many-tags", id="links"),
        pytest.param(b"<p>" + b"word " * 2_100_000, "too-large", id="size"),
        pytest.param(b"\x00\x01\x02\x03" * 9_000, "binary", id="binary"),
        pytest.param(b"line\n\n" * 90_000, "too-many-lines", id="lines"),
    ],
)
def test_what_would_be_slow_is_refused_with_a_reason(body: bytes, reason: str) -> None:
    """The check comes before the parser, and says what it saw."""
    article = extract(body)
    assert article.problem is not None
    assert article.problem.startswith(reason)
    assert article.blocks == ()


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"<div>" * 1_900 + b"<p>x</p>" * 11_800, id="deep but allowed"),
        pytest.param(b"x<br>" * 23_500, id="line breaks"),
        pytest.param(b"a" * 9_000_000 + b"<p>", id="one word"),
        pytest.param(b"<p>word word, word. " * 23_500, id="paragraphs"),
        pytest.param(
            b"<div><h2>Related</h2><p>A line of some length that counts as prose.</p></div>" * 3_900, id="related"
        ),
        pytest.param(b"<table>" + b"<tr><td>one<td>two" * 7_900, id="cells"),
        pytest.param(b"<time datetime=2031-01-01>x</time><h1>A title here</h1>" * 5_900, id="times"),
        pytest.param(b"<script type=application/ld+json>" + b"[" * 200_000, id="nested JSON"),
        pytest.param(
            b'<script type=application/ld+json>{"@type":"Article","author":' + b" " * 900_000, id="white JSON"
        ),
        pytest.param(b"<" * 3_000_000, id="brackets"),
        pytest.param(b"<p>" + b"\x1b$B" * 1_000_000, id="escapes"),
        pytest.param(b"<p>" + b"\xff" * 9_000_000, id="no encoding"),
        pytest.param(b"&amp;" * 1_500_000, id="references"),
        pytest.param(b"<!--" * 400_000, id="comments"),
        pytest.param(b"<div itemprop=name>" * 1_900 + b"word " * 900_000, id="names in one another"),
        pytest.param(b"<a rel=author href=/author/x>" + b"word " * 900_000 + b"</a>" * 9, id="one long author"),
        pytest.param(b"<p>A sentence that is said again, and again.</p><div>said again</div>" * 5_900, id="repeats"),
        pytest.param(
            b"<div>said again, word for word, ten times over</div>x<p>" * 590 + b"w " * 4_000_000, id="quotes"
        ),
        pytest.param(
            b"<div><img><div>A caption, short</div></div><p>Text of a story, and more.</p>" * 3_300, id="captions"
        ),
        pytest.param(b"<div><time>12:05</time><p>An entry of a live blog, at last.</p></div>" * 3_900, id="entries"),
        pytest.param(b"<script>" + b'"<p>a' * 23_500 + b"</script>", id="strings in a script"),
        pytest.param(b"<script>" + b"\\" * 4_000_000 + b'"<p>"</script>', id="escapes in a script"),
        pytest.param((b'<script>"' + b"<p>a</p>" * 4_300 + b'"</script>') * 9, id="markup in scripts"),
        pytest.param(b"<p>" + b"a, b; c. " * 1_000_000, id="marks in one line"),
        pytest.param(b"<p>By " + b"A " * 100 + b"</p>" + b"<p>by X Y and " * 23_500, id="bylines"),
        pytest.param(b"<p>not intended to " + b"not intended to " * 500_000, id="legal words"),
        pytest.param(b"<dl>" + b"<dt>a term<dd>its words, of it." * 11_800, id="terms"),
        pytest.param(
            b"".join(
                b"<div class='%s'>word</div>" % b" ".join(b"x%d-%d" % (n, m) for m in range(12)) for n in range(9_000)
            ),
            id="many classes",
        ),
        pytest.param(
            b"".join(b"<p>Subscribe %d to our %s</p>" % (n, b"a b " * 30) for n in range(19_000)), id="openings"
        ),
        pytest.param(b"<ul>" + b"<li><a href=/x class=c>link text here</a></li>" * 5_900, id="list of links"),
        pytest.param(b'<img src="data:' + b"A" * 9_000_000 + b'">', id="one picture"),
        # What each heading makes the rules look at: all that is kept, or all the way up.
        pytest.param(b"<h2>Related</h2><p>A line that counts as prose, or nearly so.</p>" * 5_900, id="related in all"),
        pytest.param(b"<p><b>Related stories</b></p><p>A line of prose, of it.</p>" * 3_900, id="related in bold"),
        pytest.param(
            b"<h1>Words</h1>" + b"<h3>Related</h3><a href=/x>A linked title of a story</a>" * 5_900, id="cards in all"
        ),
        pytest.param(b"<div>" * 3_900 + b"<h1>A line of prose, of it</h1>" * 9_900, id="deep headings"),
        pytest.param(b"<h1>A title</h1>" + b"<article>" * 3_900 + b"<p>A line of it.</p>" * 9_900, id="deep articles"),
        pytest.param(b"<div class=body>" * 3_900 + b"<p>A line of prose, of it.</p>" * 9_900, id="deep bodies"),
        pytest.param(b"<p><span class=a>" * 3_900 + b"word " * 100_000, id="deep spans"),
        pytest.param(b"<p>" + b"<span class=a>x</span> " * 11_900, id="spans in one paragraph"),
        pytest.param(
            b"".join(b"<p><a rel=author href=/author/x>Jo Li %d</a></p>" % n for n in range(5_900)), id="authors"
        ),
        pytest.param(
            b'<script type=application/ld+json>{"@type":"Article","headline":"A "b" c"}</script>' * 11_900, id="data"
        ),
        pytest.param(b"<table><tr>" + b"<td>1,000" * 23_500, id="one row"),
        pytest.param(b"<p>" + b"\xc2\xa0" * 490_000 + b"x", id="white space"),
        pytest.param(
            "<p>日本語の文章です。</p>".encode() + "日本語の文章。".encode() * 45_000, id="Japanese in one line"
        ),
        pytest.param(b"<h1>A title of it</h1>" + b"<p>Published 3/4/2031</p>" * 11_900, id="dates"),
    ],
)
def test_what_is_allowed_is_read_in_time(body: bytes) -> None:
    """Cost is linear: nothing that is let through takes long."""
    took = fastest_s(lambda: extract(body, url="https://a.example/b", content_type="text/html"), LIMIT_S)
    assert took < cpu_s(LIMIT_S)


def test_an_honest_page_is_not_refused_for_its_scripts() -> None:
    """Scripts are full of `<`, and a drawing or a description may be a very long attribute."""
    script = b"<script>" + b"if(a<b){c=1} " * 9_000 + b"</script>"
    drawing = b'<svg><path d="' + b"M1 2 L3 4 " * 3_000 + b'"/></svg>'
    assert refuse(b"<html>" + script + drawing + b"<p>fine</p>") is None
    words = b"<p>" + b"one word / another, " * 9_000 + b"</p>"
    comment = b"<!-- " + b"<p a b c d " * 4_000 + b"-->"
    assert refuse(b"<html>" + words + comment + script.replace(b"a<b", b"a < b / c") + b"<p>fine</p>") is None


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.binary(max_size=400),
    st.sampled_from([None, "text/html", "text/plain; charset=shift_jis", "a;charset=rot13", ""]),
)
def test_any_bytes_are_an_article(body: bytes, content_type: str | None) -> None:
    """No bytes and no header raise, and the text can always be written down."""
    extract(body, content_type=content_type).text.encode()
    text, encoding = decode(body, content_type)
    assert encoding == encoding.lower()
    text.encode("utf-8", "surrogatepass")


_TAGS = (
    "<p> </p> <div> </div> <a> </a> <h1> <li> <ul> <table> <tr> <td> <b> </b> <br> <time> <article> <nav> <svg> <rt> "
    "<template> <select> text. 日本。 <script> </script> <title> <blockquote> <ruby> <frameset> <body> </html>"
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(_TAGS.split()), max_size=60))
def test_any_tags_are_an_article(pieces: list[str]) -> None:
    """Tags in any order give an article whose lines are not empty and not doubled by the walk."""
    article = extract("".join(pieces).encode(), content_type="text/html")
    assert all(block.text.strip() == block.text != "" for block in article.blocks)
