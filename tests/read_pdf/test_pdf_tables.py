from __future__ import annotations

import io
import re

import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from kgbuild.model import Block, Document, Table
from kgbuild.read.pdf import read_pdf
from tests.read_pdf.making import HEIGHT, PROSE, WIDTH, paragraph, pdf, table, words

ENERGY = [
    ["Energy use", "Unit", "2023", "2022", "2021"],
    ["Electricity", "MWh", "1,204", "1,180", "1,101"],
    ["Natural gas", "GJ", "310.5", "322", "-"],
    ["Diesel", "t", "12", "14", "16"],
]


def tables(document: Document) -> list[Table]:
    return [block.table for block in document.blocks if block.table is not None]


def read(found: Table) -> dict[str, tuple[list[str], list[str], str | None]]:
    return {
        cell.words.text: (
            [words.text for words in cell.row_path],
            [words.text for words in cell.column_path],
            cell.unit.text if cell.unit else None,
        )
        for cell in found.body
    }


@pytest.mark.parametrize("ruled", [True, False])
def test_a_cell_knows_its_row_its_year_and_its_unit_with_rules_and_without(ruled: bool) -> None:
    def page(canvas: Canvas) -> None:
        paragraph(canvas, PROSE, 60, 800, 480)
        table(canvas, ENERGY, 60, 700, (140, 60, 70, 70, 70), ruled=ruled)
        paragraph(canvas, PROSE, 60, 560, 480)

    document = read_pdf(pdf(page), "energy.pdf")
    (found,) = tables(document)
    cells = read(found)
    assert cells["1,204"] == (["Electricity"], ["2023"], "MWh")
    assert cells["322"] == (["Natural gas"], ["2022"], "GJ")
    assert cells["16"] == (["Diesel"], ["2021"], "t")
    prose = [block.text for block in document.blocks if block.table is None]
    assert prose == [PROSE, PROSE]


def test_headers_over_several_columns_and_indented_rows() -> None:
    rows = [
        ["Headcount", "2023", "", "2022", ""],
        ["", "Men", "Women", "Men", "Women"],
        ["All employees", "40", "60", "39", "55"],
        ["   Managers", "9", "8", "10", "7"],
        ["   Engineers", "31", "52", "29", "48"],
    ]

    def page(canvas: Canvas) -> None:
        table(
            canvas, rows, 60, 700, (140, 60, 60, 60, 60), ("SPAN", (1, 0), (2, 0)), ("SPAN", (3, 0), (4, 0)),
            ("ALIGN", (1, 0), (-1, 0), "CENTRE"),
        )  # fmt: skip

    cells = read(tables(read_pdf(pdf(page), "people.pdf"))[0])
    assert cells["55"][:2] == (["All employees"], ["2022", "Women"])
    assert cells["31"][1] == ["2023", "Men"]
    assert cells["52"][:2] == (["All employees", "Engineers"], ["2023", "Women"])


def test_a_label_on_two_lines_is_one_row() -> None:
    rows = [
        ["Indicator", "2023", "2022"],
        ["Hours of training for\neach person", "12", "10"],
        ["Accidents", "0", "1"],
    ]

    def page(canvas: Canvas) -> None:
        table(canvas, rows, 60, 700, (140, 60, 60), ("VALIGN", (1, 0), (-1, -1), "MIDDLE"))

    cells = read(tables(read_pdf(pdf(page), "wrapped.pdf"))[0])
    assert cells["12"][0] == ["Hours of training for each person"]
    assert cells["1"][0] == ["Accidents"]


def test_two_tables_under_each_other_are_two_and_keep_their_titles() -> None:
    def page(canvas: Canvas) -> None:
        for k, title in enumerate(("Halls in the north", "Halls in the south")):
            rows = [
                [title, "", ""],
                ["Water", "2023", "2022"],
                ["Use (m3)", f"{k}20", f"{k}30"],
                ["Losses (m3)", "1", "2"],
            ]
            table(
                canvas,
                rows,
                60,
                700 - 120 * k,
                (140, 60, 60),
                ("SPAN", (0, 0), (-1, 0)),
                ("ALIGN", (0, 0), (-1, 0), "CENTRE"),
            )

    found = tables(read_pdf(pdf(page), "two.pdf"))
    assert [one.caption.text for one in found if one.caption] == ["Halls in the north", "Halls in the south"]
    assert read(found[1])["120"][1] == ["2023"]


def test_a_table_that_goes_on_over_the_page_shares_its_header() -> None:
    def first(canvas: Canvas) -> None:
        table(canvas, ENERGY, 60, 200, (140, 60, 70, 70, 70))

    def second(canvas: Canvas) -> None:
        table(
            canvas,
            [["Solar power", "MWh", "55", "41", "17"], ["Wind power", "MWh", "90", "80", "70"]],
            60,
            780,
            (140, 60, 70, 70, 70),
        )

    blocks = [block for block in read_pdf(pdf(first, second), "long.pdf").blocks if block.table]
    assert _continued(blocks[1]) == {
        "55": (["Solar power"], ["2023"], "MWh"),
        "70": (["Wind power"], ["2021"], "MWh"),
    }


def _continued(block: Block) -> dict[str, tuple[list[str], list[str], str | None]]:
    assert block.table is not None
    assert block.table.continued
    assert block.page == 2
    cells = read(block.table)
    return {key: cells[key] for key in ("55", "70")}


def test_columns_of_prose_and_the_numbers_of_a_chart_make_no_table() -> None:
    def page(canvas: Canvas) -> None:
        paragraph(canvas, PROSE, 50, 780, 230)
        paragraph(canvas, PROSE, 310, 780, 230)
        for k, height in enumerate((10, 40, 70, 100)):
            words(canvas, str(2020 + k), 80 + 60 * k, 400, 8)
            words(canvas, f"{height}", 80 + 60 * k, 410 + height, 8)
            words(canvas, f"{height + 5}", 80 + 60 * k, 425 + height, 8)

    assert tables(read_pdf(pdf(page), "none.pdf")) == []


def test_every_cell_stands_where_its_words_say() -> None:
    def page(canvas: Canvas) -> None:
        table(canvas, ENERGY, 60, 700, (140, 60, 70, 70, 70))

    document = read_pdf(pdf(page), "place.pdf")
    for cell in tables(document)[0].cells:
        assert document.quote(cell.words.span) == cell.words.text


def test_the_lines_above_a_table_are_its_caption_and_its_unit() -> None:
    rows = [["Site", "2023", "2022"], ["North", "120", "130"], ["South", "7", "9"]]

    def page(canvas: Canvas) -> None:
        words(canvas, "Table 4: Waste by site", 60, 728, 10, "Helvetica-Bold")
        words(canvas, "(in tonnes)", 60, 714)
        table(canvas, rows, 60, 706, (140, 60, 60))

    (found,) = tables(read_pdf(pdf(page), "caption.pdf"))
    assert found.caption is not None
    assert found.caption.text == "Table 4: Waste by site"
    assert read(found)["130"] == (["North"], ["2022"], "tonnes")


def test_a_table_is_not_read_under_the_last_row_of_the_one_it_touches() -> None:
    rows = [["Site", "2023", "2022"], ["Harbour", "{}1", "{}2"], ["Hill", "{}3", "{}4"]]
    first = [[words.format(1) for words in row] for row in rows]
    second = [[words.format(2) for words in row] for row in rows]

    def page(canvas: Canvas) -> None:
        table(canvas, [*first, ["By market (t)", "", ""], *second], 60, 700, (200, 90, 90), ("SPAN", (0, 3), (-1, 3)))

    one, other = tables(read_pdf(pdf(page), "two.pdf"))
    assert read(one)["14"] == (["Hill"], ["2022"], None)
    assert read(other)["24"][:2] == (["Hill"], ["2022"])


def test_a_letter_in_one_header_is_not_the_mark_of_a_list_before_the_next() -> None:
    def page(canvas: Canvas) -> None:
        table(
            canvas,
            [["Category", "(A)", "Number"], ["Men", "1,204", "1,202"], ["Women", "1,205", "1,203"]],
            60,
            700,
            (200, 40, 40),
            ruled=False,
        )

    (found,) = tables(read_pdf(pdf(page), "letters.pdf"))
    assert read(found)["1,202"][1] == ["Number"]
    assert read(found)["1,204"][1] == ["(A)"]


def shown(data: bytes, rotation: int, corner: tuple[float, float] = (0, 0)) -> bytes:
    """The same pages, said to be shown turned and cut out of a larger sheet."""
    document = pdfium.PdfDocument(data)
    for page in document:
        page.set_rotation(rotation)
        width, height = WIDTH, HEIGHT
        page.set_mediabox(corner[0] - 20, corner[1] - 20, width + 20, height + 20)
        page.set_cropbox(*corner, width, height)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize(("angle", "at"), [(90, (500, 60)), (270, (100, 780)), (180, (560, 700)), (0, (30, 300))])
@pytest.mark.parametrize("ruled", [True, False])
def test_a_page_printed_sideways_is_read_as_if_it_were_upright(
    angle: int, at: tuple[int, int], ruled: bool, rotation: int
) -> None:
    def page(canvas: Canvas) -> None:
        words(canvas, "Lumen Harbour 2023", 60, 820)
        canvas.translate(*at)
        canvas.rotate(angle)
        words(canvas, "Where the sites draw a part of what they use", 10, 360)
        table(canvas, ENERGY, 10, 340, (180, 60, 90, 90, 90), ruled=ruled)

    document = read_pdf(shown(pdf(page), rotation, (-15, 10)), "sideways.pdf")
    (found,) = tables(document)
    cells = read(found)
    assert cells["1,204"] == (["Electricity"], ["2023"], "MWh")
    assert cells["16"] == (["Diesel"], ["2021"], "t")
    assert "Where the sites draw a part of what they use" in [block.text for block in document.blocks]
    for block in document.blocks:
        for run in block.words.runs:
            clean = block.words.text[run.clean : run.clean + run.length]
            assert clean.split() == document.text[run.source : run.source + run.length].split()


def test_turned_words_at_the_side_of_a_page_do_not_turn_it() -> None:
    def page(canvas: Canvas) -> None:
        table(canvas, ENERGY, 60, 700, (140, 60, 70, 70, 70))
        canvas.translate(580, 100)
        canvas.rotate(90)
        words(canvas, "Sustainability report", 0, 0)

    (found,) = tables(read_pdf(pdf(page), "side.pdf"))
    assert read(found)["322"] == (["Natural gas"], ["2022"], "GJ")


def test_a_group_row_before_figures_in_brackets_does_not_part_a_table() -> None:
    rows = [
        ["Result", "2023", "2022"],
        ["Sales by region", "", ""],
        ["Europe", "$5.2m", "(4.9)"],
        ["Asia", "$3.1m", "(2.2)"],
        ["Costs by region", "", ""],
        ["Europe", "$1.2m", "(0.9)"],
        ["Asia", "$0.8m", "(0.7)"],
    ]

    def page(canvas: Canvas) -> None:
        spans = [("SPAN", (0, row), (-1, row)) for row in (1, 4)]
        table(canvas, rows, 60, 700, (200, 90, 90), *spans)

    (found,) = tables(read_pdf(pdf(page), "groups.pdf"))
    assert read(found)["(0.7)"][:2] == (["Costs by region", "Asia"], ["2022"])


@pytest.mark.parametrize("crop", [(0, 0, 0, 0), (595, 842, 0, 0), (100, 100, 150, 150), (1000, 1000, 1200, 1200)])
def test_a_crop_box_that_cannot_be_meant_loses_no_table(crop: tuple[float, ...]) -> None:
    document = pdfium.PdfDocument(pdf(lambda c: table(c, ENERGY, 60, 700, (140, 60, 70, 70, 70))))
    document[0].set_cropbox(*crop)
    out = io.BytesIO()
    document.save(out)
    (found,) = tables(read_pdf(out.getvalue(), "crop.pdf"))
    assert read(found)["322"] == (["Natural gas"], ["2022"], "GJ")


def test_a_page_takes_its_size_from_the_pages_above_it() -> None:
    data = pdf(lambda c: table(c, ENERGY, 60, 822, (140, 60, 70, 70, 70)))
    box = re.search(rb"/MediaBox \[[^\]]*\] ?", data)
    assert box
    inherited = data.replace(box.group(), b"").replace(b"/Type /Pages", b"/Type /Pages /MediaBox [ 0 0 595 942 ]")
    (found,) = tables(read_pdf(inherited, "inherited.pdf"))
    assert read(found)["322"] == (["Natural gas"], ["2022"], "GJ")
