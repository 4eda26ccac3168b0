"""Read a body, counting as it comes: what is on the wire, and what it decodes to."""

from __future__ import annotations

from dataclasses import dataclass

import h2.exceptions
import httpx

from pactwatch.fetch.decode import ContentDecoder, TooMuch, Undecodable
from pactwatch.fetch.headers import Headers, first, looks_binary
from pactwatch.fetch.stop import one_line
from pactwatch.fetch.transport import note_progress
from pactwatch.model import Outcome

# What a broken connection can raise while a body is read. h2's own errors come through from the middle of a body, and
# a mangled length or status as ValueError or KeyError (httpcore 1.0.9).
BROKEN = (httpx.TransportError, httpx.StreamError, h2.exceptions.H2Error, OSError, ValueError, KeyError)

# The most that one step of a decoder gives: what all layers but the last may exceed the bound by, and what the last one
# gives before it is counted here.
_STEP = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much of a body is read."""

    max_wire_bytes: int
    max_body_bytes: int
    cut: bool = False
    """What is beyond the bounds is left unread, instead of making the whole `too_large`."""


@dataclass(frozen=True, slots=True)
class Body:
    """What was read."""

    data: bytes = b""
    outcome: Outcome | None = None
    """None: whole."""
    reason: str = ""


async def read_body(response: httpx.Response, headers: Headers, bounds: Bounds, *, sniff: bool = False) -> Body:
    """Read and decode a body within *bounds*; what cannot be read whole says why.

    *sniff*: the type is not stated, so that a binary beginning ends it as `unsupported`.
    """
    declared = _declared_length(headers)
    if declared is not None and declared > bounds.max_wire_bytes and not bounds.cut:
        return Body(outcome=Outcome.TOO_LARGE, reason=f"content-length: {declared} bytes")
    try:
        codings = [value for name, value in headers if name == "content-encoding"]
        decoder = ContentDecoder(codings, bounds.max_body_bytes + _STEP)
    except Undecodable as error:
        return Body(outcome=Outcome.UNSUPPORTED, reason=f"content-coding: {error}")
    parts: list[bytes] = []
    size = wire = 0
    try:
        async for chunk in response.aiter_raw():
            note_progress(response)
            wire += len(chunk)
            for piece in decoder.feed(chunk):
                if sniff and looks_binary(piece):
                    return Body(outcome=Outcome.UNSUPPORTED, reason="content-type: not stated, and not text")
                sniff = sniff and not piece
                parts.append(piece)
                size += len(piece)
                if size > bounds.max_body_bytes:
                    return _beyond(parts, bounds, f"body: more than {bounds.max_body_bytes} bytes decoded")
            if wire > bounds.max_wire_bytes:
                return _beyond(parts, bounds, f"wire: more than {bounds.max_wire_bytes} bytes")
    except TooMuch as error:
        return _beyond(parts, bounds, f"body: {error}")
    except Undecodable as error:
        return Body(b"".join(parts), Outcome.PARTIAL, f"content-coding: {error}")
    except httpx.TimeoutException:
        return Body(b"".join(parts), Outcome.UNAVAILABLE, "timeout: the body stopped coming")
    except BROKEN as error:
        return Body(b"".join(parts), Outcome.PARTIAL, f"truncated: {one_line(error)}")
    if declared is not None and wire < declared:
        return Body(b"".join(parts), Outcome.PARTIAL, f"truncated: {wire} of {declared} bytes")
    if not decoder.complete:
        return Body(b"".join(parts), Outcome.PARTIAL, "truncated: the coding's end is missing")
    return Body(b"".join(parts))


def _beyond(parts: list[bytes], bounds: Bounds, reason: str) -> Body:
    """End a body that is larger than it may be."""
    if bounds.cut:
        return Body(b"".join(parts)[: bounds.max_body_bytes])
    return Body(outcome=Outcome.TOO_LARGE, reason=reason)


def _declared_length(headers: Headers) -> int | None:
    """Read Content-Length; None: none that makes sense."""
    text = (first(headers, "content-length") or "").split(",")[0].strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else None
