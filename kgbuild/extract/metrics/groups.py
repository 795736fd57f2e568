"""Rows that belong to the scope of greenhouse gas named in a row above them, where the layout does not say so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from kgbuild.extract.metrics.dims import scope_of
from kgbuild.model import NumberStyle, Table
from kgbuild.quantity import read_figure

_STARTS = re.compile(
    r"^\W*(?:total |gross |direct |indirect |other indirect )*(?:\w+ )?\(?scope ?[123]\b", re.IGNORECASE
)
_ENDS = re.compile(
    r"\b(?:totals?|gross|net|intensity|offsets?|removals?|footprint|per|avoided|biogenic|outside|saved|targets?"
    r"|sum|all scopes)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Row:
    index: int
    label: str
    outer: tuple[str, ...]
    scope: str | None
    starts: bool
    values: Mapping[int, Decimal]


def scope_groups(table: Table, style: NumberStyle) -> Mapping[int, str]:
    """Scope by row: the rows below a scope that add up to it, or that stand between it and the next scope."""
    rows = _rows(table, style)
    made: dict[int, str] = {}
    for at, row in enumerate(rows):
        if row.scope is None or row.index in made:
            continue
        below = rows[at + 1 :]
        upto = next((i for i, each in enumerate(below) if each.starts), None)
        summed = _adds_up(row, below[:upto])
        if summed:
            made.update({each.index: row.scope for each in below[:summed]})
        elif row.starts and upto is not None and not any(_ENDS.search(each.label) for each in below[:upto]):
            made.update({each.index: row.scope for each in below[:upto] if each.scope is None})
    return made


def _rows(table: Table, style: NumberStyle) -> list[_Row]:
    made: dict[int, tuple[tuple[str, ...], dict[int, Decimal]]] = {}
    for cell in table.cells:
        if cell.row_path and not cell.header:
            _, values = made.setdefault(cell.row, (tuple(words.text for words in cell.row_path), {}))
            value = read_figure(cell.words.text.strip(), style)
            if value is not None:
                values[cell.column] = value
    found = []
    for index, (path, values) in sorted(made.items()):
        *outer, label = path
        scope = scope_of(label)
        single = scope if scope in ("1", "2", "3") else None
        found.append(_Row(index, label, tuple(outer), single, bool(single and _STARTS.search(label)), values))
    return found


def _adds_up(whole: _Row, parts: list[_Row]) -> int:
    """How many of the rows below add up to a row, in all its columns; 0 where they do not."""
    sums = dict.fromkeys(whole.values, Decimal(0))
    found = 0
    for count, part in enumerate(parts, start=1):
        beside = part.outer == whole.outer or whole.label in part.outer
        if not beside or _ENDS.search(part.label) or (found and any(part.values.values())):
            break
        for column in sums:
            sums[column] += part.values.get(column, Decimal(0))
        hits = [_near(sums[column], value) for column, value in whole.values.items() if value]
        if hits and 5 * sum(hits) >= 4 * len(hits):
            found = count
    return found


def _near(value: Decimal, wanted: Decimal) -> bool:
    return abs(value - wanted) <= max(
        abs(wanted) * Decimal("0.005"), Decimal(1) if abs(wanted) > 50 else Decimal("0.2")
    )
