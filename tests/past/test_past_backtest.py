"""`pactwatch alerts backtest`: what a rule would have sent, without a word to anybody."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from newsroom import HARBOUR, edited, page, story
from warcs import members, response

TOPIC = (
    HARBOUR
    + """
[[alerts]]
name = "figures"
on = ["material"]
facets = ["number"]
[[alerts]]
name = "everything"
on = ["material", "article"]
[[alerts]]
name = "elsewhere"
on = ["material"]
outlets = ["Another Paper"]
"""
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with a changed figure on 9 March and a removed statement on 11 March."""
    folder = tmp_path_factory.mktemp("backtest")
    (folder / "harbour.toml").write_text(TOPIC, encoding="utf-8")
    captures = [
        (3, "2026-03-02", story(3)), (5, "2026-03-08", story(5)),
        (3, "2026-03-09", edited(story(3), "number")), (5, "2026-03-11", edited(story(5), "removed")),
    ]  # fmt: skip
    records = [
        response(f"https://ledger.example/a/{number}", f"{day}T08:00:00Z", page(told, 1).encode())
        for number, day, told in captures
    ]
    (folder / "a.warc.gz").write_bytes(members(*records))
    assert pactwatch(folder, "ingest", "a.warc.gz").returncode == 0
    return folder


def pactwatch(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command."""
    command = [sys.executable, "-m", "pactwatch.cli", *arguments, "--topic", "harbour.toml"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


def backtest(folder: Path, rule: str, since: str = "2026-03-01") -> dict[str, Any]:
    """Run the command for its rows: JSON, hence `Any`."""
    done = pactwatch(folder, "alerts", "backtest", rule, "--since", since, "--json")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_backtest_tells_what_a_rule_picks(folder: Path) -> None:
    """A rule for figures would have sent the one changed figure, of two material changes, on its day."""
    found = backtest(folder, "figures")
    assert (found["messages"], found["material_changes"], found["articles"]) == (1, 2, [])
    assert found["days"] == [{"day": "2026-03-09", "changes": 1, "new_articles": 0}]
    (change,) = found["changes"]
    assert (change["facets"], change["rule"]) == (["number"], "number-changed")


def test_backtest_counts_each_day(folder: Path) -> None:
    """Days with nothing are counted too; new articles are messages of their own."""
    found = backtest(folder, "everything")
    assert found["messages"] == 4
    days = {row["day"]: (row["changes"], row["new_articles"]) for row in found["days"]}
    assert list(days) == [f"2026-03-{day:02}" for day in range(2, 12)]
    assert {day: counts for day, counts in days.items() if counts != (0, 0)} == {
        "2026-03-02": (0, 1), "2026-03-08": (0, 1), "2026-03-09": (1, 0), "2026-03-11": (1, 0),
    }  # fmt: skip
    assert backtest(folder, "everything", "2026-03-10")["messages"] == 1


def test_backtest_in_words(folder: Path) -> None:
    """Without --json a line for each change, the days, and a sentence; nothing is owed by it."""
    done = pactwatch(folder, "alerts", "backtest", "figures", "--since", "2026-03-01")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("2026-03-09 08:00 UTC  The Ledger: changed a number: ")
    assert lines[-1] == "figures: 1 message with 1 of 2 material changes and 0 new articles since 2026-03-01 00:00 UTC"
    nothing = pactwatch(folder, "alerts", "backtest", "elsewhere", "--since", "2026-03-01")
    assert nothing.stdout.splitlines()[-1].startswith("elsewhere: 0 messages with 0 of 2 material changes")
    alerts = subprocess.run(
        [sys.executable, "-m", "pactwatch.cli", "query", "select count(*) as n from alerts", "--json"],
        cwd=folder, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert json.loads(alerts.stdout) == [{"n": 0}]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["nosuch"], "its rules: figures, everything, elsewhere", id="no such rule"),
        pytest.param(["figures", "--since", "lately"], "is no time", id="no time"),
        pytest.param(["figures", "--archive", "none.db"], "no archive yet", id="no archive"),
    ],
)
def test_backtest_answers_mistakes_with_a_sentence(folder: Path, arguments: list[str], said: str) -> None:
    """What cannot be done is told in one sentence."""
    done = pactwatch(folder, "alerts", "backtest", *arguments)
    assert done.returncode in (2, 3)
    assert said in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
