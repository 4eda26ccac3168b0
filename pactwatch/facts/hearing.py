"""One more article is heard: whose voice it speaks with, given what an archive has heard before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from pactwatch.facts.copies import local_edits
from pactwatch.facts.voices import bands_of, copied_from

# Edits that are kept of one copy; one with more has been rewritten rather than edited.
MOST_EDITS = 20
# Of an article's bands, the share that an edit may change before everything is asked for again.
FEW_BANDS = 0.25

Edits = Sequence[tuple[str | None, str | None]]


class Rival(Protocol):
    """An article that shares much with another."""

    @property
    def article_id(self) -> int:
        """Its id."""

    @property
    def original_id(self) -> int:
        """Whose voice it speaks with: itself, or what it copies."""

    @property
    def age(self) -> float:
        """When it appeared; the smaller, the earlier."""

    @property
    def text(self) -> str:
        """Of its last version."""

    @property
    def language(self) -> str | None:
        """Of its last version."""


class Memory(Protocol):
    """What an archive remembers of the voices it has heard."""

    def bands(self, article_id: int) -> Collection[int]:
        """Give the bands by which others find an article since it was last heard."""

    def rivals(self, article_id: int, bands: Sequence[int]) -> Sequence[Rival]:
        """Give the articles that share bands with an article, the earliest first."""

    def kin(self, article_id: int) -> Sequence[Rival]:
        """Give the articles that copy an article."""

    def this(self, article_id: int) -> Rival | None:
        """Give an article itself; None: it was never read."""

    def keep_voice(
        self, article_id: int, original_id: int, share: float, edits: Edits, bands: Sequence[int] | None
    ) -> None:
        """Note whose voice an article is; *bands* None: they stay."""


def hear(memory: Memory, article_id: int) -> int:
    """Find out whose voice an article speaks with, by its last version, and have it remembered; give the original's id.

    The original of several copies is the earliest of them: an older text that turns up late takes the place of the one
    that was taken for it. An article that others copy stays the original when it is edited, and a copy that is edited
    stays one as long as it shares most of its words with its original.
    """
    mine = memory.this(article_id)
    if mine is None:
        return article_id
    bands = bands_of(mine.text)
    copies = memory.kin(article_id)
    if copies:
        for copy in copies:
            _follow(memory, mine, copy, None)
        memory.keep_voice(article_id, article_id, 1.0, (), bands)
        return article_id
    original = _nearest_original(memory, mine, bands)
    if original is None or original.article_id == article_id:
        memory.keep_voice(article_id, article_id, 1.0, (), bands)
        return article_id
    if (mine.age, mine.article_id) < (original.age, original.article_id):
        memory.keep_voice(article_id, article_id, 1.0, (), bands)
        for copy in (original, *memory.kin(original.article_id)):
            _follow(memory, mine, copy, None)
        return article_id
    _follow(memory, original, mine, bands)
    return original.article_id


def _nearest_original(memory: Memory, mine: Rival, bands: Sequence[int]) -> Rival | None:
    """Give whose voice the article has that shares most with one; None: no other shares enough.

    Whoever shares an old band was compared when the later of the two came in. After a small edit it is enough to ask by
    the new bands, and to look whether a copy still is one.
    """
    known = memory.bands(mine.article_id)
    new = [band for band in bands if band not in known]
    if len(new) <= FEW_BANDS * len(bands):
        before = memory.this(mine.original_id) if mine.original_id != mine.article_id else None
        nearest = _nearest(memory, mine, new, before)
        if nearest is not None or mine.original_id == mine.article_id:
            return nearest
    return _nearest(memory, mine, bands, None)


def _nearest(memory: Memory, mine: Rival, bands: Sequence[int], before: Rival | None) -> Rival | None:
    """Give whose voice the nearest of some rivals has, or the one that was copied *before*."""
    met = {rival.article_id: rival for rival in (*memory.rivals(mine.article_id, bands), *([before] if before else ()))}
    rivals = sorted(met.values(), key=lambda rival: (rival.age, rival.article_id))
    found = copied_from(mine.text, {rival.article_id: rival.text for rival in rivals})
    if found is None:
        return None
    original_id = met[found[0]].original_id
    return met.get(original_id) or memory.this(original_id)


def _follow(memory: Memory, original: Rival, copy: Rival, bands: Sequence[int] | None) -> None:
    """Note a copy, with what it changed against its original."""
    found = copied_from(copy.text, {original.article_id: original.text})
    edits = local_edits(original.text, copy.text, copy.language)[:MOST_EDITS]
    pairs = [(edit.old, edit.new) for edit in edits]
    memory.keep_voice(copy.article_id, original.article_id, found[1] if found else 0.0, pairs, bands)
