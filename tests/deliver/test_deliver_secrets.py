"""Secrets of channels, from the environment and the topic file: in no output, no log, and nowhere in the archive."""

from __future__ import annotations

import logging
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from inbox import receiving

from pactwatch.archive import open_archive
from pactwatch.cli import cli
from pactwatch.config import load_watch
from pactwatch.model import Alert

NOW = datetime(2024, 11, 5, 10, tzinfo=UTC)
SECRETS = ("T0KEN-alpha", "pa55-beta", "k3y-gamma", "t0pic-delta", "p1ng-epsilon")


def test_no_secret_is_written_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Channels that fail and one that works, sent, retried, tested and listed: no part of a secret is found again."""
    caplog.set_level(logging.DEBUG)
    with receiving() as inbox:
        monkeypatch.setenv("MAIL", inbox.url.replace("127.0.0.1", "watch:pa55-beta@127.0.0.1") + "&tls=plain")
        monkeypatch.setenv("GOOD", inbox.url)
        monkeypatch.setenv("HOOK", "webhook+http://127.0.0.1:9/in/T0KEN-alpha#$KEY")
        monkeypatch.setenv("KEY", "k3y-gamma")
        (tmp_path / "t.toml").write_text(
            'name = "x"\n[[alerts]]\nname = "desk"\nto = ["$MAIL", "$GOOD", "$HOOK", '
            '"json://user:pa55-beta@127.0.0.1:9/t0pic-delta"]\n[health]\nping_url = "http://127.0.0.1:9/p1ng-epsilon"\n',
            encoding="utf-8",
        )
        topic = load_watch(str(tmp_path / "t.toml"), None).topic
        with closing(open_archive(tmp_path / "a.db")) as archive:
            archive.owe([Alert("key", "desk", "An edit", "Body\n")], archive.sync_topic(topic, NOW), NOW)
        given = ["--topic", str(tmp_path / "t.toml")]
        stored = ["--archive", str(tmp_path / "a.db")]
        said = []
        for words in (["alerts", "send", *given, *stored], ["alerts", "retry", *given, *stored],
                      ["alerts", "test", *given], ["alerts", "list", "--json", *stored],
                      ["health", "--json", *given, *stored],
                      ["query", "select * from deliveries", "--json", *stored]):  # fmt: skip
            told = CliRunner().invoke(cli, words)
            said.append(told.output + str(told.exception or ""))
        assert len(inbox.mails) >= 2
    assert '"failed"' in said[-1] and "127.0.0.1" in said[-1], "something did fail, and says why"
    written = b"".join(path.read_bytes() for path in tmp_path.glob("a.db*"))
    for secret in SECRETS:
        assert secret.encode() not in written, f"{secret} is in the archive"
        assert secret not in "".join(said), f"{secret} was printed"
        assert secret not in caplog.text, f"{secret} was logged"
