"""One pass over a topic: find coverage, fetch what is due, store it, and say what changed.

Run by `pactwatch run`, by a deployment of `prefect.yaml`, or by hand: `python flows/monitor.py`.
"""

import asyncio
from contextlib import closing
from pathlib import Path

import httpx
from prefect import flow, get_run_logger
from prefect.runtime import flow_run

from pactwatch.archive import open_archive
from pactwatch.arguments import Hands
from pactwatch.config import environment, load_watch
from pactwatch.passes import Summary, run_live, run_offline
from pactwatch.paths import SEEDS
from pactwatch.report import summary_lines, summary_markdown
from pactwatch.secrets import find_secrets
from pactwatch.tasks import (
    PrefectEngine,
    announce,
    drop_events,
    publish_summary,
    read_secret,
    stop_temporary_servers,
)

__all__ = ["monitor", "stop_temporary_servers"]


def _run_name() -> str:
    """Name a run after what it watches."""
    return f"monitor {Path(flow_run.parameters.get('topic') or load_watch(None, None).topic.name).stem}"


@flow(name="monitor", flow_run_name=_run_name, persist_result=False, validate_parameters=False)
async def monitor(
    topic: str | None = None,
    archive: str | None = None,
    offline: bool = False,
    wait: bool = True,
    workers: int | None = None,
    dask: bool = False,
    address: str | None = None,
) -> Summary:
    """Do one pass; `offline` replays the seeds instead, round by round.

    `topic` is a shipped topic's name or a topic file, `archive` the SQLite file; both default to the environment's.
    `workers`, `dask` and `address` say who reads the pages, as the options of `pactwatch run` do.
    With `wait` a pass that finds another one writing waits for it; otherwise it fails with one sentence.
    """
    watch = load_watch(topic, archive)
    engine = PrefectEngine(wait_between_attempts=not offline)
    if offline:
        summary = await run_offline(watch.topic, watch.archive, engine, SEEDS, wait=wait)
    else:
        # In a thread that knows nothing of this flow: within an async one, Prefect gives a coroutine for a block.
        secrets = await asyncio.get_running_loop().run_in_executor(
            None, find_secrets, [watch.topic.ping_url], environment(), read_secret
        )
        hands = Hands(workers, dask, address)
        summary = await run_live(watch.topic, watch.archive, engine, wait=wait, hands=hands, environ=secrets.environ)
        summary.problems += [secrets.problem] if secrets.problem else []
    with closing(open_archive(watch.archive, readonly=True)) as opened:
        unsaid = announce(summary, opened)
        told = summary_markdown(summary, opened)
    if unsaid:
        get_run_logger().warning(unsaid)
    try:
        await publish_summary(summary, told)
    except httpx.HTTPError:
        drop_events()
        raise
    for line in summary_lines(summary):
        get_run_logger().info(line)
    return summary


if __name__ == "__main__":
    asyncio.run(monitor())
