"""A text cut into pieces: what each run of lines looks like before it is known what it is to a reader.

Pieces are found line by line, in one pass; later steps (contents, key figures, headings, captions) only rename or join
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kgbuild.read.cells import CellKind, cell_kind


class Shape(StrEnum):
    """What a piece looks like."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    NOTE = "note"
    TABS = "tabs"
    PIPES = "pipes"
    SPACES = "spaces"
    HTML = "html"
    MARKER = "marker"
    RULE = "rule"


@dataclass(slots=True)
class Line:
    """A line of the text without its surrounding white space; `indent` is what stood before it."""

    start: int
    end: int
    indent: int
    text: str


@dataclass(slots=True)
class Piece:
    """Lines that belong together; `gap` is the number of empty lines before it, `level` a heading's or item's depth.

    `longest` is the length of its longest line, kept while lines are added.
    """

    shape: Shape
    lines: list[Line]
    gap: int = 0
    level: int = 0
    longest: int = 0

    def add(self, line: Line) -> None:
        """One more line at the end."""
        self.lines.append(line)
        self.longest = max(self.longest, len(line.text))

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.lines[-1].end

    @property
    def text(self) -> str:
        """Its lines as they stand."""
        return "\n".join(line.text for line in self.lines)


#: The gap before the first piece of a page: nothing is joined across it.
APART = 99

_LINE = re.compile(r"[^\n\r\f]*")
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_RULE = re.compile(r"(?:[-_=*·.]\s?){3,}|[|+:=\-\s]{5,}")
_BULLET = re.compile(
    r"(?:[-*+•●◦▪■□◆◇‣⁃➢➤✓✔➔→»·○∙◼▶►\uf0b7\uf0a7\uf0d8\u2013\u2014]|\(?\d{1,2}[.)]|\(?[a-zA-Z][.)]|\(?[ivxIVX]{1,4}[.)]|[①-⑳❶-❿])\s+(?=\S)"
)
_TIGHT_BULLET = re.compile(r"[•●▪■◆➢➤✓✔∙◼\uf0b7\uf0a7\uf0d8](?=[^\W_])|·(?=[A-Z])")
_NOTE = re.compile(
    r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}\s?\S|<sup>\s*[\d*†‡]{1,3}\s*</sup>|\*{1,4}(?=\s?[A-Z][^*]*$)|\d{1,2}\)\s+[A-Z(]|※|[†‡]\s?\S|\\\*\s?[A-Z]",
    re.DOTALL,
)
_PARENTHESIS = re.compile(r"\d{1,2}\)\s")
_NOTES_BELOW = re.compile(r"(?:#{1,6}\s+)?[*_]{0,3}(?:foot|end)?notes?[*_]{0,3}\s*[:：]?[*_]{0,3}", re.IGNORECASE)
_GAP = re.compile(r"\s{2,}")
_GAPPED = re.compile(r"\S {3,}\S|\S  \S.*\S  \S")
#: The most cells a line of a table may have.
WIDEST = 60
_HTML_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_HTML_TABLE_END = re.compile(r"</table\s*>", re.IGNORECASE)


def lines_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """The lines between two offsets, empty ones too; line feeds, carriage returns and form feeds end them."""
    end = len(text) if end is None else end
    at = start
    while at <= end:
        found = _LINE.match(text, at, end)
        stop = found.end() if found else end
        raw = text[at:stop]
        stripped = raw.strip()
        lead = len(raw) - len(raw.lstrip()) if stripped else 0
        yield Line(at + lead, at + lead + len(stripped), lead, stripped)
        at = stop + (2 if text.startswith("\r\n", stop) else 1)


def shape_of(line: Line, raw: str) -> Shape:
    """What a single line looks like; `raw` is the line with the white space around it."""
    text = line.text
    if _HTML_TABLE.match(text):
        return Shape.HTML
    if _RULE.fullmatch(text) and not any(char.isalnum() for char in text):
        return Shape.PIPES if "|" in text else Shape.RULE
    if _HEADING.match(text):
        return Shape.HEADING
    if "\t" in raw.rstrip("\r\n") and ("\t" in text or raw[:1] == "\t" or raw.rstrip(" \r").endswith("\t")):
        return Shape.TABS
    if _barred(text):
        return Shape.PIPES
    if _NOTE.match(text):
        return Shape.NOTE
    if _BULLET.match(text) or _TIGHT_BULLET.match(text):
        return Shape.ITEM
    return Shape.TEXT


def _barred(text: str) -> bool:
    """Whether bars part the cells of a line; room beside them only sets them under each other."""
    return text.startswith("|") or text.count(" | ") >= 2


def bullet_end(text: str) -> int:
    """How many characters of a list item's line are its bullet."""
    found = _BULLET.match(text) or _TIGHT_BULLET.match(text)
    return found.end() if found else 0


def heading_end(text: str) -> int:
    """How many characters of a heading's line are its mark."""
    found = _HEADING.match(text)
    return found.end() if found else 0


def spaced_cells(line: Line) -> list[tuple[int, int]]:
    """Where the cells of a line stand in it, two spaces or more between them."""
    edges = [0, *(edge for gap in _GAP.finditer(line.text) for edge in gap.span()), len(line.text)]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _spaced(lines: list[Line]) -> set[int]:
    """The lines that stand in tables whose columns are parted by spaces: runs of gapped lines, half with figures."""
    found: set[int] = set()
    run: list[int] = []
    for number in range(len(lines) + 1):
        line = lines[number] if number < len(lines) else None
        gapped = (
            line is not None and "\t" not in line.text and not _barred(line.text) and bool(_GAPPED.search(line.text))
        )
        if gapped:
            run.append(number)
        elif not (line is not None and run and 0 < len(line.text) <= 50 and run[-1] == number - 1):
            if _tabular([lines[at] for at in run]):
                found.update(range(run[0], run[-1] + 1))
            run = []
    return found


def _tabular(lines: list[Line]) -> bool:
    rows = [[line.text[a:b] for a, b in spaced_cells(line)] for line in lines]
    if len(rows) < 2 or max(map(len, rows)) > WIDEST:
        return False
    figures = sum(any(cell_kind(cell) in (CellKind.VALUE, CellKind.YEAR) for cell in row[1:]) for row in rows)
    return figures >= max(2, 0.5 * len(rows)) and max(map(len, rows)) > 2


def pieces_of(text: str, start: int = 0, end: int | None = None) -> list[Piece]:
    """The pieces between two offsets, in order."""
    found: list[Piece] = []
    gap = 0
    open_ = False
    in_notes = False
    in_table = False
    lines = list(lines_of(text, start, end))
    spaced = _spaced(lines)
    for number, line in enumerate(lines):
        if in_table:
            found[-1].add(line)
            in_table = _HTML_TABLE_END.search(line.text) is None
            open_ = False
            continue
        if not line.text:
            gap += 1
            open_ = False
            continue
        raw = text[line.start - line.indent : line.end + 1]
        shape = Shape.SPACES if number in spaced else shape_of(line, raw)
        if shape is Shape.NOTE and found and _PARENTHESIS.match(line.text) and _lists(found[-1]):
            shape = Shape.ITEM
        if _NOTES_BELOW.fullmatch(line.text):
            in_notes, shape = True, Shape.NOTE
        elif in_notes and shape is Shape.ITEM:
            shape = Shape.NOTE
        elif shape is Shape.HEADING or (shape is Shape.TEXT and not open_):
            in_notes = False
        if open_ and _continues(found[-1], line, shape):
            found[-1].add(line)
        else:
            level = len(_HEADING.match(line.text).group(1)) if shape is Shape.HEADING else 1 + line.indent // 2  # type: ignore[union-attr]
            found.append(Piece(shape, [line], gap, level, len(line.text)))
            in_table = shape is Shape.HTML and _HTML_TABLE_END.search(line.text) is None
        gap = 0
        open_ = found[-1].shape not in (Shape.HEADING, Shape.RULE, Shape.HTML)
    for piece in found:
        while len(piece.lines) > 1 and not piece.lines[-1].text:
            piece.lines.pop()
    return found


def _lists(piece: Piece) -> bool:
    """Whether a piece begins or is part of a list: "1)" below it is an item and no note."""
    last = piece.lines[-1].text
    return (piece.shape is Shape.TEXT and last.endswith((":", "："))) or (
        piece.shape is Shape.ITEM and _PARENTHESIS.match(piece.text) is not None
    )


def _continues(piece: Piece, line: Line, shape: Shape) -> bool:
    """Whether a line goes on with the piece whose last line stands directly above it."""
    if piece.shape in (Shape.TABS, Shape.PIPES, Shape.SPACES):
        return shape is piece.shape
    if shape is not Shape.TEXT:
        return False
    if piece.shape is Shape.TEXT:
        return not _parts(piece.lines[-1].text, line.text, piece)
    return True


_SENTENCE_END = re.compile(r"[.!?:;。！？：][\"'”’)\]]*$")


def _parts(above: str, below: str, piece: Piece) -> bool:
    """Whether a wrapped text begins a new paragraph: the line above ends a sentence well before the others end."""
    if len(piece.lines) == 1 and len(above) <= 60 and len(below) > 90 and not _SENTENCE_END.search(above):
        return above[:1].isupper() and not above.rstrip().endswith((",", "and", "of", "the"))
    longest = piece.longest
    return longest > 60 and len(above) < 0.75 * longest and bool(_SENTENCE_END.search(above)) and below[:1].isupper()
