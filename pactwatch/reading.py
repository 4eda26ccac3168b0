"""What a page says, whatever the archive holds of it: the dear and pure part of a check, which may run anywhere.

`pactwatch.steps` calls it where it stands; `pactwatch.readers` calls it in worker processes or on a Dask cluster. What
goes there and comes back are frozen dataclasses; the archive is never touched here.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
from asyncio import Semaphore
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from pactwatch import claims, extract, facts
from pactwatch.model import Article, Fact, Fetch, Judgement, Known, Outcome, Topic, Wording, sha256
from pactwatch.sources import Score, score

# What a process that reads pages imports before its first one: the rooms' modules, which a pass itself imports late.
PRELOAD = (
    "pactwatch.reading",
    "pactwatch.extract.article",
    "pactwatch.extract.gate",
    "pactwatch.claims.articles",
    "pactwatch.facts.read",
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One exchange on its way to a reader."""

    fetch: Fetch
    known: Known | None
    """None: this would be the article's first version; one that is off the topic is read no further then."""

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing to read: no page came, or the one that the archive has."""
        return self.fetch.outcome is not None or is_same_body(self.fetch, self.known)


@dataclass(frozen=True, slots=True)
class Told:
    """What an article says."""

    relevance: Score
    wordings: tuple[Wording, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of one exchange before it is compared."""

    judgement: Judgement
    article: Article | None = None
    told: Told | None = None
    """None: not read that far; `tell` does it."""


class Reader(Protocol):
    """Whoever reads pages elsewhere, while this process fetches and stores."""

    @property
    def window(self) -> Semaphore:
        """Held by an article from being asked for to being stored, so that few pages are under way at once."""

    async def see(self, sheet: Sheet) -> Seen:
        """Read one page; a page that kills whoever reads it is `partial`, and never ends a pass."""


def is_same_body(fetch: Fetch, known: Known | None) -> bool:
    """Whether a page came in the very bytes that the last snapshot has, from where it was asked for."""
    plain = fetch.status == 200 and not fetch.redirects
    return bool(plain and known and sha256(fetch.body) == known.body_sha256)


def see(fetch: Fetch, known: Known | None) -> Seen:
    """Decide what came of the exchange, reading the page only where that is needed."""
    if fetch.outcome is not None:
        return Seen(Judgement(fetch.outcome, fetch.reason))
    if is_same_body(fetch, known):
        return Seen(Judgement(Outcome.UNCHANGED, "same-body: equal to the last snapshot"))
    article = extract.extract(
        fetch.body,
        url=fetch.final_url,
        content_type=fetch.header("content-type"),
        captured_on=fetch.fetched_at.date(),
    )
    return Seen(extract.judge(fetch, article, known), article)


def tell(article: Article, topic: Topic, *, first: bool) -> Told:
    """Find the claims of an article and what it says on the topic's questions."""
    relevance = score(topic, article.headline, article.standfirst, article.text)
    if first and not relevance.on_topic:
        return Told(relevance)
    wordings = tuple(claims.claims_of(article))
    if not topic.questions:
        return Told(relevance, wordings)
    answers = facts.read_facts(
        wordings,
        topic,
        headline=article.headline,
        published_at=article.published_at,
        language=article.language,
    )
    return Told(relevance, wordings, tuple(answers))


def failed(why: str) -> Seen:
    """Say of a page that it could not be read; that must not read as "nothing changed"."""
    return Seen(Judgement(Outcome.PARTIAL, f"reader-failed: {why}"[:300]))


def state_after(outcome: Outcome, before: str) -> str:
    """Give an article's state after an outcome. `gone` needs two fetches that say so; `missing` is the first."""
    if outcome in (Outcome.STORED, Outcome.UNCHANGED, Outcome.NOT_MODIFIED):
        return "live"
    if outcome is Outcome.GONE:
        return "gone" if before in ("missing", "gone") else "missing"
    if outcome is Outcome.MOVED:
        return "live"
    if outcome in (Outcome.BLOCKED, Outcome.WALLED, Outcome.DISALLOWED, Outcome.REFUSED):
        return "blocked"
    if outcome is Outcome.OFF_TOPIC:
        return "off_topic"
    return before


# ---------------------------------------------------------------- in a worker


def read_batch(topic: bytes, batch: Sequence[Sheet], page_s: float | None) -> list[Seen]:
    """Read pages, in their order; *topic* is pickled, so that a worker unpacks it once for all batches.

    A page that takes longer than *page_s* seconds ends this process: no other way stops code that hangs in C.
    None: it may take as long as it takes.
    """
    watch = _unpacked(topic)
    if page_s is None:
        return [_read(watch, sheet) for sheet in batch]
    with Path(os.devnull).open("w") as nowhere:  # the traceback of the one that is ended; the page's URL says more
        try:
            seen = []
            for sheet in batch:
                faulthandler.dump_traceback_later(page_s, exit=True, file=nowhere)
                seen.append(_read(watch, sheet))
            return seen
        finally:
            faulthandler.cancel_dump_traceback_later()


@lru_cache(maxsize=4)
def _unpacked(topic: bytes) -> Topic:
    """Give the topic; the rules that are made of one are kept by whoever makes them, for this very object."""
    found = pickle.loads(topic)
    assert isinstance(found, Topic)
    return found


def _read(topic: Topic, sheet: Sheet) -> Seen:
    """Read one page; a mistake of ours is told as one, as in a pass that reads its pages itself."""
    try:
        seen = see(sheet.fetch, sheet.known)
        if seen.article is None or seen.judgement.outcome is not Outcome.STORED:
            return seen
        return Seen(seen.judgement, seen.article, tell(seen.article, topic, first=sheet.known is None))
    except Exception as error:  # noqa: BLE001 - one page's trouble is no other's
        return failed(f"{type(error).__name__}: {error}")
