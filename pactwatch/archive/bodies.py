"""Bodies: bytes stored once per content, compressed, a page's later versions as deltas against an earlier one.

A delta's base is always a whole body (a keyframe), so reading any body touches at most two rows, and a damaged row
harms itself and the few deltas that hang on it. The base is a foreign key: SQLite refuses to drop one that is in use.
"""

from __future__ import annotations

import sqlite3

import zstandard

from pactwatch.model import Sha256, sha256

# Level 3: on 362 real news pages the higher levels save a sixth more at a third of the speed.
LEVEL = 3
# Below this many bytes a body is not worth a delta: the row around it weighs as much.
_SMALLEST_DELTA = 512
# A delta that is not this much smaller than the body alone becomes the next keyframe instead: the page was remade.
_WORTH_A_DELTA = 0.6
# Bodies are bounded by the fetch rules (10 MB decoded by default); a base beyond this would cost more than it saves.
_LARGEST_BASE = 16_000_000


def store_body(db: sqlite3.Connection, body: bytes, like: Sha256 | None = None) -> Sha256:
    """Store *body* unless it is there already; give its digest. *like* is a stored body that resembles it."""
    digest = sha256(body)
    if db.execute("SELECT 1 FROM bodies WHERE sha256 = ?", (digest,)).fetchone():
        return digest
    codec, base, data = _pack(db, body, like)
    db.execute(
        "INSERT INTO bodies (sha256, codec, base_sha256, size_bytes, stored_bytes, data) VALUES (?, ?, ?, ?, ?, ?)",
        (digest, codec, base, len(body), len(data), data),
    )
    return digest


def read_body(db: sqlite3.Connection, digest: str) -> bytes:
    """Give the bytes with this digest.

    Raises:
        KeyError: no such body.
        ValueError: the row is damaged: it cannot be decompressed, or gives other bytes than its digest says.
    """
    row = db.execute("SELECT codec, base_sha256, size_bytes, data FROM bodies WHERE sha256 = ?", (digest,)).fetchone()
    if row is None:
        raise KeyError(digest)
    codec, base, size, data = row
    try:
        body = _unpack(db, codec, base, size, data)
    except (zstandard.ZstdError, KeyError) as error:
        raise ValueError(f"body {digest}: cannot be unpacked ({error})") from error
    if sha256(body) != digest:
        raise ValueError(f"body {digest}: what is stored gives other bytes")
    return body


def _pack(db: sqlite3.Connection, body: bytes, like: Sha256 | None) -> tuple[str, str | None, bytes]:
    """Choose the smallest form: codec, base, data."""
    alone = zstandard.ZstdCompressor(level=LEVEL).compress(body)
    if like and len(body) >= _SMALLEST_DELTA:
        key = _keyframe(db, like)
        if key:
            delta = _delta_compressor(key[1], len(body)).compress(body)
            if len(delta) < _WORTH_A_DELTA * len(alone):
                return "zstd-delta", key[0], delta
    return ("zstd", None, alone) if len(alone) < len(body) else ("raw", None, body)


def _keyframe(db: sqlite3.Connection, like: Sha256) -> tuple[str, bytes] | None:
    """Find the whole body that *like* is or is based on."""
    row = db.execute(
        "SELECT coalesce(base_sha256, sha256), size_bytes FROM bodies WHERE sha256 = ?", (like,)
    ).fetchone()
    if row is None or row[1] > _LARGEST_BASE:
        return None
    try:
        return row[0], read_body(db, row[0])
    except ValueError:
        return None  # nothing new may hang on a damaged body


def _unpack(db: sqlite3.Connection, codec: str, base: str | None, size: int, data: bytes) -> bytes:
    """Undo `_pack`."""
    if codec == "raw":
        return data
    if base is None:
        return zstandard.ZstdDecompressor().decompress(data, max_output_size=size)
    dictionary = zstandard.ZstdCompressionDict(read_body(db, base), dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    return zstandard.ZstdDecompressor(dict_data=dictionary, max_window_size=2**27).decompress(
        data, max_output_size=size
    )


def _delta_compressor(base: bytes, size: int) -> zstandard.ZstdCompressor:
    """Make a compressor that may refer to all of *base* from anywhere in a body of *size* bytes."""
    window = min(27, max(17, (len(base) + size).bit_length()))
    parameters = zstandard.ZstdCompressionParameters.from_level(LEVEL, window_log=window, source_size=size)
    dictionary = zstandard.ZstdCompressionDict(base, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    return zstandard.ZstdCompressor(compression_params=parameters, dict_data=dictionary)
