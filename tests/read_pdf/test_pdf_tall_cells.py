"""Cells over several rows or columns, labels that touch, sub-groups in a second label column, and titles above."""

from __future__ import annotations

from reportlab.lib import colors
from reportlab.pdfgen.canvas import Canvas

from kgbuild.model import Document, Table
from kgbuild.read.pdf import read_pdf
from tests.read.making import values
from tests.read_pdf.making import PROSE, paragraph, pdf, table, words

LINE = (0.5, colors.black)


def only_table(document: Document) -> Table:
    (found,) = [block.table for block in document.blocks if block.table is not None]
    return found


def test_words_beside_several_rows_are_one_cell_from_rule_to_rule() -> None:
    rows = [
        ["Metric", "Unit", "2025", "2024", "Target"],
        ["Direct emissions", "tonnes", "90", "91", "Halve direct"],
        ["Direct emissions by hall", "", "", "", "emissions by 2030"],
        ["    North hall", "tonnes", "50", "51", ""],
        ["    South hall", "tonnes", "40", "41", "Progress: 12 %"],
        ["Water use", "litres", "700", "710", "Use no more"],
        ["Water use by hall", "", "", "", "water than"],
        ["    North hall", "litres", "300", "310", "in 2020"],
        ["    South hall", "litres", "400", "405", ""],
    ]
    halves = [("BOX", (4, 1), (4, 4), *LINE), ("BOX", (4, 5), (4, 8), *LINE), ("ALIGN", (0, 0), (1, -1), "LEFT")]

    def page(canvas: Canvas) -> None:
        lines = [("LINEBELOW", (0, row), (3, row), *LINE) for row in range(9)]
        top = [("LINEABOVE", (0, 0), (4, 0), *LINE), ("LINEBELOW", (0, 0), (4, 0), *LINE)]
        walls = [("LINEAFTER", (column, 0), (column, -1), *LINE) for column in range(5)]
        styles = (*lines, *top, *walls, *halves)
        table(canvas, rows, 60, 700, (150, 60, 60, 60, 110), *styles, ruled=False)

    found = only_table(read_pdf(pdf(page), "tall.pdf"))
    cells = values(found)
    assert cells["51"] == (["Direct emissions by hall", "North hall"], ["2024"], "tonnes")
    assert cells["405"] == (["Water use by hall", "South hall"], ["2024"], "litres")
    targets = [cell for cell in found.body if [words.text for words in cell.column_path] == ["Target"]]
    assert [(cell.row, cell.row_span) for cell in targets] == [(1, 4), (5, 4)]
    assert [cell.words.text for cell in targets] == [
        "Halve direct emissions by 2030 Progress: 12 %",
        "Use no more water than in 2020",
    ]


def test_a_lone_header_that_begins_with_the_first_year_heads_the_years() -> None:
    def page(canvas: Canvas) -> None:
        for y, line in (
            (660, ("", "Fiscal year", "", "", "")),
            (645, ("", "2025", "2024", "2023", "2022")),
            (630, ("All sites", "90", "91", "92", "93")),
            (615, ("North hall", "50", "51", "52", "53")),
            (600, ("South hall", "40", "41", "42", "43")),
        ):
            for x, cell in zip((60, 200, 260, 320, 380), line, strict=True):
                words(canvas, cell, x, y, 9)

    found = only_table(read_pdf(pdf(page), "years.pdf"))
    assert values(found)["51"][:2] == (["North hall"], ["Fiscal year", "2024"])
    assert values(found)["43"][:2] == (["South hall"], ["Fiscal year", "2022"])
    assert found.caption is None


def test_a_long_label_that_touches_the_second_column_is_cut_where_that_column_begins() -> None:
    def page(canvas: Canvas) -> None:
        rows = [
            ("Safety", "Category", "2025", "2024"),
            ("Injuries with lost time at all of the halls", "Employees", "3", "4"),
            ("", "Contract staff", "13", "14"),
            ("Injuries recorded", "Employees", "23", "24"),
            ("", "Contract staff", "33", "34"),
            ("Fatalities", "Employees", "0", "1"),
            ("", "Contract staff", "5", "6"),
        ]
        left = 60 + canvas.stringWidth(rows[1][0], "Helvetica", 9) + 2.5
        for y, line in enumerate(rows):
            for x, cell in zip((60, left, left + 120, left + 180), line, strict=True):
                words(canvas, cell, x, 660 - 15 * y, 9)

    cells = values(only_table(read_pdf(pdf(page), "touching.pdf")))
    assert cells["4"][:2] == (["Injuries with lost time at all of the halls", "Employees"], ["2024"])
    assert cells["14"][0] == ["Injuries with lost time at all of the halls", "Contract staff"]
    assert cells["24"][0] == ["Injuries recorded", "Employees"]


def test_rows_set_deeper_in_a_second_label_column_stand_under_those_above() -> None:
    rows = [
        ("Own sites", "All emissions", 0, "90", "91"),
        ("", "Scope 1", 12, "30", "31"),
        ("", "Gas", 24, "10", "11"),
        ("", "Cars", 24, "20", "21"),
        ("", "Scope 2", 12, "60", "61"),
        ("Products", "Making", 0, "70", "71"),
        ("", "Moving", 0, "7", "8"),
    ]

    def page(canvas: Canvas) -> None:
        for x, cell in ((330, "2025"), (400, "2024")):
            words(canvas, cell, x, 660, 9)
        for place, (group, label, deep, one, two) in enumerate(rows):
            y = 640 - 18 * place
            for x, cell in ((60, group), (160 + deep, label), (330, one), (400, two)):
                words(canvas, cell, x, y, 9)
            canvas.line(60 if group else 155, y + 13, 450, y + 13)
        canvas.line(60, 640 - 18 * len(rows) + 13, 450, 640 - 18 * len(rows) + 13)

    cells = values(only_table(read_pdf(pdf(page), "deeper.pdf")))
    assert cells["11"][0] == ["Own sites", "All emissions", "Scope 1", "Gas"]
    assert cells["61"][0] == ["Own sites", "All emissions", "Scope 2"]
    assert cells["8"][0] == ["Products", "Moving"]


def test_a_bold_line_with_a_full_stop_right_above_a_table_is_its_caption() -> None:
    rows = [["Plan", "2025", "2024"], ["Pension", "80", "81"], ["Health", "90", "91"]]

    def page(canvas: Canvas) -> None:
        paragraph(canvas, PROSE, 60, 800, 480)
        words(canvas, "2. Details of benefits for retired people.", 60, 708, 10, "Helvetica-Bold")
        table(canvas, rows, 60, 700, (140, 70, 70))

    found = only_table(read_pdf(pdf(page), "benefits.pdf"))
    assert found.caption is not None
    assert found.caption.text.endswith("Details of benefits for retired people.")
