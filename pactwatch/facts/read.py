"""From an article's wordings to facts: each value that the article gives to one of the topic's questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from pactwatch.claims import read_wording
from pactwatch.facts.answers import phrases, roles, slots
from pactwatch.facts.datelines import dateline_end
from pactwatch.facts.frames import read_frames
from pactwatch.facts.frames_ja import read_frames_ja
from pactwatch.facts.holders import When, with_holders
from pactwatch.facts.mentions import mentions_in
from pactwatch.facts.names import Mention, names_of
from pactwatch.facts.offices import is_broader_office, office_key
from pactwatch.facts.plain import guess_language, has_cjk, level
from pactwatch.facts.purposes import is_payment
from pactwatch.facts.reading import Here, Reading, Waiting, day_of
from pactwatch.facts.referring import Before, refer, told_before
from pactwatch.facts.sentence import LONGEST, Sentence
from pactwatch.facts.telling import looks_for
from pactwatch.facts.values import agree
from pactwatch.facts.words import Words, words_for
from pactwatch.model import Fact, Question, Topic, Wording

HEADLINE = -1
"""The position of a fact that stands in the headline, which is no claim."""


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
    voice before a speaker's. A wording in a language without rules yields nothing, and nor does a correction notice:
    the value that it names is the one that the article no longer gives.
    """
    if not topic.questions:
        return []
    reading = Reading(topic, names_of(topic.entities), language, _surnames(wordings), day_of(published_at))
    facts: list[Fact] = []
    for wording in wordings:
        facts += _facts_of(reading, wording) if wording.kind != "correction" else []
    if headline and headline.strip():
        reading.work = reading.passing = ""
        reading.before = None
        reading.waiting.clear()
        title = read_wording(headline.strip(), language=language, published_at=_moment(published_at))
        facts += _facts_of(reading, replace(title, position=HEADLINE, kind="headline"))
    return _once(facts, topic.questions)


def _moment(text: str | None) -> datetime | date | str | None:
    """Pass a publication date on as it is."""
    return text or None


def _surnames(wordings: Sequence[Wording]) -> dict[str, str]:
    """Learn from full names whom a bare surname means; a surname of two people means neither."""
    people = {name.text: name for wording in wordings for name in wording.names if name.kind == "person"}
    keys = {name.key for text, name in people.items() if not has_cjk(text)}
    full = {key for key in keys if len(key.split()) in (2, 3)}
    last = Counter(name.split()[-1] for name in full)
    return {name.split()[-1]: name for name in sorted(full) if last[name.split()[-1]] == 1}


def _once(facts: Iterable[Fact], questions: Sequence[Question]) -> list[Fact]:
    """Keep the best saying of each value of a question, and nothing that the text says more exactly elsewhere."""
    rank = {"done": 0, "planned": 1, "expected": 1, "possible": 2, "alleged": 2, "denied": 3}
    best: dict[tuple[str, str, str, bool], tuple[tuple[int, int, int, int], Fact]] = {}
    for number, fact in enumerate(facts):
        role = "" if is_payment(fact.role) else fact.role  # one sum is one value, whatever is said of its purpose
        about = (fact.question, fact.value, role, fact.modality == "denied")
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


def _facts_of(reading: Reading, wording: Wording) -> Iterator[Fact]:
    """Read one wording's facts, and remember what the next sentence may point to."""
    text = level(wording.text[:LONGEST])
    language = _language_of(reading, wording, text)
    words = words_for(language)
    if words is None or text.rstrip(' "」）)').endswith(("?", "？", "か。")):
        _catch_up(reading, None)
        reading.before = None
        return  # no rules for the language, or a question: who asks does not say
    looks = reading.looks.get(language)
    if looks is None:
        looks = reading.looks[language] = looks_for(reading.topic, reading.names, language, words)
    telling = looks.telling.search(text) is not None
    if not telling or looks.asked.search(text) is None:
        sentence = _sentence(reading, wording, text, words) if telling else None
        yield from _only_offices(reading, Waiting(wording, text, language, words, dict(reading.bearers), sentence))
        return
    _catch_up(reading, wording.paragraph)
    sentence = _sentence(reading, wording, text, words)
    here = _here(reading, sentence, language, reading.bearers)
    for question in reading.topic.questions:
        if question.value == "role":
            yield from roles(question, sentence)
        elif question.value in ("yes/no", "text"):
            yield from phrases(question, sentence, language)
        else:
            yield from slots(reading, question, here)
    _remember(reading, here)


def _here(reading: Reading, sentence: Sentence, language: str, bearers: Mapping[str, frozenset[str]]) -> Here:
    """Read what a sentence says happened."""
    before = reading.before
    origins = refer(sentence, language, before, bearers)
    read = read_frames_ja if language == "ja" else read_frames
    frames = read(sentence)
    frames += told_before(sentence, language, before, read)
    return Here(sentence, frames, language, origins, before.wording if before else None)


def _remember(reading: Reading, here: Here) -> None:
    """Keep of a sentence what the next may point to."""
    reading.before = Before.of(here.sentence, here.frames, here.origins)
    _remember_works(reading, here.sentence)


def _remember_works(reading: Reading, sentence: Sentence) -> None:
    """Keep the works that a sentence names."""
    works = [m for m in sentence.mentions if m.kind == "work"]
    # A treaty that the topic does not know is meant by the next sentence's `the agreement`, not by the whole article's.
    reading.passing = works[-1].value if works and not works[-1].known else ""
    reading.work = next((m.value for m in reversed(works) if m.known), reading.work)


# ---------------------------------------------------------------- a sentence that answers nothing


def _only_offices(reading: Reading, one: Waiting) -> Iterator[Fact]:
    """Read of a sentence only who holds which office, and let it wait for one that points back to it."""
    if one.sentence is not None:
        for question in reading.topic.questions:
            if question.value == "role":
                yield from roles(question, one.sentence)
        _remember_works(reading, one.sentence)
    if reading.waiting and reading.waiting[-1].wording.paragraph != one.wording.paragraph:
        reading.waiting.clear()
        reading.before = None
    reading.waiting.append(one)


def _catch_up(reading: Reading, paragraph: int | None) -> None:
    """Read the waiting sentences after all, if they are of the paragraph that goes on; else only the last one's works.

    Nothing points back into another paragraph, but what is no work of the topic may pass from it.
    """
    waiting, reading.waiting = reading.waiting, []
    if waiting and waiting[-1].wording.paragraph != paragraph:
        _remember_works(reading, _waited(reading, waiting[-1]))
        reading.before = None
        return
    for one in waiting:
        _remember(reading, _here(reading, _waited(reading, one), one.language, one.bearers))


def _waited(reading: Reading, one: Waiting) -> Sentence:
    """Give what a waiting sentence names."""
    return one.sentence or _sentence(reading, one.wording, one.text, one.words)


def _language_of(reading: Reading, wording: Wording, text: str) -> str:
    """Say in which language a wording is read: the article's own, unless its script is surer."""
    guess = guess_language(text)
    if guess == "ja":
        return guess
    language = reading.language or wording.language or guess
    return language.lower().replace("_", "-").split("-")[0]


# ---------------------------------------------------------------- what a sentence names


def _sentence(reading: Reading, wording: Wording, text: str, words: Words) -> Sentence:
    """Find who and what a wording names, behind its dateline."""
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


def _learn_offices(reading: Reading, mentions: Sequence[Mention]) -> None:
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
