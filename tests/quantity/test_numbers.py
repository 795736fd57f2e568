from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.model import NumberStyle
from kgbuild.quantity.numbers import read_figure, read_number, read_word, resolution_of, scan

POINT, COMMA, MIXED = NumberStyle.POINT, NumberStyle.COMMA, NumberStyle.MIXED


@pytest.mark.parametrize(
    ("printed", "style", "worth"),
    [
        ("1,234.5", POINT, "1234.5"),
        ("1.234,5", COMMA, "1234.5"),
        ("104.925", POINT, "104.925"),
        ("104.925", COMMA, "104925"),
        ("104.925", MIXED, "104925"),
        ("1,002", MIXED, "1002"),
        ("77,7", MIXED, "77.7"),
        ("39 430", POINT, "39430"),
        ("39\u00a0430", POINT, "39430"),
        ("1'234'567", POINT, "1234567"),
        ("60,25,64,791.69", POINT, "602564791.69"),
        ("1.234.567", POINT, "1234567"),
        ("0,7", POINT, "0.7"),
        ("(3.5)", POINT, "-3.5"),
        ("−4", POINT, "-4"),
        ("007", POINT, "7"),
    ],
)
def test_figures_are_read_in_the_style_of_the_report(printed: str, style: NumberStyle, worth: str) -> None:
    assert read_figure(printed, style) == Decimal(worth)


@pytest.mark.parametrize("printed", ["", "2.0.1", "6292-6356", "1,23", "N95", "12:30", "abc", "1..2", "--3"])
def test_what_is_no_figure_is_none(printed: str) -> None:
    assert read_figure(printed) is None


@pytest.mark.parametrize(
    ("printed", "worth", "kind"),
    [
        ("a dozen", 12, "word"),
        ("Twenty-five", 25, "word"),
        ("two hundred and six", 206, "word"),
        ("zero", 0, "word"),
        ("No", 0, "none"),
        ("not", 0, "none"),
        ("All", 100, "all"),
        ("1,000", 1000, "figure"),
    ],
)
def test_number_words_none_and_all_are_numbers(printed: str, worth: int, kind: str) -> None:
    assert read_number(printed) == (Decimal(worth), kind)


def test_words_that_are_no_number_are_none() -> None:
    assert read_number("several") is None
    assert read_word("and") is None


def test_scan_finds_every_run_of_figures_once_and_in_order() -> None:
    found = scan("From 1,024.5 to -3.5 and (twelve) of 2.0.1, RMB100")
    assert [(n.text, n.value) for n in found] == [
        ("1,024.5", Decimal("1024.5")),
        ("-3.5", Decimal("-3.5")),
        ("twelve", Decimal(12)),
        ("2.0.1", None),
        ("100", Decimal(100)),
    ]


def test_resolution_is_the_last_printed_digit() -> None:
    assert resolution_of(Decimal("2.80")) == Decimal("0.01")
    assert resolution_of(Decimal(1802)) == Decimal(1)


@given(st.integers(0, 10**12), st.integers(0, 4))
def test_grouped_figures_are_read_back(digits: int, decimals: int) -> None:
    number = Decimal(digits).scaleb(-decimals)
    assert read_figure(f"{number:,f}") == number
    swapped = f"{number:,f}".translate(str.maketrans(",.", ".,"))
    assert read_figure(swapped, COMMA) == number


@given(st.text(max_size=60))
def test_scan_never_fails_and_stays_inside_the_text(text: str) -> None:
    for number in scan(text):
        assert text[number.start : number.end] == number.text
        assert number.value is None or isinstance(number.value, Decimal)
