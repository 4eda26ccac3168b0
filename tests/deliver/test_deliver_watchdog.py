"""Trouble with the watch itself: passes that do not come, deliveries that fail, sources that dry up; told once each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from inbox import Inbox, receiving

from pactwatch.archive import Archive, open_archive
from pactwatch.checkup import checkup
from pactwatch.cli import cli
from pactwatch.clock import VirtualClock, iso
from pactwatch.config import load_watch
from pactwatch.deliver import Delivered, deliver_owed
from pactwatch.digest import owe_digest
from pactwatch.errors import NotATime, TopicError
from pactwatch.health import tell_troubles
from pactwatch.model import Alert, AlertRule, Lead, SourceSpec, Topic, Url
from pactwatch.watchdog import findings

NOW = datetime(2024, 11, 5, 10, tzinfo=UTC)


@dataclass
class Watched:
    """An archive whose passes are only noted, and the inbox that is told."""

    archive: Archive
    topic: Topic
    clock: VirtualClock

    @property
    def topic_id(self) -> int:
        """The topic's id."""
        return self.archive.sync_topic(self.topic, self.clock.now())

    def later(self, **length: float) -> Watched:
        """Move on."""
        self.clock.advance_to(self.clock.now() + timedelta(**length))
        return self

    def one_pass(self, error: str | None = None) -> None:
        """Note a pass, as `run_pass` does at its end."""
        now = self.clock.now()
        run_id, _ = self.archive.start_run(self.topic_id, now, "pactwatch test")
        self.archive.finish_run(run_id, now, error=error)

    def deliver(self) -> Delivered:
        """Send what is owed."""
        return deliver_owed(self.topic, self.archive, self.clock, {})

    def subjects(self) -> list[str]:
        """Give the subjects of all alerts that were ever owed."""
        return [str(row["subject"]) for row in self.archive.rows("SELECT subject FROM alerts ORDER BY id")]


@contextmanager
def watching(path: Path, channel: str, passes_every_s: int = 0) -> Iterator[Watched]:
    """Open an archive."""
    topic = Topic(
        "pact", "The pact", ("en",), alerts=(AlertRule("desk", to=(channel,)),), passes_every_s=passes_every_s
    )
    with closing(open_archive(path / "a.db")) as archive:
        yield Watched(archive, topic, VirtualClock(NOW))


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    """Run a mail server."""
    with receiving() as found:
        yield found


@pytest.mark.parametrize("how", ["the topic file says", "it used to be"])
def test_passes_that_do_not_come_are_told_once_and_their_return_once(inbox: Inbox, tmp_path: Path, how: str) -> None:
    """After three intervals without a good pass a mail says so; one more, in its thread, when they come again."""
    with watching(tmp_path, inbox.url, 1200 if "file" in how else 0) as watched:
        for _ in range(6):
            watched.later(minutes=20).one_pass()
        watched.later(minutes=59).deliver()
        assert inbox.mails == []
        for _ in range(3):
            watched.later(minutes=20).deliver()
        watched.one_pass("no host answered")
        watched.deliver()
        assert len(inbox.mails) == 1, "a pass that failed is none"
        watched.later(minutes=20).one_pass()
        for _ in range(2):
            watched.later(minutes=1).deliver()
    assert [mail["Subject"] for mail in inbox.mails] == [
        "trouble with the passes: no good pass, though one is due every 20 minutes, since 2024-11-05 12:00 UTC",
        "over: the passes: no good pass, though one is due every 20 minutes, from 2024-11-05 12:00 to 14:20 UTC",
    ]
    assert inbox.mails[1]["References"] == inbox.mails[0]["Message-ID"]
    assert "does not mean that nothing changed" in inbox.text(0) and "Over: 2024-11-05 14:20 UTC" in inbox.text(1)


def test_a_clock_that_went_back_is_told_until_it_has_caught_up(inbox: Inbox, tmp_path: Path) -> None:
    """Between a wrong time and the right one nothing that the archive says of time is sure; one mail says which."""
    back = "went back by 2.7 hours, from 2024-11-05 11:20 to 2024-11-05 08:40 UTC"
    with watching(tmp_path, inbox.url, 1200) as watched:
        for _ in range(4):
            watched.later(minutes=20).one_pass()
        watched.clock = VirtualClock(watched.clock.now() - timedelta(hours=3))
        (looked,) = findings(watched.archive, watched.topic, watched.topic_id, watched.clock.now())
        assert "from 2024-11-05 11:20 to 2024-11-05 08:20 UTC" in looked.trouble.problem
        for _ in range(8):
            watched.later(minutes=20).one_pass()
            watched.deliver()
        assert len(inbox.mails) == 1
        for _ in range(2):
            watched.later(minutes=20).one_pass()
            watched.deliver()
    assert [mail["Subject"] for mail in inbox.mails] == [
        f"trouble with this machine's clock: {back}, since 2024-11-05 08:40 UTC",
        f"over: this machine's clock: {back}, from 2024-11-05 08:40 to 11:20 UTC",
    ]
    assert "when things were found and changed around then is in doubt" in inbox.text(0)


def test_a_clock_that_is_set_right_by_seconds_is_no_news(tmp_path: Path) -> None:
    """Machines that keep their time over the network go back by a little now and then."""
    with watching(tmp_path, "stdout:", 1200) as watched:
        watched.one_pass()
        back = NOW - timedelta(seconds=90)
        assert findings(watched.archive, watched.topic, watched.topic_id, back) == []


def test_a_pass_in_the_future_does_not_hide_that_passes_are_missing(tmp_path: Path) -> None:
    """A clock that ran a year ahead for one pass does not keep the watch quiet for a year."""
    with watching(tmp_path, "stdout:", 1200) as watched:
        watched.one_pass()
        watched.later(days=365).one_pass()
        found = findings(watched.archive, watched.topic, watched.topic_id, NOW + timedelta(hours=2))
    assert [one.kind for one in found] == ["clock", "passes"]


def test_nothing_is_known_of_an_interval_after_two_passes(tmp_path: Path) -> None:
    """Somebody who runs a pass by hand now and then is not told of passes that are due."""
    with watching(tmp_path, "stdout:") as watched:
        for _ in range(3):
            watched.later(hours=1).one_pass()
        assert findings(watched.archive, watched.topic, watched.topic_id, NOW + timedelta(days=60)) == []


def test_a_channel_that_fails_is_told_by_the_others(inbox: Inbox, tmp_path: Path) -> None:
    """A dead channel is told through a living one after three attempts and a quarter of an hour, and its end."""
    dead = f"smtp://127.0.0.1:{inbox.port}/?from=a@pact.example&to=b@pact.example"
    with receiving() as living, watching(tmp_path, dead) as watched:
        rule = watched.topic.alerts[0]
        watched.topic = replace(watched.topic, alerts=(rule, AlertRule("ops", ("health",), (living.url,))))
        watched.archive.owe([Alert("key", "desk", "An edit", "Body\n")], watched.topic_id, NOW)
        inbox.answer = "451 no room"
        for minutes in (0, 1, 2, 4, 8, 16, 32):
            watched.later(minutes=minutes).deliver()
        assert [mail["Subject"].split(": the mail")[0] for mail in living.mails] == [
            f"trouble with {living.mails[0]['Subject'][13:].split(': the')[0]}"
        ]
        assert living.mails[0]["Subject"].startswith("trouble with deliveries to smtp://…#")
        assert "451 no room, since 2024-11-05 10:00 UTC" in living.mails[0]["Subject"]
        inbox.answer = "250 taken"
        watched.later(hours=2).deliver()
        watched.later(hours=1).deliver()
        assert [mail["Subject"].split()[0] for mail in living.mails] == ["trouble", "over:"]
    # The dead one has the edit, and what was told of it meanwhile, in their order.
    assert [mail["Subject"].split(" ")[0] for mail in inbox.mails] == ["An", "trouble", "over:"]


def test_a_source_that_dries_up_is_told(inbox: Inbox, tmp_path: Path) -> None:
    """A feed that answers, and gave an article every six hours, has given none for two weeks; then one again."""
    with watching(tmp_path, inbox.url) as watched:
        spec = SourceSpec("feed", Url("https://gazette.example/feed"), outlet="Gazette")
        watched.topic = replace(watched.topic, sources=(spec,))
        (source,) = watched.archive.sources(watched.topic_id)

        def found(number: int) -> None:
            lead = Lead(Url(f"https://gazette.example/{number}"))
            watched.archive.add_article(
                watched.topic_id,
                lead,
                watched.clock.now(),
                outlet="Gazette",
                relevance=1.0,
                why="",
                source_id=source.id,
            )

        for number in range(6):
            watched.later(hours=6)
            found(number)
        for days in (13, 2, 1):
            watched.later(days=days).deliver()
        assert [mail["Subject"] for mail in inbox.mails] == [
            "trouble with https://gazette.example/feed: answers, but has given nothing new, since 2024-11-06 22:00 UTC"
        ]
        # A pass looks at its own half of the troubles and does not close this one.
        assert tell_troubles(watched.archive, watched.topic, watched.topic_id, watched.clock.now()) == 0
        found(7)
        watched.deliver()
    assert inbox.mails[-1]["Subject"].startswith("over: https://gazette.example/feed: answers, but")


def test_the_digest_ends_with_the_state_of_the_watch(tmp_path: Path) -> None:
    """Its last line says that all was seen, or that it was not; trouble with the watch itself stands before it."""
    with watching(tmp_path, "stdout:", passes_every_s=3600) as watched:
        watched.one_pass()
        good = owe_digest(watched.topic, watched.archive, watched.clock)
        bad = owe_digest(watched.topic, watched.archive, watched.later(days=1).clock)
    assert good is not None and bad is not None
    assert good.body.splitlines()[-1] == "Everything was seen."
    assert bad.body.splitlines()[-2:] == [
        "the passes: no good pass, though one is due every 60 minutes, since 2024-11-05 10:00 UTC",
        "Every source and article was seen when last asked.",
    ]


def test_health_leaves_with_1_when_passes_do_not_come(tmp_path: Path) -> None:
    """`pactwatch health` is what cron and a monitor ask: a row for people, one for programs, and the exit code."""
    (tmp_path / "t.toml").write_text('name = "pact"\n[health]\npasses_every = "20m"\n', encoding="utf-8")
    with watching(tmp_path, "stdout:") as watched:
        watched.one_pass()
    given = ["health", "--topic", str(tmp_path / "t.toml"), "--archive", str(tmp_path / "a.db")]
    told = CliRunner().invoke(cli, given)
    assert told.exit_code == 1 and "no good pass, though one is due every 20 minutes" in " ".join(told.output.split())
    rows = json.loads(CliRunner().invoke(cli, [*given, "--json"]).output)
    assert [(row["kind"], row["subject"], row["since"]) for row in rows] == [("passes", "the passes", iso(NOW))]


@pytest.mark.parametrize(("text", "seconds"), [("20m", 1200), ("1d", 86_400), ("", 0)])
def test_the_topic_file_says_how_often(tmp_path: Path, text: str, seconds: int) -> None:
    """`passes_every` is a span of time."""
    line = f'passes_every = "{text}"\n' if text else ""
    (tmp_path / "t.toml").write_text(f'name = "x"\n[health]\n{line}', encoding="utf-8")
    assert load_watch(str(tmp_path / "t.toml"), None).topic.passes_every_s == seconds


def test_an_interval_that_makes_no_sense_is_told(tmp_path: Path) -> None:
    """The key and what to write."""
    (tmp_path / "t.toml").write_text('name = "x"\n[health]\npasses_every = "often"\n', encoding="utf-8")
    with pytest.raises(TopicError, match=r"passes_every"):
        load_watch(str(tmp_path / "t.toml"), None)


def test_a_time_that_is_none_is_told_in_one_sentence(tmp_path: Path) -> None:
    """Where something else wrote into the archive, health says so, and is not silent about the topic."""
    with watching(tmp_path, "stdout:") as watched:
        watched.one_pass()
        with watched.archive.transaction():
            watched.archive.db.execute("UPDATE runs SET started_at = 'noon'")
        rows = checkup(watched.archive, None, NOW).own
    assert [str(row["problem"])[:59] for row in rows] == ["cannot be judged: the archive holds 'noon' where a time bel"]
    told = CliRunner().invoke(cli, ["health", "--archive", str(tmp_path / "a.db")])
    assert isinstance(told.exception, NotATime)
