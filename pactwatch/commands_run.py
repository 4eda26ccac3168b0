"""What `pactwatch run` and `pactwatch schedule` do; `pactwatch.cli` reads the arguments.

Apart from the other commands because a pass begins sooner without them.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import closing
from types import ModuleType

import click
import httpx

from pactwatch.archive import open_archive
from pactwatch.arguments import Hands, parse_span
from pactwatch.clock import SystemClock
from pactwatch.config import Watch, environment, load_watch
from pactwatch.config.prefect_env import prepare_prefect
from pactwatch.engines import choose_engine, configured_api, load_flow
from pactwatch.errors import STOPPED, EngineError, UsageError
from pactwatch.passes import LocalEngine, Summary, run_live, run_offline, telling
from pactwatch.paths import SEEDS
from pactwatch.schedule import keep_going, run_bounded
from pactwatch.screen import Screen


def run(
    topic: str | None,
    archive_path: str | None,
    offline: bool,
    engine: str,
    no_wait: bool,
    as_json: bool,
    hands: Hands,
) -> None:
    """Do one pass: find coverage, fetch what is due, and say what changed; *hands* says who reads the pages."""
    if hands.address and not hands.dask:
        raise UsageError("--address names a Dask scheduler: use it with --task-runner dask.")
    watch = load_watch(topic, archive_path)
    screen = Screen(quiet=as_json)
    summary = _one_run(watch, topic, engine, screen, hands, offline=offline, wait=not no_wait)
    with closing(open_archive(watch.archive, readonly=True)) as archive:
        screen.summary(summary, archive, watch.topic, as_json=as_json)


def _one_run(
    watch: Watch, topic: str | None, engine: str, screen: Screen, hands: Hands, *, offline: bool, wait: bool
) -> Summary:
    """Do one pass on the engine that was asked for, with progress."""
    environ = environment()
    chosen, api = choose_engine(engine, environ)
    configured = configured_api(environ)
    if engine == "auto" and configured and api != configured:
        instead = f"using {api}" if api else "running in this process"
        screen.note(f"the Prefect API at {configured} does not answer: {instead}")
    with screen.pass_progress() as listener, telling(listener):
        if chosen == "prefect":
            return _run_with_prefect(watch, topic, api, screen, hands, offline=offline, wait=wait)
        return asyncio.run(_run_here(watch, hands, offline=offline, wait=wait))


async def _run_here(watch: Watch, hands: Hands, *, offline: bool, wait: bool) -> Summary:
    """Do the pass in this process."""
    if offline:
        return await run_offline(watch.topic, watch.archive, LocalEngine(), SEEDS, wait=wait)
    return await run_live(watch.topic, watch.archive, LocalEngine(), wait=wait, hands=hands)


def _run_with_prefect(
    watch: Watch, topic: str | None, api: str | None, screen: Screen, hands: Hands, *, offline: bool, wait: bool
) -> Summary:
    """Do the pass as a Prefect flow run, on the API that was found or on Prefect's own temporary server."""
    prepare_prefect(api)
    screen.note(f"Prefect: {api}" if api else "Prefect: starting its temporary server (10 to 20 seconds) …")
    flow_file = load_flow("monitor")
    # A terminal's Ctrl-C reaches Prefect's temporary server too; a flow that waits for a dead API would never end.
    before = signal.signal(signal.SIGINT, lambda *_: _stop_at_once(flow_file))
    try:
        readers = {"workers": hands.workers, "dask": hands.dask, "address": hands.address}
        result = asyncio.run(
            flow_file.monitor(topic=topic, archive=str(watch.archive), offline=offline, wait=wait, **readers)
        )
    except httpx.HTTPError as error:
        raise EngineError(
            f"Prefect's API went away during the pass ({type(error).__name__}): what was fetched is stored in "
            f"{watch.archive}, see `pactwatch runs`; what was not done yet, the next pass does."
        ) from None
    finally:
        signal.signal(signal.SIGINT, before)
    if not isinstance(result, Summary):
        raise TypeError(f"the monitor flow gave {type(result).__name__}, not a Summary")
    return result


def _stop_at_once(flow_file: ModuleType) -> None:
    """End the program within a Prefect run: what was finished is stored, and a transaction under way is not."""
    flow_file.stop_temporary_servers()
    click.echo(f"pactwatch: {STOPPED}", err=True)
    os._exit(130)


def schedule(topic: str | None, archive_path: str | None, every: str, passes: int | None, limit: str) -> None:
    """Keep passes going on this machine, and deliver what they owe, until stopped."""
    watch = load_watch(topic, archive_path)  # mistakes are told now, not after the first interval
    longest = parse_span(limit)
    given = ["--archive", str(watch.archive), *(["--topic", topic] if topic else [])]
    screen = Screen()
    failed = 0

    def step(*words: str) -> int:
        """Do one thing in a process of its own, which can be ended whatever it hangs in."""
        code = run_bounded([sys.executable, "-m", "pactwatch.cli", *words, *given], longest)
        if code is None:
            screen.note(f"{' '.join(words)} took longer than {limit} and was ended; the next one takes it up")
        return 1 if code is None else code

    def one_pass() -> None:
        """Do a pass and deliver; what goes wrong is said, and the next pass goes on."""
        nonlocal failed
        failed = step("run")
        if watch.archive.exists():
            step("alerts", "send")

    keep_going(one_pass, parse_span(every), passes, SystemClock().now)
    if failed:
        raise SystemExit(failed)
