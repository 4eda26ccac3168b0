"""Who speaks in sentences that do not say so themselves? Speeches over several sentences, pronouns, surnames.

A quotation without a speaker of its own belongs to whoever spoke in the sentence before; `she` is the last woman who
spoke or was named; `Borrell` is `Josep Borrell` once the article has named him so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pactwatch.claims.quotes import share
from pactwatch.claims.wordings import Read
from pactwatch.claims.words import Words, words_for
from pactwatch.claims.words.people import MEN, WOMEN
from pactwatch.model import Name, Quote, Wording

# A quotation that fills less of its sentence than this is a phrase in somebody else's sentence ("called it “timely”").
MOSTLY_QUOTED = 0.6


def with_speakers(paragraphs: Sequence[Sequence[Read]], kinds: Sequence[str], language: str | None) -> list[Wording]:
    """Give the wordings of a text in order, each in its place, with the speakers that follow from those round it.

    *kinds* are those of the paragraphs.
    """
    scene = _Scene(words_for(language), _full_names(paragraphs))
    out: list[Wording] = []
    for number, (paragraph, kind) in enumerate(zip(paragraphs, kinds, strict=True)):
        for index, one in enumerate(paragraph):
            out.append(_placed(one.wording, len(out), kind, number, _speaker(one, scene, paragraph, index)))
        # A speech over several paragraphs opens each of them with a mark of its own.
        scene.open_quote = False
    return out


def _full_names(paragraphs: Sequence[Sequence[Read]]) -> dict[str, str]:
    """Map the last word of each person's name to the full name, where only one person of the text bears it."""
    found: dict[str, set[str]] = {}
    for paragraph in paragraphs:
        for one in paragraph:
            for name in one.wording.names:
                words = name.text.split()
                if name.kind == "person" and len(words) > 1:
                    for key in {
                        words[-1].casefold(),
                        " ".join(words[1:]).casefold(),
                        *([words[0].casefold()] if len(words) == 2 else []),
                    }:
                        found.setdefault(key, set()).add(name.text)
    return {key: next(iter(names)) for key, names in found.items() if len(names) == 1}


@dataclass(slots=True)
class _Scene:
    """Who was speaking or named last."""

    words: Words
    full: dict[str, str]
    speaker: str | None = None
    speaker_gender: str = ""
    speaker_is_person: bool = False
    people: list[tuple[str, str]] = field(default_factory=list)
    """(name, gender) of the persons named, the last one at the end."""
    open_quote: bool = False
    """Whether a quotation was opened and not closed yet."""
    fresh: bool = False
    """Whether the last sentence told who speaks, or named somebody who may."""

    def complete(self, name: str) -> str:
        """Give the full name for a surname."""
        return self.full.get(name.casefold(), name)

    def named(self, names: Sequence[Name]) -> None:
        """Remember who was named."""
        for name in names:
            if name.kind == "person" or (name.kind == "name" and name.text.casefold() in self.full):
                full = self.complete(name.text)
                gender = _gender_of(name, self.words) or next(
                    (g for n, g in reversed(self.people) if n == full and g), ""
                )
                gender = gender or _gender_of(replace(name, text=full), self.words)
                self.people = [*self.people[-19:], (full, gender)]

    def antecedent(self, gender: str) -> str | None:
        """Give whom a pronoun means: the last speaker if he or she can be meant, else the last person named."""
        if self.speaker_is_person and self.speaker is not None and _agrees(self.speaker_gender, gender):
            recent = [name for name, known in self.people[-3:] if known == gender and gender and name != self.speaker]
            if self.speaker_gender == gender or not recent:
                return self.speaker
        fitting = [name for name, known in reversed(self.people) if _agrees(known, gender)]
        sure = [name for name, known in reversed(self.people) if known == gender]
        return next(iter(sure), None) or next(iter(fitting), None)

    def speaks(self, name: str, gender: str, *, person: bool) -> None:
        """Let somebody speak."""
        self.speaker, self.speaker_gender, self.speaker_is_person = name, gender, person


def _agrees(known: str, wanted: str) -> bool:
    return not known or not wanted or known == wanted


def _speaker(one: Read, scene: _Scene, paragraph: Sequence[Read], index: int) -> str | None:
    """Give who says one sentence, and let the scene go on."""
    inside = scene.open_quote and not one.quoted
    # Inside a quotation "officials said" is part of what is quoted.
    speaker = scene.speaker if inside else _own_speaker(one, scene)
    if speaker is None:
        speaker = _carried(one, scene, paragraph, index)
    scene.named(one.wording.names)
    _follow(one, scene, speaker)
    return speaker


def _own_speaker(one: Read, scene: _Scene) -> str | None:
    """Give the speaker that the sentence itself tells, with pronouns and surnames resolved."""
    found = one.speaker
    if found is None:
        return None
    if found.how == "name" and found.name is not None:
        full = scene.complete(found.text)
        gender = _gender_of(found.name, scene.words) or _gender_of(replace(found.name, text=full), scene.words)
        gender = gender or next((g for n, g in reversed(scene.people) if n == full), "")
        scene.speaks(full, gender, person=found.name.kind in ("person", "name"))
        return full
    if found.how == "pronoun":
        return _meant(one, scene)
    scene.speaks(found.text, found.gender, person=True)
    return found.text


def _meant(one: Read, scene: _Scene) -> str | None:
    """Resolve a pronoun; one that cannot be resolved stays as printed."""
    assert one.speaker is not None
    low = one.speaker.text.lower()
    if low in _NOBODY:
        return None
    if low in _FIRST_PERSON:
        return one.speaker.text
    if low in _NEUTER:
        return (
            scene.speaker
            if scene.speaker and all(name != scene.speaker for name, _ in scene.people)
            else one.speaker.text
        )
    # In "X met Y. He said …" the names of the sentence itself come first only if they stand before the pronoun.
    meant = scene.antecedent(one.speaker.gender)
    if meant is None and not low:
        meant = scene.speaker
    if meant is None:
        return one.speaker.text or None
    gender = one.speaker.gender or next((g for n, g in reversed(scene.people) if n == meant), "")
    scene.speaks(meant, gender, person=True)
    return meant


_FIRST_PERSON = frozenset(("i", "ich", "je", "yo", "io"))
_NOBODY = frozenset(("we", "wir", "nous", "on", "man", "you", "es"))
_NEUTER = frozenset(("it", "they", "sie_pl", "ils", "elles", "ellos", "loro"))


def _carried(one: Read, scene: _Scene, paragraph: Sequence[Read], index: int) -> str | None:
    """Give the speaker of a quotation that does not name its own."""
    text, quoted = one.wording.text, list(one.quoted)
    if scene.open_quote or (quoted and share(text, quoted) >= MOSTLY_QUOTED):
        following = paragraph[index + 1] if index + 1 < len(paragraph) else None
        # A quotation that goes on into the next sentence belongs to whoever that one names.
        if following is not None and following.speaker is not None and not quoted_all(following) and not scene.fresh:
            return scene.complete(following.speaker.text) if following.speaker.how == "name" else scene.speaker
        if scene.fresh or scene.open_quote:
            return scene.speaker
    return None


def quoted_all(one: Read) -> bool:
    """Whether a sentence is nothing but a quotation."""
    return share(one.wording.text, list(one.quoted)) >= 0.9


def _follow(one: Read, scene: _Scene, speaker: str | None) -> None:
    """Remember what the next sentence needs."""
    if one.quoted:
        last = one.quoted[-1]
        scene.open_quote = not last.closed
    elif scene.open_quote and speaker is None:
        scene.open_quote = False
    if speaker is not None:
        scene.fresh = True
        return
    # "Kishida praised the pact. “It is historic.”": whoever the sentence is about may speak next.
    subject = _subject(one.wording, scene)
    scene.fresh = subject is not None
    if subject is not None:
        full = scene.complete(subject.text)
        gender = next((g for n, g in reversed(scene.people) if n == full), "")
        scene.speaks(full, gender, person=True)


def _subject(wording: Wording, scene: _Scene) -> Name | None:
    """Give the person a sentence begins with."""
    for name in wording.names:
        if name.start > 60:
            return None
        if name.kind == "person" or name.text.casefold() in scene.full:
            return name
    return None


def _placed(wording: Wording, position: int, kind: str, paragraph: int, speaker: str | None) -> Wording:
    """Give a wording its place and speaker. Built field by field: `dataclasses.replace` took a tenth of all time."""
    quotes = wording.quotes
    if quotes and speaker != wording.speaker:
        quotes = tuple(Quote(quote.text, quote.start, quote.end, speaker) for quote in quotes)
    return Wording(
        wording.text,
        position,
        kind,
        paragraph,
        speaker,
        quotes,
        wording.figures,
        wording.dates,
        wording.names,
        wording.modality,
        wording.polarity,
        wording.language,
    )


def _gender_of(name: Name, words: Words) -> str:
    """Give `f`, `m` or nothing: by the given name or the office.

    >>> from pactwatch.claims.words import words_for
    >>> _gender_of(Name("Ursula von der Leyen", 0, 20), words_for("en"))
    'f'
    """
    given = name.text.split()[0].lower() if name.text.split() else ""
    office = set((name.office or "").lower().split())
    if given in WOMEN or office & words.feminine or any(o.endswith("in") and words.code == "de" for o in office):
        return "f"
    return "m" if given in MEN or office & words.masculine else ""
