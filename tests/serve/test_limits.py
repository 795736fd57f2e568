"""Queries that would never end, or take everything, are ended; whoever asks little is answered meanwhile."""

from __future__ import annotations

import concurrent.futures
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.serve.conftest import running

CARTESIAN = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
STREAM = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
PATHS = """SELECT (COUNT(*) AS ?n) WHERE { <https://kgbuild.example/id/org/lumen-harbour> (!(<a:y>|^<a:y>))+ ?b .
  ?b (!(<a:y>|^<a:y>))+ ?c . ?c (!(<a:y>|^<a:y>))+ ?d }"""
BOMB = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?h ?f LIMIT 1"
SMALL = "ASK { ?s a esg:Company }"


@pytest.fixture(scope="module")
def strict(release: Path) -> Iterator[str]:
    """A server with tight limits."""
    with running(
        [release], query_seconds=1.5, memory_mib=200, answer_mib=1, workers=2, client_running=1, client_present=3
    ) as (where, _):
        yield where


def get(address: str, query: str, **fields: str) -> httpx2.Response:
    return httpx2.get(f"{address}/sparql", params={"query": query, **fields}, timeout=30)


@pytest.mark.parametrize("query", [CARTESIAN, PATHS])
def test_a_runaway_query_ends_at_the_limit(strict: str, query: str) -> None:
    began = time.monotonic()
    response = get(strict, query)
    assert response.status_code == 504
    assert "1.5 s" in response.json()["detail"]
    assert time.monotonic() - began < 5
    assert get(strict, SMALL).json()["boolean"]


def test_an_answer_that_never_ends_is_no_truncated_success(strict: str) -> None:
    response = get(strict, STREAM)
    assert response.status_code in (504, 507)
    assert response.json()["title"]


def test_a_query_that_eats_memory_ends_alone(strict: str) -> None:
    response = get(strict, BOMB)
    assert response.status_code in (504, 507)
    assert get(strict, SMALL).json()["boolean"]


def test_a_client_may_ask_for_less_time(strict: str) -> None:
    began = time.monotonic()
    response = get(strict, CARTESIAN, timeout="0.3")
    assert response.status_code == 504
    assert "0.3 s" in response.json()["detail"]
    assert time.monotonic() - began < 1.4


def test_others_are_answered_while_a_runaway_runs(release: Path) -> None:
    with (
        running([release], query_seconds=3, workers=2, client_running=1, client_present=50) as (where, _),
        concurrent.futures.ThreadPoolExecutor(4) as threads,
    ):
        attacks = [threads.submit(get, where, CARTESIAN) for _ in range(2)]
        time.sleep(0.5)
        began = time.monotonic()
        for path in ("/", "/health", "/page/org/lumen-harbour", "/queries"):
            assert httpx2.get(f"{where}{path}", headers={"Accept": "text/html"}, timeout=10).status_code == 200
        # The attacker has one place; the second worker answers another client (another loopback address).
        transport = httpx2.HTTPTransport(local_address="127.0.0.2")
        with httpx2.Client(transport=transport, timeout=10) as other:
            assert other.get(f"{where}/sparql", params={"query": SMALL}).json()["boolean"]
        assert time.monotonic() - began < 3
        assert {attack.result().status_code for attack in attacks} == {504}


def test_a_client_with_too_much_under_way_is_told_to_wait(strict: str) -> None:
    with concurrent.futures.ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: get(strict, CARTESIAN), range(8)))
    refused = [response for response in answers if response.status_code == 429]
    assert refused
    assert all(int(response.headers["retry-after"]) > 0 for response in refused)
    assert any(response.status_code == 504 for response in answers)


def test_a_query_ends_when_its_client_hangs_up(release: Path) -> None:
    with running([release], query_seconds=25, workers=1, client_running=1) as (where, _):
        with pytest.raises(httpx2.TimeoutException):
            httpx2.get(f"{where}/sparql", params={"query": CARTESIAN}, timeout=0.5)
        began = time.monotonic()
        assert httpx2.get(f"{where}/sparql", params={"query": SMALL}, timeout=20).json()["boolean"]
        assert time.monotonic() - began < 10


class Listener:
    """Counts who connects to a port of the loopback."""

    def __init__(self) -> None:
        self.calls = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.calls += 1
            connection.close()

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { SERVICE <%s> { ?s ?p ?o } }",
        "SELECT * WHERE { service silent <%s> { ?s ?p ?o } }",
        "SELECT * WHERE { VALUES ?e { <%s> } SERVICE ?e { ?s ?p ?o } }",
        "PREFIX e: <%s> SELECT * WHERE { SERVICE e:x { ?s ?p ?o } }",
        "PREFIX : <%s> SELECT * WHERE { SERVICE:x { ?s ?p ?o } }",
        "SELECT * WHERE { SERVICESILENT<%s>{ ?s ?p ?o } }",
        "ASK { ?s ?p 5SERVICE <%s> { ?s ?p ?o } }",
        "ASK { { SELECT * WHERE { OPTIONAL { SERVICE# comment\n<%s> { ?s ?p ?o } } } } }",
        "SELECT * { VALUES ?a {1} VALUES ?b {2} FILTER(?a<?b#>'''\n) SERVICE <%s> {} #'''\n }",
    ],
)
@pytest.mark.parametrize("way", ["/sparql", "/sparql?format=html"])
def test_no_query_reaches_another_endpoint(client: httpx2.Client, listener: Listener, query: str, way: str) -> None:
    response = client.post(way, data={"query": query % listener.address})
    assert response.status_code == 400
    assert "SERVICE is refused" in response.text
    assert listener.calls == 0


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * WHERE { ?s rdfs:label "SERVICE <http://127.0.0.1/> { }" }',
        "SELECT * WHERE { ?s rdfs:label '''SERVICE\n<http://127.0.0.1/> { }''' }",
        "SELECT * WHERE { ?s ?p ?o } LIMIT 1 # SERVICE <http://127.0.0.1/> { }",
        "SELECT * WHERE { <http://127.0.0.1/SERVICE> ?p ?service }",
        "PREFIX ex: <http://127.0.0.1/#> SELECT * WHERE { ?s ex:customerService ?o }",
    ],
)
def test_the_word_service_may_stand_where_it_does_nothing(client: httpx2.Client, query: str) -> None:
    assert client.post("/sparql", data={"query": query}).status_code == 200
