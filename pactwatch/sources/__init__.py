"""Where articles are found: which addresses to ask, and how an answer becomes leads. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwatch.lazy import hand_out

if TYPE_CHECKING:
    from pactwatch.sources.canonical import canonicalise, same_article
    from pactwatch.sources.found import Found
    from pactwatch.sources.kinds import read_source, requests_for, site_of
    from pactwatch.sources.relevance import Score, score

__all__ = ["Found", "Score", "canonicalise", "read_source", "requests_for", "same_article", "score", "site_of"]

hand_out(
    __name__,
    canonical=("canonicalise", "same_article"),
    found=("Found",),
    kinds=("read_source", "requests_for", "site_of"),
    relevance=("Score", "score"),
)
