"""What the command line asks of an archive: rows, verification, upkeep."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from pactwatch.archive import Archive, Capture, SourceCheck, open_archive, read
from pactwatch.archive.describe import as_markdown, describe
from pactwatch.archive.maintain import maintain
from pactwatch.archive.verify import verify
from pactwatch.errors import NotFound
from pactwatch.model import Change, Fact, Outcome, Verdict

Make = Callable[..., Capture]
Add = Callable[..., int]
At = Callable[[float], datetime]

URL = "https://gazette.example/a"
ONE = ["The treaty was signed in Portville.", "It covers 15 ships."]
TWO = ["The treaty was signed in Portville.", "It covers 51 ships."]


@pytest.fixture
def two_versions(archive: Archive, add: Add, capture: Make, number_change: Change) -> int:
    """Record two versions of an article with one material and one cosmetic change."""
    article = add(URL)
    archive.record_capture(capture(article, 1, ONE))
    cosmetic = Change("moved", "claim", ONE[0], ONE[0], Verdict(False, (), "moved"), (0,), (0,))
    archive.record_capture(capture(article, 2, TWO, lineage=[(0, 0), (1, 1)], changes=[number_change, cosmetic]))
    return article


def test_read_changes_newest_first(archive: Archive, two_versions: int, at: At) -> None:
    """Changes come with their article, and with lists where the table holds JSON."""
    (row,) = read.changes(archive, since=None, material_only=True, limit=10)
    assert row["facets"] == ["number"]
    assert row["words"] == [["=", "It covers "], ["-", "15"], ["+", "51"], ["=", " ships."]]
    assert (row["outlet"], row["url"], row["old_version"], row["new_version"]) == ("Gazette", URL, 1, 2)
    assert [row["material"] for row in read.changes(archive, since=None, material_only=False, limit=10)] == [0, 1]
    assert read.changes(archive, since=at(3), material_only=False, limit=10) == []
    assert len(read.changes(archive, since=at(2), material_only=False, limit=1)) == 1


def test_read_rows_are_ready_for_json(archive: Archive, two_versions: int) -> None:
    """Every row that is read can be written as JSON."""
    rows = [
        read.changes(archive, None, False, 9),
        read.articles(archive),
        read.history(archive, URL),
        read.runs(archive),
        read.health(archive),
        read.alerts(archive),
        read.conflicts(archive, open_only=False),
        read.fact_sheet(archive, "harbour"),
        read.sources(archive, "harbour"),
    ]
    assert json.loads(json.dumps(rows)) == rows


def test_read_articles(archive: Archive, two_versions: int) -> None:
    """An article is listed with its last headline and how often it changed."""
    (row,) = read.articles(archive)
    assert row == {
        "outlet": "Gazette",
        "headline": "Harbour treaty signed",
        "url": URL,
        "state": "live",
        "versions": 2,
        "changes": 2,
        "material_changes": 1,
        "published_at": None,
        "first_seen_at": "2024-11-01T09:00:00Z",
        "checked_at": "2024-11-01T11:00:00Z",
        "last_outcome": "stored",
    }


def test_read_history_in_order(archive: Archive, two_versions: int) -> None:
    """The story of an article is told in order: fetch, version, changes."""
    story = [(row["at"], row["event"], row["what"]) for row in read.history(archive, URL)]
    assert story == [
        ("2024-11-01T10:00:00Z", "fetch", "stored"),
        ("2024-11-01T10:00:00Z", "version", "version 1"),
        ("2024-11-01T11:00:00Z", "fetch", "stored"),
        ("2024-11-01T11:00:00Z", "version", "version 2"),
        ("2024-11-01T11:00:00Z", "change", "material: changed claim"),
        ("2024-11-01T11:00:00Z", "change", "cosmetic: moved claim"),
    ]


def test_read_history_of_an_old_address(archive: Archive, two_versions: int, capture: Make) -> None:
    """An address that the article has left tells the same story."""
    archive.record_capture(capture(two_versions, 3, outcome=Outcome.MOVED, moved_to="https://gazette.example/new"))
    assert read.history(archive, URL) == read.history(archive, "https://gazette.example/new") != []


def test_read_version_pair(archive: Archive, two_versions: int) -> None:
    """By default the last version and the one before; by number any two."""
    old, new = read.version_pair(archive, URL)
    assert (old.number, new.number, new.outlet, new.url) == (1, 2, "Gazette", URL)
    assert [wording.text for wording in new.wordings] == TWO
    assert [wording.text for wording in old.wordings] == ONE
    assert read.version_pair(archive, URL, 2, 1) == (new, old)


@pytest.mark.parametrize(
    ("url", "numbers", "words"),
    [
        pytest.param("https://nowhere.example/", (None, None), "no such article", id="unknown article"),
        pytest.param(URL, (1, 7), "versions 1 to 2", id="unknown version"),
        pytest.param(URL, (None, 1), "no version 0", id="nothing before the first"),
    ],
)
def test_read_what_is_not_there(
    archive: Archive, two_versions: int, url: str, numbers: tuple[int | None, int | None], words: str
) -> None:
    """What is not in the archive is said in one sentence."""
    with pytest.raises(NotFound, match=words):
        read.version_pair(archive, url, *numbers)


def test_read_health_lists_what_is_not_seen(archive: Archive, add: Add, capture: Make, topic_id: int, at: At) -> None:
    """Sources that fail and articles that are not seen are listed with why and since when; a page gone is not."""
    walled, gone = add(URL), add("https://gazette.example/gone")
    for hours in (1, 2, 3):
        archive.record_capture(capture(walled, hours, outcome=Outcome.WALLED, body=b"wall", state="blocked"))
        archive.record_capture(capture(gone, hours, outcome=Outcome.GONE, state="gone"))
    archive.source_checked(archive.sources(topic_id)[0].id, at(1), SourceCheck("status 503"))
    rows = [(row["kind"], row["subject"], row["problem"], row["since"], row["streak"]) for row in read.health(archive)]
    assert rows == [
        ("article", URL, "walled (walled: by hand)", "2024-11-01T10:00:00Z", 3),
        ("source", "https://gazette.example/feed.xml", "status 503", "2024-11-01T10:00:00Z", 1),
    ]


# ---------------------------------------------------------------- verify, maintain, describe


def test_verify_finds_nothing_in_a_sound_archive(archive: Archive, two_versions: int) -> None:
    """A sound archive gives an empty list."""
    assert verify(archive) == []


def test_verify_works_on_a_reader(path: Path, archive: Archive, two_versions: int) -> None:
    """Verification needs no right to write."""
    reader = open_archive(path, readonly=True)
    assert verify(reader) == []
    reader.close()


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        pytest.param("UPDATE bodies SET data = x'00' WHERE rowid = 1", "gazette.example/a", id="broken body"),
        pytest.param("DELETE FROM snapshots WHERE id = 1", "points to a row of snapshots", id="lost snapshot"),
        pytest.param("UPDATE versions SET number = 5 WHERE id = 2", "not one more than", id="gap between versions"),
        pytest.param("UPDATE articles SET last_version_id = 1", "not the last of its article", id="wrong last version"),
        pytest.param(
            "UPDATE claims SET last_version_id = 1 WHERE id = 1",
            "not alive in it",
            id="wording outside its claim's life",
        ),
        pytest.param(
            "UPDATE changes SET new_version_id = 1 WHERE id = 1", "do not follow one another", id="change of nothing"
        ),
        pytest.param("DELETE FROM wordings_fts_docsize WHERE id = 1", "rebuild", id="search index behind"),
        pytest.param("UPDATE versions SET last_seen_at = '2000' WHERE id = 1", "before it was first seen", id="times"),
    ],
)
def test_verify_names_what_is_wrong(archive: Archive, two_versions: int, damage: str, words: str) -> None:
    """Each kind of damage is named in a sentence."""
    archive.db.conn.execute("PRAGMA foreign_keys = OFF")
    archive.db.conn.execute(damage)
    problems = verify(archive)
    assert any(words in problem for problem in problems), problems


def test_maintain_says_what_it_did(archive: Archive, two_versions: int) -> None:
    """Upkeep is safe at any time and ends in one sentence."""
    told = maintain(archive)
    assert told.startswith(str(archive.path))
    assert told.endswith("log written home.")
    assert verify(archive) == []


def test_describe_names_every_table_and_says_what_a_row_is() -> None:
    """The schema describes itself: each table and view has a sentence, foreign keys are named."""
    docs = {doc.name: doc for doc in describe()}
    assert [name for name, doc in docs.items() if not doc.note] == []
    assert {"topics", "sources", "articles", "coverage", "fetches", "snapshots", "bodies", "versions", "claims"} < set(
        docs
    )
    assert {"wordings", "changes", "facts", "conflicts", "alerts", "deliveries", "runs"} < set(docs)
    columns = {column.name: column for column in docs["facts"].columns}
    assert columns["claim_id"].refers_to == "claims.id"
    assert columns["claim_id"].note == "NULL: it stands in the headline"


def test_describe_prints_as_markdown() -> None:
    """The schema can be put into a document as it is."""
    text = as_markdown()
    assert "### `topics`\n\nA row is an event that is watched; what it means stands in its TOML file.\n" in text
    assert "| `topic_id` | INTEGER | → `topics.id` |" in text
    assert "### `open_conflicts` (view)" in text


def test_search_finds_words_of_any_script(archive: Archive, add: Add, capture: Make) -> None:
    """Words of two letters, parts of Japanese compounds, and words with accents are found."""
    article = add(URL)
    text = ["The EU signed.", "岩屋毅外相は1日に署名した。", "José spoke."]
    archive.record_capture(capture(article, 1, text, facts=[Fact("x", "y", "z", text[0])]))
    query = (
        "SELECT w.text FROM wordings_fts JOIN wording_texts w ON w.id = wordings_fts.rowid WHERE wordings_fts MATCH ?"
    )
    for words, found in (("EU", text[0]), ('"外 相"', text[1]), ('"署 名"', text[1]), ("jose", text[2])):
        assert archive.rows(query, [words]) == [{"text": found}], words


def test_search_indexes_an_unchanged_sentence_once(archive: Archive, two_versions: int) -> None:
    """A sentence that two versions share is one hit."""
    hits = archive.rows("SELECT count(*) AS n FROM wordings_fts WHERE wordings_fts MATCH 'portville'")
    assert hits == [{"n": 1}]
