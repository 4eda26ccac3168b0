"""TLS and HTTP/2 on loopback: what is wrong with a certificate, and what a hostile HTTP/2 server can do."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import h2.config
import h2.connection
import h2.events
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hostile_server import fetch_all, serving

from pactwatch.fetch import transport
from pactwatch.model import Outcome

PAGE = b"<p>The pact was signed in Tokyo.</p>"
Talk = Callable[[ssl.SSLSocket], None]


def certificate(folder: Path, address: str = "127.0.0.1", days: int = 30) -> Path:
    """Make a certificate that signs itself; a negative number of days makes one that is over."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "hostile test server")])
    start = datetime.now(UTC) - timedelta(days=60)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=60 + days))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{address}{days}.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return file


@contextlib.contextmanager
def tls_server(file: Path, talk: Talk, protocols: list[str]) -> Iterator[str]:
    """Accept TLS connections and hand each to *talk*, in a thread of its own."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    context.set_alpn_protocols(protocols)
    listener = socket.create_server(("127.0.0.1", 0))

    def one(connection: socket.socket) -> None:
        faults = contextlib.suppress(OSError, ValueError, h2.exceptions.ProtocolError)
        with faults, context.wrap_socket(connection, server_side=True) as secured:
            talk(secured)

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = listener.accept()
                threading.Thread(target=one, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield f"https://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A certificate that our client trusts for this test."""
    file = certificate(tmp_path)
    context = ssl.create_default_context(cafile=file)
    monkeypatch.setattr(transport, "tls", lambda: context)
    return file


def plain_page(connection: ssl.SSLSocket) -> None:
    """Answer with a page over HTTP/1.1."""
    connection.recv(65_536)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n" + PAGE)


@pytest.mark.parametrize(
    ("address", "days"),
    [
        pytest.param("127.0.0.1", 30, id="signed by nobody we know"),
        pytest.param("127.0.0.1", -30, id="over"),
        pytest.param("127.0.0.2", 30, id="for another host"),
    ],
)
def test_a_bad_certificate_is_an_outage(tmp_path: Path, address: str, days: int) -> None:
    """A certificate that cannot be believed ends the fetch, with what is wrong with it."""
    with tls_server(certificate(tmp_path, address, days), plain_page, ["http/1.1"]) as base, serving({}) as server:
        (fetch,) = fetch_all(server, f"{base}/a")
    assert (fetch.outcome, fetch.reason.split(":")[0]) == (Outcome.UNAVAILABLE, "tls")
    assert fetch.body == b""


def test_no_tls_where_it_should_be_is_an_outage() -> None:
    """A server that speaks plain HTTP on the port is not spoken to."""
    with serving({"/a": lambda visit: visit.answer(PAGE)}) as server:
        (fetch,) = fetch_all(server, server.base.replace("http:", "https:") + "/a", connect_timeout_s=0.2)
    assert (fetch.outcome, fetch.reason) == (Outcome.UNAVAILABLE, "timeout: connect")


def test_a_cut_tls_connection_is_partial(trusted: Path) -> None:
    """A body that ends without TLS's goodbye in the middle of its length is cut off."""

    def cut(connection: ssl.SSLSocket) -> None:
        connection.recv(65_536)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\n" + PAGE)
        time.sleep(0.05)  # the server's time, in its own thread
        socket.socket(fileno=connection.detach()).close()

    with tls_server(trusted, cut, ["http/1.1"]) as base, serving({}) as server:
        (fetch,) = fetch_all(server, f"{base}/a", robots=False)
    assert (fetch.outcome, fetch.body) == (Outcome.PARTIAL, PAGE)


def speak_h2(answer: Callable[[h2.connection.H2Connection, int], None]) -> Talk:
    """Speak HTTP/2 properly up to the first request, which *answer* answers."""

    def talk(connection: ssl.SSLSocket) -> None:
        state = h2.connection.H2Connection(
            h2.config.H2Configuration(client_side=False, validate_outbound_headers=False, header_encoding=None)
        )
        state.initiate_connection()
        connection.sendall(state.data_to_send())
        while data := connection.recv(65_536):
            for event in state.receive_data(data):
                if isinstance(event, h2.events.RequestReceived) and event.stream_id:
                    answer(state, event.stream_id)
            connection.sendall(state.data_to_send())

    return talk


OK = [(b":status", b"200"), (b"content-type", b"text/html")]


def test_a_page_over_http2(trusted: Path) -> None:
    """HTTP/2 is spoken where it is offered."""
    spoken: list[str | None] = []

    def answer(state: h2.connection.H2Connection, stream: int) -> None:
        state.send_headers(stream, OK)
        state.send_data(stream, PAGE, end_stream=True)

    def talk(connection: ssl.SSLSocket) -> None:
        spoken.append(connection.selected_alpn_protocol())
        speak_h2(answer)(connection)

    with tls_server(trusted, talk, ["h2", "http/1.1"]) as base, serving({}) as server:
        fetches = fetch_all(server, f"{base}/a", f"{base}/b")
    assert [(fetch.outcome, fetch.body) for fetch in fetches] == [(None, PAGE)] * 2
    assert spoken == ["h2"]


def reset(state: h2.connection.H2Connection, stream: int) -> None:
    """Reset the stream at once."""
    state.reset_stream(stream)


def reset_in_body(state: h2.connection.H2Connection, stream: int) -> None:
    """Reset the stream within the body."""
    state.send_headers(stream, OK)
    state.send_data(stream, PAGE)
    state.reset_stream(stream)


def status(value: bytes) -> Callable[[h2.connection.H2Connection, int], None]:
    """Answer with such a status."""
    return lambda state, stream: state.send_headers(stream, [(b":status", value)], end_stream=True)


def short(state: h2.connection.H2Connection, stream: int) -> None:
    """Send less than the length says."""
    state.send_headers(stream, [*OK, (b"content-length", b"500")])
    state.send_data(stream, PAGE)
    state.close_connection()


def many_headers(state: h2.connection.H2Connection, stream: int) -> None:
    """Send 300 KB of headers in few bytes: each refers to the first."""
    state.send_headers(stream, [*OK, *[(b"x-a", b"y" * 3_000)] * 100], end_stream=True)


def raw_h2(data: bytes, times: int = 1) -> Talk:
    """Answer the first bytes with raw ones."""

    def talk(connection: ssl.SSLSocket) -> None:
        connection.recv(65_536)
        for _ in range(times):
            connection.sendall(data)
        while connection.recv(65_536):
            pass

    return talk


SETTINGS = b"\0\0\0\x04\0\0\0\0\0"


@pytest.mark.parametrize(
    ("talk", "outcome"),
    [
        pytest.param(speak_h2(reset), Outcome.UNAVAILABLE, id="reset"),
        pytest.param(speak_h2(reset_in_body), Outcome.PARTIAL, id="reset in the body"),
        pytest.param(speak_h2(short), Outcome.PARTIAL, id="shorter than its length"),
        pytest.param(speak_h2(status(b"abc")), Outcome.UNAVAILABLE, id="status in letters"),
        pytest.param(speak_h2(status(b"")), Outcome.UNAVAILABLE, id="empty status"),
        pytest.param(speak_h2(status(b"99999")), Outcome.UNAVAILABLE, id="status of five digits"),
        pytest.param(speak_h2(many_headers), None, id="headers that unpack to 300 KB"),
        pytest.param(raw_h2(b"HTTP/1.1 200 OK\r\n\r\n" + PAGE), Outcome.UNAVAILABLE, id="HTTP/1.1 after all"),
        pytest.param(raw_h2(b"\xff" * 10_000), Outcome.UNAVAILABLE, id="garbage"),
        pytest.param(raw_h2(SETTINGS + b"\xff\xff\xff\x01\x04\0\0\0\x01"), Outcome.UNAVAILABLE, id="frame of 16 MB"),
        pytest.param(raw_h2(SETTINGS + b"\0\0\x08\x07\0\0\0\0\0" + bytes(8)), Outcome.UNAVAILABLE, id="goodbye"),
        pytest.param(raw_h2(SETTINGS + b"\0\0\x04\x08\0\0\0\0\0" + bytes(4)), Outcome.UNAVAILABLE, id="window of none"),
        pytest.param(
            raw_h2(SETTINGS + b"\0\0\x01\x01\x04\0\0\0\x01\xff"),
            Outcome.UNAVAILABLE,
            id="headers that cannot be unpacked",
        ),
        pytest.param(
            raw_h2(SETTINGS + b"\0\0\x08\x06\0\0\0\0\0pingping" * 1_000, 100),
            Outcome.UNAVAILABLE,
            id="pings without end",
        ),
        pytest.param(
            raw_h2(b"\0\0\x05\x01\0\0\0\0\x01\x48\x03103" + b"\0\0\0\x09\0\0\0\0\x01" * 100), Outcome.UNAVAILABLE,
            id="continuations without end",
        ),
        pytest.param(lambda connection: None, Outcome.UNAVAILABLE, id="closed"),
    ],
)  # fmt: skip
def test_a_hostile_http2_server_makes_an_outcome(trusted: Path, talk: Talk, outcome: Outcome | None) -> None:
    """Whatever an HTTP/2 server sends, the fetch ends with an outcome and in time."""
    with tls_server(trusted, talk, ["h2"]) as base, serving({}) as server:
        started = time.monotonic()
        (fetch,) = fetch_all(server, f"{base}/a", robots=False, total_timeout_s=0.5)
        elapsed_s = time.monotonic() - started
    if outcome is None:
        assert fetch.outcome in (Outcome.TOO_LARGE, Outcome.UNAVAILABLE)
    else:
        assert fetch.outcome is outcome
    assert fetch.reason
    assert elapsed_s < 3
