"""The commands that look into the past: captures that others made, and our own read again."""

from __future__ import annotations

import click

from pactwatch.cli_options import archive_option, keeping, rows_options, topic_option


@click.command()
@click.argument("files", nargs=-1, metavar="FILE…")
@click.option("--cc-news", metavar="LIST", help="Also the files that a list of Common Crawl names, beside that list.")
@click.option("--hits", default="hits", show_default=True, metavar="FOLDER", help="Where hits and counts go, by file.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes.")
@click.option("--hits-only", is_flag=True, help="Take nothing up: `pactwatch ingest` does it later.")
@topic_option
@archive_option
def scan(
    files: tuple[str, ...],
    cc_news: str | None,
    hits: str,
    workers: int,
    hits_only: bool,
    topic: str | None,
    archive_path: str | None,
) -> None:
    """Find coverage of the topic in WARC files.

    It is taken up as `ingest` does. What cannot be on topic is passed over by its bytes, and counted by why. A file
    whose counts are in FOLDER is done: run it again to go on. Needs fastwarc.
    """
    keeping().scan(files, cc_news, hits, workers, hits_only, topic, archive_path)


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--outlet", help="Who published what is in the files (default: what each page says, or its host).")
@topic_option
@archive_option
def ingest(files: tuple[str, ...], outlet: str | None, topic: str | None, archive_path: str | None) -> None:
    """Take up the captures in WARC files, at their own dates.

    Plain or gzipped, from any tool; on-topic pages become snapshots. Changes are found as if the pages had been
    watched; nothing is alerted. Broken records are told and passed over, what the archive holds already is left
    alone: run it again to go on.
    """
    keeping().ingest(files, outlet, topic, archive_path)


@click.command()
@click.argument("url")
@click.option(
    "--timemap", metavar="PREFIX", help="Ask another archive for TimeMaps: what stands before the URL in one."
)
@click.option("--cdx", metavar="SERVER", help="Ask another CDX server (default: the Internet Archive's).")
@click.option("--replay", metavar="PREFIX", help="With --cdx: what stands before the time and URL of a capture.")
@click.option("--since", metavar="TIME", help="Only captures since: 30d, 2024-11-05.")
@click.option("--until", metavar="TIME", help="Only captures up to then.")
@click.option(
    "--limit", type=click.IntRange(1, 100_000), default=500, show_default=True, help="So many, spread evenly."
)
@topic_option
@archive_option
def backfill(
    url: str,
    timemap: str | None,
    cdx: str | None,
    replay: str | None,
    since: str | None,
    until: str | None,
    limit: int,
    topic: str | None,
    archive_path: str | None,
) -> None:
    """Fill in an article's past from an archive of the web.

    By default from the Internet Archive. Captures are put between the versions that are known; only what they
    change is judged anew, and nothing is alerted. What the archive holds already is not asked for: run it again to
    go on.
    """
    keeping().backfill(url, cdx, replay, timemap, since, until, limit, topic, archive_path)


@click.command()
@topic_option
@rows_options
def reextract(topic: str | None, as_json: bool, archive_path: str | None) -> None:
    """Read all stored snapshots again with today's rules.

    Lists the past changes that are judged otherwise. In place: versions keep their numbers, and changes found again
    their ids. Nothing is alerted. One that was stopped goes on where it was.
    """
    keeping().reextract(topic, as_json, archive_path)
