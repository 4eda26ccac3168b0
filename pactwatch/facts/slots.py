"""When, where, and how many: the dates, places and figures of an event."""

from __future__ import annotations

import re

from pactwatch.facts.names import Mention
from pactwatch.facts.phrases import any_of
from pactwatch.facts.sentence import (
    Sentence,
    bare_words,
    clause_of,
    is_light,
    is_modifier,
    is_passive,
    phrase_before,
    wall_between,
)
from pactwatch.facts.triggers import ASKED, Trigger
from pactwatch.facts.values import REGIONS
from pactwatch.facts.words.shape import these
from pactwatch.model import Figure, Moment
from pactwatch.patterns import late


def dates_of(sentence: Sentence, index: int, clause: tuple[int, int]) -> tuple[Moment, ...]:
    """Give the dates of the event, the one behind the verb first."""
    trigger = sentence.triggers[index]
    found = []
    for moment in sentence.wording.dates:
        if moment.granularity in ("relative", "time") and not re.match(r"-?-?\d", moment.value):
            continue
        if phrase_before(sentence, sentence.words.not_when, moment.start) and trigger.event != "take effect":
            continue
        attached = trigger.form == "noun" and _is_attached(sentence, trigger, moment.start, moment.end)
        if not attached and _only_dates_another(sentence, trigger, moment.start):
            continue
        if attached or _reachable(sentence, index, moment.start, moment.end, clause):
            found.append(moment)
    return tuple(sorted(found, key=lambda m: (m.start < trigger.start, abs(m.start - trigger.end))))


_RIGHT_BEFORE = late(r"'s(?: [\w-]+){0,2} | (?:[\w-]+ )?|(?: (?:les?|la|the|el|los|las|il|gli|die|der|das))? ")
_RIGHT_BEHIND = late(r" (?:of|on|am|vom|de|du|del|di|dell'|dello|della)? ?(?:the |le |el )?")


def _is_attached(sentence: Sentence, trigger: Trigger, start: int, end: int) -> bool:
    """Tell whether a date stands at the noun itself: `Sunday's election`, `die Wahl vom Sonntag`."""
    if end <= trigger.start:
        return _RIGHT_BEFORE.fullmatch(sentence.text, end, trigger.start) is not None
    return start >= trigger.end and _RIGHT_BEHIND.fullmatch(sentence.text, trigger.end, start) is not None


def _only_dates_another(sentence: Sentence, trigger: Trigger, at: int) -> bool:
    """Tell whether the event is told only to date another: `resigned on Saturday, three days after the sinking`."""
    if trigger.event == ASKED and _has_a_verb(sentence, trigger):
        return True
    if trigger.form != "noun" or not phrase_before(sentence, sentence.words.not_when, trigger.start):
        return False
    known = [word for m in sentence.mentions for word in m.label.lower().split()]
    return at < trigger.start or not is_light(sentence, trigger.end, at, frozenset(known))


def _has_a_verb(sentence: Sentence, trigger: Trigger) -> bool:
    """Tell whether the clause of a German noun ends with the verb of another event, whose date it is then."""
    if not sentence.words.verb_last:
        return False
    start, end = clause_of(sentence, trigger)
    return any(
        other.form != "noun" and other.event not in ("say", trigger.event) and start <= other.start < end
        for other in sentence.triggers
    )


def places_of(sentence: Sentence, index: int, clause: tuple[int, int]) -> tuple[Mention, ...]:
    """Give the places of the event: places behind `in` or `at`."""
    trigger = sentence.triggers[index]
    found = [
        m
        for m in sentence.mentions
        if m.kind == "place"
        and m.value not in REGIONS
        and (phrase_before(sentence, sentence.words.where, m.left) or _is_goal(trigger, m) or m.there)
        and not is_modifier(sentence, m)
        and _reachable(sentence, index, m.start, m.end, clause)
    ]
    return tuple(sorted(found, key=lambda m: (m.start < trigger.start, abs(m.start - trigger.end))))


def _is_goal(trigger: Trigger, place: Mention) -> bool:
    """Tell whether a visit goes there: `visited Tokyo`, `a trip to Tokyo`."""
    return trigger.event == "visit" and 0 <= place.left - trigger.end <= 5


def figures_of(sentence: Sentence, index: int, clause: tuple[int, int]) -> tuple[Figure, ...]:
    """Give the figures of the event, the one most closely tied to the verb first."""
    dates = [(d.start, d.end) for d in sentence.wording.dates]
    clause = (_with_antecedent(sentence, sentence.triggers[index], clause[0]), clause[1])
    found = []
    for figure in sentence.wording.figures:
        if _is_whole(sentence, sentence.triggers[index], figure) or _counts_another(sentence, index, figure):
            continue
        if _is_other_side(sentence, figure):
            continue
        if figure.start < clause[0] or figure.end > clause[1] or figure.kind not in ("number", "money", "measure"):
            continue
        if any(a < figure.end and figure.start < b for a, b in dates):
            continue
        distance = _distance(sentence, index, figure)
        if distance is not None:
            found.append((distance, figure.start, figure))
    return tuple(figure for _, _, figure in sorted(found, key=lambda item: item[:2]))


_WHO = late(r"(?:who|that|which|qui|die|der|que|che)\b", re.I)


def _with_antecedent(sentence: Sentence, trigger: Trigger, start: int) -> int:
    """Give where the clause begins with the noun that a relative pronoun stands for: `the 17 miners who died`."""
    who = _WHO.match(sentence.text, start)
    if who is None or not is_light(sentence, who.end(), trigger.start, sentence.words.be):
        return start
    lead = re.search(r"\S+ (?:[^\W\d]+ ){1,2}$", sentence.text[:start])
    return lead.start() if lead else start


_OF_A_WHOLE = late(
    r"(?: [^\W\d]+){0,2} (?:of|out of|von|der|des|seiner|ihrer|sur|parmi|de|su|tra|dei|degli|delle)"
    r"(?: (?:the|his|her|its|their|los|las|les|ses|leurs|sus|i|gli|le|suoi))?(?: [\w-]+'s)? "
)


# `98 votes to 61`, `98 zu 61 Stimmen`: the second are on the other side.
_TO_VOTES = late(
    r" (?:votes?|voix|votos|voti|Stimmen) (?:pour |in favour |a favor |a favore )?"
    r"(?:to|against|contre|gegen|zu|contra|contro|a|y|e|et|and|und) "
)
_TO = late(r" (?:to|contre|zu|gegen|contra|a) ")
_VOTES = late(r" (?:votes?|voix|votos|voti|Stimmen)\b")


def _is_other_side(sentence: Sentence, figure: Figure) -> bool:
    """Tell whether a figure counts those who voted the other way."""
    text = sentence.text
    return any(
        _TO_VOTES.fullmatch(text, other.end, figure.start)
        or (_TO.fullmatch(text, other.end, figure.start) and _VOTES.match(text, figure.end))
        for other in sentence.wording.figures
        if other.end < figure.start and other.kind == figure.kind == "number"
    )


def _is_whole(sentence: Sentence, trigger: Trigger, figure: Figure) -> bool:
    """Tell whether a figure is what a part is of: `three of his seven co-defendants were acquitted`.

    `118 of the 150 people aboard`: what stands right behind the whole belongs to it.
    """
    whole = any(
        _OF_A_WHOLE.fullmatch(sentence.text, other.end, figure.start)
        for other in sentence.wording.figures
        if other.end < figure.start and other.kind == figure.kind
    )
    if not whole or figure.end > trigger.start:
        return whole
    behind = bare_words(sentence, figure.end, trigger.start)
    # `112 of the 230 seats`: what is counted is no more the whole's than the part's.
    return not behind or not set(behind) <= {word.lower() for word in sentence.words.people} - sentence.words.be


def _counts_another(sentence: Sentence, index: int, figure: Figure) -> bool:
    """Tell whether the word right behind a figure is another event: `the fires left 11 injured` counts no fires."""
    mine = sentence.triggers[index]
    return any(
        other.event not in (mine.event, "say")
        and other.form != "active"
        and sentence.text[figure.end : other.start] == " "
        and other.start != mine.start
        for other in sentence.triggers
    )


def is_part_of_a_word(text: str, figure: Figure) -> bool:
    """Tell whether a number word goes on behind a hyphen, so that it was not read whole: `dix-sept` is no 7."""
    return re.search(r"[^\W\d_]-$", text[: figure.start][-2:]) is not None or (
        figure.text.isalpha() and re.match(r"-[^\W\d_]", text[figure.end :]) is not None
    )


def _distance(sentence: Sentence, index: int, figure: Figure) -> tuple[int, int, int] | None:
    """Measure how far a figure is from its verb in words that do not tie them; None: another verb stands between."""
    trigger = sentence.triggers[index]
    before = figure.end <= trigger.start
    start, end = (figure.end, trigger.start) if before else (trigger.end, figure.start)
    if start > end:
        return None
    for other in sentence.triggers:
        # `The death toll from the failure of the dam rose to 31`: nouns do not part a noun from its figure.
        if (
            start <= other.start
            and other.end <= end
            and other.event != "say"
            and not trigger.form == other.form == "noun"
        ):
            return None
    words = sentence.words
    tied = words.light | words.be | set(words.people)
    strange = sum(word not in tied and word.rstrip("s") not in tied for word in bare_words(sentence, start, end))
    # `29 were killed and 14 are missing`: what `and` parts belongs to the other verb.
    strange += 2 * bool(any_of(words.and_).search(sentence.text, start, end))
    prefers_before = trigger.form == "either" and (is_passive(sentence, trigger) or figure.end + 1 >= trigger.start)
    return strange, int(before != prefers_before), end - start


# What a stretch may hold besides a date and a place, and still be no clause of its own: `, on Friday, in Tokyo,`.
_WITH_A_DATE = these("on in at the late early last this le la dernier am im letzten el pasado il scorso")


def _reachable(sentence: Sentence, index: int, start: int, end: int, clause: tuple[int, int]) -> bool:
    """Tell whether a date or place stands in the event's clause, or alone in the clause beside it."""
    if not _own(sentence, index, start, end):
        return False
    if clause[0] <= start and end <= clause[1]:
        return True
    left = max(wall for wall in sentence.walls if wall <= start)
    right = min((wall for wall in sentence.walls if wall >= end), default=len(sentence.text))
    where = sentence.words.where
    if sentence.triggers[index].form == "noun" and left == clause[1] and _HAPPENED.match(sentence.text, left):
        return True
    alone = all(word in _WITH_A_DATE or word in where for word in bare_words(sentence, left, start)) and all(
        word in _WITH_A_DATE or word in where for word in bare_words(sentence, end, right)
    )
    # `On Friday, A, who leads the bloc's diplomacy, signed`: what opens the sentence belongs to its first verb.
    opens = not sentence.text[:left].strip(" ,") and end <= sentence.triggers[index].start
    return alone and (opens or right == clause[0] or left == clause[1] or _only_light_until(sentence, right, clause[0]))


# `the wreck of the X, which happened late on Wednesday off Y, ...`
_HAPPENED = late(
    r", (?:(?:which|qui|que|che|der|die|das) )?(?:(?:s'est|est|sich|se|si è|è) )?(?:happened|occurred|took place"
    r"|survenue?s?|intervenue?s?|produite?s?|ocurri\w+|produj\w+|registrad\w+|avvenut\w+|verificat\w+|accadut\w+"
    r"|(?:am|im) )",
    re.I,
)


def _own(sentence: Sentence, index: int, start: int, end: int) -> bool:
    """Tell whether a stretch belongs to trigger number *index* and not to a neighbour.

    What stands behind a verb belongs to the last verb before it; what stands before a clause's first verb, to that.
    """
    trigger = sentence.triggers[index]
    if start >= trigger.end:
        return not any(
            t.start >= trigger.end and t.start < start and not _same(t, trigger) for t in sentence.triggers[index + 1 :]
        )
    if end <= trigger.start:
        verb_last = sentence.words.verb_last and trigger.form != "active"
        return not any(
            # A German noun may stand before the participle that ends the clause: `hat am ... ein Verbot beschlossen`.
            t.end <= trigger.start and t.end > end and not _same(t, trigger) and not (verb_last and t.form == "noun")
            for t in sentence.triggers[:index]
        ) and not any(
            t.end <= start and not _same(t, trigger) and not wall_between(sentence, t.end, start)
            for t in sentence.triggers[:index]
        )
    return False


def _same(a: Trigger, b: Trigger) -> bool:
    return a.event == b.event


def _only_light_until(sentence: Sentence, start: int, end: int) -> bool:
    return start <= end and is_light(sentence, start, end)
