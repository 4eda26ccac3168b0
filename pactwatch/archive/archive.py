"""`Archive`: an open archive file, and everything that the steps ask of it."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import sqlite_utils

from pactwatch.archive import articles, capture, disputes, hosts, outbox, past, reread, runs, topics, voices
from pactwatch.archive.bodies import read_body
from pactwatch.archive.failures import as_sentences, explain
from pactwatch.archive.hosts import Memory
from pactwatch.archive.reread import Rejudged, Reread
from pactwatch.archive.rows import (
    Around,
    Capture,
    DueArticle,
    LastVersion,
    Mute,
    Onward,
    OwedAlert,
    Past,
    Recorded,
    Rival,
    Settled,
    SourceCheck,
    SourceRow,
    Told,
    Trouble,
)
from pactwatch.archive.split import Parted, are_apart, split
from pactwatch.archive.troubles import settle_troubles
from pactwatch.clock import iso
from pactwatch.errors import ArchiveError, NotFound, UsageError
from pactwatch.model import Alert, Conflict, Fact, Known, Lead, Said, SourceSpec, Topic, Url

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_READS = ("select", "with", "values", "explain", "pragma")
_COMMENTS = re.compile(r"\A(?:\s|--[^\n]*\n|/\*.*?\*/)+", re.DOTALL)


def _told_apart(names: list[str]) -> list[str]:
    """Number columns of the same name, so that a row keeps them all.

    >>> _told_apart(["id", "url", "id"])
    ['id', 'url', 'id_2']
    """
    return [name if (n := names[:place].count(name)) == 0 else f"{name}_{n + 1}" for place, name in enumerate(names)]


# Classes where generators would do: a page comes through some forty of these, and a generator takes four times as long.


class _Look:
    """Lets one thread in at a time, as often as it likes, and turns errors into sentences."""

    def __init__(self, turn: threading.RLock, path: Path) -> None:
        self._turn = turn
        self._path = path

    def __enter__(self) -> None:
        self._turn.acquire()

    def __exit__(self, _kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        self._turn.release()
        if isinstance(error, sqlite3.Error) and (ours := explain(self._path, error)):
            raise ours from error


class _Transaction:
    """Begins one on the way in, if none is under way, and ends what it began on the way out."""

    def __init__(self, look: _Look, conn: sqlite3.Connection, path: Path, readonly: bool) -> None:
        self._look = look
        self._conn = conn
        self._path = path
        self._readonly = readonly
        self._began = False

    def __enter__(self) -> None:
        self._look.__enter__()
        try:
            if not self._conn.in_transaction:
                if self._readonly:
                    raise ArchiveError(f"{self._path}: opened for reading only.")
                self._conn.execute("BEGIN IMMEDIATE")
                self._began = True
        except BaseException as error:
            self._look.__exit__(type(error), error, None)
            raise

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        try:
            if self._began and error is None:
                self._conn.execute("COMMIT")
        except BaseException as failed:
            kind, error = type(failed), failed
            raise
        finally:
            try:
                # SQLite itself rolls back on some errors, a full disk for one.
                if self._began and error is not None and self._conn.in_transaction:
                    self._conn.execute("ROLLBACK")
            finally:
                self._look.__exit__(kind, error, trace)


class Archive:
    """One archive file. `open_archive` makes it; what it writes outside `transaction()` is a transaction of its own.

    It may be shared between threads: one at a time gets in. In `async` code nothing may be awaited inside a
    transaction, or another coroutine would write into it.
    """

    db: sqlite_utils.Database
    path: Path
    readonly: bool

    def __init__(self, path: Path, db: sqlite_utils.Database, *, readonly: bool) -> None:
        self.path = path
        self.db = db
        self.readonly = readonly
        self._conn: sqlite3.Connection = db.conn
        self._turn = threading.RLock()
        self._look = _Look(self._turn, path)

    def close(self) -> None:
        """Close the file; what was not committed is not there."""
        with self._turn:
            self._conn.close()

    def transaction(self) -> AbstractContextManager[None]:
        """Hold the writes inside together: all of them land, or none.

        Begins IMMEDIATE, so that several writers wait for one another (a deferred start lost 993 of 1,200 to "database
        is locked"). Inside another transaction it joins that one, whose end decides.

        Raises:
            ArchiveBusy: another program was writing for longer than 30 seconds.
            NoSpace: the disk is full, or the file cannot be written.
        """
        return _Transaction(self._look, self._conn, self.path, self.readonly)

    def rows(self, sql: str, params: Mapping[str, object] | Sequence[object] = ()) -> list[dict[str, object]]:
        """Run one statement; give its rows by column name.

        Raises:
            UsageError: the archive was opened for reading, and this writes.
        """
        if self.readonly and not _COMMENTS.sub("", sql).lower().startswith(_READS):
            raise UsageError("only reading is allowed here: begin the query with SELECT or WITH.")
        with self._turn, as_sentences(self.path):
            try:
                cursor = self._conn.execute(sql, params)
            except sqlite3.OperationalError as error:
                if self.readonly and error.sqlite_errorcode == sqlite3.SQLITE_READONLY:
                    raise UsageError("only reading is allowed here.") from None
                raise
            names = _told_apart([column[0] for column in cursor.description or ()])
            return [dict(zip(names, row, strict=True)) for row in cursor]

    # ------------------------------------------------------------ what is watched

    def sync_topic(self, topic: Topic, now: datetime) -> int:
        """Bring the topic and its sources into line with its file; give its id.

        Sources that the file no longer names are disabled, and keep their history; those added by hand stay.
        """
        with self.transaction():
            return topics.sync_topic(self._conn, topic, iso(now))

    def topic_id(self, name: str) -> int:
        """Give a topic's id.

        Raises:
            NotFound: no pass has watched it yet.
        """
        found = self.rows("SELECT id FROM topics WHERE name = ?", [name])
        if not found:
            raise NotFound(f"{self.path}: nothing on the topic {name} yet; `pactwatch run` begins.")
        return int(str(found[0]["id"]))

    def add_source(self, topic_id: int, spec: SourceSpec, now: datetime) -> bool:
        """Watch a source beside those of the topic file; say whether it was not watched before."""
        with self.transaction():
            return topics.add_source(self._conn, topic_id, spec, iso(now), added_by="watch")

    def remove_source(self, topic_id: int, url: str) -> bool:
        """Stop watching what was added by hand under *url*; say whether there was any."""
        with self.transaction():
            return topics.remove_source(self._conn, topic_id, url)

    def sources(self, topic_id: int) -> list[SourceRow]:
        """List the sources that are watched."""
        with self._reading():
            return topics.sources(self._conn, topic_id)

    def source_checked(self, source_id: int, now: datetime, check: SourceCheck) -> None:
        """Note what came of asking a source."""
        with self.transaction():
            topics.source_checked(self._conn, source_id, iso(now), check)

    def settle_troubles(
        self, topic_id: int, troubles: Sequence[Trouble], now: datetime, *, own: bool = False
    ) -> tuple[list[Trouble], list[Trouble]]:
        """Open what is new among *troubles*, all that there are now; close the others; give what began, what ended."""
        with self.transaction():
            return settle_troubles(self._conn, topic_id, troubles, iso(now), own=own)

    # ------------------------------------------------------------ articles

    def add_article(
        self,
        topic_id: int,
        lead: Lead,
        now: datetime,
        *,
        outlet: str | None,
        relevance: float,
        why: str,
        source_id: int | None = None,
    ) -> tuple[int, bool]:
        """Put an article on the topic; give its id and whether the archive had not heard of it.

        The address of an article that has moved leads to where it is now.
        """
        with self.transaction():
            return articles.add(self._conn, topic_id, lead, iso(now), outlet, relevance, why, source_id)

    def article_id(self, url: str) -> int | None:
        """Give the id of the article at *url*, or of what it moved to; None: not in the archive."""
        with self._reading():
            return articles.find(self._conn, url)

    def due_articles(self, topic_id: int, pass_started_at: datetime, *, everything: bool = False) -> list[DueArticle]:
        """List what the pass has still to fetch, longest unseen first.

        Those that are planned for later are left out unless *everything*; those that moved, that asked not to be asked
        yet (Retry-After), and that this very pass has fetched, always. With *everything*, those that are gone (state
        `gone`) are left out too.
        """
        with self._reading():
            return articles.due(self._conn, topic_id, iso(pass_started_at), everything=everything)

    def are_apart(self, url: Url, other_url: Url) -> bool:
        """Whether somebody decided that two addresses are two articles."""
        with self._reading():
            return are_apart(self._conn, url, other_url)

    def split(self, url: Url, now: datetime) -> Parted:
        """Make an address that was taken to have moved an article of its own again, with what was read there before.

        Raises:
            NotFound: no such address.
            UsageError: it is an article of its own.
        """
        with self.transaction():
            return split(self._conn, url, iso(now))

    def known(self, article_id: int) -> Known | None:
        """Give what the gate compares a new capture with; None: the article was never read, nor held back."""
        with self._reading():
            return articles.known(self._conn, article_id)

    def last_version(self, article_id: int, *, with_claims: bool = True) -> LastVersion | None:
        """Give the latest version of an article, with its claims unless they are not wanted; None: it was never read.

        Reading the claims is most of the work.
        """
        with self._reading():
            return articles.last_version(self._conn, article_id, with_claims=with_claims)

    def past(self, version_id: int) -> Past:
        """Give what the article of a version has held up to now: former texts, removed claims, headlines."""
        with self._reading():
            return articles.past_of(self._conn, version_id)

    def snapshot_body(self, snapshot_id: int) -> tuple[bytes, str | None]:
        """Give the bytes of a snapshot and their content type.

        Raises:
            NotFound: no such snapshot.
            ArchiveError: its body is damaged.
        """
        with self._reading():
            row = self._conn.execute(
                "SELECT body_sha256, content_type FROM snapshots WHERE id = ?", (snapshot_id,)
            ).fetchone()
            if row is None:
                raise NotFound(f"{self.path}: no snapshot {snapshot_id}.")
            try:
                return read_body(self._conn, row[0]), row[1]
            except (KeyError, ValueError) as error:
                raise ArchiveError(f"{self.path}: snapshot {snapshot_id}: {error}; run `pactwatch verify`.") from error

    def record_capture(self, capture_: Capture) -> Recorded:
        """Write everything that one fetch of an article yields.

        Always a fetch; a snapshot for what was stored, and for what was held back or walled, as evidence; a version
        only if it reads otherwise than the last; with it its claims, wordings, changes and facts. A capture of an
        article that has moved is recorded where its history goes on.
        """
        with self.transaction():
            return capture.record_capture(self._conn, capture_)

    # ------------------------------------------------------------ the past

    def is_past(self, article_id: int, at: datetime) -> bool:
        """Whether the archive has looked at an article since *at*: what comes of then belongs into its past."""
        with self._reading():
            return past.is_past(self._conn, article_id, iso(at))

    def has_fetch(self, article_id: int, url: str, at: datetime) -> bool:
        """Whether this very exchange is in the archive."""
        with self._reading():
            return past.has_fetch(self._conn, article_id, url, iso(at))

    def snapshot_of(self, article_id: int, at: datetime) -> int | None:
        """Give the snapshot that a fetch at *at* brought or confirmed; None: there is none."""
        with self._reading():
            return past.snapshot_of(self._conn, article_id, iso(at))

    def around(self, article_id: int, at: datetime) -> Around:
        """Give what the archive holds of an article around a moment in its past."""
        with self._reading():
            return past.around(self._conn, article_id, iso(at))

    def record_past(self, capture_: Capture, place: Around, onward: Onward) -> Recorded:
        """Write everything that a capture of an earlier time yields; only its neighbours are judged anew.

        *place* is what `around` said of that time, *onward* how the capture differs from what came after it.
        """
        with self.transaction():
            return past.record_past(self._conn, capture_, place, onward)

    def versions(self, article_id: int) -> list[LastVersion]:
        """Give every version of an article with its claims, the first first."""
        with self._reading():
            return reread.versions_of(self._conn, article_id)

    def rewrite(
        self,
        article_id: int,
        topic_id: int,
        extractor: str,
        readings: Sequence[Reread],
        between: Sequence[Onward],
        rules: str | None = None,
    ) -> list[Rejudged]:
        """Write what today's rules make of all versions of an article; give the changes that are judged otherwise."""
        with self.transaction():
            return reread.rewrite(self._conn, article_id, topic_id, extractor, readings, between, rules)

    def facts_read_otherwise(self, topic_id: int, rules: str, limit: int) -> list[int]:
        """List articles of a topic whose facts were read by other rules than *rules*, *limit* at most."""
        with self._reading():
            return reread.facts_read_otherwise(self._conn, topic_id, rules, limit)

    def rewrite_facts(
        self, article_id: int, topic_id: int, rules: str, facts: Sequence[tuple[LastVersion, Sequence[Fact]]]
    ) -> None:
        """Let the facts of an article's versions be those that are read today, and note by which rules."""
        with self.transaction():
            reread.rewrite_facts(self._conn, article_id, topic_id, rules, facts)

    # ------------------------------------------------------------ manners

    def hosts(self, make: Callable[..., Memory]) -> dict[str, Memory]:
        """Give what earlier passes remembered of each origin; *make* is `HostMemory`, a class of the fetching room."""
        with self._reading():
            return hosts.recall(self._conn, make)

    def remember_hosts(self, memory: Mapping[str, DataclassInstance], now: datetime) -> None:
        """Keep what this pass learnt of each origin, each a `HostMemory`; best in one transaction with what it gave."""
        with self.transaction():
            hosts.remember(self._conn, memory, iso(now))

    # ------------------------------------------------------------ what is known of the event

    def said(self, topic_id: int, *, article_id: int | None = None) -> list[Said]:
        """Give the facts of the last version of each article of the topic that still speaks, or of one of them."""
        with self._reading():
            return disputes.said(self._conn, topic_id, article_id)

    def once_said(self, topic_id: int) -> list[Said]:
        """Give the facts that articles have since replaced: an earlier version gave them, the last gives others."""
        with self._reading():
            return disputes.once_said(self._conn, topic_id)

    def settle_conflicts(
        self,
        topic_id: int,
        conflicts: Sequence[Conflict],
        now: datetime,
        questions: Collection[str] | None = None,
        *,
        found_by: str = "watching",
    ) -> Settled:
        """Open what is new among *conflicts*, the complete list found now; close what is not; say what is to be told.

        A question has one open conflict, however its values change meanwhile. With *questions*, the list is complete
        for these only, and the conflicts over others stay as they are. *found_by* is kept of those that are new:
        `reading again` marks what no outlet has published just now.
        """
        with self.transaction():
            return disputes.settle_conflicts(self._conn, topic_id, conflicts, iso(now), questions, found_by)

    # ------------------------------------------------------------ who copies whom

    def this(self, article_id: int) -> Rival | None:
        """Give an article as others are compared with it; None: it was never read."""
        with self._reading():
            return voices.this(self._conn, article_id)

    def bands(self, article_id: int) -> set[int]:
        """Give the bands by which others find an article since it was last heard."""
        with self._reading():
            return voices.bands_of(self._conn, article_id)

    def rivals(self, article_id: int, bands: Sequence[int]) -> list[Rival]:
        """Give the few articles that share most bands with an article, the earliest first."""
        with self._reading():
            return voices.rivals(self._conn, article_id, bands)

    def kin(self, article_id: int) -> list[Rival]:
        """Give the articles that copy an article, the earliest first."""
        with self._reading():
            return voices.kin(self._conn, article_id)

    def edits_of_copies(self, topic_id: int) -> dict[str, list[tuple[str | None, str | None]]]:
        """Give by the address of each article of a topic that copies another what it changed: old and new sentences."""
        with self._reading():
            return voices.edits_of_copies(self._conn, topic_id)

    def unheard(self, limit: int) -> list[int]:
        """List articles that were read but never compared with the others."""
        with self._reading():
            return voices.unheard(self._conn, limit)

    def keep_voice(
        self,
        article_id: int,
        original_id: int,
        share: float,
        edits: Sequence[tuple[str | None, str | None]],
        bands: Sequence[int] | None,
    ) -> None:
        """Note whose voice an article is, and what it changed; *bands* None: they stay as they are."""
        with self.transaction():
            voices.keep_voice(self._conn, article_id, original_id, share, edits, bands)

    def report_of(self, article_id: int) -> str:
        """Name the report that an article copies, or is; empty: it was never heard."""
        found = self.rows("SELECT original_id FROM voices WHERE article_id = ?", [article_id])
        return f"report {found[0]['original_id']}" if found else ""

    # ------------------------------------------------------------ alerts

    def owe(self, alerts: Sequence[Alert], topic_id: int, now: datetime) -> int:
        """Owe each alert whose dedupe key is new; say how many were."""
        with self.transaction():
            return outbox.owe(self._conn, alerts, topic_id, iso(now))

    def owed(self, topic_id: int | None = None) -> list[OwedAlert]:
        """List the alerts that are not settled, oldest first."""
        with self._reading():
            return outbox.owed(self._conn, topic_id)

    def messages_since(self, channel: str, since: datetime) -> int:
        """Count the messages that a channel has had since; alerts that came together are one."""
        with self._reading():
            return outbox.messages_since(self._conn, channel, iso(since))

    def thread_of(self, thread: str, channel: str) -> list[str]:
        """Give the keys of the messages of a thread that a channel has had, the first one first."""
        with self._reading():
            return outbox.thread_of(self._conn, thread, channel)

    def told_of(self, story: str, channel: str, since: datetime) -> list[Told]:
        """List the alerts of a story that a channel has had since, the first one first."""
        with self._reading():
            return outbox.told_of(self._conn, story, channel, iso(since))

    def record_delivery(
        self,
        alert_ids: Sequence[int],
        channel: str,
        now: datetime,
        error: str | None,
        message: str,
        retry_at: datetime | None = None,
    ) -> None:
        """Note an attempt to send one message, for each alert that it holds.

        *channel* is a label without secrets, *error* None if it was delivered, *message* the message's key, *retry_at*
        when the receiver asked to be tried again.
        """
        with self.transaction():
            wait = iso(retry_at) if retry_at else None
            outbox.record_delivery(self._conn, alert_ids, channel, iso(now), error, message, wait)

    def hold_alerts(self, until: Mapping[int, str]) -> None:
        """Note until when mutes hold alerts back, by their ids."""
        with self.transaction():
            for alert_id, moment in until.items():
                outbox.hold(self._conn, alert_id, moment)

    def mute(self, topic_id: int, kind: str, subject: str, now: datetime, until: datetime) -> None:
        """Hold back what is owed on a rule, an article or an outlet until then."""
        with self.transaction():
            outbox.mute(self._conn, topic_id, kind, subject, iso(now), iso(until))

    def unmute(self, topic_id: int, kind: str, subject: str, now: datetime) -> bool:
        """Take a mute back before its time; say whether there was one."""
        with self.transaction():
            return outbox.unmute(self._conn, topic_id, kind, subject, iso(now)) > 0

    def mutes(self, topic_id: int, now: datetime) -> list[Mute]:
        """List the mutes that hold."""
        with self._reading():
            return outbox.mutes(self._conn, topic_id, iso(now))

    def settle_alert(self, alert_id: int, now: datetime) -> None:
        """Note that every channel has had the alert: it is owed no more."""
        with self.transaction():
            outbox.settle_alert(self._conn, alert_id, iso(now))

    # ------------------------------------------------------------ runs

    def start_run(self, topic_id: int, now: datetime, software: str) -> tuple[int, datetime]:
        """Begin a run, or take up an unfinished one that began less than 6 hours ago; give its id and when it began."""
        with self.transaction():
            return runs.start_run(self._conn, topic_id, now, software)

    def note_run(self, topic_id: int, now: datetime, software: str) -> int:
        """Note a run that no pass takes up, such as an ingest; give its id."""
        with self.transaction():
            return runs.note_run(self._conn, topic_id, iso(now), software)

    def take_up_run(self, topic_id: int, now: datetime, software: str) -> tuple[int, int]:
        """Take up a run of *software* that was stopped, or note a new one; give its id and the last article it did."""
        with self.transaction():
            return runs.take_up_run(self._conn, topic_id, iso(now), software)

    def note_progress(self, run_id: int, article_id: int) -> None:
        """Note which article a run has done last."""
        with self.transaction():
            runs.note_progress(self._conn, run_id, article_id)

    def finish_run(self, run_id: int, now: datetime, error: str | None = None) -> None:
        """Close a run; its counts by outcome come from its fetches."""
        with self.transaction():
            runs.finish_run(self._conn, run_id, iso(now), error)
            hosts.forget(self._conn, now)

    def last_run_started(self, topic_id: int) -> datetime | None:
        """Say when the topic's last run began that went well; None: there is none."""
        with self._reading():
            return runs.last_run_started(self._conn, topic_id)

    def _reading(self) -> AbstractContextManager[None]:
        """Read, one thread at a time, with errors as sentences."""
        return self._look
