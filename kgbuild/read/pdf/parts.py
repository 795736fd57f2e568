"""One grid to the tables it prints: the title taken out, and cut where a header is printed again."""

from __future__ import annotations

from collections.abc import Sequence

from kgbuild.read.cells import is_unit, is_year
from kgbuild.read.pdf.gridcell import Grid, GridCell
from kgbuild.read.pdf.lines import Line, is_value
from kgbuild.read.pdf.spans import first_body_row

_BEGINS = 1.0
NO_KEY: tuple[tuple[int, str], ...] = ()


def parted(grid: Grid) -> list[Grid]:
    """The tables of a grid, each with its title apart."""
    rows = [[cell for cell in grid.cells if cell.row == row] for row in range(grid.rows)]
    body = first_body_row(grid)
    heads = {_key(row) for row in rows[:body]} - {NO_KEY}
    starts = [0]
    row = body
    while row < grid.rows:
        if row > starts[-1] and (_key(rows[row]) in heads or _is_year_row(rows[row])) and row + 1 < grid.rows:
            begin = row
            while begin - 1 > starts[-1] and len(rows[begin - 1]) == 1 and _is_title(rows[begin - 1][0], grid):
                begin -= 1
            starts.append(begin)
            while row + 1 < grid.rows and (_key(rows[row + 1]) in heads or _is_year_row(rows[row + 1])):
                row += 1
        row += 1
    made: list[Grid] = []
    for start, end in zip(starts, [*starts[1:], grid.rows], strict=True):
        title, first = _title(rows[start:end], grid)
        made.append(_part(grid, rows[start + first : end], title, made[-1].title if made and not title else []))
    return [part for part in made if part.rows]


def _key(row: Sequence[GridCell]) -> tuple[tuple[int, str], ...]:
    """What makes a header row the same when it is printed again; nothing where it is no header."""
    cells = tuple((cell.column, cell.text) for cell in row if cell.column > 0)
    return cells if len(cells) > 1 and not all(is_value(text) and not is_year(text) for _, text in cells) else NO_KEY


def _is_year_row(row: Sequence[GridCell]) -> bool:
    cells = [cell for cell in row if cell.column > 0]
    return len(cells) > 1 and all(is_year(cell.text) for cell in cells)


def _is_title(cell: GridCell, grid: Grid) -> bool:
    """Whether a lone cell is the title of what follows: it stands in the middle, or it covers the columns."""
    if is_year(cell.text) or is_unit(cell.text) or is_value(cell.text):
        return False
    left, right = grid.edges[0][0], grid.edges[-1][1]
    off = abs((cell.left + cell.right) / 2 - (left + right) / 2)
    if cell.column > 0 and cell.column_span == 1 and abs(cell.left - grid.edges[cell.column][0]) <= _BEGINS:
        # It begins where a column does, and so heads columns, though it may stand in the middle by chance.
        return False
    return off < 0.04 * (right - left) or (cell.column > 0 and cell.column_span > 0.6 * (grid.columns - 1))


def _title(rows: Sequence[Sequence[GridCell]], grid: Grid) -> tuple[list[Line], int]:
    """The lines of a title at the head of some rows, and how many rows it takes."""
    if len(rows) > 2 and len(rows[0]) == 1:
        cell = rows[0][0]
        wide = cell.column == 0 and cell.right > grid.edges[0][1] + 20
        if _is_title(cell, grid) or wide or _above_header(rows):
            return cell.lines, 1
    return [], 0


def _above_header(rows: Sequence[Sequence[GridCell]]) -> bool:
    """A lone cell in the first column, right above a row that heads the columns, names the table."""
    cell = rows[0][0]
    after = [other for other in rows[1] if other.column > 0]
    return (
        cell.column == 0
        and len(after) > 1
        and not any(is_value(other.text) and not is_year(other.text) for other in after)
    )


def _part(grid: Grid, rows: Sequence[Sequence[GridCell]], title: list[Line], inherited: list[Line]) -> Grid:
    cells: list[GridCell] = []
    for number, row in enumerate(rows):
        for cell in row:
            cell.row = number
            cells.append(cell)
    return Grid(cells, len(rows), grid.columns, grid.box, grid.edges, grid.taken, title or inherited, not title)
