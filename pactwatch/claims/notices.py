"""Does the outlet disclose here that it corrected something?"""

from __future__ import annotations

import re
from functools import lru_cache

from pactwatch.patterns import late

# A notice says so within so many letters.
LONGEST = 400

# What a notice is about: the article itself. "A previous version of the bill" is a claim, not a notice.
_EN = r"(?:article|story|report|piece|page|headline|version|post|text|item|column|caption)"
_DE = r"(?:artikels?|beitrag(?:s|es)?|text(?:e?s)?|berichts?|meldung|überschrift|schlagzeile|bildunterschrift)"
_FR = r"(?:article|texte|papier|titre|dépêche|billet)"
_ES = r"(?:artículo|noticia|información|texto|nota|titular|pieza|crónica)"
_IT = r"(?:articolo|testo|pezzo|titolo|notizia|servizio)"
# "Correction:", "Correction (2 November):", "Correzione del 4 novembre:"
_SET_OFF = r"(?:\s*\([^)]{0,60}\)|[^:.;,(\n]{0,24}\d[^:.;,(\n]{0,16})?\s*[:：—–]"
# A few words may stand before: "Note de la rédaction : ".
_BEFORE = r"(?:[^:.\n]{0,40}+:\s*)?"

_NOTICE = re.compile(
    "|".join(
        (
            # English
            rf"(?:corrections?|clarifications?|corrected|erratum|errata|correction\s+and\s+clarification|update\s+and\s+correction|correction\s+notice){_SET_OFF}",
            r"(?:correction|clarification|corrected|editor['’]s\s+note)\.\s",
            rf"editor['’]s\s+note{_SET_OFF}",
            r"\(?corrects\s(?=.{0,100}(?:paragraph|headline|story|byline|\bpara\b|throughout|\bto\b))",
            r"(?:the\s+)?(?:article|story|headline)\s+(?:above\s+)?(?:was|has\s+been)\s+(?:amended|corrected)\s+(?:on|to|at|after)\b",
            rf".{{0,60}}\bthis\s+{_EN}\b(?!\s+of\s+(?!this|the\s+{_EN})).{{0,60}}\b(?:was|has\s+been|have\s+been)\s+(?:amended|corrected|revised|changed\s+to|edited\s+to|updated\s+to)\b",
            rf".{{0,60}}\bthis\s+{_EN}\b.{{0,60}}\b(?:was|has\s+been)\s+updated\b.{{0,60}}\bto\s+(?:correct|clarify|reflect|fix)\b",
            rf"we\s+have\s+(?:since\s+)?(?:amended|corrected|changed|updated)\s+(?:this|the)\s+{_EN}\b",
            rf"{_BEFORE}(?:an?|the)\s+(?:earlier|previous|original|prior|initial)\s+version\s+of\s+(?:this|the)\s+{_EN}\b",
            r"(?:an?|the)\s+(?:earlier|previous|original|prior|initial)\s+version\s+(?:incorrectly|wrongly|mistakenly|misstated|misspelled|misidentified|gave|said|stated|referred)\b",
            # German
            rf"(?:korrektur(?:hinweis)?|berichtigung|richtigstellung){_SET_OFF}",
            r"(?:anm(?:erkung|\.)\s*d(?:er|\.)\s*red(?:aktion|\.)|hinweis\s+der\s+redaktion|transparenzhinweis)[^:.\n]{0,40}[:：—–]",
            rf"{_BEFORE}(?:dieser|der|diese|die)\s+{_DE}\s+wurde\s+.{{0,60}}\b(?:korrigiert|berichtigt|nachträglich)\b",
            rf"{_BEFORE}wir\s+haben\s+(?:den|diesen|das|dies|die|diese)\s+(?:fehler|datum|zahl|angabe|name[n]?|{_DE})\s+.{{0,40}}\b(?:korrigiert|berichtigt)\b(?!\s*[\"“”«»,])",
            r"wir\s+haben\s+(?:den|diesen)\s+fehler\s+(?:korrigiert|berichtigt)\b",
            rf"{_BEFORE}in\s+(?:einer|der)\s+(?:früheren|ersten|vorherigen|ursprünglichen)\s+(?:version|fassung)\b(?:\s+(?:dieses|des|dieser|der|unseres)\s+{_DE}|\s+(?:hieß\s+es|stand|schrieben|haben\s+wir|hatten\s+wir)\b)",
            # French
            rf"(?:rectificatif|rectification|correction|erratum|mise\s+au\s+point|précision){_SET_OFF}",
            r"(?:note\s+de\s+la\s+rédaction|ndlr)[^:.\n]{0,40}\s?[:：—–]",
            rf"{_BEFORE}(?:cet?|cette|l['’])\s*{_FR}\s+a\s+été\s+(?:modifiée?|corrigée?|rectifiée?|amendée?|mise?\s+à\s+jour\s+pour\s+corriger)\b",
            rf"{_BEFORE}(?:dans\s+)?une\s+(?:version\s+(?:précédente|antérieure|initiale)|(?:première|précédente)\s+version)\b(?!\s+(?:du|des?|de\s+la)\s++(?!(?:cet?\s|cette\s|l['’]|notre\s)\s*{_FR}|(?:article|papier|dépêche|billet)))",
            # Spanish
            rf"(?:corrección|correcciones|rectificación|fe\s+de\s+err(?:atas|ores)|aclaración){_SET_OFF}",
            r"(?:nota\s+de(?:l)?\s+(?:la\s+redacción|editor|la\s+editora)|n\.\s*de\s+la\s+r\.)[^:.\n]{0,40}[:：—–]",
            rf"{_BEFORE}(?:este|esta|el|la)\s+{_ES}\s+(?:ha\s+sido|fue)\s+(?:corregid|modificad|rectificad|actualizad[oa]\s+para\s+corregi)",
            rf"{_BEFORE}(?:en\s+)?una\s+(?:versión\s+(?:anterior|previa|inicial)|primera\s+versión)\b(?!\s+(?:del?|de\s+la|de\s+los|de\s+las)\s++(?!(?:este|esta|nuestr[oa])\s+{_ES}|(?:artículo|noticia|crónica)))",
            # Italian
            rf"(?:correzione|rettifica|errata\s+corrige|precisazione){_SET_OFF}",
            r"(?:nota\s+della\s+redazione|n\.?d\.?r\.?)[^:.\n]{0,40}[:：—–]",
            rf"{_BEFORE}(?:questo|questa|l['’]|il|la)\s*{_IT}\s+è\s+stat[oa]\s+(?:corrett|modificat|rettificat|aggiornat[oa]\s+per\s+corregg)",
            rf"{_BEFORE}(?:in\s+)?una\s+(?:versione\s+(?:precedente|iniziale)|(?:prima|precedente)\s+versione)\b(?!\s+(?:di|del|dello|della|dei|degli|delle|dell['’])\s*+(?!quest[oa]\s+{_IT}|(?:articolo|pezzo)))",
        )
    ),
    re.IGNORECASE,
)
_NOTICE_JA = late(
    "|".join(
        (
            r"(?:訂正|お詫び(?:と訂正)?|おわび(?:と訂正)?|お断り|おことわり|修正|編集部注)\s*[】\]）)：:]",
            r".{0,80}(?:訂正します|訂正いたします|お詫びして訂正|おわびして訂正|訂正してお(?:詫|わ)び)",
            # Others correct their figures too: it must be the page that was corrected.
            r"(?=.{0,60}(?:記事|見出し|本文|タイトル|初出|表記|写真|説明|誤り|一部)).{0,80}(?:訂正|修正)しました",
            r"(?:初出時|初版|当初|記事の初版|公開時)(?:に|で|では|、).{0,80}(?:誤り|正しくは|誤って)",
        )
    )
)
_JAPANESE = re.compile(r"[\u3040-\u9fff]")


@lru_cache(maxsize=512)  # most sentences of a new version stood in the last one
def is_correction(text: str) -> bool:
    """Whether the outlet discloses here that it corrected something.

    >>> is_correction("Correction: an earlier version said 29."), is_correction("The text of the treaty was revised.")
    (True, False)
    >>> is_correction("A previous version of this story."), is_correction("A previous version of the bill said 29.")
    (True, False)
    """
    text = bare(text[:LONGEST])
    return bool(_NOTICE.match(text) or (_JAPANESE.search(text) and _NOTICE_JA.match(text)))


def bare(text: str) -> str:
    """Strip what frames a line ("* Share *", "— Updated: …"); in Python, for a pattern would try every cut."""
    start, end = 0, len(text)
    while start < end and not (text[start].isalnum() or text[start] in "©("):
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return text[start:end] + ("：" if text[end : end + 1] in (":", "：") else "")
