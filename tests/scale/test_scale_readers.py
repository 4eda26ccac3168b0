"""Pages read by processes or by a Dask cluster: the same archive as without, whoever dies in the middle."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from newsroom import MATERIAL, Newsroom, serving, topic_toml
from poison import crashing, deadly, endless, shot_once

from pactwatch import hands
from pactwatch.archive import DueArticle, open_archive
from pactwatch.arguments import Hands
from pactwatch.cluster import DaskPool
from pactwatch.config import load_topic
from pactwatch.errors import EngineError
from pactwatch.model import Fetch, Url
from pactwatch.passes import ALONE, LocalEngine, Summary, run_live
from pactwatch.readers import BATCH_PAGES, NobodyReads, Processes, Read, ReaderDied, Readers
from pactwatch.reading import Seen, Sheet, failed, read_batch
from pactwatch.steps import Desk

SUPPORT = Path(__file__).resolve().parents[1] / "support"
NUMBERS = range(1, 13)
PLAN = {number: MATERIAL[number % len(MATERIAL)] for number in NUMBERS}
KEPT = """
    SELECT a.url, v.number, v.headline, v.text, NULL, NULL, NULL FROM versions v JOIN articles a ON a.id = v.article_id
    UNION ALL SELECT a.url, c.kind, c.old_text, c.new_text, c.material, c.rule, c.facets
        FROM changes c JOIN articles a ON a.id = c.article_id
    UNION ALL SELECT url, outcome, reason, status, NULL, NULL, NULL FROM fetches
"""


@dataclass
class Watched:
    """What two passes left: each archived row without its id and time, sorted, and what the passes said."""

    rows: list[tuple[str, ...]]
    summaries: list[Summary]

    def of(self, number: int) -> list[tuple[str, ...]]:
        """Give the exchanges of one article."""
        return [row for row in self.rows if row[0].endswith(f"/a/{number}") and row[1] in ("stored", "partial")]


def watch(folder: Path, who: Hands, engine: LocalEngine | None = None) -> Watched:
    """Watch a dozen articles that are edited between two passes."""
    newsroom = Newsroom(PLAN)
    summaries = []
    folder.mkdir(exist_ok=True)
    with serving(newsroom) as base:
        file, archive = folder / "topic.toml", folder / "a.db"
        file.write_text(topic_toml(base, list(PLAN)), encoding="utf-8")
        for newsroom.round in (1, 2):
            topic = load_topic(str(file))
            summaries.append(asyncio.run(run_live(topic, archive, engine or LocalEngine(), hands=who)))
    with closing(open_archive(archive, readonly=True)) as opened:
        rows = sorted(tuple(str(value).replace(base, "") for value in row.values()) for row in opened.rows(KEPT))
    return Watched(rows, summaries)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    """What is kept when the passes read their pages themselves."""
    watched = watch(tmp_path_factory.mktemp("plain"), ALONE)
    assert [dict(summary.outcomes) for summary in watched.summaries] == [{"stored": 12}, {"stored": 12}]
    assert len(watched.summaries[1].change_ids) >= 12
    return watched


def without(rows: Sequence[tuple[str, ...]], *numbers: int) -> list[tuple[str, ...]]:
    """Leave out what belongs to some articles."""
    return [row for row in rows if not row[0].endswith(tuple(f"/a/{number}" for number in numbers))]


# ---------------------------------------------------------------- processes


def test_processes_keep_what_a_pass_by_itself_keeps(plain: Watched, tmp_path: Path) -> None:
    """With two reading processes the archive has the same rows, and the same is said."""
    watched = watch(tmp_path, Hands(workers=2))
    assert watched.rows == plain.rows
    assert not [problem for summary in watched.summaries for problem in summary.problems]


def test_a_page_that_kills_its_reader_is_partial_and_no_other_is(
    plain: Watched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Crashed readers are replaced; their pages are held as unread, all others are stored."""
    monkeypatch.setattr(hands, "Processes", lambda workers: Processes(workers, deadly))
    watched = watch(tmp_path, Hands(workers=2))
    assert without(watched.rows, 3, 7) == without(plain.rows, 3, 7)
    reasons = {number: [row[2] for row in watched.of(number)] for number in (3, 7)}
    assert reasons == {
        3: ["reader-failed: its process died"] * 2,
        7: ["reader-failed: ValueError: a rule that trips"] * 2,
    }
    assert "\n".join(watched.summaries[0].problems).count("/a/3: not read") == 1


def test_a_page_that_never_ends_is_given_up() -> None:
    """A reader that hangs is ended after the page's time and replaced; the page is held as unread."""

    async def hung() -> Seen:
        pool, problems = Processes(1, endless, page_s=0.2), list[str]()
        moment = datetime(2026, 3, 1, tzinfo=UTC)
        address = Url("https://a.example/1")
        try:
            page = Fetch(address, address, moment, 200, body=b"<p>Text")
            return await Readers(pool, load_topic("japan-eu-pact"), problems).see(Sheet(page, None))
        finally:
            await pool.close()

    assert asyncio.run(hung()) == failed("its process died")


def test_a_reader_that_is_shot_costs_nothing(plain: Watched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that is killed from outside in the middle of a batch: its pages are read by another one, once."""
    shot = partial(shot_once, str(tmp_path / "shot"))
    monkeypatch.setattr(hands, "Processes", lambda workers: Processes(workers, shot))
    watched = watch(tmp_path / "watched", Hands(workers=1))
    assert (tmp_path / "shot").exists()
    assert watched.rows == plain.rows


def test_readers_end_with_a_pass_that_is_killed(tmp_path: Path) -> None:
    """A pass that gets SIGKILL leaves no reading process behind."""
    program = (
        "import asyncio, os\n"
        "from pactwatch.readers import Processes\n"
        "async def main():\n"
        "    worker, pid = await Processes(1)._start()\n"
        "    print(pid, flush=True)\n"
        "    os.kill(os.getpid(), 9)\n"
        "asyncio.run(main())\n"
    )
    file = tmp_path / "killed.py"
    file.write_text(program.replace("asyncio.run", "if __name__ == '__main__': asyncio.run"), encoding="utf-8")
    done = subprocess.run([sys.executable, file], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    pid = int(done.stdout)
    deadline = time.monotonic() + 20
    while Path(f"/proc/{pid}").exists() and _state(pid) != "Z" and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(f"/proc/{pid}").exists() or _state(pid) == "Z"


def _state(pid: int) -> str:
    """Give the state of a process."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return "Z"


# ---------------------------------------------------------------- any pool


class Scripted:
    """A pool that keeps a script: what happens to each batch it is given."""

    def __init__(self, *script: type[Exception] | None, slots: int = 1) -> None:
        self.slots = slots
        self.script = list(script)
        self.batches: list[int] = []
        self.at_once = self.most_at_once = 0

    async def read(self, topic: bytes, batch: Sequence[Sheet]) -> list[Seen]:
        """Fail as written, or read twice, as a cluster may."""
        self.batches.append(len(batch))
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0)
        self.at_once -= 1
        failure = self.script.pop(0) if self.script else None
        if failure:
            raise failure("as written")
        first, second = (read_batch(topic, batch, None) for _ in range(2))
        assert first == second
        return second

    async def close(self) -> None:
        """Nothing was started."""


def with_pool(pool: Scripted, monkeypatch: pytest.MonkeyPatch) -> Scripted:
    """Let passes read by a pool."""

    async def found(who: Hands, due: int) -> Scripted:
        return pool

    monkeypatch.setattr(hands, "_pool_for", found)
    return pool


def test_what_comes_while_readers_are_busy_goes_together(
    plain: Watched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No more batches are out than the pool takes, none is larger than the bound, and each page is in one."""
    pool = with_pool(Scripted(slots=2), monkeypatch)
    assert watch(tmp_path, Hands()).rows == plain.rows
    assert sum(pool.batches) == 24
    assert max(pool.batches) <= BATCH_PAGES
    assert pool.most_at_once <= 2


def test_a_pool_without_readers_leaves_the_pages_to_the_pass(
    plain: Watched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nobody reads, the pass reads, says so once, and no page is blamed."""
    with_pool(Scripted(*[NobodyReads] * 24), monkeypatch)
    watched = watch(tmp_path, Hands())
    assert watched.rows == plain.rows
    assert watched.summaries[0].problems == ["as written: pages are read here instead"]


def test_a_page_is_given_up_only_when_it_fails_alone(
    plain: Watched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader's death costs a second reading, and no page."""
    with_pool(Scripted(ReaderDied), monkeypatch)
    assert watch(tmp_path, Hands()).rows == plain.rows


class Twice(LocalEngine):
    """Delivers every batch twice."""

    async def check(self, desk: Desk, batch: Sequence[DueArticle]) -> None:
        """Check one batch, and again."""
        await super().check(desk, batch)
        await super().check(desk, batch)


def test_a_batch_that_is_delivered_twice_is_stored_once(plain: Watched, tmp_path: Path) -> None:
    """What is settled in a pass is not asked for again."""
    assert watch(tmp_path, Hands(workers=1), Twice()).rows == plain.rows


# ---------------------------------------------------------------- a Dask cluster

# Their cluster loses a member in the middle: on a loaded machine these have been seen to wait for minutes.
ROUGH = pytest.mark.skipif(
    not os.environ.get("PACTWATCH_DASK"), reason="a cluster that loses members, minutes each: PACTWATCH_DASK=1 runs it"
)


class Cluster:
    """A scheduler and workers, started as separate processes on loopback, as an operator does."""

    def __init__(self, folder: Path, free: Sequence[int]) -> None:
        self._folder = folder
        self.address = f"tcp://127.0.0.1:{free[0]}"
        self._free = free
        keep = {key: value for key, value in os.environ.items() if not key.startswith("DASK")}
        here = os.pathsep.join([str(SUPPORT), os.environ.get("PYTHONPATH", "")])
        # A task is given up after one death: the second try, alone, is ours.
        self._env = keep | {"PYTHONPATH": here, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
        self.scheduler = self._start("scheduler", "--port", str(free[0]), "--dashboard-address", f"127.0.0.1:{free[1]}")
        self.workers: list[subprocess.Popen[bytes]] = []

    def _start(self, what: str, *more: str) -> subprocess.Popen[bytes]:
        """Start a process of the cluster."""
        program = f"from distributed.cli.dask_{what} import main; main()"
        with (self._folder / f"{what}.log").open("ab") as log:
            command = [sys.executable, "-W", "ignore", "-c", program, "--host", "127.0.0.1", *more]
            return subprocess.Popen(command, cwd=self._folder, env=self._env, stdout=log, stderr=log)

    def add_worker(self) -> None:
        """Start a worker; without a nanny it is not replaced when it dies, which is this class's business."""
        more = ("--no-nanny", "--nthreads", "1", "--dashboard-address", "127.0.0.1:0", "--local-directory")
        self.workers.append(self._start("worker", self.address, *more, str(self._folder)))

    def restart(self) -> None:
        """End the scheduler as if its machine had failed, and start another one with workers at the same place."""
        self.scheduler.kill()
        self.scheduler.wait()
        self.scheduler = self._start(
            "scheduler", "--port", str(self._free[0]), "--dashboard-address", f"127.0.0.1:{self._free[1]}"
        )
        self.add_worker()

    def end(self) -> None:
        """End everything."""
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@contextmanager
def tending(cluster: Cluster, wanted: int) -> Iterator[None]:
    """Replace workers that die, as a nanny or a machine's init does."""
    over = threading.Event()

    def tend() -> None:
        while not over.wait(0.1):
            cluster.workers = [worker for worker in cluster.workers if worker.poll() is None]
            while len(cluster.workers) < wanted:
                cluster.add_worker()

    thread = threading.Thread(target=tend)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """One cluster for all tests of this file."""
    pytest.importorskip("distributed")
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as other:
        free = [one.getsockname()[1], other.getsockname()[1]]
    found = Cluster(tmp_path_factory.mktemp("dask"), free)
    found.add_worker()
    try:
        yield found
    finally:
        found.end()


def dask(cluster: Cluster, monkeypatch: pytest.MonkeyPatch, read: Read = read_batch) -> Hands:
    """Give hands that are the cluster's, with a reader of ours."""

    class Pool(DaskPool):
        """The same, impatient."""

        @classmethod
        async def connected(cls, address: str | None, workers: int, *_: object) -> DaskPool:  # type: ignore[override]
            return await DaskPool.connected(address, workers, read, away_s=90.0)

    monkeypatch.setattr(hands, "DaskPool", Pool)
    return Hands(dask=True, address=cluster.address)


@pytest.mark.slow
def test_a_cluster_keeps_what_a_pass_by_itself_keeps(plain: Watched, cluster: Cluster, tmp_path: Path) -> None:
    """With scheduler and worker as processes of their own the archive has the same rows."""
    watched = watch(tmp_path, Hands(dask=True, address=cluster.address))
    assert watched.rows == plain.rows
    assert not [problem for summary in watched.summaries for problem in summary.problems]


@ROUGH
@pytest.mark.slow
def test_a_worker_killed_in_mid_pass_costs_nothing(
    plain: Watched, cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker dies while it reads: nothing is lost, nothing is stored twice."""
    with tending(cluster, 1):
        watched = watch(tmp_path / "watched", dask(cluster, monkeypatch, partial(shot_once, str(tmp_path / "shot"))))
    assert (tmp_path / "shot").exists()
    assert watched.rows == plain.rows


@ROUGH
@pytest.mark.slow
def test_a_page_that_kills_workers_is_partial(
    plain: Watched, cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Workers that die of a page are replaced; it is held as unread, all others are stored."""
    with tending(cluster, 1):
        watched = watch(tmp_path, dask(cluster, monkeypatch, crashing))
    assert without(watched.rows, 3) == without(plain.rows, 3)
    assert [row[2].partition(":")[0] for row in watched.of(3)] == ["reader-failed"] * 2


@ROUGH
@pytest.mark.slow
def test_a_scheduler_that_restarts_in_mid_pass_costs_nothing(
    plain: Watched, cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the old scheduler was given is sent to the new one."""
    who = dask(cluster, monkeypatch)

    class Restarting(LocalEngine):
        """Restarts the scheduler when the first page has come."""

        async def check(self, desk: Desk, batch: Sequence[DueArticle]) -> None:
            """Check one batch."""
            if desk.archive.rows("select 1 from versions limit 1"):
                cluster.restart()
            await super().check(desk, batch)

    assert watch(tmp_path, who, Restarting()).rows == plain.rows


@pytest.mark.slow
def test_a_cluster_that_is_not_there_is_said_in_one_sentence() -> None:
    """Nobody at the address: the pass does not begin to check, and says what to do."""
    pytest.importorskip("distributed")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(EngineError, match="start it with `dask scheduler`"):
        asyncio.run(DaskPool.connected(f"tcp://127.0.0.1:{port}", 1, patience_s=1))


def test_readers_end_nothing_that_is_not_theirs() -> None:
    """Without pages to read, nothing is started."""

    async def idle() -> None:
        pool = Processes(2)
        Readers(pool, load_topic("japan-eu-pact"), [])
        assert pool._idle == []
        await pool.close()

    asyncio.run(idle())
