"""Record one capture of one article: everything it yields, in the caller's one transaction."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

from pactwatch.archive.articles import resolve
from pactwatch.archive.before import Before, look_up
from pactwatch.archive.disputes import SILENT_STATES
from pactwatch.archive.encode import clean, clean_or_none
from pactwatch.archive.evidence import store_fetch, store_snapshot
from pactwatch.archive.findings import store_changes, store_facts
from pactwatch.archive.hosts import whole_second_after
from pactwatch.archive.moves import move
from pactwatch.archive.rows import Capture, Recorded
from pactwatch.archive.versions import NewVersion, store_version
from pactwatch.clock import iso
from pactwatch.model import Fetch, Outcome

# The article itself was read, or confirmed as it was.
_SEEN = frozenset({Outcome.STORED, Outcome.UNCHANGED, Outcome.NOT_MODIFIED})
# These say nothing about what the page says now, so a reading that was held back goes on waiting for a second one.
_SILENT = frozenset({Outcome.UNAVAILABLE, Outcome.BLOCKED, Outcome.REFUSED, Outcome.DISALLOWED, Outcome.TOO_LARGE})

# The rules by which the fetching room leaves a host alone for now; nothing was asked.
_NOT_ASKED = frozenset({"budget", "retry-after", "back-off", "crawl-delay"})


def record_capture(db: sqlite3.Connection, capture: Capture) -> Recorded:
    """Write what *capture* says, and no more than is new."""
    article_id = resolve(db, capture.article_id)
    merged = False
    if capture.moved_to is not None:
        target = move(db, article_id, capture.moved_to)
        merged = target != article_id
    before = look_up(db, article_id)
    snapshot_id, is_new = store_snapshot(db, article_id, before, capture)
    fetch_id = store_fetch(db, article_id, snapshot_id, capture)
    version = None
    if capture.judgement.outcome is Outcome.STORED and not merged and snapshot_id is not None:
        version = store_version(db, article_id, before, capture, snapshot_id)
    change_ids = store_changes(db, article_id, before, version, capture) if version else ()
    facts_changed = not merged and store_facts(db, article_id, before, version, capture)
    _update_article(db, article_id, before, capture, snapshot_id, version, merged=merged)
    return Recorded(
        fetch_id=fetch_id,
        snapshot_id=snapshot_id if is_new else None,
        version_id=version.id if version else None,
        version_number=version.number if version else None,
        change_ids=change_ids,
        said_changed=facts_changed or merged or _falls_silent_or_speaks(before, capture),
    )


def _falls_silent_or_speaks(before: Before, capture: Capture) -> bool:
    """Say whether an article that has been read stops or starts to count."""
    return before.version_id is not None and (before.state in SILENT_STATES) != (capture.state in SILENT_STATES)


def _hold_until(fetch: Fetch) -> str | None:
    """Say until when the article asked not to be asked again, or its host did; a page that was read asks nothing."""
    if not fetch.retry_after_s or (fetch.status is not None and fetch.status < 400):
        return None
    return iso(whole_second_after(fetch.fetched_at + timedelta(seconds=fetch.retry_after_s)))


def _update_article(
    db: sqlite3.Connection,
    article_id: int,
    before: Before,
    capture: Capture,
    snapshot_id: int | None,
    version: NewVersion | None,
    *,
    merged: bool,
) -> None:
    """Bring the article's row up to this capture."""
    outcome, fetch = capture.judgement.outcome, capture.fetch
    now = iso(fetch.fetched_at)
    fresh = outcome in (Outcome.STORED, Outcome.UNCHANGED) and not merged
    if outcome in _SEEN and version is None and before.version_id is not None and not merged:
        db.execute(
            "UPDATE versions SET last_seen_at = ? WHERE id = ? AND last_seen_at < ?", (now, before.version_id, now)
        )
    db.execute(
        """
        UPDATE articles SET
            state = :state,
            -- One that was not asked waits in front of those that were, or the same ones would be left out every time.
            checked_at = iif(:asked, :now, checked_at),
            -- An article whose new address is still to be asked is not done: a pass that is killed here asks there.
            checked_run_id = iif(:onward, checked_run_id, :run),
            next_check_at = iif(:merged, NULL, :next_check_at),
            hold_until_at = iif(:merged, NULL, :hold_until_at),
            bad_since_at = iif(:bad, coalesce(bad_since_at, :now), NULL),
            -- Several attempts within one pass count as one.
            bad_streak = iif(:bad, bad_streak + (bad_streak = 0 OR :run IS NULL OR checked_run_id IS NOT :run), 0),
            last_outcome = :outcome,
            ok_at = iif(:seen, :now, ok_at),
            etag = iif(:fresh, :etag, etag),
            last_modified = iif(:fresh, :last_modified, last_modified),
            last_snapshot_id = iif(:fresh, :snapshot_id, last_snapshot_id),
            last_version_id = coalesce(:version_id, last_version_id),
            held_text_sha256 = iif(:silent, held_text_sha256, :held),
            held_reason = iif(:silent, held_reason, :held_reason)
        WHERE id = :id
        """,
        {
            "id": article_id,
            "merged": merged,
            # An article that took its new address along is where it was; only one that ended in another has moved.
            "state": "moved" if merged else "live" if capture.state == "moved" else capture.state,
            "now": now,
            "run": capture.run_id,
            "onward": outcome is Outcome.MOVED and not merged,
            "next_check_at": iso(capture.next_check_at) if capture.next_check_at else None,
            "hold_until_at": _hold_until(fetch),
            "asked": capture.judgement.reason.split(":")[0] not in _NOT_ASKED,
            "outcome": outcome,
            "bad": outcome not in _SEEN and outcome not in (Outcome.MOVED, Outcome.OFF_TOPIC),
            "seen": outcome in _SEEN and not merged,
            "fresh": fresh,
            "etag": clean_or_none(fetch.header("etag")),
            "last_modified": clean_or_none(fetch.header("last-modified")),
            "snapshot_id": snapshot_id,
            "version_id": version.id if version else None,
            "silent": outcome in _SILENT,
            "held": capture.held_text_sha256,
            "held_reason": clean(capture.judgement.reason) if capture.held_text_sha256 else None,
        },
    )
    if capture.relevance is not None:
        why = clean_or_none(capture.why)
        db.execute(
            "UPDATE coverage SET relevance = ?, why = coalesce(?, why) WHERE topic_id = ? AND article_id = ? "
            "AND (relevance <> ? OR why IS NOT coalesce(?, why))",
            (capture.relevance, why, capture.topic_id, article_id, capture.relevance, why),
        )
