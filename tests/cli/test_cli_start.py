"""How little is imported before there is something to do."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from newsroom import Newsroom, serving, topic_toml

ROOMS = ("alerts", "claims", "diff", "extract", "facts", "sources")
# What reading a page takes, or a channel, or Prefect.
DEAR = ("pactwatch.extract.article", "pactwatch.claims.wordings", "pactwatch.facts.read", "pactwatch.diff.compare",
        "pactwatch.alerts.channels", "prefect", "apprise", "datasette", "distributed")  # fmt: skip


def dear_ones(program: str, cwd: Path | None = None) -> list[str]:
    """Run a program in a process of its own; list what is dear and imported at its end."""
    whole = f"{program}\nimport sys\nprint(*[name for name in {DEAR!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", whole], cwd=cwd, capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout.splitlines()[-1].split()


@pytest.mark.parametrize("module", ["cli", "commands", "commands_run", "screen", "passes"])
def test_nothing_dear_is_imported_to_begin(module: str) -> None:
    """A command that asks the archive, and a pass up to its first page, do without the rooms that read pages."""
    assert dear_ones(f"import pactwatch.{module}") == []


def test_a_pass_in_which_nothing_changed_reads_no_page(tmp_path: Path) -> None:
    """Where every article answers 304, what reads pages is not imported at all."""
    newsroom = Newsroom(dict.fromkeys(range(1, 4), "same"))
    program = (
        "import asyncio\nfrom pathlib import Path\nfrom pactwatch.config import load_topic\n"
        "from pactwatch.passes import LocalEngine, run_live\n"
        "print(dict(asyncio.run(run_live(load_topic('t.toml'), Path('a.db'), LocalEngine())).outcomes))"
    )
    with serving(newsroom) as base:
        (tmp_path / "t.toml").write_text(topic_toml(base, list(newsroom.plan)), encoding="utf-8")
        assert "pactwatch.extract.article" in dear_ones(program, tmp_path)
        assert dear_ones(program, tmp_path) == []


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_hands_out_what_it_lists(room: str) -> None:
    """Each name of `__all__` can be had, and is none of the room's modules, whichever of those was imported before."""
    package = import_module(f"pactwatch.{room}")
    assert {name for name in vars(type(package)) if not name.startswith("__")} == set(package.__all__)
    for name in package.__all__:
        value = getattr(package, name)
        assert not isinstance(value, ModuleType), name
        assert getattr(package, name) is value


def test_a_name_that_is_handed_out_is_not_replaced() -> None:
    """Whoever wants another one, such as a test, is told where it stands."""
    with pytest.raises(AttributeError, match=r"pactwatch\.diff\.compare stands in pactwatch\.diff\.compare"):
        import_module("pactwatch.diff").compare = None  # type: ignore[attr-defined]
