"""The rules of single publishers: each on a page in the shape of its site, and what happens without them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from scores import count, page_f1

from pactwatch.errors import UsageError
from pactwatch.extract import EXTRACTOR, extract, sites
from pactwatch.extract.article import read
from pactwatch.extract.why import explain
from pactwatch.model import sha256

TABLES = Path(sites.__file__).parent
PAGES = sorted((Path(__file__).parent / "sites").iterdir())


def _page(folder: Path) -> tuple[bytes, dict[str, Any]]:
    expected: dict[str, Any] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return (folder / "page.html").read_bytes(), expected


def test_every_table_has_its_page() -> None:
    """A table without a page that proves it is not let in, nor a page without a table."""
    assert [path.stem for path in sorted(TABLES.glob("*.toml"))] == [path.name for path in PAGES]


@pytest.mark.parametrize("folder", PAGES, ids=lambda folder: folder.name)
def test_a_rule_reads_its_page(folder: Path) -> None:
    """With its publisher's rule a page gives its headline, date, people and paragraphs, and nothing else."""
    body, expected = _page(folder)
    captured = date.fromisoformat(expected["captured_on"])
    article = extract(body, url=expected["url"], content_type="text/html", captured_on=captured)
    assert list(article.paragraphs) == expected["paragraphs"]
    assert article.headline == expected["headline"]
    assert article.published_at == expected["published_at"]
    assert list(article.authors) == expected["authors"]


@pytest.mark.parametrize("folder", PAGES, ids=lambda folder: folder.name)
def test_the_general_rules_do_well_without_it(folder: Path) -> None:
    """Without the rule the same page still gives nearly all of the story and little else."""
    body, expected = _page(folder)
    article = read(body, url=expected["url"], content_type="text/html", site_rules=False).article
    assert page_f1(count("\n".join(expected["paragraphs"]), article.text)) > 0.8
    assert article.headline == expected["headline"]


def test_a_changed_table_is_a_new_extractor() -> None:
    """The same bytes may read differently now: the version has to say so, or the difference is told as news."""
    together = "\n".join(path.read_text(encoding="utf-8") for path in sorted(TABLES.glob("*.toml")))
    said = "a table changed: raise EXTRACTOR in pactwatch/extract/version.py, then write both anew here"
    assert (EXTRACTOR, sha256(together)[:12]) == ("pactwatch-5", "4574a98fc087"), said


def test_a_rule_holds_between_its_dates() -> None:
    """A capture of another time is read by another rule, or by none; without a date it is today's."""
    url = "https://www3.nhk.or.jp/news/html/20241104/k1.html"
    assert sites.rule_for(url, date(2024, 11, 5)) is not None
    assert sites.rule_for(url, date(2026, 1, 1)) is None
    assert sites.rule_for(url) is None
    assert sites.rule_for("https://www.reuters.com/world/a/") is not None


def test_the_longest_path_wins_and_other_hosts_have_none() -> None:
    """A publisher's sections may be built differently; nobody else is touched."""
    press = sites.rule_for("https://ec.europa.eu/commission/presscorner/detail/en/ip_1")
    other = sites.rule_for("https://ec.europa.eu/info/news_en")
    assert press is not None
    assert other is not None
    assert (press.name, other.name) == ("commission#1", "commission#2")
    assert sites.rule_for("https://example.org/news/a") is None
    assert sites.rule_for("https://www.bbc.com/sport/a") is None
    assert sites.rule_for("not an address") is None
    assert sites.rule_for(None) is None


def test_a_rule_that_does_not_fit_is_left_aside() -> None:
    """After a relaunch the places are gone, and the page is read as if there were no rule."""
    page = b"<main><h1>A pact is signed</h1><p>The pact was signed on Friday in the port, officials said.</p></main>"
    url = "https://www.reuters.com/world/a/"
    assert extract(page, url=url) == read(page, url=url, site_rules=False).article
    assert explain(page, url=url).note is None


def test_why_names_the_rule() -> None:
    """Whoever asks sees that a publisher's rule decided, and what it dropped."""
    body, expected = _page(next(folder for folder in PAGES if folder.name == "reuters"))
    explanation = explain(body, url=expected["url"])
    assert explanation.note == "read with the publisher's rule reuters#1"
    assert "box: site rule" in {decision.rule for decision in explanation.decisions}


RULE = "hosts = ['a.example']\n[[rules]]\nsince = 2024-01-01\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("hosts = [", "not TOML", id="broken"),
        pytest.param("[[rules]]\nsince = 2024-01-01\nkeep = ['p']", "hosts: write a list", id="no hosts"),
        pytest.param(RULE.replace("a.e", "https://a.e") + "keep = ['p']", "hosts: write a list", id="an address"),
        pytest.param("hosts = ['a.example']", "at least one [[rules]]", id="no rules"),
        pytest.param("host = 'a'\n" + RULE + "keep = ['p']", "host: unknown", id="unknown key"),
        pytest.param(RULE, "it says nothing", id="empty"),
        pytest.param(RULE + "kep = ['p']", "kep: unknown; a rule has path", id="misspelt"),
        pytest.param(RULE + "keep = 'p'", "keep: write a list", id="no list"),
        pytest.param(RULE + "keep = ['p >']", "keep: 'p >' is no CSS selector", id="bad selector"),
        pytest.param(RULE + "published = '[['", "published: '[[' is no CSS selector", id="bad place"),
        pytest.param(RULE + "keep = ['p']\npath = 'press'", "path: write what", id="bad path"),
        pytest.param(
            RULE + "keep = ['p']\nuntil = 2023-01-01", "until: write the last day", id="ends before it begins"
        ),
        pytest.param(RULE.replace("2024-01-01", "2024") + "keep = ['p']", "since: write the first day", id="no day"),
    ],
)
def test_a_bad_table_is_answered_with_a_sentence(text: str, said: str) -> None:
    """The sentence names the file, the place and what to write."""
    with pytest.raises(UsageError) as caught:
        sites.read_table(text, "a.toml")
    assert str(caught.value).startswith("a.toml: ")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
