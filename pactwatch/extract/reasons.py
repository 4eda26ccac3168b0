"""What an element says of itself, by its tag, role, class, id and style: a reason against it, or none."""

from __future__ import annotations

import re

from pactwatch.extract.sets import word_set
from pactwatch.extract.words import BODY, CLAMPED, KEEP, verdict

_WHOLE = word_set("body main")
# What an element may say of itself; attributes for styles and scripts say nothing.
TELLING = word_set("hidden aria-hidden style role id")
_TAG_REASON = {
    "nav": "navigation",
    "footer": "footer",
    "aside": "aside",
    "form": "form",
    "figcaption": "caption",
    "figure": "figure",
    "dialog": "overlay",
    "menu": "navigation",
    "search": "navigation",
    "label": "form",
    "fieldset": "form",
    "legend": "form",
}
TAG_REASONS = {tag: (reason,) for tag, reason in _TAG_REASON.items()}
_ROLE_REASON = {
    "navigation": "navigation",
    "complementary": "aside",
    "banner": "chrome",
    "contentinfo": "footer",
    "search": "navigation",
    "dialog": "overlay",
    "alertdialog": "overlay",
    "form": "form",
    "menu": "navigation",
    "menubar": "navigation",
    "toolbar": "share",
    "tooltip": "overlay",
    "tablist": "navigation",
    "figure": "figure",
}
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
# The id of a heading or a paragraph is made of its words.
_JUDGED_BY_ID = word_set("div section aside ul ol nav header footer article table form")


def judged(tag: str, reason: str | None, reasons: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """Give the reasons against a box, and whether it calls itself the article's text."""
    if not reason or reason == BODY:
        return reasons, reason == BODY
    if tag in _WHOLE or reason == KEEP or (reason == CLAMPED and tag in _JUDGED_BY_ID):
        return reasons, False
    return (*reasons, reason), False


def own_reason(tag: str, attributes: dict[str, str | None]) -> str | None:
    """Judge an element by its attributes alone: `BODY`, a reason, or None."""
    names = attributes.get("class")
    found = verdict(names) if names else None
    if found == KEEP or (found == CLAMPED and tag in _JUDGED_BY_ID):
        return None
    if TELLING.isdisjoint(attributes):
        return found
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return "hidden"
    style = attributes.get("style")
    if style and ("none" in (lowered := style.lower()) or "hidden" in lowered) and _HIDDEN_STYLE.search(lowered):
        return "hidden"
    role = attributes.get("role")
    if role and role in _ROLE_REASON:
        return _ROLE_REASON[role]
    if found is None and tag in _JUDGED_BY_ID:
        identity = attributes.get("id")
        if identity:
            found = verdict(identity)
            if found == KEEP:
                return None
    return found
