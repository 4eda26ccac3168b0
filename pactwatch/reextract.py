"""Read all stored snapshots again with today's extractor and rules, in place; say which changes come out otherwise.

One transaction an article; where it is stands in its run's row, so that one that was stopped goes on there. No alert is
owed: nothing happened but that we read better.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from itertools import pairwise

from pactwatch.archive import Archive, LastVersion, Onward, Rejudged, Reread
from pactwatch.claims import claims_of
from pactwatch.clock import parse_iso
from pactwatch.diff import compare
from pactwatch.errors import ArchiveError
from pactwatch.extract import extract
from pactwatch.facts import find_conflicts, read_facts, rules_of
from pactwatch.model import Topic
from pactwatch.rereading import READING_AGAIN
from pactwatch.understanding import READER

Tell = Callable[[str, int, int], None]


def reextract(
    archive: Archive, topic: Topic, topic_id: int, now: datetime, tell: Tell, *, after: int = 0
) -> Iterator[tuple[int, list[Rejudged], str | None]]:
    """Read the articles of a topic again, those with an id above *after*, in order.

    Gives each one's id, the changes that are judged otherwise, and why it was left as it is (None: it was read).
    """
    ids = [
        int(str(row["id"]))
        for row in archive.rows(
            "SELECT a.id FROM coverage c JOIN articles a ON a.id = c.article_id WHERE c.topic_id = ? AND a.id > ? "
            "AND a.last_version_id IS NOT NULL AND a.moved_to_id IS NULL ORDER BY a.id",
            [topic_id, after],
        )
    ]
    rules = rules_of(topic)
    for done, article_id in enumerate(ids, start=1):
        versions = archive.versions(article_id)
        try:
            readings = [_read(archive, topic, version) for version in versions]
        except ArchiveError as error:
            yield article_id, [], str(error)
            continue
        empty = next((v for v, one in zip(versions, readings, strict=True) if v.text and not one.article.text), None)
        if empty is not None:
            yield article_id, [], f"version {empty.number} gives no text today; left as it is"
            continue
        between = _between(readings)
        yield article_id, archive.rewrite(article_id, topic_id, READER, readings, between, rules), None
        tell("captures", done, len(ids))
    conflicts = find_conflicts(archive.said(topic_id), topic.questions)
    archive.settle_conflicts(topic_id, conflicts, now, found_by=READING_AGAIN)


def _read(archive: Archive, topic: Topic, version: LastVersion) -> Reread:
    """Read one version's snapshot again."""
    body, content_type = archive.snapshot_body(version.snapshot_id)
    (row,) = archive.rows("SELECT url FROM snapshots WHERE id = ?", [version.snapshot_id])
    article = extract(body, url=str(row["url"]), content_type=content_type, captured_on=_day(version))
    wordings = tuple(claims_of(article))
    facts = read_facts(
        wordings, topic, headline=article.headline, published_at=article.published_at, language=article.language
    )
    stored = tuple(wording for _, wording in version.claims)
    carried = compare(stored, wordings, language=article.language, published_at=article.published_at).lineage
    return Reread(version.id, article, wordings, tuple(facts), carried)


def _day(version: LastVersion) -> date:
    """Say on which day a version was captured."""
    return parse_iso(version.first_seen_at).date()


def _between(readings: Sequence[Reread]) -> list[Onward]:
    """Compare each reading with the next, knowing what stood before it, as passes would have."""
    found: list[Onward] = []
    standing = [[wording.text] for wording in readings[0].wordings] if readings else []
    removed: list[list[str]] = []
    headlines: list[str] = []
    for old, new in pairwise(readings):
        headlines += [old.article.headline] if old.article.headline else []
        compared = compare(
            old.wordings,
            new.wordings,
            old_headline=old.article.headline,
            new_headline=new.article.headline,
            old_byline=old.article.byline,
            new_byline=new.article.byline,
            language=new.article.language,
            published_at=new.article.published_at,
            earlier=dict(enumerate(standing)),
            removed=[texts[-1] for texts in removed],
            earlier_headlines=headlines,
            old_text=old.article.text,
            new_text=new.article.text,
        )
        found.append(Onward(compared.changes, compared.lineage))
        held = {to: standing[of] for of, to in compared.lineage}
        gone = [texts for of, texts in enumerate(standing) if of not in {of for of, _ in compared.lineage}]
        held |= {to: removed[place] for place, to in compared.returned}
        again = {place for place, _ in compared.returned}
        removed = [texts for place, texts in enumerate(removed) if place not in again] + gone
        standing = [[*held.get(place, []), wording.text] for place, wording in enumerate(new.wordings)]
    return found
