"""Gives Datasette the queries of `store/queries` and our descriptions, whatever the archive's file is called."""

import functools
import re
from pathlib import Path
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils import parse_metadata

_STORE = Path(__file__).resolve().parent.parent
# The name under which `datasette.yaml` describes an archive; Datasette itself goes by the file's name.
_DESCRIBED_AS = "archive"


@hookimpl  # type: ignore[untyped-decorator]  # datasette ships no types
def canned_queries(datasette: Datasette, database: str) -> dict[str, dict[str, object]]:
    """Offer one page for each `.sql` file, on archives of ours."""
    if database == "_memory":
        return {}
    return {path.stem: _query(path) for path in sorted((_STORE / "queries").glob("*.sql"))}


def _query(path: Path) -> dict[str, object]:
    """Read one query: its title and who asks it stand in the comment at the top."""
    text = path.read_text(encoding="utf-8")
    comment = [line.removeprefix("--").strip() for line in text.splitlines() if line.startswith("--")]
    sql = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    return {
        "title": comment[0].removeprefix("title:").strip(),
        "description": " ".join(comment[1:]).replace("`", ""),
        "sql": sql.strip(),
        "params": list(dict.fromkeys(re.findall(r":([a-z_]+)", sql))),
    }


@hookimpl  # type: ignore[untyped-decorator]  # datasette ships no types
def get_metadata(datasette: Datasette, key: str | None, database: str | None, table: str | None) -> dict[str, Any]:
    """Describe every archive as `datasette.yaml` describes `archive`; the shape is Datasette's, hence `Any`."""
    return {"databases": dict.fromkeys((name for name in datasette.databases if name != "_memory"), _described())}


@functools.cache
def _described() -> dict[str, Any]:
    """Read what `datasette.yaml` says of an archive."""
    metadata: dict[str, Any] = parse_metadata((_STORE / "datasette.yaml").read_text(encoding="utf-8"))
    found: dict[str, Any] = metadata["databases"][_DESCRIBED_AS]
    return found
