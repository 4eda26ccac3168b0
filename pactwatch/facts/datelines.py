"""Datelines: the place and day that an agency puts before its first sentence say where and when it was written."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pactwatch.model import Moment
from pactwatch.patterns import late

# `TOKYO, Nov. 2 (Agency) - `, `Tokio, 1. November — `, `Berlin (dpa) - `; in Japanese `【ブリュッセル=山田】`.
_DASH = late(r" ?(?:--?|[–—]) |: ")
_BRACKETS = late(r"^[【［\[][^】］\]]{1,40}[】］\]]")
# `（東京、11月1日）`, `(Tokio, 1. November) Die EU ...`: a place in capitals, and a date as the claims read it.
_PARENTHESES = late(r"^[(（][ァ-ヿ一-鿿]{2,8}[、, ]?(?:\d{1,2}月)?\d{1,2}日[)）]")
_IN_PARENTHESES = late(
    r"^\((?!(?:In|Im|Am|Seit|On|Since|Le|En|Au|El|Il|Nel)\b)(?:[^\W\d_a-zà-ÿ][\w'-]*[ ,]+){1,3}[^()]{3,24}\)[ .:–-]*"
)
_LONGEST = 80
_SMALL = frozenset(("le", "am", "den", "el", "il", "of", "de", "di", "du", "lo"))
_MONTH = late(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|janv|févr|avr|juil|déc|ene|abr|ago|dic|gen|mag|giu|lug|set"
    r"|ott|mär|mai|okt|dez)\w*\.?",
    re.I,
)


def dateline_end(text: str, dates: Iterable[Moment]) -> int:
    """Give where a dateline at the beginning of *text* ends; 0: there is none.

    >>> dateline_end("TOKYO, Nov. 2 (Agency) - The pact was signed.", [])
    25
    >>> dateline_end("Borrell - the bloc's top diplomat - signed.", [])
    0
    """
    brackets = _BRACKETS.match(text) or _PARENTHESES.match(text)
    if brackets is not None:
        return brackets.end()
    dates = list(dates)
    parted = _IN_PARENTHESES.match(text)
    if parted is not None and any(moment.start > 1 and moment.end <= parted.end() for moment in dates):
        return parted.end()
    dash = _DASH.search(text, 0, _LONGEST)
    if dash is None:
        return 0
    lead = text[: dash.start()]
    for moment in sorted(dates, key=lambda m: -m.start):
        if moment.end <= len(lead):
            lead = f"{lead[: moment.start]} 1 {lead[moment.end :]}"
    agency = re.search(r"\([\w /.&-]{2,30}\)", lead)
    rest = re.sub(r"\([^()]*\)", " ", lead)
    words = re.findall(r"[^\W\d_][\w'.-]*", _MONTH.sub(" ", rest))
    dated = re.search(r"\d", rest) is not None
    capitals = sum(len(word) > 3 and word.isupper() for word in words)
    named = [word for word in words if word.lower() not in _SMALL]
    if not named or len(named) > 4 or not all(word[0].isupper() for word in named):
        return 0
    return dash.end() if agency or dated or (capitals and ":" not in dash.group()) else 0
