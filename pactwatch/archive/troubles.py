"""Troubles: what could not be seen for several passes, told when it begins, when it has grown, and when it ends."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from pactwatch.archive.encode import clean, insert_into
from pactwatch.archive.rows import Trouble

# A trouble that is told for one stubborn page must not hide that the whole site is walled later.
_GROWN = 5


# The signs of what a watch sees of itself: no good pass, an alert that is not taken, a source that gives nothing new,
# a clock that went back.
# Passes and deliveries look at their own half of the troubles, and leave the other alone.
OWN_SIGNS = ("no pass", "undelivered", "dried up", "clock back")


def settle_troubles(
    db: sqlite3.Connection, topic_id: int, troubles: Sequence[Trouble], now: str, *, own: bool = False
) -> tuple[list[Trouble], list[Trouble]]:
    """Bring a topic's open troubles into line with those found now; give those to tell, and those that are over.

    To tell are those that begin, and those that have five times the pages that were told. Over is a trouble whose
    subject has none left: where a challenge page gives way to a consent wall, nothing is seen again. *own*: they are
    those of the watch itself (`OWN_SIGNS`), and only such are closed.
    """
    open_now = {
        row[:2]: Trouble(*row)
        for row in db.execute(
            "SELECT subject, sign, problem, since_at, pages FROM troubles WHERE topic_id = ? AND closed_at IS NULL",
            (topic_id,),
        )
        if (row[1] in OWN_SIGNS) is own
    }
    found = {_key(one): one for one in troubles}
    begun = [one for key, one in found.items() if key not in open_now]
    grown = [one for key, one in found.items() if key in open_now and one.pages >= _GROWN * open_now[key].pages]
    ended = [one for key, one in open_now.items() if key not in found]
    db.executemany(
        insert_into("troubles", "topic_id subject sign problem pages since_at opened_at"),
        [(topic_id, *_key(one), clean(one.problem), one.pages, one.since_at, now) for one in begun],
    )
    this_one = "WHERE topic_id = ? AND subject = ? AND sign = ? AND closed_at IS NULL"
    db.executemany(f"UPDATE troubles SET pages = ? {this_one}", [(one.pages, topic_id, *_key(one)) for one in grown])
    db.executemany(
        f"UPDATE troubles SET problem = ? {this_one} AND problem <> ?",
        [(clean(one.problem), topic_id, *_key(one), clean(one.problem)) for one in troubles],
    )
    db.executemany(f"UPDATE troubles SET closed_at = ? {this_one}", [(now, topic_id, *_key(one)) for one in ended])
    lasting = {subject for subject, _ in found}
    over = {one.subject: one for one in sorted(ended, key=lambda one: one.since_at, reverse=True)}
    return [*begun, *grown], [one for subject, one in over.items() if subject not in lasting]


def _key(trouble: Trouble) -> tuple[str, str]:
    """Give what makes it the same trouble as in the last pass."""
    return clean(trouble.subject), clean(trouble.sign)
