"""Which extractor this is; apart from it, because every fetch is recorded with it, read or not."""

EXTRACTOR = "pactwatch-5"
"""Stored with each version; raise it whenever the same bytes would read differently."""
