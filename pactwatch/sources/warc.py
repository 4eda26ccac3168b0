"""Read WARC files (ISO 28500, versions 0.17 to 1.1), plain or gzipped, of any size, in bounded memory.

A record that is broken is told, and reading goes on at the next one: at the next gzip member, or at the next line that
begins a record. Nothing is held but one record, and none that is larger than it may be.
"""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

_BEGINS = re.compile(rb"WARC/(?:0\.1[78]|1\.[01])\s*$")
_GZIP = b"\x1f\x8b\x08"
_LINE = 65_536
"""A longer header line is no header."""
_FIELDS = 200
_PIECE = 65_536


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """One record."""

    offset: int
    """Where it, or the gzip member that it is in, begins in the file."""
    fields: Mapping[str, str]
    """Its header, names in lower case."""
    block: bytes

    @property
    def kind(self) -> str:
        """`response`, `resource`, `revisit`, `request`, …"""
        return self.fields.get("warc-type", "").lower()

    @property
    def url(self) -> str:
        """What it is about; some write it in angle brackets."""
        return self.fields.get("warc-target-uri", "").strip().removeprefix("<").removesuffix(">")


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A place where no record could be read."""

    offset: int
    why: str


class _Broken(ValueError):
    """The bytes cannot be read as what they should be."""


def read_warc(file: BinaryIO, max_block_bytes: int, wanted: frozenset[str]) -> Iterator[WarcRecord | BadRecord]:
    """Give every record of the *wanted* types, and every place where one could not be read, in order.

    *file* must be seekable; reading begins where it stands. A block larger than *max_block_bytes* is passed over.
    """
    start = file.tell()
    head = file.read(len(_GZIP))
    file.seek(start)
    source = _Gzipped(file) if head == _GZIP else _Plain(file)
    while source.section():
        yield from _section(source, max_block_bytes, wanted)


def _section(source: _Source, max_block_bytes: int, wanted: frozenset[str]) -> Iterator[WarcRecord | BadRecord]:
    """Read the records of one section: a gzip member, or all of a plain file."""
    lost = False
    while True:
        offset = source.offset
        try:
            line = source.line()
            if not line:
                return
            if not line.strip():
                continue
            if not _BEGINS.match(line):
                if not lost:
                    yield BadRecord(offset, f"no record begins here: {line[:40]!r}")
                lost = True  # told once; go on to where one does
                continue
            lost = False
            record = _record(source, offset, max_block_bytes, wanted)
        except _Broken as error:
            yield BadRecord(offset, str(error))
            if source.give_up():
                return
            continue
        if record is not None:
            yield record


def _record(
    source: _Source, offset: int, max_block_bytes: int, wanted: frozenset[str]
) -> WarcRecord | BadRecord | None:
    """Read the rest of a record, its first line being read; None: not wanted."""
    fields = _fields(source)
    stated = fields.get("content-length", "")
    if not (stated.isascii() and stated.isdigit()) or len(stated) > 18:
        raise _Broken(f"Content-Length is {stated!r}")
    size = int(stated)
    if fields.get("warc-type", "").lower() not in wanted:
        source.skip(size)
        return None
    if size > max_block_bytes:
        source.skip(size)
        return BadRecord(
            offset, f"{size} bytes, more than is read ({fields.get('warc-target-uri', 'no address')[:200]})"
        )
    block = source.read(size)
    if len(block) < size:
        raise _Broken(f"cut off: {len(block)} of {size} bytes")
    if not _digest_is_true(fields.get("warc-block-digest", ""), block):
        return BadRecord(offset, f"its digest is another's ({fields.get('warc-target-uri', 'no address')[:200]})")
    return WarcRecord(offset, fields, block)


def _fields(source: _Source) -> dict[str, str]:
    """Read a header; a line that begins with a blank goes on with the last one."""
    fields: dict[str, str] = {}
    last = ""
    for _ in range(_FIELDS):
        line = source.line()
        if not line.strip():
            if not line:
                raise _Broken("cut off within its header")
            return fields
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if text[0] in " \t" and last:
            fields[last] += " " + text.strip()
            continue
        name, colon, value = text.partition(":")
        if not colon:
            raise _Broken(f"a header line without a colon: {text[:40]!r}")
        last = name.strip().lower()
        fields[last] = value.strip()
    raise _Broken(f"more than {_FIELDS} header lines")


def _digest_is_true(stated: str, block: bytes) -> bool:
    """Compare a digest, where it is stated in a way that is known.

    >>> _digest_is_true("sha1:2JMJ7L5RSW3YVB2VLNZ4BWJLKPPZVWDU", b""), _digest_is_true("crc32:00", b"")
    (False, True)
    """
    name, _, value = stated.partition(":")
    algorithm = name.strip().lower().replace("-", "")
    if algorithm not in ("md5", "sha1", "sha256", "sha512"):
        return True
    found = hashlib.new(algorithm, block, usedforsecurity=False)
    value = value.strip()
    in_32 = base64.b32encode(found.digest()).decode().rstrip("=")
    return value.lower() == found.hexdigest() or value.upper().rstrip("=") == in_32


# ---------------------------------------------------------------- where the bytes come from


class _Source:
    """Bytes in sections, within which records must end."""

    offset: int

    def section(self) -> bool:
        """Go to the next section; say whether there is one."""
        raise NotImplementedError

    def line(self) -> bytes:
        """Give the next line with its end; empty at the section's end."""
        raise NotImplementedError

    def read(self, size: int) -> bytes:
        """Give so many bytes; fewer at the section's end."""
        raise NotImplementedError

    def skip(self, size: int) -> None:
        """Pass over so many bytes."""
        left = size
        while left > 0:
            piece = self.read(min(left, _PIECE))
            if not piece:
                raise _Broken(f"cut off: {size - left} of {size} bytes")
            left -= len(piece)

    def give_up(self) -> bool:
        """Say whether the rest of the section is lost with a broken record."""
        raise NotImplementedError


class _Plain(_Source):
    """A file as it is: one section."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._begun = False

    @property
    def offset(self) -> int:  # type: ignore[override]  # where it is now
        return self._file.tell()

    def section(self) -> bool:
        first, self._begun = not self._begun, True
        return first

    def line(self) -> bytes:
        return self._file.readline(_LINE)

    def read(self, size: int) -> bytes:
        return self._file.read(size)

    def give_up(self) -> bool:
        return False


class _Gzipped(_Source):
    """A gzipped file: a section for each member."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._raw = b""
        self._raw_at = file.tell()
        self._plain = bytearray()
        self._member = zlib.decompressobj(31)
        self._ended = True
        self._failed = False
        self.offset = self._raw_at

    def _more(self) -> bool:
        """Read more of the file; say whether there was any."""
        piece = self._file.read(_PIECE)
        self._raw += piece
        return bool(piece)

    def _drop(self, size: int) -> None:
        """Leave bytes of the file behind."""
        self._raw = self._raw[size:]
        self._raw_at += size

    def section(self) -> bool:
        """Go to where the next member begins, past whatever is left of this one or stands between."""
        while not self._ended and not self._failed:
            self._plain.clear()
            self._feed_or_fail()
        self._plain.clear()
        if self._failed:
            self._drop(1)
        while (at := self._raw.find(_GZIP)) < 0:
            self._drop(max(0, len(self._raw) - len(_GZIP) + 1))
            if not self._more():
                return False
        self._drop(at)
        self._member = zlib.decompressobj(31)
        self._ended = self._failed = False
        self.offset = self._raw_at
        return True

    def _feed_or_fail(self) -> None:
        """Decompress on; a broken member counts as ended."""
        try:
            self._feed()
        except _Broken:
            self._failed = True

    def _feed(self) -> None:
        """Decompress a piece more.

        Raises:
            _Broken: it cannot be decompressed, or the file ends before the member does.
        """
        if not self._raw and not self._more():
            self._failed = True
            raise _Broken("the file ends within a gzip member")
        start = self._raw
        try:
            self._plain += self._member.decompress(start, _PIECE)
        except zlib.error as error:
            self._failed = True
            raise _Broken(f"damaged gzip ({error})") from None
        self._ended = self._member.eof
        rest = self._member.unused_data if self._ended else self._member.unconsumed_tail
        self._drop(len(start) - len(rest))

    def line(self) -> bytes:
        while (end := self._plain.find(b"\n")) < 0 and len(self._plain) < _LINE and not self._ended:
            self._feed()
        return self._take(end + 1 if end >= 0 else min(len(self._plain), _LINE))

    def read(self, size: int) -> bytes:
        while len(self._plain) < size and not self._ended:
            self._feed()
        return self._take(min(size, len(self._plain)))

    def _take(self, size: int) -> bytes:
        taken = bytes(self._plain[:size])
        del self._plain[:size]
        return taken

    def give_up(self) -> bool:
        return self._failed or (self._ended and not self._plain)


# ---------------------------------------------------------------- the exchange within


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """An HTTP response as it is in a record."""

    status: int
    headers: tuple[tuple[str, str], ...]
    """Names in lower case."""
    body: bytes
    """Without its transfer coding; its content coding is as it was."""


_STATUS_LINE = re.compile(rb"HTTP/\d(?:\.\d)? +(\d{3})(?: .*)?\r?$")


def read_http(block: bytes) -> HttpAnswer | None:
    """Read the block of a response record; None: it is no HTTP response."""
    head, body = _head_and_body(block)
    lines = head.split(b"\n")
    found = _STATUS_LINE.match(lines[0])
    if found is None:
        return None
    headers: list[tuple[str, str]] = []
    for line in lines[1:]:
        text = line.rstrip(b"\r").decode("latin-1")
        if text[:1] in (" ", "\t") and headers:
            headers[-1] = (headers[-1][0], f"{headers[-1][1]} {text.strip()}")
            continue
        name, colon, value = text.partition(":")
        if colon:
            headers.append((name.strip().lower(), value.strip()))
    codings = [value.lower() for name, value in headers if name == "transfer-encoding"]
    if any("chunked" in coding for coding in codings):
        body = _without_chunks(body)
    return HttpAnswer(int(found[1]), tuple(headers), body)


def _head_and_body(block: bytes) -> tuple[bytes, bytes]:
    """Part a message at its first empty line."""
    found = re.search(rb"\r?\n\r?\n", block)
    return (block, b"") if found is None else (block[: found.start()], block[found.end() :])


def _without_chunks(body: bytes) -> bytes:
    """Undo the chunked coding; bytes that are not in it, as many tools store them, stay as they are.

    >>> _without_chunks(b"3\\r\\nabc\\r\\n0\\r\\n\\r\\n"), _without_chunks(b"<html>")
    (b'abc', b'<html>')
    """
    parts: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\n", at, at + 200)
        size = body[at:end].split(b";")[0].strip() if end >= 0 else b""
        if not re.fullmatch(rb"[0-9a-fA-F]{1,8}", size):
            return b"".join(parts) if parts else body
        length = int(size, 16)
        if not length:
            return b"".join(parts)
        parts.append(body[end + 1 : end + 1 + length])
        at = end + 1 + length
        at += 2 if body[at : at + 2] == b"\r\n" else 1


_ORIGINAL = "x-archive-orig-"


def original_headers(headers: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Undo what archives do to headers: `x-archive-orig-` before those that were the page's own.

    >>> original_headers((("x-archive-orig-etag", "1"), ("etag", "2"), ("content-type", "text/html")))
    (('etag', '1'), ('content-type', 'text/html'))
    """
    own = {name.removeprefix(_ORIGINAL) for name, _ in headers if name.startswith(_ORIGINAL)}
    return tuple((name.removeprefix(_ORIGINAL), value) for name, value in headers if name not in own)
