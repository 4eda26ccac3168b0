"""Owe one message that sums up the last day; `deliver` sends it."""

from contextlib import closing

from prefect import flow, get_run_logger

from pactwatch.archive import open_archive
from pactwatch.clock import SystemClock
from pactwatch.config import load_watch
from pactwatch.digest import owe_digest


@flow(name="digest", persist_result=False)
def digest(topic: str | None = None, archive: str | None = None) -> str:
    """Owe today's digest to every channel of the topic, once."""
    watch = load_watch(topic, archive)
    with closing(open_archive(watch.archive)) as opened:
        alert = owe_digest(watch.topic, opened, SystemClock())
    told = alert.subject if alert else "nothing owed: no alert rule, or today's digest is owed already"
    get_run_logger().info(told)
    return told


if __name__ == "__main__":
    digest()
