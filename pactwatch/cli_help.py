"""The list of commands, by what they are for: twenty-five in one alphabet are no guide."""

from __future__ import annotations

import click

SECTIONS = {
    "Watch": ("run", "schedule", "watch", "health", "runs"),
    "Read": ("changes", "diff", "facts", "articles", "history", "query", "serve"),
    "Tell": ("alerts", "feeds"),
    "Look into the past": ("ingest", "backfill", "scan", "reextract", "extract"),
    "Keep and hand on": ("verify", "maintain", "copy", "export", "evidence", "merge"),
}


class Sections(click.Group):
    """A group whose help lists its commands under headings."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the headings; all commands are aligned alike."""
        column = max(map(len, self.commands))
        for heading, names in SECTIONS.items():
            with formatter.section(heading):
                formatter.write_dl(
                    [(name.ljust(column), self.commands[name].get_short_help_str(limit=100)) for name in names]
                )
