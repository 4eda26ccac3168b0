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

# So long a scheduler may be away, or be without workers, before the pass reads its pages itself.
AWAY_S = 30.0
# So long an address is tried before a pass is told that nobody is there.
PATIENCE_S = 10.0
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
        slots: int,
        read: Read = read_batch,
        page_s: float = PAGE_S,
        away_s: float = AWAY_S,
    ) -> None:
        self.slots = slots
        self._client = client
        self._cluster = cluster
        self._read = read
        self._page_s = page_s
        self._away_s = away_s

    @classmethod
    async def connected(
        cls,
        address: str | None,
        workers: int,
        read: Read = read_batch,
        page_s: float = PAGE_S,
        away_s: float = AWAY_S,
        patience_s: float = PATIENCE_S,
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
            client = await dask.Client(cluster or address, asynchronous=True, set_as_default=False, timeout=patience_s)
        except (OSError, ValueError) as error:
            raise EngineError(
                f"no Dask scheduler answers at {address} ({str(error)[:200]}); start it with `dask scheduler`."
            ) from None
        known = len(client.scheduler_info(n_workers=-1)["workers"])
        return cls(client, cluster, AHEAD * max(known, workers), read, page_s, away_s)

    async def read(self, topic: bytes, batch: Sequence[Sheet]) -> list[Seen]:
        """Read a batch on the cluster; what a scheduler forgot when it ended is sent again."""
        deadline = self._now() + self._away_s
        while True:
            if self._client.status == "closed":
                raise NobodyReads("the Dask scheduler is away")
            if self._client.status == "running":
                found = await self._attempt(topic, batch)
                if found is not None:
                    return found
            if self._now() > deadline:
                raise NobodyReads("the Dask scheduler is away")
            await asyncio.sleep(0.1)

    async def _attempt(self, topic: bytes, batch: Sequence[Sheet]) -> list[Seen] | None:
        """Send a batch once; None: the scheduler is gone, and the batch with it."""
        # the extra is there, or there would be no client
        from distributed import KilledWorker

        # the same; not one of its public names, but what a caller has to catch
        from distributed.client import FutureCancelledError

        comm = self._client.scheduler_comm
        job = self._client.submit(self._read, topic, tuple(batch), self._page_s, pure=False)
        waits: asyncio.Future[list[Seen]] = asyncio.ensure_future(cast("Awaitable[list[Seen]]", job.result()))
        began = helped = self._now()
        try:
            while not waits.done():
                await asyncio.wait([waits], timeout=LOOK_S)
                if self._client.scheduler_comm is not comm:
                    return None  # a batch that was sent as the connection broke is not known to be lost
                now = self._now()
                if self._client.scheduler_info(n_workers=-1)["workers"]:
                    helped = now
                if now - helped > self._away_s:
                    raise NobodyReads("the Dask cluster has no workers")
                if now - began > len(batch) * self._page_s * AHEAD + GRACE_S:
                    raise ReaderDied("its worker hangs")
            return waits.result()
        except KilledWorker as error:
            raise ReaderDied(f"workers died of it: {str(error)[:100]}") from None
        except FutureCancelledError:
            return None
        finally:
            waits.cancel()

    @staticmethod
    def _now() -> float:
        """Give the time, for measuring how long a cluster is away."""
        return asyncio.get_running_loop().time()

    async def close(self) -> None:
        """Leave the cluster; end one that was made here."""
        await self._client.close()
        if self._cluster is not None:
            await self._cluster.close()
