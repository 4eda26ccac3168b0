"""Take up a capture that was made some time ago, by others or by an archive of the web, as if it had been watched.

One that is later than all the archive knows of its article goes the way of a pass. An earlier one is put between the
versions that are known: it is judged against what the article said then, and only what followed it is judged anew.
No alert is owed for the past: a maintainer asked for it, and reads the changes.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass, field, replace

from pactwatch.archive import Archive, Around, Capture, LastVersion, Onward, Past
from pactwatch.claims import claims_of
from pactwatch.clock import parse_iso
from pactwatch.diff import Comparison, compare
from pactwatch.errors import PactwatchError
from pactwatch.extract import extract
from pactwatch.facts import find_conflicts
from pactwatch.model import Article, Fetch, Judgement, Known, Lead, Outcome, Sha256, Topic, Url, Wording
from pactwatch.understanding import HELD, READER, Understood, capture_of, understand
from pactwatch.urls import host_of


@dataclass(frozen=True, slots=True)
class Bench:
    """What captures of the past are read with."""

    topic: Topic
    topic_id: int
    archive: Archive
    tally: Tally
    run_id: int | None = None
    """The run that the fetches are put down to."""
    held: dict[int, Sha256] = field(default_factory=dict)
    """By article: the text of its last capture, if that was held back as doubtful."""


@dataclass(slots=True)
class Tally:
    """What came of the captures so far."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    known: int = 0
    """Captures that the archive held already."""
    new_articles: int = 0
    new_versions: int = 0
    change_ids: list[int] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    """One sentence for each capture that could not be read."""


def take_up(bench: Bench, fetch: Fetch, outlet: str | None = None) -> Outcome | None:
    """Judge, read and store one capture in one transaction; give its outcome. None: it is in the archive already.

    Of an article that the archive does not know, only a capture that is stored leaves a trace.
    """
    outcome = _take_up(bench, fetch, outlet, {fetch.url})
    if outcome is None:
        bench.tally.known += 1
    else:
        bench.tally.outcomes[outcome] += 1
    return outcome


def _take_up(bench: Bench, fetch: Fetch, outlet: str | None, visited: set[Url]) -> Outcome | None:
    """Do it at the address where the article is."""
    archive = bench.archive
    article_id = archive.article_id(fetch.url)
    if article_id is not None and archive.has_fetch(article_id, fetch.url, fetch.fetched_at):
        return None
    place = None
    if article_id is not None and archive.is_past(article_id, fetch.fetched_at):
        place = archive.around(article_id, fetch.fetched_at)
    found, last = _understood(bench, fetch, article_id, place, visited)
    if found.moved_to is not None:
        there = replace(fetch, url=found.moved_to, final_url=found.moved_to)
        return _take_up(bench, there, outlet, visited | {found.moved_to})
    outcome = found.judgement.outcome
    if article_id is None and outcome is not Outcome.STORED:
        return outcome
    with archive.transaction():
        if article_id is None:
            article_id = _add(bench, fetch, found, outlet)
        capture = _capture(bench, article_id, fetch, found)
        if place is None:
            recorded = archive.record_capture(capture)
        else:
            recorded = archive.record_past(capture, place, _onward(bench, fetch.url, found, place))
        if recorded.said_changed:
            conflicts = find_conflicts(archive.said(bench.topic_id), bench.topic.questions)
            archive.settle_conflicts(bench.topic_id, conflicts, fetch.fetched_at)
    _remember_doubt(bench, article_id, found)
    bench.tally.new_articles += last is None and recorded.version_id is not None and place is None
    bench.tally.new_versions += recorded.version_id is not None
    bench.tally.change_ids += recorded.change_ids
    return outcome


def _understood(
    bench: Bench, fetch: Fetch, article_id: int | None, place: Around | None, visited: set[Url]
) -> tuple[Understood, LastVersion | None]:
    """Judge and read a capture against what the article said before it."""
    archive = bench.archive
    known, last = None, None
    if place is not None and article_id is not None:
        last = place.before
        known = _known_then(place, bench.held.get(article_id))
    elif article_id is not None:
        known = archive.known(article_id)
        last = archive.last_version(article_id) if known else None
    # What a statement returns to is looked for in the present only: later captures would change what was "before".
    past = None if place is None else _NOTHING_BEFORE
    try:
        found = understand(bench, fetch, known, last, visited, past)
        if known and place and place.after and _says(found, place.after):
            # What came next says the same as this doubtful capture.
            found = understand(bench, fetch, _known_then(place, place.after.text_sha256), last, visited, past)
        return found, last
    except (PactwatchError, sqlite3.Error):
        raise  # the archive cannot be read: no capture's fault
    # A page that trips a rule of ours must not end the whole.
    except Exception as error:  # noqa: BLE001
        bench.tally.problems.append(f"{fetch.url}: not read, a mistake of ours ({type(error).__name__}: {error})")
        return Understood(Judgement(Outcome.PARTIAL, f"reader-failed: {type(error).__name__}: {error}"[:300])), last


_NOTHING_BEFORE = Past({}, (), ())


def _known_then(place: Around, held: Sha256 | None) -> Known | None:
    """Say what was known at a moment in the past."""
    version = place.before
    if version is None:
        return None
    return Known(version.headline, version.text, version.text_sha256, place.before_body_sha256, held, None)


def _says(found: Understood, version: LastVersion) -> bool:
    """Whether a capture was held back, and reads as *version* does."""
    doubtful = found.judgement.outcome in HELD and found.article is not None
    return doubtful and found.article is not None and found.article.text_sha256 == version.text_sha256


def _remember_doubt(bench: Bench, article_id: int, found: Understood) -> None:
    """Keep what was held back until the article's next capture."""
    bench.held.pop(article_id, None)
    if found.judgement.outcome in HELD and found.article is not None:
        bench.held[article_id] = found.article.text_sha256


def _add(bench: Bench, fetch: Fetch, found: Understood, outlet: str | None) -> int:
    """Put an article on the topic."""
    stated = found.article.outlet if found.article else None
    relevance = found.relevance
    return bench.archive.add_article(
        bench.topic_id,
        Lead(fetch.url),
        fetch.fetched_at,
        outlet=outlet or stated or host_of(fetch.url),
        relevance=relevance.value if relevance else 0.0,
        why=relevance.why if relevance else "",
    )[0]


def _capture(bench: Bench, article_id: int, fetch: Fetch, found: Understood) -> Capture:
    """Put together what the archive is to keep. An address of the past moves no article."""
    return capture_of(
        replace(found, moved_to=None),
        fetch,
        topic_id=bench.topic_id,
        article_id=article_id,
        run_id=bench.run_id,
        state="live",
        next_check_at=fetch.fetched_at,  # the next pass looks what it says today
    )


def _onward(bench: Bench, url: Url, found: Understood, place: Around) -> Onward:
    """Compare a capture of the past with what followed it."""
    later = place.before if place.seen_again_at else place.after
    article = found.article
    if later is None or article is None or found.judgement.outcome is not Outcome.STORED:
        return Onward()
    stored = _between(article, found.wordings, _Later.of(later))
    if later.extractor == READER:
        return Onward(stored.changes, stored.lineage)
    # A new extractor must not make a change of its own: what followed is read again with today's.
    body, content_type = bench.archive.snapshot_body(later.snapshot_id)
    again = extract(body, url=url, content_type=content_type, captured_on=parse_iso(later.first_seen_at).date())
    reread = _between(article, found.wordings, _Later.read(again))
    return Onward(tuple(replace(change, new_positions=()) for change in reread.changes), stored.lineage)


@dataclass(frozen=True, slots=True)
class _Later:
    """What followed, as it is stored or as it is read today."""

    wordings: tuple[Wording, ...]
    headline: str | None
    byline: str | None
    language: str | None
    published_at: str | None
    text: str

    @classmethod
    def of(cls, version: LastVersion) -> _Later:
        """Take it as it is stored."""
        wordings = tuple(wording for _, wording in version.claims)
        return cls(wordings, version.headline, version.byline, version.language, version.published_at, version.text)

    @classmethod
    def read(cls, article: Article) -> _Later:
        """Take it as it is read today."""
        wordings = tuple(claims_of(article))
        return cls(wordings, article.headline, article.byline, article.language, article.published_at, article.text)


def _between(article: Article, wordings: tuple[Wording, ...], later: _Later) -> Comparison:
    """Compare a capture with what followed."""
    return compare(
        wordings,
        later.wordings,
        old_headline=article.headline,
        new_headline=later.headline,
        old_byline=article.byline,
        new_byline=later.byline,
        language=later.language,
        published_at=later.published_at,
        old_text=article.text,
        new_text=later.text,
    )
