"""Hands what the archive answers to Memento clients to Datasette; it stands in `pactwatch.pages.mementos`."""

from typing import Any

from datasette import hookimpl
from datasette.app import Datasette

from pactwatch.pages import mementos


@hookimpl  # type: ignore[untyped-decorator]  # datasette ships no types
def register_routes(datasette: Datasette) -> list[tuple[str, Any]]:
    """Offer the archive to Memento clients; `Any` because Datasette names no type for handlers."""
    return list(mementos.routes())
