"""Plain and marked-up text: words, headings, lists, key figures, notes, contents."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgbuild.errors import ReadError
from kgbuild.model import BlockKind, Mark
from kgbuild.read import read
from kgbuild.read.markup import clean, vocabulary
from tests.read.making import kinds, only, text

PROSE = "We keep the harbour clean for those who live by it and report on it once a year to everyone who asks us."


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**1,045** patents", "1,045 patents"),
        ("WUE<sup>2</sup> lower than", "WUE lower than"),
        ("20 m<sup>2</sup> and 3 km²", "20 m2 and 3 km²"),
        ("the PUE² of our halls", "the PUE of our halls"),
        ("the 35<sup>th</sup> year", "the 35th year"),
        ("CO$_{2}$eq at $5 and $6", "CO2eq at $5 and $6"),
        ("see [our site](http://a.example/b) or <http://c.example>", "see our site or http://c.example"),
        ("R&amp;D &lt;90 seconds", "R&D <90 seconds"),
        ("<90 seconds", "<90 seconds"),
        ("the enter-\nprise goes on", "the enterprise goes on"),
        ("two  lines\nof one", "two lines of one"),
        ("our App* in 2020**", "our App in 2020"),
        ("Patents (cumulative) 1)", "Patents (cumulative)"),
        ("3 * 4", "3 * 4"),
        ("zero\u200bwidth", "zerowidth"),
    ],
)
def test_clean_words_are_without_markup_and_marks(source: str, expected: str) -> None:
    assert clean(source, 0, len(source)).text == expected


def test_marks_keep_what_the_words_lost() -> None:
    source = 'the "**Group**" of *Law X* in PUE² and<sup>3,4</sup>'
    words = clean(source, 0, len(source))
    assert set(words.marks) == {
        Mark("bold", 5, 10),
        Mark("italic", 15, 20),
        Mark("note", 27, 27, "2"),
        Mark("note", 31, 31, "3,4"),
    }


def test_a_hyphen_stays_where_the_report_writes_the_word_with_one() -> None:
    source = "long-term goals are long-\nterm goals"
    assert clean(source, 0, len(source), vocabulary(source)).text == "long-term goals are long-term goals"


def test_list_items_in_a_cell_stay_apart() -> None:
    source = "<ul><li>Water use</li><li>Waste</li></ul>"
    assert clean(source, 0, len(source)).text == "Water use\nWaste"


@pytest.mark.parametrize(
    ("source", "figures"),
    [
        ("We applied for a total of\n\n**1,045** patents", ["We applied for a total of 1,045 patents"]),
        ("Staff in research account for\n\n**60%** of all", ["Staff in research account for 60% of all"]),
        ("Gas (m³)\n\n273,431.40\n\nOil burnt (ton)\n\n892.32", ["Gas (m³) 273,431.40", "Oil burnt (ton) 892.32"]),
        ("In 2020, more than\n\n25 %\n\nof users\nwere creators.", ["In 2020, more than 25 % of users were creators."]),
        ("1,802\n\nsuppliers worldwide\n\n" + PROSE, ["1,802 suppliers worldwide"]),
        ("RMB **19.49** million\n\nin sales\n\n" + PROSE, ["RMB 19.49 million in sales"]),
        ("Patents\n\n42\n\nStaff\n\n2,509\n\n" + PROSE, ["Patents 42", "Staff 2,509"]),
        (PROSE + "\n\n42\n\nPatents\n\n2,509\n\nStaff\n\n" + PROSE, ["42 Patents", "2,509 Staff"]),
    ],
)  # fmt: skip
def test_a_number_and_its_label_on_lines_of_their_own_are_one_key_figure(source: str, figures: list[str]) -> None:
    assert only(text(source), BlockKind.KEY_FIGURE) == figures


def test_years_and_list_numbers_are_no_key_figures() -> None:
    assert only(text("2020\n\nSustainability Report\n\n" + PROSE), BlockKind.KEY_FIGURE) == []


def test_a_sentence_broken_off_by_layout_is_whole_again() -> None:
    source = "We joined the\n\n**Harbour Alliance**\n\nfor clean water\n\n" + PROSE
    assert only(text(source), BlockKind.PARAGRAPH)[0] == "We joined the Harbour Alliance for clean water"


def test_headings_of_markdown_nest() -> None:
    document = text(f"# People\n\n{PROSE}\n\n## Safety\n\n{PROSE}\n\n# Water\n\n{PROSE}")
    assert [block.section for block in document.blocks if block.kind is BlockKind.PARAGRAPH] == [
        ("People",),
        ("People", "Safety"),
        ("Water",),
    ]


def test_lone_title_lines_are_headings_where_nothing_is_marked() -> None:
    document = text(f"Energy and Water\n\n{PROSE}\n\nHow We Save Water\n\n{PROSE}\n\nA lone sentence ends.\n\n{PROSE}")
    assert only(document, BlockKind.HEADING) == ["Energy and Water", "How We Save Water"]


def test_a_line_under_the_gap_of_a_picture_is_its_caption() -> None:
    document = text(f"{PROSE}\n\n\n\nThe new hall at night\n\n\n\n{PROSE}")
    assert only(document, BlockKind.CAPTION) == ["The new hall at night"]


def test_items_and_notes_are_blocks_of_their_own() -> None:
    source = f"- Water\n- Waste and\n  paper\n\n{PROSE}\n\n¹ As measured.\n\nNotes:\n\n1. By weight.\n2. By count."
    document = text(source)
    assert only(document, BlockKind.LIST_ITEM) == ["Water", "Waste and paper"]
    assert only(document, BlockKind.FOOTNOTE) == ["As measured.", "Notes:", "1. By weight.", "2. By count."]


def test_numbers_in_parentheses_are_items_below_a_colon_and_notes_elsewhere() -> None:
    assert only(text("We do this:\n\n1) Save water\n\n2) Save power\n"), BlockKind.LIST_ITEM) == [
        "Save water",
        "Save power",
    ]
    assert only(text(f"{PROSE}\n\n1) Halls only\n\n2) By weight\n"), BlockKind.FOOTNOTE) == [
        "1) Halls only",
        "2) By weight",
    ]


def test_contents_are_contents_and_so_is_a_divider_that_repeats_them() -> None:
    source = "Contents\n\nAbout us\t01\nWater\t12\nWaste\t15\nPeople\t20\n\n"
    source += f"About us\n\n{PROSE}\n\nOur Work\n\nWater\n\nWaste\n\nPeople\n\n"
    source += "".join(f"{title}\n\n{PROSE}\n\n" for title in ("Water", "Waste", "People"))
    document = text(source)
    headings = [title for title in only(document, BlockKind.HEADING) if title != "Our Work"]
    assert headings == ["About us", "Water", "Waste", "People"]
    assert only(document, BlockKind.CONTENTS)[-3:] == ["Water", "Waste", "People"]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_any_line_end_reads_the_same(end: str) -> None:
    source = f"# Energy\n\n{PROSE}\n\nGas (m³)\n\n273.4\n\n| a | 2023 |\n| b | 1 |\n\nIt is enter-\nprise wide."
    assert kinds(text(source.replace("\n", end))) == kinds(text(source))


def test_wrapped_lines_are_one_paragraph() -> None:
    source = (
        "Energy\nWe use less of it than before, in all of our halls and in both of our\nharbours, and we report on it."
    )
    assert kinds(text(source))[-1][1].endswith("both of our harbours, and we report on it.")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "is an image"),
        (b"%PDF-1.7 words", "is a PDF"),
        (b"caf\xe9 and more", "is not UTF-8 text"),
        (b"a\x00b" * 20, "is binary"),
        (b"--- *** ---", "holds no words"),
    ],
)
def test_what_is_no_text_is_refused_with_one_line(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=reason) as caught:
        read(path)
    assert "\n" not in str(caught.value)


def test_a_suffix_that_nobody_reads_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="none of"):
        read_made(tmp_path / "report.docx")
    with pytest.raises(ReadError, match="No such file"):
        read(tmp_path / "missing.txt")


def read_made(path: Path) -> None:
    path.write_text("words")
    read(path)


def test_utf16_with_its_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(("\ufeff" + PROSE).encode("utf-16-le"))
    assert read(path).blocks[0].text == PROSE
