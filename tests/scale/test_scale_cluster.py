"""Pages read by a Dask cluster, its scheduler and workers processes of their own: one archive, whatever is lost."""

from __future__ import annotations

import asyncio
import os
import pickle
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from poison import crashing, shot_once, tripping, waiting_once
from two_passes import Watched, watch, watch_plainly, without

from pactwatch import hands
from pactwatch.arguments import Hands
from pactwatch.cluster import AHEAD, DaskPool
from pactwatch.config import load_topic
from pactwatch.errors import EngineError
from pactwatch.model import Fetch, Url
from pactwatch.readers import NobodyReads, Read, ReaderDied
from pactwatch.reading import Seen, Sheet, read_batch

pytestmark = pytest.mark.slow

SUPPORT = Path(__file__).resolve().parents[1] / "support"


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    """What is kept when the passes read their pages themselves."""
    return watch_plainly(tmp_path_factory.mktemp("plain"))


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

    def lose_scheduler(self) -> None:
        """End the scheduler as if its machine had failed, and its workers with it."""
        self.scheduler.kill()
        self.scheduler.wait()
        self.lose_workers()

    def lose_workers(self) -> None:
        """End all workers."""
        for worker in self.workers:
            worker.kill()
            worker.wait()
        self.workers = []

    def start_again(self) -> None:
        """Start another scheduler, with a worker, at the same place."""
        self.scheduler = self._start(
            "scheduler", "--port", str(self._free[0]), "--dashboard-address", f"127.0.0.1:{self._free[1]}"
        )
        self.add_worker()

    def end(self) -> None:
        """End everything."""
        self.lose_scheduler()


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
        settled(found, lambda: None)
        yield found
    finally:
        found.end()


@contextmanager
def when_there(flag: Path, act: Callable[[], None]) -> Iterator[None]:
    """Do something as soon as a file is there; ends when it is done."""

    def wait() -> None:
        deadline = time.monotonic() + 60
        while not flag.exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        act()

    thread = threading.Thread(target=wait)
    thread.start()
    try:
        yield
    finally:
        thread.join()


def settled(cluster: Cluster, mend: Callable[[], None]) -> None:
    """Mend a cluster, and wait until its worker is there."""
    mend()
    distributed = pytest.importorskip("distributed")

    async def wait() -> None:
        async with distributed.Client(cluster.address, asynchronous=True, set_as_default=False, timeout=60) as client:
            await client.wait_for_workers(1, timeout=60)

    asyncio.run(wait())


def dask(cluster: Cluster, monkeypatch: pytest.MonkeyPatch, read: Read = read_batch, away_s: float = 60.0) -> Hands:
    """Give hands that are the cluster's, with a reader of ours."""

    class Pool(DaskPool):
        """The same, with the patience that is asked for."""

        @classmethod
        async def connected(cls, address: str | None, workers: int, *_: object) -> DaskPool:  # type: ignore[override]
            return await DaskPool.connected(address, workers, read, away_s=away_s)

    monkeypatch.setattr(hands, "DaskPool", Pool)
    return Hands(dask=True, address=cluster.address)


def test_a_cluster_keeps_what_a_pass_by_itself_keeps(plain: Watched, cluster: Cluster, tmp_path: Path) -> None:
    """With scheduler and worker as processes of their own the archive has the same rows."""
    watched = watch(tmp_path, Hands(dask=True, address=cluster.address))
    assert watched.rows == plain.rows
    assert not [problem for summary in watched.summaries for problem in summary.problems]


def test_a_cluster_takes_what_its_workers_can_take(cluster: Cluster) -> None:
    """The number of its workers is what counts, not that of a cluster which would be made here."""

    async def taken() -> int:
        pool = await DaskPool.connected(cluster.address, 64)
        try:
            return pool.slots
        finally:
            await pool.close()

    assert asyncio.run(taken()) == AHEAD * len(cluster.workers)


def test_a_worker_killed_in_mid_pass_costs_nothing(
    plain: Watched, cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker dies while it reads: nothing is lost, nothing is stored twice."""
    with tending(cluster, 1):
        watched = watch(tmp_path / "watched", dask(cluster, monkeypatch, partial(shot_once, str(tmp_path / "shot"))))
    assert (tmp_path / "shot").exists()
    assert watched.rows == plain.rows
    assert not [problem for summary in watched.summaries for problem in summary.problems]


def test_a_page_that_kills_workers_is_partial(
    plain: Watched, cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Workers that die of a page are replaced; it is held as unread, all others are stored."""
    with tending(cluster, 1):
        watched = watch(tmp_path, dask(cluster, monkeypatch, crashing))
    assert without(watched.rows, 3) == without(plain.rows, 3)
    assert [row[2].partition(":")[0] for row in watched.of(3)] == ["reader-failed"] * 2


def test_a_scheduler_that_restarts_in_mid_pass_costs_nothing(
    plain: Watched, cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the old scheduler and its worker had in hand is sent to the new one."""

    def restart() -> None:
        cluster.lose_scheduler()
        cluster.start_again()

    flag = tmp_path / "waiting"
    with when_there(flag, restart):
        watched = watch(tmp_path / "watched", dask(cluster, monkeypatch, partial(waiting_once, str(flag))))
    assert flag.exists()
    assert watched.rows == plain.rows
    assert not [problem for summary in watched.summaries for problem in summary.problems]


@pytest.mark.parametrize("lost", ["scheduler", "workers"])
def test_a_cluster_that_goes_leaves_the_pages_to_the_pass(
    plain: Watched, cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    """Where a cluster goes in mid-pass and does not come back, the pass reads, says so once, and blames no page."""
    flag = tmp_path / "waiting"
    who = dask(cluster, monkeypatch, partial(waiting_once, str(flag)), away_s=3.0)
    lose, mend = {
        "scheduler": (cluster.lose_scheduler, cluster.start_again),
        "workers": (cluster.lose_workers, cluster.add_worker),
    }[lost]
    with when_there(flag, lose):
        watched = watch(tmp_path / "watched", who, between=lambda: settled(cluster, mend))
    assert watched.rows == plain.rows
    first, second = (summary.problems for summary in watched.summaries)
    assert len(first) == 1
    assert first[0].startswith("the Dask cluster ")
    assert first[0].endswith(": pages are read here instead")
    assert second == []


def test_a_cluster_without_workers_is_waited_for_once(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once it has been waited for in vain no batch is sent to it, until it has workers again."""
    topic = pickle.dumps(load_topic("japan-eu-pact"))
    sent = []
    attempt = DaskPool._attempt

    async def counted(pool: DaskPool, topic: bytes, batch: Sequence[Sheet]) -> list[Seen] | None:
        sent.append(batch)
        return await attempt(pool, topic, batch)

    monkeypatch.setattr(DaskPool, "_attempt", counted)

    async def asked() -> None:
        pool = await DaskPool.connected(cluster.address, 1, away_s=1.0)
        cluster.lose_workers()
        for _ in range(3):
            with pytest.raises(NobodyReads):
                await pool.read(topic, [])
        assert len(sent) == 1
        await asyncio.to_thread(settled, cluster, cluster.add_worker)
        assert await pool.read(topic, []) == []
        await pool.close()

    asyncio.run(asked())


def test_workers_that_cannot_read_are_done_without(
    plain: Watched, cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Workers that lack what they are sent read nothing; the pass does, says why once, and blames no page."""
    watched = watch(tmp_path, dask(cluster, monkeypatch, tripping))
    assert watched.rows == plain.rows
    (said,) = watched.summaries[0].problems
    assert "Dask workers cannot read (ModuleNotFoundError: No module named 'pactwatch'): pages are read here" in said


def test_a_cluster_that_is_busy_is_no_fault_of_a_page(cluster: Cluster) -> None:
    """A batch that no worker has taken up in its time is read by the pass; its pages are not in doubt."""
    distributed = pytest.importorskip("distributed")

    async def asked() -> None:
        pool = await DaskPool.connected(cluster.address, 1, page_s=0.2, grace_s=0.2)
        async with distributed.Client(cluster.address, asynchronous=True, set_as_default=False) as other:
            others = [other.submit(time.sleep, 4, key=f"of another program {number}") for number in range(4)]
            while not any((await other.processing()).values()):
                await asyncio.sleep(0.05)
            try:
                with pytest.raises(NobodyReads, match="busy with other things"):
                    await pool.read(b"", [])
            finally:
                await other.cancel(others)
                await pool.close()

    asyncio.run(asked())


def test_a_batch_that_a_worker_never_ends_is_in_doubt(cluster: Cluster, tmp_path: Path) -> None:
    """Where the watch on a page's time does not end a worker, the pass waits no longer than twice that."""
    address = Url("https://a.example/3")
    page = Sheet(Fetch(address, address, datetime(2026, 3, 1, tzinfo=UTC), 200, body=b"<p>Text"), None)

    async def asked() -> None:
        hanging = partial(waiting_once, str(tmp_path / "waiting"))
        pool = await DaskPool.connected(cluster.address, 1, hanging, page_s=0.2, grace_s=0.2)
        try:
            with pytest.raises(ReaderDied, match="its worker hangs"):
                await pool.read(b"", [page])
        finally:
            await pool.close()

    try:
        asyncio.run(asked())
    finally:
        cluster.lose_workers()
        settled(cluster, cluster.add_worker)


def test_a_cluster_that_is_not_there_is_said_in_one_sentence() -> None:
    """Nobody at the address: the pass does not begin to check, and says what to do."""
    pytest.importorskip("distributed")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(EngineError, match="start it with `dask scheduler`"):
        asyncio.run(DaskPool.connected(f"tcp://127.0.0.1:{port}", 1, away_s=1))
