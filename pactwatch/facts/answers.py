"""What one sentence answers to a question: by the offices, phrases and slots of events that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from pactwatch.facts.frames import Frame, read_frames
from pactwatch.facts.frames_ja import read_frames_ja
from pactwatch.facts.names import Mention
from pactwatch.facts.offices import is_country
from pactwatch.facts.phrases import any_of
from pactwatch.facts.plain import has_cjk
from pactwatch.facts.purposes import payment_of
from pactwatch.facts.reading import Here, Reading, day_of
from pactwatch.facts.sentence import Sentence
from pactwatch.facts.slots import is_part_of_a_word
from pactwatch.facts.triggers import ASKED
from pactwatch.facts.words import Verb, taught
from pactwatch.model import Fact, Moment, Question, Wording, phrases_of


def _fact(question: Question, sentence: Sentence, value: str, label: str, start: int, end: int, **more: str) -> Fact:
    """Make a fact of this sentence."""
    wording = sentence.wording
    # `A announced the pact`, `Foreign Minister B said`: what A did and what B is, the outlet says.
    own = question.value == "role" or question.event == "announce"
    return Fact(
        question=question.id,
        value=value,
        label=label,
        sentence=wording.text,
        position=wording.position,
        start=start,
        end=end,
        role=more.get("role", ""),
        modality=more.get("modality", "done"),
        speaker=_speaker(wording, start, own),
    )


def _speaker(wording: Wording, at: int, own: bool) -> str | None:
    """Give whose words stand at an offset; None: the outlet's own."""
    for quote in wording.quotes:
        if quote.start <= at < quote.end:
            return quote.speaker or wording.speaker
    return None if own or wording.quotes else wording.speaker


def roles(question: Question, sentence: Sentence) -> Iterator[Fact]:
    """Give the offices that stand with the person asked about."""
    for mention in sentence.mentions:
        if mention.value == question.about and mention.office:
            yield _fact(
                question,
                sentence,
                mention.office,
                mention.office_label or mention.label,
                mention.left,
                mention.right,
                role="office",
            )
            for office in mention.further_offices:
                yield _fact(
                    question, sentence, office, mention.office_label, mention.left, mention.right, role="office"
                )


@lru_cache(maxsize=1024)
def _named_phrases(triggers: tuple[str, ...]) -> tuple[re.Pattern[str], tuple[tuple[str, re.Pattern[str]], ...]]:
    """Give the expression of all phrases of a question, and by value the one of its own."""
    named = [phrases_of(trigger) for trigger in triggers]
    every = any_of(phrase for _, phrases in named for phrase in phrases)
    return every, tuple((name, any_of(phrases)) for name, phrases in named)


def phrases(question: Question, sentence: Sentence, language: str) -> Iterator[Fact]:
    """Answer by the trigger phrases themselves: which stand here, and whether they are denied."""
    every, named = _named_phrases(question.triggers.get(language, ()))
    if every.search(sentence.text) is None:
        return
    for value, pattern in named:
        match = pattern.search(sentence.text)
        if match is None:
            continue
        denied = _is_denied(sentence, match.start())
        if question.value == "yes/no":
            yield _fact(question, sentence, "no" if denied else "yes", match.group(), match.start(), match.end())
        elif not denied:
            yield _fact(question, sentence, value, match.group(), match.start(), match.end())


_RULED_OUT = re.compile(
    r"\b(?:rul(?:e|ed|es|ing) out|exclu(?:ded?|des|re|t|ent|ída?|ido|yen?|yó|yeron)|écart(?:e|ent|ée?|és|ées)"
    r"|ausgeschlossen|ausschließen|schl(?:ieß|oss)\w*\b[^,;:]* aus|descart\w+|esclu(?:de|dono|so|sa|si|se)"
    r"|scartat[oaie])\b",
    re.I,
)


# `Rechtlich bindend ist die Vereinbarung nicht.`
_NOT_BEHIND = re.compile(r"\b(?:nicht|keine?[rnms]?)\b")


def _is_denied(sentence: Sentence, at: int) -> bool:
    """Tell whether a negation stands shortly before (in Japanese: behind) a phrase, in the same clause."""
    text = sentence.text
    if has_cjk(text[at : at + 4]):
        return any_of(sentence.words.negative).search(text, at, at + 24) is not None
    start = max(text.rfind(mark, 0, at) for mark in ",;:") + 1
    stop = re.search(r"[,;:]", text[at:])
    if _RULED_OUT.search(text, start, at + stop.start() if stop else len(text)):
        return True
    if sentence.words.verb_last and _NOT_BEHIND.search(text, at, at + stop.start() if stop else len(text)):
        return True
    before = re.split(r"[,;:.]", text[max(0, at - 48) : at])[-1].lower().split()[-6:]
    return any(
        word in sentence.words.negative or word.endswith("n't") or word.startswith("non-") for word in before
    ) or text[max(0, at - 4) : at].lower().endswith("non-")


# ---------------------------------------------------------------- slots of events


def slots(reading: Reading, question: Question, here: Here) -> Iterator[Fact]:
    """Answer from the slots of the event asked about, or from the neighbourhood of the trigger words."""
    sentence = here.sentence
    asked = [frame for frame in here.frames if frame.event == question.event]
    by_words = question.event is None or (not asked and not _has_event(sentence, question.event))
    if by_words:
        asked = _by_trigger(question, sentence, here.language)
    for frame in asked:
        if _is_about(reading, question, sentence, frame):
            facts = [_with_both_sentences(fact, frame, here) for fact in _values(reading, question, sentence, frame)]
            yield from facts
            if facts and by_words:
                return  # the other phrases of the question say the same again


def _with_both_sentences(fact: Fact, frame: Frame, here: Here) -> Fact:
    """Give a fact that takes two sentences the one where its value stands, and the other beside it."""
    origin = here.origins.get((fact.start, fact.value))
    if origin is not None:
        return replace(
            fact,
            label=origin.label,
            sentence=origin.wording.text,
            position=origin.wording.position,
            start=origin.start,
            end=origin.end,
            beside=fact.sentence,
        )
    return replace(fact, beside=here.before.text) if frame.told_before and here.before else fact


def _has_event(sentence: Sentence, event: str) -> bool:
    """Tell whether the language's table knows the class of event at all."""
    return event in sentence.words.events


def _by_trigger(question: Question, sentence: Sentence, language: str) -> list[Frame]:
    """Make a frame around a trigger phrase, as if the language's table knew it for an event."""
    matches = [
        match
        for match in any_of(question.triggers.get(language, ())).finditer(sentence.text)
        # Not if it is only part of a noun: `沈没事故`.
        if language != "ja" or not re.match(r"[一-鿿ァ-ヿ]{2}", sentence.text[match.end() :])
    ]
    if not matches:
        return []
    words = taught(sentence.words, question.event or ASKED, Verb(noun=tuple(dict.fromkeys(m.group() for m in matches))))
    reader = read_frames_ja if language == "ja" else read_frames
    starts = {match.start() for match in matches}
    return [frame for frame in reader(replace(sentence, words=words)) if frame.start in starts]


def _is_about(reading: Reading, question: Question, sentence: Sentence, frame: Frame) -> bool:
    """Tell whether the event was done to the work asked about, and not to another."""
    if question.about is None or reading.names.by_id.get(question.about) is None:
        return True
    if reading.names.by_id[question.about].kind != "work":
        return any(m.value == question.about for m in (*frame.doers, *frame.attendees, *frame.parties))
    works = {m.value for m in frame.works}
    if works:
        return question.about in works and not _another_country(frame)
    if frame.other_work or _strange_party(reading, frame):
        return False
    # `the agreement`: the one named last; a topic's first work, while none was named.
    first = next((e.id for e in reading.topic.entities if e.kind == "work"), "")
    return (reading.passing or reading.work or first) == question.about


def _another_country(frame: Frame) -> bool:
    """Tell whether a country unknown to the topic is party to it: `South Korea and the EU announced the ...`."""
    known = sum(m.known for m in frame.parties)
    return known < 2 and any(not m.known and is_country(m.value) for m in frame.parties)


def _strange_party(reading: Reading, frame: Frame) -> bool:
    """Tell whether the event is between others: `Norway signed a similar pact with the EU in May`."""
    return any(not m.known for m in frame.parties)


_ROLE_OF = {
    "sign": "signer",
    "announce": "announcer",
    "visit": "visitor",
    "meet": "participant",
    "attend": "attendee",
    "appoint": "appointee",
    "resign": "leaver",
    "agree": "party",
}


# Who was appointed or killed is asked, not who did it; who resigned or was dismissed is one question.
_UNDERGONE = frozenset(("appoint", "kill", "injure", "missing", "rescue", "evacuate"))
_EITHER_WAY = frozenset(("resign",))


def _values(reading: Reading, question: Question, sentence: Sentence, frame: Frame) -> Iterator[Fact]:
    """Give the values of one frame for one question."""
    modality = frame.modality
    if modality == "denied" and question.value not in ("person", "organisation"):
        return
    role = _ROLE_OF.get(frame.event, "")
    if question.value == "person":
        for mention in _who(frame):
            yield _from_mention(question, sentence, mention, role, modality)
        for mention in frame.attendees:
            if all(mention.value != doer.value for doer in frame.doers):
                yield _from_mention(question, sentence, mention, "attendee", modality)
    elif question.value == "organisation":
        for mention in frame.parties:
            yield _from_mention(question, sentence, mention, "party", modality)
    elif question.value == "place":
        for mention in frame.places[:1]:
            yield _from_mention(question, sentence, mention, "", modality)
    elif question.value == "date" and not _is_earlier(sentence, frame, reading.published_on):
        for moment in frame.dates[:1]:
            if modality != "done":
                moment = _to_come(moment, reading.published_on)
            elif question.event != "take effect":
                moment = _gone_by(moment, reading.published_on)
            yield _fact(question, sentence, moment.value, moment.text, moment.start, moment.end, modality=modality)
    elif question.value in ("amount", "count") and not _is_long_ago(sentence, frame, reading.published_on):
        yield from _figure(question, sentence, frame, modality)


# A figure that the sentence itself dates more than a year back is another event's: `In 2019, 12 people died`.
_LONG_AGO = 1


def _is_long_ago(sentence: Sentence, frame: Frame, published_on: date | None) -> bool:
    """Tell whether the sentence dates the event years before the article; what stands behind its clause does not."""
    years = [
        int(moment.value[:4])
        for moment in sentence.wording.dates
        if moment.start < frame.clause[1] and re.match(r"\d{4}", moment.value)
    ]
    return published_on is not None and bool(years) and max(years) < published_on.year - _LONG_AGO


_BEFORE_THIS = any_of(
    (
        *("already once", "once before", "previously", "earlier", "in the past", "déjà", "par le passé"),
        *("schon einmal", "bereits einmal", "zuvor schon", "anteriormente"),
        *("già una volta", "in passato", "過去に", "以前", "similar", "semblable", "similaire", "ähnlich*", "simile"),
        *("had", "avait", "avaient", "hatte", "hatten", "había", "habían", "aveva", "avevano"),
    )
)


def _is_earlier(sentence: Sentence, frame: Frame, published_on: date | None) -> bool:
    """Tell whether the event is another one of years ago: `In 2028 it had already once recalled chargers`."""
    return _is_long_ago(sentence, frame, published_on) and _BEFORE_THIS.search(sentence.text) is not None


def _to_come(moment: Moment, published_on: date | None) -> Moment:
    """Give the next such weekday for one that was taken for the last: `will sign on Friday, officials said`."""
    if published_on is None or moment.granularity != "day" or re.search(r"\d", moment.text):
        return moment
    day = day_of(moment.value)
    if day is None or not 0 < (published_on - day).days <= 7 or moment.text.lower() in _GONE:
        return moment
    return replace(moment, value=(day + timedelta(days=7)).isoformat())


def _gone_by(moment: Moment, published_on: date | None) -> Moment:
    """Give this month's day for a bare one that was taken for next month's: `1日に署名した協定は来年発効する`."""
    day = day_of(moment.value)
    if published_on is None or day is None or not re.fullmatch(r"\d{1,2}日", moment.text) or day <= published_on:
        return moment
    nearer = day_of(f"{published_on.year}-{published_on.month:02}-{day.day:02}")
    return replace(moment, value=nearer.isoformat()) if nearer is not None and nearer <= published_on else moment


_GONE = frozenset(("yesterday", "hier", "gestern", "ayer", "ieri", "昨日"))


def _who(frame: Frame) -> tuple[Mention, ...]:
    """Give the people whom a question on this event asks for."""
    if frame.event in _UNDERGONE:
        return frame.undergoers
    return frame.doers or (frame.undergoers if frame.event in _EITHER_WAY else ())


def _from_mention(question: Question, sentence: Sentence, mention: Mention, role: str, modality: str) -> Fact:
    return _fact(
        question, sentence, mention.value, mention.label, mention.start, mention.end, role=role, modality=modality
    )


def _figure(question: Question, sentence: Sentence, frame: Frame, modality: str) -> Iterator[Fact]:
    """Give the nearest figure of the right kind: money for an amount, people or bare for a count."""
    people = {word.lower() for word in sentence.words.people}
    for figure in frame.figures:
        if question.value == "amount" and figure.kind != "money":
            continue
        if question.value == "count":
            if figure.kind not in ("number",) or figure.unit in ("year", "km", "%", "m", "hour"):
                continue
            behind = re.match(r"[ \w]{0,14}", sentence.text[figure.end :])
            unit = figure.unit.lower()
            bare = not unit or unit in people or unit in ("people", "person")
            if not bare and not (behind and any(word in people for word in behind.group().lower().split())):
                continue
        if is_part_of_a_word(sentence.text, figure):
            return  # the nearest number was not read whole: another one is no answer in its place
        value = figure.key if question.value == "amount" else _count_key(figure.comparator, figure.value, figure.high)
        role = ""
        if question.value == "amount":
            role = payment_of(sentence, frame, figure, is_paid=question.event is not None)
        yield _fact(question, sentence, value, figure.text, figure.start, figure.end, role=role, modality=modality)
        return


def _count_key(comparator: str, value: str, high: str | None) -> str:
    """Give a count without its unit: `12 people` and `12 dead` are one number."""
    mark = "" if comparator == "=" else comparator
    return f"{mark}{value if high is None else f'{value}..{high}'}"
