"""Can a page be on the topic at all? Told from its bytes, before anything is decoded or parsed.

Of most pages one pass over their bytes tells that they are not: no term of the topic's rarest group stands in them, in
any spelling (`spellings`), nor anything that could hide one. A page that may say the same in other letters (wide ones,
UTF-16, references) is decoded and asked for the terms themselves. What passes may still be off the topic; what does not
is, for the full test (`relevance`) as well.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from typing import Any

from pactwatch.model import Relevance
from pactwatch.sources.spellings import pattern_of

try:
    import re2

    _HAS_RE2 = True
except ImportError:  # the extra `scan`; the standard library's does the same ten times slower
    _HAS_RE2 = False

_WORD = re.compile(r"[^\W_]+")
_READING = re.compile(r"<r[tp]\b[^<>]*>[^<>]*", re.I)
_TAG = re.compile(r"<[^>]*>")
_SCRIPT_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")

# Where an ASCII letter may be something else: UTF-16 and UTF-32, ISO-2022-JP, wide and mathematical letters, ligatures,
# letters as references and escapes, and the one table whose accents follow their letters.
_DISGUISE = (
    rb"\x00|\x1b|\xef\xbc[\xa1-\xba]|\xef\xbd[\x81-\x9a]|\xef\xac[\x80-\x86]|\xf0\x9d[\x90-\x9f]|[cC][pP]1258|"
    rb"[wW]indows-1258|\\u(?:00(?:4[1-9a-fA-F]|5[0-9aA]|6[1-9a-fA-F]|7[0-9aA])|[fF]{2}[2-5]|[fF][bB]0)|"
    rb"&(?:amp;)*#(?:0*(?:6[5-9]|[78][0-9]|90|9[7-9]|1[01][0-9]|12[0-2]|65[0-9]{3}|64[0-9]{3}|11[0-9]{4})[^0-9]|"
    rb"[xX]0*(?:4[1-9a-fA-F]|5[0-9aA]|6[1-9a-fA-F]|7[0-9aA]|[fF]{2}[2-5].|[fF][bB]0.|1[dD]4..)[^0-9a-fA-F])"
)


def _compiled(pattern: bytes) -> Any:  # a pattern of either library, which has no common type
    """Compile a pattern."""
    if not _HAS_RE2:
        return re.compile(pattern)
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1  # a byte is a letter
    options.never_capture = True
    options.max_mem = 256 << 20  # a bound, for all that a pattern keeps; 8 MB are soon full, and it begins anew then
    return re2.compile(pattern, options)


class Prefilter:
    """What a page on a topic must hold: a term of each group."""

    # not a dataclass: what is kept is compiled from the terms
    def __init__(self, relevance: Relevance) -> None:
        groups = () if relevance.mode == "all" else relevance.all_of
        self._terms = [tuple(filter(None, map(folded, group))) for group in groups]
        patterns = [pattern_of(group) for group in groups]
        self._groups = [_compiled(pattern) for pattern in patterns]
        self._or_disguised = [_compiled(_DISGUISE + b"|" + pattern) for pattern in patterns]
        self._order = list(range(len(groups)))
        """The group that has been missed most often first."""
        self._missed = [0] * len(groups)

    def may_meet(self, data: bytes, read: Callable[[bytes], str], at: int = 0) -> bool:
        """Say whether the page that begins at a byte of *data* may be on the topic.

        *read* decodes it, where its bytes alone do not tell.
        """
        for place, group in enumerate(self._order):
            if not self._or_disguised[group].search(data, at):
                self._note(place, group)
                return False
        return all(group.search(data, at) for group in self._groups) or self._says(read(data[at:]))

    def _note(self, place: int, group: int) -> None:
        """Note that a group was missed."""
        self._missed[group] += 1
        before = self._order[place - 1]
        if place and self._missed[group] > self._missed[before]:
            self._order[place - 1], self._order[place] = group, before

    def _says(self, text: str) -> bool:
        """Whether every group has a term somewhere in the source of a page, its references undone."""
        text = html.unescape(html.unescape(text))
        text = _SCRIPT_ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text)
        # Attributes are read too; elements may stand inside a word, and above signs their reading.
        ways = dict.fromkeys((_TAG.sub("", text), text, _TAG.sub("", _READING.sub("", text))))
        left = self._terms
        for way in ways:
            hay = folded(way)
            left = [group for group in left if not any(term in hay for term in group)]
            if not left:
                return True
        return False


def folded(text: str) -> str:
    """Give the letters and digits of a text without case, accents, width, spaces and signs.

    >>> folded("Tōkyō’s  ＥＵ-日 本")
    'tokyoseu日本'
    """
    if not text.isascii():
        # Accents stand apart then, and are no letters.
        text = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text))
    return "".join(_WORD.findall(text.casefold()))
