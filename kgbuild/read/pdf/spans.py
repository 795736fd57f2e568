"""Header cells that stand over several columns: told from rules around them, or from how they are centred."""

from __future__ import annotations

from collections.abc import Sequence

from kgbuild.model import Box
from kgbuild.read.cells import is_year
from kgbuild.read.pdf.gridcell import Grid, GridCell
from kgbuild.read.pdf.lines import is_value
from kgbuild.read.pdf.shapes import Rules, joints_in

_SLACK = 2.5


def first_body_row(grid: Grid) -> int:
    """The first row that holds values which are no years, beside a label where the rows below have one."""
    labelled = {cell.row for cell in grid.cells if cell.column == 0 and not is_value(cell.text)}
    columns = value_columns(grid)
    valued = sorted({cell.row for cell in grid.cells if cell.column in columns and _is_figure(cell)})
    if not valued:
        return min(1, grid.rows)
    with_label = [row for row in valued if row in labelled]
    body = with_label[0] if 2 * len(with_label) > len(valued) else valued[0]
    # A cell that reaches down beside figures is one of the body, and so is its first row.
    return min([body, *(cell.row for cell in grid.cells if cell.column and cell.row < body < cell.row + cell.row_span)])


def _is_figure(cell: GridCell) -> bool:
    text = cell.text
    return is_value(text) and not is_year(text)


def value_columns(grid: Grid) -> set[int]:
    """Columns in which values outnumber words."""
    held: dict[int, int] = {}
    figures: dict[int, int] = {}
    for cell in grid.cells:
        if cell.column and cell.column_span == 1:
            held[cell.column] = held.get(cell.column, 0) + 1
            figures[cell.column] = figures.get(cell.column, 0) + _is_figure(cell)
    return {column for column, count in held.items() if 2 * figures[column] >= count}


def widen_headers(grid: Grid, rules: Rules) -> None:
    """Give header cells the columns that they stand over, not only those that their words cover."""
    body = first_body_row(grid)
    rows = [[cell for cell in grid.cells if cell.row == row] for row in range(body)]
    for number, cells in enumerate(rows):
        below = [cell for row in rows[number + 1 :] for cell in row]
        for cell, span in zip(cells, _spans(cells, grid, rules, below), strict=True):
            cell.column, cell.column_span = span[0], span[1] - span[0] + 1


Span = tuple[int, int]


def _spans(cells: Sequence[GridCell], grid: Grid, rules: Rules, below: Sequence[GridCell]) -> list[Span]:
    """First and last column of each cell of a header row: apart from each other, and as wide as they may be."""
    ways: list[tuple[float, float, list[Span]]] = [(0.0, 0.0, [])]
    joints = joints_in(rules, grid.box)
    for place, cell in enumerate(cells):
        found: list[tuple[float, float, list[Span]]] = []
        own = (cell.column, cell.column + cell.column_span - 1)
        boxed = _boxed(cell, grid, rules)
        if boxed is not None:
            before_it = cells[place - 1].column + cells[place - 1].column_span if place else 0
            behind_it = cells[place + 1].column if place + 1 < len(cells) else grid.columns
            boxed = max(boxed[0], before_it), min(boxed[1], behind_it - 1)
        choices = [(own, 0.0)]
        if boxed is not None and boxed[0] <= own[0] and own[1] <= boxed[1]:
            choices.append((boxed, 0.0))
        elif boxed is None:
            choices += _centred(cell, grid, below, joints)
        for (first, last), off in choices:
            before = [way for way in ways if not way[2] or way[2][-1][1] < first]
            if before:
                covered, drift, spans = max(before, key=lambda way: (way[0], -way[1]))
                found.append((covered + last - first + 1, drift + off, [*spans, (first, last)]))
        ways = found
    return max(ways, key=lambda way: (way[0], -way[1]))[2]


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
    inner = left is not None and right is not None and (left > box.left + 4 or right < box.right - 4)
    if inner and left is not None and right is not None and not _holds_other(cell, grid, left, right):
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


def _centred(
    cell: GridCell, grid: Grid, below: Sequence[GridCell], joints: Sequence[float]
) -> list[tuple[Span, float]]:
    """Stretches of columns with headers of their own that a cell stands in the middle of, or begins."""
    if not any(cell.column <= other.column < cell.column + cell.column_span for other in below):
        return []
    under = {column for other in below for column in range(other.column, other.column + other.column_span)}
    under -= {0}
    centre = (cell.left + cell.right) / 2
    made: list[tuple[Span, float]] = []
    for first in range(cell.column, -1, -1):
        if first not in under:
            break
        for last in range(first, grid.columns):
            if last not in under:
                break
            if last < cell.column + cell.column_span - 1:
                continue
            off = min(abs((left + right) / 2 - centre) for left, right in _extents(grid, first, last, joints))
            if off <= 0.5 * (grid.edges[last][1] - grid.edges[first][0]) / (last - first + 1) or (
                first == cell.column and abs(cell.left - grid.edges[first][0]) < 4
            ):
                made.append(((first, last), off))
    return made


def _extents(grid: Grid, first: int, last: int, joints: Sequence[float]) -> list[tuple[float, float]]:
    """How far a stretch of columns may reach: its words, from the column before it, and from border to border."""
    left, right = grid.edges[first][0], grid.edges[last][1]
    before = grid.edges[first - 1][1] if first else left
    after = grid.edges[last + 1][0] if last + 1 < len(grid.edges) else right
    low = [at for at in joints if before - 2 <= at <= left + 2]
    high = [at for at in joints if right - 2 <= at <= after + 2]
    if low and high:
        return [(low[-1], high[0])]
    return [(left, right), (before, right)]


def box_of(cell: GridCell) -> Box:
    """The rectangle of a cell's words."""
    return Box(
        min(line.left for line in cell.lines),
        min(line.bottom for line in cell.lines),
        max(line.right for line in cell.lines),
        max(line.top for line in cell.lines),
    )
