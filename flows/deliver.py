"""Send the alerts that are owed; apart from the passes, so that a dead channel holds nothing up."""

from contextlib import closing

from prefect import flow, get_run_logger

from pactwatch.archive import open_archive
from pactwatch.clock import SystemClock
from pactwatch.config import environment, load_watch
from pactwatch.deliver import deliver_owed
from pactwatch.secrets import channel_secrets
from pactwatch.tasks import read_secret


@flow(name="deliver", persist_result=False)
def deliver(topic: str | None = None, archive: str | None = None) -> str:
    """Send what is owed, and say how much; what failed stays owed for the next run."""
    watch = load_watch(topic, archive)
    secrets = channel_secrets(watch.topic, environment(), read_secret)
    if secrets.problem:
        get_run_logger().warning(secrets.problem)
    with closing(open_archive(watch.archive)) as opened:
        result = deliver_owed(watch.topic, opened, SystemClock(), secrets.environ)
    get_run_logger().info(result.sentence)
    return result.sentence


if __name__ == "__main__":
    deliver()
