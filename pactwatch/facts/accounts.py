"""Accounts: what each independent voice answers to one question, and which accounts exclude one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pactwatch.facts.purposes import apart, is_payment
from pactwatch.facts.values import agree
from pactwatch.model import Conflict, Question, Said

# What one closed list of people did: two lists that are not part of each other cannot both be the list. Anybody may
# also have announced, met, attended or resigned.
CLOSED = frozenset(("sign",))
ASSERTED = frozenset(("date", "amount", "count", "yes/no"))
_LISTS = frozenset(("role", "person", "organisation"))
_SURE = frozenset(("done", "planned", "expected"))


@dataclass(frozen=True, slots=True)
class Account:
    """One voice's answer."""

    voice: str
    values: frozenset[str]
    said: tuple[Said, ...]
    weak: bool = False
    """Whether it only names people who were there."""
    when: str = "done"
    purposes: frozenset[tuple[str, str]] = frozenset()
    """Of sums, who spends each and on what, as far as it is said."""


def accounts_of(said: Sequence[Said], question: Question) -> list[Account]:
    """Group what was said into accounts, one per voice, in the order in which the voices were heard."""
    by_voice: dict[str, list[Said]] = {}
    for one in current(said, question):
        if one.fact.modality in _SURE:
            by_voice.setdefault(one.voice or one.article_url, []).append(one)
    return [account for voice, heard in by_voice.items() for account in accounts_of_voice(voice, heard, question)]


def accounts_of_voice(voice: str, heard: Sequence[Said], question: Question) -> list[Account]:
    """Give one voice's account; those of its copies that answer otherwise have their own."""
    parted = _with_edits(voice, heard, question)
    return [account for name, said in parted.items() if (account := _account(name, said, question))]


def _with_edits(voice: str, heard: Sequence[Said], question: Question) -> dict[str, list[Said]]:
    """Part a voice from those of its copies that answer otherwise: who changes a figure in a report speaks for itself.

    So does the copy that has not followed its original's correction.
    """
    articles: dict[str, list[Said]] = {}
    for one in heard:
        articles.setdefault(one.article_url, []).append(one)
    if len(articles) < 2 or not _can_conflict(question):
        return {voice: list(heard)}
    first = articles.get(voice) or next(iter(articles.values()))
    parted: dict[str, list[Said]] = {voice: []}
    for copy in articles.values():
        agreed = any(fit(question, a, b) for a in first for b in copy)
        own = voice if agreed else f"{voice} {sorted({one.fact.value for one in copy})}"
        parted.setdefault(own, []).extend(copy)
    return parted


def fit(question: Question, a: Said, b: Said) -> bool:
    """Tell whether two sayings can both be true: values that agree, or sums of different payers or for other things."""
    return agree(question, a.fact.value, b.fact.value) or apart(a.fact.role, b.fact.role)


def sure(one: Said) -> bool:
    """Tell whether something is said to be so, or to come: not denied, and not only possible."""
    return one.fact.modality in _SURE


def current(said: Sequence[Said], question: Question) -> list[Said]:
    """Give what is said to one question now: without what a later article of the same outlet has replaced."""
    mine = [one for one in said if one.fact.question == question.id]
    replaced = {id(one) for one in outdated(mine, question)}
    return [one for one in mine if id(one) not in replaced] if replaced else mine


def outdated(said: Sequence[Said], question: Question) -> list[Said]:
    """Give what an outlet's later article answers otherwise: an earlier report, since updated.

    *said* holds answers to this question only. Two articles of one time (or of unknown time) stand side by side.
    """
    if not _can_conflict(question):
        return []
    outlets: dict[str, dict[str, list[Said]]] = {}
    for one in said:
        if one.fact.modality in _SURE and one.said_at:
            outlets.setdefault(one.outlet, {}).setdefault(one.article_url, []).append(one)
    found: list[Said] = []
    for articles in outlets.values():
        if len(articles) < 2:
            continue
        ordered = sorted(articles.values(), key=lambda heard: heard[0].said_at)
        latest = ordered[-1]
        for earlier in ordered[:-1]:
            if earlier[0].said_at < latest[0].said_at and _is_replaced(earlier, latest, question):
                found += earlier
    return found


def _is_replaced(earlier: Sequence[Said], later: Sequence[Said], question: Question) -> bool:
    """Tell whether nothing of an earlier article's answer fits a later one's."""
    if question.value == "person" and any(one.fact.role == "attendee" for one in (*earlier, *later)):
        return False
    if question.event != "take effect" and {o.fact.modality == "done" for o in later} == {False}:
        return False  # what is planned again does not undo what was done
    return not any(fit(question, a, b) for a in earlier for b in later)


def _account(voice: str, heard: Sequence[Said], question: Question) -> Account | None:
    """Give one voice's account: what was done before what is planned, doers before those who were only there."""
    kept = list(heard)
    weak = False
    if question.value == "person":
        doers = [one for one in kept if one.fact.role != "attendee"]
        weak = not doers
        kept = doers or kept
    when = "done"
    if question.event not in ("take effect", None):
        done = [one for one in kept if one.fact.modality == "done"]
        when = "done" if done else "planned"
        kept = done or kept
    if not kept:
        return None
    purposes = frozenset((one.fact.value, one.fact.role) for one in kept if is_payment(one.fact.role))
    return Account(voice, frozenset(one.fact.value for one in kept), tuple(kept), weak, when, purposes)


@dataclass(slots=True)
class Camp:
    """Accounts that say exactly the same."""

    values: frozenset[str]
    weak: bool
    when: str
    accounts: dict[str, Account]
    """By voice."""
    outlets: Counter[str]
    """With how many accounts each has."""
    purposes: frozenset[tuple[str, str]] = frozenset()

    @property
    def telling(self) -> tuple[int, bool, int, bool, int, list[str]]:
        """Order camps: the longest lists and finest values first, then those with the most outlets.

        `more than 40`, `about 40` and ranges are coarse; of dates and names, the longer is the finer.
        """
        coarse = all(value[:1] in "<>~" or ".." in value or "/" in value for value in self.values)
        finest = max(map(len, self.values), default=0)
        return (-len(self.values), coarse, -finest, self.weak, -len(self.outlets), sorted(self.values))


def camps_of(accounts: Sequence[Account]) -> list[Camp]:
    """Group accounts that say the same."""
    camps: Camps = {}
    for account in accounts:
        join(camps, account)
    return list(camps.values())


_About = tuple[frozenset[str], bool, str, frozenset[tuple[str, str]]]
Camps = dict[_About, "Camp"]
"""By what they say."""


def _about(account: Account) -> _About:
    """Give what an account says: those that say the same are one camp."""
    return account.values, account.weak, account.when, account.purposes


def join(camps: Camps, account: Account) -> None:
    """Put an account into its camp."""
    about = _about(account)
    camp = camps.setdefault(about, Camp(*about[:3], {}, Counter(), account.purposes))
    camp.accounts[account.voice] = account
    camp.outlets.update({one.outlet for one in account.said})


def leave(camps: Camps, account: Account) -> None:
    """Take an account out of its camp."""
    about = _about(account)
    camp = camps[about]
    del camp.accounts[account.voice]
    for outlet in {one.outlet for one in account.said}:
        camp.outlets[outlet] -= 1
        if not camp.outlets[outlet]:
            del camp.outlets[outlet]
    if not camp.accounts:
        del camps[about]


def exclude(a: Camp, b: Camp, question: Question, both: frozenset[frozenset[str]] = frozenset()) -> bool:
    """Tell whether two camps cannot both say the whole truth.

    An outlet does not contradict itself: it has changed its mind. *both* holds pairs of values that some one voice
    gives together, so that they cannot exclude one another.
    """
    if a.when != b.when or (len(a.outlets) == 1 and a.outlets.keys() == b.outlets.keys()):
        return False
    if question.value in ("person", "organisation"):
        return _lists_exclude(a, b, question, both)
    # An account may give several values, a finer and a coarser one: it is enough that one pair fits.
    for_a, for_b = dict(a.purposes), dict(b.purposes)
    return not any(
        agree(question, x, y) or frozenset((x, y)) in both or apart(for_a.get(x, ""), for_b.get(y, ""))
        for x in a.values
        for y in b.values
    )


def _lists_exclude(a: Camp, b: Camp, question: Question, both: frozenset[frozenset[str]]) -> bool:
    """Compare two lists of names: a shorter list may be part of a longer one, or both of one that somebody gives."""
    if a.weak and b.weak:
        return False
    shared_a = {x for x in a.values if any(agree(question, x, y) for y in b.values)}
    shared_b = {y for y in b.values if any(agree(question, x, y) for x in a.values)}
    if a.weak or b.weak:
        # Those present are not all who signed: only when nobody is on both lists do the accounts diverge.
        return not shared_a
    if shared_a == a.values or shared_b == b.values:
        return False
    return any(frozenset((x, y)) not in both for x in a.values - shared_a for y in b.values - shared_b)


def _can_conflict(question: Question) -> bool:
    """Tell whether two answers to this question can exclude one another at all."""
    if question.value == "text":
        return False
    return not question.many or (question.value == "person" and question.event in CLOSED)


def given_together(camps: Iterable[Camp]) -> frozenset[frozenset[str]]:
    """Give the pairs of values that one voice gives together."""
    return frozenset(
        frozenset((x, y))
        for camp in camps
        if not camp.weak and len(camp.values) <= 12  # a longer list is a roll call, no answer
        for x in camp.values
        for y in camp.values
        if x != y
    )


def sides_of(accounts: Sequence[Account], question: Question) -> list[list[Account]]:
    """Part accounts that exclude one another into sides; no sides: agreement."""
    sides = sides_of_camps(camps_of(accounts), question)
    return [[account for camp in side for account in camp.accounts.values()] for side in sides]


def sides_of_camps(camps: Sequence[Camp], question: Question) -> list[list[Camp]]:
    """Part camps that exclude one another into sides; no sides: agreement.

    The most telling camps (the longest list, the finest date) make the sides. A camp that gives part of one side's list
    joins it. One that fits several sides stands on none; nor does one that says the same more coarsely (`2025` beside
    `2025-01-01`): a side is known by its values, and must not look new whenever somebody rounds.
    """
    if not _can_conflict(question):
        return []
    both = given_together(camps) if question.value in _LISTS else frozenset()
    sides: list[list[Camp]] = []
    for camp in sorted(camps, key=lambda camp: camp.telling):
        fits = [side for side in sides if not any(exclude(camp, other, question, both) for other in side)]
        if not fits:
            sides.append([camp])
        elif len(fits) == 1 and camp.values <= fits[0][0].values:
            fits[0].append(camp)
    return sides if len(sides) > 1 else []


def conflict_of(question: Question, sides: Sequence[Sequence[Said]]) -> Conflict:
    """Make the conflict of what is said on each side, the side with more outlets first."""
    kind = "asserted" if question.value in ASSERTED else "accounts diverge"
    return Conflict(question.id, kind, tuple(sorted(map(tuple, sides), key=_order)))


def _order(side: tuple[Said, ...]) -> tuple[int, str, str]:
    """Put the side with more outlets first; the rest of the order only has to be the same each time."""
    return (-len({one.outlet for one in side}), min(one.article_url for one in side), side[0].fact.value)
