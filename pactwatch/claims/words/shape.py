"""What a language must tell for its sentences to be read: one frozen table per language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Unit = tuple[str, str, str]
"""Normalised unit, kind of figure, and what the number is multiplied by (`("year", "duration", "10")` for decades)."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language that figures, dates, names, speech and mood are read by; all in lower case."""

    code: str

    # ------------------------------------------------------------ figures
    numbers: Mapping[str, int] = field(default_factory=dict)
    """Number words: what adds up (below 100, and whole hundreds) and `100` and more, which multiply."""
    joiners: frozenset[str] = frozenset()
    """Words inside a number word: `and` in "one hundred and five"."""
    join_after: str = "hundreds"
    """Where a joiner may stand: after `hundreds` ("hundred and five") or after `tens` ("treinta y cinco")."""
    scales: Mapping[str, int] = field(default_factory=dict)
    """What may follow a number and multiplies it: `million`, `Mrd`, `mil`."""
    ordinals: Mapping[str, int] = field(default_factory=dict)
    ordinal_needs: frozenset[str] = frozenset()
    """`first` counts as a figure only after one of these ("the first", "her first")."""
    fractions: Mapping[str, str] = field(default_factory=dict)
    """Whole phrases for parts of one: `half of`, `two thirds`."""
    vague: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    """Phrases for a rough number: `dozens` is more than 12."""
    ones: frozenset[str] = frozenset()
    """Words for one that are articles or pronouns as well: they count only before a unit or a scale."""
    more_before: Mapping[str, str] = field(default_factory=dict)
    """Comparators that stand before the number."""
    more_after: Mapping[str, str] = field(default_factory=dict)
    between: frozenset[str] = frozenset()
    range_words: frozenset[str] = frozenset()
    """Words between the ends of a range: `to`, `bis`, `à`."""
    and_words: frozenset[str] = frozenset()
    units: Mapping[str, Unit] = field(default_factory=dict)
    unit_links: frozenset[str] = frozenset()
    """Words between a scale and its unit: `de` in "5 millions de personnes"."""
    decimal: str = "."
    spaced_groups: bool = False
    """Whether `1 000 000` with plain spaces is one number."""
    references: frozenset[str] = frozenset()
    """Words whose number is a label, not a quantity: `article`, `flight`."""
    aged: frozenset[str] = frozenset()
    """Words before an age: `aged`."""
    dotted_ordinals: bool = False
    """Whether `3.` before a word is an ordinal (German)."""

    # ------------------------------------------------------------ dates
    months: Mapping[str, int] = field(default_factory=dict)
    months_in_doubt: frozenset[str] = frozenset()
    """Month names that are other words too: they need a capital and a companion."""
    weekdays: Mapping[str, int] = field(default_factory=dict)
    """0 is Monday."""
    weekdays_in_doubt: frozenset[str] = frozenset()
    day_links: frozenset[str] = frozenset()
    """Words between day, month and year: `of`, `de`."""
    relative: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """Phrase -> unit (`day`, `week`, `weekend`, `month`, `quarter`, `year`) and how many from today.

    An empty unit: it looks like a date and is none."""
    last_words: frozenset[str] = frozenset()
    """Beside a weekday or month, before or behind it: `last`, `dernier`."""
    next_words: frozenset[str] = frozenset()
    time_units: Mapping[str, str] = field(default_factory=dict)
    """Words for day, week, month and year in "two weeks ago"."""
    ago_before: frozenset[str] = frozenset()
    """Phrases before the number: `vor`, `il y a`, `hace`."""
    ago_after: frozenset[str] = frozenset()
    """Words behind the unit: `ago`, `fa`."""
    end_of: frozenset[str] = frozenset()
    """Phrases before a period that mean its last day."""
    year_before: frozenset[str] = frozenset()
    """Words that make a four-digit number behind them a year."""
    month_before: frozenset[str] = frozenset()
    """Words that make a doubtful name behind them a month: `im`, `ab`."""
    quarters: frozenset[str] = frozenset()
    halves: frozenset[str] = frozenset()
    fiscal: frozenset[str] = frozenset()
    """Phrases before a year that make it a fiscal year."""
    decade_before: frozenset[str] = frozenset()
    month_first: bool = False
    """Whether 11/1/2024 is 1 November."""
    clock_words: Mapping[str, str] = field(default_factory=dict)
    """Words for a time: `noon` -> `12:00`."""
    future: frozenset[str] = frozenset()
    """Phrases after which a weekday is the next one: `will`, `is due to`."""
    told: frozenset[str] = frozenset()
    """Verbs of saying, which are past even if the sentence has a future in it."""
    moved: frozenset[str] = frozenset()
    """Verbs after which "from A to B" is a change, not a range."""

    # ------------------------------------------------------------ names
    starters: frozenset[str] = frozenset()
    """Words that begin a sentence with a capital and are no names."""
    particles: frozenset[str] = frozenset()
    """Lower-case words inside names: `von`, `de la`."""
    titles: frozenset[str] = frozenset()
    """Mr, Mrs, Dr: before a person, no office."""
    office_heads: frozenset[str] = frozenset()
    office_modifiers: frozenset[str] = frozenset()
    office_links: frozenset[str] = frozenset()
    """Words inside an office: `of`, `for`, `and`."""
    organisation_heads: frozenset[str] = frozenset()
    """Words that make a run of capitals an organisation."""
    determiners: frozenset[str] = frozenset()
    demonyms: frozenset[str] = frozenset()
    all_nouns_capital: bool = False
    """Whether every noun has a capital (German)."""

    # ------------------------------------------------------------ speech
    says: frozenset[str] = frozenset()
    """Finite verbs of saying."""
    says_weak: frozenset[str] = frozenset()
    """Verbs that report only beside a quotation or a `that`: `noted`, `added`, `praised`."""
    that: frozenset[str] = frozenset()
    according: frozenset[str] = frozenset()
    """Phrases before a source: `according to`, `laut`."""
    between_subject_and_verb: frozenset[str] = frozenset()
    """Words between a speaker and the verb: `also`, `has`, `later`."""
    pronouns: Mapping[str, str] = field(default_factory=dict)
    """Speaking pronouns: `f`, `m`, or empty where it does not say."""
    speaker_nouns: frozenset[str] = frozenset()
    """Nouns that speak without a name: `officials`, `spokesman`, `ministry`."""
    feminine: frozenset[str] = frozenset()
    """Titles and offices of women: `Mrs`, `ministre` is none, `Ministerin` is."""
    masculine: frozenset[str] = frozenset()
    clause_starts: frozenset[str] = frozenset()
    """Words that begin a clause a speaker may stand in: `but`, `while`."""

    # ------------------------------------------------------------ mood
    modality: Mapping[str, str] = field(default_factory=dict)
    """Phrases -> `denied`, `alleged`, `possible`, `expected`, `planned`."""
    future_endings: tuple[str, ...] = ()
    """Endings of future verbs: `-ranno`."""
    future_not: frozenset[str] = frozenset()
    """Words with such an ending that are no verbs."""
    negations: frozenset[str] = frozenset()
    not_negations: frozenset[str] = frozenset()
    """Phrases with a negation in them that deny nothing: `not only`, `no later than`."""


def words(text: str) -> frozenset[str]:
    """Give the words of a table written as running text; `_` stands for a space inside a phrase.

    >>> sorted(words("will is_to"))
    ['is to', 'will']
    """
    return frozenset(word.replace("_", " ") for word in text.split())


def numbered(text: str, first: int = 0) -> dict[str, int]:
    """Number the words of a table from *first*; forms of one word are joined by `|`.

    >>> numbered("jan|january feb", 1)
    {'jan': 1, 'january': 1, 'feb': 2}
    """
    return {
        form.replace("_", " "): place for place, forms in enumerate(text.split(), first) for form in forms.split("|")
    }


def each(value: str, text: str) -> dict[str, str]:
    """Map each phrase of a table to one value.

    >>> each(">", "over more_than")
    {'over': '>', 'more than': '>'}
    """
    return {phrase.replace("_", " "): value for phrase in text.split()}


_NEXT = ("next", "nächsten", "kommenden", "prochain", "próximo", "prossimo")
_LAST = ("last", "vergangenen", "letzten", "dernier", "pasado", "scorso", "scorsa")


def seasons(forms: str, table: Mapping[str, int]) -> dict[str, tuple[str, int]]:
    """Spread phrases for a season over its names; the unit is the month that it begins in.

    >>> seasons("this_{s} last_{s}", {"summer": 6})
    {'this summer': ('season 6', 0), 'last summer': ('season 6', -1)}
    """
    return {
        form.replace("{s}", name).replace("_", " "): (
            f"season {month}",
            1 if any(w in form.split("_") for w in _NEXT) else -1 if any(w in form.split("_") for w in _LAST) else 0,
        )
        for form in forms.split()
        for name, month in table.items()
    }


def halves(phrase: str, numbers: str, scale: int) -> dict[str, str]:
    """Spread "two millions and a half" over the numbers from two on.

    >>> halves("{n} millones y medio", "dos tres", 10**6)
    {'dos millones y medio': '2500000', 'tres millones y medio': '3500000'}
    """
    return {
        phrase.replace("{n}", word): f"{(2 * n + 1) * scale / 2:.1f}".removesuffix(".0")
        for n, word in enumerate(numbers.split(), 2)
    }


def units(kind: str, table: Mapping[str, str], factor: str = "1") -> dict[str, Unit]:
    """Spread a table `unit -> its words` of one kind.

    >>> units("money", {"EUR": "euro euros"})
    {'euro': ('EUR', 'money', '1'), 'euros': ('EUR', 'money', '1')}
    """
    return {phrase.replace("_", " "): (unit, kind, factor) for unit, forms in table.items() for phrase in forms.split()}
