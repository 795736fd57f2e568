"""A table as it stands on the page."""

from __future__ import annotations

from dataclasses import dataclass, field

from kgbuild.model import Box
from kgbuild.read.pdf.lines import Line


@dataclass(slots=True)
class GridCell:
    """Lines of one cell, top to bottom."""

    row: int
    column: int
    lines: list[Line]
    column_span: int = 1
    row_span: int = 1

    @property
    def text(self) -> str:
        """Its words, lines parted by spaces."""
        return self.lines[0].text if len(self.lines) == 1 else " ".join([line.text for line in self.lines])

    @property
    def left(self) -> float:
        """Left edge of its words."""
        return min([line.left for line in self.lines])

    @property
    def right(self) -> float:
        """Right edge of its words."""
        return max([line.right for line in self.lines])


@dataclass(slots=True)
class Grid:
    """A table as it stands on the page, headers not told from cells yet."""

    cells: list[GridCell]
    rows: int
    columns: int
    box: Box
    #: Left and right edge of every column.
    edges: list[tuple[float, float]] = field(default_factory=list)
    #: The lines of the page it was made of (cells may hold parts of them).
    taken: list[Line] = field(default_factory=list)

    #: The title printed in its first row.
    title: list[Line] = field(default_factory=list)
    #: Whether the title stands with an earlier part of the same grid.
    title_above: bool = False

    @property
    def lines(self) -> list[Line]:
        """All lines of its cells."""
        return [line for cell in self.cells for line in cell.lines]
