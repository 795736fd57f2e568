"""Pieces of a text as blocks: headings with their path, paragraphs, lists, key figures, tables, captions, notes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from kgbuild.model import Block, BlockKind, Table, Words
from kgbuild.read.cells import is_unit
from kgbuild.read.grid import RawCell
from kgbuild.read.headings import bold_line, could_head, is_caption, lone_line_level, picture_caption, title_line
from kgbuild.read.keyfigures import join_key_figures
from kgbuild.read.markup import clean
from kgbuild.read.pages import UNPAGED, Paging
from kgbuild.read.pieces import Piece, Shape, bullet_end, heading_end
from kgbuild.read.tables import build_table, continue_table
from kgbuild.read.textgrid import raw_cells
from kgbuild.read.wording import joined, part

_UNIT_LINE = re.compile(
    r"[*_(（]*\s*(?:units?|expressed\s+in|amounts?\s+in|in)\s*[:：]?\s*(.{1,60}?)[)）*_]*", re.IGNORECASE
)
#: Headings that markup must show before lone lines are no longer taken for headings.
MARKED = 8


@dataclass(slots=True)
class Building:
    """The blocks so far and the headings that are open, with their depth."""

    text: str
    vocabulary: AbstractSet[str]
    pages: Paging
    blocks: list[Block] = field(default_factory=list)
    path: list[tuple[int, str]] = field(default_factory=list)
    #: Header of the table that may go on over the next page, and how many columns it has.
    header: tuple[RawCell, ...] = ()
    columns: int = 0

    def clean(self, start: int, end: int) -> Words:
        """The clean words between two offsets."""
        return clean(self.text, start, end, self.vocabulary)

    def add(self, kind: BlockKind, words: Words, level: int = 0, table: Table | None = None) -> None:
        """One more block under the open headings; a heading closes those as deep as it."""
        if not words:
            return
        if kind is BlockKind.HEADING:
            words = _bare(words)
            while self.path and self.path[-1][0] >= level:
                self.path.pop()
            self.path.append((level, words.text))
        if kind not in (BlockKind.TABLE, BlockKind.FURNITURE):
            self.header = ()
        section = tuple(title for _, title in self.path)
        page = self.pages.at(words.runs[0].source)
        self.blocks.append(Block(kind, words, section, level, page, table))


@dataclass(frozen=True, slots=True)
class Plan:
    """What the contents page says of the pieces: which are contents, which are its headings, how deep it goes.

    Pieces are named by where they start.
    """

    contents: frozenset[int] = frozenset()
    furniture: frozenset[int] = frozenset()
    pages: Paging = UNPAGED
    headings: Mapping[int, int] = field(default_factory=dict)
    depth: int = 0

    def fixes(self, piece: Piece) -> bool:
        """Whether it is known what a piece is."""
        return piece.start in self.contents or piece.start in self.headings or piece.start in self.furniture


def blocks_of(text: str, pieces: list[Piece], plan: Plan, vocabulary: AbstractSet[str]) -> list[Block]:
    """The blocks of a text, in order, from its pieces."""
    fixed = {at for at, piece in enumerate(pieces) if plan.fixes(piece)}
    pieces, figures = join_key_figures(pieces, fixed)
    marked = sum(piece.shape is Shape.HEADING for piece in pieces) >= MARKED
    made = Building(text, vocabulary, plan.pages)
    first = min(plan.headings, default=0)
    for at, piece in enumerate(pieces):
        line = piece.lines[0]
        depth = plan.depth if piece.start >= first else 0
        if piece.shape is Shape.RULE:
            continue
        if piece.start in plan.furniture:
            made.add(BlockKind.FURNITURE, made.clean(line.start + heading_end(line.text), piece.end))
        elif piece.start in plan.contents:
            made.add(BlockKind.CONTENTS, made.clean(line.start + heading_end(line.text), piece.end))
        elif piece.start in plan.headings:
            words = made.clean(line.start + heading_end(line.text), piece.end)
            made.add(BlockKind.HEADING, words, plan.headings[piece.start])
        elif piece.shape in (Shape.TABS, Shape.PIPES, Shape.SPACES):
            _add_table(made, pieces, at)
        elif at in figures:
            made.add(BlockKind.KEY_FIGURE, made.clean(line.start + heading_end(line.text), piece.end))
        elif piece.shape is Shape.HEADING:
            words = made.clean(line.start + heading_end(line.text), line.end)
            made.add(BlockKind.HEADING, words, max(piece.level, depth + 1))
        else:
            _add_text(made, pieces, at, marked, depth)
    return made.blocks


def _bare(words: Words) -> Words:
    """A heading without the ornaments at its ends."""
    start, end = 0, len(words.text)
    while start < end and not words.text[start].isalnum() and words.text[start] not in "\"'“‘([【《$€£":
        start += 1
    while end > start and not words.text[end - 1].isalnum() and words.text[end - 1] not in "\"'”’)]】》%?!.+":
        end -= 1
    return part(words, start, end) if start < end else words


def _add_text(made: Building, pieces: list[Piece], at: int, marked: bool, depth: int) -> None:
    piece = pieces[at]
    if piece.shape is Shape.ITEM:
        first = piece.lines[0]
        words = made.clean(first.start + bullet_end(first.text), piece.end)
        made.add(BlockKind.LIST_ITEM, words, piece.level)
        return
    words = made.clean(piece.start + heading_end(piece.lines[0].text), piece.end)
    if piece.shape is Shape.NOTE:
        made.add(BlockKind.FOOTNOTE, words)
        return
    if marked:
        bold = bold_line(piece) and could_head(words.text) and not is_caption(words.text)
        level = 5 if bold or title_line(pieces, at, words.text) else None
    else:
        level = lone_line_level(pieces, at, words.text)
    if level is not None:
        made.add(BlockKind.HEADING, words, max(level, depth + 1))
    elif is_caption(words.text) or picture_caption(pieces, at, words.text):
        made.add(BlockKind.CAPTION, words)
    else:
        made.add(BlockKind.PARAGRAPH, words)


def _add_table(made: Building, pieces: list[Piece], at: int) -> None:
    piece = pieces[at]
    caption = _caption(made, pieces, at)
    unit = _unit_line(made, pieces, at - 1) or _unit_line(made, pieces, at + 1)
    cells = raw_cells(made.text, piece, made.vocabulary)
    if not any(cell.words for cell in cells):
        return
    table = build_table(cells, caption, unit)
    header = _own_header(table, cells)
    if not header and made.header and table.columns == made.columns and _next_page(made, cells[0].words):
        header = made.header
        table = continue_table(cells, header, _last_caption(made))
    made.add(BlockKind.TABLE, joined(cell.words for cell in cells), table=table)
    made.header, made.columns = header, table.columns


def _own_header(table: Table, cells: list[RawCell]) -> tuple[RawCell, ...]:
    """The cells of the rows at the top that head columns; a lone label heads rows."""
    rows = 0
    while rows < table.rows and all(cell.header for cell in table.row(rows)):
        rows += 1
    headed = any(len(table.row(row)) > 1 for row in range(rows))
    return tuple(cell for cell in cells if cell.row < rows) if headed else ()


def _last_caption(made: Building) -> Words | None:
    return next((block.table.caption for block in reversed(made.blocks) if block.table is not None), None)


def _next_page(made: Building, words: Words) -> bool:
    """Whether words stand on the page after the last table's."""
    last = next((block for block in reversed(made.blocks) if block.kind is BlockKind.TABLE), None)
    here = made.pages.at(words.runs[0].source) if words else None
    return last is not None and last.page is not None and here == last.page + 1


def _caption(made: Building, pieces: list[Piece], at: int) -> Words | None:
    """The words right above a table that name it; a plain line that was taken for text becomes a caption."""
    if not made.blocks or at == 0 or pieces[at].gap > 2:
        return None
    above = made.blocks[-1]
    if above.kind is BlockKind.CAPTION or above.kind is BlockKind.HEADING:
        return above.words
    if above.kind is BlockKind.PARAGRAPH and len(above.text) <= 160 and not above.text.endswith((".", ";")):
        made.blocks[-1] = replace(above, kind=BlockKind.CAPTION)
        return above.words
    return None


def _unit_line(made: Building, pieces: list[Piece], at: int) -> Words | None:
    """The unit named on a line of its own beside a table: "Unit: tons", "(in RMB million)"."""
    if not 0 <= at < len(pieces) or pieces[at].shape is not Shape.TEXT or len(pieces[at].text) > 80:
        return None
    words = made.clean(pieces[at].start, pieces[at].end)
    found = _UNIT_LINE.fullmatch(words.text)
    if found and is_unit(found.group(1)):
        return part(words, *found.span(1))
    return None
