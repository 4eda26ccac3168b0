"""What does a text claim? Sentences, and in each the figures, dates, names, quotations, speaker and mood.

Pure: text in, `pactwatch.model.Wording` out; the same text always gives the same wordings. Nothing here raises for
what a text holds. English, German, French, Spanish, Italian and Japanese are read by tables of their own (`words/`);
any other language with the English ones, which finds digits, ISO dates, signs and capitals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactwatch.lazy import hand_out

if TYPE_CHECKING:
    from pactwatch.claims.articles import claims_of, find_claims
    from pactwatch.claims.extras import EXTRAS
    from pactwatch.claims.notices import bare, is_correction
    from pactwatch.claims.sentences import sentences
    from pactwatch.claims.wordings import read_wording

__all__ = ["EXTRAS", "bare", "claims_of", "find_claims", "is_correction", "read_wording", "sentences"]

hand_out(
    __name__,
    articles=("claims_of", "find_claims"),
    extras=("EXTRAS",),
    notices=("bare", "is_correction"),
    sentences=("sentences",),
    wordings=("read_wording",),
)
