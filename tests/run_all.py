"""Everything that must hold, in one command: `make test`, or `make check` for the quick part.

Format, lint, types and documents first, because they answer at once; then every test, on two cores. `--coverage` also
counts which lines no test reaches, and takes longer.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
DOCUMENTS = ["README.md", *sorted(str(path.relative_to(ROOT)) for path in (ROOT / "docs").glob("*.md"))]

QUICK: list[tuple[str, list[str | Path], str]] = [
    ("format", [BIN / "ruff", "format", "--check", "--quiet", "."], "run `make format`"),
    ("lint", [BIN / "ruff", "check", "--quiet", "."], "mend what is named above, or run `make format`"),
    ("types", [BIN / "mypy"], "mend what is named above"),
    ("documents", [BIN / "cog", "--check", "--diff", *DOCUMENTS], "run `make docs`"),
]


def run(name: str, command: list[str | Path], advice: str) -> None:
    """Run one check; leave with a sentence if it fails."""
    started = time.monotonic()
    code = subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode
    if code:
        sys.exit(f"== {name}: failed ({advice})")
    print(f"== {name}: fine ({time.monotonic() - started:.0f} s)", flush=True)


def main() -> None:
    """Run the checks, then the tests."""
    os.environ.update(DO_NOT_TRACK="1", PREFECT_SERVER_ANALYTICS_ENABLED="false")
    fast = "--fast" in sys.argv
    for check in QUICK:
        run(*check)
    pytest: list[str | Path] = [sys.executable, "-m", "pytest", "-q", "-m", "not wheel"]
    if fast:
        pytest[-1] = "not wheel and not slow and not prefect"
        run("fast tests", [*pytest, "-n", "2"], "see above")
        return
    coverage = ["--cov=pactwatch", "--cov-report=term:skip-covered"] if "--coverage" in sys.argv else []
    run("tests", [*pytest, "-n", "2", "--dist", "loadfile", *coverage], "see above")


if __name__ == "__main__":
    main()
