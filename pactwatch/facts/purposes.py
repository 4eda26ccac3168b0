"""Who spends a sum, and on what? Sums of different payers, or for different things, contradict nobody.

Only what stands right beside the sum is read: `on the tunnel` behind it, `For the tunnel` at the head of its clause,
the subject of `costs`. What is not said is not guessed: a sum without a purpose is compared with every other.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pactwatch.facts.frames import Frame
from pactwatch.facts.phrases import any_of
from pactwatch.facts.plain import has_cjk, key
from pactwatch.facts.sentence import Sentence, is_modifier, phrase_before
from pactwatch.facts.words.payers import PAYERS
from pactwatch.facts.words.shape import these
from pactwatch.facts.words.things import THINGS
from pactwatch.model import Figure
from pactwatch.patterns import late

FOR = "for "
"""How a purpose begins in a fact's `role`."""
BY = "by "
"""How a payer begins there."""
EACH = "each"
"""The purpose of a sum that every one of many gets: it is no part of a total."""

# Words for spending: a fine or a bribe is `for` a reason, which does not part two sums.
_SPENDING = late(
    r"^(?:at a cost|spen[dt]|earmark|allocat|budget|fund|invest|cost|set aside|worth|pledg|contribut|grant|subsid"
    r"|provision|aid|aide|hilfe|soforthilfe|ayuda|aiut"
    r"|dépens|consacr|fonds|coût|pour un coût|débloqu|allou|financ|subvention|ausg|gab\b|kost|haushalt|bereit|rückstell"
    r"|mittel|finanz|gast|destin|presupuesto|fondo|inver|invier|cuest|spes|stanzi|bilancio|accanton|dotad|dotat|doté"
    r"|支援|援助|投|支出|予算|費用|拠出|基金|充て|計上)",
    re.I,
)
_COSTING = late(r"^(?:cost|worth|coût|kost|cuest)", re.I)
# `per cent` and `pro Jahr` are no shares of many.
_NO_SHARE = late(r" (?:per|pro) (?:cent|year|month|week|day|annum|Jahr|Monat|Woche|Tag|Quartal)\b", re.I)
_TO = late(
    r"\b(?:for|on|to|towards?|into|pour|à|aux?|für|in die|in den|in das|zur|zum|zugunsten|para|a|al|en|per|ai|agli|alle"
    r"|alla|all'|in|dans|nel|nella|nello|nei|nelle|nell')(?: |(?<='))",
    re.I,
)
_HEAD = late(r"\W*(?:and |et |und |y |e )?(?:for|pour|für|zur|zum|para|per|in das|in den|in die|ins) ", re.I)
_OF = late(r" (?:of|de l'|de la|de|du|des|der|von|della|dell'|del|dei|di) ?", re.I)
_SMALL = these(
    "the its their his her a an this that these all le la les l un une son sa ses leur leurs ce cette der die das den"
    " dem ein eine einen einem seine seinen ihre ihren el los las una su sus este esta il lo gli i uno suo sua loro"
    " questo questa of de du des d von della dell del dei degli delle di and et und y e new nouveau nouvelle neue"
    " neuen nuevo nueva nuevas nuovo nuova nuovi programme program programs programmes package plan plans scheme"
    " project projects projet projets programm projekt programa proyecto programma progetto"
)
_STOPS = these("hat haben has have had ont ha han hanno wird will would is are est sont ist sind es son")
_OF_WORDS = these("of de du des von di")
_JA_BEFORE = late(
    r"([ァ-ヿー一-鿿A-Za-z]{2,}?)(?:など)?(?:のため|の費用|向け)?(?:に|へ)(?!は|も|より|よる|つい|対し|上る|なる)"
)
_JA_COST = late(r"([ァ-ヿー一-鿿]{2,})の(?:費用|予算|基金)")
_MOST_WORDS = 4


def payment_of(sentence: Sentence, frame: Frame, figure: Figure, *, is_paid: bool) -> str:
    """Say who spends a sum and on what: `by eu for roads`, `for each`; empty: neither stands beside it.

    *is_paid*: the event is a payment, and says itself what it is for; of shares it does not.
    """
    purpose = _purpose_of(sentence, frame, figure)
    if is_paid and EACH not in purpose:
        purpose = ""
    payer = _payer_of(sentence, frame, figure)
    return f"{BY}{payer} {purpose}".strip() if payer else purpose


def _payer_of(sentence: Sentence, frame: Frame, figure: Figure) -> str:
    """Give the country or body of the topic that is the subject of the clause; empty: none is."""
    text, words = sentence.text, sentence.words
    if _COSTING.match(text[frame.start : frame.end]):
        return ""  # what costs it
    end = min(figure.start, frame.clause[1])
    bodies = [
        (m.left, m.right, m.value.replace(" ", "-"))
        for m in sentence.mentions
        if m.known and m.kind == "organisation" and frame.clause[0] <= m.left < end and not is_modifier(sentence, m)
    ]
    countries = [(m.start(), m.end(), _country(m.group())) for m in _payers()[0].finditer(text, frame.clause[0], end)]
    for start, stop, name in sorted([*countries, *bodies]):
        if any(t.event == "say" and stop <= t.start < frame.start for t in sentence.triggers):
            continue  # `Tokyo said the EU would spend`
        if has_cjk(text):
            if re.match(r"(?:政府)?(?:は|が|も)", text[stop:]):
                return name
        elif not phrase_before(sentence, (*words.not_doer, *words.where), start) and text[stop : stop + 1] not in "-'":
            return name
    return ""


def _country(printed: str) -> str:
    """Give a country's one name."""
    return next((name for name, pattern in _payers()[1] if pattern.fullmatch(printed)), printed).replace(" ", "-")


def _purpose_of(sentence: Sentence, frame: Frame, figure: Figure) -> str:
    """Say what a sum is spent on (`for roads`, `for each`); empty: that does not stand beside it."""
    text = sentence.text
    if _is_share(sentence, figure):
        return FOR + EACH
    trigger = text[frame.start : frame.end]
    if not _SPENDING.match(trigger):
        return ""
    words = _japanese(text, frame, figure) if has_cjk(trigger) else _beside(sentence, frame, figure)
    return FOR + " ".join(dict.fromkeys(_named(words))) if words else ""


def _is_share(sentence: Sentence, figure: Figure) -> bool:
    """Tell whether each of many gets the sum: `500 euros per family`, `je 500 Euro`, `1人当たり5万円`."""
    text, each = sentence.text, any_of(sentence.words.each)
    if phrase_before(sentence, sentence.words.each, figure.start, 12):
        return True
    shared = each.match(text, figure.end + (text[figure.end : figure.end + 1] == " "))
    return shared is not None and not _NO_SHARE.match(text, figure.end)


def _beside(sentence: Sentence, frame: Frame, figure: Figure) -> list[str]:
    """Read what comes to cost it, else the purpose behind the sum, at the head of its clause, or behind `budget of`."""
    text, (start, end) = sentence.text, frame.clause
    later = [f.start for f in sentence.wording.figures if f.start > figure.end]
    if _COSTING.match(text[frame.start : frame.end]) and frame.end <= figure.start:
        of = _OF.match(text, frame.end)
        return _noun_phrase(sentence, *((of.end(), figure.start) if of else (start, frame.start)))
    near = _TO.search(text, figure.end, min(end, figure.end + 24))
    if near is not None and not text[figure.end : near.start()].strip():
        found = _noun_phrase(sentence, near.end(), min([end, *later]))
        if found:
            return found
    for opening, closing in ((start, end), (0, start)):  # `For the tunnel, it has ...`: a clause by itself
        head = _HEAD.match(text, opening, closing)
        if head is not None and head.end() < figure.start:
            return _noun_phrase(sentence, head.end(), closing)
    of = _OF.match(text, frame.end)
    if of is not None and of.end() < figure.start:
        return _noun_phrase(sentence, of.end(), figure.start)
    return []


def _noun_phrase(sentence: Sentence, start: int, end: int) -> list[str]:
    """Give the words of the noun phrase that begins at an offset, without small words, dates and doers."""
    words = sentence.words
    stops = {*words.not_doer, *words.where, *words.with_, *words.by, *words.breaks} - _OF_WORDS
    blank = [(d.start, d.end) for d in sentence.wording.dates]
    blank += [(m.start, m.end) for m in sentence.mentions if m.kind != "work"]
    found: list[str] = []
    for match in re.finditer(r"[,;:.()\"]|\d[\d.,]*|[^\W\d_]+", sentence.text[start:end]):
        word = match.group()
        lower = word.lower()
        if not word[0].isalpha() or (found and (lower in stops or lower in _STOPS)):
            break
        at = start + match.start()
        small = lower in _SMALL or lower in words.light or _SPENDING.match(lower)
        if not small and not any(a <= at < b for a, b in blank):
            found.append(word)
        if len(found) == _MOST_WORDS:
            break
    return found


def _japanese(text: str, frame: Frame, figure: Figure) -> list[str]:
    """Read `トンネルに…投じる` and `回収の費用`."""
    named = _JA_COST.search(text, frame.clause[0], frame.end)
    if named is not None:
        return [named.group(1)]
    before = list(_JA_BEFORE.finditer(text, frame.clause[0], max(figure.start, frame.start)))
    return [before[-1].group(1)] if before else []


@lru_cache(maxsize=1)
def _things() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, any_of(phrases)) for name, phrases in THINGS.items())


@lru_cache(maxsize=1)
def _payers() -> tuple[re.Pattern[str], tuple[tuple[str, re.Pattern[str]], ...]]:
    """Give the expression of all countries, and by name the one of its own."""
    every = any_of([phrase for phrases in PAYERS.values() for phrase in phrases], exact_case=True)
    return every, tuple((name, any_of(phrases, exact_case=True)) for name, phrases in PAYERS.items())


def _named(words: list[str]) -> list[str]:
    """Give things their one name; words that no table holds stay as they are."""
    text = " ".join(words)
    things = [name for name, pattern in _things() if pattern.search(text)]
    return things or [key(word) for word in words]


def apart(a: str, b: str) -> bool:
    """Tell whether two payments, as `payment_of` gives them, differ in payer or thing; what is not said is not apart.

    >>> apart("for road", "for school"), apart("for road", ""), apart("for each", ""), apart("for tunel", "for tunnels")
    (True, False, True, False)
    >>> apart("by eu for road", "by japan"), apart("by eu for road", "by eu"), apart("signer", "attendee")
    (True, False, False)
    """
    if not is_payment(a) and not is_payment(b):
        return False
    (payer_a, for_a), (payer_b, for_b) = _parts(a), _parts(b)
    if payer_a and payer_b and payer_a != payer_b:
        return True
    first, second = set(for_a.split()), set(for_b.split())
    if EACH in first ^ second:
        return True
    return bool(first and second) and not {_stem(word) for word in first} & {_stem(word) for word in second}


def is_payment(role: str) -> bool:
    """Tell whether a fact's role says who pays or what for."""
    return role.startswith((FOR, BY))


def _parts(role: str) -> tuple[str, str]:
    """Give payer and things of a role."""
    who, _, what = f" {role}".partition(f" {FOR}")
    return who.strip().removeprefix(BY.strip()).strip(), what


def _stem(word: str) -> str:
    """Give the beginning of a word, doubled letters as one: `tunel`, `tunnels`."""
    return word if has_cjk(word) else re.sub(r"(.)\1", r"\1", word)[:5]
