"""The arrows of docs/design.md, section 3, held by reading every import: who may know whom, and who may know the world.

Each rule is a function from source files to sentences `file:line: what is wrong`. It is run over the real tree, and
over a made-up file that breaks it, so that a rule which no longer finds anything is found out.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

ROOMS = ("sources", "fetch", "extract", "claims", "diff", "facts", "alerts", "archive")
# A module may import what stands on a lower floor, and on floor 0 its neighbours. A new module goes onto the lowest
# floor that lets it import what it needs.
FLOORS = {
    **dict.fromkeys(
        (
            "model",
            "model_topic",
            "errors",
            "clock",
            "urls",
            "paths",
            "sendtimes",
            "config",
            "atom",
            "lazy",
            "patterns",
            "turns",
        ),
        0,
    ),
    **dict.fromkeys((*ROOMS, "recheck", "engines", "arguments", "ping"), 1),
    # What rooms say of a page, put together; `steps` and whoever reads pages for a pass call it.
    **dict.fromkeys(("reading",), 1.2),
    **dict.fromkeys(("readers", "finding"), 1.4),
    # What doubts the archive itself gives rise to.
    **dict.fromkeys(("drift", "overdue", "patchy"), 1.5),
    **dict.fromkeys(("cluster",), 1.6),
    **dict.fromkeys(("hands", "understanding"), 1.8),
    **dict.fromkeys(
        ("steps", "aftermath", "health", "watchdog", "repair", "proof", "onepage", "pageview", "rereading"), 2
    ),
    **dict.fromkeys(("checkup",), 2.5),
    **dict.fromkeys(("passes", "past", "deliver"), 3),
    **dict.fromkeys(("happened",), 3.5),
    **dict.fromkeys(("tasks", "report", "schedule", "factsheet", "ingest", "backfill", "reextract"), 4),
    **dict.fromkeys(("merge", "scan", "backtest", "grid", "marking"), 4),
    **dict.fromkeys(("digest", "screen", "pages", "feeds", "secrets"), 5),
    **dict.fromkeys(("commands", "commands_run"), 6),
    **dict.fromkeys(("commands_alerts", "commands_page", "keeping"), 6.5),
    **dict.fromkeys(("flows", "cli_options", "cli_help"), 7),
    **dict.fromkeys(("cli_alerts", "cli_past", "cli_backtest"), 8),
    "cli": 9,
    "__main__": 10,
}
# What a sentence says is read by one reader.
MAY_READ_CLAIMS = ("diff", "facts")
# Who may open the archive: what runs a pass, sends what it owes, or shows it.
ARCHIVE_USERS = (
    "steps", "aftermath", "health", "repair", "passes", "tasks", "commands", "flows", "deliver", "digest", "report",
    "screen", "rereading", "past", "ingest", "backfill", "reextract", "merge", "backtest", "proof", "keeping",
    "pages", "feeds", "watchdog", "happened", "commands_alerts", "commands_run", "commands_page",
    "finding", "drift", "overdue", "patchy", "checkup", "understanding",
)  # fmt: skip
PREFECT_USERS = ("tasks", "flows")
# Edges within a room that is otherwise pure; `__init__` hands out what they hold.
EDGES = (
    "pactwatch/alerts/channels.py",
    "pactwatch/alerts/smtp.py",
    "pactwatch/alerts/webhook.py",
    "pactwatch/alerts/__init__.py",
)
PURE = (
    "model",
    "model_topic",
    "errors",
    "urls",
    "atom",
    "recheck",
    "sources",
    "extract",
    "claims",
    "diff",
    "facts",
    "alerts",
)
WORLDLY = {
    **dict.fromkeys(
        ("httpx", "httpcore", "h2", "requests", "urllib3", "socket", "ssl", "http", "smtplib", "asyncio", "subprocess"),
        "no network and no processes",
    ),
    "urllib.request": "no network and no processes",
    **dict.fromkeys(("sqlite3", "sqlite_utils", "datasette"), "no database"),
    **dict.fromkeys(("prefect", "apprise"), "no Prefect and no channels"),
    "time": "no clock: the time is an argument",
}
CLOCK_CALLS = ("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns")
# Own-package imports inside functions, by file and module, each with the reason.
LATE_IMPORTS = {
    ("pactwatch/cli_options.py", "pactwatch.commands"): "what a command does, which `--help` need not wait for",
    ("pactwatch/cli_options.py", "pactwatch.commands_run"): "the same",
    ("pactwatch/cli_options.py", "pactwatch.commands_page"): "the same",
    ("pactwatch/cli_options.py", "pactwatch.commands_alerts"): "the same",
    ("pactwatch/cli_options.py", "pactwatch.keeping"): "the same",
    ("pactwatch/secrets.py", "pactwatch.tasks"): "Prefect, which only whoever keeps secrets there is to wait for",
}
MODULE_LINES, FUNCTION_LINES = 450, 60
# Beyond these nothing is let through; up to so many may stand between the two.
MODULE_LIMIT, FUNCTION_LIMIT, EXCEPTIONS = 600, 100, 5
TABLE_LINES = 10


@dataclass(frozen=True)
class Source:
    """One file of ours."""

    path: str
    """From the root, with slashes."""
    text: str

    @property
    def unit(self) -> str:
        """What it belongs to: a room, a module of the package, `flows` or `store`; empty for its `__init__`."""
        parts = self.path.split("/")
        name = parts[1] if parts[0] == "pactwatch" else parts[0]
        return name.removesuffix(".py").removeprefix("__init__")

    @property
    def tree(self) -> ast.Module:
        """The parsed file."""
        return _parsed(self.text)


@cache
def _parsed(text: str) -> ast.Module:
    """Parse a file once for all rules."""
    return ast.parse(text)


@cache
def real_tree() -> tuple[Source, ...]:
    """Read all code of the project but for the tests."""
    paths = sorted(path for folder in ("pactwatch", "flows", "store") for path in (ROOT / folder).rglob("*.py"))
    return tuple(Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in paths)


@dataclass(frozen=True)
class Import:
    """One imported module."""

    source: Source
    line: int
    module: str
    """The whole dotted name; for `from a import b` it is `a.b`, as b may be a module."""
    inside_function: bool

    @property
    def unit(self) -> str | None:
        """The part of our package that is imported; None: another package, or the package's own `__init__`."""
        parts = self.module.split(".")
        known = parts[0] == "pactwatch" and len(parts) > 1 and not parts[1].startswith("__")
        return parts[1] if known else None

    def complain(self, why: str) -> str:
        """Say what is wrong with it."""
        return f"{self.source.path}:{self.line}: imports {self.module}; {why}"


def imports_of(source: Source) -> Iterator[Import]:
    """Find every import of a file, wherever it stands."""
    late = {
        id(node)
        for function in ast.walk(source.tree)
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef))
        for node in ast.walk(function)
    }
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            prefix = f"{node.module or ''}." if not node.level else _relative(source, node)
            names = [prefix + alias.name for alias in node.names]
        else:
            continue
        for name in names:
            yield Import(source, node.lineno, name, id(node) in late)


def _relative(source: Source, node: ast.ImportFrom) -> str:
    """Give the package that a relative import means."""
    parents = source.path.split("/")[: -node.level]
    return ".".join([*parents, *([node.module] if node.module else [])]) + "."


def _is_in(module: str, name: str) -> bool:
    """Whether an imported name is *name* or lies in it."""
    return module == name or module.startswith(f"{name}.")


# ---------------------------------------------------------------- the rules


def floors(sources: Sequence[Source]) -> Iterator[str]:
    """Imports run down: flows, cli -> tasks -> passes -> steps -> rooms -> floor 0."""
    for source in sources:
        if source.unit in ("", "store"):
            continue
        if source.unit not in FLOORS:
            yield f"{source.path}:1: {source.unit} stands on no floor; put it into FLOORS in tests/test_architecture.py"
            continue
        here = FLOORS[source.unit]
        for found in imports_of(source):
            there = FLOORS.get(found.unit or "")
            if there is None or found.unit == source.unit or there == here == 0 or _is_allowed_claims(source, found):
                continue
            if here == there == 1:
                yield found.complain("rooms never import each other: pass what is needed as an argument")
            elif there >= here:
                yield found.complain(f"imports run down, and that is floor {there} seen from floor {here}")


def _is_allowed_claims(source: Source, found: Import) -> bool:
    """Whether this is the one agreed exception among rooms."""
    return found.unit == "claims" and source.unit in MAY_READ_CLAIMS


def pure_rooms(sources: Sequence[Source]) -> Iterator[str]:
    """Pure rooms import no network, database, clock or Prefect."""
    for source in sources:
        if source.unit not in PURE or source.path in EDGES:
            continue
        for found in imports_of(source):
            for name, why in WORLDLY.items():
                if _is_in(found.module, name):
                    yield found.complain(f"{source.unit} is pure: {why}")
            if found.module in ("pactwatch.clock.SystemClock", "pactwatch.alerts.channels.send"):
                yield found.complain(f"{source.unit} is pure: no clock and no channels")


def one_clock(sources: Sequence[Source]) -> Iterator[str]:
    """Only the clock asks the machine for the time."""
    for source in sources:
        if source.unit == "clock":
            continue
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                called = ast.unparse(node.func)
                if any(called == name or called.endswith(f".{name}") for name in CLOCK_CALLS):
                    yield f"{source.path}:{node.lineno}: calls {called}(); take a Clock, or the time, as an argument"


def one_environment(sources: Sequence[Source]) -> Iterator[str]:
    """Only config reads the environment."""
    for source in sources:
        if source.unit == "config":
            continue
        why = "only pactwatch.config reads the environment; take what you need as an argument"
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Attribute) and ast.unparse(node) in ("os.environ", "os.getenv", "os.environb"):
                yield f"{source.path}:{node.lineno}: {ast.unparse(node)}; {why}"
        for found in imports_of(source):
            if found.module in ("os.environ", "os.getenv", "os.environb"):
                yield found.complain(why)


def flows_hold_no_classes(sources: Sequence[Source]) -> Iterator[str]:
    """Prefect loads flow files by path, so a class defined there exists twice and cannot be unpickled."""
    for source in sources:
        for node in ast.walk(source.tree):
            if source.unit == "flows" and isinstance(node, ast.ClassDef):
                yield f"{source.path}:{node.lineno}: class {node.name}; flow files hold no classes: move it"


def opened_by_path(sources: Sequence[Source]) -> Iterator[str]:
    """Nothing imports what tools open by path."""
    for source in sources:
        for found in imports_of(source):
            if any(_is_in(found.module, name) for name in ("flows", "store", "seeds", "tests")):
                yield found.complain("flows/, store/ and seeds/ are opened by path (pactwatch.paths), never imported")


def archive_users(sources: Sequence[Source]) -> Iterator[str]:
    """Only what runs a pass, delivers or shows opens the archive."""
    for source in sources:
        for found in imports_of(source):
            if found.unit == "archive" and source.unit not in ("archive", *ARCHIVE_USERS):
                yield found.complain("only " + ", ".join(ARCHIVE_USERS) + " use the archive")


def prefect_users(sources: Sequence[Source]) -> Iterator[str]:
    """Prefect takes seconds to import: only tasks.py and flows/ do, and secrets.py inside a function."""
    for source in sources:
        for found in imports_of(source):
            if not _is_in(found.module, "prefect") and found.unit != "tasks":
                continue
            lazily = source.unit == "secrets" and found.inside_function
            if source.unit not in PREFECT_USERS and not lazily:
                yield found.complain("Prefect is imported only in tasks.py and flows/, in secrets.py inside a function")


def imports_at_the_top(sources: Sequence[Source]) -> Iterator[str]:
    """An own-package import inside a function hides a wrong arrow; another package's needs a comment that says why."""
    for source in sources:
        lines = source.text.splitlines()
        for found in imports_of(source):
            if not found.inside_function:
                continue
            if _is_in(found.module, "pactwatch"):
                if all(source.path != path or not _is_in(found.module, name) for path, name in LATE_IMPORTS):
                    yield found.complain("import the own package at the top of the file")
            elif not any("#" in line for line in lines[max(0, found.line - 2) : found.line]):
                yield found.complain("say in a comment above why it stands inside a function")


def private_names(sources: Sequence[Source]) -> Iterator[str]:
    """A leading underscore means "may change tomorrow": nobody else imports it."""
    for source in sources:
        for found in imports_of(source):
            name = found.module.rsplit(".", 1)[-1]
            if found.unit not in (None, source.unit) and name.startswith("_") and not name.startswith("__"):
                yield found.complain("a name with an underscore is private to its room")


def sizes(sources: Sequence[Source]) -> Iterator[str]:
    """Modules and functions stay small enough to read; tables do not count, and a few may be larger."""
    modules: list[tuple[int, str]] = []
    functions: list[tuple[int, str]] = []
    for source in sources:
        lines = len(source.text.splitlines()) - _table_lines(source.tree)
        modules.append((lines, f"{source.path}:1: {lines} lines; a module has {MODULE_LINES} at most: make it two"))
        for node in ast.walk(source.tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1 - _table_lines(node)
                place = f"{source.path}:{node.lineno}: {node.name}"
                functions.append((lines, f"{place} has {lines} lines; a function has {FUNCTION_LINES} at most"))
    for found, usual, limit in ((modules, MODULE_LINES, MODULE_LIMIT), (functions, FUNCTION_LINES, FUNCTION_LIMIT)):
        large = [entry for entry in sorted(found, reverse=True) if entry[0] > usual]
        yield from (say for lines, say in large if lines > limit or len(large) > EXCEPTIONS)


def _table_lines(node: ast.AST) -> int:
    """Count the lines of long literals and docstrings below a node."""
    count = 0
    for child in ast.iter_child_nodes(node):
        literal = isinstance(child, (ast.List, ast.Tuple, ast.Dict, ast.Set, ast.Constant))
        lines = (getattr(child, "end_lineno", 0) or 0) - getattr(child, "lineno", 0) + 1
        count += lines if literal and lines > TABLE_LINES else _table_lines(child)
    return count


# ---------------------------------------------------------------- the tests

Rule = Callable[[Sequence[Source]], Iterator[str]]
RULES: tuple[Rule, ...] = (
    floors,
    pure_rooms,
    one_clock,
    one_environment,
    flows_hold_no_classes,
    opened_by_path,
    archive_users,
    prefect_users,
    imports_at_the_top,
    private_names,
    sizes,
)


def test_tree_is_read() -> None:
    """The rules are run over the real files of the house."""
    assert {"model", "config", "alerts", "steps", "cli", "flows", "store"} <= {source.unit for source in real_tree()}


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.__name__) for rule in RULES])
def test_rule(rule: Rule) -> None:
    """The house keeps the rule."""
    broken = list(rule(real_tree()))
    assert not broken, f"{rule.__doc__}\n" + "\n".join(broken)


@pytest.mark.parametrize(
    ("rule", "path", "text", "said"),
    [
        pytest.param(
            floors, "pactwatch/diff/a.py", "from pactwatch.steps import x", "floor 2 seen from floor 1", id="up"
        ),
        pytest.param(
            floors, "pactwatch/model.py", "import pactwatch.claims", "floor 1 seen from floor 0", id="from the base"
        ),
        pytest.param(floors, "pactwatch/extract/a.py", "from pactwatch import claims", "rooms never import", id="room"),
        pytest.param(floors, "pactwatch/claims/a.py", "from ..diff import x", "rooms never import each", id="relative"),
        pytest.param(floors, "pactwatch/claims/a.py", "def f():\n import pactwatch.fetch", ":2: imports", id="hidden"),
        pytest.param(floors, "pactwatch/cellar.py", "", "cellar stands on no floor", id="new module"),
        pytest.param(pure_rooms, "pactwatch/claims/a.py", "import httpx", "claims is pure: no network", id="network"),
        pytest.param(pure_rooms, "pactwatch/facts/a.py", "from sqlite3 import Row", "pure: no database", id="database"),
        pytest.param(pure_rooms, "pactwatch/alerts/rules.py", "from time import time", "pure: no clock", id="clock"),
        pytest.param(pure_rooms, "pactwatch/diff/a.py", "import urllib.request", "no network", id="standard library"),
        pytest.param(one_clock, "pactwatch/steps.py", "x = datetime.now(UTC)", "calls datetime.now()", id="now"),
        pytest.param(one_clock, "flows/a.py", "x = dt.date.today()", "calls dt.date.today()", id="today"),
        pytest.param(
            one_environment, "pactwatch/cli.py", "os.environ['A']", "only pactwatch.config reads", id="environ"
        ),
        pytest.param(
            one_environment, "pactwatch/cli.py", "from os import getenv", "only pactwatch.config", id="getenv"
        ),
        pytest.param(flows_hold_no_classes, "flows/a.py", "class A: ...", "class A; flow files hold", id="class"),
        pytest.param(opened_by_path, "pactwatch/cli.py", "from flows import monitor", "are opened by path", id="flows"),
        pytest.param(
            archive_users, "pactwatch/recheck.py", "import pactwatch.archive", "use the archive", id="archive"
        ),
        pytest.param(prefect_users, "pactwatch/steps.py", "from prefect import task", "only in tasks.py", id="prefect"),
        pytest.param(
            prefect_users, "pactwatch/cli.py", "import pactwatch.tasks", "only in tasks.py", id="through tasks"
        ),
        pytest.param(
            imports_at_the_top, "pactwatch/cli.py", "def f():\n import pactwatch.urls", "at the top", id="late"
        ),
        pytest.param(
            imports_at_the_top, "pactwatch/cli.py", "def f():\n import json", "in a comment above why", id="why"
        ),
        pytest.param(private_names, "pactwatch/steps.py", "from pactwatch.diff import _x", "is private", id="private"),
        pytest.param(sizes, "pactwatch/a.py", "x = 1\n" * 601, "601 lines; a module has 450", id="module"),
        pytest.param(sizes, "pactwatch/a.py", "def f():\n" + " x = 1\n" * 100, "f has 101 lines", id="function"),
    ],
)
def test_rule_finds(rule: Rule, path: str, text: str, said: str) -> None:
    """A file that breaks a rule is found, with its place and what is wrong."""
    (broken,) = rule([Source(path, text)])
    assert broken.startswith(f"{path}:")
    assert said in broken


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        pytest.param(floors, "pactwatch/diff/a.py", "from pactwatch.claims import find_claims", id="diff reads claims"),
        pytest.param(
            floors, "pactwatch/config/a.py", "from pactwatch.urls import parse_url", id="floor 0 among itself"
        ),
        pytest.param(floors, "flows/monitor.py", "from pactwatch.tasks import x", id="flows import tasks"),
        pytest.param(pure_rooms, "pactwatch/fetch/a.py", "import httpx", id="fetch is an edge"),
        pytest.param(pure_rooms, "pactwatch/alerts/channels.py", "import apprise", id="channels are an edge"),
        pytest.param(prefect_users, "pactwatch/secrets.py", "def f():\n import prefect", id="blocks are read late"),
        pytest.param(
            imports_at_the_top, "pactwatch/a.py", "def f():\n # it is dear\n import json", id="late with reason"
        ),
        pytest.param(sizes, "pactwatch/a.py", "x = [\n" + "1,\n" * 900 + "]", id="a long table"),
    ],
)
def test_rule_allows(rule: Rule, path: str, text: str) -> None:
    """What the design allows is let through."""
    assert list(rule([Source(path, text)])) == []
