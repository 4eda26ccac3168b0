"""What servers do that is odd, lying or left over: its outcome, and that nothing of it reaches another page."""

from __future__ import annotations

import gzip
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hostile_server import Script, Visit, fetch_all, serving

from pactwatch.model import Outcome

PAGE = b"<!doctype html><title>Harbour</title><p>The wall will be rebuilt by May.</p>" * 20
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
LENGTH = f"Content-Length: {len(PAGE)}\r\n".encode()
SIZED = HEAD + LENGTH + b"\r\n" + PAGE
GZIP = gzip.compress(PAGE, mtime=0)  # with the hour in it, one hour in 140 is the start of a brotli stream
PARTIAL, UNAVAILABLE, UNSUPPORTED = Outcome.PARTIAL, Outcome.UNAVAILABLE, Outcome.UNSUPPORTED
REFUSED = Outcome.REFUSED


def raw(data: bytes, *, step: int = 0) -> Script:
    """Answer raw bytes and close; a few at a time if *step* says so."""

    def script(visit: Visit) -> None:
        for start in range(0, len(data), step or len(data)):
            visit.send(data[start : start + (step or len(data))])
        visit.close()

    return script


def answer(body: bytes = PAGE, *headers: str, status: str = "200 OK") -> Script:
    """Answer in order."""
    return lambda visit: visit.answer(body, *headers, status=status)


def chunk(data: bytes) -> bytes:
    """Give data as one chunk."""
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


def leading_to(location: str) -> Script:
    """Redirect somewhere."""
    return answer(b"", f"Location: {location}", status="302 Found")


# id -> script, outcome (None: the gate's to judge), start of the reason, whether the page comes whole
ODD: dict[str, tuple[Script, Outcome | None, str, bool]] = {
    "HTTP/1.0": (raw(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE), None, "", True),
    "HTTP/2 without being asked": (raw(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), UNAVAILABLE, "protocol", False),
    "line ends without CR": (raw(SIZED.replace(b"\r\n", b"\n")), None, "", True),
    "empty lines first": (raw(b"\r\n\r\n" + SIZED), UNAVAILABLE, "protocol", False),
    "a folded header": (raw(SIZED.replace(b"Content-Type", b"X-A: a\r\n b\r\nContent-Type")), None, "", True),
    "a space before the colon": (
        raw(SIZED.replace(b"Content-Type:", b"Content-Type :")), UNAVAILABLE, "protocol", False,
    ),
    "a header without a name": (
        raw(SIZED.replace(b"Content-Type", b": a\r\nContent-Type")), UNAVAILABLE, "protocol", False,
    ),
    "UTF-8 in a header": (answer(PAGE, "X-Place: 東京".encode().decode("latin-1")), None, "", True),
    "no words after the status": (raw(SIZED.replace(b"200 OK", b"200")), None, "", True),
    "small letters": (raw(SIZED.replace(b"HTTP", b"http")), UNAVAILABLE, "protocol", False),
    "radio": (raw(b"ICY 200 OK\r\n\r\n" + PAGE), UNAVAILABLE, "protocol", False),
    "status 0": (raw(b"HTTP/1.1 000 Zero\r\nContent-Length: 0\r\n\r\n"), UNAVAILABLE, "protocol", False),
    "status 205": (answer(b"", status="205 Reset Content"), None, "", False),
    "status 226": (answer(PAGE, status="226 IM Used"), None, "", True),
    "status 600": (answer(PAGE, status="600 Odd"), UNAVAILABLE, "status-600", True),
    "status 511": (answer(PAGE, status="511 Network Authentication Required"), UNAVAILABLE, "status-511", True),
    "a part with its range": (
        answer(PAGE, "Content-Range: bytes 0-99/1000", status="206 Partial"), PARTIAL, "status-206", True,
    ),
    "304 with a body": (raw(b"HTTP/1.1 304 X\r\nContent-Length: 3\r\n\r\nabc"), UNAVAILABLE, "status-304", False),
    "the same length twice": (raw(HEAD + LENGTH + LENGTH + b"\r\n" + PAGE), None, "", True),
    "a length with a sign": (raw(SIZED.replace(b"Length: ", b"Length: +")), UNAVAILABLE, "protocol", False),
    "a length in hexadecimal": (raw(SIZED.replace(b"Length: ", b"Length: 0x")), UNAVAILABLE, "protocol", False),
    "an empty length": (raw(HEAD + b"Content-Length: \r\n\r\n" + PAGE), UNAVAILABLE, "protocol", False),
    "a chunk of negative size": (raw(CHUNKED + b"-5\r\nhello\r\n0\r\n\r\n"), PARTIAL, "truncated", False),
    "a chunk with 0x": (raw(CHUNKED + b"0x5\r\nhello\r\n0\r\n\r\n"), PARTIAL, "truncated", False),
    "chunks without CR": (raw(CHUNKED + b"5\nhello\n0\n\n"), PARTIAL, "truncated", False),
    "a chunk longer than it says": (raw(CHUNKED + b"5\r\nhelloXX\r\n0\r\n\r\n"), PARTIAL, "truncated", False),
    "a chunk with many zeros": (raw(CHUNKED + b"0" * 12 + chunk(PAGE) + b"0\r\n\r\n"), None, "", True),
    "chunks of one byte": (
        raw(CHUNKED + b"".join(chunk(bytes([byte])) for byte in PAGE) + b"0\r\n\r\n"), None, "", True,
    ),
    "chunks with trailers": (raw(CHUNKED + chunk(PAGE) + b"0\r\nX-T: 1\r\n\r\n"), None, "", True),
    "the last chunk is missing": (raw(CHUNKED + chunk(PAGE)), PARTIAL, "truncated", True),
    "chunked twice": (raw(CHUNKED.replace(b"chunked", b"chunked, chunked")), UNAVAILABLE, "protocol", False),
    "gzip as transfer coding": (raw(CHUNKED.replace(b"chunked", b"gzip, chunked")), UNAVAILABLE, "protocol", False),
    "gzip byte by byte": (
        raw(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + GZIP, step=1), None, "", True,
    ),
    "gzip and identity": (answer(GZIP, "Content-Encoding: gzip, identity"), None, "", True),
    "a charset as coding": (answer(PAGE, "Content-Encoding: UTF-8"), None, "", True),
    "a framing as coding": (answer(PAGE, "Content-Encoding: aws-chunked"), None, "", True),
    "a coding of 1985": (answer(b"\x1f\x9d\x90", "Content-Encoding: compress"), UNSUPPORTED, "content-coding", False),
    "br that is gzip": (answer(GZIP, "Content-Encoding: br"), PARTIAL, "content-coding: br", False),
    "deflate that is gzip": (answer(GZIP, "Content-Encoding: deflate"), PARTIAL, "content-coding: deflate", False),
    "gzip with a name and a comment": (
        answer(b"\x1f\x8b\x08\x18\0\0\0\0\0\x03name\0comment\0" + GZIP[10:], "Content-Encoding: gzip"), None, "", True,
    ),
    "gzip with a name of 6 MB": (
        answer(b"\x1f\x8b\x08\x08\0\0\0\0\0\x03" + b"a" * 6_000_000, "Content-Encoding: gzip"),
        Outcome.TOO_LARGE, "content-length", False,
    ),
    "gzip with flags of the future": (
        answer(b"\x1f\x8b\x08\xe0\0\0\0\0\0\x03" + GZIP[10:], "Content-Encoding: gzip"),
        PARTIAL, "content-coding: gzip", False,
    ),
    "900 cookies": (answer(PAGE, *(f"Set-Cookie: a{n}={'x' * 30}" for n in range(900))), None, "", True),
    "two types in one": (answer(PAGE, "Content-Type: text/html, text/html"), None, "", True),
    "a spreadsheet": (answer(PAGE, "Content-Type: application/vnd.ms-excel"), UNSUPPORTED, "content-type", False),
    "a mail": (answer(PAGE, "Content-Type: message/rfc822"), UNSUPPORTED, "content-type", False),
    "a file to be saved": (answer(PAGE, "Content-Disposition: attachment; filename=a.html"), None, "", True),
    "a Location without a redirect": (answer(PAGE, "Location: http://10.0.0.1/"), None, "", True),
    "two Locations": (answer(b"", "Location: /ok", "Location: http://10.0.0.1/", status="302 Found"), None, "", True),
    "a Location with a tab": (leading_to("/o\tk"), None, "", True),
    "a Location with the scheme alone": (leading_to("http:ok"), None, "", True),
    "a host before the @": (leading_to("http://127.0.0.1@10.0.0.1/"), REFUSED, "private-address", False),
    "backslashes": (leading_to("http:\\\\10.0.0.1\\x"), REFUSED, "private-address", False),
    "port 0": (leading_to("http://127.0.0.1:0/"), REFUSED, "port", False),
    "port 99999": (leading_to("http://127.0.0.1:99999/"), REFUSED, "bad-url", False),
    "a zone": (leading_to("http://[fe80::1%25eth0]/"), REFUSED, "bad-url", False),
    "a web socket": (leading_to("ws://127.0.0.1/"), REFUSED, "bad-url", False),
    "the source of a page": (leading_to("view-source:http://127.0.0.1/"), REFUSED, "bad-url", False),
    "nothing": (leading_to("about:blank"), REFUSED, "bad-url", False),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_an_odd_answer_has_its_outcome(name: str) -> None:
    """What a browser reads is read; what nobody can make sense of is an outage; nothing is half read unnoticed."""
    script, outcome, reason, whole = ODD[name]
    with serving({"/a": script, "/ok": answer()}) as server:
        (fetch,) = fetch_all(server, "/a", robots=False)
    assert (fetch.outcome, fetch.reason[: len(reason)]) == (outcome, reason)
    assert (fetch.body == PAGE) is whole


def test_what_is_sent_behind_an_answer_is_not_taken_for_the_next() -> None:
    """A second answer behind the first belongs to no question; the next page is asked for on a new connection."""
    smuggled = HEAD + b"Content-Length: 8\r\n\r\nsmuggled"
    with serving({"/a": raw_and_stay(SIZED + smuggled), "/b": answer(b"honest")}) as server:
        first, second, third = fetch_all(server, "/a", "/b", "/b", robots=False, per_host_delay_s=0)
    assert (first.body, third.body) == (PAGE, b"honest")
    assert (second.outcome, second.body) == (UNAVAILABLE, b"")
    assert second.reason == "protocol: an answer that was there before its question"


def raw_and_stay(data: bytes) -> Script:
    """Answer raw bytes and keep the connection."""
    return lambda visit: visit.send(data)


def test_a_handshake_that_never_comes_ends_at_the_deadline() -> None:
    """Whoever accepts a connection for TLS and says nothing is given up in time."""
    with socket.create_server(("127.0.0.1", 0)) as silent, serving({}) as server:
        started = time.monotonic()
        address = f"https://127.0.0.1:{silent.getsockname()[1]}/"
        (fetch,) = fetch_all(server, address, robots=False, total_timeout_s=0.3)
        elapsed_s = time.monotonic() - started
    assert (fetch.outcome, fetch.reason) == (UNAVAILABLE, "timeout: 0.3 s")
    assert elapsed_s < 2


@pytest.mark.parametrize(
    "address",
    [
        "http://name:secret@127.0.0.1:1/", "ftp://name:secret@example.org/", "http://name:secret@[bad/",
        "http://name:secret@x y/",
    ],
)  # fmt: skip
def test_credentials_in_an_address_are_told_nobody(address: str) -> None:
    """Neither the fetch, nor its reason, nor a log line repeats a password, however broken its address is."""
    with serving({}) as server:
        (fetch,) = fetch_all(server, address, robots=False)
    assert fetch.outcome is not None
    assert "secret" not in repr(fetch)


def test_credentials_in_a_redirect_are_told_nobody() -> None:
    """A Location may carry them, too."""
    scripts = {"/a": leading_to("ftp://name:secret@h/"), "/b": leading_to("http://name:secret@[x/")}
    with serving(scripts) as server:
        fetches = fetch_all(server, "/a", "/b", robots=False)
    assert "secret" not in repr(fetches)


_PEAK = """
import sys
sys.path.insert(0, sys.argv[1])
from gate_pages import fetched, judged
from hostile_server import fetch_all, serving
base = sys.argv[2]
for path in sys.argv[3:]:
    with serving({}) as server:
        (fetch,) = fetch_all(server, base + path, robots=False)
    if fetch.outcome is None:
        judged(fetched(fetch.body))
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from Linux's /proc")
def test_no_answer_takes_150_megabytes() -> None:
    """Fetched, read and judged with the bounds as they come: bombs, and bodies that just fit."""
    bomb = gzip.compress(bytes(200_000_000), 1)
    just = {
        "/one-run": b"<title>x</title><p>" + b"The pact was signed. " * 450_000,
        "/japanese": b"<meta charset=shift_jis><p>" + "協定は署名された。".encode("cp932") * 530_000,
        "/paragraphs": b"<title>x</title>" + b"<p>The pact was signed in Tokyo.</p>" * 70_000,
        "/zeros": b"<title>x</title>" + bytes(9_500_000),
        "/script": b"<script>" + b"var a=1;" * 1_100_000 + b"</script>",
        "/attributes": b"<p " + b"a=1 " * 2_000_000 + b">",
    }
    scripts = {path: answer(gzip.compress(body, 1), "Content-Encoding: gzip") for path, body in just.items()}
    scripts["/bomb"] = answer(bomb, "Content-Encoding: gzip")
    support = str(Path(__file__).parent.parent / "support")
    with serving(scripts) as server:
        command = [sys.executable, "-c", _PEAK, support, server.base, *scripts]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert int(done.stdout) * 1_024 < 150_000_000
