"""Manners that last: ten passes and restarts against real servers that note each arrival, on a virtual clock."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import ExitStack, closing, suppress
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from arrivals import ROBOTS, Answer, Log, failing, gap, later, missing, page, robots, start
from hostile_server import NOW, serving

from pactwatch.archive import open_archive
from pactwatch.clock import VirtualClock
from pactwatch.fetch import Client, HostMemory
from pactwatch.fetch.pace import Pace
from pactwatch.model import Fetch, FetchRules, Outcome, Request, Url

LOOPBACK = ("127.0.0.1",)


class Killed(Exception):
    """The process of a pass was killed."""


def one_pass(
    archive_path: Path, clock: VirtualClock, urls: Sequence[str], rules: FetchRules, *, killed_after: int | None = None
) -> list[Fetch]:
    """Do what a pass does with hosts: recall, fetch all at once, remember with each page and in the end.

    *killed_after* so many pages it ends without a word, in the middle of what else is under way.
    """
    found: list[Fetch] = []

    async def run() -> None:
        with closing(open_archive(archive_path)) as archive:
            async with Client(rules, clock, memory=archive.hosts(HostMemory)) as client:
                for done in asyncio.as_completed([client.fetch(Request(Url(url))) for url in urls]):
                    found.append(await done)
                    archive.remember_hosts(client.memory(changed_only=True), clock.now())
                    if len(found) == killed_after:
                        raise Killed
                archive.remember_hosts(client.memory(), clock.now())

    with suppress(Killed):
        asyncio.run(run())
    return found


def test_no_host_gets_more_than_its_share_over_ten_passes_and_restarts(tmp_path: Path) -> None:
    """Ten passes three hours apart, two of them killed and begun again at once, over four hosts: delay, Crawl-delay,
    Retry-After in seconds and as a date are kept throughout, robots.txt is asked once a day, one request at a time."""
    clock = VirtualClock(NOW)
    plain, slow, moody, full = logs = [Log(clock) for _ in range(4)]
    five = [f"/{n}" for n in range(5)]
    with ExitStack() as stack:
        urls = start(stack, plain, {ROBOTS: missing} | dict.fromkeys(five, page))
        urls += start(stack, slow, {ROBOTS: robots("User-agent: *\nCrawl-delay: 7")} | dict.fromkeys(five, page))
        urls += start(
            stack, moody, {ROBOTS: missing, "/shy": later(503, timedelta(hours=5))} | dict.fromkeys(five, page)
        )
        too_many = later(429, timedelta(hours=4), as_date=True)
        urls += start(stack, full, {ROBOTS: missing} | dict.fromkeys(five, too_many))
        rules = FetchRules(allow_private_hosts=LOOPBACK)
        pages_of_full = []
        for number in range(10):
            clock.advance_to(NOW + timedelta(hours=3 * number))
            # Not while a Retry-After comes in: what a server said in the last moment before a kill nobody can know.
            if number in (3, 7):
                one_pass(tmp_path / "archive.db", clock, urls, rules, killed_after=4)
            one_pass(tmp_path / "archive.db", clock, urls, rules)
            pages_of_full.append(len(full.times()))
    for log in logs:
        assert gap([at for at, _ in log.arrivals]) >= 2
        assert log.most == 1
        assert 1 <= len(log.times(robots=True)) <= 2
        assert gap(log.times(robots=True)) >= 86_400
    assert gap(slow.times()) >= 7
    assert all(len(plain.of(path)) >= 10 for path in five)
    assert gap(moody.of("/shy")) >= 5 * 3_600
    assert len(moody.of("/shy")) == 5
    # Three pages until it is clear that the host means all of them; then one in every second pass, to see how it is.
    assert pages_of_full == [3, 3, 4, 4, 5, 5, 6, 6, 7, 7]


@pytest.mark.parametrize("limit", [1, 3])
def test_hosts_are_asked_side_by_side_but_each_within_its_limit(tmp_path: Path, limit: int) -> None:
    """Over passes and hosts, no host ever has more under way than `per_host_concurrency`, and never two too soon."""
    clock = VirtualClock(NOW)
    logs = [Log(clock, busy_s=0.005) for _ in range(3)]
    rules = FetchRules(per_host_delay_s=0, per_host_concurrency=limit, allow_private_hosts=LOOPBACK)
    with ExitStack() as stack:
        urls = [url for log in logs for url in start(stack, log, {f"/{n}": page for n in range(12)})]
        for _ in range(3):
            assert all(fetch.outcome is None for fetch in one_pass(tmp_path / "archive.db", clock, urls, rules))
    assert [len(log.times()) for log in logs] == [36] * 3
    assert all(log.most <= limit for log in logs)
    assert max(log.most for log in logs) == limit


@pytest.mark.parametrize("as_date", [pytest.param(False, id="seconds"), pytest.param(True, id="date")])
def test_a_retry_after_is_kept_to_the_second_by_later_passes(tmp_path: Path, as_date: bool) -> None:
    """A page, be it an article or a feed, is not asked before its time by any pass, and is right after it."""
    clock = VirtualClock(NOW + timedelta(milliseconds=400))
    log = Log(clock)
    rules = FetchRules(per_host_delay_s=0, allow_private_hosts=LOOPBACK)
    with ExitStack() as stack:
        answers = {ROBOTS: missing, "/feed": later(503, timedelta(minutes=10), as_date=as_date), "/ok": page}
        urls = start(stack, log, answers)
        fetches = []
        for seconds in (0, 300, 599, 600, 602):
            clock.advance_to(NOW + timedelta(seconds=seconds, milliseconds=400))
            by_url = {fetch.url: fetch for fetch in one_pass(tmp_path / "archive.db", clock, urls, rules)}
            fetches.append(by_url[Url(urls[0])])
    assert len(log.of("/ok")) == 5
    (first, second) = log.of("/feed")
    assert (second - first).total_seconds() >= (599.6 if as_date else 600)
    assert [fetch.reason.split(":")[0] for fetch in fetches[:3]] == ["status-503", "retry-after", "retry-after"]
    assert fetches[1].outcome is Outcome.UNAVAILABLE


def test_a_budget_is_never_exceeded(tmp_path: Path) -> None:
    """However many hosts and requests are under way at once, no more than `requests_per_pass` go out."""
    clock = VirtualClock(NOW)
    logs = [Log(clock, busy_s=0.002) for _ in range(6)]
    rules = FetchRules(
        per_host_delay_s=0, per_host_concurrency=3, concurrency=4, requests_per_pass=25, allow_private_hosts=LOOPBACK
    )
    with ExitStack() as stack:
        urls = [url for log in logs for url in start(stack, log, {ROBOTS: missing} | {f"/{n}": page for n in range(9)})]
        fetches = one_pass(tmp_path / "archive.db", clock, urls, rules)
    assert sum(len(log.arrivals) for log in logs) == 25
    assert sum(fetch.reason == "budget: 25 requests in one pass" for fetch in fetches) == 54 - 25 + 6


def robots_over_days(tmp_path: Path, first: Answer, days: int, path: str = "/a") -> tuple[Log, list[Fetch]]:
    """Do a pass, then break robots.txt for so many days with a pass every two hours; give what came of each."""
    clock = VirtualClock(NOW)
    log = Log(clock)
    rules = FetchRules(per_host_delay_s=0, allow_private_hosts=LOOPBACK)
    fetches = []
    with ExitStack() as stack:
        answers = {ROBOTS: first}
        server = stack.enter_context(
            serving({path: log.noting(page), ROBOTS: log.noting(lambda v, n: answers[ROBOTS](v, n))})
        )
        for number in range(12 * days):
            clock.advance_to(NOW + timedelta(hours=2 * number))
            fetches += one_pass(tmp_path / "archive.db", clock, [server.base + path], rules)
            answers[ROBOTS] = failing
    return log, fetches


def test_robots_that_fails_forbids_for_thirty_days(tmp_path: Path) -> None:
    """Rules that are more than a day old and cannot be had again forbid everything; 30 days later the last ones hold
    again (RFC 9309, sections 2.3.1.4 and 2.4)."""
    log, fetches = robots_over_days(tmp_path, robots("User-agent: *\nDisallow: /b"), 33)
    outcomes = [fetch.outcome for fetch in fetches]
    assert outcomes[:12] == [None] * 12
    assert outcomes[12 : 12 + 360] == [Outcome.DISALLOWED] * 360
    assert outcomes[12 + 360 :] == [None] * 24
    assert fetches[12].reason == "robots-unreachable: status-500"
    assert len(log.times(robots=True)) <= 1 + 32 * 12  # never twice in a pass


def test_after_thirty_days_the_last_rules_still_forbid(tmp_path: Path) -> None:
    """What was not allowed by the last rules that could be read is not allowed after 30 days either."""
    log, fetches = robots_over_days(tmp_path, robots("User-agent: *\nDisallow: /a"), 32)
    assert log.times() == []
    assert fetches[-1].reason == "robots: not allowed for Pactwatch"


def test_robots_that_was_never_read_allows_after_thirty_days(tmp_path: Path) -> None:
    """A host whose robots.txt has failed for 30 days, and was never seen, is asked as if it had none."""
    log, fetches = robots_over_days(tmp_path, failing, 31)
    assert {fetch.outcome for fetch in fetches[:360]} == {Outcome.DISALLOWED}
    assert {fetch.outcome for fetch in fetches[360:]} == {None}
    assert len(log.times()) == 12


def test_a_robots_that_fails_is_asked_ever_more_rarely(tmp_path: Path) -> None:
    """With a pass every two minutes for a day, a broken robots.txt is asked for about ten times in the first hour,
    then once or twice an hour."""
    clock = VirtualClock(NOW)
    log = Log(clock)
    rules = FetchRules(per_host_delay_s=0, allow_private_hosts=LOOPBACK)
    with ExitStack() as stack:
        urls = start(stack, log, {ROBOTS: failing, "/a": page})
        memory: dict[str, HostMemory] = {}
        for minute in range(0, 24 * 60, 2):
            clock.advance_to(NOW + timedelta(minutes=minute))
            memory, _ = asyncio.run(_remembering(rules, clock, memory, urls))
    first_hour = [at for at in log.times(robots=True) if at < NOW + timedelta(hours=1)]
    assert 5 <= len(first_hour) <= 12
    assert 24 <= len(log.times(robots=True)) <= 60
    assert log.times() == []


async def _remembering(
    rules: FetchRules, clock: VirtualClock, memory: dict[str, HostMemory], urls: Sequence[str]
) -> tuple[dict[str, HostMemory], list[Fetch]]:
    """Do a pass without an archive, one page after the other."""
    async with Client(rules, clock, memory=memory) as client:
        fetches = [await client.fetch(Request(Url(url))) for url in urls]
        return client.memory(), fetches


def test_a_host_that_went_down_is_left_alone_ever_longer(tmp_path: Path) -> None:
    """When pages cannot even be connected to, three are tried, then one after each pause; later passes try one."""
    clock = VirtualClock(NOW)
    rules = FetchRules(per_host_delay_s=0, allow_private_hosts=LOOPBACK)
    with serving(
        {ROBOTS: lambda visit: visit.answer(b"", status="404 None"), "/0": lambda visit: page(visit, NOW)}
    ) as s:
        urls = [f"{s.base}/{n}" for n in range(40)]
        memory, _ = asyncio.run(_remembering(rules, clock, {}, urls[:1]))
    tried = []
    for number in range(8):
        clock.advance_to(NOW + timedelta(minutes=30 * (number + 1)))
        memory, fetches = asyncio.run(_remembering(rules, clock, memory, urls))
        assert {fetch.outcome for fetch in fetches} == {Outcome.UNAVAILABLE}
        tried.append(sum(fetch.reason.startswith("connect") for fetch in fetches))
    assert tried[0] <= 10
    assert all(count <= 1 for count in tried[1:])
    assert sum(tried[1:]) >= 4
    assert fetches[-1].reason.startswith("back-off: not before 2024-11-01T")


def test_a_host_that_recovers_is_asked_as_before(tmp_path: Path) -> None:
    """One normal answer after a pause ends it for the whole host."""
    clock = VirtualClock(NOW)
    log = Log(clock)
    rules = FetchRules(per_host_delay_s=0, allow_private_hosts=LOOPBACK)
    with ExitStack() as stack:
        urls = start(stack, log, {ROBOTS: missing} | {f"/{n}": page for n in range(9)})
        origin = urls[0].removesuffix("/0")
        memory = {origin: HostMemory(hold_until_at=NOW + timedelta(hours=1), hold_by="back-off", pauses=9)}
        _, held = asyncio.run(_remembering(rules, clock, memory, urls))
        clock.advance_to(NOW + timedelta(hours=1))
        after, fetches = asyncio.run(_remembering(rules, clock, memory, urls))
    assert {fetch.outcome for fetch in held} == {Outcome.UNAVAILABLE}
    assert [fetch.outcome for fetch in fetches] == [None] * 9
    assert (after[origin].pauses, after[origin].hold_until_at) == (0, None)


def test_a_host_that_keeps_failing_is_tried_with_one_page(tmp_path: Path) -> None:
    """After a pause one page is tried while the others wait for what comes of it, however many may be under way."""
    clock = VirtualClock(NOW)
    log = Log(clock, busy_s=0.02)
    rules = FetchRules(per_host_delay_s=0, per_host_concurrency=8, allow_private_hosts=LOOPBACK)
    with ExitStack() as stack:
        urls = start(stack, log, {ROBOTS: missing} | {f"/{n}": failing for n in range(30)})
        server = urls[0].removesuffix("/0")
        memory = {server: HostMemory(pauses=8, robots_at=NOW)}

        async def run() -> list[Fetch]:
            async with Client(rules, clock, memory=memory) as client:
                return list(await asyncio.gather(*(client.fetch(Request(Url(url))) for url in urls)))

        fetches = asyncio.run(run())
    assert len(log.times()) == 1
    assert sorted(fetch.reason.split(":")[0] for fetch in fetches) == ["back-off"] * 29 + ["status-500"]


def test_an_answer_that_was_on_its_way_does_not_end_a_hold() -> None:
    """Three pages in a row say "later" for the whole host; a page asked before that and answered after changes nothing,
    but it ends a pause that was our own idea."""

    async def left_s(*answers: tuple[int, float | None]) -> float:
        clock = VirtualClock(NOW)
        pace = Pace(FetchRules(per_host_delay_s=0), clock)
        for number, (status, retry_after_s) in enumerate(answers):
            pace.heard("https://example.org", f"https://example.org/{number}", status, retry_after_s)
        until = pace.tell("https://example.org", HostMemory()).hold_until_at
        return (until - NOW).total_seconds() if until else 0

    assert asyncio.run(left_s(*[(429, 600.0)] * 3, (200, None))) == 600
    assert asyncio.run(left_s(*[(429, None)] * 3)) >= 30
    assert asyncio.run(left_s(*[(429, None)] * 3, (200, None))) == 0


def test_a_hostile_row_of_failures_does_not_hide_the_pages_behind_it(tmp_path: Path) -> None:
    """Fifty pages in a row that fail within a few minutes are fifty broken pages; the next one is still asked."""
    clock = VirtualClock(NOW)
    log = Log(clock)
    rules = FetchRules(per_host_delay_s=2, allow_private_hosts=LOOPBACK)
    with ExitStack() as stack:
        urls = start(stack, log, {ROBOTS: missing} | {f"/{n}": failing for n in range(50)} | {"/good": page})
        _, fetches = asyncio.run(_remembering(rules, clock, {}, urls))
    assert len(log.times()) == 51
    assert fetches[-1].outcome is None


def test_a_host_that_answers_nothing_but_errors_is_left_alone(tmp_path: Path) -> None:
    """After ten pages and five minutes of errors the host is paused; most of two hundred pages are never asked."""
    clock = VirtualClock(NOW)
    log = Log(clock)
    rules = FetchRules(per_host_delay_s=20, allow_private_hosts=LOOPBACK)
    with ExitStack() as stack:
        urls = start(stack, log, {ROBOTS: missing} | {f"/{n}": failing for n in range(200)})
        _, fetches = asyncio.run(_remembering(rules, clock, {}, urls))
    assert 15 <= len(log.times()) <= 25
    assert fetches[-1].outcome is Outcome.UNAVAILABLE
    assert fetches[-1].retry_after_s


def test_too_many_requests_without_a_time_slow_us_down(tmp_path: Path) -> None:
    """A 429 that names no time counts as one: after three pages we pause by ourselves, half a minute or more."""
    clock = VirtualClock(NOW)
    log = Log(clock)
    rules = FetchRules(per_host_delay_s=0, allow_private_hosts=LOOPBACK)
    limit: Answer = lambda visit, now: visit.answer(b"slow down", status="429 Too Many")  # noqa: E731
    with ExitStack() as stack:
        urls = start(stack, log, {ROBOTS: missing} | {f"/{n}": limit for n in range(20)})
        _, fetches = asyncio.run(_remembering(rules, clock, {}, urls))
    gaps = [(b - a).total_seconds() for a, b in pairwise(log.times())]
    assert len(log.times()) <= 6
    assert gaps[2] >= 30
    assert fetches[-1].outcome is Outcome.BLOCKED


def test_a_long_crawl_delay_is_kept_across_passes(tmp_path: Path) -> None:
    """With a Crawl-delay of an hour and a pass every ten minutes, one page an hour is asked, never one twice as often
    because a pass began anew."""
    clock = VirtualClock(NOW)
    log = Log(clock)
    rules = FetchRules(allow_private_hosts=LOOPBACK)
    with ExitStack() as stack:
        urls = start(stack, log, {ROBOTS: robots("User-agent: *\nCrawl-delay: 3600"), "/a": page, "/b": page})
        for number in range(30):
            clock.advance_to(NOW + timedelta(minutes=10 * number))
            one_pass(tmp_path / "archive.db", clock, urls, rules)
    assert len(log.times()) == 5
    assert gap(log.times()) >= 3_600


def test_http_and_https_are_one_host() -> None:
    """The two schemes on their own ports lead to the same machine, so they share its pace; another port does not."""

    async def starts(*origins: str) -> list[float]:
        clock = VirtualClock(NOW)
        pace = Pace(FetchRules(per_host_delay_s=5), clock)
        found = []
        for origin in origins:
            async with pace.turn(origin, f"{origin}/a", 0.0):
                found.append((clock.now() - NOW).total_seconds())
        return found

    assert asyncio.run(starts("http://example.org", "https://example.org")) == [0, 5]
    assert asyncio.run(starts("http://example.org", "http://example.org:8080")) == [0, 0]


@pytest.mark.parametrize(
    ("names", "times"),
    [
        pytest.param(("example.org", "www.example.org", "amp.example.org"), [0, 5, 10], id="aliases"),
        pytest.param(("127.0.0.1:8000", "localhost:8000", "[::1]:8000"), [0, 5, 10], id="this machine"),
        pytest.param(("127.0.0.1:8000", "127.0.0.2:8000", "127.0.0.1:8001"), [0, 0, 0], id="other machines"),
        pytest.param(("example.org", "news.example.org", "example.com"), [0, 0, 0], id="other hosts"),
        pytest.param(("www.org", "m.org"), [0, 0], id="names that only look like aliases"),
    ],
)  # fmt: skip
def test_two_names_of_one_host_share_its_pace(names: Sequence[str], times: Sequence[float]) -> None:
    """A newsroom's server sees one visitor, whichever of its names is asked for."""

    async def starts() -> list[float]:
        clock = VirtualClock(NOW)
        pace = Pace(FetchRules(per_host_delay_s=5), clock)
        found = []
        for name in names:
            async with pace.turn(f"http://{name}", f"http://{name}/a", 0.0):
                found.append((clock.now() - NOW).total_seconds())
        return found

    assert asyncio.run(starts()) == times


def test_two_names_share_a_hold_across_passes(tmp_path: Path) -> None:
    """What a host asked for under one name holds under its other name, in the next pass as well."""
    clock = VirtualClock(NOW)
    log = Log(clock)
    rules = FetchRules(allow_private_hosts=(*LOOPBACK, "localhost"))
    with ExitStack() as stack:
        pages = dict.fromkeys([f"/{n}" for n in range(3)], later(429, timedelta(hours=4)))
        urls = start(stack, log, {ROBOTS: missing} | pages)
        one_pass(tmp_path / "archive.db", clock, urls, rules)
        asked = len(log.times())
        clock.advance_to(NOW + timedelta(hours=1))
        others = [url.replace("127.0.0.1", "localhost") for url in urls]
        fetches = one_pass(tmp_path / "archive.db", clock, others, rules)
    assert (asked, len(log.times())) == (3, 3)
    assert {fetch.outcome for fetch in fetches} == {Outcome.BLOCKED}


@pytest.mark.parametrize(
    "memory",
    [
        pytest.param(HostMemory(hold_until_at=NOW + timedelta(days=400), hold_by="retry-after"), id="hold"),
        pytest.param(HostMemory(asked_at=NOW + timedelta(days=400), crawl_delay_s=86_400), id="asked"),
        pytest.param(HostMemory(robots_at=NOW + timedelta(days=400), robots="User-agent: *\nDisallow: /"), id="robots"),
        pytest.param(
            HostMemory(
                robots_failing_since_at=NOW + timedelta(days=400),
                robots_retry_at=NOW + timedelta(days=401),
                robots_problem="status-500",
                robots_failures=3,
            ),
            id="robots failing",
        ),
    ],
)
def test_a_clock_that_was_wrong_once_blinds_nobody(memory: HostMemory) -> None:
    """What is remembered from an impossible future is not believed."""
    clock = VirtualClock(NOW)
    log = Log(clock)
    with ExitStack() as stack:
        (url,) = start(stack, log, {ROBOTS: missing, "/a": page})
        rules = FetchRules(allow_private_hosts=LOOPBACK)
        _, (fetch,) = asyncio.run(_remembering(rules, clock, {url.removesuffix("/a"): memory}, [url]))
    assert fetch.outcome is None


def test_only_what_changed_is_told_again() -> None:
    """`changed_only` gives the origins that something happened at since the last call."""
    clock = VirtualClock(NOW)
    log = Log(clock)
    with ExitStack() as stack:
        first, second = (start(stack, log, {ROBOTS: missing, "/a": page})[0] for _ in range(2))

        async def run() -> list[int]:
            async with Client(FetchRules(allow_private_hosts=LOOPBACK), clock) as client:
                await client.fetch(Request(Url(first)))
                counts = [len(client.memory(changed_only=True)), len(client.memory(changed_only=True))]
                await client.fetch(Request(Url(second)))
                return [*counts, len(client.memory(changed_only=True)), len(client.memory())]

        assert asyncio.run(run()) == [1, 0, 1, 2]
