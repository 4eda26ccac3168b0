"""Where alerts go: standard output, mail, a signed web hook, or any service that Apprise knows; and what came back.

A channel's URL is a secret as a whole: what names it in messages and in the archive is `channel_label`.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from pactwatch.alerts import smtp, webhook
from pactwatch.alerts.answer import Answer
from pactwatch.alerts.labels import STDOUT, channel_label
from pactwatch.alerts.mail import Envelope
from pactwatch.alerts.plain import plain
from pactwatch.errors import WHERE_SECRETS_ARE
from pactwatch.model import Alert

_ERROR_CHARS = 300


def send(channel: str, alert: Alert, *, environ: Mapping[str, str], envelope: Envelope, list_name: str = "") -> Answer:
    """Deliver one alert through one channel; waits for the answer.

    *environ* is where `$NAME` is looked up; *envelope* and *list_name* (the topic's name) matter to mail and web hooks.
    """
    label = channel_label(channel)
    target = channel
    if channel.startswith("$"):
        target = environ.get(channel[1:], "").strip()
        if not target:
            return Answer(f"{label} is not set, {WHERE_SECRETS_ARE}: put an Apprise URL or {STDOUT} there")
    if target == STDOUT:
        return Answer(_print(alert), said="written")
    answer = _send_to(target, alert, envelope, environ, list_name)
    if answer.error is None:
        return answer
    return replace(answer, error=f"{label}: {plain(_mask(answer.error, target), _ERROR_CHARS)}")


def _send_to(url: str, alert: Alert, envelope: Envelope, environ: Mapping[str, str], list_name: str) -> Answer:
    """Send by what the URL's scheme asks for: our own mail and web hooks, and Apprise for the rest."""
    scheme = url.partition("://")[0].lower()
    if scheme in webhook.SCHEMES:
        return webhook.send_hook(url, alert, envelope.now, environ)
    if scheme in smtp.SCHEMES:
        try:
            server = smtp.server_of(url) if scheme.startswith("smtp") else _server_by_apprise(url)
        except ValueError as error:
            return Answer(str(error))
        return smtp.send_mail(server, alert, envelope, list_name)
    problem = _send_by_apprise(url, alert)
    return Answer(problem, said="" if problem else "the service took it")


def _server_by_apprise(url: str) -> smtp.Server:
    """Let Apprise read a mail URL: it knows the servers of many providers."""
    # Here and not at the top: it takes 0.2 s and 40 MB, and most commands never send anything.
    import apprise

    with _complaints(), warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        plugin: Any = apprise.Apprise.instantiate(  # its mail plugin, whose attributes no type knows
            url, asset=apprise.AppriseAsset(storage_mode="memory")
        )
    if plugin is None or not hasattr(plugin, "smtp_host"):
        raise ValueError("not a mail URL that can be used; write smtp://user:password@host/?from=…&to=…")
    return smtp.server_of_apprise(plugin)


def _print(alert: Alert) -> str | None:
    """Write the alert to standard output."""
    text = f"{alert.subject}\n\n{alert.body.rstrip()}\n\n"
    encoding = sys.stdout.encoding or "utf-8"
    try:
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
        sys.stdout.flush()
    except (OSError, ValueError) as error:  # a closed pipe, a full disk; ValueError: the stream was closed
        return f"{STDOUT} cannot be written: {plain(str(error), _ERROR_CHARS)}"
    return None


def _send_by_apprise(url: str, alert: Alert) -> str | None:
    """Hand the alert to Apprise; say why it failed, if it did."""
    # Here and not at the top: it takes 0.2 s and 40 MB, and most commands never send anything.
    import apprise

    # Memory only: Apprise would otherwise keep files of its own in the home folder. Not async: one channel, one thread.
    asset = apprise.AppriseAsset(storage_mode=apprise.PersistentStoreMode.MEMORY, async_mode=False, app_id="Pactwatch")
    with _complaints() as complaints, warnings.catch_warnings():
        # Loading its plugins imports what Python 3.13 drops (imghdr); where warnings are errors, no alert would go out.
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            server = apprise.Apprise.instantiate(url, asset=asset)
            if server is None:
                return "not an Apprise URL that can be used; compare it with the service's page in Apprise's manual"
            if "overflow=" not in url:
                # A message too long for the service arrives in parts; by default the service refuses it.
                server.overflow_mode = apprise.OverflowMode.SPLIT
            sender = apprise.Apprise(asset=asset)
            sender.add(server)
            done = sender.notify(title=alert.subject, body=alert.body, body_format=apprise.NotifyFormat.TEXT)
        except Exception as error:  # noqa: BLE001 - over a hundred plugins; one that breaks must not lose the alert
            done = False
            complaints.append(f"{type(error).__name__}: {error}")
    if done:
        return None
    reason = "; ".join(dict.fromkeys(complaints)) or "the service did not take it, and did not say why"
    return plain(_mask(reason, url), _ERROR_CHARS)


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collect what Apprise warns about in this thread; its functions only answer yes or no."""
    found: list[str] = []
    thread = threading.get_ident()

    class Collector(logging.Handler):
        """Keeps warnings of one thread."""

        def emit(self, record: logging.LogRecord) -> None:
            """Keep one."""
            if record.thread == thread:
                found.append(record.getMessage())

    handler = Collector(logging.WARNING)
    logger = logging.getLogger("apprise")
    propagate, logger.propagate = logger.propagate, False  # its messages quote URLs, and URLs hold tokens
    logger.addHandler(handler)
    try:
        yield found
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


def _mask(text: str, url: str) -> str:
    """Take every part of a channel's URL out of a message, but for the scheme and a plain host name or address.

    >>> _mask("refused by hooks.example.org for /T0KEN", "json://me:pass@hooks.example.org/T0KEN")
    'refused by hooks.example.org for /***'
    """
    rest = url.partition("://")[2]
    host = re.match(r"(?:[^/?#]*@)?((?:[\w-]+\.)+[\w-]+|localhost)(?=[:/?#]|$)", rest)
    secrets = {part for raw in re.split(r"[/?&=@:#\s]+", rest) for part in (raw, unquote(raw))}
    secrets -= {host[1]} if host else set()
    secrets -= set(re.findall(r"[?&]([a-z_]{1,20})=", rest))  # "from" and "mode" are words that a server uses, too
    secrets = {part for part in secrets if not re.fullmatch(r"\$\w{1,100}", part)}  # a variable's name is none
    for secret in sorted((part for part in secrets if len(part) > 2), key=len, reverse=True):
        text = text.replace(secret, "***")
    return text.replace(url, "***") if url else text
