"""The flows on a real Prefect: the temporary server, and a server with a worker and the deployments of prefect.yaml."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from interrupts import interruptible
from newsroom import Newsroom, serving, topic_toml

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent

pytestmark = [pytest.mark.prefect, pytest.mark.slow]


def environment(home: Path, **more: str) -> dict[str, str]:
    """Give an environment in which Prefect keeps to one folder and phones nobody."""
    keep = {key: value for key, value in os.environ.items() if not key.startswith(("PREFECT", "PACTWATCH"))}
    quiet = {"DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "PREFECT_HOME": str(home)}
    return keep | quiet | {"COLUMNS": "200", "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180"} | more


def test_the_flow_runs_on_the_temporary_server(tmp_path: Path) -> None:
    """`pactwatch run --offline --engine prefect` is a real flow run and gives what the local engine gives."""
    results = {}
    for engine in ("prefect", "local"):
        done = subprocess.run(
            [str(BIN / "pactwatch"), "run", "--offline", "--engine", engine, "--json", "--archive", f"{engine}.db"],
            cwd=tmp_path,
            env=environment(tmp_path / "prefect"),
            capture_output=True,
            text=True,
            timeout=400,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        results[engine] = json.loads(done.stdout)
    for key in ("passes", "outcomes", "new_articles", "changes", "conflicts"):
        assert results["prefect"][key] == results["local"][key]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A Prefect server on loopback; gives the environment to use it."""
    folder = tmp_path_factory.mktemp("server")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    api = f"http://127.0.0.1:{port}/api"
    env = environment(folder, PREFECT_API_URL=api)
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [BIN / "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)],
            env=env,
            stdout=log,
            stderr=log,
            preexec_fn=interruptible,
        )
        try:
            wait_for(api + "/health", process, 180)
            yield env
        finally:
            process.terminate()
            process.wait(timeout=30)


def wait_for(url: str, process: subprocess.Popen[bytes], timeout_s: float) -> None:
    """Wait until *url* answers."""
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server ended"
        with suppress(urllib.error.URLError, OSError), urllib.request.urlopen(url, timeout=2):
            return
        time.sleep(0.3)
    raise AssertionError(f"{url} did not answer within {timeout_s} s")


def prefect(*arguments: str, env: dict[str, str], cwd: Path) -> str:
    """Run Prefect's command line."""
    done = subprocess.run(
        [BIN / "prefect", *arguments], env=env, cwd=cwd, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_auto_uses_the_server_that_is_configured(server: dict[str, str], tmp_path: Path) -> None:
    """With an API configured, `--engine auto` makes the pass a flow run there."""
    done = subprocess.run(
        [BIN / "pactwatch", "run", "--offline", "--archive", str(tmp_path / "a.db")],
        env=server,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert server["PREFECT_API_URL"] in done.stderr
    runs = prefect("flow-run", "ls", env=server, cwd=tmp_path)
    assert "monitor" in runs
    assert "COMPLETED" in runs.upper()


def test_a_retry_takes_up_only_what_failed(server: dict[str, str], tmp_path: Path) -> None:
    """Articles that answered with 500 are asked again within the pass, those that are settled are not."""
    newsroom = Newsroom(dict.fromkeys(range(1, 7), "same"))
    newsroom.failures = {2: 1, 5: 2, 6: 9}
    with serving(newsroom) as base:
        (tmp_path / "t.toml").write_text(topic_toml(base, list(newsroom.plan)), encoding="utf-8")
        done = subprocess.run(
            [str(BIN / "pactwatch"), "run", "--engine", "prefect", "--topic", "t.toml", "--json"],
            env=server,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["outcomes"] == {"stored": 5, "unavailable": 6}
    assert {n: newsroom.hits.count(f"/a/{n}") for n in newsroom.plan} == {1: 1, 2: 2, 3: 1, 4: 1, 5: 3, 6: 3}


def test_a_deployment_runs_on_a_worker(server: dict[str, str], tmp_path: Path) -> None:
    """`prefect deploy --all`, a process worker and one run of the deployment leave their result in the archive."""
    project = tmp_path / "project with a space"
    project.mkdir()
    shutil.copy(ROOT / "prefect.yaml", project)
    shutil.copytree(ROOT / "flows", project / "flows", ignore=shutil.ignore_patterns("__pycache__"))
    env = server | {"PACTWATCH_HOME": str(project)}
    prefect("work-pool", "create", "pactwatch", "--type", "process", env=env, cwd=project)
    deployed = prefect("deploy", "--all", "--no-prompt", env=env, cwd=project)
    for name in ("monitor", "deliver", "digest", "maintain"):
        assert f"{name}/{name}" in deployed
    archive = tmp_path / "watched.db"
    with (tmp_path / "worker.log").open("wb") as log:
        worker = subprocess.Popen(
            [BIN / "prefect", "worker", "start", "--pool", "pactwatch"],
            env=env,
            cwd=project,
            stdout=log,
            stderr=log,
            preexec_fn=interruptible,
        )
        try:
            for name in ("monitor", "maintain", "digest", "deliver"):
                parameters = {"archive": str(archive)} | ({"offline": True} if name == "monitor" else {})
                given = [f"-p{key}={json.dumps(value)}" for key, value in parameters.items()]
                run = ("deployment", "run", f"{name}/{name}", "--watch", "--watch-timeout", "240", *given)
                prefect(*run, env=env, cwd=project)
        finally:
            worker.terminate()
            worker.wait(timeout=60)
    rows = subprocess.run(
        [
            str(BIN / "pactwatch"),
            "query",
            "select count(*) as n from changes where material",
            "--json",
            f"--archive={archive}",
        ],
        env=env,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(rows.stdout)[0]["n"] > 0
