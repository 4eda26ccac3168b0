"""What `pactwatch alerts …` and `pactwatch feeds` do; `pactwatch.cli_alerts` reads the arguments."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import click

from pactwatch.alerts import Envelope, channel_label, channels_for, sample, send, when, worded
from pactwatch.archive import Archive, open_archive, read
from pactwatch.arguments import parse_span
from pactwatch.clock import SystemClock
from pactwatch.commands import article_address, opened
from pactwatch.config import environment, load_watch
from pactwatch.deliver import deliver_owed
from pactwatch.errors import NotFound, UsageError
from pactwatch.feeds import write_feeds
from pactwatch.model import Topic
from pactwatch.screen import Screen
from pactwatch.secrets import channel_secrets


def _environ(topic: Topic) -> Mapping[str, str]:
    """Give where channels find what they name; say on standard error what could not be looked up."""
    secrets = channel_secrets(topic, environment())
    if secrets.problem:
        click.echo(f"pactwatch: {secrets.problem}", err=True)
    return secrets.environ


def alerts_list(as_json: bool, archive_path: str | None) -> None:
    """List the alerts, newest first, with where each was delivered."""
    _, archive = opened(archive_path)
    with closing(archive):
        Screen().alerts(read.alerts(archive), as_json=as_json)


def feeds(folder: str, topic: str | None, archive_path: str | None, material_only: bool, base_url: str) -> None:
    """Write the feeds as files."""
    watch, archive = opened(archive_path, topic)
    with closing(archive):
        where = Path(folder).expanduser()
        for path in write_feeds(archive, watch.topic, where, material_only=material_only, base_url=base_url):
            click.echo(f"wrote {path}")


def alerts_send(topic: str | None, archive_path: str | None, now: bool) -> None:
    """Send what is owed; what cannot be delivered stays owed."""
    watch = load_watch(topic, archive_path)
    opened(archive_path)[1].close()  # a mistyped name must not make a new archive
    with closing(open_archive(watch.archive)) as archive:
        result = deliver_owed(watch.topic, archive, SystemClock(), _environ(watch.topic), at_once=now)
    click.echo(result.sentence)
    if result.failed:
        raise SystemExit(1)


def alerts_retry(topic: str | None, archive_path: str | None) -> None:
    """Try what failed again now, before its time."""
    watch = load_watch(topic, archive_path)
    opened(archive_path)[1].close()
    with closing(open_archive(watch.archive)) as archive:
        result = deliver_owed(watch.topic, archive, SystemClock(), _environ(watch.topic), retry=True)
    click.echo(result.sentence)
    if result.failed:
        raise SystemExit(1)


def alerts_mute(kind: str, subject: str, span: str | None, topic: str | None, archive_path: str | None) -> None:
    """Hold back what is owed on a rule, an article or an outlet for a time, or (*span* None) no longer."""
    watch = load_watch(topic, archive_path)
    names = [rule.name for rule in watch.topic.alerts]
    if kind == "rule" and subject not in names:
        raise UsageError(f"no alert rule is called {subject!r}; the topic has {', '.join(names) or 'none'}.")
    opened(archive_path)[1].close()
    now = SystemClock().now()
    with closing(open_archive(watch.archive)) as archive:
        topic_id = archive.topic_id(watch.topic.name)
        named = subject if kind == "rule" else _known(archive, kind, subject)
        if span is None:
            if not archive.unmute(topic_id, kind, named, now):
                held = [f"{one.kind} {one.subject} until {when(one.until_at)}" for one in archive.mutes(topic_id, now)]
                raise NotFound(f"the {kind} {named} is not muted; held back now: {', '.join(held) or 'nothing'}.")
            click.echo(f"{kind} {named}: what was held back is due now")
            return
        until = now + parse_span(span)
        archive.mute(topic_id, kind, named, now, until)
    click.echo(f"{kind} {named}: held back until {when(until)}, then told in one message")


def _known(archive: Archive, kind: str, subject: str) -> str:
    """Give an article's address, or an outlet's name or host, as the archive has it.

    Raises:
        NotFound: it has none such; a mistyped name would hold nothing back.
    """
    if kind == "article":
        url = article_address(subject)
        found = archive.rows("SELECT url FROM articles WHERE id = ?", [archive.article_id(url)])
        names = [str(row["url"]) for row in found]
    else:
        rows = archive.rows("SELECT DISTINCT outlet AS name FROM articles UNION SELECT DISTINCT host FROM articles")
        names = [str(row["name"]) for row in rows if str(row["name"]).casefold() == subject.casefold()]
    if not names:
        raise NotFound(f"no {kind} {subject!r} is in the archive; `pactwatch articles` lists what is.")
    return names[0]


def alerts_test(topic: str | None) -> None:
    """Send a sample through each channel of the topic, and say what came back."""
    watch = load_watch(topic, None)
    channels = sorted({channel for rule in watch.topic.alerts for channel in channels_for(watch.topic, rule.name)})
    if not channels:
        raise UsageError(f'topic {watch.topic.name} names no channel; add `to = ["stdout:"]` to an [[alerts]] rule.')
    failed = False
    environ = _environ(watch.topic)
    for channel in channels:
        message = worded(sample(watch.topic), next((rule.template for rule in watch.topic.alerts if rule.template), ""))
        if message.problem:
            click.echo(message.problem)
        envelope = Envelope(SystemClock().now(), (), message.html)
        answer = send(channel, message.alert, environ=environ, envelope=envelope, list_name=watch.topic.name)
        failed = failed or answer.error is not None or bool(message.problem)
        said = f" ({answer.said})" if answer.said else ""
        click.echo(answer.error or f"{channel_label(channel).rstrip(':')}: delivered{said}")
    if failed:
        raise SystemExit(1)
