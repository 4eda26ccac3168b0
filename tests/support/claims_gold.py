"""How well do the readers of `pactwatch.claims` do on the tables in `tests/gate/claims/`?

Run by hand it prints the scores, and every miss of the tables named:
`python tests/support/claims_gold.py [dates] [dates_b] …`.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from found import Score

from pactwatch.claims import find_claims, read_wording, sentences
from pactwatch.model import Wording

TABLES = Path(__file__).parent.parent / "gate" / "claims"


def rows(table: str) -> Iterator[tuple[str, str | None, str]]:
    """Give language, day of publication and text of each line of a table."""
    language = ""
    published: str | None = None
    for line in (TABLES / f"{table}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            language, *day = line[1:].split()
            published = day[0] if day else None
        elif not line.startswith("#"):
            yield language, published, line


def _cases(table: str) -> Iterator[tuple[str, str | None, str, str]]:
    for language, published, line in rows(table):
        if line.strip():
            text, _, answer = line.rpartition(" => ")
            yield language, published, text, answer.strip()


def _list(answer: str, sign: str | None) -> list[str]:
    return [] if answer == "-" else [part.strip() for part in answer.split(sign) if part.strip()]


def dates(table: str) -> Score:
    """Compare the values of dates."""
    score = Score()
    for language, published, text, answer in _cases(table):
        found = [moment.value for moment in read_wording(text, language=language, published_at=published).dates]
        score.add(_list(answer, None), found, f"{language}: {text}")
    return score


def figures(table: str) -> Score:
    """Compare the keys of figures."""
    score = Score()
    for language, published, text, answer in _cases(table):
        wording = read_wording(text, language=language, published_at=published or "2024-11-05")
        score.add(_list(answer, ";"), [figure.key for figure in wording.figures], f"{language}: {text}")
    return score


def names(table: str) -> Score:
    """Compare names with their kinds and offices."""
    score = Score()
    for language, _, text, answer in _cases(table):
        found = [
            f"{name.kind}:{name.text}" + (f" [{name.office}]" if name.office and name.kind == "person" else "")
            for name in read_wording(text, language=language).names
        ]
        score.add(_list(answer, ";"), found, f"{language}: {text}")
    return score


def moods(table: str) -> Score:
    """Compare modality and polarity, each by itself."""
    score = Score()
    for language, _, text, answer in _cases(table):
        wording = read_wording(text, language=language)
        score.add(answer.split(), [wording.modality, wording.polarity], f"{language}: {text}")
    return score


def cuts(table: str) -> Score:
    """Compare where paragraphs are cut; a cut is counted by the letters before it."""
    score = Score()
    for language, _, line in rows(table):
        if line.strip():
            wanted = [part.strip() for part in line.split("|")]
            found = sentences("".join(line.split("|")), language)
            score.add(_ends(wanted), _ends(found), f"{language}: {line}\n    pieces {found}")
    return score


def _ends(pieces: list[str]) -> list[str]:
    ends: list[str] = []
    at = 0
    for piece in pieces:
        at += len("".join(piece.split()))
        ends.append(str(at))
    return ends[:-1]


# ---------------------------------------------------------------- speakers


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with who says it; *how*: `d`, `i` or `-`."""

    speakers: tuple[str, ...]
    how: str
    text: str


def passages(table: str) -> Iterator[tuple[str, list[list[Said]]]]:
    """Give the language and the paragraphs of each passage."""
    paragraphs: list[list[Said]] = [[]]
    spoken = ""
    for language, _, line in (*rows(table), ("", None, "")):
        if line.startswith("¶"):
            paragraphs.append([])
        elif line.strip():
            who, how, text = line.split(" | ", 2)
            paragraphs[-1].append(Said(() if how == "-" else tuple(who.split(" / ")), how, text))
            spoken = language
        elif paragraphs[0]:
            yield spoken, paragraphs
            paragraphs = [[]]


def speakers(table: str, how: str) -> Score:
    """Compare speakers; *how*: `d` direct quotations alone, or `all` attribution."""
    score = Score()
    for language, paragraphs in passages(table):
        joiner = "" if language == "ja" else " "
        text = "\n\n".join(joiner.join(said.text for said in paragraph) for paragraph in paragraphs)
        wordings = find_claims(text, language=language, published_at="2024-11-05")
        for said in (said for paragraph in paragraphs for said in paragraph):
            found = _wording_of(said.text, wordings)
            direct = said.how == "d" or (
                said.how == "-" and any(len(q.text) > 12 for q in (found.quotes if found else ()))
            )
            if how == "d" and not direct:
                continue
            speaker = found.speaker if found else None
            right = speaker is not None and any(_same(speaker, wanted) for wanted in said.speakers)
            score.right += right
            score.found += speaker is not None
            score.wanted += bool(said.speakers)
            if not right and (said.speakers or speaker is not None):
                score.misses.append(f"{language}: {said.text}\n    wanted {said.speakers}\n    found  {speaker}")
    return score


def _wording_of(text: str, wordings: list[Wording]) -> Wording | None:
    return next((w for w in wordings if text in w.text or (w.text in text and len(w.text) * 2 > len(text))), None)


def _same(one: str, other: str) -> bool:
    """Whether two mentions are of one: the words of one are words of the other."""
    if not one.isascii() and (one.endswith(other) or other.endswith(one)):
        return True  # Japanese has no spaces: 近くの住民 is 住民
    first, second = _content(one), _content(other)
    return bool(first and second) and (first <= second or second <= first)


def _content(text: str) -> set[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return {word for word in plain.replace("'", " ").replace("’", " ").split() if word not in _ARTICLES}


_ARTICLES = frozenset(
    [
        "the",
        "a",
        "an",
        "der",
        "die",
        "das",
        "dem",
        "den",
        "le",
        "la",
        "les",
        "l",
        "el",
        "los",
        "il",
        "lo",
        "gli",
        "un",
        "une",
        "mr",
        "ms",
        "mrs",
        "of",
    ]
)

READERS: dict[str, Callable[[str], Score]] = {
    "sentences": cuts,
    "figures": figures,
    "dates": dates,
    "names": names,
    "direct speakers": lambda table: speakers(table, "d"),
    "all speakers": lambda table: speakers(table, "all"),
    "moods": moods,
}
HALVES = ("a", "b", "c", "d")
"""`a` was written before anything was measured, `b` after the rules were fixed on `a`, `c` after they were on `b`."""


def halves() -> Iterator[tuple[str, str]]:
    """Give each reader with each of its tables."""
    for reader in READERS:
        for half in HALVES:
            if (TABLES / f"{reader.split()[-1]}_{half}.txt").exists():
                yield reader, half


def score_of(reader: str, half: str) -> Score:
    """Score one reader on one half of its table."""
    return READERS[reader](f"{reader.split()[-1]}_{half}")


def main(wanted: list[str]) -> None:
    """Print the misses of the tables named, then the scores of all."""
    lines = []
    for reader, half in halves():
        table, score = f"{reader}_{half}", score_of(reader, half)
        lines.append(f"{table:20} P {score.precision:.3f}  R {score.recall:.3f}  F {score.f:.3f}  of {score.wanted}")
        if table in wanted or reader in wanted:
            print(f"== {table}", *score.misses, sep="\n")
    print(*lines, sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
