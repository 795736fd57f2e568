"""Breakdowns, units and periods that the headers of a table give by their place among the others."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kgbuild.extract.metrics.staff import category_within, staff_category
from kgbuild.model import Metric
from tests.metrics.stating import metrics

SCOPES = """Carbon footprint

Emissions (tCO2e)	2023	2022
Scope 1	500	620
Gas heating	300	400
Company cars	200	220
Scope 2	900	950
Bought power	900	950
Scope 3	1,700	1,850
Business travel	700	750
Upstream impacts (scope 1)	1,000	1,100
Carbon offsets	40	60
Emissions per employee	0.4	0.5
"""
FORM = """Retirement benefits

Benefits	No. of employees covered as a % of total employees	No. of workers covered as a % of total workers
Provident fund	98.00	71.00
Gratuity	97.00	72.00
"""
BOARD = """Remuneration of the board

Director type	Unit	2023	2022
Executive directors	CNY million	12.5	11.0
Independent directors (excluding the chair)	CNY million	3.5	3.0
"""


def by_printed(found: list[Metric]) -> dict[str, Metric]:
    return {metric.printed: metric for metric in found}


def test_rows_that_add_up_to_a_scope_are_of_that_scope() -> None:
    found = by_printed(metrics(SCOPES))
    assert found["300"].dims == {"scope": "1"}
    assert found["220"].dims == {"scope": "1"}
    assert found["700"].dims == {"scope": "3", "category": "Business travel"}


def test_a_scope_in_brackets_does_not_take_a_row_out_of_the_scope_it_adds_to() -> None:
    assert by_printed(metrics(SCOPES))["1,000"].dims["scope"] == "3"


def test_rows_after_the_parts_of_a_scope_are_of_no_scope() -> None:
    found = by_printed(metrics(SCOPES))
    assert found["40"].dims == {}
    assert found["0.4"].dims == {}


def test_a_form_that_asks_for_employees_and_workers_parts_its_figures_by_them() -> None:
    found = by_printed(metrics(FORM))
    assert (found["98.00"].unit, found["98.00"].dims) == ("%", {"category": "employees"})
    assert (found["72.00"].unit, found["72.00"].dims) == ("%", {"category": "workers"})


def test_a_table_of_employees_alone_has_no_such_category() -> None:
    found = metrics("Workforce\n\n\t2023\nTotal employees\t812\nTurnover rate of employees (%)\t7.5\n")
    assert [metric.dims for metric in found] == [{}, {}]


def test_kinds_of_directors_are_categories_and_the_heading_says_what_is_measured() -> None:
    found = by_printed(metrics(BOARD))
    assert found["12.5"].dims == {"category": "Executive directors"}
    assert found["3.5"].dims["category"].startswith("Independent directors")
    assert "emuneration" in found["3.5"].label


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("Board of directors", "Board of directors"),
        ("Key managerial personnel", "Key managerial personnel"),
        ("Non-executive directors2", "Non-executive directors"),
        ("Senior management team", "Senior management team"),
        ("Number of directors", None),
        ("Waste management", None),
        ("Remuneration of managers in the regions abroad", None),
        ("Energy", None),
    ],
)
def test_a_header_is_a_category_of_staff_only_as_a_whole(header: str, said: str | None) -> None:
    assert staff_category(header) == said


def test_a_longer_label_names_the_category_that_its_share_is_of() -> None:
    assert category_within("Percentage of governance body members that received training") == "governance body members"
    assert category_within("Percentage of employees that received training") is None


def test_hours_are_per_person_where_the_row_says_so() -> None:
    text = "Training hours\n\n\t2023\nTotal hours\t5,400\nAverage per employee\t12.5\n"
    found = by_printed(metrics(text))
    assert (found["5,400"].unit, found["12.5"].unit) == ("hour", "hour/person")


def test_injury_rates_are_per_the_hours_their_label_gives() -> None:
    text = "Safety\n\n\t2023\nLost time injury frequency rate (per one million person-hours worked)\t0.21\n"
    assert [metric.unit for metric in metrics(text)] == ["1/million hour"]


def test_return_to_work_is_a_percentage_where_no_unit_is_printed() -> None:
    found = metrics("Parental leave\n\n\t2023\nReturn to work rate\t96.5\n")
    assert [(metric.value, metric.unit) for metric in found] == [(Decimal("96.5"), "%")]


def test_new_hires_as_a_share_of_the_workforce_are_of_the_year() -> None:
    (found,) = metrics("Workforce\n\n\t2023\nNew hires as percentage of workforce\t9.5%\n")
    assert found.period is not None
    assert (found.period.start, found.period.end) == (date(2023, 1, 1), date(2023, 12, 31))


def test_the_name_of_a_region_says_nothing_of_what_is_measured() -> None:
    found = by_printed(metrics("Workforce\n\nBy region\t2023\nNew Zealand\t250\nPoland\t310\n"))
    assert found["250"].dims == {"region": "New Zealand"}
    assert found["250"].concept == found["310"].concept


def test_a_base_year_column_is_of_the_year_that_the_report_tells() -> None:
    text = (
        "Our baseline year is 2019 for Scopes 1 and 2 and 2021 for Scope 3.\n\nFootprint\n\n"
        "Emissions (tCO2e)\t2023\tBaseline year\nScope 1 emissions\t500\t620\nScope 3 emissions\t900\t990\n"
    )
    found = by_printed(metrics(text))
    assert found["620"].period is not None
    assert found["990"].period is not None
    assert (found["620"].period.start, found["990"].period.start) == (date(2019, 1, 1), date(2021, 1, 1))


def test_a_year_before_what_was_measured_in_it_is_its_period() -> None:
    (found,) = metrics("The 2022 injury rate was 0.43.\n")
    assert found.period is not None
    assert found.period.end == date(2022, 12, 31)
