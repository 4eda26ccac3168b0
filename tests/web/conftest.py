"""One archive of the seeds, one full of attacks, one server for each, for all tests of the pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from attacked import make_attacked
from served_pages import poison, replay_seeds, served


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the archive of the seeds; it is not to be changed."""
    path = tmp_path_factory.mktemp("seeds") / "seeds.db"
    replay_seeds(path)
    return path


@pytest.fixture(scope="session")
def site(seeds: Path) -> Iterator[str]:
    """Serve the archive of the seeds; give its address."""
    with served(seeds) as base:
        yield base


@pytest.fixture(scope="session")
def hostile(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the archive of the seeds with an attack in every column of text; give its address."""
    path = tmp_path_factory.mktemp("hostile") / "watch.db"
    shutil.copy(seeds, path)
    assert poison(path) > 100
    with served(path) as base:
        yield base


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the small attacked archive; give its address."""
    path = tmp_path_factory.mktemp("pages") / "watch.db"
    make_attacked(path)
    with served(path) as address:
        yield address
