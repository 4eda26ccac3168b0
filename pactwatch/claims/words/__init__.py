"""The tables of each language; a language is loaded when its first sentence comes."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from pactwatch.claims.words.shape import Unit, Words

LANGUAGES = ("en", "de", "fr", "es", "it", "ja")

__all__ = ["LANGUAGES", "Unit", "Words", "words_for"]


@cache
def words_for(language: str | None) -> Words:
    """Give the table of a language (ISO 639-1); English stands in for one we do not know.

    >>> words_for("de").months["oktober"]
    10
    """
    code = language if language in LANGUAGES else "en"
    table = import_module(f"pactwatch.claims.words.{code}").WORDS
    assert isinstance(table, Words)
    return table
