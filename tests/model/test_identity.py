from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.identity import folded, organization_slug, report_slug, slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Audit & Risk Committee", "audit-and-risk-committee"),
        ("The Employees’ Handbook", "employees-handbook"),
        ("Società Élan", "societa-elan"),
        ("福苗計劃", "福苗計劃"),
        ("!!", "unnamed"),
    ],
)
def test_a_name_becomes_a_readable_segment(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Lumen Harbour Holdings Limited", "lumen-harbour-holdings"),
        ("Lumen Harbour Co., Ltd.", "lumen-harbour"),
        ("Faro S.p.A.", "faro"),
        ("Harbour Light PLC", "harbour-light"),
        ("Limited", "limited"),
    ],
)
def test_a_company_is_named_without_its_legal_form(name: str, expected: str) -> None:
    assert organization_slug(name) == expected


@given(st.text(max_size=200))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert folded(folded(name)) == folded(name)


@given(st.text(max_size=200))
def test_a_segment_is_short_and_has_nothing_that_an_iri_would_escape_or_split(name: str) -> None:
    made = slug(name)
    assert 0 < len(made) <= 80
    assert not set(made) & set('/#?% <>"{}|\\^`')


def test_english_and_the_whole_report_go_without_saying() -> None:
    assert report_slug("faro", 2019) == "faro-2019"
    assert report_slug("faro", 2019, "Climate report", "it") == "faro-2019-climate-report-it"
