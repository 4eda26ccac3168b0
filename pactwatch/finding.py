"""One thing about the watch that is not as it should be, as `pactwatch health` lists it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pactwatch.archive import Trouble

Row = Mapping[str, object]

# So many bad fetches in a row of one article or source are told: one may be an accident, two a short outage.
BAD_IN_A_ROW = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """A trouble of one page, source or part of the watch, with what a row says of it."""

    trouble: Trouble
    kind: str
    """`passes`, `deliveries`, `clock`, `check`, `length`, `share`, or the kind of the source."""
    streak: int
    """How many passes in a row were bad; 0: it is no matter of passes."""
    seen_well_at: str | None
    outlet: str | None = None

    def row(self, topic: str) -> dict[str, object]:
        """Give it as a row like those of the view `coverage_health`."""
        told = self.trouble
        return {
            "topic": topic, "kind": self.kind, "subject": told.subject, "outlet": self.outlet, "problem": told.problem,
            "since": told.since_at, "streak": self.streak, "last_seen_well_at": self.seen_well_at,
        }  # fmt: skip
