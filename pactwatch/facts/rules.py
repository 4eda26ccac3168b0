"""By which rules facts are read: when these change, what is stored was read otherwise and is read again."""

from __future__ import annotations

import hashlib

from pactwatch.model import Topic

RULES = 3
"""Raised with every change of the reader that may give another fact of the same text."""


def rules_of(topic: Topic) -> str:
    """Give a digest of all that decides which facts are read; a question's label is no part of it."""
    asked = [
        (q.id, q.value, sorted(q.triggers.items()), q.many, q.event, q.about, q.compare, q.tolerance)
        for q in topic.questions
    ]
    known = [(e.id, e.kind, e.label, e.aliases, e.offices, e.terms) for e in topic.entities]
    return hashlib.sha256(repr((RULES, asked, known)).encode()).hexdigest()[:16]
