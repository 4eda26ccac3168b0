"""Our pages over a real Datasette on loopback, on an archive whose every text is an attack; and in a real browser."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request

import feedparser
import pytest


def get(url: str) -> tuple[int, dict[str, str], str]:
    """Fetch a page: status, headers, text."""
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, {k.lower(): v for k, v in error.headers.items()}, error.read().decode()


PAGES = (
    "/today", "/today?since=30d&all=1&facet=number", "/today?since=%22%3E%3Cscript%3E", "/change/1", "/articles",
    "/article/1", "/article/1?from=1&to=2", "/article/1?to=1", "/facts", "/topic/harbour", "/health",
    "/search?q=ships", "/search?q=%22%3E%3Cscript%3E", "/snapshot/1", "/article/99", "/topic/none",
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_an_attack_in_the_archive_stays_text(base: str, page: str) -> None:
    """No text of the archive or of the address becomes markup, and the page allows nothing but its own."""
    status, headers, html = get(base + page)
    assert status == (404 if page in ("/article/99", "/topic/none") else 200)
    assert "<script>" not in html and 'onerror="' not in html and "{{" not in html.replace("{{7*7}}", "")
    assert re.findall(r"<script[^>]*>", html) == ['<script src="/pactwatch/pactwatch.js" defer>']
    assert not re.search(r"\sstyle=|javascript:", html)
    csp = headers["content-security-policy"]
    assert "default-src 'none'" in csp and "unsafe" not in csp and "frame-ancestors 'none'" in csp
    assert headers["x-content-type-options"] == "nosniff"
    assert len(html) < 100_000


def test_today_shows_the_change_word_by_word(base: str) -> None:
    """What went and what came is told apart in markup, and for whoever does not see it."""
    _, _, html = get(f"{base}/today?since=2024-01-01")
    assert '<del><span class="read">removed: </span>15</del>' in html
    assert '<ins><span class="read">added: </span>51</ins>' in html
    assert "1 material change" in html and "Not seen at the moment" in html


def test_health_has_a_row_for_each_late_check(base: str) -> None:
    """Where no pass has come for long, the page and its data say which checks are late, as the command does."""
    _, _, html = get(f"{base}/health")
    _, _, data = get(f"{base}/health.json")
    late = [row for row in json.loads(data) if row["kind"] == "check"]
    assert late and "<h3>Checks that are overdue</h3>" in html
    assert all(row["problem"].startswith("its check is overdue by ") and row["problem"] in html for row in late)


def test_an_article_shows_walls_as_gaps_and_any_two_versions(base: str) -> None:
    """The timeline has both versions with the wall between them; one version alone is plain text."""
    _, _, html = get(f"{base}/article/1")
    told = re.sub(r"<[^>]+>", " ", html)
    assert re.search(r"Version\s+2 .*walled .*Version\s+1", told, re.DOTALL)
    _, _, first = get(f"{base}/article/1?to=1")
    assert "<ins>" not in first and "<del>" not in first and "15 ships" in first


def test_pages_are_data_too(base: str) -> None:
    """JSON has the change as it is, CSV no formula, and the Atom feed reads without a complaint."""
    (row,) = json.loads(get(f"{base}/today.json?since=2024-01-01")[2])
    assert row["words"][1] == ["-", "15"] and row["facets"] == ["number"]
    assert get(f"{base}/today.csv?since=2024-01-01")[2].startswith("id,detected_at,")
    feed = feedparser.parse(get(f"{base}/today.atom?since=2024-01-01")[2])
    assert not feed.bozo and feed.entries[0].link.endswith("/change/1")
    assert "[-15-]{+51+}" in feed.entries[0].content[0].value


def test_search_finds_part_of_a_japanese_word(base: str) -> None:
    """Two signs out of a name are found and marked; two words must both be there."""
    assert "<mark>岩屋</mark>毅外相" in get(f"{base}/search?q=%E5%B2%A9%E5%B1%8B")[2]
    assert "<mark>51</mark>" in get(f"{base}/search?q=51+ships")[2]
    assert "0 statements" in get(f"{base}/search?q=51+boats")[2]


def test_an_archived_page_is_in_a_box(base: str) -> None:
    """The stored page comes with a sandbox of its own, and the frame around it has one too."""
    _, headers, html = get(f"{base}/snapshot/1/page")
    assert "The stored page" in html
    assert headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert 'sandbox title="The archived page"' in get(f"{base}/snapshot/1")[2]
    _, headers, source = get(f"{base}/snapshot/1/text")
    assert headers["content-type"].startswith("text/plain") and "<script>" in source


def test_a_change_leads_to_its_evidence(base: str) -> None:
    """From a change one gets to both stored pages, the article, and the query behind it."""
    _, _, html = get(f"{base}/change/1")
    links = re.findall(r'href="(/[^"]+)"', html)
    for wanted in ("/snapshot/1", "/snapshot/3", "/article/1?from=1&amp;to=2"):
        assert wanted in links
    query = next(link for link in links if link.startswith("/watch?sql="))
    assert get(base + query.replace("&amp;", "&"))[0] == 200
