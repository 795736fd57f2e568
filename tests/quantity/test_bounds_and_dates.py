from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.quantity import find_dates, read_bound


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("more than 5", "min"),
        ("at least 5", "min"),
        ("exceeded 5", "min"),
        ("no less than 5", "min"),
        ("a total of over 5", "min"),
        ("5+", "min"),
        ("5 or more", "min"),
        ("no more than 5", "max"),
        ("up to 5", "max"),
        ("lower than **5", "max"),
        ("<5", "max"),
        ("about 5", "approx"),
        ("nearly 5", "approx"),
        ("up to about 5", "approx"),
        ("approximately RMB 5", "approx"),
        ("was 5", "exact"),
        ("moreover 5", "exact"),
    ],
)
def test_the_words_beside_a_number_bound_it(words: str, bound: str) -> None:
    at = words.index("5")
    assert read_bound(words, at, at + 1).bound == bound


@pytest.mark.parametrize(
    ("words", "first", "last", "sense"),
    [
        ("As of December 31, 2020", "2020-12-31", "2020-12-31", "at"),
        ("In 2020", "2020-01-01", "2020-12-31", "in"),
        ("for the year ended 31 March 2023", "2022-04-01", "2023-03-31", "in"),
        ("from January 1, 2020 to December 31, 2020", "2020-01-01", "2020-12-31", "in"),
        ("by the end of 2025", "2025-01-01", "2025-12-31", "by"),
        ("in July 2020", "2020-07-01", "2020-07-31", "in"),
        ("2018-2020", "2018-01-01", "2020-12-31", "plain"),
        ("since 2015", "2015-01-01", "2015-12-31", "since"),
        ("on November 27, 2020", "2020-11-27", "2020-11-27", "in"),
        ("2023. 3. 15", "2023-03-15", "2023-03-15", "plain"),
    ],
)
def test_dates_and_periods_are_read(words: str, first: str, last: str, sense: str) -> None:
    found = find_dates(words)
    assert len(found) == 1
    assert (found[0].first.isoformat(), found[0].last.isoformat(), found[0].sense) == (first, last, sense)


def test_a_fiscal_year_ends_when_the_business_year_does() -> None:
    assert find_dates("FY2023", (3, 31))[0].last == date(2023, 3, 31)
    assert find_dates("FY22/23", (3, 31))[0].first == date(2022, 4, 1)
    assert find_dates("CY22", (6, 30))[0].last == date(2022, 12, 31)


@given(st.text(alphabet="0123456789/.- JanuarymchDei,FY", max_size=40))
def test_finding_dates_never_fails(words: str) -> None:
    for item in find_dates(words):
        assert item.first <= item.last
