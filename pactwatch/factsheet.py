"""The fact sheet in words: how a value, its outlets and their sentences are put, on a terminal and as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pactwatch.alerts import one_line
from pactwatch.model import Said

if TYPE_CHECKING:
    from pactwatch.facts import Answer, Value

Edits = Mapping[str, Sequence[tuple[str | None, str | None]]]
"""By the address of a copy: what it changed against its original."""


def together(answer: Answer) -> list[tuple[list[str], Value]]:
    """Put values side by side that the same outlets give in the same sentences, such as two people who signed."""
    found: dict[tuple[tuple[str, str], ...], tuple[list[str], Value]] = {}
    for value in answer.values:
        key = tuple(dict.fromkeys((said.outlet, said.fact.sentence) for said in value.said))
        labels, _ = found.setdefault(key, ([], value))
        labels.append(value.label)
    return list(found.values())


def carried_by(value: Value) -> str:
    """Name the outlets that give a value; say how many voices they are where some copy others, and who is official."""
    names = ", ".join(value.outlets)
    voices = "1 voice" if len(value.voices) == 1 else f"{len(value.voices)} voices"
    notes = [f"{len(value.outlets)} outlets, {voices}"]
    notes = notes if len(value.voices) < len(value.outlets) else []
    notes += ["official"] if value.official else []
    return f"{names} ({'; '.join(notes)})" if notes else names


def one_of_each_voice(said: Sequence[Said]) -> list[Said]:
    """Leave out the copies: of each voice the original's sentences, or those of the first that carries it."""
    speaks: dict[str, str] = {}
    for one in said:
        voice = one.voice or one.article_url
        if voice == one.article_url or voice not in speaks:
            speaks[voice] = one.article_url
    return [one for one in said if speaks[one.voice or one.article_url] == one.article_url]


def saying(said: Said) -> str:
    """Give the sentence with what it makes of its value: a role, a plan, somebody else's words."""
    fact = said.fact
    marks = [fact.role] if fact.role else []
    marks += [fact.modality] if fact.modality != "done" else []
    marks += [f"says {one_line(fact.speaker)}"] if fact.speaker else []
    quoted = f"“{one_line(fact.evidence)}”"
    return f"{', '.join(marks)}: {quoted}" if marks else quoted


# Edits that are shown of one copy on a terminal; `--json` has them all.
_EDITS_SHOWN = 3


def local_edits(value: Value, edits: Edits) -> Iterator[str]:
    """Say what the copies of a report changed in it."""
    outlets = {one.article_url: one.outlet for one in value.said}
    for url, outlet in outlets.items():
        for old, new in edits.get(url, ())[:_EDITS_SHOWN]:
            if old and new:
                yield f"{outlet} changed “{one_line(old)}” to “{one_line(new)}”"
            else:
                yield f"{outlet} {'cut' if old else 'added'} “{one_line(old or new or '')}”"


def mixed_up(answer: Answer) -> Iterator[str]:
    """Say which outlets take the work asked about for another."""
    for one in answer.mix_ups:
        others = ", ".join(one.others)
        yield f"{one.said.outlet} may mean the {one.other_work}, of which {others} say {one.said.fact.label}"


def verdict_words(answer: Answer) -> str:
    """Say an answer's verdict as a person would."""
    if answer.verdict == "diverging":
        return "contradicted" if answer.kind == "asserted" else "accounts diverge"
    return "since updated" if answer.verdict == "superseded" else answer.verdict


def as_plain(answer: Answer, edits: Edits) -> dict[str, object]:
    """Make an answer ready for JSON."""
    return {
        "question": answer.question,
        "label": answer.label,
        "verdict": answer.verdict,
        "kind": answer.kind or None,
        "values": [_value(value, edits) for value in answer.values],
        "superseded": [_value(value, edits) for value in answer.superseded],
        "mixed_up": [
            {
                "outlet": one.said.outlet,
                "url": one.said.article_url,
                "value": one.said.fact.value,
                "sentence": one.said.fact.evidence,
                "other_question": one.other_question,
                "other_work": one.other_work,
                "others": list(one.others),
            }
            for one in answer.mix_ups
        ],
    }


def _value(value: Value, edits: Edits) -> dict[str, object]:
    """Make a value ready for JSON."""
    return {
        "value": value.value,
        "label": value.label,
        "side": value.side,
        "official": value.official,
        "outlets": list(value.outlets),
        "voices": list(value.voices),
        "said": [
            {
                "outlet": said.outlet,
                "url": said.article_url,
                "voice": said.voice or said.article_url,
                "role": said.fact.role,
                "modality": said.fact.modality,
                "speaker": said.fact.speaker,
                "sentence": said.fact.sentence,
                "beside": said.fact.beside or None,
                "start": said.fact.start,
                "end": said.fact.end,
                "published_at": said.said_at or None,
                "since_at": said.since_at or None,
                "ended_at": said.ended_at,
                "edits": [{"old": old, "new": new} for old, new in edits.get(said.article_url, ())],
            }
            for said in value.said
        ],
    }
