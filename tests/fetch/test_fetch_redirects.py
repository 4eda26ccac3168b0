"""Where redirects lead, and where they must not."""

from __future__ import annotations

import asyncio

import pytest
from hostile_server import NOW, Script, Visit, fetch_all, serving

from pactwatch.clock import VirtualClock
from pactwatch.fetch import Client
from pactwatch.model import Fetch, FetchRules, Outcome, Request, Url

PAGE = b"<p>The pact was signed in Tokyo.</p>"


def to(location: str, status: int = 302, *headers: str) -> Script:
    """Redirect somewhere."""
    return lambda visit: visit.answer(b"<p>moved</p>", f"Location: {location}", *headers, status=f"{status} Moved")


def page(visit: Visit) -> None:
    """Answer with a page."""
    visit.answer(PAGE)


@pytest.mark.parametrize(
    ("location", "path"),
    [
        pytest.param("/b", "/b", id="absolute path"),
        pytest.param("b", "/b", id="relative path"),
        pytest.param("../b?x=1#part", "/b?x=1", id="dots, query, fragment"),
        pytest.param("/%E6%97%A5", "/%E6%97%A5", id="encoded"),
        pytest.param("/日".encode().decode("latin-1"), "/%E6%97%A5", id="bare UTF-8"),
        pytest.param("  /b  ", "/b", id="spaces around it"),
        pytest.param("\\b", "/b", id="backslash"),
    ],
)
def test_a_redirect_leads_where_a_browser_would_go(location: str, path: str) -> None:
    """A Location is read as the WHATWG says, against the address that gave it."""
    with serving({"/a": to(location), path.partition("?")[0]: page}) as server:
        (fetch,) = fetch_all(server, "/a")
        assert (fetch.outcome, fetch.body, fetch.final_url) == (None, PAGE, server.base + path)
        assert fetch.redirects == ((302, server.base + "/a"),)


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        pytest.param("http://10.0.0.1/", "private-address: 10.0.0.1 (private)", id="private"),
        pytest.param("http://192.168.1.1/", "private-address: 192.168.1.1 (private)", id="a router"),
        pytest.param(
            "http://169.254.169.254/latest/meta-data/", "private-address: 169.254.169.254", id="cloud metadata"
        ),
        pytest.param("http://127.0.0.2/", "private-address: 127.0.0.2 (loopback)", id="another loopback"),
        pytest.param("http://localhost:1234/", "private-address: localhost", id="localhost"),
        pytest.param("http://[::1]/", "private-address: ::1 (loopback)", id="IPv6 loopback"),
        pytest.param("http://[::ffff:127.0.0.1]/", "private-address: ::ffff:7f00:1 (IPv4-mapped)", id="mapped"),
        pytest.param("http://2130706434/", "private-address: 127.0.0.2", id="decimal"),
        pytest.param("http://0x7f.2/", "private-address: 127.0.0.2", id="hexadecimal, short"),
        pytest.param("http://0177.0.0.2/", "private-address: 127.0.0.2", id="octal"),
        pytest.param("http://１２７.0.0.2/", "private-address: 127.0.0.2", id="full width"),
        pytest.param("//10.1.2.3/x", "private-address: 10.1.2.3", id="without scheme"),
        pytest.param("http://user:secret@10.0.0.1/", "private-address: 10.0.0.1", id="credentials"),
        pytest.param("http://example.org:25/", "port: 25", id="mail port"),
        pytest.param("file:///etc/passwd", "bad-url", id="file"),
        pytest.param("javascript:alert(1)", "bad-url", id="javascript"),
        pytest.param("data:text/html,x", "bad-url", id="data"),
        pytest.param("ftp://example.org/x", "bad-url", id="ftp"),
        pytest.param("gopher://127.0.0.1:6379/_x", "bad-url", id="gopher"),
        pytest.param("http://", "bad-url", id="no host"),
        pytest.param("http://[::1", "bad-url", id="broken IPv6"),
        pytest.param("http://exa mple.org/", "bad-url", id="space in the host"),
    ],
)
def test_a_redirect_to_what_is_not_the_web_is_refused(location: str, reason: str) -> None:
    """No redirect leads into private networks, to other schemes, or to services that are not the web's."""
    location = location.encode().decode("latin-1")
    with serving({"/a": to(location)}) as server:
        (fetch,) = fetch_all(server, "/a")
    assert (fetch.outcome, fetch.reason[: len(reason)]) == (Outcome.REFUSED, reason)
    assert fetch.status is None
    assert "secret" not in repr(fetch)


@pytest.mark.parametrize("hops", [pytest.param(n, id=f"{n} hops") for n in (1, 5, 10)])
def test_a_chain_within_the_bound_is_followed(hops: int) -> None:
    """Ten redirects are followed; each hop is recorded with its status."""
    scripts = {f"/{n}": to(f"/{n + 1}", 301 if n % 2 else 302) for n in range(hops)}
    with serving(scripts | {f"/{hops}": page}) as server:
        (fetch,) = fetch_all(server, "/0")
        assert [(status, url.rpartition("/")[2]) for status, url in fetch.redirects] == [
            (301 if n % 2 else 302, str(n)) for n in range(hops)
        ]
    assert fetch.body == PAGE


def test_an_eleventh_redirect_is_not_followed() -> None:
    """One redirect more than allowed ends the fetch."""
    with serving({f"/{n}": to(f"/{n + 1}") for n in range(20)}) as server:
        (fetch,) = fetch_all(server, "/0")
        assert "/11" not in server.visits
    assert (fetch.outcome, fetch.reason) == (Outcome.UNAVAILABLE, "too-many-redirects: 10")


@pytest.mark.parametrize(
    "scripts",
    [
        pytest.param({"/a": to("/a")}, id="to itself"),
        pytest.param({"/a": to("")}, id="empty"),
        pytest.param({"/a": to("/b"), "/b": to("/a")}, id="of two"),
        pytest.param({"/a": to("/b"), "/b": to("/c"), "/c": to("/b")}, id="of two, later"),
        pytest.param({"/a": to("/a#x", 301)}, id="with a fragment"),
    ],
)
def test_a_loop_ends_at_once(scripts: dict[str, Script]) -> None:
    """An address that was visited is not visited again."""
    with serving(scripts) as server:
        (fetch,) = fetch_all(server, "/a")
        assert all(len(visits) == 1 for path, visits in server.visits.items())
    assert (fetch.outcome, fetch.reason.split(":")[0]) == (Outcome.UNAVAILABLE, "redirect-loop")


def test_a_loop_that_grows_ends_at_the_bound() -> None:
    """A redirect to ever longer addresses ends like any long chain."""

    def longer(visit: Visit) -> None:
        visit.answer(b"", f"Location: /a?{visit.path[3:]}x", status="302 Found")

    with serving({"/a": longer}) as server:
        (fetch,) = fetch_all(server, "/a")
    assert fetch.reason == "too-many-redirects: 10"


def test_a_redirect_without_an_address_is_no_page() -> None:
    """A 302 without Location is no redirect and no article."""
    with serving({"/a": lambda visit: visit.answer(b"?", status="302 Found")}) as server:
        (fetch,) = fetch_all(server, "/a")
    assert (fetch.outcome, fetch.reason, fetch.status) == (Outcome.UNAVAILABLE, "status-302", 302)


def test_an_endless_address_is_not_asked_for() -> None:
    """A Location of 10 KB is not followed."""
    with serving({"/a": to(f"/{'x' * 10_000}")}) as server:
        (fetch,) = fetch_all(server, "/a")
        assert len(server.visits) == 2  # robots.txt and /a
    assert (fetch.outcome, fetch.reason.split(":")[0]) == (Outcome.UNAVAILABLE, "bad-url")


def test_the_text_of_a_redirect_is_not_waited_for() -> None:
    """A redirect whose own text never ends is followed all the same."""

    def endless(visit: Visit) -> None:
        visit.send(b"HTTP/1.1 302 Found\r\nLocation: /b\r\n\r\n")
        while True:
            visit.send(b"moved " * 10_000)

    with serving({"/a": endless, "/b": page}) as server:
        (fetch,) = fetch_all(server, "/a")
    assert fetch.body == PAGE


@pytest.mark.parametrize(
    ("statuses", "permanent"),
    [
        pytest.param((301,), True, id="301"),
        pytest.param((308, 301), True, id="308, 301"),
        pytest.param((302,), False, id="302"),
        pytest.param((301, 302), False, id="301, 302"),
        pytest.param((303,), False, id="303"),
        pytest.param((307,), False, id="307"),
    ],
)
def test_a_move_is_permanent_if_every_hop_says_so(statuses: tuple[int, ...], permanent: bool) -> None:
    """Only 301 and 308 all the way mean that the article moved."""
    scripts = {f"/{n}": to(f"/{n + 1}", status) for n, status in enumerate(statuses)}
    with serving(scripts | {f"/{len(statuses)}": page}) as server:
        (fetch,) = fetch_all(server, "/0")
    assert fetch.moved_permanently is permanent


# ---------------------------------------------------------------- cookies


def test_a_cookie_lives_for_one_chain() -> None:
    """A site that sets a cookie and sends the visitor back is answered with it; the next article begins without."""

    def gate(visit: Visit) -> None:
        if "seen=1" in visit.headers.get("cookie", ""):
            page(visit)
        else:
            visit.answer(b"", "Set-Cookie: seen=1; Path=/; HttpOnly", f"Location: {visit.path}", status="302 Found")

    with serving({"/a": gate, "/b": gate}) as server:
        first, second = fetch_all(server, "/a", "/b")
        assert [fetch.body for fetch in (first, second)] == [PAGE, PAGE]
        assert "cookie" not in server.visits["/b"][0]
        assert "set-cookie" not in dict(first.headers)


def test_a_cookie_is_not_carried_to_another_host() -> None:
    """A redirect to another site takes no cookies along."""
    with serving({"/b": page}) as other:
        there = f"http://other.test:{other.server_address[1]}/b"
        with serving({"/a": to(there, 302, "Set-Cookie: id=secret; Domain=test")}) as server:

            async def loopback(_: str) -> list[str]:
                return ["127.0.0.1"]

            (fetch,) = fetch_all(
                server, "/a", resolver=loopback, allow_private_hosts=("127.0.0.1", "other.test"), per_host_delay_s=0
            )
        assert fetch.body == PAGE
        assert "cookie" not in other.visits["/b"][0]


# ---------------------------------------------------------------- conditional requests


def conditional(server_base: str, path: str, etag: str | None, modified: str | None = None) -> Fetch:
    """Fetch with validators."""

    async def run() -> Fetch:
        rules = FetchRules(allow_private_hosts=("127.0.0.1",), per_host_delay_s=0)
        async with Client(rules, VirtualClock(NOW)) as client:
            return await client.fetch(Request(Url(server_base + path), etag, modified))

    return asyncio.run(run())


def by_etag(visit: Visit) -> None:
    """Answer 304 to whoever has version 1."""
    fresh = visit.headers.get("if-none-match") == '"1"'
    visit.answer(
        b"" if fresh else PAGE, 'ETag: "1"', status="304 Not Modified" if fresh else "200 OK", length=len(PAGE)
    )


def test_both_validators_are_sent() -> None:
    """A conditional request carries the ETag and the date that the stored page had."""
    date = "Fri, 01 Nov 2024 10:00:00 GMT"
    with serving({"/a": by_etag}) as server:
        fetch = conditional(server.base, "/a", '"1"', date)
        sent = server.visits["/a"][0]
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('"1"', date)
    assert (fetch.outcome, fetch.status, fetch.body) == (Outcome.NOT_MODIFIED, 304, b"")


def test_an_unasked_304_is_asked_again_past_caches() -> None:
    """A 304 to a request without validators is a cache's mistake: the page is asked for once more."""

    def confused(visit: Visit) -> None:
        if visit.headers.get("cache-control") == "no-cache":
            page(visit)
        else:
            visit.answer(b"", status="304 Not Modified")

    with serving({"/a": confused}) as server:
        fetch = conditional(server.base, "/a", None)
    assert (fetch.outcome, fetch.body) == (None, PAGE)


def test_a_page_that_moved_for_good_is_read_anew() -> None:
    """Past a permanent redirect no validators are sent, so that the move is seen with its page."""
    with serving({"/a": to("/b", 301), "/b": by_etag}) as server:
        fetch = conditional(server.base, "/a", '"1"')
    assert (fetch.outcome, fetch.body, fetch.moved_permanently) == (None, PAGE, True)


def test_a_page_behind_a_temporary_redirect_stays_conditional() -> None:
    """Past a temporary redirect on the same site the validators still mean the same page."""
    with serving({"/a": to("/b", 302), "/b": by_etag}) as server:
        fetch = conditional(server.base, "/a", '"1"')
    assert (fetch.outcome, len(fetch.redirects)) == (Outcome.NOT_MODIFIED, 1)


@pytest.mark.parametrize(
    "etag",
    [
        pytest.param('"a\r\nX-Evil: 1"', id="line break"),
        pytest.param('"日本"', id="not latin-1"),
        pytest.param('"' + "x" * 5_000 + '"', id="5 KB"),
        pytest.param("", id="empty"),
        pytest.param('"\0"', id="NUL"),
    ],
)
def test_a_validator_that_cannot_be_sent_is_left_out(etag: str) -> None:
    """An odd stored ETag costs the condition, not the fetch."""
    with serving({"/a": by_etag}) as server:
        fetch = conditional(server.base, "/a", etag)
        assert "if-none-match" not in server.visits["/a"][0]
        assert "x-evil" not in server.visits["/a"][0]
    assert fetch.body == PAGE


def test_an_etag_with_bytes_beyond_ascii_comes_back_as_it_was() -> None:
    """An ETag is kept byte for byte, whatever it holds."""
    etag = '"\xe9\xff"'
    with serving({"/a": lambda visit: visit.answer(PAGE, f"ETag: {etag}")}) as server:
        first = conditional(server.base, "/a", None)
        conditional(server.base, "/a", first.header("etag"))
        assert server.visits["/a"][1]["if-none-match"] == etag


# ---------------------------------------------------------------- who we say we are


def test_the_request_says_who_asks() -> None:
    """Each request carries our name and a way to reach whoever runs this, and no cookies, referrers or credentials."""
    with serving({"/a": page}) as server:
        address = server.base.replace("http://", "http://user:password@") + "/a"
        fetch_all(server, address, contact="https://example.org/bot")
        sent = server.visits["/a"][0]
    assert sent["user-agent"] == "Pactwatch/0.1 (+https://example.org/bot)"
    assert not {"cookie", "referer", "authorization"} & set(sent)
    assert sent["accept-encoding"] == "gzip, deflate, br, zstd"


def test_the_target_goes_out_as_the_parser_wrote_it() -> None:
    """What is asked for is what the WHATWG parser wrote, character for character."""
    path = "/a|b;c=d/'x'/%7e/%2F?q=[1]&r=a|b%20c"
    with serving({"/a|b;c=d/'x'/%7e/%2F": page}) as server:
        (fetch,) = fetch_all(server, path)
        assert path in server.visits
    assert fetch.body == PAGE
