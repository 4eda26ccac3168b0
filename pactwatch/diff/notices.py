"""Does the outlet disclose here that it corrected something?"""

from __future__ import annotations

import re

from pactwatch.diff.furniture import LONGEST, bare

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


def is_correction(text: str) -> bool:
    """Whether the outlet discloses here that it corrected something.

    >>> is_correction("Correction: an earlier version said 29."), is_correction("The text of the treaty was revised.")
    (True, False)
    """
    return bool(_CORRECTION.match(bare(text[:LONGEST])))
