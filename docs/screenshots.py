"""Take a picture of each page on the archive of the seeds: `make screenshots`.

    python docs/screenshots.py [FOLDER] [--all]

Writes WebPs into docs/img. With `--all`, each page wide and narrow, light and dark, and in print, to be looked at.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from pactwatch.archive.serve import serve_command

ROOT = Path(__file__).resolve().parent.parent
# What the documents show; the rest is taken with --all.
PAGES = {
    "today": "/today",
    "change": "/change/2",
    "article": "/article/2?from=1&to=5",
    "article-sides": "/article/2?from=1&to=5&view=sides",
    "facts": "/facts",
    "outlets": "/outlets",
    "search": "/search?q=signed",
    "health": "/health",
    "snapshot": "/snapshot/1",
}
MORE = {"articles": "/articles", "missing": "/article/999", "data": "/seeds/changes_readable"}
WIDE, NARROW = (1180, 720), (390, 800)
HEAVIEST = 120_000
"""Bytes of one picture in the documents."""


@contextlib.contextmanager
def served(archive: Path) -> Iterator[str]:
    """Serve an archive on loopback; give its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen(
        serve_command(archive, "127.0.0.1", port), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    assert server.stderr is not None
    try:
        if not any("Uvicorn running" in line for line in server.stderr):
            raise SystemExit("the pages could not be served; try `pactwatch serve`.")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)
        server.stderr.close()


def take(browser: Browser, address: str, target: Path, size: tuple[int, int], *, dark: bool, full: bool) -> None:
    """Take one picture."""
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        timezone_id="Europe/Brussels",
        locale="en-GB",
    )
    page.goto(address)
    if full:
        page.screenshot(path=target, full_page=True)
    else:  # WebP, which Playwright itself does not write: a third of the bytes of PNG
        taken = page.context.new_cdp_session(page).send("Page.captureScreenshot", {"format": "webp", "quality": 82})
        target.write_bytes(base64.b64decode(taken["data"]))
    page.close()
    if not full and target.stat().st_size > HEAVIEST:
        raise SystemExit(f"{target.name} weighs {target.stat().st_size // 1000} KB; show less of the page.")


def main() -> None:
    """Replay the seeds into an archive, serve it, and take the pictures."""
    parser = argparse.ArgumentParser(description="Pictures of the pages, on the archive of the seeds.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "docs" / "img")
    parser.add_argument("--all", action="store_true", help="every page, width, colour scheme, and print")
    asked = parser.parse_args()
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("chromium is missing: `make browser-deps` installs it.")
    asked.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        archive = Path(folder) / "seeds.db"
        command = [sys.executable, "-m", "pactwatch.cli", "run", "--offline", "--engine=local", f"--archive={archive}"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        browser = playwright.chromium.launch(executable_path=chromium)
        with served(archive) as base:
            if asked.all:
                _all(browser, base, asked.folder)
            else:
                for name, path in PAGES.items():
                    take(browser, base + path, asked.folder / f"{name}.webp", WIDE, dark=False, full=False)
                take(browser, base + "/today", asked.folder / "today-dark.webp", WIDE, dark=True, full=False)
                take(browser, base + "/today", asked.folder / "today-phone.webp", NARROW, dark=False, full=False)
        browser.close()


def _all(browser: Browser, base: str, folder: Path) -> None:
    """Take every page in every form."""
    for name, path in (PAGES | MORE).items():
        take(browser, base + path, folder / f"{name}-wide.png", WIDE, dark=False, full=True)
        take(browser, base + path, folder / f"{name}-wide-dark.png", WIDE, dark=True, full=True)
        take(browser, base + path, folder / f"{name}-narrow.png", NARROW, dark=False, full=True)
        page = browser.new_page(viewport={"width": 794, "height": 1123})
        page.goto(base + path)
        page.emulate_media(media="print")
        page.screenshot(path=folder / f"{name}-print.png", full_page=True)
        page.close()


if __name__ == "__main__":
    main()
