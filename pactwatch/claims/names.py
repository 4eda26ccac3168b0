"""Whom and what does a sentence name? Persons with their offices, organisations, places.

For languages with capitals; Japanese is read in `names_ja`. A name is a run of capitals; what it names is told by what
stands in it (Ministry, a given name, a country) and beside it (an office, Mr). In German, where every noun has a
capital, a run needs such a sign to be a name at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pactwatch.claims.names_ja import find_names_ja
from pactwatch.claims.numbers import titled
from pactwatch.claims.reading import Reading
from pactwatch.claims.words import Words
from pactwatch.claims.words.people import MEN, WOMEN
from pactwatch.claims.words.places import PLACES
from pactwatch.claims.words.shape import words as word_set
from pactwatch.model import Moment, Name

# A run is never longer: the longest names of ministries and pacts have about nine words.
LONGEST_RUN = 12
_GIVEN = WOMEN | MEN
_ROMAN = frozenset(("ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xx", "xxi"))


def find_names(reading: Reading, dates: Sequence[Moment]) -> list[Name]:
    """Find the names of a sentence, in order, each with the office that stands with it."""
    if reading.words.code == "ja":
        return find_names_ja(reading.folded, reading.text)
    if reading.text.islower():
        return []
    return list(_Finder(reading, dates).names())


class _Finder:
    """What the steps below need to know of one sentence."""

    def __init__(self, reading: Reading, dates: Sequence[Moment]) -> None:
        self.reading = reading
        self.words = reading.words
        self.lows = reading.lows
        self.places = PLACES.get(self.words.code, PLACES["en"])
        self.titled = titled(reading) or reading.text.isupper()
        self.dated: set[int] = set()
        for moment in dates:
            self.dated.update(range(reading.word_at(moment.start), reading.word_before(moment.end) + 1))

    def names(self) -> Iterator[Name]:
        """Go through the runs of capitals."""
        index = 0
        while index < len(self.lows):
            if not self._may_begin(index):
                index += 1
                continue
            last = self._run(index)
            yield from self._read_run(index, last)
            index = last + 1

    # ------------------------------------------------------------ the run

    def _may_begin(self, index: int) -> bool:
        if index in self.dated or not self.reading.capital(index):
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

    def _is_capital(self, index: int) -> bool:
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
            if self._is_capital(following):
                if self.titled and lows[following] in words.starters:
                    return None
                return None if self._begins_new(first, last, following) else following
            return self._over_small_words(first, last, following)
        if gap in ("-", "‑", "–"):
            if self._is_capital(following) or (lows[following].isdigit() and gap == "-" and len(lows[following]) <= 4):
                return following
            return None
        if gap in ("'", "’"):
            elided = len(lows[last]) <= 2 and self._is_capital(following)  # O'Brien, D'Alema, L'Aquila
            return following if elided and lows[following] != "s" else None
        if gap in (". ", ".\u00a0"):
            short = (
                len(lows[last]) == 1
                or lows[last] in words.titles
                or lows[last] in ("st", "jr", "gen", "sen", "rep", "gov", "lt", "col")
            )
            # `J. Smith`; but the full stop behind `plan B. Then` ends a sentence that was cut wrongly.
            return following if short and self._is_capital(following) else None
        if gap == ".":
            return (
                following
                if len(lows[last]) == 1 and len(lows[following]) == 1 and self._is_capital(following)
                else None
            )
        if gap in (" & ", "&"):
            return following if self._is_capital(following) else None
        return None

    def _begins_new(self, first: int, last: int, following: int) -> bool:
        """Whether another name begins inside the run: "European Commission | Ursula …"."""
        if self.lows[following] not in _GIVEN or following + 1 >= len(self.lows) or not self._is_capital(following + 1):
            return False
        return self.lows[last] in self.words.organisation_heads and self.reading.joined(following)

    def _over_small_words(self, first: int, last: int, following: int) -> int | None:
        """Cross `von der`, `of the`, `and` if the name goes on behind them."""
        reading, lows, words = self.reading, self.lows, self.words
        place = following
        while place < len(lows) and place - following < 3 and lows[place] in words.particles and reading.joined(place):
            place += 1
        if place > following and self._is_capital(place) and not self._particle_is_word(first, last, following):
            return place
        if not self._has_head(first, last) and not (lows[following] in _AND and self._head_behind(following)):
            return None
        place = following
        while (
            place < len(lows)
            and place - following < 3
            and lows[place] in words.office_links | words.determiners
            and reading.joined(place)
        ):
            place += 1
        if place > following and self._is_capital(place) and reading.joined(place - 1):
            if lows[following] in _AND and (not self._head_behind(following) or self._two_names(first, last)):
                return None
            if lows[place] in _ARTICLES or lows[place] in words.months or lows[place] in words.weekdays:
                return None
            return place
        return None

    def _particle_is_word(self, first: int, last: int, following: int) -> bool:
        """Whether `de`, `di`, `y` links two names rather than the parts of one: "la France de Macron"."""
        low = self.lows[following]
        if low in ("y", "e"):
            return not self._has_head(first, last)
        if self.words.code == "de" and low in ("der", "den", "zum", "zur", "vom", "la", "de"):
            return self.lows[first] not in _GIVEN
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
                self.lows[first] in _GIVEN
                or self._has_head(first, last)
                or " ".join(self.lows[first : last + 3]) in self.places
            )
            return not known
        return False

    def _has_head(self, first: int, last: int) -> bool:
        heads = self.words.organisation_heads
        return any(low in heads or low in _OF_HEADS for low in self.lows[first : last + 1])

    def _two_names(self, first: int, last: int) -> bool:
        """Whether `and` links two names: a person, a place or a complete organisation stands before it."""
        lows = self.lows[first : last + 1]
        if any(low in _GIVEN or low in self.words.office_heads for low in lows) or lows[-1] in self.places:
            return True
        linked = not self.words.office_links.isdisjoint(lows)
        return not linked and any(low in self.words.organisation_heads for low in lows)

    def _head_behind(self, following: int) -> bool:
        """Whether `and` stands inside a name that ends with a head: Security and Defence Partnership."""
        heads = self.words.organisation_heads
        for place in range(following + 1, min(following + 4, len(self.lows))):
            if not self._is_capital(place):
                return False
            if self.lows[place] in heads or self.lows[place] in _WORK_HEADS:
                return True
            if not self.reading.joined(place):
                return False
        return False

    # ------------------------------------------------------------ what the run says

    def _read_run(self, first: int, last: int) -> Iterator[Name]:
        first = self._without_starters(first, last)
        if first > last:
            return
        # Offices may stand in capitals inside the run: "European Commission President Ursula von der Leyen".
        head = self._last_office(first, last)
        if (
            head is not None
            and head < last
            and self.lows[head + 1] in self.words.office_links
            and self.lows[head] not in self.words.titles
        ):
            # "Minister for Business", "President of the European Commission": an office, and what it is of.
            rest = head + 1
            while rest < last and not self.reading.capital(rest):
                rest += 1
            yield from self._plain(rest, last)
            return
        if head is not None and head < last:
            office_first = self._office_start(head, first)
            if office_first > first:
                yield from self._plain(first, self._trimmed(first, office_first - 1))
            yield from self._person(head + 1, last, office_first, head)
            return
        if head is not None:
            office_first = self._office_start(head, first)
            if office_first > first:
                yield from self._plain(first, self._trimmed(first, office_first - 1))
            return
        yield from self._plain(first, last)

    def _trimmed(self, first: int, last: int) -> int:
        while last > first and self.lows[last] in self.words.office_links | self.words.particles:
            last -= 1
        return last

    def _without_starters(self, first: int, last: int) -> int:
        """Drop words that have a capital only because a sentence or headline begins with them."""
        words, lows = self.words, self.lows
        if not self.titled and not self._begins_sentence(first):
            return first
        while first <= last and (lows[first] in words.starters or (first < last and self._is_common(first))):
            if first < last and " ".join(lows[first : first + 2]) in self.places:
                break
            if (
                first < last
                and (lows[first + 1] in words.organisation_heads or lows[first + 1] in _WORK_HEADS)
                and lows[first] not in words.determiners
                and lows[first] not in _ARTICLES
            ):
                break  # National Assembly, Supreme Court
            first += 1
        return first

    def _is_common(self, index: int) -> bool:
        """Whether a sentence-initial word is no part of the name behind it: "Speaking", "Officials"."""
        low = self.lows[index]
        return low not in _GIVEN and self.words.code == "en" and low.endswith(("ing", "ly")) and len(low) > 5

    def _begins_sentence(self, index: int) -> bool:
        if index == 0:
            return True
        gap = self.reading.folded[self.reading.ends[index - 1] : self.reading.starts[index]]
        return any(c in gap for c in '.:!?…;"“”«„「—–•') or "'" in gap[1:] or "‘" in gap

    def _last_office(self, first: int, last: int) -> int | None:
        """Give the last word of the last office in the run; None: it holds none."""
        lows, words = self.lows, self.words
        for place in range(last, first - 1, -1):
            if lows[place] in words.titles and place < last:
                return place
            if self._is_office_head(place) and not (place > first and lows[place - 1] in words.office_links):
                # "President Hotel", "General Electric", "Major League": the head of something else.
                if place < last and (
                    lows[place + 1] in words.organisation_heads or lows[place + 1] in _NOT_AFTER_OFFICE
                ):
                    return None
                if (
                    place < last
                    and lows[place] in ("general", "attorney", "major", "lieutenant")
                    and lows[place + 1] in words.office_heads
                ):
                    continue
                return place
        return None

    def _is_office_head(self, index: int) -> bool:
        low = self.lows[index]
        if low in self.words.office_heads:
            return True
        # German: Bundeskanzler, Außenministerin.
        return self.words.all_nouns_capital and len(low) > 7 and low.endswith(_GERMAN_OFFICES)

    def _office_start(self, head: int, first: int) -> int:
        """Go back from an office's head over `foreign policy`, `prime`, `deputy`."""
        words, lows = self.words, self.lows
        place = head
        while place > first and self.reading.gap(place - 1) in (" ", "-", "\u00a0"):
            before = lows[place - 1]
            if before in words.office_modifiers or before in words.office_heads:
                place -= 1
            elif (
                before in words.office_links
                and place - 2 >= first
                and lows[place - 2] in words.office_modifiers | words.office_heads
            ):
                place -= 2
            else:
                break
        return place

    def _person(self, first: int, last: int, office_first: int, office_last: int) -> Iterator[Name]:
        """Give the person behind an office or title."""
        lows = self.lows
        while first <= last and (lows[first] in self.words.titles or lows[first] in self.words.office_links):
            first += 1
        if first > last or (first == last and len(lows[first]) == 1):
            return
        if lows[first] in self.words.determiners and not self.reading.capital(first):
            yield from self._plain(first + 1, last)
            return
        office: str | None = None
        if lows[office_last] not in self.words.titles:
            # A title between office and name: "Prime Minister Mr Kishida".
            while office_last > office_first and lows[office_last] in self.words.titles:
                office_last -= 1
            before = self._lower_office_before(office_first)
            office = self.reading.surface(before if before is not None else office_first, office_last)
        else:
            before = self._lower_office_before(office_first)
            if before is not None:
                office = self.reading.surface(before, office_first - 1)
            elif office_first < office_last:
                office = self.reading.surface(office_first, office_last - 1)
        yield self._name(first, last, "person", office or self._apposition(last))

    def _lower_office_before(self, first: int) -> int | None:
        """Give where an office in lower case begins right before word *first*: "foreign minister Iwaya"."""
        words, lows, reading = self.words, self.lows, self.reading
        place = first - 1
        if place < 0 or reading.gap(place) not in (" ", "\u00a0") or not self._is_office_head(place):
            return None
        start = self._office_start(place, max(0, place - 6))
        return start if lows[start] not in words.office_links else start + 1

    def _apposition(self, last: int) -> str | None:
        """Read the office in ", Japan's foreign minister," behind a name."""
        reading, lows, words = self.reading, self.lows, self.words
        if reading.gap(last) not in (", ", " (") or last + 1 >= len(lows):
            return None
        for place in range(last + 1, min(last + 10, len(lows))):
            if self._is_office_head(place) and not (
                place + 1 < len(lows) and reading.joined(place) and self._is_office_head(place + 1)
            ):
                start = self._office_start(place, last + 1)
                # ", Foreign Minister Iwaya and …": the office of the next person in a row.
                if reading.gap(place) == " " and self._is_capital(place + 1) and not self.words.all_nouns_capital:
                    return None
                return reading.surface(start, place)
            gap = reading.gap(place)
            if (
                "," in gap
                or ";" in gap
                or "(" in gap
                or lows[place] in words.says
                or lows[place] in ("who", "which", "and", "qui", "que", "und")
            ):
                return None
        return None

    # ------------------------------------------------------------ a run without an office in it

    def _plain(self, first: int, last: int) -> Iterator[Name]:
        """Give what a run without an office names, if anything."""
        last = self._trimmed(first, last)
        if first == 0 or self.reading.folded[self.reading.starts[first] - 1 : self.reading.starts[first]] not in ("-",):
            office_first = self._lower_office_before(first)
        else:
            office_first = None
        if office_first is not None and self._may_be_person(first, last):
            yield self._name(first, last, "person", self.reading.surface(office_first, first - 1))
            return
        kind = self._kind(first, last)
        if kind is None:
            return
        office = self._apposition(last) if kind in ("person", "name") else None
        if office is not None:
            kind = "person"
        yield self._name(first, last, kind, office)

    def _may_be_person(self, first: int, last: int) -> bool:
        key = " ".join(self.lows[first : last + 1])
        return (
            key not in self.places and not self._has_head(first, last) and self.lows[first] not in self.words.demonyms
        )

    def _kind(self, first: int, last: int) -> str | None:
        """Tell what a run names; None: nothing."""
        lows, words = self.lows, self.words
        key = " ".join(lows[first : last + 1])
        if key in self.places:
            return "place"
        if first < last and lows[first] in self.places and lows[last] in self.places and last - first == 1:
            return "name"  # EU-Japan, Russia-Ukraine
        printed = self.reading.surface(first, last)
        if first == last and (len(printed) == 1 or lows[first] in _ROMAN):
            return None
        if any(low in words.organisation_heads for low in lows[first : last + 1]) and (
            first < last or self._knows_single(first)
        ):
            return "organisation"
        if first == last and _is_acronym(printed) and not self.reading.text.isupper():
            return "organisation" if printed.isalpha() else "name"
        if self._is_person(first, last):
            return "person"
        if words.all_nouns_capital:
            return self._german_kind(first, last)
        if self.titled:
            # In a headline every word has a capital: only what is known by itself counts.
            return (
                "name"
                if lows[first] in words.demonyms or any(low in self.places for low in lows[first : last + 1])
                else self._beside_verb(first, last)
            )
        if first == last and self._begins_sentence(first):
            return self._single_at_start(first)
        if first == last and lows[first] in words.starters:
            return None
        return "name"

    def _knows_single(self, index: int) -> bool:
        """Whether a bare head ("Parliament", "Council") is used as a name: inside a sentence, with its capital."""
        return not self._begins_sentence(index) and not self.titled and not self.words.all_nouns_capital

    def _is_person(self, first: int, last: int) -> bool:
        lows = self.lows
        if lows[first] in _GIVEN and first < last and not any(low in self.places for low in lows[first + 1 : last + 1]):
            return True
        if first + 1 == last and len(lows[first]) == 1 and self.reading.gap(first).startswith("."):
            return True
        return first + 2 <= last and len(lows[first + 1]) == 1 and self.reading.gap(first + 1).startswith(".")

    def _beside_verb(self, first: int, last: int) -> str | None:
        return (
            "name"
            if last + 1 < len(self.lows) and self.lows[last + 1] in self.words.says and last - first < 3
            else None
        )

    def _single_at_start(self, index: int) -> str | None:
        """Tell whether the first word of a sentence is a name: by the verb behind it and by its ending."""
        lows, words, reading = self.lows, self.words, self.reading
        low = lows[index]
        if (
            low in words.starters
            or low in words.speaker_nouns
            or low in words.office_heads
            or low in words.units
            or low in words.numbers
        ):
            return None
        if low in words.demonyms or low in _GIVEN:
            return "name"
        if low in words.pronouns or low in words.determiners:
            return None
        gap = reading.gap(index)
        if index + 1 >= len(lows):
            return None
        following = lows[index + 1]
        if gap in ("'", "’") and following == "s":
            return "name"
        if gap == " " and (following in words.says or following in words.says_weak):
            return "name"
        if gap == ", " and following in words.determiners and not low.endswith(("s", "ly")):
            return "name"  # "Yazar, a colleague, …"
        if low.endswith(_COMMON_ENDINGS.get(words.code, ())) or low in words.modality or low in words.negations:
            return None
        if words.code == "en":
            return (
                "name"
                if gap == " " and (following in _VERBS or following.endswith("ed")) and not low.endswith("s")
                else None
            )
        return "name" if gap == " " and following in _VERBS else None

    def _german_kind(self, first: int, last: int) -> str | None:
        lows, words, reading = self.lows, self.words, self.reading
        if any(low in self.places for low in lows[first : last + 1]) and first < last:
            return "name"
        before = lows[first - 1] if first else ""
        if first < last:
            if lows[first].endswith(
                ("sche", "schen", "scher", "ische", "ischen", "te", "ten", "ßen", "ße", "ige", "igen")
            ) and not self._begins_sentence(first):
                return "name"  # Europäische Union, Vereinte Nationen, Auswärtiges Amt
            nouns = any(low.endswith(_GERMAN_NOUNS) for low in lows[first : last + 1])
            return None if nouns or before in words.determiners or self._begins_sentence(first) else "name"
        if lows[first].endswith(_GERMAN_NOUNS) or before in words.determiners or lows[first] in words.speaker_nouns:
            return None
        following = lows[last + 1] if last + 1 < len(lows) and reading.joined(last) else ""
        if lows[first] in words.starters or lows[first] in words.pronouns:
            return None
        return "name" if following in words.says or before in words.says else None

    def _name(self, first: int, last: int, kind: str, office: str | None) -> Name:
        reading = self.reading
        start, end = reading.starts[first], reading.ends[last]
        return Name(reading.text[start:end], start, end, kind, office)


def _is_acronym(printed: str) -> bool:
    letters = [c for c in printed if c.isalpha()]
    return 2 <= len(letters) <= 8 and sum(c.isupper() for c in letters) >= max(2, len(letters) - 1)


def gender_of(name: Name, words: Words) -> str:
    """Give `f`, `m` or nothing: by the given name or the office.

    >>> from pactwatch.claims.words import words_for
    >>> gender_of(Name("Ursula von der Leyen", 0, 20), words_for("en"))
    'f'
    """
    given = name.text.split()[0].lower() if name.text.split() else ""
    office = set((name.office or "").lower().split())
    if given in WOMEN or office & words.feminine or any(o.endswith("in") and words.code == "de" for o in office):
        return "f"
    return "m" if given in MEN or office & words.masculine else ""


_AND = frozenset(("and", "et", "und", "y", "e"))
_ARTICLES = frozenset(
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
_OF_HEADS = word_set(
    "corps republic kingdom bank ministry department house court institute states university gulf sea strait cape city "
    "bay isle university "
    "commonwealth chamber secretary minister république royaume banque ministère cour assemblée république banco "
    "ministerio "
    "república corte banca ministero repubblica bundesamt bundesministerium federation confederation "
    "organisation organization high"
)
_WORK_HEADS = word_set(
    "partnership agreement pact treaty act accord accords convention declaration charter strategy summit "
    "dialogue forum prize protocol "
    "conference affairs cooperation defence defense security commerce industry services policy partenariat "
    "accord traité pacte acuerdo "
    "tratado accordo trattato abkommen partnerschaft pakt"
)
_NOT_AFTER_OFFICE = word_set("electric motors league hotel street avenue assembly building mills dynamics")
_GERMAN_OFFICES = (
    "minister",
    "ministerin",
    "kanzler",
    "kanzlerin",
    "präsident",
    "präsidentin",
    "sprecher",
    "sprecherin",
    "chef",
    "chefin",
    "beauftragter",
    "beauftragte",
    "kommissar",
    "kommissarin",
    "direktor",
    "direktorin",
    "vorsitzender",
    "vorsitzende",
    "vorsitzenden",
    "ministers",
    "kanzlers",
    "präsidenten",
    "sekretär",
    "sekretärin",
    "meister",
    "meisterin",
    "anwalt",
)
_GERMAN_NOUNS = (
    "ung",
    "ungen",
    "heit",
    "heiten",
    "keit",
    "keiten",
    "schaft",
    "schaften",
    "tion",
    "tionen",
    "tät",
    "täten",
    "nis",
    "nisse",
    "ismus",
    "ment",
    "mente",
    "tum",
    "chen",
    "lein",
    "ling",
    "linge",
    "enz",
    "anz",
    "ität",
    "krieg",
    "jahr",
    "jahre",
    "jahren",
    "zeit",
    "land",
    "länder",
    "politik",
    "gipfel",
    "abkommen",
    "vertrag",
    "pakt",
    "staaten",
    "staat",
    "regierung",
    "partei",
    "leute",
    "menschen",
    "kräfte",
    "recht",
    "rechte",
    "arbeit",
    "markt",
    "preis",
    "preise",
    "woche",
    "tag",
    "tage",
    "monat",
)
_COMMON_ENDINGS = {
    "en": ("ing", "ly", "tion", "sion", "ment", "ness", "ity", "ance", "ence", "ism", "ship"),
    "fr": ("tion", "ment", "té", "age", "isme", "ence", "ance", "eurs", "ants", "ées", "és", "ant"),
    "es": ("ción", "mente", "dad", "ismo", "encia", "ancia", "ores", "ando", "iendo"),
    "it": ("zione", "mente", "ità", "ismo", "enza", "anza", "tori", "ando", "endo"),
}
_VERBS = word_set(
    "is was has had will would could may might can does did does also and became went came took gave made won "
    "lost began met told "
    "faces plans says wants seeks a est était sera avait ont va veut ha era sarà è aveva va vuole fue está tiene "
    "había será va"
)
