from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.metrics.stating import metrics, one, reasons

YEAR = (date(2023, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("In 2023, we held 42 integrity training sessions for our teams.", 42, "session", "exact"),
        ("In 2023, we audited a total of **1,250** key suppliers.", 1250, "supplier", "exact"),
        ("In 2023, we gave more than RMB 2.5 million to schools.", 2500000, "CNY", "min"),
        ("In 2023, we saved about 260,000kWh of electricity.", 260000, "kWh", "approx"),
        ("In 2023, the recycling rate of our offices reached 85.5%.", Decimal("85.5"), "%", "exact"),
        ("In 2023, the programme reached a dozen provinces and cities.", 12, "province", "exact"),
        ("In 2023, our courses drew 50 counties and cities.", 50, "county", "exact"),
        ("The average PUE of our data centers in 2023 was 1.31.", Decimal("1.31"), "1", "exact"),
        ("In 2023, complaints were answered within 24 hours.", 24, "hour", "max"),
        ("In 2023, the total number of our employees was 8,214.", 8214, "person", "exact"),
        ("In 2023, 100% of our staff completed ethics training.", 100, "%", "exact"),
        ("In 2023, half of our workforce took part in volunteering.", 50, "%", "exact"),
        ("In 2023, 550,000+ students used our platform.", 550000, "person", "min"),
        ("In 2023, about 3 million tonnes of cement were delivered.", 3000000, "t", "approx"),
        ("In 2023, 185 tons of carbon dioxide equivalent were avoided.", 185, "tCO2e", "exact"),
        ("In 2023, online forms saved 378,651 pieces of paper.", 378651, "piece", "exact"),
        ("On the launch night of 2023, 127 million viewers and nobody else watched.", 127000000, "person", "exact"),
        ("In 2023, our satisfaction survey scored 9.1 on average.", Decimal("9.1"), "score", "exact"),
    ],
)
def test_a_sentence_figure_has_value_unit_and_bound(text: str, value: Decimal, unit: str, bound: str) -> None:
    metric = one(text)
    assert (metric.value, metric.unit, metric.bound) == (Decimal(value), unit, bound)


def test_a_range_is_one_fact() -> None:
    metric = one("In 2023, salaries were raised by 6%-30%.")
    assert (metric.value, metric.upper_value, metric.bound) == (Decimal(6), Decimal(30), "range")


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("In 2023, there were no cases of child labor at our sites.", "case", 0),
        ("In 2023, we did not receive any complaint about data privacy.", "case", 0),
        ("During the Reporting Period, no work-related fatalities occurred.", "person", 0),
        ("All employees are covered by the pension scheme.", "%", 100),
    ],
)
def test_none_and_all_are_values(text: str, unit: str, value: int) -> None:
    metric = one(text)
    assert (metric.value, metric.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "text",
    [
        "We ensure that no cases of bribery are tolerated.",
        "There is no doubt that no complaint should be ignored.",
        "We require all suppliers to sign a code.",
        "Our training covers all employees.",
    ],
)
def test_rules_and_wishes_are_no_statements(text: str) -> None:
    assert metrics(text) == []


@pytest.mark.parametrize(
    ("text", "printed", "reason"),
    [
        ("We hold ISO 14001 certificates.", "14001", "number of a level, standard, section or the like"),
        ("The Level 3 assessment was passed.", "3", "number of a level, standard, section or the like"),
        ("Call us at +852 2345 6789 today.", "2345", "telephone number"),
        ("See https://example.org/2023-12 for more.", "2023", "web or mail address"),
        ("We serve customers 7x24 by phone.", "24", "time of day or service hours"),
        ("On May 3, 2023 we met.", "3", "date"),
        ('The "1-Hour Fix" team met.', "1", "part of a name"),
        ("The 4th meeting was held.", "4", "ordinal"),
        ("A 21-year-old girl was found.", "21", "age or size of one thing"),
        ("We joined a foundation with over 500 members.", "500", "figure about others"),
        ("The industry average was 1.55 last year.", "1.55", "figure about others"),
        ("The 5G network of model N95 works.", "5", "part of a name or code"),
        ("Experts stayed for 10 days.", "10", "duration"),
    ],
)
def test_what_is_no_metric_is_told_with_its_reason(text: str, printed: str, reason: str) -> None:
    assert metrics(text) == []
    told = reasons(text)
    assert told[printed] == reason or (reason == "figure about others" and told[printed].startswith("no known unit"))


def test_small_number_words_count_only_where_they_state_a_count() -> None:
    assert metrics("We follow the four principles and two of the three lines.") == []
    found = metrics("Our team has specialists, two of whom are lawyers and six of whom are engineers.")
    assert [(metric.printed, metric.value) for metric in found] == [("two", Decimal(2)), ("six", Decimal(6))]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("In 2023, we planted 300 trees.", *YEAR),
        ("During the Reporting Period, we planted 300 trees.", *YEAR),
        ("In July 2023, we planted 300 trees.", date(2023, 7, 1), date(2023, 7, 31)),
        ("From March 1, 2023 to May 31, 2023, we planted 300 trees.", date(2023, 3, 1), date(2023, 5, 31)),
        ("We planted 300 trees.", *YEAR),
    ],
)
def test_a_flow_has_the_period_the_words_or_the_report_give(text: str, start: date, end: date) -> None:
    period = one(text).period
    assert period is not None
    assert (period.start, period.end) == (start, end)


def test_an_undated_flow_has_no_period_where_the_report_says_nothing() -> None:
    lead = "Lumen Harbour Holdings Limited\n\nOur reporting period is from January 1, 2023 to December 31, 2023.\n\n"
    assert one("We planted 300 trees.", lead).period is None


def test_a_stock_holds_at_a_date() -> None:
    period = one("As of December 31, 2023, we had a total of 8,214 employees.").period
    assert period is not None
    assert period.as_of == date(2023, 12, 31)
    assert one("We have a customer team of more than 300 people.").period is None


def test_a_later_sentence_takes_the_date_of_the_one_before() -> None:
    found = metrics("As of December 31, 2023, we had 8,214 employees. Female employees accounted for 41%.")
    assert [metric.period and metric.period.as_of for metric in found] == [date(2023, 12, 31)] * 2
    assert found[1].dims == {"gender": "female"}


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("We aim to cut emissions by 30% by 2030.", 2030),
        ("Our target is a recycling rate of 90% by the end of 2028.", 2028),
        ("The new plant is expected to save 500 MWh of electricity per year.", None),
    ],
)
def test_targets_are_told_from_what_was(text: str, due: int | None) -> None:
    metric = one(text)
    assert metric.status == "target"
    assert metric.due_year == due


def test_the_nearest_due_year_is_the_figure_s() -> None:
    found = metrics("We target net zero by 2050 and a cut of emissions by 50% by 2030.")
    assert found[-1].due_year == 2030


def test_a_figure_of_a_program_is_an_activity() -> None:
    metric = one('In 2023, the "Bright Paths" program trained 640 teachers.')
    assert (metric.level, metric.about, metric.unit) == ("activity", "Bright Paths", "person")


def test_labels_are_in_the_words_of_the_report() -> None:
    assert one("In 2023, we held 42 integrity training sessions for our teams.").label.startswith("integrity training")
    label = one("In 2023, the satisfaction rate of the hotline exceeded 95%.").label
    assert "satisfaction rate of the hotline" in label


def test_a_metric_known_to_the_ontology_has_its_concept() -> None:
    assert one("The average PUE of our data centers in 2023 was 1.31.").concept == "pue"
    assert one("In 2023, the employee turnover rate was 8.2%.").concept == "turnover-rate"


def test_key_figures_are_read_with_the_unit_in_brackets_before_them() -> None:
    found = metrics(
        "Data of 2023\n\nWater consumption (ten thousand tons)\n\n20.5\n\nHazardous waste (kg/person)\n\n0.05\n\n"
    )
    assert [(metric.value, metric.unit) for metric in found] == [(Decimal(205000), "t"), (Decimal("0.05"), "kg/person")]
    assert {metric.concept for metric in found} == {"water-consumption", "waste-intensity"}


def test_evidence_is_short_and_begins_with_its_number_s_first_occurrence() -> None:
    for metric in metrics("In 2023, 30 of 30 sites and 30 suppliers joined, which saved 30 MWh of electricity."):
        quote = metric.evidence[0].quote or ""
        assert metric.printed in quote
        assert len(quote) <= 400


def test_a_count_that_leaves_its_noun_to_the_one_before_is_a_breakdown() -> None:
    found = metrics("In 2023, we had 310 suppliers: 200 in Mainland China and 110 elsewhere.")
    assert [(metric.value, metric.unit) for metric in found] == [
        (Decimal(310), "supplier"),
        (Decimal(200), "supplier"),
        (Decimal(110), "supplier"),
    ]
    assert found[1].dims == {"region": "Mainland China"}


def test_a_date_said_before_ends_where_the_year_is_spoken_of() -> None:
    text = "By June 30, 2023, we had opened 12 libraries. During the year, 900 readers came. They borrowed 4,000 books."
    found = {metric.printed: metric.period for metric in metrics(text)}
    assert found["900"] is not None
    assert (found["900"].start, found["900"].end) == YEAR
    assert found["4,000"] is not None
    assert (found["4,000"].start, found["4,000"].end) == YEAR


def test_an_evening_has_the_date_of_its_day() -> None:
    period = one("On the evening of April 27, 2023, we sold 16,000 bags of rice.").period
    assert period is not None
    assert (period.start, period.end) == (date(2023, 4, 27), date(2023, 4, 27))


@pytest.mark.parametrize(
    "text", ["the institute applied for 11", "we have obtained 11", "the group has newly filed 11"]
)
def test_what_was_applied_for_in_a_year_is_no_stock(text: str) -> None:
    period = one(f"In 2023, {text} invention patents.").period
    assert period is not None
    assert (period.start, period.end) == YEAR


def test_a_label_between_two_figures_is_not_taken_by_the_one_before_it() -> None:
    found = {m.printed: m.unit for m in metrics("Number of employees 1,200 Number of suppliers 300")}
    assert found.get("1,200") == "person"


@pytest.mark.parametrize(("text", "unit"), [("we bought 300 TVs", "tv"), ("we employed 120 PhDs", "phd")])
def test_abbreviations_in_capitals_have_plurals(text: str, unit: str) -> None:
    assert one(f"In 2023, {text}.").unit == unit
