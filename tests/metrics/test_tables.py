from __future__ import annotations

from datetime import date
from decimal import Decimal

from kgbuild.model import Metric
from tests.metrics.stating import metrics, reasons

KPI = """Environmental performance

Indicator	Unit	2023	2022
Scope 1 emissions	tCO2e	1,204.5	1,310.0
Scope 2 emissions (location-based)	tCO2e	8,102	8,530
Total energy consumption	MWh	25,100	24,800
Water consumption per employee	m3/person	12.4	13.0
Hazardous waste	ten thousand tons	0.12	0.15
"""
PEOPLE = """Workforce

	2023
Total number of employees	8,214
By gender
Male	5,010
Female	3,204
By age
Under 30 years old	2,100
30-50 years old	5,600
Over 50 years old	514
By region
Mainland China	8,000
Overseas	214
"""


def by_printed(found: list[Metric]) -> dict[str, Metric]:
    return {metric.printed: metric for metric in found}


def test_each_year_of_a_row_is_a_fact_with_the_row_s_unit() -> None:
    found = by_printed(metrics(KPI))
    assert found["1,204.5"].value == Decimal("1204.5")
    assert found["1,204.5"].unit == "tCO2e"
    assert found["1,204.5"].concept == "ghg-emissions-scope-1"
    assert found["1,204.5"].dims == {"scope": "1"}
    later, earlier = found["25,100"].period, found["24,800"].period
    assert later is not None
    assert earlier is not None
    assert (later.end, earlier.end) == (date(2023, 12, 31), date(2022, 12, 31))
    assert found["25,100"].period_basis == "column"
    assert len(found) == 10


def test_ratios_and_scaled_units_come_from_the_unit_column() -> None:
    found = by_printed(metrics(KPI))
    assert (found["12.4"].unit, found["12.4"].concept) == ("m3/person", "water-intensity")
    assert (found["0.12"].value, found["0.12"].unit, found["0.12"].scale) == (Decimal(1200), "t", Decimal(10000))


def test_breakdowns_come_from_axis_and_member_rows() -> None:
    found = by_printed(metrics(PEOPLE))
    assert found["8,214"].dims == {}
    assert found["3,204"].dims == {"gender": "female"}
    assert found["2,100"].dims == {"age": "<30"}
    assert found["5,600"].dims == {"age": "30-50"}
    assert found["514"].dims == {"age": ">50"}
    assert found["8,000"].dims == {"region": "Mainland China"}
    assert {metric.unit for metric in found.values()} == {"person"}
    assert {metric.period.as_of for metric in found.values() if metric.period} == {date(2023, 12, 31)}


def test_the_words_beside_a_cell_prove_what_the_cell_alone_does_not() -> None:
    evidence = by_printed(metrics(KPI))["0.12"].evidence[0]
    said = {(words.role, words.quote) for words in evidence.with_}
    assert ("unit", "ten thousand tons") in said
    assert ("period", "2023") in said


def test_a_count_with_its_share_in_one_cell_is_two_facts() -> None:
    found = metrics(
        "Board of directors\n\n\t2023\nNumber of female directors\t3 (43%)\nNumber of directors\t7 (100%)\n"
    )
    assert [(metric.printed, metric.unit) for metric in found] == [
        ("3", "person"),
        ("43", "%"),
        ("7", "person"),
        ("100", "%"),
    ]


def test_contents_and_framework_indexes_yield_nothing() -> None:
    contents = "About us\t03\nRisks\t11\nEthics\t12\nSuppliers\t14\nPeople\t19\nClimate\t27\n"
    index = (
        "KPI\tDisclosure\tPage\nA1.1\tEmissions\t12\nA1.2\tGreenhouse gases\t13\nA1.3\tWaste\t14\nB1.1\tWorkforce\t20\n"
    )
    assert metrics(contents) == []
    assert metrics(index) == []


def test_a_figure_that_several_tables_repeat_is_one_fact() -> None:
    again = "\n\nMore on people.\n\nTable of totals\n\n\t2023\nTotal number of employees\t8,214\nSuppliers\t310\n"
    found = by_printed(metrics(PEOPLE + again))
    assert len(found["8,214"].evidence) == 2


def test_targets_stand_under_a_target_column() -> None:
    found = by_printed(
        metrics("Plan\n\nIndicator\tUnit\t2023\tTarget 2030\nRecycling rate\t%\t61\t90\nWater use\tm3\t100\t80\n")
    )
    assert found["61"].status == "actual"
    assert (found["90"].status, found["90"].due_year) == ("target", 2030)


def test_page_columns_are_told_apart() -> None:
    told = reasons(
        "Topics\n\nTopic\tUnit\t2023\tPage\nEnergy consumption\tMWh\t1,830\t44\nWater consumption\tm3\t920\t45\n"
    )
    assert told["44"] == "page, code or index column"
