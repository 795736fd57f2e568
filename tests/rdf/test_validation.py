from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Triple
from rdflib.namespace import SH

from kgbuild.errors import InputError, ReleaseError
from kgbuild.model import Award, Committee
from kgbuild.rdf import ReportGraph, leave_out, map_report, validate, validate_file, validate_triples
from kgbuild.rdf.graph import Term, value
from kgbuild.rdf.turtle import turtle
from kgbuild.rdf.validation import _declared, _Terms, flattened, read_shapes
from tests.rdf import fiction

ESG = "https://w3id.org/esgkg/ontology#"
XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
QUDT = "http://qudt.org/schema/qudt/"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
SHAPES = Path(__file__).parents[2] / "shapes"
Triples = set[Triple]


def graph(paged: bool = False) -> ReportGraph:
    document = fiction.document(paged)
    return map_report(fiction.info(document), fiction.facts(document), document=document)


GRAPH = graph()
IRIS = GRAPH.fact_iris
EMPLOYEES, TURNOVER, TARGET, TREES, PROGRAM, AWARD, COMMITTEE, DISCLOSURE = (
    next(iri for iri in IRIS if part in iri)
    for part in ("/1,802-", "/6-at", "/95-", "/12,500-", "/program/", "/award/", "/sustainability-c", "-A1.3")
)
EVIDENCE = next(
    value(q.object) for q in GRAPH.quads if value(q.subject) == EMPLOYEES and q.predicate.value == f"{ESG}evidence"
)
REPORT, COMPANY = GRAPH.names.report.value, GRAPH.names.company.value
FILE = GRAPH.names.file(GRAPH.info.file_sha256).value
PAGE = f"{REPORT}/page/p2"


def iri(name: str) -> NamedNode:
    return NamedNode(name if name.startswith("http") else ESG + name)


def drop(subject: str, *names: str) -> Callable[[Triples], Triples]:
    """Without some properties."""
    gone = {iri(name) for name in names}
    return lambda data: {t for t in data if not (value(t.subject) == subject and t.predicate in gone)}


def add(subject: str, name: str, target: Term | str, kind: str = "string") -> Callable[[Triples], Triples]:
    """With one more value of a property."""
    node = Literal(target, datatype=NamedNode(XSD + kind)) if isinstance(target, str) else target
    return lambda data: data | {Triple(NamedNode(subject), iri(name), node)}


def put(subject: str, name: str, target: Term | str, kind: str = "string") -> Callable[[Triples], Triples]:
    """With another value of a property."""
    return lambda data: add(subject, name, target, kind)(drop(subject, name)(data))


def untyped(subject: str, name: str) -> Callable[[Triples], Triples]:
    """Without a class."""
    return lambda data: data - {Triple(NamedNode(subject), NamedNode(TYPE), iri(name))}


NOWHERE = NamedNode("https://kgbuild.example/id/nowhere")

SEEDED = [
    ("no label", drop(EMPLOYEES, LABEL), EMPLOYEES, "Fact-label"),
    ("a label of no language", put(EMPLOYEES, LABEL, "employees"), EMPLOYEES, "Fact-label"),
    ("no name", drop(EMPLOYEES, "name"), EMPLOYEES, "Fact-name"),
    ("two names", add(EMPLOYEES, "name", "staff"), EMPLOYEES, "Fact-name"),
    ("no company", drop(EMPLOYEES, "company"), EMPLOYEES, "Fact-company"),
    ("a company that is none", put(EMPLOYEES, "company", NOWHERE), EMPLOYEES, "Fact-company"),
    ("no report", drop(EMPLOYEES, "report"), EMPLOYEES, "Fact-report"),
    ("no evidence", drop(EMPLOYEES, "evidence"), EMPLOYEES, "Fact-evidence"),
    ("evidence that is none", put(EMPLOYEES, "evidence", NOWHERE), EMPLOYEES, "Fact-evidence"),
    ("no rule", drop(EMPLOYEES, "rule"), EMPLOYEES, "Fact-rule"),
    ("a confidence above 1", put(EMPLOYEES, "confidence", "1.2", "decimal"), EMPLOYEES, "Fact-confidence"),
    ("a year of no calendar", put(EMPLOYEES, "year", "20255", "integer"), EMPLOYEES, "Fact-year"),
    ("no value", drop(EMPLOYEES, "value"), EMPLOYEES, "Metric-value"),
    ("two values", add(EMPLOYEES, "value", "7", "decimal"), EMPLOYEES, "Metric-value"),
    ("a binary float", put(EMPLOYEES, "value", "1802.0", "double"), EMPLOYEES, "Metric-value"),
    ("a value that is no number", put(EMPLOYEES, "value", "many", "decimal"), EMPLOYEES, "Metric-value"),
    ("nothing printed", drop(EMPLOYEES, "printed"), EMPLOYEES, "Metric-printed"),
    ("a scale of nothing", put(EMPLOYEES, "scale", "0", "decimal"), EMPLOYEES, "Metric-scale"),
    ("no unit", drop(EMPLOYEES, f"{QUDT}hasUnit"), EMPLOYEES, "Metric-hasUnit"),
    ("two units", add(EMPLOYEES, f"{QUDT}hasUnit", NOWHERE), EMPLOYEES, "Metric-hasUnit"),
    ("no unit code", drop(EMPLOYEES, "unit"), EMPLOYEES, "Metric-unit"),
    ("an unknown bound", put(EMPLOYEES, "bound", "roughly"), EMPLOYEES, "Metric-bound"),
    ("a metric that the ontology lacks", put(EMPLOYEES, "metric", NOWHERE), EMPLOYEES, "Metric-metric"),
    ("a dimension that is none", put(EMPLOYEES, "dimension", NOWHERE), EMPLOYEES, "Metric-dimension"),
    ("an unknown level", put(EMPLOYEES, "level", "group"), EMPLOYEES, "Metric-level"),
    ("a day that is none", put(EMPLOYEES, "asOf", "2025-02-30", "date"), EMPLOYEES, "Metric-asOf"),
    ("a date without its year", drop(EMPLOYEES, "year"), EMPLOYEES, "Metric-yearOfDate"),
    ("a stock with a period", add(EMPLOYEES, "periodStart", "2025-01-01", "date"), EMPLOYEES, "Metric-periodOrDate"),
    ("neither observation nor target", untyped(EMPLOYEES, "Observation"), EMPLOYEES, "Metric-kind"),
    ("observation and target", add(EMPLOYEES, TYPE, iri("Target")), EMPLOYEES, "Metric-kind"),
    ("a range without its end", drop(TURNOVER, "upperValue"), TURNOVER, "Metric-range"),
    ("a range that ends before it starts", put(TURNOVER, "upperValue", "3", "decimal"), TURNOVER, "Metric-rangeOrder"),
    ("an end of no range", put(TURNOVER, "bound", "exact"), TURNOVER, "Metric-rangeBound"),
    ("two due years", add(TARGET, "dueYear", "2035", "integer"), TARGET, "Metric-dueYear"),
    ("a program of nothing", drop(PROGRAM, "states"), PROGRAM, "Program-states"),
    ("a month that is none", put(PROGRAM, "startDate", "2025-13", "gYearMonth"), PROGRAM, "Program-startDate"),
    ("a partner that is none", put(PROGRAM, "partner", NOWHERE), PROGRAM, "Program-partner"),
    ("an award that is a company", put(AWARD, "states", NamedNode(COMPANY)), AWARD, "Award-states"),
    ("an award dated in words", put(AWARD, "date", "last year"), AWARD, "dated"),
    ("two issuers", add(AWARD, "issuer", NamedNode(COMPANY)), AWARD, "Award-issuer"),
    ("a parent that is no body", put(COMMITTEE, "parent", NamedNode(COMPANY)), COMMITTEE, "Committee-parent"),
    ("an unknown omission", put(DISCLOSURE, "omissionCode", "forgotten"), DISCLOSURE, "Disclosure-omissionCode"),
    ("a row without a code", drop(DISCLOSURE, "code"), DISCLOSURE, "Disclosure-code"),
    ("evidence that ends before it starts", put(EVIDENCE, "end", "1", "integer"), EVIDENCE, "Evidence-start"),
    ("evidence of no file", drop(EVIDENCE, "source"), EVIDENCE, "Evidence-source"),
    ("a digest in capitals", put(EVIDENCE, "quoteSha256", "AB" * 32), EVIDENCE, "Evidence-quoteSha256"),
    ("a quote of a page", put(EVIDENCE, "quote", "x" * 401), EVIDENCE, "Evidence-quote"),
    ("a page more certain than its basis", add(EVIDENCE, "page", NamedNode(PAGE)), EVIDENCE, "Evidence-certain"),
    ("an exact page that is not said", put(EVIDENCE, "pageBasis", "exact"), EVIDENCE, "Evidence-exact"),
    ("a range of pages that is not said", drop(EVIDENCE, "firstPage", "lastPage"), EVIDENCE, "Evidence-bounded"),
    ("possible pages of an unknown page", put(EVIDENCE, "pageBasis", "unknown"), EVIDENCE, "Evidence-possible"),
    ("a period that never ends", drop(TREES, "periodEnd"), TREES, "Metric-periodWhole"),
    ("a period that never starts", drop(TREES, "periodStart"), TREES, "Metric-periodBegun"),
    ("a period that runs backwards", put(TREES, "periodEnd", "2024-01-01", "date"), TREES, "Metric-periodStart"),
    ("a period without its year", drop(TREES, "year"), TREES, "Metric-yearOfPeriod"),
    ("a basis that is none", put(EVIDENCE, "pageBasis", "likely"), EVIDENCE, "Evidence-pageBasis"),
    ("a term that evidence has not", add(EVIDENCE, "value", "1", "decimal"), EVIDENCE, "Evidence"),
    ("a page of no report", drop(PAGE, "report"), PAGE, "Page-report"),
    ("a page 0", put(PAGE, "pageIndex", "0", "integer"), PAGE, "Page-index"),
    ("a report of no company", drop(REPORT, "company"), REPORT, "Report-company"),
    ("a period that ends too soon", put(REPORT, "periodEnd", "2020-01-01", "date"), REPORT, "Report-periodStart"),
    ("a file without its digest", drop(FILE, "sha256"), FILE, "File-sha256"),
    ("a company that is a committee", add(COMPANY, TYPE, iri("Committee")), COMPANY, "Company-notCommittee"),
    ("an LEI that is too short", put(COMPANY, "lei", "5493"), COMPANY, "Company-lei"),
]  # fmt: skip


def test_a_sound_report_breaks_no_shape() -> None:
    for paged in (False, True):
        found = validate(graph(paged))
        assert [str(result) for result in found.results if result.severity != "Info"] == []


@pytest.mark.parametrize(("seed", "focus", "shape"), [row[1:] for row in SEEDED], ids=[row[0] for row in SEEDED])
def test_a_seeded_violation_is_found_where_it_is(seed: Callable[[Triples], Triples], focus: str, shape: str) -> None:
    data = seed({quad.triple for quad in GRAPH.quads})
    found = validate_triples(data)
    assert not found.holds
    violations = [result for result in found.results if result.severity == "Violation"]
    assert (focus, shape) in {(result.focus, result.shape.rsplit("#", 1)[-1]) for result in violations}


def test_shapes_are_checked_all_at_once_with_the_same_results_as_one_by_one() -> None:
    data = {quad.triple for quad in GRAPH.quads}
    for _, seed, _, _ in SEEDED[::3]:
        data = seed(data)
    terms = _Terms()
    triples = rdflib.Graph()
    triples.addN((terms[s], terms[p], terms[o], triples) for s, p, o in (*data, *_declared(data)))
    shapes = read_shapes(SHAPES)
    found = []
    for form in (shapes, flattened(shapes)):
        _, report, _ = pyshacl.validate(triples, shacl_graph=form, inference="none")
        results = report.subjects(rdflib.RDF.type, SH.ValidationResult)
        kinds = (SH.focusNode, SH.sourceShape, SH.sourceConstraintComponent, SH.resultPath, SH.value)
        found.append({tuple(str(report.value(node, kind)) for kind in kinds) for node in results})
    named = [{result for result in results if result[1].startswith("https:")} for results in found]
    assert named[0] == named[1]
    assert len(named[0]) > 15


def test_every_shape_that_can_be_violated_speaks_and_has_a_name() -> None:
    for name in ("facts.ttl", "evidence.ttl"):
        shapes = rdflib.Graph().parse(Path(__file__).parents[2] / "shapes" / name)
        for shape in {*shapes.subjects(rdflib.RDF.type, SH.PropertyShape)}:
            assert isinstance(shape, rdflib.URIRef)
            assert shapes.value(shape, SH.message), shape
        assert not set(shapes.subjects(SH.sparql))


def test_the_validation_report_is_turtle_without_blank_nodes_and_always_the_same() -> None:
    data = {quad.triple for quad in GRAPH.quads}
    broken = put(EMPLOYEES, "bound", "roughly")(data)
    first, second = validate_triples(broken).turtle(), validate_triples(broken).turtle()
    assert first == second
    parsed = rdflib.Graph().parse(data=first, format="turtle")
    assert not any(isinstance(term, rdflib.BNode) for triple in parsed for term in triple)
    assert (None, SH.focusNode, rdflib.URIRef(EMPLOYEES)) in parsed
    assert (None, SH.conforms, rdflib.Literal(False)) in parsed


def test_a_fact_that_breaks_a_shape_is_left_out_with_its_reason() -> None:
    document = fiction.document()
    wrong = Award(name="Dated Award", date="2025-02-30", evidence=(fiction.words(document, "Clean Quay Award 2025"),))
    mapped = map_report(fiction.info(document), [*fiction.facts(document), wrong], document=document)
    kept, validation, gone = leave_out(mapped, validate(mapped))
    assert [item.fact.rsplit("/", 1)[-1] for item in gone] == ["dated-award"]
    assert "day, month or year that exists" in gone[0].reason
    assert validation.holds
    assert not validation.conforms
    assert "leftOut" in validation.turtle()
    assert kept.fact_iris == IRIS
    assert [result for result in validate(kept).results if result.severity == "Violation"] == []


def test_a_committee_that_is_its_own_parent_is_left_out() -> None:
    document = fiction.document()
    wrong = Committee(
        name="Audit Committee", parent="Audit Committee", evidence=(fiction.words(document, "Committee"),)
    )
    mapped = map_report(fiction.info(document), [wrong], document=document)
    _, _, gone = leave_out(mapped, validate(mapped))
    assert len(gone) == 1


def test_a_violation_of_the_report_itself_costs_no_fact_and_stands() -> None:
    document = fiction.document()
    info = fiction.info(document).model_copy(update={"reader": ""})
    backwards = info.model_copy(update={"period_start": info.period_end, "period_end": info.period_start})
    mapped = map_report(backwards, fiction.facts(document), document=document)
    _, validation, gone = leave_out(mapped, validate(mapped))
    assert gone == ()
    assert not validation.holds


def test_a_violation_of_evidence_costs_the_facts_that_rest_on_it() -> None:
    document = fiction.document()
    first = fiction.metrics(document)[0]
    bad = first.evidence[0].model_copy(update={"quote_sha256": "AB" * 32})
    mapped = map_report(
        fiction.info(document), [first.model_copy(update={"evidence": (bad,)}), *fiction.named(document)]
    )
    _, _, gone = leave_out(mapped, validate(mapped))
    assert [item.fact for item in gone] == [mapped.fact_iris[0]]


@pytest.mark.parametrize("suffix", [".ttl", ".nq", ".nt"])
def test_a_file_is_validated_by_its_suffix(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"graph{suffix}"
    triples = [quad.triple for quad in GRAPH.quads]
    text = turtle(triples) if suffix == ".ttl" else "".join(f"{triple} .\n" for triple in triples)
    path.write_text(text, encoding="utf-8")
    assert validate_file(path).holds


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.ttl", b"this is no turtle", "not readable RDF"),
        ("a.ttl", b"", "holds no triples"),
        ("a.ttl", b"\xff\xfe\x00", "not readable RDF"),
        ("a.csv", b"a,b", "no RDF file"),
    ],
)
def test_a_file_that_is_no_rdf_is_refused(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ReleaseError, match=message):
        validate_file(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="No such file"):
        validate_file(tmp_path / "none.ttl")


def test_shapes_that_are_no_turtle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text("shape: oops", encoding="utf-8")
    with pytest.raises(InputError, match="Turtle"):
        validate(GRAPH, folder=tmp_path)


def test_blank_nodes_of_others_are_validated_too(tmp_path: Path) -> None:
    path = tmp_path / "other.ttl"
    path.write_text(
        f'@prefix esg: <{ESG}> .\n[] a esg:Fact , esg:MetricFact , esg:Observation ; esg:name "x" .', "utf-8"
    )
    assert not validate_file(path).holds


def test_the_ontology_and_shapes_are_turtle_that_oxigraph_reads() -> None:
    for folder in ("ontology", "shapes"):
        for path in sorted((Path(__file__).parents[2] / folder).glob("*.ttl")):
            assert list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
