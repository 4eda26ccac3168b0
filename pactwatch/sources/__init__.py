"""Where articles are found: which addresses to ask, and how an answer becomes leads. Pure."""

from __future__ import annotations

from pactwatch.sources.canonical import canonicalise, same_article
from pactwatch.sources.found import Found
from pactwatch.sources.kinds import read_source, requests_for, site_of
from pactwatch.sources.relevance import Score, score

__all__ = ["Found", "Score", "canonicalise", "read_source", "requests_for", "same_article", "score", "site_of"]
