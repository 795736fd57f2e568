"""Reading order: lines and tables of a page, column by column.

The page is cut across into slabs wherever nothing stands; neighbouring slabs are joined again as long as the same
white gutter runs through all of them; each group is then read column by column, and each column in the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar


class Boxed(Protocol):
    """Anything with a place on the page."""

    left: float
    bottom: float
    right: float
    top: float


T = TypeVar("T", bound=Boxed)
_DEPTH = 12
Spans = list[tuple[float, float]]


def reading_order(items: Sequence[T], gutter: float) -> list[list[T]]:
    """The items in reading order, in columns; white narrower than `gutter` points parts no columns."""
    return _cut(list(items), gutter, _DEPTH)


def _cut(items: list[T], gutter: float, depth: int) -> list[list[T]]:
    if len(items) < 2 or depth == 0:
        return [_down(items)] if items else []
    columns = _columns(items, gutter)
    if len(columns) > 1:
        return [part for column in columns for part in _cut(column, gutter, depth - 1)]
    groups = _groups(_slabs(items), gutter)
    if len(groups) == 1:
        return [_down(items)]
    made: list[list[T]] = []
    for group in groups:
        parts = _cut(group, gutter, depth - 1) if len(_columns(group, gutter)) > 1 else [_down(group)]
        if made and len(parts) == 1 and len(made[-1]) > 0 and _same_column(made[-1], parts[0]):
            made[-1] = made[-1] + parts[0]
        else:
            made += parts
    return made


def _same_column(above: Sequence[Boxed], below: Sequence[Boxed]) -> bool:
    """Whether a group goes on the column above it (both are single columns, one under the other)."""
    left, right = min(item.left for item in above), max(item.right for item in above)
    low, high = min(item.left for item in below), max(item.right for item in below)
    return min(right, high) - max(left, low) > 0.5 * min(right - left, high - low)


def _down(items: Sequence[T]) -> list[T]:
    """Top to bottom, and left to right on one height."""
    rows: list[list[T]] = []
    for item in sorted(items, key=lambda item: (-(item.bottom + item.top), item.left)):
        if rows:
            last = rows[-1][0]
            shared = min(last.top, item.top) - max(last.bottom, item.bottom)
            if shared > 0.6 * min(last.top - last.bottom, item.top - item.bottom):
                rows[-1].append(item)
                continue
        rows.append([item])
    return [item for row in rows for item in sorted(row, key=lambda item: item.left)]


def _columns(items: list[T], gutter: float) -> list[list[T]]:
    """The items parted at every white gutter that runs from top to bottom, with enough on both sides."""
    ordered = sorted(items, key=lambda item: item.left)
    columns: list[list[T]] = [[ordered[0]]]
    reach = ordered[0].right
    for item in ordered[1:]:
        if item.left - reach >= gutter:
            columns.append([item])
        else:
            columns[-1].append(item)
        reach = max(reach, item.right)
    return columns


def _slabs(items: list[T]) -> list[list[T]]:
    """The items parted wherever white runs across."""
    ordered = sorted(items, key=lambda item: -item.top)
    slabs: list[list[T]] = [[ordered[0]]]
    floor = _floor(ordered[0])
    for item in ordered[1:]:
        if item.top - 0.2 * (item.top - item.bottom) <= floor:
            slabs.append([item])
        else:
            slabs[-1].append(item)
        floor = min(floor, _floor(item))
    return slabs


def _floor(item: Boxed) -> float:
    return item.bottom + 0.2 * (item.top - item.bottom)


def _groups(slabs: list[list[T]], gutter: float) -> list[list[T]]:
    """Slabs joined from top to bottom while one gutter runs through all of them."""
    groups: list[list[list[T]]] = []
    covered: Spans = []
    for slab in slabs:
        spans = _spans_of(slab, gutter)
        both = _covered(covered + spans, gutter)
        same = len(both) >= max(len(covered), len(spans))
        if groups and (same or 1 < len(both) >= min(len(covered), len(spans)) > 1):
            groups[-1].append(slab)
            covered = both
            continue
        opened = _heading_of(groups[-1], slab, gutter) if groups else []
        groups.append([*opened, slab])
        covered = _covered([span for part in groups[-1] for span in _spans_of(part, gutter)], gutter)
    return [[item for slab in group for item in slab] for group in groups]


def _spans_of(slab: Sequence[Boxed], gutter: float) -> Spans:
    return _covered([(item.left, item.right) for item in slab], gutter)


def _heading_of(group: list[list[T]], slab: Sequence[Boxed], gutter: float) -> list[list[T]]:
    """The last slab of a group, taken out of it, where it stands alone and nearer to what comes below."""
    if len(group) < 2 or len(_spans_of(group[-1], gutter)) > 1:
        return []
    last, before = group[-1], group[-2]
    above = min(item.bottom for item in before) - max(item.top for item in last)
    below = min(item.bottom for item in last) - max(item.top for item in slab)
    return [group.pop()] if below < above else []


def _covered(spans: Spans, gutter: float) -> Spans:
    """Stretches across the page that are taken, white narrower than a gutter counted in."""
    made: Spans = []
    for left, right in sorted(spans):
        if made and left - made[-1][1] < gutter:
            made[-1] = (made[-1][0], max(made[-1][1], right))
        else:
            made.append((left, right))
    return made
