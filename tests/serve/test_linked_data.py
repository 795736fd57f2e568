"""Names lead to pages and to data, by what the client wants; pages say what the graph says and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import httpx2
import pyoxigraph
import pytest
from pyoxigraph import RdfFormat

from kgbuild.serve.facts import page_words
from kgbuild.serve.words import surroundings
from tests.serve import lumen
from tests.serve.conftest import running

BASE = "https://kgbuild.example/"
SCOPE_1 = f"fact/lumen-harbour-2023/metric/1,784-at-{lumen.LUMEN.index('1,784')}"
PER_HEAD = f"fact/lumen-harbour-2023/metric/1.75-at-{lumen.LUMEN.index('1.75')}"
HTML = {"Accept": "text/html"}


@pytest.mark.parametrize(
    ("accept", "place"),
    [
        ("text/html", f"/page/{SCOPE_1}"),
        ("text/turtle", f"/data/{SCOPE_1}.ttl"),
        ("application/ld+json", f"/data/{SCOPE_1}.jsonld"),
        ("application/n-triples", f"/data/{SCOPE_1}.nt"),
        ("application/rdf+xml", f"/data/{SCOPE_1}.rdf"),
        ("*/*", f"/data/{SCOPE_1}.ttl"),
    ],
)
def test_a_name_leads_to_what_the_client_wants(client: httpx2.Client, accept: str, place: str) -> None:
    response = client.get(f"/id/{SCOPE_1}", headers={"Accept": accept})
    assert response.status_code == 303
    assert response.headers["location"] == place
    assert response.headers["vary"] == "Accept"
    assert client.get(place, headers={"Accept": accept}).status_code == 200


def test_an_ending_wins_over_accept(client: httpx2.Client) -> None:
    response = client.get(f"/id/{SCOPE_1}.nt", headers=HTML)
    assert response.headers["location"] == f"/data/{SCOPE_1}.nt"
    data = client.get(f"/data/{SCOPE_1}.nt", headers={"Accept": "text/turtle"})
    assert data.headers["content-type"].startswith("application/n-triples")


@pytest.mark.parametrize(
    ("ending", "format_"),
    [("ttl", RdfFormat.TURTLE), ("nt", RdfFormat.N_TRIPLES), ("jsonld", RdfFormat.JSON_LD), ("rdf", RdfFormat.RDF_XML)],
)
def test_the_data_of_a_fact_are_whole_and_without_conclusions(
    client: httpx2.Client, ending: str, format_: RdfFormat
) -> None:
    response = client.get(f"/data/{PER_HEAD}.{ending}")
    triples = list(pyoxigraph.parse(response.content, format=format_))
    said = {(quad.subject.value.removeprefix(BASE), quad.predicate.value.rsplit("#")[-1]) for quad in triples}
    assert (f"id/{PER_HEAD}", "value") in said
    evidence = next(quad.object for quad in triples if quad.predicate.value.endswith("#evidence"))
    assert isinstance(evidence, pyoxigraph.NamedNode)
    assert (evidence.value.removeprefix(BASE), "quoteSha256") in said
    assert all("prov#Entity" not in str(quad.object) for quad in triples)


def test_no_page_says_406_for_data_in_a_format_there_is_not(client: httpx2.Client) -> None:
    assert client.get(f"/data/{SCOPE_1}", headers={"Accept": "image/png"}).status_code == 406


def test_an_unknown_name_is_404_for_people_and_for_programs(client: httpx2.Client) -> None:
    page = client.get("/page/org/nobody", headers=HTML)
    assert page.status_code == 404
    assert "text/html" in page.headers["content-type"]
    for path in ("/id/org/nobody", "/data/org/nobody.ttl", "/id/", "/id/%3E%20%7D", "/id/a%0Ab", "/metric/none"):
        response = client.get(path, headers={"Accept": "text/turtle"})
        assert response.status_code == 404
        assert response.headers["content-type"] == "application/problem+json"


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_page_of_a_figure_shows_number_page_and_words(client: httpx2.Client) -> None:
    html = client.get(f"/page/{SCOPE_1}", headers=HTML).text
    text = text_of(html)
    assert "1,784 tCO2e" in text
    assert "on one of pages 51–54" in text
    assert "<mark>1,784</mark>" in html
    assert '<mark class="beside" title="gives the label">Scope 1 greenhouse gas emissions</mark>' in html
    assert '<mark class="beside" title="gives the unit">in tonnes</mark>' in html
    assert "have the digest that the graph gives" in text
    assert "lights the quays" in text
    assert f'href="/data/{SCOPE_1}.ttl"' in html


def test_an_exact_page_is_said_as_such_and_conclusions_stand_apart(client: httpx2.Client) -> None:
    html = client.get(f"/page/{PER_HEAD}", headers=HTML).text
    assert "Stands</dt><dd><strong>page 52</strong>" in html
    stated, _, concluded = html.partition("What follows from it")
    assert "prov:Entity" not in stated
    assert "prov:Entity" in concluded


def test_without_the_report_at_hand_the_quote_of_the_release_is_shown(client: httpx2.Client) -> None:
    path = f"/page/fact/tidewater-looms-2023/metric/0.42-at-{lumen.TIDEWATER.index('0.42')}"
    html = client.get(path, headers=HTML).text
    assert "<mark>Emissions per employee were 0.42 tonnes of CO2e in 2023</mark>" in html
    assert "weaves invented sails" not in html


@pytest.fixture(scope="module")
def wordless(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The facts-only edition, under another base, with one of two reports at hand."""
    folder = lumen.build(
        tmp_path_factory.mktemp("release") / "facts", edition="facts-only", base="https://w3id.org/esgkg/"
    )
    with running([folder]) as (where, _):
        yield where


def test_the_edition_without_words_shows_those_of_a_report_at_hand_only(wordless: str) -> None:
    html = httpx2.get(f"{wordless}/page/{SCOPE_1}", headers=HTML).text
    assert "<mark>1,784</mark>" in html
    assert "lights the quays" in html
    path = f"/page/fact/tidewater-looms-2023/metric/0.42-at-{lumen.TIDEWATER.index('0.42')}"
    html = httpx2.get(f"{wordless}{path}", headers=HTML).text
    assert "not part of this release" in html
    assert "tonnes of CO2e in 2023" not in html
    assert "on one of pages 3–5" in html
    assert re.search(r"SHA-256 <code>[0-9a-f]{64}</code>", html)


def test_two_releases_under_two_bases_are_served_together(release: Path, tmp_path: Path) -> None:
    other = lumen.build(tmp_path / "lumen", base="https://w3id.org/esgkg/")
    with running([release, other], sources=False) as (where, _):
        query = "SELECT (COUNT(?s) AS ?n) WHERE { ?s a esg:Company }"
        rows = httpx2.get(f"{where}/sparql", params={"query": query, "format": "csv"}).text.split()
        assert rows == ["n", "4"]
        query = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { esg:Fact a owl:Class } }"
        rows = httpx2.get(f"{where}/sparql", params={"query": query, "format": "csv"}).text.split()
        assert rows == ["n", "1"]
        html = httpx2.get(f"{where}/", headers=HTML).text
        assert "/release/lumen/manifest.json" in html
        assert "/release/lumen-2/manifest.json" in html


def test_every_link_of_the_site_leads_somewhere(client: httpx2.Client) -> None:
    """From the start page over everything that can be reached, downloads apart."""
    seen, waiting, broken = set[str](), ["/"], list[str]()
    while waiting and len(seen) < 400:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        response = client.get(path, headers={"Accept": "text/html,*/*;q=0.1"})
        if response.status_code == 303:
            waiting.append(response.headers["location"])
        elif response.status_code != 200:
            broken.append(f"{response.status_code} {path}")
        elif "text/html" in response.headers["content-type"]:
            found = re.findall(r'(?:href|action)="([^"#]*)', response.text)
            links = [link.replace("&amp;", "&") for link in found]
            waiting += [link for link in links if link.startswith("/") and link.partition("?")[0] != "/sparql"]
            waiting += [f"{path.partition('?')[0]}{link}" for link in links if link.startswith("?")]
    # Indicators whose concepts the vocabulary does not have yet have nothing to be shown.
    broken = [line for line in broken if "/page/metric/" not in line and "/page/unit/" not in line]
    assert broken == []
    assert len(seen) > 100


def test_names_in_other_scripts_are_found_however_they_are_written(tmp_path: Path) -> None:
    folder = lumen.build(tmp_path / "scripts")
    iri = f"{BASE}id/org/lumen-harbour/program/灯节"
    graph = f"<{BASE}graph/org/lumen-harbour>"
    line = f'<{iri}> <http://www.w3.org/2000/01/rdf-schema#label> "灯节 & <b>light</b>"@zh {graph} .\n'
    with (folder / "esgkg.nq").open("a", encoding="utf-8") as file:
        file.write(line)
    with running([folder], sources=False) as (where, _):
        place = f"/page/org/lumen-harbour/program/{quote('灯节')}"
        response = httpx2.get(f"{where}{place}", headers=HTML)
        assert response.status_code == 200
        assert "灯节 &amp; &lt;b&gt;light&lt;/b&gt;" in response.text
        named = httpx2.get(f"{where}/id/org/lumen-harbour/program/{quote('灯节')}", headers=HTML)
        assert unquote(named.headers["location"]) == unquote(place)


def test_the_page_of_a_company_counts_its_facts(client: httpx2.Client) -> None:
    html = client.get("/page/org/lumen-harbour", headers=HTML).text
    assert "0999" in html
    assert "6 figures" in text_of(html)
    assert "with this as company" not in html


def test_what_points_to_a_thing_is_shown_a_few_at_a_time(release: Path) -> None:
    with running([release], sources=False, page_items=5) as (where, _):
        file = re.search(r'href="(/page/file/[^"]+)"', httpx2.get(f"{where}/page/report/lumen-harbour-2023").text)
        assert file
        html = httpx2.get(f"{where}{file[1]}", headers=HTML).text
        following = re.search(r'href="(\?by=[^"]+)"', html)
        assert following
        html = httpx2.get(f"{where}{file[1]}{following[1].replace('&amp;', '&')}", headers=HTML).text
        assert re.search(r"6 to 10\s+of\s+\d+", text_of(html))
        assert html.count("<li>") == 5
        assert httpx2.get(f"{where}{file[1]}?by=%3E").status_code == 400


def test_the_lists_of_facts_and_the_search(client: httpx2.Client) -> None:
    report = quote(f"{BASE}id/report/lumen-harbour-2023", safe="")
    text = text_of(client.get(f"/facts?report={report}&kind=Observation", headers=HTML).text)
    assert "1 to 6 of 6" in text
    assert "Scope 1 greenhouse gas emissions 1,784 tCO2e 2023 on one of pages 51–54" in text
    assert "Women among the employees 1,500 person 2023 female page 20" in text
    assert client.get(f"/facts?report={report}&kind=Nonsense", headers=HTML).status_code == 404
    assert client.get("/facts?report=%20&kind=Target", headers=HTML).status_code == 404
    found = text_of(client.get("/search", params={"q": "LANTERN"}, headers=HTML).text)
    assert "Lantern Days" in found
    for attack in ('") . ?s ?p ?o } #', "\\", '"""', "' OR 1=1", "<script>alert(1)</script>"):
        response = client.get("/search", params={"q": attack}, headers=HTML)
        assert response.status_code == 200
        assert "Nothing found" in response.text
        assert "<script>alert" not in response.text


def test_the_start_page_says_what_is_in_the_graph(client: httpx2.Client) -> None:
    text = text_of(client.get("/", headers=HTML).text)
    assert "20 facts from 2 reports" in text
    assert "Lumen Harbour Holdings Limited" in text
    assert "6 figures" in text
    assert "1 award " in text
    assert "Greenhouse gas per employee" in text


def test_the_vocabulary_is_a_page_and_a_file(client: httpx2.Client) -> None:
    html = client.get("/ontology", headers=HTML).text
    assert 'id="MetricFact"' in html
    response = client.get("/ontology.ttl", headers=HTML)
    assert response.headers["content-type"].startswith("text/turtle")
    assert any(
        "ontology#MetricFact" in str(t.subject) for t in pyoxigraph.parse(response.content, format=RdfFormat.TURTLE)
    )


def test_downloads_are_the_files_of_the_release_and_no_others(client: httpx2.Client, release: Path) -> None:
    assert client.get("/release/lumen/esgkg.nq").content == (release / "esgkg.nq").read_bytes()
    for path in ("../conftest.py", "%2e%2e/x", "%2Fetc%2Fpasswd", "esgkg.nq/..", "none"):
        assert client.get(f"/release/lumen/{path}").status_code in (404, 307)


def test_pages_forbid_what_they_do_not_need(client: httpx2.Client) -> None:
    for path in ("/", "/sparql", "/queries", f"/page/{SCOPE_1}"):
        response = client.get(path, headers=HTML)
        policy = response.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert response.headers["x-content-type-options"] == "nosniff"
        assert "style=" not in response.text
        assert not re.search(r"<script(?! src=\"/static/)", response.text)
        assert not re.search(r'(?:src|href)="https?://[^"]+\.(?:js|css)', response.text)


@pytest.mark.parametrize(
    ("basis", "first", "last", "index", "words"),
    [
        ("exact", "52", "52", 56, "page 52"),
        ("exact", "iv", "iv", 4, "page iv"),
        ("exact", None, None, 12, "page 12 of the file"),
        ("bounded", "51", "54", None, "on one of pages 51–54"),
        ("bounded", "51", "51", None, "on page 51"),
        ("bounded", "51", None, None, "on page 51 or later"),
        ("bounded", None, "3", None, "on page 3 or before"),
        ("unknown", None, None, None, "page not known"),
        ("exact", None, None, None, "page not known"),
    ],
)
def test_a_page_is_never_said_more_certain_than_it_is(
    basis: str, first: str | None, last: str | None, index: int | None, words: str
) -> None:
    assert page_words(basis, first, last, index) == words


def test_words_are_cut_between_words_and_counted_in_code_points() -> None:
    text = "灯" * 3 + " start " + "word " * 200 + "the 𝟛 quoted words" + " word" * 200
    start = text.index("the 𝟛")
    document = lumen.document("x.txt", text)
    shown = surroundings(document, start, start + len("the 𝟛 quoted words"), None, "0" * 64)
    assert shown is not None
    assert [piece.text for piece in shown.pieces if piece.kind == "quote"] == ["the 𝟛 quoted words"]
    assert not shown.proven
    assert shown.cut_before
    assert shown.cut_after
    assert "".join(piece.text for piece in shown.pieces) in text
    assert all(word in ("word", "the", "𝟛", "quoted", "words") for piece in shown.pieces for word in piece.text.split())
    assert surroundings(document, 0, len(text) + 1, None, None) is None
