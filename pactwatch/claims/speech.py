"""What both readers of speakers give back."""

from __future__ import annotations

from dataclasses import dataclass

from pactwatch.model import Name


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is said to speak, as printed, and how we know."""

    text: str
    how: str
    """`name`, `noun`, `pronoun`."""
    gender: str = ""
    """`f`, `m`, or empty where it does not show."""
    name: Name | None = None
