"""Take up the captures in WARC files: every page that is on topic becomes a snapshot at its own date.

The files are read twice: once to see what is in them and when it was captured, which costs the memory of nothing but a
record, and once more in order of time, so that each capture is judged against what the page said before it. What the
archive holds already is passed over, so that an ingest that was stopped goes on where it was.
"""

from __future__ import annotations

import sqlite3
import tempfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from pactwatch.archive.failures import as_sentences
from pactwatch.clock import parse_iso
from pactwatch.errors import UsageError
from pactwatch.fetch.decode import ContentDecoder, TooMuch, Undecodable
from pactwatch.fetch.headers import is_text, kept, media_type
from pactwatch.model import Fetch, Outcome, Url
from pactwatch.past import Bench, take_up
from pactwatch.sources import canonicalise
from pactwatch.sources.warc import BadRecord, WarcRecord, original_headers, read_http, read_warc
from pactwatch.urls import BadUrl

_WANTED = frozenset({"response", "resource", "revisit"})
# Beside the body there are the headers.
_ROOM = 1_000_000

Tell = Callable[[str, int, int], None]
"""Stage, how much is done, of how much."""


@dataclass(slots=True)
class _Index:
    """What the files hold, in a temporary database, which moves to the disk when it grows."""

    db: sqlite3.Connection
    last: tuple[int, int] = (-1, -1)

    def add(self, file: int, record: WarcRecord, at: datetime) -> None:
        """Remember a record by its place; one that shares its gzip member with others is kept itself."""
        shared = self.last == (file, record.offset)
        self.last = (file, record.offset)
        block = None
        if shared:
            fields = "".join(f"{name}: {value}\r\n" for name, value in record.fields.items())
            block = zlib.compress(fields.encode("utf-8", "replace") + b"\r\n" + record.block, 1)
        self.db.execute(
            "INSERT INTO found (at, file, place, block) VALUES (?, ?, ?, ?)",
            (at.isoformat(), file, record.offset, block),
        )


def ingest(bench: Bench, files: Sequence[Path], tell: Tell, outlet: str | None = None) -> None:
    """Take up what is in *files*; `bench.tally` says what came of it.

    Raises:
        UsageError: a file cannot be read, or is no WARC.
        NoSpace: the archive or the folder of temporary files cannot be written, or is full.
    """
    temporary = as_sentences(Path(tempfile.gettempdir()))
    with ExitStack() as open_files, temporary, closing(sqlite3.connect("", isolation_level=None)) as db:
        opened = [open_files.enter_context(_open(path)) for path in files]
        db.execute("CREATE TABLE found (id INTEGER PRIMARY KEY, at TEXT, file INTEGER, place INTEGER, block BLOB)")
        index = _Index(db)
        db.execute("BEGIN")
        for number, (path, file) in enumerate(zip(files, opened, strict=True)):
            _look_through(bench, index, number, path, file, tell)
        db.execute("CREATE INDEX in_order ON found(at, id)")
        total = db.execute("SELECT count(*) FROM found").fetchone()[0]
        for done, record in enumerate(_in_order(bench, db, opened), start=1):
            tell("captures", done, total)
            fetch = _fetch(bench, record)
            if fetch is not None:
                take_up(bench, fetch, outlet)


def _open(path: Path) -> BinaryIO:
    """Open a file that can be read twice."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); name a WARC file that is there.") from None
    if not file.seekable():
        file.close()
        raise UsageError(f"{path}: is read twice, and this can be read once only; save it to a file first.")
    return file


def _look_through(bench: Bench, index: _Index, number: int, path: Path, file: BinaryIO, tell: Tell) -> None:
    """Find the captures of pages in one file."""
    size = path.stat().st_size
    good = bad = 0
    for record in read_warc(file, bench.topic.fetch.max_body_bytes + _ROOM, _WANTED):
        tell("files", file.tell(), size)
        if isinstance(record, BadRecord):
            bad += 1
            if bad <= _TOLD:
                bench.tally.problems.append(f"{path}: at byte {record.offset}: {record.why}; passed over")
            continue
        good += 1
        at = _date(record)
        if at is None:
            bench.tally.problems.append(f"{path}: at byte {record.offset}: its WARC-Date is no time; passed over")
        elif record.url.startswith(("http://", "https://")) and _may_be_page(record):
            index.add(number, record, at)
    if bad > _TOLD:
        bench.tally.problems.append(f"{path}: {bad - _TOLD} more places without a readable record")
    if not good and (bad or size):
        bench.tally.problems.append(f"{path}: no capture in it; is it a WARC file?")


# Of one file; the rest are counted.
_TOLD = 10


def _date(record: WarcRecord) -> datetime | None:
    """Read when a record was made."""
    try:
        return parse_iso(record.fields.get("warc-date", ""))
    except (ValueError, OverflowError):
        return None


def _may_be_page(record: WarcRecord) -> bool:
    """Say by its headers whether a record may hold an article, or its absence; a redirect leads to another record."""
    if record.kind == "revisit":
        return True
    if record.kind == "resource":
        return (record.fields.get("content-type") or "").lower().startswith(("text/html", "application/xhtml"))
    answer = read_http(record.block)
    if answer is None or 300 <= answer.status < 400:
        return False
    media = media_type(answer.headers)
    return media is None or (is_text(media, record.url) and ("html" in media or media == "text/plain"))


def _in_order(bench: Bench, db: sqlite3.Connection, files: Sequence[BinaryIO]) -> Iterator[WarcRecord]:
    """Give the records again, by their dates."""
    limit = bench.topic.fetch.max_body_bytes + _ROOM
    for number, place, block in db.execute("SELECT file, place, block FROM found ORDER BY at, id"):
        if block is not None:
            head, _, rest = zlib.decompress(block).partition(b"\r\n\r\n")
            pairs = (line.partition(": ") for line in head.decode().split("\r\n"))
            yield WarcRecord(place, {name: value for name, _, value in pairs}, rest)
            continue
        files[number].seek(place)
        record = next(read_warc(files[number], limit, _WANTED), None)
        if isinstance(record, WarcRecord):
            yield record


# ---------------------------------------------------------------- a record as a fetch


def _fetch(bench: Bench, record: WarcRecord) -> Fetch | None:
    """Make of a record what a fetch at that time would have given; None: nothing that can be judged."""
    at = _date(record)
    try:
        url = canonicalise(record.url)
    except BadUrl as error:
        bench.tally.problems.append(f"{record.url[:200]}: {error}; passed over")
        return None
    if at is None:
        return None
    if record.kind == "revisit":
        return _revisited(bench, record, url, at)
    if record.kind == "resource":
        headers = (("content-type", record.fields.get("content-type", "text/html")),)
        return _made(record, url, at, 200, headers, record.block)
    answer = read_http(record.block)
    if answer is None:
        return None
    return _decoded(bench, _made(record, url, at, answer.status, answer.headers, answer.body))


def _made(
    record: WarcRecord, url: Url, at: datetime, status: int, headers: tuple[tuple[str, str], ...], body: bytes
) -> Fetch:
    """Put a fetch together."""
    cut = record.fields.get("warc-truncated")
    return Fetch(
        url=url,
        final_url=url,
        fetched_at=at,
        status=status,
        headers=headers,
        body=body,
        outcome=Outcome.PARTIAL if cut else None,
        reason=f"truncated: by whoever captured it ({cut[:40]})" if cut else "",
    )


def _decoded(bench: Bench, fetch: Fetch) -> Fetch:
    """Undo the content coding, and give the headers the names that they came with."""
    codings = [value for name, value in fetch.headers if name == "content-encoding"]
    headers = kept(original_headers(fetch.headers))
    if not codings:
        return replace(fetch, headers=headers)
    limit = bench.topic.fetch.max_body_bytes
    try:
        decoder = ContentDecoder(codings, limit)
        return replace(fetch, headers=headers, body=b"".join(decoder.feed(fetch.body)))
    except TooMuch as error:
        return replace(fetch, headers=headers, body=b"", outcome=Outcome.TOO_LARGE, reason=f"body: {error}")
    except Undecodable as error:
        # Many tools undo the coding and leave the header.
        if b"<" in fetch.body[:1_000]:
            return replace(fetch, headers=headers)
        return replace(fetch, headers=headers, outcome=Outcome.UNSUPPORTED, reason=f"content-coding: {error}")


def _revisited(bench: Bench, record: WarcRecord, url: Url, at: datetime) -> Fetch | None:
    """Make a fetch of a record that says "as then"; None: what it refers to is not in the archive."""
    article_id = bench.archive.article_id(url)
    if article_id is None:
        bench.tally.outcomes[Outcome.OFF_TOPIC] += 1
        return None
    try:
        then = parse_iso(record.fields.get("warc-refers-to-date", ""))
    except (ValueError, OverflowError):
        then = None
    snapshot = bench.archive.snapshot_of(article_id, then) if then else None
    if snapshot is None:
        bench.tally.problems.append(f"{url}: a revisit of {at:%Y-%m-%d} refers to what is not here; passed over")
        return None
    body, content_type = bench.archive.snapshot_body(snapshot)
    return Fetch(url, url, at, 200, (("content-type", content_type or "text/html"),), body)
