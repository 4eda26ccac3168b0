"""Shows columns of JSON as a person reads them; how stands in `pactwatch.pages.cells`."""

from datasette import hookimpl
from markupsafe import Markup

from pactwatch.pages.cells import cell


@hookimpl  # type: ignore[untyped-decorator]  # datasette ships no types
def render_cell(value: object, column: str, table: str | None) -> Markup | None:
    """Render a cell of Datasette's own pages; None: as Datasette does."""
    return cell(table, column, value)
