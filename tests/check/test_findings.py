from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.namespace import SH

from kgbuild.check import Finding, check, finding_triples
from kgbuild.check.figures import Figure, Interval, plain
from kgbuild.model import Metric, Period
from kgbuild.rdf import map_report
from kgbuild.rdf.turtle import turtle
from tests.rdf import fiction

AT_END = Period(as_of=date(2025, 12, 31))


def metric(label: str, value: str, unit: str = "person", **more: Any) -> Metric:
    document = fiction.document()
    defaults: dict[str, Any] = {
        "period": AT_END,
        "printed": value,
        "evidence": (fiction.words(document, "Our people"),),
    }
    return Metric(label=label, value=Decimal(value), unit=unit, **{**defaults, **more})


def found(*metrics: Metric) -> Sequence[Finding]:
    document = fiction.document()
    return check(map_report(fiction.info(document), metrics, document=document))


def staff(value: str, **dims: str) -> Metric:
    return metric("employees", value, concept="employees-total", dims=dims)


def kinds(*metrics: Metric) -> list[str]:
    return [finding.kind for finding in found(*metrics)]


def test_parts_that_add_up_are_no_finding() -> None:
    assert kinds(staff("100"), staff("60", gender="male"), staff("40", gender="female")) == []


def test_parts_that_do_not_add_up_are_found_with_both_values() -> None:
    (finding,) = found(staff("100"), staff("60", gender="male"), staff("41", gender="female"))
    assert (finding.kind, finding.stated, finding.calculated) == ("PartsAndTotal", Decimal(100), Decimal(101))
    assert len(finding.facts) == 3


def test_parts_of_a_part_are_held_against_it() -> None:
    top = [staff("100"), staff("60", gender="male"), staff("40", gender="female")]
    managers = [
        staff("10", gender="male", category="management"),
        staff("52", gender="male", category="non-management"),
    ]
    (finding,) = found(*top, *managers)
    assert (finding.stated, finding.calculated) == (Decimal(60), Decimal(62))


def test_a_breakdown_that_is_not_meant_to_be_whole_is_no_finding() -> None:
    assert kinds(staff("100"), staff("30", region="Asia"), staff("20", region="Europe")) == []


def test_parts_are_found_to_exceed_their_total_whatever_the_axis() -> None:
    assert kinds(staff("100"), staff("70", region="Asia"), staff("60", region="Europe")) == ["PartsAndTotal"]


def test_a_gap_that_rounding_explains_is_no_finding() -> None:
    def waste(value: str, **dims: str) -> Metric:
        return metric("waste", value, "t", concept="waste-total", dims=dims, resolution=Decimal("0.1"))

    assert kinds(waste("10.1"), waste("5.0", site="a"), waste("5.0", site="b")) == []
    assert kinds(waste("10.4"), waste("5.0", site="a"), waste("5.0", site="b")) == ["PartsAndTotal"]


def test_averages_are_not_added_up() -> None:
    def hours(value: str, **dims: str) -> Metric:
        return metric("average training hours", value, "hour", concept="training-hours-average", dims=dims)

    assert kinds(hours("20"), hours("19", gender="male"), hours("22", gender="female")) == []


def test_about_and_more_than_are_not_held_to_the_digit() -> None:
    total = staff("100").model_copy(update={"bound": "approx"})
    assert kinds(total, staff("60", gender="male"), staff("45", gender="female")) == []


def share(value: str, **dims: str) -> Metric:
    return metric("employees, share", value, "%", concept="employees-share", dims=dims)


def test_a_share_that_its_counts_give_is_no_finding() -> None:
    counts = [staff("2509"), staff("1786", gender="male")]
    assert kinds(*counts, share("71", gender="male")) == []


def test_a_share_that_its_counts_do_not_give_is_found() -> None:
    counts = [staff("2509"), staff("1786", gender="male")]
    (finding,) = found(*counts, share("73", gender="male"))
    assert (finding.kind, finding.stated, finding.calculated) == ("ShareAndCounts", Decimal(73), Decimal("71.18"))


def test_a_share_may_be_of_any_whole_that_is_stated() -> None:
    counts = [staff("1000"), staff("100", category="management"), staff("40", category="management", gender="female")]
    assert kinds(*counts, share("40", category="management", gender="female")) == []
    assert kinds(*counts, share("4", category="management", gender="female")) == []
    assert kinds(*counts, share("50", category="management", gender="female")) == ["ShareAndCounts"]


def test_a_figure_per_head_is_held_against_total_and_headcount() -> None:
    total = metric("Water use", "5000", "t", printed="5000")
    ratio = metric("Water use per employee", "50.0", "t/person", printed="50.0")
    assert kinds(staff("100"), total, ratio) == []
    (finding,) = found(staff("90"), total, ratio)
    assert (finding.kind, finding.stated) == ("Intensity", Decimal("50.0"))
    assert plain(finding.calculated or Decimal(0)) == "55.555556"


def stated(value: str, page: int, **more: Any) -> Metric:
    """A figure on a page of its own."""
    place = fiction.words(fiction.document(), "Our people").model_copy(update={"page_index": page})
    return metric("directors", value, evidence=(place,), **more)


def test_one_label_with_two_values_on_two_pages_is_found() -> None:
    assert kinds(stated("9", 1), stated("10", 2)) == ["StatedTwice"]
    assert kinds(stated("9", 1), stated("9", 2)) == []
    assert kinds(stated("9", 1), stated("10", 2, period=Period(as_of=date(2024, 12, 31)))) == []


def test_rows_of_one_table_that_share_a_label_are_no_finding() -> None:
    assert kinds(stated("9", 1), stated("10", 1)) == []
    assert kinds(stated("9", 1), stated("10", 2), stated("11", 3)) == []


def test_without_pages_two_places_are_apart_by_their_distance() -> None:
    evidence = fiction.words(fiction.document(), "Our people")
    far = evidence.model_copy(update={"start": 9000, "end": 9010})
    assert kinds(metric("directors", "9"), metric("directors", "10", evidence=(far,))) == ["StatedTwice"]
    assert kinds(metric("directors", "9"), metric("directors", "10")) == []


def test_a_share_of_some_of_the_people_is_not_held_against_all() -> None:
    some = share("20", gender="male").model_copy(update={"label": "employees in research, share"})
    assert kinds(staff("2509"), staff("1786", gender="male"), some) == []


@pytest.mark.parametrize(("before", "expected"), [("412", []), ("4120", ["PowerOfTen"]), ("395000", ["PowerOfTen"])])
def test_a_slip_of_the_decimal_point_is_found(before: str, expected: list[str]) -> None:
    last_year = metric("gas burnt", before, "m3", period=Period(as_of=date(2024, 12, 31)))
    assert kinds(last_year, metric("gas burnt", "398", "m3")) == expected


def test_a_unit_that_does_not_fit_the_metric_is_found() -> None:
    assert kinds(metric("energy", "5", "t", concept="energy-consumption")) == ["UnitOfMetric"]
    assert kinds(metric("energy", "5", "MWh", concept="energy-consumption")) == []


def test_findings_are_written_as_shacl_results_with_the_facts_on_both_sides() -> None:
    findings = found(staff("100"), staff("60", gender="male"), staff("41", gender="female"))
    text = turtle(finding_triples(findings))
    graph = rdflib.Graph().parse(data=text, format="turtle")
    (node,) = graph.subjects(rdflib.RDF.type, SH.ValidationResult)
    esg = rdflib.Namespace("https://w3id.org/esgkg/ontology#")
    assert {str(fact) for fact in graph.objects(node, esg.involves)} == set(findings[0].facts)
    assert graph.value(node, SH.focusNode) == rdflib.URIRef(findings[0].facts[0])
    assert graph.value(node, SH.resultSeverity) == SH.Warning
    assert graph.value(node, SH.sourceConstraintComponent) == esg.PartsAndTotal
    assert not any(isinstance(term, rdflib.BNode) for triple in graph for term in triple)
    assert text == turtle(finding_triples(findings))


def test_the_order_of_facts_does_not_matter() -> None:
    facts = [staff("100"), staff("60", gender="male"), staff("41", gender="female")]
    document = fiction.document()
    places = [fiction.words(document, words) for words in ("1,802 people", "640 were women", "95% of all staff")]
    facts = [fact.model_copy(update={"evidence": (place,)}) for fact, place in zip(facts, places, strict=True)]
    assert {finding.message for finding in found(*facts)} == {finding.message for finding in found(*facts[::-1])}


numbers = st.decimals(min_value=1, max_value=10**6, places=2)


@given(numbers, numbers)
def test_a_total_made_of_its_parts_is_never_a_finding(one: Decimal, other: Decimal) -> None:
    def part(value: Decimal, **dims: str) -> Metric:
        return metric("water", str(value), "m3", concept="water-consumption", dims=dims, resolution=Decimal("0.01"))

    assert kinds(part(one + other), part(one, gender="male"), part(other, gender="female")) == []


@given(numbers, numbers, numbers)
def test_intervals_meet_if_one_value_is_in_both(one: Decimal, other: Decimal, wide: Decimal) -> None:
    assert Interval(one - wide, one + wide).meets(Interval(other - wide, other + wide)) == (
        abs(one - other) <= 2 * wide
    )


def test_a_count_stands_for_itself_and_a_rounded_number_for_an_interval() -> None:
    assert Figure("x", metric("a", "12")).interval == Interval(Decimal(12), Decimal(12))
    scaled = metric("a", "1200", printed="1.2", scale=Decimal(1000))
    assert Figure("x", scaled).interval == Interval(Decimal(1150), Decimal(1250))
