"""How Prefect behaves inside our program: quiet, patient at the start, and never phoning home."""

from __future__ import annotations

import os

# Prefect's server on a busy machine with two cores took up to 28 s to make its first database; its default waits 20 s.
_STARTUP_TIMEOUT_S = 180


def prepare_prefect(api: str | None) -> None:
    """Set what Prefect reads when it is imported; what the user has set already stays. Call before the first import."""
    settings = {
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        # What fails is told once, by us, in a sentence; Prefect would put a traceback before it.
        "PREFECT_LOGGING_LEVEL": "CRITICAL",
        "PREFECT_LOGGING_INTERNAL_LEVEL": "CRITICAL",
        "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
        # Waits of 2, 4 and 8 s for an API that has gone, each time it is asked; Prefect would wait for a minute.
        "PREFECT_CLIENT_MAX_RETRIES": "3",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": str(_STARTUP_TIMEOUT_S),
    }
    if api:
        settings["PREFECT_API_URL"] = api
    for name, value in settings.items():
        os.environ.setdefault(name, value)
