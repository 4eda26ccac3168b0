"""The commands for more than one archive or machine; the others stand in `pactwatch.cli`."""

from __future__ import annotations

import click

from pactwatch.cli_options import archive_option, keeping, topic_option


@click.command()
@click.argument("archives", nargs=-1, required=True, metavar="ARCHIVE…")
@click.option("--into", metavar="TARGET", help="Join them in TARGET, made if need be (default: in the first one).")
@topic_option
def merge(archives: tuple[str, ...], into: str | None, topic: str | None) -> None:
    """Join archives, such as shards by host: what the others hold comes to the first one. They are only read.

    An article that several have watched gets one history. Conflicts of the topic are judged anew over all; an alert
    that one of them has sent is not owed again. Stopped anywhere, or done twice, it ends in the same archive.
    """
    keeping().merge(archives, into, topic)


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
    """Find coverage of the topic in WARC files, and take it up as `ingest` does.

    What cannot be on topic is passed over by its bytes, and counted by why. A file whose counts are in FOLDER is done:
    run it again to go on. Needs fastwarc.
    """
    keeping().scan(files, cc_news, hits, workers, hits_only, topic, archive_path)
