"""Columns of a table: where the rows leave white at the same place, and where rules run down.

At every place across the table two things are counted: rows that show a gap there, with something on both sides, and
lines that run over it. Where gaps outnumber lines, a gutter is; a header that spans two columns or a label that runs
over does not close it. What stands wholly within a gutter is a sparse column of its own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from kgbuild.model import Box
from kgbuild.read.pdf.lines import BULLET, Line, settled
from kgbuild.read.pdf.shapes import Rules

Edge = tuple[float, float]
_SLACK = 1.0
_NARROW = 1.5
#: How many rows a place where rules meet stands for.
_JOINT = 2
#: How exactly words of one column begin under each other, and how many must, for a line to be cut there.
_BEGIN, _JOINED = 0.6, 3
#: More white than stands between two words of one cell, in heights of the line.
_WHITE = 0.8


def split_at_rules(lines: Sequence[Line], walls: Sequence[tuple[float, float, float]]) -> list[Line]:
    """Lines cut where a rule runs down between two of their words.

    Args:
        lines: lines of a table.
        walls: place across, lower and upper end of the rules.
    """
    made: list[Line] = []
    for line in lines:
        cuts = sorted(
            {
                place
                for at, low, high in walls
                if line.left + _SLACK < at < line.right - _SLACK and low <= line.middle <= high
                for place in [_cut(line, at)]
                if place is not None
            }
        )
        if not cuts:
            made.append(line)
            continue
        bounds = [0, *cuts, len(line.words)]
        made += [settled(line.words[a:b], line.at + a) for a, b in pairwise(bounds)]
    return made


def split_at_columns(rows: Sequence[Sequence[Line]], edges: Sequence[Edge]) -> list[list[Line]]:
    """Rows with the lines cut that a long label and its neighbour make together.

    A line is cut where a word of it begins exactly where three others of that column begin, in a row with figures;
    and where a wide white lies over a gutter, as between "(A)" in one header and the first word of the next.
    """
    begun = [
        sum(1 for row in rows for line in row if abs(line.left - left) <= _BEGIN and not line.value)
        for left, _ in edges
    ]
    places = [left for (left, _), count in zip(edges[1:], begun[1:], strict=True) if count >= _JOINED]
    gutters = [(before[1], after[0]) for before, after in pairwise(edges)]
    made: list[list[Line]] = []
    for whole in rows:
        row = [part for line in whole for part in _parted_at(line, gutters)]
        if not any(line.value for line in row):
            made.append(row)
            continue
        cut: list[Line] = []
        for line in row:
            bounds = [0, *(at for left in places for at in [_begins_at(line, left)] if at), len(line.words)]
            cut += [settled(line.words[a:b], line.at + a) for a, b in pairwise(bounds)] if len(bounds) > 2 else [line]
        made.append(cut)
    return made


def _parted_at(line: Line, gutters: Sequence[Edge]) -> list[Line]:
    """The parts of a line between wide whites that lie over gutters."""
    cuts = [
        place
        for place, (before, word) in enumerate(pairwise(line.words), start=1)
        if word.left - before.right > _WHITE * line.size
        and not BULLET.match(before.text)
        and any(_mostly_over(before.right, word.left, gutter) for gutter in gutters)
    ]
    bounds = [0, *cuts, len(line.words)]
    return [settled(line.words[a:b], line.at + a) for a, b in pairwise(bounds)] if cuts else [line]


def _mostly_over(left: float, right: float, gutter: Edge) -> bool:
    """Whether half of a stretch of white or more lies over a gutter."""
    return min(right, gutter[1]) - max(left, gutter[0]) >= 0.5 * (right - left)


def _begins_at(line: Line, left: float) -> int | None:
    for place in range(1, len(line.words)):
        if abs(line.words[place].left - left) <= _BEGIN and line.words[place - 1].right <= left:
            return place
    return None


def _cut(line: Line, at: float) -> int | None:
    for place in range(1, len(line.words)):
        if line.words[place - 1].right <= at + _SLACK and line.words[place].left >= at - _SLACK:
            return place
    return None


def walls_of(rules: Rules, box: Box) -> list[tuple[float, float, float]]:
    """The rules that run down through a region."""
    return [
        (rule.at, rule.start - 1, rule.end + 1)
        for rule in rules.down
        if box.left + 4 < rule.at < box.right - 4 and min(rule.end, box.top) - max(rule.start, box.bottom) > 5
    ]


def column_edges(
    rows: Sequence[Sequence[Line]], walls: Sequence[tuple[float, float, float]], box: Box, joints: Sequence[float] = ()
) -> list[Edge]:
    """Left and right edge of every column, from left to right.

    Args:
        rows: lines that share a baseline, each row from left to right.
        walls: rules that run down: place across, lower and upper end.
        box: the table.
        joints: places across where rules begin and end.
    """
    lines = [line for row in rows for line in row]
    gaps = [(a.right, b.left) for row in rows for a, b in pairwise(row) if b.left - a.right > 0]
    gutters = _gutters(gaps, lines, joints)
    long = [at for at, low, high in walls if high - low > 0.35 * (box.top - box.bottom)]
    walled = sum(1 for low, high in gaps if any(low - _SLACK <= at <= high + _SLACK for at in long))
    if len(long) > 1 and walled >= 0.95 * len(gaps):
        # Rules part all that stands side by side: what white there is elsewhere is chance.
        gutters = [(at - 0.1, at + 0.1) for at in long if _parts(at, rows)]
    for at in long:
        if not any(low - _SLACK <= at <= high + _SLACK for low, high in gutters) and _parts(at, rows):
            gutters.append((at - 0.1, at + 0.1))
    gutters.sort()
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    bounds = [left, *(at for gutter in gutters for at in gutter), right]
    edges = [(bounds[k], bounds[k + 1]) for k in range(0, len(bounds), 2) if bounds[k + 1] - bounds[k] > _NARROW]
    return _with_sparse(_held(edges, lines), lines)


def _held(edges: Sequence[Edge], lines: Sequence[Line]) -> list[Edge]:
    """The columns in which some line stands for the most part; the others are but folds in a gutter."""
    return [
        (left, right)
        for left, right in edges
        if any(min(right, line.right) - max(left, line.left) > 0.5 * line.width for line in lines)
    ]


def _parts(at: float, rows: Sequence[Sequence[Line]]) -> bool:
    left = any(line.right <= at + _SLACK for row in rows for line in row)
    return left and any(line.left >= at - _SLACK for row in rows for line in row)


def _gutters(gaps: Sequence[Edge], lines: Sequence[Line], joints: Sequence[float]) -> list[Edge]:
    """Stretches where more rows show a gap than lines run over."""
    starts, ends = sorted(gap[0] for gap in gaps), sorted(gap[1] for gap in gaps)
    lefts, rights = sorted(line.left for line in lines), sorted(line.right for line in lines)
    places = sorted({*starts, *ends, *lefts, *rights})
    made: list[Edge] = []
    for low, high in pairwise(places):
        at = (low + high) / 2
        open_rows = bisect_right(starts, at) - bisect_left(ends, at)
        over = bisect_right(lefts, at) - bisect_left(rights, at)
        if open_rows and any(low - 2 <= joint <= high + 2 for joint in joints):
            open_rows += _JOINT
        if (open_rows > over and (open_rows >= 2 or over == 0)) or (open_rows == over and over >= 3):
            if made and low - made[-1][1] < 0.01:
                made[-1] = (made[-1][0], high)
            else:
                made.append((low, high))
    return [gutter for gutter in made if gutter[1] - gutter[0] > _NARROW]


def _with_sparse(edges: list[Edge], lines: Sequence[Line]) -> list[Edge]:
    """The columns with those that only a few rows fill."""
    alone = sorted(
        (line.left, line.right)
        for line in lines
        if not any(min(right, line.right) - max(left, line.left) > 0.5 for left, right in edges)
    )
    made: list[Edge] = []
    for left, right in alone:
        if made and left < made[-1][1]:
            made[-1] = (made[-1][0], max(made[-1][1], right))
        else:
            made.append((left, right))
    return sorted([*edges, *made])
