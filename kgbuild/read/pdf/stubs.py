"""Cells over several rows: labels of groups in the first column, words beside several rows in a later one."""

from __future__ import annotations

from itertools import pairwise

from kgbuild.read.cells import is_year
from kgbuild.read.pdf.gridcell import Grid, GridCell
from kgbuild.read.pdf.lines import is_value
from kgbuild.read.pdf.shapes import Rules

#: Fewer cells than these are no column of words beside others.
_FEW = 3


def join_group_labels(grid: Grid, rules: Rules) -> None:
    """Join the lines of a group's label that stand in one row each, where no rule parts them."""
    first = [cell for cell in grid.cells if cell.column == 0 and cell.column_span == 1]
    second = [cell for cell in grid.cells if cell.column == 1]
    worded = [cell for cell in second if not is_value(cell.text)]
    if len(first) < 2 or len(second) < 2 * len(first) * 0.6 or len(worded) < 0.8 * len(second):
        return
    left, right = grid.edges[0]
    own = [rule.at for rule in rules.across if rule.start < left + 4 and rule.end > min(right, left + 20)]
    if not any(grid.box.bottom + 2 < at < grid.box.top - 2 for at in own):
        return
    gone: set[int] = set()
    above: GridCell | None = None
    for cell in sorted(first, key=lambda cell: cell.row):
        if above is not None and not _parted(above, cell, own) and _beside(cell, second):
            above.lines += cell.lines
            above.row_span = cell.row - above.row + 1
            gone.add(id(cell))
            continue
        above = cell
    grid.cells = [cell for cell in grid.cells if id(cell) not in gone]
    starts = {cell.row for cell in grid.cells if cell.column == 0}
    for cell in first:
        last = cell.row + cell.row_span - 1
        while last + 1 < grid.rows and last + 1 not in starts and not _covered(grid, last, own):
            last += 1
        cell.row_span = last - cell.row + 1


def join_tall_cells(grid: Grid, rules: Rules) -> None:
    """Join what stands between two rules of a column of words that are further apart than those of the rows beside it.

    A target beside several years, or a remark beside several rows, is one cell from rule to rule.
    """
    for column in range(2, grid.columns):
        held = [cell for cell in grid.cells if cell.column == column and cell.column_span == 1]
        if len(held) < _FEW or 2 * sum(is_value(cell.text) and not is_year(cell.text) for cell in held) > len(held):
            continue
        own = _heights(grid, rules, column)
        if len(own) < 3 or len(own) > 0.5 * len(_heights(grid, rules, column - 1)):
            continue
        for top, bottom in pairwise(own):
            _join_band(grid, held, top, bottom)


def _heights(grid: Grid, rules: Rules, column: int) -> list[float]:
    """Heights of the rules that run across a column, top first."""
    left, right = grid.edges[column]
    middle, width = (left + right) / 2, right - left
    made: list[float] = []
    for rule in rules.lines:
        inside = grid.box.bottom - 3 <= rule.at <= grid.box.top + 3
        covers = rule.start <= middle <= rule.end and min(rule.end, right) - max(rule.start, left) > 0.8 * width
        if inside and covers and (not made or made[-1] - rule.at > 3):
            made.append(rule.at)
    return made


def _join_band(grid: Grid, held: list[GridCell], top: float, bottom: float) -> None:
    inside = [cell for cell in held if all(bottom < line.middle < top for line in cell.lines)]
    rows = [
        cell.row for cell in grid.cells if cell.row_span == 1 and all(bottom < line.middle < top for line in cell.lines)
    ]
    if not inside or len(set(rows)) < 2:
        return
    first, *others = sorted(inside, key=lambda cell: cell.row)
    first.lines = [line for cell in (first, *others) for line in cell.lines]
    gone = set(map(id, others))
    grid.cells = [cell for cell in grid.cells if id(cell) not in gone]
    first.row, first.row_span = min(rows), max(rows) - min(rows) + 1


def _parted(above: GridCell, cell: GridCell, own: list[float]) -> bool:
    high, low = min(line.bottom for line in above.lines), max(line.top for line in cell.lines)
    return any(low - 4 <= at <= high + 4 for at in own)


def _covered(grid: Grid, row: int, own: list[float]) -> bool:
    """Whether a rule that covers the first column runs under a row."""
    high = min((line.bottom for cell in grid.cells if cell.row == row for line in cell.lines), default=0.0)
    low = max((line.top for cell in grid.cells if cell.row == row + 1 for line in cell.lines), default=0.0)
    return any(low - 4 <= at <= high + 4 for at in own)


def _beside(cell: GridCell, second: list[GridCell]) -> bool:
    """Whether the second column has a label of its own in the cell's row."""
    return any(other.row == cell.row for other in second)
