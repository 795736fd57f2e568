"""The page on the graph shows what the code writes, and its queries have answers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, RdfFormat, Store, parse

from kgbuild.rdf import ReportGraph, infer, map_report
from tests.rdf import fiction

PAGE = (Path(__file__).parents[2] / "docs" / "graph.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sparql\n(.*?)```", PAGE, flags=re.DOTALL)


@pytest.fixture(scope="module")
def graph() -> ReportGraph:
    document = fiction.document()
    return map_report(fiction.info(document), fiction.facts(document), document=document)


def test_all_turtle_of_the_page_is_what_mapping_writes(graph: ReportGraph) -> None:
    text = "".join(re.findall(r"```turtle\n(.*?)```", PAGE, flags=re.DOTALL))
    shown = {quad.triple for quad in parse(text.encode(), format=RdfFormat.TURTLE)}
    written = {quad.triple for quad in graph.quads}
    assert sorted(map(str, shown - written)) == []
    subjects = {triple.subject for triple in shown}
    assert sorted(str(triple) for triple in written - shown if triple.subject in subjects) == []


def test_one_fact_of_each_kind_is_shown() -> None:
    kinds = ["Program", "Award", "Committee", "Policy", "Certification", "Membership", "LegalReference", "Topic"]
    for name in ("Observation", "Target", "DisclosureFact", *(f"{kind}Fact" for kind in kinds)):
        assert f"esg:{name} ;\n" in PAGE


def test_there_are_eight_questions() -> None:
    assert len(QUERIES) == 8


@pytest.mark.parametrize("query", QUERIES)
def test_each_question_has_an_answer(graph: ReportGraph, query: str) -> None:
    store = Store()
    store.bulk_extend(graph.quads)
    store.bulk_extend(infer(graph).quads)
    solutions = store.query(query, use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    assert len(list(solutions)) > 0
