"""Fill in an article's past from an archive of the web; by hand, or for each article that is new."""

from prefect import flow

from pactwatch.keeping import backfill as fill_in


@flow(name="backfill", persist_result=False)
def backfill(
    url: str,
    topic: str | None = None,
    archive: str | None = None,
    timemap: str | None = None,
    cdx: str | None = None,
    replay: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int = 500,
) -> None:
    """Take up what a web archive has of `url`; the other parameters are those of `pactwatch backfill`."""
    fill_in(url, cdx, replay, timemap, since, until, limit, topic, archive)


if __name__ == "__main__":
    import sys

    backfill(sys.argv[1])
