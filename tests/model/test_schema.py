from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import simplejson
from jsonschema import Draft202012Validator

from kgbuild.facts import dump_line
from kgbuild.model import FACT
from kgbuild.schema import rendered, schemas

FOLDER = Path(__file__).resolve().parents[2] / "schemas"
EVIDENCE = {"start": 3, "end": 6, "quote": "1.5", "with": [{"role": "unit", "start": 0, "end": 1, "quote": "t"}]}
METRIC: dict[str, Any] = {
    "type": "metric",
    "label": "waste",
    "value": 1.5,
    "unit": "t",
    "printed": "1.5",
    "period": {"asOf": "2023-12-31"},
    "evidence": [EVIDENCE],
}


@pytest.mark.parametrize("name", sorted(schemas()))
def test_the_schema_in_the_repository_is_the_one_the_code_reads(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == rendered(schemas()[name])
    Draft202012Validator.check_schema(schemas()[name])


def test_a_fact_as_others_write_it_fits_the_schema() -> None:
    Draft202012Validator(schemas()["fact.schema.json"]).validate(METRIC)


def test_a_fact_as_we_write_it_fits_the_schema() -> None:
    line = dump_line(FACT.validate_python(METRIC))
    Draft202012Validator(schemas()["fact.schema.json"]).validate(simplejson.loads(line))


@pytest.mark.parametrize(
    "broken",
    [
        {**METRIC, "evidence": []},
        {**METRIC, "value": "1.5 t"},
        {**METRIC, "bound": "roughly"},
        {**METRIC, "surprise": 1},
        {**METRIC, "evidence": [{**EVIDENCE, "quote": "x" * 401}]},
    ],
)
def test_what_the_schema_refuses_the_reader_refuses_too(broken: dict[str, Any]) -> None:
    assert not Draft202012Validator(schemas()["fact.schema.json"]).is_valid(broken)
    with pytest.raises(ValueError, match="validation error"):
        FACT.validate_python(broken)
