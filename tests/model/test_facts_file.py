from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
import simplejson
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


@given(st.text(min_size=1).filter(lambda name: name.strip() and "\0" not in name))
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


LINE = '{"type": "metric", "label": "x", "value": %s, "unit": "t", "printed": "1", "evidence": [{"quote": "1"}]}'


@pytest.mark.parametrize(
    "number", ["1e999999", "1e-999999", "1e99999999999999999999", "NaN", "Infinity", "-Infinity", "9" * 5000, '"sNaN"']
)
def test_a_number_that_no_report_prints_is_refused(number: str) -> None:
    with pytest.raises(FactsError, match="line 1"):
        [parse_fact(value, line, "facts") for line, value in parse_lines(LINE % number, "facts")]


@pytest.mark.parametrize(
    "line",
    [
        "[" * 100_000,
        '{"name": "\\ud800"}',
        '{"name": "a\\u0000"}',
        '{"name": "  "}',
        '{"partners": [""]}',
        '{"dims": {"": "x"}}',
    ],
)
def test_a_line_that_is_no_text_is_refused_in_one_line(line: str) -> None:
    with pytest.raises(FactsError, match=r"line 1[: ]"):
        list(parse_lines(line, "facts"))


@given(st.text())
def test_any_line_is_read_or_refused(text: str) -> None:
    with suppress(FactsError):
        assert [parse_fact(value, line, "facts") for line, value in parse_lines(text, "facts")] == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted({*Metric.model_fields, *Program.model_fields})), JSON)
def test_any_value_of_any_field_is_read_or_refused(field: str, value: object) -> None:
    written = simplejson.dumps({**simplejson.loads(LINE % 1), field: value}, use_decimal=True)
    with suppress(FactsError):
        ((line, read),) = parse_lines(written, "facts")
        fact = parse_fact(read, line, "facts")
        ((_, again),) = parse_lines(dump_line(fact), "facts")
        assert parse_fact(again, 1, "facts") == fact
