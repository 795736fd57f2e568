"""The saved queries asked of whole reports: the sample, and the repository's own release of two real ones.

The answers were read in the reports by people; rows beside them are allowed, since reports state more than is
listed here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from kgbuild import pipeline
from kgbuild.publish.release import prepare, write_release
from kgbuild.store import Job, Pool, answer_of, saved_queries
from tests.conftest import ROOT, need

SAVED = saved_queries()
Row = dict[str, str]


def ask(pool: Pool, name: str, **values: str) -> list[Row]:
    answer = answer_of(json.loads(pool.run(Job(SAVED[name].bound(values)), seconds=30)))
    return [{key: term.value for key, term in row.items()} for row in answer.dicts()]


def holds(rows: list[Row], **wanted: str) -> bool:
    """Whether one row has these values, numbers compared as numbers."""
    return any(all(_plain(row.get(key)) == _plain(value) for key, value in wanted.items()) for row in rows)


def _plain(value: str | None) -> str | Decimal | None:
    return Decimal(value) if value is not None and re.fullmatch(r"\d+\.\d+|\d+", value) else value


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pool]:
    found = pipeline.extract(ROOT / "samples" / "lumen-harbour-2023.pdf")
    part = prepare(found.info, found.facts, document=found.document)
    folder = tmp_path_factory.mktemp("sample") / "release"
    write_release(folder, [part])
    with Pool([folder], workers=1) as made:
        yield made


@pytest.fixture(scope="module")
def output() -> Iterator[Pool]:
    need("output", (ROOT / "output" / "esgkg.nq").is_file())
    with Pool([ROOT / "output"], workers=1) as made:
        yield made


@pytest.mark.parametrize("name", SAVED)
def test_every_query_is_answered_on_the_sample(sample: Pool, name: str) -> None:
    values = {"page": "9"} if name == "on-page" else {}
    assert ask(sample, name, **values)


@pytest.mark.parametrize(
    ("name", "values", "wanted"),
    [
        ("ghg-per-employee", {}, {"year": "2023", "how": "stated", "value": "6.52", "page": "9"}),
        ("awards", {"in_year": "2023"}, {"award": "Best Clean Fleet Project", "issuer": "Asian Logistics Review"}),
        ("policies-on-topic", {"topic": "climate"}, {"policy": "Climate Change Policy", "page": "8"}),
        ("committees", {}, {"committee": "Climate Working Group", "reports_to": "ESG and Sustainability Committee"}),
        ("committees", {}, {"committee": "Audit Committee", "reports_to": "Board of Directors", "page": "4"}),
        ("on-page", {"page": "9"}, {"certainty": "certain", "kind": "figure", "value": "21875.3", "unit": "tCO2e"}),
        ("lower-bounds", {}, {"value": "81000", "unit": "meal", "page": "12"}),
        ("targets", {}, {"due_year": "2030", "value": "42", "unit": "%", "base_year": "2020", "page": "8"}),
        ("laws-followed", {}, {"law": "Employment Ordinance of Hong Kong", "reports": "1"}),
        ("certifications", {}, {"standard": "ISO 45001", "date": "2022-10", "page": "6"}),
        ("memberships", {}, {"alliance": "Zero Plastic Harbour Pledge", "date": "2023-09"}),
        ("not-disclosed", {}, {"code": "B6.4", "omission": "not-applicable"}),
        ("disclosures", {"code_like": "A1.1"}, {"code": "A1.1", "first_page": "9", "last_page": "9"}),
        ("metric-across-companies", {"indicator_like": "turnover"}, {"year": "2022", "value": "13.2", "unit": "%"}),
        ("companies", {}, {"stock_code": "7999", "exchange": "HKEX", "period_end": "2023-12-31"}),
        ("topics", {}, {"group": "G", "topic": "Business ethics"}),
        ("findings", {}, {"severity": "Warning", "stated": "4286", "calculated": "4313"}),
    ],
)  # fmt: skip
def test_answers_on_the_sample(sample: Pool, name: str, values: dict[str, str], wanted: Row) -> None:
    rows = ask(sample, name, **values)
    assert holds(rows, **wanted), rows


@pytest.mark.parametrize("name", [name for name in SAVED if name != "on-page"])
def test_every_query_is_answered_on_the_release_of_the_repository(output: Pool, name: str) -> None:
    if name == "findings":
        need("checks", (ROOT / "output" / "checks.ttl").is_file())
    assert ask(output, name)


@pytest.mark.parametrize(
    ("name", "values", "wanted"),
    [
        ("ghg-per-employee", {"company_like": "kuaishou"}, {"year": "2020", "value": "32.3"}),
        ("ghg-per-employee", {"company_like": "kingsoft"}, {"year": "2020", "how": "calculated", "value": "8.17"}),
        ("awards", {"in_year": "2020"}, {"award": "2020 Excellent Technology Award", "issuer": "www.IT168.com"}),
        ("awards", {"in_year": "2019"}, {"award": "National Intellectual Property Advantage Enterprise",
                                         "issuer": "China National Intellectual Property Administration"}),
        ("policies-on-topic", {"topic": "cookies"}, {"policy": "Cookies Policy"}),
        ("committees", {}, {"committee": "audit committee", "reports_to": "Board of Directors"}),
        ("committees", {}, {"committee": "Privacy Compliance Executive Team",
                            "reports_to": "Security and Privacy Committee"}),
        ("lower-bounds", {"company_like": "kingsoft"}, {"value": "38000"}),
        ("targets", {"company_like": "kuaishou"}, {"bound": "max", "value": "1.2"}),
        ("certifications", {}, {"standard": "ISO 27017", "date": "2020-08"}),
        ("memberships", {"company_like": "kingsoft"}, {"alliance": "Trust and Integrity Enterprise Alliance"}),
        ("companies", {}, {"stock_code": "1024", "exchange": "HKEX", "period_end": "2020-12-31"}),
        ("disclosures", {"code_like": "A1.2"}, {"framework": "hkex", "code": "A1.2", "first_page": "52"}),
    ],
)  # fmt: skip
def test_answers_on_the_release_of_the_repository(output: Pool, name: str, values: dict[str, str], wanted: Row) -> None:
    rows = ask(output, name, **values)
    assert holds(rows, **wanted), rows


def test_the_omissions_of_the_real_index(output: Pool) -> None:
    rows = ask(output, "not-disclosed", company_like="kuaishou")
    assert {row["code"]: row["omission"] for row in rows} == {
        "A2.5": "not-applicable", "B1.2": "not-disclosed", "B2.2": "not-disclosed", "B3.1": "not-disclosed",
        "B3.2": "not-disclosed", "B6.1": "not-applicable",
    }  # fmt: skip


def test_page_52_of_the_real_report_tells_certain_from_possible(output: Pool) -> None:
    rows = ask(output, "on-page", page="52", company_like="kuaishou")
    assert {row["certainty"] for row in rows} <= {"certain", "possible"}
    assert holds(rows, certainty="possible", kind="figure") or holds(rows, certainty="certain", kind="figure")
    for row in rows:
        low, high = int(row["first"]), int(row["last"])
        assert low <= 52 <= high
        assert (row["certainty"] == "certain") == (low == high)


def test_the_release_of_the_repository_has_no_words_of_the_reports(output: Pool) -> None:
    assert Path(ROOT / "output" / "manifest.json").is_file()
    rows = answer_of(json.loads(output.run(Job("SELECT ?q { ?e esg:quote ?q FILTER(STRLEN(?q) > 100) }"), seconds=20)))
    assert rows.rows == ()
