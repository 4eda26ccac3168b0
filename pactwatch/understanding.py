"""What one exchange with a host says of an article, compared with what the archive knows. Writes nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Protocol

from pactwatch import claims, diff, extract
from pactwatch.archive import Archive, Capture, LastVersion, Past
from pactwatch.claims import EXTRAS
from pactwatch.clock import parse_iso
from pactwatch.diff import Comparison
from pactwatch.extract import EXTRACTOR
from pactwatch.facts import rules_of
from pactwatch.model import Article, Fact, Fetch, Judgement, Known, Outcome, Topic, Url, Wording
from pactwatch.reading import Seen, see, state_after, tell
from pactwatch.sources import Score, canonicalise, same_article
from pactwatch.urls import BadUrl

# What a version was read with: an analyser that is installed here and was not there reads other names.
READER = EXTRACTOR + EXTRAS
# What a doubtful capture may turn out to be once a second one says the same.
HELD = frozenset({Outcome.PARTIAL, Outcome.EMPTY})


class Reading(Protocol):
    """What reading a page takes of a `Desk`: the topic, and the archive that it is compared with."""

    @property
    def topic(self) -> Topic:
        """What is watched."""

    @property
    def archive(self) -> Archive:
        """What is known."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What one exchange says, compared with what was known."""

    judgement: Judgement
    article: Article | None = None
    """What was read; None: nothing that is to be kept."""
    relevance: Score | None = None
    wordings: tuple[Wording, ...] = ()
    comparison: Comparison = field(default_factory=lambda: Comparison((), ()))
    returned: tuple[tuple[int, int], ...] = ()
    """(claim id, position) of claims that were removed before and stand again."""
    facts: tuple[Fact, ...] = ()
    facts_read_by: str | None = None
    moved_to: Url | None = None


def understand(
    desk: Reading,
    fetch: Fetch,
    known: Known | None,
    last: LastVersion | None,
    visited: Collection[Url],
    past: Past | None = None,
    seen: Seen | None = None,
) -> Understood:
    """Decide what came of an exchange, and read it if it is an article's.

    *past*: what older versions are to hold. *seen*: what another reader saw; None: it is read here.
    """
    seen = seen or see(fetch, known)
    article, judgement = seen.article, seen.judgement
    if judgement.outcome is Outcome.MOVED:
        moved_to = _new_address(fetch, article)
        apart = moved_to is not None and desk.archive.are_apart(fetch.url, moved_to)
        if moved_to is not None and moved_to not in visited and not apart:
            return Understood(judgement, moved_to=moved_to)
        # Two pages that name each other, a redirect that leads back, or a move that somebody has undone: believe what
        # is here.
        judgement = Judgement(Outcome.STORED, f"{judgement.reason}; {'kept apart' if apart else 'already here'}")
    if article is None or judgement.outcome is not Outcome.STORED:
        return Understood(judgement, article if judgement.outcome in HELD else None)
    told = seen.told or tell(article, desk.topic, first=last is None)
    relevance, wordings, facts = told.relevance, told.wordings, told.facts
    if last is None and not relevance.on_topic:
        return Understood(Judgement(Outcome.OFF_TOPIC, f"off-topic: {relevance.why}"), None, relevance)
    if last is None:
        return Understood(judgement, article, relevance, wordings, facts=facts, facts_read_by=rules_of(desk.topic))
    past = desk.archive.past(last.id) if past is None else past
    comparison = compare_with(desk, fetch.final_url, article, wordings, last, past)
    returned = tuple((past.removed[place][0], position) for place, position in comparison.returned)
    return Understood(judgement, article, relevance, wordings, comparison, returned, facts)


def capture_of(
    found: Understood,
    fetch: Fetch,
    *,
    topic_id: int,
    article_id: int,
    run_id: int | None,
    state: str,
    next_check_at: datetime,
) -> Capture:
    """Put together what the archive is to keep of one exchange; *state* is the article's before it."""
    outcome = found.judgement.outcome
    return Capture(
        topic_id=topic_id,
        article_id=article_id,
        run_id=run_id,
        fetch=fetch,
        judgement=found.judgement,
        article=found.article,
        extractor=READER,
        wordings=found.wordings,
        lineage=found.comparison.lineage,
        returned=found.returned,
        changes=found.comparison.changes,
        facts=found.facts,
        facts_read_by=found.facts_read_by,
        held_text_sha256=found.article.text_sha256 if found.article and outcome in HELD else None,
        state=state_after(outcome, state),
        next_check_at=next_check_at,
        moved_to=found.moved_to,
        relevance=found.relevance.value if found.relevance else None,
        why=found.relevance.why if found.relevance else None,
    )


def _new_address(fetch: Fetch, article: Article | None) -> Url | None:
    """Say where a moved article lives now: what it calls canonical if that is credible, else where redirects led."""
    if article and article.canonical_url and same_article(article.canonical_url, fetch.final_url):
        try:
            return canonicalise(article.canonical_url, fetch.final_url)
        except BadUrl:
            pass
    address = canonicalise(fetch.final_url)
    return address if address != fetch.url else None


def compare_with(
    desk: Reading, url: Url, article: Article, wordings: tuple[Wording, ...], last: LastVersion, past: Past
) -> Comparison:
    """Compare with the last version; a new extractor reads the last snapshot again first, to raise no alert itself."""
    compare = partial(
        diff.compare,
        new=wordings,
        new_headline=article.headline,
        new_byline=article.byline,
        language=article.language,
        published_at=article.published_at,
        removed=[text for _, text in past.removed],
        earlier_headlines=past.headlines,
        new_text=article.text,
    )
    comparison = compare(
        tuple(wording for _, wording in last.claims),
        old_headline=last.headline,
        old_byline=last.byline,
        earlier={place: past.texts.get(claim_id, ()) for place, (claim_id, _) in enumerate(last.claims)},
        old_text=last.text,
    )
    if last.extractor == READER or last.snapshot_id is None:
        return comparison
    body, content_type = desk.archive.snapshot_body(last.snapshot_id)
    captured_on = parse_iso(last.first_seen_at).date()
    before = extract.extract(body, url=url, content_type=content_type, captured_on=captured_on)
    read_anew = tuple(claims.claims_of(before))
    # What stood there before is known by the words that the archive has; a reading that differs has no past.
    held = {wording.text: past.texts.get(claim_id, ()) for claim_id, wording in last.claims}
    reread = compare(
        read_anew,
        old_headline=before.headline,
        old_byline=before.byline,
        earlier={place: held.get(wording.text, ()) for place, wording in enumerate(read_anew)},
        old_text=before.text,
    )
    # Positions of the reading made just now mean nothing in the archive; lineage comes from what is stored there.
    changes = tuple(replace(change, old_positions=()) for change in reread.changes)
    return Comparison(changes, comparison.lineage, comparison.returned)
