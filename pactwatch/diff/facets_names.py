"""Which names came, went or changed places between two wordings, and which were only written in another way?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pactwatch.diff.findings import Finding, found, frame, same_frame, three
from pactwatch.diff.lexicon import articles, joiners, other_names, pronouns
from pactwatch.diff.residue import Residue, misspelled, same_stem, without_accents, words_of
from pactwatch.diff.spelling import UNSPACED, common_signs
from pactwatch.diff.titles import titles
from pactwatch.model import Name, Wording


def compare_names(old: Wording, new: Wording) -> tuple[list[Finding], set[str]]:
    """Compare the names; also give the words of names that were written in another form."""
    (gone, shortened), (come, lengthened) = _missing_names(old, new), _missing_names(new, old)
    explained = {word for name in shortened for word in _words_with_rest(name, old)}
    explained |= {word for name in lengthened for word in _words_with_rest(name, new)}
    glossed = _glossed(old.text, new.text) | _glossed(new.text, old.text)
    entitled_old, entitled_new = titles(old, new), titles(new, old)
    glossed |= {word for title in (*entitled_old, *entitled_new) for word in title.words}
    gone = [name for name in gone if not set(words_of(name.text)) <= glossed]
    come = [name for name in come if not set(words_of(name.text)) <= glossed]
    explained |= glossed
    findings = []
    for name in list(gone):
        twin = next((other for other in come if spelled_alike(name.text, other.text)), None)
        if twin is not None:
            gone.remove(name)
            come.remove(twin)
            findings.append(found("name-spelling", "name", name.text, twin.text))
    gone = [name for name in gone if not _is_slip(name, new)]
    come = [name for name in come if not _is_slip(name, old)]
    if gone and not come and _has_more_pronouns(new, old):
        findings += [found("name-or-pronoun", "name", name.text, None) for name in gone]
        explained |= {word for name in gone for word in words_of(name.text)}
        gone = []
    elif come and not gone and _has_more_pronouns(old, new):
        findings += [found("name-or-pronoun", "name", None, name.text) for name in come]
        explained |= {word for name in come for word in words_of(name.text)}
        come = []
    findings += three("name", [name.text for name in gone], [name.text for name in come])
    if not findings:
        findings += [found("name-form", "name", name.text, None) for name in shortened]
        findings += [found("name-form", "name", None, name.text) for name in lengthened]
        findings += [found("name-form", "name", title.text, title.name.text) for title in entitled_old]
        findings += [found("name-form", "name", title.name.text, title.text) for title in entitled_new]
        findings += _swapped_names(old, new)
    return findings + _offices(old, new), explained


# A body's full name before its short one: 世界保健機関（WHO）, Office des forêts (ONF).
_SHORT = re.compile(r" ?[（(]([A-ZÀ-Þ][A-ZÀ-Þa-z]{1,7})[)）]")
_FULL = re.compile(r"(?:[ァ-ヿー一-鿿・]{3,24}|[^\W\d_][\w'’-]+(?: [\w'’-]+){1,7})$")
# No full name is longer.
_LONGEST_FULL = 120


def _glossed(here: str, there: str) -> set[str]:
    """Give the words of a full name that explains a short one, where the other text has only the short one."""
    explained: set[str] = set()
    for match in _SHORT.finditer(here) if "(" in here or "（" in here else ():
        short = match[1]
        behind = here[max(0, match.start() - _LONGEST_FULL) : match.start()]
        before = _FULL.search(behind)
        if before is None or f"({short})" in there or f"（{short}）" in there:
            continue
        full = before.group()
        if short not in there:
            explained |= set(words_of(short)) if _ends_alike(full, there) else set()
            continue
        words: Sequence[str] = words_of(full)
        if full[0] <= UNSPACED:
            words = _behind_initials(words, short.casefold())
        if not (set(words) - articles()) & set(words_of(there)):
            explained |= set(words)
    return explained


# So much of a full name that stays tells that it stays.
_FULL_END = 6


def _ends_alike(full: str, there: str) -> bool:
    """Whether the end of a full name, which may have caught more than the name, stands in the other text."""
    return len(full) >= _FULL_END and full[-_FULL_END:] in there


def _behind_initials(words: Sequence[str], short: str) -> Sequence[str]:
    """Give the words from the one on that the first letter of *short* begins, if its letters stand in them in order.

    They begin words, or each word begins with one of them: "Internationale Atomenergiebehörde (IAEA)".
    """
    first = next((k for k, word in enumerate(words) if word[0] == short[0]), len(words))
    named = [without_accents(word) for word in words[first:]]
    short = without_accents(short)
    initials, letters, own = iter([word[0] for word in named]), iter("".join(named)), iter(short)
    begin_words = all(letter in initials for letter in short)
    begun = all(letter in letters for letter in short) and all(word[0] in own for word in named)
    return words[first:] if begin_words or begun else ()


def _missing_names(here: Wording, there: Wording) -> tuple[list[Name], list[Name]]:
    """Give the names of one wording that the other does not print at all, and those that it prints in another form."""
    words = words_of(there.text)
    known = set(words)
    missing: list[Name] = []
    reformed: list[Name] = []
    for name in here.names:
        if name.text and name.text[0] > UNSPACED:
            if common_signs(name.text) not in common_signs(there.text):
                known_as = _is_longer_form(name, there) or _has_other_name(name, here, there)
                (reformed if known_as else missing).append(name)
            continue
        parts = [word for word in words_of(name.text) if len(word) > 1]
        absent = [word for word in parts if word not in known]
        absent = [word for word in absent if not any(len(other) > 4 and same_stem(word, other) for other in known)]
        if not absent:
            continue
        if len(absent) == len(parts) or _rival(name, there):
            reformed_here = (
                _initials_in(parts, known) or _written_out(parts, words) or _has_other_name(name, here, there)
            )
            (reformed if reformed_here else missing).append(name)
        elif name.kind == "person":
            reformed.append(name)  # the surname stays
    return missing, reformed


# A word of a name of so many letters is taken for a slip in any other word; shorter ones are other names (Iran, Iraq).
_SLIP_LENGTH = 7


def _is_slip(name: Name, there: Wording) -> bool:
    """Whether the other wording spells a name right or wrong where the reader saw no name."""
    known = set(words_of(there.text))
    return all(
        word in known or (len(word) >= _SLIP_LENGTH and any(misspelled(word, other) for other in known))
        for word in words_of(name.text)
    )


def _is_longer_form(name: Name, there: Wording) -> bool:
    """Whether a name without spaces begins with one on the other side (岩屋毅, 岩屋), or ends so behind a dot."""
    return any(
        len(other.text) > 1 and (name.text.startswith(other.text) or name.text.endswith("・" + other.text))
        for other in there.names
    )


def _full_name(name: Name, wording: Wording) -> str | None:
    """Give the known name of a body that *name* is or begins ("Union" of "Union européenne")."""
    text = wording.text[name.start :].casefold()
    alone = name.text.casefold().replace(".", "").replace("’", "'")
    for known in (text, text.replace(".", "")):
        for full in other_names():
            if known.startswith(full) and full.startswith(alone) and not known[len(full) : len(full) + 1].isalpha():
                return full
    return alone if alone in other_names() else None


def _has_other_name(name: Name, here: Wording, there: Wording) -> bool:
    """Whether the other wording calls the same body by another of its known names."""
    full = _full_name(name, here)
    return full is not None and any(
        other in other_names()[full] for name in there.names if (other := _full_name(name, there))
    )


def _words_with_rest(name: Name, wording: Wording) -> tuple[str, ...]:
    """Give the words of a name, with what belongs to it in lower case."""
    full = _full_name(name, wording)
    return words_of(name.text) + (words_of(full) if full else ())


def _rival(name: Name, there: Wording) -> bool:
    """Whether the other wording has a name that shares a word with this one but differs in another."""
    mine = set(words_of(name.text))
    return any(
        mine & (theirs := set(words_of(other.text))) and mine - theirs and theirs - mine for other in there.names
    )


def _initials_in(parts: Sequence[str], known: set[str]) -> bool:
    """Whether the other side has the name's initials ("United Nations", "UN")."""
    return len(parts) > 1 and "".join(part[0] for part in parts) in known


def _written_out(parts: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the name is the initials of words that follow one another on the other side."""
    if len(parts) != 1 or not 2 <= len(parts[0]) <= 6 or not parts[0].isascii():
        return False
    return parts[0] in "".join(word[0] for word in words if word not in ("of", "the", "and", "for"))


# A name of fewer letters than this is another name when one letter differs (Iran, Iraq).
_SPELLED_LENGTH = 5


def spelled_alike(one: str, other: str) -> bool:
    """Whether two names are one, corrected by a letter or two in a word."""
    a, b = words_of(without_accents(one)), words_of(without_accents(other))
    if "".join(a) == "".join(b):
        return True
    if len(a) != len(b):
        return False
    differing = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return len(differing) == 1 and all(
        min(len(x), len(y)) >= _SPELLED_LENGTH and misspelled(x, y) for x, y in differing
    )


def capitals_for_pronoun(old: Wording, new: Wording, left: Residue) -> tuple[list[Finding], set[str]]:
    """Find a name that only its place hides: at the head of a sentence, where the other wording has a pronoun."""
    for here, there, words, others in ((old, new, left.old, left.new), (new, old, left.new, left.old)):
        if not words or others or len(words) > 3 or not _has_more_pronouns(there, here):
            continue
        if all(word.capitalize() in here.text for word in words):
            name = " ".join(word.capitalize() for word in words)
            return [found("name-or-pronoun", "name", *((name, None) if here is old else (None, name)))], set(words)
    return [], set()


def _has_more_pronouns(here: Wording, there: Wording) -> bool:
    mine, theirs = words_of(here.text), words_of(there.text)
    return sum(word in pronouns() for word in mine) > sum(word in pronouns() for word in theirs)


def _swapped_names(old: Wording, new: Wording) -> list[Finding]:
    a, b = [name.key for name in old.names], [name.key for name in new.names]
    if a == b or sorted(a) != sorted(b) or not same_frame(old, old.names, new, new.names):
        return []
    first = next(k for k in range(len(a)) if a[k] != b[k])
    last = next(k for k in range(len(a) - 1, -1, -1) if a[k] != b[k])
    between = frame(old.text, old.names)[first + 1 : last + 1]
    if all(set(piece.split()) <= joiners() | articles() | {"as", "well"} for piece in between):
        return []  # "Japan and the EU" is "the EU and Japan"
    return [found("name-swapped", "name", ", ".join(n.text for n in old.names), ", ".join(n.text for n in new.names))]


def _offices(old: Wording, new: Wording) -> list[Finding]:
    """Compare the offices of those who are named in both."""
    findings = []
    held = {name.key: name.office for name in new.names if name.office}
    for name in old.names:
        other = held.get(name.key)
        if not name.office or not other:
            continue
        a, b = set(words_of(name.office)), set(words_of(other))
        if a - b and b - a and not any(same_stem(x, y) or misspelled(x, y) for x in a - b for y in b - a):
            findings.append(found("office-changed", "name", f"{name.office} {name.text}", f"{other} {name.text}"))
    return findings
