"""Which change does a correction notice disclose?

An outlet that corrects itself says what was wrong. The notice is no claim; the change that it speaks of is told with
it, so that a reader sees a disclosed correction apart from a silent one.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from pactwatch.diff.likeness import tokens
from pactwatch.model import Change, Difference

# A notice that shares so many words with a changed statement speaks of it, when it names nothing that changed.
_SHARED_WORDS = 3
# A word that came or went counts so many times as much as one that stayed.
_CHANGED_WORD = 4
_SHORTEST_WORD = 4


def tie_notices(changes: Sequence[Change]) -> list[Change]:
    """Tie each new correction notice to the material change it speaks of, if there is one.

    The change gets a difference of facet `correction` whose new value is the notice; the notice one of facet `corrects`
    with the statement before and after.
    """
    tied = list(changes)
    for place, notice in enumerate(changes):
        if notice.verdict.rule != "correction-notice" or not notice.new_text:
            continue
        scored = [
            (_speaks_of(notice.new_text, change), -k)
            for k, change in enumerate(changes)
            if change.verdict.material and change.verdict.rule != "correction-notice"
        ]
        best, at = max(scored, default=(0, 0))
        if best < _SHARED_WORDS:
            continue
        change = tied[-at]
        tied[-at] = _with(change, Difference("correction", None, notice.new_text))
        tied[place] = _with(notice, Difference("corrects", change.old_text, change.new_text))
    return tied


def _speaks_of(notice: str, change: Change) -> int:
    """Count what a notice shares with a change; the words and figures that came or went count most."""
    said = set(tokens(notice))
    differing = {word for mark, text in change.words if mark != "=" for word in tokens(text)}
    for difference in change.verdict.differences:
        if difference.facet != "wording":
            differing |= set(tokens(f"{difference.old or ''} {difference.new or ''}"))
    staying = set(tokens(f"{change.old_text or ''} {change.new_text or ''}")) - differing
    return _CHANGED_WORD * len(_telling(said & differing)) + len(_telling(said & staying))


def _telling(words: set[str]) -> set[str]:
    """Leave out short words; a figure, or a pair of Japanese signs, tells whatever its length."""
    return {word for word in words if len(word) >= _SHORTEST_WORD or word.isdigit() or not word.isascii()}


def _with(change: Change, difference: Difference) -> Change:
    verdict = dataclasses.replace(change.verdict, differences=(*change.verdict.differences, difference))
    return dataclasses.replace(change, verdict=verdict)
