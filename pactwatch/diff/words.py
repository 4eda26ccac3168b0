"""Which words of one claim were taken out, and which were put in?

diff-match-patch works on single characters, so every word gets one character of its own first. It is only ever given
one aligned pair of sentences, and its clock is switched off: with a time-out it gives up silently on a busy machine
and says "everything replaced".
"""

from __future__ import annotations

import re
import unicodedata

from diff_match_patch import diff_match_patch

WordDiff = tuple[tuple[str, str], ...]

# Beyond so many words on one side (after what both begin and end with), no sentence is meant: the rest is shown as
# replaced. The search is quadratic at worst: 600 words against 600 others take 0.4 s.
LENGTH_CAP = 600

# A word keeps its inner apostrophes, hyphens and points ("don't", "1,000.5", "18:30", "U.S"). Han signs stand alone,
# kana keep together by script, and everything else is one sign each; what is matched by none cannot exist (DOTALL).
_TOKENS = re.compile(
    r"\s+"
    r"|[\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9f]+"
    r"|[\u3041-\u309f]+"
    r"|[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
    r"|[^\W\d_\u3005-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f]+(?:['’][^\W\d_]+)*"
    r"|\d+(?:[.,:]\d+)*"
    r"|.",
    re.DOTALL,
)
# diff-match-patch likes to cut at word ends: words get Han signs (letters to it), other signs private-use ones (not).
_WORD_SIGNS = 0x4E00
_OTHER_SIGNS = 0xE000
# So many kept words before and after are given along, for the clean-up to see; an endless sentence has no more signs.
_CONTEXT = 50


def word_diff(old: str, new: str, language: str | None = None) -> WordDiff:
    """Show how *old* became *new*: ("=", kept), ("-", taken out), ("+", put in), in reading order.

    The kept and taken-out parts joined give *old*, the kept and put-in ones *new*, letter for letter. *language* is not
    needed: words are told apart by their script.

    >>> word_diff("They will sign in May.", "They may sign in May.")
    (('=', 'They '), ('-', 'will'), ('+', 'may'), ('=', ' sign in May.'))
    >>> word_diff("岩屋外相が署名した。", "岩屋毅外相が署名した。")
    (('=', '岩屋'), ('+', '毅'), ('=', '外相が署名した。'))
    """
    if old == new:
        return (("=", old),) if old else ()
    a, b = split_words(old), split_words(new)
    head = _common(a, b)
    tail = _common(a[head:][::-1], b[head:][::-1])
    from_a, from_b = a[head : len(a) - tail], b[head : len(b) - tail]
    if max(len(from_a), len(from_b)) > LENGTH_CAP:
        parts = [("=", a[:head]), ("-", from_a), ("+", from_b), ("=", a[len(a) - tail :])]
        return tuple((mark, "".join(words)) for mark, words in parts if words)
    start = max(0, head - _CONTEXT)
    stop = max(0, tail - _CONTEXT)
    found = _by_words(a[start : len(a) - stop], b[start : len(b) - stop])
    return _joined([("=", "".join(a[:start])), *found, ("=", "".join(a[len(a) - stop :]))])


def split_words(text: str) -> list[str]:
    """Cut *text* into words, spaces and signs; joined they give the text again.

    >>> split_words("1,000 km—don't")
    ['1,000', ' ', 'km', '—', "don't"]
    """
    return _TOKENS.findall(text)


def _common(a: list[str], b: list[str]) -> int:
    """Count the words that both begin with."""
    count = 0
    for left, right in zip(a, b, strict=False):
        if left != right:
            break
        count += 1
    return count


def _by_words(a: list[str], b: list[str]) -> WordDiff:
    signs: dict[str, str] = {}
    words, others = _WORD_SIGNS, _OTHER_SIGNS
    for token in (*a, *b):
        if token in signs:
            continue
        if token[0].isspace() and len(token) == 1:
            signs[token] = token
        elif unicodedata.category(token[0])[0] in "LNM":
            signs[token], words = chr(words), words + 1
        else:
            signs[token], others = chr(others), others + 1
    back = {sign: token for token, sign in signs.items()}
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    diffs = engine.diff_main("".join([signs[t] for t in a]), "".join([signs[t] for t in b]), False)
    engine.diff_cleanupSemantic(diffs)
    marks = {-1: "-", 0: "=", 1: "+"}
    return tuple((marks[kind], "".join([back[sign] for sign in text])) for kind, text in diffs if text)


def _joined(parts: list[tuple[str, str]]) -> WordDiff:
    """Leave out empty parts and join neighbours with the same mark."""
    out: list[tuple[str, str]] = []
    for mark, text in parts:
        if text and out and out[-1][0] == mark:
            out[-1] = (mark, out[-1][1] + text)
        elif text:
            out.append((mark, text))
    return tuple(out)
