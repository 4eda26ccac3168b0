"""robots.txt as RFC 9309 has it, against a server that answers what a test says."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta
from typing import Any

import pytest
from bounds import cpu_s
from hostile_server import NOW, Script, Visit, fetch_all, serving

from pactwatch.clock import VirtualClock
from pactwatch.fetch import Client
from pactwatch.fetch.robots import PRODUCT, parse_robots, read_text
from pactwatch.model import FetchRules, Outcome, Request, Url


def page(visit: Visit) -> None:
    """Answer with a page."""
    visit.answer(b"<p>The pact was signed.</p>")


def text(body: str | bytes, *headers: str, status: str = "200 OK") -> Script:
    """Answer with a robots.txt."""
    data = body.encode() if isinstance(body, str) else body
    return lambda visit: visit.answer(data, "Content-Type: text/plain", *headers, status=status)


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        pytest.param("", "/a", True, id="empty"),
        pytest.param("User-agent: *\nDisallow: /", "/a", False, id="everything"),
        pytest.param("User-agent: *\nDisallow:", "/a", True, id="nothing"),
        pytest.param("User-agent: *\nDisallow: /private/", "/private/a", False, id="a folder"),
        pytest.param("User-agent: *\nDisallow: /private/", "/privat", True, id="beside a folder"),
        pytest.param("User-agent: Pactwatch\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False, id="us by name"),
        pytest.param("User-agent: *\nDisallow: /\n\nUser-agent: Pactwatch\nAllow: /", "/a", True, id="us, after all"),
        pytest.param("user-agent: PACTWATCH\ndisallow: /", "/a", False, id="case"),
        pytest.param("User-agent: Pactwatch/0.1\nDisallow: /", "/a", False, id="with a version"),
        pytest.param("User-agent: pact\nDisallow: /", "/a", True, id="half our name"),
        pytest.param("User-agent: pactwatch-images\nDisallow: /", "/a", True, id="more than our name"),
        pytest.param("User-agent: other\nDisallow: /", "/a", True, id="somebody else"),
        pytest.param("User-agent: other\nUser-agent: pactwatch\nDisallow: /", "/a", False, id="two names, one group"),
        pytest.param(
            "User-agent: pactwatch\nDisallow: /a\n\nUser-agent: x\nDisallow: /x\n\nUser-agent: pactwatch\nDisallow: /b",
            "/b",
            False,
            id="two groups merged",
        ),
        pytest.param("User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/b/c", True, id="the longer rule wins"),
        pytest.param("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True, id="a tie allows"),
        pytest.param("User-agent: *\nDisallow: /*.php$", "/x/y.php", False, id="star and end"),
        pytest.param("User-agent: *\nDisallow: /*.php$", "/x/y.php?a", True, id="end means end"),
        pytest.param("User-agent: *\nDisallow: /*/amp", "/news/amp/1", False, id="star inside"),
        pytest.param("User-agent: *\nDisallow: /日本", "/%E6%97%A5%E6%9C%AC/1", False, id="beyond ASCII"),
        pytest.param("User-agent: *\nDisallow: /a%2Fb", "/a%2fb", False, id="encoded slash"),
        pytest.param("User-agent: *\nDisallow: /%7Ejoe", "/~joe", False, id="encoded tilde"),
        pytest.param("\ufeffUser-agent: *\nDisallow: /a", "/a", False, id="byte order mark"),
        pytest.param("User-agent: *\r\nDisallow: /a\r\n", "/a", False, id="CRLF"),
        pytest.param("User-agent: *\rDisallow: /a\r", "/a", False, id="CR"),
        pytest.param("User-agent: * # all\nDisallow: /a # no", "/a", False, id="comments"),
        pytest.param("Disallow: /a", "/a", True, id="rule without a group"),
        pytest.param("User-agent: *\n\n\nDisallow: /a", "/a", False, id="empty lines do not end a group"),
        pytest.param("User-agent: *\nSitemap: /s.xml\nDisallow: /a", "/a", False, id="sitemap inside a group"),
        pytest.param("User-agent: *\nDisallow: /a\u2028Disallow: /b", "/b", True, id="odd separators end no line"),
        pytest.param("<html>User-agent: *\nDisallow: /a", "/x", True, id="a web page"),
        pytest.param("\0\0\0\xff", "/a", True, id="binary"),
    ],
)
def test_rules_are_applied_as_the_standard_says(rules: str, path: str, allowed: bool) -> None:
    """What a robots.txt says to us decides; what it says to others does not."""
    with serving({"/robots.txt": text(rules), path.partition("?")[0]: page}) as server:
        (fetch,) = fetch_all(server, path)
        assert (path in server.visits) is allowed
    expected = (None, "") if allowed else (Outcome.DISALLOWED, "robots: not allowed for Pactwatch")
    assert (fetch.outcome, fetch.reason) == expected


def robots_outcome(script: Script, **rules: Any) -> tuple[str | None, str, bool]:
    """Fetch a page behind such a robots.txt; give outcome, rule, and whether the page was asked for."""
    with serving({"/robots.txt": script, "/a": page}) as server:
        (fetch,) = fetch_all(server, "/a", **rules)
        return fetch.outcome, ": ".join(fetch.reason.split(": ")[:2]), "/a" in server.visits


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 429, 451])
def test_a_missing_robots_allows(status: int) -> None:
    """Any 4xx means that there are no rules."""
    assert robots_outcome(text("User-agent: *\nDisallow: /", status=f"{status} No")) == (None, "", True)


@pytest.mark.parametrize("status", [500, 502, 503, 504, 599])
def test_a_broken_robots_forbids(status: int) -> None:
    """Any 5xx means that nothing may be asked for now."""
    reason = f"robots-unreachable: status-{status}"
    assert robots_outcome(text("", status=f"{status} No")) == (Outcome.DISALLOWED, reason, False)


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        pytest.param(Visit.close, "robots-unreachable: protocol", id="closed"),
        pytest.param(Visit.reset, "robots-unreachable: protocol", id="reset"),
        pytest.param(Visit.wait, "robots-unreachable: timeout", id="silence"),
        pytest.param(
            lambda visit: visit.answer(b"User-agent: *", length=500) or visit.close(),
            "robots-unreachable: truncated",
            id="cut off",
        ),
    ],
)
def test_a_robots_without_an_answer_forbids(script: Script, reason: str) -> None:
    """A host that is reached but gives no rules must not be asked for pages."""
    assert robots_outcome(script, total_timeout_s=0.3) == (Outcome.DISALLOWED, reason, False)


def test_a_host_that_is_down_is_unavailable() -> None:
    """Where nobody listens there is nothing to be disallowed from."""
    with serving({}) as server:
        (fetch,) = fetch_all(server, "http://127.0.0.1:9/".replace(":9/", ":1024/a"))
    assert (fetch.outcome, fetch.reason.split(":")[0]) == (Outcome.UNAVAILABLE, "connect")


@pytest.mark.parametrize(
    ("hops", "allowed"),
    [
        pytest.param(1, False, id="1"),
        pytest.param(5, False, id="5"),
        pytest.param(6, True, id="6: like a missing file"),
    ],
)
def test_redirects_of_robots_are_followed_up_to_five(hops: int, allowed: bool) -> None:
    """Five redirects are followed; the rules found there hold. After a sixth there are none."""

    def step(number: int) -> Script:
        return lambda visit: visit.answer(b"", f"Location: /r{number}", status="301 Moved")

    scripts = {"/robots.txt": step(1)} | {f"/r{n}": step(n + 1) for n in range(1, hops)}
    scripts |= {f"/r{hops}": text("User-agent: *\nDisallow: /"), "/a": page}
    with serving(scripts) as server:
        (fetch,) = fetch_all(server, "/a")
    assert (fetch.outcome is None) is allowed


def test_a_robots_that_leads_into_a_private_network_is_refused() -> None:
    """The guard holds for robots.txt too."""
    outcome, reason, asked = robots_outcome(lambda v: v.answer(b"", "Location: http://10.0.0.1/", status="302 Found"))
    assert (outcome, reason, asked) == (Outcome.REFUSED, "private-address: 10.0.0.1 (private)", False)


@pytest.mark.parametrize(
    "size", [pytest.param(400_000, id="within 500 KiB"), pytest.param(600_000, id="beyond 500 KiB")]
)
def test_rules_beyond_500_kib_are_not_read(size: int) -> None:
    """The first 500 KiB count, whatever follows."""
    body = b"#" * 79 + b"\n"
    body = body * (size // 80) + b"User-agent: *\nDisallow: /"
    outcome, _, asked = robots_outcome(text(body))
    assert (outcome, asked) == ((Outcome.DISALLOWED, False) if size < 500_000 else (None, True))


def test_an_endless_robots_is_cut() -> None:
    """A robots.txt that never ends is read to the bound, and its rules hold."""

    def endless(visit: Visit) -> None:
        visit.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nUser-agent: *\nDisallow: /a\n")
        while True:
            visit.send(b"# and so on\n" * 1_000)

    assert robots_outcome(endless) == (Outcome.DISALLOWED, "robots: not allowed for Pactwatch", False)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"User-agent: *\n" + b"Disallow: /a\n" * 38_000, id="38,000 rules"),
        pytest.param(
            b"User-agent: *\n" + b"".join(b"Disallow: /*%d*x$\n" % n for n in range(24_000)), id="24,000 wildcard rules"
        ),
        pytest.param(b"User-agent: *\nDisallow: /" + b"*a" * 250_000, id="250,000 stars in one rule"),
        pytest.param(b"".join(b"User-agent: a%d\nDisallow: /\n" % n for n in range(14_000)), id="14,000 groups"),
        pytest.param(b":" * 512_000, id="colons"),
        pytest.param(b"User-agent: *\n" * 36_000, id="36,000 agent lines"),
    ],
)
def test_hostile_rules_cost_little(body: bytes) -> None:
    """500 KiB of the worst rules are read and applied ten times in about a second."""
    started = time.process_time()
    rules = parse_robots(read_text(body))
    for n in range(10):
        rules.can_fetch(f"https://example.org/{'a' * 2_000}{n}", PRODUCT)
    assert time.process_time() - started < cpu_s(3)


def test_robots_is_asked_once_a_day() -> None:
    """The rules of an origin are kept within a pass for at most 24 hours."""
    with serving({"/robots.txt": text(""), "/a": page}) as server:
        clock = VirtualClock(NOW)

        async def run() -> list[int]:
            rules = FetchRules(allow_private_hosts=("127.0.0.1",), per_host_delay_s=0)
            async with Client(rules, clock) as client:
                counts = []
                for hours in (0, 1, 23, 25):
                    clock.advance_to(NOW + timedelta(hours=hours))
                    await asyncio.gather(*(client.fetch(Request(Url(server.base + "/a"))) for _ in range(5)))
                    counts.append(len(server.visits["/robots.txt"]))
                return counts

        assert asyncio.run(run()) == [1, 1, 1, 2]


def test_each_origin_has_its_own_rules() -> None:
    """Another port of the same host is another origin."""
    forbidden = {"/robots.txt": text("User-agent: *\nDisallow: /"), "/a": page}
    with serving(forbidden) as closed, serving({"/a": page}) as open_:
        first, second = fetch_all(closed, "/a", open_.base + "/a", per_host_delay_s=0)
    assert (first.outcome, second.outcome) == (Outcome.DISALLOWED, None)


def test_where_a_redirect_leads_is_asked_for_its_rules() -> None:
    """A redirect does not lead past the rules of the host it leads to."""
    with serving({"/robots.txt": text("User-agent: *\nDisallow: /"), "/b": page}) as other, serving({}) as server:
        server.scripts["/a"] = lambda visit: visit.answer(b"", f"Location: {other.base}/b", status="302 Found")
        (fetch,) = fetch_all(server, "/a", per_host_delay_s=0)
        assert "/b" not in other.visits
    assert (fetch.outcome, fetch.final_url) == (Outcome.DISALLOWED, f"{other.base}/b")


def test_robots_can_be_switched_off() -> None:
    """A topic file may say that robots.txt is not asked for (one's own site)."""
    with serving({"/robots.txt": text("User-agent: *\nDisallow: /"), "/a": page}) as server:
        (fetch,) = fetch_all(server, "/a", robots=False)
        assert "/robots.txt" not in server.visits
    assert fetch.outcome is None


def test_sitemaps_of_robots_are_given() -> None:
    """The Sitemap lines are given as addresses, each once; what is none is left out."""
    body = "Sitemap: https://example.org/s.xml\nsitemap: /news.xml\nSitemap: javascript:x\nSitemap: /news.xml\n"
    with serving({"/robots.txt": text(body)}) as server:

        async def run() -> tuple[str, ...]:
            async with Client(FetchRules(allow_private_hosts=("127.0.0.1",)), VirtualClock(NOW)) as client:
                return await client.sitemaps(Url(server.base + "/a"))

        assert asyncio.run(run()) == ("https://example.org/s.xml", f"{server.base}/news.xml")
