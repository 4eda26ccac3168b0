"""Hand the archive's captures to other programs as WARC 1.1 (ISO 28500:2017): request, response and revisit records.

A capture whose bytes are stored is a `response`; a later look that found the same bytes, or 304, is a `revisit` of it.
The archive keeps bodies without their content coding, so the headers that spoke of it carry `X-Archive-Orig-` in front,
as other tools write it. It does not keep what was sent, so a `request` holds the method, the address and the host only.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, BinaryIO

from pactwatch.archive.archive import Archive
from pactwatch.archive.bodies import read_body
from pactwatch.archive.failures import as_sentences
from pactwatch.urls import parse_url

_VERSION = b"WARC/1.1"
_SAME_BYTES = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
# True of the bytes on the wire, and not of those stored.
_OF_THE_WIRE = frozenset({"content-encoding", "content-length", "transfer-encoding"})

Headers = Sequence[tuple[str, str]]


@dataclass(slots=True)
class WarcCounts:
    """What was written, and what could not be."""

    responses: int = 0
    revisits: int = 0
    damaged: int = 0
    """Captures whose body is damaged; `pactwatch verify` names them."""


@dataclass(frozen=True, slots=True)
class StoredCapture:
    """One fetch with the snapshot that holds what came back."""

    fetch_id: int
    url: str
    fetched_at: str
    outcome: str
    reason: str
    status: int | None
    snapshot_id: int
    captured_at: str
    snapshot_url: str
    headers: tuple[tuple[str, str], ...]
    body_sha256: str

    @property
    def is_first(self) -> bool:
        """Whether this very fetch brought the bytes."""
        return self.fetched_at == self.captured_at and self.outcome not in ("unchanged", "not_modified")

    @property
    def is_revisit(self) -> bool:
        """Whether it found the bytes that were there: the same text in other bytes is no such thing."""
        return not self.is_first and (self.outcome in ("not_modified", "stored") or self.reason.startswith("same-body"))


_CAPTURES = """
    SELECT f.id, f.url, f.fetched_at, f.outcome, f.reason, f.status, s.id, s.captured_at, s.url, s.headers,
        s.body_sha256
    FROM fetches f JOIN snapshots s ON s.id = f.snapshot_id
"""


def write_warc(archive: Archive, out: BinaryIO, *, now: str, software: str, compress: bool) -> Iterator[WarcCounts]:
    """Write every stored capture in order of time; give the counts so far after each.

    Each record is a gzip member of its own if *compress*, so that readers can go to any of them.
    """
    counts = WarcCounts()
    with as_sentences(archive.path):
        db = archive.db.conn
        db.execute("BEGIN")  # all of it as of one moment
        try:
            out.write(_packed(warcinfo(now, software), compress))
            for row in db.execute(f"{_CAPTURES} ORDER BY f.fetched_at, f.id"):
                capture = _capture(row)
                if capture.is_first:
                    try:
                        body = read_body(db, capture.body_sha256)
                    except (KeyError, ValueError):
                        counts.damaged += 1
                        continue
                    for record in response_records(capture, body):
                        out.write(_packed(record, compress))
                    counts.responses += 1
                elif capture.is_revisit:
                    out.write(_packed(revisit_record(capture), compress))
                    counts.revisits += 1
                yield counts
        finally:
            if db.in_transaction:
                db.execute("ROLLBACK")


def capture_of_snapshot(db: sqlite3.Connection, snapshot_id: int) -> StoredCapture | None:
    """Give the fetch that brought a snapshot; None: there is no such."""
    row = db.execute(
        f"{_CAPTURES} WHERE f.article_id = (SELECT article_id FROM snapshots WHERE id = ?1) AND s.id = ?1 "
        "ORDER BY f.fetched_at <> s.captured_at, f.id LIMIT 1",
        (snapshot_id,),
    ).fetchone()
    return None if row is None else _capture(row)


def _capture(row: Sequence[Any]) -> StoredCapture:
    """Make a capture of its row; the elements are `Any` because SQLite does not say."""
    *start, headers, body_sha256 = row
    pairs = tuple((str(name), str(value)) for name, value in json.loads(headers))
    return StoredCapture(*start, headers=pairs, body_sha256=body_sha256)  # type: ignore[misc]  # the star is the rest


# ---------------------------------------------------------------- records


def warcinfo(now: str, software: str) -> bytes:
    """Write the record that says who wrote the file."""
    lines = (
        f"software: {software}",
        "format: WARC File Format 1.1",
        "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "description: bodies are stored without their content coding; request records hold method, address and host",
    )
    block = "".join(f"{line}\r\n" for line in lines).encode()
    fields = [("WARC-Type", "warcinfo"), ("WARC-Date", now), ("WARC-Record-ID", _id("warcinfo", now, software))]
    return _record(fields, "application/warc-fields", block)


def response_records(capture: StoredCapture, body: bytes) -> tuple[bytes, bytes]:
    """Write what was asked and what came."""
    ours = _id("response", capture.fetch_id, capture.snapshot_url, capture.fetched_at)
    head = _http_head(capture.status or 200, _stored_headers(capture.headers, len(body)))
    fields = [
        ("WARC-Type", "response"),
        ("WARC-Target-URI", capture.snapshot_url),
        ("WARC-Date", capture.fetched_at),
        ("WARC-Record-ID", ours),
        ("WARC-Payload-Digest", digest(body)),
        ("WARC-Block-Digest", digest(head + body)),
    ]
    return _request(capture, ours), _record(fields, "application/http;msgtype=response", head + body)


def revisit_record(capture: StoredCapture) -> bytes:
    """Write that the bytes of an earlier record were found again."""
    head = _http_head(capture.status or 200, ())
    profile = _NOT_MODIFIED if capture.outcome == "not_modified" else _SAME_BYTES
    fields = [
        ("WARC-Type", "revisit"),
        ("WARC-Target-URI", capture.snapshot_url),
        ("WARC-Date", capture.fetched_at),
        ("WARC-Record-ID", _id("revisit", capture.fetch_id, capture.snapshot_url, capture.fetched_at)),
        ("WARC-Profile", profile),
        ("WARC-Refers-To-Target-URI", capture.snapshot_url),
        ("WARC-Refers-To-Date", capture.captured_at),
        ("WARC-Payload-Digest", _labelled(bytes.fromhex(capture.body_sha256))),
        ("WARC-Block-Digest", digest(head)),
    ]
    return _record(fields, "application/http;msgtype=response", head)


def digest(data: bytes) -> str:
    """Write a SHA-256 as WARC labels digests, in base 32.

    >>> digest(b"")
    'sha256:4OYMIQUY7QOBJGX36TEJS35ZEQT24QPEMSNZGTFESWMRW6CSXBKQ===='
    """
    return _labelled(hashlib.sha256(data).digest())


def _labelled(hashed: bytes) -> str:
    """Write a SHA-256 with its label."""
    return "sha256:" + base64.b32encode(hashed).decode()


def _request(capture: StoredCapture, answered_by: str) -> bytes:
    """Write what is known of the question."""
    parts = parse_url(capture.snapshot_url)
    host, _, path = parts.partition("://")[2].partition("/")
    block = f"GET /{path.partition('#')[0]} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
    fields = [
        ("WARC-Type", "request"),
        ("WARC-Target-URI", capture.snapshot_url),
        ("WARC-Date", capture.fetched_at),
        ("WARC-Record-ID", _id("request", capture.fetch_id, capture.snapshot_url, capture.fetched_at)),
        ("WARC-Concurrent-To", answered_by),
        ("WARC-Block-Digest", digest(block)),
    ]
    return _record(fields, "application/http;msgtype=request", block)


def _stored_headers(headers: Headers, size: int) -> list[tuple[str, str]]:
    """Give the headers as they are true of the stored bytes."""
    shown = [(f"X-Archive-Orig-{name}" if name in _OF_THE_WIRE else name, value) for name, value in headers]
    return [*shown, ("Content-Length", str(size))]


def _http_head(status: int, headers: Headers) -> bytes:
    """Write a status line and headers."""
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = ""
    lines = [f"HTTP/1.1 {status} {phrase}", *(f"{name}: {_one_line(value)}" for name, value in headers)]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")


def _one_line(value: str) -> str:
    """Keep a header's value from ending its line."""
    return value.replace("\r", " ").replace("\n", " ")


def _record(fields: Headers, content_type: str, block: bytes) -> bytes:
    """Put a record together."""
    lines = [*fields, ("Content-Type", content_type), ("Content-Length", str(len(block)))]
    head = b"".join(f"{name}: {_one_line(value)}\r\n".encode() for name, value in lines)
    return _VERSION + b"\r\n" + head + b"\r\n" + block + b"\r\n\r\n"


def _packed(record: bytes, compress: bool) -> bytes:
    """Make a gzip member of a record; without a time, so that the same archive gives the same file."""
    return gzip.compress(record, compresslevel=6, mtime=0) if compress else record


def _id(*parts: object) -> str:
    """Name a record by what it holds, the same at each export."""
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, ' '.join(str(part) for part in parts))}>"
