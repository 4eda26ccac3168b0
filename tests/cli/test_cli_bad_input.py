"""What a user can get wrong ends in one sentence and a documented exit code; nothing is lost."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from interrupts import interruptible
from newsroom import Newsroom, serving, topic_toml

from pactwatch.cli import cli
from pactwatch.cli_help import SECTIONS


def pactwatch(*arguments: str, cwd: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user would."""
    return subprocess.run(
        [sys.executable, "-m", "pactwatch.cli", *arguments],
        cwd=cwd,
        env={key: value for key, value in os.environ.items() if not key.startswith("PACTWATCH")} | environ,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def assert_one_sentence(result: subprocess.CompletedProcess[str], code: int, *words: str) -> None:
    """Check the exit code, and that standard error is one line that says the words."""
    lines = result.stderr.strip().splitlines()
    assert (result.returncode, len(lines)) == (code, 1), result.stderr
    assert "Traceback" not in result.stderr
    for word in words:
        assert word in lines[0]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        pytest.param(["run", "--topic", "no-such"], 2, ["no-such", "japan-eu-pact"], id="unknown topic"),
        pytest.param(["changes"], 3, ["archive.db", "pactwatch run"], id="no archive yet"),
        pytest.param(["changes", "--since", "yesterday-ish"], 2, ["yesterday-ish", "24h"], id="no time"),
        pytest.param(["history", "not a url"], 2, ["https://"], id="no URL"),
        pytest.param(["watch", "add", "file:///etc/passwd"], 2, ["http"], id="another scheme"),
        pytest.param(["articles", "split", "https://a.example/1"], 3, ["pactwatch run"], id="no split yet"),
        pytest.param(["schedule", "--every", "soon"], 2, ["soon", "20m"], id="no span"),
    ],
)
def test_bad_arguments_get_a_sentence(tmp_path: Path, arguments: list[str], code: int, words: list[str]) -> None:
    """The sentence names the thing and the next step."""
    assert_one_sentence(pactwatch(*arguments, cwd=tmp_path), code, *words)


def test_a_file_that_is_not_sqlite(tmp_path: Path) -> None:
    """It is named, and left as it was."""
    (tmp_path / "notes.db").write_text("dear diary " * 500, encoding="utf-8")
    for command in (["changes"], ["run", "--offline", "--engine", "local"]):
        assert_one_sentence(pactwatch(*command, "--archive", "notes.db", cwd=tmp_path), 3, "notes.db")
    assert (tmp_path / "notes.db").read_text(encoding="utf-8") == "dear diary " * 500


def test_somebody_elses_database(tmp_path: Path) -> None:
    """A SQLite file of another program is refused, and not changed."""
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("create table recipes (name text)")
    other.close()
    before = (tmp_path / "other.db").read_bytes()
    assert_one_sentence(
        pactwatch("run", "--offline", "--engine", "local", "--archive", "other.db", cwd=tmp_path), 3, "other.db"
    )
    assert (tmp_path / "other.db").read_bytes() == before


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    """The archive's folder is not made up."""
    result = pactwatch("run", "--offline", "--engine", "local", "--archive", "no/such/a.db", cwd=tmp_path)
    assert_one_sentence(result, 3, "no/such")


def test_an_unreadable_query(tmp_path: Path) -> None:
    """Bad SQL, and SQL that writes, are refused with SQLite's reason."""
    assert pactwatch("run", "--offline", "--engine", "local", cwd=tmp_path).returncode == 0
    assert_one_sentence(pactwatch("query", "select 1 from nowhere", cwd=tmp_path), 2, "no such table: nowhere")
    assert_one_sentence(pactwatch("query", "select (", cwd=tmp_path), 2, "incomplete input")
    assert_one_sentence(pactwatch("query", "delete from articles", cwd=tmp_path), 2, "only reading")
    assert_one_sentence(pactwatch("history", "https://example.org/unknown", cwd=tmp_path), 6, "example.org/unknown")


def test_a_port_in_use(tmp_path: Path) -> None:
    """`serve` says so instead of printing Datasette's traceback."""
    assert pactwatch("run", "--offline", "--engine", "local", cwd=tmp_path).returncode == 0
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert_one_sentence(pactwatch("serve", "--port", port, cwd=tmp_path), 2, port, "--port")


def test_no_network(tmp_path: Path) -> None:
    """When no source can be reached and nothing is known yet, the run says so and leaves with 4."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (tmp_path / "t.toml").write_text(
        f"""name = "t"
title = "Nobody home"
languages = ["en"]
[fetch]
allow_private_hosts = ["127.0.0.1"]
attempts = 1
per_host_delay_s = 0
[relevance]
mode = "all"
[[sources]]
kind = "feed"
url = "http://127.0.0.1:{port}/feed.xml"
""",
        encoding="utf-8",
    )
    result = pactwatch("run", "--engine", "local", "--topic", "t.toml", cwd=tmp_path)
    assert result.returncode == 4
    assert "network" in result.stderr.strip().splitlines()[-1]


def test_no_network_with_fixed_urls(tmp_path: Path) -> None:
    """Several hosts and not one answer is the machine's fault; one host that is down is an outcome like any other."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    template = f"""name = "t"
title = "Nobody home"
languages = ["en"]
[fetch]
allow_private_hosts = ["127.0.0.1", "127.0.0.2"]
attempts = 1
per_host_delay_s = 0
[relevance]
mode = "all"
[[sources]]
kind = "url"
url = "http://127.0.0.1:{port}/a"
"""
    (tmp_path / "one.toml").write_text(template, encoding="utf-8")
    (tmp_path / "two.toml").write_text(
        f'{template}[[sources]]\nkind = "url"\nurl = "http://127.0.0.2:{port}/a"\n', encoding="utf-8"
    )
    one = pactwatch("run", "--engine", "local", "--topic", "one.toml", "--archive", "one.db", cwd=tmp_path)
    assert (one.returncode, "1 unavailable" in one.stdout) == (0, True)
    two = pactwatch("run", "--engine", "local", "--topic", "two.toml", "--archive", "two.db", cwd=tmp_path)
    assert (two.returncode, two.stderr.strip().splitlines()[-1].count("network")) == (4, 1)


def test_prefect_that_does_not_answer(tmp_path: Path) -> None:
    """Asked for by name, a Prefect API that is configured but away is told in a sentence."""
    result = pactwatch(
        "run", "--offline", "--engine", "prefect", cwd=tmp_path, PREFECT_API_URL="http://127.0.0.1:9/api"
    )
    assert_one_sentence(result, 5, "127.0.0.1:9", "--engine local")


def test_live_and_replayed_archives_are_kept_apart(tmp_path: Path) -> None:
    """A live pass into the replayed archive is refused."""
    assert pactwatch("run", "--offline", "--engine", "local", cwd=tmp_path).returncode == 0
    (tmp_path / "t.toml").write_text(topic_toml("http://127.0.0.1:9", [1]), encoding="utf-8")
    assert_one_sentence(
        pactwatch("run", "--engine", "local", "--topic", "t.toml", cwd=tmp_path), 2, "replayed", "--archive"
    )


@pytest.mark.slow
def test_ctrl_c_in_a_pass(tmp_path: Path) -> None:
    """One sentence, exit code 130, and the next pass goes on from there."""
    newsroom = Newsroom(dict.fromkeys(range(1, 41), "same"))
    with serving(newsroom) as base:
        (tmp_path / "t.toml").write_text(topic_toml(base, list(newsroom.plan)), encoding="utf-8")
        command = [sys.executable, "-m", "pactwatch.cli", "run", "--engine", "local", "--topic", "t.toml"]
        process = subprocess.Popen(
            command,
            cwd=tmp_path,
            stderr=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            preexec_fn=interruptible,
        )
        newsroom.on_hit = lambda hits: process.send_signal(signal.SIGINT) if hits == 15 else None
        _, err = process.communicate(timeout=60)
        assert process.returncode == 130
        assert "Traceback" not in err
        assert err.strip().splitlines()[-1].startswith("pactwatch: stopped")
        newsroom.on_hit = None
        assert pactwatch("run", "--engine", "local", "--topic", "t.toml", cwd=tmp_path).returncode == 0
        rows = pactwatch("query", "select count(*) as n from versions", "--json", cwd=tmp_path)
        assert '"n": 40' in rows.stdout


def test_a_second_pass_does_not_wait_when_told_so(tmp_path: Path) -> None:
    """`--no-wait` leaves with 3 and one sentence while another pass is writing."""
    script = (
        "import sys, time; from pathlib import Path; from pactwatch.archive import writer_lock\n"
        "with writer_lock(Path('archive.db')):\n    print('locked', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", script], cwd=tmp_path, stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "locked\n"
        result = pactwatch("run", "--offline", "--engine", "local", "--no-wait", cwd=tmp_path)
        assert_one_sentence(result, 3, "archive.db")
    finally:
        holder.kill()
        holder.wait()
        assert holder.stdout is not None
        holder.stdout.close()


def test_help_lists_every_command_once_and_whole() -> None:
    """Each stands under one heading, with a sentence that is not cut off at 80 columns."""
    listed = sorted(name for names in SECTIONS.values() for name in names)
    assert listed == sorted(cli.commands)
    lines = CliRunner().invoke(cli, ["--help"], terminal_width=80).output.splitlines()
    for name, command in cli.commands.items():
        (line,) = (line for line in lines if line.startswith(f"  {name} "))
        assert line.endswith(f"  {(command.help or '').splitlines()[0]}")


def test_help_is_quick(tmp_path: Path) -> None:
    """`--help` does not import Prefect, whose import alone takes longer than the rest of the program."""
    script = (
        "import sys\nfrom pactwatch.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'prefect', 'datasette', 'apprise', 'fastapi'}))"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert result.stdout.strip().splitlines()[-1] == "[]"
