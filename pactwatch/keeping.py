"""What the commands do that keep the archive, fill it from other archives, and hand it on; see `pactwatch.commands`."""

from __future__ import annotations

import asyncio
import dataclasses
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from pactwatch import __version__
from pactwatch.alerts import plain, when
from pactwatch.archive import Archive, Rejudged, open_archive
from pactwatch.archive.chain import head as chain_head
from pactwatch.archive.copying import copy_archive
from pactwatch.archive.maintain import maintain as maintain_archive
from pactwatch.archive.searching import rebuild_search
from pactwatch.archive.tables_out import export_tables
from pactwatch.archive.verify import check
from pactwatch.archive.warc_out import WarcCounts, write_warc
from pactwatch.arguments import parse_since
from pactwatch.backfill import Span, WebArchive, backfill as fill_in
from pactwatch.backtest import backtest, rule_named
from pactwatch.clock import Clock, SystemClock, iso
from pactwatch.commands import article_address, opened, opened_to_write
from pactwatch.config import load_watch
from pactwatch.errors import UsageError, discard, while_writing
from pactwatch.fetch import Client, HostMemory
from pactwatch.ingest import ingest as ingest_files
from pactwatch.merge import Merged, merge as join
from pactwatch.model import Url
from pactwatch.passes import refuse_mixing, tell, telling, writing
from pactwatch.past import Bench, Tally
from pactwatch.proof import write_evidence
from pactwatch.reextract import reextract as read_again
from pactwatch.report import plural
from pactwatch.scan import listed, scan as scan_files
from pactwatch.screen import Screen
from pactwatch.sources.mementos import INTERNET_ARCHIVE_CDX as CDX, INTERNET_ARCHIVE_REPLAY as REPLAY
from pactwatch.understanding import READER

SOFTWARE = f"pactwatch {__version__}"


# ---------------------------------------------------------------- out


def export(form: str, target: str, tables: tuple[str, ...], archive_path: str | None) -> None:
    """Write the archive in an open format."""
    with closing(opened(archive_path)[1]) as archive:
        if form == "warc":
            if tables:
                raise UsageError("--table is for --csv, --jsonl and --parquet; a WARC holds captures.")
            _export_warc(archive, target)
            return
        screen = Screen()
        total = 0
        for written in export_tables(archive, Path(target), form, tables):
            screen.note(f"{written.file}: {plural(written.rows, 'row')}")
            total += written.rows
    click.echo(f"{target}: {plural(total, 'row')}, described by datapackage.json")


def _export_warc(archive: Archive, target: str) -> None:
    """Write captures to a file, or to standard output."""
    if target == "-":
        with while_writing("standard output"):
            _drain(archive, sys.stdout.buffer, compress=True)
            sys.stdout.buffer.flush()
        return
    path = Path(target)
    path = path.resolve() if path.is_symlink() else path  # a link stays a link
    if path.exists() and not path.is_file():
        with while_writing(path), path.open("wb") as out:  # a device, a pipe: nothing to put in its place
            counts = _drain(archive, out, compress=path.suffix == ".gz")
        _tell_captures(target, counts)
        return
    part = path.with_name(f"{path.name}.part{os.getpid()}")
    try:
        with while_writing(path):
            with part.open("xb") as out:
                counts = _drain(archive, out, compress=path.suffix == ".gz")
                out.flush()
                os.fsync(out.fileno())
            part.replace(path)
    finally:
        discard(part)
    _tell_captures(target, counts)


def _tell_captures(target: str, counts: WarcCounts) -> None:
    click.echo(f"{target}: {plural(counts.responses, 'response')}, {plural(counts.revisits, 'revisit')}")


def _drain(archive: Archive, out: BinaryIO, *, compress: bool) -> WarcCounts:
    """Write all of it, with a word now and then."""
    screen = Screen()
    counts = WarcCounts()
    now = iso(SystemClock().now())
    for counts in write_warc(archive, out, now=now, software=SOFTWARE, compress=compress):
        if (done := counts.responses + counts.revisits) % 10_000 == 0:
            screen.note(f"  {done} captures")
    if counts.damaged:
        screen.note(
            f"{plural(counts.damaged, 'capture')} left out: thinned out, or damaged as `pactwatch verify` tells"
        )
    return counts


def evidence(change_id: int, target: str | None, archive_path: str | None) -> None:
    """Bundle what a change rests on."""
    path = Path(target or f"evidence-{change_id}.zip")
    with closing(opened(archive_path)[1]) as archive:
        write_evidence(archive, change_id, path, software=SOFTWARE, now=iso(SystemClock().now()))
    click.echo(f"{path}: unpack it and run `python3 verify.py` in it")


def copy(target: str, archive_path: str | None) -> None:
    """Make a consistent copy of the archive, whoever is writing to it."""
    with closing(opened(archive_path)[1]) as archive:
        size = copy_archive(archive, Path(target))
    click.echo(f"{target}: {size / 1e6:.1f} MB")


# ---------------------------------------------------------------- in


def ingest(files: tuple[str, ...], outlet: str | None, topic: str | None, archive_path: str | None) -> None:
    """Take up the captures in WARC files."""
    with _taking_up(topic, archive_path, "ingest") as bench:
        ingest_files(bench, [Path(file) for file in files], _tell, outlet)


def backfill(
    url: str,
    cdx: str | None,
    replay: str | None,
    timemap: str | None,
    since: str | None,
    until: str | None,
    limit: int,
    topic: str | None,
    archive_path: str | None,
) -> None:
    """Fill in an article's past from an archive of the web."""
    clock = SystemClock()
    now = clock.now()
    if timemap and (cdx or replay):
        raise UsageError("--timemap asks for TimeMaps; leave out --cdx and --replay.")
    if cdx and not replay:
        raise UsageError("--cdx needs --replay too: what stands before the time and address of a capture.")
    where = WebArchive(None, "", timemap) if timemap else WebArchive(cdx or CDX, replay or REPLAY)
    span = Span(parse_since(since, now) if since else None, parse_since(until, now) if until else None, limit)
    address = article_address(url)
    with _taking_up(topic, archive_path, "backfill") as bench:
        asyncio.run(_backfilled(bench, clock, where, address, span))


async def _backfilled(bench: Bench, clock: Clock, where: WebArchive, url: Url, span: Span) -> None:
    """Ask with the manners of earlier passes, and keep those of this one."""
    archive = bench.archive
    async with Client(bench.topic.fetch, clock, memory=archive.hosts(HostMemory)) as client:
        try:
            await fill_in(bench, client, clock, where, url, span, _tell)
        finally:
            archive.remember_hosts(client.memory(), clock.now())


@contextmanager
def _taking_up(topic: str | None, archive_path: str | None, what: str) -> Iterator[Bench]:
    """Open the archive for captures of the past, with a run that they are put down to; say what came of it."""
    watch = load_watch(topic, archive_path)
    screen = Screen()
    now = SystemClock().now()
    with screen.pass_progress() as listener, telling(listener), writing(watch.archive, wait=True) as archive:
        refuse_mixing(archive, watch.archive, offline=False)
        topic_id = archive.sync_topic(watch.topic, now)
        run_id = archive.note_run(topic_id, now, f"{SOFTWARE} {what}")
        bench = Bench(watch.topic, topic_id, archive, Tally(), run_id)
        try:
            yield bench
        finally:
            archive.finish_run(run_id, SystemClock().now())
            _say(bench.tally, screen)


def _tell(stage: str, done: int, of: int) -> None:
    """Report progress."""
    tell(stage, done, of)


def _say(tally: Tally, screen: Screen) -> None:
    """Say what came of a number of captures."""
    for problem in tally.problems:
        screen.note(problem)
    counts = ", ".join(f"{count} {outcome.value.replace('_', ' ')}" for outcome, count in tally.outcomes.most_common())
    click.echo(
        f"{plural(tally.new_articles, 'new article')}, {plural(tally.new_versions, 'new version')}, "
        f"{plural(len(tally.change_ids), 'change')}"
    )
    click.echo(f"captures: {counts or 'none'}; {tally.known} in the archive already")


def scan(
    files: tuple[str, ...],
    cc_news: str | None,
    hits: str,
    workers: int,
    hits_only: bool,
    topic: str | None,
    archive_path: str | None,
) -> None:
    """Find coverage in web archives, and take it up."""
    watch = load_watch(topic, archive_path)
    paths = [*map(Path, files), *(listed(Path(cc_news)) if cc_news else ())]
    if not paths:
        raise UsageError("name WARC files, or a list of them with --cc-news.")
    screen = Screen()
    with screen.pass_progress() as listener, telling(listener):
        found = scan_files(watch.topic, paths, Path(hits), _tell, workers)
    counts: Counter[str] = Counter()
    for one in found:
        counts.update(one.counts)
        if one.problem:
            screen.note(f"{one.file}: {one.problem}")
    total = counts.total()
    click.echo(f"{plural(len(found), 'file')}, {plural(total, 'record')}, {plural(counts.pop('hits', 0), 'hit')}")
    click.echo("passed over: " + (", ".join(f"{count} {why}" for why, count in counts.most_common()) or "none"))
    if not hits_only and any(one.counts.get("hits") for one in found):
        ingest(tuple(one.hits for one in found if one.counts.get("hits")), None, topic, archive_path)


def merge(files: tuple[str, ...], into: str | None, topic: str | None) -> None:
    """Join archives to the first, or to a copy of it."""
    paths = [Path(file) for file in files]
    target = Path(into) if into else paths[0]
    missing = [path for path in paths if not path.exists()]
    if missing or (not into and len(paths) < 2):
        raise UsageError(f"{missing[0]}: there is no such file." if missing else "name two archives, or use --into.")
    screen = Screen()
    watch = load_watch(topic, str(target))
    if into and not target.exists():
        with closing(open_archive(paths[0], readonly=True)) as first:
            copy_archive(first, target)
        screen.note(f"{target}: made as a copy of {paths[0]}")
        paths = paths[1:]
    elif not into:
        paths = paths[1:]
    with screen.pass_progress() as listener, telling(listener), writing(target, wait=True) as archive:
        for path in paths:
            _say_merged(path, join(archive, path, watch.topic, SystemClock().now(), _tell), screen)


def _say_merged(path: Path, merged: Merged, screen: Screen) -> None:
    """Say what joining one archive brought."""
    for problem in merged.problems:
        screen.note(problem)
    click.echo(
        f"{path}: {plural(merged.articles, 'new article')}, {plural(merged.captures, 'exchange')} of "
        f"{plural(merged.shared, 'article')} that both have watched; "
        f"{plural(merged.conflicts_opened, 'question')} newly disputed, {plural(merged.alerts_owed, 'alert')} owed"
    )


# ---------------------------------------------------------------- upkeep


def reextract(topic: str | None, as_json: bool, archive_path: str | None) -> None:
    """Read all stored snapshots again with today's rules."""
    screen = Screen(quiet=as_json)
    now = SystemClock().now()
    rows: list[Rejudged] = []
    with (
        screen.pass_progress() as listener,
        telling(listener),
        opened_to_write(archive_path, topic) as (watch, archive),
    ):
        topic_id = archive.topic_id(watch.topic.name)
        software = f"{SOFTWARE} reextract {READER}"
        run_id, after = archive.take_up_run(topic_id, now, software)
        if after:
            screen.note(f"going on after article {after}, where an earlier one was stopped")
        for article_id, found, why in read_again(archive, watch.topic, topic_id, now, _tell, after=after):
            rows += found
            archive.note_progress(run_id, article_id)
            if why:
                screen.note(f"article {article_id}: {why}")
        archive.finish_run(run_id, SystemClock().now())
    told = [dataclasses.asdict(row) for row in rows]
    screen.table(told, "No past change would be judged otherwise.", as_json=as_json)


def maintain(
    topic: str | None, archive_path: str | None, seconds: float, thin_after: int | None, rebuild: bool
) -> None:
    """Keep the archive small and quick, beside a pass if there is one."""
    watch = load_watch(topic, archive_path)
    if not watch.archive.exists():
        open_archive(watch.archive, readonly=True).close()  # says so
    days = watch.topic.archive.thin_after_days if thin_after is None else thin_after
    with closing(open_archive(watch.archive)) as archive, Screen().upkeep() as tell_:
        if rebuild:
            rebuild_search(archive)
        told = maintain_archive(archive, at_most_s=seconds, now=SystemClock().now(), thin_after_days=days, tell=tell_)
    click.echo(told)


def verify(archive_path: str | None, head: str | None, as_json: bool) -> None:
    """Check that the archive is whole, and name the end of its chain. Leaves with 3 if it is not."""
    if head is not None and not _LINK.fullmatch(head):
        raise UsageError(f"{head}: no link of a chain; --head takes the 64 hexadecimal digits that a verify told.")
    screen = Screen(quiet=as_json)
    with closing(opened(archive_path)[1]) as archive:
        with screen.upkeep() as tell_:
            problems = list(check(archive, tell_, head=head and head.lower()))
        count, last = chain_head(archive.db.conn)
    rows = [{"problem": str(problem), "table": problem.table, "row": problem.row} for problem in problems]
    if as_json:
        screen.json({"problems": rows, "snapshots": count, "head": last if count else None})
    else:
        screen.table([{"problem": row["problem"]} for row in rows], "The archive is whole.", as_json=False)
        if count:
            click.echo(f"The chain of {plural(count, 'snapshot')} ends in {last}")
            screen.note("kept somewhere else, it proves by --head later that none was altered or taken out")
    if problems:
        raise SystemExit(3)


_LINK = re.compile(r"[0-9a-fA-F]{64}")


# ---------------------------------------------------------------- looking back


def alerts_backtest(name: str, since: str, topic: str | None, as_json: bool, archive_path: str | None) -> None:
    """Say what a rule would have sent."""
    watch = load_watch(topic, archive_path)
    rule = rule_named(watch.topic, name)
    screen = Screen(quiet=as_json)
    with closing(opened(archive_path)[1]) as archive:
        topic_id = archive.topic_id(watch.topic.name)
        found = backtest(archive, watch.topic, topic_id, rule, parse_since(since, SystemClock().now()))
    if as_json:
        screen.json({
            "rule": found.rule, "since": found.since, "messages": found.messages, "material_changes": found.of,
            "days": found.days, "changes": found.changes, "articles": found.articles,
        })  # fmt: skip
        return
    lines = [_line(row, f"new article: {row['headline']}") for row in found.articles]
    lines += [_line(row, str(row["line"])) for row in found.changes]
    for line in sorted(lines):
        click.echo(line)
    since_then = f"since {when(found.since)}"
    screen.table(found.days, f"Rule {found.rule} would have sent nothing {since_then}; see --since for earlier.")
    click.echo(
        f"{found.rule}: {plural(found.messages, 'message')} with {len(found.changes)} of "
        f"{plural(found.of, 'material change')} and {plural(len(found.articles), 'new article')} {since_then}"
    )


def _line(row: dict[str, object], text: str) -> str:
    """Say one thing in a line; a page cannot forge another."""
    return f"{when(str(row['detected_at']))}  " + plain(f"{plain(str(row['outlet']), 60)}: {text}", 160)
