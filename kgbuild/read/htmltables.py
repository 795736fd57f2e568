"""Tables of HTML as raw cells: spans, spacer columns, currency and percent signs in cells of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from kgbuild.model import Words
from kgbuild.read.grid import RawCell
from kgbuild.read.tags import Node, Text
from kgbuild.read.wording import joined

WIDEST = 200
_BEFORE = frozenset(["$", "€", "£", "¥", "₩", "₹", "US$", "HK$", "RMB", "("])
_BEHIND = frozenset(["%", ")", ")%", "%)", "pp", "x"])


def is_layout(table: Node) -> bool:
    """True where a table only arranges the page: tables in it, or a single cell, or cells full of paragraphs."""
    rows = list(_rows(table))
    cells = [cell for _, row in rows for cell in _row_cells(row)]
    if len(cells) < 2 or any(node.name == "table" for node in table.nodes() if node is not table):
        return True
    if any(node.name in ("h1", "h2", "h3", "h4") for node in table.nodes()):
        return True
    widest = max(len(_row_cells(row)) for _, row in rows)
    return widest == 1 and sum(_length(cell) for cell in cells) > 400


def _length(node: Node) -> int:
    return sum(len(child.text.strip()) for below in node.nodes() for child in below.children if isinstance(child, Text))


def _rows(table: Node) -> Iterator[tuple[bool, Node]]:
    """The rows of a table, not those of tables in it, each with whether it stands in the head."""
    for child in table.children:
        if isinstance(child, Text):
            continue
        if child.name == "tr":
            yield False, child
        elif child.name in ("thead", "tbody", "tfoot"):
            for row in child.children:
                if isinstance(row, Node) and row.name == "tr":
                    yield child.name == "thead", row


def _row_cells(row: Node) -> list[Node]:
    return [child for child in row.children if isinstance(child, Node) and child.name in ("td", "th")]


def _span(node: Node, name: str) -> int:
    value = node.attributes.get(name, "1").strip()
    return max(1, min(int(value), WIDEST)) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def cells_of(table: Node, words_in: Callable[[Node], Words]) -> list[RawCell]:
    """The raw cells of a table."""
    taken: set[tuple[int, int]] = set()
    cells: list[RawCell] = []
    rows = list(_rows(table))
    for number, (head, row) in enumerate(rows):
        column = 0
        for node in _row_cells(row):
            while (number, column) in taken:
                column += 1
            wide, high = _span(node, "colspan"), min(_span(node, "rowspan"), len(rows) - number)
            for r in range(number, number + high):
                taken.update((r, c) for c in range(column, column + wide))
            indent = _indent(node)
            cells.append(RawCell(number, column, words_in(node), high, wide, indent, head or node.name == "th"))
            column += wide
    return _narrowed(_signed(cells))


def _indent(node: Node) -> float:
    """How far a label is set in, by padding, text-indent or hard spaces."""
    style = "".join(node.attributes.get("style", "").lower().split())
    for name in ("padding-left:", "text-indent:", "margin-left:"):
        at = style.find(name)
        if at >= 0:
            digits = ""
            for char in style[at + len(name) :]:
                if not (char.isdigit() or char == "."):
                    break
                digits += char
            if digits.count(".") <= 1 and digits.strip("."):
                return float(digits)
    first = next((child for below in node.nodes() for child in below.children if isinstance(child, Text)), None)
    return float(len(first.text) - len(first.text.lstrip("\u00a0\u2003 "))) if first else 0.0


def _signed(cells: list[RawCell]) -> list[RawCell]:
    """Signs in cells of their own go to the figure they belong to."""
    made: list[RawCell] = []
    waiting: RawCell | None = None
    for cell in cells:
        text = cell.words.text.strip()
        if waiting is not None and waiting.row != cell.row:
            made.append(waiting)
            waiting = None
        if text in _BEFORE and waiting is None:
            waiting = cell
            continue
        if waiting is not None and text:
            if text[0].isdigit() or text[0] in "(-–—":
                cell = replace(cell, words=joined([waiting.words, cell.words]))
            else:
                made.append(waiting)
            waiting = None
        behind = _last_filled(made, cell.row)
        if text in _BEHIND and behind is not None and any(char.isdigit() for char in made[behind].words.text):
            made[behind] = replace(made[behind], words=joined([made[behind].words, cell.words]))
            continue
        made.append(cell)
    return [*made, waiting] if waiting is not None else made


def _last_filled(made: list[RawCell], row: int) -> int | None:
    for at in range(len(made) - 1, max(-1, len(made) - 4), -1):
        if made[at].row != row:
            return None
        if made[at].words.text.strip():
            return at
    return None


def _narrowed(cells: list[RawCell]) -> list[RawCell]:
    """The cells without the columns in which no words begin, but for words that span several columns anyway."""
    filled = [cell for cell in cells if cell.words.text.strip()]
    own = {cell.column for cell in filled if cell.column_span == 1}
    lone = {cell.column for cell in filled if not own & set(range(cell.column, cell.column + cell.column_span))}
    kept = sorted(own | lone)
    place = {column: number for number, column in enumerate(kept)}
    made: list[RawCell] = []
    for cell in cells:
        inside = [place[column] for column in range(cell.column, cell.column + cell.column_span) if column in place]
        if inside and cell.words.text.strip():
            made.append(replace(cell, column=inside[0], column_span=len(inside)))
    return made
