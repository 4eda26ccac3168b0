"""Check the archive, and keep it quick: statistics for the planner, a checkpoint of the write-ahead log."""

from contextlib import closing

from prefect import flow, get_run_logger

from pactwatch.archive import open_archive
from pactwatch.archive.maintain import maintain as maintain_archive
from pactwatch.archive.verify import verify
from pactwatch.clock import SystemClock
from pactwatch.config import load_watch
from pactwatch.errors import ArchiveError


@flow(name="maintain", persist_result=False)
def maintain(topic: str | None = None, archive: str | None = None) -> str:
    """Tidy the archive and verify it, beside a pass if there is one; fails with one sentence if anything is damaged."""
    watch = load_watch(topic, archive)
    with closing(open_archive(watch.archive)) as opened:
        days = watch.topic.archive.thin_after_days
        told = maintain_archive(opened, now=SystemClock().now(), thin_after_days=days)
        problems = verify(opened)
    if problems:
        raise ArchiveError(f"{watch.archive}: {len(problems)} problems, the first: {problems[0]}")
    get_run_logger().info(told)
    return told


if __name__ == "__main__":
    maintain()
