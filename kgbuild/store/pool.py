"""Worker processes that evaluate queries and are killed at their limit; nothing else stops a runaway query."""

from __future__ import annotations

import os
import queue
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from kgbuild.errors import QueryError, ReleaseError, ServerError
from kgbuild.store import frames
from kgbuild.store.evaluate import Job
from kgbuild.store.limits import BusyError, CancelledError, SizeLimitError, TimeLimitError


@dataclass(slots=True)
class Ticket:
    """A hold on a running query: cancelling it kills the worker."""

    _worker: _Worker | None = None
    _cancelled: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def cancel(self) -> None:
        """End the query now, or before it begins."""
        with self._lock:
            self._cancelled = True
            if self._worker is not None:
                self._worker.kill()

    def _take(self, worker: _Worker | None) -> bool:
        with self._lock:
            self._worker = worker
            return not self._cancelled


class _Worker:
    """The parent's end of one worker process."""

    def __init__(self, nursery: _Nursery, memory: int) -> None:
        self._nursery = nursery
        self.link, theirs = socket.socketpair()
        with theirs:
            self.pid = nursery.fork(theirs, memory)
        self.alive = True

    def kill(self) -> None:
        if self.alive:
            self.alive = False
            self._nursery.kill(self.pid)

    def close(self) -> None:
        self.kill()
        self.link.close()


def _environment() -> dict[str, str]:
    """Ours, with this very package to be found first."""
    here = str(Path(__file__).resolve().parents[2])
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH"))))}


class _Nursery:
    """The process that forks workers (see `kgbuild.store.nursery`)."""

    def __init__(self, releases: Sequence[Path]) -> None:
        self._lock = threading.Lock()
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                # -P: what lies in the working folder must not be taken for a module of ours or of Python's.
                [sys.executable, "-P", "-m", "kgbuild.store.nursery", str(theirs.fileno())],
                env=_environment(),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # an interrupt at the terminal is the server's to handle
            )
        try:
            frames.send(self._control, {"releases": [str(path.absolute()) for path in releases]})
            head, _ = frames.receive(self._control)
        except (EOFError, BrokenPipeError):
            self.close()
            raise ServerError("the worker processes cannot be started") from None
        if "error" in head:
            self.close()
            raise ReleaseError(head["error"], where=head["where"] or None)
        self.quads = int(head["quads"])
        self.bases = tuple(str(base) for base in head["bases"])

    def fork(self, link: socket.socket, memory: int) -> int:
        with self._lock:
            try:
                socket.send_fds(self._control, [b"w"], [link.fileno()])
                frames.send(self._control, {"memory": memory})
                head, _ = frames.receive(self._control)
            except (EOFError, OSError):
                raise ServerError("the process that holds the data has ended") from None
        return int(head["pid"])

    def kill(self, pid: int) -> None:
        with self._lock:
            try:
                self._control.sendall(b"k")
                frames.send(self._control, {"kill": pid})
            except OSError:
                return  # the nursery has ended, and its workers with it

    def close(self) -> None:
        self._control.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class Evaluator(Protocol):
    """What answers queries over some releases: workers of ours, or a store elsewhere."""

    quads: int
    bases: tuple[str, ...]
    #: Whether answers may change while it is used.
    changes: bool

    def run(self, job: Job, *, seconds: float, ticket: Ticket | None = None) -> bytes:
        """The answer within a time, in seconds."""
        ...

    def close(self) -> None:
        """Let go of what is held."""
        ...


class Pool:
    """Workers over one set of releases, with the number of quads and the base IRIs they hold.

    Raises:
        ReleaseError: a release cannot be loaded.
        ServerError: the processes cannot be started.
    """

    changes = False

    def __init__(self, releases: Sequence[Path], *, workers: int = 2, memory: int = 2**30) -> None:
        self._memory = memory
        self._nursery = _Nursery(releases)
        self.quads = self._nursery.quads
        self.bases = self._nursery.bases
        self._idle: queue.SimpleQueue[_Worker | None] = queue.SimpleQueue()
        self._all: set[_Worker] = set()
        self._closed = False
        for _ in range(workers):
            self._idle.put(self._new())

    def _new(self) -> _Worker:
        worker = _Worker(self._nursery, self._memory)
        self._all.add(worker)
        return worker

    @contextmanager
    def _borrow(self, seconds: float) -> Iterator[_Worker]:
        try:
            worker = self._idle.get(timeout=seconds)
        except queue.Empty:
            raise BusyError("no worker became free in time") from None
        try:
            if worker is None or not worker.alive:
                worker = self._new()
            yield worker
        finally:
            if worker is not None and not worker.alive:
                worker.close()
                self._all.discard(worker)
                worker = None
            # A place without a worker gets one when it is next needed.
            self._idle.put(worker)

    def run(self, job: Job, *, seconds: float, ticket: Ticket | None = None) -> bytes:
        """The answer to a query within a time, in seconds. Blocks; may be called from many threads.

        Raises:
            QueryError: the query is malformed or refused.
            TimeLimitError, SizeLimitError: it took more time or memory, or its answer is larger, than allowed.
            BusyError: no worker became free in that time.
            CancelledError: its ticket was cancelled.
        """
        if self._closed:
            raise ServerError("the pool is closed")
        ticket = ticket or Ticket()
        with self._borrow(seconds) as worker:
            if not ticket._take(worker):
                raise CancelledError("the query was cancelled")
            try:
                return self._ask(worker, job, seconds)
            except SizeLimitError:
                if not ticket._take(None):
                    raise CancelledError("the query was cancelled") from None
                raise
            finally:
                ticket._take(None)

    def _ask(self, worker: _Worker, job: Job, seconds: float) -> bytes:
        until = time.monotonic() + seconds
        try:
            worker.link.settimeout(seconds)
            frames.send(worker.link, {**job.as_json(), "seconds": seconds})
            head, body = frames.receive(worker.link, until)
        except TimeoutError:
            worker.kill()
            raise TimeLimitError(f"the query took longer than {seconds:g} s") from None
        except (EOFError, OSError):
            worker.kill()
            raise SizeLimitError(f"the query needed more than {self._memory // 2**20} MiB of memory") from None
        except BaseException:
            worker.kill()
            raise
        if "error" in head:
            raise QueryError(head["error"])
        if "limit" in head:
            raise SizeLimitError(head["limit"])
        return body

    def close(self) -> None:
        """End all processes."""
        if self._closed:
            return
        self._closed = True
        for worker in tuple(self._all):
            worker.close()
        self._nursery.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
