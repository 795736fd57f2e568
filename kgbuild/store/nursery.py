"""The process that loads the releases once and forks a worker whenever one is needed.

A fork shares the loaded pages, so a worker costs little and killing one loses nothing. This
process has one thread and never evaluates a query, so that forking it is safe. Run as a module with the number of an
inherited socket; a closed socket ends it and all workers.

A worker can reach nothing: before its first query it gives up the right to open files and sockets for good (a limit
of no descriptors; those it has stay usable), core dumps, and memory beyond its allowance. An alarm of the kernel ends
a query even if everyone who could kill it has died.
"""

from __future__ import annotations

import os
import resource
import signal
import socket
import sys
from pathlib import Path
from types import FrameType

from pyoxigraph import Store

from kgbuild.errors import KgbuildError, LimitError
from kgbuild.store import frames
from kgbuild.store.evaluate import Job, evaluate
from kgbuild.store.release import fill, open_release

#: How long after its deadline a query that nobody killed is ended by the kernel, in seconds.
GRACE = 2.0

_children: set[int] = set()


def main(descriptor: int) -> None:
    """Load the releases that the first message names, then fork and kill as told."""
    control = socket.socket(fileno=descriptor)
    signal.signal(signal.SIGCHLD, _reap)
    try:
        head, _ = frames.receive(control)
        store = Store()
        bases = fill(store, [open_release(Path(folder)) for folder in head["releases"]])
    except KgbuildError as error:
        frames.send(control, {"error": error.message, "where": str(error.where or "")})
        return
    except EOFError:
        return
    frames.send(control, {"quads": len(store), "bases": bases})
    _tend(control, store)


def _tend(control: socket.socket, store: Store) -> None:
    while True:
        try:
            data, descriptors, _, _ = socket.recv_fds(control, 1, 1)
            head, _ = frames.receive(control) if data else ({}, b"")
        except (EOFError, ConnectionResetError):
            break
        if not data:
            break
        if descriptors:
            _fork(control, store, descriptors[0], int(head["memory"]))
        elif head.get("kill") in _children:
            os.kill(head["kill"], signal.SIGKILL)
    for child in tuple(_children):
        os.kill(child, signal.SIGKILL)


def _reap(_signal: int, _frame: FrameType | None) -> None:
    while _children:
        try:
            child, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not child:
            return
        _children.discard(child)


def _fork(control: socket.socket, store: Store, descriptor: int, memory: int) -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    try:
        child = os.fork()
        if not child:
            _work(control, store, socket.socket(fileno=descriptor), memory)
        _children.add(child)
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
    os.close(descriptor)
    frames.send(control, {"pid": child})


def _work(control: socket.socket, store: Store, link: socket.socket, memory: int) -> None:
    """Answer queries until the other side hangs up; never returns."""
    status = 1
    try:
        control.close()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
        _confine(memory)
        while True:
            head, _ = frames.receive(link)
            signal.setitimer(signal.ITIMER_REAL, float(head.pop("seconds")) + GRACE)
            _answer(store, link, head)
            signal.setitimer(signal.ITIMER_REAL, 0)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        status = 0
    finally:
        os._exit(status)


def _answer(store: Store, link: socket.socket, head: dict[str, object]) -> None:
    try:
        body = evaluate(store, Job(**head))  # type: ignore[arg-type]
    except LimitError as error:
        frames.send(link, {"limit": error.message})
    except KgbuildError as error:
        frames.send(link, {"error": error.message})
    else:
        frames.send(link, {}, body)


def _confine(memory: int) -> None:
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 2)
    os.close(silent)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + memory, used + memory))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


if __name__ == "__main__":
    main(int(sys.argv[1]))
