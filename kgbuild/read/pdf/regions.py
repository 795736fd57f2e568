"""Where the tables of a page are: rectangles that rules span, and stretches where numbers stand in columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kgbuild.model import Box
from kgbuild.read.cells import is_unit, is_year
from kgbuild.read.pdf.bands import cuts_of, ruled_parts
from kgbuild.read.pdf.lines import Line
from kgbuild.read.pdf.prose import prose
from kgbuild.read.pdf.shapes import Rule, Rules

#: Rows of an unruled table stand at most this many heights apart.
_PITCH = 5.5
_VALUE_LIMIT = 2_000


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle that may hold a table; `ruled` where rules drew it."""

    box: Box
    ruled: bool


def table_regions(lines: Sequence[Line], rules: Rules, size: tuple[float, float]) -> list[Region]:
    """Candidate tables of a page, top to bottom; a grid is then looked for in each."""
    regions: list[Region] = []
    for stack in _with_neighbours(ruled_boxes(rules, size), lines, rules):
        parts = ruled_parts(stack, lines, rules)
        for box in parts:
            # What ends right where this one begins is another table, not its header.
            over = [other for other in parts if 0 <= other.bottom - box.top < 1]
            free = [line for line in lines if not _in_any(line, over)] if over else lines
            regions.append(Region(_headed(free, box), True))
    text = prose(lines)
    regions += [Region(box, False) for box in _aligned([line for line in lines if id(line) not in text], regions)]
    return sorted(_united(regions), key=lambda region: -region.box.top)


def ruled_boxes(rules: Rules, size: tuple[float, float]) -> list[Box]:
    """Stacks of three rules or more over the same stretch of the page."""
    stacks: list[list[Rule]] = []
    for rule in rules.across:
        if rule.end - rule.start < 0.12 * size[0]:
            continue
        home = None
        for stack in stacks:
            first = stack[0]
            near = stack[-1].at - rule.at < 0.4 * size[1]
            same = abs(first.start - rule.start) < 8 and abs(first.end - rule.end) < 8
            part = abs(first.end - rule.end) < 8 and first.start - 8 < rule.start < first.end - 0.35 * (
                first.end - first.start
            )
            if near and (same or part):
                home = stack
                break
        if home is not None:
            home.append(rule)
        else:
            stacks.append([rule])
    return [
        Box(min(rule.start for rule in stack), stack[-1].at, max(rule.end for rule in stack), stack[0].at)
        for stack in stacks
        if len({round(rule.at / 4) for rule in stack}) >= 3
    ]


def _with_neighbours(boxes: list[Box], lines: Sequence[Line], rules: Rules) -> list[Box]:
    """Stacks joined with the one on their right that has the same rules and no labels of its own."""
    made: list[Box] = []
    for box in sorted(boxes, key=lambda box: box.left):
        home = next((k for k, other in enumerate(made) if _goes_on_right(other, box, lines, rules)), None)
        if home is None:
            made.append(box)
        else:
            other = made[home]
            made[home] = Box(other.left, min(other.bottom, box.bottom), box.right, max(other.top, box.top))
    return made


def _goes_on_right(one: Box, other: Box, lines: Sequence[Line], rules: Rules) -> bool:
    if not 0 <= other.left - one.right < 45 or abs(one.bottom - other.bottom) > 30:
        return False
    mine, theirs = cuts_of(one, rules), cuts_of(other, rules)
    shared = sum(1 for at in theirs if any(abs(at - cut) < 2 for cut in mine))
    if shared < 0.8 * len(theirs):
        return False
    inside = _rows([line for line in lines if _in_any(line, [other])])
    first = [min(row, key=lambda line: line.left) for row in inside]
    return sum(1 for line in first if line.value) >= 0.6 * len(first)


def _headed(lines: Sequence[Line], box: Box) -> Box:
    """A ruled rectangle with the header lines right above it."""
    inside = sorted(line.size for line in lines if _in_any(line, [box]))
    if not inside:
        return box
    top, left, right = _headers(lines, box, inside[len(inside) // 2], ruled=True)
    return Box(left, box.bottom, right, top)


def _aligned(lines: Sequence[Line], ruled: Sequence[Region]) -> list[Box]:
    """Stretches where values stand under each other, with the labels on their left and the headers above."""
    inside = [region.box for region in ruled]
    values = [line for line in lines if not line.turned and line.value and not _in_any(line, inside)]
    if len(values) < 2 or len(values) > _VALUE_LIMIT:
        return []
    chains = _chains(values, lines)
    made: list[Box] = []
    for group in _side_by_side(chains):
        box = _with_labels(group, lines)
        if box is not None:
            made.append(box)
    return made


def _in_any(line: Line, boxes: Iterable[Box]) -> bool:
    across, up = line.centre, line.middle
    return any(box.left - 3 <= across <= box.right + 3 and box.bottom - 3 <= up <= box.top + 3 for box in boxes)


def _chains(values: list[Line], lines: Sequence[Line]) -> list[list[Line]]:
    """Values under each other, in columns."""
    ordered = sorted(values, key=lambda line: -line.middle)
    below: dict[int, int] = {}
    for place, line in enumerate(ordered):
        for other_place in range(place + 1, len(ordered)):
            other = ordered[other_place]
            drop = line.middle - other.middle
            if drop > _PITCH * line.size:
                break
            if (
                drop < 0.5 * line.size
                or not _lined_up(line, other)
                or other.size > 1.4 * line.size
                or line.size > 1.4 * other.size
            ):
                continue
            if other_place not in below.values():
                below[place] = other_place
            break
    chains: list[list[Line]] = []
    heads = set(range(len(ordered))) - set(below.values())
    for head in sorted(heads):
        chain = [ordered[head]]
        at = head
        while at in below:
            at = below[at]
            chain.append(ordered[at])
        if len(chain) > 1:
            chains.append(chain)
    return chains


def _lined_up(one: Line, other: Line) -> bool:
    slack = 0.45 * max(one.size, other.size)
    return (
        abs(one.right - other.right) < slack
        or abs(one.centre - other.centre) < slack
        or abs(one.left - other.left) < slack
    )


def _side_by_side(chains: list[list[Line]]) -> list[list[list[Line]]]:
    """Columns that share rows, as one group."""
    parent = list(range(len(chains)))

    def root(k: int) -> int:
        while parent[k] != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    tops = [(chain[0].middle, chain[-1].middle) for chain in chains]
    for a in range(len(chains)):
        for b in range(a + 1, len(chains)):
            if min(tops[a][0], tops[b][0]) < max(tops[a][1], tops[b][1]) - 2:
                continue
            if root(a) != root(b) and _shared_rows(chains[a], chains[b]) >= min(2, len(chains[a]), len(chains[b])):
                parent[root(b)] = root(a)
    groups: dict[int, list[list[Line]]] = {}
    for k, chain in enumerate(chains):
        groups.setdefault(root(k), []).append(chain)
    return [groups[k] for k in sorted(groups)]


def _shared_rows(one: Sequence[Line], other: Sequence[Line]) -> int:
    return sum(1 for a in one if any(abs(a.middle - b.middle) < 0.4 * a.size for b in other))


def _with_labels(group: list[list[Line]], lines: Sequence[Line]) -> Box | None:
    """The rectangle of a group of number columns, its row labels and its header lines."""
    values = [line for chain in group for line in chain]
    size = max(line.size for line in values)
    left, right = min(v.left for v in values), max(v.right for v in values)
    bottom, top = min(v.bottom for v in values), max(v.top for v in values)
    labels: list[Line] = []
    rows = 0
    for row in _rows(values):
        if all(is_year(line.text) for line in row):
            continue
        value = min(row, key=lambda line: line.left)
        beside = [
            line
            for line in lines
            if not line.turned and line.right < value.left + 1 and abs(line.middle - value.middle) < 0.75 * size
        ]
        beside.sort(key=lambda line: -line.right)
        if beside and value.left - beside[0].right < 22 * size:
            rows += 1
            labels.append(beside[0])
            if len(beside) > 1 and is_unit(beside[0].text) and beside[0].left - beside[1].right < 22 * size:
                labels.append(beside[1])
            labels += [line for line in beside[1:] if _outer_label(line, beside[0], size)]
    if rows < 2 or (len(group) == 1 and rows < 3):
        return None
    left = min([left, *(label.left for label in labels)])
    top, left, right = _headers(lines, Box(left, bottom, right, top), size)
    ranges = Box(left, bottom, right, top)
    for line in lines:
        inside = ranges.left - 2 <= line.left and line.right <= ranges.right + 2
        if (
            inside
            and not line.turned
            and 0 < bottom - line.bottom < 1.6 * size
            and line.size < 1.1 * size
            and line.right < left + 0.6 * (right - left)
        ):
            bottom = min(bottom, line.bottom)
    return Box(left, bottom, right, top)


def _outer_label(line: Line, label: Line, size: float) -> bool:
    """Whether a line left of a row label is the name of its group, not running text of the next column."""
    level = abs(line.bottom - label.bottom) < 0.2 * size
    return level and label.left - line.right < 3.5 * size and line.width < 14 * size


def _rows(lines: Iterable[Line]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: -line.middle):
        if rows and rows[-1][0].middle - line.middle < 0.4 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _headers(lines: Sequence[Line], box: Box, size: float, *, ruled: bool = False) -> tuple[float, float, float]:
    """Top, left and right of a table with the short lines above it that stand over its columns."""
    top, left, right = box.top, box.left, box.right
    above = [
        line
        for line in lines
        if not line.turned and line.middle > box.top and line.right > left - 2 and line.left < right + 2
    ]
    for row in reversed(_rows(above)):
        gap = min(line.bottom for line in row) - top
        if gap > 1.9 * size:
            break
        if any(line.width > 0.6 * (right - left) or line.size > 1.35 * size for line in row):
            break
        if ruled and len(row) == 1 and row[0].left < left + 0.15 * (right - left):
            break
        if len(row) == 1 and row[0].right < left + 0.35 * (right - left) and gap > 0.4 * size:
            break
        if any(line.left < left - 3 * size or line.right > right + 6 * size for line in row):
            break
        top = max(line.top for line in row)
        left, right = min(left, *(line.left for line in row), left), max(right, *(line.right for line in row), right)
    return top, left, right


def _adjoin(one: Region, other: Region) -> bool:
    """Whether rows without rules go on a ruled table, right above or below it."""
    if one.ruled == other.ruled:
        return False
    if abs(one.box.left - other.box.left) > 12 or abs(one.box.right - other.box.right) > 25:
        return False
    return -2 <= max(one.box.bottom - other.box.top, other.box.bottom - one.box.top) < 8


def _united(regions: list[Region]) -> list[Region]:
    """Overlapping regions as one; a ruled one takes what it touches."""
    left = list(regions)
    changed = True
    while changed:
        changed = False
        for a in range(len(left)):
            for b in range(a + 1, len(left)):
                one, other = left[a].box, left[b].box
                across = min(one.right, other.right) - max(one.left, other.left)
                along = min(one.top, other.top) - max(one.bottom, other.bottom)
                if (across > 6 and along > 2) or _adjoin(left[a], left[b]):
                    box = Box(
                        min(one.left, other.left),
                        min(one.bottom, other.bottom),
                        max(one.right, other.right),
                        max(one.top, other.top),
                    )
                    left[a] = Region(box, left[a].ruled or left[b].ruled)
                    del left[b]
                    changed = True
                    break
            if changed:
                break
    return left
