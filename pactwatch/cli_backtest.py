"""The command `pactwatch alerts backtest`."""

from __future__ import annotations

import click


@click.command("backtest")
@click.argument("rule")
@click.option("--since", default="30d", show_default=True, metavar="TIME", help="From when on: 30d, 2024-11-05.")
@click.option(
    "--topic", metavar="NAME|FILE", help="A shipped topic or a file (default: $PACTWATCH_TOPIC, or japan-eu-pact)."
)
@click.option("--json", "as_json", is_flag=True, help="Print the rows as JSON.")
@click.option(
    "--archive", "archive_path", metavar="PATH", help="The SQLite file (default: $PACTWATCH_ARCHIVE, or archive.db)."
)
def backtest_command(rule: str, since: str, topic: str | None, as_json: bool, archive_path: str | None) -> None:
    """Say which past changes and new articles the alert rule RULE would have sent, day by day.

    RULE is the name of one of the topic's [[alerts]]; to try another, give a copy of the topic file with --topic.
    Nothing is written and nothing is sent. Contradictions and health are not replayed.
    """
    # every room, which `--help` need not wait for
    from pactwatch import keeping

    keeping.alerts_backtest(rule, since, topic, as_json, archive_path)
