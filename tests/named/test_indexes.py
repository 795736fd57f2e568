from __future__ import annotations

import pytest

from kgbuild.extract.named.indexes import omission_code
from kgbuild.extract.named.printed import leading_pages, pages_in
from kgbuild.model import Disclosure
from tests.named.reading import facts

HKEX = (
    "Subject Area\tIndicators\tRequirement\tPage\n"
    "A1 Emissions\tGeneral Disclosure Information on the policies.\tComply or explain\tP19, P22-25, P31-P38\n"
    "\tKPI A1.1 Kinds of emissions.\tComply or explain\tP52\n"
    "\tKPI A1.2 Greenhouse gases.\tComply or explain\t/\n"
    "\tKPI A2.5 Packaging.\tComply or explain\tNot applicable as we pack nothing.\n"
)


def disclosures(text: str) -> dict[str, Disclosure]:
    return {fact.code: fact for fact in facts(text, "disclosure") if isinstance(fact, Disclosure)}


def test_rows_of_an_hkex_index() -> None:
    found = disclosures(HKEX)
    assert list(found) == ["A1", "A1.1", "A1.2", "A2.5"]
    assert found["A1"].page_labels == ((19, 19), (22, 25), (31, 38))
    assert found["A1.1"].page_labels == ((52, 52),)
    assert (found["A1.2"].omission, found["A1.2"].omission_code) == ("/", "not-disclosed")
    assert found["A2.5"].omission_code == "not-applicable"
    assert {fact.framework for fact in found.values()} == {"hkex"}


@pytest.mark.parametrize("separator", ["\t", " | "])
def test_rows_of_a_gri_index_in_either_kind_of_table(separator: str) -> None:
    rows = [
        ("GRI Standard", "Disclosure", "Page"),
        ("GRI 302: Energy 2016", "302-1 Energy used", "34 - 36; 38 - 40"),
        ("", "302-3 Energy per unit", "5~6"),
        ("", "302-4 Energy saved", "41; 84; the rest is on our website"),
        ("GRI 303: Water", "303-5 Water consumed", "12"),
    ]
    edge = separator.strip()
    table = "\n".join(f"{edge} {separator.join(row)} {edge}".strip() if edge else separator.join(row) for row in rows)
    if edge:
        table = table.replace("\n", "\n|---|---|---|\n", 1)
    found = disclosures(table + "\n")
    assert found["GRI 302-1"].page_labels == ((34, 36), (38, 40))
    assert found["GRI 302-3"].page_labels == ((5, 6),)
    assert found["GRI 302-4"].page_labels == ((41, 41), (84, 84))
    assert found["GRI 303-5"].page_labels == ((12, 12),)
    assert found["GRI 303-5"].requirement == "Water consumed"


def test_pages_may_stand_before_the_code() -> None:
    text = (
        "Page\tCode\tIndicator\n12\tKPI A1.1\tKinds\n13-14\tKPI A1.2\tGases\n"
        "/\tKPI A1.3\tWaste\n15\tKPI A1.4\tOther waste\n"
    )
    found = disclosures(text)
    assert found["A1.2"].page_labels == ((13, 14),)
    assert found["A1.3"].omission == "/"


def test_an_index_that_lost_its_table_is_read_from_running_text() -> None:
    text = (
        "GRI content index\n\n302-1 Energy used 12 302-3 Energy per unit 13-14 "
        "303-3 Water taken 15 303-5 Water consumed 16; 18\n"
    )
    assert disclosures(text)["GRI 303-5"].page_labels == ((16, 16), (18, 18))


def test_a_code_mentioned_in_a_sentence_is_no_index() -> None:
    assert disclosures("Emissions follow GRI 305-1 and 305-2. See A1 paper sizes.\n") == {}


@pytest.mark.parametrize(
    ("printed", "pages"),
    [
        ("P31-33, P36", ((31, 33), (36, 36))),
        ("pp. 12 and 14", ((12, 12), (14, 14))),
        ("P51-P52", ((51, 52),)),
        ("44-45; Corporate report, Chart 1", ((44, 45),)),
        ("In 2019 no cases were reported", ()),
        ("March 2019", ()),
        ("Governance (p. 12-14)", ((12, 14),)),
    ],
)
def test_pages_as_indexes_print_them(printed: str, pages: object) -> None:
    assert leading_pages(printed) == pages


def test_page_zero_and_backward_ranges_are_no_pages() -> None:
    assert pages_in("0, 9-3") == ()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("N/A", "not-applicable"),
        ("–", "not-disclosed"),
        ("Data not available", "not-disclosed"),
        ("See our website", "explained"),
    ],
)
def test_the_kind_of_an_omission(words: str, code: str) -> None:
    assert omission_code(words) == code


def test_a_tcfd_table_is_read_by_letter_and_wording() -> None:
    text = (
        "## TCFD index\n\nPillar\tRecommendation\tPage\n"
        "Governance\ta) Describe the board's oversight of climate risks.\tp. 12\n"
        "\tb) Describe management's role in climate matters.\tp. 13-14\n"
        "Risk Management\ta) Describe the processes for identifying and assessing risks.\tp. 20\n"
        "\tb) Describe the processes for managing risks.\tp. 21\n"
    )
    found = disclosures(text)
    assert found["Governance (b)"].page_labels == ((13, 14),)
    assert found["Risk Management (b)"].page_labels == ((21, 21),)
    assert {fact.framework for fact in found.values()} == {"tcfd"}


def test_pages_that_a_reader_parted_over_columns_are_joined() -> None:
    text = (
        "GRI Standard\tDescription\tPage\t\tOmissions\n302-1\tEnergy\t19 - 20;\t118\t\n302-3\tIntensity\t22;\t\t\n"
        "303-3\tWater\t\t41\t\n303-5\tConsumption\t\t\tNot applicable\n"
    )
    found = disclosures(text)
    assert found["GRI 302-1"].page_labels == ((19, 20), (118, 118))
    assert found["GRI 303-3"].page_labels == ((41, 41),)
    assert (found["GRI 303-5"].page_labels, found["GRI 303-5"].omission_code) == ((), "not-applicable")


def test_a_general_disclosure_row_answers_the_aspect_named_above_it() -> None:
    text = (
        "Aspects and KPIs\tDescription\tPage\nAspect A1: Emissions\t\t\n"
        "General Disclosure\tInformation on the policies.\t12-13\nKPI A1.1\tKinds of emissions.\t14\n"
        "Aspect A2: Use of Resources\t\t\nGeneral Disclosure\tPolicies on efficient use.\t15\nKPI A2.1\tEnergy.\t16\n"
    )
    found = disclosures(text)
    assert {code: fact.page_labels for code, fact in found.items()} == {
        "A1": ((12, 13),),
        "A1.1": ((14, 14),),
        "A2": ((15, 15),),
        "A2.1": ((16, 16),),
    }


@pytest.mark.parametrize("order", ["code first", "page first"])
def test_an_index_printed_in_several_columns(order: str) -> None:
    rows = [("A1.1", "Kinds", "P12"), ("A1.2", "Gases", "P13"), ("B1.1", "Workforce", "P40"), ("B1.2", "Turnover", "/")]
    if order == "page first":
        rows = [(page, words, f"KPI {code}") for code, words, page in rows]
    else:
        rows = [(f"KPI {code}", words, page) for code, words, page in rows]
    text = "\t".join([*rows[0], *rows[2]]) + "\n" + "\t".join([*rows[1], *rows[3]]) + "\n"
    found = disclosures("## HKEX ESG index\n\n" + text)
    assert found["A1.2"].page_labels == ((13, 13),)
    assert found["B1.1"].page_labels == ((40, 40),)
    assert found["B1.2"].omission == "/"


def test_a_section_to_look_at_is_no_omission() -> None:
    text = (
        "KPI\tDescription\tSection\nKPI A1.1\tKinds\tProtecting the Bay\nKPI A1.2\tGases\tNot applicable\n"
        "KPI A1.3\tWaste\tOur Yards\nKPI A1.4\tOther\tOur Yards\n"
    )
    found = disclosures(text)
    assert found["A1.1"].omission is None
    assert found["A1.2"].omission_code == "not-applicable"
