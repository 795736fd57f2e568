from __future__ import annotations

import owlrl
import pyoxigraph as ox
import rdflib
from pyoxigraph import Literal, NamedNode, Triple

from kgbuild.rdf import ReportGraph, explain, infer, map_report, why
from kgbuild.rdf.graph import value
from kgbuild.rdf.inference import UNIT_CONVERSION
from kgbuild.rdf.ontology import ontology
from tests.rdf import fiction

ESG = "https://w3id.org/esgkg/ontology#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
ORG = "https://kgbuild.example/id/org/lumen-harbour-holdings"
LEXICON = tuple(f"https://w3id.org/esgkg/{home}/" for home in ("metric", "framework", "dim", "unit", "counted"))
IDLE = ("http://www.w3.org/2002/07/owl#", "http://www.w3.org/2000/01/rdf-schema#")


def graph(paged: bool = False) -> ReportGraph:
    document = fiction.document(paged)
    return map_report(fiction.info(document), fiction.facts(document), document=document)


def useful(triples: set[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
    """Types and links of data; not that each thing is a thing, is itself, or that literals have types."""
    return {
        (subject, predicate, target)
        for subject, predicate, target in triples
        if subject.startswith("https://kgbuild.example/")
        and not predicate.startswith(IDLE)
        and not (predicate == TYPE and target.startswith(IDLE))
    }


def _that_matters(asserted: set[ox.Triple]) -> list[ox.Triple]:
    """The ontology without labels and without the concepts that the report does not name: owlrl is slow on those."""
    named = {value(triple.object) for triple in asserted}
    return [
        triple
        for triple in ontology()
        if not isinstance(triple.object, ox.Literal)
        and (value(triple.subject) in named or not value(triple.subject).startswith(LEXICON))
    ]


def test_the_conclusions_are_those_of_owlrl_over_the_whole_report() -> None:
    report = graph(paged=True)
    asserted = {quad.triple for quad in report.quads}
    whole = rdflib.Graph()
    data = ox.serialize([*asserted, *_that_matters(asserted)], format=ox.RdfFormat.N_TRIPLES) or b""
    whole.parse(data=data, format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, improved_datatypes=False).expand(whole)
    links = {
        (str(subject), str(predicate), str(target))
        for subject, predicate, target in whole
        if isinstance(subject, rdflib.URIRef) and isinstance(target, rdflib.URIRef)
    }
    expected = useful(links) - {(value(t.subject), t.predicate.value, value(t.object)) for t in asserted}
    made = infer(report)
    found = {
        (value(triple.subject), triple.predicate.value, value(triple.object))
        for triple, reason in made.reasons.items()
        if reason.rule != UNIT_CONVERSION
    }
    assert useful(found) == expected
    assert len(expected) > 100


def test_nothing_that_is_asserted_is_inferred() -> None:
    report = graph()
    assert not {quad.triple for quad in report.quads} & {quad.triple for quad in infer(report).quads}


def test_a_committee_is_accountable_to_the_body_above_the_one_it_reports_to() -> None:
    document = fiction.document()
    committees = [fact for fact in fiction.named(document) if fact.type == "committee"]
    group = committees[1].model_copy(update={"name": "Carbon Task Force", "parent": "Sustainability Committee"})
    report = map_report(fiction.info(document), [*committees, group], document=document)
    made = infer(report)
    above = {
        value(quad.object).rsplit("/", 1)[-1]
        for quad in made.quads
        if quad.predicate.value == f"{ESG}accountableTo" and value(quad.subject).endswith("carbon-task-force")
    }
    assert above == {"sustainability-committee", "board-of-directors"}


def test_each_conclusion_can_be_explained_down_to_what_is_asserted() -> None:
    report = graph()
    asserted = {quad.triple for quad in report.quads}
    made = infer(report)
    for quad in made.quads:
        steps = why(made.reasons, quad.triple)
        assert steps[0].conclusion == quad.triple
        explained = {step.conclusion for step in steps}
        for step in steps:
            assert step.reason.premises
            assert all(premise in explained or premise in asserted for premise in step.reason.premises)


def test_an_asserted_triple_needs_no_reason() -> None:
    report = graph()
    assert why(infer(report).reasons, report.quads[0].triple) == []


def test_what_follows_for_a_thing_is_explained_in_words() -> None:
    award = f"{ORG}/award/clean-quay-award-2025"
    steps = explain((quad.triple for quad in graph().quads), award)
    given = next(path for path in steps if path[0].conclusion.predicate.value == f"{ESG}givenBy")
    assert [step.reason.rule for step in given] == ["prp-spo2", "prp-inv"]
    assert "two properties in a row imply a third" in str(given[0])
    assert explain((quad.triple for quad in graph().quads), f"{ORG}/award/none") == []


def test_values_are_converted_without_rounding() -> None:
    report = graph()
    percent = next(iri for iri in report.fact_iris if "/95-" in iri)
    made = {
        (quad.predicate.value.removeprefix(ESG), value(quad.object)) for quad in infer(report).quads
        if value(quad.subject) == percent and quad.predicate.value.startswith(f"{ESG}canonical")
    }  # fmt: skip
    assert made == {("canonicalValue", "0.95"), ("canonicalUnit", "http://qudt.org/vocab/unit/UNITLESS")}


def test_conclusions_stand_in_the_graph_of_the_report_and_in_order() -> None:
    report = graph()
    quads = infer(report).quads
    assert {value(quad.graph_name) for quad in quads} == {f"https://kgbuild.example/graph/inferred/{fiction.SLUG}"}
    assert list(quads) == sorted(set(quads), key=str)


def test_no_literal_is_given_a_class() -> None:
    for quad in infer(graph()).quads:
        assert isinstance(quad.subject, NamedNode)
        if quad.predicate.value == TYPE:
            assert not isinstance(quad.object, Literal)


def test_an_unknown_conclusion_has_no_reason() -> None:
    nothing = Triple(NamedNode(ORG), NamedNode(TYPE), NamedNode(f"{ESG}Committee"))
    assert why(infer(graph()).reasons, nothing) == []
