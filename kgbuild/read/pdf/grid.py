"""Lines of a table region into a grid: which lines stand in which row and column."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise

from kgbuild.model import Box
from kgbuild.read.cells import is_year
from kgbuild.read.pdf.bands import cuts_of, visual_rows
from kgbuild.read.pdf.columns import column_edges, split_at_columns, split_at_rules, walls_of
from kgbuild.read.pdf.gridcell import Grid, GridCell
from kgbuild.read.pdf.lines import Line, is_value
from kgbuild.read.pdf.parts import parted
from kgbuild.read.pdf.shapes import Rules, joints_in
from kgbuild.read.pdf.spans import widen_headers
from kgbuild.read.pdf.stubs import join_group_labels, join_tall_cells


def grids_of(lines: Sequence[Line], box: Box, rules: Rules, ruled: bool) -> list[Grid]:
    """The tables of the lines in a region; none where they make no table."""
    inside = [
        line
        for line in lines
        if not line.turned
        and box.left - 4 <= line.centre <= box.right + 4
        and box.bottom - 2 <= line.middle <= box.top + 2
    ]
    if len(inside) < 4:
        return []
    walls = walls_of(rules, box)
    pieces = [(piece, line) for line in inside for piece in split_at_rules([line], walls)]
    origin = {id(piece): line for piece, line in pieces}
    rows = visual_rows([piece for piece, _ in pieces])
    edges = column_edges(rows, walls, box, joints_in(rules, box))
    if len(edges) < 2:
        return []
    cut = split_at_columns(rows, edges)
    for before, after in zip(rows, cut, strict=True):
        wholes = {word.start: line for line in before for word in line.words}
        origin |= {id(line): origin[id(wholes[line.words[0].start])] for line in after}
    placed, banded = _rows(cut, edges, box, rules)
    cells = _cells(placed, edges)
    grid = Grid(cells, len(placed), len(edges), box, edges, inside)
    parts = [part for part in parted(_tidy(grid)) if _is_table(part, ruled and banded)]
    for part in parts:
        join_group_labels(part, rules)
        join_tall_cells(part, rules)
        widen_headers(part, rules)
        _take(part, origin)
    return parts


def _take(part: Grid, origin: dict[int, Line]) -> None:
    """Note which lines of the page a table was made of."""
    lines = part.lines if part.title_above else [*part.title, *part.lines]
    taken = {id(origin[id(line)]): origin[id(line)] for line in lines}
    part.taken = list(taken.values())


def _column_of(line: Line, edges: Sequence[tuple[float, float]]) -> tuple[int, int]:
    """First column and number of columns that a line stands over."""
    over = [k for k, (left, right) in enumerate(edges) if min(right, line.right) - max(left, line.left) > 1.0]
    if not over:
        nearest = min(range(len(edges)), key=lambda k: min(abs(edges[k][0] - line.left), abs(edges[k][1] - line.right)))
        return nearest, 1
    return over[0], over[-1] - over[0] + 1


Placed = list[tuple[Line, int, int]]


def _rows(
    rows: Sequence[Sequence[Line]], edges: Sequence[tuple[float, float]], box: Box, rules: Rules
) -> tuple[list[Placed], bool]:
    """Rows of the table: visual rows, the wrapped ones joined; and whether rules part them."""
    placed = [[(line, *_column_of(line, edges)) for line in row] for row in rows]
    bands = _bands(placed, box, rules)
    made: list[Placed] = []
    band_of: list[int] = []
    for row in placed:
        band = bands(row)
        if made and band_of[-1] == band and not _ruled_off(made[-1], row, rules) and _wraps(made, row, band >= 0):
            made[-1] = made[-1] + row
            continue
        made.append(list(row))
        band_of.append(band)
    return _centred(made), any(band >= 0 for band in band_of)


def _centred(rows: list[Placed]) -> list[Placed]:
    """Rows whose figures stand half way between the lines of their label, made whole."""
    made: list[Placed] = []
    at = 0
    while at < len(rows):
        row = rows[at]
        if made and _label_only(made[-1]) and not _labelled(row) and _half_line(made[-1], row):
            row = made.pop() + row
            if at + 1 < len(rows) and _label_only(rows[at + 1]) and _half_line(rows[at], rows[at + 1]):
                row = row + rows[at + 1]
                at += 1
        made.append(row)
        at += 1
    return made


def _label_only(row: Placed) -> bool:
    return all(column == 0 for _, column, _ in row)


def _labelled(row: Placed) -> bool:
    return any(column == 0 for _, column, _ in row)


def _half_line(above: Placed, below: Placed) -> bool:
    """Whether two rows stand closer than lines do."""
    drop = min(item[0].bottom for item in above) - max(item[0].bottom for item in below)
    return 0 < drop < 0.95 * min(item[0].size for item in (*above, *below))


def _bands(placed: Sequence[Placed], box: Box, rules: Rules) -> Callable[[Placed], int]:
    """Which band between rules a row lies in; -1 for all where rules part too few rows."""
    cuts = sorted(cuts_of(box, rules))

    def band(row: Placed) -> int:
        middle = sum(item[0].middle for item in row) / len(row)
        return len(cuts) - bisect_right(cuts, middle)

    if len(cuts) < 3:
        return lambda row: -1
    values = sum(1 for row in placed if any(item[0].value for item in row))
    if values < 0.3 * len(placed):
        columns: dict[int, set[int]] = {}
        for row in placed:
            columns.setdefault(band(row), set()).update(item[1] for item in row)
        if sum(1 for held in columns.values() if len(held) > 1) >= 0.6 * len(columns):
            return band
    if len(cuts) - 1 >= 0.5 * min(values or len(placed), len(placed)):
        return band
    return lambda row: -1


def _ruled_off(above: Placed, row: Placed, rules: Rules) -> bool:
    """Whether a rule over part of the table runs between two rows, under a header that spans columns."""
    for line, column, span in row:
        over = [item[0] for item in above if item[1] < column + span and column < item[1] + item[2]]
        if not over:
            continue
        high, low = min(one.bottom for one in over), line.top
        left, right = min(one.left for one in over), max(one.right for one in over)
        for rule in rules.across:
            # A rule no wider than the words above it underlines them.
            wider = rule.start < left - 2 or rule.end > right + 2
            if wider and low - 3 <= rule.at <= high + 3 and rule.start <= line.centre <= rule.end:
                return True
    return False


def _wraps(made: Sequence[Placed], row: Placed, banded: bool) -> bool:
    """Whether a visual row goes on the row above it."""
    last = made[-1]
    taken = {column for _, column, span in last for column in range(column, column + span)}
    values = [item for item in row if item[0].value]
    last_values = {column for line, column, _ in last if line.value}
    gap = min(item[0].bottom for item in last) - max(item[0].bottom for item in row)
    size = min(item[0].size for item in row)
    if any(column in last_values for _, column, _ in values):
        return False
    headed = sum(1 for _, column, _ in values if column in taken - last_values)
    if headed >= 2 and headed >= 0.5 * len(values):
        # Figures under words, column by column: a header and its first row share a band.
        return False
    if banded:
        # One line across columns above a row of cells is a title that no rule parts from them.
        return not (len(last) == 1 and last[0][2] > 1 and len(row) > 1)
    if values and last_values:
        return False
    if gap > 1.8 * size:
        return False
    if not values and all(column in taken for _, column, _ in row):
        text = row[0][0].text
        above = [item for item in last if item[1] == row[0][1]]
        if not above:
            return False
        before = above[-1][0].text
        goes_on = (
            text[:1].islower()
            or text[:1] in "(&/"
            or before.endswith(
                (",", "-", "–", "/", " and", " of", " the", " by", " to", "(", " or", " for", " in", "&")
            )
        )
        return (len(row) > 1 and not last_values) or goes_on
    return False


def _cells(rows: Sequence[Placed], edges: Sequence[tuple[float, float]]) -> list[GridCell]:
    cells: list[GridCell] = []
    for number, row in enumerate(rows):
        by_column: dict[int, GridCell] = {}
        for line, column, span in row:
            cell = by_column.get(column)
            if cell is None:
                by_column[column] = GridCell(number, column, [line], span)
            else:
                cell.lines.append(line)
                cell.column_span = max(cell.column_span, span)
        ordered = [by_column[column] for column in sorted(by_column)]
        for cell, after in pairwise(ordered):
            cell.column_span = min(cell.column_span, after.column - cell.column)
        cells += ordered
    return cells


def _is_table(grid: Grid, ruled: bool) -> bool:
    """Whether a grid holds enough to be believed: rows with several cells, and cells that are no running prose."""
    per_row: dict[int, int] = {}
    for cell in grid.cells:
        per_row[cell.row] = per_row.get(cell.row, 0) + 1
    multiple = sum(1 for count in per_row.values() if count > 1)
    if grid.rows < 2 or multiple < 2 or multiple < 0.3 * grid.rows:
        return False
    values = sum(1 for cell in grid.cells if is_value(cell.text))
    if values and not _rows_are_labelled(grid):
        return False
    if _is_panel(grid):
        return False
    if not ruled:
        return values >= 2 and values >= 0.2 * len(grid.cells)
    if not values and grid.rows * grid.columns < 6:
        return False
    long = sum(1 for cell in grid.cells if len(cell.text) > 400)
    return long <= 0.25 * len(grid.cells)


def _is_panel(grid: Grid) -> bool:
    """Whether the cells are big numbers with their labels: key figures in a frame, not a table."""
    sizes = sorted(line.size for line in grid.lines)
    usual = sizes[len(sizes) // 2]
    big = sum(1 for cell in grid.cells if any(line.size > 1.3 * usual and line.value for line in cell.lines))
    return big >= 0.25 * len(grid.cells)


def _rows_are_labelled(grid: Grid) -> bool:
    """Whether most rows with figures hold words too: the numbers of a chart do not."""
    valued: set[int] = set()
    worded: set[int] = set()
    for cell in grid.cells:
        if not is_value(cell.text):
            if sum(map(str.isalpha, cell.text)) > 1:
                worded.add(cell.row)
        elif not is_year(cell.text):
            valued.add(cell.row)
    return 2 * len(valued & worded) >= len(valued)


def _tidy(grid: Grid) -> Grid:
    """Neighbouring columns that never both hold something in a row, one of them with headers only, as one."""
    columns: dict[int, set[int]] = {}
    for cell in grid.cells:
        if cell.column_span == 1:
            columns.setdefault(cell.column, set()).add(cell.row)
    merged = list(range(grid.columns))
    for k in range(1, grid.columns):
        before = merged[k - 1]
        one = {row for j in range(k) if merged[j] == before for row in columns.get(j, set())}
        other = columns.get(k, set())
        few, many = sorted((one, other), key=len)
        gap = grid.edges[k][0] - grid.edges[k - 1][1]
        merged[k] = (
            before
            if before > -1
            and k > 1
            and not (one & other)
            and len(few) <= 2
            and few
            and max(few) < min(many or {0})
            and gap < 30
            else before + 1
        )
    if merged[-1] == grid.columns - 1:
        return grid
    edges: list[tuple[float, float]] = []
    for k, edge in enumerate(grid.edges):
        if merged[k] == len(edges):
            edges.append(edge)
        else:
            edges[-1] = (min(edges[-1][0], edge[0]), max(edges[-1][1], edge[1]))
    for cell in grid.cells:
        last = merged[cell.column + cell.column_span - 1]
        cell.column = merged[cell.column]
        cell.column_span = last - cell.column + 1
    return Grid(grid.cells, grid.rows, len(edges), grid.box, edges, grid.taken)
