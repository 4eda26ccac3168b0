"""What stands after the story's last sentence: about the writer, legal notices, where else to listen or to read.

What each is worth (loss of 4-token shingle F1 without it, on three sets of development pages): legal notices .0010 /
.0001 / .0008, lines about the writer .0015 / 0 / 0.
"""

from __future__ import annotations

import re

from pactwatch.extract.blocks import Box, Text
from pactwatch.extract.metadata import Metadata
from pactwatch.extract.phrases import disclaimer
from pactwatch.patterns import late

# A writer's notice is shorter than this; a long one has two paragraphs.
_SIGNATURE_MOST = 700
# How many blocks from the end are looked at.
_LAST = 6

_WORKS = (
    r"reporter|correspondent|editor|writer|journalist|producer|columnist|freelance\w*|author|contributor|"
    r"fellow|analyst|"
    r"professor|researcher|reached at|contributed to this|contributed reporting|bureau|twitter|newsroom|podcast|host|"
    r"blogger|critic|strategist|founder|director|redakteur\w*|korrespondent\w*|journaliste|rédact\w+|correspondante?|"
    r"periodista|redactora?|corresponsal|giornalista|redattore|jornalista|repórter|journalistin|autorin|reporterin"
)
_IS = (
    r"is|was|has been|covers|writes|reports|joined|lives|works|worked|can be reached|contributed|specializes|holds|has|"
    r"ist|war|schreibt|arbeitet|berichtet|studierte|est|écrit|es|escribe|è|scrive|é|escreve"
)
_BIO = late(
    rf"^(?:[-–—*•] ?)?(?:about the author:? )?(?:\w[\w.'’-]+ ){{1,4}}(?:{_IS})\b.{{0,300}}\b(?:{_WORKS})\b", re.I
)
_NAMED = late(rf"^.{{0,25}}\b(?:{_IS})\b", re.I)
_BY_KIND = re.compile(
    r"^(?:\w[\w.'’-]+ ){2,4}(?:is|ist|est|es|è|é) (?:an? |the |our |[\w’']+[’']s )?(?:\w+[ -]){0,5}?"
    r"(?:staff writer|freelance\w*|senior (?:writer|editor|reporter)|(?:deputy|managing|news|executive|"
    r"associate) editor|"
    r"contributing (?:writer|editor)|reporter|correspondent|columnist|redakteur\w*|korrespondent\w*)\b",
    re.I,
)
_CONTACT = re.compile(
    r"(?:can be reached|reach (?:him|her|them|out)|contact (?:him|her|them|the|reporter|\w+ \w+ at)|"
    r"follow (?:him|her|them|@)|e-?mail|write to)"
    r"\b.{0,80}(?:@|\bat\b|twitter|phone)",
    re.I,
)
_LEGAL = late(
    r"(?:informational|educational|information|illustrative)(?: and \w+)? purposes only|"
    r"\bfor (?:general )?information(?:al)? only\b|"
    r"\b(?:does|do|shall) not (?:constitute|provide)\b.{0,80}\b(?:advice|recommendation|offer|solicitation|diagnosis)|"
    r"\b(?:not|never) intended (?:to|as|for)\b.{0,80}\b(?:advice|substitute|replace|diagnos\w+)|"
    r"\bnot a substitute for professional\b|\bpast performance (?:is|does) no|\bassumes? no (?:liability|"
    r"responsibility)|"
    r"\ball rights reserved\b|\bdisclaims? (?:all|any) (?:liability|warrant)|"
    r"\bkeine anlageberatung\b|\bohne gewähr\b|\bne (?:constitue|saurait constituer) pas un (?:conseil|avis)\b|"
    r"\bno constituye (?:un )?asesoramiento\b|投資(?:判断|勧誘)を目的|无法保证|不构成(?:任何)?投资建议|仅供参考",
    re.I,
)


def no_endings(kept: list[Text], known: Metadata) -> list[Text]:
    """Take out what follows the story: legal notices, then who wrote it and how to reach them."""
    kept = _no_legal_notice(kept)
    names = [name.casefold() for name in known.authors if len(name) > 4]
    for _ in range(_LAST):
        if len(kept) < 4 or not _is_signature(kept[-1], names):
            break
        kept[-1].rule = "about the writer"
        kept = kept[:-1]
    return kept


def _no_legal_notice(kept: list[Text]) -> list[Text]:
    for position, text in enumerate(kept[-4:], max(len(kept) - 4, 1)):
        if disclaimer(text.text):
            for other in kept[position:]:
                other.rule = "legal notice"
            return kept[:position]
    last = max(1, len(kept) - _LAST)
    tail = [text for text in kept[last:] if not (_is_legal(text.text[:600]) and _drop(text))]
    return [*kept[:last], *tail]


def _is_legal(text: str) -> bool:
    lowered = text.lower()
    return any(word in lowered for word in _LEGAL_WORDS) and bool(_LEGAL.search(text))


# One of these is in every legal notice that the pattern finds; most last lines have none.
_LEGAL_WORDS = (
    "purposes only", "information only", "informational only", "not constitute", "not provide", "not intended",
    "never intended", "not a substitute", "past performance", "assume no", "assumes no", "rights reserved", "disclaim",
    "anlageberatung", "ohne gewähr", "pas un ", "asesoramiento", "投资", "投資", "无法保证", "仅供参考",
)  # fmt: skip


def _drop(text: Text) -> bool:
    text.rule = "legal notice"
    return True


def _is_signature(text: Text, names: list[str]) -> bool:
    if text.size > _SIGNATURE_MOST:
        return False
    opening = text.text[:60].casefold()
    named = any(name in opening for name in names)
    if named and (_BIO.match(text.text) or (_NAMED.match(text.text) and _is_set_apart(text))):
        return True
    if _BY_KIND.match(text.text) and text.size < 400:
        return True
    return bool(_CONTACT.search(text.text)) and (named or "@" in text.text) and text.size < 300


def _is_set_apart(text: Text) -> bool:
    """Tell whether a line is in a box of its own, as no paragraph of a story about its own writer is."""
    box: Box | None = text.box
    for _ in range(4):
        if box is None:
            return False
        if "author" in box.names.lower() or "bio" in box.names.lower():
            return True
        box = box.parent
    return False
