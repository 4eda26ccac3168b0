"""Is this line part of the page rather than of the story?

A line is known by its whole pattern (it *is* a time stamp, it does not merely hold one) and, where the pattern could be
prose, by its place: the first or last lines of the article.
"""

from __future__ import annotations

import re

# How many lines from either end a line of doubtful pattern may stand to count as furniture.
EDGE = 3

_TIME = r"[\d\s.,:/\-–|()年月日時分]*"
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?|januar|februar|märz|mai|juni|juli|oktober|dezember"
    r"|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo"
    r"|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre"
    r"|ottobre|dicembre"
)
_DAY = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|montag|dienstag|mittwoch|donnerstag|freitag"
    r"|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado"
    r"|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica"
)
_STAMP_WORD = (
    rf"(?:{_MONTH}|{_DAY}|am|pm|a\.m\.|p\.m\.|gmt|utc|utc|bst|cet|cest|est|edt|et|pst|pdt|jst|uhr|at|on|um|am|le|à|el|a|las|il|alle|ore|h"
    r"|de|del|the|of|st|nd|rd|th|ago|hours?|minutes?|mins?|days?|today|yesterday|heute|gestern|hace|horas|vor|stunden|minuten)"
)
_STAMP = rf"(?:(?:{_STAMP_WORD})(?![^\W\d_])|[\d\s.,:/\-–—|()年月日時分])"
_STAMPED = (
    r"(?:(?:first|last)\s+)?(?:updated?|modified|published|posted|created|edited)|aktualisiert|zuletzt\s+(?:aktualisiert|geändert)"
    r"|veröffentlicht|stand|publié|mis\s+à\s+jour|modifié|actualizado|publicado|aggiornato|pubblicato"
)
_STAMPED_JA = r"最終?更新|更新(?:日時?)?|公開(?:日時?)?|配信|掲載"
# Nothing but dates, times and words such as "updated"; without such a word it may be prose, and its place decides.
_STAMP_LINE = re.compile(rf"(?ix)(?:(?:(?:{_STAMPED})(?![^\W\d_])|{_STAMPED_JA})\s*[:：]?|{_STAMP}){{1,80}}$")
_SAYS_STAMPED = re.compile(rf"(?ix)(?:(?<![^\W\d_])(?:{_STAMPED})(?![^\W\d_])|{_STAMPED_JA})")
# Always furniture, wherever it stands.
_ALWAYS = re.compile(
    r"(?ix)(?:"
    r"(?:\d+|no|one|[\d.,]+k)\s+(?:comments?|shares?|likes?|views?|reactions?|kommentare?|commentaires?|comentarios?|commenti)"
    r"|(?:コメント\s*)?\d+\s*件(?:のコメント)?"
    r"|\d+\s*(?:min(?:ute)?s?\s+(?:read|lesezeit)|min\s+de\s+lecture|min\.?)"
    r"|(?:share|tweet|email|print|save|copy\s+link|whatsapp|facebook|twitter|linkedin|x|reddit|pocket|telegram|teilen|drucken|merken|partager|imprimer|compartir|imprimir|condividi|stampa|シェア|印刷|\s|[,|/•·])+"
    r"|(?:share|print|email|bookmark)\s+(?:this|the)\s+(?:article|story|page|post)"
    r"|(?:diesen\s+)?artikel\s+teilen|partager\s+(?:cet|l)\W?\s?article|compartir\s+(?:esta|este)\s+\w+|condividi\s+(?:questo|l)\W?\s?articolo"
    r"|advertisement|anzeige|publicité|publicidad|pubblicità|広告"
    r"|(?:read|see)\s+(?:more|also|next)|related(?:\s+(?:stories|articles|topics|links))?|more\s+on\s+this\s+story|recommended|most\s+(?:read|popular)"
    r"|lesen\s+sie\s+auch|mehr\s+zum\s+thema|à\s+lire\s+aussi|lire\s+aussi|lea\s+también|te\s+puede\s+interesar|leggi\s+anche|関連記事|あわせて読みたい|続きを読む"
    r")$"
)
# Furniture at the edges of an article, or when both versions have such a line.
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
_CORRECTION = re.compile(
    r"(?i)(?:(?:corrections?|clarifications?|corrected|editor['’]s\s+note|update\s+and\s+correction|errat(?:um|a))\b\s*(?:\([^)]{0,60}\)\s*)?[:：—–.\-]"
    r"|.{0,60}\bthis\s+(?:article|story|report|piece|page|headline|version|post|text)\b.{0,60}\b(?:was|has\s+been)\s+(?:amended|corrected|revised|changed\s+to|edited\s+to|updated\s+to)\b"
    r"|(?:the\s+)?(?:article|story|headline)\s+(?:above\s+)?(?:was|has\s+been)\s+(?:amended|corrected)\s+(?:on|to|at|after)\b"
    r"|(?:an?|the)\s+(?:earlier|previous|original)\s+version\s+of\s+th(?:is|e)\s+(?:article|story|report|piece|post|headline|page)\b"
    r"|(?:korrektur|berichtigung|richtigstellung|anmerkung\s+der\s+redaktion|hinweis\s+der\s+redaktion)\b\s*(?:\([^)]{0,60}\)\s*)?[:：—–.\-]"
    r"|(?:dieser|der)\s+(?:artikel|beitrag|text|bericht)\s+wurde\s+.{0,60}\b(?:korrigiert|berichtigt)\b"
    r"|wir\s+haben\s+(?:den|diesen)\s+fehler\s+korrigiert\b"
    r"|in\s+einer\s+früheren\s+(?:version|fassung)\b"
    r"|(?:rectificatif|correction|erratum|mise\s+au\s+point|précision)\s*[:：—–]|cet\s+article\s+a\s+été\s+(?:modifié|corrigé|rectifié)\b|une\s+(?:version\s+(?:précédente|antérieure)|première\s+version)\b"
    r"|(?:corrección|rectificación|fe\s+de\s+erratas|aclaración)\s*[:：—–]|(?:este|el)\s+artículo\s+ha\s+sido\s+(?:corregido|modificado|rectificado)\b|una\s+versión\s+(?:anterior|previa)\b"
    r"|(?:correzione|rettifica|errata\s+corrige|precisazione)\s*[:：—–]|questo\s+articolo\s+è\s+stato\s+(?:corretto|modificato|rettificato)\b|(?:una|in\s+una)\s+versione\s+precedente\b"
    r"|[【\[（(]?\s*(?:訂正|お詫び(?:と訂正)?|おわび(?:と訂正)?|修正)\s*[】\]）)：:]|.{0,80}(?:訂正しました|訂正します|修正しました|訂正いたします|お詫びして訂正|おわびして訂正|訂正してお(?:詫|わ)び))"
)
# Lines longer than this are prose, whatever they begin with.
_LONGEST = 400


def is_correction(text: str) -> bool:
    """Whether the outlet discloses here that it corrected something.

    >>> is_correction("Correction: an earlier version said 29."), is_correction("The text of the treaty was revised.")
    (True, False)
    """
    return bool(_CORRECTION.match(_bare(text[:_LONGEST])))


def is_furniture(text: str, *, at_edge: bool = False) -> bool:
    """Whether this line belongs to the page: a time stamp, a counter, a share, related or newsletter line.

    *at_edge* says that it stands among the first or last lines, where more patterns are believed.

    >>> is_furniture("Updated 3 November 2024, 10:15 GMT"), is_furniture("Updated figures show 29 dead.")
    (True, False)
    >>> is_furniture("Read more: Ministers sign pact"), is_furniture("Read more: Ministers sign pact", at_edge=True)
    (False, True)
    """
    if len(text) > _LONGEST + 100 or not (line := _bare(text)) or len(line) > _LONGEST:
        return False
    if _STAMP_LINE.match(line):
        return at_edge or bool(_SAYS_STAMPED.search(line))
    return bool(_ALWAYS.match(line)) or (at_edge and bool(_AT_EDGE.match(line)))


def _bare(text: str) -> str:
    """Strip what frames a line ("* Share *", "— Updated: …"); in Python, for a pattern would try every cut."""
    start, end = 0, len(text)
    while start < end and not (text[start].isalnum() or text[start] in "©("):
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return text[start:end] + ("：" if text[end : end + 1] in (":", "：") else "")
