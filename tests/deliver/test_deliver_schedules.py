"""The crontab and the systemd unit of docs/operating.md, run line by line as they stand there."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from configparser import RawConfigParser
from pathlib import Path

import pytest
from newsroom import Newsroom, serving, topic_toml

ROOT = Path(__file__).resolve().parents[2]
HOME = "/srv/pactwatch"


def blocks(kind: str) -> list[str]:
    """Give the fenced blocks of a kind."""
    text = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def units() -> list[dict[str, list[tuple[str, str]]]]:
    """Read the systemd blocks: sections of settings, of which one may come twice."""
    found = []
    for block in blocks("systemd"):
        sections: dict[str, list[tuple[str, str]]] = {}
        for line in block.splitlines():
            if line.startswith("["):
                settings = sections.setdefault(line.strip("[]"), [])
            elif line and not line.startswith("#"):
                name, _, value = line.partition("=")
                settings.append((name, value))
        found.append(sections)
    return found


def lines() -> list[str]:
    """Give the crontab's command lines, and those of the unit."""
    (crontab,) = blocks("crontab")
    cron = [line.split(None, 5)[5] for line in crontab.splitlines()]
    service = [value for name, value in units()[0]["Service"] if name == "ExecStart"]
    return [*cron, *(f"cd {HOME} && {line}" for line in service)]


@pytest.mark.slow
def test_the_lines_of_the_crontab_and_the_unit_run(tmp_path: Path) -> None:
    """Each does what it is there for: passes that read, alerts that go out, health that says that all is well."""
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "pactwatch").symlink_to(Path(sys.executable).parent / "pactwatch")
    rule = '\n[[alerts]]\nname = "all"\non = ["article"]\nto = ["$DESK"]\n'
    said = {}
    with serving(Newsroom({1: "same", 2: "same"})) as base:
        (tmp_path / "topic.toml").write_text(topic_toml(base, [1, 2]) + rule, encoding="utf-8")
        env = {key: value for key, value in os.environ.items() if not key.startswith(("PREFECT", "PACTWATCH"))}
        env |= {"PACTWATCH_TOPIC": "topic.toml", "DESK": "stdout:"}
        for line in lines():
            assert shlex.split(line)[:2] == ["cd", HOME]
            done = subprocess.run(
                ["sh", "-c", line.replace(HOME, str(tmp_path))],
                env=env, capture_output=True, text=True, timeout=120, check=False, cwd="/",
            )  # fmt: skip
            assert done.returncode == 0, (line, done.stdout + done.stderr)
            said[line] = done.stdout
    assert len(said) == 5
    assert sum(text.count("new article: The Ledger") for text in said.values()) == 2
    assert (tmp_path / "health.txt").read_text(encoding="utf-8").startswith("All sources and articles answered")


def test_the_unit_and_its_timer_are_read_by_systemd() -> None:
    """They have their sections, and nothing that systemd does not know, where it is there to ask."""
    service, timer = units()
    assert {"Unit", "Service"} == set(service) and {"Unit", "Timer", "Install"} == set(timer)
    RawConfigParser(strict=False).read_string(blocks("systemd")[1])
    assert dict(service["Service"])["Type"] == "oneshot" and dict(timer["Timer"])["Persistent"] == "true"
    if not (analyse := shutil.which("systemd-analyze")):
        return
    done = subprocess.run([analyse, "calendar", dict(timer["Timer"])["OnCalendar"]], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
