"""The sample report is understood: what is found in it against its gold facts, and its traps avoided."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kgbuild.extract import extractors
from kgbuild.facts import dump_line
from kgbuild.read import read

SAMPLES = Path(__file__).parents[2] / "samples"
Item = dict[str, Any]
FORMS = ("txt", "pdf")


@cache
def found(form: str) -> tuple[Item, ...]:
    document = read(SAMPLES / f"lumen-harbour-2023.{form}")
    return tuple(json.loads(dump_line(fact)) for extract in extractors().values() for fact in extract(document))


@cache
def gold() -> tuple[Item, ...]:
    return tuple(json.loads(line) for line in (SAMPLES / "gold.jsonl").read_text("utf-8").splitlines())


def fold(name: str) -> str:
    return re.sub(r"[^0-9a-z]+", " ", name.casefold().replace("’s", "").replace("'s", "")).removeprefix("the ").strip()


def names(item: Item) -> set[str]:
    said = [item.get(key) for key in ("name", "organization", "code", "standard")] + list(item.get("aliases") or [])
    return {fold(name) for name in said if name} - {""}


def together(one: Item, fact: Item, form: str) -> bool:
    """A gold mention and a piece of evidence share words (text) or a page (PDF)."""
    for mention in one["mentions"]:
        for place in fact["evidence"]:
            if form == "pdf" and mention["page_index"] == place["page_index"]:
                return True
            if form == "txt" and mention["start"] < place["end"] and place["start"] < mention["end"]:
                return True
    return False


def same(one: Item, fact: Item, form: str) -> bool:
    if one["type"] == "metric":
        return bool(one["value"] == fact["value"]) and together(one, fact, form)
    return bool(names(one) & names(fact))


def rates(kind: str, form: str) -> tuple[float, float]:
    """Precision and recall of a fact type; optional gold counts for neither."""
    wanted = [item for item in gold() if item["type"] == kind]
    given = [fact for fact in found(form) if fact["type"] == kind]
    hit = [one for one in wanted if not one["optional"] and any(same(one, fact, form) for fact in given)]
    right = [fact for fact in given if any(same(one, fact, form) for one in wanted)]
    return len(right) / max(1, len(given)), len(hit) / sum(not one["optional"] for one in wanted)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("kind", "precision", "recall"),
    [
        ("metric", 0.95, 0.85),
        ("program", 0.9, 0.9),
        ("award", 0.9, 0.9),
        ("committee", 0.9, 0.9),
        ("policy", 0.9, 0.9),
        ("regulation", 0.9, 0.9),
        ("certification", 0.9, 1.0),
        ("membership", 0.9, 1.0),
        ("topic", 0.9, 0.9),
        ("disclosure", 1.0, 1.0),
    ],
)
def test_each_type_of_fact_is_found(kind: str, precision: float, recall: float, form: str) -> None:
    measured = rates(kind, form)
    assert measured[0] >= precision
    assert measured[1] >= recall


@pytest.mark.parametrize("form", FORMS)
def test_what_is_asked_of_suppliers_or_is_a_law_is_not_the_companys(form: str) -> None:
    held = {name for fact in found(form) if fact["type"] == "certification" for name in names(fact)}
    assert not held & {"iso 9001", "ohsas 18001", "iatf 16949", "iso 14064 1"}
    policies = {name for fact in found(form) if fact["type"] == "policy" for name in names(fact)}
    assert "administrative measures for harbour waste reception" not in policies


@pytest.mark.parametrize("form", FORMS)
def test_numbers_in_names_service_hours_and_others_figures_are_no_metrics(form: str) -> None:
    quotes = [place["quote"] for fact in found(form) if fact["type"] == "metric" for place in fact["evidence"]]
    for words in ("1024 Harbour", "Pier 39", "Top 50", "7x24", "63% of listed", "ISO 14064"):
        assert not [quote for quote in quotes if quote.startswith(words)]
