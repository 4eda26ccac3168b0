"""Mail and signed web hooks through real receivers: threads, parts, stories that grow, and hostile words."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from inbox import Inbox, receiving

from pactwatch.alerts import About, Envelope, change_alerts, send
from pactwatch.alerts.webhook import verify
from pactwatch.archive import Archive, open_archive
from pactwatch.clock import VirtualClock
from pactwatch.deliver import Delivered, deliver_owed
from pactwatch.model import Alert, AlertRule, Change, Difference, Topic, Verdict

NOW = datetime(2024, 11, 5, 10, tzinfo=UTC)
HOSTILE = (
    "<script>alert(1)</script> {{ 7*7 }} {% for x in y %} <!channel> *b* [a](b) &amp;\r\nBcc: all@evil.example\r\n\r\n"
    "\u202egnorw \x1b[31m\u2028 " + "x" * 100_000
)


def edit(old: str = "January", new: str = "February", said: str = "It takes effect on 1 ") -> Change:
    """Give a changed date."""
    return Change(
        "changed",
        "claim",
        f"{said}{old}.",
        f"{said}{new}.",
        Verdict(True, ("date",), "date-changed", (Difference("date", old, new),)),
        words=(("=", said), ("-", old), ("+", new), ("=", ".")),
    )


@dataclass
class Desk:
    """An archive that owes to one channel, on a virtual clock."""

    archive: Archive
    clock: VirtualClock
    topic: Topic

    def owe(self, number: int, change: Change | None = None, *, version: int = 2, report: str = "") -> Alert:
        """Owe the alert of an edit at one outlet."""
        about = About(
            f"https://{number}.example/a",
            f"Outlet {number}",
            "Pact signed",
            version,
            self.clock.now(),
            self.clock.now(),
        )
        (alert,) = change_alerts(self.topic, about, [change or edit()], report=report)
        self.archive.owe([alert], self.archive.sync_topic(self.topic, self.clock.now()), self.clock.now())
        return alert

    def deliver(self, after: timedelta = timedelta(0)) -> Delivered:
        """Deliver, so much later."""
        self.clock.advance_to(self.clock.now() + after)
        return deliver_owed(self.topic, self.archive, self.clock, {"HOOK_KEY": "k3y"})


@contextmanager
def desk_at(path: Path, channel: str, **options: str) -> Iterator[Desk]:
    """Open an archive that owes to *channel*."""
    topic = Topic("pact", "The pact", ("en",), alerts=(AlertRule("desk", to=(channel,), **options),))  # type: ignore[arg-type]
    with closing(open_archive(path / "a.db")) as archive:
        yield Desk(archive, VirtualClock(NOW), topic)


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    """Run a mail server."""
    with receiving() as found:
        yield found


def test_a_mail_has_both_parts_and_its_headers(inbox: Inbox, tmp_path: Path) -> None:
    """A mail is text and HTML of the same, with subject, date, list and an id that comes from the alert alone."""
    with desk_at(tmp_path, inbox.url) as desk:
        desk.owe(1)
        assert desk.deliver() == Delivered(1, 0, 0, 0)
    (mail,) = inbox.mails
    assert mail.get_content_type() == "multipart/alternative"
    assert mail["Subject"] == "Outlet 1 changed a date: January -> February"
    assert (mail["List-Id"], mail["Date"]) == ("<pact.pactwatch.pact.example>", "Tue, 05 Nov 2024 10:00:00 +0000")
    assert "1 [-January-]{+February+}." in inbox.text(0)
    assert ">[-January-]</del>" in inbox.html(0) and ">{+February+}</ins>" in inbox.html(0)
    assert mail["In-Reply-To"] is None


def test_a_repeat_is_the_same_mail(inbox: Inbox, tmp_path: Path) -> None:
    """A process that dies before it records sends the same Message-ID again."""
    for number in (1, 2):
        (tmp_path / str(number)).mkdir()
        with desk_at(tmp_path / str(number), inbox.url) as desk:
            desk.owe(1)
            desk.deliver()
    assert inbox.mails[0]["Message-ID"] == inbox.mails[1]["Message-ID"]


def test_mails_about_one_article_are_one_thread(inbox: Inbox, tmp_path: Path) -> None:
    """A later edit of an article answers the mail about the earlier one; another article's mail stands alone."""
    with desk_at(tmp_path, inbox.url) as desk:
        desk.owe(1)
        desk.deliver()
        desk.owe(1, edit("February", "March"), version=3)
        desk.owe(2, edit("May", "June", "Talks on 1 "))
        desk.deliver(timedelta(hours=1))
        desk.owe(1, edit("March", "April"), version=4)
        desk.deliver(timedelta(hours=1))
    first, second, other, third = inbox.mails
    assert second["In-Reply-To"] == second["References"] == first["Message-ID"]
    assert other["References"] is None
    assert third["References"].split() == [first["Message-ID"], second["Message-ID"]]


def test_copies_of_a_report_are_one_alert_that_grows(inbox: Inbox, tmp_path: Path) -> None:
    """The same edit in copies of one report is one mail; those that follow are gathered into an answer to it."""
    with desk_at(tmp_path, inbox.url) as desk:
        for number in range(5):
            desk.owe(number, report="report 7")
        desk.owe(9, report="report 8")
        assert desk.deliver().sent == 6
        for number in (5, 6):
            desk.owe(number, report="report 7")
            assert desk.deliver(timedelta(minutes=10)).sent == 0
        assert desk.deliver(timedelta(minutes=40)).sent == 2
        assert desk.deliver(timedelta(days=1)) == Delivered(0, 0, 0, 0)
    assert [mail["Subject"] for mail in inbox.mails] == [
        "Outlet 0 changed a date: January -> February (and 4 other outlets)",
        "Outlet 9 changed a date: January -> February",
        "2 more outlets made the same edit (7 now): Outlet 5 changed a date: January -> February",
    ]
    assert "Outlet 4 (at the same time): https://4.example/a" in inbox.text(0)
    assert inbox.mails[2]["References"] == inbox.mails[0]["Message-ID"]


def test_a_server_that_turns_mail_away_gets_it_later(inbox: Inbox, tmp_path: Path) -> None:
    """A mail that is refused stays owed, for days, and comes once."""
    inbox.answer = "451 try again"
    with desk_at(tmp_path, inbox.url) as desk:
        desk.owe(1)
        assert desk.deliver().failed == 1
        assert desk.deliver(timedelta(days=3)).failed == 1
        inbox.answer = "250 taken"
        assert desk.deliver(timedelta(hours=7)).sent == 1
        rows = desk.archive.rows("SELECT error FROM deliveries WHERE outcome = 'failed'")
    assert "turned it away for now: 451 try again" in str(rows[0]["error"])
    assert len(inbox.mails) == 1


def test_apprise_mail_urls_are_ours(inbox: Inbox) -> None:
    """A mail URL as Apprise writes it goes out by our own mailer, with threads and HTML."""
    url = f"mailto://127.0.0.1:{inbox.port}?from=watch@pact.example&to=a@pact.example,b@pact.example&mode=insecure"
    alert = Alert("key", "desk", "Subject", "Body\n")
    assert send(url, alert, environ={}, envelope=Envelope(NOW, ("first",), "<p>Body")).error is None
    assert inbox.mails[0]["To"] == "a@pact.example, b@pact.example"
    assert inbox.mails[0]["References"] is not None


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("smtp://u:P4SS@127.0.0.1:1/", "names no receiver"),
        ("smtp://u:P4SS@127.0.0.1:1/?from=a&to=b@c.example", "is not one, such as desk@example.org"),
        ("smtp://u:P4SS@127.0.0.1:1/?from=a@b.example&to=b@c.example&tls=P4SS", "kind of TLS"),
        ("smtp://u:P4SS@127.0.0.1:1/?from=a@b.example&to=b@c.example", "refused"),
        ("webhook+http://127.0.0.1:1/P4SS", "no signing key"),
        ("webhook+http://127.0.0.1:1/P4SS#$NONE", "$NONE is not set"),
        ("webhook+http://127.0.0.1:1/P4SS#key", "ConnectError"),
    ],
)
def test_a_channel_that_makes_no_sense_says_so(url: str, said: str) -> None:
    """What is wrong with a mail or web hook URL is one sentence without its secrets."""
    error = send(url, Alert("key", "desk", "S", "B"), environ={}, envelope=Envelope(NOW)).error
    assert error is not None and said in error and "P4SS" not in error and error.isprintable()


# ---------------------------------------------------------------- hostile words


def hostile(desk: Desk) -> None:
    """Owe an alert whose every word is an attack."""
    about = About("https://e.example/" + HOSTILE, HOSTILE, HOSTILE, 2, NOW, NOW)
    bad = replace(
        edit(HOSTILE, HOSTILE + "2", HOSTILE),
        verdict=Verdict(True, ("date",), HOSTILE, (Difference("date", HOSTILE, HOSTILE),)),
    )
    alerts = change_alerts(desk.topic, about, [bad])
    desk.archive.owe(alerts, desk.archive.sync_topic(desk.topic, NOW), NOW)


def test_hostile_words_arrive_in_a_mail_as_text(inbox: Inbox, tmp_path: Path) -> None:
    """Markup, header breaks, overrides and endless lines: nothing is run, forged, turned round or refused."""
    with desk_at(tmp_path, inbox.url) as desk:
        hostile(desk)
        assert desk.deliver().sent == 1
    (mail,) = inbox.mails
    assert mail["Bcc"] is None and len(mail["Subject"]) <= 250
    assert all(len(line) <= 998 for line in inbox.raw[0].splitlines())
    assert "{{ 7*7 }}" in inbox.text(0) and "<script>" not in inbox.html(0) and "&lt;script&gt;" in inbox.html(0)
    assert not any(sign in inbox.text(0) + inbox.html(0) for sign in "\u202e\x1b\u2028")
    assert len(inbox.raw[0]) < 100_000


# ---------------------------------------------------------------- web hooks


@dataclass
class Hook:
    """A web hook: how it answers, and what it accepted."""

    port: int = 0
    status: int = 200
    retry_after: str = ""
    bodies: list[bytes] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


@pytest.fixture
def hook() -> Iterator[Hook]:
    """Run a real receiver."""
    found = Hook()

    class Handler(BaseHTTPRequestHandler):
        """Keeps what comes in."""

        def do_POST(self) -> None:
            """Take one message."""
            found.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            found.headers.append(dict(self.headers))
            self.send_response(found.status)
            if found.retry_after:
                self.send_header("Retry-After", found.retry_after)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_hook_is_signed(hook: Hook, tmp_path: Path) -> None:
    """A receiver that knows the key accepts the body as it is, within the window, and nothing else."""
    with desk_at(tmp_path, f"webhook+http://127.0.0.1:{hook.port}/in#$HOOK_KEY") as desk:
        alert = desk.owe(1)
        assert desk.deliver().sent == 1
    body, headers, at = hook.bodies[0], hook.headers[0], NOW.timestamp()
    assert verify(body, headers, "k3y", at) and verify(body, headers, "k3y", at + 299)
    assert not verify(body, headers, "k3y", at + 301)
    assert not verify(body + b" ", headers, "k3y", at) and not verify(body, headers, "other", at)
    assert not verify(body, headers | {"Pactwatch-Timestamp": str(int(at) + 1)}, "k3y", at)
    assert headers["Idempotency-Key"] == json.loads(body)["key"] == alert.dedupe_key
    sent = json.loads(body)
    assert (sent["schema"], sent["details"]["kind"]) == ("pactwatch.alert/1", "change")
    assert sent["details"]["changes"][0]["words"][1:3] == [["-", "January"], ["+", "February"]]


def test_a_hook_that_asks_for_time_gets_it(hook: Hook, tmp_path: Path) -> None:
    """After 429 with Retry-After nothing comes before; then it comes, once."""
    hook.status, hook.retry_after = 429, "7200"
    with desk_at(tmp_path, f"webhook+http://127.0.0.1:{hook.port}/in#k3y") as desk:
        desk.owe(1)
        assert desk.deliver().failed == 1
        assert desk.deliver(timedelta(minutes=119)).waiting == 1
        hook.status, hook.retry_after = 200, ""
        assert desk.deliver(timedelta(minutes=2)).sent == 1
        assert desk.deliver(timedelta(days=1)) == Delivered(0, 0, 0, 0)
    assert len(hook.bodies) == 2


def test_a_hook_that_stalls_is_left(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A receiver that takes the message and says nothing ends at the deadline, and the alert stays owed."""
    monkeypatch.setattr("pactwatch.alerts.webhook.DEADLINE_S", 0.3)
    import socket

    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        desk_at(tmp_path, f"webhook+http://127.0.0.1:{silent.getsockname()[1]}/in#k3y") as desk,
    ):
        desk.owe(1)
        assert desk.deliver().failed == 1
        assert len(desk.archive.owed()) == 1


def test_hostile_words_arrive_in_a_hook_as_text(hook: Hook, tmp_path: Path) -> None:
    """The JSON is whole, and every text in it one bounded line."""
    with desk_at(tmp_path, f"webhook+http://127.0.0.1:{hook.port}/in#k3y") as desk:
        hostile(desk)
        assert desk.deliver().sent == 1
    sent = json.loads(hook.bodies[0])
    assert sent["subject"].isprintable() and "<!channel>" in sent["details"]["outlet"]
    assert len(hook.bodies[0]) < 60_000


def test_hostile_words_arrive_through_apprise_as_text(hook: Hook, tmp_path: Path) -> None:
    """Apprise's own JSON channel gets the words as they are, without what hides in them."""
    with desk_at(tmp_path, f"json://127.0.0.1:{hook.port}/in") as desk:
        hostile(desk)
        assert desk.deliver().sent == 1
    sent = json.loads(hook.bodies[0])
    assert "{{ 7*7 }}" in sent["message"] and "\u202e" not in sent["message"]


# ---------------------------------------------------------------- mutes and templates


def test_a_mute_holds_back_and_loses_nothing(inbox: Inbox, tmp_path: Path) -> None:
    """What is muted is recorded as such, waits, and comes in one mail at the end; others are not held."""
    with desk_at(tmp_path, inbox.url) as desk:
        topic_id = desk.archive.sync_topic(desk.topic, NOW)
        desk.archive.mute(topic_id, "outlet", "outlet 1", NOW, NOW + timedelta(days=1))
        desk.owe(1)
        desk.owe(1, edit("May", "June"), version=3)
        desk.owe(2)
        assert desk.deliver() == Delivered(1, 0, 0, 0, muted=2)
        rows = desk.archive.rows("SELECT count(*) AS n FROM alerts WHERE muted_until_at = '2024-11-06T10:00:00Z'")
        assert rows == [{"n": 2}]
        assert desk.deliver(timedelta(hours=25)).sent == 2
    assert [mail["Subject"][:30] for mail in inbox.mails] == [
        "Outlet 2 changed a date: Janua",
        "2 alerts on The pact: Outlet 1",
    ]


def test_a_template_of_the_users_own(inbox: Inbox, tmp_path: Path) -> None:
    """A folder of templates replaces our words; HTML is escaped whatever it says."""
    (tmp_path / "subject.txt").write_text("{{ details.outlet }}: {{ details.changes[0].line }}", encoding="utf-8")
    (tmp_path / "body.html").write_text("<b>{{ details.headline }}</b>", encoding="utf-8")
    with desk_at(tmp_path, inbox.url, template=str(tmp_path)) as desk:
        hostile(desk)
        desk.deliver()
    assert inbox.mails[0]["Subject"].startswith("<script>")
    assert inbox.html(0).startswith("<b>&lt;script&gt;")


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{% if %}", "line 1"),
        ("{{ nothing.there }}", "'nothing' is undefined"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{% for a in range(999) %}{% for b in range(999) %}xxxxxxxx{% endfor %}{% endfor %}", "writes more than"),
        ("{{ 1 // 0 }}", "ZeroDivisionError"),
    ],
)
def test_a_bad_template_is_told_and_loses_nothing(inbox: Inbox, tmp_path: Path, template: str, said: str) -> None:
    """What is wrong with a template is one sentence, and the alert goes out in our words."""
    (tmp_path / "body.txt").write_text(template, encoding="utf-8")
    with desk_at(tmp_path, inbox.url, template=str(tmp_path)) as desk:
        desk.owe(1)
        result = desk.deliver()
    assert result.sent == 1 and said in result.sentence
    assert "[-January-]" in inbox.text(0)
