"""Where may a name stand, and how far does it go? The runs of capitals of a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from pactwatch.claims.numbers import titled
from pactwatch.claims.reading import Reading
from pactwatch.claims.words import words_for
from pactwatch.claims.words.bodies import ADJECTIVES, PLURAL_HEADS
from pactwatch.claims.words.people import MEN, WOMEN
from pactwatch.claims.words.places import PLACES
from pactwatch.claims.words.shape import words as word_set
from pactwatch.model import Moment

# A run is never longer: the longest names of ministries and pacts have about nine words.
LONGEST_RUN = 12
GIVEN = WOMEN | MEN
_AND = frozenset(("and", "et", "und", "y", "e"))
ARTICLES = frozenset(
    (
        "the",
        "a",
        "an",
        "der",
        "die",
        "das",
        "le",
        "la",
        "les",
        "el",
        "los",
        "las",
        "il",
        "lo",
        "gli",
        "i",
        "in",
        "on",
        "at",
        "un",
        "une",
    )
)
_INNER_ARTICLES = word_set(
    "the la le les los las el il lo der die das l den dem des gli dei della delle dello degli du"
)
_OF_HEADS = word_set(
    "corps republic kingdom bank ministry department house court institute states university gulf sea strait cape city "
    "bay isle university "
    "commonwealth chamber secretary minister république royaume banque ministère cour assemblée république banco "
    "ministerio "
    "república corte banca ministero repubblica bundesamt bundesministerium federation confederation "
    "organisation organization high"
)
WORK_HEADS = word_set(
    "partnership agreement pact treaty act accord accords convention declaration charter strategy summit "
    "dialogue forum prize protocol "
    "conference affairs cooperation defence defense security commerce industry services policy partenariat "
    "accord traité pacte acuerdo "
    "tratado accordo trattato abkommen partnerschaft pakt"
)


# Spanish writes the plural by doubling: EE. UU., FF. AA., RR. HH.
_DOUBLED = word_set("ee ff rr cc jj")
# What stands before a word that begins a sentence or a quotation.
_BEGINS = frozenset('.:!?…;"“”«„「—–•‘')


@cache
def _all_heads(code: str) -> frozenset[str]:
    """Give every word that makes a run an organisation, in one language."""
    return words_for(code).organisation_heads | _OF_HEADS


class Capitals:
    """A sentence, what is known of it before its names are read, and its runs of capitals."""

    __slots__ = ("dated", "lows", "places", "reading", "titled", "words")

    def __init__(self, reading: Reading, dates: Sequence[Moment]) -> None:
        self.reading = reading
        self.words = reading.words
        self.lows = reading.lows
        self.places = PLACES.get(self.words.code, PLACES["en"])
        self.titled = titled(reading) or reading.text.isupper()
        """Whether capitals say nothing here, as in a headline."""
        self.dated: set[int] = set()
        """Words that belong to a date."""
        for moment in dates:
            self.dated.update(range(reading.word_at(moment.start), reading.word_before(moment.end) + 1))

    def runs(self) -> Iterator[tuple[int, int]]:
        """Give the first and the last word of each run of capitals."""
        behind = 0
        for index, capital in enumerate(self.reading.capitals):
            if capital and index >= behind and self._may_begin(index):
                last = self._run(index)
                yield index, last
                behind = last + 1

    def _may_begin(self, index: int) -> bool:
        if index in self.dated:
            return False
        low = self.lows[index]
        if low in self.words.months or low in self.words.weekdays:
            return (
                low in self.words.months_in_doubt
                and index + 1 < len(self.lows)
                and self.reading.joined(index)
                and self.reading.capital(index + 1)
            )
        return low != "i" or self.words.code != "en"

    def is_capital(self, index: int) -> bool:
        """Whether word *index* is there, has a capital and belongs to no date."""
        return index < len(self.lows) and self.reading.capital(index) and index not in self.dated

    def _run(self, first: int) -> int:
        """Give the last word of the run of capitals that begins at word *first*."""
        last = first
        while last + 1 < len(self.lows) and last - first < LONGEST_RUN:
            step = self._step(first, last)
            if step is None:
                break
            last = step
        return last

    def _step(self, first: int, last: int) -> int | None:
        """Give the word up to which the run goes on; None: it ends here."""
        reading, lows, words = self.reading, self.lows, self.words
        gap, following = reading.gap(last), last + 1
        if gap in (" ", "\u00a0"):
            if self._is_adjective_of(first, last, following):
                return following
            if self.is_capital(following):
                if self.titled and lows[following] in words.starters:
                    return None
                return None if self._begins_new(first, last, following) else following
            return self._over_small_words(first, last, following)
        if gap in ("-", "‑", "–"):
            if self.is_capital(following) or (lows[following].isdigit() and gap == "-" and len(lows[following]) <= 4):
                return following
            return None
        if gap in ("'", "’"):
            elided = len(lows[last]) <= 2 and self.is_capital(following)  # O'Brien, D'Alema, L'Aquila
            return following if elided and lows[following] != "s" else None
        if gap in (". ", ".\u00a0"):
            short = (
                len(lows[last]) == 1
                or lows[last] in _DOUBLED
                or lows[last] in words.titles
                or lows[last] in ("st", "jr", "gen", "sen", "rep", "gov", "lt", "col")
            )
            # `J. Smith`; but the full stop behind `plan B. Then` ends a sentence that was cut wrongly.
            return following if short and self.is_capital(following) else None
        if gap == ".":
            return (
                following if len(lows[last]) == 1 and len(lows[following]) == 1 and self.is_capital(following) else None
            )
        if gap in (" & ", "&"):
            return following if self.is_capital(following) else None
        return None

    def _is_adjective_of(self, first: int, last: int, following: int) -> bool:
        """Whether an adjective in lower case ends the name of a body: Commission européenne, Nations unies."""
        low = self.lows[last]
        return (
            self.lows[following] in ADJECTIVES.get(self.words.code, ())
            and (
                low in self.words.organisation_heads
                or low in PLURAL_HEADS
                or (last > first and low in ADJECTIVES[self.words.code])
            )
            and not (last == first and self.begins_sentence(first) and low in self.words.starters)
        )

    def _begins_new(self, first: int, last: int, following: int) -> bool:
        """Whether another name begins inside the run: "European Commission | Ursula …"."""
        if self.lows[following] not in GIVEN or following + 1 >= len(self.lows) or not self.is_capital(following + 1):
            return False
        return self.lows[last] in self.words.organisation_heads and self.reading.joined(following)

    def _over_small_words(self, first: int, last: int, following: int) -> int | None:
        """Cross `von der`, `of the`, `and` if the name goes on behind them."""
        reading, lows, words = self.reading, self.lows, self.words
        place = following
        while place < len(lows) and place - following < 3 and lows[place] in words.particles and reading.joined(place):
            place += 1
        if place > following and self.is_capital(place) and not self._particle_is_word(first, last, following):
            return place
        if not self.has_head(first, last) and not (lows[following] in _AND and self._head_behind(following)):
            return None
        place = following
        while (
            place < len(lows)
            and place - following < 3
            and (lows[place] in words.office_links or lows[place] in _INNER_ARTICLES)
            and reading.joined(place)
        ):
            place += 1
        if place > following and self.is_capital(place) and reading.joined(place - 1):
            if lows[following] in _AND and (not self._head_behind(following) or self._two_names(first, last)):
                return None
            if lows[place] in ARTICLES or lows[place] in words.months or lows[place] in words.weekdays:
                return None
            return place
        return None

    def _particle_is_word(self, first: int, last: int, following: int) -> bool:
        """Whether `de`, `di`, `y` links two names rather than the parts of one: "la France de Macron"."""
        low = self.lows[following]
        if low in ("y", "e"):
            # "la Comisión Europea y la OTAN": an article begins another name.
            return not self.has_head(first, last) or self.lows[following + 1] in self.words.determiners
        if self.words.code == "de" and low in ("der", "den", "zum", "zur", "vom", "la", "de"):
            return self.lows[first] not in GIVEN
        if self.words.code in ("fr", "es", "it") and low in (
            "de",
            "du",
            "del",
            "della",
            "di",
            "la",
            "le",
            "da",
            "dos",
            "das",
            "do",
        ):
            known = (
                self.lows[first] in GIVEN
                or self.has_head(first, last)
                or " ".join(self.lows[first : last + 3]) in self.places
            )
            return not known
        return False

    def has_head(self, first: int, last: int) -> bool:
        """Whether a word that makes a run an organisation (Ministry, Bank) stands in it."""
        return not _all_heads(self.words.code).isdisjoint(self.lows[first : last + 1])

    def _two_names(self, first: int, last: int) -> bool:
        """Whether `and` links two names: a person, a place or a complete organisation stands before it."""
        lows = self.lows[first : last + 1]
        if any(low in GIVEN or low in self.words.office_heads for low in lows) or lows[-1] in self.places:
            return True
        linked = not self.words.office_links.isdisjoint(lows)
        return not linked and any(low in self.words.organisation_heads for low in lows)

    def _head_behind(self, following: int) -> bool:
        """Whether `and` stands inside a name that ends with a head: Security and Defence Partnership."""
        heads = self.words.organisation_heads
        for place in range(following + 1, min(following + 4, len(self.lows))):
            if not self.is_capital(place):
                return False
            if self.lows[place] in heads or self.lows[place] in WORK_HEADS:
                return True
            if not self.reading.joined(place):
                return False
        return False

    def begins_sentence(self, index: int) -> bool:
        """Whether word *index* begins a sentence or a quotation, and has its capital from that."""
        if index == 0:
            return True
        gap = self.reading.folded[self.reading.ends[index - 1] : self.reading.starts[index]]
        if gap == " ":
            return False
        return not _BEGINS.isdisjoint(gap) or "'" in gap[1:]

    def trimmed(self, first: int, last: int) -> int:
        """Give the last word of a run without the small words (`of`, `von`) at its end."""
        while last > first and (self.lows[last] in self.words.office_links or self.lows[last] in self.words.particles):
            last -= 1
        return last
