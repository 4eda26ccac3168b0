"""What points back: `They signed it`, `the minister`, `the ceremony` mean somebody or something of the sentence before.

Only what is unambiguous is taken up, and only from the sentence right before, in the same paragraph: two people for
`the two`, one for `he`. A wrong name would cost more than a missing one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pactwatch.facts.frames import Frame
from pactwatch.facts.holders import offices_alone
from pactwatch.facts.names import Mention, Names
from pactwatch.facts.phrases import any_of
from pactwatch.facts.plain import has_cjk
from pactwatch.facts.sentence import Sentence, bare_words, is_modifier
from pactwatch.facts.triggers import find_triggers
from pactwatch.facts.words import Verb, taught
from pactwatch.facts.words.referring import REFERRING, Referring
from pactwatch.model import Moment, Wording

# Events that a ceremony can be of.
_CEREMONIAL = ("sign", "announce")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value stands that another sentence only points to."""

    wording: Wording
    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Before:
    """The sentence before, as it was read."""

    wording: Wording
    mentions: tuple[Mention, ...]
    """Without those that only qualify another word."""
    frames: tuple[Frame, ...]
    origins: Mapping[tuple[int, str], Origin] = field(default_factory=dict)

    @classmethod
    def of(cls, sentence: Sentence, frames: Sequence[Frame], origins: Mapping[tuple[int, str], Origin]) -> Before:
        """Keep of a sentence what the next may point to."""
        mentions = tuple(m for m in sentence.mentions if not is_modifier(sentence, m))
        return cls(sentence.wording, mentions, tuple(frames), origins)

    def distinct(self, *kinds: str) -> list[Mention]:
        """Give the mentions of some kinds, each named one once."""
        found: dict[str, Mention] = {}
        for mention in self.mentions:
            if mention.kind in kinds:
                found.setdefault(mention.value, mention)
        return list(found.values())

    def origin(self, mention: Mention) -> Origin:
        """Give where a mention stands by name: here, or where this sentence itself pointed to."""
        known = self.origins.get((mention.start, mention.value))
        return known or Origin(self.wording, mention.label, mention.start, mention.end)


@dataclass(frozen=True, slots=True)
class Reference:
    """A stretch that stands for others."""

    start: int
    end: int
    meant: tuple[Mention, ...]


Origins = dict[tuple[int, str], Origin]
"""By offset and value: where what stands here by another word is named."""


def refer(sentence: Sentence, language: str, before: Before | None, bearers: Mapping[str, frozenset[str]]) -> Origins:
    """Put into a sentence who and what its pronouns and descriptions mean; give where each is named.

    *bearers* has, by bare office (`foreign minister`), whom the article has called so or the topic knows for one.
    """
    table = REFERRING.get(language)
    if table is None or before is None or before.wording.paragraph != sentence.wording.paragraph:
        return {}
    origins: Origins = {}
    reference = next(_references(sentence, language, table, before, bearers), None)
    if reference is not None:
        for mention in reference.meant:
            sentence.mentions.append(_standing_at(mention, reference.start, reference.end))
            origins[reference.start, mention.value] = before.origin(mention)
    _there(sentence, table, before, origins)
    _same_day(sentence, table, before, origins)
    sentence.mentions.sort(key=lambda m: m.start)
    return origins


def _standing_at(mention: Mention, start: int, end: int, *, there: bool = False) -> Mention:
    """Give somebody as another word stands for them: without the office beside the name."""
    return replace(
        mention,
        start=start,
        end=end,
        wide_start=-1,
        wide_end=-1,
        office="",
        office_label="",
        further_offices=(),
        there=there,
    )


def _references(
    sentence: Sentence,
    language: str,
    table: Referring,
    before: Before,
    bearers: Mapping[str, frozenset[str]],
) -> Iterator[Reference]:
    """Give who did it, as far as a word of this sentence points to them; the first that is unambiguous counts."""
    people = before.distinct("person")
    parties = [m for m in before.distinct("organisation") if m.known]
    if any(q.start <= m.start < q.end for q in before.wording.quotes for m in people):
        return  # whom somebody else names in a quote, the next sentence need not mean
    for start, end in _places(sentence, table.sides, language):
        if len(parties) == 2 and not people:
            yield Reference(start, end, tuple(parties))
    for start, end in _places(sentence, table.pair, language):
        if len(people) == 2:
            yield Reference(start, end, tuple(people))
    for start, end in _places(sentence, table.they, language):
        if language == "de" and not _is_plural_german(sentence.text, start, end):
            if len(people) == 1:
                yield Reference(start, end, tuple(people))
            continue
        meant = _they(people, parties, before)
        if meant:
            yield Reference(start, end, meant)
    for start, end in _places(sentence, table.one, language):
        if len(people) == 1:
            yield Reference(start, end, tuple(people))
    yield from _by_office(sentence, table, people, bearers)
    dropped = _dropped(sentence, table)
    if dropped is not None:
        at, several = dropped
        meant = _they(people, parties, before) if several else tuple(people) if len(people) == 1 else ()
        if meant:
            yield Reference(at, at, meant)


def _they(people: Sequence[Mention], parties: Sequence[Mention], before: Before) -> tuple[Mention, ...]:
    """Give whom `they` means: all people of the sentence before if they did it together, else its two parties."""
    if people:
        values = {m.value for m in people}
        together = any({d.value for d in frame.doers} == values for frame in before.frames)
        pair = len(people) == 2 and len(parties) < 2
        return tuple(people) if len(people) > 1 and (together or pair) else ()
    return tuple(parties) if len(parties) == 2 else ()


def _places(sentence: Sentence, phrases: tuple[str, ...], language: str) -> Iterator[tuple[int, int]]:
    """Find phrases that stand for somebody: outside quotes, before any name of a person, and with none beside them."""
    text = sentence.text
    named = [m for m in sentence.mentions if m.kind == "person"]
    for match in any_of(phrases).finditer(text):
        start, end = match.span()
        if any(q.start <= start < q.end for q in sentence.wording.quotes) or any(m.left < start for m in named):
            continue
        if any(end <= m.left <= end + 3 for m in named):
            continue  # `The two ministers, A and B, signed`
        if language == "ja":
            if not re.match(r"(?:は|が|も|、)", text[end:]):
                continue
        elif not _is_subject(text, start, end):
            continue
        yield start, end


# `After three hours of talks they signed it.`
_AFTER = re.compile(r"(?:after|before|following|during|nach|après|tras|dopo|al término|à l'issue|al termine)\b", re.I)


def _is_subject(text: str, start: int, end: int) -> bool:
    """Tell whether a word begins a clause and is no article of a longer phrase: `Both sides`, `the two banks`."""
    lead = text[:start].rstrip(' "')
    opens = not lead or lead.endswith(",") or len(lead.split()) <= (6 if _AFTER.match(lead) else 4)
    follows = re.match(r" ([\w'-]+)", text[end:])
    return opens and follows is not None and follows.group(1).lower() != "of"


def _is_plural_german(text: str, start: int, end: int) -> bool:
    """Tell whether German `sie` has a verb in the plural beside it."""
    behind = re.match(r" (\w+)", text[end:])
    lead = re.search(r"(\w+) $", text[:start])
    return any(match is not None and match.group(1).endswith("en") for match in (behind, lead))


def _by_office(
    sentence: Sentence, table: Referring, people: Sequence[Mention], bearers: Mapping[str, frozenset[str]]
) -> Iterator[Reference]:
    """Read `the foreign minister`: the one person of the article who is one, if the sentence before names them."""
    lead = any_of(table.the)
    for alone in offices_alone(sentence.text, sentence.mentions, _NOBODY):
        if alone.whose or any(m.kind == "person" and m.left < alone.start for m in sentence.mentions):
            continue
        japanese = has_cjk(sentence.text[alone.start : alone.end])
        article = sentence.text[max(0, alone.start - 5) : alone.start].rstrip()
        found = list(lead.finditer(article))
        if not japanese and (not found or found[-1].end() != len(article)):
            continue
        # `the minister` may be any kind of minister.
        same = {
            value
            for office, values in bearers.items()
            if office == alone.office or (alone.office == "minister" and office.endswith("minister"))
            for value in values
        }
        meant = [m for m in people if m.value in same]
        if len(same) == len(meant) == 1:
            yield Reference(alone.start, alone.end, tuple(meant))


_NOBODY = Names(())


_HAVE = frozenset(("han", "habían", "ha", "había", "hanno", "avevano", "aveva"))


def _dropped(sentence: Sentence, table: Referring) -> tuple[int, bool] | None:
    """Give where a first verb without a subject stands, and whether several did it; None: it has one.

    Spanish and Italian may leave it out: `Lo firmaron el viernes`, `L'hanno firmato`.
    """
    if not table.clitics:
        return None
    trigger = next((t for t in find_triggers(sentence.text, sentence.words) if t.form != "noun"), None)
    if trigger is None or any(m.kind == "person" for m in sentence.mentions):
        return None
    words = [part for word in bare_words(sentence, 0, trigger.start) for part in word.split("'") if part]
    if not all(word in table.clitics for word in words):
        return None
    verb = sentence.text[trigger.start : trigger.end].lower().split()[0]
    said = set(words)
    reflexive = {"si", "è"} <= said  # `Si è dimesso`
    if trigger.form == "either" and not reflexive and not said & _HAVE:
        return None  # `Firmato venerdì, il patto ...`
    return trigger.start, any(word.endswith(table.plural) for word in (*words[-1:], verb))


def _there(sentence: Sentence, table: Referring, before: Before, origins: Origins) -> None:
    """Read `there` as the one place of the sentence before."""
    places = before.distinct("place")
    match = any_of(table.there).search(sentence.text)
    if match is None or len(places) != 1 or any(m.kind == "place" for m in sentence.mentions):
        return
    sentence.mentions.append(_standing_at(places[0], *match.span(), there=True))
    origins[match.start(), places[0].value] = before.origin(places[0])


def _same_day(sentence: Sentence, table: Referring, before: Before, origins: Origins) -> None:
    """Read `the same day` as the one day of the sentence before."""
    days = [m for m in before.wording.dates if re.fullmatch(r"\d{4}-\d\d-\d\d", m.value)]
    match = any_of(table.same_day).search(sentence.text)
    if match is None or len(before.wording.dates) != 1 or len(days) != 1:
        return
    start, end = match.span()
    others = tuple(m for m in sentence.wording.dates if m.end <= start or end <= m.start)
    moment = Moment(match.group(), start, end, days[0].value, "day")
    dates = tuple(sorted((*others, moment), key=lambda m: m.start))
    sentence.wording = replace(sentence.wording, dates=dates)
    origins[start, moment.value] = Origin(before.wording, days[0].text, days[0].start, days[0].end)


# ---------------------------------------------------------------- the event itself


def told_before(
    sentence: Sentence, language: str, before: Before | None, read: Callable[[Sentence], list[Frame]]
) -> list[Frame]:
    """Give the frames of a sentence whose `the ceremony` is the event that the sentence before told of."""
    table = REFERRING.get(language)
    if table is None or before is None or before.wording.paragraph != sentence.wording.paragraph:
        return []
    events = {frame.event for frame in before.frames if frame.event in _CEREMONIAL}
    match = any_of(table.ceremony).search(sentence.text)
    if match is None or len(events) != 1:
        return []
    event = events.pop()
    told = next(frame for frame in before.frames if frame.event == event)
    if any(t.event == event for t in find_triggers(sentence.text, sentence.words)):
        return []  # it says itself what happened
    verb = Verb(active=table.held) if table.held else Verb(noun=(match.group(),))
    return [
        replace(frame, works=told.works, other_work=told.other_work, told_before=True)
        for frame in read(replace(sentence, words=taught(sentence.words, event, verb)))
        if frame.event == event
    ]
