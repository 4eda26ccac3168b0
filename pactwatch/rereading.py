"""Read the facts of stored versions again when the topic's questions, its entities or the rules have changed.

Only what is stored is read: no page is asked for or extracted anew (`reextract` does that). One transaction an article,
each marked with the rules that it was read by, so that a pass that was stopped goes on where it was. What is found so
is old news: conflicts are kept with that mark, and no alert is owed for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pactwatch import facts
from pactwatch.archive import Archive
from pactwatch.facts import rules_of
from pactwatch.model import Topic

READING_AGAIN = "reading again"
"""How conflicts were found that are no news."""
# Articles of one pass; one takes some 10 ms a version, so this keeps a pass below a minute. The next takes up the rest.
AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Again:
    """What came of it."""

    articles: int = 0
    more: bool = False
    """Whether the next pass has to go on."""
    conflicts: tuple[str, ...] = ()
    """The questions on which conflicts were found that had not been seen, or not with all their values."""

    @property
    def sentence(self) -> str:
        """Say it in one line; empty: nothing that a maintainer must know."""
        if not self.conflicts and not self.more:
            return ""
        found = f"conflicts found so, not alerted as news: {', '.join(self.conflicts)}" if self.conflicts else ""
        rest = "the next pass goes on with the rest" if self.more else ""
        told = "; ".join(part for part in (found, rest) if part)
        return f"facts of {self.articles:,} articles read again, for the questions or the rules have changed: {told}"


def read_facts_again(archive: Archive, topic: Topic, topic_id: int, now: datetime, at_once: int = AT_ONCE) -> Again:
    """Read again what was read by other rules than today's, *at_once* articles at most."""
    rules = rules_of(topic)
    due = archive.facts_read_otherwise(topic_id, rules, at_once + 1)
    if not due:
        return Again()
    for article_id in due[:at_once]:
        read = [
            (
                version,
                facts.read_facts(
                    [wording for _, wording in version.claims],
                    topic,
                    headline=version.headline,
                    published_at=version.published_at,
                    language=version.language,
                ),
            )
            for version in archive.versions(article_id)
        ]
        archive.rewrite_facts(article_id, topic_id, rules, read)
    conflicts = facts.find_conflicts(archive.said(topic_id), topic.questions)
    settled = archive.settle_conflicts(topic_id, conflicts, now, found_by=READING_AGAIN)
    questions = [conflict.question for conflict in (*settled.opened, *(conflict for conflict, _ in settled.grown))]
    return Again(min(len(due), at_once), len(due) > at_once, tuple(questions))
