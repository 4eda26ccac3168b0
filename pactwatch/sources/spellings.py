"""How a term may be written in the bytes of a page: as a pattern, for every encoding and every way to escape a letter.

A pattern meets more than the term, and must never meet less than `relevance` does: that folds case, accents and width,
and joins signs over white space. What no pattern can tell is left to `prefilter`, which decodes such pages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

# Scripts whose terms are found anywhere, over line ends and elements, as in `relevance`.
UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
    r"\uf900-\ufaff\U00020000-\U0003ffff]"
)
_WORD = re.compile(r"[^\W_]+")
_LATIN = re.compile(r"[a-z]")

# What browsers read that is neither ASCII with single bytes for Latin letters nor UTF-16 or ISO-2022-JP.
_ENCODINGS = (
    *("utf-8", "cp932", "euc_jp", "gb18030", "big5hkscs", "cp949", "cp874"),
    *("cp1251", "koi8_u", "iso8859_5", "cp866", "mac_cyrillic", "cp1253", "iso8859_7", "cp1255", "iso8859_8"),
    *("cp1256", "iso8859_6"),
)
# A word's first letter may stand apart, as an initial over several lines; of a shorter word too little would be left.
_LONG_ENOUGH = 5
# So many letters may bear an accent that the term has not (Tōkyō), not next to one another.
_STRAY_ACCENTS = 2
# So many letters or signs in a row say enough; more would only make the pattern longer.
_MOST_LETTERS, _MOST_SIGNS = 9, 3

_REFERENCE = rb"&(?:[aA][mM][pP];)*"
# A letter with an accent: in UTF-8, in one byte, in the two, three and four of Chinese and Japanese tables, escaped.
_ACCENTED = (
    rb"(?:[\xc3-\xc9][\x80-\xbf]|\xe1[\xb8-\xbb][\x80-\xbf]|[\x80-\xff]|\x8f?[\xa1-\xfe]{2}|"
    rb"[\x81-\xfe][0-9][\x81-\xfe][0-9]|"
    rb"\\u(?:00[c-fC-F]|0[12][0-9a-fA-F]|1[eE][0-9a-fA-F])[0-9a-fA-F]|"
    + _REFERENCE
    + rb"(?:[a-zA-Z]{1,2}(?:acute|grave|circ|uml|tilde|macr|caron|cedil|ring|slash|lig|breve|ogon|dot|strok|dblac)|"
    rb"[eE][tT][hH]|[tT][hH][oO][rR][nN]|inodot|imath|#0*(?:19[2-9]|[2-5][0-9]{2}|7[6-9][0-9]{2})|"
    rb"#[xX]0*(?:[c-fC-F]|[12][0-9a-fA-F]|1[eE][0-9a-fA-F])[0-9a-fA-F]);)"
)
# Between two letters: marks that nobody sees, and accents apart from their letters.
_UNSEEN = (
    rb"(?:\xc2\xad|\xe2\x80[\x8b-\x8d]|\xe2\x81\xa0|\xcc[\x80-\xbf]|\xcd[\x80-\xaf]|<[wW][bB][rR][ /]*>|"
    rb"\\u(?:00[aA][dD]|200[b-dB-D]|03[0-6][0-9a-fA-F])|"
    + _REFERENCE
    + rb"(?:shy|zwn?j|ZeroWidthSpace|NoBreak|#0*(?:173|820[345]|8288|7[6-9][0-9]|8[0-7][0-9])|"
    rb"#[xX]0*(?:[aA][dD]|200[b-dB-D]|2060|3[0-6][0-9a-fA-F]));)*"
)
# Between two signs: those, white space, elements, the reading of a sign.
_GAP = (
    rb"(?:"
    + _UNSEEN[3:-2]
    + rb"|[ \t\r\n\f]|<[^<>]*>|<[rR][tTpP][^<>]*>[^<>]*|"
    + _REFERENCE
    + rb"(?:nbsp|e[nm]sp|#160|#12288|#[xX]3000|#[xX][aA]0);|\xe3\x80\x80|\x81\x40|\xa1\xa1|\xa1\x40|\xc2\xa0)*"
)


def pattern_of(terms: Iterable[str]) -> bytes:
    """Give the pattern that meets the bytes of every page that has one of *terms*; an empty one meets every page."""
    found = dict.fromkeys(spelling for term in terms for spelling in _spellings(unicodedata.normalize("NFKC", term)))
    return b"|".join(sorted(found))


def _spellings(term: str) -> Iterator[bytes]:
    """Write a term, which is in NFKC."""
    if UNSPACED.search(term):
        signs = [sign for sign in term.casefold() if sign.isalnum()]
        yield from _in_every_encoding(signs[:_MOST_SIGNS], _GAP)
        return
    word = max(_WORD.findall(term), key=len, default="")
    bare = "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign)).casefold()
    if not bare:
        return
    letters = (bare[1:] if len(word) >= _LONG_ENOUGH else bare)[:_MOST_LETTERS]
    if len(_LATIN.findall(bare)) * 2 > len(bare):
        # As `relevance` has it: initials may have stops, E.U.
        yield _latin(letters, rb"\.?" + _UNSEEN if len(word) < _LONG_ENOUGH else _UNSEEN)
    else:
        yield from _in_every_encoding(list(letters), _UNSEEN)


def _latin(letters: str, gap: bytes) -> bytes:
    """Write a word of Latin letters, any two of which may be another with an accent."""

    @cache
    def rest(place: int, strays: int) -> bytes:
        """Write what follows from a place on."""
        if place == len(letters):
            return b""
        letter = letters[place]
        if not letter.isascii():
            return _ACCENTED + gap + rest(place + 1, strays)
        end = gap if place + 1 < len(letters) else b""
        plain = _either_case(letter) + end + rest(place + 1, strays)
        if not strays:
            return plain
        after = place + 1
        other = _ACCENTED + end
        if after < len(letters) and letters[after].isascii():  # the next one is plain then
            following = letters[after]
            end = gap if after + 1 < len(letters) else b""
            other += _either_case(following) + end + rest(after + 1, strays - 1)
            if following == letter == "s":  # ß
                plain += b"|" + _ACCENTED + end + rest(after + 1, strays)
        else:
            other += rest(after, strays - 1)
        return b"(?:" + plain + b"|" + other + b")"

    return rest(0, _STRAY_ACCENTS if len(letters) > 3 else 1)


def _either_case(letter: str) -> bytes:
    """Write an ASCII letter or digit in both cases."""
    return f"[{letter}{letter.upper()}]".encode() if letter.isalpha() else letter.encode()


def _in_every_encoding(signs: list[str], gap: bytes) -> Iterator[bytes]:
    """Write signs that are not Latin letters, once for each encoding that has them."""
    for encoding in _ENCODINGS:
        written = [_sign(sign, encoding) for sign in signs]
        if all(written):
            yield gap.join(written)


@cache
def _sign(sign: str, encoding: str) -> bytes:
    """Write one sign: in either case, in full and in half width, decomposed, or as a reference; empty: it cannot be."""
    variants = dict.fromkeys((sign, sign.upper(), *_alike().get(sign, ()), unicodedata.normalize("NFD", sign)))
    found = []
    for variant in variants:
        try:
            found.append(re.escape(variant.encode(encoding)))
        except UnicodeEncodeError:
            continue
    if not found:
        return b""
    for variant in variants:
        if len(variant) == 1 and not variant.isascii():
            code = ord(variant)
            hexadecimal = "".join(f"[{digit}{digit.upper()}]" if digit.isalpha() else digit for digit in f"{code:x}")
            found.append(_REFERENCE + f"#(?:0*{code}|[xX]0*{hexadecimal});?".encode())
            if code < 0x10000:
                zeros = "0" * (4 - len(f"{code:x}"))
                found.append(rb"\\u" + f"{zeros}{hexadecimal}".encode())
    return b"(?:" + b"|".join(dict.fromkeys(found)) + b")"


@cache
def _alike() -> dict[str, tuple[str, ...]]:
    """Give for each sign those that `relevance` takes for it: ｅ for e, ﾊﾟ for パ, ά for α."""
    found: dict[str, tuple[str, ...]] = {}
    for code in (*range(0x370, 0x700), *range(0x1F00, 0x2000), *range(0xFF01, 0xFF5F), *range(0xFF65, 0xFFDD)):
        for mark in ("", "\uff9e", "\uff9f") if code > 0xFF00 else ("",):
            same = unicodedata.normalize("NFKC", chr(code) + mark)
            if code < 0x2000:
                same = "".join(sign for sign in unicodedata.normalize("NFD", same) if not unicodedata.combining(sign))
            same = same.casefold()
            if len(same) == 1:
                found[same] = (*found.get(same, ()), chr(code) + mark)
    return found
