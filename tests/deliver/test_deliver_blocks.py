"""What `$NAME` of a topic file stands for: the environment first, then Prefect's Secret blocks, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from newsroom import Answer, serving

from pactwatch.cli import cli
from pactwatch.errors import EngineError
from pactwatch.model import AlertRule, Topic
from pactwatch.secrets import channel_secrets, find_secrets

TOPIC = Topic("x", "x", (), alerts=(AlertRule("desk", to=("$DESK", "$OPS_DESK", "stdout:")),))


class Api:
    """What answers as a Prefect API does, as far as whether it is there."""

    def answer(self, path: str, headers: dict[str, str]) -> Answer:
        """Be in good health."""
        return 200, {"Content-Type": "application/json"}, b"true"


def blocks(**held: str) -> tuple[list[str], object]:
    """Give a list that fills with the names of the blocks that are asked for, and the way to them."""
    asked: list[str] = []

    def look_up(block: str) -> str:
        asked.append(block)
        return held.get(block.replace("-", "_"), "")

    return asked, look_up


def test_the_environment_wins_and_blocks_fill_in() -> None:
    """Only a name that is not set is looked up; a web hook out of a block has its key looked up as well."""
    asked, look_up = blocks(ops_desk="webhook+https://ops.example/in#$OPS_KEY", ops_key="k3y", desk="never")
    found = channel_secrets(TOPIC, {"DESK": "stdout:"}, look_up)  # type: ignore[arg-type]
    assert asked == ["ops-desk", "ops-key"]
    assert (found.environ["OPS_DESK"], found.environ["OPS_KEY"], found.environ["DESK"]) == (
        "webhook+https://ops.example/in#$OPS_KEY",
        "k3y",
        "stdout:",
    )


def test_the_ping_is_looked_up_in_the_same_way() -> None:
    """A pass asks for the one name that it needs."""
    asked, look_up = blocks(ping_url="https://monitor.example/T0KEN")
    found = find_secrets(["$PING_URL"], {}, look_up)  # type: ignore[arg-type]
    assert (asked, found.environ["PING_URL"], found.problem) == (["ping-url"], "https://monitor.example/T0KEN", "")
    assert find_secrets(["https://monitor.example/T0KEN", ""], {}).environ == {}


def test_a_block_that_cannot_be_read_is_a_sentence() -> None:
    """What is in the environment is still used."""

    def look_up(block: str) -> str:
        raise EngineError(f"Prefect's Secret block {block} cannot be read (ReadTimeout); see `prefect block ls`.")

    found = channel_secrets(TOPIC, {"DESK": "stdout:"}, look_up)
    assert found.problem.startswith("Prefect's Secret block ops-desk cannot be read")
    assert found.environ == {"DESK": "stdout:"}


def test_an_api_that_does_not_answer_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence on standard error says why, and each channel that lacks its address says so."""
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    monkeypatch.setattr("pactwatch.engines.USUAL_API", "http://127.0.0.1:9/api")
    (tmp_path / "t.toml").write_text(
        'name = "x"\n[[alerts]]\nname = "desk"\nto = ["$DESK_OF_OURS", "$OPS_OF_OURS", "stdout:"]\n', encoding="utf-8"
    )
    told = CliRunner().invoke(cli, ["alerts", "test", "--topic", str(tmp_path / "t.toml")])
    assert told.exit_code == 1
    assert told.output.count("the Prefect API at http://127.0.0.1:9/api does not answer, so its Secret blocks") == 1
    for name in ("$DESK_OF_OURS", "$OPS_OF_OURS"):
        assert f"{name} is not set, neither in the environment nor in a Secret block of Prefect: put" in told.output
    assert "stdout: delivered" in told.output


def test_prefect_is_not_imported_where_the_environment_has_it_all(tmp_path: Path) -> None:
    """A delivery does not wait for Prefect, even with an API that answers, unless a name is not set."""
    (tmp_path / "t.toml").write_text('name = "x"\n[[alerts]]\nname = "desk"\nto = ["$DESK"]\n', encoding="utf-8")
    code = (
        "import sys; from pactwatch import commands_alerts; commands_alerts.alerts_test('t.toml'); "
        "print('prefect' in sys.modules)"
    )
    with serving(Api()) as base:
        env = os.environ | {"DESK": "stdout:", "PREFECT_API_URL": f"{base}/api", "PREFECT_HOME": str(tmp_path)}
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout.splitlines()[-2:] == ["$DESK: delivered (written)", "False"], done.stderr
