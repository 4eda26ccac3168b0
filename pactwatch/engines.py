"""Which engine runs a pass: Prefect where its API is configured or answers, else this process itself."""

from __future__ import annotations

import importlib.util
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import httpx

from pactwatch.errors import EngineError
from pactwatch.paths import FLOWS

# Where a Prefect server listens if nobody says otherwise.
USUAL_API = "http://127.0.0.1:4200/api"


def configured_api(environ: Mapping[str, str]) -> str | None:
    """Give the API that the environment or the active Prefect profile names, without importing Prefect (0.7 s)."""
    if url := environ.get("PREFECT_API_URL"):
        return url
    home = Path(environ.get("PREFECT_HOME") or Path.home() / ".prefect")
    file = Path(environ.get("PREFECT_PROFILES_PATH") or home / "profiles.toml")
    try:
        profiles = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    active = environ.get("PREFECT_PROFILE") or profiles.get("active")
    settings = profiles.get("profiles", {}).get(active, {})
    url = settings.get("PREFECT_API_URL") if isinstance(settings, dict) else None
    return str(url) if url else None


def api_answers(url: str, timeout_s: float = 0.5) -> bool:
    """Say whether a Prefect API answers at *url*."""
    try:
        reply = httpx.get(f"{url.rstrip('/')}/health", timeout=timeout_s, trust_env=False)
    except httpx.HTTPError:
        return False
    return reply.status_code < 500


def choose_engine(wanted: str, environ: Mapping[str, str]) -> tuple[str, str | None]:
    """Resolve `auto`; give the engine and the API it uses (None: Prefect's own temporary server).

    Raises:
        EngineError: Prefect was asked for by name, and the API that is configured does not answer.
    """
    if wanted == "local":
        return "local", None
    configured = configured_api(environ)
    if wanted == "prefect":
        if configured and not api_answers(configured, timeout_s=5):
            raise EngineError(
                f"the Prefect API at {configured} does not answer; start it with `prefect server start`, "
                "or use --engine local."
            )
        if not configured:
            _require_writable(environ)
        return "prefect", configured
    for url in (configured, USUAL_API):
        if url and api_answers(url):
            return "prefect", url
    return "local", None


def _require_writable(environ: Mapping[str, str]) -> None:
    """Refuse a home in which Prefect's temporary server cannot keep its database: it would wait and fail."""
    home = Path(environ.get("PREFECT_HOME") or Path.home() / ".prefect")
    try:
        home.mkdir(parents=True, exist_ok=True)
        writable = os.access(home, os.W_OK)
    except OSError:
        writable = False
    if not writable:
        raise EngineError(f"Prefect cannot write to {home}; set PREFECT_HOME to another folder, or use --engine local.")


def load_flow(name: str) -> ModuleType:
    """Load a flow file as Prefect does, by path: flows/ is not a package."""
    file = FLOWS / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"pactwatch_flow_{name}", file)
    if spec is None or spec.loader is None or not file.is_file():
        raise EngineError(f"the flow file {file} is missing; install Pactwatch again.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
