"""What a hostile or broken server can do to a fetch: for each fault its outcome, its reason, the bounds, the time."""

from __future__ import annotations

import gzip
import time
import tracemalloc
import zlib
from collections.abc import Callable
from datetime import timedelta

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard
from hostile_server import NOW, Script, Visit, fetch_all, serving

from pactwatch.model import Outcome

PAGE = b"<!doctype html><title>Harbour</title><p>The wall will be rebuilt by May.</p>" * 20
MAX_BODY = 200_000
MAX_WIRE = 100_000
MAX_HEADERS = 20_000
ZEROS = bytes(3_000_000)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def bare_deflate(data: bytes) -> bytes:
    """Compress without zlib's wrapper, as some servers do under the name of deflate."""
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def zstd(data: bytes) -> bytes:
    """Compress as one frame."""
    return zstandard.ZstdCompressor().compress(data)


def coded(coding: str, body: bytes) -> Script:
    """Answer a body under a content coding."""
    return lambda visit: visit.answer(body, f"Content-Encoding: {coding}")


def raw(data: bytes, then: Callable[[Visit], None] = Visit.close) -> Script:
    """Answer raw bytes, then do something to the connection."""

    def script(visit: Visit) -> None:
        visit.send(data)
        then(visit)

    return script


def drip(data: bytes, pause_s: float = 0.02) -> Script:
    """Answer byte by byte for as long as somebody listens."""

    def script(visit: Visit) -> None:
        visit.connection.settimeout(pause_s)
        for byte in data * 10_000:
            visit.send(bytes([byte]))
            time.sleep(pause_s)  # the server's time, in its own thread

    return script


def flood(start: bytes, more: bytes) -> Script:
    """Answer the same again and again for as long as somebody listens."""

    def script(visit: Visit) -> None:
        visit.send(start)
        while True:
            visit.send(more)

    return script


def slow_redirect(visit: Visit) -> None:
    """Lead on to the next page, after a while."""
    time.sleep(0.1)  # the server's time, in its own thread
    visit.answer(b"", f"Location: {visit.path}x", status="302 Found")


def answer(body: bytes = PAGE, *headers: str, **options: object) -> Script:
    """Answer in order."""
    return lambda visit: visit.answer(body, *headers, **options)  # type: ignore[arg-type]


def head(*lines: str) -> bytes:
    """Make an answer's head."""
    return "\r\n".join(("HTTP/1.1 200 OK", *lines)).encode("latin-1") + b"\r\n\r\n"


# id -> script, outcome (None: the gate's to judge), start of the reason, body (None: any within bounds)
Case = tuple[Script, Outcome | None, str, bytes | None]

CODINGS: dict[str, Case] = {
    "plain": (answer(), None, "", PAGE),
    "gzip": (coded("gzip", gzip.compress(PAGE)), None, "", PAGE),
    "x-gzip, in capitals": (coded("X-GZIP", gzip.compress(PAGE)), None, "", PAGE),
    "gzip, two members": (coded("gzip", gzip.compress(PAGE) + gzip.compress(PAGE)), None, "", PAGE * 2),
    "gzip, zeros between members": (
        coded("gzip", gzip.compress(PAGE) + bytes(5_000) + gzip.compress(b"end")),
        None,
        "",
        PAGE + b"end",
    ),
    "gzip, garbage after the end": (coded("gzip", gzip.compress(PAGE) + b"tracker"), None, "", PAGE),
    "gzip, cut off": (coded("gzip", gzip.compress(PAGE)[:-12]), Outcome.PARTIAL, "truncated", None),
    "gzip, second member cut off": (
        coded("gzip", gzip.compress(PAGE) + gzip.compress(PAGE)[:-9]),
        Outcome.PARTIAL,
        "truncated",
        None,
    ),
    "gzip, wrong checksum": (
        coded("gzip", gzip.compress(PAGE)[:-8] + b"\0\0\0\1" + gzip.compress(PAGE)[-4:]),
        Outcome.PARTIAL,
        "content-coding: gzip",
        None,
    ),
    "gzip, but plain": (coded("gzip", PAGE), Outcome.PARTIAL, "content-coding: gzip", b""),
    "gzip, empty body": (coded("gzip", b""), None, "", b""),
    "gzip, thousands of empty members": (coded("gzip", gzip.compress(b"") * 3_000), Outcome.TOO_LARGE, "body", b""),
    "gzip bomb": (coded("gzip", gzip.compress(ZEROS)), Outcome.TOO_LARGE, "body", b""),
    "gzip bomb of two layers": (
        coded("gzip, gzip", gzip.compress(gzip.compress(bytes(50_000_000)))),
        Outcome.TOO_LARGE,
        "body",
        b"",
    ),
    "gzip, padding that inflates for ever": (
        coded("gzip, gzip", gzip.compress(gzip.compress(b"x") + bytes(50_000_000))),
        Outcome.TOO_LARGE,
        "body",
        b"",
    ),
    "three layers": (
        coded("br, gzip, deflate", zlib.compress(gzip.compress(brotli.compress(PAGE)))),
        None,
        "",
        PAGE,
    ),
    "five layers": (
        coded("gzip, gzip, gzip, gzip, gzip", gzip.compress(b"?")),
        Outcome.UNSUPPORTED,
        "content-coding: 5 layers",
        b"",
    ),
    "layers over several headers": (
        answer(zlib.compress(gzip.compress(PAGE)), "Content-Encoding: gzip", "Content-Encoding: deflate"),
        None,
        "",
        PAGE,
    ),
    "deflate": (coded("deflate", zlib.compress(PAGE)), None, "", PAGE),
    "deflate, bare": (coded("deflate", bare_deflate(PAGE)), None, "", PAGE),
    "deflate, cut off": (coded("deflate", zlib.compress(PAGE)[:-6]), Outcome.PARTIAL, "truncated", None),
    "deflate bomb": (coded("deflate", bare_deflate(ZEROS)), Outcome.TOO_LARGE, "body", b""),
    "deflate, garbage": (coded("deflate", b"\xff" * 100), Outcome.PARTIAL, "content-coding: deflate", b""),
    "deflate, one byte": (coded("deflate", b"x"), Outcome.PARTIAL, "truncated", b""),
    "br": (coded("br", brotli.compress(PAGE)), None, "", PAGE),
    "br, cut off": (coded("br", brotli.compress(PAGE)[:-3]), Outcome.PARTIAL, "truncated", None),
    "br, garbage": (coded("br", b"\x91" * 200), Outcome.PARTIAL, "content-coding: br", b""),
    "br, garbage after the end": (
        coded("br", brotli.compress(PAGE) + b"tracker"),
        Outcome.PARTIAL,
        "content-coding: br",
        None,
    ),
    "br bomb": (coded("br", brotli.compress(bytes(100_000_000), quality=1)), Outcome.TOO_LARGE, "body", b""),
    "zstd": (coded("zstd", zstd(PAGE)), None, "", PAGE),
    "zstd, two frames": (coded("zstd", zstd(PAGE) + zstd(b"end")), None, "", PAGE + b"end"),
    "zstd, skippable frame first": (
        coded("zstd", b"\x50\x2a\x4d\x18\x03\0\0\0abc" + zstd(PAGE)),
        None,
        "",
        PAGE,
    ),
    "zstd, cut off": (coded("zstd", zstd(PAGE)[:-5]), Outcome.PARTIAL, "truncated", None),
    "zstd, garbage": (coded("zstd", b"not zstd at all"), Outcome.PARTIAL, "content-coding: zstd", b""),
    "zstd bomb": (coded("zstd", zstd(bytes(100_000_000))), Outcome.TOO_LARGE, "body", b""),
    "zstd, window of a gigabyte": (
        coded("zstd", b"\x28\xb5\x2f\xfd\x00\xa0\x00\x00\x00" + b"\0" * 50),
        Outcome.PARTIAL,
        "content-coding: zstd",
        b"",
    ),
    "identity": (coded("identity", PAGE), None, "", PAGE),
    "no name": (coded("", PAGE), None, "", PAGE),
    "unknown coding": (coded("rot13", PAGE), Outcome.UNSUPPORTED, "content-coding: unknown", b""),
}

FRAMING: dict[str, Case] = {
    "shorter than Content-Length": (raw(head("Content-Length: 5000") + PAGE), Outcome.PARTIAL, "truncated", PAGE),
    "longer than Content-Length": (
        raw(head("Content-Type: text/html", f"Content-Length: {len(PAGE)}") + PAGE + b"smuggled"),
        None,
        "",
        PAGE,
    ),
    "two lengths": (
        raw(head("Content-Length: 5", "Content-Length: 6") + b"hello"),
        Outcome.UNAVAILABLE,
        "protocol",
        b"",
    ),
    "negative length": (raw(head("Content-Length: -5") + PAGE), Outcome.UNAVAILABLE, "protocol", b""),
    "length in words": (raw(head("Content-Length: five") + PAGE), Outcome.UNAVAILABLE, "protocol", b""),
    "length of 10 GB": (raw(head("Content-Length: 10000000000") + PAGE), Outcome.TOO_LARGE, "content-length", b""),
    "length of 30 digits": (raw(head(f"Content-Length: {'9' * 30}") + PAGE), Outcome.UNAVAILABLE, "protocol", b""),
    "no length, closed": (raw(HEAD + b"\r\n" + PAGE), None, "", PAGE),
    "no length, reset": (raw(HEAD + b"\r\n" + PAGE, Visit.reset), Outcome.PARTIAL, "truncated", None),
    "no end": (flood(HEAD + b"\r\n", PAGE), Outcome.TOO_LARGE, "wire", b""),
    "chunked": (
        raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        None,
        "",
        b"hello",
    ),
    "chunked, cut off": (
        raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"),
        Outcome.PARTIAL,
        "truncated",
        b"hello",
    ),
    "chunked, size in words": (
        raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nfive\r\nhello\r\n0\r\n\r\n"),
        Outcome.PARTIAL,
        "truncated",
        b"",
    ),
    "chunked, size of 16 digits": (
        raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFF0\r\nhello"),
        Outcome.PARTIAL,
        "truncated",
        b"hello",
    ),
    "chunked, endless extension": (
        flood(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5;", b"a=b;" * 1_000),
        Outcome.PARTIAL,
        "truncated",
        b"",
    ),
    "chunked, endless trailers": (
        flood(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n", b"X-A: b\r\n" * 1_000),
        Outcome.PARTIAL,
        "truncated",
        b"hello",
    ),
    "chunked and a length": (
        raw(HEAD + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        None,
        "",
        b"hello",
    ),
    "unknown transfer coding": (
        raw(HEAD + b"Transfer-Encoding: magic\r\n\r\nhello"),
        Outcome.UNAVAILABLE,
        "protocol",
        b"",
    ),
    "closed before an answer": (Visit.close, Outcome.UNAVAILABLE, "protocol", b""),
    "reset before an answer": (Visit.reset, Outcome.UNAVAILABLE, "protocol", b""),
    "closed in the head": (raw(HEAD), Outcome.UNAVAILABLE, "protocol", b""),
    "no status line": (raw(PAGE), Outcome.UNAVAILABLE, "protocol", b""),
    "another protocol": (raw(b"SSH-2.0-OpenSSH_9.2\r\n"), Outcome.UNAVAILABLE, "protocol", b""),
    "status of two digits": (raw(b"HTTP/1.1 20 OK\r\n\r\n"), Outcome.UNAVAILABLE, "protocol", b""),
    "header without a colon": (raw(HEAD + b"nonsense\r\n\r\n"), Outcome.UNAVAILABLE, "protocol", b""),
    "NUL in a header": (raw(HEAD + b"X-A: a\0b\r\n\r\n"), Outcome.UNAVAILABLE, "protocol", b""),
    "headers above the bound": (
        answer(PAGE, *(f"X-{n}: {'y' * 90}" for n in range(300))),
        Outcome.TOO_LARGE,
        "headers",
        b"",
    ),
    "one header of 200 KB": (raw(HEAD + b"X-A: " + b"y" * 200_000 + b"\r\n\r\n"), Outcome.TOO_LARGE, "headers", b""),
    "headers without end": (flood(HEAD, b"X-A: y\r\n" * 500), Outcome.TOO_LARGE, "headers", b""),
    "interim answers without end": (
        flood(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" * 100),
        Outcome.UNAVAILABLE,
        "protocol: flood",
        b"",
    ),
    "two interim answers": (
        raw(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n" + HEAD + b"\r\n" + PAGE),
        None,
        "",
        PAGE,
    ),
    "switching protocols": (
        raw(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"),
        Outcome.UNAVAILABLE,
        "protocol",
        None,
    ),
}

MEANING: dict[str, Case] = {
    "200 without a body": (answer(b""), None, "", b""),
    "204": (answer(b"", status="204 No Content"), None, "", b""),
    "206 unasked": (answer(PAGE, status="206 Partial Content"), Outcome.PARTIAL, "status-206", None),
    **{
        str(status): (answer(b"no", status=f"{status} No"), None, "", b"no")
        for status in (401, 403, 404, 410, 429, 451)
    },
    **{
        str(status): (answer(b"no", status=f"{status} No"), Outcome.UNAVAILABLE, f"status-{status}", None)
        for status in (300, 305, 408, 425, 500, 502, 503, 504, 520, 999)
    },
    "503 that asks whether we are human": (
        answer(b"<title>Just a moment</title><form id=challenge-form>", "Server: x", status="503 No"),
        None,
        "",
        None,
    ),
    "304 to somebody who has nothing": (
        answer(b"", status="304 Not Modified"),
        Outcome.UNAVAILABLE,
        "status-304",
        b"",
    ),
    "image": (answer(PAGE, "Content-Type: image/png"), Outcome.UNSUPPORTED, "content-type: image/png", b""),
    "PDF": (answer(PAGE, "Content-Type: application/pdf"), Outcome.UNSUPPORTED, "content-type", b""),
    "download": (answer(PAGE, "Content-Type: application/octet-stream"), Outcome.UNSUPPORTED, "content-type", b""),
    "event stream": (
        flood(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n", b"data: x\n\n"),
        Outcome.UNSUPPORTED,
        "content-type",
        b"",
    ),
    "endless multipart": (
        flood(b"HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace\r\n\r\n", b"--x\r\n"),
        Outcome.UNSUPPORTED,
        "content-type",
        b"",
    ),
    "XHTML": (answer(PAGE, "Content-Type: application/xhtml+xml"), None, "", PAGE),
    "JSON": (answer(b"{}", "Content-Type: application/feed+json"), None, "", b"{}"),
    "no type, text": (raw(b"HTTP/1.1 200 OK\r\n\r\n" + PAGE), None, "", PAGE),
    "no type, binary": (raw(b"HTTP/1.1 200 OK\r\n\r\n\x89PNG\r\n\x1a\n\0\0"), Outcome.UNSUPPORTED, "content-type", b""),
    "a type that is none": (answer(PAGE, "Content-Type: html"), None, "", PAGE),
    "a charset that is none": (answer(PAGE, "Content-Type: text/html; charset=rot13"), None, "", PAGE),
    "a charset of 10 KB": (answer(PAGE, f"Content-Type: text/html; charset={'x' * 10_000}"), None, "", PAGE),
    "404 with an image": (answer(PAGE, "Content-Type: image/png", status="404 No"), None, "", b""),
}

ALL = {f"{group}: {name}": case for group, cases in
       {"coding": CODINGS, "framing": FRAMING, "meaning": MEANING}.items() for name, case in cases.items()}  # fmt: skip


@pytest.mark.parametrize("name", ALL)
def test_each_fault_has_its_outcome_and_its_bound(name: str) -> None:
    """A fault ends as the outcome that it is, with a reason, within the bounds, and soon."""
    script, outcome, reason, body = ALL[name]
    with serving({"/a": script}) as server:
        started = time.monotonic()
        (fetch,) = fetch_all(
            server, "/a", max_body_bytes=MAX_BODY, max_wire_bytes=MAX_WIRE, max_header_bytes=MAX_HEADERS
        )
        elapsed_s = time.monotonic() - started
    assert (fetch.outcome, fetch.reason[: len(reason)]) == (outcome, reason)
    assert fetch.body == body if body is not None else len(fetch.body) <= MAX_BODY
    assert (fetch.reason != "") == (fetch.outcome is not None)
    assert elapsed_s < 4


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(Visit.wait, id="silence"),
        pytest.param(drip(b"H"), id="head byte by byte"),
        pytest.param(raw(HEAD, drip(b"X")), id="headers byte by byte"),
        pytest.param(raw(HEAD + b"\r\n", drip(b"x")), id="body byte by byte"),
        pytest.param(raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", drip(b"1\r\nx\r\n")), id="chunks byte by byte"),
        pytest.param(raw(HEAD + b"Content-Encoding: gzip\r\n\r\n", drip(gzip.compress(b"x"))), id="gzip byte by byte"),
        pytest.param(raw(head("Content-Length: 10000") + PAGE[:100], Visit.wait), id="a body that stops"),
        pytest.param(slow_redirect, id="redirects that take their time"),
    ],
)
def test_slow_answers_end_at_the_deadline(script: Script) -> None:
    """However slowly an answer comes, it ends when its time is over."""
    with serving({f"/a{'x' * n}": script for n in range(12)}) as server:
        started = time.monotonic()
        (fetch,) = fetch_all(server, "/a", total_timeout_s=0.4, robots=False, per_host_delay_s=0)
        elapsed_s = time.monotonic() - started
    assert (fetch.outcome, fetch.reason) == (Outcome.UNAVAILABLE, "timeout: 0.4 s")
    assert elapsed_s < 2


@pytest.mark.parametrize("name", [name for name in CODINGS if "bomb" in name or "for ever" in name])
def test_bombs_take_little_memory(name: str) -> None:
    """What would inflate to tens of megabytes is stopped before it takes ten."""
    script = CODINGS[name][0]
    with serving({"/a": script}) as server:
        tracemalloc.start()
        fetch_all(server, "/a", max_body_bytes=MAX_BODY, max_wire_bytes=MAX_WIRE)
        _, peak_bytes = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak_bytes < 12_000_000


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        pytest.param("120", 120.0, id="seconds"),
        pytest.param("0", 0.0, id="none"),
        pytest.param((NOW + timedelta(minutes=2)).strftime("%a, %d %b %Y %H:%M:%S GMT"), 120.0, id="date"),
        pytest.param((NOW + timedelta(minutes=2)).strftime("%A, %d-%b-%y %H:%M:%S GMT"), 120.0, id="date of RFC 850"),
        pytest.param((NOW + timedelta(minutes=2)).strftime("%a %b %d %H:%M:%S %Y"), 120.0, id="date of asctime"),
        pytest.param((NOW - timedelta(days=1)).strftime("%a, %d %b %Y %H:%M:%S GMT"), 0.0, id="date in the past"),
        pytest.param("9" * 19, 30 * 86_400.0, id="for ever"),
        pytest.param("Fri, 31 Dec 9999 23:59:59 GMT", 30 * 86_400.0, id="in the year 9999"),
        pytest.param("-5", None, id="negative"),
        pytest.param("soon", None, id="words"),
        pytest.param("", None, id="empty"),
        pytest.param("1e400", None, id="infinite"),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_read(value: str, seconds: float | None, status: int) -> None:
    """Retry-After is read in all its forms, bounded, and nonsense is not read."""
    with serving({"/a": answer(b"", f"Retry-After: {value}", status=f"{status} No")}) as server:
        (fetch,) = fetch_all(server, "/a", per_host_delay_s=0)
    assert fetch.retry_after_s == seconds
