from __future__ import annotations

import time
from decimal import Decimal

import pint
import pytest

from kgbuild import lexicon, resources
from kgbuild.quantity.nouns import counted_code, singular
from kgbuild.quantity.scales import scale_after, scale_in
from kgbuild.quantity.units import canonical, kind_of, unit_reader


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("tonnes of waste", "t"),
        ("tons of CO2 equivalent per employee", "tCO2e/person"),
        ("tCO₂e", "tCO2e"),
        ("t CO 2 e / m²", "tCO2e/m2"),
        ("kWh", "kWh"),
        ("Kwh of power", "kWh"),
        ("MWh/person", "MWh/person"),
        ("cubic metres", "m3"),
        ("%", "%"),
        ("percentage points", "percentage point"),
        ("hours per employee", "hour/person"),
        ("tCO2e per RMB million revenue", "tCO2e/million CNY"),
        ("L/kWh", "L/kWh"),
        ("kg/1,000 employees", "kg/1,000 person"),
    ],
)
def test_units_are_read_behind_a_number(words: str, code: str) -> None:
    reading = unit_reader().after(words, 0)
    assert reading is not None
    assert reading.code == code


@pytest.mark.parametrize("words", ["people", "of the total", "tonic", "metresomething", ""])
def test_other_words_are_no_unit(words: str) -> None:
    assert unit_reader().after(words, 0) is None


@pytest.mark.parametrize(
    ("header", "code", "scale"),
    [
        ("in ten thousand tons", "t", 10**4),
        ("10,000 tonnes", "t", 10**4),
        ("RMB million", "CNY", 10**6),
        ("RMB'000", "CNY", 1000),
        ("'000 m3", "m3", 1000),
        ("€ mln", "EUR", 10**6),
        ("kg/person", "kg/person", 1),
        ("亿元", "CNY", 10**8),
    ],
)
def test_a_header_that_is_a_unit_gives_unit_and_scale(header: str, code: str, scale: int) -> None:
    reading = unit_reader().whole(header)
    assert reading is not None
    assert (reading.code, reading.scale) == (code, Decimal(scale))


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("Total emissions (Scope 1 and 2) (tons)", "t"),
        ("Energy consumption, MWh", "MWh"),
        ("Electricity in GJ", "GJ"),
        ("Emissions per floor area (tons per square meter)", "t/m2"),
        ("Training hours", "hour"),
        ("Men n. hours", "hour"),
    ],
)
def test_the_unit_inside_a_label_is_found(header: str, code: str) -> None:
    reading = unit_reader().within(header)
    assert reading is not None
    assert reading.code == code


def test_a_currency_before_a_number_is_its_unit() -> None:
    assert unit_reader().money("worth RMB **", 12).code == "CNY"  # type: ignore[union-attr]
    assert unit_reader().money("HK$", 3).code == "HKD"  # type: ignore[union-attr]
    assert unit_reader().money("ALARM", 5) is None


@pytest.mark.parametrize(
    ("after", "scale"),
    [
        (" million", 10**6),
        ("** million", 10**6),
        (" ten thousand", 10**4),
        ("bn", 10**9),
        ("万", 10**4),
        (" men", 1),
        ("k", 1000),
    ],
)
def test_scale_words_multiply(after: str, scale: int) -> None:
    assert scale_after("5" + after, 1)[0] == Decimal(scale)


def test_a_number_that_belongs_to_a_denominator_scales_nothing() -> None:
    assert scale_in("injuries per million hours") is None


@pytest.mark.parametrize(
    ("noun", "code"),
    [
        ("employees", "person"),
        ("independent directors", "person"),
        ("live streaming", "session"),
        ("training sessions", "session"),
        ("counties", "county"),
        ("suppliers", "supplier"),
        ("N95 masks", "mask"),
        ("courses", "course"),
        ("videos", "video"),
        ("areas", "area"),
        ("feedback", "feedback"),
        ("campuses", "campus"),
    ],
)
def test_counted_nouns_have_one_singular_code(noun: str, code: str) -> None:
    assert counted_code(noun) == code


def test_singular_keeps_words_that_are_no_plural() -> None:
    assert singular("business") == "business"
    assert singular("analysis") == "analysis"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("kg", "kg"),
        ("lb", "lb"),
        ("kWh", "kWh"),
        ("GWh", "GWh"),
        ("MJ", None),
        ("TJ", "TJ"),
        ("L", "liter"),
        ("ML", "megaliter"),
        ("gallon", "gallon"),
        ("ha", "hectare"),
        ("acre", "acre"),
        ("sqft", "foot**2"),
        ("mile", "mile"),
        ("short ton", "short_ton"),
        ("km2", "km**2"),
    ],
)
def test_factors_agree_with_pint(code: str, name: str | None) -> None:
    made = canonical(Decimal(1), code)
    if name is None:
        assert made is None
        return
    assert made is not None
    value, unit = made
    registry: pint.UnitRegistry[Decimal] = pint.UnitRegistry(non_int_type=Decimal)
    target = {"t": "tonne", "m3": "m**3", "m2": "m**2"}.get(unit, unit)
    assert abs(registry.Quantity(Decimal(1), name).to(target).magnitude - value) <= value * Decimal("1e-5")


def test_kinds_tell_ratios_counts_and_measures_apart() -> None:
    assert kind_of("t/person") == "Ratio"
    assert kind_of("supplier") == "Count"
    assert kind_of("GJ") == "Energy"


def test_every_unit_has_a_label_and_every_canonical_unit_exists() -> None:
    words = lexicon.load()
    for unit in words.units:
        assert unit.label
        assert unit.kind
        assert unit.canonical is None or unit.canonical in words.unit_by_code


def test_the_lexicon_loads_fast() -> None:
    start = time.perf_counter()
    lexicon._load.__wrapped__((resources.folder("ontology"),))
    assert time.perf_counter() - start < 1.5
