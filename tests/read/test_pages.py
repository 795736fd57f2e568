"""Pages that a text marks itself, and bounds from its contents page where it marks none."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from kgbuild.model import BlockKind, Document, PageBound
from kgbuild.read import read
from tests.read.making import only, text

PROSE = "We keep the harbour clean for those who live by it and report on it once a year to everyone who asks us. "
SECTIONS = [
    ("About Us", 2),
    ("Board and Risk", 4),
    ("Energy Use", 9),
    ("Water", 12),
    ("Our People", 12),
    ("Outlook", 20),
]


def body(sections: Sequence[tuple[str, int]], ends: int = 22) -> str:
    """Sections with as much text as their pages let expect."""
    last = [page for _, page in sections[1:]] + [ends]
    return "".join(
        f"{title}\n\n{(PROSE * 14 + chr(10) + chr(10)) * max(1, until - page)}"
        for (title, page), until in zip(sections, last, strict=True)
    )


def bounds(document: Document) -> list[tuple[str, tuple[object, object]]]:
    return [(document.text[bound.start :].split("\n")[0], bound.labels) for bound in document.bounds]


EXPECTED = [
    ("About Us", (2, 4)),
    ("Board and Risk", (4, 9)),
    ("Energy Use", (9, 12)),
    ("Water", (12, 12)),
    ("Our People", (12, 20)),
    ("Outlook", (20, None)),
]


@pytest.mark.parametrize(
    "line",
    [
        "{title}\t{page:02}\n",
        "{page:02} {title}\n\n",
        "{title} ........ {page}\n",
        "{title}    {page}\n",
        "**{title}** {page}\n\n",
        "- {title} {page}\n",
        "| {title} | {page} |\n",
        "{title} . . . . . . {page}\n",
        "{page}\t{title}\n",
        "p. {page} {title}\n",
    ],
)
def test_contents_in_any_form_bound_the_sections(line: str) -> None:
    contents = "".join(line.format(title=title, page=page) for title, page in SECTIONS)
    document = text(f"Lumen Harbour\n\nContents\n\n{contents}\n\n{body(SECTIONS)}")
    assert bounds(document) == EXPECTED
    place = document.place(document.blocks[-1].span)
    assert (place.page_labels, place.page_basis) == ((20, None), "bounded")


def test_two_columns_that_the_text_mixes_are_put_in_order_of_pages() -> None:
    mixed = [SECTIONS[at] for at in (0, 3, 1, 4, 2, 5)]
    contents = "".join(f"{page:02} {title}\n\n" for title, page in mixed)
    assert bounds(text(f"Contents\n\n{contents}{body(SECTIONS)}")) == EXPECTED


def test_chapter_numbers_are_no_pages() -> None:
    contents = (
        "Contents\n\nAbout Us\t03\n\nGovernance **01**\n\nBoard\t07\nRisk\t09\n\n"
        "Planet **02**\n\nEnergy\t13\nWater\t15\n\nPeople **03**\n\nSafety\t19\nTraining\t22\n\nIndex\t25\n\n"
    )
    sections = [("About Us", 3), ("01 Governance", 6), ("Board", 7), ("Risk", 9), ("02 Planet", 12), ("Energy", 13)]
    sections += [("Water", 15), ("03 People", 18), ("Safety", 19), ("Training", 22), ("Index", 25)]
    found = dict(bounds(text(contents + body(sections, 26))))
    assert found["01 Governance"] == (3, 7)
    assert found["02 Planet"] == (9, 13)
    assert found["Board"] == (7, 9)
    assert found["Training"] == (22, 25)


def test_titles_that_come_again_in_overviews_and_on_dividers_are_not_taken_for_the_section() -> None:
    contents = "Contents\n\n" + "".join(f"{title}\t{page}\n" for title, page in SECTIONS)
    overview = "".join(f"{title}\n\n{PROSE}\n\n" for title, _ in SECTIONS[2:5])
    divider = "Energy Use\n\nWater\n\nOur People\n\n"
    source = contents + "\n" + body(SECTIONS[:1], 4) + overview + body(SECTIONS[1:2], 9) + divider + body(SECTIONS[2:])
    document = text(source)
    found = bounds(document)
    assert [title for title, _ in found] == [title for title, _ in SECTIONS]
    assert document.bound_at(source.rindex("Energy Use")) == (9, 12)
    assert document.bound_at(source.index(overview)) == (2, 4)


def test_a_section_whose_title_is_not_found_widens_the_bound_before_it() -> None:
    contents = "Contents\n\n" + "".join(f"{title}\t{page}\n" for title, page in SECTIONS)
    document = text(contents + "\n" + body(SECTIONS).replace("Energy Use\n", ""))
    assert ("Board and Risk", (4, 12)) in bounds(document)


INDEX = "Subject\tRequirement\tPage\nB5 Water\tWater use and waste water\t{}\nB6 Staff\tPolicies\tP12-15\n"


@pytest.mark.parametrize(
    ("pages", "bound"),
    [
        ("P9-11", (9, 11)),
        ("P9, P10-11", (9, 11)),
        ("P9", (9, 12)),
        ("P10-11", (9, 12)),
        ("P9-12", (9, 12)),
        ("/", (9, 12)),
    ],
)
def test_the_index_ends_a_section_where_the_next_begins_right_after(pages: str, bound: tuple[int, int]) -> None:
    sections = [("About Us", 2), ("Board and Risk", 4), ("Water Use", 9), ("Our People", 12), ("Index", 20)]
    contents = "Contents\n\n" + "".join(f"{title}\t{page}\n" for title, page in sections)
    document = text(contents + "\n" + body(sections) + INDEX.format(pages))
    assert dict(bounds(document))["Water Use"] == bound
    assert dict(bounds(document))["Our People"] == (12, 20)


def test_contents_whose_sections_are_mostly_missing_bound_nothing() -> None:
    contents = "Contents\n\n" + "".join(f"{title}\t{page}\n" for title, page in SECTIONS)
    assert text(contents + "\n" + body(SECTIONS[:2], 9)).bounds == ()


def test_a_table_of_figures_is_no_contents_page() -> None:
    assert text("Staff\n\nMale\t62\nFemale\t30\nUnder 30\t41\nOver 50\t9\n\n" + PROSE).bounds == ()


@pytest.mark.parametrize(
    "marker",
    [
        "=== page {} ===",
        "--- Page {} ---",
        "<!-- page {} -->",
        "[Page {}]",
        "## Page {}",
        "{{{}}}----------------",
        "<page_number>{}</page_number>",
    ],
)
def test_page_markers_are_exact_pages(marker: str) -> None:
    numbered = ((2, "a"), (3, "b"), (7, "c"))
    document = text("".join(f"{marker.format(number)}\n\nPage text {word}.\n\n" for number, word in numbered))
    assert [page.index for page in document.pages] == [2, 3, 7]
    assert [block.page for block in document.blocks if block.kind is BlockKind.PARAGRAPH] == [2, 3, 7]
    span = document.blocks[-1].span
    place = document.place(span)
    assert (place.start, place.page_index, place.page_basis) == (span.start, 7, "exact")


def test_markers_below_their_page_end_it() -> None:
    document = text(f"{PROSE}\n\nPage 1 of 3\n\n{PROSE}\n\nPage 2 of 3\n\nThe last.\n\nPage 3 of 3\n")
    assert [block.page for block in document.blocks if block.kind is BlockKind.PARAGRAPH] == [1, 2, 3]


def test_form_feeds_part_pages_and_printed_numbers_are_their_labels() -> None:
    running = "Lumen Harbour Report"
    pages = [f"{running}\n\n{PROSE}{word}.\n\n{number}\n" for number, word in ((7, "a"), (8, "b"), (9, "c"), (10, "d"))]
    document = text("\f".join(pages))
    assert [(page.index, page.label) for page in document.pages] == [(1, 7), (2, 8), (3, 9), (4, 10)]
    assert only(document, BlockKind.FURNITURE) == [running, "7", running, "8", running, "9", running, "10"]


def test_a_figure_on_its_own_is_no_furniture_though_every_page_has_a_number() -> None:
    figures = {"Rome": 42, "Oslo": 61, "Kobe": 88, "Lima": 97, "Bonn": 75}
    pages = [
        f"Patents in {city}\n\n{figure}\n\n{PROSE}{city}.\n\n{number}\n"
        for number, (city, figure) in enumerate(figures.items(), start=1)
    ]
    document = text("\f".join(pages))
    assert only(document, BlockKind.FURNITURE) == ["1", "2", "3", "4", "5"]


def test_a_page_of_contents_of_a_paged_text_is_contents() -> None:
    contents = "Contents\n\nWater\t2\nWaste\t3\nPeople\t4\n"
    document = text("\f".join([contents, f"# Water\n\n{PROSE}", f"# Waste\n\n{PROSE}", f"# People\n\n{PROSE}"]))
    assert only(document, BlockKind.CONTENTS) == ["Contents", "Water 2 Waste 3 People 4"]
    assert document.bounds == ()


def test_numbers_out_of_step_with_the_pages_are_no_labels() -> None:
    document = text("\f".join(f"{PROSE}\n\n{number}\n" for number in (40, 12, 77, 31, 5)))
    assert {page.label for page in document.pages} == {None}


def test_nothing_runs_over_a_page_break() -> None:
    document = text("We joined the\f**Harbour Alliance** for water")
    assert [block.page for block in document.blocks] == [1, 2]


@pytest.mark.parametrize("name", ["kingsoft-cloud-2020", "kuaishou-2020"])
def test_every_bound_holds_the_pages_of_the_gold(shared: Path, name: str) -> None:
    document = read(shared / "reports" / f"{name}.txt")
    widths = []
    for line in (shared / "gold" / f"{name}.jsonl").read_text().splitlines():
        fact = json.loads(line)
        low, high = fact["pages"]
        first, last = document.bound_at(fact["mentions"][0]["start"]) or (None, None)
        assert isinstance(first, int)
        assert first <= low
        if high is not None:
            assert isinstance(last, int)
            assert high <= last + 1
            assert (last - first) - (high - low) <= 4
            widths.append(last - first)
    assert sorted(widths)[len(widths) // 2] <= 3


def test_bounds_are_in_order(shared: Path) -> None:
    found: Sequence[PageBound] = read(shared / "reports" / "kuaishou-2020.txt").bounds
    lows = [bound.labels[0] for bound in found]
    assert all(isinstance(low, int) for low in lows)
    assert lows == sorted(lows, key=lambda low: low if isinstance(low, int) else 0)
