"""A Dask cluster as a pool of readers: its workers read pages, while one pass fetches, compares and stores.

Only reading is sent out: pages and what was read of them, as frozen dataclasses. A batch may be read twice, by a worker
that was given up and by its successor; it is pure, and only one answer comes back. Asking stays with the pass, so that
a host's pace and its robots.txt are kept by one process whatever the cluster is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Sequence
from typing import Any, Self, cast

from pactwatch.errors import EngineError
from pactwatch.readers import GRACE_S, PAGE_S, NobodyReads, Read, ReaderDied
from pactwatch.reading import Seen, Sheet, read_batch

# So long a scheduler may be away, or be without workers, before the pass reads its pages itself; so long an address is
# tried before a pass is told that nobody is there.
AWAY_S = 20.0
# How often it is asked whether it has workers at all, while an answer is waited for.
LOOK_S = 2.0
# Batches for each worker at once: one in hand, one on its way.
AHEAD = 2


class DaskPool:
    """Reads batches on a cluster; one that is away for long, or loses its workers, says so."""

    def __init__(
        self,
        client: Any,  # distributed's classes are not typed
        cluster: Any,
        read: Read = read_batch,
        page_s: float = PAGE_S,
        away_s: float = AWAY_S,
        grace_s: float = GRACE_S,
    ) -> None:
        self.slots = AHEAD
        self._client = client
        self._cluster = cluster
        self._read = read
        self._page_s = page_s
        self._away_s = away_s
        self._grace_s = grace_s
        self._given_up = False
        """Whether the last batch found nobody: the next ones do not wait again."""

    @classmethod
    async def connected(
        cls,
        address: str | None,
        workers: int,
        read: Read = read_batch,
        page_s: float = PAGE_S,
        away_s: float = AWAY_S,
        grace_s: float = GRACE_S,
    ) -> Self:
        """Connect to a scheduler, or make a cluster of *workers* processes here.

        Raises:
            EngineError: Dask is missing, or nobody answers at *address*.
        """
        try:
            # the extra `dask`: 0.5 s, which other passes need not wait for
            import distributed
        except ImportError:
            raise EngineError("reading on a cluster needs Dask: pip install 'pactwatch[dask]'.") from None
        dask: Any = distributed  # half of it has no types
        cluster = None
        if address is None:
            cluster = await dask.LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                host="127.0.0.1",
                dashboard_address=None,
                asynchronous=True,
                silence_logs=50,
            )
        try:
            # `timeout` is also how long the client itself looks for a scheduler that has gone
            client = await dask.Client(cluster or address, asynchronous=True, set_as_default=False, timeout=away_s)
        except (OSError, ValueError) as error:
            raise EngineError(
                f"no Dask scheduler answers at {address} ({str(error)[:200]}); start it with `dask scheduler`."
            ) from None
        pool = cls(client, cluster, read, page_s, away_s, grace_s)
        await pool._count_workers()
        return pool

    async def _count_workers(self) -> int:
        """Ask how many workers there are, and take as many batches; 0: none, or no scheduler that would say so."""
        try:
            # not `scheduler_info`: that of an asynchronous client lists no workers
            count = len(await asyncio.wait_for(self._client.nthreads(), LOOK_S))
        except OSError:  # a time-out is one
            return 0
        self.slots = AHEAD * max(1, count)
        return count

    async def read(self, topic: bytes, batch: Sequence[Sheet]) -> list[Seen]:
        """Read a batch on the cluster; what a scheduler forgot when it ended is sent again."""
        try:
            found = await self._patiently(topic, batch)
        except NobodyReads:
            self._given_up = True
            raise
        self._given_up = False
        return found

    async def _patiently(self, topic: bytes, batch: Sequence[Sheet]) -> list[Seen]:
        """Send a batch until it is answered, or nobody has been there for too long."""
        there = self._now()
        patience = 0.0 if self._given_up else self._away_s
        while self._client.status != "closed":
            if self._client.status == "running":
                if self._given_up and not await self._count_workers():
                    break
                found = await self._attempt(topic, batch)
                if found is not None:
                    return found
                there = self._now()
            if self._now() - there >= patience:
                break
            await asyncio.sleep(0.1)
        raise NobodyReads("the Dask cluster is away")

    async def _attempt(self, topic: bytes, batch: Sequence[Sheet]) -> list[Seen] | None:
        """Send a batch once; None: the scheduler is gone, and the batch with it."""
        comm = self._client.scheduler_comm
        job = self._client.submit(self._read, topic, tuple(batch), self._page_s, pure=False)
        waits: asyncio.Future[list[Seen]] = asyncio.ensure_future(cast("Awaitable[list[Seen]]", job.result()))
        began = helped = self._now()
        try:
            while not (await asyncio.wait([waits], timeout=LOOK_S))[0]:
                if await self._count_workers():
                    helped = self._now()
                if self._client.scheduler_comm is not comm:
                    return None  # a batch that was sent as the connection broke is not known to be lost
                if self._now() - helped > self._away_s:
                    raise NobodyReads("the Dask cluster has no workers")
                if self._now() - began > AHEAD * self._page_s + self._grace_s:
                    if await self._in_hand(job.key):
                        raise ReaderDied("its worker hangs")
                    raise NobodyReads("the Dask cluster is busy with other things")
            return _answer(job, waits)
        finally:
            waits.cancel()

    async def _in_hand(self, key: str) -> bool:
        """Ask whether a worker runs a batch; if it only waits its turn, no page of it is to blame."""
        try:
            running = await asyncio.wait_for(self._client.call_stack(keys=[key]), LOOK_S)
        except (OSError, KeyError):  # nobody says so, or the scheduler does not know the batch
            return False
        return any(key in keys for keys in running.values())

    @staticmethod
    def _now() -> float:
        """Give the time, for measuring how long a cluster is away."""
        return asyncio.get_running_loop().time()

    async def close(self) -> None:
        """Leave the cluster; end one that was made here."""
        await self._client.close()
        if self._cluster is not None:
            await self._cluster.close()


def _answer(job: Any, waits: asyncio.Future[list[Seen]]) -> list[Seen] | None:
    """Give what a batch has come to; None: the scheduler went before it could be handed over."""
    # the extra is there, or there would be no client
    from distributed import KilledWorker

    # the same; not one of its public names, but what a caller has to catch
    from distributed.client import FutureCancelledError

    try:
        return waits.result()
    except KilledWorker as error:
        raise ReaderDied(f"workers died of it: {str(error)[:100]}") from None
    except FutureCancelledError:
        return None
    except Exception as error:
        if job.status == "error":  # on the worker, and no page's fault: such as one that lacks Pactwatch
            raise NobodyReads(f"Dask workers cannot read ({type(error).__name__}: {str(error)[:100]})") from None
        if isinstance(error, OSError):
            return None
        raise
