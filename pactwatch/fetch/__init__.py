"""The way to the web: polite, bounded, guarded; what came of each request is an outcome, never an exception."""

from __future__ import annotations

from pactwatch.fetch.client import Client
from pactwatch.fetch.memory import HostMemory

__all__ = ["Client", "HostMemory"]
