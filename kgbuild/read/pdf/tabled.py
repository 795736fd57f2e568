"""A grid of the page to a table of the model."""

from __future__ import annotations

from kgbuild.model import Box, Cell, Table, Words
from kgbuild.read.pdf.grid import Grid, GridCell
from kgbuild.read.pdf.lines import is_value
from kgbuild.read.pdf.phrase import Vocabulary, words_of
from kgbuild.read.cells import is_unit, is_year


def table_of(grid: Grid, base: int, vocabulary: Vocabulary) -> tuple[Words, Table]:
    """The table of a grid and all of its words in reading order."""
    words = {id(cell): words_of(cell.lines, base, vocabulary) for cell in grid.cells}
    cells = [cell for cell in grid.cells if words[id(cell)].text.strip()]
    heads = _header_rows(grid, words)
    made: list[Cell] = []
    section: Words | None = None
    for cell in cells:
        text = words[id(cell)]
        box = Box(
            min(line.left for line in cell.lines),
            min(line.bottom for line in cell.lines),
            max(line.right for line in cell.lines),
            max(line.top for line in cell.lines),
        )
        notes = tuple(mark.value for mark in text.marks if mark.kind == "note")
        alone = sum(1 for other in cells if other.row == cell.row) == 1
        label = cell.column == 0 and cell.row >= heads
        if label and alone:
            section = text
        if cell.row < heads or label:
            made.append(Cell(cell.row, cell.column, text, True, 1, cell.column_span, notes=notes, box=box))
            continue
        row = [words[id(other)] for other in cells if other.row == cell.row and other.column < cell.column and not is_value(other.text) and not is_unit(other.text)]
        unit = next((words[id(other)] for other in cells if other.row == cell.row and is_unit(other.text) and other is not cell), None)
        column = [words[id(other)] for other in cells if other.row < heads and other.column <= cell.column < other.column + other.column_span]
        path = ([section] if section is not None else []) + row
        made.append(Cell(cell.row, cell.column, text, False, 1, cell.column_span, tuple(path), tuple(column), unit, notes, box))
    table = Table(tuple(made), grid.rows, grid.columns)
    lines = sorted((line for cell in cells for line in cell.lines), key=lambda line: (line.words[0].start))
    return words_of(lines, base, vocabulary), table


def _header_rows(grid: Grid, words: dict[int, Words]) -> int:
    for row in range(grid.rows):
        cells = [cell for cell in grid.cells if cell.row == row and cell.column > 0]
        values = [cell for cell in cells if is_value(cell.text) and not is_year(cell.text)]
        if values and len(values) >= 0.4 * len(cells):
            return row
    return 1
