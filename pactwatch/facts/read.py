"""From an article's wordings to facts: each value that the article gives to one of the topic's questions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from pactwatch.claims import read_wording
from pactwatch.facts.datelines import dateline_end
from pactwatch.facts.frames import Frame, read_frames
from pactwatch.facts.frames_ja import read_frames_ja
from pactwatch.facts.holders import When, with_holders
from pactwatch.facts.mentions import mentions_in
from pactwatch.facts.names import Mention, Names, names_of
from pactwatch.facts.offices import is_broader_office, is_country, office_key
from pactwatch.facts.phrases import any_of
from pactwatch.facts.plain import guess_language, has_cjk, level
from pactwatch.facts.referring import Before, Origins, refer, told_before
from pactwatch.facts.sentence import LONGEST, Sentence
from pactwatch.facts.values import agree
from pactwatch.facts.words import Verb, words_for
from pactwatch.model import Fact, Moment, Question, Topic, Wording

HEADLINE = -1
"""The position of a fact that stands in the headline, which is no claim."""


@dataclass(slots=True)
class _Reading:
    """What is known of the article so far."""

    topic: Topic
    names: Names
    language: str | None
    learnt: dict[str, str]
    published_on: date | None
    work: str = ""
    """The work named last: what `the agreement` means."""
    taught: dict[str, frozenset[str]] = field(default_factory=dict)
    """By office (`foreign minister of japan`): whom the article has called so."""
    bearers: dict[str, frozenset[str]] = field(default_factory=dict)
    """By bare office (`foreign minister`): who of those named so far is one."""
    before: Before | None = None
    """The sentence before, if it could be read."""
    passing: str = ""
    """A work unknown to the topic that the sentence before named last."""


@dataclass(frozen=True, slots=True)
class _Here:
    """One sentence, ready to answer."""

    sentence: Sentence
    frames: Sequence[Frame]
    language: str
    origins: Origins
    before: Wording | None


def read_facts(
    wordings: Sequence[Wording],
    topic: Topic,
    *,
    headline: str | None = None,
    published_at: str | None = None,
    language: str | None = None,
) -> list[Fact]:
    """Read the facts of one article, in reading order, those of the headline last.

    A fact of the headline has position `HEADLINE`, and is left out when the text gives the same value. Each value of a
    question is given once per article, at the first place that says it best: done before planned, the outlet's own
    voice before a speaker's. A wording in a language without rules yields nothing.
    """
    if not topic.questions:
        return []
    reading = _Reading(topic, names_of(topic.entities), language, _surnames(wordings), _day(published_at))
    facts: list[Fact] = []
    for wording in wordings:
        facts += _facts_of(reading, wording)
    if headline and headline.strip():
        reading.work = reading.passing = ""
        reading.before = None
        title = read_wording(headline.strip(), language=language, published_at=_moment(published_at))
        facts += _facts_of(reading, replace(title, position=HEADLINE, kind="headline"))
    return _once(facts, topic.questions)


def _moment(text: str | None) -> datetime | date | str | None:
    """Pass a publication date on as it is."""
    return text or None


def _surnames(wordings: Sequence[Wording]) -> dict[str, str]:
    """Learn from full names whom a bare surname means; a surname of two people means neither."""
    full = {
        name.key
        for wording in wordings
        for name in wording.names
        if name.kind == "person" and len(name.key.split()) in (2, 3) and not has_cjk(name.text)
    }
    last = Counter(name.split()[-1] for name in full)
    return {name.split()[-1]: name for name in sorted(full) if last[name.split()[-1]] == 1}


def _once(facts: Iterable[Fact], questions: Sequence[Question]) -> list[Fact]:
    """Keep the best saying of each value of a question, and nothing that the text says more exactly elsewhere."""
    rank = {"done": 0, "planned": 1, "expected": 1, "possible": 2, "alleged": 2, "denied": 3}
    best: dict[tuple[str, str, str, bool], tuple[tuple[int, int, int, int], Fact]] = {}
    for number, fact in enumerate(facts):
        about = (fact.question, fact.value, fact.role, fact.modality == "denied")
        worth = (rank.get(fact.modality, 1), int(fact.speaker is not None), int(bool(fact.beside)), number)
        if about not in best or worth < best[about][0]:
            best[about] = (worth, fact)
    asked = {question.id: question for question in questions if not question.many or question.value == "role"}
    kept = [fact for _, fact in best.values()]
    told = [fact for fact in kept if not _is_coarser(fact, kept, asked.get(fact.question))]
    return sorted(told, key=lambda f: (f.position < 0, f.position, f.start, f.question))


def _is_coarser(fact: Fact, facts: Sequence[Fact], question: Question | None) -> bool:
    """Tell whether another fact says the same more exactly: a headline's `next month`, `Minister Iwaya`."""
    if question is None:
        return False
    if question.value == "role":
        others = [other.value for other in facts if other.question == fact.question and other is not fact]
        return any(is_broader_office(fact.value, other) for other in others)
    if fact.position >= 0 or question.value not in ("date", "amount", "count"):
        return False
    return any(
        other.question == fact.question
        and other.position >= 0
        and other.modality != "denied"
        and agree(question, fact.value, other.value)
        for other in facts
    )


# ---------------------------------------------------------------- one sentence


def _facts_of(reading: _Reading, wording: Wording) -> Iterator[Fact]:
    """Read one wording's facts, and remember what the next sentence may point to."""
    before, reading.before = reading.before, None
    language = _language_of(reading, wording)
    sentence = _sentence(reading, wording, language)
    if sentence is None:
        return
    origins = refer(sentence, language, before, reading.bearers)
    read = read_frames_ja if language == "ja" else read_frames
    frames = read(sentence)
    frames += told_before(sentence, language, before, read)
    here = _Here(sentence, frames, language, origins, before.wording if before else None)
    for question in reading.topic.questions:
        if question.value == "role":
            yield from _roles(question, sentence)
        elif question.value in ("yes/no", "text"):
            yield from _phrases(question, sentence, language)
        else:
            yield from _slots(reading, question, here)
    reading.before = Before.of(sentence, frames, origins)
    works = [m for m in sentence.mentions if m.kind == "work"]
    # A treaty that the topic does not know is meant by the next sentence's `the agreement`, not by the whole article's.
    reading.passing = works[-1].value if works and not works[-1].known else ""
    reading.work = next((m.value for m in reversed(works) if m.known), reading.work)


def _language_of(reading: _Reading, wording: Wording) -> str:
    """Say in which language a wording is read: the article's own, unless its script is surer."""
    text = level(wording.text[:LONGEST])
    guess = guess_language(text)
    if guess == "ja":
        return guess
    language = reading.language or wording.language or guess
    return language.lower().replace("_", "-").split("-")[0]


def _sentence(reading: _Reading, wording: Wording, language: str) -> Sentence | None:
    """Find who and what a wording names; None: it is a question, or in a language without rules."""
    text = level(wording.text[:LONGEST])
    if text.rstrip(' "」）)').endswith(("?", "？", "か。")):
        return None  # who asks does not say
    words = words_for(language)
    if words is None:
        return None
    begin = dateline_end(text, wording.dates) if wording.kind in ("sentence", "standfirst") else 0
    if begin:  # blanked, so that every offset stays true
        text = " " * begin + text[begin:]
        wording = replace(
            wording,
            dates=tuple(d for d in wording.dates if d.start >= begin),
            names=tuple(n for n in wording.names if n.start >= begin),
            figures=tuple(f for f in wording.figures if f.start >= begin),
        )
    mentions = mentions_in(text, wording, reading.names, reading.learnt)
    mentions = with_holders(text, mentions, reading.names, When(reading.published_on, wording, words), reading.taught)
    _learn_offices(reading, mentions)
    if words.verb_last:
        # German writes every noun with a capital: an unknown one is a name only if it is known to be a person's.
        mentions = [m for m in mentions if m.known or m.kind == "person"]
    return Sentence(text, wording, words, mentions, reading.names.deals)


def _learn_offices(reading: _Reading, mentions: Sequence[Mention]) -> None:
    """Remember who holds which office: as the article calls people, and as the topic says of those it names."""
    for mention in mentions:
        if mention.kind != "person":
            continue
        if " of " in mention.office:
            reading.taught[mention.office] = reading.taught.get(mention.office, frozenset()) | {mention.value}
        entity = reading.names.by_id.get(mention.value)
        for office in (mention.office, *mention.further_offices, *(entity.offices if entity else ())):
            bare = office_key(office).partition(" of ")[0]
            if bare:
                reading.bearers[bare] = reading.bearers.get(bare, frozenset()) | {mention.value}


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


def _roles(question: Question, sentence: Sentence) -> Iterator[Fact]:
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
def _named_phrases(triggers: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Read `value = phrase | phrase`; a trigger without `=` stands for itself."""
    named = []
    for trigger in triggers:
        name, _, phrases = trigger.partition(" = ")
        named.append(
            (name.strip(), any_of(part.strip() for part in phrases.split("|")) if phrases else any_of((trigger,)))
        )
    return tuple(named)


def _phrases(question: Question, sentence: Sentence, language: str) -> Iterator[Fact]:
    """Answer by the trigger phrases themselves: which stand here, and whether they are denied."""
    for value, pattern in _named_phrases(question.triggers.get(language, ())):
        match = pattern.search(sentence.text)
        if match is None:
            continue
        denied = _is_denied(sentence, match.start())
        if question.value == "yes/no":
            yield _fact(question, sentence, "no" if denied else "yes", match.group(), match.start(), match.end())
        elif not denied:
            yield _fact(question, sentence, value, match.group(), match.start(), match.end())


def _is_denied(sentence: Sentence, at: int) -> bool:
    """Tell whether a negation stands shortly before (in Japanese: behind) a phrase, in the same clause."""
    text = sentence.text
    if has_cjk(text[at : at + 4]):
        return any_of(sentence.words.negative).search(text, at, at + 24) is not None
    before = re.split(r"[,;:.]", text[max(0, at - 48) : at])[-1].lower().split()[-6:]
    return any(
        word in sentence.words.negative or word.endswith("n't") or word.startswith("non-") for word in before
    ) or text[max(0, at - 4) : at].lower().endswith("non-")


# ---------------------------------------------------------------- slots of events


def _slots(reading: _Reading, question: Question, here: _Here) -> Iterator[Fact]:
    """Answer from the slots of the event asked about, or from the neighbourhood of the trigger words."""
    sentence = here.sentence
    asked = [frame for frame in here.frames if frame.event == question.event]
    if question.event is None or (not asked and not _has_event(sentence, question.event)):
        asked = _by_trigger(question, sentence, here.language)
    for frame in asked:
        if _is_about(reading, question, sentence, frame):
            for fact in _values(reading, question, sentence, frame):
                yield _with_both_sentences(fact, frame, here)


def _with_both_sentences(fact: Fact, frame: Frame, here: _Here) -> Fact:
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
    match = any_of(question.triggers.get(language, ())).search(sentence.text)
    if match is None or (language == "ja" and re.match(r"[一-鿿ァ-ヿ]{2}", sentence.text[match.end() :])):
        return []  # nothing, or only part of a noun: `沈没事故`
    events = {**sentence.words.events, question.event or "asked": Verb(noun=(match.group(),))}
    taught = replace(sentence, words=replace(sentence.words, events=events))
    reader = read_frames_ja if language == "ja" else read_frames
    return [frame for frame in reader(taught) if frame.start == match.start()]


def _is_about(reading: _Reading, question: Question, sentence: Sentence, frame: Frame) -> bool:
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


def _strange_party(reading: _Reading, frame: Frame) -> bool:
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
_UNDERGONE = frozenset(("appoint", "kill", "injure", "missing", "evacuate"))
_EITHER_WAY = frozenset(("resign",))


def _values(reading: _Reading, question: Question, sentence: Sentence, frame: Frame) -> Iterator[Fact]:
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
    elif question.value == "date":
        for moment in frame.dates[:1]:
            if modality != "done":
                moment = _to_come(moment, reading.published_on)
            elif question.event != "take effect":
                moment = _gone_by(moment, reading.published_on)
            yield _fact(question, sentence, moment.value, moment.text, moment.start, moment.end, modality=modality)
    elif question.value in ("amount", "count") and not _is_long_ago(sentence, reading.published_on):
        yield from _figure(question, sentence, frame, modality)


# A figure that the sentence itself dates more than a year back is another event's: `In 2019, 12 people died`.
_LONG_AGO = 1


def _is_long_ago(sentence: Sentence, published_on: date | None) -> bool:
    """Tell whether the sentence dates the event years before the article."""
    years = [int(moment.value[:4]) for moment in sentence.wording.dates if re.match(r"\d{4}", moment.value)]
    return published_on is not None and bool(years) and max(years) < published_on.year - _LONG_AGO


def _to_come(moment: Moment, published_on: date | None) -> Moment:
    """Give the next such weekday for one that was taken for the last: `will sign on Friday, officials said`."""
    if published_on is None or moment.granularity != "day" or re.search(r"\d", moment.text):
        return moment
    day = _day(moment.value)
    if day is None or not 0 < (published_on - day).days <= 7 or moment.text.lower() in _GONE:
        return moment
    return replace(moment, value=(day + timedelta(days=7)).isoformat())


def _gone_by(moment: Moment, published_on: date | None) -> Moment:
    """Give this month's day for a bare one that was taken for next month's: `1日に署名した協定は来年発効する`."""
    day = _day(moment.value)
    if published_on is None or day is None or not re.fullmatch(r"\d{1,2}日", moment.text) or day <= published_on:
        return moment
    nearer = _day(f"{published_on.year}-{published_on.month:02}-{day.day:02}")
    return replace(moment, value=nearer.isoformat()) if nearer is not None and nearer <= published_on else moment


_GONE = frozenset(("yesterday", "hier", "gestern", "ayer", "ieri", "昨日"))


def _day(value: str | None) -> date | None:
    """Read a day; None: it is none."""
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


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
        value = figure.key if question.value == "amount" else _count_key(figure.comparator, figure.value, figure.high)
        yield _fact(question, sentence, value, figure.text, figure.start, figure.end, modality=modality)
        return


def _count_key(comparator: str, value: str, high: str | None) -> str:
    """Give a count without its unit: `12 people` and `12 dead` are one number."""
    mark = "" if comparator == "=" else comparator
    return f"{mark}{value if high is None else f'{value}..{high}'}"
