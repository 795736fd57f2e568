"""A table as it stands on the page to a table of the model: cells as words, what they mean from `read.tables`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kgbuild.model import Table, Words
from kgbuild.read.cells import is_unit
from kgbuild.read.grid import RawCell
from kgbuild.read.pdf.gridcell import Grid, GridCell
from kgbuild.read.pdf.phrase import Vocabulary, words_of
from kgbuild.read.pdf.spans import box_of, first_body_row, value_columns
from kgbuild.read.tables import build_table, continue_table

_TOTAL = re.compile(r"^(?:sub-?\s?|grand\s)?total", re.IGNORECASE)
_STEP = 3.0
_SIDE = 1.6
#: What a label that is not bold under bold ones, or that is set to the right or in the middle, counts as indent.
_LIGHTER, _SET_RIGHT = 0.5, 8.0


@dataclass(frozen=True, slots=True)
class Tabled:
    """A table, all of its words in the order of the text, and its header for the page that may go on with it."""

    words: Words
    table: Table
    header: tuple[RawCell, ...]
    edges: tuple[tuple[float, float], ...]


def table_of(
    grid: Grid,
    base: int,
    vocabulary: Vocabulary,
    before: Tabled | None = None,
    above: tuple[Words | None, Words | None] = (None, None),
) -> Tabled:
    """The table of a grid.

    Args:
        grid: the table as it stands on the page.
        base: where the page begins in the document's text.
        vocabulary: decides about hyphens at line ends.
        before: the table at the end of the page before, where this one may go on with it.
        above: caption and unit that stand over it.
    """
    heads = first_body_row(grid)
    indents = _indents(grid, heads)
    cells: list[RawCell] = []
    for cell in grid.cells:
        words = words_of(cell.lines, base, vocabulary)
        if words.text.strip():
            indent = indents.get(id(cell), 0.0)
            cells.append(
                RawCell(
                    cell.row,
                    cell.column,
                    words,
                    cell.row_span,
                    cell.column_span,
                    indent,
                    cell.row < heads,
                    box_of(cell),
                )
            )
    caption = words_of(grid.title, base, vocabulary) if grid.title else above[0]
    shared = _shared_header(grid, cells, heads, before)
    if shared:
        table = continue_table(cells, shared, before.table.caption if before else None)
        header = shared
    else:
        table = build_table(cells, caption, above[1])
        header = tuple(cell for cell in cells if cell.row < heads)
    lines = [*([] if grid.title_above else grid.title), *(line for cell in grid.cells for line in cell.lines)]
    lines.sort(key=lambda line: line.words[0].start)
    return Tabled(words_of(lines, base, vocabulary), table, header, tuple(grid.edges))


def _shared_header(grid: Grid, cells: Sequence[RawCell], heads: int, before: Tabled | None) -> tuple[RawCell, ...]:
    """The header of the table before, where this one has none of its own and the same columns."""
    if before is None or not before.header or len(before.edges) != len(grid.edges):
        return ()
    if grid.title and not grid.title_above:
        return ()
    own = [cell for cell in cells if cell.row < heads and cell.column > 0]
    if len(own) > 1:
        return ()
    shift = grid.edges[0][0] - before.edges[0][0]
    apart = max(abs(a[0] + shift - b[0]) for a, b in zip(before.edges, grid.edges, strict=True))
    across = grid.edges[-1][1] - grid.edges[0][0]
    return before.header if apart < 0.06 * across else ()


def _indents(grid: Grid, heads: int) -> dict[int, float]:
    """How deep the labels stand within their columns, by the ids of their cells."""
    made: dict[int, float] = {}
    for column in range(min(value_columns(grid), default=1)):
        labels = [cell for cell in grid.cells if cell.column == column and cell.row >= heads]
        if labels and (column == 0 or not all(is_unit(cell.text) for cell in labels)):
            made |= _depths(labels)
    return made


def _depths(labels: Sequence[GridCell]) -> dict[int, float]:
    """How deep the labels of one column stand."""
    left = min(cell.left for cell in labels)
    weights = {_bold(cell) for cell in labels if not _TOTAL.match(cell.text)}
    made: dict[int, float] = {}
    for cell in labels:
        away = cell.left - left
        if away <= _SIDE:
            depth = 0.0
        elif _set_right(cell, labels):
            depth = _SET_RIGHT
        else:
            depth = float(round(away / _STEP))
        if len(weights) > 1 and not _bold(cell):
            depth += _LIGHTER
        made[id(cell)] = depth
    return made


def _bold(cell: GridCell) -> bool:
    return all(line.bold for line in cell.lines)


def _set_right(cell: GridCell, labels: Sequence[GridCell]) -> bool:
    """Whether a label is set to the right or in the middle of its column: others end or centre where it does.

    Where as many begin where it begins, it is indented, and the ends agree by chance.
    """
    others = [other for other in labels if other is not cell]
    begun = sum(1 for other in others if abs(other.left - cell.left) <= _SIDE)
    apart = [other for other in others if abs(other.left - cell.left) > _SIDE]
    ended = sum(1 for other in apart if abs(other.right - cell.right) <= _SIDE)
    centred = sum(1 for other in apart if abs(other.left + other.right - cell.left - cell.right) <= _SIDE)
    return max(ended, centred) > begun
