"""The transport of an offline pass serves what the manifest says is there at the time."""

from __future__ import annotations

import asyncio
import hashlib
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from pactwatch.clock import VirtualClock
from pactwatch.errors import UsageError
from pactwatch.fetch.offline import SeedTransport
from pactwatch.fetch.seeds import fill

FIRST = datetime(2024, 11, 1, 8, tzinfo=UTC)
MANIFEST = """
[[seeds]]
id = "s"
file = "seed.txt"
sha256 = "4c6e0a7a01a4cee8a6e0a8c68de5ae42b8ad4b2e9ffb2a46a64a3c9e0cd96db6"
outlet = "Example"
url = "https://news.example/a"

[[sources]]
kind = "feed"
url = "https://news.example/feed"
outlet = "Example"

[[rounds]]
at = 2024-11-01T08:00:00Z
title = "first"
answers = [
  { url = "https://news.example/a", page = "a.html", seed = "s" },
  { url = "https://news.example/feed", page = "feed.xml" },
  { url = "https://news.example/plain", page = "feed.xml", headers = { etag = "", last-modified = "" } },
  { url = "https://dead.example/a", error = "connect" },
  { url = "https://dead.example/slow", error = "timeout" },
]

[[rounds]]
at = 2024-11-01T10:00:00Z
title = "an outage"
answers = [{ url = "https://news.example/a", status = 503, headers = { retry-after = "120" } }]

[[rounds]]
at = 2024-11-01T12:00:00Z
title = "a move"
answers = [
  { url = "https://news.example/a", status = 301, headers = { location = "https://news.example/b" } },
  { url = "https://news.example/b", page = "a.html", seed = "s" },
]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small folder of seeds."""
    seed = "Title\nIt will rain <today> & tomorrow.\n"
    (tmp_path / "seed.txt").write_text(seed)

    digest = hashlib.sha256(seed.encode()).hexdigest()
    lines = [f'sha256 = "{digest}"' if line.startswith("sha256") else line for line in MANIFEST.splitlines()]
    (tmp_path / "manifest.toml").write_text("\n".join(lines))
    (tmp_path / "a.html").write_text("<h1>{{1}}</h1><p>{{2|will -> may}}</p>")
    (tmp_path / "feed.xml").write_text("<rss/>")
    return tmp_path


def ask(folder: Path, url: str, hours: float = 0, method: str = "GET", **headers: str) -> httpx.Response:
    """Ask the transport once, so many hours after the first round."""
    clock = VirtualClock(FIRST + timedelta(hours=hours))

    async def once() -> httpx.Response:
        async with httpx.AsyncClient(transport=SeedTransport(folder, clock)) as client:
            return await client.request(method, url, headers={k.replace("_", "-"): v for k, v in headers.items()})

    return asyncio.run(once())


PAGE = "https://news.example/a"


def test_a_page_holds_the_seed_as_it_was_edited(folder: Path) -> None:
    """Marks become the seed's lines, escaped for HTML."""
    answer = ask(folder, PAGE)
    assert answer.text == "<h1>Title</h1><p>It may rain &lt;today&gt; &amp; tomorrow.</p>"
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_a_page_says_since_when_it_stands(folder: Path) -> None:
    """Last-Modified is the time of its round, Date the virtual time."""
    headers = ask(folder, PAGE, 1).headers
    assert headers["last-modified"] == "Fri, 01 Nov 2024 08:00:00 GMT"
    assert headers["date"] == "Fri, 01 Nov 2024 09:00:00 GMT"


@pytest.mark.parametrize("weak", ["", "W/"])
def test_what_the_client_has_is_not_sent_again(folder: Path, weak: str) -> None:
    """An equal ETag, weak or in a list, gives 304 without a body."""
    etag = ask(folder, PAGE).headers["etag"]
    answer = ask(folder, PAGE, if_none_match=f'"other", {weak}{etag}')
    assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", etag)


def test_an_old_time_is_enough(folder: Path) -> None:
    """Last-Modified alone gives 304 too."""
    since = ask(folder, PAGE).headers["last-modified"]
    assert ask(folder, PAGE, if_modified_since=since).status_code == 304


def test_another_etag_decides_over_the_time(folder: Path) -> None:
    """RFC 9110: If-None-Match is looked at first."""
    since = ask(folder, PAGE).headers["last-modified"]
    assert ask(folder, PAGE, if_none_match='"other"', if_modified_since=since).status_code == 200


def test_an_unreadable_time_is_ignored(folder: Path) -> None:
    """The page is sent."""
    assert ask(folder, PAGE, if_modified_since="yesterday").status_code == 200


def test_a_header_can_be_taken_away(folder: Path) -> None:
    """An empty one in the manifest is not sent."""
    headers = ask(folder, "https://news.example/plain").headers
    assert "etag" not in headers
    assert "last-modified" not in headers


def test_an_outage_begins_and_ends_with_its_round(folder: Path) -> None:
    """An answer stands until the next one for the same address."""
    answers = [ask(folder, PAGE, hours).status_code for hours in (0, 1.99, 2, 3.99, 4)]
    assert answers == [200, 200, 503, 503, 301]
    assert ask(folder, PAGE, 2).headers["retry-after"] == "120"


def test_a_moved_page_says_where_to(folder: Path) -> None:
    """And the new address answers from then on, not before."""
    assert ask(folder, PAGE, 5).headers["location"] == "https://news.example/b"
    assert [ask(folder, "https://news.example/b", hours).status_code for hours in (0, 5)] == [404, 200]


def test_before_the_first_round_there_is_nothing(folder: Path) -> None:
    """Every path answers 404."""
    assert ask(folder, PAGE, -1).status_code == 404


def test_an_unknown_path_answers_404(folder: Path) -> None:
    """As a server does."""
    assert ask(folder, "https://news.example/x").status_code == 404


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("https://elsewhere.example/", httpx.ConnectError),
        ("https://dead.example/a", httpx.ConnectError),
        ("https://dead.example/slow", httpx.ReadTimeout),
    ],
)
def test_what_does_not_answer_is_a_transport_error(folder: Path, url: str, error: type[Exception]) -> None:
    """As the network would raise it."""
    with pytest.raises(error):
        ask(folder, url)


def test_only_reading_is_allowed(folder: Path) -> None:
    """HEAD has headers and no body; anything else is 405."""
    assert ask(folder, PAGE, method="POST").status_code == 405
    head = ask(folder, PAGE, method="HEAD")
    assert (head.status_code, head.content, int(head.headers["content-length"]) > 0) == (200, b"", True)


def test_an_address_is_found_however_it_is_written(folder: Path) -> None:
    """Addresses are compared in their WHATWG form, without fragments."""
    assert ask(folder, "https://NEWS.example:443/./a#part").status_code == 200


def test_rounds_and_sources_are_the_manifests(folder: Path) -> None:
    """What a pass needs to know beforehand."""
    transport = SeedTransport(folder, VirtualClock(FIRST))
    assert transport.rounds == (FIRST, FIRST + timedelta(hours=2), FIRST + timedelta(hours=4))
    assert [(source.kind, source.url) for source in transport.sources] == [("feed", "https://news.example/feed")]


DAMAGE = {
    "no manifest": ("manifest.toml", None, "manifest.toml: No such file or directory"),
    "manifest not TOML": ("manifest.toml", "[[rounds", "not TOML"),
    "manifest not UTF-8": ("manifest.toml", b"\xff\xfe\x00", "not UTF-8"),
    "no rounds": ("manifest.toml", "seeds = []\nsources = []\nrounds = []", "the rounds must follow"),
    "a key is missing": ("manifest.toml", "seeds = []\nrounds = []", "'sources' is missing"),
    "seeds are no tables": ("manifest.toml", "seeds = 3\nsources = []\nrounds = []", "not iterable"),
    "no seed": ("seed.txt", None, "seed.txt: No such file or directory"),
    "seed changed": ("seed.txt", "Title\nIt will snow.\n", "its SHA-256 is not the manifest's"),
    "page not UTF-8": ("a.html", b"<p>caf\xe9</p>", "a.html: damaged"),
    "page edits what is not there": (
        "a.html",
        "<p>{{2|snow -> hail}}</p>",
        "a.html: line 2 of the seed cannot be edited",
    ),
    "no page": ("a.html", None, "a.html: No such file or directory"),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_told_in_one_sentence(folder: Path, name: str) -> None:
    """At the start, with the file and the next step."""
    file, content, sentence = DAMAGE[name]
    (folder / file).unlink()
    if isinstance(content, bytes):
        (folder / file).write_bytes(content)
    elif content is not None:
        (folder / file).write_text(content)
    with pytest.raises(UsageError, match=sentence) as caught:
        SeedTransport(folder, VirtualClock(FIRST))
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Like any missing file."""
    with pytest.raises(UsageError, match=r"manifest\.toml"):
        SeedTransport(tmp_path / "none", VirtualClock(FIRST))


@pytest.mark.parametrize("mark", ["{{3}}", "{{0}}", "{{2|snow -> hail}}", "{{2|will}}"])
def test_a_mark_that_cannot_be_filled_is_told(mark: str) -> None:
    """A line that is not there, or words that are not in it."""
    with pytest.raises(UsageError, match="correct the mark"):
        fill(f"<p>{mark}</p>", ["Title", "It will rain."], "a.html")


def test_a_mark_in_a_script_is_escaped_for_it() -> None:
    """Quotes and closing tags must not end the string."""
    assert fill('{"a": "{{1|json}}"}', ['Say "no" </script>'], "a.html") == '{"a": "Say \\"no\\" <\\/script>"}'


def test_the_folder_may_have_spaces_in_its_name(folder: Path, tmp_path: Path) -> None:
    """Nothing depends on where it lies."""
    copy = tmp_path / "my own seeds"
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("my own seeds"))
    assert ask(copy, PAGE).status_code == 200
