"""Language codes in a topic file."""

from __future__ import annotations

import re

from pactwatch.config.tables import Table, shown

# ISO 639-1, its 183 codes in use.
LANGUAGES = frozenset(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es
    et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki
    kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no
    nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te
    tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """.split()  # noqa: SIM905 - 183 quoted strings are harder to check against the standard
)


def check_language(table: Table, key: str, code: str) -> None:
    """Note a code that is not one of ISO 639-1."""
    if code in LANGUAGES:
        return
    short = re.split(r"[-_]", code.lower())[0]
    hint = f"write {short!r}" if short in LANGUAGES else "write two letters of ISO 639-1, such as 'en' or 'ja'"
    table.note(key, f"{shown(code)} is not a language code; {hint}")
