"""The words that a topic file may choose from."""

from __future__ import annotations

ENTITY_KINDS = ("person", "organisation", "place", "work")
QUESTION_VALUES = ("person", "organisation", "place", "role", "date", "amount", "count", "yes/no", "text")
COMPARES = ("exact", "same entity", "coarser", "tolerance", "at least")
# Each with the kinds of value that it makes sense for; `exact` does for all.
COMPARABLE = {
    "same entity": ("person", "organisation", "place"),
    "coarser": ("date", "place", "role"),
    "tolerance": ("amount", "count"),
    "at least": ("amount", "count"),
}
# What the tables of `pactwatch.facts.words` know in every language; others can be asked about by triggers.
EVENTS = (
    "sign", "announce", "take effect", "agree", "visit", "meet", "attend", "appoint", "resign", "kill", "injure",
    "missing", "rescue", "evacuate", "pay", "ban", "recall", "collapse", "ratify", "win",
)  # fmt: skip
RECHECKS = ("adaptive", "always")
ALERT_EVENTS = ("material", "conflict", "article", "health")
FACETS = ("number", "date", "name", "quote", "speaker", "modality", "polarity", "wording", "new", "removed")
