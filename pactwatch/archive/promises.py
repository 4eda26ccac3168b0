"""Promises between tables that no foreign key can express; `verify` looks for rows that break them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Promise:
    """What the rows of a table promise."""

    what: str
    """For whoever waits while it is checked."""
    table: str
    """Whose ids `query` gives; it is asked for a range of them at a time."""
    sentence: str
    """What it means that one breaks the promise; {0} is its id, {1} … what else the query gives."""
    query: str
    """Gives the rows between :first and :last that break it, their id first."""
    remedy: str = "`pactwatch reextract` writes it anew from the snapshots"


_RANGE = "BETWEEN :first AND :last"

PROMISES = (
    Promise(
        "last versions",
        "articles",
        "version {1} is not the last of its article {0}, though the article says so",
        "SELECT a.id, v.id FROM articles a JOIN versions v ON v.id = a.last_version_id "
        f"WHERE a.id {_RANGE} AND v.number <> (SELECT max(number) FROM versions WHERE article_id = a.id)",
        "the next capture of the article sets it right",
    ),
    Promise(
        "moves",
        "articles",
        "article {0} has moved to article {1}, which has moved itself",
        "SELECT a.id, b.id FROM articles a JOIN articles b ON b.id = a.moved_to_id "
        f"WHERE a.id {_RANGE} AND b.moved_to_id IS NOT NULL",
        "",
    ),
    Promise(
        "the order of versions",
        "versions",
        "version {0} is not one more than the version before it",
        f"SELECT v.id FROM versions v WHERE v.id {_RANGE} AND v.number > 1 AND NOT EXISTS "
        "(SELECT 1 FROM versions p WHERE p.article_id = v.article_id AND p.number = v.number - 1)",
        "a version before it is lost; it cannot be rebuilt, but from a copy",
    ),
    Promise(
        "times of versions",
        "versions",
        "version {0} was last seen before it was first seen",
        f"SELECT id FROM versions WHERE id {_RANGE} AND last_seen_at < first_seen_at",
        "the table `fetches` says when it was seen",
    ),
    Promise(
        "owners of snapshots",
        "versions",
        "version {0} was read from snapshot {1}, which is another article's",
        "SELECT v.id, s.id FROM versions v JOIN snapshots s ON s.id = v.snapshot_id "
        f"WHERE v.id {_RANGE} AND s.article_id <> v.article_id",
        "",
    ),
    Promise(
        "lineage",
        "versions",
        "version {0} holds at position {1} a wording of another article's claim {2}",
        "SELECT v.id, p.position, c.id FROM versions v JOIN wording_places p ON p.version_id = v.id "
        "JOIN wording_texts w ON w.id = p.wording_id JOIN claims c ON c.id = w.claim_id "
        f"WHERE v.id {_RANGE} AND c.article_id <> v.article_id",
    ),
    Promise(
        "lives of claims",
        "versions",
        "version {0} holds at position {1} a wording of claim {2}, which is not alive in it",
        "SELECT v.id, p.position, c.id FROM versions v JOIN wording_places p ON p.version_id = v.id "
        "JOIN wording_texts w ON w.id = p.wording_id JOIN claims c ON c.id = w.claim_id "
        "JOIN versions f ON f.id = c.first_version_id JOIN versions l ON l.id = c.last_version_id "
        f"WHERE v.id {_RANGE} AND v.number NOT BETWEEN f.number AND l.number",
    ),
    Promise(
        "claims in versions",
        "versions",
        "version {0} holds claim {1} twice",
        "SELECT p.version_id, w.claim_id FROM wording_places p JOIN wording_texts w ON w.id = p.wording_id "
        f"WHERE p.version_id {_RANGE} GROUP BY p.version_id, w.claim_id HAVING count(*) > 1",
    ),
    Promise(
        "beginnings and ends of claims",
        "claims",
        "claim {0} has no wording in its first version {1}, or in its last, {2}",
        f"SELECT c.id, c.first_version_id, c.last_version_id FROM claims c WHERE c.id {_RANGE} AND 2 > "
        "(SELECT (total(p.version_id = c.first_version_id) > 0) + (total(p.version_id = c.last_version_id) > 0) "
        "FROM wording_texts w JOIN wording_places p ON p.wording_id = w.id WHERE w.claim_id = c.id)",
    ),
    Promise(
        "the ends of changes",
        "changes",
        "change {0} is between versions {1} and {2}, which do not follow one another",
        "SELECT c.id, o.id, n.id FROM changes c JOIN versions o ON o.id = c.old_version_id "
        "JOIN versions n ON n.id = c.new_version_id "
        f"WHERE c.id {_RANGE} AND (o.article_id <> n.article_id OR n.article_id <> c.article_id "
        "OR n.number <> o.number + 1)",
    ),
    Promise(
        "the wordings of changes",
        "changes",
        "change {0} names position {1} of version {2}, where there is no wording",
        "SELECT c.id, j.value, c.old_version_id FROM changes c, json_each(c.old_positions) j "
        f"WHERE c.id {_RANGE} AND c.subject = 'claim' AND NOT EXISTS "
        "(SELECT 1 FROM wording_places p WHERE p.version_id = c.old_version_id AND p.position = j.value) "
        "UNION ALL SELECT c.id, j.value, c.new_version_id FROM changes c, json_each(c.new_positions) j "
        f"WHERE c.id {_RANGE} AND c.subject = 'claim' AND NOT EXISTS "
        "(SELECT 1 FROM wording_places p WHERE p.version_id = c.new_version_id AND p.position = j.value)",
    ),
    Promise(
        "the words of changes",
        "changes",
        "change {0} tells other words than stand at position {1} of version {2}",
        "SELECT c.id, p.position, p.version_id FROM changes c "
        "JOIN wording_places p ON p.version_id = c.old_version_id AND p.position = c.old_positions ->> 0 "
        "JOIN wording_texts w ON w.id = p.wording_id "
        f"WHERE c.id {_RANGE} AND c.subject = 'claim' AND json_array_length(c.old_positions) = 1 "
        "AND w.text <> c.old_text "
        "UNION ALL SELECT c.id, p.position, p.version_id FROM changes c "
        "JOIN wording_places p ON p.version_id = c.new_version_id AND p.position = c.new_positions ->> 0 "
        "JOIN wording_texts w ON w.id = p.wording_id "
        f"WHERE c.id {_RANGE} AND c.subject = 'claim' AND json_array_length(c.new_positions) = 1 "
        "AND w.text <> c.new_text",
    ),
    Promise(
        "the versions of facts",
        "facts",
        "fact {0} is of version {1}, which is another article's",
        "SELECT f.id, v.id FROM facts f JOIN versions v ON v.id = f.version_id "
        f"WHERE f.id {_RANGE} AND v.article_id <> f.article_id",
    ),
    Promise(
        "the claims of facts",
        "facts",
        "fact {0} cites claim {1}, which has no wording in version {2}",
        f"SELECT f.id, f.claim_id, f.version_id FROM facts f WHERE f.id {_RANGE} AND f.claim_id IS NOT NULL AND "
        "NOT EXISTS (SELECT 1 FROM wording_texts w JOIN wording_places p ON p.wording_id = w.id "
        "AND p.version_id = f.version_id WHERE w.claim_id = f.claim_id)",
    ),
)
