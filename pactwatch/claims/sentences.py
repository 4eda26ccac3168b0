"""Where does a sentence end? `sentencex`, with repairs for what it cuts in news text."""

from __future__ import annotations

import re
from functools import lru_cache

import sentencex

from pactwatch.patterns import late

# sentencex looks for every opening mark's closing mark over the whole text, which is quadratic; paragraphs of
# news are well below this length, and what is longer is cut at a full stop first.
_CHUNK = 4_000
# Sentences beyond this are no sentences (tables, data): they are cut at a space, so that every reader stays quick.
LONGEST = 6_000

_SENTENCEX = frozenset(("en", "de", "fr", "es", "it", "ja"))
# A piece that ends like this goes on with the next one, whatever the next one begins with.
_NO_END = {
    "en": re.compile(
        r"(?:^|[\s(“\"'‘])(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Sgt|Capt|Cmdr|Adm|Maj|Brig|Sen|Rep|Reps|Sens|Gov|Rev|Hon|St|Mt|Ft|vs|Nos|"
        r"Jan|Feb|Aug|Sept|Sep|Oct|Nov|Dec|Supt|Messrs|approx|ca|cf|e\.g|i\.e|al|[A-Z])\.$"
    ),
    "de": re.compile(
        r"(?:^|[\s(„\"])(?:Dr|Prof|Hr|Fr|Frl|St|Nr|Abs|Art|bzw|ca|usw|gem|lt|Abb|Aufl|bspw|etw|z\.\s?B|d\.\s?h|u\.\s?a|i\.\s?d|sog|vgl|Mio|Mrd|Tsd|Jan|Feb|Aug|"
        r"Sept|Okt|Nov|Dez|Str|geb|gest|inkl|rd|evtl|ggf|[A-ZÄÖÜ])\.$|(?:^|[\s(])\d{1,3}\.$"
    ),
    "fr": re.compile(
        r"(?:^|[\s(«\"'’])(?:MM?|Mme|Mmes|Mlle|Dr|Pr|Me|Mgr|St|Ste|art|av|apr|p|n°|janv|févr|juil|sept|oct|nov|déc|cf|p\.\s?ex|[A-Z])\.$"
    ),
    "es": re.compile(
        r"(?:^|[\s(«\"“])(?:Sr|Sra|Sres|Srta|Dr|Dra|D|Dña|Gral|Ud|Uds|EE|pág|núm|art|aprox|Lic|Ing|Prof|St|Sta|Sto|p\.\s?ej|[A-Z])\.$"
    ),
    "it": re.compile(
        r"(?:^|[\s(«\"“'’])(?:sig|sigg|Sig|Sigg|dott|Dott|prof|Prof|on|On|avv|Avv|ing|Ing|gen|Gen|art|pag|ecc|ca|cfr|S|n|p\.\s?es|[A-Z])\.$"
    ),
}
_ENDS_LATER = re.compile(r"^[\s»”“\"'’)\]]*(?:[a-zà-öø-ÿ0-9,;:–—]|$)")
_JA_SAYS_ON = late("^[とってなにをはがのもで、。」』）]")
_TERMINAL = re.compile(r"[.!?…。！？]\s?['’”\"»“)\]]*\s*$")
_JA_END = late("[。！？!?]+[」』）)]*")


def sentences(paragraph: str, language: str | None = None) -> list[str]:
    """Cut a paragraph into sentences, in order, trimmed; text in quotation marks stays with who says it.

    >>> sentences("Mr. Smith left. He came at 5 p.m. on Monday.", "en")
    ['Mr. Smith left.', 'He came at 5 p.m. on Monday.']
    >>> sentences("岩屋外相は「歓迎する。重要だ。」と述べた。会談は続いた。", "ja")
    ['岩屋外相は「歓迎する。重要だ。」と述べた。', '会談は続いた。']
    """
    return list(_sentences(paragraph, language))


@lru_cache(maxsize=256)  # an article's paragraphs are asked for by those who compare it, too
def _sentences(paragraph: str, language: str | None) -> tuple[str, ...]:
    out: list[str] = []
    for chunk in _chunks(paragraph):
        pieces = _japanese(chunk) if language == "ja" else _repaired(_segment(chunk, language), language or "en")
        for piece in pieces:
            trimmed = piece.strip()
            if trimmed:
                out.extend(_bounded(trimmed))
    return tuple(out)


def _segment(chunk: str, language: str | None) -> list[str]:
    # A line break inside a paragraph is only a space; sentencex would end a sentence at an empty line.
    flat = _SURROGATE.sub("\ufffd", chunk.replace("\r", " ").replace("\n", " "))
    pieces = sentencex.segment(language if language in _SENTENCEX else "en", flat)
    parts = [part for piece in pieces for part in _AFTER_QUOTE.split(piece)]
    full = _FULL_WORDS.get(language or "en")
    if full is None:
        return parts
    # Most parts have no full stop but their last.
    return [cut for part in parts for cut in (_cut_behind(part, full) if ". " in part.rstrip() else (part,))]


def _cut_behind(part: str, full: re.Pattern[str]) -> list[str]:
    """Cut where a word ends a sentence that sentencex takes for an abbreviation; a speech stays whole."""
    out, at = [], 0
    for match in full.finditer(part):
        if not _is_open(part[at : match.end()]):
            out.append(part[at : match.end()])
            at = match.end()
    return [*out, part[at:]]


def _is_open(text: str) -> bool:
    """Whether a quotation that begins in a text goes on behind it."""
    return (
        text.count("“") + text.count("„") > text.count("”")
        or text.count('"') % 2 == 1
        or text.count("«") > text.count("»")
    )


def _full(words: str, before_quotes: str = "") -> re.Pattern[str]:
    """Compile the words of a table, with the full stop and the space behind them, before a capital."""
    whole = rf"(?<![\w.])(?:{'|'.join(words.split())})\. (?=[“„«\"]?[A-ZÀ-ÖØ-Þ])"
    if not before_quotes:
        return re.compile(whole)
    quotes = rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in before_quotes.split())})\. (?=[“\"][A-Z])"
    return re.compile(f"{whole}|{quotes}")


# Everyday words that sentencex takes for abbreviations unless a small word follows; found by ending a sentence with
# each of 11,338 words. In English some true abbreviations end a sentence where a quotation follows.
_FULL_WORDS = {
    "en": _full(
        "May Fed Art Me art may me ok okay ill miss ore arc con ark no id op ing min",
        "a.m p.m Inc Corp Co Ltd U.S U.K U.N",
    ),
    "de": _full("Art mich usw CO"),
    "fr": _full("vol art"),
    "es": _full("mar no contra nos km kg cm PP sobre"),
    "it": _full("ore mai si fa no via su km kg ha re Nato Ue Usa Onu Rai Eni Inps Istat Cgil Anm Rfi"),
}
# Half of a pair is no character; sentencex, which reads UTF-8, refuses it.
_SURROGATE = re.compile("[\ud800-\udfff]")
# A quotation that is a whole sentence ends it: « C'est bien. » Elle a ri.
_AFTER_QUOTE = re.compile(r"(?:(?<=[.!?…][»”])|(?<=[.!?…]\s»)) (?=[A-ZÀ-ÖØ-Þ])")


def _chunks(paragraph: str) -> list[str]:
    """Cut what is far too long for a paragraph, at ends of sentences where there are any."""
    if len(paragraph) <= _CHUNK:
        return [paragraph]
    out, at = [], 0
    while len(paragraph) - at > _CHUNK:
        window = paragraph[at : at + _CHUNK]
        cut = max(window.rfind(". "), window.rfind("! "), window.rfind("? "), window.rfind("。"))
        if cut < _CHUNK // 4:
            cut = window.rfind(" ")
        cut = cut + 1 if cut > 0 else _CHUNK
        out.append(paragraph[at : at + cut])
        at += cut
    return [*out, paragraph[at:]]


def _repaired(pieces: list[str], language: str) -> list[str]:
    """Join what was cut inside a sentence."""
    no_end = _NO_END.get(language)
    out: list[str] = []
    for piece in pieces:
        if out and _goes_on(out[-1], piece, no_end):
            out[-1] += piece
        else:
            out.append(piece)
    return out


def _goes_on(before: str, after: str, no_end: re.Pattern[str] | None) -> bool:
    """Whether two pieces are one sentence."""
    head = before.rstrip()
    if not head or not after.strip():
        return True
    if _ENDS_LATER.match(after) and not after.lstrip()[:1].isdigit():
        return True
    if no_end is not None and no_end.search(head[-16:]) is not None and not _is_sentence_end(head, after):
        return True
    # "…," he said. The quotation's first part was cut at its own full stop: the mark is still open.
    return not _TERMINAL.search(head[-8:]) and after.lstrip()[:1] not in "•-*"


_ACRONYM_END = late(r"(?:[A-Z]\.){2,}$")
_NEW_SENTENCE = late(
    r"\s*[“\"«]?(?:The|A|An|In|On|At|He|She|It|They|We|But|And|This|That|These|However|According|His|Her|Its|Their|As|After|Der|Die|Das|"
    r"Le|La|Les|El|Los|Las|Il|Lo|Gli)\s"
)


def _is_sentence_end(head: str, after: str) -> bool:
    """Whether an abbreviation ends its sentence after all: "… in the U.S. The …", "plan B. He …"."""
    return _NEW_SENTENCE.match(after) is not None and re.search(r"(?:[A-Z]\.){2,}$|\b[A-Z]\.$|\d\.$", head) is not None


def _japanese(chunk: str) -> list[str]:
    """Cut at 。 outside brackets; what follows a closing bracket with と goes on."""
    flat = chunk.replace("\r", "").replace("\n", "")
    out, depth, start, at = [], 0, 0, 0
    while at < len(flat):
        c = flat[at]
        if c in "「『（(":
            depth += 1
        elif c in "」』）)":
            depth = max(0, depth - 1)
            # A quotation that is a sentence of its own: 「そうだ。」彼は言った。
            if (
                depth == 0
                and at
                and flat[at - 1] in "。！？"
                and at + 1 < len(flat)
                and not _JA_SAYS_ON.match(flat[at + 1])
            ):
                out.append(flat[start : at + 1])
                start = at + 1
        elif c in "。！？!?" and depth == 0:
            end = _JA_END.match(flat, at)
            stop = end.end() if end else at + 1
            out.append(flat[start:stop])
            start = stop
            at = stop - 1
        # A bracket that is never closed must not swallow the rest of the text.
        if depth and at - start > 1_000:
            depth = 0
        at += 1
    return [*out, flat[start:]]


def _bounded(sentence: str) -> list[str]:
    if len(sentence) <= LONGEST:
        return [sentence]
    out = []
    while len(sentence) > LONGEST:
        cut = sentence.rfind(" ", LONGEST // 2, LONGEST)
        cut = cut if cut > 0 else LONGEST
        out.append(sentence[:cut].strip())
        sentence = sentence[cut:].strip()
    return [piece for piece in (*out, sentence) if piece]
