"""Japanese: what the shared tables hold; figures, dates, names, speech and mood have readers of their own."""

from __future__ import annotations

from pactwatch.claims.words.shape import Words

WORDS = Words(code="ja")
