"""Row paths: which labels, outermost first, a row of figures is read under."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kgbuild.model import Words
from kgbuild.read.cells import CellKind
from kgbuild.read.grid import Grid
from kgbuild.read.wording import trimmed

_PART_OF = re.compile(r"(?:of\s+which|thereof|o/w|incl(?:uding|ude[sd]?|\.)?|among\s+(?:which|them))\b", re.IGNORECASE)
_ONLY_PART_OF = re.compile(_PART_OF.pattern + r"\s*[:：]?\s*$", re.IGNORECASE)
_BARE_TOTAL = re.compile(r"(?:sub-?\s?)?total[:：]?", re.IGNORECASE)
_TOTAL = re.compile(r"(?:grand\s+|sub-?)?total\b", re.IGNORECASE)


@dataclass(slots=True)
class Labelled:
    """The label path of each row, and the rows that are nothing but the name of a group of rows."""

    paths: dict[int, tuple[Words, ...]] = field(default_factory=dict)
    groups: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Open:
    """A label that rows below may stand under."""

    words: Words
    indent: float
    group: bool
    #: Whether a row under it stood deeper: the next row that does not ends the group.
    indented: bool = False


def row_paths(grid: Grid, heads: set[int], stubs: tuple[int, ...], body: tuple[int, ...]) -> Labelled:
    """The label path of every row that is no header."""
    if not stubs:
        return _first_column_paths(grid, heads, body)
    found = Labelled()
    open_: list[_Open] = []
    inside: list[_Open] = []
    carried: dict[int, Words] = {}
    totals = _repeated_totals(grid, heads, stubs, body)
    for row in range(grid.rows):
        if row in heads:
            continue
        labels = _own_labels(grid, row, stubs)
        figures = _figures(grid, row, stubs, body)
        if not figures and len(labels) == 1 and labels[0][0] == stubs[0]:
            column, words = labels[0]
            _open_group(open_, words, _indent(grid, row, column))
            carried.clear()
            inside.clear()
            found.groups.add(row)
            continue
        if not figures and _sub_group(grid, row, labels, carried, stubs, inside):
            continue
        before = _but_last(carried, stubs)
        inner = _carry(labels, carried, stubs)
        if not figures:
            _shifted_group(grid, row, labels, carried, stubs)
            inside.clear()
            continue
        indent = _indent(grid, row, stubs[0])
        outer = _above(open_, inner, indent, kept=row in totals)
        if len(stubs) > 1:
            inner = _under(grid, row, inner, carried, stubs, inside, same=before == _but_last(carried, stubs))
        found.paths[row] = _without_repeats((*outer, *inner))
        if len(stubs) == 1 and inner:
            open_.append(_Open(inner[-1], indent, group=False))
    _nest_repeats(found)
    return found


def _figures(grid: Grid, row: int, stubs: tuple[int, ...], body: tuple[int, ...]) -> bool:
    """Whether cells with words begin in a row beside its labels.

    A cell that reaches down over rows is no figure of those below, nor is a label that reaches over columns.
    """
    for column in body:
        cell = grid.at.get((row, column))
        if cell is None or cell.row != row or grid.kind(row, column) is CellKind.EMPTY:
            continue
        if cell.column_span == 1 or cell.column not in stubs:
            return True
    return False


def _repeated_totals(grid: Grid, heads: set[int], stubs: tuple[int, ...], body: tuple[int, ...]) -> set[int]:
    """Rows that are each the total of their group: the same word, or "total" with the group's name, closes each."""
    groups = 0
    group = ""
    rows: dict[int, str] = {}
    under: set[int] = set()
    for row in range(grid.rows):
        if row in heads or len(stubs) > 1:
            continue
        text = grid.text(row, stubs[0])
        if not _figures(grid, row, stubs, body):
            groups += bool(text)
            group = text or group
        elif groups and (_BARE_TOTAL.fullmatch(text) or text.casefold() == f"total {group}".casefold()):
            rows[row] = text.casefold().removesuffix(f" {group.casefold()}")
            under.add(groups)
    return set(rows) if len(rows) > 1 and len(under) == len(rows) == groups and len(set(rows.values())) == 1 else set()


def _but_last(carried: dict[int, Words], stubs: tuple[int, ...]) -> list[str]:
    return [carried[column].text for column in stubs[:-1] if column in carried]


def _sub_group(
    grid: Grid,
    row: int,
    labels: list[tuple[int, Words]],
    carried: dict[int, Words],
    stubs: tuple[int, ...],
    inside: list[_Open],
) -> bool:
    """A row of a label alone in the last label column, beside a group's label that covers it or comes again."""
    if len(stubs) < 2 or len(labels) < 2 or labels[-1][0] != stubs[-1]:
        return False
    outer = [(column, words.text) for column, words in labels[:-1]]
    if outer != [(column, carried[column].text) for column in stubs[:-1] if column in carried]:
        return False
    if labels[-1][1].text == labels[-2][1].text:
        return False
    carried.pop(stubs[-1], None)
    _open_group(inside, labels[-1][1], _indent(grid, row, stubs[-1]))
    return True


def _under(
    grid: Grid,
    row: int,
    inner: tuple[Words, ...],
    carried: dict[int, Words],
    stubs: tuple[int, ...],
    inside: list[_Open],
    *,
    same: bool,
) -> tuple[Words, ...]:
    """The labels of a row with those of its sub-groups between them: what stands deeper in the last label column."""
    if not same:
        inside.clear()
    last = carried.get(stubs[-1])
    if last is None or not inner:
        inside.clear()
        return inner
    indent = _indent(grid, row, stubs[-1])
    above = _above(inside, (last,), indent)
    inside.append(_Open(last, indent, group=False))
    return (*inner[:-1], *above, last)


def _first_column_paths(grid: Grid, heads: set[int], body: tuple[int, ...]) -> Labelled:
    """In a table of words each row is read under its first cell; an empty first cell means the one above."""
    found = Labelled()
    last: Words | None = None
    for row in range(grid.rows):
        if row in heads:
            continue
        words = grid.words(row, body[0] if body else 0)
        last = trimmed(words) if words.text.strip() else last
        found.paths[row] = (last,) if last else ()
    return found


def _own_labels(grid: Grid, row: int, stubs: tuple[int, ...]) -> list[tuple[int, Words]]:
    labels: list[tuple[int, Words]] = []
    for column in stubs:
        words = grid.words(row, column)
        if words.text.strip():
            labels.append((column, trimmed(words)))
    return labels


def _indent(grid: Grid, row: int, column: int) -> float:
    cell = grid.at.get((row, column))
    return cell.indent if cell else 0.0


def _carry(labels: list[tuple[int, Words]], carried: dict[int, Words], stubs: tuple[int, ...]) -> tuple[Words, ...]:
    """The row's labels, an empty one at the left being the one above it."""
    if not labels:
        return tuple(carried[column] for column in stubs if column in carried)
    first = labels[0][0]
    for column in [column for column in carried if column >= first]:
        del carried[column]
    carried.update(labels)
    return tuple(carried[column] for column in stubs if column in carried)


def _shifted_group(
    grid: Grid, row: int, labels: list[tuple[int, Words]], carried: dict[int, Words], stubs: tuple[int, ...]
) -> None:
    """A row of labels alone whose first cell was lost names, in its first label, the group of the rows below."""
    if len(labels) >= 1 and labels[0][0] > stubs[0]:
        carried.clear()
        carried[stubs[0]] = labels[0][1]


def _open_group(open_: list[_Open], words: Words, indent: float) -> None:
    """Begin a group: inside the one just begun if that has no rows yet, else in place of those as deep or deeper."""
    fresh = bool(open_) and open_[-1].group
    while open_ and not (fresh and open_[-1].group and indent >= open_[-1].indent) and open_[-1].indent >= indent:
        open_.pop()
        fresh = False
    open_.append(_Open(words, indent, group=True))


def _above(open_: list[_Open], inner: tuple[Words, ...], indent: float, kept: bool = False) -> tuple[Words, ...]:
    """The open labels a row stands under; those it ends are closed. `kept` rows end no group."""
    label = inner[-1].text.strip() if inner else ""
    printed = indent
    if _PART_OF.match(label):
        # Parts of one whole stand beside each other, under the label before them, indented or not.
        while open_ and not open_[-1].group and _PART_OF.match(open_[-1].words.text.strip()):
            open_.pop()
        if open_ and not open_[-1].group:
            indent = max(indent, open_[-1].indent + 0.01)
    while open_ and not open_[-1].group and open_[-1].indent >= indent:
        open_.pop()
    while open_ and open_[-1].group and open_[-1].indent >= indent:
        if kept or (open_[-1].indent == indent and not open_[-1].indented):
            break
        open_.pop()
    for item in open_:
        item.indented = item.indented or (item.group and printed > item.indent)
    return tuple(item.words for item in open_)


def _without_repeats(path: tuple[Words, ...]) -> tuple[Words, ...]:
    kept: list[Words] = []
    for words in path:
        if not kept or kept[-1].text != words.text:
            kept.append(words)
    return tuple(kept)


def _nest_repeats(found: Labelled) -> None:
    """Where the same labels come again and again in one group (Male, Female), the row before each run owns them."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for row, path in found.paths.items():
        if path:
            groups.setdefault(tuple(words.text for words in path[:-1]), []).append(row)
    for rows in groups.values():
        texts = [found.paths[row][-1].text for row in rows]
        repeated = {text for text in texts if texts.count(text) > 1 and not _TOTAL.match(text)}
        if not repeated or texts[0] in repeated or len(repeated) < 2:
            continue
        if not _owned(texts, repeated):
            continue
        owner: Words | None = None
        for row, text in zip(rows, texts, strict=True):
            path = found.paths[row]
            if text not in repeated:
                owner = path[-1]
            elif owner is not None:
                found.paths[row] = (*path[:-1], owner, path[-1])


def _owned(texts: list[str], repeated: set[str]) -> bool:
    """Whether a row of its own stands before each run of repeated labels: none comes twice under one owner."""
    seen: set[str] = set()
    for text in texts:
        if text not in repeated:
            seen.clear()
        elif text in seen:
            return False
        else:
            seen.add(text)
    return True
