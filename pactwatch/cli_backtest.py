"""The command `pactwatch alerts backtest`."""

from __future__ import annotations

import click

from pactwatch.cli_options import keeping, rows_options, topic_option


@click.command("backtest")
@click.argument("rule")
@click.option("--since", default="30d", show_default=True, metavar="TIME", help="From when on: 30d, 2024-11-05.")
@topic_option
@rows_options
def backtest_command(rule: str, since: str, topic: str | None, as_json: bool, archive_path: str | None) -> None:
    """Say what an alert rule would have sent, day by day.

    RULE is the name of one of the topic's [[alerts]]; to try another, give a copy of the topic file with --topic.
    Nothing is written and nothing is sent. Contradictions and health are not replayed.
    """
    keeping().alerts_backtest(rule, since, topic, as_json, archive_path)
