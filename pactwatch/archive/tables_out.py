"""Hand the archive's tables to other programs: CSV, JSON Lines or Parquet, one file each, with a description.

Everything streams: what is in memory is one batch of rows. All tables are read at one moment, whoever writes meanwhile.
"""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pactwatch.archive.archive import Archive
from pactwatch.archive.describe import ColumnDoc, TableDoc, describe
from pactwatch.archive.failures import as_sentences
from pactwatch.errors import NoSpace, UsageError, discard, while_writing

# Rows held at a time: about 10 MB of the longest table, versions.
_BATCH = 1_000
# How we are to be treated by hosts is nobody else's business, bodies leave as WARC, and `wordings` says what the two
# tables under it say.
_INSIDE = frozenset({"bodies", "hosts", "keyframes", "wording_texts", "wording_places"})
_VIEWS = frozenset({"wordings"})
DESCRIPTION = "datapackage.json"


@dataclass(frozen=True, slots=True)
class Written:
    """One table that was written."""

    table: str
    file: str
    rows: int


def exportable() -> list[TableDoc]:
    """Give the tables that are handed out, in the order of the schema."""
    docs = describe()
    notes = {column.name: column for doc in docs if doc.name in _INSIDE for column in doc.columns}
    found = []
    for doc in docs:
        if doc.kind == "table" and doc.name not in _INSIDE:
            found.append(doc)
        elif doc.name in _VIEWS:
            columns = tuple(
                ColumnDoc(c.name, c.type, notes[c.name].note if c.name in notes else c.note) for c in doc.columns
            )
            found.append(TableDoc(doc.name, doc.kind, doc.note, columns))
    return found


def export_tables(archive: Archive, folder: Path, form: str, only: Sequence[str] = ()) -> Iterator[Written]:
    """Write each table to *folder* as *form* (`csv`, `jsonl`, `parquet`), and `datapackage.json`, which describes them.

    A file appears under its name once it is whole.

    Raises:
        UsageError: an unknown table, a folder that holds other things, or no pyarrow for `parquet`.
        NoSpace: the folder cannot be written, or the disk is full: what is whole by then stays.
    """
    docs = _chosen(only)
    write = _writer(form)
    _make_folder(folder)
    done: list[tuple[TableDoc, Written]] = []
    with _one_moment(archive) as db:
        for doc in docs:
            file = folder / f"{doc.name}.{form}"
            part = file.with_name(file.name + ".part")
            names = ", ".join(f'"{column.name}"' for column in doc.columns)
            try:
                with while_writing(file):
                    rows = write(db.execute(f"SELECT {names} FROM {doc.name} ORDER BY 1, 2"), doc, part)
                    part.replace(file)
            finally:
                discard(part)
            done.append((doc, Written(doc.name, file.name, rows)))
            yield done[-1][1]
    text = json.dumps(_description(done, form), ensure_ascii=False, indent=2)
    with while_writing(folder / DESCRIPTION):
        (folder / DESCRIPTION).write_text(text + "\n", encoding="utf-8")


def _chosen(only: Sequence[str]) -> list[TableDoc]:
    """Give the tables that were asked for; all without a word."""
    docs = exportable()
    known = {doc.name for doc in docs}
    for name in only:
        if name not in known:
            raise UsageError(f"no table {name} to export; there are {', '.join(sorted(known))}.")
    return [doc for doc in docs if not only or doc.name in only]


def _make_folder(folder: Path) -> None:
    """Make the folder, or take one that holds nothing but an earlier export."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        inside = [path.name for path in folder.iterdir()]
    except FileExistsError:
        raise UsageError(f"{folder}: a file; tables are exported into a folder of their own.") from None
    except OSError as error:
        raise NoSpace(f"{folder}: cannot be made ({error.strerror}); choose another.") from None
    if inside and DESCRIPTION not in inside and not all(name.endswith(".part") for name in inside):
        raise UsageError(f"{folder}: holds other files; export into a folder of its own.")


@contextmanager
def _one_moment(archive: Archive) -> Iterator[sqlite3.Connection]:
    """Read everything as of one moment."""
    with as_sentences(archive.path):
        db = archive.db.conn
        db.execute("BEGIN")
        try:
            yield db
        finally:
            if db.in_transaction:
                db.execute("ROLLBACK")


# ---------------------------------------------------------------- the forms


def _writer(form: str) -> Callable[[sqlite3.Cursor, TableDoc, Path], int]:
    """Give what writes a form."""
    if form == "parquet":
        _pyarrow()
        return _write_parquet
    return {"csv": _write_csv, "jsonl": _write_jsonl}[form]


def _batches(cursor: sqlite3.Cursor) -> Iterator[list[tuple[Any, ...]]]:
    """Give the rows a batch at a time; their elements are `Any` because SQLite does not say."""
    while batch := cursor.fetchmany(_BATCH):
        yield batch


def _write_csv(cursor: sqlite3.Cursor, doc: TableDoc, file: Path) -> int:
    """Write RFC 4180 as UTF-8, with what a spreadsheet would run as a formula made text."""
    count = 0
    with file.open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out)
        write.writerow([column.name for column in doc.columns])
        for batch in _batches(cursor):
            count += len(batch)
            write.writerows([harmless(value) for value in row] for row in batch)
    return count


def harmless(value: object) -> object:
    """Put an apostrophe before text that a spreadsheet would take for a formula (OWASP, "CSV Injection").

    >>> harmless('=HYPERLINK("http://x")'), harmless(-3), harmless("plain")
    ('\\'=HYPERLINK("http://x")', -3, 'plain')
    """
    if isinstance(value, str) and value.lstrip(_BLANKS).startswith(_FORMULA_SIGNS):
        return "'" + value
    return value


# The full-width signs are read as their ASCII selves by spreadsheets in Japanese.
_BLANKS = " \u00a0\u3000\ufeff"
_FORMULA_SIGNS = tuple("=+-@\t\r\n＝＋－＠")


def _write_jsonl(cursor: sqlite3.Cursor, doc: TableDoc, file: Path) -> int:
    """Write one JSON object a line; columns that hold JSON become lists and objects."""
    names = [column.name for column in doc.columns]
    parsed = [place for place, column in enumerate(doc.columns) if _holds_json(column)]
    count = 0
    with file.open("w", encoding="utf-8") as out:
        for batch in _batches(cursor):
            count += len(batch)
            for row in batch:
                values = list(row)
                for place in parsed:
                    values[place] = json.loads(values[place]) if values[place] is not None else None
                out.write(json.dumps(dict(zip(names, values, strict=True)), ensure_ascii=False) + "\n")
    return count


def _write_parquet(cursor: sqlite3.Cursor, doc: TableDoc, file: Path) -> int:
    """Write Parquet with zstd, a row group for each batch."""
    pa, pq = _pyarrow()
    kinds = {"INTEGER": pa.int64(), "REAL": pa.float64(), "TEXT": pa.string()}
    schema = pa.schema(
        [
            pa.field(column.name, kinds.get(column.type, pa.string()), metadata={"description": column.note})
            for column in doc.columns
        ]
    )
    count = 0
    with pq.ParquetWriter(file, schema, compression="zstd") as out:
        for batch in _batches(cursor):
            count += len(batch)
            columns = list(zip(*batch, strict=True))
            arrays = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
            out.write_table(pa.Table.from_arrays(arrays, schema=schema))
    return count


def _pyarrow() -> tuple[Any, Any]:
    """Give pyarrow, which is an optional extra and ships no types (hence `Any`)."""
    try:
        # 40 MB that only this needs
        import pyarrow  # the same
        from pyarrow import parquet  # an optional extra
    except ImportError:
        raise UsageError("Parquet needs pyarrow: `pip install pyarrow`, or export --csv or --jsonl.") from None
    return pyarrow, parquet


# ---------------------------------------------------------------- the description


def _holds_json(column: ColumnDoc) -> bool:
    """Whether a column's text is JSON: its comment says so."""
    return column.note.startswith("JSON")


def _description(done: Sequence[tuple[TableDoc, Written]], form: str) -> Mapping[str, object]:
    """Describe the files as a data package (https://datapackage.org, version 1)."""
    return {
        "profile": "data-package",
        "name": "pactwatch-archive",
        "resources": [_resource(doc, written, form, {d.name for d, _ in done}) for doc, written in done],
    }


def _resource(doc: TableDoc, written: Written, form: str, present: set[str]) -> Mapping[str, object]:
    """Describe one file."""
    kinds = {"INTEGER": "integer", "REAL": "number"}
    fields = []
    for column in doc.columns:
        kind = kinds.get(column.type, "string")
        if form == "jsonl" and _holds_json(column):
            kind = "object" if "object" in column.note[:12] else "array"
        fields.append({"name": column.name, "type": kind, "description": column.note})
    keys = [
        {"fields": column.name, "reference": {"resource": table, "fields": other}}
        for column in doc.columns
        for table, _, other in [(column.refers_to or "").partition(".")]
        if table in present
    ]
    note = doc.note
    if form == "csv":
        note += " (text that a spreadsheet would run as a formula has an apostrophe before it)"
    return {
        "name": doc.name,
        "path": written.file,
        "format": form,
        "encoding": "utf-8",
        "description": note,
        "rows": written.rows,
        "schema": {"fields": fields, "missingValues": [""], "foreignKeys": keys},
    }
