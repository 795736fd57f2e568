"""Tables without figures of their own: lists of contents, framework indexes, columns of pages and codes."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from kgbuild.extract.metrics.heads import header_date
from kgbuild.extract.metrics.setting import Setting
from kgbuild.model import Table
from kgbuild.quantity import find_dates, scan, unit_reader

INDEX = re.compile(
    r"^\W*(?:pages?(?: (?:no|number|ref\w*)s?\.?| numbers?)?|(?:cross[- ])?references?(?: section| page)?s?"
    r"|sections?(?: reference)?|chapters?(?: reference)?|location|notes?|index"
    r"|(?:kpi |gri |indicator |disclosure )?codes?|gri(?: standards?| index| disclosures?| code)?"
    r"|sasb(?: code)?|hkex|standards?|sdgs?|ungc|esrs|reporting requirements?|omissions?"
    r"|reason for omission|s/?n|s\. ?no\.?|sr\.? ?no\.?|no\.|ref\.?|report(?:ing)? section|where reported"
    r"|disclosure location|page/section|tcfd|stock code|level|rank(?:ing)?)\W*$",
    re.IGNORECASE,
)
CODE = re.compile(
    r"^(?:GRI |KPI |HKEX )?(?:\d{3}-\d{1,2}\b|[AB]\d\.\d|[A-Z]{2,4}-[A-Z]{2,4}-\d{3}|[ESG]\d-\d)", re.IGNORECASE
)
_PLAIN_CODE = re.compile(r"(?:[A-Z]\d-)?\d{1,3}-\d{1,2}(?:-?[a-z0-9]{1,4})?")


def is_contents(table: Table) -> bool:
    """Whether a table is a list of contents: one column of whole numbers that never fall, and no year over it."""
    body = [cell for cell in table.cells if re.fullmatch(r"\d{1,3}", cell.words.text.strip())]
    others = [
        cell
        for cell in table.cells
        if re.search(r"\d", cell.words.text) and cell not in body and re.fullmatch(r"[\d.,% ]+", cell.words.text)
    ]
    pages = [int(cell.words.text) for cell in sorted(body, key=lambda each: (each.row, each.column))]
    rising = sum(a <= b for a, b in pairwise(pages))
    return (
        len(pages) >= 5
        and not others
        and len({cell.row for cell in body}) == len(body)
        and rising >= 0.9 * (len(pages) - 1)
        and pages[-1] > pages[0] + 3
        and not any(find_dates(cell.words.text) for cell in table.cells if cell.header and cell.row == 0)
    )


def index_columns(table: Table, setting: Setting) -> frozenset[int]:
    """Columns that hold page numbers or codes, and all of a table that is a framework index."""
    columns: set[int] = set()
    first = [cell for cell in table.cells if cell.row <= 1 and (cell.header or cell.row == 0)]
    for cell in first:
        text = cell.words.text.strip()
        if INDEX.match(text) and not unit_reader().within(text):
            columns.add(cell.column)
    codes = sum(
        bool(CODE.match(cell.words.text.strip()) or _PLAIN_CODE.fullmatch(cell.words.text.strip()))
        for cell in table.cells
    )
    years = any(header_date(cell.words.text, setting) for cell in table.cells if cell.header)
    if codes >= 3 and codes >= table.rows / 3 and not years:
        columns |= set(range(table.columns + 1))
    return frozenset(columns)


def axis_cells(table: Table, setting: Setting) -> frozenset[tuple[int, int]]:
    """Cells whose figures are the scale of a chart: four or more in equal steps from zero, in one row or column."""
    lines: dict[tuple[str, int], list[tuple[Decimal, tuple[int, int]]]] = {}
    for cell in sorted(table.cells, key=lambda each: (each.row, each.column)):
        text = cell.words.text.replace("%", " ")
        if re.search(r"[A-Za-z]", text):
            continue
        for number in scan(text, setting.style):
            if number.value is not None:
                for line in (("row", cell.row), ("column", cell.column)):
                    lines.setdefault(line, []).append((number.value, (cell.row, cell.column)))
    found: set[tuple[int, int]] = set()
    for values in lines.values():
        for run in _even_runs(values):
            found.update(place for _, place in run)
    return frozenset(found)


def _even_runs(values: list[tuple[Decimal, tuple[int, int]]]) -> list[list[tuple[Decimal, tuple[int, int]]]]:
    """Stretches of four or more numbers with one step between them that begin or end at zero."""
    made: list[list[tuple[Decimal, tuple[int, int]]]] = []
    run = values[:1]
    for item in values[1:]:
        if len(run) >= 2 and item[0] - run[-1][0] != run[1][0] - run[0][0]:
            made.append(run)
            run = run[-1:]
        run = [*run, item]
    made.append(run)
    return [run for run in made if len(run) >= 4 and run[0][0] != run[-1][0] and 0 in (run[0][0], run[-1][0])]
