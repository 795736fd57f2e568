"""Where requests meet the workers: admission, evaluation off the event loop, an end to what nobody waits for."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable

from fastapi import Request

from kgbuild.serve.admission import Admission
from kgbuild.serve.settings import Settings
from kgbuild.store.evaluate import Job
from kgbuild.store.formats import TABLE
from kgbuild.store.pool import Evaluator, Ticket
from kgbuild.store.table import Answer, answer_of

_KEPT_ANSWERS = 32


class Desk:
    """Evaluates queries of strangers and of pages, each in places of their own."""

    def __init__(self, pool: Evaluator, settings: Settings) -> None:
        self.pool = pool
        self.settings = settings
        self._queries = Admission(
            settings.workers,
            client_running=settings.client_running,
            client_present=settings.client_present,
            waiting=settings.waiting,
            queue_seconds=settings.queue_seconds,
        )
        self._pages = Admission(
            settings.page_workers,
            client_running=settings.page_workers,
            client_present=settings.waiting + settings.page_workers,
            waiting=settings.waiting * 4,
            queue_seconds=settings.queue_seconds,
        )
        self._kept: dict[tuple[str, str], bytes] = {}

    async def query(self, request: Request, job: Job, seconds: float) -> bytes:
        """The answer to a stranger's query; ended as soon as the client has hung up.

        Raises:
            Problem: it may not run now.
            QueryError, LimitError: as `Pool.run`.
        """
        client = request.client.host if request.client else "?"
        async with self._queries.place(client):
            ticket = Ticket()
            work = asyncio.ensure_future(asyncio.to_thread(self.pool.run, job, seconds=seconds, ticket=ticket))
            gone = asyncio.ensure_future(_hung_up(request.receive))
            try:
                await asyncio.wait((work, gone), return_when=asyncio.FIRST_COMPLETED)
            finally:
                gone.cancel()
                if not work.done():
                    ticket.cancel()
            return await work

    async def bytes(self, query: str, format_: str = TABLE, *, rows: int = 5000, keep: bool = False) -> bytes:
        """The answer to a page's own query; `keep` those that every visitor needs."""
        key = (query, format_)
        if key in self._kept:
            return self._kept[key]
        job = Job(query, format_, rows=rows, bytes=self.settings.answer_mib * 2**20)
        async with self._pages.place(""):
            made = await asyncio.to_thread(self.pool.run, job, seconds=self.settings.page_seconds)
        if keep and not self.pool.changes and len(self._kept) < _KEPT_ANSWERS:
            self._kept[key] = made
        return made

    async def table(self, query: str, *, rows: int = 5000, keep: bool = False) -> Answer:
        """The same as rows."""
        return answer_of(json.loads(await self.bytes(query, rows=rows, keep=keep)))


async def _hung_up(receive: Callable[[], Awaitable[object]]) -> None:
    while True:
        message = await receive()
        if isinstance(message, dict) and message.get("type") == "http.disconnect":
            return
