"""Where and when was it filed? The dateline before a story's first sentence, which says nothing of the event."""

from __future__ import annotations

import dataclasses
import re
from typing import TypeVar

from pactwatch.model import Figure, Moment, Name, Quote, Wording

Part = TypeVar("Part", Figure, Moment, Name, Quote)

# TOKYO, Nov 1 (Reuters) - | BERLIN (dpa) – | Tokyo, 1er nov. (AFP) — | ROMA, 1 NOV - (ANSA) - | Tokio, 1 nov (EFE).- |
# 【東京=共同】 | (東京 共同). Without an agency the place is in capitals, and a sentence begins behind it.
_MONTH = r"[^\W\d_]{3,10}\.?"
_DATED = rf"(?:[,.]?\s+\d{{1,2}}(?:er|º|°|\.)?\s+{_MONTH}(?:\s+\d{{4}})?|[,.]?\s+{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?)"
_AGENCY = r"\s*\((?:[A-Z]|dpa|epd|kna|sda|apa|ots)[^()\d]{0,30}\)"
_UPPER = "A-ZÀ-ÖØ-Þ"
_CAPITALS = rf"[{_UPPER}][{_UPPER}.'’\-]+(?:[\s/,]+[{_UPPER}][{_UPPER}.'’\-]*){{0,4}}"
_PLACE = rf"[{_UPPER}][\w.'’\-]*(?:[ /][{_UPPER}][\w.'’\-]*){{0,3}}"
_DATELINE = re.compile(
    rf"\s*(?:"
    rf"(?:{_CAPITALS}|{_PLACE}){_DATED}?{_AGENCY}\s*(?:[-–—:]|\.\s?[-–—])\s*"
    rf"|{_CAPITALS}(?:{_DATED}\s*\.?\s?[-–—]|\s*[–—])\s+(?:{_AGENCY}\s*[-–—]\s*)?(?=[{_UPPER}\"“„«])"
    rf"|[【(（][^】)）。]{{1,20}}[=＝][^】)）。]{{1,20}}[】)）]\s*"
    rf")"
)
_FRAMED = re.compile("[-–—:=＝]")
# A dateline ends within so many letters.
_LONGEST = 80


def dateline_of(text: str) -> int:
    """Give how many letters of *text* are its dateline; 0: it has none.

    >>> dateline_of("TOKYO, Nov 1 (Reuters) - Japan signed."), dateline_of("Japan - and France - signed.")
    (25, 0)
    """
    head = text[: _LONGEST + 1]
    match = _DATELINE.match(head) if _FRAMED.search(head) else None
    return match.end() if match and match.end() <= _LONGEST and text[match.end() :].strip() else 0


def without_dateline(wording: Wording) -> Wording:
    """Give the wording as it reads without its dateline, and without what was read there."""
    cut = dateline_of(wording.text)
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
