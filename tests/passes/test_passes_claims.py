"""Claims over many passes: one statement keeps one number, whatever happens to it between two looks."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path

import pytest
from arrivals import ROBOTS, Log, missing, start
from hostile_server import NOW, Visit

from pactwatch import understanding
from pactwatch.archive import Archive, open_archive
from pactwatch.clock import VirtualClock
from pactwatch.commands import diff
from pactwatch.model import FetchRules, Relevance, SourceSpec, Topic
from pactwatch.passes import LocalEngine, run_pass

BODY = (
    "The harbour board met on Tuesday evening in the old customs house of Halden.",
    "Its members agreed to rebuild the northern wall before the autumn storms.",
    "The work is to cost 29 million crowns, the chairwoman said.",
    "Fishermen had asked for a second gate since the flood of 2019.",
    "A tender is open to builders from all of the coastal states.",
    "The board will look at the offers in a public session in June.",
    "Residents of the lower town may send remarks until the end of May.",
)
COST = BODY[2]


def page(sentences: Iterable[str], headline: str) -> bytes:
    """Make an article that says so, a paragraph for each sentence."""
    body = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    return f"<html lang=en><title>{headline}</title><article><h1>{headline}</h1>{body}</article></html>".encode()


def watched(
    folder: Path, versions: Sequence[Sequence[str]], headlines: Sequence[str] = (), reader: str = ""
) -> Archive:
    """Watch one article on a real server, a pass an hour for each of its versions, and give the archive.

    With *reader*, a reader of that name takes over at the last version.
    """
    heads = headlines or ["Halden rebuilds its harbour wall"] * len(versions)
    now: list[bytes] = []
    clock = VirtualClock(NOW)
    archive = open_archive(folder / "a.db")

    def answer(visit: Visit, at: object) -> None:
        visit.answer(now[-1], "Content-Type: text/html; charset=utf-8")

    with ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
        (url,) = start(stack, Log(clock), {ROBOTS: missing, "/wall": answer})
        rules = FetchRules(allow_private_hosts=("127.0.0.1",), recheck="always", per_host_delay_s=0, attempts=1)
        topic = Topic("wall", "The wall", ("en",), Relevance(mode="all"), rules, sources=(SourceSpec("url", url),))
        for sentences, headline in zip(versions, heads, strict=True):
            if reader and len(now) == len(versions) - 1:
                patch.setattr(understanding, "READER", reader)
            now.append(page(sentences, headline))
            clock.advance_to(clock.now() + timedelta(hours=1))
            asyncio.run(run_pass(topic, archive, clock, LocalEngine()))
    return archive


def told(archive: Archive) -> list[tuple[object, ...]]:
    """Give number of the new version, kind and rule of each change, in order."""
    query = (
        "SELECT v.number, c.kind, c.rule FROM changes c JOIN versions v ON v.id = c.new_version_id "
        "ORDER BY v.number, c.id"
    )
    return [tuple(row.values()) for row in archive.rows(query)]


def numbers(archive: Archive, beginning: str) -> set[object]:
    """Give the claims whose wording begins so in any version."""
    rows = archive.rows("SELECT DISTINCT claim_id FROM wordings WHERE text LIKE ? || '%'", (beginning,))
    return {row["claim_id"] for row in rows}


def differences(archive: Archive, version: int) -> str:
    """Give what the changes of a version differ in, as stored."""
    query = (
        "SELECT group_concat(c.facets || c.differences) AS all_ FROM changes c JOIN versions v "
        "ON v.id = c.new_version_id WHERE v.number = ?"
    )
    return str(archive.rows(query, (version,))[0]["all_"])


def test_a_change_and_its_way_back_are_one_claim(tmp_path: Path) -> None:
    """A -> B -> A: two changes of one claim, and the second is told as a revert."""
    risen = tuple(text.replace("29", "92") for text in BODY)
    with closing(watched(tmp_path, [BODY, risen, BODY])) as archive:
        assert told(archive) == [(2, "changed", "number-changed"), (3, "changed", "number-changed")]
        assert len(numbers(archive, "The work is to cost")) == 1
        assert "revert" not in differences(archive, 2)
        assert "revert" in differences(archive, 3)


def test_a_statement_that_goes_and_returns_is_one_claim(tmp_path: Path) -> None:
    """Removal and return: the claim that ended goes on, and the return is told by a rule of its own."""
    without = tuple(text for text in BODY if text != COST)
    with closing(watched(tmp_path, [BODY, without, without[:3], BODY])) as archive:
        assert (2, "removed", "claim-removed") in told(archive)
        assert [rule for number, _, rule in told(archive) if number == 4] == ["claim-returned"] * 4
        assert len(numbers(archive, "The work is to cost")) == 1
        assert archive.rows("SELECT count(*) AS n FROM claims") == [{"n": len(BODY)}]
        assert archive.rows("SELECT count(*) AS n FROM claims WHERE removed_at IS NOT NULL") == [{"n": 0}]


def test_a_headline_that_goes_back_is_told_as_a_revert(tmp_path: Path) -> None:
    """Headlines go back too."""
    heads = ["Halden wall costs 29 million", "Halden wall costs 92 million", "Halden wall costs 29 million"]
    with closing(watched(tmp_path, [BODY] * 3, heads)) as archive:
        assert [rule for _, _, rule in told(archive)] == ["number-changed"] * 2
        assert "revert" in differences(archive, 3)


def test_claims_keep_their_numbers_over_twenty_versions(tmp_path: Path) -> None:
    """Figures that change, sentences that come, move and go: each claim has one number in all twenty versions."""
    versions = []
    for at in range(20):
        sentences = [text.replace("29", str(29 + at)) for text in BODY]
        if at % 3 == 1:
            sentences.insert(at % 7, f"Wave number {at} of protests reached the customs house.")
        if at % 4 == 2:
            sentences.append(sentences.pop(1))
        if at % 5 == 3:
            sentences.remove(BODY[5])
        versions.append(sentences)
    with closing(watched(tmp_path, versions)) as archive:
        assert archive.rows("SELECT count(*) AS n FROM versions") == [{"n": 20}]
        for sentence in BODY:
            assert len(numbers(archive, sentence[:20])) == 1, sentence
        costs = archive.rows("SELECT count(*) AS n FROM changes WHERE rule = 'number-changed'")
        assert costs == [{"n": 19}]


def test_what_returns_in_the_place_of_another_is_itself(tmp_path: Path) -> None:
    """A statement that returns where another one goes continues itself, not the other one."""
    without = tuple(text for text in BODY if text != COST)
    other = (*BODY[:2], "Nobody from the ministry had come to the meeting.", *BODY[3:])
    with closing(watched(tmp_path, [BODY, without, other, BODY])) as archive:
        assert len(numbers(archive, "The work is to cost")) == 1
        assert [rule for number, _, rule in told(archive) if number == 4] == ["claim-removed", "claim-returned"]


def test_a_way_back_is_known_across_a_new_extractor(tmp_path: Path) -> None:
    """Where the last snapshot is read again with today's extractor, a revert and a return are still told as such."""
    risen = tuple(text.replace("29", "92") for text in BODY if text != BODY[5])
    with closing(watched(tmp_path, [BODY, risen, BODY], reader="another reader")) as archive:
        assert [rule for number, _, rule in told(archive) if number == 3] == ["number-changed", "claim-returned"]
        assert "revert" in differences(archive, 3)
        assert len(numbers(archive, BODY[5][:20])) == 1


def shown(archive: Archive, capsys: pytest.CaptureFixture[str], older: int, newer: int) -> list[tuple[object, ...]]:
    """Give kind, rule, materiality and facets of each change that `pactwatch diff` shows of two versions."""
    (row,) = archive.rows("SELECT url FROM articles")
    diff(str(row["url"]), older, newer, as_json=True, archive_path=str(archive.path))
    changes = json.loads(capsys.readouterr().out)["changes"]
    return [
        (c["kind"], c["verdict"]["rule"], c["verdict"]["material"], [d["facet"] for d in c["verdict"]["differences"]])
        for c in changes
    ]


def test_diff_shows_what_the_pass_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A way back and a statement that returns are known on screen too, and only from what was held before."""
    other = COST.replace("29", "31")
    versions = [BODY, [*BODY[:2], other, *BODY[3:6]], BODY]
    with closing(watched(tmp_path, versions)) as archive:
        assert shown(archive, capsys, 2, 3) == [
            ("changed", "number-changed", True, ["number", "revert"]),
            ("new", "claim-returned", True, ["wording"]),
        ]
        assert [(kind, rule) for kind, rule, _, _ in shown(archive, capsys, 2, 3)] == [
            (kind, rule) for number, kind, rule in told(archive) if number == 3
        ]
        assert [facets for _, _, _, facets in shown(archive, capsys, 1, 2)] == [["number"], ["wording"]]


def test_diff_knows_a_live_blog(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What fell off the end of a live blog is out of sight, for the pass and on screen alike."""

    def blog(entries: Sequence[str], first: int) -> list[str]:
        lines = [[f"{10 + first + k}:05", f"{sentence} The count goes on."] for k, sentence in enumerate(entries)]
        return [line for entry in reversed(lines) for line in entry]

    more = "The chairwoman thanked all who had come."
    versions = [blog(BODY[:6], 0), blog([*BODY[2:6], more], 2)]
    with closing(watched(tmp_path, versions)) as archive:
        rules = [rule for _, rule, _, _ in shown(archive, capsys, 1, 2)]
        assert rules == [rule for _, _, rule in told(archive)]
        assert "entry-out-of-sight" in rules
        assert "claim-removed" not in rules
