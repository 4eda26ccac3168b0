"""Mail through a server of the user's: `smtp://`, `smtps://`, or a `mailto://` URL as Apprise reads it. An edge."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from pactwatch.alerts.answer import Answer
from pactwatch.alerts.mail import Envelope, mail_of
from pactwatch.alerts.plain import plain
from pactwatch.model import Alert

SCHEMES = ("smtp", "smtps", "mailto", "mailtos")
# A mail server that says nothing for so long says nothing; the alert stays owed and is tried again.
TIMEOUT_S = 30.0
# A server that is short of room or turns mail away for a while answers with a code of these (RFC 5321, 4.2.1).
_PASSING = range(400, 500)


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail goes, and how."""

    host: str
    port: int
    mode: str
    """`ssl`: from the first byte on; `starttls`: or nothing is sent; `auto`: STARTTLS if it is offered; `plain`."""
    user: str
    password: str
    sender: str
    receivers: tuple[str, ...]


class _AppriseMail(Protocol):
    """What is read of Apprise's mail plugin, which knows the servers of many providers."""

    smtp_host: str
    port: int
    secure_mode: str
    user: str | None
    password: str | None
    from_addr: tuple[object, str]
    targets: list[tuple[object, str]]
    cc: set[str]
    bcc: set[str]


def server_of(url: str) -> Server:
    """Read `smtp://user:password@host:port/?from=a@b&to=c@d&to=…&tls=starttls|auto|plain`.

    Where a password is given, and the host is not this machine, nothing is sent without TLS.

    Raises:
        ValueError: something is missing or makes no sense; the message repeats nothing of the URL.
    """
    parts = urlsplit(url)
    asked = parse_qs(parts.query)
    host, secure = parts.hostname or "", parts.scheme == "smtps"
    if not host:
        raise ValueError("names no mail server; write smtp://user:password@host:587/?from=…&to=…")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    receivers = tuple(one.strip() for entry in asked.get("to", []) for one in entry.split(",") if one.strip())
    sender = asked.get("from", [user if "@" in user else ""])[0].strip()
    if not receivers or not sender:
        raise ValueError("names no receiver or sender; write ?from=pactwatch@example.org&to=desk@example.org")
    mode = "ssl" if secure else asked.get("tls", [""])[0] or ("starttls" if password and not _is_here(host) else "auto")
    if mode not in ("ssl", "starttls", "auto", "plain"):
        raise ValueError("asks for a kind of TLS that is none; write tls=starttls, tls=auto or tls=plain")
    return Server(host, parts.port or (465 if secure else 587), mode, user, password, sender, receivers)


def server_of_apprise(plugin: _AppriseMail) -> Server:
    """Take over what Apprise found in a `mailto://` URL: the provider's server, the port, the addresses."""
    modes = {"ssl": "ssl", "starttls": "starttls", "insecure": "auto"}
    receivers = [address for _, address in plugin.targets] + sorted(plugin.cc) + sorted(plugin.bcc)
    return Server(
        plugin.smtp_host,
        plugin.port,
        modes.get(plugin.secure_mode, "starttls"),
        plugin.user or "",
        plugin.password or "",
        plugin.from_addr[1],
        tuple(receivers),
    )


def send_mail(server: Server, alert: Alert, envelope: Envelope, list_name: str) -> Answer:
    """Send one mail; every receiver has it or is tried again, because a server takes a mail whole or not at all."""
    if not (server.user + server.password).isascii():
        return Answer("its user or password has other than ASCII letters, which Python's mail login cannot carry")
    try:
        mail = mail_of(alert, envelope, server.sender, server.receivers, list_name)
        with _connected(server) as smtp:
            if server.user and server.password:
                smtp.login(server.user, server.password)
            refused: Mapping[str, tuple[int, bytes]] = smtp.send_message(mail, server.sender, list(server.receivers))
    except smtplib.SMTPRecipientsRefused as error:
        return Answer(_told(next(iter(error.recipients.values()))))
    except smtplib.SMTPResponseException as error:
        return Answer(_told((error.smtp_code, error.smtp_error)))
    except (smtplib.SMTPException, OSError, ValueError) as error:
        return Answer(plain(str(error) or type(error).__name__, 300))
    some = f"; {len(refused)} of {len(server.receivers)} addresses were refused" if refused else ""
    return Answer(None, said=f"the mail server took it{some}")


def _connected(server: Server) -> smtplib.SMTP:
    """Connect, with TLS as it is asked for."""
    if server.mode == "ssl":
        return smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT_S, context=ssl.create_default_context())
    smtp = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_S)
    try:
        smtp.ehlo()
        if server.mode == "starttls" or (server.mode == "auto" and smtp.has_extn("starttls")):
            smtp.starttls(context=ssl.create_default_context())
            smtp.ehlo()
    except BaseException:
        smtp.close()
        raise
    return smtp


def _told(answer: tuple[int, bytes | str]) -> str:
    """Say what a mail server answered."""
    code, words = answer
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    how = "turned it away for now" if code in _PASSING else "refused it"
    return plain(f"the mail server {how}: {code} {text}", 300)


def _is_here(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
