"""The sample reports: made again byte for byte, and holding what they are there to show."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
import simplejson

from samples.content import OFFSET, REPORT
from samples.make import NAME, outputs
from samples.model import unmarked

SAMPLES = Path(__file__).parents[2] / "samples"
MADE = outputs()
TEXT = MADE[f"{NAME}.txt"].decode("utf-8")
GOLD = [simplejson.loads(line, use_decimal=True) for line in MADE["gold.jsonl"].decode("utf-8").splitlines()]


@pytest.mark.parametrize("name", sorted(MADE))
def test_an_output_is_made_again_byte_for_byte(name: str) -> None:
    assert (SAMPLES / name).read_bytes() == MADE[name]


def pdf_pages() -> list[str]:
    document = pypdfium2.PdfDocument(io.BytesIO(MADE[f"{NAME}.pdf"]))
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def test_the_pdf_has_a_page_for_each_page_of_the_paged_text() -> None:
    paged = MADE[f"{NAME}.paged.txt"].decode("utf-8").split("\f")
    assert len(pdf_pages()) == len(paged) == len(REPORT.pages) == 16


def test_the_printed_number_is_the_physical_one_less_the_offset() -> None:
    labels = [page.label for page in REPORT.pages]
    assert labels == [None] * OFFSET + list(range(1, len(labels) - OFFSET + 1))


def test_every_word_of_the_text_is_in_the_pdf_chinese_included() -> None:
    words = {word for page in pdf_pages() for word in page.split()}
    missing = [word for word in TEXT.replace("#", " ").replace("*", "").replace("- ", " ").split() if word not in words]
    assert missing == []
    assert any("光明港灣控股有限公司" in page for page in pdf_pages())


def test_the_text_without_page_breaks_has_neither_page_breaks_nor_page_numbers() -> None:
    assert "\f" not in TEXT
    assert not [line for line in TEXT.splitlines() if line in {f"{number:02d}" for number in range(1, 15)}]


def test_gold_offsets_give_the_quotes_and_every_metric_is_within_its_limit() -> None:
    for fact in GOLD:
        assert fact["mentions"]
        for mention in fact["mentions"]:
            assert TEXT[mention["start"] : mention["end"]] == mention["quote"]
            assert len(mention["quote"]) <= 400


def test_gold_has_every_type_at_least_three_times() -> None:
    kinds = [fact["type"] for fact in GOLD]
    for kind in (
        "metric",
        "program",
        "award",
        "committee",
        "policy",
        "regulation",
        "certification",
        "membership",
        "topic",
        "disclosure",
    ):
        assert kinds.count(kind) >= 3, kind
    assert kinds.count("disclosure") == 48


def figure(label: str, year: int, **dims: str) -> Decimal:
    found = [
        fact["value"]
        for fact in GOLD
        if fact["type"] == "metric"
        and fact["label"] == label
        and fact["dims"] == dims
        and str(year) in str(fact["period"])
        and "level" in fact
    ]
    assert len(found) == 1, (label, year, dims, found)
    value: Decimal = found[0]
    return value


def gender_parts(year: int) -> Decimal:
    return figure("employees male", year, gender="male") + figure("employees female", year, gender="female")


def scope_parts(year: int) -> Decimal:
    return sum((figure(f"Scope {n} greenhouse gas emissions", year, scope=n) for n in "12"), Decimal(0))


def test_the_planted_contradictions_are_there_and_the_year_before_holds() -> None:
    total, gas = "total greenhouse gas emissions", "natural gas consumption"
    assert (gender_parts(2023), figure("employees", 2023)) == (Decimal(4313), Decimal(4286))
    assert gender_parts(2022) == figure("employees", 2022)
    assert (scope_parts(2023), figure(total, 2023, scope="1+2")) == (Decimal("25287.9"), Decimal("25827.9"))
    assert scope_parts(2022) == figure(total, 2022, scope="1+2")
    intensity = "greenhouse gas emission intensity"
    assert round(figure(total, 2023, scope="1+2") / figure("employees", 2023), 2) != figure(intensity, 2023)
    assert round(figure(total, 2022, scope="1+2") / figure("employees", 2022), 2) == figure(intensity, 2022)
    assert figure(gas, 2022) / figure(gas, 2023) > 1000
    assert {fact["value"] for fact in GOLD if fact.get("label") == "suppliers in the supplier register"} == {1248, 1284}
    women, all_ = (
        next(f["value"] for f in GOLD if f.get("label") == label)
        for label in ("female senior managers", "senior managers")
    )
    share = next(f["value"] for f in GOLD if f.get("label") == "share of women among senior managers")
    assert round(100 * women / all_) == 28
    assert share == 32


@pytest.mark.parametrize(
    "parts",
    [
        {"age": ("below 30", "30-50", "above 50")},
        {"region": ("Mainland China", "Hong Kong", "Overseas")},
        {"employmentType": ("full-time", "part-time")},
    ],
)
@pytest.mark.parametrize("year", [2023, 2022])
def test_the_other_breakdowns_add_up(parts: dict[str, tuple[str, ...]], year: int) -> None:
    for axis, members in parts.items():
        assert sum(figure(f"employees {member}", year, **{axis: member}) for member in members) == figure(
            "employees", year
        )


def test_traps_are_in_the_text_and_not_in_the_gold() -> None:
    names = " | ".join(str(fact.get("name") or fact.get("standard")) for fact in GOLD if fact["type"] != "regulation")
    for trap in ("OHSAS 18001", "IATF 16949", "Administrative Measures for Harbour Waste Reception"):
        assert trap in TEXT
        assert trap not in names
    quotes = [mention["quote"] for fact in GOLD if fact["type"] == "metric" for mention in fact["mentions"]]
    for number in ("63%", "1.55", "1024 Harbour", "Pier 39"):
        assert number in TEXT
        assert not [quote for quote in quotes if number in quote]


def test_marks_nest_and_unbalanced_ones_are_refused() -> None:
    plain, marks = unmarked("a [[x|b [[y|c]] d]] e")
    assert plain == "a b c d e"
    assert {(mark.key, plain[mark.start : mark.end]) for mark in marks} == {("y", "c"), ("x", "b c d")}
    for broken in ("[[x|b", "b]]"):
        with pytest.raises(ValueError, match="mark"):
            unmarked(broken)
