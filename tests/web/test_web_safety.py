"""Who is let in, and what every answer forbids: ours, Datasette's own, and errors."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
from pathlib import Path

import httpx
import pytest
from datasette.app import Datasette

from pactwatch.archive.serve import advice
from pactwatch.pages.safety import HEADERS, Door, datasette_policy
from pactwatch.paths import STORE

PAGES = (
    "/", "/today", "/today.json", "/today.csv", "/today.atom", "/change/2", "/change/2/evidence.zip", "/change/99999",
    "/snapshot/1/page", "/snapshot/1/text", "/pactwatch/pactwatch.css", "/pactwatch/none.css",
)  # fmt: skip
DATASETTE = (
    "/seeds", "/seeds/changes", "/seeds/changes/2", "/seeds/changes.json", "/seeds.json?sql=select+1", "/seeds/none",
    "/seeds?sql=select+nonsense", "/seeds?sql=delete+from+changes", "/seeds/search?words=pact", "/-/versions",
    "/-/static/app.css", "/-/static/none.css", "/none", "/%ff", "/seeds/changes?_sort=none", "/-/logout",
)  # fmt: skip


def door(**more: str) -> Door:
    """Make a door from an environment."""
    return Door.of({f"PACTWATCH_SERVE_{name.upper()}": value for name, value in more.items()})


def refused(made: Door, *headers: tuple[str, str], local: str = "127.0.0.1", method: str = "GET") -> int | None:
    """Ask at a door; give the status of the refusal, or None."""
    given = [(name.encode(), value.encode()) for name, value in headers]
    scope = {"type": "http", "method": method, "server": (local, 8001), "headers": given, "path": "/"}
    told = made.refusal(scope)
    return told[0] if told else None


@pytest.mark.parametrize("path", (*PAGES, *DATASETTE))
def test_every_answer_carries_the_headers(site: str, path: str) -> None:
    """Errors and Datasette's own pages too: a strict policy, nothing sniffed, no referrer, no other site's script."""
    answer = httpx.get(site + path, headers={"origin": "https://elsewhere.example"})
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    (policy,) = answer.headers.get_list("content-security-policy")
    assert "default-src 'none'" in policy and "base-uri 'none'" in policy and "frame-ancestors" in policy
    script = re.search(r"script-src ([^;]*)", policy)
    assert script is None or "unsafe" not in script[1]
    assert "cache-control" in answer.headers
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_only_the_templates_own_scripts_may_run_on_datasettes_pages(site: str) -> None:
    """Every inline script that Datasette sends is one whose hash was taken from its templates; and there are some."""
    allowed, found = datasette_policy(), 0
    for path in ("/seeds", "/seeds/changes", "/seeds/changes/2", "/seeds?sql=select+1", "/seeds/search?words=pact"):
        for script in re.findall(r"<script>(.*?)</script>", httpx.get(site + path).text, re.DOTALL):
            found += 1
            digest = hashlib.sha256(script.encode()).digest()
            assert f"'sha256-{base64.b64encode(digest).decode()}'" in allowed, script[:80]
    assert found >= 6


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8001", None), ("localhost", None), ("localhost:1", None), ("[::1]:8001", None), ("127.1.2.3", None),
        ("evil.example", 421), ("evil.example:8001", 421), ("localhost.evil.example", 421),
        ("127.0.0.1.evil.example", 421), ("10.0.0.1", 421), ("", 421), ("[::1", 421),
        ("evil.example@127.0.0.1", None), ("127.0.0.1@evil.example", 421),
    ],
)  # fmt: skip
def test_over_loopback_only_this_machines_names_are_answered(host: str, status: int | None) -> None:
    """A name that somebody points at 127.0.0.1 is none (DNS rebinding)."""
    assert refused(door(), ("host", host)) == status


def test_two_hosts_or_none_are_refused() -> None:
    """Whoever sends two wants one of them overlooked."""
    assert refused(door()) == 421
    assert refused(door(), ("host", "localhost"), ("Host", "evil.example")) == 421


def test_own_names_can_be_listed_and_then_hold_everywhere() -> None:
    """Beyond loopback any name will do, until some are listed."""
    listed = door(hosts="pages.example, Other.example")
    assert refused(listed, ("host", "pages.example:443")) is None
    assert refused(listed, ("host", "other.example")) is None
    assert refused(listed, ("host", "evil.example"), local="192.0.2.1") == 421
    assert refused(door(), ("host", "any.example"), local="192.0.2.1") is None
    assert refused(listed, ("host", "192.0.2.1:80"), local="192.0.2.1") is None


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
def test_only_reading_is_answered(site: str, method: str) -> None:
    """A preflight of another site's script is not, either."""
    answer = httpx.request(method, f"{site}/seeds", headers={"origin": "https://elsewhere.example"})
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_a_token_lets_in_as_password_or_bearer_and_nothing_else_does(
    seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On every page, Datasette's own included."""
    monkeypatch.setenv("PACTWATCH_SERVE_TOKEN", "sésame")
    paths = ("/today", "/seeds.json?sql=select+1", "/-/static/app.css", "/snapshot/1/page", "/none")

    async def ask() -> None:
        """Ask a Datasette in this process."""
        shown = Datasette([str(seeds)], plugins_dir=str(STORE / "plugins"), template_dir=str(STORE / "templates"))
        for path in paths:
            answer = await shown.client.get(path)
            assert answer.status_code == 401 and answer.headers["www-authenticate"].startswith("Basic ")
            given = base64.b64encode("anybody:sésame".encode()).decode()
            answer = await shown.client.get(path, headers={"authorization": f"Basic {given}"})
            assert answer.status_code == (404 if path == "/none" else 200)
        assert (await shown.client.get("/today?token=s%C3%A9same")).status_code == 401

    asyncio.run(ask())


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("Bearer open", None), ("bearer  open", None), ("Basic " + base64.b64encode(b"me:open").decode(), None),
        ("Basic " + base64.b64encode(b"open:").decode(), 401), ("Basic " + base64.b64encode(b"open").decode(), 401),
        ("Basic ====", 401), ("Basic open", 401), ("Bearer", 401), ("Bearer open2", 401), ("Digest open", 401),
        ("", 401),
    ],
)  # fmt: skip
def test_a_token_must_be_the_whole_token(header: str, status: int | None) -> None:
    """Part of it, another scheme, or nonsense is refused."""
    assert refused(door(token="open"), ("host", "localhost"), ("authorization", header)) == status


def test_a_proxys_header_counts_only_over_loopback() -> None:
    """Beyond, anybody could send it."""
    made = door(user_header="X-Forwarded-User")
    assert refused(made, ("host", "localhost"), ("x-forwarded-user", "ann")) is None
    assert refused(made, ("host", "localhost"), ("x-forwarded-user", " ")) == 403
    assert refused(made, ("host", "localhost")) == 403
    assert refused(made, ("host", "a.example"), ("x-forwarded-user", "ann"), local="192.0.2.1") == 403


def test_serving_beyond_loopback_is_answered_with_advice() -> None:
    """One sentence, and none where it is not needed."""
    told = advice("0.0.0.0", {})
    assert told is not None and "PACTWATCH_SERVE_TOKEN" in told and told.count(".") == 4 + 1 + 2
    assert advice("127.0.0.1", {}) is None and advice("::1", {}) is None and advice("localhost", {}) is None
    assert advice("0.0.0.0", {"PACTWATCH_SERVE_TOKEN": "open"}) is None


@pytest.mark.parametrize(
    "path", ["//evil.example", "//evil.example/", "///evil.example/%2e%2e/", "/\\evil.example/", "/%5cevil.example/",
             "/-/logout?next=//evil.example", "/today/?x=//evil.example", "/%2f%2fevil.example/"],
)  # fmt: skip
def test_nothing_redirects_to_another_site(site: str, path: str) -> None:
    """Whatever the address looks like."""
    with httpx.Client() as client:
        answer = client.send(httpx.Request("GET", httpx.URL(site).copy_with(raw_path=path.encode())))
    target = answer.headers.get("location", "/")
    assert re.match(r"/(?![/\\])", target), target


def test_a_query_may_not_write_run_long_or_give_everything(site: str) -> None:
    """The file is opened for reading, a query has five seconds, and an answer 2,000 rows."""
    written = httpx.get(f"{site}/seeds.json", params={"sql": "update changes set material = 0"})
    assert written.status_code == 400
    many = "with recursive n(i) as (select 1 union all select i + 1 from n limit 100000) select i from n"
    given = httpx.get(f"{site}/seeds.json", params={"sql": many}).json()
    assert given["truncated"] and len(given["rows"]) == 2_000
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
    answer = httpx.get(f"{site}/seeds.json", params={"sql": endless, "_timelimit": 50}, timeout=60)
    assert answer.status_code == 400 and "time limit" in answer.text.lower()
