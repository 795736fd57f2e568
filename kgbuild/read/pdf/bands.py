"""Bands between the rules of a stack, and where one table ends and text or the next table begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kgbuild.model import Box
from kgbuild.read.cells import is_year
from kgbuild.read.pdf.lines import Line
from kgbuild.read.pdf.shapes import Rules

_WIDE = 0.5
_LOW = 3.0


@dataclass(frozen=True, slots=True)
class Band:
    """The stretch between two rules: its lines in rows, and how many rules run down through it."""

    bottom: float
    top: float
    rows: tuple[tuple[Line, ...], ...]
    walls: int

    @property
    def height(self) -> float:
        """From rule to rule."""
        return self.top - self.bottom


def cuts_of(box: Box, rules: Rules) -> list[float]:
    """Heights of the rules that run across most of a rectangle, top first."""
    width = box.right - box.left
    made: list[float] = []
    for rule in rules.across:
        inside = box.bottom - _LOW <= rule.at <= box.top + _LOW
        if inside and _across(rule.at, box, rules) > _WIDE * width and (not made or made[-1] - rule.at > _LOW):
            made.append(rule.at)
    return made


def _across(at: float, box: Box, rules: Rules) -> float:
    """How much of a rectangle's width is ruled at a height (cells draw their borders piece by piece)."""
    return sum(
        [
            max(0.0, min(rule.end, box.right) - max(rule.start, box.left))
            for rule in rules.across
            if -1.7 < rule.at - at < 1.7
        ]
    )


def bands_of(box: Box, lines: Sequence[Line], rules: Rules) -> list[Band]:
    """The bands of a rectangle, top to bottom."""
    cuts = cuts_of(box, rules)
    inside = [line for line in lines if not line.turned and box.left - 4 <= line.centre <= box.right + 4]
    made: list[Band] = []
    for top, bottom in pairwise(cuts):
        held = [line for line in inside if bottom < line.middle <= top]
        walls = {
            round(rule.at / 3)
            for rule in rules.down
            if box.left - 4 < rule.at < box.right + 4
            and min(rule.end, top) - max(rule.start, bottom) > 0.7 * (top - bottom)
        }
        made.append(Band(bottom, top, tuple(visual_rows(held)), len(walls)))
    return made


def visual_rows(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """Lines that share a baseline, from top to bottom, each row from left to right."""
    rows: list[list[Line]] = []
    height, size = 0.0, 0.0
    for line in sorted(lines, key=_baseline, reverse=True):
        if rows and height - _baseline(line) < 0.32 * min(size, line.size):
            rows[-1].append(line)
            continue
        height, size = _baseline(line), line.size
        rows.append([line])
    return [tuple(sorted(row, key=_left)) for row in rows]


def _baseline(line: Line) -> float:
    return line.bottom + 0.25 * line.size


def _left(line: Line) -> float:
    return line.left


def ruled_parts(stack: Box, lines: Sequence[Line], rules: Rules) -> list[Box]:
    """The tables in a stack of rules.

    They are parted where a band is empty, is text, or has no walls while the others have, and where a lone line
    stands between figures and a new header.
    """
    bands = [piece for band in bands_of(stack, lines, rules) for piece in _opened(band)]
    walled = sum(1 for band in bands if band.walls >= 2) > 0.5 * len(bands)
    sizes = sorted(line.size for band in bands for row in band.rows for line in row)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    made: list[Box] = []
    part: list[Band] = []

    def close() -> None:
        if sum(len(one.rows) for one in part) > 1:
            made.append(Box(stack.left, part[-1].bottom, stack.right, part[0].top))
        part.clear()

    for place, band in enumerate(bands):
        trimmed = _trimmed(band, stack)
        if trimmed is not band or not _belongs(band, stack, walled, usual):
            close()
            if trimmed is not band and _belongs(trimmed, stack, walled, usual):
                part.append(trimmed)
            continue
        if _lone(band) and any(map(_has_figures, part)) and place + 1 < len(bands) and _heads(bands[place + 1]):
            close()
        part.append(band)
    close()
    return made


def _opened(band: Band) -> list[Band]:
    """A band cut below the lone lines that stand above a header in it."""
    first = next((k for k, row in enumerate(band.rows) if len(row) > 1), 0)
    if first == 0 or band.walls >= 3 or _figures(band.rows[first]) or len(band.rows[first]) < 2:
        return [band]
    if any(_figures(row) for row in band.rows):
        return [band]
    at = (min(line.bottom for line in band.rows[first - 1]) + max(line.top for line in band.rows[first])) / 2
    return [
        Band(at, band.top, band.rows[:first], band.walls),
        Band(band.bottom, at, band.rows[first:], band.walls),
    ]


def _lone(band: Band) -> bool:
    return len(band.rows) > 0 and all(len(row) == 1 for row in band.rows)


def _figures(row: Sequence[Line]) -> bool:
    return any(line.value and not is_year(line.text) for line in row)


def _has_figures(band: Band) -> bool:
    return any(map(_figures, band.rows))


def _heads(band: Band) -> bool:
    """Whether a band heads columns: several cells, of which none is a figure, a code or a list of pages."""
    cells = [line.text for row in band.rows for line in row]
    numbered = any(text[:1].isdigit() and not is_year(text) for text in cells)
    return not numbered and not _has_figures(band) and any(len(row) > 1 for row in band.rows)


def _trimmed(band: Band, stack: Box) -> Band:
    """A band without the running text that stands above its first row of cells."""
    first = next((k for k, row in enumerate(band.rows) if len(row) > 1), 0)
    if first == 0 or band.walls >= 3:
        return band
    if max(row[0].width for row in band.rows[:first]) < 0.45 * (stack.right - stack.left):
        return band
    top = (min(line.bottom for line in band.rows[first - 1]) + max(line.top for line in band.rows[first])) / 2
    return Band(band.bottom, top, band.rows[first:], band.walls)


def _belongs(band: Band, stack: Box, walled: bool, usual: float) -> bool:
    if not band.rows:
        return band.walls >= 2 or band.height < 5
    if walled and band.walls == 0 and len(band.rows) > 1:
        return False
    if band.walls >= 3:
        return True
    lone = [row[0] for row in band.rows if len(row) == 1]
    if len(lone) < len(band.rows):
        return True
    if any(line.size > 1.15 * usual for line in lone):
        return False
    width = stack.right - stack.left
    return len(lone) == 1 or max(line.width for line in lone) < 0.45 * width
