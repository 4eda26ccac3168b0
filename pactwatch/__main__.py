"""`python -m pactwatch` is `pactwatch`."""

from __future__ import annotations

from pactwatch.cli import main

main()
