"""Which words of a table give a figure's unit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kgbuild.model import Words
from kgbuild.read.cells import is_blank, is_people, is_unit, is_unit_header, label_before_unit, share_in, unit_in
from kgbuild.read.grid import Grid, RawCell
from kgbuild.read.wording import part, trimmed

_COUNT = re.compile(
    r"(?:no|nos|number|numbers|count|counts|unit|units|text|year|years|month|months|period|score|ratio|index|times|#)\.?",
    re.IGNORECASE,
)
_ANSWER = re.compile(r"(?:no|yes|y|n)\.?", re.IGNORECASE)
_CORNER = re.compile(
    r"(?:units?\s?:\s?|(?:(?:all )?(?:figures|data|amounts?) )?(?:are )?in )(?P<led>.+)|"
    r"[(\[](?:in )?(?P<closed>[^()]+)[)\]]|(?P<bare>\S+ .+)|"
    r"(?P<alone>euros?|eur|€|us\s?\$|usd|dollars?|\$|rmb|cny|yuan|hk\s?\$|hkd|gbp|£|yen|jpy|¥|inr|₹|krw|won|"
    r"%|[kmgt]wh|[gtm]j|t?co2e?|tco2-?eq?|tonnes?|tons?|kg|m3|m³|litres?|liters?)",
    re.IGNORECASE,
)


def is_unit_column(titles: Sequence[str], texts: Sequence[str], units: int, filled: int) -> bool:
    """Whether a column holds the units of the rows: it is titled so, or most of its cells are units.

    Answers ("No") and, under a title of their own, several classes of people (Employees, Workers) are none.

    Args:
        titles: the column's header cells.
        texts: its other cells.
        units: how many of these are units.
        filled: how many are not empty.
    """
    if any(map(is_unit_header, titles)):
        return True
    if units < 2 or units < 0.7 * filled:
        return False
    found = {text.strip().lower() for text in texts if text.strip()}
    if all(_ANSWER.fullmatch(text) for text in found):
        return False
    people = sum(map(is_people, found))
    return not (people > 1 and people >= 0.7 * len(found))


def part_labels(grid: Grid, rows: Sequence[int], unit: int | None) -> dict[int, Words]:
    """Labels that stand in the column of units before the unit, by row; the cells keep the unit alone.

    A unit is believed where another row has it alone in its cell.
    """
    if unit is None:
        return {}
    alone = Counter(grid.text(row, unit).lower() for row in rows)
    made: dict[int, Words] = {}
    for row in rows:
        cell = grid.at.get((row, unit))
        if cell is None or is_unit(cell.words.text):
            continue
        at = label_before_unit(cell.words.text)
        if at is not None and alone[cell.words.text[at:].strip().lower()]:
            made[row] = trimmed(part(cell.words, 0, at))
            grid.at[row, unit] = replace(cell, words=trimmed(part(cell.words, at, len(cell.words.text))))
    return made


def corner_unit(grid: Grid, heads: Sequence[int], stubs: Sequence[int]) -> Words | None:
    """The unit of the whole table where it stands in the corner over the labels."""
    for row in heads:
        for column in stubs:
            words = grid.words(row, column)
            found = _CORNER.fullmatch(words.text.strip())
            unit = found.group(found.lastgroup or 0) if found else ""
            if is_unit(unit) and not _COUNT.match(unit) and not is_people(unit):
                start = words.text.index(unit)
                return part(words, start, start + len(unit))
    return None


def unit_of(
    raw: RawCell,
    path: tuple[Words, ...],
    heading: tuple[Words, ...],
    beside: Words | None,
    around: tuple[Words | None, Words | None],
) -> Words | None:
    """The words that give a figure's unit, nearest first: unit column, row label, column header, the table's own.

    Args:
        raw: the cell of the figure.
        path: the labels of its row.
        heading: the headers of its column.
        beside: what the column of units says in its row.
        around: the unit that holds for the table, and its caption.
    """
    text = raw.words.text.strip()
    if is_blank(text) or not any(char.isdigit() for char in text):
        return None
    if heading and is_unit(heading[-1].text) and not _COUNT.fullmatch(heading[-1].text.strip()):
        return heading[-1]
    if beside is not None and beside.text.strip():
        return trimmed(beside)
    for words in (*reversed(path), *reversed(heading)):
        span = unit_in(words.text)
        if span:
            return trimmed(part(words, *span))
    for words in (*path[-1:], *heading[-1:]):
        span = share_in(words.text)
        if span:
            return part(words, *span)
    for words in reversed(heading):
        if is_unit(words.text) and not _COUNT.fullmatch(words.text.strip()):
            return words
    unit, caption = around
    return unit or caption_unit(caption)


def caption_unit(caption: Words | None) -> Words | None:
    """The unit that a caption names."""
    if caption is None:
        return None
    span = unit_in(caption.text)
    return trimmed(part(caption, *span)) if span else None
