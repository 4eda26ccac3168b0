"""The full-text indices against what they index: checked without the right to write, and rebuilt with it."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing

from pactwatch.archive.archive import Archive
from pactwatch.archive.opening import file_uri
from pactwatch.archive.schema import INDICES

# Texts that are taken apart at a time: some tenths of a second, some MB.
_ROWS = 5_000


def check_search(archive: Archive, tell: Callable[[str, int, int], None]) -> Iterator[tuple[str, str, str]]:
    """Give what is wrong with each index: its name, the row or nothing, a sentence.

    FTS5's own check wants to write. So each text is taken apart once more, into an index in memory, a portion at a
    time, and the words of all portions are compared with those of the index by a sum over word and count.
    """
    with closing(sqlite3.connect(":memory:", uri=True, isolation_level=None)) as db:
        db.execute("ATTACH ? AS archive", (file_uri(archive.path, readonly=True),))
        for index, (table, columns) in INDICES.items():
            rows = list(_rows(db, index, table))
            yield from rows
            if not rows:
                yield from _words(db, index, table, columns, tell)


def rebuild_search(archive: Archive) -> None:
    """Make the indices anew from the texts; a pass waits meanwhile, some minutes for millions of texts."""
    with archive.transaction():
        for index in INDICES:
            archive.db.conn.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")


def _rows(db: sqlite3.Connection, index: str, table: str) -> Iterator[tuple[str, str, str]]:
    """Compare which rows are there."""
    for sentence, have, want in (
        ("the search index {} knows nothing of row {} of {}", table, f"{index}_docsize"),
        ("the search index {} knows a row {} of {} that is not there", f"{index}_docsize", table),
    ):
        query = (
            f"SELECT h.id FROM archive.{have} h WHERE NOT EXISTS (SELECT 1 FROM archive.{want} w WHERE w.id = h.id) "
            "LIMIT 5"
        )
        for (row_id,) in db.execute(query):
            yield index, str(row_id), sentence.format(index, row_id, table)


def _words(
    db: sqlite3.Connection, index: str, table: str, columns: tuple[str, ...], tell: Callable[[str, int, int], None]
) -> Iterator[tuple[str, str, str]]:
    """Compare which words there are, and how often."""
    names = ", ".join(columns)
    db.execute("BEGIN")  # index and texts as of one moment; whoever writes does not wait
    try:
        db.execute(f"CREATE VIRTUAL TABLE temp.{index}_vocab USING fts5vocab(archive, {index}, row)")
        kept = _sum(db, f"{index}_vocab")
        (last,) = db.execute(f"SELECT coalesce(max(id), 0) FROM archive.{table}").fetchone()
        told = 0
        for first in range(0, last + 1, _ROWS):
            tell(f"the search index {index}", first, last + 1)
            db.execute(
                f"CREATE VIRTUAL TABLE main.{index} USING fts5({names}, content='', "
                "tokenize='unicode61 remove_diacritics 2')"
            )
            db.execute(
                f"INSERT INTO main.{index}(rowid, {names}) SELECT id, {names} FROM archive.{index}_content "
                "WHERE id >= ? AND id < ?",
                (first, first + _ROWS),
            )
            db.execute(f"CREATE VIRTUAL TABLE temp.portion USING fts5vocab(main, {index}, row)")
            told += _sum(db, "portion")
            db.execute("DROP TABLE temp.portion")
            db.execute(f"DROP TABLE main.{index}")
        tell(f"the search index {index}", last + 1, last + 1)
    except sqlite3.DatabaseError as error:
        yield index, "", f"the search index {index} cannot be read ({error})"
        return
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")
    if kept != told:
        yield index, "", f"the search index {index} knows other words than the texts of {table} hold"


def _sum(db: sqlite3.Connection, vocabulary: str) -> int:
    """Sum up a vocabulary: the same whichever portions it is made of."""
    rows = db.execute(f"SELECT term, doc, cnt FROM temp.{vocabulary}")
    return sum(zlib.crc32(word.encode()) * (count + 1_009 * documents) for word, documents, count in rows)
