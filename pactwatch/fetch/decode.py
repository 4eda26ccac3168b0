"""Undo content codings piece by piece, so that no input, however small, can make more than was asked for.

httpx decodes without any limit (809 bytes of brotli gave 2.5 GB) and stops at the first member of a gzip file
(350 of 805 bytes); so it hands over the raw bytes, and this is what reads them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from typing import Protocol

import brotli  # type: ignore[import-untyped]
import zstandard

# No page needs more than one coding; three leave room for a careless proxy. Five made 2.5 GB of 225 bytes.
MAX_LAYERS = 3
# Bytes decoded at a time: what one step may allocate.
PIECE = 65_536
# Bytes fed at a time. Smaller, because what is left of a slice is copied at each member's end.
_SLICE = 4_096
# A run-length block of zstd makes 128 KiB of 4 bytes, and its decoder cannot be told to stop: 4 MB a step.
_ZSTD_SLICE = 128
# RFC 9659: what a browser grants a zstd stream as window.
_ZSTD_WINDOW = 8 * 1024 * 1024
# A page has one member; a log has one for each time it was appended to. Even an empty one, of 20 bytes, costs time.
_MAX_MEMBERS = 1_000

_GZIP_MAGIC = b"\x1f\x8b"


class Undecodable(ValueError):
    """The bytes are not what their coding says; the message begins with the coding's name."""


class TooMuch(ValueError):
    """More came out than may; the message says of what."""


class _Decoder(Protocol):
    """Undoes one coding."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Give what *data* decodes to, in bounded pieces."""

    @property
    def complete(self) -> bool:
        """Whether the stream ended where it should."""


class _Gzip:
    """RFC 1952: one or more members, zeros between them, anything after the last one ignored, as browsers do."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(31)
        self._members = 1
        self._between = False
        self._over = False
        self._held = b""

    def feed(self, data: bytes) -> Iterator[bytes]:
        data = self._held + data
        self._held = b""
        while data and not self._over:
            if self._between and not (data := self._next_member(data)):
                return
            piece = _zlib_step(self._member, data, "gzip")
            if piece:
                yield piece
            data = self._member.unconsumed_tail
            if self._member.eof:
                data = self._member.unused_data
                self._between = True
            elif not data and len(piece) == PIECE:
                yield from _zlib_rest(self._member, "gzip")

    def _next_member(self, data: bytes) -> bytes:
        """Begin another member, if *data* holds one; give what is to be decoded."""
        data = data.lstrip(b"\0")
        if len(data) < len(_GZIP_MAGIC) and _GZIP_MAGIC.startswith(data):
            self._held = data
            return b""
        if not data.startswith(_GZIP_MAGIC):
            self._over = True
            return b""
        self._members += 1
        if self._members > _MAX_MEMBERS:
            raise TooMuch(f"gzip: more than {_MAX_MEMBERS} members")
        self._member = zlib.decompressobj(31)
        self._between = False
        return data

    @property
    def complete(self) -> bool:
        return self._between or self._over


class _Deflate:
    """RFC 9110 means zlib's format by "deflate"; some servers send the bare one. The first bytes tell."""

    def __init__(self) -> None:
        self._stream: zlib._Decompress | None = None
        self._held = b""

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._stream is None:
            data = self._held + data
            if len(data) < 2:
                self._held = data
                return
            wrapped = data[0] & 0x0F == 8 and int.from_bytes(data[:2]) % 31 == 0
            self._stream = zlib.decompressobj(15 if wrapped else -15)
        while data and not self._stream.eof:
            piece = _zlib_step(self._stream, data, "deflate")
            if piece:
                yield piece
            data = self._stream.unconsumed_tail
            if not data and len(piece) == PIECE:
                yield from _zlib_rest(self._stream, "deflate")

    @property
    def complete(self) -> bool:
        return self._stream is not None and self._stream.eof


def _zlib_step(stream: zlib._Decompress, data: bytes, name: str) -> bytes:
    """Decode at most one piece."""
    try:
        return stream.decompress(data, PIECE)
    except zlib.error as error:
        raise Undecodable(f"{name}: {error}") from None


def _zlib_rest(stream: zlib._Decompress, name: str) -> Iterator[bytes]:
    """Give what a full piece may have left inside."""
    while piece := _zlib_step(stream, b"", name):
        yield piece


class _Brotli:
    """RFC 7932."""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    def feed(self, data: bytes) -> Iterator[bytes]:
        while not self._stream.is_finished():
            try:
                piece = self._stream.process(data, output_buffer_limit=PIECE)
            except brotli.error as error:
                raise Undecodable(f"br: {error}") from None
            if piece:
                yield bytes(piece)
            if self._stream.can_accept_more_data():
                return
            data = b""

    @property
    def complete(self) -> bool:
        return bool(self._stream.is_finished())


class _Zstd:
    """RFC 8878: one or more frames."""

    def __init__(self) -> None:
        self._frames = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
        self._frame = self._frames.decompressobj()
        self._count = 1

    def feed(self, data: bytes) -> Iterator[bytes]:
        for start in range(0, len(data), _ZSTD_SLICE):
            left = data[start : start + _ZSTD_SLICE]
            while left:
                if self._frame.eof:
                    self._begin_frame()
                try:
                    piece = self._frame.decompress(left)
                except zstandard.ZstdError as error:
                    raise Undecodable(f"zstd: {error}") from None
                if piece:
                    yield piece
                left = self._frame.unused_data if self._frame.eof else b""

    def _begin_frame(self) -> None:
        """Begin another frame, if there may be one more."""
        self._count += 1
        if self._count > _MAX_MEMBERS:
            raise TooMuch(f"zstd: more than {_MAX_MEMBERS} frames")
        self._frame = self._frames.decompressobj()

    @property
    def complete(self) -> bool:
        return self._frame.eof


_DECODERS: dict[str, type[_Gzip | _Deflate | _Brotli | _Zstd]] = {
    "gzip": _Gzip,
    "x-gzip": _Gzip,
    "deflate": _Deflate,
    "br": _Brotli,
    "zstd": _Zstd,
}
ACCEPT_ENCODING = "gzip, deflate, br, zstd"


# Names that servers give to what is not coded, some of them seen on newspapers' sites.
_NO_CODING = frozenset({"", "identity", "none", "utf-8", "utf8", "iso-8859-1", "aws-chunked", "7bit", "8bit", "binary"})


class ContentDecoder:
    """Undoes all the codings of one body, the last applied first.

    Args:
        codings: the values of the Content-Encoding headers, in order.
        max_bytes: how much any layer may give.

    Raises:
        Undecodable: a coding is unknown, or there are too many; later, when the bytes are not what it says.
        TooMuch: from `feed`, when a layer gives more than *max_bytes*.

    >>> import gzip
    >>> decoder = ContentDecoder(["gzip"], max_bytes=100)
    >>> b"".join(decoder.feed(gzip.compress(b"two ") + gzip.compress(b"members"))), decoder.complete
    (b'two members', True)
    """

    def __init__(self, codings: Sequence[str], max_bytes: int) -> None:
        names = [name.strip().lower() for coding in codings for name in coding.split(",")]
        names = [name for name in names if name not in _NO_CODING]
        if len(names) > MAX_LAYERS:
            raise Undecodable(f"{len(names)} layers of codings, at most {MAX_LAYERS}")
        unknown = next((name for name in names if name not in _DECODERS), None)
        if unknown is not None:
            raise Undecodable(f"unknown coding {unknown[:40]!r}")
        self._layers: list[_Decoder] = [_DECODERS[name]() for name in reversed(names)]
        self._given = [0] * len(self._layers)
        self._max_bytes = max_bytes
        self._fed = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Give what *data* decodes to, in pieces of at most a few megabytes (of 64 KB, but for zstd)."""
        self._fed = self._fed or bool(data)
        if not self._layers:
            yield data
            return
        for start in range(0, len(data), _SLICE):
            yield from self._through(0, data[start : start + _SLICE])

    def _through(self, depth: int, data: bytes) -> Iterator[bytes]:
        """Send *data* through the layers from *depth* on, counting what each gives."""
        for piece in self._layers[depth].feed(data):
            # Each layer is counted: an inner one may swallow for ever what an outer one inflates (gzip's padding).
            self._given[depth] += len(piece)
            if self._given[depth] > self._max_bytes:
                raise TooMuch(f"more than {self._max_bytes} bytes decoded")
            if depth + 1 == len(self._layers):
                yield piece
            else:
                yield from self._through(depth + 1, piece)

    @property
    def complete(self) -> bool:
        """Whether every stream ended where it should; nothing at all is an empty body, and complete."""
        return not self._fed or all(layer.complete for layer in self._layers)
