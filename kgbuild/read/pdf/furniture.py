"""Running headers, footers, navigation tabs and page numbers: words that stand at the same place of many pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kgbuild.model import Box
from kgbuild.read.pdf.lines import Line

_DIGITS = re.compile(r"\d+")
_LONE_NUMBER = re.compile(
    r"^(?:[|/–—-]\s*)?(?:page|p\.?|pg\.?)?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*(?:(?:of|/)\s*\d{1,4})?(?:\s*[|/–—-])?$",
    re.IGNORECASE,
)
#: The margins of a page in which running text is looked for, as parts of its height and width.
_TOP, _BOTTOM, _SIDE = 0.86, 0.11, 0.09
_EDGE_TOP, _EDGE_BOTTOM = 0.92, 0.085
_TALL = 0.15
Size = tuple[float, float]


def in_margin(line: Line, size: Size) -> bool:
    """Whether a line stands where running headers, footers and side tabs stand."""
    width, height = size
    return (
        line.bottom > _TOP * height
        or line.top < _BOTTOM * height
        or line.right < _SIDE * width
        or line.left > (1 - _SIDE) * width
    )


def running(pages: Sequence[Sequence[Line]], sizes: Sequence[Size], tables: Sequence[Sequence[Box]]) -> list[set[int]]:
    """For each page the places (in its list of lines) of running headers, footers, tabs and page numbers.

    Args:
        pages: the lines of each page.
        sizes: width and height of each page.
        tables: rectangles that rules drew; the head of a table that goes on over pages is no running header.
    """
    counts: Counter[tuple[str, int, int]] = Counter()
    for lines, size in zip(pages, sizes, strict=True):
        counts.update({key for line in lines if in_margin(line, size) for key in _keys(line)})
    need = 2 if len(pages) < 4 else 3
    enough = max(need, round(0.12 * len(pages)))
    made: list[set[int]] = []
    for lines, size, boxes in zip(pages, sizes, tables, strict=True):
        found: set[int] = set()
        ruled = [box for box in boxes if box.top - box.bottom > _TALL * size[1]]
        for place, line in enumerate(lines):
            if not in_margin(line, size) or any(_within(line, box) for box in ruled):
                continue
            times = max(counts[key] for key in _keys(line))
            at_edge = line.bottom > _EDGE_TOP * size[1] or line.top < _EDGE_BOTTOM * size[1]
            if times >= (need if at_edge else enough) or (at_edge and _LONE_NUMBER.match(line.text)):
                found.add(place)
        made.append(found)
    return made


def _within(line: Line, box: Box) -> bool:
    return box.left - 2 <= line.centre <= box.right + 2 and box.bottom - 2 <= line.middle <= box.top + 2


def _keys(line: Line) -> list[tuple[str, int, int]]:
    """What makes a line the same on two pages: its words but for numbers, and its place, give or take.

    Facing pages mirror their margins, so the distance from the left does not count for long lines.
    """
    words = _DIGITS.sub("#", line.text)
    across = 0 if len(words) > 3 else round(line.left / 12)
    height = line.bottom / 6
    return [(words, across, round(height)), (words, across, int(height) + 1000)]
