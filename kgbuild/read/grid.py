"""The neutral input of table reading, raw cells, and the grid that is made of them.

Every reader (tabs, pipes, HTML, PDF) says only where its cells stand; `kgbuild.read.tables.build_table` says what they
mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kgbuild.model import Box, Words
from kgbuild.read.cells import CellKind, cell_kind

NOTHING = Words("", ())


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as it stands on the page: place in the grid (both from 0), words, spans.

    `indent` is how far right its words begin within its column, in any unit, larger is deeper; `header` says that the
    markup calls it a header. An empty cell may be given (with empty words) or left out: a line of text that has fewer
    cells than others is told from one with empty cells at its end only where empty ones are given.
    """

    row: int
    column: int
    words: Words
    row_span: int = 1
    column_span: int = 1
    indent: float = 0.0
    header: bool = False
    box: Box | None = None


@dataclass(slots=True)
class Grid:
    """Raw cells by place. `at` holds what covers a place, spans included; `kinds` what the covering cell holds."""

    rows: int
    columns: int
    at: dict[tuple[int, int], RawCell]
    ends: list[int]
    spans: bool
    _kinds: dict[int, CellKind] = field(default_factory=dict)

    @classmethod
    def of(cls, cells: Iterable[RawCell]) -> Grid:
        """The grid of cells; of two that claim one place the first has it."""
        at: dict[tuple[int, int], RawCell] = {}
        rows = columns = 0
        spans = False
        ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
        for cell in ordered:
            spans = spans or cell.row_span > 1 or cell.column_span > 1
            rows = max(rows, cell.row + cell.row_span)
            columns = max(columns, cell.column + cell.column_span)
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    at.setdefault((row, column), cell)
        ends = [0] * rows
        for row, column in at:
            ends[row] = max(ends[row], column + 1)
        return cls(rows, columns, at, ends, spans)

    def words(self, row: int, column: int) -> Words:
        """The words that cover a place, empty where there are none."""
        cell = self.at.get((row, column))
        return cell.words if cell else NOTHING

    def text(self, row: int, column: int) -> str:
        """The same as plain text."""
        return self.words(row, column).text.strip()

    def kind(self, row: int, column: int) -> CellKind:
        """What the covering cell holds."""
        cell = self.at.get((row, column))
        if cell is None:
            return CellKind.EMPTY
        key = id(cell)
        if key not in self._kinds:
            self._kinds[key] = cell_kind(cell.words.text)
        return self._kinds[key]

    def filled(self, row: int) -> list[int]:
        """The columns of a row in which words begin (a spanning cell counts once, at its first column of the row)."""
        columns: list[int] = []
        last: RawCell | None = None
        for column in range(self.columns):
            cell = self.at.get((row, column))
            if cell is not None and cell is not last and cell.words.text.strip():
                columns.append(column)
            last = cell
        return columns


def ragged(lines: Sequence[Sequence[Words]], indents: Sequence[float] = ()) -> list[RawCell]:
    """Raw cells of lines of words, each line's cells from the left; empty words are empty cells."""
    return [
        RawCell(row, column, words, indent=indents[row] if indents and column == 0 else 0.0)
        for row, line in enumerate(lines)
        for column, words in enumerate(line)
    ]
