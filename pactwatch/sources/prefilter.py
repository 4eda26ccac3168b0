"""Can a page be on the topic at all? Told from its bytes, before anything is decoded or parsed.

What is looked for must stand in the bytes of every page that the full test (`relevance`) may find on topic; that it
stands there means nothing yet. A page that may say the same in other bytes (another encoding than UTF-8, character
references, escapes of a script, decomposed or wide letters) is decoded and asked for the terms themselves.
"""

from __future__ import annotations

import html
import html.entities
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from pactwatch.model import Relevance

_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORD = re.compile(r"[^\W_]+")
# A word's first letter may stand apart, as an initial over several lines; of a shorter word too little would be left.
_LONG_ENOUGH = 5

# UTF-8 of these first bytes writes a Latin letter in one way only, and punctuation; others may hide a term: decomposed,
# with a macron, wide. Those of Japanese and Chinese are looked for themselves.
_PLAIN_LEADS = bytes([0xC2, 0xC3, 0xE2, *range(0xE3, 0xEB)])
_KNOWN = bytes(set(range(0xC0)) - {0x00, 0x1B}) + _PLAIN_LEADS
# What may part a word, or hide a letter: soft hyphen, zero-width signs, and the elements and references for them.
_HIDING_SIGNS = (b"\xc2\xad", b"\xe2\x80\x8b", b"\xe2\x80\x8c", b"\xe2\x80\x8d")
_HIDING_NAMES = re.compile(rb"&(?:amp;)*(?:shy|[a-z]+(?:macr|caron);)")
# A single byte is found ten times as fast as several, so what a page rarely has is asked for by its rarest one first.
_ASCII = bytes(range(0x80))
_FOREIGN = re.compile(rb"[\x80-\xff]+")
_REFERENCE = re.compile(rb"&#(?:x([0-9a-f]+)|([0-9]+))")
_TAG = re.compile(r"<[^>]*>")
_SCRIPT_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


@dataclass(frozen=True, slots=True)
class Prefilter:
    """What a page on a topic must hold: of each group, one of the needles."""

    groups: tuple[tuple[tuple[bytes, bytes], ...], ...]
    """The group that fewest pages meet first; each needle after what of it is not ASCII."""
    terms: tuple[tuple[str, ...], ...]
    """The same, as `folded` text."""

    @classmethod
    def of(cls, relevance: Relevance) -> Prefilter:
        """Prepare the terms of a topic; where every page is on topic, everything passes."""
        if relevance.mode == "all":
            return cls((), ())
        groups = [_shortest({needle for term in group for needle in _needles(term)}) for group in relevance.all_of]
        terms = [tuple(folded(term) for term in group if folded(term)) for group in relevance.all_of]
        order = sorted(range(len(groups)), key=lambda n: min(map(len, groups[n]), default=0) < 4)
        paired = [tuple((b"".join(_FOREIGN.findall(needle)[:1]), needle) for needle in group) for group in groups]
        return cls(tuple(paired[n] for n in order), tuple(terms[n] for n in order))

    def may_meet(self, body: bytes, read: Callable[[bytes], str]) -> bool:
        """Say whether a page may be on the topic; *read* decodes it, where its bytes alone do not tell."""
        low = body.lower()
        # What is not ASCII is a small part of most pages; whatever stands together there stands together here.
        signs = low.translate(None, _ASCII)
        for group in self.groups:
            if not any((not sign or sign in signs) and needle in low for sign, needle in group):
                return _is_odd(low, signs) and self._says(read(body))
        return True

    def _says(self, text: str) -> bool:
        """Whether every group has a term somewhere in the source of a page, its references undone."""
        text = _SCRIPT_ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), html.unescape(text))
        hay = folded(_TAG.sub("", text)) + "\n" + folded(text)
        return all(any(term in hay for term in group) for group in self.terms)


def folded(text: str) -> str:
    """Give the letters and digits of a text without case, accents, width, spaces and signs.

    >>> folded("Tōkyō’s  ＥＵ-日 本")
    'tokyoseu日本'
    """
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text)).casefold()
    return "".join(_WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign) or sign in "゙゚")))


def _needles(term: str) -> list[bytes]:
    """Give what stands in the bytes, in lower case, of any UTF-8 page that has a term."""
    wide = unicodedata.normalize("NFKC", term)
    sign = _UNSPACED.search(wide)
    if sign:
        return [sign.group().encode()]  # signs may stand on two lines; one has no break in it
    word = max(_WORD.findall(wide), key=len, default="")
    if len(word) >= _LONG_ENOUGH:
        word = word[1:]
    return list(dict.fromkeys(spelling.encode().lower() for spelling in _spellings(word)))


def _spellings(word: str) -> list[str]:
    """Write a word with its accents, in capitals, without them, and with named references for them."""
    bare = "".join(s for s in unicodedata.normalize("NFD", word) if not unicodedata.combining(s))
    found = [word.lower(), word.upper(), word.capitalize(), bare]
    if not word.isascii():
        found.append(word.encode("ascii", "xmlcharrefreplace").decode())
        found.append("".join(_named(sign) for sign in word))
    return found


def _named(sign: str) -> str:
    """Write a letter as its named reference, if it has one."""
    names = [name for name, text in html.entities.html5.items() if text == sign and name.endswith(";")]
    return sign if sign.isascii() or not names else f"&{min(names, key=len)}"


def _shortest(needles: set[bytes]) -> tuple[bytes, ...]:
    """Leave out what holds another needle; common ones are found soonest, so the shortest come first."""
    kept: list[bytes] = []
    for needle in sorted(needles, key=lambda one: (len(one), one)):
        if needle and not any(short in needle for short in kept):
            kept.append(needle)
    return tuple(kept)


def _is_odd(low: bytes, signs: bytes) -> bool:
    """Whether a page may write its letters in another way than UTF-8 does; *signs*: its bytes that are not ASCII."""
    if b"\0" in low or b"\x1b" in low or signs.translate(None, _KNOWN):
        return True
    if signs:
        try:
            low.decode()
        except UnicodeDecodeError:
            return True
        if any(sign in signs for sign in _HIDING_SIGNS):
            return True
    if (b"\\" in low and b"\\u" in low) or b"<wbr" in low or _HIDING_NAMES.search(low):
        return True
    return any(_is_letter(match) for match in _REFERENCE.finditer(low))


def _is_letter(match: re.Match[bytes]) -> bool:
    """Whether a numeric character reference stands for a letter."""
    digits = match.group(1)
    code = int(digits, 16) if digits else int(match.group(2))
    return code > 0x10FFFF or chr(code).isalnum() or bool(unicodedata.combining(chr(code))) or code == 0xAD
