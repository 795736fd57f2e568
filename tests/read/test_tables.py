"""Tables: which words a figure is read with."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgbuild.model import Box, Words
from kgbuild.read import read
from kgbuild.read.cells import CellKind, cell_kind, is_unit, is_year, unit_in
from kgbuild.read.grid import RawCell
from kgbuild.read.tables import build_table
from tests.read.making import html, tables, text, values


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("2020", CellKind.YEAR),
        ("FY2023", CellKind.YEAR),
        ("2019/20", CellKind.YEAR),
        ("31 December 2020", CellKind.YEAR),
        ("2021 (restated)", CellKind.YEAR),
        ("1,786", CellKind.VALUE),
        ("71%", CellKind.VALUE),
        ("6(86%)", CellKind.VALUE),
        ("-", CellKind.VALUE),
        ("n/a", CellKind.VALUE),
        ("(1,234)", CellKind.VALUE),
        ("12.3 MWh", CellKind.VALUE),
        ("4.1%~19%", CellKind.VALUE),
        ("KRW 100 million", CellKind.VALUE),
        ("tCO2e", CellKind.UNIT),
        ("RMB million", CellKind.UNIT),
        ("kWh per employee", CellKind.UNIT),
        ("Persons (%)", CellKind.UNIT),
        ("Male", CellKind.TEXT),
        ("Scope 1", CellKind.TEXT),
        ("A1.2", CellKind.TEXT),
        ("P51-52", CellKind.TEXT),
        ("2023 Key Activities", CellKind.TEXT),
        ("", CellKind.EMPTY),
    ],
)
def test_a_cell_is_told_by_its_content(words: str, kind: CellKind) -> None:
    assert cell_kind(words) is kind


def test_units_and_years_are_whole_texts() -> None:
    assert is_unit("t CO2e/employee")
    assert not is_unit("Total waste")
    assert not is_year("2020 vs 2021")


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("Emissions (Scope 1 and 2) (tons)", "tons"),
        ("Energy, MWh", "MWh"),
        ("Wages in EUR million", "EUR million"),
        ("Scope (1)", None),
    ],
)  # fmt: skip
def test_the_unit_a_label_names_is_found(words: str, unit: str | None) -> None:
    span = unit_in(words)
    assert (words[slice(*span)] if span else None) == unit


def test_years_side_by_side_with_a_column_of_units_and_groups_repeated_in_each_row() -> None:
    source = "| Category | | Unit | 2022 | 2023 |\n| Board | Male | Persons | 6 | 5 |\n"
    source += "| Board | Female | Persons | 1 | 2 |\n"
    assert values(tables(text(source))[0])["2"] == (["Board", "Female"], ["2023"], "Persons")


def test_merged_cells_that_the_text_lost_are_put_back() -> None:
    source = (
        "INDICATORS\t2020\t\t\n\tNumber\tPercentage\t\n<b>All staff</b>\t2,509\t\t\nBy Gender\tMale\t1,786\t71%\n"
        "\tFemale\t723\t29%\nBy Grade & Gender\tManagement\t92\t\n\tMale\t62\t67%\n\tFemale\t30\t33%\n"
        "\tOthers\t2,417\t\n\tMale\t1,740\t72%\n\tFemale\t677\t28%\n"
    )
    found = values(tables(text(source))[0])
    assert found["2,509"] == (["All staff"], ["2020", "Number"], None)
    assert found["71%"][:2] == (["By Gender", "Male"], ["2020", "Percentage"])
    assert found["29%"][:2] == (["By Gender", "Female"], ["2020", "Percentage"])
    assert found["92"][0] == ["By Grade & Gender", "Management"]
    assert found["30"][0] == ["By Grade & Gender", "Management", "Female"]
    assert found["677"][0] == ["By Grade & Gender", "Others", "Female"]


def test_a_row_that_lost_its_figure_still_names_the_group() -> None:
    source = "ITEM\t2020\t\n\tTrained (%)\tMale\n\tFemale\t100%\nHours\t\t117,043\nBy grade\tSenior\t54\n"
    found = values(tables(text(source))[0])
    assert found["100%"] == (["Trained (%)", "Female"], ["2020"], "%")
    assert found["117,043"][0] == ["Hours"]


def test_lines_without_their_first_cell_stand_under_the_group_above() -> None:
    source = "Item\tPart\t2021\t2022\nGender\tMale\t10\t11\nFemale\t20\t21\nAge\tUnder 30\t5\t6\n"
    found = values(tables(text(source))[0])
    assert found["21"] == (["Gender", "Female"], ["2022"], None)


def test_rows_of_a_label_alone_are_groups_and_of_which_is_a_part() -> None:
    source = "Energy (MWh)\t2022\t2023\nBy source\t\t\nGrid\t70\t80\nof which solar\t7\t8\nGas\t5\t6\n"
    found = values(tables(text(source))[0])
    assert found["80"][0] == ["By source", "Grid"]
    assert found["8"][0] == ["By source", "Grid", "of which solar"]
    assert found["6"][0] == ["By source", "Gas"]


def test_units_come_from_the_label_the_header_a_line_beside_or_the_caption() -> None:
    source = "Unit: tons\n\nWaste\t2022\t2023\nPaper\t1.5\t2.5\nGlass (kg)\t3.5\t4.5\n"
    found = values(tables(text(source))[0])
    assert (found["2.5"][2], found["4.5"][2]) == ("tons", "kg")
    assert values(tables(text("Table 1: Water (m³)\n\nSite\t2022\t2023\nNorth\t1.5\t2.5\n"))[0])["2.5"][2] == "m³"
    assert values(tables(text("Site\tWater (m³)\tWaste (t)\nNorth\t1.5\t2.5\nSouth\t3\t4\n"))[0])["2.5"][2] == "t"


def test_columns_parted_by_spaces_are_a_table() -> None:
    source = (
        "                              2022 (MWh)      2023 (MWh)\n"
        "Energy in all                   1,234.5           2,345\n"
        "By source\n"
        "  Grid power                    1,000             2,000\n"
        "  Gas, burnt in halls              34.5             345\n"
    )
    found = values(tables(text("We used less of it.\n\n" + source))[0])
    assert found["2,345"] == (["Energy in all"], ["2023 (MWh)"], "MWh")
    assert found["345"] == (["By source", "Gas, burnt in halls"], ["2023 (MWh)"], "MWh")


def test_two_columns_of_prose_are_no_table() -> None:
    line = "We keep the harbour clean for all      and report on it once a year\n"
    assert tables(text(line * 5)) == []


def test_a_table_of_figures_alone_has_no_row_labels() -> None:
    found = values(tables(text("Suppliers by region\n\nAt home\tOverseas\n1,784\t18\n"))[0])
    assert found == {"1,784": ([], ["At home"], None), "18": ([], ["Overseas"], None)}


def test_a_table_of_words_reads_each_cell_under_its_header_and_first_cell() -> None:
    table = tables(
        text("AWARD\tISSUER\nBest Harbour\tThe Port Guild, a body of ports\nClean Sea\tOcean Review of the North\n")
    )[0]
    cells = {cell.words.text: cell for cell in table.body}
    assert [words.text for words in cells["Best Harbour"].column_path] == ["AWARD"]
    assert [words.text for words in cells["Ocean Review of the North"].row_path] == ["Clean Sea"]


def test_a_header_that_comes_again_heads_what_is_below_it() -> None:
    source = "Energy\t2021\t2022\nGrid\t1.1\t1.2\nWater\t2022\t2023\nTap\t2.1\t2.2\n"
    found = values(tables(text(source))[0])
    assert found["1.2"][1] == ["2022"]
    assert found["2.2"][1] == ["2023"]


def test_footnote_marks_reach_the_figures_under_them() -> None:
    table = tables(text("Staff¹\t2022\t2023²\nAll\t10\t12*\n"))[0]
    assert {cell.words.text: cell.notes for cell in table.body} == {"10": (), "12": ("*", "2")}


def test_spans_of_html_and_spacer_columns() -> None:
    source = (
        "<table><caption>Energy (MWh)</caption><tr><th rowspan=2>Site</th><th colspan=4>Year</th></tr>"
        "<tr><th></th><th>2022</th><th></th><th>2023</th></tr>"
        "<tr><td>North</td><td>$</td><td>1,000</td><td>$</td><td>1,200</td></tr>"
        "<tr><td style='padding-left:12px'>Hall 1</td><td></td><td>400</td><td></td><td>500</td></tr>"
        "<tr><td>South</td><td></td><td>12</td><td></td><td>13</td></tr></table>"
    )
    found = values(tables(html(source))[0])
    assert found["$ 1,200"][:2] == (["North"], ["Year", "2023"])
    assert found["500"] == (["North", "Hall 1"], ["Year", "2023"], "MWh")
    assert found["13"][0] == ["South"]


def test_a_table_is_made_of_raw_cells_from_anywhere() -> None:
    def cell(row: int, column: int, words: str, indent: float = 0.0) -> RawCell:
        return RawCell(row, column, Words.verbatim(words, 100 * row + 10 * column), indent=indent, box=Box(1, 2, 3, 4))

    table = build_table(
        [
            cell(0, 0, "t"),
            cell(0, 1, "2023"),
            cell(1, 0, "Waste"),
            cell(1, 1, "7"),
            cell(2, 0, "Paper", 4.0),
            cell(2, 1, "3"),
        ]
    )
    assert values(table)["3"] == (["Waste", "Paper"], ["2023"], None)
    assert all(made.box == Box(1, 2, 3, 4) for made in table.cells)


def test_no_cells_are_a_table_without_cells() -> None:
    assert build_table([]).cells == ()


def test_tables_of_the_real_reports(shared: Path) -> None:
    by_start = {
        block.span.start: block.table
        for block in read(shared / "reports" / "kingsoft-cloud-2020.txt").blocks
        if block.table
    }
    staff = values(by_start[62372])
    assert staff["1,740"] == (["By Employee Category & Gender", "Non-Management", "Male"], ["2020", "Number"], None)
    assert staff["5"][0] == ["By Age", "Over 50 years old"]
    found = [
        values(block.table) for block in read(shared / "reports" / "samsung-sds-2024-paged.md").blocks if block.table
    ]
    sales = next(table for table in found if "13,276,844" in table)
    assert sales["13,276,844"] == (["Consolidated", "Sales"], ["2023"], "KRW million")
    assert sales["28.84"] == (["Taxes", "Effective tax rate"], ["2023"], "%")


@pytest.mark.parametrize("words", ["M.", "T.", "of.", "workers covered (B)", "No. of people / workers covered (B)"])
def test_letters_and_small_words_are_no_units(words: str) -> None:
    assert not is_unit(words)


@pytest.mark.parametrize("words", ["lbs.", "kWh/tonne (t)", "tonnes per hectare (ha)", "Litres (L)"])
def test_abbreviations_with_their_full_stop_or_short_form_are_units(words: str) -> None:
    assert is_unit(words)
