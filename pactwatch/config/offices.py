"""Offices of a topic's people: plain words, or with the time for which each is held."""

from __future__ import annotations

from dataclasses import dataclass, field

from pactwatch.config.tables import Table, shown
from pactwatch.model import Term

_EVER, _STILL = "0000", "9999"


@dataclass(slots=True)
class Offices:
    """The terms read so far, to tell when one office is given to two people at once."""

    _held: dict[str, list[tuple[str, Term]]] = field(default_factory=dict)
    """By office: who holds it when."""

    def read(self, table: Table, holder: str) -> tuple[tuple[str, ...], tuple[Term, ...]]:
        """Read the `offices` of one entity: all by name, and those with a term."""
        names: dict[str, None] = {}
        terms: list[Term] = []
        for place, item in table.texts_and_tables("offices"):
            if isinstance(item, str):
                names[item] = None
                continue
            term = Term(
                office=" ".join(item.text("office", None).lower().split()),
                from_on=item.day("from"),
                to_on=item.day("to"),
                shared=item.flag("shared", False),
            )
            item.done()
            if not term.office:
                continue
            names[term.office] = None
            if self._is_possible(table, place, holder, term):
                terms.append(term)
        return tuple(names), tuple(terms)

    def _is_possible(self, table: Table, place: str, holder: str, term: Term) -> bool:
        """Note what keeps a term from being true: it ends before it begins, or somebody else holds the office."""
        if term.from_on and term.to_on and term.to_on < term.from_on:
            table.note(f"{place}.to", f"{term.to_on} is before from, {term.from_on}; swap them, or mend one")
            return False
        for other, known in self._held.get(term.office, ()):
            if other != holder and not (term.shared and known.shared) and _overlap(term, known):
                table.note(
                    place,
                    f"{shown(term.office)} is held by {other!r} too at that time; end one term before the other "
                    "begins, or write shared = true in both",
                )
                return False
        self._held.setdefault(term.office, []).append((holder, term))
        return True


def _overlap(a: Term, b: Term) -> bool:
    """Tell whether two terms share more than the day on which one follows the other."""
    first, last = max(a.from_on or _EVER, b.from_on or _EVER), min(a.to_on or _STILL, b.to_on or _STILL)
    return first < last
