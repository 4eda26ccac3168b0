"""Who reads the pages of a pass: the pass itself, processes beside it, or a cluster."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from pactwatch.arguments import Hands
from pactwatch.cluster import DaskPool
from pactwatch.model import Topic
from pactwatch.readers import Pool, Processes, Readers

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
    return Processes(hands.workers) if hands.workers and due else None
