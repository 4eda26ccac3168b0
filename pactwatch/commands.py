"""What each command of the command line does; `pactwatch.cli` reads the arguments.

Apart from it because this imports every room (0.4 s), which `--help` and a mistyped option need not wait for.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from types import ModuleType

import click

from pactwatch import pageview
from pactwatch.archive import Archive, open_archive, read, writer_lock
from pactwatch.archive.serve import advice, serve_command
from pactwatch.arguments import Hands, ReadOptions, parse_since, parse_span
from pactwatch.clock import SystemClock
from pactwatch.config import Watch, environment, load_watch
from pactwatch.config.prefect_env import prepare_prefect
from pactwatch.diff import compare
from pactwatch.engines import choose_engine, load_flow
from pactwatch.errors import STOPPED, NotFound, UsageError
from pactwatch.extract import judge
from pactwatch.extract.why import explain
from pactwatch.extract.why_html import as_html
from pactwatch.facts import LANGUAGES, sheet
from pactwatch.health import detection_delay
from pactwatch.model import Outcome, SourceSpec, Topic, Url
from pactwatch.onepage import OnePage, from_file, from_web
from pactwatch.passes import LocalEngine, Summary, progress, run_live, run_offline
from pactwatch.paths import SEEDS
from pactwatch.repair import split_article
from pactwatch.report import plural
from pactwatch.schedule import keep_going, run_bounded
from pactwatch.screen import Screen
from pactwatch.sources import canonicalise
from pactwatch.urls import BadUrl, parse_url
from pactwatch.watchdog import findings


def opened(archive_path: str | None, topic: str | None = None) -> tuple[Watch, Archive]:
    """Open the archive for reading."""
    watch = load_watch(topic, archive_path)
    return watch, open_archive(watch.archive, readonly=True)


# ---------------------------------------------------------------- passes


def run(
    topic: str | None,
    archive_path: str | None,
    offline: bool,
    engine: str,
    no_wait: bool,
    as_json: bool,
    hands: Hands,
) -> None:
    """Do one pass: find coverage, fetch what is due, and say what changed; *hands* says who reads the pages."""
    if hands.address and not hands.dask:
        raise UsageError("--address names a Dask scheduler: use it with --task-runner dask.")
    watch = load_watch(topic, archive_path)
    screen = Screen(quiet=as_json)
    summary = _one_run(watch, topic, engine, screen, hands, offline=offline, wait=not no_wait)
    with closing(open_archive(watch.archive, readonly=True)) as archive:
        screen.summary(summary, archive, watch.topic, as_json=as_json)


def _one_run(
    watch: Watch, topic: str | None, engine: str, screen: Screen, hands: Hands, *, offline: bool, wait: bool
) -> Summary:
    """Do one pass on the engine that was asked for, with progress."""
    chosen, api = choose_engine(engine, environment())
    with screen.pass_progress() as listener:
        token = progress.set(listener)
        try:
            if chosen == "prefect":
                return _run_with_prefect(watch, topic, api, screen, hands, offline=offline, wait=wait)
            return asyncio.run(_run_here(watch, hands, offline=offline, wait=wait))
        finally:
            progress.reset(token)


async def _run_here(watch: Watch, hands: Hands, *, offline: bool, wait: bool) -> Summary:
    """Do the pass in this process."""
    if offline:
        return await run_offline(watch.topic, watch.archive, LocalEngine(), SEEDS, wait=wait)
    return await run_live(watch.topic, watch.archive, LocalEngine(), wait=wait, hands=hands)


def _run_with_prefect(
    watch: Watch, topic: str | None, api: str | None, screen: Screen, hands: Hands, *, offline: bool, wait: bool
) -> Summary:
    """Do the pass as a Prefect flow run, on the API that was found or on Prefect's own temporary server."""
    prepare_prefect(api)
    screen.note(f"Prefect: {api}" if api else "Prefect: starting its temporary server (10 to 20 seconds) …")
    flow_file = load_flow("monitor")
    # A terminal's Ctrl-C reaches Prefect's temporary server too; a flow that waits for a dead API would never end.
    before = signal.signal(signal.SIGINT, lambda *_: _stop_at_once(flow_file))
    try:
        readers = {"workers": hands.workers, "dask": hands.dask, "address": hands.address}
        result = asyncio.run(
            flow_file.monitor(topic=topic, archive=str(watch.archive), offline=offline, wait=wait, **readers)
        )
    finally:
        signal.signal(signal.SIGINT, before)
    if not isinstance(result, Summary):
        raise TypeError(f"the monitor flow gave {type(result).__name__}, not a Summary")
    return result


def _stop_at_once(flow_file: ModuleType) -> None:
    """End the program within a Prefect run: what was finished is stored, and a transaction under way is not."""
    flow_file.stop_temporary_servers()
    click.echo(f"pactwatch: {STOPPED}", err=True)
    os._exit(130)


def schedule(topic: str | None, archive_path: str | None, every: str, passes: int | None, limit: str) -> None:
    """Keep passes going on this machine, and deliver what they owe, until stopped."""
    watch = load_watch(topic, archive_path)  # mistakes are told now, not after the first interval
    longest = parse_span(limit)
    given = ["--archive", str(watch.archive), *(["--topic", topic] if topic else [])]
    screen = Screen()
    failed = 0

    def step(*words: str) -> int:
        """Do one thing in a process of its own, which can be ended whatever it hangs in."""
        code = run_bounded([sys.executable, "-m", "pactwatch.cli", *words, *given], longest)
        if code is None:
            screen.note(f"{' '.join(words)} took longer than {limit} and was ended; the next one takes it up")
        return 1 if code is None else code

    def one_pass() -> None:
        """Do a pass and deliver; what goes wrong is said, and the next pass goes on."""
        nonlocal failed
        failed = step("run")
        if watch.archive.exists():
            step("alerts", "send")

    keep_going(one_pass, parse_span(every), passes, SystemClock().now)
    if failed:
        raise SystemExit(failed)


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
        comparison = compare(
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
        answers = sheet(archive.said(topic_id), watch.topic, archive.once_said(topic_id))
        Screen().facts(answers, watch.topic, as_json=as_json, edits=archive.edits_of_copies(topic_id))


def articles(as_json: bool, archive_path: str | None) -> None:
    """List the articles, with what was last seen of each."""
    _, archive = opened(archive_path)
    with closing(archive):
        Screen().articles(read.articles(archive), as_json=as_json)


def articles_split(url: str, topic: str | None, archive_path: str | None) -> None:
    """Make an address that was taken for another article by mistake an article of its own again."""
    watch = load_watch(topic, archive_path)
    opened(archive_path)[1].close()  # a mistyped name must not make a new archive
    with writer_lock(watch.archive, wait=True), closing(open_archive(watch.archive)) as archive:
        parted = split_article(archive, watch.topic, Url(_exact_address(url)), SystemClock().now())
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
    """Show what is not being seen: sources and articles that give nothing good. Leaves with 1 if there is any."""
    watch, archive = opened(archive_path, topic)
    with closing(archive):
        rows = [*_own_health(watch, archive), *read.health(archive)]
        delay = detection_delay(archive, SystemClock().now())
        Screen().health(rows, delay, read.unread_languages(archive, LANGUAGES), as_json=as_json)
    if rows:
        raise SystemExit(1)


def _own_health(watch: Watch, archive: Archive) -> list[dict[str, object]]:
    """List what is wrong with the watch itself, for each topic; what a topic file asks for is known of ours alone."""
    rows: list[dict[str, object]] = []
    for found in archive.rows("SELECT id, name, title FROM topics ORDER BY id"):
        name = str(found["name"])
        topic = watch.topic if name == watch.topic.name else Topic(name, str(found["title"]), ())
        rows += [one.row(name) for one in findings(archive, topic, int(str(found["id"])), SystemClock().now())]
    return rows


def query(sql: str, as_json: bool, archive_path: str | None) -> None:
    """Run one read-only SQL query."""
    _, archive = opened(archive_path)
    with closing(archive):
        try:
            rows = archive.rows(sql)
        except (sqlite3.Error, sqlite3.Warning) as error:
            raise UsageError(f"the query failed: {error}.") from error
        Screen().table(rows, "No rows.", as_json=as_json)


def serve(archive_path: str | None, host: str, port: int) -> None:
    """Open the archive in a browser: Datasette, read-only, with the canned queries."""
    watch = load_watch(None, archive_path)
    command = serve_command(watch.archive, host, port)
    _require_free_port(host, port)
    if told := advice(host, environment()):
        click.echo(f"pactwatch: {told}", err=True)
    raise SystemExit(subprocess.run(command, check=False).returncode)


def _require_free_port(host: str, port: int) -> None:
    """Refuse a port in use with a sentence, before Datasette does it with a page of traceback."""
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as error:
        raise UsageError(f"cannot listen on {host}:{port} ({error.strerror}); choose another with --port.") from None


# ---------------------------------------------------------------- one page


def extract(source: str, options: ReadOptions, topic: str | None, archive_path: str | None) -> None:
    """Read one page as a pass would, and show the article or why it was read so."""
    page = _one_page(source, options, topic, archive_path)
    stands_at = Url(_exact_address(options.url)) if options.url else page.url
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
        return OnePage(body, address, Url(address), content_type)
    if source.lower().startswith(("http://", "https://")):
        return from_web(Url(_exact_address(source)), load_watch(topic, archive_path).topic.fetch, SystemClock())
    return from_file(source)


def _write_html(name: str, html: str) -> None:
    """Write the coloured page."""
    try:
        Path(name).expanduser().write_text(html, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{name}: cannot be written ({error.strerror}); name another file with --html.") from None


# ---------------------------------------------------------------- what is watched, and who is told


def watch_add(
    urls: tuple[str, ...], kind: str, outlet: str | None, topic: str | None, archive_path: str | None
) -> None:
    """Watch URLs from the next pass on."""
    watch = load_watch(topic, archive_path)
    wanted = [line.strip() for line in sys.stdin if line.strip()] if urls == ("-",) else list(urls)
    read_address = article_address if kind == "url" else _exact_address
    specs = [SourceSpec(kind=kind, url=read_address(url), outlet=outlet) for url in wanted]
    now = SystemClock().now()
    with writer_lock(watch.archive, wait=True), closing(open_archive(watch.archive)) as archive:
        topic_id = archive.sync_topic(watch.topic, now)
        with archive.transaction():
            added = [archive.add_source(topic_id, spec, now) for spec in specs]
    for spec, is_new in zip(specs, added, strict=True):
        click.echo(f"{'watching' if is_new else 'already watched:'} {spec.url}")


def watch_remove(url: str, topic: str | None, archive_path: str | None) -> None:
    """Stop watching a URL that was added; what it gave so far is kept."""
    watch = load_watch(topic, archive_path)
    opened(archive_path)[1].close()  # a mistyped name must not make a new archive
    with writer_lock(watch.archive, wait=True), closing(open_archive(watch.archive)) as archive:
        topic_id = archive.sync_topic(watch.topic, SystemClock().now())
        with archive.transaction():
            removed = [archive.remove_source(topic_id, known) for known in {article_address(url), _exact_address(url)}]
    if not any(removed):
        raise NotFound(f"{url} is not among the added URLs; `pactwatch watch list` shows them.")
    click.echo(f"no longer watching {url}")


def watch_list(topic: str | None, as_json: bool, archive_path: str | None) -> None:
    """List every source of the topic, with what came of asking it last."""
    watch, archive = opened(archive_path, topic)
    with closing(archive):
        Screen().sources(read.sources(archive, watch.topic.name), as_json=as_json)


def article_address(url: str) -> str:
    """Give the canonical address of an article somebody typed; `example.org/a` is taken as https."""
    return canonicalise(_exact_address(url))


def _exact_address(url: str) -> str:
    """Give the address of a feed somebody typed: its parameters may choose what it lists, so they stay."""
    try:
        return parse_url(url if "://" in url else f"https://{url}")
    except BadUrl as error:
        raise UsageError(f"{error}; write a whole address such as https://example.org/story.") from None
