"""What a report says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgbuild.model import Document, Found, NumberStyle
from kgbuild.read import read
from kgbuild.read.metadata import is_lei
from tests.read.making import text

LEI = "LUMH00HARBOUR0002022"


def value(found: Found | None) -> str | None:
    return found.value if found else None


def period(document: Document) -> tuple[str | None, str | None]:
    return value(document.metadata.period_start), value(document.metadata.period_end)


@pytest.mark.parametrize(
    ("source", "start", "end"),
    [
        ("This report covers 1 January 2023 to 31 December 2023.", "2023-01-01", "2023-12-31"),
        ("The reporting period is primarily from 1 January to 31 December 2020.", "2020-01-01", "2020-12-31"),
        ("Reporting period: April 1, 2022 – March 31, 2023", "2022-04-01", "2023-03-31"),
        ("The report covers FY23 (July 2022 to June 2023).", "2022-07-01", "2023-06-30"),
        ("This report covers the year ended 30 June 2022 and its data.", "2021-07-01", "2022-06-30"),
        ("This report discloses performance data of the fiscal year 2021.", "2021-01-01", "2021-12-31"),
        ("Our reporting covers FY 2025-26 data, as this report says.", "2025-04-01", "2026-03-31"),
        ("Lumen Harbour Sustainability Report 2022\n\nIn 2022 we did. In 2022 we were.", "2022-01-01", "2022-12-31"),
        ("Sustainability Report 2024\n\nIn 2023 we did. In 2023 we were. By 2030 we will.", "2023-01-01", "2023-12-31"),
        ("Our targets by 2030, by 2030 and by 2050. We used less in 2021.", "2021-01-01", "2021-12-31"),
    ],
)
def test_the_period_is_found(source: str, start: str, end: str) -> None:
    assert period(text(source)) == (start, end)


def test_the_words_of_the_period_are_its_evidence() -> None:
    document = text("This report covers the time from January 1, 2020 to December 31, 2020.")
    found = document.metadata.period_end
    assert found is not None
    assert document.quote(found.span) == "December 31, 2020"


@pytest.mark.parametrize(
    ("source", "company"),
    [
        ('Published by Lumen Harbour Holdings Limited ("Lumen", the "Company").', "Lumen Harbour Holdings Limited"),
        ('Lumen Harbour Trade (stock code: 99) (the "**Company**") and (the "**Group**")', "Lumen Harbour Trade"),
        ("Lumen Harbour S.p.A.\n\nSustainability Report 2020\n\nOcean Trust Ltd. is another.", "Lumen Harbour S.p.A."),
        ("Lumen’s report. Lumen’s people and Lumen’s halls. Assured by Green Check, LLC.", "Lumen"),
    ],
)  # fmt: skip
def test_the_company_is_found(source: str, company: str) -> None:
    assert value(text(source).metadata.company) == company


def test_short_names_are_those_in_the_parentheses() -> None:
    source = 'Published by Lumen Harbour Holdings Limited ("Lumen", together with others the "Group" or "we").'
    assert set(text(source).metadata.short_names) >= {"Lumen", "the Group", "we"}


@pytest.mark.parametrize(
    ("source", "exchange", "code"),
    [
        ("Stock Code: 1024\n\nWe are listed on The Stock Exchange of Hong Kong Limited.", "HKEX", "1024"),
        ("Our shares (NYSE: LHH) did well.", "NYSE", "LHH"),
        ("As a company listed on the Nasdaq we report.", "NASDAQ", None),
        ("We trade with all the world.", None, None),
    ],
)
def test_exchange_and_code_are_found(source: str, exchange: str | None, code: str | None) -> None:
    found = text(source).metadata
    assert (value(found.exchange), value(found.stock_code)) == (exchange, code)


def test_where_a_subsidiary_is_listed_is_not_where_the_company_is() -> None:
    assert text("The subsidiary Beacon Inc. is quoted on the Nasdaq.").metadata.exchange is None
    listed = text(
        "The Company and its subsidiaries form the Group. Its shares are listed on the New York Stock Exchange."
    )
    assert value(listed.metadata.exchange) == "NYSE"


def test_an_lei_is_believed_only_with_its_check_digits() -> None:
    assert is_lei(LEI)
    assert value(text(f"Our LEI is {LEI}.").metadata.lei) == LEI
    assert text(f"Our number is {LEI[:-2]}00.").metadata.lei is None


@pytest.mark.parametrize(
    ("source", "covers"),
    [
        ("Unless otherwise specified, the report covers January 1, 2020 to December 31, 2020.", True),
        ("This report covers our activities in 2023.", True),
        ("Unless otherwise stated, the data disclosed herein were for 2020.", True),
        ("In 2023 we covered the roof.", False),
    ],
)
def test_whether_figures_cover_the_period_is_told(source: str, covers: bool) -> None:
    assert text(source).metadata.covers_period is covers


@pytest.mark.parametrize(
    ("source", "language"),
    [
        ("The use of water and of waste in our halls and for the harbour", "en"),
        ("Il consumo di acqua della nostra sede per il porto, che con gli altri", "it"),
        ("Der Verbrauch von Wasser und die Abfälle für den Hafen mit das", "de"),
        ("本报告涵盖本公司二零二零年度的表现", "zh"),
    ],
)
def test_the_language_is_told(source: str, language: str) -> None:
    assert text(source).metadata.language == language


@pytest.mark.parametrize(
    ("source", "style"),
    [
        ("We used 1,234.5 t, 2,345,678 kWh and 45.67 %.", NumberStyle.POINT),
        ("We used 1.234,5 t, 2.345.678 kWh and 45,67 %.", NumberStyle.COMMA),
        ("We used 104.925 t, 39.430 kWh and 12,5 %.", NumberStyle.COMMA),
        ("A 2,50 and 3,75 and 225,2; 21.800, 43.600, 1.498; 1,042, 58,989,326, 7,706", NumberStyle.MIXED),
        ("No numbers here.", NumberStyle.POINT),
    ],
)
def test_the_number_style_is_told_by_the_numbers(source: str, style: NumberStyle) -> None:
    assert text(source).number_style is style


def test_the_real_reports_say_who_they_are(shared: Path) -> None:
    for name, company, year in (
        ("kingsoft-cloud-2020.txt", "Kingsoft Cloud Holdings Limited", "2020"),
        ("kuaishou-2020.txt", "Kuaishou Technology", "2020"),
        ("samsung-sds-2024-paged.md", "Samsung SDS Co.,Ltd.", "2023"),
    ):
        document = read(shared / "reports" / name)
        assert value(document.metadata.company) == company
        assert period(document) == (f"{year}-01-01", f"{year}-12-31")
