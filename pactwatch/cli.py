"""The command line: `pactwatch COMMAND`, each with `--help`.

Exit codes: 0 done; 1 something failed that should not; 2 what was asked for makes no sense; 3 the archive cannot be
used; 4 nothing could be reached; 5 Prefect failed; 6 not in the archive; 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

import click

from pactwatch import __version__
from pactwatch.arguments import Hands, ReadOptions
from pactwatch.cli_alerts import alerts_group, feeds_command
from pactwatch.cli_backtest import backtest_command
from pactwatch.cli_help import Sections
from pactwatch.cli_options import (
    archive_option,
    commands,
    hands_options,
    json_option,
    keeping,
    page_commands,
    rows_options,
    run_commands,
    topic_option,
)
from pactwatch.cli_past import backfill, ingest, reextract, scan
from pactwatch.errors import STOPPED, PactwatchError


@click.group(cls=Sections, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="pactwatch")
def cli() -> None:
    """Watch what is published about one event, claim by claim."""


for command in (ingest, backfill, scan, reextract, feeds_command):
    cli.add_command(command)


# ---------------------------------------------------------------- passes


@cli.command()
@topic_option
@archive_option
@click.option("--offline", is_flag=True, help="Replay the seeds and their later versions; no network.")
@click.option(
    "--engine",
    type=click.Choice(["auto", "prefect", "local"]),
    default="auto",
    show_default=True,
    help="auto: Prefect where an API answers, else this process.",
)
@click.option("--no-wait", is_flag=True, help="Leave at once if another pass is writing, instead of waiting.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON, without progress.")
@hands_options
def run(
    topic: str | None,
    archive_path: str | None,
    offline: bool,
    engine: str,
    no_wait: bool,
    as_json: bool,
    workers: int | None,
    task_runner: str,
    address: str | None,
) -> None:
    """Do one pass: find, fetch what is due, say what changed."""
    hands = Hands(workers, task_runner == "dask", address)
    run_commands().run(topic, archive_path, offline, engine, no_wait, as_json, hands)


@cli.command()
@topic_option
@archive_option
@click.option("--every", default="20m", show_default=True, metavar="TIME", help="Time between passes: 10m, 2h, 1d.")
@click.option("--passes", type=click.IntRange(min=1), help="Stop after so many passes (default: never).")
@click.option("--limit", default="2h", show_default=True, metavar="TIME", help="A pass that takes longer is ended.")
def schedule(topic: str | None, archive_path: str | None, every: str, passes: int | None, limit: str) -> None:
    """Keep passes going on this machine, and deliver what they owe."""
    run_commands().schedule(topic, archive_path, every, passes, limit)


# ---------------------------------------------------------------- asking the archive


@cli.command()
@click.option("--since", metavar="TIME", help="Only changes found since: 24h, 7d, 2024-11-05, 2024-11-05T12:00Z.")
@click.option("--material/--all", "material_only", default=True, help="Only material changes (default), or all.")
@click.option("--limit", type=click.IntRange(1, 1_000_000), default=200, show_default=True)
@rows_options
def changes(since: str | None, material_only: bool, limit: int, as_json: bool, archive_path: str | None) -> None:
    """List what changed, newest first."""
    commands().changes(since, material_only, limit, as_json, archive_path)


@cli.command()
@click.argument("url")
@click.option("--from", "from_number", type=int, metavar="N", help="The older version (default: the one before).")
@click.option("--to", "to_number", type=int, metavar="M", help="The newer version (default: the last).")
@rows_options
def diff(url: str, from_number: int | None, to_number: int | None, as_json: bool, archive_path: str | None) -> None:
    """Show two versions of an article side by side."""
    commands().diff(url, from_number, to_number, as_json, archive_path)


@cli.command()
@topic_option
@rows_options
def facts(topic: str | None, as_json: bool, archive_path: str | None) -> None:
    """Show the fact sheet: each question, each value, who says so."""
    commands().facts(topic, as_json, archive_path)


@cli.group("articles", invoke_without_command=True)
@rows_options
@click.pass_context
def articles_group(context: click.Context, as_json: bool, archive_path: str | None) -> None:
    """List the articles, with what was last seen of each."""
    if context.invoked_subcommand is None:
        commands().articles(as_json, archive_path)


@articles_group.command("split")
@click.argument("url")
@topic_option
@archive_option
@click.pass_context
def articles_split(context: click.Context, url: str, topic: str | None, archive_path: str | None) -> None:
    """Make a URL an article of its own again.

    For one that was taken for another article by mistake. What was read there before the move goes back to it, and
    the two are never taken for one again.
    """
    outer = context.parent.params["archive_path"] if context.parent else None
    commands().articles_split(url, topic, archive_path or outer)


@cli.command()
@click.argument("url")
@rows_options
def history(url: str, as_json: bool, archive_path: str | None) -> None:
    """Tell the story of one article: every fetch, version and change."""
    commands().history(url, as_json, archive_path)


@cli.command()
@rows_options
def runs(as_json: bool, archive_path: str | None) -> None:
    """List the passes, newest first, with their counts."""
    commands().runs(as_json, archive_path)


@cli.command()
@topic_option
@rows_options
def health(topic: str | None, as_json: bool, archive_path: str | None) -> None:
    """Show what is not being seen, or in doubt.

    Leaves with 1 if there is any: sources and articles that give nothing good or have dried up, texts that became
    much shorter or longer, checks that are overdue, passes that do not come, deliveries that fail, a clock that
    went back.
    """
    commands().health(as_json, archive_path, topic)


@cli.command()
@click.argument("sql")
@rows_options
def query(sql: str, as_json: bool, archive_path: str | None) -> None:
    """Run one read-only SQL query."""
    commands().query(sql, as_json, archive_path)


@cli.command()
@archive_option
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True)
def serve(archive_path: str | None, host: str, port: int) -> None:
    """Open the archive in a browser, read-only.

    This is Datasette, with our pages and queries; it listens on 127.0.0.1.
    """
    commands().serve(archive_path, host, port)


@cli.command()
@archive_option
@json_option
@click.option("--head", metavar="SHA256", help="The end of the chain as an earlier verify told it: is it still there?")
def verify(archive_path: str | None, as_json: bool, head: str | None) -> None:
    """Check that the archive is whole.

    Bodies, chain, references, lineage and search are checked; leaves with 3 if anything is wrong. No pass waits for
    it. At its end it tells the end of the chain of snapshots: kept somewhere else, it proves later that no snapshot
    was altered or taken out.
    """
    keeping().verify(archive_path, head, as_json)


# ---------------------------------------------------------------- keeping the archive, and handing it on


@cli.command()
@click.argument("target")
@click.option("--warc", is_flag=True, help="WARC 1.1 into a file (.gz: compressed; -: standard output).")
@click.option("--csv", is_flag=True, help="CSV into a folder; formulas are made harmless.")
@click.option("--jsonl", is_flag=True, help="JSON Lines into a folder.")
@click.option("--parquet", is_flag=True, help="Parquet into a folder (needs pyarrow).")
@click.option("--table", "tables", multiple=True, metavar="NAME", help="Only this table; may be given several times.")
@archive_option
def export(target: str, tables: tuple[str, ...], archive_path: str | None, **forms: bool) -> None:
    """Write the archive to TARGET in an open format.

    Captures as WARC, or every table with its description. One of --warc, --csv, --jsonl and --parquet must be
    given. Everything streams, and is of one moment.
    """
    wanted = [form for form, asked in forms.items() if asked]
    if len(wanted) != 1:
        raise click.UsageError("say in which format, in one: --warc, --csv, --jsonl or --parquet.")
    keeping().export(wanted[0], target, tables, archive_path)


@cli.command()
@click.argument("change", type=int)
@click.argument("target", required=False)
@archive_option
def evidence(change: int, target: str | None, archive_path: str | None) -> None:
    """Bundle the proof of a change into a zip to verify offline.

    CHANGE is its number, as `pactwatch changes` and its page tell it. Both captures as WARC with their headers, the
    texts, where the sentences stand, the difference, the rule, checksums, and a verify.py that needs nothing but
    Python. TARGET is evidence-CHANGE.zip unless named.
    """
    keeping().evidence(change, target, archive_path)


@cli.command()
@click.argument("target")
@archive_option
def copy(target: str, archive_path: str | None) -> None:
    """Make a consistent copy of the archive at TARGET.

    Whoever is writing to it meanwhile.
    """
    keeping().copy(target, archive_path)


@cli.command()
@topic_option
@archive_option
@click.option("--seconds", type=click.FloatRange(0, 86_400), default=60, show_default=True, help="At most so long.")
@click.option(
    "--thin-after",
    type=click.IntRange(0, 36_500),
    metavar="DAYS",
    help="Let go of the bodies of older captures that read as the one before (default: as the topic says; 0: never).",
)
@click.option("--rebuild-search", "rebuild", is_flag=True, help="Make the full-text indices anew first.")
def maintain(
    topic: str | None, archive_path: str | None, seconds: float, thin_after: int | None, rebuild: bool
) -> None:
    """Keep the archive small and quick.

    Bodies are packed anew, free pages given back, statistics and the write-ahead log brought up to date. No pass
    waits for it, and it may be stopped at any moment: the next one goes on.
    """
    keeping().maintain(topic, archive_path, seconds, thin_after, rebuild)


@cli.command()
@click.argument("archives", nargs=-1, required=True, metavar="ARCHIVE…")
@click.option("--into", metavar="TARGET", help="Join them in TARGET, made if need be (default: in the first one).")
@topic_option
def merge(archives: tuple[str, ...], into: str | None, topic: str | None) -> None:
    """Join archives, such as shards by host.

    What the others hold comes to the first one; they are only read. An article that several have watched gets one
    history. Conflicts of the topic are judged anew over all; an alert that one of them has sent is not owed again.
    Stopped anywhere, or done twice, it ends in the same archive.
    """
    keeping().merge(archives, into, topic)


# ---------------------------------------------------------------- one page


@cli.command()
@click.argument("source", metavar="FILE|URL|-")
@click.option("--why", is_flag=True, help="Show every block with the rule that kept (+) or dropped (-) it.")
@click.option(
    "--html",
    "html_path",
    metavar="OUT.html",
    help="Write the page coloured by what became of each block; it runs nothing.",
)
@click.option(
    "--url", "stands_at", metavar="URL", help="Where a file stands on the web: for its links, dates and rules."
)
@click.option(
    "--stored", type=click.IntRange(min=1), metavar="N", help="Read version N of the URL as the archive holds it."
)
@click.option("--no-site-rules", is_flag=True, help="Leave out what is known of its publisher's pages.")
@topic_option
@archive_option
@click.option("--json", "as_json", is_flag=True, help="Print the article (and with --why every block) as JSON.")
def extract(
    source: str,
    why: bool,
    html_path: str | None,
    stands_at: str | None,
    stored: int | None,
    no_site_rules: bool,
    topic: str | None,
    archive_path: str | None,
    as_json: bool,
) -> None:
    """Read one page as a pass would, and store nothing.

    Prints headline, byline, dates, language and paragraphs.
    """
    options = ReadOptions(why, html_path, stands_at, stored, not no_site_rules, as_json)
    page_commands().extract(source, options, topic, archive_path)


# ---------------------------------------------------------------- what is watched, and who is told


@cli.group("watch")
def watch_group() -> None:
    """Add, remove and list fixed URLs and feeds.

    They are watched beside those of the topic file.
    """


@watch_group.command("add")
@click.argument("urls", nargs=-1, metavar="URL… (or - to read them from standard input)", required=True)
@click.option("--kind", type=click.Choice(["url", "feed", "sitemap", "listing"]), default="url", show_default=True)
@click.option("--outlet", help="Who publishes there.")
@topic_option
@archive_option
def watch_add(
    urls: tuple[str, ...], kind: str, outlet: str | None, topic: str | None, archive_path: str | None
) -> None:
    """Watch URLs from the next pass on."""
    commands().watch_add(urls, kind, outlet, topic, archive_path)


@watch_group.command("remove")
@click.argument("url")
@topic_option
@archive_option
def watch_remove(url: str, topic: str | None, archive_path: str | None) -> None:
    """Stop watching a URL that was added; what it gave so far is kept."""
    commands().watch_remove(url, topic, archive_path)


@watch_group.command("list")
@topic_option
@rows_options
def watch_list(topic: str | None, as_json: bool, archive_path: str | None) -> None:
    """List every source of the topic, with what came of asking it last."""
    commands().watch_list(topic, as_json, archive_path)


cli.add_command(alerts_group)


alerts_group.add_command(backtest_command)


# ---------------------------------------------------------------- the way in


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; whatever a user can cause ends in one sentence and an exit code."""
    _be_forgiving_about_output()
    try:
        cli.main(args=list(arguments) if arguments is not None else None, prog_name="pactwatch", standalone_mode=False)
    except PactwatchError as error:
        _leave(str(error), error.exit_code)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        _leave(STOPPED, 130)
    except BrokenPipeError:
        # Whoever read our output left; there is nobody to tell, and Python is not to try again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        _leave(f"{error.strerror or error}: the output, or a file that was named, cannot be written or read.", 1)


def _be_forgiving_about_output() -> None:
    """Write `?` where the terminal has no such letter, instead of stopping in the middle."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _leave(sentence: str, code: int) -> None:
    """Say why, and go."""
    click.echo(f"pactwatch: {sentence}", err=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
