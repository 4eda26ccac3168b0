"""Messages through Jinja: the HTML of a mail, and what users write for themselves in its place.

Sandboxed and autoescaped: neither a headline nor a template reaches beyond the message.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from jinja2 import ChainableUndefined, StrictUndefined, Template, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pactwatch.alerts.plain import plain
from pactwatch.alerts.render import SUBJECT_CHARS
from pactwatch.model import Alert

_OURS = Path(__file__).with_name("mail.html")
# Beyond this no mail server takes a message, and a template that loops is stopped.
_LONGEST = 500_000
_NAMES = ("subject.txt", "body.txt", "body.html")


@dataclass(frozen=True, slots=True)
class Worded:
    """A message as it leaves: the alert's own words or a template's, and its HTML."""

    alert: Alert
    html: str
    problem: str = ""
    """What is wrong with the user's template, in one sentence; ours was used instead. Empty: nothing."""


def worded(alert: Alert, folder: str = "") -> Worded:
    """Put a message into words: ours, or those of the templates in *folder*.

    A template that cannot be used never loses an alert: it goes out in our words, and what is wrong is said.
    """
    try:
        own = _own(alert, Path(folder)) if folder else {}
        problem = ""
    except TemplateError as error:
        own, problem = {}, _sentence(folder, error)
    # RecursionError, MemoryError of a range, TypeError of a filter: anything may come out of a stranger's template.
    except Exception as error:  # noqa: BLE001
        own, problem = {}, f"{folder}: {type(error).__name__}: {plain(str(error), 200)}; our own words were used"
    if "subject.txt" in own:
        alert = replace(alert, subject=plain(own["subject.txt"], SUBJECT_CHARS))
    if "body.txt" in own:
        alert = replace(alert, body=own["body.txt"])
    return Worded(alert, own.get("body.html") or _our_html(alert), problem)


def _our_html(alert: Alert) -> str:
    """Write our own HTML; empty, and so a mail of plain text, if an alert's details are not as this version's are."""
    try:
        return _render(_ours(), alert, strict=False)
    except TemplateError:
        return ""


def _own(alert: Alert, folder: Path) -> dict[str, str]:
    """Render what the user has written."""
    found = [folder / name for name in _NAMES if (folder / name).is_file()]
    if not found:
        raise TemplateError(f"holds none of {', '.join(_NAMES)}")
    rendered = {}
    for path in found:
        try:
            rendered[path.name] = _render(path.read_text(encoding="utf-8"), alert, html=path.suffix == ".html")
        except TemplateError as error:
            line = getattr(error, "lineno", None)
            raise TemplateError(f"{path.name}{f', line {line}' if line else ''}: {error.message}") from error
        except (OSError, UnicodeDecodeError) as error:
            raise TemplateError(f"{path.name}: cannot be read ({error})") from error
    return rendered


def _sentence(folder: str, error: TemplateError) -> str:
    return f"{folder}: {plain(error.message or str(error), 200)}; our own words were used, see docs/alerts.md"


@lru_cache(maxsize=1)
def _ours() -> str:
    """Read our own HTML."""
    return _OURS.read_text(encoding="utf-8")


@lru_cache(maxsize=4)
def _environment(html: bool, strict: bool) -> ImmutableSandboxedEnvironment:
    """Make the box that templates run in: no files, no attributes of Python's own, HTML escaped.

    Strict where users write: a mistyped name is told. Not in ours: an alert of an earlier Pactwatch has fewer details.
    """
    return ImmutableSandboxedEnvironment(
        autoescape=html,
        undefined=StrictUndefined if strict else ChainableUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


# Compiling ours takes 40 ms, filling it in one.
@lru_cache(maxsize=64)
def _compiled(source: str, html: bool, strict: bool) -> Template:
    """Compile a template once."""
    return _environment(html, strict).from_string(source)


def _render(source: str, alert: Alert, *, html: bool = True, strict: bool = True) -> str:
    """Render one template; what is longer than any mail may be is cut."""
    parts: list[str] = []
    written = 0
    for part in _compiled(source, html, strict).generate(_context(alert)):
        parts.append(part)
        written += len(part)
        if written > _LONGEST:
            raise TemplateError(f"writes more than {_LONGEST:,} characters")
    return "".join(parts)


def _context(alert: Alert) -> Mapping[str, object]:
    """Give what a template may use: the subject, the plain body, the rule, the key, and the details."""
    return {
        "subject": alert.subject,
        "body": alert.body,
        "rule": alert.rule,
        "key": alert.dedupe_key,
        "details": dict(alert.details),
    }
