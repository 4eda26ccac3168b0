"""WARC files: every record that can be read is, and every place where one cannot be is told."""

from __future__ import annotations

import gzip
import io
import tracemalloc

import pytest
from hypothesis import given, settings, strategies as st
from warcs import members, record, response

from pactwatch.sources.warc import BadRecord, HttpAnswer, WarcRecord, read_http, read_warc

ALL = frozenset({"response", "revisit", "resource"})
ONE = response("https://a.example/1", "2024-11-01T10:00:00Z", b"<p>one</p>")
TWO = response("https://a.example/2", "2024-11-02T10:00:00Z", b"<p>two</p>" * 400)
INFO = record("warcinfo", "", "2024-11-01T10:00:00Z", b"software: x\r\n")


def read(data: bytes, limit: int = 100_000) -> list[WarcRecord | BadRecord]:
    """Read all that a file holds."""
    return list(read_warc(io.BytesIO(data), limit, ALL))


def urls(found: list[WarcRecord | BadRecord]) -> list[str]:
    """Name what was read; `!` for a place where nothing could be."""
    return [one.url.rsplit("/", 1)[-1] if isinstance(one, WarcRecord) else "!" for one in found]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(INFO + ONE + TWO, id="plain"),
        pytest.param(members(INFO, ONE, TWO), id="a member each"),
        pytest.param(gzip.compress(INFO + ONE + TWO), id="one member"),
        pytest.param(members(INFO + ONE, TWO), id="two in a member"),
        pytest.param(INFO + b"\r\n\r\n" + ONE + TWO + b"\r\n", id="more empty lines"),
        pytest.param((INFO + ONE + TWO).replace(b"WARC/1.1", b"WARC/1.0"), id="version 1.0"),
        pytest.param((INFO + ONE + TWO).replace(b"WARC-Type", b"warc-type"), id="lower case"),
        pytest.param(
            (INFO + ONE + TWO).replace(b"URI: https://a.example/1", b"URI: <https://a.example/1>"), id="in brackets"
        ),
        pytest.param(members(INFO, ONE, TWO) + b"\0" * 100, id="padded"),
    ],
)
def test_warc_of_any_make_is_read(data: bytes) -> None:
    """Every record of the wanted kinds comes out, with its block."""
    found = read(data)
    assert urls(found) == ["1", "2"]
    assert isinstance(found[1], WarcRecord)
    assert found[1].block.endswith(b"<p>two</p>" * 400)


def _torn(data: bytes, at: int) -> bytes:
    """Overwrite some bytes."""
    return data[:at] + b"\xff\x00\xff\x00" + data[at + 4 :]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(ONE + b"garbage\r\nmore\r\n" + TWO, ["1", "!", "2"], id="rubbish between"),
        pytest.param(ONE.replace(b"Content-Length: ", b"Content-Length: x") + TWO, ["!", "!", "2"], id="no length"),
        pytest.param(ONE + TWO[:-900], ["1", "!"], id="cut off"),
        pytest.param(members(ONE) + _torn(members(TWO), 60) + members(ONE), ["1", "!", "1"], id="a torn member"),
        pytest.param(members(ONE, TWO)[:-40], ["1", "!"], id="a member cut off"),
        pytest.param(members(ONE, TWO[:-900], ONE), ["1", "!", "1"], id="a record longer than its member"),
        pytest.param(b"not a WARC at all\n" * 9, ["!"], id="another kind of file"),
        pytest.param(b"", [], id="empty"),
        pytest.param(
            response("https://a.example/1", "2024-11-01T10:00:00Z", b"x", WARC_Block_Digest="sha1:" + "A" * 32) + TWO,
            ["!", "2"],
            id="a false digest",
        ),
    ],
)
def test_warc_that_is_broken_is_read_around(data: bytes, expected: list[str]) -> None:
    """What is broken is told with its place, and what comes after it is read."""
    found = read(data)
    assert urls(found) == expected
    assert all(one.why for one in found if isinstance(one, BadRecord))


def test_warc_record_that_is_too_large_costs_no_memory() -> None:
    """A block beyond the bound is passed over piece by piece."""
    huge = response("https://a.example/huge", "2024-11-01T10:00:00Z", b"\0" * 30_000_000)
    data = io.BytesIO(members(ONE, huge, TWO))
    del huge
    tracemalloc.start()
    found = list(read_warc(data, 1_000_000, ALL))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert urls(found) == ["1", "!", "2"]
    assert peak < 3_000_000


def test_warc_place_leads_back_to_the_record() -> None:
    """The offset of a record is where reading can begin again."""
    for data in (INFO + ONE + TWO, members(INFO, ONE, TWO)):
        file = io.BytesIO(data)
        places = [one.offset for one in read_warc(file, 100_000, ALL)]
        file.seek(places[1])
        assert urls(list(read_warc(file, 100_000, ALL))) == ["2"]


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=300), at=st.integers(0, len(ONE + TWO)), packed=st.booleans())
def test_warc_of_any_bytes_is_no_error(data: bytes, at: int, packed: bool) -> None:
    """Whatever bytes stand in a file, reading ends, and raises nothing."""
    whole = members(ONE, TWO) if packed else ONE + TWO
    at = min(at, len(whole))
    found = read(whole[:at] + data + whole[at:])
    assert len(found) < 400


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        pytest.param(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n",
            HttpAnswer(200, (("transfer-encoding", "chunked"),), b"abcde"),
            id="chunked",
        ),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n<html>",
            HttpAnswer(200, (("transfer-encoding", "chunked"),), b"<html>"),
            id="said to be chunked",
        ),
        pytest.param(
            b"HTTP/2 404\r\nX-A: one\r\n two\r\n\r\nbody\r\n\r\nmore",
            HttpAnswer(404, (("x-a", "one two"),), b"body\r\n\r\nmore"),
            id="HTTP/2, folded",
        ),
        pytest.param(b"HTTP/1.0 200 OK\nA: b\n\nx", HttpAnswer(200, (("a", "b"),), b"x"), id="bare line feeds"),
        pytest.param(b"HTTP/1.1 200 OK", HttpAnswer(200, (), b""), id="nothing but a status"),
        pytest.param(b"<html>", None, id="no HTTP"),
    ],
)
def test_http_answer_in_a_record(block: bytes, expected: HttpAnswer | None) -> None:
    """The answer in a record is read as tools write it."""
    assert read_http(block) == expected
