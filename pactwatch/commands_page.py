"""What `pactwatch extract` does; `pactwatch.cli` reads the arguments."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from pactwatch import pageview
from pactwatch.archive import read
from pactwatch.arguments import ReadOptions
from pactwatch.clock import SystemClock
from pactwatch.commands import article_address, exact_address, opened
from pactwatch.config import load_watch
from pactwatch.errors import UsageError
from pactwatch.extract import judge
from pactwatch.extract.why import explain
from pactwatch.extract.why_html import as_html
from pactwatch.model import Outcome
from pactwatch.onepage import OnePage, from_file, from_web
from pactwatch.screen import Screen


def extract(source: str, options: ReadOptions, topic: str | None, archive_path: str | None) -> None:
    """Read one page as a pass would, and show the article or why it was read so."""
    page = _one_page(source, options, topic, archive_path)
    stands_at = exact_address(options.url) if options.url else page.url
    explanation = explain(page.body, url=stands_at, content_type=page.content_type, site_rules=options.site_rules)
    screen = Screen(quiet=options.as_json)
    judgement = judge(page.fetch, explanation.article, None) if page.fetch else None
    if judgement and judgement.outcome is not Outcome.STORED:
        screen.note(f"a pass would not store this: {judgement.outcome} ({judgement.reason})")
    if options.html_path:
        _write_html(options.html_path, as_html(explanation, address=page.address))
        screen.note(f"wrote {options.html_path}")
    if options.as_json:
        screen.json(pageview.as_json(explanation, judgement, address=page.address, why=options.why))
    elif options.why:
        screen.paragraphs(pageview.why_lines(explanation))
    elif not options.html_path:
        screen.paragraphs(pageview.article_lines(explanation.article))


def _one_page(source: str, options: ReadOptions, topic: str | None, archive_path: str | None) -> OnePage:
    """Get the page from where it is."""
    if options.stored is not None:
        address = article_address(source)
        _, archive = opened(archive_path)
        with closing(archive):
            body, content_type = archive.snapshot_body(read.snapshot_of_version(archive, address, options.stored))
        return OnePage(body, address, address, content_type)
    if source.lower().startswith(("http://", "https://")):
        return from_web(exact_address(source), load_watch(topic, archive_path).topic.fetch, SystemClock())
    return from_file(source)


def _write_html(name: str, html: str) -> None:
    """Write the coloured page."""
    try:
        Path(name).expanduser().write_text(html, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{name}: cannot be written ({error.strerror}); name another file with --html.") from None
