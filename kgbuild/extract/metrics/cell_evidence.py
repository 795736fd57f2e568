"""The words that prove a table cell: the cell itself, and the headers it is read with."""

from __future__ import annotations

from collections.abc import Sequence

from kgbuild.extract.metrics.cell_units import UnitFound
from kgbuild.extract.metrics.heads import Head, title_of
from kgbuild.extract.metrics.prose import Lead
from kgbuild.model import Cell, Span, Table, Words
from kgbuild.model.fact import Role
from kgbuild.quantity import Number


def quote_of(cell: Cell, heads: Sequence[Head], number: Number) -> Span:
    """The cell, with its label where that is printed directly before it on the line."""
    own = cell.words.span
    for head in heads:
        label = head.words.span
        if (
            head.row
            and label.end - label.start <= len(head.words.text) + 12
            and label.end <= own.start <= label.end + 3
            and own.end - label.start <= 300
            and number.text not in head.text
        ):
            return Span(label.start, own.end)
    return own


def words_beside(
    heads: Sequence[Head],
    table: Table,
    lead: Lead,
    unit: UnitFound,
    dated: Words | None,
    subject: Words | None,
    cell: Cell,
) -> tuple[tuple[Role, Span], ...]:
    """Headers, unit, caption and date that a cell is read with, each once, with what it is read for."""
    made: list[tuple[Role, Span]] = [("period" if head.words is dated else "label", head.words.span) for head in heads]
    if dated is not None and all(head.words is not dated for head in heads):
        made.append(("period", dated.span))
    elif dated is None and lead.span is not None and lead.date is not None:
        made.append(("period", lead.span))
    if unit.words is not None:
        made.append(("unit", unit.words.span))
    if subject is not None:
        made.append(("label", subject.span))
    made += [("label", words.span) for words in (title_of(table), table.caption) if words is not None]
    seen: set[Span] = set()
    kept: list[tuple[Role, Span]] = []
    for role, span in sorted(made, key=lambda each: ("unit", "period", "label").index(each[0])):
        if span not in seen and span != cell.words.span:
            seen.add(span)
            kept.append((role, span))
    return tuple(kept)
