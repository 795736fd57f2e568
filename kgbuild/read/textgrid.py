"""Tables that text shows with tabs, pipes or columns of spaces, as raw cells."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from itertools import pairwise

from kgbuild.read.grid import RawCell
from kgbuild.read.markup import clean
from kgbuild.read.pieces import Line, Piece, Shape, spaced_cells

_RULE = re.compile(r"[|+:=\-\s]+")
_INDENT = re.compile(r"(?:&nbsp;|[\s\u3000·\-–•])*")
_PIPE = re.compile(r"(?<!\\)\|")


def raw_cells(text: str, piece: Piece, vocabulary: AbstractSet[str] = frozenset()) -> list[RawCell]:
    """The raw cells of a piece of tab or pipe lines; a rule under the first lines marks them as headers."""
    if piece.shape is Shape.SPACES:
        return _spaced(text, piece, vocabulary)
    rows: list[Line] = []
    ruled = 0
    for line in piece.lines:
        if _RULE.fullmatch(line.text) and "-" in line.text:
            ruled = ruled or len(rows)
        else:
            rows.append(line)
    cells: list[RawCell] = []
    for row, line in enumerate(rows):
        places = _tabbed(text, line) if piece.shape is Shape.TABS else _piped(line)
        for column, (start, end) in enumerate(places):
            raw = text[start:end]
            lead = _INDENT.match(raw)
            indent = float(len(lead.group())) if lead and lead.group() and raw[:1] in " \u3000&\xa0" else 0.0
            words = clean(text, start, end, vocabulary)
            cells.append(RawCell(row, column, words, indent=indent if column == 0 else 0.0, header=row < ruled <= 3))
    return cells


def _tabbed(text: str, line: Line) -> list[tuple[int, int]]:
    """The cells of a line: tabs part them, those at its ends too."""
    start, end = line.start - line.indent, line.end
    while end < len(text) and text[end] in "\t ":
        end += 1
    while start < line.start and text[start] == " ":
        start += 1
    cells = []
    at = start
    while True:
        stop = text.find("\t", at, end)
        cells.append((at, end if stop < 0 else stop))
        if stop < 0:
            return cells
        at = stop + 1


def _piped(line: Line) -> list[tuple[int, int]]:
    """The cells of a line; bars at its ends are its frame. One space beside a bar belongs to the bar."""
    bars = [bar.start() for bar in _PIPE.finditer(line.text)]
    edges = [-1, *bars, len(line.text)]
    if line.text.startswith("|"):
        edges.pop(0)
    if line.text.endswith("|") and len(edges) > 1 and edges[-2] == len(line.text) - 1:
        edges.pop()
    cells = []
    for left, right in pairwise(edges):
        start, end = left + 1, right
        if start < end and line.text[start] == " ":
            start += 1
        cells.append((line.start + start, line.start + max(start, end)))
    return cells


def _spaced(text: str, piece: Piece, vocabulary: AbstractSet[str]) -> list[RawCell]:
    """The cells of lines whose columns are parted by spaces. The fullest lines say where the columns are."""
    rows = [(line, [(line.indent + a, line.indent + b) for a, b in spaced_cells(line)]) for line in piece.lines]
    most = max(len(places) for _, places in rows)
    columns = _columns([place for _, places in rows if len(places) >= max(2, most - 1) for place in places])
    cells: list[RawCell] = []
    for row, (line, places) in enumerate(rows):
        taken = -1
        for left, right in places:
            inside = [at for at, (low, high) in enumerate(columns) if left < high and low < right and at > taken]
            nearest = [min(range(len(columns)), key=lambda at: abs(columns[at][0] + columns[at][1] - left - right))]
            covered = inside or [max(nearest[0], taken + 1)]
            base = line.start - line.indent
            words = clean(text, base + left, base + right, vocabulary)
            indent = float(line.indent) if covered[0] == 0 else 0.0
            cells.append(RawCell(row, covered[0], words, 1, len(covered), indent))
            taken = covered[-1]
    return cells


def _columns(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches that the places cover together, from left to right."""
    columns: list[tuple[int, int]] = []
    for left, right in sorted(places):
        if columns and left < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], right)
        else:
            columns.append((left, right))
    return columns
