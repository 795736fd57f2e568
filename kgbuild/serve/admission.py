"""Who runs next: a bounded queue, fair between clients."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from kgbuild.serve.problems import Problem


class Admission:
    """Places for work that runs at the same time; belongs to one event loop.

    Each client runs at most `client_running` at once and has at most `client_present` running or waiting, so one
    that sends many waits for itself, not others for it.
    """

    def __init__(
        self, places: int, *, client_running: int, client_present: int, waiting: int, queue_seconds: float
    ) -> None:
        self._free = places
        self._client_running = client_running
        self._client_present = client_present
        self._longest = waiting
        self._queue_seconds = queue_seconds
        self._running: Counter[str] = Counter()
        self._present: Counter[str] = Counter()
        self._waiting: list[tuple[str, asyncio.Future[None]]] = []

    @asynccontextmanager
    async def place(self, client: str) -> AsyncIterator[None]:
        """A place for the work of a client, as soon as it is its turn.

        Raises:
            Problem: the client has too much under way (429), or too many wait or it waited too long (503).
        """
        if self._present[client] >= self._client_present:
            raise Problem(429, f"{self._client_present} queries of yours run or wait", retry=2)
        self._present[client] += 1
        try:
            await self._turn(client)
            try:
                yield
            finally:
                self._leave(client)
        finally:
            self._present[client] -= 1
            if not self._present[client]:
                del self._present[client]

    def _may_run(self, client: str) -> bool:
        return self._free > 0 and self._running[client] < self._client_running

    def _enter(self, client: str) -> None:
        self._free -= 1
        self._running[client] += 1

    async def _turn(self, client: str) -> None:
        if self._may_run(client):
            self._enter(client)
            return
        if len(self._waiting) >= self._longest:
            raise Problem(503, "too many queries wait", retry=5)
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        entry = (client, turn)
        self._waiting.append(entry)
        try:
            async with asyncio.timeout(self._queue_seconds):
                await turn
        except BaseException as error:
            if turn.done() and not turn.cancelled():
                self._leave(client)  # its turn had come in the same moment
            elif entry in self._waiting:
                self._waiting.remove(entry)
            if isinstance(error, TimeoutError):
                raise Problem(503, "no worker became free in time", retry=5) from None
            raise

    def _leave(self, client: str) -> None:
        self._free += 1
        self._running[client] -= 1
        if not self._running[client]:
            del self._running[client]
        for entry in tuple(self._waiting):
            waiting, turn = entry
            if turn.done():
                self._waiting.remove(entry)
            elif self._may_run(waiting):
                self._waiting.remove(entry)
                self._enter(waiting)
                turn.set_result(None)
