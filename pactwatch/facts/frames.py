"""Event frames: what a sentence says happened, who did it, to what, when, where, and who was there.

One reader for the languages that put the doer before the verb (English, French, German, Spanish, Italian); Japanese has
its own in `frames_ja`. No parser: a frame's slots come from the names, dates and figures in the verb's own clause, by
order, small words and punctuation. Where that does not settle it, the slot stays empty: a missing fact costs less than
a wrong one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pactwatch.facts.names import Mention
from pactwatch.facts.phrases import any_of
from pactwatch.facts.sentence import Sentence, clause_of, walls_of
from pactwatch.facts.slots import dates_of, figures_of, places_of
from pactwatch.facts.triggers import ASKED, Trigger, find_triggers
from pactwatch.facts.what import works_of
from pactwatch.facts.who import attendees_of, doers_of, parties_between, parties_of, people_of, undergoers_of
from pactwatch.model import Figure, Moment


@dataclass(frozen=True, slots=True)
class Frame:
    """One event as one sentence tells it."""

    event: str
    start: int
    end: int
    doers: tuple[Mention, ...] = ()
    attendees: tuple[Mention, ...] = ()
    undergoers: tuple[Mention, ...] = ()
    """People to whom it was done: who was appointed, dismissed, killed."""
    parties: tuple[Mention, ...] = ()
    """Organisations and countries that did it, or between whom it was done."""
    works: tuple[Mention, ...] = ()
    """The works named in the event's clause."""
    other_work: bool = False
    """Whether the clause names a work of a kind that the topic does not ask about: `a trade deal`."""
    dates: tuple[Moment, ...] = ()
    places: tuple[Mention, ...] = ()
    figures: tuple[Figure, ...] = ()
    modality: str = "done"
    clause: tuple[int, int] = (0, 0)
    told_before: bool = False
    """Whether the sentence before says what happened, and this one only when or where."""


def read_frames(sentence: Sentence) -> list[Frame]:
    """Read the events of one sentence, in order."""
    sentence.triggers = [t for t in find_triggers(sentence.text, sentence.words) if not _is_plural(sentence, t)]
    if not sentence.triggers:
        return []
    sentence.walls = walls_of(sentence)
    return [_frame(sentence, index) for index, trigger in enumerate(sentence.triggers) if trigger.event != "say"]


def _is_plural(sentence: Sentence, trigger: Trigger) -> bool:
    """Tell whether what looks like a verb is a noun with a verb of its own: `Signs were put up`."""
    if trigger.form != "active":
        return False
    behind = re.match(r" (\w+)", sentence.text[trigger.end : trigger.end + 12])
    return (
        behind is not None
        and behind.group(1).lower() in sentence.words.be
        and " " not in sentence.text[trigger.start : trigger.end]
    )


def _frame(sentence: Sentence, index: int) -> Frame:
    """Fill the slots of trigger number *index*."""
    trigger = sentence.triggers[index]
    clause = clause_of(sentence, trigger)
    row = doers_of(sentence, trigger, clause)
    attendees = attendees_of(sentence, trigger, index)
    between = parties_between(sentence, trigger, clause)
    works, other = works_of(sentence, trigger, clause)
    return Frame(
        event=trigger.event,
        start=trigger.start,
        end=trigger.end,
        doers=people_of(row),
        attendees=attendees,
        undergoers=people_of(undergoers_of(sentence, trigger, clause)),
        parties=parties_of(sentence, [*row, *between]),
        works=works,
        other_work=other,
        dates=dates_of(sentence, index, clause),
        places=places_of(sentence, index, clause),
        figures=figures_of(sentence, index, clause),
        modality=_modality(sentence, trigger, clause),
        clause=clause,
    )


def _is_to_come(sentence: Sentence, trigger: Trigger) -> bool:
    """Tell whether a name and a bare `to` stand before the verb: `Borrell to sign pact in Tokyo`."""
    lead = sentence.text[: trigger.start]
    return lead.endswith(" to ") and any(m.right == len(lead) - 4 for m in sentence.mentions)


def _modality(sentence: Sentence, trigger: Trigger, clause: tuple[int, int]) -> str:
    """Give `done`, `planned`, `possible` or `denied` from the words right before the verb."""
    words = sentence.words
    lead = sentence.text[max(clause[0], trigger.start - 60) : trigger.start]
    tail = sentence.text[trigger.end : min(clause[1], trigger.end + 24)] if words.verb_last else ""
    near = lead.lower().split()[-7:]
    if trigger.form != "noun" and any(word.strip(",.") in words.negative or word.endswith("n't") for word in near):
        return "denied"
    if words.verb_last and re.search(r"\b(?:nicht|kein|keine|keinen)\b", lead):
        return "denied"
    if any_of(words.possible).search(lead[-40:]):
        return "possible"
    form = sentence.text[trigger.start : trigger.end]
    if trigger.form == "active" and _is_to_come(sentence, trigger):
        return "planned"
    if words.verb_last and trigger.form == "either":
        lead = re.sub(r"\b(?:wird|werden)\b", " ", lead)  # with a participle no future but a passive
    if any_of(words.planned).search(f"{lead[-40:]} {tail}") or any_of(words.planned).match(form):
        return "planned"
    if words.future and form.lower().split()[0].endswith(words.future):
        return "planned"
    if words.future and trigger.event == ASKED and any(w.endswith(words.future) for w in near[-4:] if len(w) > 4):
        return "planned"  # `enviará ayuda`
    if sentence.wording.modality in ("planned", "expected") and trigger.event == "take effect":
        return "planned"
    return "done"
