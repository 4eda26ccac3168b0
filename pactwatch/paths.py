"""Where `flows/`, `store/` and `seeds/` lie: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _find(name: str) -> Path:
    """Find a folder that tools open by path."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


FLOWS = _find("flows")
STORE = _find("store")
SEEDS = _find("seeds")
TOPICS = _PACKAGE / "topics"
