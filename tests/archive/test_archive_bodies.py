"""Bodies: every byte comes back, each content is stored once, later versions cost little."""

from __future__ import annotations

import random
import sqlite3

import pytest
from hypothesis import given, settings, strategies as st

from pactwatch.archive import Archive, bodies
from pactwatch.archive.bodies import read_body, store_body
from pactwatch.archive.verify import verify
from pactwatch.model import sha256


def _page(seed: int, words: int = 4000) -> bytes:
    """Make a page of random words, so that nothing but a delta makes a later version small."""
    rng = random.Random(seed)
    return " ".join("".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=7)) for _ in range(words)).encode()


def _row(archive: Archive, digest: str) -> dict[str, object]:
    """Look at a stored body."""
    return archive.rows("SELECT codec, base_sha256, size_bytes, stored_bytes FROM bodies WHERE sha256 = ?", [digest])[0]


@pytest.mark.parametrize(
    ("body", "codec"),
    [
        pytest.param(b"", "raw", id="nothing"),
        pytest.param(b"x", "raw", id="one byte"),
        pytest.param(random.Random(1).randbytes(5000), "raw", id="noise"),
        pytest.param(b"<p>the same</p>" * 5000, "zstd", id="repetition"),
        pytest.param("岩屋毅外相".encode("shift_jis") * 400, "zstd", id="not UTF-8"),
    ],
)
def test_body_comes_back(archive: Archive, body: bytes, codec: str) -> None:
    """A body comes back byte for byte, in the smallest form."""
    digest = store_body(archive.db.conn, body)
    assert read_body(archive.db.conn, digest) == body
    assert _row(archive, digest)["codec"] == codec
    assert digest == sha256(body)


def test_body_is_stored_once(archive: Archive) -> None:
    """The same bytes from two sites are one row."""
    store_body(archive.db.conn, b"one and the same")
    store_body(archive.db.conn, b"one and the same")
    assert archive.rows("SELECT count(*) AS n FROM bodies") == [{"n": 1}]


def test_body_of_a_later_version_is_a_small_delta(archive: Archive) -> None:
    """A page with one word changed costs a hundredth of the page, and no chain is longer than three."""
    body = _page(1)
    digests = [store_body(archive.db.conn, body)]
    for number in range(6):
        body = body.replace(body[9000 + 90 * number : 9007 + 90 * number], b"changed")
        digests.append(store_body(archive.db.conn, body, like=digests[-1]))
    bases = [_row(archive, digest)["base_sha256"] for digest in digests]
    assert bases == [None, digests[0], *[digests[1]] * 5]
    for digest in digests[1:]:
        assert int(str(_row(archive, digest)["stored_bytes"])) < len(body) / 100
    assert read_body(archive.db.conn, digests[-1]) == body


def test_body_of_a_site_hangs_on_its_keyframe(archive: Archive) -> None:
    """Pages of one site share what they have in common: site keyframe, page keyframe, version."""
    db, shared = archive.db.conn, _page(1)
    first = store_body(db, shared + _page(2, 200), site="a.example")
    other = store_body(db, shared + _page(3, 200), site="a.example")
    later = store_body(db, shared + _page(3, 200) + b"!", like=other, site="a.example")
    elsewhere = store_body(db, shared + _page(4, 200), site="b.example")
    assert [_row(archive, one)["base_sha256"] for one in (first, other, later, elsewhere)] == [None, first, other, None]
    assert int(str(_row(archive, other)["stored_bytes"])) < len(shared) / 10


def test_body_of_a_redesigned_site_is_its_next_keyframe(archive: Archive) -> None:
    """Once pages are unlike the keyframe, a new one is what the next page hangs on."""
    db = archive.db.conn
    old = store_body(db, _page(1), site="a.example")
    new = store_body(db, _page(2), like=old, site="a.example")
    after = store_body(db, _page(2) + _page(3, 200), site="a.example")
    assert [_row(archive, one)["base_sha256"] for one in (old, new, after)] == [None, None, new]


def test_body_of_a_remade_page_is_the_next_keyframe(archive: Archive) -> None:
    """A page that has nothing in common with the last one is stored whole."""
    one = store_body(archive.db.conn, _page(1))
    two = store_body(archive.db.conn, _page(2), like=one)
    assert _row(archive, two)["base_sha256"] is None


def test_damage_is_told_with_what_hangs_on_it(archive: Archive) -> None:
    """A broken keyframe is named by everything that hangs on it, and harms nothing else."""
    one = store_body(archive.db.conn, _page(1))
    two = store_body(archive.db.conn, _page(1) + b"!", like=one)
    store_body(archive.db.conn, _page(2))
    archive.db.conn.execute("UPDATE bodies SET data = x'00' WHERE sha256 = ?", [one])
    first, second = verify(archive)
    assert first.startswith(f"body {one}: cannot be unpacked")
    assert f"body {two}" in second
    assert f"hangs on the damaged body {one}" in second


def test_body_that_others_are_based_on_cannot_be_dropped(archive: Archive) -> None:
    """SQLite itself keeps a base as long as a delta needs it."""
    one = store_body(archive.db.conn, _page(1))
    store_body(archive.db.conn, _page(1) + b" and more", like=one)
    with pytest.raises(sqlite3.IntegrityError):
        archive.db.conn.execute("DELETE FROM bodies WHERE sha256 = ?", (one,))


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param("UPDATE bodies SET data = x'28b52ffd00'", id="torn"),
        pytest.param("UPDATE bodies SET data = x'00'", id="not zstd"),
        pytest.param("UPDATE bodies SET data = CAST('other' AS BLOB), codec = 'raw'", id="other bytes"),
    ],
)
def test_body_that_is_damaged_is_told(archive: Archive, damage: str) -> None:
    """A damaged body is never given out as if it were whole."""
    digest = store_body(archive.db.conn, b"<p>the same</p>" * 100)
    archive.db.conn.execute(damage)
    with pytest.raises(ValueError, match=digest):
        read_body(archive.db.conn, digest)


def test_body_is_never_based_on_a_damaged_one(archive: Archive) -> None:
    """What comes after a damaged body is stored whole."""
    one = store_body(archive.db.conn, _page(1))
    archive.db.conn.execute("UPDATE bodies SET data = x'00'")
    two = store_body(archive.db.conn, _page(1) + b"!", like=one)
    assert read_body(archive.db.conn, two) == _page(1) + b"!"


@settings(max_examples=60, deadline=None)
@given(bodies=st.lists(st.binary(max_size=3000) | st.text(max_size=900).map(str.encode), min_size=1, max_size=5))
def test_body_of_any_kind_comes_back(bodies: list[bytes]) -> None:
    """Whatever the bytes and whatever came before, they come back."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE bodies (sha256 PRIMARY KEY, codec, base_sha256, size_bytes, stored_bytes, data BLOB)")
    last = None
    for body in bodies:
        last = store_body(db, body + bodies[0] * 3, like=last)
    found = [read_body(db, sha256(body + bodies[0] * 3)) for body in bodies]
    db.close()
    assert found == [body + bodies[0] * 3 for body in bodies]


def test_pages_packed_against_a_keyframe_at_hand_come_back(archive: Archive) -> None:
    """What is kept of a site's keyframe between pages makes small bodies, which a program that kept nothing reads."""
    head = _page(1)
    pages = {
        store_body(archive.db.conn, body, site="a.example"): body
        for body in (head + f"<p>Page {number} of the site.</p>".encode() * 50 for number in range(6))
    }
    bodies._kept_alone.cache_clear()
    bodies._kept_dictionary.cache_clear()
    assert {digest: read_body(archive.db.conn, digest) for digest in pages} == pages
    rows = archive.rows("SELECT codec, stored_bytes FROM bodies ORDER BY rowid")
    assert [row["codec"] for row in rows] == ["zstd", *["zstd-delta"] * 5]
    assert all(int(str(row["stored_bytes"])) < 200 for row in rows[1:])


def test_damage_is_told_though_the_keyframe_is_at_hand(archive: Archive) -> None:
    """A program that has unpacked a keyframe before does not take a damaged row for it."""
    digests = [store_body(archive.db.conn, _page(1) + bytes([n]) * 90, site="a.example") for n in range(3)]
    assert [len(read_body(archive.db.conn, digest)) for digest in digests] == [len(_page(1)) + 90] * 3
    data = archive.rows("SELECT data FROM bodies WHERE sha256 = ?", [digests[0]])[0]["data"]
    assert isinstance(data, bytes)
    archive.db.conn.execute(
        "UPDATE bodies SET data = ? WHERE sha256 = ?", (data[:-9] + bytes([data[-9] ^ 1]) + data[-8:], digests[0])
    )
    for digest in digests:
        with pytest.raises(ValueError, match="body"):
            read_body(archive.db.conn, digest)
