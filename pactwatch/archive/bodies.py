"""Bodies: bytes stored once per content, compressed, in a tree: site keyframe <- page keyframe <- version.

A body may be a delta: its base's bytes are the dictionary that it is compressed with. The pages of a site share most of
their bytes, and the versions of a page nearly all; no chain is longer than three, so reading any body touches at most
three rows, and a damaged row harms itself and what hangs on it. The base is a foreign key: SQLite refuses to drop one
that is in use.
"""

from __future__ import annotations

import functools
import sqlite3
from dataclasses import dataclass

import zstandard

from pactwatch.model import Sha256, sha256

# Level 3: on 362 real news pages the higher levels save a sixth more at a third of the speed.
LEVEL = 3
# Deltas at that level look for long matches only, in one table instead of two, since the base is taken in anew for each
# body: on 120 real pages with small edits 0.8 ms instead of 1.1 to 1.3, and 1,907 bytes instead of 1,820.
_HURRIED = {"strategy": zstandard.STRATEGY_FAST, "min_match": 7}
# What upkeep packs bodies anew with, when nobody waits: see docs/operating.md for what it saves.
PATIENT_LEVEL = 12
# Below this many bytes a body is not worth a delta: the row around it weighs as much.
_SMALLEST_DELTA = 512
# A delta that is not this much smaller than the body alone is none: the page was remade. Against another page of the
# site, less of a saving is still one.
_WORTH_A_DELTA = 0.6
_WORTH_A_SITE = 0.8
# Pages compress to a fifth by themselves, hardly any to this share of its size: so small a delta needs no comparison.
_SURELY_WORTH_IT = 0.04
# A smaller page is none that others of its site would be like: an error, a stub.
_SMALLEST_KEYFRAME = 4_096
# How many bases may lie under a base: a version hangs on its page, which hangs on its site.
_DEEPEST_BASE = 1
# Bodies are bounded by the fetch rules (10 MB decoded by default); a base beyond this would cost more than it saves.
_LARGEST_BASE = 16_000_000
# Keyframes that are kept at hand, unpacked and ready to pack against, with their digests: a pass goes round the sites,
# and every page of a site needs its keyframe. Some 0.8 MB each for pages of 175 KB; larger ones are unpacked each time.
# Of a new page against one it saves 0.4 of 0.6 ms, of a version 0.07 of 0.5 ms (measured on pages of 145 KB).
_AT_HAND, _LARGEST_AT_HAND = 32, 500_000


class BodyThinned(ValueError):
    """The bytes were let go of by a rule of retention; what is left is the digest."""


def store_body(db: sqlite3.Connection, body: bytes, like: Sha256 | None = None, site: str | None = None) -> Sha256:
    """Store *body* unless it is there already; give its digest.

    *like* is a stored body that resembles it, an earlier version of the page; *site* the host, whose pages share a
    keyframe.
    """
    digest = sha256(body)
    there = db.execute("SELECT size_bytes > 0 AND stored_bytes = 0 FROM bodies WHERE sha256 = ?", (digest,)).fetchone()
    if there:
        if there[0]:
            _refill(db, digest, body)
        return digest
    codec, base, data = _pack(db, body, like, site)
    db.execute(
        "INSERT INTO bodies (sha256, codec, base_sha256, size_bytes, stored_bytes, data) VALUES (?, ?, ?, ?, ?, ?)",
        (digest, codec, base, len(body), len(data), data),
    )
    if site is not None and base is None and len(body) >= _SMALLEST_KEYFRAME:
        # The first page of a site, or one that is unlike its keyframe: after a redesign all are.
        db.execute(
            "INSERT INTO keyframes (host, body_sha256) VALUES (?, ?) "
            "ON CONFLICT (host) DO UPDATE SET body_sha256 = excluded.body_sha256",
            (site, digest),
        )
    return digest


def _refill(db: sqlite3.Connection, digest: Sha256, body: bytes) -> None:
    """Store the bytes of a body that was thinned out, and has been captured once more."""
    alone = _alone(body)
    codec, data = ("zstd", alone) if len(alone) < len(body) else ("raw", body)
    db.execute(
        "UPDATE bodies SET codec = ?, stored_bytes = ?, data = ? WHERE sha256 = ?", (codec, len(data), data, digest)
    )
    db.execute("DELETE FROM thinned_bodies WHERE sha256 = ?", (digest,))


def read_body(db: sqlite3.Connection, digest: str) -> bytes:
    """Give the bytes with this digest.

    Raises:
        KeyError: no such body.
        BodyThinned: the bytes were let go of by a rule of retention.
        ValueError: the row is damaged: it cannot be decompressed, or gives other bytes than its digest says.
    """
    body, found = _unpacked(db, digest)
    # The digest of the outcome proves every base under it.
    if (found or sha256(body)) != digest:
        raise ValueError(f"body {digest}: what is stored gives other bytes")
    return body


def _unpacked(db: sqlite3.Connection, digest: str) -> tuple[bytes, Sha256 | None]:
    """Give what is stored under *digest*, unproved, with the digest that it has where that is known already."""
    row = db.execute("SELECT codec, base_sha256, size_bytes, data FROM bodies WHERE sha256 = ?", (digest,)).fetchone()
    if row is None:
        raise KeyError(digest)
    if not row[3] and row[2]:
        raise _why_empty(db, digest)
    try:
        return _unpack(db, *row)
    except (zstandard.ZstdError, KeyError, ValueError) as error:
        raise ValueError(f"body {digest}: cannot be unpacked ({error})") from error


def _why_empty(db: sqlite3.Connection, digest: str) -> ValueError:
    """Say why there are no bytes where there should be some."""
    row = db.execute("SELECT thinned_at, rule FROM thinned_bodies WHERE sha256 = ?", (digest,)).fetchone()
    if row is None:
        return ValueError(f"body {digest}: its bytes are gone, and no rule of retention took them")
    return BodyThinned(f"body {digest}: thinned out on {row[0][:10]} by the rule `{row[1]}`; its digest is kept")


def thin_body(db: sqlite3.Connection, digest: str, at: str, rule: str) -> int:
    """Let go of a body's bytes, and say by which rule; give how many bytes that frees.

    Only for one that no other is based on: SQLite does not know that an empty row is no base.
    """
    (stored,) = db.execute("SELECT stored_bytes FROM bodies WHERE sha256 = ?", (digest,)).fetchone()
    db.execute(
        "UPDATE bodies SET codec = 'raw', base_sha256 = NULL, stored_bytes = 0, data = x'' WHERE sha256 = ?", (digest,)
    )
    db.execute("INSERT INTO thinned_bodies (sha256, thinned_at, rule) VALUES (?, ?, ?)", (digest, at, rule))
    return int(stored)


@dataclass(frozen=True, slots=True)
class Repacked:
    """A body in a form that takes less room, for `replace_packed`."""

    sha256: str
    was_bytes: int
    data: bytes


def repack(db: sqlite3.Connection, digest: str) -> Repacked | None:
    """Pack a stored body anew with more patience, against the same base; None: that saves nothing, or it is damaged.

    Reads only: nobody waits for the compressor.
    """
    codec, base, size, was = db.execute(
        "SELECT codec, base_sha256, size_bytes, stored_bytes FROM bodies WHERE sha256 = ?", (digest,)
    ).fetchone()
    if codec == "raw" or size > _LARGEST_BASE:
        return None
    try:
        body = read_body(db, digest)
        content = _unpacked(db, base)[0] if base else b""
    except ValueError:
        return None
    data = _delta_compressor(content, size, PATIENT_LEVEL).compress(body) if base else _alone(body, PATIENT_LEVEL)
    return Repacked(digest, was, data) if len(data) < was else None


def replace_packed(db: sqlite3.Connection, new: Repacked) -> None:
    """Write what `repack` made, unless the row is another one by now."""
    db.execute(
        "UPDATE bodies SET data = ?, stored_bytes = ? WHERE sha256 = ? AND stored_bytes = ? AND codec <> 'raw'",
        (new.data, len(new.data), new.sha256, new.was_bytes),
    )


def _pack(db: sqlite3.Connection, body: bytes, like: Sha256 | None, site: str | None) -> tuple[str, str | None, bytes]:
    """Choose the smallest form: codec, base, data."""
    alone: bytes | None = None
    if len(body) >= _SMALLEST_DELTA:
        keyframe = _keyframe_of(db, site)
        for base, worth in ((_base_like(db, like), _WORTH_A_DELTA), (keyframe, _WORTH_A_SITE)):
            content = base and _content(db, base)
            if base is None or not content:
                continue
            delta = _delta_compressor(content, len(body), is_shared=base == keyframe).compress(body)
            if len(delta) < _SURELY_WORTH_IT * len(body):
                return "zstd-delta", base, delta
            alone = alone or _alone(body)
            if len(delta) < worth * len(alone):
                return "zstd-delta", base, delta
    alone = alone or _alone(body)
    return ("zstd", None, alone) if len(alone) < len(body) else ("raw", None, body)


def _alone(body: bytes, level: int = LEVEL) -> bytes:
    """Compress a body by itself."""
    return zstandard.ZstdCompressor(level=level).compress(body)


def _base_like(db: sqlite3.Connection, like: Sha256 | None) -> str | None:
    """Choose what a version hangs on: the body it is like, or that one's own base where the chain would grow long."""
    row = db.execute(
        "SELECT b.base_sha256, p.base_sha256 IS NOT NULL FROM bodies b LEFT JOIN bodies p ON p.sha256 = b.base_sha256 "
        "WHERE b.sha256 = ?",
        (like,),
    ).fetchone()
    if row is None:
        return None
    base, is_deep = row
    depth = 0 if base is None else 1 + bool(is_deep)
    return like if depth <= _DEEPEST_BASE else str(base)


def _keyframe_of(db: sqlite3.Connection, site: str | None) -> str | None:
    """Give the body that the pages of a site hang on."""
    if site is None:
        return None
    row = db.execute("SELECT body_sha256 FROM keyframes WHERE host = ?", (site,)).fetchone()
    return None if row is None else str(row[0])


def _content(db: sqlite3.Connection, base: str) -> bytes | None:
    """Give the bytes of a base; None: too large, or damaged: nothing new may hang on it."""
    row = db.execute("SELECT size_bytes FROM bodies WHERE sha256 = ?", (base,)).fetchone()
    if row[0] > _LARGEST_BASE:
        return None
    try:
        return read_body(db, base)
    except ValueError:
        return None


def _unpack(
    db: sqlite3.Connection, codec: str, base: str | None, size: int, data: bytes
) -> tuple[bytes, Sha256 | None]:
    """Undo `_pack`; give the digest too where it is at hand."""
    if codec == "raw":
        return data, None
    if base is None:
        return _kept_alone(data, size) if size <= _LARGEST_AT_HAND else (_unpack_alone(data, size), None)
    dictionary = zstandard.ZstdCompressionDict(_unpacked(db, base)[0], dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    decompressor = zstandard.ZstdDecompressor(dict_data=dictionary, max_window_size=2**27)
    return decompressor.decompress(data, max_output_size=size), None


def _unpack_alone(data: bytes, size: int) -> bytes:
    """Undo `_alone`."""
    return zstandard.ZstdDecompressor().decompress(data, max_output_size=size)


@functools.lru_cache(_AT_HAND)
def _kept_alone(data: bytes, size: int) -> tuple[bytes, Sha256]:
    """Do the same, and keep the last few with their digests. What is asked for is the stored bytes: no damage hides."""
    body = _unpack_alone(data, size)
    return body, sha256(body)


def _delta_compressor(
    base: bytes, size: int, level: int = LEVEL, *, is_shared: bool = False
) -> zstandard.ZstdCompressor:
    """Make a compressor that may refer to all of *base* from anywhere in a body of *size* bytes.

    *is_shared* says that *base* will be asked for again, so that it pays to keep what is made of it.
    """
    window = min(27, max(17, (len(base) + size).bit_length()))
    if is_shared and level == LEVEL and len(base) <= _LARGEST_AT_HAND:
        return zstandard.ZstdCompressor(dict_data=_kept_dictionary(base, window))
    dictionary = zstandard.ZstdCompressionDict(base, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    return zstandard.ZstdCompressor(compression_params=_parameters(level, window, size), dict_data=dictionary)


@functools.lru_cache(_AT_HAND)
def _kept_dictionary(base: bytes, window: int) -> zstandard.ZstdCompressionDict:
    """Take a base in, ready to pack against, and keep the last few."""
    dictionary = zstandard.ZstdCompressionDict(base, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    dictionary.precompute_compress(compression_params=_parameters(LEVEL, window, len(base)))
    return dictionary


def _parameters(level: int, window: int, size: int) -> zstandard.ZstdCompressionParameters:
    """Give the compressor's parameters for a body of *size* bytes."""
    hurried = _HURRIED if level == LEVEL else {}
    return zstandard.ZstdCompressionParameters.from_level(level, window_log=window, source_size=size, **hurried)
