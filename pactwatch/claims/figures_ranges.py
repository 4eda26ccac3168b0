"""Which figures are the two ends of one range? 5-10 years, between 5 and 10, from 5 to 10 years."""

from __future__ import annotations

from pactwatch.claims.figures_draft import Draft
from pactwatch.claims.reading import Reading
from pactwatch.claims.words import Words
from pactwatch.claims.words.shape import words as word_set


def join_ranges(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Join `5-10 years`, `between 5 and 10`, `from 5 to 10 years` into one figure each."""
    out: list[Draft] = []
    for draft in drafts:
        joined = _joined(reading, out[-1], draft) if out else None
        if joined is not None:
            out[-1] = joined
        elif not out or draft.start >= out[-1].end:
            out.append(draft)
        else:
            # A comparator between two numbers ("5 or more 10") was read twice: it stays with the first.
            draft.start = max(draft.start, out[-1].end)
            if draft.start <= draft.number_start:
                draft.start = draft.number_start
                out.append(draft)
    return out


def _joined(reading: Reading, one: Draft, other: Draft) -> Draft | None:
    text, words = reading.folded, reading.words
    if other.start < one.end or other.start - one.end > 8 or "ordinal" in (one.kind, other.kind):
        return None
    gap = _bare(text[one.end : other.start].strip().lower(), words)
    dash = gap in _DASHES
    if other.value < 0 and text[one.end : other.start + 1] in ("-",):
        return None
    place = reading.word_before(one.start)
    while place > 0 and reading.lows[place] in words.determiners and reading.lows[place] not in _FROM:
        place -= 1  # entre el 5 y el 10
    before = reading.lows[place] if place >= 0 else ""
    if gap in words.and_words:
        if before not in words.between:
            return None
    elif gap in words.range_words:
        if before in _FROM and not _is_span(reading, place):
            return None
    elif not dash:
        return None
    if one.unit and other.unit and one.unit != other.unit:
        return None
    low = one.value
    if one.scale == 1 and other.scale != 1 and one.bare < other.bare:
        low = one.value * other.scale
    if not one.unit and other.unit and other.bare and other.value != other.bare * other.scale:
        low *= other.value / (other.bare * other.scale)  # decades
    if low >= other.value or one.high is not None:
        return None
    # A score ("won 2-3") or a vote ("6-7"): small numbers with no unit, beside a word of sport or voting.
    if gap not in words.and_words and not other.unit and not one.unit and not _SCORES.isdisjoint(reading.lows):
        return None
    start = one.start
    if before in words.between or (before in _FROM and gap in words.range_words):
        start = reading.starts[place]
    unit, kind = (other.unit, other.kind) if other.unit else (one.unit, one.kind)
    return Draft(
        start,
        other.end,
        low,
        one.bare,
        other.scale,
        unit,
        kind,
        one.comparator,
        other.value,
        one.number_start,
        other.number_end,
    )


_DASHES = frozenset(("-", "–", "—", "‑", "~", "-to-", "to-"))
_FROM = frozenset(("from", "von", "de", "da", "dal", "dall", "desde", "du", "del"))
_SCORES = word_set(
    "win won wins beat beats lost loss defeat defeated draw drew score victory match game goals vote voted "
    "ruling ruled set gewann gewannen verlor verloren siegte gagné perdu battu ganó ganaron perdió perdieron venció "
    "empató vinto perso battuto"
)
# Verbs and nouns after which "from A to B" is a change, and "up to B" where it ended.
CHANGES = word_set(
    "rise rose risen rises rising fall fell fallen falls falling increase increased increases increasing raise raised "
    "raises raising cut cuts cutting grow grew grown growing growth climb climbed drop dropped jump jumped went go "
    "gone "
    "goes reduce reduced reduces reducing extend extended lower lowered lowers surge surged slid slide change changed "
    "move moved revise revised shrank shrunk expand expanded decline declined lift lifted widen widened narrow "
    "narrowed "
    "slip slipped ease eased improved worsened boost boosted up down upgraded downgraded doubled doubling tripled "
    "stieg stiegen gestiegen steigt steigen sank sanken gesunken fiel gefallen erhöht erhöhte erhöhen gesenkt senkte "
    "senken wuchs gewachsen verdoppelt kletterte zurück reduziert angehoben "
    "passé passée passés passer passe augmenté augmenter augmente baissé baisser baisse réduit réduire hausse recul "
    "monté tombé relevé relever abaissé revenu revenue grimpé chuté porté ramené "
    "pasó pasado pasar pasa subió subido subir aumentó aumentado aumentar bajó bajado bajar redujo reducido reducir "
    "cayó caído caer elevó elevar creció crecido crecer "
    "passato passata passati passare passa salito salita salire sale aumentato aumentata aumentare sceso scesa "
    "scendere "
    "ridotto ridotta ridurre calato calata calo cresciuto portato alzato abbassato"
)


def _bare(gap: str, words: Words) -> str:
    """Leave out the article behind a link: "y el", "e il"."""
    link, _, article = gap.partition(" ")
    return link if article in words.determiners else gap


def _is_span(reading: Reading, place: int) -> bool:
    """Whether "from 5 to 10" is a span; it is none where something changed from the one to the other."""
    before = reading.lows[max(0, place - 9) : place]
    if before and before[-1] in ("ranging", "range", "ranged", "ranges", "varying", "anywhere", "aged", "ages"):
        return True
    return CHANGES.isdisjoint(before)
