"""The commands for more than one archive or machine; the others stand in `pactwatch.cli`."""

from __future__ import annotations

from types import ModuleType

import click

_topic_option = click.option(
    "--topic",
    metavar="NAME|FILE",
    help="A shipped topic or a file (default: $PACTWATCH_TOPIC, or japan-eu-pact).",
)


def _keeping() -> ModuleType:
    """Give what the commands do; not imported for `--help`."""
    # 0.4 s, of which a mistyped option or `--help` is in no need
    from pactwatch import keeping

    return keeping


@click.command()
@click.argument("archives", nargs=-1, required=True, metavar="ARCHIVE…")
@click.option("--into", metavar="TARGET", help="Join them in TARGET, made if need be (default: in the first one).")
@_topic_option
def merge(archives: tuple[str, ...], into: str | None, topic: str | None) -> None:
    """Join archives, such as shards by host: what the others hold comes to the first one. They are only read.

    An article that several have watched gets one history. Conflicts of the topic are judged anew over all; an alert
    that one of them has sent is not owed again. Stopped anywhere, or done twice, it ends in the same archive.
    """
    _keeping().merge(archives, into, topic)
