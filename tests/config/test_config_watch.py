"""How the command line, the environment and the topic file are joined."""

from __future__ import annotations

from pathlib import Path

import pytest

from pactwatch.config import SETTINGS, environment, load_watch
from pactwatch.errors import TopicError, UsageError
from pactwatch.model import AlertRule

TOPIC = 'name = "small"\ntitle = "Small"\n[relevance]\nmode = "all"\n[fetch]\ncontact = "https://example.org/file"\n'


@pytest.fixture
def topic_file(tmp_path: Path) -> str:
    """A topic file."""
    file = tmp_path / "small.toml"
    file.write_text(TOPIC)
    return str(file)


def test_defaults() -> None:
    """With nothing said, the default topic is kept in archive.db in the current folder."""
    watch = load_watch(None, None, {})
    assert (watch.topic.name, watch.archive) == ("japan-eu-pact", Path("archive.db"))


def test_environment_names_topic_and_archive(topic_file: str) -> None:
    """The environment names the topic and the archive; a leading ~ is the home folder."""
    watch = load_watch(None, None, {"PACTWATCH_TOPIC": topic_file, "PACTWATCH_ARCHIVE": "~/pact.db"})
    assert (watch.topic.name, watch.archive) == ("small", Path.home() / "pact.db")


def test_command_line_wins(topic_file: str) -> None:
    """What the command line says wins over the environment."""
    watch = load_watch(topic_file, "a.db", {"PACTWATCH_TOPIC": "nobody", "PACTWATCH_ARCHIVE": "b.db"})
    assert (watch.topic.name, watch.archive) == ("small", Path("a.db"))


def test_empty_variable_is_not_set(topic_file: str) -> None:
    """An empty variable counts as not set."""
    assert load_watch(topic_file, None, {"PACTWATCH_ARCHIVE": " "}).archive == Path("archive.db")


def test_contact(topic_file: str) -> None:
    """PACTWATCH_CONTACT wins over the topic file's contact."""
    assert load_watch(topic_file, None, {}).topic.fetch.contact == "https://example.org/file"
    watch = load_watch(topic_file, None, {"PACTWATCH_CONTACT": "me@example.org"})
    assert watch.topic.fetch.contact == "me@example.org"


@pytest.mark.parametrize("contact", ["a\r\nX-Evil: 1", "日本", "x" * 201])
def test_bad_contact(topic_file: str, contact: str) -> None:
    """A contact that cannot stand in an HTTP header is refused."""
    with pytest.raises(UsageError, match="PACTWATCH_CONTACT: write one line of plain ASCII"):
        load_watch(topic_file, None, {"PACTWATCH_CONTACT": contact})


def test_alerts_to_adds_a_rule(topic_file: str) -> None:
    """PACTWATCH_ALERTS_TO adds a rule for everything that names the variable, never its value."""
    watch = load_watch(topic_file, None, {"PACTWATCH_ALERTS_TO": "slack://SECRET/SECRET/SECRET"})
    assert watch.topic.alerts == (AlertRule("environment", to=("$PACTWATCH_ALERTS_TO",)),)
    assert "SECRET" not in repr(watch)


def test_bad_topic_from_environment(tmp_path: Path) -> None:
    """A bad topic file is told in the same way when the environment names it."""
    with pytest.raises(TopicError, match="there is no such file"):
        load_watch(None, None, {"PACTWATCH_TOPIC": str(tmp_path / "none.toml")})


def test_real_environment(topic_file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a mapping the process's environment is read."""
    monkeypatch.setenv("PACTWATCH_ARCHIVE", "real.db")
    assert load_watch(topic_file, None).archive == Path("real.db")
    assert environment()["PACTWATCH_ARCHIVE"] == "real.db"


def test_settings_are_documented() -> None:
    """Each setting has a name of ours and a sentence, for the generated table."""
    assert all(setting.name.startswith("PACTWATCH_") and setting.what.endswith(".") for setting in SETTINGS)
    assert len({setting.name for setting in SETTINGS}) == len(SETTINGS)
