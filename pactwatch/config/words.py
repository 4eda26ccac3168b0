"""The words that a topic file may choose from."""

from __future__ import annotations

ENTITY_KINDS = ("person", "organisation", "place", "work")
QUESTION_VALUES = ("person", "organisation", "place", "role", "date", "amount", "count", "yes/no", "text")
RECHECKS = ("adaptive", "always")
ALERT_EVENTS = ("material", "conflict", "article", "health")
FACETS = ("number", "date", "name", "quote", "speaker", "modality", "polarity", "wording", "new", "removed")
