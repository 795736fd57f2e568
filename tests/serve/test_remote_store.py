"""The same pages and the same protocol in front of a store elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

import httpx2
import pytest

from kgbuild.errors import ServerError
from kgbuild.serve import create_app
from kgbuild.store.remote import with_prefixes
from tests.serve.conftest import running
from tests.serve.test_limits import CARTESIAN
from tests.serve.test_linked_data import HTML, PER_HEAD, SCOPE_1, text_of


@pytest.fixture(scope="module")
def front(address: str) -> Iterator[str]:
    """A server without data of its own."""
    with running([], store=f"{address}/sparql", query_seconds=2) as (where, _):
        yield where


@pytest.mark.parametrize(
    "path", [f"/page/{SCOPE_1}", f"/page/{PER_HEAD}", "/page/org/lumen-harbour", "/queries/awards"]
)
def test_pages_are_the_same(address: str, front: str, path: str) -> None:
    here, there = (httpx2.get(f"{where}{path}", headers=HTML, timeout=20).text for where in (address, front))
    assert text_of(there) == text_of(here)


@pytest.mark.parametrize(
    "query", ["SELECT ?n { ?c a esg:Company ; esg:name ?n } ORDER BY ?n", "ASK { ?c a esg:Award }"]
)
@pytest.mark.parametrize("format_", ["json", "csv", "html"])
def test_answers_are_the_same(address: str, front: str, query: str, format_: str) -> None:
    asked = {"query": query, "format": format_}
    here, there = (httpx2.get(f"{where}/sparql", params=asked, timeout=20) for where in (address, front))
    assert there.status_code == 200
    assert text_of(there.text).replace("Limit: 2 s", "") == text_of(here.text).replace("Limit: 10 s", "")


def test_answers_may_change_and_are_not_kept(front: str) -> None:
    response = httpx2.get(f"{front}/", headers=HTML, timeout=20)
    assert "20 facts from 2 reports" in text_of(response.text)
    assert response.headers["cache-control"] == "no-store"
    assert "etag" not in response.headers


def test_problems_are_told_as_ever(front: str) -> None:
    for query, status in (
        ("SELECT nonsense", 400),
        ("SELECT * { SERVICE <http://127.0.0.1/> {} }", 400),
        (CARTESIAN, 504),
    ):
        assert httpx2.get(f"{front}/sparql", params={"query": query}, timeout=20).status_code == status
    assert httpx2.get(f"{front}/page/org/nobody", timeout=20).status_code == 404


def test_a_store_that_is_not_there_is_told_in_one_line(address: str) -> None:
    with pytest.raises(ServerError, match="cannot be reached"):
        create_app([], store="http://127.0.0.1:9/sparql")
    with pytest.raises(ServerError, match="404"):
        create_app([], store=f"{address}/nothing")


def test_prefixes_are_declared_for_stores_that_do_not_know_them() -> None:
    assert (
        with_prefixes("ASK { ?s a esg:Fact }")
        == "PREFIX esg: <https://w3id.org/esgkg/ontology#>\nASK { ?s a esg:Fact }"
    )
    declared = "PREFIX esg: <https://e.example/> ASK { ?s a esg:Fact ; rdfs:label 'skos:x' }"
    assert with_prefixes(declared) == f"PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n{declared}"
