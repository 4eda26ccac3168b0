"""Wordings and changes in the form that SQLite keeps: compact JSON without what equals its default."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import MISSING, fields
from functools import cache
from typing import Any, TypeVar

from pactwatch.model import Change, Figure, Moment, Name, Quote, Wording

Part = TypeVar("Part", Quote, Figure, Moment, Name)

_SURROGATE = re.compile("[\ud800-\udfff]")
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

# What makes two wordings of a claim the same row: everything but where they stand.
TextRow = tuple[str, str, str | None, str | None, str | None, str | None, str | None, str, str, str | None]


def to_json(value: object) -> str:
    """Write compact JSON that stays readable in any script.

    A lone surrogate, which a page can contain but UTF-8 cannot, becomes U+FFFD.

    >>> to_json(["¥1bn", None])
    '["¥1bn",null]'
    """
    return clean(_ENCODER.encode(value))


def clean(text: str) -> str:
    """Make *text* storable: SQLite cannot keep lone surrogates.

    >>> clean("a\\ud800b") == "a\\ufffdb"
    True
    """
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def clean_or_none(text: str | None) -> str | None:
    """Make *text* storable, if there is any."""
    return None if text is None else clean(text)


@cache
def insert_into(table: str, columns: str) -> str:
    """Write the INSERT for *columns*, named in one text with spaces between.

    >>> insert_into("facts", "id end")
    'INSERT INTO facts ("id", "end") VALUES (?, ?)'
    """
    names = columns.split()
    listed = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table} ({listed}) VALUES ({', '.join('?' * len(names))})"


def insert_together(db: sqlite3.Connection, insert: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Write *rows* by one statement, *insert* being what `insert_into` gives for one.

    For tables with a full-text index: FTS5 writes out a segment of its index at the end of every statement.
    """
    for start in range(0, len(rows), _TOGETHER):
        part = rows[start : start + _TOGETHER]
        head, values = insert.split(" VALUES ")
        db.execute(f"{head} VALUES {', '.join([values] * len(part))}", [value for row in part for value in row])


# Rows of one statement: SQLite takes 32,766 parameters.
_TOGETHER = 500


def wording_row(wording: Wording) -> TextRow:
    """Give the columns kind … language of `wording_texts`."""
    return (
        wording.kind,
        clean(wording.text),
        clean_or_none(wording.speaker),
        _parts(wording.quotes),
        _parts(wording.figures),
        _parts(wording.dates),
        _parts(wording.names),
        wording.modality,
        wording.polarity,
        wording.language,
    )


def read_wording_row(position: int, paragraph: int, row: Sequence[Any]) -> Wording:
    """Undo `wording_row`; the elements of a database row are `Any` because SQLite does not say."""
    kind, text, speaker, quotes, figures, dates, names, modality, polarity, language = row
    return Wording(
        text=text,
        position=position,
        kind=kind,
        paragraph=paragraph,
        speaker=speaker,
        quotes=_read_parts(Quote, quotes),
        figures=_read_parts(Figure, figures),
        dates=_read_parts(Moment, dates),
        names=_read_parts(Name, names),
        modality=modality,
        polarity=polarity,
        language=language,
    )


def differences(change: Change) -> str:
    """Write what differs inside a change."""
    return to_json([{"facet": d.facet, "old": d.old, "new": d.new} for d in change.verdict.differences])


_FIELDS: dict[type, tuple[tuple[str, object], ...]] = {
    cls: tuple((field.name, field.default) for field in fields(cls)) for cls in (Quote, Figure, Moment, Name)
}


def _parts(parts: Sequence[Part]) -> str | None:
    """Write a list of parts; None for an empty one."""
    if not parts:
        return None
    listed = []
    for part in parts:
        values = ((name, getattr(part, name), default) for name, default in _FIELDS[type(part)])
        listed.append({name: value for name, value, default in values if default is MISSING or value != default})
    return to_json(listed)


def _read_parts(cls: type[Part], text: str | None) -> tuple[Part, ...]:
    """Undo `_parts`."""
    return tuple(cls(**part) for part in json.loads(text)) if text else ()
