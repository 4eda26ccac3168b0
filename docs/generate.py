"""What the documents quote from the program: help texts, real output of the offline pass, the schema, the settings.

Used by cog inside README.md and docs/*.md: `make docs` writes these parts anew, `make check` fails when they are stale.
"""

from __future__ import annotations

import ast
import dataclasses
import functools
import inspect
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from pactwatch.archive.describe import as_markdown
from pactwatch.cli import cli
from pactwatch.config import SETTINGS
from pactwatch.diff.rules import RULES
from pactwatch.extract import sites
from pactwatch.extract.why import SAYS
from pactwatch.model import FetchRules
from pactwatch.paths import STORE

ROOT = Path(__file__).resolve().parent.parent


@functools.cache
def _tour_folder() -> Path:
    """Do the offline pass once, in a folder that goes with the process."""
    folder = tempfile.TemporaryDirectory()
    _kept.append(folder)
    _pactwatch(Path(folder.name), "run", "--offline", "--engine", "local")
    return Path(folder.name)


_kept: list[tempfile.TemporaryDirectory[str]] = []


def _pactwatch(folder: Path, *arguments: str) -> str:
    """Run the program as a reader would, at a fixed width."""
    done = subprocess.run(
        [sys.executable, "-m", "pactwatch.cli", *arguments],
        cwd=folder,
        env=os.environ | {"COLUMNS": "110", "NO_COLOR": "1", "TERM": "dumb"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr)
    return "\n".join(line.rstrip() for line in done.stdout.rstrip().splitlines())


def tour(*arguments: str, lines: int | None = None) -> str:
    """Quote a command and what it prints on the archive of the offline pass, up to *lines* lines."""
    if arguments[:2] == ("run", "--offline"):
        with tempfile.TemporaryDirectory() as folder:
            said = _pactwatch(Path(folder), *arguments)
    else:
        said = _pactwatch(_tour_folder(), *arguments)
    shown = said.splitlines()
    if lines is not None and len(shown) > lines:
        shown = [*shown[:lines], "…"]
    words = " ".join(json.dumps(word) if " " in word else word for word in arguments)
    return "\n".join(["```", f"$ pactwatch {words}", *shown, "```"])


def command_help(*names: str) -> str:
    """Quote the help of a command."""
    command: click.Command = cli
    context = click.Context(cli, info_name="pactwatch", terminal_width=100, **cli.context_settings)
    for name in names:
        assert isinstance(command, click.Group)
        command = command.commands[name]
        context = click.Context(command, info_name=name, parent=context, max_content_width=100, terminal_width=100)
    return "```\n" + command.get_help(context).rstrip() + "\n```"


def fetch_rules() -> str:
    """Write the keys of `[fetch]` as a table: name, default, what it says in `FetchRules`."""
    tree = ast.parse(inspect.getsource(FetchRules)).body[0]
    assert isinstance(tree, ast.ClassDef)
    notes: dict[str, str] = {}
    for field, note in zip(tree.body, [*tree.body[1:], None], strict=True):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            told = isinstance(note, ast.Expr) and isinstance(note.value, ast.Constant)
            notes[field.target.id] = " ".join(str(note.value.value).split()) if told else ""
    lines = ["| key | default | what it does |", "|---|---|---|"]
    for field in dataclasses.fields(FetchRules):
        default = json.dumps(list(field.default) if isinstance(field.default, tuple) else field.default)
        lines.append(f"| `{field.name}` | `{default}` | {notes[field.name]} |")
    return "\n".join(lines)


def all_help() -> str:
    """Quote the help of every command."""
    parts = [command_help()]
    for name, command in sorted(cli.commands.items()):
        parts.append(f"### `pactwatch {name}`\n\n{command_help(name)}")
        if isinstance(command, click.Group):
            parts += [f"#### `pactwatch {name} {sub}`\n\n{command_help(name, sub)}" for sub in sorted(command.commands)]
    return "\n\n".join(parts)


def settings() -> str:
    """List the environment variables as a table."""
    lines = ["| variable | default | what it does |", "|---|---|---|"]
    lines += [f"| `{setting.name}` | {setting.default or '–'} | {setting.what} |" for setting in SETTINGS]
    return "\n".join(lines)


def schema() -> str:
    """Describe every table and view, from the comments in the migrations."""
    return as_markdown()


def queries() -> str:
    """List the canned queries with the comment that says who asks them."""
    lines = ["| query | who asks it, and what |", "|---|---|"]
    for file in sorted((STORE / "queries").glob("*.sql")):
        comment = " ".join(
            line.removeprefix("--").strip()
            for line in file.read_text(encoding="utf-8").splitlines()
            if line.startswith("--") and not line.startswith("-- title:")
        )
        lines.append(f"| [`{file.stem}`](../store/queries/{file.name}) | {comment} |")
    return "\n".join(lines)


def rules() -> str:
    """List the rules that decide about a change, with what each says and an example."""
    lines = ["| rule | verdict | what it says | before | after |", "|---|---|---|---|---|"]
    for rule in RULES.values():
        verdict = "material" if rule.material else "cosmetic"
        cells = (f"`{rule.name}`", verdict, rule.says, rule.old, rule.new)
        lines.append("| " + " | ".join(str(cell or "").replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines)


def why_example(lines: int = 12) -> str:
    """Quote what `--why` says of a saved page of our own."""
    page = "tests/extract/pages/wordpress/page.html"
    shown = _pactwatch(ROOT, "extract", page, "--why").splitlines()
    return "\n".join(["```", f"$ pactwatch extract {page} --why", *shown[:lines], "…", shown[-1], "```"])


def block_rules() -> str:
    """List the rules for single blocks, by the names that `--why` shows."""
    lines = ["| rule | what it says of a block |", "|---|---|"]
    return "\n".join([*lines, *(f"| `{name}` | {says} |" for name, says in SAYS.items())])


def site_tables() -> str:
    """List the tables of single publishers."""
    lines = ["| table | hosts | paths | since | until |", "|---|---|---|---|---|"]
    for file in sorted(Path(sites.__file__).parent.glob("*.toml")):
        for rule in sites.read_table(file.read_text(encoding="utf-8"), file.name):
            until = rule.until or ""
            lines.append(f"| `{rule.name}` | {', '.join(rule.hosts)} | `{rule.path}` | {rule.since} | {until} |")
    return "\n".join(lines)
