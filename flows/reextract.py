"""Read all stored snapshots again with today's extractor and rules; after an upgrade, by hand."""

from prefect import flow

from pactwatch.keeping import reextract as read_again


@flow(name="reextract", persist_result=False)
def reextract(topic: str | None = None, archive: str | None = None) -> None:
    """Rewrite what was read, raise no alert, and print which past changes are judged otherwise."""
    read_again(topic, False, archive)


if __name__ == "__main__":
    reextract()
