"""Rows on a terminal: words are never broken into a column of two signs."""

from __future__ import annotations

import pytest
from rich.console import Console

from pactwatch.grid import as_lines, as_table
from pactwatch.screen import Screen

SHORT = {"id": 27, "kind": "changed", "at": "2024-11-10T09:00:04Z"}
LONG = SHORT | {"sentence": "It covers 15 ships. " * 20, "url": "https://gazette.example/" + "a" * 90}


def lines_of(rows: list[dict[str, object]], width: int) -> list[str]:
    """Lay rows out as a table, and give its lines."""
    console = Console(width=width)
    table = as_table(rows, width)
    assert table is not None
    with console.capture() as captured:
        console.print(table)
    return [line.rstrip() for line in captured.get().splitlines()]


def test_rows_that_fit_are_a_table() -> None:
    """A time and a word stay whole; long text is folded into the room that is left."""
    assert lines_of([SHORT], 80) == ["id  kind     at", "27  changed  2024-11-10T09:00:04Z"]
    folded = lines_of([LONG], 90)
    assert folded[1].startswith("27  changed  2024-11-10T09:00:04Z  It covers 15 ships.")


def test_rows_that_do_not_fit_stand_under_one_another() -> None:
    """Each column is a line, each row a block, and an address is whole."""
    assert as_table([LONG], 80) is None
    told = [(name.plain, value.plain) for name, value in as_lines([LONG, LONG | {"id": None}])]
    assert told[:3] == [("id      ", "27"), ("kind    ", "changed"), ("at      ", "2024-11-10T09:00:04Z")]
    assert told[4] == ("url     ", LONG["url"]) and told[5:7] == [("", ""), ("id      ", "")]


def test_a_folded_block_keeps_its_margin(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What is folded goes on under its beginning; an address is not folded, so that it can be clicked on."""
    monkeypatch.setenv("COLUMNS", "80")
    Screen().table([LONG], "")
    lines = capsys.readouterr().out.splitlines()
    assert lines[3] == "sentence  It covers 15 ships. It covers 15 ships. It covers 15 ships. It covers"
    assert lines[4].startswith("          15 ships. It covers")
    assert lines[-1] == f"url       {LONG['url']}"


def test_what_a_page_says_forges_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    """Square brackets are what they are, in a table and in a block."""
    Screen().table([{"a": "[red]x[/red]", "b": "[link=https://evil.example]y[/link]"}], "")
    Screen().table([{"a": "[red]x[/red]", "b": "[/nonsense] " * 30, "c": "z" * 30, "d": "z" * 30, "e": "z" * 30}], "")
    told = capsys.readouterr().out
    assert told.count("[red]x[/red]") == 2 and "[link=https://evil.example]y[/link]" in told and "[/nonsense]" in told


def test_a_program_gets_whole_lines(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nobody looks and no COLUMNS are set, a row is one line, and so is the head of an alert."""
    monkeypatch.delenv("COLUMNS", raising=False)
    Screen().table([LONG, LONG], "")
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3 and lines[1].endswith("a" * 90) and "covers 15 ships. It covers" in lines[1]
    alert = {"created_at": SHORT["at"], "subject": "It covers 15 ships. " * 9, "delivered": "[]", "last_error": None}
    Screen().alerts([alert])
    assert len(capsys.readouterr().out.splitlines()) == 2
