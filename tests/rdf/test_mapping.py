from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, Store

from kgbuild.errors import InputError
from kgbuild.model import Award, Document, Fact, MetadataItem, Metric, Program, Span
from kgbuild.rdf import LOCAL_BASE, ReportGraph, map_report
from kgbuild.rdf.graph import value
from kgbuild.rdf.ontology import types
from tests.rdf import fiction

ESG = "https://w3id.org/esgkg/ontology#"
BASE = f"{LOCAL_BASE}id/"
FACT = f"{BASE}fact/{fiction.SLUG}"


def mapped(document: Document, *facts: Fact, **options: Any) -> ReportGraph:
    return map_report(fiction.info(document), facts or fiction.facts(document), document=document, **options)


def objects(graph: ReportGraph, subject: str, name: str) -> list[str]:
    found = (quad for quad in graph.quads if value(quad.subject) == subject)
    return sorted(value(quad.object) for quad in found if re.split("[#/]", quad.predicate.value)[-1] == name)


def ask(graph: ReportGraph, query: str) -> Iterator[tuple[str, ...]]:
    store = Store()
    store.bulk_extend(graph.quads)
    solutions = store.query(query, use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    for row in solutions:
        yield tuple("" if term is None else value(term) for term in row)


@pytest.mark.parametrize("document", [fiction.document(), fiction.document(marked=True), fiction.document(paged=True)])
def test_every_fact_says_its_classes_name_company_report_and_evidence(document: Document) -> None:
    graph = mapped(document)
    for iri in graph.fact_iris:
        kinds = objects(graph, iri, "type")
        assert f"{ESG}Fact" in kinds
        assert len(kinds) == 3
        for name in ("label", "name", "company", "report", "evidence", "rule"):
            assert objects(graph, iri, name), (iri, name)


def test_a_number_is_named_by_where_it_stands_in_a_text() -> None:
    graph = mapped(fiction.document())
    assert f"{FACT}/metric/1,802-at-{fiction.TEXT.index('1,802')}" in graph.fact_iris


def test_a_number_is_named_by_its_rank_on_its_page_in_a_pdf() -> None:
    graph = mapped(fiction.document(paged=True))
    assert graph.fact_iris[:2] == (f"{FACT}/metric/1,802-p2-1", f"{FACT}/metric/1,802-p2-2")
    assert f"{FACT}/metric/1,802-p3-1" in graph.fact_iris


def test_a_number_of_a_pdf_has_no_name_without_the_document() -> None:
    document = fiction.document(paged=True)
    with pytest.raises(ValueError, match="document is needed"):
        map_report(fiction.info(document), fiction.metrics(document))


def test_one_number_that_states_two_facts_gets_a_second_name() -> None:
    document = fiction.document()
    first = fiction.metrics(document)[0]
    graph = mapped(document, first, first.model_copy(update={"label": "workforce"}))
    assert graph.fact_iris[1] == f"{graph.fact_iris[0]}.2"


def test_a_fact_keeps_its_name_when_it_is_understood_otherwise() -> None:
    document = fiction.document()
    first = fiction.metrics(document)[0]
    other = first.model_copy(update={"label": "headcount", "unit": "t", "value": Decimal(1), "concept": "water"})
    assert mapped(document, first).fact_iris == mapped(document, other).fact_iris


def test_the_number_is_found_as_a_token_of_its_own() -> None:
    document = fiction.document()
    evidence = fiction.words(document, "1,802 had a contract and 640 were women")
    graph = mapped(document, Metric(label="x", value=Decimal(640), unit="person", printed="640", evidence=(evidence,)))
    assert graph.fact_iris[0].endswith(f"/640-at-{fiction.TEXT.index('640')}")


def test_things_outlive_the_report_and_shared_names_meet() -> None:
    graph = mapped(fiction.document())
    org = f"{BASE}org/lumen-harbour-holdings"
    assert objects(graph, f"{FACT}/committee/sustainability-committee", "parent") == [
        f"{org}/committee/board-of-directors"
    ]
    assert objects(graph, f"{FACT}/award/clean-quay-award-2025", "recipient") == [org]
    assert objects(graph, f"{FACT}/award/clean-quay-award-2025", "issuer") == [f"{BASE}org/harbour-green-council"]
    assert objects(graph, f"{FACT}/policy/supplier-code-of-conduct", "topic") == [f"{org}/topic/energy"]
    assert objects(graph, f"{FACT}/regulation/waste-disposal-ordinance", "states") == [
        f"{BASE}law/waste-disposal-ordinance"
    ]
    trees = next(iri for iri in graph.fact_iris if "/12,500-" in iri)
    assert objects(graph, trees, "activity") == [f"{org}/program/quiet-harbour-program"]


def test_a_thing_has_type_names_and_identifiers_only() -> None:
    graph = mapped(fiction.document())
    allowed = {"type", "label", "name", "alias", "exchange", "stockCode", "lei"}
    for quad in graph.quads:
        if value(quad.subject).startswith((f"{BASE}org/", f"{BASE}law/")):
            assert quad.predicate.value.rsplit("#", 1)[-1] in allowed


def test_units_counts_and_ratios_are_written_with_qudt() -> None:
    graph = mapped(fiction.document())
    found = {iri.rsplit("/", 1)[-1].split("-at-")[0]: iri for iri in graph.fact_iris if "/metric/" in iri}
    assert objects(graph, found["640"], "counted") == ["https://w3id.org/esgkg/counted/person"]
    assert objects(graph, found["640"], "hasUnit") == ["http://qudt.org/vocab/unit/NUM"]
    assert objects(graph, found["4.2"], "hasUnit") == ["http://qudt.org/vocab/unit/TONNE"]
    assert objects(graph, found["4.2"], "hasQuantityKind") == ["http://qudt.org/vocab/quantitykind/CO2Equivalent"]
    assert objects(graph, found["0.35"], "hasUnit") == ["https://w3id.org/esgkg/unit/t-per-person"]
    assert len(objects(graph, "https://w3id.org/esgkg/unit/t-per-person", "hasFactorUnit")) == 2


def test_a_breakdown_is_a_member_and_the_total_has_none() -> None:
    graph = mapped(fiction.document())
    women = next(iri for iri in graph.fact_iris if "/640-" in iri)
    assert objects(graph, women, "dimension") == ["https://w3id.org/esgkg/dim/gender/female"]
    assert objects(graph, graph.fact_iris[0], "dimension") == []


BANDS = {"<30": "under-30", ">50": "over-50", "30-50": "30-50", "60+": "60-plus", "1+2": "1-plus-2"}


@pytest.mark.parametrize(("band", "end"), BANDS.items())
def test_age_bands_stay_apart(band: str, end: str) -> None:
    document = fiction.document()
    metric = fiction.metrics(document)[0].model_copy(update={"dims": {"age": band}})
    graph = mapped(document, metric)
    assert objects(graph, graph.fact_iris[0], "dimension") == [f"https://w3id.org/esgkg/dim/age/{end}"]


def test_pages_are_certain_in_a_pdf_and_possible_in_a_bounded_text() -> None:
    certain = mapped(fiction.document(paged=True))
    assert list(ask(certain, f"SELECT ?p {{ ?e <{ESG}possiblePage> ?p }}")) == []
    pages = {row[0] for row in ask(certain, f"SELECT ?p {{ <{certain.fact_iris[0]}> <{ESG}evidence>/<{ESG}page> ?p }}")}
    assert pages == {f"{BASE}report/{fiction.SLUG}/page/2"}
    bounded = mapped(fiction.document())
    assert list(ask(bounded, f"SELECT ?p {{ ?e <{ESG}page> ?p }}")) == []
    query = f"SELECT ?p {{ <{bounded.fact_iris[0]}> <{ESG}evidence>/<{ESG}possiblePage>/<{ESG}pageLabel> ?p }}"
    assert sorted(ask(bounded, query)) == [("2",), ("3",), ("4",)]


def test_an_index_row_points_to_the_pages_that_bear_the_printed_numbers() -> None:
    document = fiction.document(paged=True)
    row = next(fact for fact in fiction.facts(document) if fact.type == "disclosure")
    graph = mapped(document, row.model_copy(update={"page_labels": ((12, 13), (99, 99))}))
    pages = [f"{BASE}report/{fiction.SLUG}/page/{name}" for name in ("2", "3", "p99")]
    assert objects(graph, graph.fact_iris[0], "disclosedOn") == pages


def test_words_that_are_read_with_a_number_are_evidence_of_their_own() -> None:
    graph = mapped(fiction.document())
    energy = next(
        iri
        for iri, fact in zip(graph.fact_iris, graph.facts, strict=True)
        if getattr(fact, "label", "") == "energy use"
    )
    query = f"SELECT ?q {{ <{energy}> <{ESG}evidence>/<{ESG}unitFrom>/<{ESG}quote> ?q }}"
    assert list(ask(graph, query)) == [("MWh",)]


def test_each_triple_is_in_exactly_one_graph() -> None:
    quads = mapped(fiction.document()).quads
    assert len({quad.triple for quad in quads}) == len(quads)


def test_there_are_no_blank_nodes() -> None:
    for quad in mapped(fiction.document()).quads:
        assert isinstance(quad.subject, NamedNode)
        assert not isinstance(quad.object, BlankNode)


def test_every_term_of_ours_is_declared_in_the_ontology() -> None:
    declared = types()
    used: set[str] = set()
    for document in (fiction.document(), fiction.document(paged=True)):
        for quad in mapped(document).quads:
            used |= {node.value for node in (quad.predicate, quad.object) if isinstance(node, NamedNode)}
    assert {iri for iri in used if iri.startswith(ESG)} - declared.keys() == set()


def test_both_editions_have_the_same_names() -> None:
    document = fiction.document()
    full, facts_only = mapped(document), mapped(document, edition="facts-only")
    assert full.fact_iris == facts_only.fact_iris
    assert {value(quad.subject) for quad in full.quads} == {value(quad.subject) for quad in facts_only.quads}


def test_the_facts_only_edition_has_no_quote_and_no_long_text() -> None:
    graph = mapped(fiction.document(), edition="facts-only")
    names = {quad.predicate.value.rsplit("#", 1)[-1] for quad in graph.quads}
    assert not names & {"requirementText", "omission"}
    quotes = [quad for quad in graph.quads if quad.predicate.value == f"{ESG}quote"]
    assert [value(quad.object) for quad in quotes] == ["MWh"]
    for quad in graph.quads:
        if isinstance(quad.object, Literal):
            assert len(quad.object.value.split()) <= 12
    assert objects(graph, f"{FACT}/disclosure/hkex-appendix-27-A1.3", "omissionCode") == ["explained"]


def test_the_same_facts_give_the_same_quads_in_the_same_order() -> None:
    assert mapped(fiction.document()).quads == mapped(fiction.document()).quads


def test_leaving_a_fact_out_takes_what_only_it_needed_and_renames_nothing() -> None:
    graph = mapped(fiction.document())
    award = f"{FACT}/award/clean-quay-award-2025"
    left = graph.without([award])
    gone = {value(quad.subject) for quad in graph.quads} - {value(quad.subject) for quad in left.quads}
    assert award in gone
    assert f"{BASE}org/harbour-green-council" in gone
    assert f"{BASE}org/lumen-harbour-holdings/program/quiet-harbour-program" not in gone
    assert left.fact_iris == tuple(iri for iri in graph.fact_iris if iri != award)


@pytest.mark.parametrize("base", ["", "ftp://x/", "kgbuild.example", "https://x/?q=1", "https://x/a b/"])
def test_a_base_that_is_no_iri_is_refused(base: str) -> None:
    with pytest.raises(ValueError, match="base"):
        mapped(fiction.document(), base=base)


def test_a_base_without_its_last_slash_is_the_same_base() -> None:
    document = fiction.document()
    assert (
        mapped(document, base="https://example.org/kg").quads == mapped(document, base="https://example.org/kg/").quads
    )


# ------------------------------------------------------------------------------------------------------ properties

numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=6)
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).filter(
    lambda text: text.strip() != ""
)


@given(number=numbers)
def test_a_value_comes_back_exactly(number: Decimal) -> None:
    document = fiction.document()
    metric = fiction.metrics(document)[0].model_copy(update={"value": number, "resolution": None})
    rows = list(ask(mapped(document, metric), f"SELECT ?v {{ ?f <{ESG}value> ?v }}"))
    assert [Decimal(row[0]) for row in rows] == [number]
    assert re.fullmatch(r"-?(0|[1-9]\d*)(\.\d*[1-9])?", rows[0][0])


@given(name=texts, issuer=texts)
def test_any_name_comes_back_as_it_is_spelt(name: str, issuer: str) -> None:
    document = fiction.document()
    award = Award(name=name, issuer=issuer, evidence=(fiction.words(document, "Clean Quay Award"),))
    graph = mapped(document, award)
    assert [row[0] for row in ask(graph, f"SELECT ?n {{ ?f a <{ESG}AwardFact> ; <{ESG}name> ?n }}")] == [name]
    assert len({quad.triple for quad in graph.quads}) == len(graph.quads)


@given(places=st.lists(st.tuples(st.integers(0, len(fiction.TEXT) - 30), st.integers(5, 29)), min_size=1, max_size=8))
def test_evidence_comes_back_with_its_place_and_words(places: list[tuple[int, int]]) -> None:
    document = fiction.document()
    from kgbuild.cite import cite

    spans = [Span(start, start + length) for start, length in places if fiction.TEXT[start : start + length].strip()]
    evidence = tuple(cite(document, span) for span in spans) or (fiction.words(document, "Quiet Harbour"),)
    graph = mapped(document, Program(name="Quiet Harbour Program", evidence=evidence))
    found = f"<{graph.fact_iris[0]}> <{ESG}evidence> ?x . ?x <{ESG}start> ?s ; <{ESG}end> ?e ; <{ESG}quote> ?q"
    query = f"SELECT ?s ?e ?q {{ {found} }}"
    rows = set(ask(graph, query))
    assert rows == {(str(item.start), str(item.end), str(item.quote)) for item in evidence}
    for start, end, quote in rows:
        assert fiction.TEXT[int(start) : int(end)] == quote


@given(concept=texts, unit=texts, axis=texts, member=texts, about=texts, printed=texts)
def test_whatever_a_facts_file_says_becomes_names(
    concept: str, unit: str, axis: str, member: str, about: str, printed: str
) -> None:
    document = fiction.document()
    said = {
        "concept": concept,
        "unit": unit,
        "dims": {axis: member},
        "about": about,
        "printed": printed,
        "stated": printed,
    }
    graph = mapped(document, fiction.metrics(document)[0].model_copy(update=said))
    assert objects(graph, graph.fact_iris[0], "unit") == [unit]
    assert len({quad.triple for quad in graph.quads}) == len(graph.quads)
    assert all(not isinstance(quad.object, BlankNode) for quad in graph.quads)


@pytest.mark.parametrize(
    "wrong",
    [
        {"report": "../elsewhere"}, {"report": "a b"}, {"report": ""}, {"organization": "x/y"}, {"language": "en us"},
        {"period_end": MetadataItem(value="2025-13-01")}, {"period_start": MetadataItem(value="last year")},
    ],
)  # fmt: skip
def test_a_report_that_makes_no_names_is_refused(wrong: dict[str, Any]) -> None:
    document = fiction.document()
    with pytest.raises(InputError, match=next(iter(wrong))):
        map_report(fiction.info(document).model_copy(update=wrong), fiction.facts(document), document=document)


def test_quads_are_in_order_and_unique() -> None:
    quads: tuple[Quad, ...] = mapped(fiction.document()).quads
    assert list(quads) == sorted(set(quads), key=str)
