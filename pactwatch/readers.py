"""Who reads a pass's pages, if not the pass itself: processes of this machine, or a Dask cluster; one way for both.

The pass fetches, compares and stores; a page that has come is handed to a `Pool`, a few at a time, and comes back read.
No more than `WINDOW` articles are between being asked for and being stored, whatever is due. A page whose reader dies
or takes too long is read once more, alone, and is then given up: it is `partial`, and the pass goes on.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import pickle
import resource
import signal
import threading
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import Protocol

from pactwatch.model import Topic
from pactwatch.reading import PRELOAD, Seen, Sheet, failed, read_batch

# Articles between being asked for and being stored: enough that fetching never waits for reading on a few cores, few
# enough that their pages (of at most `max_body_bytes`) are no burden.
WINDOW = 64
# What one task of a pool holds at most: a page takes 5 to 40 ms to read, handing over a batch 1 (processes) to 10 ms
# (Dask).
BATCH_PAGES, BATCH_BYTES = 8, 4_000_000
# The slowest of 934 real pages took 0.12 s; a page that takes this long never ends.
PAGE_S = 20.0
# Beyond its pages' own time, a batch may take so long to reach its reader and come back.
GRACE_S = 30.0
# A worker that a page blows up ends itself, and not this machine.
MOST_MEMORY_BYTES = 3 << 30

Read = Callable[[bytes, Sequence[Sheet], float | None], list[Seen]]


class ReaderDied(Exception):
    """Whoever read a batch has died or hangs; one of its pages may be why."""


class NobodyReads(Exception):
    """There is nobody to read, and no page is to blame: it is read here."""


class Pool(Protocol):
    """Something that reads batches elsewhere."""

    @property
    def slots(self) -> int:
        """How many batches it takes at once."""

    async def read(self, topic: bytes, batch: Sequence[Sheet]) -> list[Seen]:
        """Read a batch; give what was seen of each page, in order.

        Raises:
            ReaderDied: one of the pages may have killed its reader.
            NobodyReads: there is none.
        """

    async def close(self) -> None:
        """End what was started."""


class Readers:
    """Hands pages to a pool in batches: what has come while all its workers were busy goes together."""

    def __init__(self, pool: Pool, topic: Topic, problems: list[str]) -> None:
        self._pool = pool
        self._topic = pickle.dumps(topic)
        self._problems = problems
        self.window = asyncio.Semaphore(WINDOW)
        self._waiting: list[tuple[Sheet, asyncio.Future[Seen]]] = []
        self._doubtful: list[tuple[Sheet, asyncio.Future[Seen]]] = []
        """Of batches whose reader died: read one by one with nothing else out, so that none is blamed for another."""
        self._busy: set[asyncio.Task[None]] = set()
        self._said_away = False

    async def see(self, sheet: Sheet) -> Seen:
        """Read one page."""
        answer: asyncio.Future[Seen] = asyncio.get_running_loop().create_future()
        self._waiting.append((sheet, answer))
        self._hand_over()
        return await answer

    def _hand_over(self) -> None:
        """Give out what waits, as far as anybody is free."""
        if self._doubtful:
            if not self._busy:
                self._start(self._answer([self._doubtful.pop(0)], alone=True))
            return
        while self._waiting and len(self._busy) < self._pool.slots:
            most = max(1, min(BATCH_PAGES, len(self._waiting) // self._pool.slots))
            batch, size = [self._waiting.pop(0)], 0
            while self._waiting and len(batch) < most and size < BATCH_BYTES:
                batch.append(self._waiting.pop(0))
                size += len(batch[-1][0].fetch.body)
            self._start(self._answer(batch, alone=False))

    def _start(self, answering: Coroutine[None, None, None]) -> None:
        """Have a batch answered."""
        task = asyncio.create_task(answering)
        self._busy.add(task)
        task.add_done_callback(self._free)

    def _free(self, task: asyncio.Task[None]) -> None:
        """Go on with what waits."""
        self._busy.discard(task)
        self._hand_over()

    async def _answer(self, batch: Sequence[tuple[Sheet, asyncio.Future[Seen]]], *, alone: bool) -> None:
        """Have a batch read, and answer whoever waits for its pages."""
        sheets = [sheet for sheet, _ in batch]
        try:
            found = await self._read(sheets)
        except ReaderDied as error:
            if not alone:
                self._doubtful += batch
                return
            url = sheets[0].fetch.url
            self._problems.append(f"{url}: not read, whoever reads it dies or hangs ({error})")
            found = [failed(str(error))]
        except BaseException as error:
            for _, answer in batch:
                if not answer.done():
                    answer.set_exception(error if isinstance(error, Exception) else asyncio.CancelledError())
            if not isinstance(error, Exception):
                raise
            return
        for (_, answer), seen in zip(batch, found, strict=True):
            if not answer.done():
                answer.set_result(seen)

    async def _read(self, sheets: Sequence[Sheet]) -> list[Seen]:
        """Read a batch."""
        try:
            return await self._pool.read(self._topic, sheets)
        except NobodyReads as error:
            return await self._read_here(sheets, str(error))

    async def _read_here(self, sheets: Sequence[Sheet], why: str) -> list[Seen]:
        """Read in this process what nobody else reads."""
        if not self._said_away:
            self._said_away = True
            self._problems.append(f"{why}: pages are read here instead")
        # Without the watch on time, which would end this process.
        return await asyncio.to_thread(read_batch, self._topic, sheets, None)


# ---------------------------------------------------------------- processes of this machine


def _set_up() -> None:
    """Prepare a worker: it leaves Ctrl-C to the pass, ends with it, and is bounded."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, resource.getrlimit(resource.RLIMIT_AS)[1]))
    parent = multiprocessing.parent_process()

    def follow() -> None:
        """End with a pass that was killed: a worker that waits for work would wait for ever."""
        if parent is not None:
            parent.join()
            os._exit(0)

    threading.Thread(target=follow, daemon=True).start()


class Processes:
    """Worker processes, each an executor of its own, so that one can be replaced without the others."""

    def __init__(self, workers: int, read: Read = read_batch, page_s: float = PAGE_S) -> None:
        self.slots = workers
        self._read = read
        self._page_s = page_s
        # Forked from a server that has imported the reader: a new worker is there in 10 ms.
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["__main__", *PRELOAD])
        self._idle: list[tuple[ProcessPoolExecutor, int]] = []
        self._free = asyncio.Semaphore(workers)

    async def read(self, topic: bytes, batch: Sequence[Sheet]) -> list[Seen]:
        """Read a batch in a worker; one that dies or hangs is replaced."""
        async with self._free:
            worker, pid = self._idle.pop() if self._idle else await self._start()
            try:
                async with asyncio.timeout(len(batch) * self._page_s + GRACE_S):
                    job = worker.submit(self._read, topic, batch, self._page_s)
                    found = await asyncio.wrap_future(job)
            except BrokenProcessPool:
                _end(worker, pid)
                raise ReaderDied("its process died") from None
            except TimeoutError:
                _end(worker, pid)
                raise ReaderDied("its process hung and was ended") from None
            except BaseException:
                _end(worker, pid)  # the pass ends here; what the worker still reads is nobody's
                raise
            self._idle.append((worker, pid))
            return found

    async def _start(self) -> tuple[ProcessPoolExecutor, int]:
        """Start a worker; give its process id, by which it can be ended."""
        worker = ProcessPoolExecutor(1, mp_context=self._context, initializer=_set_up)
        try:
            return worker, await asyncio.wrap_future(worker.submit(os.getpid))
        except BrokenProcessPool:
            worker.shutdown(wait=False)
            raise NobodyReads("reading processes cannot be started") from None

    async def close(self) -> None:
        """End the workers."""
        for worker, _ in self._idle:
            worker.shutdown(wait=True)
        self._idle.clear()


def _end(worker: ProcessPoolExecutor, pid: int) -> None:
    """End a worker whatever it does."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    worker.shutdown(wait=True, cancel_futures=True)
