"""Who says it? The speaker of a sentence: by a verb of saying and its noun phrase, or by "according to".

For languages with spaces; Japanese is read in `speakers_ja`. Only what stands outside the quotation marks is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pactwatch.claims.marks import Mark
from pactwatch.claims.quotes import Quoted
from pactwatch.claims.reading import Reading
from pactwatch.claims.speakers_ja import find_speaker_ja
from pactwatch.claims.speech import Speaker
from pactwatch.claims.words.shape import words as word_set
from pactwatch.model import Name

# A subject is looked for over so many words at most: a longer way is a guess.
FAR = 28


def find_speaker(reading: Reading, quoted: Sequence[Quoted], names: Sequence[Name]) -> Speaker | None:
    """Find who says what this sentence says; None: the outlet itself, as far as the sentence shows."""
    if reading.words.code == "ja":
        return find_speaker_ja(reading.folded, quoted, names)
    finder = _Finder(reading, quoted, names)
    return finder.by_verb() or finder.by_according() or finder.by_colon() or finder.by_place()


class _Finder:
    def __init__(self, reading: Reading, quoted: Sequence[Quoted], names: Sequence[Name]) -> None:
        self.reading = reading
        self.words = reading.words
        self.lows = reading.lows
        self.quoted = quoted
        self.names = names
        self.name_starting = {reading.word_at(n.start): n for n in names}
        self.name_ending = {reading.word_before(n.end): n for n in names}

    def _in_quote(self, offset: int) -> bool:
        return any(q.start <= offset < q.end for q in self.quoted if q.end - q.start > 12 or q.opened is False)

    # ------------------------------------------------------------ verbs of saying

    def by_verb(self) -> Speaker | None:
        """Look at each verb of saying, those beside a quotation first."""
        cues = [k for k in self.reading.marked(Mark.SAYS) if self._is_cue(k, self.lows[k])]
        if not cues:
            return None
        cues.sort(key=lambda k: (not self._beside_quote(k), k))
        for cue in cues:
            found = self._subject(cue)
            if found is not None:
                return found
        return None

    def _is_cue(self, index: int, low: str) -> bool:
        words = self.words
        if low in words.says:
            strong = True
        elif low in words.says_weak:
            strong = False
        else:
            return False
        if self._in_quote(self.reading.starts[index]) or not self._is_verb(index, low):
            return False
        return strong or bool(self.quoted) or self._that_follows(index)

    def _is_verb(self, index: int, low: str) -> bool:
        """Refuse nouns and passives: "the reports", "is said to", "the stated aim"."""
        before = self.lows[index - 1] if index else ""
        if self.reading.capital(index) and self.words.all_nouns_capital:
            return False
        if self.words.code == "en":
            if (
                before in _PASSIVE
                or (before in self.words.determiners and low not in ("says",))
                or before in ("to", "of")
            ):
                return False
            if before in ("not", "never") or self.lows[index + 1 : index + 3] in (["to", "be"], ["to", "have"]):
                return False  # "has not confirmed", "reported to be an expert"
            if low in _NOUN_VERBS and not low.endswith("s"):
                return (
                    before in self.words.speaker_nouns or before in self.words.pronouns
                )  # "officials state", not "a Gulf state"
            if low in _NOUN_VERBS:
                return (
                    before in self.words.pronouns or index - 1 in self.name_ending or before in self.words.speaker_nouns
                )
            return True
        if low == "sapere":
            return before == "fatto"  # ha fatto sapere che
        return before not in self.words.determiners

    def _that_follows(self, index: int) -> bool:
        return any(low in self.words.that for low in self.lows[index + 1 : index + 5])

    def _beside_quote(self, index: int) -> bool:
        """Whether a quotation begins or ends near a verb, without the end of a clause between."""
        start, end = self.reading.starts[index], self.reading.ends[index]
        for quoted in self.quoted:
            left, right = quoted.outer
            if quoted.end - quoted.start > 12 and (0 <= left - end <= 60 or 0 <= start - right <= 60):
                return True
        return False

    # ------------------------------------------------------------ the subject

    def _subject(self, cue: int) -> Speaker | None:
        if self.lows[cue] in _OBJECT_FOLLOWS and self._object_follows(cue):
            return None
        if self.lows[cue] == "saying" and cue >= 3 and self.lows[cue - 2 : cue] == ["quoted", "as"]:
            return self._left(cue - 3)  # "Yazar, a colleague, was quoted as saying"
        if self.words.code == "en" and self.lows[cue].endswith("ing"):
            return self._main_subject(cue) or self._first_noun(cue)
        found = self._right(cue) or self._left(cue) if self._inverted(cue) else self._left(cue)
        if found is None and self._after_comma(cue):
            found = self._right(cue)
        return found or (self._left_out(cue) if self.words.code in ("es", "it") else None)

    def _object_follows(self, cue: int) -> bool:
        """Whether something is announced, not said: "announced the partnership on Friday"."""
        return (
            cue + 1 < len(self.lows)
            and self.reading.gap(cue) == " "
            and self.lows[cue + 1] in ("the", "a", "an")
            and not self._that_follows(cue)
            and not self._beside_quote(cue)
        )

    def _left_out(self, cue: int) -> Speaker | None:
        """Give an unnamed pronoun where the subject is left out: "Añadió que …", "«…», ha aggiunto"."""
        place = cue
        while place and self.lows[place - 1] in self.words.between_subject_and_verb and self.reading.joined(place - 1):
            place -= 1
        if place == 0 and not (self._that_follows(cue) or self._beside_quote(cue)):
            return None
        if place and not self._inverted(cue):
            return None
        last = cue + 1 >= len(self.lows) or self.reading.gap(cue)[:1] in ".,;:" or self._that_follows(cue)
        return Speaker("", "pronoun") if last or place == 0 else None

    def _main_subject(self, cue: int) -> Speaker | None:
        """Give the subject of the sentence for a participle: "Gorbachev urged them to act, adding that …"."""
        if self.lows[0] in self.words.pronouns and cue > 0:
            return Speaker(self.reading.surface(0, 0), "pronoun", self.words.pronouns[self.lows[0]])
        early = [n for n in self.names if self.reading.word_at(n.start) < min(9, cue)]
        for kind in ("person", "name"):
            for name in early:
                index = self.reading.word_at(name.start)
                if (
                    name.kind == kind
                    and not self._is_adjective(name)
                    and (index == 0 or self.lows[index - 1] not in _OF)
                ):
                    return None if self._owns(name, len(self.lows) - 1) else Speaker(name.text, "name", name=name)
        return None

    def _first_noun(self, cue: int) -> Speaker | None:
        """Give the noun a sentence begins with: "The navy cancelled the alert, saying …"."""
        if cue > 1 and self.lows[0] in self.words.determiners and self.lows[1] in self.words.speaker_nouns:
            return Speaker(self.reading.surface(1, 1), "noun")
        return None

    def _inverted(self, cue: int) -> bool:
        """Whether the quotation ends right before the verb: “…,” said X."""
        start = self.reading.starts[cue]
        before = self.reading.text[max(0, start - 4) : start].rstrip()
        if not before or before[-1] not in "”\"»“’',–—-":
            # German and French put an auxiliary or an adverb between: « … », a déclaré X.
            place = cue - 1
            if place >= 0 and self.lows[place] in self.words.between_subject_and_verb:
                begin = self.reading.starts[place]
                before = self.reading.text[max(0, begin - 4) : begin].rstrip()
        if not before:
            return False
        at = start - 1
        return before[-1] in "”\"»“’'" or (before[-1] in ",–—-" and any(0 <= at - q.outer[1] <= 6 for q in self.quoted))

    def _after_comma(self, cue: int) -> bool:
        """Whether a clause ends right before the verb: "The deal is done, said Borrell"."""
        place = cue
        while place and self.lows[place - 1] in self.words.between_subject_and_verb and self.reading.joined(place - 1):
            place -= 1
        return place == 0 or "," in self.reading.gap(place - 1)

    def _right(self, cue: int) -> Speaker | None:
        """Read the subject behind the verb: said the minister, sagte Scholz, a déclaré M. Dupont."""
        place = cue + 1
        while (
            place < len(self.lows)
            and self.lows[place] in self.words.between_subject_and_verb
            and self._no_stop(place - 1)
        ):
            place += 1
        if place >= len(self.lows) or not self._no_stop(place - 1) or self.lows[place] in self.words.that:
            return None
        if self.lows[place] in self.words.pronouns:
            return Speaker(self.reading.surface(place, place), "pronoun", self.words.pronouns[self.lows[place]])
        end = place
        while end + 1 < len(self.lows) and end - place < 12 and self._phrase_goes_on(end):
            end += 1
        found = self._from_phrase(place, end)
        # "said the bloc's chief diplomat, Josep Borrell, …"
        behind = self.name_starting.get(end + 1)
        if (
            found is not None
            and found.how == "noun"
            and behind is not None
            and (behind.kind == "person" or (behind.kind == "name" and " " in behind.text))
            and self.reading.gap(end) == ", "
        ):
            return Speaker(behind.text, "name", name=behind)
        return found

    def _phrase_goes_on(self, index: int) -> bool:
        gap = self.reading.gap(index)
        following = self.lows[index + 1]
        if any(c in gap for c in ',;:()“”"«»—–') or (". " in gap and len(self.lows[index]) > 4):
            return False
        if (
            self.words.all_nouns_capital
            and not self.reading.capital(index + 1)
            and following not in self.words.determiners | _OF
        ):
            return False  # a German noun phrase ends before its verb
        return (
            following not in self.words.clause_starts
            and following not in _PHRASE_ENDS
            and following not in self.words.that
        )

    def _no_stop(self, index: int) -> bool:
        return not any(c in self.reading.gap(index) for c in '.;:,“”"«»!?')

    def _left(self, cue: int) -> Speaker | None:
        """Read the subject before the verb: Borrell said; Borrell, the EU's chief diplomat, has also said."""
        last = cue - 1
        while last >= 0 and self.lows[last] in self.words.between_subject_and_verb and self._no_stop(last):
            last -= 1
        if last < 0:
            return None
        gap = self.reading.gap(last)
        if any(c in gap for c in ';:!?“”"«»') or ". " in gap:
            return None
        if "," in gap or ")" in gap or "—" in gap or "–" in gap:
            return self._over_insertion(last)
        if self.lows[last] in self.words.pronouns:
            return Speaker(self.reading.surface(last, last), "pronoun", self.words.pronouns[self.lows[last]])
        first = last
        while first > 0 and last - first < 14 and self._phrase_goes_back(first):
            first -= 1
        return self._from_phrase(first, last)

    def _phrase_goes_back(self, index: int) -> bool:
        gap = self.reading.gap(index - 1)
        before = self.lows[index - 1]
        if any(c in gap for c in ',;:()“”"«»—–!?') or (". " in gap and len(before) > 4):
            return False
        return before not in self.words.clause_starts or (
            before in ("and", "und", "et", "y", "e") and index - 1 > 0 and self.reading.capital(index)
        )

    def _over_insertion(self, last: int) -> Speaker | None:
        """Go back over an insertion between commas to the noun phrase that it explains."""
        place = last
        while place > 0 and last - place < FAR:
            gap = self.reading.gap(place - 1)
            if any(c in gap for c in ",(—–"):
                break
            if any(c in gap for c in ';:“”"«»!?'):
                return None
            place -= 1
        else:
            return None
        if place == 0:
            return None
        inserted = self.name_starting.get(place)
        if (
            inserted is not None
            and inserted.kind in ("person", "name")
            and self.reading.word_before(inserted.end) == last
        ):
            return Speaker(inserted.text, "name", name=inserted)  # "her lawyer, Larry Otter, argued"
        last = place - 1
        if self.lows[last] in self.words.pronouns:
            return Speaker(self.reading.surface(last, last), "pronoun", self.words.pronouns[self.lows[last]])
        first = last
        while first > 0 and last - first < 14 and self._phrase_goes_back(first):
            first -= 1
        found = self._from_phrase(first, last)
        before = self.name_ending.get(first - 1)
        if (
            (found is None or found.how == "noun")
            and before is not None
            and before.kind == "person"
            and "," in self.reading.gap(first - 1)
        ):
            return Speaker(before.text, "name", name=before)  # "Ruth Aitken, coach of the team, the Silver Ferns, said"
        return found

    # ------------------------------------------------------------ the noun phrase

    def _from_phrase(self, first: int, last: int) -> Speaker | None:
        """Tell who is meant by the words *first* to *last*: a person, a noun that can speak, an organisation."""
        lows, words = self.lows, self.words
        while first < last and (lows[first] in words.clause_starts or lows[first] in _LEADING):
            first += 1
        inside = [self.name_starting[k] for k in range(first, last + 1) if k in self.name_starting]
        noun = next((k for k in range(first, last + 1) if self._speaks(k)), None)
        # "A spokesman for Borrell": the noun speaks, the name only tells whose it is.
        for name in inside:
            begin = self.reading.word_at(name.start)
            if begin > first and lows[begin - 1] in _OF and noun is not None and noun < begin:
                return self._noun_phrase(first, last, inside)
        source = next(
            (
                n
                for n in inside
                if lows[self.reading.word_at(n.start) - 1] in ("by", "par", "por", "da", "von") or self._by_the(n)
            ),
            None,
        )
        if source is not None and noun is not None and self.reading.word_at(source.start) > noun:
            return Speaker(source.text, "name", name=source)
        people = [n for n in inside if n.kind == "person"] or [
            n for n in inside if n.kind == "name" and not self._is_adjective(n)
        ]
        if people:
            chosen = people[-1] if len(people) > 1 and people[-1].end == self.reading.ends[last] else people[0]
            if self._owns(chosen, last):
                return self._noun_phrase(first, last, inside) if noun is not None else None
            return Speaker(chosen.text, "name", name=chosen)
        if noun is not None:
            return self._noun_phrase(first, last, inside)
        for name in inside:
            if name.kind in ("organisation", "place") and name.end == self.reading.ends[last]:
                return Speaker(name.text, "name", name=name)
        if inside or not (self.quoted or (first <= 1 and self._that_follows(last))):
            return None
        return self._any_noun(first, last)

    def _any_noun(self, first: int, last: int) -> Speaker | None:
        """Give an article with its noun that no table knows, where there is a quotation to be spoken: "a beekeeper"."""
        while first < last and self.lows[first - 1 if first else 0] not in self.words.determiners and last - first > 3:
            first += 1
        before = self.lows[first - 1] if first else ""
        if self.lows[first] in self.words.determiners and first < last:
            first += 1
        elif before not in self.words.determiners:
            return None
        if self.lows[last].isdigit() or self.lows[last] in self.words.starters or last - first > 5:
            return None
        return Speaker(self.reading.surface(first, last), "noun")

    def _is_adjective(self, name: Name) -> bool:
        """Whether a name is only a nationality: "the Russian president"."""
        return name.text.lower() in self.words.demonyms

    def _speaks(self, index: int) -> bool:
        low = self.lows[index]
        if low in self.words.speaker_nouns or low in self.words.office_heads:
            return True
        return self.words.all_nouns_capital and low.endswith(
            (
                "sprecher",
                "sprecherin",
                "minister",
                "ministerin",
                "ministerium",
                "präsident",
                "präsidentin",
                "chef",
                "chefin",
                "behörde",
                "behörden",
                "kanzler",
                "kanzlerin",
                "anwalt",
                "polizei",
                "experte",
                "experten",
                "expertin",
            )
        )

    def _by_the(self, name: Name) -> bool:
        """Whether a name is whose work something is: a copy published by the ministry."""
        index = self.reading.word_at(name.start)
        return (
            index >= 2
            and self.lows[index - 1] in self.words.determiners
            and self.lows[index - 2] in ("by", "par", "por", "von")
        )

    def _owns(self, name: Name, last: int) -> bool:
        """Whether a name only tells whose the next noun is: "Borrell's spokesman"."""
        index = self.reading.word_before(name.end)
        return (
            index < last
            and self.reading.gap(index) in ("'", "’")
            and index + 1 < len(self.lows)
            and self.lows[index + 1] == "s"
        )

    def _noun_phrase(self, first: int, last: int, inside: Sequence[Name]) -> Speaker:
        noun = next((k for k in range(first, last + 1) if self._speaks(k)), first)
        # "In a press release the company …": the phrase begins with the last article before the noun.
        for place in range(noun, first - 1, -1):
            if self.lows[place] in self.words.determiners:
                first = min(place + 1, last)
                break
            if place > first and self.lows[place - 1] in _OF:
                first = place
                break
        gender = "f" if not self.words.feminine.isdisjoint(self.lows[first : last + 1]) else ""
        return Speaker(self.reading.surface(first, last), "noun", gender)

    # ------------------------------------------------------------ according to X; X: “…”

    def by_according(self) -> Speaker | None:
        """Read "according to the ministry"."""
        for index in self.reading.marked(Mark.ACCORDING):
            low = self.lows[index]
            if self._in_quote(self.reading.starts[index]):
                continue
            last = self.reading.has_phrase_from(index, self.words.according, 4)
            if last is None or last + 1 >= len(self.lows):
                continue
            first = last + 1
            end = first
            while end + 1 < len(self.lows) and end - first < 12 and self._phrase_goes_on(end):
                end += 1
            paper = next(
                (q for q in self.quoted if q.start == self.reading.starts[first] and q.end - q.start <= 30), None
            )
            if paper is not None:
                return Speaker(self.reading.text[paper.start : paper.end], "name")  # Laut „Spiegel“
            if low in self.words.next_words and not self._names_or_speaks(first, end):
                continue
            found = self._from_phrase(first, end)
            if found is not None:
                return found
        return self._to_the_left() or self._for_somebody()

    def _to_the_left(self) -> Speaker | None:
        """Read German "Medienberichten zufolge", "der Polizei zufolge"."""
        if self.words.code != "de" or "zufolge" not in self.lows:
            return None
        last = self.lows.index("zufolge") - 1
        if last < 0 or self._in_quote(self.reading.starts[last]):
            return None
        first = last
        while first > 0 and last - first < 6 and self._phrase_goes_back(first) and self.lows[first] not in _PHRASE_ENDS:
            first -= 1
        found = self._from_phrase(first, last)
        if found is None and self.reading.capital(last):
            found = Speaker(self.reading.surface(last, last), "noun")
        return found

    def _for_somebody(self) -> Speaker | None:
        """Read French "Pour Marie Lebrun, « … »": somebody's view, quoted."""
        if self.words.code != "fr" or not self.quoted or not self.lows or self.lows[0] != "pour":
            return None
        name = self.name_starting.get(1)
        return Speaker(name.text, "name", name=name) if name is not None and name.kind == "person" else None

    def _names_or_speaks(self, first: int, last: int) -> bool:
        return any(k in self.name_starting or self._speaks(k) for k in range(first, last + 1))

    def by_place(self) -> Speaker | None:
        """Read who stands right behind a quotation, whatever the verb: « … », s'est indignée Sophie Binet."""
        for quoted in self.quoted:
            if quoted.end - quoted.start < 16 or not quoted.closed or not self._ends_with_comma(quoted):
                continue
            first = self.reading.word_at(quoted.outer[1])
            for place in range(first, min(first + 5, len(self.lows))):
                name = self.name_starting.get(place)
                if name is not None:
                    known = name.kind == "person" or " " in name.text
                    return Speaker(name.text, "name", name=name) if known else None
                if self.reading.capital(place) or not self._no_stop(place):
                    break
        return None

    def _ends_with_comma(self, quoted: Quoted) -> bool:
        """Whether a comma ends a quotation, inside its marks or behind them."""
        text = self.reading.text
        return "," in text[quoted.end - 1 : quoted.end + 3] or text[quoted.end - 1 : quoted.end] in "!?"

    def by_colon(self) -> Speaker | None:
        """Read "Borrell: “a historic deal”"."""
        for quoted in self.quoted:
            left = quoted.outer[0]
            match = _COLON.search(self.reading.text[max(0, left - 4) : left])
            if not match or quoted.end - quoted.start < 8:
                continue
            last = self.reading.word_before(left)
            name = self.name_ending.get(last)
            if name is not None and (name.start == 0 or self.reading.word_at(name.start) <= 4):
                return Speaker(name.text, "name", name=name)
            # "Kotunica also reaffirmed his stance: “…”", "This echoed Kotunica's words: “…”"
            owner = next((n for n in self.names if n.end <= left and n.kind != "place" and self._owns(n, last)), None)
            return self._main_subject(last) or (Speaker(owner.text, "name", name=owner) if owner is not None else None)
        return None


_OBJECT_FOLLOWS = word_set("announced announces declared declares")
_COLON = re.compile(r":\s*$")
_PASSIVE = word_set("is are was were be been being get got")
_NOUN_VERBS = word_set(
    "reports claims states state comments estimates hopes fears posts urges reports report comment claim "
    "suggests warns remarks warn say states"
)
_PHRASE_ENDS = word_set(
    "in on at during after before following as told when while who whom whose which adding noting saying during "
    "via yesterday today "
    "monday tuesday wednesday thursday friday saturday sunday late earlier later "
    "am im in vor nach während bei beim dem gegenüber laut zu zum montag dienstag mittwoch donnerstag freitag "
    "samstag sonntag "
    "lors dans devant après avant sur lundi mardi mercredi jeudi vendredi samedi dimanche qui dont durant pendant "
    "durante tras antes después ante lunes martes miércoles jueves viernes sábado domingo que quien "
    "nel nella durante dopo prima ai alla che lunedì martedì mercoledì giovedì venerdì sabato domenica"
)
_OF = word_set(
    "of for from at in with to de du des del della di degli dello dei delle dell von der des für im in aus pour zu bei"
)
_LEADING = word_set("but and while then so yet however meanwhile though aber und doch mais et pero y ma e")
