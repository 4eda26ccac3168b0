"""What a person puts right in an archive by hand."""

from __future__ import annotations

from datetime import datetime

from pactwatch import facts
from pactwatch.archive import Archive, Parted
from pactwatch.errors import NotFound
from pactwatch.model import Topic, Url


def split_article(archive: Archive, topic: Topic, url: Url, now: datetime) -> Parted:
    """Make an address that was taken for another article one of its own again, and judge the conflicts anew.

    Raises:
        NotFound: no such address.
        UsageError: it is an article of its own.
    """
    with archive.transaction():
        parted = archive.split(url, now)
        try:
            topic_id = archive.topic_id(topic.name)
        except NotFound:  # the archive is about another topic; its next pass judges
            return parted
        archive.settle_conflicts(topic_id, facts.find_conflicts(archive.said(topic_id), topic.questions), now)
    return parted
