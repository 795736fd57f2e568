"""Each saved query is asked of a small release whose answers are known; its parameters cannot become query text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, Store

from kgbuild import resources
from kgbuild.errors import QueryError, ServerError
from kgbuild.store import Answer, Job, Parameter, Pool, answer_of, find_query, run_query, saved_queries
from kgbuild.store.saved import parse_saved
from kgbuild.store.sparql import outline, refuse_unsafe, tokens, values_of, with_values
from tests.serve import lumen
from tests.serve.conftest import running

SAVED = saved_queries()
LUMEN, LOOMS = "Lumen Harbour Holdings Limited", "Tidewater Looms plc"
FACT = "https://kgbuild.example/id/fact/lumen-harbour-2023"


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lumen.build(tmp_path_factory.mktemp("queries") / "lumen")


@pytest.fixture(scope="module")
def pool(release: Path) -> Iterator[Pool]:
    with Pool([release], workers=1) as made:
        yield made


def ask(pool: Pool, name: str, **values: str) -> list[tuple[str, ...]]:
    """The rows as strings, what is unbound as an empty one."""
    answer = answer_of(json.loads(pool.run(Job(SAVED[name].bound(values)), seconds=20)))
    assert isinstance(answer, Answer)
    return [tuple(term.value if term else "" for term in row) for row in answer.rows]


def test_there_are_queries_for_each_kind_of_user_and_all_say_what_they_answer() -> None:
    assert len(SAVED) >= 12
    assert {query.user for query in SAVED.values()} == {"researcher", "integrator", "auditor"}
    for query in SAVED.values():
        assert query.description
        assert query.tags
        for parameter in query.parameters:
            assert parameter.description


def test_every_query_file_is_plain_sparql_with_its_prefixes() -> None:
    for path in resources.folder("queries").glob("*.rq"):
        Store().query(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "values", "rows"),
    [
        ("ghg-per-employee", {}, [(LUMEN, "2023", "stated", "1.75"), (LOOMS, "2023", "stated", "0.42")]),
        (
            "ghg-per-employee",
            {"company_like": "looms"},
            [(LOOMS, "2023", "stated", "0.42", "tCO2e/person", "one of 3-5")],
        ),
        ("awards", {}, [(LUMEN, "Bright Quay Award", "Tide & Light Foundation", "2023", "the company", "one of 9-10")]),
        ("awards", {"in_year": "2022"}, []),
        ("awards", {"in_year": "2023", "company_like": "LUMEN"}, [(LUMEN, "Bright Quay Award")]),
        ("policies-on-topic", {"topic": "conditions"}, [(LUMEN, "Fair Light Policy", "working conditions")]),
        ("policies-on-topic", {"topic": "fair light"}, [(LUMEN, "Fair Light Policy", "working conditions")]),
        ("policies-on-topic", {"topic": "water"}, []),
        (
            "committees",
            {},
            [
                (LUMEN, "Climate Working Group", "Sustainability Committee", "", "11"),
                (LUMEN, "Sustainability Committee", "", "", "11"),
            ],
        ),
        (
            "on-page",
            {"page": "52"},
            [
                (LUMEN, "certain", "figure", "Greenhouse gas emissions per employee", "1.75"),
                (LUMEN, "certain", "target", "Cut of emissions", "30"),
                (LUMEN, "possible", "certification", "ISO 14001", ""),
                (LUMEN, "possible", "figure", "Scope 1 greenhouse gas emissions", "1784"),
                (LUMEN, "possible", "figure", "Scope 2 greenhouse gas emissions", "5216"),
            ],
        ),
        ("on-page", {"page": "6"}, []),
        ("lower-bounds", {}, [(LUMEN, "Employees who joined Lantern Days", "900", "person", "More than 900")]),
        ("targets", {}, [(LUMEN, "2030", "Cut of emissions", "exact", "30", "%", "", "52")]),
        ("laws-followed", {}, [("Port Safety Ordinance", "1", LUMEN)]),
        ("certifications", {}, [(LUMEN, "ISO 14001", "ISO 14001", "2022", "one of 52-53")]),
        ("memberships", {}, [(LUMEN, "League of Lit Harbours", "member")]),
        ("not-disclosed", {}, [(LUMEN, "hkex", "2019", "A2.4", "Water", "not-applicable", "not applicable")]),
        ("disclosures", {}, [(LUMEN, "hkex", "A1.2", "12", "12", "0", "0")]),
        (
            "evidence-of-fact",
            {"fact": f"{FACT}/policy/fair-light-policy"},
            [(f"{FACT}/policy/fair-light-policy", "states it", "bounded", "30", "31")],
        ),
        (
            "metric-across-companies",
            {"indicator_like": "employees"},
            [
                ("employees", LUMEN, "2023", "4000", "person"),
                ("employees", LOOMS, "", "310", "person"),
            ],
        ),
        ("breakdowns", {}, [(LUMEN, "Women among the employees", "female", "1500", "person", "2023")]),
        ("programs", {}, [(LUMEN, "Lantern Days", "2021", "", "Employees who joined Lantern Days", "900", "person")]),
        ("topics", {}, [(LUMEN, "S", "Safety at night")]),
        ("findings", {}, []),
    ],
)  # fmt: skip
def test_the_answer_is_the_one_the_reports_give(
    pool: Pool, name: str, values: dict[str, str], rows: list[tuple[str, ...]]
) -> None:
    found = ask(pool, name, **values)
    assert [row[: len(wanted)] for row, wanted in zip(found, rows, strict=True)] == rows


def test_companies_have_their_identifiers_and_files(pool: Pool) -> None:
    found = ask(pool, "companies")
    assert [(row[0], row[2], row[5], row[6]) for row in found] == [
        (LUMEN, "0999", "2023-01-01", "2023-12-31"),
        (LOOMS, "", "2023-01-01", "2023-12-31"),
    ]
    assert all(re.fullmatch("[0-9a-f]{64}", row[7]) for row in found)


def test_facts_are_counted_as_reports_have_them(pool: Pool) -> None:
    counts = {(row[0], row[2].rsplit("#")[-1]): int(row[3]) for row in ask(pool, "facts-by-type")}
    assert counts[LUMEN, "Observation"] == 6
    assert counts[LUMEN, "CommitteeFact"] == 2
    assert counts[LOOMS, "Observation"] == 2
    assert sum(counts.values()) == 20


def test_conclusions_are_told_from_statements(pool: Pool) -> None:
    held = {row[0].partition("/graph/")[2]: row[1] for row in ask(pool, "graphs")}
    assert held["inferred/lumen-harbour-2023"] == "conclusions"
    assert held["report/lumen-harbour-2023"] == "statements of reports"
    assert held["ontology"] == "vocabulary"


def test_a_missing_figure_per_head_is_calculated_and_said_to_be(tmp_path: Path) -> None:
    """Without the stated intensity, total and headcount give it."""
    folder = lumen.build(tmp_path / "lumen", without={"1.75"}, with_total=True)
    answer = run_query(SAVED["ghg-per-employee"], releases=[folder], parameters={"company_like": "lumen"})
    line = answer.splitlines()[2]
    assert "calculated" in line
    assert re.search(r"\b1\.75\b", line)
    assert "total: one of 51-54" in answer


ATTACKS = [
    '") } . ?s ?p ?o . #',
    "\" } UNION { ?s ?p ?o } { SELECT * { FILTER(\"\" = \"",
    "\\",
    "\\\" } ?s ?p ?o {",
    "\n}\n?s ?p ?o",
    "'''",
    "<http://x> } SERVICE <http://127.0.0.1/> { ?s ?p ?o",
    "UNDEF } ?s ?p ?o { ",
    "\x00",
    "?company",
]  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("name", [name for name, query in SAVED.items() if query.parameters])
def test_no_value_becomes_part_of_the_query(pool: Pool, name: str, attack: str) -> None:
    query = SAVED[name]
    for parameter in query.parameters:
        if parameter.type == "string":
            bound = query.bound({parameter.name: attack})
            kinds = [token.kind for token in tokens(query.text) if token.kind not in ("space", "comment")]
            assert [token.kind for token in tokens(bound) if token.kind not in ("space", "comment")] == kinds
            assert ask(pool, name, **{parameter.name: attack}) == []
        else:
            with pytest.raises(QueryError, match=f"is no {parameter.type}"):
                query.bound({parameter.name: attack})


@given(st.text())
def test_any_text_stays_one_literal(text: str) -> None:
    parameter = Parameter("x", "string", "", "")
    query = with_values('SELECT ?x { VALUES ?x { "" } }', {"x": [parameter.term(text)]})
    if "\ud800" <= max(text, default="") <= "\udfff" or any("\ud800" <= letter <= "\udfff" for letter in text):
        return
    rows = list(Store().query(query))  # type: ignore[arg-type]
    assert [row[0] for row in rows] == [Literal(text)]


@given(st.text(alphabet=st.sampled_from("SERVIC E<>#'\"{}?:\\\n.ab1")))
def test_whatever_is_read_is_the_query(query: str) -> None:
    assert "".join(token.text for token in tokens(query)) == query
    outline(query)


def test_the_terminals_of_a_query() -> None:
    query = """PREFIX ex: <http://e/#> SELECT ?s { ?s ex:it\\'s 'a#b', "c" ; a ex:T . # it's\n FILTER(?a < 3) }"""
    kinds = [(token.kind, token.text) for token in tokens(query) if token.kind in ("iri", "string", "name", "comment")]
    assert kinds == [
        ("name", "ex:"), ("iri", "<http://e/#>"), ("name", "ex:it\\'s"), ("string", "'a#b'"), ("string", '"c"'),
        ("name", "ex:T"), ("comment", "# it's"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("PREFIX select: <a:b> ASK {}", "ASK"),
        ("# SELECT\nDESCRIBE <a:b>", "DESCRIBE"),
        ("BASE <http://select/> construct WHERE {}", "CONSTRUCT"),
        ("nonsense", None),
    ],
)
def test_the_form_of_a_query(query: str, form: str | None) -> None:
    assert outline(query).form == form


def test_updates_are_told_from_queries() -> None:
    with pytest.raises(QueryError, match="read-only"):
        refuse_unsafe("PREFIX a: <a:b> INSERT DATA { a:x a:y a:z }")
    assert refuse_unsafe("SELECT ?insert { ?insert a 'DELETE' }").update is None


def test_values_are_put_in_typed() -> None:
    query = parse_saved("x", "#+ summary: s\n#+ params:\n#+   n: {type: decimal, description: d, e}\n"
                             "SELECT ?n { VALUES ?n { UNDEF } }")  # fmt: skip
    assert query.parameters == (Parameter("n", "decimal", "d, e", ""),)
    assert "{ 3.0 }" in query.bound({"n": "3"})
    assert "{ 1.5 2.0 }" in query.bound({"n": ["1.5", "2"]})
    assert "{ UNDEF }" in query.bound({"n": ""})
    for wrong in ("NaN", "1e", "Infinity", "1 2"):
        with pytest.raises(QueryError, match="is no decimal"):
            query.bound({"n": wrong})
    with pytest.raises(QueryError, match="has no parameter m"):
        query.bound({"m": "1"})
    assert values_of(query.text) == {"n": "UNDEF"}


def test_prefixed_names_are_given_for_iris() -> None:
    parameter = Parameter("x", "iri", "", "")
    assert parameter.term("metric:employees-total") == "<https://w3id.org/esgkg/metric/employees-total>"
    assert parameter.term("<https://e.example/a>") == "<https://e.example/a>"
    for wrong in ("employees", "https://e.example/a> } {", "a b:c"):
        with pytest.raises(QueryError, match="is no iri"):
            parameter.term(wrong)


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("#+ description: d\n", "no summary"),
        ("#+ summary: s\n#+ params:\n#+   x: {type: word}\n", "type must be one of"),
        ("#+ summary: s\n#+ params:\n#+   y: {type: string}\n", "no VALUES block"),
    ],
)
def test_a_broken_header_is_told(header: str, problem: str) -> None:
    with pytest.raises(QueryError, match=problem):
        parse_saved("broken", f'{header}SELECT * {{ VALUES ?x {{ "" }} }}')


def test_a_file_of_ones_own_is_asked_without_a_header(release: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.rq"
    path.write_text('SELECT ?name { VALUES ?like { "Lumen" } ?c a esg:Company ; esg:name ?name '
                    "FILTER(CONTAINS(?name, ?like)) }")  # fmt: skip
    query = find_query(str(path))
    assert run_query(query, releases=[release]).splitlines()[2] == LUMEN
    assert run_query(query, releases=[release], parameters={"like": "Loom"}, format="csv").split("\r\n")[1] == LOOMS
    with pytest.raises(QueryError, match="no saved query 'nothing'"):
        find_query("nothing")
    with pytest.raises(QueryError, match="none\\.rq"):
        find_query(str(tmp_path / "none.rq"))


def test_answers_come_in_every_format(release: Path) -> None:
    for name, start in (("json", "{"), ("xml", "<?xml"), ("csv", "n"), ("tsv", "?n"), ("table", "n")):
        assert run_query("SELECT (1 AS ?n) {}", releases=[release], format=name).startswith(start)
    assert run_query("ASK {}", releases=[release]) == "yes\n"
    turtle = run_query("CONSTRUCT { ?c a esg:Company } { ?c a esg:Company }", releases=[release], format="ttl")
    assert "a esg:Company" in turtle
    assert "@prefix skos" not in turtle
    with pytest.raises(QueryError, match="no format 'nonsense'"):
        run_query("ASK {}", releases=[release], format="nonsense")
    with pytest.raises(QueryError, match="cannot be written as turtle"):
        run_query("ASK {}", releases=[release], format="turtle")


def test_a_remote_endpoint_gives_the_same_answer(release: Path) -> None:
    with running([release]) as (address, _):
        for name in ("awards", "on-page"):
            here = run_query(SAVED[name], releases=[release])
            assert run_query(SAVED[name], endpoint=f"{address}/sparql") == here
        assert "esg:stockCode" in run_query("DESCRIBE ?c { ?c a esg:Company }", endpoint=f"{address}/sparql")
        with pytest.raises(QueryError, match="expected"):
            run_query("SELECT nonsense", endpoint=f"{address}/sparql")
        with pytest.raises(ServerError, match="404"):
            run_query("ASK {}", endpoint=f"{address}/nothing")
    with pytest.raises(ServerError, match="cannot be reached"):
        run_query("ASK {}", endpoint=f"{address}/sparql")
    with pytest.raises(ServerError, match="http or https"):
        run_query("ASK {}", endpoint="file:///etc/passwd")
