"""Rules of a page: the horizontal and vertical lines that its path objects draw, of lines, boxes and fills alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from kgbuild.model import Box
from kgbuild.read.pdf.calls import EDGES, OBJECT_BOUNDS, OBJECT_TYPE, PAGE_OBJECT, PATH_SEGMENTS, FloatBox, address_of

OBJECT_LIMIT = 6_000
#: A page of lines at more heights or places across than these, or of more lines, is a drawing: they part no tables.
PLACE_LIMIT, RULE_LIMIT = 300, 3_000
_THIN = 5.0
_SHORT = 6.0
#: A path of more segments than a box with rounded corners is a drawing.
_CURVED = 12


class Rule(NamedTuple):
    """A line: `at` across, from `start` to `end` along, in points."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a page, top to bottom and left to right."""

    across: tuple[Rule, ...] = ()
    down: tuple[Rule, ...] = ()
    #: Where the pieces of lines across meet: place across and height. Cells draw their borders piece by piece.
    joints: tuple[tuple[float, float], ...] = ()
    #: Those across that are drawn as lines; the edges of fills, which do not show between two alike, are not.
    lines: tuple[Rule, ...] = ()


def page_rules(page: pdfium.PdfPage) -> Rules:
    """The rules of a page; drawings of curves are passed over."""
    across: list[Rule] = []
    lines: list[Rule] = []
    down: list[Rule] = []
    width, height = page.get_size()
    for left, bottom, right, top in _boxes(page):
        w, h = right - left, top - bottom
        if w > 0.97 * width and h > 0.5 * height:
            continue
        if h <= _THIN and h <= 0.2 * w:
            if w >= _SHORT:
                lines.append(Rule((bottom + top) / 2, left, right))
        elif w <= _THIN and w <= 0.2 * h:
            if h >= _SHORT:
                down.append(Rule((left + right) / 2, bottom, top))
        elif h >= _SHORT and w >= _SHORT:
            across += (Rule(top, left, right), Rule(bottom, left, right))
            down += (Rule(left, bottom, top), Rule(right, bottom, top))
    across += lines
    joints = {(round(x, 1), round(rule.at, 1)) for rule in across for x in (rule.start, rule.end)}
    made = Rules(
        _joined(across, reverse=True), _joined(down, reverse=False), tuple(sorted(joints)), _joined(lines, reverse=True)
    )
    return Rules() if _drawing(made.across) or _drawing(made.down) else made


def _drawing(rules: tuple[Rule, ...]) -> bool:
    return len(rules) > RULE_LIMIT or len({round(rule.at) for rule in rules}) > PLACE_LIMIT


def joints_in(rules: Rules, box: Box) -> list[float]:
    """Places across where several rules in a rectangle begin or end: the borders of its columns."""
    found: list[list[float]] = []
    for x, y in rules.joints:
        if not (box.left - 4 <= x <= box.right + 4 and box.bottom - 4 <= y <= box.top + 4):
            continue
        if found and x - found[-1][0] < 3:
            found[-1].append(x)
        else:
            found.append([x])
    return [sum(places) / len(places) for places in found if len(places) > 3]


def _joined(rules: list[Rule], reverse: bool) -> tuple[Rule, ...]:
    """Pieces of one line as one line."""
    rules.sort()
    bands: list[list[Rule]] = []
    for rule in rules:
        if bands and rule.at - bands[-1][0].at <= 1.6:
            bands[-1].append(rule)
        else:
            bands.append([rule])
    made: list[Rule] = []
    for band in bands:
        band.sort(key=lambda rule: rule.start)
        at = sum(rule.at for rule in band) / len(band)
        start, end = band[0].start, band[0].end
        for rule in band[1:]:
            if rule.start <= end + 3.0:
                end = max(end, rule.end)
            else:
                made.append(Rule(at, start, end))
                start, end = rule.start, rule.end
        made.append(Rule(at, start, end))
    return tuple(sorted(made, key=lambda rule: (-rule.at if reverse else rule.at, rule.start)))


def _boxes(page: pdfium.PdfPage) -> Iterator[tuple[float, ...]]:
    """The boxes of a page's path objects."""
    box, handle = FloatBox(), address_of(page.raw)
    for index in range(min(raw.FPDFPage_CountObjects(page.raw), OBJECT_LIMIT)):
        item = PAGE_OBJECT(handle, index)
        if OBJECT_TYPE(item) != raw.FPDF_PAGEOBJ_PATH or PATH_SEGMENTS(item) > _CURVED:
            continue
        if OBJECT_BOUNDS(item, *box.addresses):
            yield EDGES(box.floats)
