"""Pages read by processes: the same archive as without, whoever dies in the middle."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from poison import deadly, endless, shot_once
from two_passes import Watched, watch, watch_plainly, without

from pactwatch import hands
from pactwatch.archive import DueArticle
from pactwatch.arguments import Hands
from pactwatch.config import load_topic
from pactwatch.model import Fetch, Url
from pactwatch.passes import LocalEngine
from pactwatch.readers import BATCH_PAGES, NobodyReads, Processes, ReaderDied, Readers
from pactwatch.reading import Seen, Sheet, failed, read_batch
from pactwatch.steps import Desk


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    """What is kept when the passes read their pages themselves."""
    return watch_plainly(tmp_path_factory.mktemp("plain"))


# ---------------------------------------------------------------- processes


def test_processes_keep_what_a_pass_by_itself_keeps(plain: Watched, tmp_path: Path) -> None:
    """With two reading processes the archive has the same rows, and the same is said."""
    watched = watch(tmp_path, Hands(workers=2))
    assert watched.rows == plain.rows
    assert not [problem for summary in watched.summaries for problem in summary.problems]


def test_a_page_that_kills_its_reader_is_partial_and_no_other_is(
    plain: Watched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Crashed readers are replaced; their pages are held as unread, all others are stored."""
    monkeypatch.setattr(hands, "Processes", lambda workers: Processes(workers, deadly))
    watched = watch(tmp_path, Hands(workers=2))
    assert without(watched.rows, 3, 7) == without(plain.rows, 3, 7)
    reasons = {number: [row[2] for row in watched.of(number)] for number in (3, 7)}
    assert reasons == {
        3: ["reader-failed: its process died"] * 2,
        7: ["reader-failed: ValueError: a rule that trips"] * 2,
    }
    assert "\n".join(watched.summaries[0].problems).count("/a/3: not read") == 1


def test_a_page_that_never_ends_is_given_up() -> None:
    """A reader that hangs is ended after the page's time and replaced; the page is held as unread."""

    async def hung() -> Seen:
        pool, problems = Processes(1, endless, page_s=0.2), list[str]()
        moment = datetime(2026, 3, 1, tzinfo=UTC)
        address = Url("https://a.example/1")
        try:
            page = Fetch(address, address, moment, 200, body=b"<p>Text")
            return await Readers(pool, load_topic("japan-eu-pact"), problems).see(Sheet(page, None))
        finally:
            await pool.close()

    assert asyncio.run(hung()) == failed("its process died")


def test_a_reader_that_is_shot_costs_nothing(plain: Watched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that is killed from outside in the middle of a batch: its pages are read by another one, once."""
    shot = partial(shot_once, str(tmp_path / "shot"))
    monkeypatch.setattr(hands, "Processes", lambda workers: Processes(workers, shot))
    watched = watch(tmp_path / "watched", Hands(workers=1))
    assert (tmp_path / "shot").exists()
    assert watched.rows == plain.rows


def test_readers_end_with_a_pass_that_is_killed(tmp_path: Path) -> None:
    """A pass that gets SIGKILL leaves no reading process behind."""
    program = (
        "import asyncio, os\n"
        "from pactwatch.readers import Processes\n"
        "async def main():\n"
        "    worker, pid = await Processes(1)._start()\n"
        "    print(pid, flush=True)\n"
        "    os.kill(os.getpid(), 9)\n"
        "asyncio.run(main())\n"
    )
    file = tmp_path / "killed.py"
    file.write_text(program.replace("asyncio.run", "if __name__ == '__main__': asyncio.run"), encoding="utf-8")
    done = subprocess.run([sys.executable, file], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    pid = int(done.stdout)
    deadline = time.monotonic() + 20
    while Path(f"/proc/{pid}").exists() and _state(pid) != "Z" and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(f"/proc/{pid}").exists() or _state(pid) == "Z"


def _state(pid: int) -> str:
    """Give the state of a process."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return "Z"


# ---------------------------------------------------------------- any pool


class Scripted:
    """A pool that keeps a script: what happens to each batch it is given."""

    def __init__(self, *script: type[Exception] | None, slots: int = 1) -> None:
        self.slots = slots
        self.script = list(script)
        self.batches: list[int] = []
        self.at_once = self.most_at_once = 0

    async def read(self, topic: bytes, batch: Sequence[Sheet]) -> list[Seen]:
        """Fail as written, or read twice, as a cluster may."""
        self.batches.append(len(batch))
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0)
        self.at_once -= 1
        failure = self.script.pop(0) if self.script else None
        if failure:
            raise failure("as written")
        first, second = (read_batch(topic, batch, None) for _ in range(2))
        assert first == second
        return second

    async def close(self) -> None:
        """Nothing was started."""


def with_pool(pool: Scripted, monkeypatch: pytest.MonkeyPatch) -> Scripted:
    """Let passes read by a pool."""

    async def found(who: Hands, due: int) -> Scripted:
        return pool

    monkeypatch.setattr(hands, "_pool_for", found)
    return pool


def test_what_comes_while_readers_are_busy_goes_together(
    plain: Watched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No more batches are out than the pool takes, none is larger than the bound, and each page is in one."""
    pool = with_pool(Scripted(slots=2), monkeypatch)
    assert watch(tmp_path, Hands()).rows == plain.rows
    assert sum(pool.batches) == 24
    assert max(pool.batches) <= BATCH_PAGES
    assert pool.most_at_once <= 2


def test_a_pool_without_readers_leaves_the_pages_to_the_pass(
    plain: Watched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nobody reads, the pass reads, says so once, and no page is blamed."""
    with_pool(Scripted(*[NobodyReads] * 24), monkeypatch)
    watched = watch(tmp_path, Hands())
    assert watched.rows == plain.rows
    assert watched.summaries[0].problems == ["as written: pages are read here instead"]


def test_a_page_is_given_up_only_when_it_fails_alone(
    plain: Watched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader's death costs a second reading, and no page."""
    with_pool(Scripted(ReaderDied), monkeypatch)
    assert watch(tmp_path, Hands()).rows == plain.rows


class Twice(LocalEngine):
    """Delivers every batch twice."""

    async def check(self, desk: Desk, batch: Sequence[DueArticle]) -> None:
        """Check one batch, and again."""
        await super().check(desk, batch)
        await super().check(desk, batch)


def test_a_batch_that_is_delivered_twice_is_stored_once(plain: Watched, tmp_path: Path) -> None:
    """What is settled in a pass is not asked for again."""
    assert watch(tmp_path, Hands(workers=1), Twice()).rows == plain.rows


def test_readers_end_nothing_that_is_not_theirs() -> None:
    """Without pages to read, nothing is started."""

    async def idle() -> None:
        pool = Processes(2)
        Readers(pool, load_topic("japan-eu-pact"), [])
        assert pool._idle == []
        await pool.close()

    asyncio.run(idle())
