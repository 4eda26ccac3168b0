"""What differs between two wordings in figures, dates, names, quotes, speaker, modality and polarity?

The wordings were read by `pactwatch.claims`. A reader may see a name in one version and miss it in the next, so a
difference counts only if the printed words bear it out: a name is gone when its words are gone.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from pactwatch.diff.facets_mood import denied_alike, modality_findings, polarity_findings
from pactwatch.diff.facets_names import capitals_for_pronoun, compare_names, spelled_alike
from pactwatch.diff.facets_values import date_findings, figure_findings, lone_units, with_clocks, without_units
from pactwatch.diff.findings import Finding, found, three
from pactwatch.diff.lexicon import articles, negators, passives, pronouns
from pactwatch.diff.residue import Residue, misspelled, same_stem, words_of
from pactwatch.model import Quote, Wording


def typed_findings(old: Wording, new: Wording, left: Residue) -> tuple[list[Finding], Residue]:
    """Compare two wordings facet by facet; the weightiest facets come first.

    Also gives the residue without the words of names that were merely shortened or written out: they are explained.
    """
    old, new = with_clocks(without_units(old), new), with_clocks(without_units(new), old)
    names, explained = compare_names(old, new)
    if not names:
        names, pronouned = capitals_for_pronoun(old, new, left)
        explained |= pronouned
    explained |= lone_units(old, new) | lone_units(new, old)
    left = dataclasses.replace(
        left,
        old=tuple(word for word in left.old if word not in explained),
        new=tuple(word for word in left.new if word not in explained),
    )
    left = denied_alike(old, new, left)
    polarity = polarity_findings(old, new, left)
    findings = [
        *figure_findings(old, new),
        *date_findings(old, new),
        *names,
        *(_roles(old, new, left) if not names else ()),
        *_quotes(old, new, left),
        *polarity,
        *_speaker(old, new, left, explained),
        # What is denied is neither done nor planned: that it is denied says all.
        *(() if polarity else modality_findings(old, new, left)),
    ]
    return findings or _swapped_words(left) or _turned_voice(old, new, left), left


def _roles(old: Wording, new: Wording, left: Residue) -> list[Finding]:
    """Find a part in the story that is given to somebody else ("suspect", "victim").

    Beside a quotation whose speaker nobody could name, it is the speaker.
    """
    if not left.rivals:
        return []
    one, other = left.rivals[0]
    if _stands_outside(one, old) and _stands_outside(other, new):
        return [found("speaker-changed", "speaker", one, other)]
    return [found("role-changed", "name", one, other)]


def _stands_outside(word: str, wording: Wording) -> bool:
    """Whether a wording has a quotation without a speaker, and *word* in none of its quotations."""
    return (
        bool(wording.quotes)
        and wording.speaker is None
        and all(word not in quote.text.casefold() for quote in wording.quotes)
    )


def _swapped_words(left: Residue) -> list[Finding]:
    if left.swapped is None:
        return []
    one, other = left.swapped
    return [found("words-swapped", "wording", f"{one} … {other}", f"{other} … {one}")]


def _turned_voice(old: Wording, new: Wording, left: Residue) -> list[Finding]:
    """Find a verb made passive while the parties kept their places: who did it to whom is turned round."""
    if left.old or left.new or not left.grammar:
        return []
    kept = [[word for word in words_of(wording.text) if word not in left.grammar] for wording in (old, new)]
    forms = dict(left.inflected)
    if [forms.get(word, word) for word in kept[0]] != kept[1]:
        return []
    gone, come = _small_words(old, new), _small_words(new, old)
    language = old.language or "en"
    if not (_is_made_passive(gone, come, language) or _is_made_passive(come, gone, language)):
        return []
    return [found("words-swapped", "wording", old.text, new.text)]


def _is_made_passive(active: set[str], passive: set[str], language: str) -> bool:
    """Whether small words that differ make a verb passive; in Japanese by particles: を撃った, に撃たれた."""
    if language == "ja":
        suffers = any("れ" in word for word in passive) and not any("れ" in word for word in active)
        return "を" in active and "に" in passive and suffers
    be, by = passives(language)
    return active.isdisjoint(be | by) and not passive.isdisjoint(be) and not passive.isdisjoint(by)


def _small_words(here: Wording, there: Wording) -> set[str]:
    """Give the words of one wording that the other lacks."""
    return set(words_of(here.text)) - set(words_of(there.text))


# ---------------------------------------------------------------- quotes and speakers


def _quotes(old: Wording, new: Wording, left: Residue) -> list[Finding]:
    """Compare quoted words; marks put round words that stay are typography."""
    changed = {*left.old, *left.new, *left.hedges[0], *left.hedges[1]}
    changed |= {word for pair in (*left.opposites, *left.synonyms) for word in pair}
    if left.negators[0] != left.negators[1]:
        changed |= negators(old.language or "en") | negators(new.language or "en")
    if old.polarity != new.polarity:
        changed |= set(left.grammar)  # a Japanese verb carries its denial in its ending
    gone, come = _missing_quotes(old.quotes, new), _missing_quotes(new.quotes, old)
    findings = []
    for quotes, others, turn in ((gone, [*come, *new.quotes], 1), (come, old.quotes, -1)):
        for quote in list(quotes):
            twin = _same_utterance(quote, others)
            if twin is None:
                continue
            quotes.remove(quote)
            if twin in come:
                come.remove(twin)
            if _says_other(words_of(quote.text), words_of(twin.text), changed):
                findings.append(found("quote-changed", "quote", *(quote.text, twin.text)[::turn]))
    rest = ([quote.text for quote in quotes if changed & set(words_of(quote.text))] for quotes in (gone, come))
    return findings + three("quote", *rest)


def _missing_quotes(quotes: Iterable[Quote], there: Wording) -> list[Quote]:
    """Give the quotations whose words do not stand in the other wording as they are."""
    flat = f" {' '.join(words_of(there.text))} "
    return [quote for quote in quotes if (words := words_of(quote.text)) and f" {' '.join(words)} " not in flat]


# So much of the longer quotation must stand in the other for both to be one.
_SAME_SHARE = 0.5
# Sounds that are cleaned out of speech, and words that merely point.
_SLACK = frozenset(("uh", "um", "er", "erm", "äh", "ähm", "euh", "eh", "this", "that", "these", "those", "it", "its"))


def _same_utterance(quote: Quote, others: Iterable[Quote]) -> Quote | None:
    """Find the quotation that says most of the same."""
    mine = Counter(words_of(quote.text))

    def share(other: Quote) -> float:
        theirs = Counter(words_of(other.text))
        return (mine & theirs).total() / max(mine.total(), theirs.total(), 1)

    best = max(others, key=share, default=None)
    return best if best is not None and share(best) >= _SAME_SHARE else None


def _says_other(one: Sequence[str], other: Sequence[str], changed: set[str]) -> bool:
    """Whether two renderings of an utterance differ in a word; where one is merely cut short, in one that matters."""
    gone, come = Counter(one) - Counter(other), Counter(other) - Counter(one)
    slack = _SLACK | articles() - pronouns()
    lost, won = set(gone) - slack, set(come) - slack
    if not lost or not won:
        return bool((lost | won) & changed)
    alike = {(x, y) for x in lost for y in won if same_stem(x, y) or misspelled(x, y)}
    return lost != {x for x, _ in alike} or won != {y for _, y in alike}


def _speaker(old: Wording, new: Wording, left: Residue, explained: set[str]) -> list[Finding]:
    if not old.speaker or not new.speaker:
        return []
    if set(words_of(old.speaker)) <= explained | articles() or set(words_of(new.speaker)) <= explained | articles():
        return []  # the same body by its short name
    if _head(old) in left.old and _head(new) in left.new:
        return [found("speaker-changed", "speaker", old.speaker, new.speaker)]  # "the pilot's widow", "… lawyer"
    a, b = set(words_of(old.speaker)), set(words_of(new.speaker))
    if a & b or (a | b) & pronouns() or spelled_alike(old.speaker, new.speaker):
        return []
    if a <= set(words_of(new.text)) and b <= set(words_of(old.text)):
        return []  # both stand in both: the reader took another one of them
    return [found("speaker-changed", "speaker", old.speaker, new.speaker)]


_OF = re.compile(r" (?:of|for|at|from|in|with|von|der|des|vom|beim|aus|de|du|d'|d’|del|della|dell['’]|dei|di)\b")
_ROMANCE = frozenset(("fr", "es", "it"))


def _head(wording: Wording) -> str | None:
    """Give the noun of a speaker who is not named ("widow" of "the pilot's widow"); None: a name stands there."""
    printed = wording.speaker or ""
    if wording.language == "ja" or any(name.text in printed for name in wording.names if name.kind == "person"):
        return None
    words = [word for word in words_of(_OF.split(printed)[0]) if word not in articles() and word not in pronouns()]
    return (words[0] if wording.language in _ROMANCE else words[-1]) if words else None
