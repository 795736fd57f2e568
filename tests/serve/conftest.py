"""A real server on loopback, in a process of its own, for the tests of the endpoint."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from tests.serve import lumen

SCRIPT = """
import json, sys
from pathlib import Path
from kgbuild.serve import Settings, serve
given = json.loads(sys.argv[1])
if given["sources"]:
    from tests.serve import lumen
serve([Path(folder) for folder in given["releases"]], port=0, store=given["store"],
      settings=Settings(**given["settings"]),
      sources=[lumen.document("lumen.txt", lumen.LUMEN)] if given["sources"] else [],
      announce=lambda address: print(address, flush=True))
"""


@contextmanager
def running(
    releases: Sequence[Path], *, sources: bool = True, store: str | None = None, **settings: float
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of a server that answers, and its process; stopped by its own handle."""
    given = {"releases": [str(path) for path in releases], "settings": settings, "sources": sources, "store": store}
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, json.dumps(given)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert process.stdout is not None
    try:
        address = process.stdout.readline().strip()
        assert address.startswith("http://"), "the server did not start"
        yield address, process
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of two fictional companies, words included."""
    return lumen.build(tmp_path_factory.mktemp("release") / "lumen")


@pytest.fixture(scope="session")
def address(release: Path) -> Iterator[str]:
    """Where that release is served, with one of its reports at hand."""
    with running([release], query_seconds=10, workers=2, client_running=2) as (where, _):
        yield where


@pytest.fixture
def client(address: str) -> Iterator[httpx2.Client]:
    """A client of that server that follows no redirects."""
    with httpx2.Client(base_url=address, timeout=30) as made:
        yield made
