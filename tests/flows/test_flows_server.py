"""The flows on a real Prefect: the temporary server, and a server with a worker and the deployments of prefect.yaml."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]
from interrupts import interruptible
from newsroom import Answer, Newsroom, serving, topic_toml

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
def server_process(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[subprocess.Popen[bytes], dict[str, str]]]:
    """A Prefect server on loopback, with the environment to use it."""
    folder = tmp_path_factory.mktemp("server")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    api = f"http://127.0.0.1:{port}/api"
    plans_often = {"PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "5"}
    env = environment(folder, PREFECT_API_URL=api, **plans_often)
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
            yield process, env
        finally:
            process.terminate()
            process.wait(timeout=30)


@pytest.fixture(scope="module")
def server(server_process: tuple[subprocess.Popen[bytes], dict[str, str]]) -> dict[str, str]:
    """Give the environment to use that server."""
    return server_process[1]


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


def post(env: dict[str, str], path: str, body: object = None) -> bytes:
    """Ask the server's API: POST with a body, else GET.

    Like Prefect's own client it asks again where the answer is 503: the server says so while its database is locked.
    """
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(env["PREFECT_API_URL"] + path, data, {"Content-Type": "application/json"})
    for left in reversed(range(5)):
        try:
            with urllib.request.urlopen(request, timeout=20) as reply:
                return bytes(reply.read())
        except urllib.error.HTTPError as error:
            if error.code != 503 or not left:
                raise
        time.sleep(1)
    raise AssertionError("the last attempt gives or raises")


def ask(env: dict[str, str], path: str, body: object = None) -> Any:
    """Ask the server's API for JSON."""
    return json.loads(post(env, path, body))


def events_like(env: dict[str, str], *prefixes: str, at_least: int) -> list[dict[str, Any]]:
    """Give the server's events whose names begin so, once there are as many; it stores them a moment after."""
    body = {"filter": {"event": {"prefix": list(prefixes)}}, "limit": 50}
    deadline = time.monotonic() + 60
    while True:
        page = ask(env, "/events/filter", body)
        if page["total"] >= at_least or time.monotonic() > deadline:
            break
        time.sleep(0.5)
    found: list[dict[str, Any]] = page["events"]
    while page["next_page"]:
        with urllib.request.urlopen(page["next_page"], timeout=20) as reply:
            page = json.load(reply)
        found += page["events"]
    return found


class Desk:
    """A receiver of notifications: keeps what is posted to it."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def answer(self, target: str, asked_with: dict[str, str]) -> Answer:
        """Take one notification, whose words are in the address."""
        self.heard.append(urllib.parse.unquote_plus(target))
        return 200, {"Content-Type": "text/plain"}, b"thank you"


@dataclass(frozen=True)
class SeedsPass:
    """A pass over the seeds on the server, with the example automation in place."""

    done: subprocess.CompletedProcess[str]
    archive: Path
    automation: str
    heard: list[str]


def notification_block(env: dict[str, str], url: str) -> str:
    """Make a notification block that asks for *url* with what it has to say; give its id."""
    kind = ask(env, "/block_types/slug/custom-webhook")["id"]
    schemas = {"block_schemas": {"block_type_id": {"any_": [kind]}}}
    schema = ask(env, "/block_schemas/filter", schemas)[0]["id"]
    says = {"subject": "{{subject}}", "body": "{{body}}"}
    data = {"name": "desk", "url": url, "method": "GET", "params": says, "timeout": 20}
    body = {"name": "desk", "block_type_id": kind, "block_schema_id": schema, "data": data}
    return str(ask(env, "/block_documents/", body)["id"])


@pytest.fixture(scope="module")
def seeds_pass(server: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[SeedsPass]:
    """Create the automation of `automations.yaml` for a block of ours, then do the pass with `--engine auto`."""
    folder = tmp_path_factory.mktemp("seeds")
    (automation,) = yaml.safe_load((ROOT / "automations.yaml").read_text(encoding="utf-8"))["automations"]
    desk = Desk()
    with serving(desk) as base:
        automation["actions"][0]["block_document_id"] = notification_block(server, base + "/desk")
        created = ask(server, "/automations/", automation)["id"]
        done = subprocess.run(
            [BIN / "pactwatch", "run", "--offline", "--archive", str(folder / "a.db")],
            env=server,
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        yield SeedsPass(done, folder / "a.db", created, desk.heard)


def test_auto_uses_the_server_that_is_configured(server: dict[str, str], seeds_pass: SeedsPass, tmp_path: Path) -> None:
    """With an API configured, `--engine auto` makes the pass a flow run there."""
    assert seeds_pass.done.returncode == 0, seeds_pass.done.stderr
    assert server["PREFECT_API_URL"] in seeds_pass.done.stderr
    runs = prefect("flow-run", "ls", env=server, cwd=tmp_path)
    assert "monitor" in runs
    assert "COMPLETED" in runs.upper()


def test_what_a_pass_stored_is_there_as_events(server: dict[str, str], seeds_pass: SeedsPass) -> None:
    """Each stored change, first version and conflict is one event, with its wording and tied to the flow run."""
    with closing(sqlite3.connect(seeds_pass.archive)) as db:
        changes = dict(db.execute("SELECT id, material FROM changes"))
        articles = db.execute("SELECT count(*) FROM versions WHERE number = 1").fetchone()[0]
        opened = db.execute("SELECT count(*) FROM conflicts WHERE found_by = 'watching'").fetchone()[0]
        wordings = dict(db.execute("SELECT id, new_text FROM changes"))
    events = events_like(server, "pactwatch.", at_least=len(changes) + articles + opened)
    names = Counter(event["event"] for event in events)
    assert names["pactwatch.change.material"] == sum(changes.values()) > 0
    assert names["pactwatch.change.cosmetic"] == len(changes) - sum(changes.values())
    assert names["pactwatch.article.new"] == articles > 0
    assert names["pactwatch.conflict.opened"] == opened
    told = {e["payload"]["change_id"]: e for e in events if e["event"].startswith("pactwatch.change.")}
    assert {id_: event["payload"]["new"] for id_, event in told.items()} == wordings
    one = next(event for event in told.values() if "number" in event["payload"]["facets"])
    related = {resource["prefect.resource.id"] for resource in one["related"]}
    assert {"pactwatch.topic.japan-eu-pact", "pactwatch.facet.number"} <= related
    assert any(resource.startswith("prefect.flow-run.") for resource in related)
    marker = one | {"event": "marker", "id": str(uuid.uuid4())}
    post(server, "/events", [*events[:9], marker])
    assert len(events_like(server, "marker", at_least=1)) == 1
    assert len(events_like(server, "pactwatch.", at_least=len(events))) == len(events), "a repeat is dropped"


def test_the_example_automation_acts_on_them(server: dict[str, str], seeds_pass: SeedsPass) -> None:
    """What `automations.yaml` describes fires on a changed number or date, and its notification has the wording."""
    assert ask(server, f"/automations/{seeds_pass.automation}")["enabled"]
    events = events_like(server, "pactwatch.change.material", at_least=1)
    expected = [e["payload"] for e in events if {"number", "date"} & set(e["payload"]["facets"])]
    deadline = time.monotonic() + 90
    while len(seeds_pass.heard) < len(expected) and time.monotonic() < deadline:
        time.sleep(0.5)
    assert len(seeds_pass.heard) == len(expected) > 0
    for payload in expected:
        old, new = (" ".join(str(payload[side] or "")[:60].split()) for side in ("old", "new"))
        assert any(old in said and new in said and payload["rule"] in said for said in seeds_pass.heard), payload


def test_what_a_topic_names_may_be_in_a_secret_block(server: dict[str, str], tmp_path: Path) -> None:
    """Flows and commands look `$NAME` up in a Secret block where the environment has none, and say nothing of it."""
    topic = tmp_path / "t.toml"
    shipped = (ROOT / "pactwatch" / "topics" / "japan-eu-pact.toml").read_text(encoding="utf-8")
    topic.write_text(
        shipped + '\n[[alerts]]\nname = "desk"\non = ["material"]\nto = ["$DESK_HOOK"]\n', encoding="utf-8"
    )
    env = server | {"PACTWATCH_ARCHIVE": "a.db", "PACTWATCH_TOPIC": str(topic)}
    desk = Desk()
    with serving(desk) as base:
        hook = base.replace("http://", "json://") + "/knock?method=GET&-secret=tulip"
        pinged = tmp_path / "pinged.toml"
        pinged.write_text('name = "pinged"\n[health]\nping_url = "$DESK_PING"\n', encoding="utf-8")
        block = (
            "import sys; from prefect.blocks.system import Secret; "
            "[Secret(value=sys.argv[n]).save(sys.argv[n + 1]) for n in (1, 3)]"
        )
        said, heard = "", []
        for command in (
            [sys.executable, "-c", block, hook, "desk-hook", f"{base}/ping-tulip", "desk-ping"],
            [str(BIN / "pactwatch"), "run", "--offline", "--engine", "local"],
            [sys.executable, str(ROOT / "flows" / "deliver.py")],
            [str(BIN / "pactwatch"), "alerts", "test"],
            [str(BIN / "pactwatch"), "run", "--topic", str(pinged), "--archive", "b.db"],
        ):
            done = subprocess.run(
                command, env=env, cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False
            )
            assert done.returncode == 0, done.stderr
            said += done.stdout + done.stderr
            heard.append(len(desk.heard))
    delivered_by = [after - before for before, after in pairwise(heard)]
    assert delivered_by[0] == 0 < delivered_by[1] and delivered_by[2:] == [1, 1], done.stdout
    assert all("secret=tulip" in target for target in desk.heard[:-1])
    assert desk.heard[-1] == "/ping-tulip"
    assert "tulip" not in said and "$DESK_HOOK: delivered" in said
    with closing(sqlite3.connect(tmp_path / "a.db")) as db:
        delivered = set(db.execute("SELECT DISTINCT channel, outcome FROM deliveries"))
    assert delivered == {("$DESK_HOOK", "delivered"), ("stdout:", "delivered")}


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


def started(env: dict[str, str], name: str, **parameters: object) -> str:
    """Ask for a run of a deployment, as its schedule would; give the run's id."""
    deployment = ask(env, f"/deployments/name/{name}/{name}")["id"]
    body = {"parameters": parameters, "state": {"type": "SCHEDULED"}}
    return str(ask(env, f"/deployments/{deployment}/create_flow_run", body)["id"])


def ended(env: dict[str, str], runs: Sequence[str]) -> None:
    """Wait until runs have ended, and well."""
    deadline = time.monotonic() + 240
    open_ = list(runs)
    while open_ and time.monotonic() < deadline:
        states = {run: ask(env, f"/flow_runs/{run}")["state"] for run in open_}
        assert not {state["type"] for state in states.values()} & {"FAILED", "CRASHED", "CANCELLED"}, states
        open_ = [run for run, state in states.items() if state["type"] != "COMPLETED"]
        time.sleep(0.3)
    assert not open_, "not ended in time"


def project_folder(tmp_path: Path) -> Path:
    """Copy what a deployment takes to a folder of its own."""
    project = tmp_path / "project with a space"
    project.mkdir()
    shutil.copy(ROOT / "prefect.yaml", project)
    shutil.copytree(ROOT / "flows", project / "flows", ignore=shutil.ignore_patterns("__pycache__"))
    return project


def test_what_is_deployed_is_scheduled(server: dict[str, str], tmp_path: Path) -> None:
    """The server plans runs of each deployment by its schedule (it did not with SQLAlchemy 2.1); no worker is there."""
    project = project_folder(tmp_path)
    env = server | {"PACTWATCH_HOME": str(project)}
    prefect("work-pool", "create", "planned", "--type", "process", env=env, cwd=project)
    plan = (project / "prefect.yaml").read_text(encoding="utf-8")
    (project / "prefect.yaml").write_text(
        plan.replace("    name: pactwatch\n", "    name: planned\n"), encoding="utf-8"
    )
    prefect("deploy", "--all", "--no-prompt", env=env, cwd=project)
    asked = {"work_pools": {"name": {"any_": ["planned"]}}, "flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}}
    deployments = {row["id"]: row["name"] for row in json.loads(post(env, "/deployments/filter", {}))}
    wanted = {entry["name"] for entry in yaml.safe_load(plan)["deployments"] if entry.get("schedules")}
    planned: set[str] = set()
    deadline = time.monotonic() + 120
    while planned != wanted and time.monotonic() < deadline:
        planned = {deployments[run["deployment_id"]] for run in json.loads(post(env, "/flow_runs/filter", asked))}
        time.sleep(1)
    # None may start where a later test has a worker.
    for identifier in deployments:
        address = f"{env['PREFECT_API_URL']}/deployments/{identifier}"
        urllib.request.urlopen(urllib.request.Request(address, method="DELETE"), timeout=20).close()
    assert planned == wanted


def test_a_deployment_runs_on_a_worker(server: dict[str, str], tmp_path: Path) -> None:
    """`prefect deploy --all`, a process worker and one run of the deployment leave their result in the archive."""
    project = project_folder(tmp_path)
    # Nothing starts by itself here: a pass on schedule would ask the world.
    plan = yaml.safe_load((project / "prefect.yaml").read_text(encoding="utf-8"))
    for deployment in plan["deployments"]:
        deployment["schedules"] = []
    (project / "prefect.yaml").write_text(yaml.safe_dump(plan), encoding="utf-8")
    # It asks for work every 10 s unless told otherwise.
    env = server | {"PACTWATCH_HOME": str(project), "PREFECT_WORKER_QUERY_SECONDS": "1"}
    prefect("work-pool", "create", "pactwatch", "--type", "process", env=env, cwd=project)
    deployed = prefect("deploy", "--all", "--no-prompt", env=env, cwd=project)
    for name in ("monitor", "deliver", "digest", "maintain"):
        assert f"{name}/{name}" in deployed
    assert not any(row["schedules"] for row in json.loads(post(env, "/deployments/filter", {})))
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
            # The others need the archive that the first one makes; they may run at once.
            ended(env, [started(env, "monitor", archive=str(archive), offline=True)])
            ended(env, [started(env, name, archive=str(archive)) for name in ("maintain", "digest", "deliver")])
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


def test_an_api_that_goes_in_mid_pass_loses_nothing(
    server_process: tuple[subprocess.Popen[bytes], dict[str, str]], tmp_path: Path
) -> None:
    """The server is killed while articles are fetched: all are stored once, and the program ends soon and says why.

    The last test of this file: the server is not there any more.
    """
    process, env = server_process
    newsroom = Newsroom(dict.fromkeys(range(1, 121), "same"))
    newsroom.on_hit = lambda number: process.kill() if number == 50 else None
    with serving(newsroom) as base:
        (tmp_path / "t.toml").write_text(topic_toml(base, list(newsroom.plan)), encoding="utf-8")
        command = [str(BIN / "pactwatch"), "run", "--topic", "t.toml", "--archive", "a.db", "--engine"]
        done = [
            subprocess.run([*command, engine], env=env, cwd=tmp_path, capture_output=True, text=True, timeout=150)
            for engine in ("prefect", "local")
        ]
    said = done[0].stderr.splitlines()
    assert [run.returncode for run in done] == [5, 0], said
    assert said[-1].startswith("pactwatch: Prefect's API went away during the pass (ConnectError): what was fetched is")
    assert "Traceback" not in done[0].stderr
    with closing(sqlite3.connect(tmp_path / "a.db")) as db:
        assert db.execute("SELECT count(*), count(DISTINCT article_id) FROM versions").fetchone() == (120, 120)
        outcomes = dict(db.execute("SELECT outcome, count(*) FROM fetches GROUP BY outcome"))
        ended = db.execute("SELECT finished_at IS NOT NULL, error FROM runs").fetchall()
    assert outcomes == {"stored": 120, "not_modified": 120}
    assert ended == [(1, None), (1, None)]
