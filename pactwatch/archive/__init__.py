"""Everything that touches SQLite: one archive file, written by one pass at a time, read by anybody.

`open_archive` opens it, `writer_lock` keeps other passes out, `Archive` is what the steps write to and read from,
`read` answers the command line. What the tables mean stands in `store/migrations.py`.
"""

from pactwatch.archive.archive import Archive
from pactwatch.archive.lock import writer_lock
from pactwatch.archive.opening import open_archive
from pactwatch.archive.reread import Rejudged, Reread
from pactwatch.archive.rows import (
    Around,
    Capture,
    DueArticle,
    LastVersion,
    Mute,
    Onward,
    OwedAlert,
    Past,
    Recorded,
    Rival,
    Settled,
    SourceCheck,
    SourceRow,
    Told,
    Trouble,
)
from pactwatch.archive.split import Parted
from pactwatch.archive.troubles import OWN_SIGNS

__all__ = [
    "OWN_SIGNS",
    "Archive",
    "Around",
    "Capture",
    "DueArticle",
    "LastVersion",
    "Mute",
    "Onward",
    "OwedAlert",
    "Parted",
    "Past",
    "Recorded",
    "Rejudged",
    "Reread",
    "Rival",
    "Settled",
    "SourceCheck",
    "SourceRow",
    "Told",
    "Trouble",
    "open_archive",
    "writer_lock",
]
