from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kgbuild.model import Evidence, Metric, NumberStyle, WithWords
from kgbuild.quantity import Verdict, prove


def evidence(quote: str | None, *beside: tuple[str, str]) -> Evidence:
    words = tuple(WithWords(role=role, quote=text) for role, text in beside)
    return Evidence(quote=quote, with_=words)


def metric(printed: str, value: str, **fields: Any) -> Metric:
    given = {"label": "anything", "unit": "1", "evidence": (evidence("x"),), **fields}
    return Metric(printed=printed, value=Decimal(value), **given)


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (
            metric("2.8", "2800000", scale=Decimal(10**6), unit="CNY", bound="approx"),
            "recovered about RMB **2.8** million",
        ),
        (metric("40", "40", unit="%"), "female employees made up <b>40</b>%"),
        (metric("no", "0", unit="case"), "there were no cases of bribery"),
        (metric("All", "100", unit="%"), "All employees were trained"),
        (metric("a dozen", "12", unit="province"), "in a dozen provinces"),
        (metric("half", "50", unit="%"), "half of our staff"),
        (metric("6", "6", upper_value=Decimal(30), bound="range", unit="%"), "raised by 6%-30%"),
    ],
)
def test_a_value_that_stands_in_the_words_holds(fact: Metric, words: str) -> None:
    proof = prove(fact, evidence(words))
    assert proof.value_holds, proof.reason
    assert proof.verdict("value") == "proven"


def test_scale_and_unit_of_a_cell_are_proven_by_its_header() -> None:
    fact = metric("69.44", "694400", scale=Decimal(10**4), unit="t")
    assert prove(fact, evidence("69.44", ("unit", "Waste (in ten thousand tons)"))).value_holds
    alone = prove(fact, evidence("69.44"))
    assert not alone.value_holds
    assert "scale" in alone.reason


@pytest.mark.parametrize(
    ("fact", "words", "said"),
    [
        (metric("41", "41"), "we trained 410 people", "not in its words"),
        (metric("41", "42"), "we trained 41 people", "not 42"),
        (metric("2.8", "2.8"), "2.8 million", "scale"),
        (metric("5", "5", unit="t"), "5% of staff", "another unit"),
        (metric("6", "6", upper_value=Decimal(31), bound="range", unit="%"), "6%-30%", "upper value"),
        (metric("many", "3"), "many people", "no number"),
    ],
)
def test_a_value_that_does_not_stand_in_the_words_is_refused(fact: Metric, words: str, said: str) -> None:
    proof = prove(fact, evidence(words))
    assert not proof.value_holds
    assert said in proof.reason


def test_words_that_are_not_at_hand_prove_nothing() -> None:
    assert not prove(metric("1", "1"), evidence(None)).value_holds


def test_the_style_of_the_report_decides_where_both_readings_are_possible() -> None:
    assert prove(metric("104.925", "104925"), evidence("104.925"), NumberStyle.COMMA).value_holds
    assert not prove(metric("104.925", "104925"), evidence("104.925"), NumberStyle.POINT).value_holds
    assert prove(metric("104.925", "104925"), evidence("104.925")).value_holds


def test_brackets_around_a_figure_make_it_negative() -> None:
    assert prove(metric("1,305", "-1305", unit="EUR"), evidence("(1,305)")).value_holds


@pytest.mark.parametrize(
    ("fields", "words", "field", "verdict"),
    [
        ({"unit": "person"}, "5 employees", "unit", "proven"),
        ({"unit": "tCO2e"}, "5 tons", "unit", "consistent"),
        ({"unit": "GJ"}, "5", "unit", "not provable"),
        ({"bound": "min"}, "over 5", "bound", "proven"),
        ({"bound": "max"}, "over 5", "bound", "contradicted"),
        ({"period": {"asOf": "2020-12-31"}}, "5 as of December 31, 2020", "period", "proven"),
        ({"period": {"start": "2020-02-01", "end": "2020-12-31"}}, "5 in 2020", "period", "consistent"),
        ({"period": {"asOf": "2020-12-31"}}, "5", "period", "not provable"),
        ({"resolution": Decimal(1)}, "5", "resolution", "proven"),
    ],
)
def test_each_field_has_its_own_verdict(fields: dict[str, Any], words: str, field: str, verdict: Verdict) -> None:
    proof = prove(metric("5", "5", **fields), evidence(words))
    assert proof.value_holds
    assert proof.verdict(field) == verdict
