"""Articles that come in together are stored together, and one that cannot be stored keeps no other out."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from arrivals import ROBOTS, Log, missing, start
from hostile_server import NOW, Visit

from pactwatch import steps
from pactwatch.archive import Archive, open_archive
from pactwatch.clock import VirtualClock
from pactwatch.model import FetchRules, Relevance, SourceSpec, Topic
from pactwatch.passes import LocalEngine, run_pass
from pactwatch.turns import MOST, Turns


def test_what_waits_is_done_as_one_in_its_order() -> None:
    """The first goes alone; what came in meanwhile is one piece, up to the most, and everybody gets his own."""
    pieces: list[list[int]] = []

    def double(piece: Sequence[int]) -> list[int]:
        assert threading.current_thread() is not threading.main_thread()
        time.sleep(0.02)
        pieces.append(list(piece))
        return [2 * item for item in piece]

    async def main() -> list[int]:
        turns = Turns(double)
        return list(await asyncio.gather(*(turns.take(item) for item in range(MOST + 5))))

    assert asyncio.run(main()) == [2 * item for item in range(MOST + 5)]
    assert [item for piece in pieces for item in piece] == list(range(MOST + 5))
    assert max(map(len, pieces)) <= MOST and len(pieces) <= 3


def test_an_error_reaches_its_piece_only_and_work_goes_on() -> None:
    """Who waits for a piece that failed is told; the next piece is done as ever."""

    def halve(piece: Sequence[int]) -> list[float]:
        return [1 / item for item in piece]

    async def main() -> list[object]:
        turns = Turns(halve)
        with pytest.raises(ZeroDivisionError):
            await turns.take(0)
        return [await turns.take(2), await asyncio.wait_for(turns.take(4), 5)]

    assert asyncio.run(main()) == [0.5, 0.25]


def test_who_stops_waiting_holds_nobody_up() -> None:
    """An item whose asker was told to stop is done all the same, and the others get theirs."""

    def slow(piece: Sequence[int]) -> list[int]:
        time.sleep(0.05)
        return list(piece)

    async def main() -> int:
        turns = Turns(slow)
        first = asyncio.create_task(turns.take(1))
        second = asyncio.create_task(turns.take(2))
        await asyncio.sleep(0.01)
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
        return await second

    assert asyncio.run(main()) == 2


# ---------------------------------------------------------------- in a pass

PAGES = 6


def watched(folder: Path, stack: ExitStack) -> tuple[Topic, Archive]:
    """Serve some articles; give the topic that watches them and a new archive."""

    def answer(visit: Visit, at: object) -> None:
        name = visit.path.removeprefix("/page/")
        text = "".join(
            f"<p>The board of harbour {name} met, and its member number {n} spoke at length.</p>" for n in range(8)
        )
        page = f"<html lang=en><title>Harbour {name}</title><article><h1>Harbour {name}</h1>{text}</article></html>"
        visit.answer(page.encode(), "Content-Type: text/html; charset=utf-8")

    paths = {f"/page/{number}": answer for number in range(PAGES)}
    urls = start(stack, Log(VirtualClock(NOW)), {ROBOTS: missing, **paths})
    rules = FetchRules(allow_private_hosts=("127.0.0.1",), recheck="always", per_host_delay_s=0, attempts=1)
    sources = tuple(SourceSpec("url", url) for url in urls)
    topic = Topic("harbours", "The harbours", ("en",), Relevance(mode="all"), rules, sources=sources)
    return topic, stack.enter_context(closing(open_archive(folder / "a.db")))


def test_articles_that_come_together_share_a_transaction(tmp_path: Path) -> None:
    """All are stored, each counted once, in fewer transactions than there are articles."""
    with ExitStack() as stack:
        topic, archive = watched(tmp_path, stack)
        commits: list[str] = []
        archive.db.conn.set_trace_callback(lambda sql: commits.append(sql) if sql == "COMMIT" else None)
        before = len(commits)
        _, desk = asyncio.run(run_pass(topic, archive, VirtualClock(NOW), LocalEngine()))
        assert desk.tally.outcomes == {"stored": PAGES}
        assert desk.tally.new_articles == PAGES
        assert [row["n"] for row in archive.rows("SELECT count(*) n FROM versions")] == [PAGES]
        assert len(commits) - before < PAGES + 6


def test_one_that_cannot_be_stored_keeps_no_other_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row that the archive refuses ends the pass with its error; what came before it is there, whole and once."""
    refused = "/page/3"
    whole = steps._store

    def store(desk: steps.Desk, due: object, *rest: object) -> object:
        if str(getattr(due, "url", "")).endswith(refused):
            raise sqlite3.IntegrityError("no such row, please")
        return whole(desk, due, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(steps, "_store", store)
    with ExitStack() as stack:
        topic, archive = watched(tmp_path, stack)
        with pytest.raises(sqlite3.IntegrityError):
            asyncio.run(run_pass(topic, archive, VirtualClock(NOW), LocalEngine()))
        rows = archive.rows(
            "SELECT a.url, count(v.id) n, count(f.id) m FROM articles a "
            "LEFT JOIN versions v ON v.article_id = a.id LEFT JOIN fetches f ON f.article_id = a.id GROUP BY a.id"
        )
        by_path = {str(row["url"]).rsplit("/", 1)[-1]: (row["n"], row["m"]) for row in rows}
        assert by_path["3"] == (0, 0)
        assert set(by_path.values()) <= {(0, 0), (1, 1)}
        assert by_path["0"] == (1, 1)
        assert archive.rows("PRAGMA integrity_check") == [{"integrity_check": "ok"}]
