"""What leaves the archive: tables that any program reads, captures as WARC, a copy of the whole."""

from __future__ import annotations

import base64
import csv
import gzip
import hashlib
import io
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from pactwatch.archive import Archive, Capture, open_archive
from pactwatch.archive.copying import copy_archive
from pactwatch.archive.maintain import maintain
from pactwatch.archive.tables_out import export_tables, exportable
from pactwatch.archive.verify import verify
from pactwatch.archive.warc_out import WarcCounts, write_warc
from pactwatch.errors import UsageError
from pactwatch.model import Change, Outcome

Add = Callable[..., int]
Make = Callable[..., Capture]


@pytest.fixture
def filled(archive: Archive, add: Add, capture: Make, number_change: Change) -> Archive:
    """An article with two versions, a look that found nothing new, and a headline that is a formula."""
    article = add()
    archive.record_capture(capture(article, 1, ["It was signed.", "It covers 15 ships."], headline="=1+1"))
    archive.record_capture(capture(article, 2, outcome=Outcome.NOT_MODIFIED))
    archive.record_capture(
        capture(
            article,
            3,
            ["It was signed.", "It covers 51 ships."],
            headline="=1+1",
            lineage=[(0, 0), (1, 1)],
            changes=[number_change],
            headers=[("content-type", "text/html"), ("content-encoding", "gzip"), ("x-odd", "a\r\nb")],
        )
    )
    return archive


# ---------------------------------------------------------------- tables


def test_export_leaves_nothing_out(filled: Archive, tmp_path: Path) -> None:
    """Every table but those that hold bytes or manners is written, with every row, and described."""
    written = list(export_tables(filled, tmp_path / "out", "jsonl"))
    counts = {one.table: one.rows for one in written}
    assert counts == {doc.name: filled.rows(f"SELECT count(*) AS n FROM {doc.name}")[0]["n"] for doc in exportable()}
    assert {"articles", "wordings", "changes", "conflict_sides"} <= set(counts)
    assert not {"bodies", "hosts"} & set(counts)
    for one in written:
        assert len((tmp_path / "out" / one.file).read_text(encoding="utf-8").splitlines()) == one.rows


def test_export_as_json_gives_lists(filled: Archive, tmp_path: Path) -> None:
    """A column that holds JSON is a list in JSON Lines, and its description says so."""
    list(export_tables(filled, tmp_path / "out", "jsonl"))
    (change,) = map(json.loads, (tmp_path / "out" / "changes.jsonl").read_text(encoding="utf-8").splitlines())
    assert change["facets"] == ["number"]
    assert change["words"][1] == ["-", "15"]
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    fields = {r["name"]: {f["name"]: f["type"] for f in r["schema"]["fields"]} for r in package["resources"]}
    assert fields["changes"]["facets"] == "array"
    assert fields["changes"]["material"] == "integer"


def test_export_as_csv_is_no_program(filled: Archive, tmp_path: Path) -> None:
    """A headline that a spreadsheet would run as a formula arrives as text; a negative number stays a number."""
    filled.db.conn.execute("UPDATE coverage SET relevance = -0.5, why = '  +cmd'")
    list(export_tables(filled, tmp_path / "out", "csv"))
    with (tmp_path / "out" / "versions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["headline"] for row in rows] == ["'=1+1", "'=1+1"]
    with (tmp_path / "out" / "coverage.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["relevance"], row["why"]) == ("-0.5", "'  +cmd")


def test_export_describes_how_tables_hang_together(filled: Archive, tmp_path: Path) -> None:
    """The description names the reference of a change to its article, and none to a table that was left out."""
    list(export_tables(filled, tmp_path / "all", "csv"))
    list(export_tables(filled, tmp_path / "one", "csv", ["changes"]))
    keys = {}
    for name in ("all", "one"):
        package = json.loads((tmp_path / name / "datapackage.json").read_text(encoding="utf-8"))
        (changes,) = (r for r in package["resources"] if r["name"] == "changes")
        keys[name] = [key["reference"] for key in changes["schema"]["foreignKeys"]]
    assert {"resource": "articles", "fields": "id"} in keys["all"]
    assert keys["one"] == []


def test_export_as_parquet(filled: Archive, tmp_path: Path) -> None:
    """Parquet keeps types; without pyarrow there is a sentence that says what to do."""
    try:
        import pyarrow.parquet as parquet  # an optional extra
    except ImportError:
        with pytest.raises(UsageError, match="pip install pyarrow"):
            list(export_tables(filled, tmp_path / "out", "parquet"))
        assert not (tmp_path / "out").exists()
        return
    list(export_tables(filled, tmp_path / "out", "parquet"))
    table = parquet.read_table(tmp_path / "out" / "changes.parquet")
    assert table.to_pylist()[0]["material"] == 1


@pytest.mark.parametrize(
    ("prepare", "only", "said"),
    [
        pytest.param(lambda folder: folder.write_text(""), [], "a file", id="a file"),
        pytest.param(
            lambda folder: (folder.mkdir(), (folder / "x").write_text("")), [], "other files", id="not its own"
        ),
        pytest.param(lambda folder: None, ["nonsense"], "no table nonsense", id="no such table"),
    ],
)
def test_export_refuses(
    filled: Archive, tmp_path: Path, prepare: Callable[[Path], object], only: list[str], said: str
) -> None:
    """What cannot be done is refused with a sentence, and nothing is written over."""
    prepare(tmp_path / "out")
    with pytest.raises(UsageError, match=said):
        list(export_tables(filled, tmp_path / "out", "csv", only))


# ---------------------------------------------------------------- WARC


def _records(data: bytes) -> list[tuple[dict[str, str], bytes]]:
    """Read a WARC as strictly as the standard writes it."""
    found = []
    stream = io.BytesIO(data)
    while line := stream.readline():
        assert line == b"WARC/1.1\r\n"
        fields = {}
        while (line := stream.readline()) != b"\r\n":
            name, _, value = line.decode().rstrip("\r\n").partition(": ")
            assert name not in fields
            fields[name] = value
        block = stream.read(int(fields["Content-Length"]))
        assert stream.read(4) == b"\r\n\r\n"
        found.append((fields, block))
    return found


def _warc(archive: Archive, *, compress: bool) -> tuple[bytes, WarcCounts]:
    """Write all captures."""
    out = io.BytesIO()
    counts = WarcCounts()
    for counts in write_warc(archive, out, now="2024-11-02T00:00:00Z", software="test", compress=compress):  # noqa: B007
        pass
    return out.getvalue(), counts


def test_warc_holds_each_capture(filled: Archive) -> None:
    """A stored capture is a request and a response, an unchanged one a revisit of it; in order of time."""
    data, counts = _warc(filled, compress=False)
    records = _records(data)
    assert [fields["WARC-Type"] for fields, _ in records] == [
        "warcinfo", "request", "response", "revisit", "request", "response"
    ]  # fmt: skip
    assert (counts.responses, counts.revisits, counts.damaged) == (2, 1, 0)
    response, revisit = records[2][0], records[3][0]
    assert revisit["WARC-Refers-To-Date"] == response["WARC-Date"] == "2024-11-01T10:00:00Z"
    assert revisit["WARC-Payload-Digest"] == response["WARC-Payload-Digest"]
    assert revisit["WARC-Profile"].endswith("server-not-modified")
    assert records[1][0]["WARC-Concurrent-To"] == response["WARC-Record-ID"]


def test_warc_digests_are_true(filled: Archive) -> None:
    """Each block and payload digest is that of the bytes in the record."""
    data, _ = _warc(filled, compress=False)
    for fields, block in _records(data):
        for name, part in (
            ("WARC-Block-Digest", block),
            ("WARC-Payload-Digest", block.partition(b"\r\n\r\n")[2]),
        ):
            if name in fields and fields["WARC-Type"] != "revisit":
                assert fields[name] == "sha256:" + base64.b32encode(hashlib.sha256(part).digest()).decode()


def test_warc_headers_are_true_of_the_bytes(filled: Archive) -> None:
    """The coding that was undone is told under another name, and no header breaks out of its line."""
    data, _ = _warc(filled, compress=False)
    head = _records(data)[-1][1].partition(b"\r\n\r\n")[0].decode()
    assert head.splitlines() == [
        "HTTP/1.1 200 OK",
        "content-type: text/html",
        "X-Archive-Orig-content-encoding: gzip",
        "x-odd: a  b",
        "Content-Length: 34",
    ]


def test_warc_is_a_member_for_each_record(filled: Archive) -> None:
    """The compressed form holds the same, and is the same file at each export."""
    plain, _ = _warc(filled, compress=False)
    packed, _ = _warc(filled, compress=True)
    assert gzip.decompress(packed) == plain
    assert packed.count(b"\x1f\x8b\x08") >= len(_records(plain))
    assert _warc(filled, compress=True)[0] == packed


def test_warc_goes_on_past_a_damaged_body(filled: Archive) -> None:
    """A damaged body is left out and counted."""
    filled.db.conn.execute("UPDATE bodies SET data = x'00', codec = 'zstd', base_sha256 = NULL WHERE rowid = 1")
    data, counts = _warc(filled, compress=False)
    assert (counts.responses, counts.damaged) == (1, 1)
    assert len(_records(data)) == 4


# ---------------------------------------------------------------- a copy


def test_copy_is_whole_while_another_writes(path: Path, filled: Archive, capture: Make, tmp_path: Path) -> None:
    """A copy made in the middle of somebody's transaction holds what was committed, and is an archive."""
    reader = open_archive(path, readonly=True)
    with filled.transaction():
        filled.record_capture(capture(1, 4, ["Another."], headline="=1+1"))
        size = copy_archive(reader, tmp_path / "copy.db")
    reader.close()
    copied = open_archive(tmp_path / "copy.db", readonly=True)
    assert verify(copied) == []
    assert copied.rows("SELECT count(*) AS n FROM versions") == [{"n": 2}]
    copied.close()
    assert size == (tmp_path / "copy.db").stat().st_size


def test_copy_replaces_nothing(filled: Archive, tmp_path: Path) -> None:
    """A file that is there stays, and no half copy is left beside it."""
    (tmp_path / "copy.db").write_text("mine")
    with pytest.raises(UsageError, match="exists"):
        copy_archive(filled, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "mine"
    assert not list(tmp_path.glob("*.part*"))


def test_copy_may_go_on_as_an_archive(filled: Archive, tmp_path: Path) -> None:
    """A copy opens for writing, with the same settings."""
    copy_archive(filled, tmp_path / "copy.db")
    open_archive(tmp_path / "copy.db").close()
    db = sqlite3.connect(tmp_path / "copy.db")
    assert db.execute("PRAGMA auto_vacuum").fetchone() == (2,)
    db.close()


# ---------------------------------------------------------------- upkeep


def test_maintain_gives_back_all_that_is_free(filled: Archive, path: Path) -> None:
    """Pages that a deletion left go back to the disk, in steps, and nothing else changes."""
    with filled.transaction():
        filled.db.conn.execute("CREATE TABLE ballast (data BLOB)")
        filled.db.conn.execute("INSERT INTO ballast VALUES (zeroblob(40000000))")
    filled.db.conn.execute("DROP TABLE ballast")
    assert ", 0 free pages given back" in maintain(filled, at_most_s=0)
    maintain(filled)
    assert filled.rows("SELECT freelist_count AS n FROM pragma_freelist_count") == [{"n": 0}]
    assert path.stat().st_size < 5_000_000
    assert verify(filled) == []
