"""A stored body as it came, for whoever serves it."""

from __future__ import annotations

import sqlite3

from datasette.app import Datasette

from pactwatch.archive.bodies import read_body
from pactwatch.extract.decode import decode


async def stored_bytes(datasette: Datasette, database: str, digest: str) -> bytes:
    """Read a stored body.

    Raises:
        ValueError: it is damaged, or was thinned out.
    """

    def read(connection: sqlite3.Connection) -> bytes:
        return read_body(connection, digest)

    body: bytes = await datasette.get_database(database).execute_fn(read)
    return body


async def stored_text(datasette: Datasette, database: str, digest: str, content_type: str | None) -> str:
    """Read a stored body as text, in the encoding that the page is in.

    Raises:
        ValueError: it is damaged, or was thinned out.
    """
    return decode(await stored_bytes(datasette, database, digest), content_type)[0]
