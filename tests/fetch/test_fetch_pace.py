"""Manners, on a virtual clock: no host gets more than its share, and one that asks for a pause gets it."""

from __future__ import annotations

import asyncio
import threading
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hostile_server import NOW, Script, Visit, fetch_all, serving

from pactwatch.clock import VirtualClock
from pactwatch.fetch import Client
from pactwatch.model import Fetch, FetchRules, Outcome, Request, Url

LOOPBACK = ("127.0.0.1",)


def page(visit: Visit) -> None:
    """Answer with a page."""
    visit.answer(b"<p>The pact was signed.</p>")


def later(status: int, seconds: int = 600) -> Script:
    """Ask to come back later."""
    return lambda visit: visit.answer(b"later", f"Retry-After: {seconds}", status=f"{status} Later")


def gather(urls: list[str], clock: VirtualClock, rules: FetchRules) -> list[Fetch]:
    """Fetch all at once with one client."""

    async def run() -> list[Fetch]:
        async with Client(rules, clock) as client:
            return list(await asyncio.gather(*(client.fetch(Request(Url(url))) for url in urls)))

    return asyncio.run(run())


@pytest.mark.parametrize("robots", ["", "User-agent: *\nCrawl-delay: 7"])
def test_requests_to_one_host_keep_their_distance(robots: str) -> None:
    """Twenty pages of one host asked for at once go out one by one, the delay apart; Crawl-delay widens it."""
    clock = VirtualClock(NOW)
    seen: list[datetime] = []

    def note(visit: Visit) -> None:
        seen.append(clock.now())
        page(visit)

    scripts: dict[str, Script] = {f"/{n}": note for n in range(20)}
    scripts["/robots.txt"] = lambda visit: visit.answer(robots.encode(), "Content-Type: text/plain")
    with serving(scripts) as server:
        gather(
            [f"{server.base}/{n}" for n in range(20)],
            clock,
            FetchRules(per_host_delay_s=2, allow_private_hosts=LOOPBACK),
        )
    gaps = [(b - a).total_seconds() for a, b in pairwise(seen)]
    assert len(seen) == 20
    assert min(gaps) >= (7 if robots else 2)


@pytest.mark.parametrize("limit", [1, 2, 5])
def test_a_host_is_not_asked_more_at_once_than_allowed(limit: int) -> None:
    """The server never sees more than `per_host_concurrency` requests at a time."""
    lock = threading.Lock()
    busy = most = 0

    def count(visit: Visit) -> None:
        nonlocal busy, most
        with lock:
            busy += 1
            most = max(most, busy)
        threading.Event().wait(0.01)  # the server's time, in its own thread
        with lock:
            busy -= 1
        page(visit)

    rules = FetchRules(per_host_delay_s=0, per_host_concurrency=limit, allow_private_hosts=LOOPBACK)
    with serving({f"/{n}": count for n in range(25)}) as server:
        fetches = gather([f"{server.base}/{n}" for n in range(25)], VirtualClock(NOW), rules)
    assert all(fetch.outcome is None for fetch in fetches)
    assert most <= limit


def test_a_pass_has_a_budget() -> None:
    """After `requests_per_pass` requests, robots.txt included, nothing more is asked, and each article says why."""
    with serving({f"/{n}": page for n in range(10)}) as server:
        fetches = fetch_all(server, *(f"/{n}" for n in range(10)), requests_per_pass=5, per_host_delay_s=0)
        assert sum(map(len, server.visits.values())) == 5
    assert [fetch.outcome for fetch in fetches] == [None] * 4 + [Outcome.UNAVAILABLE] * 6
    assert fetches[-1].reason == "budget: 5 requests in one pass"


@pytest.mark.parametrize(
    ("status", "outcome"),
    [pytest.param(429, Outcome.BLOCKED, id="429"), pytest.param(503, Outcome.UNAVAILABLE, id="503")],
)
def test_a_page_that_says_later_is_not_asked_before(status: int, outcome: Outcome) -> None:
    """A page's Retry-After is kept to the second."""
    clock = VirtualClock(NOW)

    async def run(base: str) -> list[Fetch]:
        rules = FetchRules(allow_private_hosts=LOOPBACK, per_host_delay_s=0)
        async with Client(rules, clock) as client:
            found = []
            for seconds in (0, 1, 599, 601):
                clock.advance_to(NOW + timedelta(seconds=seconds))
                found.append(await client.fetch(Request(Url(f"{base}/a"))))
            return found

    with serving({"/a": later(status)}) as server:
        fetches = asyncio.run(run(server.base))
        assert len(server.visits["/a"]) == 2
    assert [fetch.reason.split(":")[0] for fetch in fetches[1:3]] == ["retry-after"] * 2
    assert [fetch.outcome for fetch in fetches[1:3]] == [outcome] * 2
    assert [fetch.retry_after_s for fetch in fetches] == [600, 599, 1, 600]


def test_one_page_that_says_later_does_not_hold_its_host() -> None:
    """A 503 with Retry-After among pages that work is that page's trouble."""
    scripts = {f"/{n}": later(503) if n % 4 == 0 else page for n in range(12)}
    with serving(scripts) as server:
        fetches = fetch_all(server, *scripts, per_host_delay_s=0)
    assert [fetch.status for fetch in fetches] == [503 if n % 4 == 0 else 200 for n in range(12)]


def test_a_host_that_limits_our_rate_is_left_alone() -> None:
    """After three pages in a row that answered 429, no page of the host is asked before it says so."""
    with serving({f"/{n}": later(429) for n in range(10)} | {"/ok": page}) as server:
        fetches = fetch_all(server, "/ok", *(f"/{n}" for n in range(10)), per_host_delay_s=0)
        assert sum(len(visits) for path, visits in server.visits.items() if path not in ("/ok", "/robots.txt")) == 3
    assert [fetch.outcome for fetch in fetches[4:]] == [Outcome.BLOCKED] * 7


def test_a_host_that_is_down_is_left_alone_after_a_minute() -> None:
    """When nothing but 503 has come for a minute, the host's Retry-After holds for all of it."""
    with serving({f"/{n}": later(503) for n in range(60)}) as server:
        fetches = fetch_all(server, *(f"/{n}" for n in range(60)), per_host_delay_s=10)
        asked = sum(len(visits) for path, visits in server.visits.items() if path != "/robots.txt")
    assert 3 <= asked <= 8
    assert fetches[-1].outcome is Outcome.UNAVAILABLE
    assert fetches[-1].reason.startswith("retry-after: not before 2024-11-01T12:1")


def test_a_crawl_delay_of_a_day_stops_the_pass_for_that_host() -> None:
    """A Crawl-delay that nobody can wait for is honoured by asking for one page, and leaving the others."""
    robots: Script = lambda visit: visit.answer(b"User-agent: *\nCrawl-delay: 86400", "Content-Type: text/plain")  # noqa: E731
    with serving({"/robots.txt": robots, "/a": page, "/b": page}) as server:
        first, second = fetch_all(server, "/a", "/b")
        assert "/b" not in server.visits
    assert (first.outcome, second.outcome) == (None, Outcome.UNAVAILABLE)
    assert (second.reason, second.retry_after_s) == ("crawl-delay: 86400 s between pages", 86400)


def test_robots_that_says_later_is_not_asked_again_at_once() -> None:
    """A robots.txt under maintenance forbids, and says when to come back."""
    with serving({"/robots.txt": later(503), "/a": page, "/b": page}) as server:
        fetches = fetch_all(server, "/a", "/b")
        assert len(server.visits["/robots.txt"]) == 1
        assert "/a" not in server.visits
    assert [fetch.outcome for fetch in fetches] == [Outcome.DISALLOWED] * 2
    assert fetches[0].retry_after_s == 600


def test_waiting_for_a_turn_is_no_time_out() -> None:
    """The deadline counts what the server takes, not the time that manners take."""
    with serving({f"/{n}": page for n in range(5)}) as server:
        fetches = fetch_all(server, *(f"/{n}" for n in range(5)), per_host_delay_s=100, total_timeout_s=3)
    assert [fetch.outcome for fetch in fetches] == [None] * 5
    assert (fetches[-1].fetched_at - NOW).total_seconds() == 500


def test_the_time_of_a_fetch_is_when_it_was_asked() -> None:
    """`fetched_at` is on the clock that was handed in, after the wait."""
    with serving({"/a": page}) as server:
        (fetch,) = fetch_all(server, "/a", per_host_delay_s=30)
    assert fetch.fetched_at == NOW + timedelta(seconds=30)
