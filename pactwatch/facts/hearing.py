"""One more article is heard: whose voice it speaks with, given what an archive has heard before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from pactwatch.facts.copies import local_edits
from pactwatch.facts.voices import bands_of, copied_from

# Edits that are kept of one copy; one with more has been rewritten rather than edited.
MOST_EDITS = 20

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
    that was taken for it. An article that others copy stays the original when it is edited, and so does one whose
    original it was.
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
    rivals = {rival.article_id: rival for rival in memory.rivals(article_id, bands)}
    found = copied_from(mine.text, {number: rival.text for number, rival in rivals.items()})
    original = memory.this(rivals[found[0]].original_id) if found else None
    if found is None or original is None or original.article_id == article_id:
        memory.keep_voice(article_id, article_id, 1.0, (), bands)
        return article_id
    if (mine.age, mine.article_id) < (original.age, original.article_id):
        memory.keep_voice(article_id, article_id, 1.0, (), bands)
        for copy in (original, *memory.kin(original.article_id)):
            _follow(memory, mine, copy, None)
        return article_id
    _follow(memory, original, mine, bands)
    return original.article_id


def _follow(memory: Memory, original: Rival, copy: Rival, bands: Sequence[int] | None) -> None:
    """Note a copy, with what it changed against its original."""
    found = copied_from(copy.text, {original.article_id: original.text})
    edits = local_edits(original.text, copy.text, copy.language)[:MOST_EDITS]
    pairs = [(edit.old, edit.new) for edit in edits]
    memory.keep_voice(copy.article_id, original.article_id, found[1] if found else 0.0, pairs, bands)
