"""Is this line part of the page rather than of the story?

A line is known by its whole pattern (it *is* a time stamp or a counter, it does not merely hold one) and, where the
pattern could be prose, by its place: the first or last lines of the article. A line with a number that is no part of a
date, a time or a counter's wording is never furniture: it may be the one figure that matters.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

from pactwatch.claims import bare
from pactwatch.diff.datelines import is_dateline

# How many lines from either end a line of doubtful pattern may stand to count as furniture.
EDGE = 3
# Lines longer than this are prose, whatever they begin with.
LONGEST = 400
# The lines of furniture.toml are shorter.
_LONGEST_KNOWN = 80

_FILE = Path(__file__).with_name("furniture.toml")


def is_furniture(text: str, *, at_edge: bool = False, labelled: bool = False) -> bool:
    """Whether this line belongs to the page: a time stamp, a counter, a share, related or newsletter line.

    *at_edge* says that it stands among the first or last lines, where more patterns are believed; *labelled* that a
    line such as "Takes effect" or "Deadline:" stands before it, so that a bare date is an answer.

    >>> is_furniture("Updated 3 November 2024, 10:15 GMT"), is_furniture("Updated figures show 29 dead.")
    (True, False)
    >>> is_furniture("1,234 comments"), is_furniture("1,234 comments were received by the ministry.")
    (True, False)
    >>> is_furniture("Read more: Ministers sign pact"), is_furniture("Read more: Ministers sign pact", at_edge=True)
    (False, True)
    """
    if len(text) > LONGEST + 100 or not (line := bare(text)) or len(line) > LONGEST:
        return False
    if len(line) <= _LONGEST_KNOWN and (_is_known(line) or is_dateline(text)):
        return True
    if _is_stamp(_stamp_parts(line), at_edge=at_edge, labelled=labelled):
        return True
    return at_edge and bool(_AT_EDGE.match(line))


def is_label(text: str) -> bool:
    """Whether a line asks for the answer in the next one: short, and no sentence.

    >>> is_label("Takes effect"), is_label("They met."), is_label("By Ann Lee"), is_label("Read more")
    (True, False, False, False)
    """
    line = text.strip()
    return 0 < len(line) <= _LONGEST_LABEL and not _NO_LABEL.search(line) and not is_furniture(line)


_LONGEST_LABEL = 40
_NO_LABEL = re.compile(r"[.!?。！？…»”\"]$|^(?i:by|von|par|por|di|de)\s")


# ---------------------------------------------------------------- lines known by heart

# A number as counters print it: 1,234, 1.2k, 3 Mio, 1.2万.
_NUMBER = re.compile(r"\d+(?:[.,\u00a0 ]\d+)*(?:\s?(?:k|m|mio|tsd|mil|mila)\b|[万千])?")
_MARKS = re.compile(r"[^\w#@]+|_+")
_BESIDE_NUMBER = re.compile(r"\s*#\s*")


def _is_known(line: str) -> bool:
    """Whether the line stands in furniture.toml, or is made of its buttons."""
    folded = unicodedata.normalize("NFKC", line).casefold().replace("#", " ").replace("@", " ")
    numbered = _BESIDE_NUMBER.sub(" # ", _NUMBER.sub("#", folded))
    words = _MARKS.sub(" ", numbered).split()
    if " ".join(words) in _lines():
        return True
    networks, buttons = _words("networks"), _words("buttons")
    if all(word in buttons or word in networks for word in words):
        return True
    said = " ".join("@" if word in networks else word for word in words)
    return said in _lines() or _NETWORK_JA.sub("@ ", said, count=1) in _lines()


# Japanese puts no space behind the name of a network.
_NETWORK_JA = re.compile(r"^[a-zぁ-ん]+(?=[でに])")


@cache
def _lines() -> frozenset[str]:
    """Give all known lines; spaces stand round every number, as in `_is_known`."""
    tables: dict[str, str] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["lines"]
    return frozenset(line.strip() for table in tables.values() for line in table.splitlines() if line.strip())


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(str(tomllib.loads(_FILE.read_text(encoding="utf-8"))["words"][name]).split())


# ---------------------------------------------------------------- time stamps

_MONTH = (
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?|januar|februar|märz|mai|juni|juli|oktober|dez(?:ember)?\.?"
    r"|janv(?:ier)?\.?|févr?(?:ier)?\.?|mars|avr(?:il)?\.?|juin|juil(?:let)?\.?|août|septembre|octobre|novembre|déc(?:embre)?\.?|enero|ene\.?|febrero"
    r"|marzo|abril|abr\.?|mayo|junio|julio|agosto|ago\.?|septiembre|octubre|noviembre|diciembre|dic\.?|gennaio|gen\.?|febbraio|aprile|maggio|mag\.?"
    r"|giugno|giu\.?|luglio|lug\.?|settembre|set\.?|ottobre|ott\.?|dicembre)"
)
_DAY = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|montag|dienstag|mittwoch|donnerstag|freitag"
    r"|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado"
    r"|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica"
)
_STAMPED = (
    r"(?:(?:first|last)\s+)?(?:updated?|modified|published|posted|created|edited)|zuletzt\s+(?:aktualisiert|geändert)|aktualisiert"
    r"|letzte\s+(?:aktualisierung|änderung)|veröffentlicht|erstellt|stand|publiée?|mise?\s+à\s+jour|modifiée?|dernière\s+mise\s+à\s+jour"
    r"|actualizad[oa]|última\s+actualización|publicad[oa]|aggiornat[oa]|ultimo\s+aggiornamento|pubblicat[oa]"
)
_STAMPED_JA = r"最終?更新(?:日時?)?|更新(?:日時?)?|公開(?:日時?)?|配信|掲載|投稿"
_ZONE = r"am|pm|a\.m\.?|p\.m\.?|gmt|utc|bst|cet|cest|est|edt|et|pst|pdt|jst|uhr|h|hrs|時|分"
_LINK = r"at|on|um|am|le|à|el|a|las|il|alle|alle\s+ore|ore|h|de|del|the|of|und|and|et|y|e|ago"
_RECENT = r"today|yesterday|heute|gestern|aujourd['’]hui|hier|hoy|ayer|oggi|ieri|本日|今日|昨日"
_AGO = (
    r"\d{1,3}\s*(?:seconds?|minutes?|mins?|hours?|hrs?|h|days?)\s+ago|(?:vor|hace|il\s+y\s+a)\s+\d{1,3}\s*(?:sekunden?|minuten?|min\.?|stunden?|std\.?|tag(?:en)?"
    r"|minutes?|heures?|h|jours?|minutos?|horas?|días?)|\d{1,3}\s*(?:minut[oi]|or[ae]|giorn[oi])\s+fa|\d{1,3}\s*(?:分|時間|日)前"
)
_DATE = (
    rf"\d{{1,2}}(?:st|nd|rd|th|er|º|°|\.)?\s*(?:de\s+|of\s+)?{_MONTH}(?:,?\s*(?:de\s+|del\s+)?(?:19|20)\d\d)?"
    rf"|{_MONTH}\s*\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s*(?:19|20)\d\d)?"
    r"|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:(?:19|20)\d\d|\d\d)"
    r"|(?:(?:(?:19|20)\d\d|令和\d{1,2})年)?\d{1,2}月\d{1,2}日"
)
_CLOCK = r"(?:[01]?\d|2[0-4])(?:[:.h][0-5]\d(?:[:.][0-5]\d)?|時(?:[0-5]?\d分)?|\s?(?:[ap]\.?m\b\.?|uhr\b|h\b))"
_EDGE_OF_WORD = r"(?![^\W\d_])"
_STAMP_LINE = re.compile(
    rf"(?ix)(?:(?P<when>{_AGO}|(?:{_RECENT}){_EDGE_OF_WORD}){_EDGE_OF_WORD}|(?P<date>{_DATE})(?!\d)|t?(?P<clock>{_CLOCK})(?!\d)"
    rf"|(?P<stamped>(?:{_STAMPED}){_EDGE_OF_WORD}|{_STAMPED_JA})|(?:{_DAY}){_EDGE_OF_WORD}\.?|(?:{_ZONE}|{_LINK}|z){_EDGE_OF_WORD}"
    rf"|[\s.,:：/\-–—|()+·•月火水木金土日曜])"
)


def _is_stamp(found: set[str], *, at_edge: bool, labelled: bool) -> bool:
    """Whether a line of these parts has a date or time, and says or shows by its place that it is a stamp."""
    if found.isdisjoint(("date", "clock", "when")):
        return False
    return "stamped" in found or (at_edge and ("when" in found or not labelled))


def is_clock(text: str) -> bool:
    """Whether a line is a time of day alone, with or without its date: what a live blog files its entries under.

    >>> is_clock("14:05 CET"), is_clock("Tue 5 Nov, 2.05 pm"), is_clock("5 November"), is_clock("14:05: 29 dead")
    (True, True, False, False)
    """
    return len(text) <= _LONGEST_KNOWN and ":" not in text[-1:] and "clock" in _stamp_parts(bare(text))


def _stamp_parts(line: str) -> set[str]:
    """Name the parts of a line that is a stamp; empty: it is none."""
    found: set[str] = set()
    at = 0
    while at < len(line):
        match = _STAMP_LINE.match(line, at)
        if match is None:
            return set()
        found.add(match.lastgroup or "")
        at = match.end()
    return found


# ---------------------------------------------------------------- at the edges of an article

_AT_EDGE = re.compile(
    r"(?ix)(?:"
    r"(?:read\s+(?:more|also)|see\s+also|related|watch|listen|more|video|lesen\s+sie\s+auch|mehr\s+dazu|lire\s+aussi|à\s+lire\s+aussi|lea\s+también|leggi\s+anche|関連記事)\s*[:：|>»]\s*\S.{0,200}"
    r"|(?:sign\s+up|subscribe|follow\s+us|join\s+our|download\s+our|get\s+the\s+latest|click\s+here|melden\s+sie\s+sich|abonnieren|abonnez-vous|suivez-nous|suscríbete|síguenos|iscriviti|seguici)\b.{0,200}"
    r"|.{0,120}\b(?:newsletter|all\s+rights\s+reserved|alle\s+rechte\s+vorbehalten|tous\s+droits\s+réservés|todos\s+los\s+derechos\s+reservados|tutti\s+i\s+diritti\s+riservati)\b.{0,120}"
    r"|(?:©|\(c\)|copyright)\s.{0,150}"
    r"|.{0,60}無断転載.{0,60}"
    r"|(?:reporting|writing|editing|additional\s+reporting)\s+by\s.{0,200}"
    r")$"
)
