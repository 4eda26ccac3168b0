"""One document's way through the rooms: from a URL that is due to what the archive holds of it. No Prefect here.

The rooms are pure; this is where they meet the archive, and the only place that writes to it. Each article lands in one
transaction: its fetch, snapshot, version, claims, changes, facts and owed alerts together, or not at all. Articles that
come in while others are stored share the next transaction.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from pactwatch import facts
from pactwatch.alerts import About, article_alert, change_alerts, conflict_alert, gone_alert
from pactwatch.archive import Archive, Capture, DueArticle, LastVersion, Recorded, Settled, SourceCheck, SourceRow
from pactwatch.clock import Clock, parse_iso
from pactwatch.errors import PactwatchError
from pactwatch.facts import Docket
from pactwatch.fetch import Client
from pactwatch.model import (
    RETRYABLE,
    Fetch,
    Lead,
    Outcome,
    Request,
    Topic,
    Url,
)
from pactwatch.reading import Reader, Seen, Sheet, failed
from pactwatch.recheck import next_check, quiet_since
from pactwatch.sources import canonicalise, read_source, requests_for, score, site_of
from pactwatch.turns import Turns
from pactwatch.understanding import Understood, capture_of, understand
from pactwatch.urls import host_of, words_of

# A source may lead on to other pages of itself (the children of a sitemap index, the next page of a listing);
# this many of them are read in one pass.
MORE_PAGES = 50
# No source is left alone for longer than a day on its own word (`sources.hints`); what is planned for later was planned
# by a clock that was wrong.
LONGEST_REST = timedelta(days=1, minutes=5)
# Leads that say nothing at all, neither title nor words in the address, are read to find out; so many of one source in
# one pass, because a sitemap may list 50,000 of them.
SILENT_LEADS = 200
# How many moves of one article are followed within one pass.
MOVES = 3


@dataclass(frozen=True, slots=True)
class Desk:
    """What one pass works with."""

    topic: Topic
    topic_id: int
    run_id: int
    started_at: datetime
    archive: Archive
    client: Client
    clock: Clock
    tally: Tally
    turns: Turns[Exchange, DueArticle | None] = field(default_factory=lambda: Turns(store_together))
    """In which articles are read and stored."""
    docket: Docket = field(default_factory=Docket)
    """What is said on the topic's questions, as of the last article that was stored."""
    reader: Reader | None = None
    """Who reads pages; None: this process, where it stores them."""

    @contextmanager
    def docket_kept(self) -> Iterator[None]:
        """Let the docket forget what the archive has not kept: a transaction that failed."""
        try:
            yield
        except BaseException:
            self.docket.forget()
            raise


@dataclass(frozen=True, slots=True)
class Exchange:
    """What came back for one article that was due."""

    desk: Desk
    due: DueArticle
    fetch: Fetch
    visited: frozenset[Url]
    """Addresses of the article that were asked for."""
    sheet: Sheet | None = None
    seen: Seen | None = None
    """What another reader saw of *sheet*; it counts if the archive still knows the same of the article."""


@dataclass(slots=True)
class Tally:
    """What a pass did, as it goes; the archive has the same in its tables."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    settled: set[int] = field(default_factory=set)
    """Articles that need no further attempt in this pass."""
    unasked: set[int] = field(default_factory=set)
    """Due articles that the pass's budget of requests does not reach."""
    new_articles: int = 0
    new_leads: int = 0
    change_ids: list[int] = field(default_factory=list)
    conflicts_opened: int = 0
    alerts_owed: int = 0
    problems: list[str] = field(default_factory=list)
    """One sentence for each source that could not be read, and for what else a maintainer must know of the pass."""
    silent_hosts: set[str] = field(default_factory=set)
    """Hosts that were asked and gave no answer at all."""
    answered: bool = False
    """Whether any host gave an answer, whatever it said."""

    def add(self, stored: Stored) -> None:
        """Count what was stored of one article."""
        self.outcomes[stored.outcome] += 1
        self.change_ids += stored.recorded.change_ids
        self.new_articles += stored.recorded.version_number == 1
        self.conflicts_opened += stored.conflicts_opened
        self.alerts_owed += stored.alerts_owed

    def note(self, fetch: Fetch) -> None:
        """Remember whether anybody was there."""
        if fetch.status is None and fetch.outcome is Outcome.UNAVAILABLE:
            self.silent_hosts.add(host_of(fetch.url))
        else:
            self.answered = True


@dataclass(frozen=True, slots=True)
class Stored:
    """What the archive keeps of one exchange, for those who count."""

    outcome: Outcome
    recorded: Recorded
    conflicts_opened: int
    alerts_owed: int


# ---------------------------------------------------------------- discovery


async def read_sources(desk: Desk, sources: Sequence[SourceRow]) -> None:
    """Read every source that is due, and keep the leads that may be on topic. One that fails never stops others."""
    # Fixed URLs need no request: all of them in one transaction, because each costs the disk a flush of its own.
    with desk.archive.transaction():
        for source in sources:
            if source.spec.kind == "url":
                _keep_leads(desk, source, [Lead(url=canonicalise(source.spec.url), outlet=source.spec.outlet)])
                desk.archive.source_checked(source.id, desk.clock.now(), SourceCheck())
    due = [source for source in sources if source.spec.kind != "url" and _is_due(desk, source)]
    await asyncio.gather(*(_read_one_source(desk, source) for source in due))


def _is_due(desk: Desk, source: SourceRow) -> bool:
    """Whether asking a source makes sense now, by what it said of itself; a plan beyond a clock's error counts not."""
    if desk.topic.fetch.recheck == "always" or source.next_check_at is None:
        return True
    left = parse_iso(source.next_check_at) - desk.started_at
    return left <= timedelta(0) or left > LONGEST_REST


async def _read_one_source(desk: Desk, source: SourceRow) -> None:
    """Follow one source through its pages, keep its leads, and note what came of it."""
    read = await _follow(desk, source)
    _keep_leads(desk, source, read.leads)
    problem = read.problem or (read.nothing if not read.leads else None)
    if problem:
        name = f"{source.spec.kind} {source.spec.url or desk.topic.name}"
        desk.tally.problems.append(f"source not read: {name}: {problem}")
    validators = (source.etag, source.last_modified)
    if read.led_on:
        # What leads on to other pages is asked for plainly: that it did not change says nothing of them.
        validators = (None, None)
    elif read.first is not None and read.first.outcome is None and not problem:
        validators = (read.first.header("etag"), read.first.header("last-modified"))
    now = desk.clock.now()
    rest = timedelta(seconds=read.next_check_s) if read.next_check_s else None
    desk.archive.source_checked(
        source.id, now, SourceCheck(problem, *validators, next_check_at=now + rest if rest else None, hub=read.hub)
    )


@dataclass(slots=True)
class _SourceRead:
    """What the pages of one source gave, taken together."""

    leads: list[Lead] = field(default_factory=list)
    first: Fetch | None = None
    problem: str | None = None
    nothing: str | None = None
    led_on: bool = False
    next_check_s: int | None = None
    hub: str | None = None


async def _follow(desk: Desk, source: SourceRow) -> _SourceRead:
    """Ask for a source's pages, one after the other."""
    site = site_of(source.spec)
    named = await desk.client.sitemaps(site) if site else ()
    pages = list(named or requests_for(source.spec, desk.topic))
    read = _SourceRead()
    if not pages:
        read.problem = f"sources of kind {source.spec.kind} are not read in a pass yet; use a feed or a sitemap"
    # Several sitemaps are as one that leads on.
    read.led_on = len(pages) > 1
    first = pages[0] if pages else None
    # After a failure nobody knows when it was last read whole.
    since = parse_iso(source.checked_at) if source.checked_at and not source.failures else None
    seen: set[str] = set()
    while pages and len(seen) < MORE_PAGES:
        page = pages.pop(0)
        if page in seen:
            continue
        seen.add(page)
        validators = (source.etag, source.last_modified) if page == first else (None, None)
        fetch = await desk.client.fetch(Request(page, *validators))
        desk.tally.note(fetch)
        found = read_source(source.spec, fetch, desk.topic, since)
        if page == first:
            read.first, read.next_check_s, read.hub = fetch, found.next_check_s, found.hub
        read.led_on = read.led_on or bool(found.more)
        read.problem = read.problem or found.problem
        read.nothing = read.nothing or found.nothing
        read.leads += found.leads
        pages += found.more
    return read


def _keep_leads(desk: Desk, source: SourceRow, leads: Iterable[Lead]) -> None:
    """Add the leads that may be on topic; one named by hand always is worth a look."""
    by_hand = source.spec.kind == "url"
    silent = 0
    with desk.archive.transaction():
        _remember_hosts(desk, desk.clock.now())
        for lead in leads:
            words = words_of(lead.url)
            relevance = score(desk.topic, lead.title, lead.summary, words)
            # A headline rarely carries every group of terms, so one that meets any is read before it is judged.
            if not by_hand and not relevance.on_topic and relevance.value <= 0:
                silent += not (lead.title or lead.summary or words)
                if lead.title or lead.summary or words or silent > SILENT_LEADS:
                    continue
            _, is_new = desk.archive.add_article(
                desk.topic_id,
                lead,
                desk.clock.now(),
                outlet=lead.outlet or source.spec.outlet or host_of(lead.url),
                relevance=relevance.value,
                why=relevance.why,
                source_id=source.id,
            )
            desk.tally.new_leads += is_new


# ---------------------------------------------------------------- one article


async def check_articles(desk: Desk, articles: Sequence[DueArticle], *, last_attempt: bool) -> list[DueArticle]:
    """Fetch, read and store a batch; give back those that may answer on another attempt.

    On the last attempt nothing is given back: what still fails is recorded as it is.
    """
    over = desk.tally.settled | desk.tally.unasked
    open_ = [article for article in articles if article.id not in over]
    retry = await asyncio.gather(*(_check_in_turn(desk, article) for article in open_))
    left = [article for article, again in zip(open_, retry, strict=True) if again]
    if last_attempt:
        desk.tally.settled.update(article.id for article in left)
        return []
    return left


async def _check_in_turn(desk: Desk, due: DueArticle) -> bool:
    """Check one article as soon as few enough others are under way."""
    async with desk.reader.window if desk.reader else nullcontext():
        return await check_article(desk, due)


async def check_article(desk: Desk, due: DueArticle) -> bool:
    """Fetch one article and take it through the rooms; say whether another attempt in this pass may help."""
    visited = frozenset({due.url})
    for _ in range(MOVES + 1):
        fetch = await desk.client.fetch(Request(due.url, due.etag, due.last_modified))
        if fetch.reason.startswith("budget:"):
            # Nothing was asked, so there is no exchange to record; the article is due as it was.
            desk.tally.unasked.add(due.id)
            return False
        desk.tally.note(fetch)
        sheet = await _sheet(desk, due, fetch)
        seen = await desk.reader.see(sheet) if desk.reader and sheet else None
        moved_to = await desk.turns.take(Exchange(desk, due, fetch, visited, sheet, seen))
        if moved_to is None:
            again = fetch.outcome in RETRYABLE and fetch.retry_after_s is None
            if not again:
                desk.tally.settled.add(due.id)
            return again
        visited |= {moved_to.url}
        due = moved_to
    desk.tally.settled.add(due.id)
    return False


async def _sheet(desk: Desk, due: DueArticle, fetch: Fetch) -> Sheet | None:
    """Give what another reader needs of an exchange; None: it is read here, if there is anything to read."""
    if desk.reader is None or fetch.outcome is not None:
        return None
    known = await asyncio.to_thread(desk.archive.known, due.id)
    sheet = Sheet(fetch, known)
    return None if sheet.is_plain else sheet


def store_together(exchanges: Sequence[Exchange]) -> list[DueArticle | None]:
    """Judge, read and store some exchanges in one transaction; for each article that moved give the one to fetch now.

    Raises:
        PactwatchError: the archive cannot be read or written. What came before the article at fault is stored.
    """
    if len(exchanges) > 1:
        read = [_read(exchange) for exchange in exchanges]
        # One that moves may become another of them, which was read before that.
        if all(capture.moved_to is None for capture, _ in read) and _stored_as_one(exchanges, read):
            return [None] * len(exchanges)
    return [_store_alone(exchange) for exchange in exchanges]


def _stored_as_one(exchanges: Sequence[Exchange], read: Sequence[tuple[Capture, LastVersion | None]]) -> bool:
    """Store what was read in one transaction; say whether that was possible, if not, nothing is stored."""
    desk = exchanges[0].desk
    try:
        with desk.docket_kept(), desk.archive.transaction():
            stored = [_store(desk, exchange.due, *one) for exchange, one in zip(exchanges, read, strict=True)]
            _remember_hosts(desk, exchanges[-1].fetch.fetched_at)
    except Exception:  # noqa: BLE001 - which of them it was shows when they are stored one by one
        return False
    for one in stored:
        desk.tally.add(one)
    return True


def _store_alone(exchange: Exchange) -> DueArticle | None:
    """Read and store one exchange. If the article moved, give the one to fetch instead."""
    desk, due = exchange.desk, exchange.due
    capture, last = _read(exchange)
    with desk.docket_kept(), desk.archive.transaction():
        stored = _store(desk, due, capture, last)
        _remember_hosts(desk, exchange.fetch.fetched_at)
    desk.tally.add(stored)
    if capture.moved_to is None:
        return None
    # What its history goes on under may be another row; its validators were another page's.
    article_id = desk.archive.article_id(capture.moved_to) or due.id
    return replace(due, id=article_id, url=capture.moved_to, etag=None, last_modified=None)


def _read(exchange: Exchange) -> tuple[Capture, LastVersion | None]:
    """Judge and read one exchange; give what is to be stored of it, and the version before it."""
    desk, due, fetch, seen = exchange.desk, exchange.due, exchange.fetch, exchange.seen
    known = desk.archive.known(due.id)
    if exchange.sheet is not None and exchange.sheet.known != known:
        seen = None
    # Where the fetching room knows what came of it (304, an outage), nothing is compared.
    last = desk.archive.last_version(due.id, with_claims=fetch.outcome is None) if known else None
    try:
        found = understand(desk, fetch, known, last, exchange.visited, seen=seen)
    except (PactwatchError, sqlite3.Error):
        raise  # the archive cannot be read: no article's fault
    # A page that trips a rule of ours must not end the pass, nor read as "nothing changed".
    except Exception as error:  # noqa: BLE001
        problem = f"{due.url}: not read, a mistake of ours ({type(error).__name__}: {error})"
        if problem not in desk.tally.problems:  # it may be read twice
            desk.tally.problems.append(problem)
        found = Understood(failed(f"{type(error).__name__}: {error}").judgement)
    capture = capture_of(
        found,
        fetch,
        topic_id=desk.topic_id,
        article_id=due.id,
        run_id=desk.run_id,
        state=due.state,
        next_check_at=_next_check(desk, due, found, last, fetch),
    )
    return capture, last


def _next_check(desk: Desk, due: DueArticle, found: Understood, last: LastVersion | None, fetch: Fetch) -> datetime:
    """Plan the next look; where every pass checks everything, that is the next pass."""
    if desk.topic.fetch.recheck == "always":
        return fetch.fetched_at
    return next_check(
        due.url,
        found.judgement.outcome,
        fetch.fetched_at,
        _quiet_since(last, found, fetch),
        fetch.retry_after_s,
        bad_streak=due.bad_streak,
    )


def _quiet_since(last: LastVersion | None, found: Understood, fetch: Fetch) -> datetime:
    """Say since when an article has been quiet, as far as this capture tells."""
    if last is None:
        stated = (found.article.published_at, found.article.modified_at) if found.article else ()
        return quiet_since(fetch.fetched_at, None, *stated)
    first_seen = parse_iso(last.first_seen_at)
    changed = fetch.fetched_at if found.comparison.changes else first_seen if last.number > 1 else None
    return quiet_since(first_seen, changed, last.published_at)


def _remember_hosts(desk: Desk, now: datetime) -> None:
    """Keep what was learnt of the hosts, in the transaction of what came from them."""
    desk.archive.remember_hosts(desk.client.memory(changed_only=True), now)


def _store(desk: Desk, due: DueArticle, capture: Capture, last: LastVersion | None) -> Stored:
    """Write everything about one article with the alerts it owes, in the transaction of the caller."""
    now = capture.fetch.fetched_at
    topic, archive = desk.topic, desk.archive
    recorded = archive.record_capture(capture)
    alerts = []
    about = None
    if recorded.version_id is not None and capture.article is not None:
        about = About(
            url=due.url,
            outlet=due.outlet or host_of(due.url),
            headline=capture.article.headline or due.url,
            version_number=recorded.version_number or 1,
            seen_at=now,
            not_before_at=parse_iso(last.last_seen_at) if last else None,
        )
        first = article_alert(topic, about) if last is None else None
        alerts += [first] if first else []
    settled = _settle_conflicts(desk, due, capture, recorded)  # finds out whose voice it is, first
    if about is not None:
        report = archive.report_of(due.id) if capture.changes else ""
        alerts += change_alerts(topic, about, capture.changes, ids=recorded.change_ids, report=report)
    if capture.state == "gone" and due.state != "gone":
        gone = gone_alert(topic, _about_last(due, last, now), capture.judgement.reason)
        alerts += [gone] if gone else []
    told = [*((conflict, ()) for conflict in settled.opened), *settled.grown]
    alerts += [alert for conflict, new in told if (alert := conflict_alert(topic, conflict, new))]
    owed = archive.owe(alerts, desk.topic_id, now)
    return Stored(capture.judgement.outcome, recorded, len(settled.opened), owed)


def _about_last(due: DueArticle, last: LastVersion | None, now: datetime) -> About:
    """Say what was last read of an article that is not there any more."""
    return About(
        url=due.url,
        outlet=due.outlet or host_of(due.url),
        headline=last.headline if last else None,
        version_number=last.number if last else 1,
        seen_at=now,
        not_before_at=parse_iso(last.last_seen_at) if last else None,
    )


def _settle_conflicts(desk: Desk, due: DueArticle, capture: Capture, recorded: Recorded) -> Settled:
    """Find out whose voice a new version speaks with, and judge the conflicts that it touches."""
    archive, topic_id = desk.archive, desk.topic_id
    copies = False
    if recorded.version_id is not None:
        copies = facts.hear(archive, due.id) != due.id
        if recorded.version_number == 1 and not copies and archive.kin(due.id):
            desk.docket.forget()  # older than what was taken for the original: others speak with its voice now
            copies = True
    if capture.moved_to is not None:
        desk.docket.forget()
    if not (recorded.said_changed or copies):
        return Settled()
    questions, conflicts = desk.docket.judge(
        desk.topic.questions,
        due.url,
        lambda: archive.said(topic_id),
        lambda: archive.said(topic_id, article_id=due.id),
    )
    return archive.settle_conflicts(topic_id, conflicts, capture.fetch.fetched_at, questions)
