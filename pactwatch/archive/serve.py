"""How Datasette is started on an archive: read-only, with our descriptions and canned queries."""

from __future__ import annotations

import ipaddress
import sys
from collections.abc import Mapping
from pathlib import Path

from pactwatch.archive.opening import open_archive
from pactwatch.paths import STORE

# Milliseconds that one query may take. A read transaction that stays open keeps the write-ahead log from shrinking.
_QUERY_MS = 5_000


def serve_command(archive: Path, host: str = "127.0.0.1", port: int = 8001) -> list[str]:
    """Give the command that serves *archive*; nothing is written, and a pass may go on meanwhile.

    The file is opened with `mode=ro`, never as immutable: on a live archive that gives wrong counts (measured).

    Raises:
        ArchiveError: there is nothing to serve, or it is not an archive of ours.
    """
    open_archive(archive, readonly=True).close()
    return [
        *(sys.executable, "-m", "datasette", "serve", str(archive.absolute())),
        *(f"--host={host}", "--port", str(port)),
        *("--metadata", str(STORE / "datasette.yaml")),
        *("--plugins-dir", str(STORE / "plugins")),
        *("--template-dir", str(STORE / "templates")),
        *("--static", f"pactwatch:{STORE / 'static'}"),
        *("--setting", "sql_time_limit_ms", str(_QUERY_MS)),
        *("--setting", "default_page_size", "50"),
        *("--setting", "max_returned_rows", "2000"),
        *("--setting", "suggest_facets", "off"),
    ]


def advice(host: str, environ: Mapping[str, str]) -> str | None:
    """Say what to do when the pages can be reached from other machines; None: nothing."""
    if is_loopback(host) or environ.get("PACTWATCH_SERVE_TOKEN", "").strip():
        return None
    return (
        f"whoever reaches {host} can read this archive: set PACTWATCH_SERVE_TOKEN, or serve on 127.0.0.1 behind a "
        "reverse proxy with a login."
    )


def is_address(name: str) -> bool:
    """Tell an address from a name."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def is_loopback(name: str) -> bool:
    """Tell whether a name or address is this machine's own."""
    return name == "localhost" or (is_address(name) and ipaddress.ip_address(name).is_loopback)
