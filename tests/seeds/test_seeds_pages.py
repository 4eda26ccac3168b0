"""The folder of seeds is whole, and each page in it reads as its newsroom meant it."""

from __future__ import annotations

import asyncio
import hashlib
import tomllib
from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from pactwatch.clock import VirtualClock
from pactwatch.extract import extract, judge
from pactwatch.fetch.offline import SeedTransport
from pactwatch.fetch.seeds import Answer, fill, read_manifest
from pactwatch.model import Article, Fetch, Known, Outcome
from pactwatch.paths import SEEDS
from pactwatch.urls import parse_url

MANIFEST = read_manifest(SEEDS)
TABLES = tomllib.loads((SEEDS / "manifest.toml").read_text(encoding="utf-8"))
VERSIONS = {
    file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(SEEDS.glob("versions/*.toml"))
}
ANSWERS = {answer.page.stem: answer for round_ in MANIFEST.rounds for answer in round_.answers if answer.page}


def article_of(answer: Answer) -> Article:
    """Read a page as a pass does."""
    return extract(answer.body, url=answer.url, content_type="text/html; charset=utf-8")


def texts_of(name: str) -> list[str]:
    """Give the paragraphs that a version is meant to have."""
    lines = MANIFEST.seeds[name[:3]].lines
    return [fill(text, lines, name, markup=False) for text in VERSIONS[name]["text"]]


def before(name: str) -> str | None:
    """Name the version before this one."""
    number = int(name[5:])
    return f"{name[:5]}{number - 1}" if number > 1 else None


@pytest.mark.parametrize("seed", TABLES["seeds"], ids=lambda seed: str(seed["id"]))
def test_the_seeds_are_kept_byte_for_byte(seed: Mapping[str, Any]) -> None:
    """Their sums are those of the manifest, and the manifest says what they are."""
    assert hashlib.sha256((SEEDS / seed["file"]).read_bytes()).hexdigest() == seed["sha256"]
    assert {"id", "file", "outlet", "url", "published_at", "sha256", "rights"} <= seed.keys()


def test_no_page_repeats_the_words_of_a_seed() -> None:
    """Each takes them from the text at the time it is served."""
    lines = [line for seed in MANIFEST.seeds.values() for line in seed.lines if len(line) > 100]
    pages = [file for file in SEEDS.rglob("*") if file.suffix in (".html", ".xml", ".toml")]
    assert not [(file.name, line[:40]) for file in pages for line in lines if line in file.read_text(encoding="utf-8")]


def test_every_file_has_its_use() -> None:
    """No page that nobody serves, no description without a page."""
    used = {answer.page for round_ in MANIFEST.rounds for answer in round_.answers if answer.page}
    files = {file for folder in ("sites", "versions") for file in (SEEDS / folder).rglob("*.*") if file.is_file()}
    assert {file for file in files if file.suffix != ".toml"} == used
    assert {file.stem for file in files if file.suffix == ".toml"} == {
        n for n in ANSWERS if n[3:5] == "-v" and "chrome" not in n
    }


def test_the_rounds_serve_the_versions_in_order() -> None:
    """Each version once, and at least four later ones of each seed."""
    served = [name for round_ in TABLES["rounds"] for name in round_["versions"]]
    assert sorted(served) == sorted(VERSIONS)
    assert {seed: max(int(name[5:]) for name in served if name[:3] == seed) for seed in MANIFEST.seeds} == {
        "000": 5,
        "003": 5,
    }


@pytest.mark.parametrize("name", VERSIONS)
def test_a_page_reads_exactly_as_meant(name: str) -> None:
    """Headline and paragraphs, to the letter; nothing of the site round them."""
    article = article_of(ANSWERS[name])
    assert article.headline == VERSIONS[name]["headline"]
    assert list(article.paragraphs) == texts_of(name)
    assert article.authors == ()


@pytest.mark.parametrize("name", ["000-v4-chrome", "003-v4-chrome"])
def test_other_chrome_is_not_read(name: str) -> None:
    """The page's bytes differ; its reading does not."""
    plain = ANSWERS[name.removesuffix("-chrome")]
    assert ANSWERS[name].body != plain.body
    assert article_of(ANSWERS[name]).text_sha256 == article_of(plain).text_sha256


def _changes() -> list[Any]:
    """List each change of each version with what it is."""
    return [
        pytest.param(name, what, entry, id=f"{name} {what} {i}")
        for name, version in VERSIONS.items()
        for what in ("must", "may", "must_not")
        for i, entry in enumerate(version.get(what, ()), start=1)
    ]


@pytest.mark.parametrize(("name", "what", "entry"), _changes())
def test_a_listed_change_is_in_the_pages(name: str, what: str, entry: Mapping[str, Any]) -> None:
    """Old words stood in the version before, new ones stand in this; what must not count is in the page alone."""
    old_name = before(name)
    assert old_name is not None
    old, new = (
        "\n".join([VERSIONS[old_name]["headline"], *texts_of(old_name)]),
        "\n".join([VERSIONS[name]["headline"], *texts_of(name)]),
    )
    if what == "must_not":
        assert entry.keys() == {"what", "text"}
        assert entry["text"] in ANSWERS[name].body.decode() or name == "000-v5"
        assert entry["text"] not in new
        return
    assert entry["kind"] in ("new", "changed", "removed", "moved")
    assert set(entry.get("facets", ())) <= {
        "number",
        "date",
        "name",
        "quote",
        "speaker",
        "modality",
        "polarity",
        "wording",
    }
    assert isinstance(entry["material"], bool)
    if "old_text" in entry:
        assert entry["old_text"] in old
        assert entry["old_text"] not in new
    if "new_text" in entry:
        assert entry["new_text"] in new
        assert entry["new_text"] not in old


def _exchange(client: httpx.AsyncClient, url: str, etag: str | None, since: str | None) -> httpx.Response:
    """Ask as a pass would, without its manners."""
    headers = {"if-none-match": etag or "", "if-modified-since": since or ""}
    return asyncio.run(client.get(url, headers={k: v for k, v in headers.items() if v}, follow_redirects=True))


@pytest.mark.parametrize("seed", MANIFEST.seeds)
def test_each_round_comes_to_the_outcome_that_the_manifest_expects(seed: str) -> None:
    """Walls, a challenge, an outage and other chrome leave what is known as it was."""
    clock = VirtualClock(MANIFEST.rounds[0].at)
    client = httpx.AsyncClient(transport=SeedTransport(SEEDS, clock))
    url = str(MANIFEST.seeds[seed].url)
    known: Known | None = None
    validators: tuple[str | None, str | None] = (None, None)
    outcomes: list[str] = []
    for moment in (round_.at for round_ in MANIFEST.rounds):
        clock.advance_to(moment)
        answer = _exchange(client, url, *validators)
        hops = tuple((hop.status_code, hop.url) for hop in answer.history)
        fetch = Fetch(
            url=parse_url(url),
            final_url=parse_url(str(answer.url)),
            fetched_at=clock.now(),
            status=answer.status_code,
            headers=tuple(answer.headers.items()),
            body=answer.content,
            redirects=tuple((status, parse_url(str(at))) for status, at in hops),
        )
        article = extract(fetch.body, url=fetch.final_url, content_type=fetch.header("content-type"))
        outcome = judge(fetch, article, known).outcome
        outcomes.append(outcome.value)
        if outcome in (Outcome.STORED, Outcome.UNCHANGED, Outcome.MOVED):
            url = str(answer.url)
            validators = (answer.headers.get("etag"), answer.headers.get("last-modified"))
            known = Known(article.headline, article.text, article.text_sha256, None)
    assert outcomes == [round_["expect"][seed] for round_ in TABLES["rounds"]]
