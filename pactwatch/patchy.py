"""Hosts that show a wall every other time: none of their pages is lost for long, yet half of the looks see nothing.

What is walled or blocked several times in a row is told of its own; here it is the share that counts, whoever was met.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby

from pactwatch.archive import Archive, Trouble
from pactwatch.clock import iso
from pactwatch.finding import BAD_IN_A_ROW, Finding

# As far back as is counted, the fewest looks that say anything, and the share of them that is told: one in so many.
# What has been told is over when the share is well below that, or it would come and go.
_WINDOW = timedelta(days=2)
_FEWEST = 12
_ONE_IN = 2
_OVER_ONE_IN = 3
PATCHY = "walled or blocked at least every other time"

_LOOKS = """
FROM coverage c
JOIN articles a ON a.id = c.article_id AND a.moved_to_id IS NULL
JOIN fetches f ON f.article_id = a.id AND f.fetched_at > :after AND f.fetched_at <= :now
WHERE c.topic_id = :topic AND c.watched = 1
"""
_IS_WALL = "f.outcome IN ('walled', 'blocked', 'refused')"
_IN_DOUBT = f"""
SELECT a.host {_LOOKS}
GROUP BY a.host
HAVING count(*) >= :fewest AND sum({_IS_WALL}) * :over_one_in >= count(*)
ORDER BY a.host
"""
_OPEN = "SELECT subject FROM troubles WHERE topic_id = :topic AND sign = :sign AND closed_at IS NULL"
_OF_HOST = f"""
SELECT a.id, a.outlet, f.fetched_at, {_IS_WALL} AS wall {_LOOKS} AND a.host = :host
ORDER BY a.id, f.fetched_at, f.id
"""


def patchy(archive: Archive, topic_id: int, now: datetime) -> list[Finding]:
    """List the topic's hosts of which half of the looks in two days met a wall or a refusal."""
    bounds: dict[str, object] = {"topic": topic_id, "after": iso(now - _WINDOW), "now": iso(now)}
    open_ = {str(row["subject"]) for row in archive.rows(_OPEN, {"topic": topic_id, "sign": PATCHY})}
    found = []
    for row in archive.rows(_IN_DOUBT, bounds | {"fewest": _FEWEST, "over_one_in": _OVER_ONE_IN}):
        looks = [
            (str(look["outlet"]), bool(look["wall"]), str(look["fetched_at"]))
            for look in _counted(archive.rows(_OF_HOST, bounds | {"host": row["host"]}))
        ]
        walls = [at for _, wall, at in looks if wall]
        one_in = _OVER_ONE_IN if row["host"] in open_ else _ONE_IN
        if len(looks) < _FEWEST or len(walls) * one_in < len(looks):
            continue
        problem = f"{PATCHY}: {len(walls)} of {len(looks)} looks in two days"
        seen = max((at for _, wall, at in looks if not wall), default=None)
        trouble = Trouble(f"https://{row['host']}/", PATCHY, problem, min(walls), 1)
        found.append(Finding(trouble, "share", 0, seen, looks[0][0]))
    return found


def _counted(looks: list[dict[str, object]]) -> Iterator[dict[str, object]]:
    """Leave out walls in a row that are told as such; the looks come page by page, in their order."""
    for (_, wall), run in groupby(looks, key=lambda look: (look["id"], look["wall"])):
        same = list(run)
        if not wall or len(same) < BAD_IN_A_ROW:
            yield from same
