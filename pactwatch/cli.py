"""The command line: `pactwatch COMMAND`, each with `--help`.

Exit codes: 0 done; 1 something failed that should not; 2 what was asked for makes no sense; 3 the archive cannot be
used; 4 nothing could be reached; 5 Prefect failed; 6 not in the archive; 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import asyncio
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from typing import TypeVar

import click

from pactwatch import __version__
from pactwatch.alerts import channel_label, channels_for, send
from pactwatch.archive import Archive, open_archive, read, writer_lock
from pactwatch.archive.serve import serve_command
from pactwatch.archive.verify import verify as verify_archive
from pactwatch.clock import SystemClock, parse_iso
from pactwatch.config import Watch, environment, load_watch
from pactwatch.config.prefect_env import prepare_prefect
from pactwatch.deliver import deliver_owed
from pactwatch.diff import compare
from pactwatch.engines import choose_engine, load_flow
from pactwatch.errors import NotFound, PactwatchError, UsageError
from pactwatch.facts import sheet
from pactwatch.model import Alert, SourceSpec
from pactwatch.passes import LocalEngine, Summary, progress, run_live, run_offline
from pactwatch.paths import SEEDS
from pactwatch.schedule import keep_going
from pactwatch.screen import Screen
from pactwatch.sources import canonicalise
from pactwatch.urls import BadUrl

F = TypeVar("F", bound=Callable[..., object])

_archive_option = click.option(
    "--archive", "archive_path", metavar="PATH", help="The SQLite file (default: $PACTWATCH_ARCHIVE, or archive.db)."
)
_topic_option = click.option(
    "--topic",
    metavar="NAME|FILE",
    help="A shipped topic or a file (default: $PACTWATCH_TOPIC, or japan-eu-pact).",
)
_json_option = click.option("--json", "as_json", is_flag=True, help="Print the rows as JSON.")


def _rows_options(function: F) -> F:
    """Give a command that prints rows its two options."""
    return _archive_option(_json_option(function))


def _opened(archive_path: str | None, topic: str | None = None) -> tuple[Watch, Archive]:
    """Open the archive for reading."""
    watch = load_watch(topic, archive_path)
    return watch, open_archive(watch.archive, readonly=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="pactwatch")
def cli() -> None:
    """Watch what is published about one event, claim by claim."""


# ---------------------------------------------------------------- passes


@cli.command()
@_topic_option
@_archive_option
@click.option("--offline", is_flag=True, help="Replay the seeds and their later versions; no network.")
@click.option(
    "--engine",
    type=click.Choice(["auto", "prefect", "local"]),
    default="auto",
    show_default=True,
    help="auto: Prefect where an API is configured or answers, else this process.",
)
@click.option("--no-wait", is_flag=True, help="Leave at once if another pass is writing, instead of waiting.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON, without progress.")
def run(topic: str | None, archive_path: str | None, offline: bool, engine: str, no_wait: bool, as_json: bool) -> None:
    """Do one pass: find coverage, fetch what is due, and say what changed."""
    watch = load_watch(topic, archive_path)
    screen = Screen(quiet=as_json)
    summary = _one_run(watch, topic, engine, screen, offline=offline, wait=not no_wait)
    with closing(open_archive(watch.archive, readonly=True)) as archive:
        screen.summary(summary, archive, watch.topic, as_json=as_json)


def _one_run(watch: Watch, topic: str | None, engine: str, screen: Screen, *, offline: bool, wait: bool) -> Summary:
    """Do one pass on the engine that was asked for, with progress."""
    chosen, api = choose_engine(engine, environment())
    with screen.pass_progress() as listener:
        token = progress.set(listener)
        try:
            if chosen == "prefect":
                return _run_with_prefect(watch, topic, api, screen, offline=offline, wait=wait)
            return asyncio.run(_run_here(watch, offline=offline, wait=wait))
        finally:
            progress.reset(token)


async def _run_here(watch: Watch, *, offline: bool, wait: bool) -> Summary:
    """Do the pass in this process."""
    if offline:
        return await run_offline(watch.topic, watch.archive, LocalEngine(), SEEDS, wait=wait)
    return await run_live(watch.topic, watch.archive, LocalEngine(), wait=wait)


def _run_with_prefect(
    watch: Watch, topic: str | None, api: str | None, screen: Screen, *, offline: bool, wait: bool
) -> Summary:
    """Do the pass as a Prefect flow run, on the API that was found or on Prefect's own temporary server."""
    prepare_prefect(api)
    screen.note(f"Prefect: {api}" if api else "Prefect: starting its temporary server (10 to 20 seconds) …")
    monitor = load_flow("monitor").monitor
    result = asyncio.run(monitor(topic=topic, archive=str(watch.archive), offline=offline, wait=wait))
    if not isinstance(result, Summary):
        raise TypeError(f"the monitor flow gave {type(result).__name__}, not a Summary")
    return result


@cli.command()
@_topic_option
@_archive_option
@click.option("--every", default="20m", show_default=True, metavar="TIME", help="Time between passes: 10m, 2h, 1d.")
@click.option("--passes", type=click.IntRange(min=1), help="Stop after so many passes (default: never).")
def schedule(topic: str | None, archive_path: str | None, every: str, passes: int | None) -> None:
    """Keep passes going on this machine, and deliver what they owe, until stopped."""
    watch = load_watch(topic, archive_path)
    screen = Screen()

    def one_pass() -> None:
        """Do a pass and deliver; what goes wrong is said, and the next pass goes on."""
        try:
            summary = _one_run(watch, topic, "auto", screen, offline=False, wait=True)
            with closing(open_archive(watch.archive)) as archive:
                screen.summary(summary, archive, watch.topic, as_json=False)
                screen.note(deliver_owed(watch.topic, archive, SystemClock(), environment()).sentence)
        except PactwatchError as error:
            screen.note(f"this pass failed: {error}")

    keep_going(one_pass, parse_span(every), passes, SystemClock().now)


# ---------------------------------------------------------------- asking the archive


@cli.command()
@click.option("--since", metavar="TIME", help="Only changes found since: 24h, 7d, 2024-11-05, 2024-11-05T12:00Z.")
@click.option("--material/--all", "material_only", default=True, help="Only material changes (default), or all.")
@click.option("--limit", type=click.IntRange(min=1), default=200, show_default=True)
@_rows_options
def changes(since: str | None, material_only: bool, limit: int, as_json: bool, archive_path: str | None) -> None:
    """List what changed, newest first."""
    moment = parse_since(since, SystemClock().now()) if since else None
    _, archive = _opened(archive_path)
    with closing(archive):
        Screen().changes(read.changes(archive, since=moment, material_only=material_only, limit=limit), as_json=as_json)


@cli.command()
@click.argument("url")
@click.option("--from", "from_number", type=int, metavar="N", help="The older version (default: the one before).")
@click.option("--to", "to_number", type=int, metavar="M", help="The newer version (default: the last).")
@_rows_options
def diff(url: str, from_number: int | None, to_number: int | None, as_json: bool, archive_path: str | None) -> None:
    """Show two versions of an article side by side."""
    address = _address(url)
    _, archive = _opened(archive_path)
    with closing(archive):
        old, new = read.version_pair(archive, address, from_number, to_number)
        comparison = compare(
            old.wordings,
            new.wordings,
            old_headline=old.headline,
            new_headline=new.headline,
            old_byline=old.byline,
            new_byline=new.byline,
            language=new.language,
            published_at=new.published_at,
        )
    Screen().diff(old, new, comparison, as_json=as_json)


@cli.command()
@_topic_option
@_rows_options
def facts(topic: str | None, as_json: bool, archive_path: str | None) -> None:
    """Show the fact sheet: each question, each value, who says so; conflicts first."""
    watch, archive = _opened(archive_path, topic)
    with closing(archive):
        said = archive.said(archive.topic_id(watch.topic.name))
        Screen().facts(sheet(said, watch.topic), watch.topic, as_json=as_json)


@cli.command()
@_rows_options
def articles(as_json: bool, archive_path: str | None) -> None:
    """List the articles, with what was last seen of each."""
    _, archive = _opened(archive_path)
    with closing(archive):
        Screen().articles(read.articles(archive), as_json=as_json)


@cli.command()
@click.argument("url")
@_rows_options
def history(url: str, as_json: bool, archive_path: str | None) -> None:
    """Tell the story of one article: every fetch, version and change."""
    address = _address(url)
    _, archive = _opened(archive_path)
    with closing(archive):
        Screen().table(read.history(archive, address), "", as_json=as_json)


@cli.command()
@_rows_options
def runs(as_json: bool, archive_path: str | None) -> None:
    """List the passes, newest first, with their counts."""
    _, archive = _opened(archive_path)
    with closing(archive):
        Screen().table(read.runs(archive), "No passes yet: run `pactwatch run` first.", as_json=as_json)


@cli.command()
@_rows_options
def health(as_json: bool, archive_path: str | None) -> None:
    """Show what is not being seen: sources and articles that give nothing good. Leaves with 1 if there is any."""
    _, archive = _opened(archive_path)
    with closing(archive):
        rows = read.health(archive)
        Screen().table(rows, "All sources and articles answered when last asked.", as_json=as_json)
    if rows:
        raise SystemExit(1)


@cli.command()
@click.argument("sql")
@_rows_options
def query(sql: str, as_json: bool, archive_path: str | None) -> None:
    """Run one read-only SQL query."""
    _, archive = _opened(archive_path)
    with closing(archive):
        try:
            rows = archive.rows(sql)
        except (sqlite3.Error, sqlite3.Warning) as error:
            raise UsageError(f"the query failed: {error}.") from error
        Screen().table(rows, "No rows.", as_json=as_json)


@cli.command()
@_archive_option
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True)
def serve(archive_path: str | None, host: str, port: int) -> None:
    """Open the archive in a browser: Datasette, read-only, with the canned queries."""
    watch = load_watch(None, archive_path)
    command = serve_command(watch.archive, host, port)
    _require_free_port(host, port)
    raise SystemExit(subprocess.run(command, check=False).returncode)


def _require_free_port(host: str, port: int) -> None:
    """Refuse a port in use with a sentence, before Datasette does it with a page of traceback."""
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as error:
        raise UsageError(f"cannot listen on {host}:{port} ({error.strerror}); choose another with --port.") from None


@cli.command()
@_archive_option
@_json_option
def verify(archive_path: str | None, as_json: bool) -> None:
    """Check that the archive is whole: every body, every reference, the full-text index. Leaves with 3 if not."""
    _, archive = _opened(archive_path)
    with closing(archive):
        problems = verify_archive(archive)
        Screen().table([{"problem": text} for text in problems], "The archive is whole.", as_json=as_json)
    if problems:
        raise SystemExit(3)


# ---------------------------------------------------------------- what is watched, and who is told


@cli.group("watch")
def watch_group() -> None:
    """Add, remove and list fixed URLs and feeds, beside those of the topic file."""


@watch_group.command("add")
@click.argument("urls", nargs=-1, metavar="URL… (or - to read them from standard input)", required=True)
@click.option("--kind", type=click.Choice(["url", "feed", "sitemap", "listing"]), default="url", show_default=True)
@click.option("--outlet", help="Who publishes there.")
@_topic_option
@_archive_option
def watch_add(
    urls: tuple[str, ...], kind: str, outlet: str | None, topic: str | None, archive_path: str | None
) -> None:
    """Watch URLs from the next pass on."""
    watch = load_watch(topic, archive_path)
    wanted = [line.strip() for line in sys.stdin if line.strip()] if urls == ("-",) else list(urls)
    specs = [SourceSpec(kind=kind, url=_address(url), outlet=outlet) for url in wanted]
    now = SystemClock().now()
    with writer_lock(watch.archive, wait=True), closing(open_archive(watch.archive)) as archive:
        topic_id = archive.sync_topic(watch.topic, now)
        with archive.transaction():
            added = [archive.add_source(topic_id, spec, now) for spec in specs]
    for spec, is_new in zip(specs, added, strict=True):
        click.echo(f"{'watching' if is_new else 'already watched:'} {spec.url}")


@watch_group.command("remove")
@click.argument("url")
@_topic_option
@_archive_option
def watch_remove(url: str, topic: str | None, archive_path: str | None) -> None:
    """Stop watching a URL that was added; what it gave so far is kept."""
    watch = load_watch(topic, archive_path)
    with writer_lock(watch.archive, wait=True), closing(open_archive(watch.archive)) as archive:
        topic_id = archive.sync_topic(watch.topic, SystemClock().now())
        with archive.transaction():
            removed = archive.remove_source(topic_id, _address(url))
    if not removed:
        raise NotFound(f"{url} is not among the added URLs; `pactwatch watch list` shows them.")
    click.echo(f"no longer watching {url}")


@watch_group.command("list")
@_topic_option
@_rows_options
def watch_list(topic: str | None, as_json: bool, archive_path: str | None) -> None:
    """List every source of the topic, with what came of asking it last."""
    watch, archive = _opened(archive_path, topic)
    with closing(archive):
        Screen().sources(read.sources(archive, watch.topic.name), as_json=as_json)


@cli.group("alerts")
def alerts_group() -> None:
    """List, send and test alerts."""


@alerts_group.command("list")
@_rows_options
def alerts_list(as_json: bool, archive_path: str | None) -> None:
    """List the alerts, newest first, with where each was delivered."""
    _, archive = _opened(archive_path)
    with closing(archive):
        Screen().alerts(read.alerts(archive), as_json=as_json)


@alerts_group.command("send")
@_topic_option
@_archive_option
def alerts_send(topic: str | None, archive_path: str | None) -> None:
    """Send what is owed; what cannot be delivered stays owed."""
    watch = load_watch(topic, archive_path)
    with closing(open_archive(watch.archive)) as archive:
        result = deliver_owed(watch.topic, archive, SystemClock(), environment())
    click.echo(result.sentence)
    if result.failed:
        raise SystemExit(1)


@alerts_group.command("test")
@_topic_option
def alerts_test(topic: str | None) -> None:
    """Send a sample through each channel of the topic, and say what came back."""
    watch = load_watch(topic, None)
    channels = sorted({channel for rule in watch.topic.alerts for channel in channels_for(watch.topic, rule.name)})
    if not channels:
        raise UsageError(f'topic {watch.topic.name} names no channel; add `to = ["stdout:"]` to an [[alerts]] rule.')
    sample = Alert("test", "test", f"Pactwatch test for {watch.topic.title}", "If you read this, it works.")
    failed = False
    for channel in channels:
        error = send(channel, sample, environ=environment())
        failed = failed or error is not None
        click.echo(f"{channel_label(channel)}: {error or 'delivered'}")
    if failed:
        raise SystemExit(1)


# ---------------------------------------------------------------- reading arguments


def parse_span(text: str) -> timedelta:
    """Read a span of time such as `90s`, `20m`, `24h`, `7d`, `2w`.

    Raises:
        UsageError: it is none.

    >>> parse_span("24h")
    datetime.timedelta(days=1)
    """
    units = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
    number, unit = text[:-1], text[-1:]
    if unit not in units or not number.isascii() or not number.isdigit() or len(number) > 6 or int(number) == 0:
        raise UsageError(f"{text!r} is not a span of time; write 20m, 24h, 7d or 2w.")
    return timedelta(**{units[unit]: int(number)})


def parse_since(text: str, now: datetime) -> datetime:
    """Read a moment: a span back from *now*, a date, or an ISO 8601 time (UTC unless it says otherwise).

    >>> parse_since("2024-11-05", datetime.max).isoformat()
    '2024-11-05T00:00:00+00:00'
    """
    if text[:1].isdigit() and text[-1:].isalpha() and not text.endswith(("Z", "z")):
        return now - parse_span(text)
    try:
        return parse_iso(text)
    except ValueError:
        raise UsageError(f"{text!r} is no time; write 24h, 7d, 2024-11-05 or 2024-11-05T12:00Z.") from None


def _address(url: str) -> str:
    """Give the canonical form of a URL somebody typed; `example.org/a` is taken as https."""
    try:
        return canonicalise(url if "://" in url else f"https://{url}")
    except BadUrl as error:
        raise UsageError(f"{error}; write a whole address such as https://example.org/story.") from None


# ---------------------------------------------------------------- the way in


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; whatever a user can cause ends in one sentence and an exit code."""
    try:
        cli.main(args=list(arguments) if arguments is not None else None, prog_name="pactwatch", standalone_mode=False)
    except PactwatchError as error:
        _leave(str(error), error.exit_code)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        _leave("stopped; what was finished is stored, and the next run goes on from there.", 130)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output left; there is nobody to tell
        sys.exit(0)


def _leave(sentence: str, code: int) -> None:
    """Say why, and go."""
    click.echo(f"pactwatch: {sentence}", err=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
