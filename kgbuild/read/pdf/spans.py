"""Header cells that stand over several columns: told from rules around them, or from how they are centred."""

from __future__ import annotations

from collections.abc import Sequence

from kgbuild.model import Box
from kgbuild.read.cells import is_year
from kgbuild.read.pdf.gridcell import Grid, GridCell
from kgbuild.read.pdf.lines import is_value
from kgbuild.read.pdf.shapes import Rules

_SLACK = 2.5


def first_body_row(grid: Grid) -> int:
    """The first row that holds values which are no years, beside a label where the rows below have one."""
    labelled = {cell.row for cell in grid.cells if cell.column == 0 and not is_value(cell.text)}
    valued: list[int] = []
    for row in range(grid.rows):
        cells = [cell for cell in grid.cells if cell.row == row and cell.column > 0]
        values = [cell for cell in cells if is_value(cell.text) and not is_year(cell.text)]
        if values and 2 * len(values) >= len(cells):
            valued.append(row)
    if not valued:
        return min(1, grid.rows)
    with_label = [row for row in valued if row in labelled]
    return with_label[0] if 2 * len(with_label) > len(valued) else valued[0]


def widen_headers(grid: Grid, rules: Rules) -> None:
    """Give header cells the columns that they stand over, not only those that their words cover."""
    body = first_body_row(grid)
    rows = [[cell for cell in grid.cells if cell.row == row] for row in range(body)]
    for number, cells in enumerate(rows):
        below = [cell for row in rows[number + 1 :] for cell in row]
        for place, cell in enumerate(cells):
            low = cells[place - 1].column + cells[place - 1].column_span if place else 0
            high = cells[place + 1].column if place + 1 < len(cells) else grid.columns
            span = _boxed(cell, grid, rules) or _centred(cell, grid, low, high, below)
            if span is not None:
                first, last = max(span[0], low), min(span[1], high - 1)
                if first <= cell.column and last >= cell.column + cell.column_span - 1:
                    cell.column, cell.column_span = first, last - first + 1


def _columns_within(grid: Grid, left: float, right: float) -> tuple[int, int] | None:
    inside = [k for k, (start, end) in enumerate(grid.edges) if left - _SLACK <= (start + end) / 2 <= right + _SLACK]
    return (inside[0], inside[-1]) if inside else None


def _boxed(cell: GridCell, grid: Grid, rules: Rules) -> tuple[int, int] | None:
    """The columns between the rules beside a cell, or over the rule right under it."""
    line = cell.lines[-1]
    middle = cell.lines[0].middle
    walls = [rule.at for rule in rules.down if rule.start - 1 <= middle <= rule.end + 1]
    left = max((at for at in walls if at <= cell.left + _SLACK), default=None)
    right = min((at for at in walls if at >= cell.right - _SLACK), default=None)
    box = grid.box
    if left is not None and right is not None and (left > box.left + 4 or right < box.right - 4):
        return _columns_within(grid, left, right)
    width = box.right - box.left
    under = [
        rule
        for rule in rules.across
        if -2 <= line.bottom - rule.at < 0.9 * line.size and rule.start - 4 <= cell.left and cell.right <= rule.end + 4
    ]
    under = [rule for rule in under if rule.end - rule.start < 0.9 * width]
    if len(under) == 1 and not _holds_other(cell, grid, under[0].start, under[0].end):
        return _columns_within(grid, under[0].start, under[0].end)
    return None


def _holds_other(cell: GridCell, grid: Grid, left: float, right: float) -> bool:
    return any(
        other is not cell and other.row == cell.row and left <= (other.left + other.right) / 2 <= right
        for other in grid.cells
    )


def _centred(cell: GridCell, grid: Grid, low: int, high: int, below: Sequence[GridCell]) -> tuple[int, int] | None:
    """The widest stretch of columns with headers of their own that a cell stands in the middle of."""
    if not any(cell.column <= other.column < cell.column + cell.column_span for other in below):
        return None
    under = {column for other in below for column in range(other.column, other.column + other.column_span)}
    low = max(low, 1 if 0 not in under else 0)
    centre = (cell.left + cell.right) / 2
    best: tuple[int, int] | None = None
    for first in range(low, cell.column + 1):
        for last in range(cell.column + cell.column_span - 1, high):
            if not all(column in under for column in range(first, last + 1)):
                continue
            middle = (grid.edges[first][0] + grid.edges[last][1]) / 2
            near = 0.35 * (grid.edges[last][1] - grid.edges[first][0]) / (last - first + 1)
            if abs(middle - centre) <= near and (best is None or last - first > best[1] - best[0]):
                best = (first, last)
    if best is None and abs(cell.left - grid.edges[cell.column][0]) < 4 and high > cell.column + 1:
        last = cell.column
        while last + 1 < high and last + 1 in under:
            last += 1
        return cell.column, last
    return best


def box_of(cell: GridCell) -> Box:
    """The rectangle of a cell's words."""
    return Box(
        min(line.left for line in cell.lines),
        min(line.bottom for line in cell.lines),
        max(line.right for line in cell.lines),
        max(line.top for line in cell.lines),
    )
