"""Worker processes: confined, replaced, and gone when the server is."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest

from kgbuild.errors import QueryError, ReleaseError, ServerError
from kgbuild.serve import create_app, serve
from kgbuild.store import Job, Pool, SizeLimitError, TimeLimitError
from tests.serve.conftest import running
from tests.serve.test_limits import CARTESIAN, SMALL


def processes_under(parent: int) -> set[int]:
    """The processes that descend from one."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                status = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            children.setdefault(int(status[1]), []).append(int(entry.name))
    found, waiting = set(), [parent]
    while waiting:
        for child in children.get(waiting.pop(), []):
            found.add(child)
            waiting.append(child)
    return found


def gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def soon(holds: Callable[[], bool], seconds: float = 10) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.05)
    return holds()


linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")


@linux
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_no_process_outlives_the_server(release: Path, how: signal.Signals) -> None:
    with running([release], query_seconds=2) as (where, process):
        with pytest.raises(httpx2.TimeoutException):
            httpx2.get(f"{where}/sparql", params={"query": CARTESIAN}, timeout=0.4)
        below = processes_under(process.pid)
        assert len(below) >= 4
        process.send_signal(how)
        process.wait(timeout=15)
        assert process.returncode == (-9 if how == signal.SIGKILL else 0) or how == signal.SIGTERM
        assert soon(lambda: all(map(gone, below)))


@linux
def test_no_worker_outlives_its_pool(release: Path) -> None:
    before = processes_under(os.getpid())
    with Pool([release], workers=3) as pool:
        assert len(processes_under(os.getpid()) - before) == 4
        with pytest.raises(TimeLimitError, match=r"longer than 0\.3 s"):
            pool.run(Job(CARTESIAN), seconds=0.3)
        assert json.loads(pool.run(Job(SMALL), seconds=5)) == {"boolean": True}
    assert soon(lambda: processes_under(os.getpid()) - before == set())
    with pytest.raises(ServerError):
        pool.run(Job(SMALL), seconds=1)


@linux
def test_starting_and_stopping_leaves_no_descriptor_open(release: Path) -> None:
    def descriptors() -> int:
        return len(os.listdir("/proc/self/fd"))  # noqa: PTH208

    with Pool([release], workers=1):
        pass
    before = descriptors()
    for _ in range(3):
        with Pool([release], workers=2) as pool, pytest.raises(TimeLimitError):
            pool.run(Job(CARTESIAN), seconds=0.1)
    assert descriptors() == before


def test_a_worker_cannot_connect_even_where_the_query_is_not_refused(release: Path, tmp_path: Path) -> None:
    """The second wall: with the first one taken out, the kernel still gives a worker no socket."""
    script = """
import sys
from kgbuild.store import evaluate
from kgbuild.store.sparql import outline
evaluate.refuse_unsafe = outline
from kgbuild.store.nursery import main
main(int(sys.argv[1]))
"""
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(1)
    query = f"SELECT * WHERE {{ SERVICE <http://127.0.0.1:{server.getsockname()[1]}/> {{ ?s ?p ?o }} }}"
    (tmp_path / "open_nursery.py").write_text(script)
    start = subprocess.Popen

    def opened(command: list[str], **options: Any) -> subprocess.Popen[bytes]:
        """Starts the nursery without the first wall."""
        return start([command[0], str(tmp_path / "open_nursery.py"), command[-1]], **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kgbuild.store.pool.subprocess.Popen", opened)
        with Pool([release], workers=1) as pool, pytest.raises(QueryError, match="open files"):
            pool.run(Job(query), seconds=5)
    with server, pytest.raises(TimeoutError):
        server.accept()


def test_an_answer_has_a_largest_size(release: Path) -> None:
    with Pool([release], workers=1) as pool:
        with pytest.raises(SizeLimitError, match="1 MiB"):
            pool.run(Job("SELECT * { ?a ?b ?c . ?d ?e ?f }", "json", bytes=2**20), seconds=20)
        with pytest.raises(QueryError, match="cannot be written as csv"):
            pool.run(Job("CONSTRUCT WHERE { ?a ?b ?c }", "csv"), seconds=20)


def test_a_folder_that_is_no_release_is_refused_in_one_line(tmp_path: Path, release: Path) -> None:
    with pytest.raises(ReleaseError, match="is no folder"):
        create_app([tmp_path / "none"])
    with pytest.raises(ReleaseError, match=r"esgkg\.nq is missing"):
        create_app([tmp_path])
    (tmp_path / "esgkg.nq").write_text("<a:b> <a:b> broken .\n")
    with pytest.raises(ReleaseError) as caught:
        create_app([release, tmp_path])
    assert "\n" not in str(caught.value)
    assert "esgkg.nq" in str(caught.value)


def test_a_port_in_use_is_told_in_one_line(release: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServerError, match="in use") as caught:
            serve([release], port=port)
    assert str(port) in str(caught.value)
    with pytest.raises(ServerError, match="no such host"):
        serve([release], host="host.invalid", port=0)
