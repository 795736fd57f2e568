"""Figures in table cells: what they measure stands in the headers of their row and column."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kgbuild.extract.metrics.cell_dims import dims_of
from kgbuild.extract.metrics.cell_evidence import quote_of, words_beside
from kgbuild.extract.metrics.cell_label import inner_label, label_of, told_fully
from kgbuild.extract.metrics.cell_time import FLOW, PEOPLE, temporality_in, when_of
from kgbuild.extract.metrics.cell_units import UnitFound, carbon, implied, per_head, unit_of
from kgbuild.extract.metrics.concept import concept_for
from kgbuild.extract.metrics.counting import count_after
from kgbuild.extract.metrics.groups import scope_groups
from kgbuild.extract.metrics.heads import (
    CHANGE,
    Head,
    heads_of,
    is_target,
    plain,
    sibling_axes,
)
from kgbuild.extract.metrics.prose import Lead
from kgbuild.extract.metrics.setting import Setting
from kgbuild.extract.metrics.staff import sets_apart
from kgbuild.extract.metrics.statement import Statement, Unused, Yield
from kgbuild.extract.metrics.table_kind import CODE, INDEX, axis_cells, index_columns, is_contents
from kgbuild.lexicon import Concept
from kgbuild.model import Block, Bound, Cell, Table, Words
from kgbuild.quantity import (
    Number,
    find_dates,
    read_bound,
    read_figure,
    scale_after,
    scan,
    unit_reader,
)
from kgbuild.quantity.numbers import SPACED, resolution_of
from kgbuild.quantity.units import UnitReading

_EMPTY = re.compile(r"^[\s\-–—―/.*]*$|^(?:n/?a|n\.a\.|n/d|nil|none|not applicable|na|nd|tbd|tbc)$", re.IGNORECASE)
_NOTE_END = re.compile(r"[*†‡#^]+$|\s\(\d\)$|\s?\[\d\]$")
_WHOLE = re.compile(
    r"\b(?:total|overall|number of|all employees)\b|^(?:employees|workforce|headcount|staff|workers|new hires"
    r"|new employees|leavers|suppliers)\b.{0,24}$",
    re.IGNORECASE,
)
_SAYS_WHO = re.compile(
    r"\b(?:employees?|staff|workers?|workforce|directors?|board|managers?|persons?|people|hires?|leavers?|contractors?|emissions?"
    r"|fatalit\w+|number of|no\. of)\b",
    re.IGNORECASE,
)
_PEOPLE_AXES = frozenset({"gender", "age", "race", "employmentType", "region", "category"})


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds for a whole table."""

    table: Table
    number: int
    block: Block
    setting: Setting
    lead: Lead
    index_columns: frozenset[int]
    #: Scope of greenhouse gas by row, where rows above tell it.
    groups: Mapping[int, str]


def read_table(block: Block, number: int, setting: Setting, lead: Lead) -> tuple[Yield, list[Cell]]:
    """The statements of a table's cells, and the cells that hold running words rather than a figure."""
    made, running = Yield(), list[Cell]()
    table = block.table
    if table is None:
        return made, running
    if is_contents(table):
        for cell in table.cells:
            made.unused += _unused(cell, setting, "contents")
        return made, running
    groups, apart = scope_groups(table, setting.style), sets_apart(table)
    frame = Frame(table, number, block, setting, lead, index_columns(table, setting), groups)
    axes, scales = sibling_axes(table, setting), axis_cells(table, setting)
    subject: Words | None = None
    row = -1
    for cell in sorted(table.cells, key=lambda each: (each.row, each.column)):
        text = cell.words.text.strip()
        if not re.search(r"\d", text):
            if len(text.split()) >= 5:
                running.append(cell)
            continue
        if cell.header and not _figure_header(cell, setting):
            if len(text.split()) >= 8:
                running.append(cell)
            else:
                made.unused += _unused(cell, setting, "header of a table")
            continue
        heads = _current(heads_of(table, cell, setting, axes, apart), setting)
        if cell.row != row:
            row, subject = cell.row, _subject(heads, subject)
        reason = "scale of a chart" if (cell.row, cell.column) in scales else _no_value(cell, frame, heads)
        if reason is None:
            made.statements += _cell(cell, heads, frame, subject)
        elif reason == "running words":
            running.append(cell)
        else:
            made.unused += _unused(cell, setting, reason)
    return made, running


def _current(heads: tuple[Head, ...], setting: Setting) -> tuple[Head, ...]:
    """The headers without groups that a later row has silently ended.

    A row that names its own scope ends the group of another scope; a row that names a metric of another kind ends the
    group above it (water use below emissions).
    """
    rows = [head for head in heads if head.row and head.role == "label"]
    if len(rows) < 2:
        return heads
    inner = rows[-1]
    scope = next((dim.member for dim in inner.dims if dim.axis == "scope"), None)
    own = concept_for(plain(inner.text), "", "", "", setting.lexicon)
    ended: list[Head] = []
    for head in rows[:-1]:
        other = next((dim.member for dim in head.dims if dim.axis == "scope"), None)
        above = concept_for(plain(head.text), "", "", "", setting.lexicon)
        foreign = own and above and "CO2Equivalent" in above.kinds and not {"CO2Equivalent", "Mass"} & set(own.kinds)
        parted = own and above and own.slug != above.slug and re.search(r"\bby\b", head.text)
        if (scope and other and other != scope) or foreign or parted:
            ended.append(head)
    return tuple(head for head in heads if head not in ended)


def _unused(cell: Cell, setting: Setting, reason: str) -> list[Unused]:
    numbers = scan(cell.words.text, setting.style)
    return [Unused(n.text, cell.words.source(n.start, n.end), reason) for n in numbers if n.kind == "figure"]


def _figure_header(cell: Cell, setting: Setting) -> bool:
    """Whether a cell taken for a header holds nothing but a figure that is no year."""
    text = cell.words.text.strip()
    return cell.row > 0 and read_figure(text.rstrip("%"), setting.style) is not None and not find_dates(text)


def _subject(heads: Sequence[Head], before: Words | None) -> Words | None:
    """The last row that names a whole, for the rows that break it down."""
    rows = [head for head in heads if head.row]
    for head in rows:
        if head.role == "label" and _WHOLE.search(head.text):
            return head.words
        if head.role == "label" and len(rows) == 1:
            return None
    return before


def _no_value(cell: Cell, frame: Frame, heads: Sequence[Head]) -> str | None:
    text = cell.words.text.strip()
    if _EMPTY.match(text):
        return "no number"
    if cell.column in frame.index_columns or any(INDEX.match(head.text) for head in heads if not head.row):
        return "page, code or index column"
    if CODE.match(text):
        return "code"
    if re.fullmatch(r"0\d", text):
        return "list or chapter number"
    dates = find_dates(text, frame.setting.year_end)
    rest = text
    for item in reversed(dates):
        rest = rest[: item.start] + " " + rest[item.end :]
    if dates and not re.search(r"\d", rest) and not _plain_figure(text, heads):
        return "date"
    return "running words" if _talks(rest, frame.setting) else None


def _plain_figure(text: str, heads: Sequence[Head]) -> bool:
    """Whether a figure that looks like a year stands among figures: under a year, in a row with a unit or a count."""
    dated = any(head.role == "date" for head in heads)
    return (
        dated
        and bool(re.fullmatch(r"\d{4}", text))
        and any(head.row and head.role in ("label", "member") for head in heads)
    )


def _talks(text: str, setting: Setting) -> bool:
    """Whether a cell says more than a figure with its unit."""
    rest = text
    for number in reversed(scan(text, setting.style)):
        if number.kind != "figure":
            continue
        _, end = scale_after(rest, number.end)
        unit = unit_reader().after(rest, end)
        if unit is None and (counted := count_after(rest, end)) and counted.end - counted.start <= 24:
            end = counted.end
        rest = rest[: number.start] + " " + rest[unit.end if unit else end :]
    rest = re.sub(
        r"(?i)\b(?:approx\w*|about|over|more|less|than|up|to|nearly|of|per|year|and|RMB|CNY|USD|HKD|EUR|from|between|around|total|the|or|note|yes|no|male|female|M|F)\b",
        " ",
        rest,
    )
    return bool(re.search(r"[A-Za-z]{3,}", rest))


def _cell(cell: Cell, heads: Sequence[Head], frame: Frame, subject: Words | None) -> list[Statement]:
    text = _NOTE_END.sub("", cell.words.text.rstrip())
    numbers = [each for each in scan(text, frame.setting.style) if each.kind == "figure" and each.value is not None]
    if spaced := SPACED.fullmatch(text.strip()):
        value = read_figure(spaced.group(), frame.setting.style)
        low = text.find(spaced.group())
        if value is not None:
            numbers = [Number(low, low + len(spaced.group()), spaced.group(), value, resolution_of(value))]
    made: list[Statement] = []
    for index, number in enumerate(numbers):
        glue = text[number.start - 1 : number.start]
        if (glue.isalpha() or glue in "/.") and glue and not unit_reader().money(text, number.start):
            continue
        statement = _statement(cell, heads, frame, subject, text, numbers, index)
        if statement is not None:
            made.append(statement)
            if statement.upper is not None:
                break
    return made


def _statement(
    cell: Cell,
    heads: Sequence[Head],
    frame: Frame,
    subject: Words | None,
    text: str,
    numbers: Sequence[Number],
    index: int,
) -> Statement | None:
    setting, number = frame.setting, numbers[index]
    value, upper, scale, own = _read(text, numbers, index)
    share = any(head.role == "share" for head in heads)
    unit = unit_of(own, cell, heads, frame.table, subject, share, index == 1)
    group = frame.groups.get(cell.row)
    dims = dims_of(
        heads, group if unit is None or unit.code == "%" or "CO2" in unit.code or unit.kind == "Mass" else None
    )
    section = frame.block.section[-1] if frame.block.section else ""
    label, context = label_of(heads, frame.table, section, subject, share)
    if not re.search(r"[A-Za-z]{2,}", label):
        return None
    staffed = False
    if (
        unit is None
        and dims
        and all(dim.axis in _PEOPLE_AXES for dim in dims)
        and PEOPLE.search(context)
        and not FLOW.search(label)
    ):
        unit, staffed = UnitFound("person", "Count"), True
    if (
        unit
        and unit.code in ("person", "%")
        and (staffed or any(d.axis in _PEOPLE_AXES - {"region"} for d in dims))
        and not _SAYS_WHO.search(label)
    ):
        label = f"{'Number' if unit.code == 'person' else 'Percentage'} of employees, {label}"
    concept = _concept(label, context, unit, value, setting, heads)
    label = told_fully(label, concept, unit, frame.table, section, setting)
    unit = carbon(unit or implied(concept, label), label, context)
    if unit.words is not cell.unit or unit.words is None:
        unit = per_head(unit, heads, context)
    if own is None or unit.scale != 1:
        scale *= unit.scale
    when, dated = when_of(
        heads, frame.block, setting, frame.lead, temporality_in(concept, label, context, unit, bool(dims))
    )
    target = any(is_target(head.text) for head in heads) and not any(CHANGE.search(head.text) for head in heads)
    due = when.period.as_of or when.period.end if target and when.period else None
    bound: Bound = (
        "range" if upper is not None else read_bound(text, number.start, scale_after(text, number.end)[1]).bound
    )
    return Statement(
        label=label,
        value=value * scale,
        upper=None if upper is None else upper * scale,
        scale=scale,
        unit=unit.code,
        bound=bound,
        resolution=resolution_of(number.value or Decimal(0)) * scale,
        number=cell.words.source(number.start, number.end),
        quote=quote_of(cell, heads, number),
        rule="table-cell",
        beside=words_beside(heads, frame.table, frame.lead, unit, dated, subject, cell),
        status="target" if target else "actual",
        due=due.year if due else None,
        when=when,
        dims=tuple((dim.axis, dim.member) for dim in dims),
        concept=concept.slug if concept else None,
        table=frame.number,
        context=context,
    )


def _concept(
    label: str, context: str, unit: UnitFound | None, value: Decimal, setting: Setting, heads: Sequence[Head]
) -> Concept | None:
    """The metric of a cell. A whole number without any unit is more likely a count than anything else."""
    if unit is not None:
        return concept_for(label, context, unit.kind, unit.code, setting.lexicon, inner_label(heads))
    kinds = ("Count", "Dimensionless", "") if value == value.to_integral_value() else ("Dimensionless", "")
    found = (concept_for(label, context, kind, "", setting.lexicon, inner_label(heads)) for kind in kinds)
    return next((concept for concept in found if concept), None)


def _read(
    text: str, numbers: Sequence[Number], index: int
) -> tuple[Decimal, Decimal | None, Decimal, UnitReading | None]:
    """Value, upper value, scale and own unit of the number at an index; brackets alone around it make it negative."""
    number = numbers[index]
    assert number.value is not None
    value, upper = number.value, None
    if re.fullmatch(r"\s*\(\s*\S+\s*\)\s*", text) and len(numbers) == 1 and not number.text.startswith("0"):
        value = -abs(value)
    scale, end = scale_after(text, number.end)
    own = unit_reader().after(text, end) or unit_reader().money(text, number.start)
    following = numbers[index + 1] if index + 1 < len(numbers) else None
    if following is not None and following.value is not None and abs(following.value) > value:
        between = text[end : following.start]
        if re.fullmatch(r"\s?%?\s?(?:[-–—~]|to)?\s?", between) and re.search(
            r"[-–—~]|to", between + following.text[:1]
        ):
            upper = abs(following.value)
            later, end = scale_after(text, following.end)
            scale = later if later != 1 else scale
            own = own or unit_reader().after(text, end)
    return value, upper, scale, own
