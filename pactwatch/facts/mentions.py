"""Who and what a sentence names: the topic's entities, and unknown names as found, with the offices beside them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pactwatch.facts.names import Mention, Names
from pactwatch.facts.offices import ADJECTIVES, FORMER, Office, country_of, find_offices, office_finder, plain_office
from pactwatch.facts.plain import has_cjk, key
from pactwatch.facts.values import CAPITALS
from pactwatch.facts.words.offices import PORTFOLIOS
from pactwatch.model import Wording
from pactwatch.patterns import late

_TITLE_GAP = late(
    r"[ ,]{0,2}(?:the |of |for |de |du |la |le |l'|der |des |del |della |di |Mr\.? |Ms\.? |M\. |Herr |Frau |氏|・|,)*",
    re.I,
)
_LIKE_A_PERSON = late(r"[A-ZÀ-Þ][a-zà-ÿ'-]+(?: (?:[A-ZÀ-Þ][\w'.-]*|de|da|del|van|von|der|al|el|bin|ibn|dos|di))+")


def mentions_in(text: str, wording: Wording, names: Names, learnt: dict[str, str]) -> list[Mention]:
    """Find who and what *text* (the wording's text, levelled) names, each with the office that stands with it.

    *learnt* maps a surname to the full name that the article gave to an unknown person before.
    """
    found = sorted([*names.find(text), *capitals_in(text, names)], key=lambda m: m.start)
    ends = [m.start for m in found]
    kept = list(found)
    offices = find_offices(text)
    taken = [(o.start, o.end) for o in offices] + [(d.start, d.end) for d in wording.dates]
    taken += [(f.start, f.end) for f in wording.figures if f.kind == "money"]  # `Milliarden Euro` is nobody
    for name in wording.names:
        if not (0 <= name.start < name.end <= len(text)):
            continue
        if country_of(name.text):
            if _is_country(name.text) and not any(m.start < name.end and name.start < m.end for m in found):
                # A country that the topic does not know may be party to another treaty of the kind.
                kept.append(Mention(key(name.text), "organisation", name.text, name.start, name.end, known=False))
            continue
        first = name.text.partition(" ")
        if first[2].count(" ") and first[0].lower() in PORTFOLIOS:  # `ministri dell'Energia Olli Saari e ...`
            at = name.start + len(first[0]) + 1
            name = replace(name, text=first[2], start=at, kind="person")
        start = max((b for a, b in taken if a <= name.start < b < name.end), default=name.start)
        if start > name.start:  # `Ambassador Petra Kowal`
            start += len(text[start : name.end]) - len(text[start : name.end].lstrip())
            name = replace(name, text=text[start : name.end], start=start, kind="person")
        if any(a < name.end and name.start < b for a, b in taken):
            continue
        at = bisect_left(ends, name.start)
        inside = [m for m in found[max(0, at - 1) : at + 4] if m.start < name.end and m.end > name.start]
        if inside and inside[0].kind != "person" and name.start < inside[0].start and name.kind in ("person", "name"):
            # `Anton Vey of Belland`: a name, and whose.
            tail = _OF_AT_THE_END.search(text[: inside[0].start], name.start)
            if tail is not None and " " in text[name.start : tail.start()]:
                name, inside = replace(name, text=text[name.start : tail.start()], end=tail.start()), []
        if not inside:
            kept.append(_unknown(name.text, name.kind, name.start, name.end, learnt, names))
        elif (
            len(inside) == 1
            and inside[0].kind == "person"
            and name.kind == "person"
            and inside[0].start >= name.start
            and inside[0].end <= name.end
            and " " not in inside[0].label
            and not has_cjk(name.text)
            and plain_office(name.text.rsplit(" ", 1)[0]) == ("", "")
            and names.is_only_part(inside[0], name.text)
        ):
            kept.remove(inside[0])
            kept.append(_unknown(name.text, name.kind, name.start, name.end, learnt, names))
    kept.sort(key=lambda m: m.start)
    return _with_offices(text, kept, offices, names)


def _is_country(name: str) -> bool:
    """Tell a country from its adjective: `South Korea`, not `South Korean`; only English writes the latter large."""
    country = country_of(name)
    return name[:1].isupper() and (
        key(name) == country or not name.lower().endswith(("ese", "ean", "ian", "an", "ish"))
    )


_OF_AT_THE_END = late(r" (?:of|du|de la|de l'|de|des|von|der|del|della|dell'|di)(?: the)? ?$")
_CAPITAL = late(r"\b(?P<before>[\w']+) (?:capital|Hauptstadt)\b|\b(?:capitale|capital) (?P<behind>\w+)\b", re.I)


def capitals_in(text: str, names: Names) -> Iterator[Mention]:
    """Find places of the topic called by their country: `in the Japanese capital`."""
    for match in _CAPITAL.finditer(text):
        country = country_of(match["before"] or match["behind"])
        city = CAPITALS.get(country, "") if country else ""
        for entity in names.by_id.values():
            if city and entity.kind == "place" and key(entity.label) == city:
                yield Mention(entity.id, "place", match.group(), match.start(), match.end())


# What the name of a treaty ends with (in Romance languages: begins with).
_WORK = late(
    r"\b(?:agreements?|treaty|treaties|pact|convention|accords?|charter|compact|protocol|memorandum|partnership|act|"
    r"declaration|\w*abkommen|\w*vertrag|\w*pakt|traité|pacte|charte|tratado|acuerdo|pacto|convenio|trattato|accordo|patto)\b"
    r"|(?:協定|条約|憲章|覚書)$",
    re.I,
)


def _unknown(label: str, kind: str, start: int, end: int, learnt: dict[str, str], names: Names) -> Mention:
    """Make a mention of what the topic does not list; two or three capitalised words are taken for a person's name."""
    value = key(label)
    if _WORK.search(label) and any(len(w) > 3 and w not in names.deals and not _WORK.search(w) for w in value.split()):
        return Mention(value, "work", label, start, end, known=False)
    if kind == "name" and len(value.split()) in (2, 3) and _LIKE_A_PERSON.fullmatch(label):
        kind = "person"
    return Mention(learnt.get(value, value), kind, label, start, end, known=False)


def _with_offices(text: str, mentions: Sequence[Mention], offices: Sequence[Office], names: Names) -> list[Mention]:
    """Give each person the office that stands before or behind the name, and swallow whose it is."""
    swallowed: set[int] = set()
    result = list(mentions)
    for index, mention in enumerate(mentions):
        if mention.kind not in ("person", "name"):
            continue
        widened = _before(text, mentions, index, offices, names) or _behind(text, mentions, index, offices, names)
        if widened is None:
            continue
        if widened.office:
            widened = _of_what(text, mentions, widened, names)
        result[index] = replace(widened, kind="person" if widened.office else widened.kind)
        for other, swallow in enumerate(mentions):
            if (
                other != index
                and swallow.kind != "person"
                and widened.left <= swallow.start
                and swallow.end <= widened.right
            ):
                swallowed.add(other)
    return [mention for index, mention in enumerate(result) if index not in swallowed]


def _of_what(text: str, mentions: Sequence[Mention], person: Mention, names: Names) -> Mention:
    """Read whose office it is behind the name: `President Per Quist of Arvia`."""
    after = _OF.match(text, person.right)
    if after is None:
        return person
    for other in mentions:
        if after.end() <= other.start <= after.end() + 1 and other.kind in ("organisation", "place"):
            bare = person.office.partition(" of ")[0]
            return replace(person, office=f"{bare} of {names.plain_whose(other)}", wide_end=other.end)
    return person


def _before(
    text: str, mentions: Sequence[Mention], index: int, offices: Sequence[Office], names: Names
) -> Mention | None:
    """Read `Japan's Foreign Minister` before a name (and, in Japanese, `外相` right behind it)."""
    mention = mentions[index]
    if has_cjk(text[mention.start : mention.end]):
        for office in offices:
            if mention.end <= office.start <= mention.end + 14 and _ja_gap(text[mention.end : office.start]):
                return _office(text, mention, office, names, mentions)
            # `岩屋外相`: the alias itself holds the office.
            if mention.start < office.start and office.end == mention.end:
                return _office(text, mention, office, names, mentions)
    for office in reversed(offices):
        if office.end <= mention.start:
            gap = text[office.end : mention.start]
            if _OF.fullmatch(gap):
                return None  # `the mayor of X` is not X
            if len(gap) <= 60 and (_is_title_gap(gap, names) or _is_whose_gap(gap, office.end, mentions)):
                return _office(text, mention, office, names, mentions)
            if len(gap) > 60:
                break
    return None


def _ja_gap(gap: str) -> bool:
    """Tell whether a Japanese gap keeps an office with its name: nothing, whose it is, or the rest of the title."""
    return gap == "" or (len(gap) <= 14 and not re.search(r"[はがをにで、。とのも]", gap))


def _is_whose_gap(gap: str, start: int, mentions: Sequence[Mention]) -> bool:
    """Tell whether a gap only says whose office it is: `the chairman of Veltraz Energy, Tomas Dunmore`."""
    for mention in mentions:
        if mention.kind != "person" and start <= mention.start and mention.end <= start + len(gap):
            lead, tail = gap[: mention.start - start], gap[mention.end - start :]
            return _OF.fullmatch(lead) is not None and tail in (", ", " ")
    return False


_OF = late(r" (?:of|della|dello|dell'|del|de la|de l'|des|der|de|du|d'|di|von)(?: the)? ?")


def _is_title_gap(gap: str, names: Names) -> bool:
    """Tell whether only small words (or a second office) stand between an office and the name."""
    if has_cjk(gap):
        return gap in ("の", "・", "（", "=", "＝")
    rest = _TITLE_GAP.sub("", gap, count=1).strip(" ,")
    if not rest:
        return True
    # `High Representative and Vice-President Borrell`: two offices; `..., and Takeshi Iwaya` is somebody else.
    if re.search(r"\b(?:and|et|und|y|e)\b *$", rest) or ", " in rest:
        return False
    rest = office_finder().sub("", rest)
    words = re.findall(r"[\w'-]+", rest)
    small = {
        "and",
        "for",
        "the",
        "of",
        "foreign",
        "affairs",
        "security",
        "policy",
        "eu",
        "union",
        "vice",
        "und",
        "et",
        "y",
        "e",
    }
    small |= {"sortant", "sortante", "uscente", "saliente"}
    small |= {"der", "des", "de", "la", "le", "japan", "mr", "ms", "mrs", "dr", "country", "bloc", "counterpart"}
    return len(words) <= 6 and all(word.lower() in small or names.country_of(word) for word in words)


_APPOSITIVE = late(r"(?: ?[,(] ?| is | est | ist | è )(?:the |le |la |l'|der |die |el |il )?")


def _behind(
    text: str, mentions: Sequence[Mention], index: int, offices: Sequence[Office], names: Names
) -> Mention | None:
    """Read `, Japan's foreign minister,` behind a name."""
    mention = mentions[index]
    opening = _APPOSITIVE.match(text, mention.end)
    if opening is None:
        return None
    for office in offices:
        if office.start < opening.end() or office.start > opening.end() + 40:
            continue
        gap = text[opening.end() : office.start]
        words = re.findall(r"[\w'-]+", gap)
        swallowed = [m for m in mentions if m.start >= opening.end() and m.end <= office.start]
        if all(_is_whose(word, swallowed) for word in words):
            # Not an appositive but the next in a row: `Borrell, Foreign Minister Iwaya and ...`.
            behind = [m for m in mentions if m.start >= office.end]
            if (
                behind
                and behind[0].kind == "person"
                and _is_title_gap(text[office.end : behind[0].start], names)
                and "," not in text[office.end : behind[0].start]
            ):
                return None
            return _office(text, mention, office, names, mentions)
    return None


def _is_whose(word: str, mentions: Iterable[Mention]) -> bool:
    """Tell whether a word says whose office it is."""
    lower = word.lower()
    return (
        lower.removesuffix("'s") in ADJECTIVES
        or lower in ("the", "of", "new", "current", "country's", "s")
        or any(word.removesuffix("'s") in m.label for m in mentions)
    )


def _office(text: str, mention: Mention, found: Office, names: Names, mentions: Sequence[Mention]) -> Mention:
    """Put an office on a mention, unless it is a former one."""
    office, whose = found.office, found.whose
    start, end = min(found.start, mention.start), max(found.end, mention.end)
    lead = text[max(0, start - 24) : start]
    whose_start = start
    for other in reversed(mentions):
        if other is not mention and other.kind != "person" and other.start < found.start and other.end <= start:
            between = text[other.end : start]
            if re.fullmatch(r"(?:'s|'|の)?[ ,-]{0,2}(?:new |current |top )?", between):
                whose = whose or names.plain_whose(other)
                whose_start = other.start
            break
    if not whose:
        adjective = re.search(r"([\w.]+(?:'s)?)[ -]+$", lead)
        if adjective and names.country_of(adjective.group(1)):
            whose, whose_start = names.country_of(adjective.group(1)), start - len(lead) + adjective.start(1)
    after = _OF.match(text, found.end)
    if not whose and after:
        nearby = [m for m in mentions if found.end <= m.start <= after.end() + 1 and m.kind != "person"]
        if nearby:
            whose, end = names.plain_whose(nearby[0]), max(end, nearby[0].end)
    if FORMER.search(text[max(0, whose_start - 12) : whose_start]) or FORMER.search(text[whose_start : found.start]):
        return replace(mention, wide_start=whose_start, wide_end=end)
    if mention.known:
        whose = whose or names.declared_whose(mention.value, office)
    if (office, whose) == ("foreign minister", "european union"):
        office = "high representative"  # who heads the Union's diplomacy
    further = _further(text, found, names, mentions)
    return replace(
        mention,
        office=f"{office} of {whose}" if whose else office,
        further_offices=tuple(name for name in further if name.partition(" of ")[0] != office),
        office_label=text[whose_start:end].strip(),
        wide_start=whose_start,
        wide_end=end,
    )


# What joins two offices of one person: `A of X and B of Y`, `A兼B`.
_AND_OFFICE = late(r"(?: of [\w ]{2,30}?)?(?: and| et| und| y| e| as well as|,|兼|、)? ?(?:the |la |le |der |l')?")


def _further(text: str, found: Office, names: Names, mentions: Sequence[Mention]) -> Iterator[str]:
    """Give the offices that are joined to one office by `and`, before or behind it, without a name between."""
    people = [m for m in mentions if m.kind == "person"]
    offices = find_offices(text)
    for first, second in pairwise(offices):
        if found.start not in (first.start, second.start):
            continue
        gap = text[first.end : second.start]
        if not gap.strip(" ,") or _AND_OFFICE.fullmatch(re.sub(r"\([^()]*\)", "", gap)) is None:
            continue
        if any(first.end <= m.start < second.start for m in people):
            continue
        other = second if found.start == first.start else first
        whose = other.whose
        after = _OF.match(text, other.end)
        if not whose and after:
            near = [m for m in mentions if m.kind != "person" and other.end <= m.start <= after.end() + 1]
            whose = names.plain_whose(near[0]) if near else ""
        yield f"{other.office} of {whose}" if whose else other.office
