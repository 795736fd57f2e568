from __future__ import annotations

import json
from pathlib import Path

import pytest

from kgbuild.extract.named.measure import main, measure


def item(kind: str, name: str, start: int, **more: object) -> dict[str, object]:
    return {"type": kind, "name": name, "mentions": [{"start": start, "end": start + 5}], **more}


GOLD = [
    item("policy", "Quay Policy", 10),
    item("policy", "Tug Rules", 50, optional=True),
    item("policy", "Rope Code", 90),
]


def given(name: str, start: int, rule: str) -> dict[str, object]:
    return {"type": "policy", "name": name, "rule": rule, "evidence": [{"start": start, "end": start + 5}]}


def test_right_borderline_and_spurious_facts_of_a_rule() -> None:
    facts = [
        given("The Quay Policy", 10, "named/a"),
        given("Tug Rules", 50, "named/a"),
        given("Sea Act", 60, "named/a"),
    ]
    tallies, wanted = measure(GOLD, facts)
    assert (tallies["a"].right, tallies["a"].optional, tallies["a"].spurious) == (1, 1, 1)
    assert tallies["a"].precision == 0.5
    assert wanted == {"policy": 2}


def test_facts_of_text_that_nobody_annotated_do_not_count() -> None:
    tallies, _ = measure(GOLD, [given("Sea Act", 90_000, "named/a")])
    assert tallies == {}


def test_the_table_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, items in (("gold", GOLD), ("facts", [given("Quay Policy", 10, "named/policy/list")])):
        (tmp_path / name).write_text("".join(json.dumps(one) + "\n" for one in items), encoding="utf-8")
    assert main([str(tmp_path / "gold"), str(tmp_path / "facts")]) == 0
    assert "policy/list" in capsys.readouterr().out
    assert main([]) == 2
