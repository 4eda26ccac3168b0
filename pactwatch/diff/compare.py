"""What happened to each claim between two versions of one article?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz.distance import LCSseq

from pactwatch.claims import is_correction, read_wording
from pactwatch.diff.align import align, in_reading_order, unmoved
from pactwatch.diff.classify import classify_wordings
from pactwatch.diff.comparison import Comparison
from pactwatch.diff.copies import plain
from pactwatch.diff.disclosed import tie_notices
from pactwatch.diff.entries import Entry, entries_of, filed_apart, out_of_sight
from pactwatch.diff.furniture import EDGE, is_clock, is_furniture, is_label
from pactwatch.diff.likeness import LONGEST_LINE, in_order, tokens
from pactwatch.diff.words import word_diff
from pactwatch.model import Change, Difference, Verdict, Wording


def compare(
    old: Sequence[Wording],
    new: Sequence[Wording],
    *,
    old_headline: str | None = None,
    new_headline: str | None = None,
    old_byline: str | None = None,
    new_byline: str | None = None,
    language: str | None = None,
    published_at: str | None = None,
    earlier: Mapping[int, Sequence[str]] | None = None,
    removed: Sequence[str] = (),
    earlier_headlines: Sequence[str] = (),
    old_text: str = "",
    new_text: str = "",
) -> Comparison:
    """Tell what is new, changed, gone and moved.

    Identical wordings yield nothing; cosmetic changes are told, with `verdict.material` False. A position is the
    place in *old* or *new*, not `Wording.position`. *published_at* resolves the relative dates of what is read anew
    here (headlines, and statements that were split or merged). *old_text* and *new_text* are the whole texts, where the
    times stand under which a live blog files its entries.

    What stood in still older versions makes a return known. *earlier* gives, by position in *old*, the texts that the
    claim had before, *removed* the last texts of claims that were removed, *earlier_headlines* former headlines. A
    change back to one of these carries a difference of facet `revert`: the text it leaves, the text it goes back to. A
    statement that is made again is told by the rule `claim-returned`, and named in `Comparison.returned`.

    >>> was, now = read_wording("29 died."), read_wording("92 died.")
    >>> [(change.kind, change.verdict.rule) for change in compare([was], [now]).changes]
    [('changed', 'number-changed')]
    """
    versions = _Versions(old, new, language, published_at)
    headline = _headline(old_headline, new_headline, versions)
    changes = [_reverted(change, earlier_headlines) for change in headline] + _byline(old_byline, new_byline)
    again = _Removed(removed)
    was, now = entries_of(old, old_text), entries_of(new, new_text)
    groups = _groups(_within_entries(_aligned(old, new), versions, was, now))
    groups = [part for group in groups for part in again.set_apart(group, versions, earlier or {})]
    lineage = sorted(pair for group in groups if (pair := _heir(group, versions)) is not None)
    in_order = unmoved(lineage)
    gone, come = {g.old[0] for g in groups if not g.new}, {g.new[0] for g in groups if not g.old}
    versions.hidden = out_of_sight(was, gone, now, come), out_of_sight(now, come, was, gone)
    for group in groups:
        change = _change(group, versions, moved=_heir(group, versions) not in in_order)
        if change is not None:
            before = [text for i in group.old for text in (earlier or {}).get(i, ())]
            changes.append(again.returned(_reverted(change, before)))
    return Comparison(tuple(tie_notices(changes)), tuple(lineage), tuple(again.found))


# ---------------------------------------------------------------- groups of sentences


@dataclass(slots=True)
class _Group:
    """Sentences that belong together: one to one, a split, a merge; or one alone, new or removed."""

    old: list[int] = field(default_factory=list)
    new: list[int] = field(default_factory=list)


def _aligned(old: Sequence[Wording], new: Sequence[Wording]) -> list[tuple[int | None, int | None]]:
    """Align the statements, and apart from them the correction notices: one that quotes what was wrong is no heir."""
    sides = [[_is_notice(wording) for wording in side] for side in (old, new)]
    if not any(map(any, sides)):
        return align([w.text for w in old], [w.text for w in new])
    links: list[tuple[int, int]] = []
    for kind in (False, True):
        ours, theirs = ([n for n, is_notice in enumerate(side) if is_notice is kind] for side in sides)
        pairs = align([old[i].text for i in ours], [new[j].text for j in theirs])
        links += [(ours[i], theirs[j]) for i, j in pairs if i is not None and j is not None]
    return in_reading_order(sorted(links), len(old), len(new))


def _is_notice(wording: Wording) -> bool:
    """Whether an outlet speaks of its own mistake here."""
    return wording.kind == "correction" or is_correction(wording.text)


def _within_entries(
    pairs: Sequence[tuple[int | None, int | None]], versions: _Versions, old: Sequence[Entry], new: Sequence[Entry]
) -> list[tuple[int | None, int | None]]:
    """Part the sentences of a live blog that belong to entries of different times; copies stay together."""
    if not old or not new:
        return list(pairs)
    apart = filed_apart(old, new)
    links = [(i, j) for i, j in pairs if i is not None and j is not None]
    kept = [(i, j) for i, j in links if not apart(i, j) or plain(versions.old[i].text) == plain(versions.new[j].text)]
    if len(kept) == len(links):
        return list(pairs)
    return in_reading_order(kept, len(versions.old), len(versions.new))


def _groups(pairs: Sequence[tuple[int | None, int | None]]) -> list[_Group]:
    """Join the pairs that share a sentence, in the order in which they come."""
    of_old: dict[int, _Group] = {}
    of_new: dict[int, _Group] = {}
    groups: list[_Group] = []
    for i, j in pairs:
        group = of_old.get(i) if i is not None else None
        other = of_new.get(j) if j is not None else None
        if group is not None and other is not None and group is not other:
            for moved in other.old:
                of_old[moved] = group
            for moved in other.new:
                of_new[moved] = group
            group.old += other.old
            group.new += other.new
            groups = [g for g in groups if g is not other]
        group = group or other
        if group is None:
            group = _Group()
            groups.append(group)
        if i is not None and i not in of_old:
            group.old.append(i)
            of_old[i] = group
        if j is not None and j not in of_new:
            group.new.append(j)
            of_new[j] = group
    for group in groups:
        group.old.sort()
        group.new.sort()
    return groups


class _Versions:
    """Both versions, with what is looked up in them."""

    def __init__(
        self, old: Sequence[Wording], new: Sequence[Wording], language: str | None, published_at: str | None
    ) -> None:
        self.old, self.new = old, new
        self.language, self.published_at = language, published_at
        self._sayings: dict[bool, _Sayings] = {}
        self.hidden: tuple[set[int], set[int]] = set(), set()
        """Places of live-blog entries that the other version does not show."""

    def read(self, text: str) -> Wording:
        return read_wording(text, language=self.language, published_at=self.published_at)

    def together(self, side: Sequence[Wording], places: Sequence[int]) -> Wording:
        """Give one wording for several that belong together."""
        return side[places[0]] if len(places) == 1 else self.read(" ".join(side[k].text for k in places))

    def said_in(self, *, new: bool) -> _Sayings:
        """Give what one of the versions says."""
        if new not in self._sayings:
            self._sayings[new] = _Sayings(self.new if new else self.old)
        return self._sayings[new]


def _heir(group: _Group, versions: _Versions) -> tuple[int, int] | None:
    """Choose which wording of the new version carries the claim on: the one most alike."""
    if not group.old or not group.new:
        return None
    if len(group.old) == len(group.new) == 1:
        return group.old[0], group.new[0]
    return max(
        ((i, j) for i in group.old for j in group.new),
        key=lambda pair: (
            in_order(versions.old[pair[0]].text, versions.new[pair[1]].text),
            -pair[0],
            -pair[1],
        ),
    )


# ---------------------------------------------------------------- what happened to one group


def _change(group: _Group, versions: _Versions, *, moved: bool) -> Change | None:
    if not group.new:
        return _alone("removed", versions.old, group.old[0], versions)
    if not group.old:
        return _alone("new", versions.new, group.new[0], versions)
    before, after = versions.together(versions.old, group.old), versions.together(versions.new, group.new)
    places = tuple(group.old), tuple(group.new)
    if before.text == after.text:
        if not moved or len(group.old) != len(group.new):
            return None
        return Change("moved", "claim", before.text, after.text, Verdict(False, (), "moved", (), 0.0), *places)
    verdict = _furniture_verdict(group, versions) or classify_wordings(before, after)
    words = word_diff(before.text, after.text)
    return Change("changed", "claim", before.text, after.text, verdict, *places, words)


def _alone(kind: str, side: Sequence[Wording], place: int, versions: _Versions) -> Change:
    """Tell of a statement that only one version has."""
    wording = side[place]
    rule = _furniture_rule(side, place)
    if rule is None and place in versions.hidden[kind == "new"]:
        rule = "entry-out-of-sight"
    if rule is None and versions.said_in(new=kind == "removed").hold(wording):
        rule = "said-elsewhere"
    was, now = (wording.text, None) if kind == "removed" else (None, wording.text)
    verdict = Verdict(
        rule is None,
        ("wording",),
        rule or f"claim-{kind}",
        (Difference("wording", was, now),),
        None if rule is None else 0.0,
    )
    places: tuple[tuple[int, ...], tuple[int, ...]] = ((place,), ()) if kind == "removed" else ((), (place,))
    return Change(kind, "claim", was, now, verdict, *places, (("-" if was else "+", wording.text),))


def _furniture_verdict(group: _Group, versions: _Versions) -> Verdict | None:
    """Judge a change of a line that belongs to the page in both versions, by pattern and place."""
    was = {_furniture_rule(versions.old, i) for i in group.old}
    now = {_furniture_rule(versions.new, j) for j in group.new}
    rule = next(iter(was)) if was == now and len(was) == 1 else None
    return None if rule is None else Verdict(False, ("wording",), rule, (), 0.0)


def _furniture_rule(side: Sequence[Wording], place: int) -> str | None:
    wording = side[place]
    if _is_notice(wording):
        return "correction-notice"
    at_edge = place < EDGE or place >= len(side) - EDGE or is_clock(wording.text)
    labelled = at_edge and place > 0 and is_label(side[place - 1].text)
    return "page-furniture" if is_furniture(wording.text, at_edge=at_edge, labelled=labelled) else None


class _Sayings:
    """What one version says, to find out whether a statement is made there in another place."""

    # So many sentences that share a statement's rarest word are looked at.
    _LOOKED_AT = 30
    # And a statement may be a part of one so many times its length.
    _LONGER = 3

    def __init__(self, wordings: Sequence[Wording]) -> None:
        self._words = [frozenset(tokens(w.text)) for w in wordings]
        self._wordings = wordings
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, words in enumerate(self._words):
            for word in words:
                self._places[word].append(place)

    def hold(self, wording: Wording) -> bool:
        """Whether one sentence holds all words of *wording* and all its figures and dates."""
        words = frozenset(tokens(wording.text))
        if not words:
            return True
        rarest = min(words, key=lambda word: (len(self._places.get(word, ())), word))
        values = {f.key for f in wording.figures} | {d.key for d in wording.dates}
        for place in self._places.get(rarest, ())[: self._LOOKED_AT]:
            other = self._wordings[place]
            if len(self._words[place]) > self._LONGER * len(words) or not words <= self._words[place]:
                continue  # so long that it holds anything, or a word is missing
            if not values <= {f.key for f in other.figures} | {d.key for d in other.dates}:
                continue
            if _mostly_in(wording.text, other.text):
                return other.polarity == wording.polarity and other.modality == wording.modality
        return False


def _mostly_in(part: str, whole: str) -> bool:
    """Whether most words of *part* stand in *whole* in the same order."""
    words, others = tokens(part)[:LONGEST_LINE], tokens(whole)[:LONGEST_LINE]
    return LCSseq.similarity(words, others) >= 0.8 * len(words)


# ---------------------------------------------------------------- what stood there before


def _reverted(change: Change, before: Sequence[str]) -> Change:
    """Mark a change that goes back to a text which stood there before."""
    if change.kind != "changed" or not change.new_text or change.verdict.rule in _PRINT:
        return change
    now = plain(change.new_text)
    if now == plain(change.old_text or "") or all(plain(text) != now for text in before):
        return change
    back = Difference("revert", change.old_text, change.new_text)
    return replace(change, verdict=replace(change.verdict, differences=(*change.verdict.differences, back)))


# Going back in print alone is no news.
_PRINT = frozenset(("typography", "case", "page-furniture", "correction-notice"))


class _Removed:
    """The claims that were removed before, each of which may return once."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.found: list[tuple[int, int]] = []
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, text in enumerate(texts):
            if key := plain(text):
                self._places[key].append(place)

    def set_apart(self, group: _Group, versions: _Versions, earlier: Mapping[int, Sequence[str]]) -> list[_Group]:
        """Part a pair whose new wording is that of a removed claim: it stands again in the place of another one.

        Not if the old claim said just that before, nor of copies: then it is the pair's own way back.
        """
        if len(group.old) != 1 or len(group.new) != 1:
            return [group]
        now = plain(versions.new[group.new[0]].text)
        if now not in self._places or now == plain(versions.old[group.old[0]].text):
            return [group]
        if any(plain(text) == now for text in earlier.get(group.old[0], ())):
            return [group]
        return [_Group(old=group.old), _Group(new=group.new)]

    def returned(self, change: Change) -> Change:
        """Tell a new statement that was made before and removed by a rule of its own; the last removed one is meant."""
        if change.kind != "new" or change.subject != "claim" or not change.new_text:
            return change
        places = self._places.get(plain(change.new_text))
        if not places or len(change.new_positions) != 1:
            return change
        self.found.append((places.pop(), change.new_positions[0]))
        if not change.verdict.material:
            return change
        return replace(change, verdict=replace(change.verdict, rule="claim-returned"))


# ---------------------------------------------------------------- headline and byline


def _headline(old: str | None, new: str | None, versions: _Versions) -> list[Change]:
    if not old or not new:
        return _appeared("headline", old, new)
    if old == new:
        return []
    verdict = classify_wordings(versions.read(old), versions.read(new))
    return [Change("changed", "headline", old, new, verdict, words=word_diff(old, new))]


def _byline(old: str | None, new: str | None) -> list[Change]:
    if not old or not new:
        return _appeared("byline", old, new)
    if old == new:
        return []
    a, b = sorted(set(tokens(old)) - _BY), sorted(set(tokens(new)) - _BY)
    verdict = Verdict(a != b, ("name",), "byline-changed", (Difference("name", old, new),))
    if a == b:
        verdict = Verdict(False, ("wording",), "typography", (Difference("wording", old, new),), 0.0)
    return [Change("changed", "byline", old, new, verdict, words=word_diff(old, new))]


_BY = frozenset(("by", "and", "von", "und", "par", "et", "por", "y", "di", "e"))


def _appeared(subject: str, old: str | None, new: str | None) -> list[Change]:
    """Tell of a headline or byline that only one version states: worth a row, not an alert."""
    if bool(old) == bool(new):
        return []
    kind, mark = ("removed", "-") if old else ("new", "+")
    verdict = Verdict(False, ("wording",), "not-stated", (Difference("wording", old or None, new or None),))
    return [Change(kind, subject, old or None, new or None, verdict, words=((mark, old or new or ""),))]
