"""The wheel, installed in an environment of its own: what travels as data is there, and the main job runs from it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.wheel


@pytest.fixture
def python() -> str:
    """The interpreter into which the wheel was installed; `.ci/run` names it."""
    named = os.environ.get("PACTWATCH_WHEEL_PYTHON")
    if not named:
        pytest.skip("PACTWATCH_WHEEL_PYTHON does not name an interpreter with the wheel installed; run .ci/run")
    return named


def run(python: str, *arguments: str, cwd: Path) -> str:
    """Run the installed program in an empty folder, without anything of the checkout in sight."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "PACTWATCH"))}
    done = subprocess.run(
        [python, *arguments], cwd=cwd, env=env, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_package_is_the_installed_one(python: str, tmp_path: Path) -> None:
    """What is tested is the wheel, and it carries flows, store, seeds and topics."""
    script = (
        "import json, pactwatch.paths as p; print(json.dumps([str(p.FLOWS), "
        "sorted(x.name for x in p.FLOWS.glob('*.py')), (p.STORE / 'migrations.py').is_file(), "
        "(p.SEEDS / 'manifest.toml').is_file(), (p.TOPICS / 'japan-eu-pact.toml').is_file()]))"
    )
    where, flows, *present = json.loads(run(python, "-c", script, cwd=tmp_path))
    assert "site-packages" in where
    assert {"monitor.py", "deliver.py", "digest.py", "maintain.py"} <= set(flows)
    assert present == [True, True, True]


def test_the_offline_pass_runs_in_an_empty_folder(python: str, tmp_path: Path) -> None:
    """`pactwatch run --offline` finds the seeds, the changes between their versions, and the conflict."""
    summary = json.loads(
        run(python, "-m", "pactwatch.cli", "run", "--offline", "--engine", "local", "--json", cwd=tmp_path)
    )
    assert summary["changes"]
    assert [conflict["question"] for conflict in summary["conflicts"]]
    facts = json.loads(run(python, "-m", "pactwatch.cli", "facts", "--json", cwd=tmp_path))
    assert facts[0]["verdict"] == "diverging"


@pytest.mark.prefect
def test_the_flow_runs_from_the_wheel(python: str, tmp_path: Path) -> None:
    """The flow files inside the wheel run on Prefect's temporary server."""
    summary = json.loads(
        run(python, "-m", "pactwatch.cli", "run", "--offline", "--engine", "prefect", "--json", cwd=tmp_path)
    )
    assert summary["passes"] > 1
