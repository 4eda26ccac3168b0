"""The address guard: every spelling of what is not the public internet, at the resolver's seam."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from hostile_server import NOW, fetch_all, serving
from odd_hosts import PRIVATE_HOSTS

from pactwatch.clock import VirtualClock
from pactwatch.fetch.guard import Guard
from pactwatch.fetch.stop import Stopped
from pactwatch.model import Outcome
from pactwatch.urls import host_of, parse_url


def resolve_to(*addresses: str) -> Guard:
    """Make a guard for which every name has these addresses."""

    async def resolver(_: str) -> Sequence[str]:
        return addresses

    return Guard(VirtualClock(NOW), (), resolver)


def check(guard: Guard, url: str) -> tuple[str, ...]:
    """Take a URL through the guard, as a fetch does."""

    async def run() -> tuple[str, ...]:
        parsed = parse_url(url)
        guard.check_url(parsed)
        return await guard.addresses(host_of(parsed))

    return asyncio.run(run())


@pytest.mark.parametrize("host", PRIVATE_HOSTS)
def test_a_private_address_is_refused_in_every_spelling(host: str) -> None:
    """Whatever way a private address or local name is written in a URL, it is refused before anything is asked."""
    with pytest.raises(Stopped) as stopped:
        check(resolve_to("8.8.8.8"), f"http://{host}/")
    assert (stopped.value.outcome, stopped.value.reason.split(":")[0]) == (Outcome.REFUSED, "private-address")


@pytest.mark.parametrize(
    "addresses",
    [
        pytest.param(["127.0.0.1"], id="loopback"),
        pytest.param(["8.8.8.8", "10.0.0.1"], id="one of two"),
        pytest.param(["2606:2800:220:1::1", "::1"], id="one of two, IPv6"),
        pytest.param(["fe80::1%eth0"], id="link-local with a zone"),
        pytest.param(["169.254.169.254"], id="cloud metadata"),
        pytest.param(["::ffff:10.0.0.1"], id="mapped"),
        pytest.param(["0.0.0.0"], id="unspecified"),
        pytest.param(["not an address"], id="nonsense"),
        pytest.param(["0177.0.0.1"], id="octal from the resolver"),
    ],
)
def test_a_name_is_refused_if_any_of_its_addresses_is(addresses: list[str]) -> None:
    """A name that has a private address among others is refused as a whole."""
    with pytest.raises(Stopped) as stopped:
        check(resolve_to(*addresses), "https://news.example/")
    assert stopped.value.outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "1.1.1.1", "172.15.0.1", "172.32.0.1", "100.63.255.255", "100.128.0.1", "192.0.1.1", "198.17.255.255",
     "223.255.255.255", "2606:2800:220:1:248:1893:25c8:1946", "2a00:1450:4001::1", "64:ff9b::808:808"],
)  # fmt: skip
def test_public_addresses_pass(address: str) -> None:
    """What lies just beside a private range is public, and goes through."""
    assert check(resolve_to(address), "https://news.example/") == (address,)


@pytest.mark.parametrize("port", [22, 25, 110, 139, 445 + 20, 587, 6000, 6667, 10_080])
def test_ports_of_other_services_are_refused(port: int) -> None:
    """Mail, shells and the like are not asked for web pages."""
    with pytest.raises(Stopped, match="port"):
        check(resolve_to("8.8.8.8"), f"http://news.example:{port}/")


def test_only_the_named_host_is_let_through() -> None:
    """An allowance is for the host as it stands in the URL, not for whatever name leads to its address."""

    async def resolver(_: str) -> Sequence[str]:
        return ["127.0.0.1"]

    guard = Guard(VirtualClock(NOW), ("127.0.0.1", "Stage.Test"), resolver)
    assert check(guard, "http://127.0.0.1:8000/") == ("127.0.0.1",)
    assert check(guard, "http://2130706433/") == ("127.0.0.1",)
    assert check(guard, "http://stage.test/") == ("127.0.0.1",)
    for url in ("http://127.0.0.2/", "http://other.test/", "http://a.stage.test/"):
        with pytest.raises(Stopped):
            check(guard, url)


def test_a_name_is_resolved_once_and_what_was_checked_is_connected_to() -> None:
    """A resolver that changes its answer between check and connection gains nothing (DNS rebinding)."""
    asked: list[str] = []

    async def rebinding(host: str) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

    with serving({"/a": lambda visit: visit.answer(b"here")}) as server:
        url = f"http://stage.test:{server.server_address[1]}/a"
        fetches = fetch_all(server, url, url, resolver=rebinding, allow_private_hosts=("stage.test",))
    assert [fetch.body for fetch in fetches] == [b"here", b"here"]
    assert asked == ["stage.test"]


def test_a_name_that_turns_private_is_refused_at_the_next_hop() -> None:
    """Each hop of a chain is checked; one name that was fine says nothing of the next."""

    async def resolver(host: str) -> Sequence[str]:
        return ["127.0.0.1"] if host == "good.test" else ["10.0.0.1"]

    with serving({"/a": lambda visit: visit.answer(b"", "Location: http://bad.test/", status="302 Found")}) as server:
        url = f"http://good.test:{server.server_address[1]}/a"
        (fetch,) = fetch_all(server, url, resolver=resolver, allow_private_hosts=("good.test",))
    assert (fetch.outcome, fetch.reason) == (Outcome.REFUSED, "private-address: 10.0.0.1 (private)")


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(OSError("no such host"), id="no such host"),
        pytest.param(UnicodeError("label too long"), id="a label that cannot be encoded"),
        pytest.param(TimeoutError("resolver"), id="the resolver gave up"),
    ],
)
def test_a_name_without_address_is_unavailable(error: Exception) -> None:
    """What the resolver cannot answer is an outage, not a refusal and not an exception."""

    async def resolver(_: str) -> Sequence[str]:
        raise error

    with serving({}) as server:
        (fetch,) = fetch_all(server, "http://news.example/a", resolver=resolver)
    assert (fetch.outcome, fetch.reason.split(":")[0]) == (Outcome.UNAVAILABLE, "dns")


def test_a_name_that_could_not_be_resolved_is_asked_for_again() -> None:
    """What a resolver cannot say now is not remembered: another attempt in the same pass may succeed."""
    asked: list[str] = []

    async def recovering(host: str) -> Sequence[str]:
        asked.append(host)
        if len(asked) == 1:
            raise OSError("try again")
        return ["127.0.0.1"]

    with serving({"/a": lambda visit: visit.answer(b"here")}) as server:
        url = f"http://stage.test:{server.server_address[1]}/a"
        first, second = fetch_all(
            server, url, url, resolver=recovering, allow_private_hosts=("stage.test",), robots=False
        )
    assert (first.outcome, second.body) == (Outcome.UNAVAILABLE, b"here")


def test_a_resolver_that_hangs_ends_at_the_deadline() -> None:
    """Time spent on a name counts."""

    async def resolver(_: str) -> Sequence[str]:
        await asyncio.sleep(30)
        return []

    with serving({}) as server:
        (fetch,) = fetch_all(server, "http://news.example/a", resolver=resolver, total_timeout_s=0.2, robots=False)
    assert (fetch.outcome, fetch.reason) == (Outcome.UNAVAILABLE, "timeout: 0.2 s")


def test_the_environment_names_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy from the environment would resolve names by itself; it is not used."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with serving({"/a": lambda visit: visit.answer(b"here")}) as server:
        (fetch,) = fetch_all(server, "/a")
    assert fetch.body == b"here"


def test_the_second_address_is_tried_when_the_first_does_not_answer() -> None:
    """A host with a dead address and a living one can be fetched."""

    async def resolver(_: str) -> Sequence[str]:
        return ["127.0.0.9", "127.0.0.1"]  # nobody listens on the first

    with serving({"/a": lambda visit: visit.answer(b"here")}) as server:
        url = f"http://stage.test:{server.server_address[1]}/a"
        (fetch,) = fetch_all(server, url, resolver=resolver, allow_private_hosts=("stage.test",))
    assert fetch.body == b"here"
