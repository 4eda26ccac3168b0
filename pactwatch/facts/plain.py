"""Text with one spelling for what only looks different, offset for offset."""

from __future__ import annotations

import re
import unicodedata
from itertools import filterfalse

# One character for one character, so that every offset stays true: typographic quotes and dashes, full-width Latin,
# odd spaces.
_ONE_TO_ONE: dict[int, int | str] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, "’‘ʼ`´"), "'"),
    **dict.fromkeys(map(ord, "“”„«»‟"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒"), "-"),
    **dict.fromkeys(map(ord, "\u00a0\u2009\u202f\u3000\t\r\n"), " "),
}
# The full-width comma and full stop stay what they are: in Japanese they are punctuation of their own.
for _kept in "，．：；！？（）":
    _ONE_TO_ONE.pop(ord(_kept), None)

_KANA = re.compile(r"[\u3041-\u30ff]")
_LATIN = re.compile(r"[A-Za-z]")
_CJK = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")
_WORDS = re.compile(r"\w+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


def level(text: str) -> str:
    """Give *text* with typographic variants replaced, at the same length.

    >>> level("Japan’s ＥＵ")
    "Japan's EU"
    """
    return text.translate(_ONE_TO_ONE)


def has_cjk(text: str) -> bool:
    """Tell whether *text* holds Japanese or Chinese characters."""
    return _CJK.search(text) is not None


def guess_language(text: str) -> str:
    """Guess `ja` by its script; everything else is taken for English, the language of the fullest rules.

    >>> guess_language("日EU首脳は署名した"), guess_language("The word 絆 (kizuna, きずな) was on a banner")
    ('ja', 'en')
    """
    if not _KANA.search(text):
        return "en"
    latin = len(_LATIN.findall(text))
    return "ja" if len(_CJK.findall(text)) > latin / 3 else "en"


def key(text: str) -> str:
    """Give the words of *text* without case, accents and punctuation: what two mentions of one name share.

    >>> key("Ōe-Kenzaburō")
    'oe kenzaburo'
    """
    if has_cjk(text):
        # A Japanese voiced mark is part of the letter: taking it off would make another name.
        return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())
    bare = text.casefold()
    if not bare.isascii():
        bare = _BEYOND_ASCII.sub(_without_marks, bare)
    return " ".join(_WORDS.findall(bare))


def _without_marks(found: re.Match[str]) -> str:
    """Take the marks off letters; those that stand behind a plain letter are taken away whole."""
    return "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", found[0])))
