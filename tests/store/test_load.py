"""A release put into a store elsewhere over the Graph Store Protocol, spoken by a server of its own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest

from kgbuild.cli import main
from kgbuild.errors import ServerError
from kgbuild.store import load, open_release
from kgbuild.store.release import fill
from tests.serve import lumen


class _Server(ThreadingHTTPServer):
    """A store that takes graphs as the protocol has it, and refuses those that name `refused`."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.store = ox.Store()
        self.refused = "nothing"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/data"


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_PUT(self) -> None:
        self._take(replace=True)

    def do_POST(self) -> None:
        self._take(replace=False)

    def _take(self, *, replace: bool) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        (name,) = parse_qs(urlsplit(self.path).query)["graph"]
        if self.server.refused in name:
            self.send_error(507, "no room")
            return
        graph = ox.NamedNode(name)
        if replace:
            self.server.store.remove_graph(graph)
        self.server.store.load(body, format=ox.RdfFormat.from_media_type(self.headers["Content-Type"]), to_graph=graph)
        self.send_response(201)
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class's name
        """Quiet."""


@pytest.fixture
def server() -> Iterator[_Server]:
    with _Server() as made:
        thread = threading.Thread(target=made.serve_forever, daemon=True)
        thread.start()
        yield made
        made.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lumen.build(tmp_path_factory.mktemp("load") / "lumen")


def filled(release: Path) -> set[ox.Quad]:
    store = ox.Store()
    fill(store, [open_release(release)])
    return set(store)


def test_the_store_holds_every_graph_of_the_release(server: _Server, release: Path) -> None:
    taken = load(release, server.address)
    assert set(server.store) == filled(release)
    assert sum(graph.triples for graph in taken) == len(server.store)


def test_loading_again_replaces_and_adding_keeps(server: _Server, release: Path) -> None:
    graph = ox.NamedNode(load(release, server.address)[0].graph)
    old = ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.NamedNode("urn:o"), graph)
    server.store.add(old)
    load(release, server.address, add=True)
    assert old in server.store
    load(release, server.address)
    assert old not in server.store
    assert set(server.store) == filled(release)


def test_the_command_names_each_graph(server: _Server, release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["load", str(release), "--endpoint", server.address]) == 0
    said = capsys.readouterr().out.splitlines()
    assert len(said) == len(list(server.store.named_graphs())) + 1
    assert said[-1].endswith(f"{len(server.store)} triples")


def test_a_store_that_refuses_or_is_not_there_is_one_line(
    server: _Server, release: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.refused = "graph/inferred"
    with pytest.raises(ServerError, match=r"refuses .*graph/inferred/.* with status 507"):
        load(release, server.address)
    for endpoint in ("http://127.0.0.1:9/data", "file:///etc/passwd", "nowhere"):
        assert main(["load", str(release), "--endpoint", endpoint]) == 2
        assert capsys.readouterr().err.count("\n") == 1
