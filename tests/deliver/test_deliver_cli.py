"""`pactwatch alerts test, mute, retry` as typed, and a mail server that asks for TLS and a password."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope as Received, LoginPassword, Session as Visit
from click.testing import CliRunner, Result
from inbox import Inbox, receiving

from pactwatch.alerts import Envelope, send
from pactwatch.archive import open_archive
from pactwatch.cli import cli
from pactwatch.config import load_watch
from pactwatch.model import Alert, Lead, Url

NOW = datetime(2024, 11, 5, 10, tzinfo=UTC)
OPENSSL = shutil.which("openssl")


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    """Run a mail server."""
    with receiving() as found:
        yield found


def alerts(folder: Path, *words: str) -> Result:
    """Run `pactwatch alerts WORDS` on the archive of a folder."""
    archive = [] if words[0] == "test" else ["--archive", str(folder / "a.db")]
    return CliRunner().invoke(cli, ["alerts", *words, "--topic", str(folder / "t.toml"), *archive])


@pytest.fixture
def desk(inbox: Inbox, tmp_path: Path) -> Path:
    """A topic that tells the inbox, and an archive that owes it one alert."""
    (tmp_path / "t.toml").write_text(
        f'name = "pact"\n[[alerts]]\nname = "desk"\nto = ["{inbox.url}"]\n', encoding="utf-8"
    )
    topic = load_watch(str(tmp_path / "t.toml"), None).topic
    with closing(open_archive(tmp_path / "a.db")) as archive:
        archive.owe([Alert("key", "desk", "An edit", "Body\n")], archive.sync_topic(topic, NOW), NOW)
    return tmp_path


def test_test_says_what_came_back(desk: Path, inbox: Inbox) -> None:
    """A sample goes through each channel; a server that refuses it is told, with exit code 1, without the URL."""
    told = alerts(desk, "test")
    assert told.exit_code == 0 and "delivered (the mail server took it)" in told.output and len(inbox.mails) == 1
    inbox.answer = "554 not from you"
    told = alerts(desk, "test")
    assert told.exit_code == 1 and "refused it: 554 not from you" in told.output and "desk@" not in told.output


def test_mute_holds_back_and_off_lets_go(desk: Path, inbox: Inbox) -> None:
    """What a rule owes is held while it is muted, and goes out once the mute is taken back."""
    assert "held back until" in alerts(desk, "mute", "rule", "desk", "--for", "8h").output
    assert "1 muted, owed until the mute ends" in alerts(desk, "send").output and inbox.mails == []
    assert "due now" in alerts(desk, "mute", "rule", "desk", "--off").output
    assert "1 sent" in alerts(desk, "send").output and len(inbox.mails) == 1


def test_an_outlet_is_known_by_its_name_in_any_case(desk: Path) -> None:
    """What was muted by one spelling is let go by another; whoever names the wrong thing is told what is held."""
    with closing(open_archive(desk / "a.db")) as archive:
        lead = Lead(Url("https://www.ledger.example/1"))
        topic_id = archive.topic_id("pact")
        archive.add_article(topic_id, lead, NOW, outlet="The Ledger", relevance=1.0, why="")
    assert "outlet The Ledger: held back until " in alerts(desk, "mute", "outlet", "the ledger").output
    told = str(alerts(desk, "mute", "rule", "desk", "--off").exception)
    assert "held back now: outlet The Ledger until 20" in told
    assert "what was held back is due now" in alerts(desk, "mute", "outlet", "THE LEDGER", "--off").output
    assert (
        "article https://www.ledger.example/1: held" in alerts(desk, "mute", "article", "www.ledger.example/1").output
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("mute", "rule", "nobody"), "no alert rule is called 'nobody'; the topic has desk."),
        (("mute", "rule", "desk", "--off"), "the rule desk is not muted; held back now: nothing."),
        (("mute", "outlet", "Ledgre"), "no outlet 'Ledgre' is in the archive; `pactwatch articles` lists what is."),
        (("mute", "article", "ledger.example/9"), "no article 'ledger.example/9' is in the archive"),
        (("mute", "rule", "desk", "--for", "soon"), "is not a span of time"),
    ],
)
def test_a_mute_that_makes_no_sense_is_told(desk: Path, words: tuple[str, ...], said: str) -> None:
    """One sentence that names what is wrong."""
    assert said in str(alerts(desk, *words).exception)


def test_retry_does_not_wait(desk: Path, inbox: Inbox) -> None:
    """What failed is not tried again by `send` before its time; `retry` tries it now."""
    inbox.answer = "451 later"
    assert alerts(desk, "send").exit_code == 1
    inbox.answer = "250 taken"
    assert "1 wait for their time" in alerts(desk, "send").output and inbox.mails == []
    assert "1 sent" in alerts(desk, "retry").output and len(inbox.mails) == 1


# ---------------------------------------------------------------- TLS and a password


class Guarded:
    """A mailbox behind a password, which notes whether a mail came over TLS."""

    def __init__(self) -> None:
        self.over_tls: list[bool] = []
        self.logins: list[bytes] = []

    def authenticate(
        self, server: SMTP, session: Visit, envelope: Received, mechanism: str, given: object
    ) -> AuthResult:
        """Check a login."""
        assert isinstance(given, LoginPassword)
        self.logins.append(given.login)
        return AuthResult(success=given.password == b"p4ss w0rd", handled=False)

    async def handle_DATA(self, server: SMTP, session: Visit, envelope: Received) -> str:
        """Take one mail."""
        self.over_tls.append(session.ssl is not None)
        return "250 taken"


@pytest.mark.skipif(OPENSSL is None, reason="needs openssl to make a certificate")
def test_a_password_goes_over_tls_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """STARTTLS with a known certificate, then the login; with an unknown one, or a wrong password, nothing."""
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        [str(OPENSSL), "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(cert)],
        check=True, capture_output=True,
    )  # fmt: skip
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own.load_cert_chain(cert, key)
    box = Guarded()
    with receiving() as free:
        port = free.port
    controller = Controller(
        box, hostname="127.0.0.1", port=port, authenticator=box.authenticate, auth_required=True, tls_context=own
    )
    controller.start()
    known = ssl.create_default_context(cafile=str(cert))
    unknown = ssl.create_default_context()

    def post(password: str) -> str | None:
        url = f"smtp://watch:{password}@localhost:{port}/?from=a@pact.example&to=b@pact.example&tls=starttls"
        return send(url, Alert("key", "desk", "S", "B\n"), environ={}, envelope=Envelope(NOW)).error

    try:
        monkeypatch.setattr("pactwatch.alerts.smtp.ssl.create_default_context", lambda: unknown)
        distrusted = post("p4ss%20w0rd")
        assert distrusted is not None and "CERTIFICATE_VERIFY_FAILED" in distrusted and box.logins == []
        monkeypatch.setattr("pactwatch.alerts.smtp.ssl.create_default_context", lambda: known)
        assert "ASCII" in str(post("p4ss%C3%B6"))
        refused = post("s3cret-wrong")
        assert refused is not None and "535" in refused and "s3cret" not in refused
        assert post("p4ss%20w0rd") is None
    finally:
        controller.stop()
    assert box.over_tls == [True] and box.logins[-1] == b"watch"
