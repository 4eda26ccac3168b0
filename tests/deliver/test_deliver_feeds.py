"""The feeds as files: valid by RFC 4287 in the eyes of an XML parser and a feed reader, whatever the pages say."""

from __future__ import annotations

import asyncio
from contextlib import closing
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest
from click.testing import CliRunner
from newsroom import Newsroom, serving, story

from pactwatch.archive import open_archive
from pactwatch.cli import cli
from pactwatch.clock import VirtualClock
from pactwatch.feeds import write_feeds
from pactwatch.model import FetchRules, Relevance, SourceSpec, Topic
from pactwatch.passes import LocalEngine, run_offline, run_pass
from pactwatch.paths import SEEDS

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "<script>alert(1)</script> ]]> &amp; {{ 7*7 }} \x0b\x1b[31m \u202e\ufffe \ud83d \U0001f600"


def required(path: Path) -> ElementTree.Element:
    """Read a feed, and check what RFC 4287, 4.1, asks for."""
    root = ElementTree.fromstring(path.read_bytes())
    assert root.tag == f"{ATOM}feed"
    for element in [root, *root.iter(f"{ATOM}entry")]:
        for name in ("id", "title", "updated"):
            (found,) = element.findall(f"{ATOM}{name}")
            assert found.text
        assert datetime.fromisoformat(str(element.findtext(f"{ATOM}updated"))).tzinfo
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    ids = [str(element.text) for element in root.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids)) and all(one.startswith("urn:uuid:") for one in ids)
    parsed = feedparser.parse(str(path))
    assert not parsed.bozo and len(parsed.entries) == len(root.findall(f"{ATOM}entry"))
    return root


@pytest.fixture(scope="module")
def seeds_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Replay the seeds."""
    from pactwatch.config import load_watch

    path = tmp_path_factory.mktemp("feeds") / "a.db"
    asyncio.run(run_offline(load_watch(None, None).topic, path, LocalEngine(), SEEDS))
    return path


def test_the_seeds_as_feeds(seeds_archive: Path, tmp_path: Path) -> None:
    """The command writes both feeds; written again they are the same, byte for byte."""
    told = CliRunner().invoke(cli, ["feeds", str(tmp_path / "out"), "--archive", str(seeds_archive)])
    assert told.exit_code == 0 and told.output.count("wrote ") == 2, told.output
    changes, conflicts = (tmp_path / "out" / name for name in ("changes.atom", "conflicts.atom"))
    first = changes.read_bytes() + conflicts.read_bytes()
    CliRunner().invoke(cli, ["feeds", str(tmp_path / "out"), "--archive", str(seeds_archive)])
    assert changes.read_bytes() + conflicts.read_bytes() == first
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["changes.atom", "conflicts.atom"]
    entries = required(changes).findall(f"{ATOM}entry")
    updated = [str(entry.findtext(f"{ATOM}updated")) for entry in entries]
    assert entries and updated == sorted(updated, reverse=True)
    assert any("Iwaya" in str(entry.findtext(f"{ATOM}content")) for entry in required(conflicts).iter(f"{ATOM}entry"))


def test_a_feed_says_where_it_is_served(seeds_archive: Path, tmp_path: Path) -> None:
    """With --url it links to itself; all changes are more than the material ones."""
    for more in ([], ["--all", "--url", "https://feeds.example/pact/"]):
        CliRunner().invoke(cli, ["feeds", str(tmp_path / str(len(more))), "--archive", str(seeds_archive), *more])
    some, all_of_them = required(tmp_path / "0" / "changes.atom"), required(tmp_path / "3" / "changes.atom")
    assert len(all_of_them.findall(f"{ATOM}entry")) > len(some.findall(f"{ATOM}entry"))
    assert all_of_them.find(f"{ATOM}link[@rel='self']").get("href") == "https://feeds.example/pact/changes.atom"  # type: ignore[union-attr]
    assert some.find(f"{ATOM}link[@rel='self']") is None


class Hostile(Newsroom):
    """A newsroom whose headline is an attack."""

    def answer(self, path: str, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        """Answer one request."""
        status, fields, body = super().answer(path, headers)
        attack = "&lt;script&gt;alert(1)&lt;/script&gt; ]]&gt; {{ 7*7 }} \x0b\x1b[31m \u202e\ufffe &amp;amp; \U0001f600"
        told = body.decode().replace(story(1).headline, attack + str(self.round))
        return status, fields, told.encode()


def test_hostile_headlines_stay_text(tmp_path: Path) -> None:
    """What XML forbids is taken out; markup arrives as text, and an empty feed is a valid one."""
    newsroom = Hostile({1: "number"})
    with serving(newsroom) as base, closing(open_archive(tmp_path / "a.db")) as archive:
        topic = Topic(
            "x", HOSTILE.encode("utf-8", "replace").decode(), ("en",), Relevance(mode="all"),
            FetchRules(allow_private_hosts=("127.0.0.1",), per_host_delay_s=0, recheck="always"),
            sources=(SourceSpec("url", f"{base}/a/1", outlet="<b>Ledger\x0c</b>"),),
        )  # fmt: skip
        clock = VirtualClock(datetime.fromisoformat("2026-03-20T00:00:00+00:00"))
        asyncio.run(run_pass(topic, archive, clock, LocalEngine()))
        for path in write_feeds(archive, topic, tmp_path / "empty"):
            assert required(path).findall(f"{ATOM}entry") == []
        newsroom.round = 2
        asyncio.run(clock.sleep(3600))
        asyncio.run(run_pass(topic, archive, clock, LocalEngine()))
        root = required(write_feeds(archive, topic, tmp_path / "full")[0])
    titles = [str(entry.findtext(f"{ATOM}title")) for entry in root.iter(f"{ATOM}entry")]
    bodies = "".join(str(entry.findtext(f"{ATOM}content")) for entry in root.iter(f"{ATOM}entry"))
    assert any(title.startswith("<b>Ledger </b> changed ") for title in titles), titles
    assert "<script>alert(1)</script>" in bodies and not any(sign in bodies for sign in "\x0b\x1b\u202e\ufffe")


def test_a_folder_that_cannot_be_written_is_one_sentence(seeds_archive: Path, tmp_path: Path) -> None:
    """A file in the folder's place is told."""
    (tmp_path / "taken").write_text("", encoding="utf-8")
    told = CliRunner().invoke(cli, ["feeds", str(tmp_path / "taken"), "--archive", str(seeds_archive)])
    assert told.exit_code == 1 and "cannot be written" in str(told.exception)
