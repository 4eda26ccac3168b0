"""One pass: read the sources, check what is due, in batches; and the offline pass, which replays the seeds' rounds.

A pass does not know what runs its batches: an `Engine` does. `LocalEngine` calls them one after the other in this
process; `pactwatch.tasks.PrefectEngine` makes a Prefect task of each.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Protocol

import httpx

from pactwatch import __version__, facts
from pactwatch.archive import Archive, DueArticle, SourceRow, open_archive, writer_lock
from pactwatch.arguments import Hands
from pactwatch.clock import CLOCK_ERROR, Clock, SystemClock, VirtualClock
from pactwatch.config import environment
from pactwatch.errors import ArchiveError, NetworkError, UsageError
from pactwatch.fetch import Client, HostMemory
from pactwatch.fetch.offline import SeedTransport
from pactwatch.hands import readers_for
from pactwatch.health import tell_troubles
from pactwatch.model import FetchRules, Topic
from pactwatch.ping import ping
from pactwatch.recheck import Planned, most_urgent
from pactwatch.rereading import read_facts_again
from pactwatch.steps import Desk, Tally, check_articles, read_sources
from pactwatch.urls import host_of

# A Prefect task costs 9 ms of client CPU and 20 KB of its database (measured); shared by 100 articles that is nothing.
BATCH = 100
# Where others read the pages: a sliding window bounds what is under way, and only the last of a batch wait for nobody.
WIDE_BATCH = 1_000
# The pass reads its pages itself.
ALONE = Hands(workers=0)


@dataclass(frozen=True, slots=True)
class Progress:
    """A word to whoever waits."""

    stage: str
    """`waiting`, `round`, `sources`, `articles`, `done`; `files` and `captures` of an ingest or a backfill."""
    done: int
    of: int
    note: str = ""


# Who is told about progress. A context variable, because a Prefect flow's parameters must be plain values.
progress: ContextVar[Callable[[Progress], None] | None] = ContextVar("progress", default=None)


def tell(stage: str, done: int, of: int, note: str = "") -> None:
    """Report progress, if anybody listens."""
    listener = progress.get()
    if listener:
        listener(Progress(stage, done, of, note))


@contextmanager
def telling(listener: Callable[[Progress], None] | None) -> Iterator[None]:
    """Report to *listener* meanwhile."""
    token = progress.set(listener)
    try:
        yield
    finally:
        progress.reset(token)


@dataclass(slots=True)
class Summary:
    """What one or several passes did."""

    topic: str
    archive: str
    passes: int = 0
    run_ids: list[int] = field(default_factory=list)
    started_at: datetime | None = None
    finished_at: datetime | None = None
    outcomes: Counter[str] = field(default_factory=Counter)
    articles_checked: int = 0
    new_articles: int = 0
    change_ids: list[int] = field(default_factory=list)
    conflicts_opened: int = 0
    alerts_owed: int = 0
    problems: list[str] = field(default_factory=list)

    def add(self, run_id: int, desk: Desk, finished_at: datetime) -> None:
        """Count one more pass."""
        tally = desk.tally
        self.passes += 1
        self.run_ids.append(run_id)
        self.started_at = self.started_at or desk.started_at
        self.finished_at = finished_at
        self.outcomes.update({outcome.value: n for outcome, n in tally.outcomes.items()})
        self.articles_checked += len(tally.settled)
        self.new_articles += tally.new_articles
        self.change_ids += tally.change_ids
        self.conflicts_opened += tally.conflicts_opened
        self.alerts_owed += tally.alerts_owed
        self.problems += tally.problems


class Engine(Protocol):
    """What runs the parts of a pass."""

    async def read_sources(self, desk: Desk, sources: Sequence[SourceRow]) -> None:
        """Read every source."""

    async def check(self, desk: Desk, batch: Sequence[DueArticle]) -> None:
        """Check one batch, with further attempts for what may pass."""


class LocalEngine:
    """Runs everything here and now."""

    async def read_sources(self, desk: Desk, sources: Sequence[SourceRow]) -> None:
        """Read every source."""
        await read_sources(desk, sources)

    async def check(self, desk: Desk, batch: Sequence[DueArticle]) -> None:
        """Check one batch; wait longer before each further attempt."""
        attempts = desk.topic.fetch.attempts
        left = list(batch)
        for attempt in range(1, attempts + 1):
            left = await check_articles(desk, left, last_attempt=attempt == attempts)
            if not left:
                return
            await desk.clock.sleep(retry_delay_s(attempt))


def retry_delay_s(attempt: int) -> float:
    """Give the wait after the *attempt*-th attempt, in seconds: 2, 4, 8 …

    >>> [retry_delay_s(n) for n in (1, 2, 3)]
    [2.0, 4.0, 8.0]
    """
    return float(2**attempt)


async def run_pass(
    topic: Topic,
    archive: Archive,
    clock: Clock,
    engine: Engine,
    transport: httpx.AsyncBaseTransport | None = None,
    hands: Hands = ALONE,
) -> tuple[int, Desk]:
    """Do one pass over *topic* and record it as a run; an unfinished run of a killed pass is taken up again."""
    now = clock.now()
    topic_id = archive.sync_topic(topic, now)
    run_id, started_at = archive.start_run(topic_id, now, _LIVE if transport is None else _OFFLINE)
    _hear_what_was_left(archive)
    async with Client(topic.fetch, clock, transport=transport, memory=archive.hosts(HostMemory)) as client:
        desk = Desk(topic, topic_id, run_id, started_at, archive, client, clock, Tally())
        try:
            _check_clock(desk)
            again = read_facts_again(archive, topic, topic_id, now)
            desk.tally.problems += [again.sentence] if again.sentence else []
            await _discover(desk, engine)
            await _check_due(desk, engine, hands)
            desk.tally.alerts_owed += tell_troubles(archive, topic, topic_id, clock.now())
            _require_an_answer(desk)
        except Exception as error:
            _record_failure(desk, error)
            raise
    archive.remember_hosts(client.memory(), clock.now())
    archive.finish_run(run_id, clock.now())
    tell("done", 1, 1)
    return run_id, desk


# Articles that an earlier Pactwatch read without comparing them; one takes some 5 ms, the next pass takes up the rest.
_LEFT_AT_ONCE = 5_000


def _hear_what_was_left(archive: Archive) -> None:
    """Find out whose voice those articles speak with that were read before this was kept."""
    left = archive.unheard(_LEFT_AT_ONCE)
    if left:
        with archive.transaction():
            for article_id in left:
                facts.hear(archive, article_id)


def _check_clock(desk: Desk) -> None:
    """Say so if this machine's clock is behind the last pass: every time that this one writes is then in doubt."""
    last = desk.archive.last_run_started(desk.topic_id)
    if last is not None and last > desk.started_at + CLOCK_ERROR:
        desk.tally.problems.append(
            f"this machine's clock says {desk.started_at:%Y-%m-%d %H:%M} UTC, but the last pass began at "
            f"{last:%Y-%m-%d %H:%M}: set it right, for it stamps what is found"
        )


def _record_failure(desk: Desk, error: Exception) -> None:
    """Note in the archive why a pass ended early, if the archive can still be written."""
    # Where the archive itself is what failed, the error on its way up says so.
    with suppress(ArchiveError, sqlite3.Error):
        desk.archive.remember_hosts(desk.client.memory(), desk.clock.now())
        desk.archive.finish_run(desk.run_id, desk.clock.now(), error=str(error) or type(error).__name__)


async def _discover(desk: Desk, engine: Engine) -> None:
    """Read the sources."""
    sources = desk.archive.sources(desk.topic_id)
    tell("sources", 0, len(sources))
    await engine.read_sources(desk, sources)
    tell("sources", len(sources), len(sources), f"{desk.tally.new_leads} new leads")
    if not sources:
        desk.tally.problems.append(f"the topic {desk.topic.name} has no sources: add [[sources]] or use `watch add`")


def _require_an_answer(desk: Desk) -> None:
    """Tell a machine without a network from hosts that are down: several hosts and no answer, or nothing known yet."""
    silent = sorted(desk.tally.silent_hosts)
    if desk.tally.answered or not silent:
        return
    covered = desk.archive.rows("select 1 from coverage where topic_id = ? limit 1", [desk.topic_id])
    if len(silent) > 1 or not covered:
        raise NetworkError(
            f"no host answered ({', '.join(silent[:3])}{' …' if len(silent) > 3 else ''}); "
            "check the network, then run again: what failed is recorded, and nothing was taken for gone."
        )


async def _check_due(desk: Desk, engine: Engine, hands: Hands) -> None:
    """Check every article that is due, batch by batch."""
    everything = desk.topic.fetch.recheck == "always"
    due = desk.archive.due_articles(desk.topic_id, desk.started_at, everything=everything)
    budget = max(0, desk.client.requests_left)
    if len(due) > budget:
        now = desk.clock.now()
        chosen = most_urgent(due, lambda one: Planned.of(one.checked_at, one.next_check_at), now, budget)
        desk.tally.unasked.update({article.id for article in due} - {article.id for article in chosen})
        due = chosen
    tell("articles", 0, len(due))
    async with readers_for(hands, desk.topic, len(due), desk.tally.problems) as reader:
        done = 0
        for batch in make_batches(due, BATCH if reader is None else WIDE_BATCH):
            await engine.check(replace(desk, reader=reader), batch)
            done += len(batch)
            tell("articles", done, len(due))
    if desk.tally.unasked:
        desk.tally.problems.append(
            f"requests_per_pass ({desk.topic.fetch.requests_per_pass}) is used up: "
            f"{len(desk.tally.unasked)} due articles, the least urgent ones, wait for the next pass"
        )


def make_batches(due: Sequence[DueArticle], size: int = BATCH) -> list[list[DueArticle]]:
    """Deal articles into batches of *size*, hosts in turn, so that no batch waits for one slow host's pace alone."""
    by_host = sorted(due, key=lambda article: (host_of(article.url), article.id))
    queues = [list(group) for _, group in groupby(by_host, key=lambda article: host_of(article.url))]
    dealt: list[DueArticle] = []
    for rank in range(max(map(len, queues), default=0)):
        dealt += [queue[rank] for queue in queues if rank < len(queue)]
    return [dealt[start : start + size] for start in range(0, len(dealt), size)]


# ---------------------------------------------------------------- whole passes, live and offline

_LIVE = f"pactwatch {__version__}"
_OFFLINE = f"pactwatch {__version__} offline"


async def run_live(
    topic: Topic,
    archive_path: Path,
    engine: Engine,
    *,
    wait: bool = True,
    hands: Hands = ALONE,
    environ: Mapping[str, str] | None = None,
) -> Summary:
    """Do one pass over the live web; *hands* says who reads its pages.

    *environ* is where `$NAME` of `ping_url` is looked up; None: this process's environment.

    Raises:
        ArchiveBusy: another pass is writing, and *wait* is False.
    """
    summary = Summary(topic.name, str(archive_path))
    clock = SystemClock()
    with writing(archive_path, wait=wait) as archive:
        refuse_mixing(archive, archive_path, offline=False)
        run_id, desk = await run_pass(topic, archive, clock, engine, hands=hands)
        summary.add(run_id, desk, clock.now())
    if topic.ping_url:
        problem = await ping(topic.ping_url, environment() if environ is None else environ)
        summary.problems += [problem] if problem else []
    return summary


async def run_offline(topic: Topic, archive_path: Path, engine: Engine, seeds: Path, *, wait: bool = True) -> Summary:
    """Replay the seeds and their later versions: one pass for each round that the archive has not seen yet.

    The clock is virtual: a round happens at the time that the manifest gives it. Once all rounds have been seen, one
    more pass looks at everything as it stands, an hour after the last, and finds nothing new.
    """
    summary = Summary(topic.name, str(archive_path))
    with writing(archive_path, wait=wait) as archive:
        refuse_mixing(archive, archive_path, offline=True)
        clock = VirtualClock(datetime.fromisoformat("2000-01-01T00:00:00+00:00"))
        transport = SeedTransport(seeds, clock)
        topic = replace(topic, sources=transport.sources, fetch=_offline_rules(topic.fetch))
        last = archive.last_run_started(archive.sync_topic(topic, transport.rounds[0]))
        rounds = [moment for moment in transport.rounds if last is None or moment > last]
        for number, moment in enumerate(rounds or [(last or transport.rounds[-1]) + timedelta(hours=1)], start=1):
            clock.advance_to(moment)
            tell("round", number, max(len(rounds), 1), f"{moment:%-d %B %Y %H:%M} UTC")
            run_id, desk = await run_pass(topic, archive, clock, engine, transport)
            summary.add(run_id, desk, clock.now())
    return summary


@contextmanager
def writing(path: Path, *, wait: bool) -> Iterator[Archive]:
    """Open the archive as its one writer; say so if another pass has to end first."""
    waiting = partial(tell, "waiting", 0, 0) if wait else None
    with writer_lock(path, waiting=waiting), closing(open_archive(path)) as archive:
        yield archive


def _offline_rules(rules: FetchRules) -> FetchRules:
    """Give the rules of an offline pass: every article in each round, and no waiting for hosts that are not there."""
    return replace(rules, recheck="always", per_host_delay_s=0.0)


def refuse_mixing(archive: Archive, path: Path, *, offline: bool) -> None:
    """Keep the replayed seeds and the live web in archives of their own: their clocks are years apart."""
    other = archive.rows(
        "select 1 from runs where software not like '% reextract %' and (software like '% offline') <> ? limit 1",
        [int(offline)],
    )
    if other and offline:
        raise UsageError(f"{path} holds live passes; replay the seeds into another file with --archive seeds.db.")
    if other:
        raise UsageError(f"{path} holds the replayed seeds; watch the live web in another file with --archive FILE.")
