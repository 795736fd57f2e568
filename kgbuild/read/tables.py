"""From raw cells to a table that knows, for each figure, its row, its column and its unit.

`build_table` is the one function; how it decides is written at each step. What it gets wrong in one table is always one
of: which rows are headers, which columns are labels, what a missing cell meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kgbuild.model import Cell, Table, Words
from kgbuild.read.cells import CellKind, is_answers
from kgbuild.read.grid import Grid, RawCell
from kgbuild.read.rows import row_paths
from kgbuild.read.units import caption_unit, corner_unit, is_unit_column, part_labels, unit_of
from kgbuild.read.wording import notes, trimmed

__all__ = ["RawCell", "build_table", "continue_table"]

SHORT = 60


@dataclass(frozen=True, slots=True)
class Layout:
    """What the columns of a table are: labels at the left, then figures or words; one column may hold the units."""

    stubs: tuple[int, ...]
    body: tuple[int, ...]
    unit: int | None
    numeric: bool


def build_table(cells: Iterable[RawCell], caption: Words | None = None, unit: Words | None = None) -> Table:
    """The table of raw cells. `caption` and `unit` are the words beside it that hold for all of it.

    A cell without words is left out. Header cells and the labels at the left are `header` cells and have no paths, but
    in a table of words without figures only the header rows are headers.
    """
    grid = Grid.of(cells)
    heads = _header_rows(grid)
    layout = _layout(grid, heads)
    if layout.numeric and not grid.spans:
        _realign(grid, heads, layout)
    again = _repeated_headers(grid, heads, layout)
    beside = part_labels(grid, [row for row in range(grid.rows) if row not in heads], layout.unit)
    if layout.unit is None:
        unit = unit or corner_unit(grid, heads, layout.stubs)
    built: list[Cell] = []
    columns = _column_paths(grid, sorted(heads), layout)
    labelled = row_paths(grid, set(heads) | set(again), layout.stubs, layout.body)
    for row, words in beside.items():
        labelled.paths[row] = (*labelled.paths.get(row, ()), words)
    done: set[int] = set()
    for row in range(grid.rows):
        if row in again:
            columns = _column_paths(grid, again[row], layout)
        for column in range(grid.columns):
            raw = grid.at.get((row, column))
            if raw is None or id(raw) in done or not raw.words.text.strip():
                continue
            done.add(id(raw))
            header = row in heads or row in again or column in layout.stubs or row in labelled.groups
            if header and not (not layout.numeric and row not in heads):
                built.append(_cell(raw, row, column, header=True))
                continue
            unlabelled = not layout.stubs if layout.numeric else column == 0
            path = () if unlabelled else labelled.paths.get(row, ())
            heading = _over(columns, raw, column)
            beside_row = grid.words(row, layout.unit) if layout.unit is not None else None
            found = None if column == layout.unit else unit_of(raw, path, heading, beside_row, (unit, caption))
            built.append(_cell(raw, row, column, row_path=path, column_path=heading, unit=found))
    return Table(tuple(built), grid.rows, grid.columns, caption, unit or caption_unit(caption))


def continue_table(cells: Iterable[RawCell], header: Sequence[RawCell], caption: Words | None) -> Table:
    """A table read under the header of the one on the page before, which is not part of it."""
    rows = 1 + max(cell.row for cell in header)
    under = [replace(cell, row=cell.row + rows, header=False) for cell in cells]
    whole = build_table([*header, *under], caption)
    kept = tuple(replace(cell, row=cell.row - rows) for cell in whole.cells if cell.row >= rows)
    return replace(whole, cells=kept, rows=whole.rows - rows, continued=True)


def _cell(
    raw: RawCell,
    row: int,
    column: int,
    *,
    header: bool = False,
    row_path: tuple[Words, ...] = (),
    column_path: tuple[Words, ...] = (),
    unit: Words | None = None,
) -> Cell:
    marks: dict[str, None] = {}
    for words in (raw.words, *row_path, *column_path):
        marks.update(dict.fromkeys(notes(words)))
    return Cell(
        row=row,
        column=column,
        words=trimmed(raw.words),
        header=header,
        row_span=raw.row_span,
        column_span=raw.column_span,
        row_path=row_path,
        column_path=column_path,
        unit=unit,
        notes=tuple(marks),
        box=raw.box,
    )


def _header_rows(grid: Grid) -> list[int]:
    """The rows at the top that head columns: marked as such, or with years, units or words and no figures."""
    marked = [row for row in range(grid.rows) if _all_marked(grid, row)]
    if marked and marked[0] == 0:
        return [row for index, row in enumerate(marked) if row == index]
    if not any(_figures(grid, row) for row in range(grid.rows)):
        return [0] if _heads_words(grid) else []
    heads: list[int] = []
    for row in range(min(grid.rows, 6)):
        filled = grid.filled(row)
        if not filled:
            heads.append(row)
        elif _reaches_figures(grid, row, filled) or _figures(grid, row) or not _may_head(grid, row, filled, heads):
            break
        else:
            heads.append(row)
    while heads and not grid.filled(heads[-1]):
        heads.pop()
    return heads


def _all_marked(grid: Grid, row: int) -> bool:
    filled = grid.filled(row)
    return bool(filled) and all(grid.at[row, column].header for column in filled) and (len(filled) > 1 or filled[0] > 0)


def _figures(grid: Grid, row: int) -> int:
    """How many figures a row has behind its first column."""
    return sum(grid.kind(row, column) is CellKind.VALUE for column in grid.filled(row) if column > 0)


def _reaches_figures(grid: Grid, row: int, filled: list[int]) -> bool:
    """Whether a cell that begins in a row reaches down beside figures: it is a cell of the body."""
    return any(
        cell.row == row and any(_figures(grid, below) for below in range(row + 1, row + cell.row_span))
        for cell in (grid.at[row, column] for column in filled if column > 0)
    )


def _may_head(grid: Grid, row: int, filled: list[int], heads: list[int]) -> bool:
    kinds = [grid.kind(row, column) for column in filled]
    if CellKind.YEAR in kinds:
        return True
    if filled == [0]:
        # A lone label: the title of the table where it is the first row, else a group of rows.
        return not heads and grid.rows > row + 1 and grid.at[row, 0].column_span == 1 and not _figures(grid, row + 1)
    if not heads:
        return True
    if 0 in filled and grid.at[row, 0].row == row:
        return False
    figures = {c for r in range(row + 1, grid.rows) for c in grid.filled(r) if grid.kind(r, c) is CellKind.VALUE}
    named = CellKind.UNIT in kinds or grid.spans
    return named or (
        len(figures) > 1 and len(filled) >= len(figures) and all(len(grid.text(row, c)) <= 30 for c in filled)
    )


def _heads_words(grid: Grid) -> bool:
    """Whether the first row of a table without figures heads its columns: short names over longer words."""
    if grid.rows < 2:
        return False
    first = [grid.text(0, column) for column in grid.filled(0)]
    if len(first) < 2 or any(len(text) > SHORT or text.endswith((".", ";")) for text in first):
        return False
    rest = [[grid.text(row, column) for column in grid.filled(row)] for row in range(1, grid.rows)]
    if all(text.isupper() for text in first if text.isalpha()) and any(text.isupper() for text in first):
        return True
    bold = [any(mark.kind == "bold" for mark in grid.words(0, column).marks) for column in grid.filled(0)]
    below = [any(mark.kind == "bold" for mark in grid.words(1, column).marks) for column in grid.filled(1)]
    if any(below) and bold == below:
        return False
    longest = max((len(text) for row in rest for text in row[1:]), default=0)
    return all(bold) or longest > max(len(text) for text in first[1:])


def _layout(grid: Grid, heads: list[int]) -> Layout:
    """Labels are the columns before the first column of figures; a column of units belongs to the labels' side."""
    rows = [row for row in range(grid.rows) if row not in heads]
    figures: list[int] = []
    unit: int | None = None
    for column in range(1, grid.columns):
        kinds = [grid.kind(row, column) for row in rows]
        filled = [kind for kind in kinds if kind is not CellKind.EMPTY]
        values = filled.count(CellKind.VALUE) + filled.count(CellKind.YEAR)
        units = filled.count(CellKind.UNIT)
        titles = [grid.text(head, column) for head in heads]
        yearly = any(grid.kind(head, column) is CellKind.YEAR for head in heads)
        if unit is None and is_unit_column(titles, [grid.text(row, column) for row in rows], units, len(filled)):
            unit = column
        elif values and (values >= 0.5 * len(filled) or (yearly and 3 * values >= len(filled))):
            figures.append(column)
    if not figures:
        body = tuple(range(grid.columns))
        return Layout((), tuple(c for c in body if c != unit), unit, numeric=False)
    if heads and _figures_only(grid, rows):
        return Layout((), tuple(column for column in range(grid.columns)), None, numeric=True)
    first = figures[0]
    labels = [column for column in range(first) if column != unit]
    named = tuple(c for c in labels if c == labels[0] or not is_answers(grid.text(row, c) for row in rows))
    # Where nothing else tells a row from the one above it the answer does.
    stubs = named if _apart(grid, rows, named) else tuple(labels)
    return Layout(stubs, tuple(c for c in range(first, grid.columns) if c != unit), unit, numeric=True)


def _apart(grid: Grid, rows: list[int], columns: Sequence[int]) -> bool:
    """Whether no row has the same words in some columns as the row before it."""
    found = [tuple(grid.text(row, column) for column in columns) for row in rows]
    return all(one != other or not any(one) for one, other in pairwise(found))


def _figures_only(grid: Grid, rows: list[int]) -> bool:
    """Whether a table has no labels at its left: every cell under its headers is a figure."""
    kinds = [grid.kind(row, column) for row in rows for column in grid.filled(row)]
    return bool(kinds) and all(kind is CellKind.VALUE for kind in kinds)


def _realign(grid: Grid, heads: list[int], layout: Layout) -> None:
    """Put cells back under their columns where the text lost a merged cell and the rest of the line slid left."""
    last = layout.stubs[-1] if layout.stubs else 0
    if last == 0:
        return
    named = False
    for row in range(grid.rows):
        if row in heads:
            continue
        filled = grid.filled(row)
        if not named and filled and filled[0] > 0 and not _figures(grid, row):
            # The first group's name stands where its first row should: nothing above it can be carried down.
            _move(grid, row, filled, [column - 1 for column in filled])
        named = named or bool(grid.text(row, 0))
        early = [c for c in filled if c in layout.stubs and c > 0 and grid.kind(row, c) is CellKind.VALUE]
        if not early or (grid.kind(row, layout.body[0]) is CellKind.VALUE and grid.ends[row] >= grid.columns):
            continue
        moved = [column for column in filled if column >= early[0]]
        if len(moved) > len(layout.body):
            continue
        whole = grid.ends[row] >= grid.columns
        _move(grid, row, moved, list(layout.body[: len(moved)] if whole else layout.body[-len(moved) :]))
        if not whole and early[0] == 1 and grid.text(row, 0):
            # The line lacks its first cell: the group's name is above, the label belongs in the last label column.
            _move(grid, row, [0], [last])


def _move(grid: Grid, row: int, columns: list[int], targets: list[int]) -> None:
    taken = [grid.at.pop((row, column)) for column in columns]
    for cell, target in zip(taken, targets, strict=True):
        grid.at[row, target] = cell


def _repeated_headers(grid: Grid, heads: list[int], layout: Layout) -> dict[int, list[int]]:
    """Rows further down that head the rows below them anew: years over the figures, or the first header again."""
    again: dict[int, list[int]] = {}
    if not heads or not layout.numeric:
        return again
    first = [grid.text(heads[0], column) for column in range(grid.columns)]
    for row in range(heads[-1] + 1, grid.rows - 1):
        texts = [grid.text(row, column) for column in range(grid.columns)]
        over = [column for column in grid.filled(row) if column in layout.body]
        years = over and all(grid.kind(row, column) is CellKind.YEAR for column in over) and len(over) > 1
        if texts == first or years:
            again[row] = [row]
    return again


def _column_paths(grid: Grid, heads: list[int], layout: Layout) -> dict[int, tuple[Words, ...]]:
    paths: dict[int, list[Words]] = {column: [] for column in range(grid.columns)}
    wanted = [column for column in range(grid.columns) if column not in layout.stubs]
    for head in heads:
        for column, words in _titles(grid, head, heads, layout).items():
            if column in wanted and words.text.strip() and (not paths[column] or paths[column][-1] != words):
                paths[column].append(trimmed(words))
    return {column: tuple(words) for column, words in paths.items()}


def _titles(grid: Grid, head: int, heads: list[int], layout: Layout) -> dict[int, Words]:
    """Which words of a header row stand over which column, with spans that the text lost put back."""
    titles = {column: grid.words(head, column) for column in range(grid.columns)}
    if grid.spans or not layout.numeric:
        return titles
    filled = grid.filled(head)
    body = layout.body
    over = [column for column in filled if column not in layout.stubs or column > 0]
    slid = [column for column in over if column in layout.stubs]
    if slid and not grid.text(head, body[-1]):
        spread = [grid.words(head, column) for column in over]
        if len(body) % len(spread) == 0:
            width = len(body) // len(spread)
            return {column: spread[index // width] for index, column in enumerate(body)}
        return dict(zip(body, spread, strict=False))
    if head != heads[-1] or len([c for c in filled if c in body]) == 1:
        last: Words | None = None
        for column in body:
            if titles[column].text.strip():
                last = titles[column]
            elif last is not None:
                titles[column] = last
    return titles


def _over(columns: dict[int, tuple[Words, ...]], raw: RawCell, column: int) -> tuple[Words, ...]:
    for place in range(column, column + raw.column_span):
        if columns.get(place):
            return columns[place]
    return ()
