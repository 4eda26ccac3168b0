"""One alert as a mail: plain text and HTML, in a thread with what came before on the same thing. Pure.

The Message-ID comes from the alert's key alone, so a mail that is sent twice is the same mail twice.
"""

from __future__ import annotations

import hashlib
import re
import textwrap
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from typing import Any

from pactwatch.alerts.plain import plain
from pactwatch.model import Alert

# RFC 5322 lets a line have 998 octets; quoted-printable folds them, so only the subject is to be kept short.
_SUBJECT_CHARS = 250
# A line that holds encoded words has 76 at most (RFC 2047); so many bytes make one of 60 beside "Subject: ".
_LINE_CHARS, _WORD_BYTES = 76, 36


class _Policy(EmailPolicy):
    """Python's own, but for subjects: it drops or doubles blanks between encoded words (3.11, 2026)."""

    def fold(self, name: str, value: Any) -> str:  # Any: as in the class above it
        """Write a header."""
        return _subject(str(value)) if name.lower() == "subject" else super().fold(name, value)

    def fold_binary(self, name: str, value: Any) -> bytes:
        """Write a header."""
        return _subject(str(value)).encode() if name.lower() == "subject" else super().fold_binary(name, value)


_POLICY = _Policy(linesep="\r\n", cte_type="7bit")


def _subject(text: str) -> str:
    """Fold a subject at its blanks, or, where it is not ASCII, into encoded words that hold all of it."""
    if text.isascii():
        lines = textwrap.wrap(f"Subject: {text}", _LINE_CHARS, break_long_words=False, break_on_hyphens=False)
        return "\r\n ".join(lines) + "\r\n"
    parts = [b""]
    for sign in text:
        data = sign.encode("utf-8", "replace")
        if len(parts[-1]) + len(data) > _WORD_BYTES:
            parts.append(b"")
        parts[-1] += data
    return "Subject: " + "\r\n ".join(f"=?utf-8?b?{b64encode(part).decode()}?=" for part in parts) + "\r\n"


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a message needs beside its words."""

    now: datetime
    forerunners: Sequence[str] = ()
    """Keys of the messages of its thread that this channel has had, the first one first."""
    html: str = ""


def mail_of(alert: Alert, envelope: Envelope, sender: str, receivers: Sequence[str], list_name: str) -> EmailMessage:
    """Write the mail.

    Raises:
        ValueError: an address is none.
    """
    host = _address(sender).domain
    mail = EmailMessage(policy=_POLICY)
    mail["From"] = _address(sender, "Pactwatch")
    mail["To"] = [_address(one) for one in receivers]
    mail["Subject"] = plain(alert.subject, _SUBJECT_CHARS)
    mail["Date"] = format_datetime(envelope.now)
    mail["Message-ID"] = message_id(alert.dedupe_key, host)
    if envelope.forerunners:
        known = [message_id(key, host) for key in envelope.forerunners]
        mail["In-Reply-To"] = known[-1]
        mail["References"] = " ".join(known)
    mail["List-Id"] = list_id(list_name, host)
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's holiday notice answers
    mail["X-Pactwatch-Key"] = re.sub(r"[^\w.:-]", "", alert.dedupe_key, flags=re.ASCII)[:100]
    mail.set_content(alert.body, cte="quoted-printable")
    if envelope.html:
        mail.add_alternative(envelope.html, subtype="html", cte="quoted-printable")
    return mail


def message_id(key: str, host: str) -> str:
    """Name the mail of an alert, the same each time.

    >>> message_id("key", "desk.example")
    '<2c70e12b7a0646f92279f427c7b38e73@desk.example>'
    """
    return f"<{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}@{host}>"


def list_id(name: str, host: str) -> str:
    """Name the topic as a mailing list (RFC 2919), so that readers can sort by it.

    >>> list_id("The Pact!", "desk.example")
    '<the-pact.pactwatch.desk.example>'
    """
    return f"<{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')[:60] or 'topic'}.pactwatch.{host}>"


def _address(text: str, name: str = "") -> Address:
    """Read an address; it may be local to a machine, as `root@localhost`."""
    user, at, host = text.rpartition("@")
    if not at or not re.fullmatch(r"[^\s<>,;:\"()\[\]@]{1,100}", user) or not re.fullmatch(r"[\w.-]{1,200}", host):
        raise ValueError("an address in it is not one, such as desk@example.org")
    return Address(name, username=user, domain=host)
