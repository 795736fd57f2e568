from __future__ import annotations

import pytest

from kgbuild.model import Disclosure, Labels
from tests.named.reading import facts


def pages(text: str) -> dict[str, tuple[Labels, ...]]:
    return {fact.code: fact.page_labels for fact in facts(text, "disclosure") if isinstance(fact, Disclosure)}


def omissions(text: str) -> dict[str, str | None]:
    return {fact.code: fact.omission for fact in facts(text, "disclosure") if isinstance(fact, Disclosure)}


ROWS = (
    ("GRI 102-8", "Information on those who work here", "pages 45-47; 60", ((45, 47), (60, 60))),
    ("GRI 102-9", "Supply chain", "§ 3.1, p. 12", ((12, 12),)),
    ("GRI 102-10", "Changes", "pp. 31–33", ((31, 33),)),
    ("GRI 102-11", "Precaution", "31, 36-38", ((31, 31), (36, 38))),
    ("GRI 102-12", "Initiatives", "Annual Report p. 12", ((12, 12),)),
)


@pytest.mark.parametrize("style", ["markdown", "bare codes", "tabs without header", "code and title in one cell"])
def test_pages_in_many_spellings_in_many_tables(style: str) -> None:
    if style == "markdown":
        lines = ["| Code | Disclosure | Page |", "|---|---|---|"]
        lines += [f"| {code} | {title} | {where} |" for code, title, where, _ in ROWS]
    elif style == "bare codes":
        lines = ["| GRI indicator | Description | Page |", "|---|---|---|"]
        lines += [f"| {code[4:]} | {title} | {where} |" for code, title, where, _ in ROWS]
    elif style == "tabs without header":
        lines = [f"{code}\t{title}\t{where}" for code, title, where, _ in ROWS]
    else:
        lines = ["| Disclosure | Location |", "|---|---|"]
        lines += [f"| {code} {title} | {where} |" for code, title, where, _ in ROWS]
    found = pages("# GRI Index\n\n" + "\n".join(lines) + "\n")
    assert found == {code: expected for code, _, _, expected in ROWS}


def test_rows_in_running_lines_with_pages_and_omissions() -> None:
    text = (
        "# GRI Index\n\nGRI 102-8 Those who work here 45-47\n\nGRI 102-9 Supply chain 12\n\n"
        "GRI 102-11 Precaution 31, 36-38\n\nGRI 102-12 Initiatives p. 9\n\nGRI 102-13 Memberships Not applicable\n"
    )
    assert pages(text)["GRI 102-11"] == ((31, 31), (36, 38))
    assert omissions(text)["GRI 102-13"] == "Not applicable"


def test_several_codes_in_one_cell_are_rows_of_their_own() -> None:
    text = (
        "# GRI Index\n\n| Disclosure | Page |\n|---|---|\n| 305-1, 305-2, 305-3 Emissions | 60–62 |\n"
        "| 401-1 to 401-3 | 70 |\n| 2-1 Name | 4 |\n"
    )
    found = pages(text)
    assert [found[f"GRI 305-{n}"] for n in (1, 2, 3)] == [((60, 62),)] * 3
    assert found["GRI 401-3"] == ((70, 70),)
    # What "to" only implies is not printed.
    assert "GRI 401-2" not in found


def test_a_page_of_an_index_without_its_header() -> None:
    text = (
        "# GRI Index\n\n| Disclosure | Page |\n|---|---|\n| 2-1 Name | 4 |\n| 2-2 Entities | 5 |\n\n# More\n\n"
        "| 2-3 Period | 6 |\n|---|---|\n| 2-4 Restatements | – |\n"
    )
    assert pages(text)["GRI 2-3"] == ((6, 6),)
    assert omissions(text)["GRI 2-4"] == "–"


def test_sasb_rows_with_answers_in_words() -> None:
    text = (
        "# SASB Index\n\n| Code | Metric | Response |\n|---|---|---|\n| TC-SI-230a.1 | Approach | Yes (page 23). |\n"
        "| TC-SI-230a.2 | Breaches | See Data, pages 24–25 |\n| TC-SI-130a.1 | Energy | 1,200 GJ |\n"
        "| TC-SI-000.A, TC-SI-000.B | Users | 37 |\n"
    )
    found = pages(text)
    assert (found["TC-SI-230a.1"], found["TC-SI-230a.2"]) == (((23, 23),), ((24, 25),))
    # A figure is no page.
    assert found["TC-SI-130a.1"] == ()
    assert found["TC-SI-000.B"] == ((37, 37),)


def test_columns_that_were_read_one_after_the_other() -> None:
    text = (
        "# SASB Index\n\nSV-PS-230a.1\n\nSV-PS-230a.2\n\nWe keep data well and tell the board.\n\n"
        "ESG Report – p.23\n\nNo plans for future disclosure at this time.\n\n# More\n\n| Code | Page |\n|---|---|\n"
        "| SV-PS-330a.1 | 9 |\n| SV-PS-330a.2 | 10 |\n"
    )
    assert pages(text)["SV-PS-230a.1"] == ((23, 23),)
    assert (omissions(text)["SV-PS-230a.2"] or "").startswith("No plans")


def test_tcfd_codes_as_they_happen_to_be_printed() -> None:
    text = (
        "# TCFD Index\n\n| Code | Disclosure | Page |\n|---|---|---|\n| TCFD 1(a) | Board | 12 |\n"
        "| TCFD 1 (b) | Management | 13 |\n| TCFD (3c) | Whole | 14 |\n| TCFD 4-a | Metrics | 15 |\n"
    )
    assert list(pages(text)) == ["TCFD 1(a)", "TCFD 1(b)", "TCFD (3c)", "TCFD 4-a"]


def test_tcfd_letters_under_a_pillar() -> None:
    text = (
        "# TCFD Index\n\n| Recommendation | Page |\n|---|---|\n| Governance: say who governs. | |\n"
        "| a) Who looks after it above | 12 |\n| b) Who looks after it below | 13 |\n| Risk management | |\n"
        "| a) How we find such risks | 14-15 |\n| b) How we treat them | Not disclosed |\n"
    )
    assert pages(text)["Risk Management (a)"] == ((14, 15),)
    assert omissions(text)["Risk Management (b)"] == "Not disclosed"
    assert pages(text)["Governance (b)"] == ((13, 13),)


def test_tcfd_pillar_and_letter_in_one_cell() -> None:
    text = (
        "# TCFD index\n\n| Recommendation | Page |\n|---|---|\n| Governance (a) Board | 12 |\n"
        "| Governance (b) Management | 13 |\n| Strategy a. Risks | 14-15 |\n| Risk management – c) Whole | 16 |\n"
    )
    assert list(pages(text)) == ["Governance (a)", "Governance (b)", "Strategy (a)", "Risk Management (c)"]


def test_hkex_rows_under_an_aspect_that_is_a_line_of_its_own() -> None:
    text = (
        "# ESG Reporting Code index\n\nA1 Emissions\n\nGeneral Disclosure\tInformation\t31-33\n"
        "KPI A1.1 The types\t34\nKPI A1.2 Gases\t34, 36–38\nKPI A1.3, A1.4 Waste\t40\n"
    )
    found = pages(text)
    assert found["A1"] == ((31, 33),)
    assert found["A1.2"] == ((34, 34), (36, 38))
    assert found["A1.4"] == ((40, 40),)


def test_hkex_rows_in_lines() -> None:
    text = (
        "# HKEX ESG Guide index\n\nKPI A1.1 The types. Emissions p. 34\n\nKPI A1.2 Gases. Emissions pp. 34, 36–38\n\n"
        "KPI A1.3 Hazardous waste. Not applicable\n\nKPI A1.4 Other waste. Waste 40\n"
    )
    assert pages(text)["A1.2"] == ((34, 34), (36, 38))
    assert omissions(text)["A1.3"] == "Not applicable"


def test_sentences_that_name_indicators_are_no_index() -> None:
    text = (
        "# Emissions\n\nIn line with KPI A1.1 we report 34 tonnes.\n\nKPI A1.2 is in tonnes too, of which 20 were ours "
        "and the rest came from boats.\n"
    )
    assert pages(text) == {}
