"""`pactwatch alerts …`: list, send, retry, mute and test; and `pactwatch feeds`."""

from __future__ import annotations

import click

from pactwatch.cli_options import alert_commands, archive_option, rows_options, topic_option


@click.group("alerts")
def alerts_group() -> None:
    """List, send, retry, mute and test alerts."""


@alerts_group.command("list")
@rows_options
def alerts_list(as_json: bool, archive_path: str | None) -> None:
    """List the alerts, newest first, with where each was delivered."""
    alert_commands().alerts_list(as_json, archive_path)


@alerts_group.command("send")
@topic_option
@archive_option
@click.option("--now", is_flag=True, help="Also what waits for its digest, the end of quiet hours, or another attempt.")
def alerts_send(topic: str | None, archive_path: str | None, now: bool) -> None:
    """Send what is owed and due; what cannot be delivered stays owed."""
    alert_commands().alerts_send(topic, archive_path, now)


@alerts_group.command("retry")
@topic_option
@archive_option
def alerts_retry(topic: str | None, archive_path: str | None) -> None:
    """Try again now what failed, without waiting for its next attempt."""
    alert_commands().alerts_retry(topic, archive_path)


@alerts_group.command("mute")
@click.argument("kind", type=click.Choice(["rule", "article", "outlet"]))
@click.argument("subject")
@click.option("--for", "span", default="24h", show_default=True, metavar="TIME", help="How long: 8h, 2d, 1w.")
@click.option("--off", is_flag=True, help="Take a mute back before its time.")
@topic_option
@archive_option
def alerts_mute(kind: str, subject: str, span: str, off: bool, topic: str | None, archive_path: str | None) -> None:
    """Hold back alerts for a time; nothing is lost.

    SUBJECT is the rule's name, the article's URL, or the outlet's name or host. What was held back is marked in the
    archive, and comes in one message at the end.
    """
    alert_commands().alerts_mute(kind, subject, None if off else span, topic, archive_path)


@alerts_group.command("test")
@topic_option
def alerts_test(topic: str | None) -> None:
    """Send a sample through each channel, and say what came back."""
    alert_commands().alerts_test(topic)


@click.command("feeds")
@click.argument("folder", metavar="DIR")
@click.option("--material/--all", "material_only", default=True, help="Only material changes (default), or all.")
@click.option("--url", "base_url", default="", metavar="URL", help="Where DIR is served; the feeds then say so.")
@topic_option
@archive_option
def feeds_command(folder: str, material_only: bool, base_url: str, topic: str | None, archive_path: str | None) -> None:
    """Write changes.atom and conflicts.atom into DIR.

    For any web server or feed reader. Ids stay the same from one writing to the next, and a file is put in place
    whole: run it after each pass.
    """
    alert_commands().feeds(folder, topic, archive_path, material_only, base_url)
