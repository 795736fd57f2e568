from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.errors import FactsError
from kgbuild.facts import dump, dump_line, load, parse_fact, parse_lines
from kgbuild.model import Evidence, Metric, Period, Program

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=9).map(lambda number: number.normalize())
EVIDENCE = (Evidence(start=0, end=4, quote="Lamp"),)


@given(NUMBERS)
def test_a_number_comes_back_exactly_as_it_was_written(value: Decimal) -> None:
    fact = Metric(label="x", value=value, unit="t", printed="1", evidence=EVIDENCE)
    (_, read), *_ = parse_lines(dump_line(fact), "facts")
    assert parse_fact(read, 1, "facts") == fact


@given(st.text(min_size=1).filter(str.strip))
def test_names_of_every_script_come_back(name: str) -> None:
    fact = Program(name=name, evidence=EVIDENCE)
    (_, read), *_ = parse_lines(dump_line(fact), "facts")
    assert parse_fact(read, 1, "facts") == fact


def test_thousands_are_written_without_an_exponent() -> None:
    fact = Metric(
        label="x", value=Decimal("4.48E+8"), unit="CNY", printed="448", scale=Decimal("1E+6"), evidence=EVIDENCE
    )
    assert '"value": 448000000,' in dump_line(fact)
    assert '"scale": 1000000,' in dump_line(fact)


def test_a_period_is_written_as_the_contract_says() -> None:
    fact = Metric(
        label="x",
        value=Decimal(1),
        unit="t",
        printed="1",
        evidence=EVIDENCE,
        period=Period.model_validate({"asOf": "2023-12-31"}),
    )
    assert '"period": {"asOf": "2023-12-31"}' in dump_line(fact)


def test_a_broken_line_is_named_by_its_number_and_field(tmp_path: Path) -> None:
    good = dump([Program(name="Lamp", evidence=EVIDENCE)])
    path = tmp_path / "facts.jsonl"
    path.write_text(good + good.replace('"name": "Lamp", ', ""), encoding="utf-8")
    with pytest.raises(FactsError, match=r"line 2: program\.name"):
        load(path)


@pytest.mark.parametrize("content", [b"{", b"[1]", b"\xff\xfe\x00", b"{'a': 1}"])
def test_what_is_no_facts_file_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "facts.jsonl"
    path.write_bytes(content)
    with pytest.raises(FactsError) as caught:
        load(path)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)
