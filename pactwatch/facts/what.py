"""To which work it was done."""

from __future__ import annotations

import re

from pactwatch.facts.names import Mention
from pactwatch.facts.phrases import any_of
from pactwatch.facts.sentence import Sentence, is_passive
from pactwatch.facts.triggers import Trigger
from pactwatch.facts.who import doers_behind_by


def works_of(sentence: Sentence, trigger: Trigger, clause: tuple[int, int]) -> tuple[tuple[Mention, ...], bool]:
    """Give the works named in the clause (or next to it), and whether it names a work of another kind."""
    words = sentence.words
    start, end = clause
    works = [m for m in sentence.mentions if m.kind == "work" and start <= m.start < end]
    if not works:
        # `Signed on Friday by A and B, the Partnership ...`: a participle's subject stands in the next clause.
        later = [m for m in sentence.mentions if m.kind == "work" and m.start >= end]
        earlier = [m for m in sentence.mentions if m.kind == "work" and m.end <= start]
        lead = sentence.text[: trigger.start].strip()
        if later and (not lead or _stands_for_the_next(sentence, later[0], clause)):
            works = later[:1]
        elif earlier:
            works = earlier[-1:]
    if works:
        unlike = any_of(words.unlike)
        like = tuple(
            m
            for m in works
            if unlike.search(sentence.text, max(0, m.start - 24), m.start) is None and not _is_with_another(sentence, m)
        )
        return like, not like
    span = sentence.text[max(start, trigger.start - 90) : min(end, trigger.end + 90)]
    others = any_of((*words.other_deals, *words.unlike))
    return (), others.search(span) is not None or not _is_a_deal(sentence, trigger, clause)


def _is_with_another(sentence: Sentence, work: Mention) -> bool:
    """Tell whether a work is somebody else's: `the partnership with South Korea`, unknown to the topic."""
    joined = any_of((*sentence.words.with_, *sentence.words.between)).match(sentence.text, work.end + 1)
    if joined is None:
        return False
    near = [m for m in sentence.mentions if joined.end() < m.start <= joined.end() + 5]
    return bool(near) and not near[0].known and near[0].kind == "organisation"


_AHEAD = re.compile(r"\b(?:it|its|they|elle|elles|ils?|il|es|sie)\b", re.I)
_ARTICLE = re.compile(r", ?(?:the |la |le |les |l'|el |los |il |der |die |das |tritt |trat )?")


def _stands_for_the_next(sentence: Sentence, work: Mention, clause: tuple[int, int]) -> bool:
    """Tell whether a clause speaks ahead of the work behind it: `Six years after it was signed, the Agreement ...`."""
    gap = sentence.text[clause[1] : work.start]
    return _ARTICLE.fullmatch(gap) is not None and _AHEAD.search(sentence.text, *clause) is not None


def _is_a_deal(sentence: Sentence, trigger: Trigger, clause: tuple[int, int]) -> bool:
    """Tell whether what was signed or announced may be a work at all: a pact, not a guest book."""
    if trigger.form == "noun":
        return True
    words = sentence.words
    start, end = _object_span(sentence, trigger, clause)
    skipped = [(m.left, m.right) for m in sentence.mentions if m.known and m.kind != "work"]
    skipped += [(d.start, d.end) for d in sentence.wording.dates]
    content = [
        match.group().lower()
        for match in re.finditer(r"\w{2,}", sentence.text[start:end])
        if match.group().lower() not in words.light and not any(a <= start + match.start() < b for a, b in skipped)
    ]
    deals = words.deals | sentence.deals
    return not content or any(word in deals or (words.verb_last and word.endswith(tuple(deals))) for word in content)


def _object_span(sentence: Sentence, trigger: Trigger, clause: tuple[int, int]) -> tuple[int, int]:
    """Give where the thing done stands: behind an active verb up to the next preposition, else before the verb."""
    words = sentence.words
    if trigger.event == "take effect" or is_passive(sentence, trigger) or doers_behind_by(sentence, trigger):
        # `The deal, announced by A, ...`: it may stand in the clause before.
        return max(0, trigger.start - 120), trigger.start
    if words.verb_last:
        return clause
    span = sentence.text[trigger.end : trigger.end + 160]
    stop = any_of((*words.not_doer, *words.with_, *words.by, *words.where, *words.breaks)).search(span)
    if stop is not None and stop.group().lower() in words.breaks and not span[: stop.start()].strip():
        if stop.group().lower() in ("after", "before", "when", "as", "while", "après", "nachdem", "tras", "dopo"):
            return max(0, trigger.start - 120), trigger.start  # `The two have agreed on a pact, A announced after ...`
        return trigger.end, trigger.end + len(span)  # `announced that the pact ...`
    ends = [stop.start()] if stop else []
    ends += [match.start() for match in re.finditer(r"[,;:.\"()]", span)][:1]
    return trigger.end, trigger.end + min(ends, default=len(span))
