"""The parts of a pass as Prefect tasks: batches, retries, one artifact. Imported only where a flow runs: it is dear.

A task takes a batch of up to 100 articles, because a task run costs 12-40 ms and 20 KB of Prefect's database (measured)
while the same spread over a batch is nothing. What happened to each URL is in our own `fetches` and `runs` tables.
"""

from __future__ import annotations

import queue
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import TypeVar, cast

from prefect import task
from prefect.artifacts import acreate_markdown_artifact
from prefect.blocks.system import Secret
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.events import emit_event
from prefect.events.worker import EventsWorker
from prefect.runtime import task_run
from prefect.tasks import Task
from prefect.utilities.annotations import quote

from pactwatch.archive import Archive, DueArticle, SourceRow
from pactwatch.errors import EngineError, RetryLater
from pactwatch.happened import MOST, Happening, happened
from pactwatch.passes import Summary, retry_delay_s
from pactwatch.steps import Desk, check_articles, read_sources

T = TypeVar("T")


async def _may_pass(task: Task[..., object], run: TaskRun, state: State[object]) -> bool:
    """Say whether a failed task is worth another attempt: only when some articles may still answer."""
    # `state.result()` in here would silently never retry in an async task (Prefect 3.8, 3.9); `aresult` works.
    return isinstance(await state.aresult(raise_on_failure=False), RetryLater)


# Retries are set for each pass by `PrefectEngine`; results stay in this process, so nothing is cached or persisted.
@task(name="read sources", cache_policy=NO_CACHE, persist_result=False)
async def read_sources_task(desk: Desk, sources: Sequence[SourceRow]) -> int:
    """Read every source of the topic; give the number of new leads."""
    await read_sources(desk, sources)
    return desk.tally.new_leads


@task(
    name="check articles",
    cache_policy=NO_CACHE,
    persist_result=False,
    retry_condition_fn=_may_pass,
    task_run_name="check {first} and {more} more",
)
async def check_articles_task(desk: Desk, batch: Sequence[DueArticle], first: str, more: int) -> int:
    """Fetch, read, compare and store a batch; give its size.

    Raises:
        RetryLater: some may answer on another attempt; those that are settled are not fetched again.
    """
    last = int(task_run.run_count or 1) >= desk.topic.fetch.attempts
    left = await check_articles(desk, batch, last_attempt=last)
    if left:
        raise RetryLater([article.url for article in left], "time-outs or server errors")
    return len(batch)


def _whole(argument: T) -> T:
    """Keep Prefect from looking for other tasks' states in an argument, article by article; the task gets it bare."""
    return cast(T, quote(argument))


class PrefectEngine:
    """Runs the parts of a pass as Prefect tasks; must be used inside a flow."""

    def __init__(self, *, wait_between_attempts: bool = True) -> None:
        self._wait = wait_between_attempts

    async def read_sources(self, desk: Desk, sources: Sequence[SourceRow]) -> None:
        """Read every source in one task."""
        await read_sources_task(_whole(desk), _whole(sources))

    async def check(self, desk: Desk, batch: Sequence[DueArticle]) -> None:
        """Check one batch in one task, with Prefect's retries for what may pass."""
        attempts = desk.topic.fetch.attempts
        delays = [retry_delay_s(n) if self._wait else 0.0 for n in range(1, attempts)]
        retrying = check_articles_task.with_options(retries=attempts - 1, retry_delay_seconds=delays or 0)
        await retrying(_whole(desk), _whole(batch), batch[0].url, len(batch) - 1)


def stop_temporary_servers() -> None:
    """End the server processes that Prefect started for this process; those of others are left alone."""
    # Not imported: it is Prefect's whole server (2 s), and Prefect has imported it if it has started one.
    module = sys.modules.get("prefect.server.api.server")
    for server in list(module.SubprocessASGIServer._instances.values()) if module else []:
        if server.server_process is not None:
            server.server_process.terminate()


async def publish_summary(summary: Summary, markdown: str) -> None:
    """Leave what a pass did as one Markdown artifact, under a key of its topic."""
    key = "pass-" + "".join(c if c.isascii() and c.isalnum() else "-" for c in summary.topic.lower())
    await acreate_markdown_artifact(markdown=markdown, key=key, description=f"Last pass over {summary.topic}")


def drop_events() -> None:
    """Let go of the events that wait for an API which is gone: Prefect would try each for 7 s before it ends."""
    for worker in list(EventsWorker._instances.values()):  # type: ignore[misc]
        with suppress(queue.Empty):
            while True:
                worker._queue.get_nowait()


# Prefect only queues an event, in some 0.4 ms (measured); this bounds a pass should it ever wait.
EMITTING_S = 5.0


def announce(summary: Summary, archive: Archive) -> str:
    """Emit what the passes stored as Prefect events; say in a sentence why not, and never fail what is stored."""
    try:
        return emit_all(happened(archive, summary.topic, summary.run_ids))
    except Exception as error:  # noqa: BLE001 - whatever it is: the pass is done, and events are an extra
        return f"what this pass stored could not be emitted as Prefect events: {str(error) or type(error).__name__}"


def emit_all(events: Sequence[Happening], within_s: float = EMITTING_S) -> str:
    """Hand events to Prefect's own queue, up to a number and a time; say what was left out. Nothing is waited for."""
    until = time.monotonic() + within_s
    emitted = 0
    for one in events[:MOST]:
        if time.monotonic() >= until:
            break
        related, payload = [dict(labels) for labels in one.related], dict(one.payload)
        if emit_event(one.event, dict(one.resource), related=related, payload=payload, id=one.id) is None:
            break
        emitted += 1
    left = len(events) - emitted
    return f"{left} of {len(events)} Prefect events were not emitted; the archive holds what they tell" if left else ""


def read_secret(block: str) -> str:
    """Read a Secret block of Prefect; empty: there is none of that name.

    Raises:
        EngineError: it cannot be read.
    """
    try:
        loaded = Secret.load(block)
    except ValueError:  # what Prefect raises for a name it does not know
        return ""
    except Exception as error:  # noqa: BLE001 - whatever a client may raise; its words may quote an address with a key
        raise EngineError(
            f"Prefect's Secret block {block} cannot be read ({type(error).__name__}); "
            "see `prefect block ls`, or put what is missing into the environment."
        ) from None
    return str(loaded.value.get_secret_value()) if isinstance(loaded, Secret) else ""
