"""What stands right above a table and belongs to it: its caption, and the unit that holds for all of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kgbuild.model import Block, BlockKind, Words
from kgbuild.read.cells import is_unit
from kgbuild.read.pdf.gridcell import Grid
from kgbuild.read.wording import part

_UNIT = re.compile(
    r"^[(\[]?(?:units?(?: of measure(?:ment)?)?\s?:?\s|(?:expressed |all (?:figures|data) )?in\s)?(.+?)[)\]]?$",
    re.IGNORECASE,
)
_TITLES = (BlockKind.CAPTION, BlockKind.HEADING)
_WORDED = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
_LONGEST = 160
#: A form's own question, set in bold over the table that answers it.
_LONGEST_BOLD = 320


def above(grid: Grid, blocks: Sequence[Block], page: int) -> tuple[Words | None, Words | None]:
    """Caption and unit of a table, from the blocks that were read before it on its page."""
    lines = grid.lines if grid.title_above else [*grid.title, *grid.lines]
    size = lines[0].size
    top = max(line.top for line in lines)
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    unit: Words | None = None
    for block in reversed(blocks[-2:]):
        box = block.box
        if block.page != page or box is None or block.kind not in (*_TITLES, *_WORDED):
            break
        if not -2 <= box.bottom - top <= 2.8 * size or box.left > right or box.right < left:
            break
        found = _UNIT.match(block.text)
        if unit is None and found and is_unit(found.group(1)):
            unit = part(block.words, *found.span(1))
            top = box.top
            continue
        bold = _all_bold(block.words)
        named = bold or block.kind in _TITLES or not block.text.endswith((".", ";", ","))
        return (block.words if named and len(block.text) <= (_LONGEST_BOLD if bold else _LONGEST) else None), unit
    return None, unit


def _all_bold(words: Words) -> bool:
    return any(mark.kind == "bold" and mark.start <= 3 and mark.end >= len(words.text) - 1 for mark in words.marks)
