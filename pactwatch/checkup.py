"""Everything that is not as it should be, as rows: what `pactwatch health`, its page and the digest show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pactwatch.archive import Archive, Trouble, read
from pactwatch.clock import iso, parse_iso
from pactwatch.drift import drifting
from pactwatch.errors import NotATime
from pactwatch.finding import Finding
from pactwatch.model import Topic
from pactwatch.overdue import overdue
from pactwatch.patchy import patchy
from pactwatch.watchdog import findings


@dataclass(frozen=True, slots=True)
class Checkup:
    """Rows like those of the view `coverage_health`, by what they tell."""

    own: list[dict[str, object]]
    """Of the watch itself: passes, deliveries, sources that dried up, the clock."""
    unseen: list[dict[str, object]]
    """Sources and articles that gave nothing good when last asked."""
    drifts: list[dict[str, object]]
    """Texts that are read much shorter or longer than before."""
    patchy: list[dict[str, object]]
    """Hosts that show a wall every other time."""
    overdue: list[dict[str, object]]
    """Checks that are late, the latest first."""

    @property
    def rows(self) -> list[dict[str, object]]:
        """Give all of them."""
        return [*self.own, *self.unseen, *self.drifts, *self.patchy, *self.overdue]


def checkup(archive: Archive, known: Topic | None, now: datetime, only: str = "") -> Checkup:
    """Look at every topic of the archive, or at *only* one; what a topic file asks for is known of *known* alone."""
    found = Checkup([], [], [], [], [])
    for row in archive.rows("SELECT id, name, title FROM topics WHERE ? IN ('', name) ORDER BY id", [only]):
        name, topic_id = str(row["name"]), int(str(row["id"]))
        topic = known if known and name == known.name else Topic(name, str(row["title"]), ())
        try:
            moment = as_of(archive, now)
            found.own.extend(one.row(name) for one in findings(archive, topic, topic_id, now))
            found.drifts.extend(one.row(name) for one in drifting(archive, topic_id, moment))
            found.patchy.extend(one.row(name) for one in patchy(archive, topic_id, moment))
            found.overdue.extend(one.row(name) for one in overdue(archive, topic, topic_id, moment))
        except NotATime as why:
            trouble = Trouble("the topic", "unreadable", f"cannot be judged: {why}", iso(now), 1)
            found.own.append(Finding(trouble, "passes", 0, None).row(name))
    found.unseen.extend(row for row in read.health(archive) if only in ("", row["topic"]))
    return found


def as_of(archive: Archive, now: datetime) -> datetime:
    """Say when to judge an archive by: now; where it holds the replayed seeds, the time of their last round."""
    rows = archive.rows("SELECT max(started_at) AS last FROM runs WHERE software LIKE '% offline'")
    return parse_iso(str(rows[0]["last"])) if rows and rows[0]["last"] else now
