"""What the commands do that keep the archive, fill it from other archives, and hand it on; see `pactwatch.commands`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from pactwatch import __version__
from pactwatch.archive import Archive, open_archive, writer_lock
from pactwatch.archive.copying import copy_archive
from pactwatch.archive.maintain import maintain as maintain_archive
from pactwatch.archive.tables_out import export_tables
from pactwatch.archive.warc_out import WarcCounts, write_warc
from pactwatch.clock import SystemClock, iso
from pactwatch.config import Watch, load_watch
from pactwatch.errors import UsageError
from pactwatch.report import plural
from pactwatch.screen import Screen

SOFTWARE = f"pactwatch {__version__}"


def _read(archive_path: str | None) -> Archive:
    """Open the archive for reading."""
    return open_archive(load_watch(None, archive_path).archive, readonly=True)


@contextmanager
def _writing(archive_path: str | None, topic: str | None = None) -> Iterator[tuple[Watch, Archive]]:
    """Open an archive that exists as its one writer: a mistyped name must not make a new one."""
    watch = load_watch(topic, archive_path)
    open_archive(watch.archive, readonly=True).close()
    with writer_lock(watch.archive, wait=True), closing(open_archive(watch.archive)) as archive:
        yield watch, archive


# ---------------------------------------------------------------- out


def export(form: str, target: str, tables: tuple[str, ...], archive_path: str | None) -> None:
    """Write the archive in an open format."""
    with closing(_read(archive_path)) as archive:
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
        _drain(archive, sys.stdout.buffer, compress=True)
        return
    path = Path(target)
    part = path.with_name(f"{path.name}.part{os.getpid()}")
    try:
        with part.open("xb") as out:
            counts = _drain(archive, out, compress=path.suffix == ".gz")
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
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
        screen.note(f"{plural(counts.damaged, 'capture')} left out: damaged, `pactwatch verify` names them")
    return counts


def copy(target: str, archive_path: str | None) -> None:
    """Make a consistent copy of the archive, whoever is writing to it."""
    with closing(_read(archive_path)) as archive:
        size = copy_archive(archive, Path(target))
    click.echo(f"{target}: {size / 1e6:.1f} MB")


# ---------------------------------------------------------------- upkeep


def maintain(archive_path: str | None) -> None:
    """Keep the archive small and quick."""
    with _writing(archive_path) as (_, archive):
        click.echo(maintain_archive(archive))
