"""Our pages in a real browser: for whoever does not see, has no mouse, no script, a telephone; and under attack."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Dialog, Page, Request, expect, sync_playwright

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium: `make browser-deps` installs it"),
]

PAGES = (
    "/today", "/change/2", "/articles", "/article/2?from=1&to=5",
    "/article/2?from=1&to=5&view=sides", "/facts", "/outlets", "/health", "/search?q=signed", "/snapshot/1",
    "/article/999",
)  # fmt: skip
DATASETTE = ("/seeds", "/seeds/changes_readable", "/seeds/changes/2", "/seeds?sql=select+1", "/seeds/search?words=pact")
# What passes is not handed out: collecting it takes most of the time.
_BROKEN = {"resultTypes": ["violations"]}
RULES = _BROKEN | {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
COLOURS = _BROKEN | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
WEIGHT = 100_000
# Tells the test what the browser had to forbid on the page itself.
WATCH = (
    "addEventListener('securitypolicyviolation',"
    " e => (window.forbidden ??= []).push(`${e.violatedDirective} ${e.blockedURI} ${e.sample}`))"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the browser, once."""
    with sync_playwright() as playwright:
        # Chromium's own errands (updates, lists) go nowhere.
        nowhere = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--disable-background-networking"]
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=nowhere)
        yield started
        started.close()


def opened(browser: Browser, **options: object) -> Page:
    """Open an empty page of its own."""
    page = browser.new_page(locale="en-GB", timezone_id="Asia/Tokyo", **options)  # type: ignore[arg-type]
    page.set_default_timeout(15_000)
    return page


def spied(browser: Browser) -> tuple[Page, list[str]]:
    """Open a page; give it with the list of what it should not have done."""
    page, seen = opened(browser), list[str]()

    def dismiss(dialog: Dialog) -> None:
        """Note a dialog, and close it."""
        seen.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def note(request: Request) -> None:
        """Note a request that leaves this machine."""
        if urlsplit(request.url).hostname not in ("127.0.0.1", None):
            seen.append(request.url)

    page.on("dialog", dismiss)
    page.on("request", note)
    page.on("pageerror", lambda error: seen.append(f"error {error}"))
    return page, seen


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give an empty page."""
    page = opened(browser)
    yield page
    page.close()


def test_accessibility_rules_hold_on_every_page_in_light_and_dark(browser: Browser, site: str) -> None:
    """Axe finds nothing against WCAG 2.2 AA."""
    page, found, axe = opened(browser), [], Axe()
    for path in PAGES:
        page.goto(site + path)
        page.evaluate(axe.axe_script)
        # In the dark only the colours are others.
        for scheme, rules in (("light", RULES), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            violations = page.evaluate("rules => axe.run(rules).then(found => found.violations)", rules)
            found += [
                f"{path} ({scheme}): {one['id']}: {[node['html'][:120] for node in one['nodes'][:3]]}"
                for one in violations
            ]
    page.close()
    assert not found, "\n".join(found)


def test_a_telephone_shows_every_page_without_scrolling_sideways(browser: Browser, site: str) -> None:
    """At 360 pixels nothing stands out to the right."""
    page, wide = opened(browser, viewport={"width": 360, "height": 740}), []
    for path in PAGES:
        page.goto(site + path)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 360:
            worst = page.evaluate(
                "[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > 361)"
                ".slice(0, 3).map(e => e.outerHTML.slice(0, 100))"
            )
            wide.append(f"{path}: {width} px, {worst}")
    page.close()
    assert not wide, "\n".join(wide)


def test_the_keyboard_reaches_everything(page: Page, site: str) -> None:
    """The first stop skips to the content, each stop can be seen, and the filters are sent with Enter."""
    page.goto(f"{site}/today")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    reached = set()
    for _ in range(20):
        page.keyboard.press("Tab")
        focus = page.evaluate(
            "(e => ({name: e.name || '', tag: e.tagName, ring: getComputedStyle(e).outlineStyle,"
            " box: e.getBoundingClientRect().width}))(document.activeElement)"
        )
        assert focus["ring"] != "none" and focus["box"] > 0, focus
        reached.add(focus["name"] or focus["tag"])
        if focus["name"] == "all":
            break
    assert reached >= {"since", "until", "facet", "outlet", "question", "language", "all"}
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/today?*all=1*")


def test_the_pages_work_without_javascript(browser: Browser, site: str) -> None:
    """Filters, links and the archived page do; times are in UTC, and the page says so."""
    page = opened(browser, java_script_enabled=False)
    page.goto(f"{site}/today")
    expect(page.get_by_text("Times are UTC.")).to_be_visible()
    page.locator("select[name=facet]").select_option("number")
    page.get_by_role("button", name="Show").click()
    assert "facet=number" in page.url
    facets = page.locator(".change .facet")
    assert facets.count() >= 2
    page.get_by_role("link", name=re.compile("evidence")).first.click()
    expect(page.get_by_role("heading", name="Evidence", exact=True)).to_be_visible()
    page.close()


def test_an_alerts_link_leads_to_the_change_to_the_archived_page_and_back(page: Page, site: str) -> None:
    """Nobody gets lost on the way."""
    page.goto(f"{site}/change/2")
    words = page.locator("blockquote").inner_text()
    page.get_by_role("link", name="The page after, as stored").click()
    frame = page.frame_locator("iframe.stored")
    expect(frame.locator("body")).not_to_be_empty()
    assert page.locator("iframe.stored").get_attribute("sandbox") == ""
    page.get_by_role("link", name="source as text").click()
    assert "<html" in page.content().replace("&lt;", "<")
    page.go_back()
    page.go_back()
    expect(page.locator("blockquote")).to_have_text(words, use_inner_text=True)
    page.locator(".crumbs a").click()
    expect(page.get_by_role("heading", name="Timeline")).to_be_visible()


def test_filters_are_in_the_address_and_can_be_shared(browser: Browser, page: Page, site: str) -> None:
    """Whoever gets the address sees the same list and the same filters."""
    page.goto(f"{site}/today")
    page.locator("select[name=facet]").select_option("number")
    page.locator("select[name=outlet]").select_option(index=1)
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**facet=number**")
    other = opened(browser)
    other.goto(page.url)
    assert other.locator(".changes").all_inner_texts() == page.locator(".changes").all_inner_texts() != []
    assert other.locator("select[name=facet]").input_value() == "number"
    assert other.locator("select[name=outlet]").input_value() == page.locator("select[name=outlet]").input_value()
    other.close()


def test_japanese_is_searched_as_it_is_typed(page: Page, hostile: str, base: str) -> None:
    """Two signs out of a sentence are found and marked."""
    page.goto(f"{base}/search")
    page.get_by_label("Words").fill("外相")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/search?q={quote('外相')}**")
    expect(page.locator(".hits mark").first).to_have_text("外相")


def test_times_are_the_readers_with_utc_on_hover(page: Page, site: str) -> None:
    """An hour of the evening in UTC is the next morning in Tokyo."""
    page.goto(f"{site}/change/2")
    time = page.locator("main time").first
    stated = time.get_attribute("datetime")
    assert stated is not None
    assert time.get_attribute("title") == stated.replace("T", " ").replace("Z", " UTC")
    hour = int(stated[11:13])
    assert f"{(hour + 9) % 24:02d}:{stated[14:16]}" in time.inner_text()


def test_a_page_weighs_less_than_100_kb(browser: Browser, site: str) -> None:
    """With its style sheet and its script, and without the archived page."""
    page, heavy = opened(browser), []
    for path in PAGES:
        page.goto(site + path, wait_until="load")
        sizes = page.evaluate(
            "['navigation', 'resource'].flatMap(kind => performance.getEntriesByType(kind))"
            ".filter(e => !/\\/snapshot\\/\\d+\\/page$/.test(e.name)).map(e => [e.name, e.decodedBodySize])"
        )
        if len(sizes) < 3 or sum(size for _, size in sizes) >= WEIGHT:
            heavy.append(f"{path}: {sizes}")
    page.close()
    assert not heavy, "\n".join(heavy)


def test_datasettes_own_pages_work_under_our_policy(page: Page, site: str) -> None:
    """Nothing that they need is forbidden, and their editor and menus start."""
    page.add_init_script(WATCH)
    for path in DATASETTE:
        page.goto(site + path)
        assert page.evaluate("window.forbidden || []") == [], path
    page.goto(f"{site}/seeds?sql=select+1")
    expect(page.locator(".CodeMirror")).to_be_visible()
    page.goto(f"{site}/seeds/changes_readable")
    page.locator("th .dropdown-menu-icon").first.click()
    expect(page.locator(".dropdown-menu")).to_be_visible()


def test_a_hostile_archive_does_nothing(browser: Browser, hostile: str) -> None:
    """No dialog, no request beyond loopback, no script of the archive, nothing for the policy to forbid."""
    page, seen = spied(browser)
    page.add_init_script(WATCH)
    own = [path.replace("/seeds", "/watch") for path in DATASETTE]
    more = (
        "/watch/articles",
        "/watch/fetches",
        "/watch/wordings",
        "/watch/troubles",
        "/watch/sources",
        "/watch/alerts",
    )
    for path in (*PAGES, "/topic/japan-eu-pact", *own, *more):
        answer = page.goto(hostile + path)
        assert answer is not None and answer.status in (200, 404), path
        seen += [f"{path} forbidden {one}" for one in page.evaluate("window.forbidden || []")]
        scripts = page.locator("main script, [onmouseover], [onerror], [onload], a[href^='javascript' i]")
        seen += [f"{path} {scripts.nth(place).evaluate('e => e.outerHTML')}" for place in range(scripts.count())]
        assert "49" not in page.title()
    page.close()
    assert not seen, "\n".join(seen)


def test_a_hostile_page_is_harmless_in_its_frame(browser: Browser, base: str) -> None:
    """The archived page itself runs nothing and asks for nothing."""
    page, seen = spied(browser)
    for path in ("/snapshot/1", "/snapshot/1/page"):
        page.goto(base + path)
        assert page.title() != "pwned"
    page.close()
    assert not seen
