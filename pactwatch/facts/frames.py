"""Event frames: what a sentence says happened, who did it, to what, when, where, and who was there.

One reader for the languages that put the doer before the verb (English, French, German, Spanish, Italian); Japanese has
its own in `frames_ja`. No parser: a frame's slots come from the names, dates and figures in the verb's own clause, by
order, small words and punctuation. Where that does not settle it, the slot stays empty: a missing fact costs less than
a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from pactwatch.facts.mentions import Mention
from pactwatch.facts.offices import country_of
from pactwatch.facts.phrases import any_of
from pactwatch.facts.words import Words
from pactwatch.model import Figure, Moment, Wording

# The longest sentence that is read; what stands behind is left out. Real sentences have 50-600 characters.
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Frame:
    """One event as one sentence tells it."""

    event: str
    start: int
    end: int
    doers: tuple[Mention, ...] = ()
    attendees: tuple[Mention, ...] = ()
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


@dataclass(frozen=True, slots=True)
class Trigger:
    """Where a sentence names an event."""

    event: str
    form: str
    """`active`, `either`, `noun`."""
    start: int
    end: int


@dataclass(slots=True)
class Sentence:
    """A sentence with all that was found in it."""

    text: str
    wording: Wording
    words: Words
    mentions: list[Mention]
    triggers: list[Trigger] = field(default_factory=list)
    walls: list[int] = field(default_factory=list)
    """Offsets at which a clause ends, ascending."""


@cache
def _event_patterns(words_id: int) -> list[tuple[str, str, re.Pattern[str]]]:
    """Compile a language's table once (a table lives as long as the program, so its identity names it)."""
    words = _TABLES[words_id]
    return [
        (event, form, any_of(phrases))
        for event, verb in words.events.items()
        for form, phrases in (("noun", verb.noun), ("active", verb.active), ("either", verb.either))
        if phrases
    ]


_TABLES: dict[int, Words] = {}


def find_triggers(text: str, words: Words) -> list[Trigger]:
    """Find every event that *text* names, the longest phrase at each place, in order."""
    _TABLES[id(words)] = words
    found = [
        Trigger(event, form, match.start(), match.end())
        for event, form, pattern in _event_patterns(id(words))
        for match in pattern.finditer(text)
    ]
    rank = {"noun": 0, "either": 1, "active": 2}
    found.sort(key=lambda t: (t.start, -t.end, rank[t.form]))
    kept: list[Trigger] = []
    for trigger in found:
        if not kept or trigger.start >= kept[-1].end:
            kept.append(trigger)
    return kept


def read_frames(sentence: Sentence) -> list[Frame]:
    """Read the events of one sentence, in order."""
    sentence.triggers = find_triggers(sentence.text, sentence.words)
    if not sentence.triggers:
        return []
    sentence.walls = _walls(sentence)
    return [_frame(sentence, index) for index, trigger in enumerate(sentence.triggers) if trigger.event != "say"]


# ---------------------------------------------------------------- clauses


def _walls(sentence: Sentence) -> list[int]:
    """Find where clauses end: strong punctuation, and commas or subordinators outside names, dates and figures."""
    text, wording = sentence.text, sentence.wording
    closed = [(m.left, m.right) for m in sentence.mentions]
    closed += [(d.start, d.end) for d in wording.dates] + [(f.start, f.end) for f in wording.figures]
    walls = {0, len(text)}
    for match in re.finditer(r"[;:—–|]|\.\s| - |, |,$", text):
        if not any(start < match.start() < end for start, end in closed):
            walls.add(match.start())
    for match in any_of(sentence.words.breaks).finditer(text):
        if not any(start <= match.start() < end for start, end in closed):
            walls.add(match.start())
    return sorted(walls)


def _clause(sentence: Sentence, trigger: Trigger) -> tuple[int, int]:
    """Give the stretch between the walls around a trigger."""
    start = max(wall for wall in sentence.walls if wall <= trigger.start)
    end = min(wall for wall in sentence.walls if wall >= trigger.end)
    return start, end


# ---------------------------------------------------------------- small things


def _bare(sentence: Sentence, start: int, end: int) -> list[str]:
    """Give the words of a stretch without its dates, figures, places and parentheses, in lower case."""
    text = sentence.text
    blank = [(d.start, d.end) for d in sentence.wording.dates]
    blank += [(m.left, m.right) for m in sentence.mentions if m.kind == "place"]
    blank += [(m.start(), m.end()) for m in re.finditer(r"\([^()]{0,60}\)", text[:LONGEST])]
    kept = [c if not any(a <= i < b for a, b in blank) else " " for i, c in enumerate(text[start:end], start)]
    return re.findall(r"[\w'.&-]*\w[.']?|&", "".join(kept).lower())


def _is_light(sentence: Sentence, start: int, end: int, extra: frozenset[str] = frozenset()) -> bool:
    """Tell whether only small words stand in a stretch."""
    light = sentence.words.light
    return all(
        word in light or word in extra or word.rstrip(".'") in light or word.endswith("ly") for word in _bare(sentence, start, end)
    )


def _phrase_before(sentence: Sentence, phrases: Sequence[str], at: int, reach: int = 24) -> bool:
    """Tell whether one of *phrases* stands right before an offset (articles may stand between)."""
    lead = sentence.text[max(0, at - reach) : at].rstrip()
    lead = re.sub(r"(?:\b(?:the|la|le|les|el|los|der|die|das|dem|den|il|lo|gli|both|its|his|her|their)|l')$", "", lead, flags=re.I).rstrip()
    match = None
    for match in any_of(phrases).finditer(lead):
        pass
    return match is not None and match.end() == len(lead)


def _row(sentence: Sentence, first: int, step: int) -> list[Mention]:
    """Collect the names that are joined to mention number *first* by `and`, commas and titles, going by *step*."""
    mentions = sentence.mentions
    row = [mentions[first]]
    last, index = first, first + step
    while 0 <= index < len(mentions):
        left, right = sorted((mentions[index], mentions[last]), key=lambda m: m.start)
        if not _joins(sentence, sentence.text[left.right : right.left]):
            break
        # `the European Union (EU)` is one of the row, not two.
        if all(mentions[index].value != m.value for m in row):
            row.append(mentions[index])
        last, index = index, index + step
    return row if step > 0 else row[::-1]


def _joins(sentence: Sentence, gap: str) -> bool:
    """Tell whether a gap between two names makes them one row."""
    if len(gap) > 60:
        return False
    rest = re.sub(r"\([^()]{0,40}\)", " ", gap)
    rest = any_of(sentence.words.and_).sub(" ", rest)
    rest = any_of(sentence.words.honorifics).sub(" ", rest)
    small = r"\b(?:the|his|her|their|la|le|les|el|il|der|die|den|das|l|lo|counterpart|homologue|son|homólogo|omologo|su|suo|Amtskollege|sein|seine|seinem|japonais|japanischer|japanische|ministers?|presidents?)\b"
    rest = re.sub(small, " ", rest, flags=re.I)
    if any(not country_of(word) for word in re.findall(r"[\w']+", rest)) or re.search(r"[;:.\"]", rest):
        return False
    return bool(any_of(sentence.words.and_).search(gap)) or gap.strip() in (",", "(", "/") or re.fullmatch(r" ?\([^()]{0,40}\),? ?", gap) is not None


def _is_modifier(sentence: Sentence, mention: Mention) -> bool:
    """Tell whether a name only qualifies another word: `EU-Japan pact`, `Japan's economy`."""
    text = sentence.text
    after, before = text[mention.end : mention.end + 2], text[max(0, mention.start - 1) : mention.start]
    return after[:1] == "-" or before == "-" or after == "'s" or after == "' "


def _people(row: Sequence[Mention]) -> tuple[Mention, ...]:
    return tuple(m for m in row if m.kind == "person")


def _parties(sentence: Sentence, row: Sequence[Mention]) -> tuple[Mention, ...]:
    return tuple(m for m in row if m.kind not in ("person", "work") and not _is_modifier(sentence, m))


# ---------------------------------------------------------------- one frame


def _frame(sentence: Sentence, index: int) -> Frame:
    """Fill the slots of trigger number *index*."""
    trigger = sentence.triggers[index]
    clause = _clause(sentence, trigger)
    row = _doers(sentence, trigger, clause)
    attendees = _attendees(sentence, trigger, index)
    between = _between(sentence, trigger, clause)
    works, other = _works(sentence, trigger, clause)
    return Frame(
        event=trigger.event,
        start=trigger.start,
        end=trigger.end,
        doers=_people(row),
        attendees=attendees,
        parties=_parties(sentence, [*row, *between]),
        works=works,
        other_work=other,
        dates=_dates(sentence, index, clause),
        places=_places(sentence, index, clause),
        figures=_figures(sentence, index, clause),
        modality=_modality(sentence, trigger, clause),
        clause=clause,
    )


def _doers(sentence: Sentence, trigger: Trigger, clause: tuple[int, int]) -> list[Mention]:
    """Find who did it: behind `by`, or before the verb, with those behind `with`."""
    passive = _after_by(sentence, trigger)
    if passive:
        return passive
    if trigger.form == "noun" or _is_passive(sentence, trigger):
        return []
    row = _subject(sentence, trigger, clause)
    if row:
        row += [m for m in _companions(sentence, trigger, clause) if m.value not in {r.value for r in row}]
    return row


def _is_passive(sentence: Sentence, trigger: Trigger) -> bool:
    """Tell whether a participle has an auxiliary of being before it."""
    if trigger.form != "either":
        return False
    if sentence.words.verb_last:
        passive = re.compile(r"\b(?:wurde|wurden|worden|werde|ist|sind)\b")
        return passive.search(sentence.text, *_clause(sentence, trigger)) is not None
    before = _bare(sentence, max(0, trigger.start - 40), trigger.start)
    for word in reversed(before):
        if word in sentence.words.be:
            return True
        if word not in sentence.words.light and not word.endswith("ly"):
            return False
    return False


def _after_by(sentence: Sentence, trigger: Trigger) -> list[Mention]:
    """Read `signed [on Friday] [in Tokyo] by A and B`; in German `von A und B unterzeichnet`."""
    if sentence.words.verb_last and _is_passive(sentence, trigger):
        return _before_by(sentence, trigger)
    window = sentence.text[trigger.end : trigger.end + 140]
    for match in any_of(sentence.words.by).finditer(window):
        start, end = trigger.end + match.start(), trigger.end + match.end()
        if trigger.form != "noun" and match.group().lower() in {b.lower() for b in sentence.words.between}:
            continue
        if not _is_light(sentence, trigger.end, start, frozenset(sentence.words.where) | {"ceremony", "took", "place", "held"}):
            return []
        # A name inside a date phrase (`by January`) is none; the row must begin right behind `by`.
        for number, mention in enumerate(sentence.mentions):
            if mention.left >= end - 1:
                gap = sentence.text[end : mention.left]
                if len(gap) <= 48 and not _breaks_np(sentence, gap):
                    return [m for m in _row(sentence, number, 1) if not _is_modifier(sentence, m)]
                break
        return []
    return []


def _before_by(sentence: Sentence, trigger: Trigger) -> list[Mention]:
    """Read the row behind the last `by` before a participle that ends its clause."""
    clause = _clause(sentence, trigger)
    for match in reversed(list(any_of(sentence.words.by).finditer(sentence.text, clause[0], trigger.start))):
        for number, mention in enumerate(sentence.mentions):
            if mention.left >= match.end():
                if mention.right <= trigger.start and mention.left - match.end() <= 24:
                    return _row(sentence, number, 1)
                break
    return []


def _breaks_np(sentence: Sentence, gap: str) -> bool:
    """Tell whether a gap holds more than the adjectives of a noun phrase."""
    if re.search(r"[,;:()\"]", gap):
        return True
    words = re.findall(r"\w+", gap.lower())
    verbs = any_of((*sentence.words.breaks, *sentence.words.not_doer))
    return len(words) > 6 or any(verbs.fullmatch(word) for word in words if word not in ("of", "de", "der", "des"))


def _subject(sentence: Sentence, trigger: Trigger, clause: tuple[int, int]) -> list[Mention]:
    """Read the row of names before the verb; an appositive between commas may stand between."""
    mentions = sentence.mentions
    for number in range(len(mentions) - 1, -1, -1):
        mention = mentions[number]
        if mention.right > trigger.start or mention.kind == "work":
            continue
        if mention.kind == "place" and not _is_modifier(sentence, mention) and not _may_act(sentence, mention):
            continue
        if _is_modifier(sentence, mention):
            return []
        gap_start = _skip_appositive(sentence, mention.right, trigger.start)
        if sentence.words.verb_last and gap_start >= clause[0]:
            near = _phrase_before(sentence, sentence.words.not_doer, mention.left)
            if near:
                continue
        elif not _is_light(sentence, gap_start, trigger.start):
            return []
        row = _row(sentence, number, -1)
        if _phrase_before(sentence, sentence.words.not_doer, row[0].left):
            return []
        return [m for m in row if not _is_modifier(sentence, m)]
    return []


def _may_act(sentence: Sentence, mention: Mention) -> bool:
    """Tell whether a place stands for those who act there: `Tokyo and Brussels signed`; not `in Tokyo signed`."""
    return not _phrase_before(sentence, (*sentence.words.where, *sentence.words.not_doer), mention.left)


def _skip_appositive(sentence: Sentence, start: int, end: int) -> int:
    """Step over `, the bloc's top diplomat,` behind a name."""
    text = sentence.text
    if text[start : start + 1] == "," and end - start <= 160:
        close = text.rfind(",", start + 1, end)
        if close > start and not any(start < t.start < close for t in sentence.triggers):
            return close + 1
    return start


def _companions(sentence: Sentence, trigger: Trigger, clause: tuple[int, int]) -> list[Mention]:
    """Read `with his counterpart B` behind the verb."""
    for match in any_of(sentence.words.with_).finditer(sentence.text, trigger.end, min(clause[1], trigger.end + 220)):
        if any(trigger.end <= other.start < match.start() for other in sentence.triggers if other.form != "noun"):
            return []
        for number, mention in enumerate(sentence.mentions):
            if mention.left >= match.end():
                gap = sentence.text[match.end() : mention.left]
                if len(gap) <= 48 and not _breaks_np(sentence, gap):
                    return _row(sentence, number, 1)
                break
    return []


def _between(sentence: Sentence, trigger: Trigger, clause: tuple[int, int]) -> list[Mention]:
    """Read the parties of `the agreement between A and B`."""
    if not sentence.words.between:
        return []
    for match in any_of(sentence.words.between).finditer(sentence.text, clause[0], clause[1]):
        for number, mention in enumerate(sentence.mentions):
            if mention.left >= match.end():
                if mention.left - match.end() <= 6:
                    return _row(sentence, number, 1)
                break
    return []


def _attendees(sentence: Sentence, trigger: Trigger, index: int) -> tuple[Mention, ...]:
    """Read `attended by officials, including A and B`: those present at the event named before."""
    if not sentence.words.attended:
        return ()
    following = [t for t in sentence.triggers[index + 1 :] if t.event not in ("attend", "say", trigger.event)]
    end = following[0].start if following else len(sentence.text)
    match = any_of(sentence.words.attended).search(sentence.text, trigger.end, end)
    if match is None:
        return ()
    named = any_of(sentence.words.including).search(sentence.text, match.end(), end)
    starts = [named.end()] if named else []
    for start in [*starts, match.end()]:
        for number, mention in enumerate(sentence.mentions):
            if mention.left >= start and mention.left < end:
                if mention.left - start <= 48:
                    people = _people(_row(sentence, number, 1))
                    if people:
                        return people
                break
    return ()


# ---------------------------------------------------------------- what it was done to


def _works(sentence: Sentence, trigger: Trigger, clause: tuple[int, int]) -> tuple[tuple[Mention, ...], bool]:
    """Give the works named in the clause (or next to it), and whether it names a work of another kind."""
    words = sentence.words
    start, end = clause
    works = [m for m in sentence.mentions if m.kind == "work" and start <= m.start < end]
    if not works:
        # `Signed on Friday by A and B, the Partnership ...`: a participle's subject stands in the next clause.
        later = [m for m in sentence.mentions if m.kind == "work" and m.start >= end]
        earlier = [m for m in sentence.mentions if m.kind == "work" and m.end <= start]
        lead = sentence.text[:trigger.start].strip()
        if later and not lead:
            works = later[:1]
        elif earlier:
            works = earlier[-1:]
    span = sentence.text[max(start, trigger.start - 90) : min(end, trigger.end + 90)]
    other = any_of(words.other_deals).search(span) is not None and not works
    return tuple(works), other


# ---------------------------------------------------------------- when, where, how many


def _own(sentence: Sentence, index: int, start: int, end: int) -> bool:
    """Tell whether a stretch belongs to trigger number *index* and not to a neighbour.

    What stands behind a verb belongs to the last verb before it; what stands before the first verb of its clause, to that.
    """
    trigger = sentence.triggers[index]
    if start >= trigger.end:
        return not any(t.start >= trigger.end and t.start < start and not _same(t, trigger) for t in sentence.triggers[index + 1 :])
    if end <= trigger.start:
        return not any(
            t.end <= trigger.start and t.end > end and not _same(t, trigger) for t in sentence.triggers[:index]
        ) and not any(
            t.end <= start and not _same(t, trigger) and not _wall_between(sentence, t.end, start) for t in sentence.triggers[:index]
        )
    return False


def _same(a: Trigger, b: Trigger) -> bool:
    return a.event == b.event


def _wall_between(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether a clause ends within a stretch."""
    return any(start <= wall < end for wall in sentence.walls)


def _reachable(sentence: Sentence, index: int, start: int, end: int, clause: tuple[int, int]) -> bool:
    """Tell whether a date or place stands in the event's clause, or alone in the clause beside it."""
    if not _own(sentence, index, start, end):
        return False
    if clause[0] <= start and end <= clause[1]:
        return True
    left = max(wall for wall in sentence.walls if wall <= start)
    right = min((wall for wall in sentence.walls if wall >= end), default=len(sentence.text))
    alone = _is_light(sentence, left, start, frozenset(sentence.words.where) | {"on", "in", "le", "am", "el", "il"}) and _is_light(
        sentence, end, right, frozenset(sentence.words.where)
    )
    return alone and (right == clause[0] or left == clause[1] or _only_light_until(sentence, right, clause[0]))


def _only_light_until(sentence: Sentence, start: int, end: int) -> bool:
    return start <= end and _is_light(sentence, start, end)


def _dates(sentence: Sentence, index: int, clause: tuple[int, int]) -> tuple[Moment, ...]:
    """Give the dates of the event, the one behind the verb first."""
    trigger = sentence.triggers[index]
    found = []
    for moment in sentence.wording.dates:
        if moment.granularity in ("relative", "time") and not re.match(r"-?-?\d", moment.value):
            continue
        if _phrase_before(sentence, sentence.words.not_when, moment.start) and trigger.event != "take effect":
            continue
        if _reachable(sentence, index, moment.start, moment.end, clause):
            found.append(moment)
    return tuple(sorted(found, key=lambda m: (m.start < trigger.start, abs(m.start - trigger.end))))


def _places(sentence: Sentence, index: int, clause: tuple[int, int]) -> tuple[Mention, ...]:
    """Give the places of the event: places behind `in` or `at`."""
    trigger = sentence.triggers[index]
    found = [
        m
        for m in sentence.mentions
        if m.kind == "place"
        and _phrase_before(sentence, sentence.words.where, m.left)
        and not _is_modifier(sentence, m)
        and _reachable(sentence, index, m.start, m.end, clause)
    ]
    return tuple(sorted(found, key=lambda m: (m.start < trigger.start, abs(m.start - trigger.end))))


def _figures(sentence: Sentence, index: int, clause: tuple[int, int]) -> tuple[Figure, ...]:
    """Give the figures of the event's clause, the nearest first."""
    trigger = sentence.triggers[index]
    dates = [(d.start, d.end) for d in sentence.wording.dates]
    found = [
        f
        for f in sentence.wording.figures
        if clause[0] <= f.start
        and f.end <= clause[1]
        and not any(a <= f.start < b for a, b in dates)
        and f.kind in ("number", "money", "measure")
    ]
    return tuple(sorted(found, key=lambda f: min(abs(f.end - trigger.start), abs(f.start - trigger.end))))


# ---------------------------------------------------------------- done, planned, denied


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
    if any_of(words.planned).search(f"{lead[-40:]} {tail}") or any_of(words.planned).match(form):
        return "planned"
    if sentence.wording.modality in ("planned", "expected") and trigger.event == "take effect":
        return "planned"
    return "done"
