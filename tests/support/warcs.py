"""WARC records written by hand, as several tools write them."""

from __future__ import annotations

import gzip


def record(kind: str, url: str, date: str, block: bytes, version: str = "1.1", **fields: str) -> bytes:
    """Write one record; *fields* are added with `_` for `-`."""
    lines = [f"WARC/{version}", f"WARC-Type: {kind}", f"WARC-Target-URI: {url}", f"WARC-Date: {date}"]
    lines += ["WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    lines += [f"Content-Length: {len(block)}", "", ""]
    return "\r\n".join(lines).encode() + block + b"\r\n\r\n"


def response(url: str, date: str, body: bytes, *, status: int = 200, headers: str = "", **fields: str) -> bytes:
    """Write a response record of an HTML page."""
    head = f"HTTP/1.1 {status} OK\r\nContent-Type: text/html; charset=utf-8\r\n{headers}\r\n"
    return record("response", url, date, head.encode() + body, **fields)


def members(*records: bytes) -> bytes:
    """Compress each record by itself, as WARC files are."""
    return b"".join(gzip.compress(one) for one in records)
