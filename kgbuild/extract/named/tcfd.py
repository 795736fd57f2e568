"""Rows of a TCFD index that print no code of their own: a letter, and what the recommendation asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgbuild.extract.named.codes import EDITION, Code
from kgbuild.extract.named.printed import REQUIREMENT_LIMIT, Row, leading_pages
from kgbuild.extract.named.running import refused
from kgbuild.model import Cell, Document, Labels, Span, Table
from kgbuild.model.fact import Role

SPOKEN = re.compile(r"\bTCFD\b|Climate[-‑ ]related Financial")
LETTER = re.compile(
    r"\s*(?:(?:[Rr]ecommended )?[Dd]isclosures?(?: requirements?)?\s+)?\(?(?P<letter>[a-c])[).]\s*(?=\S)"
)
#: A recommendation may be spread over this many rows of its column.
SPREAD = 4
BEGINNING = 170
#: What tells the eleven recommendations apart: pillar, letter, words.
ASKED = tuple(
    (pillar, letter, re.compile(words, re.IGNORECASE))
    for pillar, letter, words in (
        ("Governance", "a", r"board['’]?s['’]? oversight|oversight by the board"),
        ("Governance", "b", r"management['’]s role|role of management"),
        ("Strategy", "a", r"climate[-‑ ]+related risks and\s+opportunities"),
        ("Strategy", "b", r"impacts? of\s+climate"),
        ("Strategy", "c", r"resilience"),
        ("Risk Management", "a", r"for identifying and\s+assessing"),
        ("Risk Management", "b", r"processes?\s+for\s+managing"),
        ("Risk Management", "c", r"identifying,\s+assessing|integrated"),
        ("Metrics and Targets", "a", r"metrics"),
        ("Metrics and Targets", "b", r"scope 1"),
        ("Metrics and Targets", "c", r"targets"),
    )
)


@dataclass(frozen=True, slots=True)
class _Asked:
    cell: Cell
    code: Code
    words: str
    pillar: str


def recommendations(document: Document) -> Iterator[Row]:
    """The rows of TCFD tables told by their letter and wording."""
    if not SPOKEN.search(document.text):
        return
    for block in document.blocks:
        if block.table is None or refused(document, block):
            continue
        over = " ".join([*block.section, block.text[:BEGINNING]])
        if SPOKEN.search(over):
            yield from _rows(document, block.table)


def _rows(document: Document, table: Table) -> Iterator[Row]:
    found = [asked for cell in table.cells if (asked := _asked(cell, table)) is not None]
    for number, asked in enumerate(found):
        until = found[number + 1].cell.row if number + 1 < len(found) else table.rows
        pages, spans = _pages(table, asked.cell, max(until, asked.cell.row + 1))
        start = asked.cell.words.span.start
        beside = _pillar(document, asked.pillar, start)
        if beside:
            requirement = LETTER.sub("", asked.words, count=1)[:REQUIREMENT_LIMIT].strip()
            yield Row(asked.code, requirement, pages, None, (asked.cell.words.span, *spans), beside)


def _asked(cell: Cell, table: Table) -> _Asked | None:
    letter = LETTER.match(cell.words.text)
    if letter is None:
        return None
    column = [
        other for other in table.cells if other.column == cell.column and cell.row <= other.row < cell.row + SPREAD
    ]
    words = " ".join(other.words.text for other in sorted(column, key=lambda other: other.row))
    for pillar, expected, pattern in ASKED:
        if expected == letter.group("letter") and pattern.search(words[:BEGINNING]):
            code = Code(f"{pillar} ({expected})", "tcfd", EDITION["tcfd"], aspect=False)
            return _Asked(cell, code, cell.words.text, pillar)
    return None


def _pages(table: Table, asked: Cell, until: int) -> tuple[tuple[Labels, ...], tuple[Span, ...]]:
    """The pages that the rows of a recommendation call, and where they stand."""
    pages: list[Labels] = []
    spans: list[Span] = []
    for cell in table.cells:
        if asked.row <= cell.row < until and cell.column > asked.column:
            here = (
                leading_pages(cell.words.text)
                if re.search(r"\b[Pp](?:ages?|p)?\.?\s*\d|^\W*\d", cell.words.text)
                else ()
            )
            if here:
                pages += [page for page in here if page not in pages]
                spans.append(cell.words.span)
    return tuple(pages), tuple(spans)


def _pillar(document: Document, pillar: str, before: int) -> tuple[tuple[Role, Span], ...]:
    """The nearest words before a row that name its pillar, so that the code can be read from the report."""
    pattern = re.compile(
        re.escape(pillar).replace(r"\ and\ ", r"\s+(?:and|&)\s+").replace(r"\ ", r"\s+"), re.IGNORECASE
    )
    found: Sequence[re.Match[str]] = [*pattern.finditer(document.text, 0, before)]
    return (("label", Span(found[-1].start(), found[-1].end())),) if found else ()
