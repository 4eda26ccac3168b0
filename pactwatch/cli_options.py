"""The options that many commands share, and the way to what the commands do."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import TypeVar

import click

F = TypeVar("F", bound=Callable[..., object])

archive_option = click.option(
    "--archive", "archive_path", metavar="PATH", help="The SQLite file (default: $PACTWATCH_ARCHIVE, or archive.db)."
)
topic_option = click.option(
    "--topic",
    metavar="NAME|FILE",
    help="A shipped topic or a file (default: $PACTWATCH_TOPIC, or japan-eu-pact).",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print the rows as JSON.")


def rows_options(function: F) -> F:
    """Give a command that prints rows its two options."""
    return archive_option(json_option(function))


def hands_options(function: F) -> F:
    """Give a pass its options of who reads its pages."""
    workers = click.option(
        "--workers",
        type=click.IntRange(0, 64),
        help="Processes that read pages beside the pass; without it the pass reads them itself.",
    )
    runner = click.option(
        "--task-runner",
        type=click.Choice(["local", "dask"]),
        default="local",
        show_default=True,
        help="dask: a Dask cluster reads the pages; needs pactwatch[dask].",
    )
    address = click.option(
        "--address", metavar="tcp://…", help="The Dask scheduler (default: a cluster of this machine, for this pass)."
    )
    return workers(runner(address(function)))


# What the commands do is imported when one is called: `--help` and a mistyped option are in no need of it.


def commands() -> ModuleType:
    """Give what the commands do that ask the archive."""
    from pactwatch import commands as found

    return found


def run_commands() -> ModuleType:
    """Give what `run` and `schedule` do."""
    from pactwatch import commands_run as found

    return found


def page_commands() -> ModuleType:
    """Give what `extract` does."""
    from pactwatch import commands_page as found

    return found


def alert_commands() -> ModuleType:
    """Give what the commands on alerts do."""
    from pactwatch import commands_alerts as found

    return found


def keeping() -> ModuleType:
    """Give what the commands do that keep the archive and hand it on."""
    from pactwatch import keeping as found

    return found
