"""A day on watch: passes every three hours, edits, walls and an outage; the inbox holds what it should, and no more.

500 articles, 40 material edits, 200 cosmetic ones and 60 walls; `PACTWATCH_DAY=100` does it with a fifth of these.
"""

from __future__ import annotations

import asyncio
import os
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from inbox import Inbox, receiving
from newsroom import COSMETIC, WALL, Story, edited, page, story

from pactwatch.archive import open_archive
from pactwatch.clock import VirtualClock
from pactwatch.deliver import deliver_owed
from pactwatch.model import AlertRule, FetchRules, Relevance, SourceSpec, Topic, sha256
from pactwatch.passes import LocalEngine, run_pass

ARTICLES = int(os.environ.get("PACTWATCH_DAY", "500"))
EDITS, COSMETICS, WALLS = ARTICLES * 40 // 500, ARTICLES * 200 // 500, ARTICLES * 60 // 500
OUTLETS = 10
DARK = "paper9.example"
MORNING = datetime(2026, 3, 20, 0, 0, tzinfo=UTC)
EVERY = timedelta(hours=3)
PASSES = 9
# The dark outlet answers 503 from the third pass to the sixth: three in a row are told, in the fifth.
OUTAGE = range(2, 6)


@dataclass(frozen=True)
class Edit:
    """What becomes of an article, from which pass on."""

    at: int
    what: str


def host(number: int) -> str:
    """Say whose article it is."""
    return f"paper{number % OUTLETS}.example"


def plan() -> dict[int, list[Edit]]:
    """Deal the day's events: articles with edits come first, then those reworked without meaning, then the walls.

    The first two articles with an edit have a second one later. Nothing happens at the outlet that goes dark.
    """
    lit = [number for number in range(1, ARTICLES + 1) if host(number) != DARK]
    edits = {number: [Edit(1 + at % 7, "figure")] for at, number in enumerate(lit[: EDITS - 2])}
    for number in lit[:2]:
        edits[number].append(Edit(8, "figure again"))
    rest = lit[EDITS - 2 :]
    for at, number in enumerate(rest[:COSMETICS]):
        edits[number] = [Edit(1 + at % 8, COSMETIC[at % len(COSMETIC)])]
    for at, number in enumerate(lit[-WALLS:]):
        # A wall for one pass or two in a row, often over an article that is reworked at the same time.
        edits.setdefault(number, []).append(Edit(1 + at % 6, f"wall {1 + at % 2}"))
    return edits


class Press(httpx.AsyncBaseTransport):
    """All outlets, as they are at a pass."""

    def __init__(self, edits: dict[int, list[Edit]]) -> None:
        self.edits = edits
        self.now = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer one request."""
        status, html, headers = 404, "<h1>Not found</h1>", {"content-type": "text/html; charset=utf-8"}
        if request.url.host == DARK and self.now in OUTAGE:
            status, html = 503, "<h1>Service unavailable</h1>"
        elif request.url.path != "/robots.txt":
            status, html = 200, self.page(int(request.url.path.removeprefix("/a/")))
            headers["etag"] = f'"{sha256(html)}"'
            if request.headers.get("if-none-match") == headers["etag"]:
                status, html = 304, ""
        return httpx.Response(status, headers=headers, stream=httpx.ByteStream(html.encode()), request=request)

    def page(self, number: int) -> str:
        """Give an article's page, or what stands before it."""
        told, dressed = unique(story(number), 10_000 + number), 0
        for edit in self.edits.get(number, []):
            if edit.what.startswith("wall") and edit.at <= self.now < edit.at + int(edit.what[-1]):
                return WALL
            if edit.what.startswith("wall") or edit.at > self.now:
                continue
            dressed = edit.at
            told = (
                unique(told, figure(number, edit))
                if edit.what.removesuffix(" again") == "figure"
                else edited(told, edit.what)
            )
        return page(told, dressed).replace("The Ledger", host(number))


def figure(number: int, edit: Edit) -> int:
    """Give the figure that an edit puts in."""
    return (30_000 if edit.what.endswith("again") else 20_000) + number


def unique(told: Story, homes: int) -> Story:
    """Write a figure into an article that no other has."""
    rows = [list(row) for row in told.paragraphs]
    old = rows[2][0].split("that ")[1].split(" homes")[0]
    rows[2][0] = rows[2][0].replace(f"{old} homes", f"{homes} homes")
    return replace(told, paragraphs=tuple(tuple(row) for row in rows))


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    """Run a mail server."""
    with receiving() as found:
        yield found


@pytest.mark.slow
def test_a_day_on_watch(inbox: Inbox, tmp_path: Path) -> None:
    """One mail for each edit that matters, in its article's thread; one when an outlet goes dark, one when it is back.

    Nothing of what is reworked without meaning, and nothing of a wall that is gone by the third look.
    """
    edits = plan()
    kinds = Counter(
        edit.what.split()[0] if edit.what not in COSMETIC else "cosmetic" for e in edits.values() for edit in e
    )
    assert kinds == {"figure": EDITS, "cosmetic": COSMETICS, "wall": WALLS}
    topic = Topic(
        "day", "A day", ("en",), Relevance(mode="all"),
        FetchRules(per_host_delay_s=0, recheck="always", attempts=1),
        sources=tuple(
            SourceSpec("url", f"https://{host(n)}/a/{n}", outlet=host(n)) for n in range(1, ARTICLES + 1)
        ),
        alerts=(AlertRule("desk", ("material", "health"), (inbox.url,)),),
    )  # fmt: skip
    clock, press = VirtualClock(MORNING), Press(edits)
    expected: list[tuple[str, str]] = []
    with closing(open_archive(tmp_path / "a.db")) as archive:
        for number in range(PASSES):
            press.now = number
            clock.advance_to(MORNING + EVERY * number)
            asyncio.run(run_pass(topic, archive, clock, LocalEngine(), press))
            assert deliver_owed(topic, archive, clock, {}).failed == 0
            expected += due(edits, number)
            assert sorted(arrived(inbox)) == sorted(expected)
        clock.advance_to(clock.now() + timedelta(days=2))
        assert deliver_owed(topic, archive, clock, {}).sent == 0
        rows = archive.rows("SELECT count(*) AS n FROM changes WHERE material = 0")
        assert int(str(rows[0]["n"])) > COSMETICS // 2, "what is cosmetic is in the archive, not in the inbox"
    for number in range(len(inbox.mails)):
        assert inbox.html(number)
        assert re.search(r"^(   Old|Since|From): ", inbox.text(number), re.MULTILINE)


def due(edits: dict[int, list[Edit]], now: int) -> list[tuple[str, str]]:
    """List the mails that a pass must send, each with what its thread is about."""
    mails = []
    for number, found in edits.items():
        was = 10_000 + number
        for edit in found:
            if edit.what in ("figure", "figure again"):
                if edit.at == now:
                    line = (
                        f'{host(number)} changed a number: {was:,} -> {figure(number, edit):,} "homes near the river…"'
                    )
                    mails.append((line, f"https://{host(number)}/a/{number}"))
                was = figure(number, edit)
    pages = sum(host(number) == DARK for number in range(1, ARTICLES + 1))
    if now == OUTAGE[2]:
        since = MORNING + EVERY * OUTAGE[0]
        mails.append(
            (f"cannot see {DARK}: unavailable (status 503), {pages} pages, since {since:%Y-%m-%d %H:%M} UTC", DARK)
        )
    if now == OUTAGE[-1] + 1:
        span = f"{MORNING + EVERY * OUTAGE[0]:%Y-%m-%d %H:%M} to {MORNING + EVERY * now:%H:%M} UTC"
        mails.append(
            (
                f"sees {DARK} again: it was unavailable (status 503), {pages} pages, from {span}",
                DARK,
            )
        )
    return mails


def arrived(inbox: Inbox) -> list[tuple[str, str]]:
    """Give each mail's subject with what the first mail of its thread is about; no two threads are about the same."""
    about: dict[str, str] = {}
    mails = []
    for number, mail in enumerate(inbox.mails):
        page = re.search(r"^https://\S+", inbox.text(number), re.MULTILINE)
        first = str(mail["References"] or mail["Message-ID"]).split()[0]
        thread = about.setdefault(first, page[0] if page else DARK)
        mails.append((str(mail["Subject"]), thread))
    assert len(set(about.values())) == len(about)
    return mails
