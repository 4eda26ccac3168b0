"""Who continues whom, anew: after a version came between two others, or was read again.

A claim is a chain of wordings, one in each of some versions that follow one another. The chains are found from the
start, and each keeps the oldest number that any of its wordings had, so that what stays as it was keeps its number.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pactwatch.archive.encode import insert_into
from pactwatch.archive.versions import next_id, places_of

_TEXT_COLUMNS = "kind text speaker quotes figures dates names modality polarity language"
_INSERT_CLAIM = insert_into("claims", "id article_id first_version_id last_version_id removed_at")

Pairs = Sequence[tuple[int, int]]
Claims = dict[int, dict[int, int]]
"""By version, then position: the claim."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A wording in a version."""

    wording_id: int
    claim_id: int
    columns: tuple[object, ...]


def relabel(db: sqlite3.Connection, article_id: int, told: Mapping[tuple[int, int], Pairs]) -> Claims:
    """Let each wording of an article belong to the right claim; give the claims of every version.

    *told* says for pairs of versions (old id, new id) which position continues which; for others the claims that are
    there say it. Changes and facts follow their claims. Must be called within a transaction.
    """
    db.execute("PRAGMA defer_foreign_keys = ON")  # claims, wordings and changes point to one another
    versions = db.execute(
        "SELECT id, first_seen_at FROM versions WHERE article_id = ? ORDER BY number", (article_id,)
    ).fetchall()
    places = {
        version_id: {at: _Place(wording, claim, columns) for at, (claim, wording, columns) in found.items()}
        for version_id, _ in versions
        for found in [places_of(db, version_id)]
    }
    chains = _chains([version_id for version_id, _ in versions], places, told)
    claims = _number(db, chains, places)
    _write_wordings(db, [version_id for version_id, _ in versions], places, claims)
    _write_claims(db, article_id, versions, claims)
    _let_follow(db, article_id, places, claims)
    db.execute(
        "DELETE FROM wording_texts WHERE claim_id IN (SELECT id FROM claims WHERE article_id = ?) "
        "AND NOT EXISTS (SELECT 1 FROM wording_places p WHERE p.wording_id = wording_texts.id)",
        (article_id,),
    )
    db.execute(
        "DELETE FROM claims WHERE article_id = ? "
        "AND NOT EXISTS (SELECT 1 FROM wording_texts w WHERE w.claim_id = claims.id)",
        (article_id,),
    )
    return claims


_Node = tuple[int, int]
_Places = Mapping[int, Mapping[int, _Place]]


def _chains(versions: Sequence[int], places: _Places, told: Mapping[tuple[int, int], Pairs]) -> list[list[_Node]]:
    """Follow each wording from version to version; in the order in which the chains begin."""
    chains: list[list[_Node]] = []
    open_: dict[int, list[_Node]] = {}
    ended: list[list[_Node]] = []
    before: int | None = None
    for version in versions:
        heirs = {} if before is None else _heirs(before, version, places, told)
        now: dict[int, list[_Node]] = {}
        for position in sorted(places[version]):
            chain = open_.get(heirs.get(position, -1)) or _returned(ended, places, places[version][position])
            if chain is None:
                chain = []
                chains.append(chain)
            chain.append((version, position))
            now[position] = chain
        ended += [chain for chain in open_.values() if chain[-1][0] != version]
        open_, before = now, version
    return chains


def _returned(ended: list[list[_Node]], places: _Places, place: _Place) -> list[_Node] | None:
    """Take the chain that a statement goes on which was removed and stands again: of its claim, or its text."""
    for chain in reversed(ended):
        version, position = chain[-1]
        last = places[version][position]
        if last.claim_id == place.claim_id or last.columns[_TEXT] == place.columns[_TEXT]:
            ended.remove(chain)
            return chain
    return None


# Where the text is among the columns.
_TEXT = _TEXT_COLUMNS.split().index("text")


def _heirs(old: int, new: int, places: _Places, told: Mapping[tuple[int, int], Pairs]) -> dict[int, int]:
    """Say which position of *old* each position of *new* continues, one to one."""
    if (old, new) in told:
        pairs = told[old, new]
    else:
        at = {place.claim_id: position for position, place in places[old].items()}
        pairs = [(at[place.claim_id], position) for position, place in places[new].items() if place.claim_id in at]
    heirs: dict[int, int] = {}
    for of, to in pairs:
        if of in places[old] and to in places[new] and to not in heirs and of not in heirs.values():
            heirs[to] = of
    return heirs


def _number(db: sqlite3.Connection, chains: Sequence[Sequence[_Node]], places: _Places) -> Claims:
    """Give each chain the oldest claim among its wordings that no earlier chain has taken."""
    fresh = next_id(db, "claims")
    taken: set[int] = set()
    claims: Claims = {version: {} for version in places}
    for chain in chains:
        had = {places[version][position].claim_id for version, position in chain} - taken
        number = min(had) if had else fresh
        fresh += not had
        taken.add(number)
        for version, position in chain:
            claims[version][position] = number
    return claims


def _write_wordings(db: sqlite3.Connection, versions: Sequence[int], places: _Places, claims: Claims) -> None:
    """See that each wording row belongs to one claim, and stands wherever that claim says just this."""
    fresh = next_id(db, "wording_texts")
    owner: dict[int, int] = {}
    moved: list[tuple[int, int, int]] = []
    copies: list[tuple[int, int, int]] = []
    standing: dict[int, tuple[int, tuple[object, ...]]] = {}
    for version in versions:
        now: dict[int, tuple[int, tuple[object, ...]]] = {}
        for position, place in places[version].items():
            claim = claims[version][position]
            wording = place.wording_id
            if claim in standing and standing[claim][1] == place.columns:
                wording = standing[claim][0]
            elif owner.get(wording, claim) != claim:
                copies.append((fresh, claim, place.wording_id))
                wording, fresh = fresh, fresh + 1
            owner[wording] = claim
            now[claim] = (wording, place.columns)
            if wording != place.wording_id:
                moved.append((wording, version, position))
        standing = now
    names = ", ".join(_TEXT_COLUMNS.split())
    db.executemany(
        f"INSERT INTO wording_texts (id, claim_id, {names}) SELECT ?, ?, {names} FROM wording_texts WHERE id = ?",
        copies,
    )
    db.executemany(
        "UPDATE wording_texts SET claim_id = ?1 WHERE id = ?2 AND claim_id <> ?1",
        [(claim, wording) for wording, claim in owner.items()],
    )
    db.executemany("UPDATE wording_places SET wording_id = ? WHERE version_id = ? AND position = ?", moved)


def _write_claims(db: sqlite3.Connection, article_id: int, versions: Sequence[tuple[int, str]], claims: Claims) -> None:
    """Say of each claim in which version it begins and ends."""
    spans: dict[int, list[int]] = {}
    for place, (version, _) in enumerate(versions):
        for claim in claims[version].values():
            spans.setdefault(claim, [place, place])[1] = place
    rows = {
        claim: (versions[first][0], versions[last][0], versions[last + 1][1] if last + 1 < len(versions) else None)
        for claim, (first, last) in spans.items()
    }
    known = {row[0] for row in db.execute("SELECT id FROM claims WHERE article_id = ?", (article_id,))}
    db.executemany(_INSERT_CLAIM, [(claim, article_id, *row) for claim, row in rows.items() if claim not in known])
    db.executemany(
        "UPDATE claims SET first_version_id = ?1, last_version_id = ?2, removed_at = ?3 WHERE id = ?4 "
        "AND (first_version_id <> ?1 OR last_version_id <> ?2 OR removed_at IS NOT ?3)",
        [(*row, claim) for claim, row in rows.items() if claim in known],
    )


def _let_follow(db: sqlite3.Connection, article_id: int, places: _Places, claims: Claims) -> None:
    """Let facts and changes name the claims that their wordings belong to now."""
    renamed = {
        version: {place.claim_id: claims[version][position] for position, place in found.items()}
        for version, found in places.items()
    }
    facts = db.execute(
        "SELECT id, version_id, claim_id FROM facts WHERE article_id = ? AND claim_id IS NOT NULL", (article_id,)
    ).fetchall()
    db.executemany(
        "UPDATE facts SET claim_id = ?1 WHERE id = ?2 AND claim_id IS NOT ?1",
        [(renamed[version].get(claim), fact_id) for fact_id, version, claim in facts if version in renamed],
    )
    changes = db.execute(
        "SELECT id, old_version_id, new_version_id, claim_id FROM changes WHERE article_id = ? "
        "AND claim_id IS NOT NULL",
        (article_id,),
    ).fetchall()
    db.executemany(
        "UPDATE changes SET claim_id = ?1 WHERE id = ?2 AND claim_id IS NOT ?1",
        [
            (renamed.get(new, {}).get(claim, renamed.get(old, {}).get(claim)), change_id)
            for change_id, old, new, claim in changes
        ],
    )
