"""Make docs/img/mail.png: an alert as a mail, its HTML beside its plain text, drawn by Debian's chromium.

python docs/screenshot_mail.py
"""

from __future__ import annotations

import asyncio
import html
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from pactwatch.aftermath import company_of
from pactwatch.alerts import letter, worded
from pactwatch.archive import open_archive
from pactwatch.config import load_watch
from pactwatch.passes import LocalEngine, run_offline
from pactwatch.paths import SEEDS

HERE = Path(__file__).resolve().parent


def page() -> str:
    """Replay the seeds and put the last mail about a change beside its text."""
    topic = load_watch(None, None).topic
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        asyncio.run(run_offline(topic, path, LocalEngine(), SEEDS))
        with closing(open_archive(path)) as archive:
            alert = [one.alert for one in archive.owed() if one.alert.details.get("kind") == "change"][-1]
            mail = worded(letter([alert], company_of(archive, [alert])))
    text = html.escape(f"Subject: {mail.alert.subject}\n\n{mail.alert.body}")
    # In a frame of its own, as in a mail reader: its fonts are its own.
    return (
        "<body style='margin:0;display:grid;grid-template-columns:1fr 1fr;gap:12px;padding:12px;background:#ddd'>"
        f'<iframe srcdoc="{html.escape(mail.html)}" style="border:0;background:#fff;height:646px;width:100%"></iframe>'
        "<pre style='background:#fff;margin:0;padding:12px;font-size:11px;white-space:pre-wrap;height:622px;"
        f"overflow:hidden'>{text}</pre></body>"
    )


def main() -> int:
    """Draw it."""
    target = HERE / "img" / "mail.png"
    target.parent.mkdir(exist_ok=True)
    drawn = page()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--disable-lcd-text"])
        tab = browser.new_page(viewport={"width": 1120, "height": 670})
        tab.set_content(drawn)
        tab.screenshot(path=str(target), full_page=False)
        browser.close()
    print(f"{target.name}: {target.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
