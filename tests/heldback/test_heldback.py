"""The held-back gold is well-formed, keeps to its pages and holds no words of the reports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bench.heldback import on_pages

GOLD = Path(__file__).parents[2] / "heldback"
BLIND = GOLD / "blind"
SECOND = GOLD / "blind2"
REST = GOLD / "rest"
Pages = dict[str, dict[str, list[int]]]


def pages_of(folder: Path) -> Pages:
    pages: Pages = json.loads((folder / "pages.json").read_text("utf-8"))
    return pages


REPORTS = [
    pytest.param(folder, name, id=f"{folder.name}-{name}")
    for folder in (GOLD, BLIND, SECOND)
    for name in sorted(pages_of(folder))
]
NAMES = ("program", "award", "committee", "policy", "regulation", "certification", "membership", "topic", "disclosure")


def facts(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("folder", [GOLD, BLIND, SECOND], ids=lambda folder: folder.name)
def test_each_report_has_a_gold_file_and_a_list_of_pages(folder: Path) -> None:
    assert sorted(pages_of(folder)) == sorted(path.stem for path in folder.glob("*.jsonl"))


def test_the_first_set_covers_several_pages_of_several_reports() -> None:
    covered = pages_of(GOLD).values()
    assert sum(len(pages["metric"]) == 6 for pages in covered) >= 4
    assert sum(len(pages["named"]) >= 4 for pages in covered) >= 4


@pytest.mark.parametrize(("folder", "before"), [(BLIND, (GOLD,)), (SECOND, (GOLD, BLIND))], ids=["blind", "blind2"])
def test_a_blind_set_covers_other_pages_than_those_before_it(folder: Path, before: tuple[Path, ...]) -> None:
    for name, pages in pages_of(folder).items():
        for kind, numbers in pages.items():
            for other in before:
                assert not set(numbers) & set(pages_of(other).get(name, {}).get(kind, [])), (name, kind)


@pytest.mark.parametrize("name", ["kuaishou-2020", "kingsoft-cloud-2020"])
def test_the_rest_of_a_text_report_has_places_within_its_stretches_and_quotes_nothing(name: str) -> None:
    spans = json.loads((REST / "spans.json").read_text("utf-8"))[name]
    for fact in facts(REST, name):
        assert fact["type"] == "metric" or fact["type"] in NAMES
        first = min(mention["start"] for mention in fact["mentions"])
        assert any(low <= first < high for low, high in spans), fact["id"]
        assert all(mention["quote"] == "" for mention in fact["mentions"])


@pytest.mark.parametrize(("folder", "name"), REPORTS)
def test_every_fact_stands_on_annotated_pages_and_quotes_nothing(folder: Path, name: str) -> None:
    ids = [fact["id"] for fact in facts(folder, name)]
    assert len(ids) == len(set(ids))
    for fact in facts(folder, name):
        assert fact["type"] == "metric" or fact["type"] in NAMES
        allowed = pages_of(folder)[name]["metric" if fact["type"] == "metric" else "named"]
        assert {mention["page_index"] for mention in fact["mentions"]} <= set(allowed)
        assert all(mention["quote"] == "" for mention in fact["mentions"])


@pytest.mark.parametrize(("folder", "name"), REPORTS)
def test_labels_and_names_are_short(folder: Path, name: str) -> None:
    for fact in facts(folder, name):
        words = str(fact.get("label") or fact.get("name") or fact.get("organization") or fact.get("code")).split()
        assert 0 < len(words) <= 17, fact


def test_only_what_is_stated_on_annotated_pages_counts_first_place_first() -> None:
    def fact(kind: str, *places: tuple[int, int]) -> dict[str, Any]:
        return {"type": kind, "evidence": [{"page_index": page, "start": start} for page, start in places]}

    pages = {"metric": [2, 3], "named": [5]}
    kept = on_pages(
        [fact("metric", (3, 9), (2, 4), (5, 1)), fact("metric", (5, 1)), fact("award", (2, 1), (5, 7))], pages
    )
    assert [[(place["page_index"], place["start"]) for place in one["mentions"]] for one in kept] == [
        [(2, 4), (3, 9)],
        [(5, 7)],
    ]
