"""Where and when was it filed? The dateline before a story's first sentence, which says nothing of the event."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from typing import TypeVar

from pactwatch.model import Figure, Moment, Name, Quote, Wording
from pactwatch.patterns import late

Part = TypeVar("Part", Figure, Moment, Name, Quote)

# TOKYO, Nov 1 (Reuters) - | BERLIN (dpa) – | Tokyo, 1er nov. (AFP) — | (ANSA) - ROMA, 1 NOV - | Tokio, 1 nov (EFE).- |
# (CNN) — | 【東京=共同】 | ［ロンドン 1日 ロイター］ -. Without an agency the place is in capitals, or named with its
# country, and a sentence begins behind it.
_MONTH = r"[^\W\d_]{3,10}\.?"
_DATED = (
    rf"(?:[,.]?\s+(?:(?:le|den|el)\s+)?\d{{1,2}}(?:er|º|°|\.)?\s+(?:de\s+)?{_MONTH}(?:\s+\d{{4}})?"
    rf"|[,.]?\s+{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?)"
)
_AGENCY = r"\((?:[A-Z]|dpa|epd|kna|sda|apa|ots)[^()\d]{0,30}\)"
_UPPER = "A-ZÀ-ÖØ-Þ"
_CAPITALS = rf"[{_UPPER}][{_UPPER}.'’\-]+(?:[\s/,]+[{_UPPER}][{_UPPER}.'’\-]*){{0,4}}"
_PLACE = rf"[{_UPPER}][\w.'’\-]*(?:,?[ /][{_UPPER}][\w.'’\-]*){{0,3}}"
_DASH = r"(?:--|[-–—])"
_BEGINS = rf"(?=[{_UPPER}\"“„«])"
# Words of a dateline of the Japanese press.
_AGENCY_JA = "共同|時事|ロイター|AFP|AP|EPA|ANN|NHK|新華社|聯合|特派員|総局|支局|CNN|CNN.co.jp"
_IN_BRACKETS = r"[^】)）。\]］「]{0,30}"
_DATELINE = late(
    rf"\s*(?:"
    # A place or a date, and an agency.
    rf"(?:(?:{_CAPITALS}|{_PLACE}){_DATED}?\s*|{_MONTH}\s+\d{{1,2}}\s+)?{_AGENCY}\s*(?:{_DASH}|:|\.\s?{_DASH})\s*"
    rf"(?:{_CAPITALS}{_DATED}?\s*\.?\s?{_DASH}\s*)?"
    # Place and day in parentheses.
    rf"|\((?:{_CAPITALS}|{_PLACE}){_DATED}\)\s*(?:\.?\s?{_DASH}|:)?\s*{_BEGINS}"
    rf"|[（(][\u30a1-\u30ff\u4e00-\u9fff]{{2,8}}[、,\s\u3000]*(?:\d{{1,2}}月)?\d{{1,2}}日[）)]\s*"
    # The agencies that write no dash behind their name.
    rf"|\((?:CNN|AP|Reuters|AFP)\)\s+{_BEGINS}"
    rf"|{_CAPITALS}{_DATED}\s*\.?\s?{_DASH}\s+(?:{_AGENCY}\s*{_DASH}\s*)?{_BEGINS}"
    rf"|[【(（][^】)）。]{{1,20}}[=＝][^】)）。]{{1,20}}[】)）]\s*"
    rf"|[【\[［(（](?={_IN_BRACKETS}(?:{_AGENCY_JA})){_IN_BRACKETS}[】)）\]］]\s*(?:{_DASH}\s*)?"
    rf"|[\u30a1-\u30ff\u4e00-\u9fff]{{2,10}}[=＝][\u30a1-\u30ff\u4e00-\u9fff]{{2,10}}[\s\u3000]+"
    # What a desk puts before a headline.
    rf"|(?i:breaking(?:\s+news)?|exclusive|update\s\d|eilmeldung|eil|exklusiv|urgent|flash|alerte\s+info|última\s+hora|ultim['’]ora)\s*(?::|{_DASH}|\|)\s*"
    rf"|【(?:速報|独自|続報|詳報|更新)】\s*"
    # So far it is a dateline whatever it names; behind this, only if it names a place.
    rf"|(?P<place>{_CAPITALS}(?:\s*(?:--|[–—|])|:)\s+|{_PLACE},\s{_PLACE}\s*[–—]\s+){_BEGINS}"
    rf")"
)
_FRAMED = re.compile(r"[-–—:=＝|)）】\]］]")
# A dateline ends within so many letters.
_LONGEST = 80


def dateline_of(text: str, names: Sequence[Name] = ()) -> int:
    """Give how many letters of *text* are its dateline; 0: it has none.

    Without agency and date ("BRUSSELS —") it must be a place by *names*, or one that nobody took for something else:
    "NATO — …" is none.

    >>> dateline_of("TOKYO, Nov 1 (Reuters) - Japan signed."), dateline_of("Japan - and France - signed.")
    (25, 0)
    """
    match = _matched(text)
    if match is None or not text[match.end() :].strip():
        return 0
    if match["place"] is not None and not _names_place(match.end(), match["place"], names):
        return 0
    return match.end()


def is_dateline(text: str) -> bool:
    """Whether *text* is a dateline and nothing behind it: "TOKYO, Nov 1 (Reuters) -".

    >>> is_dateline("TOKYO, Nov 1 (Reuters) -"), is_dateline("TOKYO, Nov 1 (Reuters) - Japan signed.")
    (True, False)
    """
    if len(text) > _LONGEST or ("(" not in text and "＝" not in text and "=" not in text):
        return False
    closed = text if text.rstrip().endswith(("-", "–", "—", "】", "）", "］")) else f"{text.rstrip().rstrip('.')} -"
    match = _matched(closed)
    return match is not None and match["place"] is None and not closed[match.end() :].strip()


def _matched(text: str) -> re.Match[str] | None:
    head = text[: _LONGEST + 1]
    match = _DATELINE.match(head) if _FRAMED.search(head) else None
    return match if match and match.end() <= _LONGEST else None


def _names_place(end: int, printed: str, names: Sequence[Name]) -> bool:
    """Whether what stands before *end* is a place; a dash in capitals is believed where nothing else is known."""
    within = [name.kind for name in names if name.end <= end]
    if "place" in within:
        return within.count("place") == len(within)
    strict = ":" in printed or "|" in printed or not printed.isupper()
    return not strict and (not within or set(within) == {"name"})


def without_datelines(old: Wording, new: Wording) -> tuple[Wording, Wording]:
    """Give both wordings as they read without their datelines, and without what was read there.

    Two places without agency or date stay if they differ: "GERMANY — Exports rose." is told of Germany.
    """
    cut_old, cut_new = dateline_of(old.text, old.names), dateline_of(new.text, new.names)
    if cut_old and cut_new:
        was, now = _bare_place(old.text), _bare_place(new.text)
        if was and now and was != now:
            return old, new
    return _behind(old, cut_old), _behind(new, cut_new)


def _bare_place(text: str) -> str | None:
    match = _matched(text)
    return match["place"] and "".join(sign for sign in match["place"].casefold() if sign.isalnum()) if match else None


def _behind(wording: Wording, cut: int) -> Wording:
    """Give the wording from its letter *cut* on."""
    if not cut:
        return wording

    def behind(parts: tuple[Part, ...]) -> tuple[Part, ...]:
        return tuple(
            dataclasses.replace(part, start=part.start - cut, end=part.end - cut) for part in parts if part.start >= cut
        )

    return dataclasses.replace(
        wording,
        text=wording.text[cut:],
        figures=behind(wording.figures),
        dates=behind(wording.dates),
        names=behind(wording.names),
        quotes=behind(wording.quotes),
    )
