"""An office without a name: who is meant by `Japan's foreign minister` on the day of which an article speaks."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pactwatch.facts.names import Mention, Names
from pactwatch.facts.offices import FORMER, Office, country_of, find_offices
from pactwatch.facts.phrases import any_of
from pactwatch.facts.plain import has_cjk
from pactwatch.facts.words import Words
from pactwatch.model import Moment, Wording
from pactwatch.patterns import late

# Behind these an office is not its bearer: `as foreign minister`, `a Japanese foreign minister`, `was named ...`.
_NOT_THE_BEARER = late(
    r"\b(?:a|an|any|every|each|no|another|one|first|last|previous|acting|interim|then|vice|deputy|junior|state"
    r"|parliamentary|as|is|was|were|be|been|being|becomes?|became|named|appointed|elected|post of|role of|job of"
    r"|office of|position of|like|than|une?|ein(?:e[mnrs]?)?|uno|una|comme|als|como|come|est|était|ist|war|wurde"
    r"|es|era|è|devenu|devient|nommé|elegido|nombrado|nominato|poste d[eu]|designierte[rn]?|geschäftsführende[rn]?"
    r"|neue[rn]? und|por un|de un)"
    r"(?: (?:the|le|la|der|die|den|el|il))?[ -]*$",
    re.I,
)
_THE = r"(?:the |le |la |l'|les |der |die |den |dem |des |el |los |il |lo )?"
# What makes the office one to come, or the beginning of a longer word.
_NOT_YET = late(r"[ -](?:designate|elect|candidate|nominee|hopeful|in waiting|désigné|electo|designato)\b|-\w")
_NAME_BEHIND = late(r",? ?(?:Mr\.? |Ms\.? |Mrs\.? |M\. |Herr |Frau )?[A-ZÀ-Þ]")
# Japanese: the office stands alone only before a particle; `外相会談` is a meeting.
_PARTICLE = late(r"(?:[（(][^（）()]{0,12}[）)])?(?:ら)?(?:は|が|も|を|に|で|と|の|、|。|」|$)")
_JOINER = late(r"(?:と|・|、|や|及び|および)$")
_OF = late(r" (?:of|della|dello|dell'|del|de la|de l'|des|der|de|du|di|von)(?: the)? ?", re.I)
_OWN = late(r"(?:'s|'|の)?[ -]{0,2}(?:new |current |top |own )?")


@dataclass(frozen=True, slots=True)
class Alone:
    """An office that stands in a sentence without its bearer's name."""

    office: str
    whose: str
    """Empty: not said, as in `the minister`."""
    start: int
    end: int

    @property
    def full(self) -> str:
        """The office with whose it is."""
        return f"{self.office} of {self.whose}" if self.whose else self.office


@dataclass(frozen=True, slots=True)
class When:
    """What a sentence and its article say of the day they speak of."""

    published_on: date | None
    wording: Wording
    words: Words


def with_holders(
    text: str, mentions: Sequence[Mention], names: Names, when: When, taught: Mapping[str, frozenset[str]]
) -> list[Mention]:
    """Add to *mentions* the people who are meant by their office alone, in order.

    *taught* has, by office, whom the article itself has called so. Where the topic's terms and the article disagree,
    or the sentence speaks of two times with two holders, the office stays nobody.
    """
    if not names.holders and not taught:
        return list(mentions)
    added: list[Mention] = []
    for alone in offices_alone(text, mentions, names):
        if not alone.whose:
            continue
        told = taught.get(alone.full, frozenset())
        person = _holder(text, alone, names, when)
        if (person and told - {person}) or (not person and (len(told) != 1 or names.holders.get(alone.full))):
            continue
        person = person or min(told)
        known = person in names.by_id
        added.append(
            Mention(person, "person", text[alone.start : alone.end], alone.start, alone.end, known, by_office=True)
        )
    if not added:
        return list(mentions)
    kept = [m for m in mentions if not any(a.start <= m.start and m.end <= a.end for a in added)]
    return sorted([*kept, *added], key=lambda m: m.start)


def offices_alone(text: str, mentions: Sequence[Mention], names: Names) -> Iterator[Alone]:
    """Find the offices that stand for their bearer, without a name beside them."""
    for found in find_offices(text):
        if any(m.left < found.end and found.start < m.right for m in mentions if m.kind == "person"):
            continue
        alone = _whose(text, found, mentions, names)
        if alone is not None and _stands_alone(text, alone, mentions):
            yield alone


def _whose(text: str, found: Office, mentions: Sequence[Mention], names: Names) -> Alone | None:
    """Read whose office it is: before it, behind it, or in its own words; None: it says two things."""
    owner = _owner_before(text, found, mentions, names) or _owner_behind(text, found, mentions, names)
    if owner is None:
        return Alone(found.office, found.whose, found.start, found.end)
    whose, start, end = owner
    if found.whose and found.whose != whose:
        return None
    office = "high representative" if (found.office, whose) == ("foreign minister", "european union") else found.office
    return Alone(office, whose, min(start, found.start), max(end, found.end))


def _owner_before(text: str, found: Office, mentions: Sequence[Mention], names: Names) -> tuple[str, int, int] | None:
    for mention in reversed(mentions):
        if mention.kind != "person" and mention.end <= found.start:
            if _OWN.fullmatch(text[mention.end : found.start]):
                return names.plain_whose(mention), mention.start, mention.end
            break
    adjective = re.search(r"([\w.]+(?:'s)?)[ -]+(?:new |current |top )?$", text[max(0, found.start - 32) : found.start])
    if adjective and country_of(adjective.group(1)):
        start = max(0, found.start - 32) + adjective.start(1)
        return country_of(adjective.group(1)), start, found.end
    return None


def _owner_behind(text: str, found: Office, mentions: Sequence[Mention], names: Names) -> tuple[str, int, int] | None:
    adjective = re.match(r" ([^\W\d_]+)", text[found.end : found.end + 24])
    if adjective and country_of(adjective.group(1)):
        return country_of(adjective.group(1)), found.start, found.end + adjective.end()
    after = _OF.match(text, found.end)
    if after is None:
        return None
    for mention in mentions:
        if after.end() <= mention.start <= after.end() + 1 and mention.kind != "person":
            return names.plain_whose(mention), found.start, mention.end
    country = re.match(r"[^\W\d_]+", text[after.end() : after.end() + 24])
    if country and country_of(country.group()):
        return country_of(country.group()), found.start, after.end() + country.end()
    return None


def _stands_alone(text: str, alone: Alone, mentions: Sequence[Mention]) -> bool:
    """Tell whether an office means whoever holds it now, and no name that we do not know stands beside it."""
    before, behind = text[max(0, alone.start - 32) : alone.start], text[alone.end : alone.end + 24]
    if has_cjk(text[alone.start : alone.end]):
        return (
            _PARTICLE.match(behind) is not None
            and not _is_of_two(text, alone.start, mentions)
            and not before.endswith(("元", "前", "副", "次期", "同"))
            and not re.search(r"元|前|副|次期", text[alone.start : alone.end])
        )
    if FORMER.search(before[-14:]) or FORMER.search(text[alone.start : alone.end]):
        return False
    if _NOT_THE_BEARER.search(before) or _NOT_YET.match(behind) or _NAME_BEHIND.match(behind):
        return False
    # `X, Japan's foreign minister`: who X is, is known or not, but it is X.
    lead = re.sub(rf"[,(] ?{_THE}$", "", before, flags=re.I)
    return lead == before or not re.search(r"[A-ZÀ-Þ][\w'-]+$", lead)


def _is_of_two(text: str, start: int, mentions: Sequence[Mention]) -> bool:
    """Tell whether another country shares the office's word: `日本とEUの外相` are two."""
    joiner = _JOINER.search(text, max(0, start - 3), start)
    return joiner is not None and any(m.kind != "person" and m.end == joiner.start() for m in mentions)


# ---------------------------------------------------------------- when


def _holder(text: str, alone: Alone, names: Names, when: When) -> str:
    """Give who holds an office at the time of which the sentence speaks; empty: nobody known, or two times differ."""
    now = names.holder(alone.full, when.published_on, when.published_on) if when.published_on else ""
    spans = [span for moment in when.wording.dates if (span := _span(moment)) is not None]
    past = [span for span in spans if when.published_on is None or span[0] <= when.published_on]
    then = {names.holder(alone.full, *span) for span in past}
    if not then or then == {now}:
        return now
    if len(then) != 1 or (when.published_on is not None and not _of_that_day(text, alone, when)):
        return ""
    return min(then)


def _of_that_day(text: str, alone: Alone, when: When) -> bool:
    """Tell whether the sentence's one date belongs to what the bearer did: nobody speaks, no comma parts the two."""
    say = when.words.events.get("say")
    if len(when.wording.dates) != 1 or (say and any_of((*say.active, *say.either)).search(text)):
        return False
    moment = when.wording.dates[0]
    first, last = min(moment.end, alone.end), max(moment.start, alone.start)
    return re.search(r"[,;:\"。「]", text[first:last]) is None


def _span(moment: Moment) -> tuple[date, date] | None:
    """Give first and last day of a moment; None: it has no year."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?", moment.value)
    if match is None:
        return None
    try:
        year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
        first = date(year, month or 1, day or 1)
        last = first if day else date(year, month or 12, monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return first, last
