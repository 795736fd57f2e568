"""A table that goes on over the next page of a text is read under the header of the page before."""

from __future__ import annotations

import pytest

from kgbuild.model import BlockKind, Document, Table
from tests.read.making import text

FIRST = "| Energy (MWh) | 2022 | 2023 |\n| --- | --- | --- |\n| Electricity | 1,210 | 1,180 |\n| Diesel | 310 | 295 |"
MORE = "| Natural gas | 88 | 91 |\n| Steam | 41 | 39 |"


def tables(document: Document) -> list[Table]:
    return [block.table for block in document.blocks if block.kind is BlockKind.TABLE and block.table is not None]


def years(table: Table, printed: str) -> list[str]:
    (cell,) = [cell for cell in table.body if cell.words.text == printed]
    return [words.text for words in cell.column_path]


@pytest.mark.parametrize("between", ["\f", "\n=== page 8 ===\n"])
def test_rows_on_the_next_page_have_the_years_of_the_header_before(between: str) -> None:
    start = "" if between == "\f" else "=== page 7 ===\n"
    first, second = tables(text(f"{start}{FIRST}\n{between}\n{MORE}\n"))
    assert years(first, "1,180") == ["2023"]
    assert (years(second, "91"), years(second, "41")) == (["2023"], ["2022"])
    assert second.continued
    assert [cell.words.text for cell in second.row(0)] == ["Natural gas", "88", "91"]


def test_what_stands_between_ends_the_table() -> None:
    document = text(
        f"=== page 7 ===\n{FIRST}\n\n=== page 8 ===\nOther sources are small and were estimated.\n\n{MORE}\n"
    )
    assert not any(table.continued for table in tables(document))


def test_a_table_with_a_header_of_its_own_is_another() -> None:
    other = "| Waste (t) | 2021 | 2022 |\n| --- | --- | --- |\n| Paper | 5 | 6 |"
    document = text(f"=== page 7 ===\n{FIRST}\n\n=== page 8 ===\n{other}\n")
    assert years(tables(document)[1], "6") == ["2022"]
    assert not any(table.continued for table in tables(document))


def test_a_table_of_other_columns_is_another() -> None:
    document = text(f"=== page 7 ===\n{FIRST}\n\n=== page 8 ===\n| Steam | 41 |\n| Heat | 12 |\n")
    assert not any(table.continued for table in tables(document))


@pytest.mark.parametrize("line", ["=== page 8 ===", "<!-- page 8 -->"])
def test_text_right_below_a_page_marker_is_text(line: str) -> None:
    first = line.replace("8", "7")
    document = text(
        f"{first}\nIn 2023 the Group employed 4,286 people in four ports.\n{line}\nIt trained 1,240 of them.\n"
    )
    said = [(block.page, block.text) for block in document.blocks if block.kind is not BlockKind.FURNITURE]
    assert said[-2:] == [
        (7, "In 2023 the Group employed 4,286 people in four ports."),
        (8, "It trained 1,240 of them."),
    ]
