"""Lists of plain phrases as one regular expression: literals and word edges only, so it cannot backtrack for long."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pactwatch.facts.plain import has_cjk

# A Latin word ends where no Latin letter or digit follows: `EU` stands in `日EU協定`, not in `EUR`.
_BEFORE = r"(?<![A-Za-z0-9À-ɏ])"
_AFTER = r"(?![A-Za-z0-9À-ɏ])"
NEVER = re.compile(r"(?!)")


def _literal(phrase: str) -> str:
    """Turn one phrase into an expression: a space is any run of spaces, `*` at the end is the rest of the word."""
    stem = phrase.endswith("*")
    body = re.escape(phrase.rstrip("*").strip()).replace(r"\ ", r" {1,3}")
    if has_cjk(phrase):
        return body
    if stem:
        return f"{_BEFORE}{body}[A-Za-zÀ-ɏ-]{{0,24}}"
    return f"{_BEFORE}{body}" + ("" if phrase.endswith("'") else _AFTER)


@lru_cache(maxsize=4096)
def _compiled(phrases: tuple[str, ...], exact_case: bool) -> re.Pattern[str]:
    """Compile once; topics and tables are few."""
    kept = sorted({phrase for phrase in phrases if phrase.rstrip("*").strip()}, key=lambda p: (-len(p), p))
    if not kept:
        return NEVER
    return re.compile("|".join(map(_literal, kept)), 0 if exact_case else re.IGNORECASE)


def any_of(phrases: Iterable[str], *, exact_case: bool = False) -> re.Pattern[str]:
    """Give an expression that finds any of *phrases* as whole words, the longest first.

    >>> any_of(["sign", "signed by"]).findall("It was signed by her; a signal to sign.")
    ['signed by', 'sign']
    """
    return _compiled(tuple(phrases), exact_case)
