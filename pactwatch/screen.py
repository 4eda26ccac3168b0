"""What the terminal shows. Every screen also reads without colour: what went is `[-so-]`, what came `{+so+}`."""

from __future__ import annotations

import dataclasses
import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress as Bar, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from pactwatch import facts
from pactwatch.alerts import one_line
from pactwatch.archive import Archive
from pactwatch.archive.read import VersionRow
from pactwatch.checkup import Checkup
from pactwatch.config import environment
from pactwatch.diff import Comparison
from pactwatch.factsheet import (
    Edits,
    as_plain,
    carried_by,
    local_edits,
    mixed_up,
    one_of_each_voice,
    saying,
    together,
    verdict_words,
)
from pactwatch.grid import as_lines, as_table, cell
from pactwatch.marking import marked, side_by_side
from pactwatch.model import Topic
from pactwatch.recheck import Delay
from pactwatch.report import are, changes_of, outcome_counts, plural, span, word_pairs

if TYPE_CHECKING:
    from pactwatch.facts import Answer
    from pactwatch.passes import Progress, Summary

Row = Mapping[str, object]

_WAITING = "another pass is writing to the archive; waiting for it to end …"
# What takes longer shows how far it is.
_PATIENCE_S = 2.0
# More than a maintainer reads at once; the counts must not scroll out of sight.
CHANGES_SHOWN = 50
# What came of a fetch that saw the article, or saw that it is not ours.
_SEEN = ("stored", "unchanged", "not_modified", "moved", "gone", "off_topic")
# So many late checks are listed for people; all of them as JSON.
_LATE_SHOWN = 20
_STAGES = {
    "waiting": "waiting for another pass to end",
    "sources": "reading sources",
    "articles": "checking articles",
    "files": "looking through the files",
    "captures": "taking up captures",
    "done": "done",
}
_VERDICT_STYLE = {
    "diverging": "bold red",
    "agreed": "green",
    "compatible": "green",
    "one source": "dim",
    "superseded": "yellow",
}


# Signs of a line that nobody looks at.
_ENDLESS = 1_000_000


class _Console(Console):
    """Rich's console, but a reader who leaves is no error of ours to report (`pactwatch changes | head`)."""

    def on_broken_pipe(self) -> None:
        """Let the command line end quietly."""
        raise BrokenPipeError


class Screen:
    """Prints to standard output; notes and progress go to standard error, so that output can be piped."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.out = _Console(highlight=False, soft_wrap=False)
        self.err = Console(stderr=True, highlight=False)
        self.quiet = quiet
        # A program that reads our lines wants them whole; a person who sets COLUMNS wants them folded.
        self._folds = self.out.is_terminal or "COLUMNS" in environment()

    # ------------------------------------------------------------ while something runs

    def note(self, text: str) -> None:
        """Say what is going on, to whoever watches."""
        if not self.quiet:
            self.err.print(Text(text, style="dim"))

    def waiting(self) -> None:
        """Say what keeps a command that writes."""
        self.note(_WAITING)

    @contextmanager
    def pass_progress(self) -> Iterator[Callable[[Progress], None] | None]:
        """Show a pass as it goes: a bar on a terminal, a line for each stage elsewhere."""
        if self.quiet:
            yield None
        elif not self.err.is_terminal:
            yield self._say_stage
        else:
            columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
            with Bar(*columns, TimeElapsedColumn(), console=self.err, transient=True) as bar:
                yield _bar_listener(bar)

    @contextmanager
    def upkeep(self) -> Iterator[Callable[[str, int, int], None]]:
        """Show what goes on as soon as it takes more than two seconds: a bar on a terminal, elsewhere a line each."""
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        bar = Bar(*columns, TimeElapsedColumn(), console=self.err, transient=True)
        task = bar.add_task("", total=None)
        began, told, shown = time.monotonic(), "", False

        def tell(what: str, done: int, of: int) -> None:
            nonlocal told, shown
            if self.quiet or time.monotonic() - began < _PATIENCE_S:
                return
            if not self.err.is_terminal:
                if what != told:
                    self.err.print(Text(f"  {what} …", style="dim"))
            else:
                if not shown:
                    bar.start()
                shown = True
                bar.update(task, description=what, completed=done, total=of or None)
            told = what

        try:
            yield tell
        finally:
            bar.stop()

    def _say_stage(self, step: Progress) -> None:
        """Print one line when a stage has ended."""
        if step.stage == "round":
            self.err.print(Text(f"round {step.done} of {step.of}: {step.note}", style="dim"))
        elif step.stage == "waiting":
            self.waiting()
        elif step.stage == "articles" and step.done == step.of:
            self.err.print(Text(f"  checked {plural(step.of, 'article')}", style="dim"))
        elif step.stage == "articles" and step.done:
            self.err.print(Text(f"  checked {step.done} of {step.of}", style="dim"))

        elif step.stage == "captures" and (step.done == step.of or step.done % 1_000 == 0):
            self.err.print(Text(f"  took up {step.done} of {step.of}", style="dim"))

    # ------------------------------------------------------------ after a pass

    def summary(self, summary: Summary, archive: Archive, topic: Topic, *, as_json: bool) -> None:
        """Print what a maintainer would paste into a chat: counts, then material changes, then conflicts."""
        changes = changes_of(summary, archive)
        answers = facts.sheet(archive.said(archive.topic_id(topic.name)), topic)
        disputed = [answer for answer in answers if answer.verdict == "diverging"]
        if as_json:
            plain = {field.name: getattr(summary, field.name) for field in dataclasses.fields(summary)}
            self.json(plain | {"changes": changes, "conflicts": [as_plain(a, {}) for a in disputed]})
            return
        cosmetic = len(summary.change_ids) - len(changes)
        self.out.print(Text(topic.title, style="bold"))
        counts = (
            f"{plural(summary.passes, 'pass')}, {plural(summary.new_articles, 'new article')}, "
            f"{plural(len(changes), 'material change')}, {cosmetic} cosmetic or moved, "
            f"{plural(len(disputed), 'question')} disputed"
        )
        self._indented(Text(counts), 0)
        self._indented(Text(f"fetches: {outcome_counts(summary)}"), 0)
        for problem in summary.problems:
            self._indented(Text(problem, style="yellow"), 0)
        if not any(summary.outcomes[outcome] for outcome in _SEEN) and summary.articles_checked:
            self.out.print(Text("nothing could be read in this pass: that is not the same as no news", style="yellow"))
        if changes:
            self.out.print()
            self.changes(changes[:CHANGES_SHOWN])
        if len(changes) > CHANGES_SHOWN:
            self.out.print(f"… and {len(changes) - CHANGES_SHOWN} more material changes: pactwatch changes")
        if disputed:
            self.out.print()
            self.facts(disputed, topic)
        self.out.print()
        self.out.print(Text(f"archive: {summary.archive}   more: pactwatch changes | facts | serve", style="dim"))

    # ------------------------------------------------------------ rows

    def json(self, value: object) -> None:
        """Print a value as JSON, for programs."""
        click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))

    def paragraphs(self, lines: Iterable[tuple[Text, int]]) -> None:
        """Print paragraphs, each with its indent."""
        for text, indent in lines:
            self._indented(text, indent)

    def table(self, rows: Sequence[Row], empty: str, *, as_json: bool = False) -> None:
        """Print rows as a table; for whoever reads by machine, as JSON."""
        if as_json:
            self.json(list(rows))
            return
        if not rows:
            self.out.print(empty)
            return
        out = self.out if self._folds else _Console(highlight=False, width=_ENDLESS)
        if table := as_table(rows, out.width):
            out.print(table)
            return
        for name, value in as_lines(rows):
            if value.plain.startswith("http"):  # an address is never folded: see `_address`
                self.out.print(name + Text("  ") + value, soft_wrap=True)
            else:
                self._indented(value, name.cell_len + 2, first=name)

    def runs(self, rows: Sequence[Row], *, as_json: bool = False) -> None:
        """Print the passes, each with what came of its fetches."""
        if as_json:
            self.json(list(rows))
            return
        if not rows:
            self.out.print("No passes yet: run `pactwatch run` first.")
        for row in rows:
            self._head(row["started_at"], f"{row['topic']}: {cell(row['counts']) or 'nothing fetched'}")
            ended = f"ended {row['finished_at']}" if row["finished_at"] else "under way, or stopped before its end"
            failed = f"; failed: {row['error']}" if row["error"] else ""
            self._under(f"pass {row['id']}, {ended}, {row['software']}{failed}")

    def articles(self, rows: Sequence[Row], *, as_json: bool = False) -> None:
        """Print the articles, each with its state in one line."""
        if as_json:
            self.json(list(rows))
            return
        if not rows:
            self.out.print("No articles yet: run `pactwatch run` first.")
        for row in rows:
            self._head(row["outlet"], row["headline"] or "(no headline)")
            versions = plural(_count(row["versions"]), "version")
            changes = f"{plural(_count(row['changes']), 'change')} ({row['material_changes']} material)"
            seen = f"last asked {row['checked_at'] or 'never'}: {str(row['last_outcome'] or 'new').replace('_', ' ')}"
            self._under(f"{row['state']}, {versions}, {changes}; {seen}")
            self._address(row["url"])

    def sources(self, rows: Sequence[Row], *, as_json: bool = False) -> None:
        """Print the sources, each with what came of asking it last."""
        if as_json:
            self.json(list(rows))
            return
        for row in rows:
            self._head(row["kind"], str(row["url"]) or "(made from the topic's names)")
            told = f"failed {plural(_count(row['failures']), 'time')} in a row: {row['last_error']}"
            asked = f"last asked {row['checked_at']}" if row["checked_at"] else "not asked yet"
            by = "added by hand, " if row["added_by"] == "watch" else ""
            rest = f"; not before {row['next_check_at']}, by its own word" if row["next_check_at"] else ""
            hub = f"; WebSub hub {row['hub']}" if row["hub"] else ""
            failing = f"; {told}" if row["failures"] else ""
            self._under(f"{row['outlet'] or 'outlet by host'}, {by}{asked}{failing}{rest}{hub}")

    def health(self, found: Checkup, delay: Delay | None, unread: Sequence[Row] = (), *, as_json: bool = False) -> None:
        """Print what is not as it should be, what is seen and not understood, and how soon an edit is seen."""
        if as_json:
            self.json([*found.rows, *unread])
            return
        if not (found.own or found.unseen):
            self.out.print("All sources and articles answered when last asked.")
        shown: list[Row] = [*found.own, *found.unseen, *found.drifts, *found.patchy, *found.overdue[:_LATE_SHOWN]]
        for row in shown:
            self._head(row["outlet"] or row["kind"], str(row["problem"]))
            bad = f", bad in {plural(_count(row['streak']), 'pass')}" if row["streak"] else ""
            seen = f"seen well {row['last_seen_well_at']}" if row["last_seen_well_at"] else "never seen well"
            told = "" if row["kind"] in ("source", "clock", "passes", "deliveries") else f"; {seen}"
            since = "due" if row["kind"] == "check" else "since"
            self._under(f"{row['kind']}, {since} {row['since']}{bad}{told}")
            self._address(row["subject"])
        for row in unread:
            self._head(f"language {row['subject']}", str(row["problem"]))
        if (more := len(found.overdue) - _LATE_SHOWN) > 0:
            self._last_word(f"{plural(more, 'more check')} {are(more)} overdue: see --json.")
        if delay is not None and found.overdue:
            self._last_word(
                f"{plural(len(found.overdue), 'check')} {are(len(found.overdue))} overdue: until a "
                "pass makes up for it (pactwatch run, or schedule), no edit there is seen."
            )
        elif delay is not None:
            self._last_word(
                f"An edit is seen after about {span(delay.expected)}, at the latest after {span(delay.longest)}, "
                f"as {plural(delay.articles, 'article')} {are(delay.articles)} planned to be checked."
            )

    def _last_word(self, text: str) -> None:
        """Print a sentence of its own below what was listed."""
        self.out.print()
        self._indented(Text(text), 0)

    def alerts(self, rows: Sequence[Row], *, as_json: bool = False) -> None:
        """Print the alerts by their subjects, each with where it has been delivered."""
        if as_json:
            self.json(list(rows))
            return
        if not rows:
            self.out.print("No alerts yet.")
        for row in rows:
            self._head(row["created_at"], str(row["subject"]))
            done = ", ".join(map(str, _items(row["delivered"])))
            failed = f"; the last attempt failed: {row['last_error']}" if row["last_error"] else ""
            self._under((f"delivered to {done}" if done else "not delivered yet (pactwatch alerts send)") + failed)

    def _indented(self, text: Text, indent: int, first: Text | None = None) -> None:
        """Print a paragraph under a heading: folded, and without the blanks that Rich fills its lines with.

        *first* stands before its first line.
        """
        width = max(20, self.out.width - indent)
        before = first or Text()
        for line in text.wrap(self.out, width, overflow="fold") if self._folds else [text]:
            line.rstrip()
            filled = before + Text(" " * (indent - before.cell_len)) + line
            filled.rstrip()
            self.out.print(filled, soft_wrap=True)
            before = Text()

    def _address(self, url: object) -> None:
        """Print an address on a line of its own, never folded: terminals make it clickable, programs read it."""
        self.out.print(Text(f"  {one_line(str(url))}", style="dim"), soft_wrap=True)

    def _head(self, label: object, text: object) -> None:
        """Print the first line of an entry."""
        self._indented(Text.assemble((one_line(str(label)), "bold"), f"  {one_line(str(text))}"), 0)

    def _under(self, text: str) -> None:
        """Print a further line of an entry; long addresses are folded, never cut."""
        self._indented(Text(one_line(text), style="dim", overflow="fold"), 2)

    def changes(self, rows: Sequence[Row], *, as_json: bool = False) -> None:
        """Print changes, each with outlet, time, facets and its words marked."""
        if as_json:
            self.json(list(rows))
            return
        if not rows:
            self.out.print("No changes.")
        for row in rows:
            head = Text()
            head.append(one_line(str(row["outlet"])), style="bold")
            head.append(f"  {row['detected_at']}", style="cyan")
            if row["not_before_at"]:
                head.append(f" (not before {row['not_before_at']})", style="dim")
            self._indented(head, 0)
            # That the words of a statement which is new or gone are new or gone too need not be said.
            facets = [str(facet) for facet in _items(row["facets"]) if row["kind"] == "changed" or facet != "wording"]
            style = "bold magenta" if row["material"] else "dim"
            line = Text(f"{row['kind']} {row['subject']}", style=style)
            line.append(f": {', '.join(facets)}" if facets else "", style="default")
            line.append(f"  [{row['rule']}]  change {row['id']}", style="dim")
            self._indented(line, 2)
            self._indented(marked(word_pairs(row)), 2)
            self._under(str(row["headline"] or "(no headline)"))
            self._address(row["url"])
            self.out.print()

    def facts(
        self, answers: Sequence[Answer], topic: Topic, *, as_json: bool = False, edits: Edits | None = None
    ) -> None:
        """Print the fact sheet: each question, each value, who says so in which words; conflicts first.

        Outlets that copy one report are one voice: its words stand once, with the names of those who carry them.
        """
        ordered = sorted(answers, key=lambda answer: answer.verdict != "diverging")
        if as_json:
            self.json([as_plain(answer, edits or {}) for answer in ordered])
            return
        if not ordered and not topic.questions:
            self._indented(Text(f"{topic.title} asks no questions: add [[questions]] to its file."), 0)
        elif not ordered:
            self.out.print(f"No facts yet for {topic.title}: run `pactwatch run` first.")
        for answer in ordered:
            head = Text(answer.label, style="bold")
            head.append(f"  {verdict_words(answer)}", style=_VERDICT_STYLE.get(answer.verdict, ""))
            self._indented(head, 0)
            for labels, value in together(answer):
                self._indented(Text.assemble((" and ".join(labels), "cyan"), f"  {carried_by(value)}"), 2)
                for sentence in dict.fromkeys(saying(one) for one in one_of_each_voice(value.said)):
                    self._indented(Text(sentence, style="dim"), 4)
                for line in local_edits(value, edits or {}):
                    self._indented(Text(line, style="dim"), 4)
            for line in mixed_up(answer):
                self._indented(Text.assemble(("mixed up: ", "yellow"), line), 2)
            for value in answer.superseded:
                last = max((one.ended_at or "" for one in value.said), default="")
                until = f" until {last}" if last else ""
                given = f"{value.label}  {', '.join(value.outlets)}{until}"
                self._indented(Text.assemble(("before: ", "yellow"), given), 2)
            self.out.print()

    # ------------------------------------------------------------ two versions

    def diff(self, old: VersionRow, new: VersionRow, comparison: Comparison, *, as_json: bool = False) -> None:
        """Print two versions side by side, what differs in colour."""
        if as_json:
            changes = [dataclasses.asdict(change) for change in comparison.changes]
            self.json({"from": old.number, "to": new.number, "url": new.url, "changes": changes})
            return
        self.out.print(Text(f"{new.outlet}: version {old.number} -> {new.number}", style="bold"))
        self.out.print(Text(f"{new.url}", style="dim"))
        if not comparison.changes:
            self.out.print("No differences.")
            return
        table = Table(expand=True, show_lines=True, header_style="bold")
        table.add_column(f"version {old.number}, seen {old.first_seen_at}", ratio=1)
        table.add_column(f"version {new.number}, seen {new.first_seen_at}", ratio=1)
        for left, right in side_by_side(comparison):
            table.add_row(left, right)
        self.out.print(table)


def _bar_listener(bar: Bar) -> Callable[[Progress], None]:
    """Turn a pass's progress into the movement of one bar."""
    task = bar.add_task("starting", total=None)
    prefix = ""

    def listen(step: Progress) -> None:
        nonlocal prefix
        if step.stage == "round":
            prefix = f"round {step.done} of {step.of}, "
            return
        bar.update(task, description=prefix + _STAGES[step.stage], completed=step.done, total=step.of or 1)

    return listen


def _count(value: object) -> int:
    """Read a number that a row holds."""
    return int(str(value or 0))


def _items(value: object) -> Sequence[object]:
    """Read a list that a row holds."""
    return value if isinstance(value, list | tuple) else ()
