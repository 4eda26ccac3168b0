"""What the commands do that ask the archive, and `pactwatch watch`; `pactwatch.cli` reads the arguments.

Apart from it because this imports the archive (0.2 s), which `--help` and a mistyped option need not wait for.
"""

from __future__ import annotations

import os
import socket
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager

import click

from pactwatch import diff as diffing, facts as answering
from pactwatch.archive import Archive, open_archive, read, writer_lock
from pactwatch.archive.serve import advice, serve_command
from pactwatch.arguments import parse_since
from pactwatch.checkup import as_of, checkup
from pactwatch.clock import SystemClock
from pactwatch.config import Watch, environment, load_watch
from pactwatch.errors import NotFound, UsageError
from pactwatch.health import detection_delay
from pactwatch.model import SourceSpec, Url
from pactwatch.repair import split_article
from pactwatch.report import plural
from pactwatch.screen import Screen
from pactwatch.sources import canonicalise
from pactwatch.urls import BadUrl, parse_url


def opened(archive_path: str | None, topic: str | None = None) -> tuple[Watch, Archive]:
    """Open the archive for reading."""
    watch = load_watch(topic, archive_path)
    return watch, open_archive(watch.archive, readonly=True)


@contextmanager
def opened_to_write(
    archive_path: str | None, topic: str | None = None, *, new: bool = False
) -> Iterator[tuple[Watch, Archive]]:
    """Open the archive as its one writer, and say if a pass has to end first.

    Unless *new* is given it must be there: a mistyped name must not make another one.
    """
    watch = load_watch(topic, archive_path)
    if not (new or watch.archive.exists()):
        open_archive(watch.archive, readonly=True).close()  # says so
    with writer_lock(watch.archive, waiting=Screen().waiting), closing(open_archive(watch.archive)) as archive:
        yield watch, archive


# ---------------------------------------------------------------- asking the archive


def changes(since: str | None, material_only: bool, limit: int, as_json: bool, archive_path: str | None) -> None:
    """List what changed, newest first."""
    moment = parse_since(since, SystemClock().now()) if since else None
    _, archive = opened(archive_path)
    with closing(archive):
        Screen().changes(read.changes(archive, since=moment, material_only=material_only, limit=limit), as_json=as_json)


def diff(url: str, from_number: int | None, to_number: int | None, as_json: bool, archive_path: str | None) -> None:
    """Show two versions of an article side by side."""
    address = article_address(url)
    _, archive = opened(archive_path)
    with closing(archive):
        old, new = read.version_pair(archive, address, from_number, to_number)
        past = read.past_before(archive, old)
        comparison = diffing.compare(
            old.wordings,
            new.wordings,
            old_headline=old.headline,
            new_headline=new.headline,
            old_byline=old.byline,
            new_byline=new.byline,
            language=new.language,
            published_at=new.published_at,
            earlier={place: past.texts.get(claim_id, ()) for place, claim_id in enumerate(old.claim_ids)},
            removed=[text for _, text in past.removed],
            earlier_headlines=past.headlines,
            old_text=old.text,
            new_text=new.text,
        )
    Screen().diff(old, new, comparison, as_json=as_json)


def facts(topic: str | None, as_json: bool, archive_path: str | None) -> None:
    """Show the fact sheet: each question, each value, who says so; conflicts first."""
    watch, archive = opened(archive_path, topic)
    with closing(archive):
        topic_id = archive.topic_id(watch.topic.name)
        answers = answering.sheet(archive.said(topic_id), watch.topic, archive.once_said(topic_id))
        Screen().facts(answers, watch.topic, as_json=as_json, edits=archive.edits_of_copies(topic_id))


def articles(as_json: bool, archive_path: str | None) -> None:
    """List the articles, with what was last seen of each."""
    _, archive = opened(archive_path)
    with closing(archive):
        Screen().articles(read.articles(archive), as_json=as_json)


def articles_split(url: str, topic: str | None, archive_path: str | None) -> None:
    """Make an address that was taken for another article by mistake an article of its own again."""
    with opened_to_write(archive_path, topic) as (watch, archive):
        parted = split_article(archive, watch.topic, exact_address(url), SystemClock().now())
    given = plural(parted.versions, "version")
    click.echo(f"{parted.url} is an article of its own again, with {given} given back to it")
    click.echo(f"it is not taken for {parted.other_url} any more, whatever their pages say")


def history(url: str, as_json: bool, archive_path: str | None) -> None:
    """Tell the story of one article: every fetch, version and change."""
    address = article_address(url)
    _, archive = opened(archive_path)
    with closing(archive):
        Screen().table(read.history(archive, address), "", as_json=as_json)


def runs(as_json: bool, archive_path: str | None) -> None:
    """List the passes, newest first, with their counts."""
    _, archive = opened(archive_path)
    with closing(archive):
        Screen().runs(read.runs(archive), as_json=as_json)


def health(as_json: bool, archive_path: str | None, topic: str | None = None) -> None:
    """Show what is not as it should be: what gives nothing good, reads otherwise, is late. Leaves with 1 if any is."""
    watch, archive = opened(archive_path, topic)
    with closing(archive):
        now = SystemClock().now()
        found = checkup(archive, watch.topic, now)
        delay = detection_delay(archive, as_of(archive, now))
        Screen().health(found, delay, read.unread_languages(archive, answering.LANGUAGES), as_json=as_json)
    if found.rows:
        raise SystemExit(1)


def query(sql: str, as_json: bool, archive_path: str | None) -> None:
    """Run one read-only SQL query."""
    _, archive = opened(archive_path)
    with closing(archive):
        # SQLite hands over now and then, so that Ctrl-C is heard.
        archive.db.conn.set_progress_handler(_go_on, _HANDED_OVER_EVERY)
        try:
            rows = archive.rows(sql)
        except UnicodeError:
            raise UsageError("the query is no text: it has bytes that are not UTF-8.") from None
        except (sqlite3.Error, sqlite3.Warning) as error:
            if "interrupted" in str(error):
                raise KeyboardInterrupt from None
            hint = (
                ' (`pactwatch query "select name from sqlite_master"` lists tables)' if "no such" in str(error) else ""
            )
            raise UsageError(f"the query failed: {str(error).rstrip('.')}{hint}.") from error
        Screen().table(rows, "No rows.", as_json=as_json)


# So many steps of SQLite's machine, some milliseconds.
_HANDED_OVER_EVERY = 100_000


def _go_on() -> int:
    """Tell SQLite to go on; a signal that came meanwhile is raised here, and stops it."""
    return 0


def serve(archive_path: str | None, host: str, port: int) -> None:
    """Open the archive in a browser: Datasette, read-only, with the canned queries."""
    watch = load_watch(None, archive_path)
    command = serve_command(watch.archive, host, port)
    _require_free_port(host, port)
    if told := advice(host, environment()):
        click.echo(f"pactwatch: {told}", err=True)
    # It takes this process's place: whoever stops that stops the server.
    sys.stdout.flush()
    os.execv(command[0], command)


def _require_free_port(host: str, port: int) -> None:
    """Refuse a port in use with a sentence, before Datasette does it with a page of traceback."""
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as error:
        raise UsageError(f"cannot listen on {host}:{port} ({error.strerror}); choose another with --port.") from None


# ---------------------------------------------------------------- what is watched, and who is told


def watch_add(
    urls: tuple[str, ...], kind: str, outlet: str | None, topic: str | None, archive_path: str | None
) -> None:
    """Watch URLs from the next pass on."""
    wanted = [line.strip() for line in sys.stdin if line.strip()] if urls == ("-",) else list(urls)
    read_address = article_address if kind == "url" else exact_address
    specs = [SourceSpec(kind=kind, url=read_address(url), outlet=outlet) for url in wanted]
    now = SystemClock().now()
    with opened_to_write(archive_path, topic, new=True) as (watch, archive):
        topic_id = archive.sync_topic(watch.topic, now)
        with archive.transaction():
            added = [archive.add_source(topic_id, spec, now) for spec in specs]
    for spec, is_new in zip(specs, added, strict=True):
        click.echo(f"{'watching' if is_new else 'already watched:'} {spec.url}")


def watch_remove(url: str, topic: str | None, archive_path: str | None) -> None:
    """Stop watching a URL that was added; what it gave so far is kept."""
    with opened_to_write(archive_path, topic) as (watch, archive):
        topic_id = archive.sync_topic(watch.topic, SystemClock().now())
        with archive.transaction():
            removed = [archive.remove_source(topic_id, known) for known in {article_address(url), exact_address(url)}]
    if not any(removed):
        raise NotFound(f"{url} is not among the added URLs; `pactwatch watch list` shows them.")
    click.echo(f"no longer watching {url}")


def watch_list(topic: str | None, as_json: bool, archive_path: str | None) -> None:
    """List every source of the topic, with what came of asking it last."""
    watch, archive = opened(archive_path, topic)
    with closing(archive):
        Screen().sources(read.sources(archive, watch.topic.name), as_json=as_json)


def article_address(url: str) -> Url:
    """Give the canonical address of an article somebody typed; `example.org/a` is taken as https."""
    return canonicalise(exact_address(url))


def exact_address(url: str) -> Url:
    """Give the address of a feed somebody typed: its parameters may choose what it lists, so they stay."""
    try:
        return parse_url(url if "://" in url else f"https://{url}")
    except BadUrl as error:
        raise UsageError(f"{error}; write a whole address such as https://example.org/story.") from None
