"""Hands our pages to Datasette; what they show stands in `pactwatch.pages`."""

from typing import Any

from datasette import hookimpl
from datasette.app import Datasette

from pactwatch.pages import routes


@hookimpl  # type: ignore[untyped-decorator]  # datasette ships no types
def register_routes(datasette: Datasette) -> list[tuple[str, Any]]:
    """Offer our pages beside Datasette's own; `Any` because Datasette names no type for handlers."""
    return list(routes())
