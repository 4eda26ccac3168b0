"""Who reads the pages of a pass: the pass itself, processes beside it, or a cluster."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from pactwatch.arguments import Hands
from pactwatch.cluster import DaskPool
from pactwatch.model import Topic
from pactwatch.readers import Pool, Processes, Readers

# With fewer due articles, starting processes costs more than they bring.
WORTH_PROCESSES = 200
# One process fetches, compares and stores; more readers than this would wait for it.
MOST_BY_ITSELF = 4
# Of a cluster that is made for a pass.
CLUSTER_WORKERS = 2


@asynccontextmanager
async def readers_for(hands: Hands, topic: Topic, due: int, problems: list[str]) -> AsyncIterator[Readers | None]:
    """Give whoever reads the pages of *due* articles; None: the pass itself. What goes wrong is told in *problems*."""
    pool = await _pool_for(hands, due)
    if pool is None:
        yield None
        return
    try:
        yield Readers(pool, topic, problems)
    finally:
        await pool.close()


async def _pool_for(hands: Hands, due: int) -> Pool | None:
    """Start or find the readers."""
    if hands.dask:
        return await DaskPool.connected(hands.address, hands.workers or CLUSTER_WORKERS) if due else None
    workers = hands.workers
    if workers is None:
        workers = min(MOST_BY_ITSELF, os.cpu_count() or 1) if due >= WORTH_PROCESSES else 0
    return Processes(workers) if workers else None
