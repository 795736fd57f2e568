"""When the figure of a table cell holds: by its headers, the table's caption, or the words that lead to the table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kgbuild.extract.metrics.cell_units import UnitFound
from kgbuild.extract.metrics.heads import CHANGE, Head, header_date
from kgbuild.extract.metrics.period import NEVER, When, of_date, of_header, report_period
from kgbuild.extract.metrics.prose import Lead
from kgbuild.extract.metrics.setting import Setting
from kgbuild.lexicon import Concept
from kgbuild.model import Block, Period, Table, Words
from kgbuild.quantity import DateWords

_BASE = re.compile(r"^\W*base(?:line)?(?: ?year)?\b", re.IGNORECASE)
_STOCK = re.compile(
    r"\b(?:employees|workforce|headcount|staff|suppliers|directors|members|offices|sites|plants|patents"
    r"|capacity|floor area|area|assets|board|managers|women|men|workers)\b",
    re.IGNORECASE,
)
FLOW = re.compile(
    r"\b(?:turnover|train\w*|hours|emissions?|consum\w*|generat(?!ion\b)\w*|hir\w*|new|left|injur\w*|accident\w*|incident\w*|spent|spending|revenue|leave|donat\w*|complaints?"
    r"|cases|resign\w*|days|audited|assessed|dismiss\w*|departures?|withdraw\w*|discharge\w*|waste|intensity|fatalit\w*|reviews?|received|communicated|particip\w*|attend\w*|attrition|rate)\b",
    re.IGNORECASE,
)
#: Words that make a figure one of a period though its concept is of a date: "new hires, % of the workforce".
_HAPPENED = re.compile(
    r"\b(?:new hires?|hired|leavers|turnover|trained|training|communicated|attendance|attended|dismissed)\b",
    re.IGNORECASE,
)
PEOPLE = re.compile(
    r"\b(?:employees?|workforce|workplace|staff|personnel|headcount|human resources|demographics?|human capital"
    r"|board of directors|directors?|managers?|gender|diversity)\b",
    re.IGNORECASE,
)


def temporality_in(concept: Concept | None, label: str, context: str, unit: UnitFound, parted: bool) -> str:
    """Whether a cell's figure is of a period or at a date; `parted` where it is one part of a breakdown."""
    if concept and concept.temporality:
        happened = unit.code in ("person", "%") and _HAPPENED.search(label)
        return "flow" if happened else concept.temporality
    if unit.code == "share" and not FLOW.search(label):
        return "stock"
    if FLOW.search(label):
        return "flow"
    if unit.code in ("person", "%") and PEOPLE.search(context):
        return "stock"
    return "stock" if _STOCK.search(label) and unit.kind in ("Count", "DimensionlessRatio", "Area", "Power") else "flow"


def when_of(
    heads: Sequence[Head], block: Block, setting: Setting, lead: Lead, temporality: str
) -> tuple[When, Words | None]:
    """The period of a cell, and the header or caption that says it."""
    flow = "stock" if temporality == "stock" else "flow"
    dated: list[tuple[DateWords, Words]] = [
        (h.date, h.words)
        for h in (*reversed([h for h in heads if not h.row]), *reversed([h for h in heads if h.row]))
        if h.date
    ]
    if dated:
        return When(of_header(dated[0][0], flow, setting.year_end), "column"), dated[0][1]  # type: ignore[arg-type]
    table = block.table
    if table is None:
        return NEVER, None
    for head in heads:
        if not head.row and _BASE.search(head.text):
            return _of_base(heads, setting, flow), None
    if others := _dates_of(table, setting):
        changed = any(CHANGE.search(head.text) for head in heads if not head.row)
        latest = max(others, key=lambda each: each[0].last)
        return (When(of_header(latest[0], flow, setting.year_end), "column"), latest[1]) if changed else (NEVER, None)  # type: ignore[arg-type]
    for words in (table.caption, table.unit):
        item = header_date(words.text, setting) if words is not None else None
        if item is not None:
            return When(of_header(item, flow, setting.year_end), "stated"), words  # type: ignore[arg-type]
    item = header_date(block.section[-1], setting) if block.section and len(block.section[-1].split()) <= 10 else None
    if item is not None and lead.date is None:
        return When(of_header(item, flow, setting.year_end), "stated"), None  # type: ignore[arg-type]
    if lead.date is not None:
        return When(of_date(lead.date, flow), "stated"), None  # type: ignore[arg-type]
    if setting.covers and flow == "flow":
        return When(report_period(setting, "flow"), "report"), None
    return NEVER, None


def _of_base(heads: Sequence[Head], setting: Setting, flow: str) -> When:
    """The base year that the report tells, that of the row's scope where it tells several."""
    scopes = [dim.member for head in heads for dim in head.dims if dim.axis == "scope"]
    for scope, first, last in setting.bases:
        if not scope or scope in scopes[-1:]:
            return When(Period(as_of=last) if flow == "stock" else Period(start=first, end=last), "report")
    return NEVER


def _dates_of(table: Table, setting: Setting) -> list[tuple[DateWords, Words]]:
    """The dates of a table's columns, if two or more have one: the words around it then do not speak of the others."""
    heads = [cell.words for cell in table.cells if cell.header and cell.row <= 2 and cell.column > 0]
    found = [(item, words) for words in heads if (item := header_date(words.text, setting)) is not None]
    return found if len(found) >= 2 else []
