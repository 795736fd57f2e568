"""The SPARQL 1.1 protocol, as clients speak it."""

from __future__ import annotations

import json

import httpx2
import pyoxigraph
import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat

SELECT = "SELECT ?s ?n WHERE { ?s <https://w3id.org/esgkg/ontology#lei>|esg:stockCode ?n }"
ASK = "ASK { ?s a esg:Company }"
CONSTRUCT = "CONSTRUCT { ?s a esg:Company } WHERE { ?s a esg:Company }"
DESCRIBE = "DESCRIBE <https://kgbuild.example/id/org/lumen-harbour>"
RESULTS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
WAYS = ("get", "form", "direct")


def ask(client: httpx2.Client, way: str, query: str, accept: str | None = None, **fields: str) -> httpx2.Response:
    headers = {} if accept is None else {"Accept": accept}
    if way == "get":
        return client.get("/sparql", params={"query": query, **fields}, headers=headers)
    if way == "form":
        return client.post("/sparql", data={"query": query, **fields}, headers=headers)
    headers["Content-Type"] = "application/sparql-query; charset=UTF-8"
    return client.post("/sparql", params=fields, content=query.encode(), headers=headers)


def media_type(response: httpx2.Response) -> str:
    return response.headers["content-type"].partition(";")[0]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("accept", RESULTS)
@pytest.mark.parametrize("query", [SELECT, ASK])
def test_results_come_in_the_format_asked_for(client: httpx2.Client, way: str, accept: str, query: str) -> None:
    response = ask(client, way, query, accept)
    assert response.status_code == 200
    assert media_type(response) == accept
    if accept == "text/csv":
        assert response.text.split()[-1] == (
            "true" if query == ASK else "https://kgbuild.example/id/org/lumen-harbour,0999"
        )
        return
    found = pyoxigraph.parse_query_results(response.content, format=RESULTS[accept])
    if query == ASK:
        assert bool(found)
    else:
        assert isinstance(found, pyoxigraph.QuerySolutions)
        assert [str(row["n"]) for row in found] == ['"0999"']


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("accept", GRAPHS)
@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
def test_graphs_come_in_the_format_asked_for(client: httpx2.Client, way: str, accept: str, query: str) -> None:
    response = ask(client, way, query, accept)
    assert response.status_code == 200
    assert media_type(response) == accept
    company = "https://kgbuild.example/id/org/lumen-harbour"
    assert any(quad.subject.value == company for quad in pyoxigraph.parse(response.content, format=GRAPHS[accept]))


@pytest.mark.parametrize(
    ("query", "accept", "got"),
    [
        (SELECT, None, "application/sparql-results+json"),
        (SELECT, "*/*", "application/sparql-results+json"),
        (SELECT, "application/json", "application/json"),
        (SELECT, "text/csv;q=0.4, application/sparql-results+xml;q=0.7", "application/sparql-results+xml"),
        (SELECT, "text/*;q=0.5, application/sparql-results+json;q=0.1", "text/csv"),
        (SELECT, "application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
        (SELECT, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        (CONSTRUCT, None, "text/turtle"),
        (CONSTRUCT, "text/plain", "text/plain"),
        (CONSTRUCT, "application/ld+json, text/turtle;q=0.9", "application/ld+json"),
    ],
)
def test_the_best_liked_format_is_taken(client: httpx2.Client, query: str, accept: str | None, got: str) -> None:
    headers = {"Accept": accept} if accept else {"Accept": ""}
    response = client.get("/sparql", params={"query": query}, headers=headers)
    assert media_type(response) == got
    assert "Accept" in response.headers["vary"]


@pytest.mark.parametrize(("query", "accept"), [(SELECT, "text/turtle"), (CONSTRUCT, "text/csv"), (ASK, "image/png")])
def test_an_answer_that_fits_no_accepted_format_is_406(client: httpx2.Client, query: str, accept: str) -> None:
    response = ask(client, "get", query, accept)
    assert response.status_code == 406
    assert media_type(response) == "application/problem+json"
    assert "application/" in response.json()["detail"]


@pytest.mark.parametrize("way", WAYS)
def test_a_named_format_wins_over_accept(client: httpx2.Client, way: str) -> None:
    response = ask(client, way, SELECT, "application/sparql-results+json", format="csv")
    assert media_type(response) == "text/csv"


def test_an_unknown_named_format_is_400(client: httpx2.Client) -> None:
    response = ask(client, "get", SELECT, format="turtle")
    assert response.status_code == 400
    assert "json, xml, csv, tsv" in response.json()["detail"]


@pytest.mark.parametrize("way", WAYS)
def test_a_malformed_query_is_400_with_the_parsers_words_on_one_line(client: httpx2.Client, way: str) -> None:
    response = ask(client, way, "SELECT ?s WHERE {\n ?s ?p }")
    assert response.status_code == 400
    problem = response.json()
    assert problem["status"] == 400
    assert "2:" in problem["detail"]
    assert "\n" not in problem["detail"]


@pytest.mark.parametrize("way", WAYS)
def test_graphs_given_by_the_protocol_are_the_dataset(client: httpx2.Client, way: str) -> None:
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?s a esg:Company }"
    graph = "https://kgbuild.example/graph/org/lumen-harbour"
    response = ask(client, way, query, "text/csv", **{"default-graph-uri": graph})
    assert response.text.split() == ["n", "1"]
    response = ask(client, way, query, "text/csv")
    assert response.text.split() == ["n", "2"]
    response = ask(client, way, query, "text/csv", **{"named-graph-uri": graph})
    assert response.text.split() == ["n", "0"]
    query = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s a esg:Company } }"
    response = ask(client, way, query, "text/csv", **{"named-graph-uri": graph})
    assert response.text.split() == ["n", "1"]


def test_from_in_the_query_is_honoured(client: httpx2.Client) -> None:
    query = """SELECT (COUNT(*) AS ?n) FROM <https://kgbuild.example/graph/org/tidewater-looms>
               WHERE { ?s a esg:Company }"""
    assert ask(client, "get", query, "text/csv").text.split() == ["n", "1"]


def test_a_relative_graph_name_is_400(client: httpx2.Client) -> None:
    assert ask(client, "get", SELECT, **{"default-graph-uri": "not an iri"}).status_code == 400


@pytest.mark.parametrize("update", ["INSERT DATA { <a:b> <a:b> <a:b> }", "DROP ALL", "LOAD <http://127.0.0.1/x>"])
@pytest.mark.parametrize("way", WAYS)
def test_updates_are_refused_as_queries(client: httpx2.Client, way: str, update: str) -> None:
    response = ask(client, way, update)
    assert response.status_code == 400
    assert "read-only" in response.json()["detail"]


def test_updates_are_refused_as_updates(client: httpx2.Client) -> None:
    assert client.post("/sparql", data={"update": "DROP ALL"}).status_code == 403
    response = client.post("/sparql", content=b"DROP ALL", headers={"Content-Type": "application/sparql-update"})
    assert response.status_code == 403


def test_requests_that_are_no_queries(client: httpx2.Client) -> None:
    assert client.post("/sparql", data={"other": "x"}).status_code == 400
    assert client.post("/sparql", content=b"{}", headers={"Content-Type": "application/json"}).status_code == 415
    latin = {"Content-Type": "application/sparql-query; charset=latin-1"}
    assert client.post("/sparql", content=b"ASK {}", headers=latin).status_code == 415
    assert client.get("/sparql?query=ASK%20%7B%7D&query=ASK%20%7B%7D").status_code == 400
    assert client.get("/sparql?query=%FF").status_code == 400
    direct = {"Content-Type": "application/sparql-query"}
    assert client.post("/sparql", content=b"\xff", headers=direct).status_code == 400
    assert client.post("/sparql", content=b"#" * 300_000, headers=direct).status_code == 413
    assert client.put("/sparql", content=b"ASK {}").status_code == 405
    assert "POST" in client.put("/sparql").headers["allow"]


@pytest.mark.parametrize("timeout", ["0", "-1", "soon", "nan"])
def test_a_timeout_that_is_no_time_is_400(client: httpx2.Client, timeout: str) -> None:
    assert ask(client, "get", ASK, timeout=timeout).status_code == 400


def test_every_problem_has_one_shape(client: httpx2.Client) -> None:
    for response in (
        client.get("/sparql", params={"query": "SELECT"}),
        client.get("/nothing/here"),
        client.get("/id/org/nobody"),
        client.delete("/"),
        client.get("/queries/none"),
        client.get("/facts"),
        client.get("/release/none/esgkg.nq"),
    ):
        assert media_type(response) == "application/problem+json"
        problem = json.loads(response.content)
        assert set(problem) == {"type", "title", "status", "detail"}
        assert problem["status"] == response.status_code >= 400


def test_head_and_options_and_cross_origin(client: httpx2.Client) -> None:
    head = client.head("/sparql", params={"query": ASK})
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["access-control-allow-origin"] == "*"
    options = client.options("/sparql")
    assert options.status_code == 204
    assert "POST" in options.headers["access-control-allow-methods"]
    assert "Accept" in options.headers["access-control-allow-headers"]


def test_an_answer_is_not_sent_twice_to_a_client_that_has_it(client: httpx2.Client) -> None:
    first = ask(client, "get", SELECT, "text/csv")
    again = client.get(
        "/sparql", params={"query": SELECT}, headers={"Accept": "text/csv", "If-None-Match": first.headers["etag"]}
    )
    assert again.status_code == 304
    other = client.get(
        "/sparql", params={"query": SELECT},
        headers={"Accept": "application/sparql-results+xml", "If-None-Match": first.headers["etag"]},
    )  # fmt: skip
    assert other.status_code == 200


def test_an_answer_that_changes_by_itself_is_not_kept(client: httpx2.Client) -> None:
    response = ask(client, "get", "SELECT (NOW() AS ?now) WHERE {}")
    assert response.headers["cache-control"] == "no-store"
    assert "etag" not in response.headers


def test_large_answers_are_compressed_for_clients_that_can(client: httpx2.Client) -> None:
    response = ask(client, "get", "SELECT * WHERE { ?s ?p ?o }")
    assert response.headers["content-encoding"] == "gzip"
    assert len(response.json()["results"]["bindings"]) > 1000


def test_the_service_describes_itself(client: httpx2.Client) -> None:
    response = client.get("/sparql", headers={"Accept": "text/turtle"})
    triples = list(pyoxigraph.parse(response.content, format=RdfFormat.TURTLE))
    sd = "http://www.w3.org/ns/sparql-service-description#"
    objects = {(triple.predicate.value, str(triple.object)) for triple in triples}
    assert (f"{sd}feature", f"<{sd}UnionDefaultGraph>") in objects
    assert (f"{sd}name", "<https://kgbuild.example/graph/ontology>") in objects


def test_the_data_describe_themselves(client: httpx2.Client) -> None:
    response = client.get("/.well-known/void", headers={"Accept": "application/n-triples"})
    triples = list(pyoxigraph.parse(response.content, format=RdfFormat.N_TRIPLES))
    classes = {t.object.value for t in triples if t.predicate.value == "http://rdfs.org/ns/void#class"}
    assert "https://w3id.org/esgkg/ontology#AwardFact" in classes
    dumps = [t.object.value for t in triples if t.predicate.value == "http://rdfs.org/ns/void#dataDump"]
    assert client.get(dumps[0]).status_code == 200


HOSTILE = [
    "/id/%FF", "/page/%00", "/data/%0A.ttl", "/page/..%2f..%2fetc", "/queries/awards.", "/queries/%2e%2e", "/metric/",
    "/sparql?query=%zz", "/search?q=%F0%9F%92%A9%22%5C", "/facts?report=%3C&kind=Target", "/.well-known/void?format=x",
    "/page/org/lumen-harbour?by=%00", "/static/..%2fapp.py", "/release/lumen/..%2f..%2fx", "/ontology.none",
]  # fmt: skip


@pytest.mark.parametrize("path", HOSTILE)
@pytest.mark.parametrize("accept", ["", "text/html", "*/*;q=0", ";;q", "text/html;q=nan"])
def test_hostile_addresses_are_the_clients_fault(client: httpx2.Client, path: str, accept: str) -> None:
    assert 200 <= client.get(path, headers={"Accept": accept}).status_code < 500
