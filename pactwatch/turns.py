"""Work that takes turns in one thread: what waits meanwhile is done together, as one piece."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")

# Items done together. Each more saves less, and all of them wait for the last.
MOST = 16


class Turns(Generic[Item, Made]):
    """Does *work* on items in the order they come, never two pieces at a time.

    In a thread, so that the deadlines of whatever else is under way do not run out meanwhile.
    """

    # not a dataclass: its queue is nobody else's.
    def __init__(self, work: Callable[[Sequence[Item]], Sequence[Made]]) -> None:
        self._work = work
        self._waiting: list[tuple[Item, asyncio.Future[Made]]] = []
        self._worker: asyncio.Task[None] | None = None

    async def take(self, item: Item) -> Made:
        """Have one item done; give what *work* made of it, or raise what it raised on the piece that it was part of."""
        made: asyncio.Future[Made] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, made))
        if self._worker is None or self._worker.done():
            self._worker = asyncio.create_task(self._go_on())
        return await made

    async def _go_on(self) -> None:
        """Work until nothing waits."""
        while self._waiting:
            piece, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
            try:
                results = await asyncio.to_thread(self._work, [item for item, _ in piece])
            except BaseException as error:
                for _, made in piece:
                    if not made.done():
                        made.set_exception(error)
                if not isinstance(error, Exception):
                    raise
            else:
                for (_, made), result in zip(piece, results, strict=True):
                    if not made.done():  # whoever waited for it may have been told to stop
                        made.set_result(result)
