"""Groups, sub-groups, totals and units of rows, in tables made of raw cells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

import pytest

from kgbuild.model import Table, Words
from kgbuild.read.cells import unit_in
from kgbuild.read.grid import RawCell
from kgbuild.read.tables import build_table
from tests.read.making import tables, text, values


def made(rows: Sequence[Sequence[str]], caption: str = "", spans: dict[str, int] | None = None) -> Table:
    """A table of rows of cells. Leading dots indent a label; `spans` says over how many rows a cell reaches."""
    starts = count(0, 100)
    cells: list[RawCell] = []
    for row, line in enumerate(rows):
        for column, words in enumerate(line):
            if words:
                label = words.lstrip(".")
                depth = float(len(words) - len(label))
                down = (spans or {}).get(label, 1)
                cells.append(RawCell(row, column, Words.verbatim(label, next(starts)), down, indent=depth))
    return build_table(cells, Words.verbatim(caption, 90_000) if caption else None)


def paths(table: Table) -> dict[str, list[str]]:
    return {figure: path for figure, (path, _, _) in values(table).items()}


def test_sub_groups_of_a_second_label_column_stand_between_its_group_and_its_rows() -> None:
    found = paths(
        made(
            [
                ["", "", "2025", "2024"],
                ["Own sites", "All", "90", "91"],
                ["", "..Scope 1", "30", "31"],
                ["", "....Gas", "10", "11"],
                ["", "....Cars", "20", "21"],
                ["", "..Scope 2", "60", "61"],
                ["Products", "Making", "70", "71"],
            ],
            spans={"Own sites": 5},
        )
    )
    assert found["11"] == ["Own sites", "All", "Scope 1", "Gas"]
    assert found["21"] == ["Own sites", "All", "Scope 1", "Cars"]
    assert found["61"] == ["Own sites", "All", "Scope 2"]
    assert found["71"] == ["Products", "Making"]


def test_a_lone_label_in_the_second_column_heads_the_rows_below_it_within_its_group() -> None:
    rows = [
        ["", "", "2025", "2024"],
        ["Sites", "All", "90", "91"],
        ["", "Removals"],
        ["", "..Bought", "5", "6"],
        ["Goods", "All", "70", "71"],
    ]
    found = paths(made(rows, spans={"Sites": 3}))
    assert found["6"] == ["Sites", "Removals", "Bought"]
    assert found["71"] == ["Goods", "All"]


def test_totals_that_close_each_group_stay_in_it() -> None:
    found = paths(
        made(
            [
                ["Category", "2025", "2024"],
                ["Employees"],
                [".Men", "1", "2"],
                [".Women", "3", "4"],
                ["Total", "5", "6"],
                ["Workers"],
                [".Men", "7", "8"],
                [".Women", "9", "10"],
                ["Total", "11", "12"],
            ]
        )
    )
    assert found["6"] == ["Employees", "Total"]
    assert found["10"] == ["Workers", "Women"]
    assert found["12"] == ["Workers", "Total"]


def test_one_total_below_all_groups_belongs_to_none() -> None:
    found = paths(
        made(
            [
                ["Category", "2025", "2024"],
                ["Employees"],
                [".Men", "1", "2"],
                ["Workers"],
                [".Men", "7", "8"],
                ["Total", "11", "12"],
            ]
        )
    )
    assert found["12"] == ["Total"]


def test_labels_that_repeat_with_another_unit_have_no_owner() -> None:
    found = paths(
        made(
            [
                ["Energy", "Unit", "2025", "2024"],
                ["Other halls", "GJ", "1", "2"],
                ["Renewable", "%", "31", "32"],
                ["Fossil", "%", "69", "68"],
                ["Renewable", "GJ", "310", "320"],
                ["Fossil", "GJ", "690", "680"],
            ]
        )
    )
    assert found["310"] == ["Renewable"]
    assert found["680"] == ["Fossil"]


def test_a_label_that_slid_into_the_column_of_units_is_read_as_a_label() -> None:
    found = values(
        made(
            [
                ["Waste", "Unit", "2025", "2024"],
                ["All", "tonnes", "100", "101"],
                ["Burned", "with recovery tonnes", "7", "8"],
                ["Burned", "without recovery tonnes", "9", "10"],
            ]
        )
    )
    assert found["8"] == (["Burned", "with recovery"], ["2024"], "tonnes")
    assert found["10"] == (["Burned", "without recovery"], ["2024"], "tonnes")


def test_classes_of_people_under_a_title_are_labels_and_no_units() -> None:
    found = values(
        made(
            [
                ["Safety", "Category", "2025", "2024"],
                ["Injuries", "Employees", "3", "4"],
                ["", "Workers", "13", "14"],
                ["Deaths", "Employees", "0", "1"],
                ["", "Workers", "5", "6"],
            ]
        )
    )
    assert found["4"] == (["Injuries", "Employees"], ["2024"], None)
    assert found["14"] == (["Injuries", "Workers"], ["2024"], None)


def test_answers_are_no_units() -> None:
    rows = [["Firm", "% of shares held", "Takes part?"], ["One", "100.0", "No"], ["Two", "50.0", "No"]]
    assert values(made(rows))["50.0"] == (["Two"], ["% of shares held"], "%")


@pytest.mark.parametrize(
    ("corner", "unit"),
    [("Thousands of euros", "Thousands of euros"), ("(in tonnes)", "tonnes"), ("Unit: GJ", "GJ"), ("Site", None)],
)
def test_a_unit_in_the_corner_holds_for_the_table(corner: str, unit: str | None) -> None:
    found = values(made([[corner, "2025", "2024"], ["Steel", "1", "2"], ["Paper", "3", "4"]]))
    assert found["4"] == (["Paper"], ["2024"], unit)


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("No. of people covered as a % of all people", "%"),
        ("% of people covered", "%"),
        ("Percentage of people covered", "Percentage"),
        ("% (B / A)", "%"),
        ("No. (B)", None),
        ("No. and percentage of women", None),
    ],
)
def test_a_header_that_speaks_of_a_share_gives_per_cent(header: str, unit: str | None) -> None:
    found = values(made([["Plan", "Total (A)", header], ["Pension", "8", "7"], ["Health", "9", "6"]]))
    assert found["6"][2] == unit


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("Emissions (tonnes CO2e)", "tonnes CO2e"),
        ("Emissions, tonnes CO2e)", "tonnes CO2e"),
        ("Emissions (thousand tonnes (t))", "thousand tonnes"),
        ("Emissions [t CO2e]", "t CO2e"),
    ],
)
def test_a_unit_has_no_bracket_left_at_its_end(words: str, unit: str | None) -> None:
    span = unit_in(words)
    assert (words[slice(*span)] if span else None) == unit


def test_a_cell_beside_several_rows_is_no_figure_of_a_group_below_its_first_row() -> None:
    rows = [
        ["Metric", "2025", "2024", "Target"],
        ["Direct", "9", "8", "Halve by 2030"],
        ["Direct by hall"],
        [".Hall one", "5", "4"],
        [".Hall two", "3", "2"],
    ]
    found = paths(made(rows, spans={"Halve by 2030": 4}))
    assert found["4"] == ["Direct by hall", "Hall one"]
    assert found["2"] == ["Direct by hall", "Hall two"]


def test_a_group_that_comes_first_beside_a_cell_over_several_rows_is_no_header() -> None:
    rows = [
        ["Metric", "2025", "2024", "Target"],
        ["Direct by hall", "", "", "Halve by 2030"],
        [".Hall one", "5", "4"],
        [".Hall two", "3", "2"],
    ]
    found = paths(made(rows, spans={"Halve by 2030": 3}))
    assert found["4"] == ["Direct by hall", "Hall one"]


def test_groups_of_a_bar_table_that_come_again_in_each_line() -> None:
    source = (
        "| Category |  | Unit | 2025 | 2024 |\n| Board | Men | Persons | 4 | 5 |\n| Board | Women | Persons | 6 | 7 |\n"
        "| Staff | Men | Persons | 80 | 90 |\n| Staff | Women | Persons | 81 | 91 |\n"
    )
    found = values(tables(text(source))[0])
    assert found["7"] == (["Board", "Women"], ["2024"], "Persons")
    assert found["91"] == (["Staff", "Women"], ["2024"], "Persons")


def test_room_that_sets_bars_under_each_other_parts_no_columns() -> None:
    source = (
        "| Topic            | Unit    | 2025   | 2024   |\n"
        "|------------------|---------|--------|--------|\n"
        "| Water  taken in  | litres  |  1,200 |  1,300 |\n"
        "| Water  let out   | litres  |    900 |    950 |\n"
    )
    (table,) = tables(text(source))
    assert values(table)["1,300"] == (["Water taken in"], ["2024"], "litres")
    assert values(table)["950"] == (["Water let out"], ["2024"], "litres")


def test_a_bar_table_stays_whole_where_some_of_its_lines_hold_double_spaces() -> None:
    source = (
        "| Category | | Unit | 2025 | 2024 |\n| Leave taken | Men | Persons | 3 | 4 |\n"
        "| People who  came back  from leave | Men | Persons | 13 | 14 |\n"
        "| People who  came back  from leave | Women | Persons | 23 | 24 |\n| Paid leave | All | Weeks | 65 | 66 |\n"
    )
    (table,) = tables(text(source))
    assert values(table)["24"][0][-1] == "Women"
    assert values(table)["66"] == (["Paid leave", "All"], ["2024"], "Weeks")


def test_a_total_with_the_name_of_its_group_closes_that_group() -> None:
    rows = [
        ["Category", "2025", "2024"],
        ["Employees"],
        ["Permanent", "1", "2"],
        ["Total employees", "3", "4"],
        ["Workers"],
        ["Permanent", "5", "6"],
        ["Total Workers", "7", "8"],
    ]
    found = paths(made(rows))
    assert found["4"] == ["Employees", "Total employees"]
    assert found["8"] == ["Workers", "Total Workers"]


def test_a_label_that_reaches_over_the_first_figures_names_a_group() -> None:
    words = [
        (0, 0, "Category", 1),
        (0, 1, "2025", 1),
        (0, 2, "2024", 1),
        (1, 0, "All who work under a contract of their own", 2),
        (2, 0, "Men", 1),
        (2, 1, "11", 1),
        (2, 2, "12", 1),
    ]
    cells = [
        RawCell(row, column, Words.verbatim(label, 100 * k), 1, span)
        for k, (row, column, label, span) in enumerate(words)
    ]
    assert paths(build_table(cells))["12"] == ["All who work under a contract of their own", "Men"]


def test_answers_and_addresses_beside_a_label_are_no_part_of_it() -> None:
    rows = [
        ["Raised by", "Is there a way to complain?", "2025", "2024"],
        ["Customers", "Yes", "5", "6"],
        ["Neighbours", "Yes (see www.lumenharbour.example)", "7", "8"],
        ["Shareholders", "No", "9", "10"],
    ]
    found = paths(made(rows))
    assert found["5"] == ["Customers"]
    assert found["8"] == ["Neighbours"]


def test_answers_that_alone_tell_rows_apart_stay_labels_and_keep_their_question() -> None:
    rows = [["Region", "Audited?", "2025"], ["Asia", "Yes", "3"], ["Asia", "No", "4"], ["Europe", "Yes", "5"]]
    assert paths(made(rows))["4"] == ["Asia", "No"]
    rows = [["Region", "Audited?", "2025"], ["Asia", "Yes", "3"], ["Africa", "No", "4"], ["Europe", "Yes", "5"]]
    table = made(rows)
    assert paths(table)["4"] == ["Africa"]
    (answer,) = [cell for cell in table.body if cell.words.text == "No"]
    assert [words.text for words in answer.column_path] == ["Audited?"]


def test_answers_do_not_come_between_a_label_and_its_group() -> None:
    rows = [
        ["Indicator", "Target met", "2023", "2022"],
        ["Scope 1", "Yes", "150", "100"],
        ["of which vehicles", "Yes", "20", "10"],
        ["Scope 2", "No", "120", "80"],
        ["of which vehicles", "No", "12", "8"],
    ]
    assert paths(made(rows))["12"] == ["Scope 2", "of which vehicles"]


def test_what_was_not_reported_is_a_figure_that_is_not_there() -> None:
    rows = [["Emissions (t)", "2024", "2025"], ["Scope 1", "Not previously reported", "77"]]
    assert values(made(rows))["77"][:2] == (["Scope 1"], ["2025"])


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("Bought from traders as % of all purchases", "%"),
        ("% women", "%"),
        ("F%", "%"),
        ("Landfill (lbs.)", "lbs."),
        ("Waste (in metric tonnes)", "metric tonnes"),
        ("Water drawn (in kilolitres)", "kilolitres"),
        ("People / workers trained (B)", None),
    ],
)
def test_a_header_gives_its_unit_however_it_is_put(header: str, unit: str | None) -> None:
    assert values(made([["", header, "Note"], ["All sites", "12", "21"], ["Head office", "3", "4"]]))["12"][2] == unit


@pytest.mark.parametrize(("corner", "unit"), [("Euros", "Euros"), ("MWh", "MWh"), ("Employees", None)])
def test_a_lone_word_in_the_corner_is_the_unit_where_it_can_be_nothing_else(corner: str, unit: str | None) -> None:
    assert values(made([[corner, "2025", "2024"], ["Revenue", "12", "21"], ["Costs", "3", "4"]]))["12"][2] == unit
