"""What is owed goes out when its time has come, to each channel once, through real receivers and on a virtual clock."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pactwatch.archive import Archive, open_archive
from pactwatch.clock import VirtualClock
from pactwatch.deliver import Delivered, deliver_owed
from pactwatch.model import Alert, AlertRule, Topic

NOW = datetime(2024, 11, 1, 21, 30, tzinfo=UTC)


@dataclass
class Desk:
    """A web hook that notes what it is told, and an archive that owes."""

    archive: Archive
    clock: VirtualClock
    url: str = ""
    status: int = 200
    told: list[str] = field(default_factory=list)

    def owe(self, *names: str) -> None:
        """Owe alerts of the rule `desk`."""
        topic_id = self.archive.sync_topic(Topic("t", "The pact", ("en",)), self.clock.now())
        self.archive.owe([Alert(name, "desk", f"about {name}", name) for name in names], topic_id, self.clock.now())

    def deliver(self, rule: AlertRule, *, after: timedelta = timedelta(0), at_once: bool = False) -> Delivered:
        """Deliver, so much later."""
        self.clock.advance_to(self.clock.now() + after)
        topic = Topic("t", "The pact", ("en",), alerts=(rule,))
        return deliver_owed(topic, self.archive, self.clock, {}, at_once=at_once)

    def rule(self, **options: object) -> AlertRule:
        """Make a rule that tells this desk."""
        return AlertRule("desk", to=(self.url,), **options)  # type: ignore[arg-type]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Run a real receiver on loopback."""
    with closing(open_archive(tmp_path / "a.db")) as archive:
        found = Desk(archive, VirtualClock(NOW))

        class Handler(BaseHTTPRequestHandler):
            """Notes the subjects of what comes in."""

            def do_POST(self) -> None:
                """Take one message."""
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if found.status == 200:
                    found.told.append(json.loads(body)["title"])
                self.send_response(found.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        found.url = f"json://127.0.0.1:{server.server_address[1]}/"
        yield found
        server.shutdown()
        thread.join()
        server.server_close()


def test_quiet_hours_put_off_and_lose_nothing(desk: Desk) -> None:
    """What is owed at night comes together in the morning, once."""
    rule = desk.rule(quiet="22:00-07:00", zone="Europe/Brussels")
    desk.owe("one", "two")
    assert desk.deliver(rule) == Delivered(0, 0, 2, 0)
    assert desk.deliver(rule, after=timedelta(hours=8)).waiting == 2
    assert desk.deliver(rule, after=timedelta(hours=1)) == Delivered(2, 0, 0, 0)
    assert desk.deliver(rule) == Delivered(0, 0, 0, 0)
    assert desk.told == ["2 alerts on The pact: about one"]


def test_a_digest_is_one_message(desk: Desk) -> None:
    """A daily rule sends one message at its time with what is owed by then; the day after, the rest."""
    rule = desk.rule(send="daily 07:00")
    desk.owe("one", "two", "three")
    assert desk.deliver(rule, after=timedelta(hours=9)).waiting == 3
    assert desk.deliver(rule, after=timedelta(hours=1)).sent == 3
    desk.owe("four")
    assert desk.deliver(rule, after=timedelta(hours=2)).waiting == 1
    assert desk.deliver(rule, after=timedelta(hours=22)).sent == 1
    assert desk.told == ["3 alerts on The pact: about one", "about four"]


def test_a_cap_makes_one_message_of_the_rest_and_never_silence(desk: Desk) -> None:
    """Of ten alerts two come by themselves and eight in the third message; in a later hour there is room again."""
    rule = desk.rule(per_hour=3)
    desk.owe(*(f"n{number}" for number in range(10)))
    assert desk.deliver(rule).sent == 10
    assert desk.told == ["about n0", "about n1", "8 alerts on The pact: about n2"]
    desk.owe("m0", "m1")
    assert desk.deliver(rule, after=timedelta(minutes=10)).sent == 2
    assert desk.told[3:] == ["2 alerts on The pact: about m0"]
    desk.owe("k0", "k1")
    desk.deliver(rule, after=timedelta(hours=2))
    assert desk.told[4:] == ["about k0", "about k1"]


def test_a_dead_channel_is_tried_again_later_and_later(desk: Desk) -> None:
    """After a failure an alert waits twice as long each time; once the channel is back, it comes once."""
    rule = desk.rule()
    desk.owe("one")
    desk.status = 503
    outcomes = [desk.deliver(rule, after=timedelta(seconds=30)) for _ in range(8)]
    assert [result.failed for result in outcomes] == [1, 0, 1, 0, 0, 0, 1, 0]
    desk.status = 200
    assert desk.deliver(rule, after=timedelta(minutes=8)).sent == 1
    assert desk.deliver(rule, after=timedelta(days=1)) == Delivered(0, 0, 0, 0)
    assert desk.told == ["about one"]


def test_sending_now_waits_for_nothing(desk: Desk) -> None:
    """`alerts send --now` sends what waits for its digest."""
    desk.owe("one")
    assert desk.deliver(desk.rule(send="daily 07:00"), at_once=True).sent == 1


def test_the_rule_that_sends_soonest_decides_for_a_channel(desk: Desk) -> None:
    """An alert of two rules to one channel goes out by the one that does not wait."""
    topic_id = desk.archive.sync_topic(Topic("t", "The pact", ("en",)), NOW)
    desk.archive.owe([Alert("k", "slow, fast", "about k", "k")], topic_id, NOW)
    slow, fast = AlertRule("slow", to=(desk.url,), send="daily 07:00"), AlertRule("fast", to=(desk.url,))
    topic = Topic("t", "The pact", ("en",), alerts=(slow, fast))
    assert deliver_owed(topic, desk.archive, desk.clock, {}).sent == 1


def test_the_messages_of_a_bundle_are_recorded_as_one(desk: Desk) -> None:
    """Each alert has its own row in `deliveries`, and all of one message share its key."""
    desk.owe("one", "two")
    desk.deliver(desk.rule(send="hourly"), after=timedelta(hours=1))
    rows = desk.archive.rows("SELECT count(*) AS n, count(DISTINCT message) AS messages FROM deliveries")
    assert rows == [{"n": 2, "messages": 1}]
