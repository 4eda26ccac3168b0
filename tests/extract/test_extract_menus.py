"""Menus and feet of pages are read as a whole: no article is in them, and what is none of theirs is not lost."""

from __future__ import annotations

import time

import pytest
from bounds import cpu_s

from pactwatch.extract import extract
from pactwatch.extract.article import read
from pactwatch.extract.why import explain

STORY = (
    "The coastal states of Norland and Veria signed a fisheries treaty on Tuesday after eleven months of talks.",
    "Under the treaty, 412 vessels may fish in the shared zone from 1 March, down from 530 in the year before.",
    "Environmental groups welcomed the rule but warned that penalties would not deter large fleets.",
)
LINKS = "".join(f'<li class="item"><a href="/s/{n}">Section {n}</a></li>' for n in range(30))
PROSE = "".join(f"<p>{text}</p>" for text in STORY)
URL = "https://www.halden-courier.example/world/treaty"


@pytest.mark.parametrize(
    "menu",
    [
        pytest.param(f"<nav><ul>{LINKS}</ul></nav>", id="nav"),
        pytest.param(f'<div class="mega-menu"><ul>{LINKS}</ul><p>All sections</p></div>', id="class"),
        pytest.param(f'<div role="navigation">{LINKS}</div>', id="role"),
        pytest.param(f"<footer><ul>{LINKS}</ul><p>All about us</p></footer>", id="footer"),
    ],
)
def test_a_menu_is_one_block(menu: str) -> None:
    """Thirty links are one line among the page's blocks, dropped for what its box is, and told by `--why`."""
    body = f"<body>{menu}<h1>Treaty on fish</h1><article>{PROSE}</article></body>".encode()
    explanation = explain(body, url=URL)
    first = next(one for one in explanation.decisions if "Section 7" in one.text)
    assert (first.kept, "Section 0 Section 1" in first.text, "Section 29" in first.text) == (False, True, True)
    assert explanation.article.paragraphs == STORY
    assert len(explanation.decisions) == 5


@pytest.mark.parametrize(
    "story",
    [
        pytest.param(f'<div class="nav-content"><ul>{LINKS}</ul>{PROSE * 9}</div>', id="named for a menu"),
        pytest.param(f"<footer><ul>{LINKS}</ul><article>{PROSE * 9}</article></footer>", id="in the foot"),
    ],
)
def test_a_story_in_a_menu_is_no_menu(story: str) -> None:
    """Links with far more text than labels are read block by block, as ever."""
    page = read(f"<body><h1>Treaty on fish</h1>{story}</body>".encode(), url=URL).page
    assert page is not None
    assert len([text for text in page.texts if text.text in STORY]) == 27


def test_what_a_menu_says_of_the_article_is_heard() -> None:
    """A headline in the site's head, and data at the foot, are not passed over with the links around them."""
    head = f'<header class="site-header"><ul>{LINKS}</ul><h1>Treaty on fish signed in Halden</h1></header>'
    data = '<script type="application/ld+json">{"@type":"NewsArticle","author":{"name":"Mara Lindqvist"}}</script>'
    foot = f'<footer><ul>{LINKS}</ul>{data}<meta itemprop="datePublished" content="2031-11-04"></footer>'
    article = extract(f"<body>{head}<article>{PROSE}</article>{foot}</body>".encode(), url=URL)
    assert article.headline == "Treaty on fish signed in Halden"
    assert article.authors == ("Mara Lindqvist",)
    assert article.published_at == "2031-11-04"


def test_a_script_in_a_menu_is_no_text_of_it() -> None:
    """What no reader sees is in no block."""
    menu = f"<nav><ul>{LINKS}</ul><script>const seen = 1</script><style>a {{ color: red }}</style></nav>"
    page = read(f"<body>{menu}<h1>Treaty on fish</h1>{PROSE}</body>".encode(), url=URL).page
    assert page is not None
    assert "const seen" not in "".join(text.text for text in page.texts)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<nav>" * 3_900 + "<a>x</a>" * 4_000 + "words " * 160_000, id="long text in all"),
        pytest.param("<nav>" * 3_900 + "<h1>x</h1>" + "<a>x</a>" * 9_000, id="a heading in all"),
        pytest.param("<nav>" * 3_900 + "<p>A line of some length, but no link</p>" * 9_000, id="few links in all"),
        pytest.param(("<nav>" + "<a>x</a>" * 12 + "<h1>x</h1></nav>") * 850, id="many"),
    ],
)
def test_menus_made_to_be_slow_are_read_in_time(body: str) -> None:
    """A menu in a menu in a menu is looked at a few times, not once for each."""
    started = time.process_time()
    assert extract(body.encode(), url=URL, content_type="text/html").problem is None
    assert time.process_time() - started < cpu_s(1.0)
