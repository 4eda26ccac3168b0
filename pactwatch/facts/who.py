"""Who did it, with whom, and who was there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pactwatch.facts.names import Mention
from pactwatch.facts.offices import NATIONAL, country_of
from pactwatch.facts.phrases import any_of
from pactwatch.facts.sentence import Sentence, clause_of, is_light, is_modifier, is_passive, phrase_before
from pactwatch.facts.triggers import Trigger
from pactwatch.facts.values import REGIONS
from pactwatch.patterns import late


def doers_of(sentence: Sentence, trigger: Trigger, clause: tuple[int, int]) -> list[Mention]:
    """Find who did it: behind `by`, or before the verb, with those behind `with`."""
    passive = doers_behind_by(sentence, trigger)
    if passive:
        return passive
    if trigger.form == "noun" or is_passive(sentence, trigger):
        return []
    row = _subject(sentence, trigger, clause)
    if row:
        row += [m for m in _companions(sentence, trigger, clause) if m.value not in {r.value for r in row}]
    return row


def people_of(row: Sequence[Mention]) -> tuple[Mention, ...]:
    """Give the people of a row."""
    return tuple(m for m in row if m.kind == "person")


def parties_of(sentence: Sentence, row: Sequence[Mention]) -> tuple[Mention, ...]:
    """Give the countries and organisations of a row, and unknown names that may be one."""
    return tuple(
        m
        for m in row
        # `Tokyo and Brussels signed` says less than `Japan and the EU did`; a place of no topic may be a country.
        if m.kind not in ("person", "work") and not (m.kind == "place" and (m.known or m.value in REGIONS))
        if not is_modifier(sentence, m)
    )


def undergoers_of(sentence: Sentence, trigger: Trigger, clause: tuple[int, int]) -> list[Mention]:
    """Find to whom it was done: the subject of a passive, else the row right behind the verb."""
    if is_passive(sentence, trigger):
        row = _subject(sentence, trigger, clause)
        if row or trigger.event != "resign":
            return row  # `Si è dimessa sabato la ministra X`: no passive, its subject may stand behind
    instead = _INSTEAD.match(sentence.text, trigger.end)
    number = named_after(sentence, instead.end() if instead else trigger.end, 30)
    return [] if number is None else row_of(sentence, number, 1)


# What may stand between `named` and the name: whose place it is, and the Spanish `a` before a person.
_INSTEAD = late(
    r"(?: (?:en su lugar|en su puesto|in (?:his|her) place|instead|al suo posto|à sa place"
    r"|an (?:seiner|ihrer) Stelle))?"
    r"(?: (?:ayer|hoy|el \w+))?(?: a(?= (?:[A-ZÁÉÍÓÚÑ]|la |el )))?"
)


def _subject(sentence: Sentence, trigger: Trigger, clause: tuple[int, int]) -> list[Mention]:
    """Read the row of names before the verb; an appositive between commas may stand between."""
    mentions = sentence.mentions
    for number in range(len(mentions) - 1, -1, -1):
        mention = mentions[number]
        if mention.right > trigger.start or mention.kind == "work" or mention.there:
            continue
        if mention.kind == "place" and not is_modifier(sentence, mention) and not _may_act(sentence, mention):
            continue
        if is_modifier(sentence, mention):
            continue
        gap_start = _skip_appositive(sentence, mention.right, trigger.start)
        if sentence.words.verb_last and gap_start >= clause[0]:
            near = phrase_before(sentence, sentence.words.not_doer, mention.left)
            if near:
                continue
        elif not is_light(sentence, gap_start, trigger.start, sentence.words.be) and not _does_two_things(
            sentence, gap_start, trigger
        ):
            continue  # `A, who leads the bloc's diplomacy, signed`: the doer may stand before the insertion
        if _RELATIVE.match(sentence.text, mention.right) and gap_start == mention.right:
            return [mention]  # `in place of A, who resigned`
        row = row_of(sentence, number, -1)
        if phrase_before(sentence, sentence.words.not_doer, row[0].left):
            continue  # `the head of Veltraz`: the doer may stand before
        return [m for m in row if not is_modifier(sentence, m)]
    return _they(sentence, trigger, clause)


def _does_two_things(sentence: Sentence, start: int, trigger: Trigger) -> bool:
    """Tell whether only another verb stands before: `A conceded and resigned`."""
    joiner = "|".join(re.escape(word) for word in sentence.words.and_)
    return re.fullmatch(rf" (?:\w+ ){{1,2}}(?:{joiner}) ", sentence.text[start : trigger.start]) is not None


_THEY = late(r"\b(?:they|both|the two|the pair|ils|elles|tous deux|sie|beide|ambos|entrambi)\b", re.I)


def _they(sentence: Sentence, trigger: Trigger, clause: tuple[int, int]) -> list[Mention]:
    """Read `A and B met when they signed it`: the first row of the sentence's people."""
    they = _THEY.search(sentence.text, clause[0], trigger.start)
    if they is None or not is_light(sentence, they.end(), trigger.start):
        return []
    for number, mention in enumerate(sentence.mentions):
        if mention.kind == "person" and mention.right < they.start():
            row = row_of(sentence, number, 1)
            return row if len(row) > 1 else []
    return []


def _may_act(sentence: Sentence, mention: Mention) -> bool:
    """Tell whether a place stands for those who act there: `Tokyo and Brussels signed`; not `in Tokyo signed`."""
    return not phrase_before(sentence, (*sentence.words.where, *sentence.words.not_doer), mention.left)


_RELATIVE = late(r", (?:who|whose|qui|der|die|que|quien|che|il quale|la quale) ")


def _skip_appositive(sentence: Sentence, start: int, end: int) -> int:
    """Step over `, the bloc's top diplomat,` behind a name."""
    text = sentence.text
    if text[start : start + 1] == "," and end - start <= 160:
        close = text.rfind(",", start + 1, end)
        relative = _RELATIVE.match(text, start) is not None
        if close > start and (relative or not any(start < t.start < close for t in sentence.triggers)):
            return close + 1
    return start


def doers_behind_by(sentence: Sentence, trigger: Trigger) -> list[Mention]:
    """Read `signed [on Friday] [in Tokyo] by A and B`; in German `von A und B unterzeichnet`."""
    if sentence.words.verb_last and is_passive(sentence, trigger):
        return _before_by(sentence, trigger)
    window = sentence.text[trigger.end : trigger.end + 140]
    for match in any_of(sentence.words.by).finditer(window):
        start, end = trigger.end + match.start(), trigger.end + match.end()
        if trigger.form != "noun" and match.group().lower() in {b.lower() for b in sentence.words.between}:
            continue
        if not (is_light(sentence, trigger.end, start, _CEREMONY | set(sentence.words.where))) and not _is_a_setting(
            sentence, trigger.end, start
        ):
            return []
        number = named_after(sentence, end)
        return [] if number is None else [m for m in row_of(sentence, number, 1) if not is_modifier(sentence, m)]
    return []


_CEREMONY = frozenset(("ceremony", "took", "place", "held"))


def _is_a_setting(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether a stretch behind a verb only says where or when: `signed in the old town hall on Friday by A`."""
    gap = sentence.text[start:end]
    first = re.match(r" (\w+'?)", gap)
    if first is None or len(gap) > 70 or re.search(r"[,;:()\"]", gap):
        return False
    if first.group(1).lower() not in {*sentence.words.where, "on", "during", "lors", "durante", "le", "el"}:
        return False
    return any_of(sentence.words.breaks).search(gap) is None and not any(
        start <= other.start < end for other in sentence.triggers if other.form != "noun"
    )


def _before_by(sentence: Sentence, trigger: Trigger) -> list[Mention]:
    """Read the row behind the last `by` before a participle that ends its clause."""
    clause = clause_of(sentence, trigger)
    for match in reversed(list(any_of(sentence.words.by).finditer(sentence.text, clause[0], trigger.start))):
        for number, mention in enumerate(sentence.mentions):
            if mention.left >= match.end():
                if mention.right <= trigger.start and mention.left - match.end() <= 24:
                    return row_of(sentence, number, 1)
                break
    return []


def _companions(sentence: Sentence, trigger: Trigger, clause: tuple[int, int]) -> list[Mention]:
    """Read `with his counterpart B` behind the verb."""
    # `announced it in Tokyo, alongside B`: the comma before the companion ends no clause.
    end = clause[1] + 24 if sentence.text[clause[1] : clause[1] + 1] == "," else clause[1]
    for match in any_of(sentence.words.with_).finditer(sentence.text, trigger.end, min(end, trigger.end + 220)):
        if match.start() > clause[1] + 2:
            return []
        if any(trigger.end <= other.start < match.start() for other in sentence.triggers if other.form != "noun"):
            return []
        number = named_after(sentence, match.end())
        if number is not None:
            return row_of(sentence, number, 1)
    return []


def parties_between(sentence: Sentence, trigger: Trigger, clause: tuple[int, int]) -> list[Mention]:
    """Read the parties of `the agreement between A and B`."""
    if not sentence.words.between:
        return []
    start = clause[0]
    if not sentence.text[start : trigger.start].strip(" ,"):
        start = max(
            [0, *(wall for wall in sentence.walls if wall < start)]
        )  # `the pact between A and B, signed in C, ...`
    for match in any_of(sentence.words.between).finditer(sentence.text, start, clause[1]):
        for number, mention in enumerate(sentence.mentions):
            if mention.left >= match.end():
                if mention.left - match.end() <= 6:
                    return row_of(sentence, number, 1)
                break
    return []


def attendees_of(sentence: Sentence, trigger: Trigger, index: int) -> tuple[Mention, ...]:
    """Read `attended by officials, including A and B`: those present at the event named before."""
    if not sentence.words.attended:
        return ()
    before = [t for t in sentence.triggers[:index] if t.event == "attend"]
    if before and trigger.form == "noun" and not is_passive(sentence, before[-1]):
        there = people_of(_subject(sentence, before[-1], clause_of(sentence, before[-1])))
        if there:  # `A and B attended the signing ceremony`
            return there
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
                    people = people_of(row_of(sentence, number, 1))
                    if people:
                        return people
                break
    return ()


def row_of(sentence: Sentence, first: int, step: int) -> list[Mention]:
    """Collect the names that are joined to mention number *first* by `and`, commas and titles, going by *step*."""
    mentions = sentence.mentions
    row = [mentions[first]]
    last, index = first, first + step
    while 0 <= index < len(mentions):
        left, right = sorted((mentions[index], mentions[last]), key=lambda m: m.start)
        gap = sentence.text[left.right : right.left]
        if left.start == right.start:  # `they`: both stand in one word
            row.append(mentions[index])
            last, index = index, index + step
            continue
        if _FOR_WHOM.fullmatch(gap) and (step > 0 or mentions[last].kind != "person"):
            if step > 0 and right.kind == "person":
                break
            last, index = index, index + step  # `by A on behalf of Japan and B on behalf of the EU`
            continue
        if {left.kind, right.kind} == {"place", "person"} and gap.strip() == ",":
            break  # `On Friday in Tokyo, A and B ...`
        if left.kind != "person" == right.kind and gap.strip() == "," and _is_whose(sentence, left):
            break  # `the spokeswoman of X, A, resigned`
        if not _joins(sentence, gap):
            if _is_adjective(sentence, mentions[index]):
                index += step
                continue
            break
        # `the European Union (EU)` is one of the row, not two.
        if all(mentions[index].value != m.value for m in row):
            row.append(mentions[index])
        last, index = index, index + step
    return row if step > 0 else row[::-1]


def _is_whose(sentence: Sentence, mention: Mention) -> bool:
    """Tell whether a name only says whose something is: `of X`."""
    return phrase_before(sentence, sentence.words.not_doer, mention.left)


_COLLEAGUE = late(r"\b(?:counterpart|homologue|Amtskolleg\w+|homólog\w|omolog\w)\b", re.I)
# What stands before the second name of a row: `and his Ruritanian counterpart, B`.
_COUNTERPART = late(
    r"\b(?:his|her|their|son|leur|sein|seine|seinem|ihr|su|il suo|la sua|suo|sua)(?: [\w-]+){0,2} "
    r"(?:counterpart|homologue|Amtskolleg\w+|homólog\w|omolog\w),?",
    re.I,
)
_SMALL = late(r"\b(?:the|la|le|les|l|el|los|il|lo|der|die|den|das|dem)\b", re.I)


_FOR_WHOM = late(
    r",? (?:on behalf of|for|representing|au nom d[eu]|pour|im Namen|für|en nombre de|en representación de|por"
    r"|a nome d\w+|per)(?: the| de la| de l'| la| l'| der| des| die| el)? ?'?",
    re.I,
)


def _joins(sentence: Sentence, gap: str) -> bool:
    """Tell whether a gap between two names makes them one row."""
    if len(gap) > 60:
        return False
    joiner = any_of(sentence.words.and_)
    rest = re.sub(r"\([^()]{0,40}\)", " ", gap)
    rest = _COUNTERPART.sub(" ", rest)
    for small in (joiner, any_of(sentence.words.honorifics), _SMALL):
        rest = small.sub(" ", rest)
    strange = [word for word in re.findall(r"[\w']+", rest) if not country_of(word) and not NATIONAL.fullmatch(word)]
    if strange or re.search(r"[;:.\"]", rest):
        return False
    aside = re.fullmatch(r" ?\([^()]{0,40}\),? ?", gap) is not None
    return aside or gap.strip() in (",", "(", "/") or joiner.search(gap) is not None


def named_after(sentence: Sentence, at: int, reach: int = 48) -> int | None:
    """Give the number of the first name behind an offset, past adjectives such as `his Ruritanian counterpart`."""
    for number, mention in enumerate(sentence.mentions):
        if mention.left < at - 1:
            continue
        gap = sentence.text[at : mention.left]
        gap = re.sub(r"(?<=[a-zà-ÿ]),? ?$", " ", gap) if _COLLEAGUE.search(gap) else gap  # `his EU counterpart, B`
        if len(gap) > reach or breaks_np(sentence, gap):
            return None
        if not _is_adjective(sentence, mention):
            return number
    return None


def _is_adjective(sentence: Sentence, mention: Mention) -> bool:
    """Tell whether an unknown name may only qualify the word behind it: `his Ruritanian counterpart`."""
    follows = re.match(r" ([a-zà-ÿ]\w*)", sentence.text[mention.end : mention.end + 24])
    if follows is not None and _COLLEAGUE.match(follows.group(1)):
        return True  # `his EU counterpart`
    if mention.known or mention.kind in ("person", "work") or follows is None:
        return False
    words, word = sentence.words, follows.group(1)
    return word not in words.light and word not in (*words.not_doer, *words.where, *words.by, *words.with_, *words.and_)


def breaks_np(sentence: Sentence, gap: str) -> bool:
    """Tell whether a gap holds more than the adjectives of a noun phrase."""
    if re.search(r"[,;:()\"]", gap):
        return True
    words = re.findall(r"\w+", gap.lower())
    verbs = any_of((*sentence.words.breaks, *sentence.words.not_doer))
    return len(words) > 6 or any(verbs.fullmatch(word) for word in words if word not in ("of", "de", "der", "des"))
