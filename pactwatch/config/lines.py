"""On which line of a TOML file does a key stand? For messages only: Python's TOML reader does not keep lines."""

from __future__ import annotations

import re

_HEADER = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?")


def line_of(text: str, key: str) -> int | None:
    """Find the line of a key such as `name`, `fetch.attempts` or `sources[2].url`; of its table, if it has none itself.

    None: not found. A key written in an unusual way may be missed, and a string that looks like a key may be taken for
    one: this is a hint.

    >>> line_of('name = "x"\\n[[sources]]\\nkind = "url"\\n[[sources]]\\nkind = "fed"', "sources[2].kind")
    5
    """
    steps = re.findall(r"([^.\[\]]+)(?:\[(\d+)\])?", key)
    if not steps:
        return None
    table, number = steps[0][0], int(steps[0][1] or 1)
    wanted = steps[1][0] if len(steps) > 1 else ""
    assignment = re.compile(rf"\s*{re.escape(wanted or table)}\s*[.=]")
    inside, seen, found = "", 0, None
    for line_number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.fullmatch(line):
            inside = header[1]
            seen += inside == table
            if seen == number and inside == table:
                found = line_number
            elif seen == number and wanted and inside == f"{table}.{wanted}":
                return line_number
        elif assignment.match(line) and (inside == table and seen == number if wanted else inside == ""):
            return line_number
    return found
