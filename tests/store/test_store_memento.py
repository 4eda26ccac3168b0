"""Memento (RFC 7089) over a real Datasette on loopback, as a client of web archives asks it."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from newsroom import page, story
from served_pages import served

from pactwatch.archive import Archive, Capture, open_archive
from pactwatch.model import Article, Block, Fetch, Judgement, Lead, Outcome, Topic, Url, Wording
from pactwatch.sources.mementos import read_timemap
from pactwatch.urls import parse_url

START = datetime(2024, 11, 1, 9, tzinfo=UTC)
PAGE = "https://gazette.example/a?id=5&x=%22"
KANJI = "https://新聞.example/岩屋"
ONCE = "https://gazette.example/once"
WALLS = "https://gazette.example/walls"
BUSY = "https://gazette.example/busy"
HEADERS = (("etag", '"v1"'), ("link", "<a>"), ("link", "<b>\r\nset-cookie: x=1"), ("b a d", "x"), ("x-latin", "é"))
DATES = (
    "Fri, 01 Nov 2024 09:00:00 GMT",
    "Fri, 01 Nov 2024 11:00:00 GMT",
    "Fri, 01 Nov 2024 15:00:00 GMT",
)


def body(hours: int, url: str = PAGE) -> bytes:
    """Make a hostile page, or for one address an honest article."""
    if url == KANJI:
        return page(story(3), 1).encode()
    return f"<html><script>top.location='https://evil.example'</script><p>It covers {hours} ships, é.</p>".encode()


def record(archive: Archive, url: str, hours: int, outcome: Outcome, content_type: str, topic_id: int) -> None:
    """Record one look at a page."""
    address = parse_url(url)
    article_id, _ = archive.add_article(topic_id, Lead(address), START, outlet="G", relevance=1.0, why="by hand")
    stored, text = outcome is Outcome.STORED, f"It covers {hours} ships."
    headers = (("content-type", content_type), *HEADERS)
    archive.record_capture(
        Capture(
            topic_id=topic_id,
            article_id=article_id,
            run_id=None,
            fetch=Fetch(Url(address), Url(address), START + timedelta(hours=hours), 200, headers, body(hours, url)),
            judgement=Judgement(outcome, "by hand"),
            article=Article((Block("paragraph", text),), headline="Ships") if stored else None,
            extractor="hand-1",
            wordings=(Wording(text, 0),),
            lineage=((0, 0),) if hours else (),
        )
    )


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an archive of four pages."""
    path = tmp_path_factory.mktemp("memento") / "watch.db"
    html = "text/html; charset=utf-8"
    with closing(open_archive(path)) as archive:
        topic_id = archive.sync_topic(Topic("harbour", "The harbour", ("en",)), START)
        record(archive, PAGE, 0, Outcome.STORED, html, topic_id)
        record(archive, PAGE, 1, Outcome.WALLED, html, topic_id)
        record(archive, PAGE, 2, Outcome.STORED, html, topic_id)
        record(archive, PAGE, 6, Outcome.STORED, "image/svg+xml", topic_id)
        record(archive, KANJI, 0, Outcome.STORED, html, topic_id)
        record(archive, ONCE, 0, Outcome.STORED, "text/html; charset=\u00e9", topic_id)
        record(archive, WALLS, 0, Outcome.WALLED, html, topic_id)
        record(archive, BUSY, 0, Outcome.STORED, html, topic_id)
        # A page that changes at every look, every minute for two days: more than Datasette gives out at once.
        archive.db.conn.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2499) "
            "INSERT INTO snapshots (article_id, captured_at, outcome, url, status, content_type, headers, body_sha256) "
            "SELECT article_id, strftime('%Y-%m-%dT%H:%M:%SZ', captured_at, i || ' minutes'), outcome, url, status, "
            "content_type, headers, body_sha256 FROM snapshots, n WHERE url = ?",
            (BUSY,),
        )
    return path


@pytest.fixture(scope="module")
def client(path: Path) -> Iterator[httpx.Client]:
    """Serve the archive, and give a client that follows no redirect by itself."""
    with served(path) as base, httpx.Client(base_url=base, trust_env=False, timeout=30) as client:
        yield client


def links(text: str) -> dict[str, str]:
    """Read links: the address by its relation."""
    return {rel: url for url, rel in re.findall(r'<([^>]*)>; rel="([^"]*)"', text)}


@pytest.mark.parametrize(
    ("asked", "digits"),
    [
        pytest.param(None, "20241101150000", id="the last without a date"),
        pytest.param("Thu, 31 May 2007 20:35:00 GMT", "20241101090000", id="the first before the first"),
        pytest.param(DATES[1], "20241101110000", id="the very second"),
        pytest.param("Fri, 01 Nov 2024 14:59:59 GMT", "20241101110000", id="what stood then"),
        pytest.param("Wed, 30 Jun 2100 00:00:00 GMT", "20241101150000", id="the last after the last"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_timegate_chooses_by_date(client: httpx.Client, asked: str | None, digits: str, method: str) -> None:
    """It answers 302 to what stood at the time, varies by it, and names page, TimeMap, first and last capture."""
    answer = client.request(method, f"/memento/timegate/{PAGE}", headers={"accept-datetime": asked} if asked else {})
    assert answer.status_code == 302
    assert answer.headers["location"] == f"/memento/{digits}/{PAGE}"
    assert "accept-datetime" in answer.headers["vary"].lower().split(", ")
    assert "memento-datetime" not in answer.headers
    named = links(answer.headers["link"])
    assert named["original"] == PAGE
    assert named["timemap"].endswith(f"/memento/timemap/link/{PAGE}")
    assert named["first memento"].endswith(f"/memento/20241101090000/{PAGE}")
    assert named["last memento"].endswith(f"/memento/20241101150000/{PAGE}")
    reached = client.get(answer.headers["location"])
    assert reached.status_code == 200 and reached.headers["memento-datetime"] in DATES


@pytest.mark.parametrize(
    "asked",
    ["", "yesterday", "2024-11-01T09:00:00Z", "Fri, 31 Feb 2024 09:00:00 GMT", "Fri, 01 Nov 2024 09:00:00 +0100",
     "Fri, 01 Nov 2024 24:00:00 GMT", "Fri, 01 nov 2024 09:00:00 GMT", "Fri, 01 Nov 0000 09:00:00 GMT", "9" * 5000],
)  # fmt: skip
def test_a_timegate_refuses_what_is_no_date(client: httpx.Client, asked: str) -> None:
    """A date in another form is a mistake of the client's, told in one sentence."""
    answer = client.get(f"/memento/timegate/{PAGE}", headers={"accept-datetime": asked})
    assert answer.status_code == 400
    assert answer.text.startswith("Accept-Datetime must be like: ") and answer.text.count("\n") == 1
    assert links(answer.headers["link"])["original"] == PAGE


def test_a_timemap_lists_every_capture(client: httpx.Client) -> None:
    """In link format: itself, the page, the TimeGate, each capture with its date; a wall is none."""
    answer = client.get(f"/memento/timemap/link/{PAGE}")
    assert answer.headers["content-type"] == "application/link-format"
    base = str(client.base_url).rstrip("/")
    assert answer.text == ",\n".join(
        [
            f'<{PAGE}>; rel="original"',
            f'<{base}/memento/timemap/link/{PAGE}>; rel="self"; type="application/link-format"; '
            f'from="{DATES[0]}"; until="{DATES[2]}"',
            f'<{base}/memento/timegate/{PAGE}>; rel="timegate"',
            f'<{base}/memento/20241101090000/{PAGE}>; rel="first memento"; datetime="{DATES[0]}"',
            f'<{base}/memento/20241101110000/{PAGE}>; rel="memento"; datetime="{DATES[1]}"',
            f'<{base}/memento/20241101150000/{PAGE}>; rel="last memento"; datetime="{DATES[2]}"\n',
        ]
    )
    mementos, more = read_timemap(answer.text, str(answer.url))
    assert len(mementos) == 3 and more == []


def test_a_timemap_comes_as_json(client: httpx.Client) -> None:
    """In the form that aggregators of TimeMaps give out."""
    told = client.get(f"/memento/timemap/json/{PAGE}").json()
    base = str(client.base_url).rstrip("/")
    assert told["original_uri"] == PAGE
    assert told["timegate_uri"] == f"{base}/memento/timegate/{PAGE}"
    assert [entry["datetime"] for entry in told["mementos"]["list"]] == [
        "2024-11-01T09:00:00Z", "2024-11-01T11:00:00Z", "2024-11-01T15:00:00Z",
    ]  # fmt: skip
    assert told["mementos"]["last"]["uri"] == f"{base}/memento/20241101150000/{PAGE}"


def test_a_long_timemap_comes_in_parts(client: httpx.Client) -> None:
    """A thousand captures each, with its own times; each part names the others, and together they list all, once."""
    base = str(client.base_url).rstrip("/")
    first = f"{base}/memento/timemap/link/{BUSY}"
    left, seen, found = [first], dict[str, int](), list[datetime]()
    while left:
        url = left.pop()
        if url in seen:
            continue
        mementos, more = read_timemap(client.get(url).text, url)
        seen[url] = len(mementos)
        found += [memento.at for memento in mementos]
        left += more
    assert seen == {
        first: 1000,
        f"{base}/memento/timemap/link/2/{BUSY}": 1000,
        f"{base}/memento/timemap/link/3/{BUSY}": 500,
    }
    assert sorted(found) == [START + timedelta(minutes=minute) for minute in range(2500)]
    lines = client.get(f"/memento/timemap/link/2/{BUSY}").text.split(",\n")
    assert lines[1] == (
        f'<{base}/memento/timemap/link/2/{BUSY}>; rel="self"; type="application/link-format"; '
        'from="Sat, 02 Nov 2024 01:40:00 GMT"; until="Sat, 02 Nov 2024 18:19:00 GMT"'
    )
    assert lines[3:5] == [
        f'<{first}>; rel="timemap"; type="application/link-format"; '
        'from="Fri, 01 Nov 2024 09:00:00 GMT"; until="Sat, 02 Nov 2024 01:39:00 GMT"',
        f'<{base}/memento/timemap/link/3/{BUSY}>; rel="timemap"; type="application/link-format"; '
        'from="Sat, 02 Nov 2024 18:20:00 GMT"; until="Sun, 03 Nov 2024 02:39:00 GMT"',
    ]
    assert not [line for line in lines if 'rel="first memento"' in line or 'rel="last memento"' in line]


def test_a_long_timemap_comes_in_parts_as_json(client: httpx.Client) -> None:
    """The index names every part with its times; a part that is none is not found."""
    told = client.get(f"/memento/timemap/json/3/{BUSY}").json()
    base = str(client.base_url).rstrip("/")
    assert [part["uri"] for part in told["timemap_index"]] == [
        f"{base}/memento/timemap/json/{part}{BUSY}" for part in ("", "2/", "3/")
    ]
    assert told["timemap_index"][2]["from"] == told["mementos"]["list"][0]["datetime"] == "2024-11-02T18:20:00Z"
    assert told["mementos"]["first"]["datetime"] == "2024-11-01T09:00:00Z"
    for part in ("0", "4", "999999"):
        assert client.get(f"/memento/timemap/json/{part}/{BUSY}").status_code == 404


def test_any_capture_of_a_page_with_many_is_reached(client: httpx.Client) -> None:
    """A TimeGate looks at all of them, however many there are."""
    answer = client.get(
        f"/memento/timegate/{BUSY}", headers={"accept-datetime": "Sun, 03 Nov 2024 02:00:30 GMT"}, follow_redirects=True
    )
    assert answer.headers["memento-datetime"] == "Sun, 03 Nov 2024 02:00:00 GMT"


def test_the_headers_of_a_capture_come_along(client: httpx.Client) -> None:
    """Under the names that web archives give them; none can end its line, or pass for one of ours."""
    answer = client.get(f"/memento/20241101110000/{PAGE}")
    theirs = {name: value for name, value in answer.headers.items() if name.startswith("x-archive-orig-")}
    assert theirs == {
        "x-archive-orig-content-type": "text/html; charset=utf-8",
        "x-archive-orig-etag": '"v1"',
        "x-archive-orig-link": "<a>, <b> set-cookie: x=1",
        "x-archive-orig-x-latin": "",
    }
    assert "set-cookie" not in answer.headers and "etag" not in answer.headers


def test_an_article_names_its_timegate(client: httpx.Client, path: Path) -> None:
    """Our own page on an article says by a Link header where the captures are; one that was never read has none."""
    with closing(sqlite3.connect(path)) as db:
        ids = dict(db.execute("SELECT url, id FROM articles").fetchall())
    base = str(client.base_url).rstrip("/")
    answer = client.get(f"/article/{ids[PAGE]}")
    assert links(answer.headers["link"]) == {
        "original": PAGE,
        "timegate": f"{base}/memento/timegate/{PAGE}",
        "timemap": f"{base}/memento/timemap/link/{PAGE}",
    }
    assert client.get(links(answer.headers["link"])["timegate"]).status_code == 302
    assert "link" not in client.get(f"/article/{ids[WALLS]}").headers


def test_a_memento_is_the_page_in_its_box(client: httpx.Client) -> None:
    """The very bytes with the time of their capture, its neighbours, and the sandbox of archived pages."""
    for flag in ("", "id_"):
        answer = client.get(f"/memento/20241101110000{flag}/{PAGE}")
        assert answer.status_code == 200 and answer.content == body(2)
        assert answer.headers["memento-datetime"] == DATES[1]
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
        assert answer.headers["x-content-type-options"] == "nosniff"
        named = links(answer.headers["link"])
        assert named["first prev memento"].endswith(f"/memento/20241101090000/{PAGE}")
        assert named["memento"].endswith(f"/memento/20241101110000/{PAGE}")
        assert named["last next memento"].endswith(f"/memento/20241101150000/{PAGE}")
    head = client.head(f"/memento/20241101110000/{PAGE}")
    assert head.status_code == 200 and head.content == b"" and head.headers["memento-datetime"] == DATES[1]


def test_what_is_no_page_is_for_saving(client: httpx.Client) -> None:
    """A type that a browser runs scripts in, or that is no type, is not handed on."""
    for url in (f"/memento/20241101150000/{PAGE}", f"/memento/20241101090000/{ONCE}"):
        answer = client.get(url)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/octet-stream"
        assert answer.headers["content-disposition"] == "attachment"
        assert answer.headers["content-security-policy"].startswith("sandbox")


def test_a_time_between_leads_to_what_stood_then(client: httpx.Client) -> None:
    """14 digits that no capture has lead on, within this server; digits that are no time lead nowhere."""
    answer = client.get(f"/memento/20241101120000/{PAGE}")
    assert (answer.status_code, answer.headers["location"]) == (302, f"/memento/20241101110000/{PAGE}")
    assert client.get(f"/memento/20241399000000/{PAGE}").status_code == 404


@pytest.mark.parametrize(
    ("asked", "original"),
    [
        pytest.param(f"{PAGE}#top", PAGE, id="a fragment is not sent"),
        pytest.param(f"{PAGE}&utm_source=x", PAGE, id="tracking"),
        pytest.param("HTTPS://Gazette.Example:443/a?id=5&x=%22", PAGE, id="another spelling"),
        pytest.param("https:/gazette.example/a?id=5&x=%22", PAGE, id="a slash lost on the way"),
        pytest.param("https%3A%2F%2Fgazette.example%2Fonce", ONCE, id="encoded whole"),
        pytest.param("gazette.example/once", ONCE, id="without a scheme"),
        pytest.param(KANJI, parse_url(KANJI), id="Japanese"),
        pytest.param(parse_url(KANJI), parse_url(KANJI), id="Japanese, encoded"),
    ],
)
def test_addresses_are_understood(client: httpx.Client, asked: str, original: str) -> None:
    """A page is found by its address in any spelling, and its own address comes back."""
    answer = client.get(f"/memento/timegate/{asked}")
    assert answer.status_code == 302 and answer.headers["location"].isascii()
    assert links(answer.headers["link"])["original"] == original


@pytest.mark.parametrize(
    "asked",
    ["https://nowhere.example/", "//evil.example/", "javascript:alert(1)", "https://", "%00", "https://gazette.example/a",
     WALLS, "https://gazette.example/once%0d%0aSet-Cookie:x=1", "https://[::1", "https://gazette.example/once/%ff%fe"],
)  # fmt: skip
def test_what_is_not_held_is_not_found(client: httpx.Client, asked: str) -> None:
    """An unknown page, one of which only walls are held, and what is no address: one sentence, and no way elsewhere."""
    for kind in ("timegate", "timemap/link", "timemap/json", "20241101090000"):
        answer = client.get(f"/memento/{kind}/{asked}")
        assert (answer.status_code, answer.text) == (404, "No capture of this page in this archive.\n")
        assert "location" not in answer.headers and "set-cookie" not in answer.headers


def test_nobody_is_led_to_another_server(client: httpx.Client) -> None:
    """Whatever host a client says it asks, a redirect keeps to paths, and no host that is none gets into a link."""
    for host in ("evil.example", 'a">b', "a b"):
        answer = client.get(f"/memento/timegate/{ONCE}", headers={"host": host})
        if answer.status_code in (400, 421):  # refused by the server itself, or as no name of ours
            continue
        assert answer.headers["location"].startswith("/memento/2024")
        assert '">b' not in answer.headers["link"] and "a b" not in answer.headers["link"]


def test_bytes_that_are_gone_are_not_offered(client: httpx.Client, path: Path, tmp_path: Path) -> None:
    """Of a page all of whose bodies were let go of there is no capture; a damaged one is told."""
    with closing(sqlite3.connect(path)) as db:
        sha, data, stored = db.execute(
            "SELECT b.sha256, b.data, b.stored_bytes FROM bodies b JOIN snapshots s ON s.body_sha256 = b.sha256 "
            "JOIN articles a ON a.id = s.article_id WHERE a.url = ?", (ONCE,)
        ).fetchone()  # fmt: skip
        try:
            db.execute("UPDATE bodies SET data = x'00' WHERE sha256 = ?", (sha,))
            db.commit()
            answer = client.get(f"/memento/20241101090000/{ONCE}")
            assert answer.status_code == 500 and "verify" in answer.text and "Traceback" not in answer.text
            db.execute("UPDATE bodies SET data = x'', stored_bytes = 0 WHERE sha256 = ?", (sha,))
            db.commit()
            assert client.get(f"/memento/timegate/{ONCE}").status_code == 404
            db.execute("INSERT INTO thinned_bodies VALUES (?, '2026-01-01T00:00:00Z', 'reads-as-before')", (sha,))
            db.commit()
            (snapshot,) = db.execute("SELECT id FROM snapshots WHERE body_sha256 = ?", (sha,)).fetchone()
            shown = client.get(f"/snapshot/{snapshot}")
            assert "reads-as-before" in shown.text and "<iframe" not in shown.text
            assert client.get(f"/snapshot/{snapshot}/page").status_code == 404
        finally:
            db.execute("DELETE FROM thinned_bodies")
            db.execute("UPDATE bodies SET data = ?, stored_bytes = ? WHERE sha256 = ?", (data, stored, sha))
            db.commit()


def test_an_archive_is_filled_from_another(client: httpx.Client, tmp_path: Path) -> None:
    """`pactwatch backfill` with our own TimeMaps: what one archive holds of a page comes into another, whole."""
    topic = tmp_path / "topic.toml"
    topic.write_text(
        'name = "h"\ntitle = "H"\nlanguages = ["en"]\n[relevance]\nmode = "all"\n'
        '[fetch]\nallow_private_hosts = ["127.0.0.1"]\nper_host_delay_s = 0\n'
    )
    target = tmp_path / "other.db"
    timemap = f"{client.base_url}/memento/timemap/link/".replace("//memento", "/memento")
    command = [sys.executable, "-m", "pactwatch.cli", "backfill", parse_url(KANJI), "--timemap", timemap]
    done = subprocess.run(
        [*command, "--topic", str(topic), "--archive", str(target)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    with closing(sqlite3.connect(target)) as db:
        assert db.execute("SELECT fetched_at, size_bytes FROM fetches").fetchall() == [
            ("2024-11-01T09:00:00Z", len(body(0, KANJI)))
        ]
