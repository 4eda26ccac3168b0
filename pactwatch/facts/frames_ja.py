"""Event frames in Japanese: particles say who did it, and everything stands before its verb."""

from __future__ import annotations

import re

from pactwatch.facts.frames import Frame
from pactwatch.facts.names import Mention
from pactwatch.facts.offices import country_of
from pactwatch.facts.phrases import any_of
from pactwatch.facts.sentence import Sentence
from pactwatch.facts.triggers import ASKED, Trigger, find_triggers
from pactwatch.model import Moment
from pactwatch.patterns import late

# What may stand between a name and its particle: the rest of the title, a reading in parentheses, an honorific.
_TAIL = (
    r"(?:[（(][^（）()]{0,24}[）)])?"
    r"(?:[一-鿿・]{0,8}(?:相|大臣|長官|代表|委員長|議長|知事|市長|社長|会長|大使|大統領))?"
    r"(?:氏|さん|両氏|ら|側|の両氏|の両者)?"
)
_SUBJECT = late(_TAIL + r"(?:は|が|も)")
_WITH = late(_TAIL + r"(?:と(?!し|の(?!間))|との間で|とともに|らと)")
_ROW = late(_TAIL + r"(?:と|、|や|及び|および|並びに|・)")
_BY = late(_TAIL + r"(?:によって|により|による|の手で)")
_WHOSE = late(r"(?:[（(]|[（(]?[^（）()]{0,24}[）)])?の?(?:[ァ-ヿ一-鿿・]{0,12})")
# `署名したのはAとB`: those who did it stand behind.
_CLEFT = late(r"(?:した|された|を行った)のは、?")
_THERE = late(r"(?:で|にて|において|内で|都内で|市内で)")
# A clause ends behind a verb's joining form and a comma: `会談し、`, `行い、`, `ほか、`.
_JOIN = late(r"(?:し|い|み|り|て|で|き|ち|ほか|際|後|が|ところ|として|ており|であり|ため)、|。|；|」")


def read_frames_ja(sentence: Sentence) -> list[Frame]:
    """Read the events of one Japanese sentence, in order."""
    sentence.triggers = find_triggers(sentence.text, sentence.words)
    sentence.walls = [0, *(m.end() for m in _JOIN.finditer(sentence.text)), len(sentence.text)]
    return [_frame(sentence, index) for index, trigger in enumerate(sentence.triggers) if trigger.event != "say"]


# `230議席のうち112議席`: the first is the whole.
_A_PART_OF = late(r"[一-鿿ァ-ヿ]{0,4}(?:のうち|中の?(?=\d)|のなかで)")


def _frame(sentence: Sentence, index: int) -> Frame:
    trigger = sentence.triggers[index]
    clause = _clause(sentence, trigger)
    doers, parties = _doers(sentence, trigger, clause)
    works = _modified(sentence, trigger)
    works = works or [m for m in sentence.mentions if m.kind == "work" and clause[0] <= m.start < trigger.start]
    if not works:
        works = [m for m in sentence.mentions if m.kind == "work" and m.end <= trigger.start][-1:]
    strange = [work for work in works if _is_with_another(sentence, work)]
    works = [work for work in works if work not in strange]
    return Frame(
        event=trigger.event,
        start=trigger.start,
        end=trigger.end,
        doers=doers,
        attendees=_attendees(sentence, trigger),
        parties=parties,
        undergoers=_undergoers(sentence, trigger, clause, doers),
        works=tuple(works),
        other_work=bool(strange and not works) or (not works and _is_other_work(sentence, trigger, clause)),
        dates=_dates(sentence, index, clause),
        places=tuple(
            m
            for m in sentence.mentions
            if m.kind == "place" and m.end <= trigger.start and _is_there(sentence.text, m, trigger)
        )[-1:],
        figures=tuple(
            sorted(
                (
                    f
                    for f in sentence.wording.figures
                    if clause[0] <= f.start <= trigger.end + 8 and not _A_PART_OF.match(sentence.text, f.end)
                ),
                key=lambda f: min(abs(f.end - trigger.start), abs(f.start - trigger.end)),
            )
        ),
        modality=_modality(sentence, trigger),
        clause=clause,
    )


def _is_there(text: str, place: Mention, trigger: Trigger) -> bool:
    """Tell whether something happens at a place, or a thing that is asked about stands there: `ステレの工場`."""
    if trigger.event == ASKED and text[place.end : trigger.start] in ("に", "の", "にある", "市の", "市に"):
        return True
    return _THERE.match(text, place.end) is not None


_WITH_WHOM = late(r"([ァ-ヿ一-鿿]{2,12})と(?:の|も)(?:間[のに]|新たな|包括的な)?「?$")


def _is_with_another(sentence: Sentence, work: Mention) -> bool:
    """Tell whether a work is somebody else's: `韓国との…パートナーシップ`, which the topic does not know."""
    whom = _WITH_WHOM.search(sentence.text[: work.start])
    if whom is None or not country_of(whom.group(1)):
        return False
    return not any(m.known and m.start < whom.end(1) and whom.start(1) < m.end for m in sentence.mentions)


_BEFORE_A_NOUN = late(r"(?:する|した|される|された|予定の|の)(?:「|日・?(?:EU|欧)(?:間の)?)?")


def _modified(sentence: Sentence, trigger: Trigger) -> list[Mention]:
    """Read `来年1月に発効する…協定`: the verb stands before the work that it tells of."""
    behind = _BEFORE_A_NOUN.match(sentence.text, trigger.end)
    if behind is None:
        return []
    return [m for m in sentence.mentions if m.kind == "work" and behind.start() < m.start <= behind.end() + 4][:1]


def _is_other_work(sentence: Sentence, trigger: Trigger, clause: tuple[int, int]) -> bool:
    """Tell whether the verb's object is no work that a topic may ask about: `来日すると発表`, `写真を公表`."""
    span = sentence.text[clause[0] : trigger.start]
    if any_of((*sentence.words.other_deals, *sentence.words.unlike)).search(span) or _is_quoting(
        sentence.text, trigger
    ):
        return True
    object_ = re.search(r"([^、。はが]{1,24})[をに]$", span)
    if object_ is None and sentence.text.startswith("明らかに", trigger.start):
        return True  # `関係者が明らかにした`: it was told, not announced
    if object_ is None or trigger.event not in ("sign", "announce"):
        return False
    start, end = clause[0] + object_.start(1), clause[0] + object_.end(1)
    if any(start < d.end and d.start < end for d in sentence.wording.dates):
        return False
    deals = any_of((*sentence.words.deals, *sentence.deals))
    return deals.search(object_.group(1)) is None and "」" not in object_.group(1)


def _is_quoting(text: str, trigger: Trigger) -> bool:
    """Tell whether the verb says what stands before it: `...すると発表した`."""
    return re.search(r"(?:する|した|いる|ある|ない|だ|た|れる)と$", text[: trigger.start][-4:]) is not None


def _clause(sentence: Sentence, trigger: Trigger) -> tuple[int, int]:
    """Give the stretch from the last joining form to the end of the verb's own clause."""
    start = max(wall for wall in sentence.walls if wall <= trigger.start)
    end = min(wall for wall in sentence.walls if wall >= trigger.end)
    return start, end


def _doers(
    sentence: Sentence, trigger: Trigger, clause: tuple[int, int]
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Find the subject of the verb; one named once (`岩屋外相は`) goes on through the sentence's later clauses."""
    text = sentence.text
    people: list[Mention] = []
    parties: list[Mention] = []
    passive = _passive(text, trigger)
    before = [m for m in sentence.mentions if m.right <= trigger.start]
    marks = (_BY,) if passive else (_SUBJECT, _WITH)
    cleft = _CLEFT.match(text, trigger.end)
    if cleft is not None:
        return _row_behind(sentence, cleft.end())
    for number, mention in enumerate(before):
        if not any(mark.match(text, mention.right) for mark in marks):
            continue
        if marks != (_BY,) and _WITH.match(text, mention.right) and mention.right < clause[0]:
            continue  # the partner of an earlier verb: `ボレル氏と会談し、`
        row, edge = [mention], mention.left
        for other in reversed(before[:number]):
            if other.start == mention.start:  # `両氏`: both stand in one word
                row.insert(0, other)
                continue
            if other.kind == "organisation" and edge and _WHOSE.fullmatch(text[other.right : edge]):
                edge = other.left  # `欧州連合（EU）のボレル氏`
                continue
            if not _ROW.match(text, other.right) or edge - other.right > 8:
                break
            row.insert(0, other)
            edge = other.left
        for member in row:
            target = people if member.kind == "person" else parties if member.kind != "work" else None
            if target is not None and all(member.value != m.value for m in target):
                target.append(member)
    return tuple(people), tuple(parties)


_OBJECT = late(_TAIL + r"を")


def _undergoers(
    sentence: Sentence, trigger: Trigger, clause: tuple[int, int], doers: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    """Find to whom it was done: `A氏を任命`; of `A氏が就任` and `A氏が任命された` whoever it tells of."""
    people = [m for m in sentence.mentions if m.kind == "person" and clause[0] <= m.left and m.right <= trigger.start]
    objects = tuple(m for m in people if _OBJECT.match(sentence.text, m.right))
    if objects:
        return objects
    if _passive(sentence.text, trigger):
        return tuple(m for m in people if _SUBJECT.match(sentence.text, m.right))
    return doers if sentence.text.startswith("就任", trigger.start) else ()


def _row_behind(sentence: Sentence, at: int) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Read the row of names from an offset to the end of the clause."""
    people: list[Mention] = []
    parties: list[Mention] = []
    last = at
    for mention in sentence.mentions:
        if mention.left < at or mention.left - last > 24 or "。" in sentence.text[last : mention.left]:
            continue
        last = mention.right
        if mention.kind == "person":
            people.append(mention)
        elif mention.kind == "organisation" and not re.match(
            r"(?:[（(][^（）()]{0,24}[）)])?の", sentence.text[mention.right :]
        ):
            parties.append(mention)
    return tuple(people), tuple(parties)


def _passive(text: str, trigger: Trigger) -> bool:
    """Tell whether the verb is a passive: `署名された`."""
    return re.match(r"(?:が|は)?さ(?:れ|せられ)", text[trigger.end :]) is not None


def _attendees(sentence: Sentence, trigger: Trigger) -> tuple[Mention, ...]:
    """Read `AとBが出席し…署名式`: those present, in the same sentence."""
    if trigger.event not in ("sign", "announce"):
        return ()
    there = [t for t in sentence.triggers if t.event == "attend"]
    if not there:
        return ()
    people, _ = _doers(sentence, there[-1], _clause(sentence, there[-1]))
    return people


def _dates(sentence: Sentence, index: int, clause: tuple[int, int]) -> tuple[Moment, ...]:
    """Give the dates before the verb: its own clause first, else the date that opens the sentence."""
    trigger = sentence.triggers[index]
    usable = [
        m
        for m in sentence.wording.dates
        if re.match(r"-?-?\d", m.value)
        and m.end <= trigger.start
        and not any_of(sentence.words.not_when).match(sentence.text, m.end)
    ]
    if re.match(r"(?:日|時期)?は", sentence.text[trigger.end :]):  # `発効は2025年1月1日。`
        behind = [m for m in sentence.wording.dates if trigger.end < m.start <= trigger.end + 6]
        if behind:
            return tuple(behind)
    own = [m for m in usable if m.start >= clause[0]]
    if own:
        return tuple(reversed(own))
    if trigger.event == "take effect" or any(
        t.event not in ("meet", "say", "attend", "visit") for t in sentence.triggers[:index]
    ):
        return ()
    return tuple(usable[:1])


_OUTLOOK = late(r"(?:見通し|見込み|予定|方針)(?:だ|である|となって\w{0,4}|という)?[。」]?$")


def _modality(sentence: Sentence, trigger: Trigger) -> str:
    """Give the modality from what follows the verb."""
    tail = sentence.text[trigger.end : trigger.end + 16]
    if any_of(sentence.words.negative).search(tail[:8]):
        return "denied"
    if any_of(sentence.words.possible).search(tail):
        return "possible"
    if re.match(
        r"(?:する|される|をする)(?:予定|見通し|方針|見込|こと|と[いし発説])|へ|予定|する[。」]?$|する[。」]", tail
    ):
        return "planned"
    if sentence.text[trigger.end - 1] == "ぶ" and re.match(r"(?:と|予定|見通|方針|こと|。|$)", tail):
        return "planned"
    if re.match(r"ぶ(?:と|予定|見通|方針|こと|。|$)", tail):  # `協定を結ぶと説明した`
        return "planned"
    if re.match(r"する", tail) and trigger.event == "take effect":
        return "planned"
    if re.match(r"[うくぐすつぬむる](?:[。」]|$|予定|方針|見通し|ことで|と発表)", tail):
        return "planned"  # `支払う。`
    if trigger.event == ASKED and _OUTLOOK.search(sentence.text):
        return "planned"  # `費用は…に上る見通し。`: a noun's modality stands at the end
    return "done"
