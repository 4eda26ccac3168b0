"""How alerts get to their channels, against real receivers on loopback."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.header import decode_header, make_header
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pactwatch.alerts import Envelope, channel_label, send as send_to, worded
from pactwatch.alerts.mail import mail_of
from pactwatch.model import Alert

ALERT = Alert("key", "desk", "Example changed a number: 29 -> 92", "Old: <b>29</b> & *more*\nNew: 92 岩屋\n")


def send(channel: str, alert: Alert, *, environ: dict[str, str]) -> str | None:
    """Send, and say why it failed."""
    return send_to(channel, alert, environ=environ, envelope=Envelope(datetime(2024, 11, 5, tzinfo=UTC))).error


@dataclass
class Receiver:
    """A web hook: what it answers, and what it was told."""

    port: int = 0
    status: int = 200
    bodies: list[bytes] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


@contextmanager
def listening(status: int) -> Iterator[Receiver]:
    """Run a real HTTP server on loopback."""
    receiver = Receiver(status=status)

    class Handler(BaseHTTPRequestHandler):
        """Notes what comes in."""

        def do_POST(self) -> None:
            """Take one message."""
            receiver.paths.append(self.path)
            receiver.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(receiver.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_web_hook_gets_the_alert() -> None:
    """An Apprise URL gets subject and body as they are, markup and all."""
    with listening(200) as receiver:
        assert send(f"json://127.0.0.1:{receiver.port}/hook", ALERT, environ={}) is None
    (body,) = map(json.loads, receiver.bodies)
    assert (body["title"], body["message"].rstrip()) == (ALERT.subject, ALERT.body.rstrip())


def test_channel_from_the_environment() -> None:
    """`$NAME` stands for what the environment holds under that name."""
    with listening(200) as receiver:
        environ = {"DESK": f" json://127.0.0.1:{receiver.port}/hook\n"}
        assert send("$DESK", ALERT, environ=environ) is None
    assert receiver.paths == ["/hook"]


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500, 503])
def test_refused(status: int) -> None:
    """A receiver that answers with an error is told in one sentence that names the error and no secret."""
    with listening(status) as receiver:
        url = f"json://user:PASSW0RD@127.0.0.1:{receiver.port}/T0KEN?X-Key=K3Y"
        error = send(url, ALERT, environ={})
    assert error is not None
    assert error.startswith(f"{channel_label(url)}: ")
    assert str(status) in error
    assert error.isprintable()
    assert not any(secret in error for secret in ("PASSW0RD", "T0KEN", "K3Y", "user"))


def test_nobody_listens() -> None:
    """A receiver that is down is told in one sentence."""
    with listening(200) as receiver:
        port = receiver.port
    error = send(f"json://127.0.0.1:{port}/T0KEN", ALERT, environ={})
    assert error is not None
    assert "onnection" in error
    assert "T0KEN" not in error


def test_receiver_comes_back() -> None:
    """A failed send leaves nothing behind that hinders the next one."""
    with listening(503) as receiver:
        channel = f"json://127.0.0.1:{receiver.port}/hook"
        assert send(channel, ALERT, environ={}) is not None
        receiver.status = 200
        assert send(channel, ALERT, environ={}) is None


def test_variable_not_set() -> None:
    """A channel whose variable is not set says which one, and what to put there."""
    assert send("$DESK", ALERT, environ={"DESK": " "}) == (
        "$DESK is not set, neither in the environment nor in a Secret block of Prefect: "
        "put an Apprise URL or stdout: there"
    )


@pytest.mark.parametrize(
    "url",
    ["nosuch://T0KEN/x", "slack://T0KEN", "json://", "T0KEN", "", pytest.param("\ud800://T0KEN", id="surrogate")],
)
def test_not_a_channel(url: str) -> None:
    """What Apprise cannot use is told without repeating it."""
    error = send(url, ALERT, environ={})
    assert error is not None
    assert "not an Apprise URL that can be used" in error
    assert "T0KEN" not in error


def test_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    """`stdout:` prints subject and body, one empty line after the other."""
    assert send("stdout:", ALERT, environ={}) is None
    assert capsys.readouterr().out == f"{ALERT.subject}\n\n{ALERT.body}\n"


def test_stdout_in_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard output that knows ASCII alone gets question marks, not an error."""
    written = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(written, encoding="ascii"))
    assert send("stdout:", ALERT, environ={}) is None
    assert b"New: 92 ??" in written.getvalue()


def test_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk behind standard output is an error of the channel, in one sentence; the alert stays owed."""
    full = io.TextIOWrapper(io.FileIO("/dev/full", "w"), encoding="utf-8")
    monkeypatch.setattr("sys.stdout", full)
    error = send("stdout:", ALERT, environ={})
    with suppress(OSError):
        full.close()
    assert error == "stdout: cannot be written: [Errno 28] No space left on device"


def test_closed_stdout(monkeypatch: pytest.MonkeyPatch) -> None:
    """A closed standard output is an error of the channel as well."""
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr("sys.stdout", closed)
    assert send("stdout:", ALERT, environ={}) == "stdout: cannot be written: I/O operation on closed file"


@pytest.mark.parametrize(
    "channel",
    [
        "slack://TokenA/TokenB/TokenC",
        "mailto://me:PASS@example.org",
        "json://hook.example.org/S3CRET?k=v",
        "slack:SECRET",
    ],
)
def test_label_has_no_secrets(channel: str) -> None:
    """A label names the service and nothing else of the URL."""
    label = channel_label(channel)
    assert not any(part in label for part in ("Token", "PASS", "S3CRET", "SECRET", "example", "me:"))


def test_labels_tell_channels_apart() -> None:
    """The same channel has the same label, another one has another."""
    one, other = "json://example.org/a", "json://example.org/b"
    assert channel_label(one) == channel_label(one) != channel_label(other)
    assert (channel_label("stdout:"), channel_label("$DESK")) == ("stdout:", "$DESK")


def test_an_alert_whose_details_nobody_knows_is_still_worded() -> None:
    """Details that another version wrote leave the HTML out, and hold up neither the alert nor those after it."""
    strange = replace(ALERT, details={"kind": "change", "url": "https://example.org/1"})
    assert worded(strange).html == ""
    assert worded(strange).alert == strange
    assert "<h1" in worded(ALERT).html


@pytest.mark.parametrize(
    "subject",
    [
        "1 more outlet made the same edit (2 now): Morning changed a number: 14 -> 41 of the outlet's own wheels",
        'The Brief changed a number: 3 -> 5 "joint naval exercises are…" (and 1 more)',
        "naval The café (and 5 岩屋毅 naïve The are… a 岩屋毅 3 Brief Größe a Größe exercises naïve number more)",
        "岩屋毅外相が署名した日付を訂正し、" * 12,
        "Short",
    ],
)
def test_a_subject_is_what_a_mail_reader_shows(subject: str) -> None:
    """No blank is lost or doubled, no line is empty or longer than readers take, whatever signs it holds."""
    mail = mail_of(
        replace(ALERT, subject=subject), Envelope(datetime(2024, 11, 5, tzinfo=UTC)), "a@b.c", ["d@e.f"], "t"
    )
    head = mail.as_bytes().partition(b"\r\nDate:")[0].partition(b"Subject:")[2].decode("ascii")
    assert str(make_header(decode_header(head.replace("\r\n", "").strip()))) == subject
    assert all(line.strip() and len(line) <= 76 for line in f"Subject:{head}".split("\r\n"))
