"""`pactwatch extract`: one page from a file, standard input, the web or the archive, and why it was read so."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from newsroom import Newsroom, serving, story, topic_toml
from stories import STORIES

from pactwatch.cli import cli

PAGE = (Path(__file__).parents[1] / "extract" / "pages" / "wordpress" / "page.html").resolve()


def pactwatch(*arguments: str, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    """Run the command line as a user would."""
    done = subprocess.run(
        [sys.executable, "-m", "pactwatch.cli", "extract", *arguments],
        cwd=cwd,
        env={key: value for key, value in os.environ.items() if not key.startswith("PACTWATCH")},
        input=stdin,
        capture_output=True,
        timeout=120,
        check=False,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def test_a_file_is_shown_as_it_was_read(tmp_path: Path) -> None:
    """Headline, byline, times, language and every paragraph; nothing of what surrounds them."""
    shown = pactwatch(str(PAGE), cwd=tmp_path)
    assert (shown.returncode, shown.stderr) == (0, "")
    lines = shown.stdout.splitlines()
    assert lines[0] == "Norland and Veria sign fisheries treaty"
    assert "by: Mara Lindqvist" in lines
    assert "published: 2031-11-04T18:05:00+01:00" in lines
    assert "language: en" in lines
    assert sum(line.startswith("The treaty enters into force") for line in lines) == 1
    assert "Most read" not in shown.stdout


def test_standard_input_and_json(tmp_path: Path) -> None:
    """`-` is standard input, and `--json` gives every field for programs."""
    shown = pactwatch("-", "--json", "--url", "halden-courier.example/a", cwd=tmp_path, stdin=PAGE.read_bytes())
    row = json.loads(shown.stdout)
    assert row["headline"] == "Norland and Veria sign fisheries treaty"
    assert row["source"] == "standard input"
    assert row["text"].split("\n\n") == [block["text"] for block in row["blocks"]]
    assert "decisions" not in row


def test_why_tells_each_block_and_its_rule(tmp_path: Path) -> None:
    """`+` is what was kept, `-` what was dropped, with the rule and the element."""
    lines = pactwatch(str(PAGE), "--why", cwd=tmp_path).stdout.splitlines()
    assert "- box: share  div.sharedaddy  Share this: · Facebook · Email" in lines
    assert "- furniture  p  Read also: Why cod is getting dearer" in lines
    assert sum(line.startswith("+ kept  ") for line in lines) == 6
    assert lines[-1] == "6 of 29 blocks kept"
    rows = json.loads(pactwatch(str(PAGE), "--why", "--json", cwd=tmp_path).stdout)["decisions"]
    assert len(rows) == 29
    assert {"index", "text", "kept", "rule", "where", "says"} == set(rows[0])


def test_html_writes_the_coloured_page(tmp_path: Path) -> None:
    """The file is whole and says which file it is about."""
    shown = pactwatch(str(PAGE), "--html", "why.html", cwd=tmp_path)
    assert (shown.returncode, shown.stdout) == (0, "")
    assert "wrote why.html" in shown.stderr
    text = (tmp_path / "why.html").read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert text.rstrip().endswith("</html>")
    assert str(PAGE) in text
    assert "div.sharedaddy" in text


@pytest.fixture
def server() -> Iterator[str]:
    """An invented newsroom with one article."""
    with serving(Newsroom({1: "same"})) as base:
        yield base


def test_a_url_is_asked_for_with_manners(tmp_path: Path, server: str) -> None:
    """The page comes through the guarded client; what robots.txt forbids is not asked for."""
    (tmp_path / "t.toml").write_text(topic_toml(server, [1]), encoding="utf-8")
    shown = pactwatch(f"{server}/a/1", "--topic", "t.toml", cwd=tmp_path)
    assert shown.stdout.splitlines()[0] == story(1).headline
    forbidden = pactwatch(f"{server}/private/a", "--topic", "t.toml", cwd=tmp_path)
    assert forbidden.returncode == 1
    assert "disallowed (robots" in forbidden.stderr
    missing = pactwatch(f"{server}/a/99", "--topic", "t.toml", cwd=tmp_path)
    assert missing.returncode == 0
    assert "a pass would not store this: gone (status-404" in missing.stderr
    row = json.loads(pactwatch(f"{server}/a/99", "--topic", "t.toml", "--json", cwd=tmp_path).stdout)
    assert (row["outcome"], row["headline"]) == ("gone", "Page not found")


def test_addresses_in_private_networks_are_refused(tmp_path: Path, server: str) -> None:
    """Without the topic's leave nobody's own network is asked."""
    shown = pactwatch(f"{server}/a/1", cwd=tmp_path)
    assert shown.returncode == 1
    assert "refused" in shown.stderr
    assert len(shown.stderr.strip().splitlines()) == 1


def test_a_stored_version_is_read_again(tmp_path: Path) -> None:
    """`--stored N` takes the page that the archive holds."""
    subprocess.run(
        [sys.executable, "-m", "pactwatch.cli", "run", "--offline", "--engine", "local", "--json"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        timeout=120,
    )
    url = "https://menafn.com/1108852333/Borrell-applauds-EU-Japan-security-pact"
    row = json.loads(pactwatch(url, "--stored", "1", "--json", cwd=tmp_path).stdout)
    assert row["headline"] == "Borrell applauds EU-Japan security pact"
    none = pactwatch(url, "--stored", "99", cwd=tmp_path)
    assert (none.returncode, len(none.stderr.strip().splitlines())) == (6, 1)
    assert "no version 99" in none.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        pytest.param(["no-such.html"], 2, ["no-such.html: no such file", "https://"], id="no file"),
        pytest.param(["."], 2, [".: cannot be read", "directory"], id="a folder"),
        pytest.param(["http://[::1"], 2, ["whole address"], id="no URL"),
        pytest.param([str(PAGE), "--html", "no/such/out.html"], 2, ["no/such/out.html: cannot be written"], id="out"),
        pytest.param([str(PAGE), "--url", "ftp://a.example/b"], 2, ["http"], id="bad place"),
        pytest.param(["https://a.example/b", "--stored", "1"], 3, ["archive.db"], id="no archive"),
    ],
)
def test_bad_input_gets_a_sentence(tmp_path: Path, arguments: list[str], code: int, words: list[str]) -> None:
    """The sentence names the thing and the next step."""
    shown = pactwatch(*arguments, cwd=tmp_path)
    assert (shown.returncode, len(shown.stderr.strip().splitlines())) == (code, 1), shown.stderr
    for word in words:
        assert word in shown.stderr


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="empty"),
        pytest.param(bytes(range(256)) * 40, id="binary"),
        pytest.param(b"<div>" * 5_000, id="refused"),
        pytest.param(STORIES[7].text.encode("shift_jis"), id="undeclared Shift JIS"),
    ],
)
def test_anything_may_come_in(tmp_path: Path, body: bytes) -> None:
    """Whatever the bytes are, the command answers, in each of its forms."""
    for arguments in (["-"], ["-", "--why"], ["-", "--json", "--why", "--html", str(tmp_path / "out.html")]):
        shown = CliRunner().invoke(cli, ["extract", *arguments], input=body)
        assert shown.exit_code == 0, shown.output
        assert shown.output
