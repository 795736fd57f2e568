"""Rows of a TCFD index that print no code of their own: a letter, and what the recommendation asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgbuild.extract.named.codes import EDITION, Code
from kgbuild.extract.named.printed import REQUIREMENT_LIMIT, Row, leading_pages, omission_like
from kgbuild.extract.named.running import refused
from kgbuild.model import BlockKind, Cell, Document, Labels, Span, Table
from kgbuild.model.fact import Role

SPOKEN = re.compile(r"\bTCFD\b|Climate[-‑ ]related Financial")
LETTER = re.compile(
    r"\s*(?:(?:[Rr]ecommended )?[Dd]isclosures?(?: requirements?)?\s+)?\(?(?P<letter>[a-c])[).]\s*(?=\S)"
)
#: A recommendation may be spread over this many rows of its column.
SPREAD = 4
BEGINNING = 170
SHORT = 40
#: What tells the eleven recommendations apart: pillar, letter, words.
ASKED = tuple(
    (pillar, letter, re.compile(words, re.IGNORECASE))
    for pillar, letter, words in (
        ("Metrics and Targets", "a", r"\bmetrics\b"),
        ("Governance", "a", r"board['’]?s['’]? oversight|oversight by the board"),
        ("Governance", "b", r"management['’]s role|role of management"),
        ("Strategy", "a", r"climate[-‑ ]+related risks and\s+opportunities"),
        ("Strategy", "b", r"impacts? of\s+climate"),
        ("Strategy", "c", r"resilience"),
        ("Risk Management", "a", r"for identifying and\s+assessing"),
        ("Risk Management", "b", r"processes?\s+for\s+managing"),
        ("Risk Management", "c", r"identifying,\s+assessing|integrated"),
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


PILLARS = ("Governance", "Strategy", "Risk Management", "Metrics and Targets")
#: A heading or a cell that names a pillar, perhaps with what the pillar asks.
PILLAR = re.compile(
    r"\W*(?:\d[.)]\s*)?(Governance|Strategy|Risk Management|Metrics (?:and|&) Targets)\b", re.IGNORECASE
)
PILLAR_LIMIT = 160


def recommendations(document: Document) -> Iterator[Row]:
    """The rows of TCFD tables told by their letter, and by wording or by the pillar over them."""
    if not SPOKEN.search(document.text):
        return
    on, pillar = False, ""
    for block in document.blocks:
        if block.table is None and block.kind is BlockKind.HEADING:
            named = _pillar_in(block.text)
            on = SPOKEN.search(block.text) is not None or (on and bool(named))
            pillar = named if on else ""
        elif block.table is None and on and len(block.text) < SHORT:
            pillar = _pillar_in(block.text) or pillar
        if block.table is None or refused(document, block):
            continue
        over = " ".join([*block.section, block.text[:BEGINNING]])
        if on or SPOKEN.search(over):
            yield from _rows(document, block.table, pillar)


def _pillar_in(words: str) -> str:
    """The pillar that a heading or cell begins with, in one spelling."""
    match = PILLAR.match(words) if len(words) < PILLAR_LIMIT else None
    return next((one for one in PILLARS if match and one.lower()[:4] == match.group(1).lower()[:4]), "")


def _rows(document: Document, table: Table, over: str) -> Iterator[Row]:
    pillar = over
    found: list[_Asked] = []
    for cell in table.cells:
        pillar = _pillar_in(cell.words.text) or pillar
        asked = _asked(cell, table, pillar)
        if asked is not None:
            found.append(asked)
    for number, asked in enumerate(found):
        until = found[number + 1].cell.row if number + 1 < len(found) else table.rows
        pages, spans, omission = _pages(table, asked.cell, max(until, asked.cell.row + 1))
        start = asked.cell.words.span.start
        beside = _pillar(document, asked.pillar, start)
        if beside:
            requirement = LETTER.sub("", asked.words, count=1)[:REQUIREMENT_LIMIT].strip()
            yield Row(asked.code, requirement, pages, omission, (asked.cell.words.span, *spans), beside)


def _asked(cell: Cell, table: Table, over: str) -> _Asked | None:
    letter = LETTER.match(cell.words.text)
    if letter is None:
        return None
    words = cell.words.text
    for other in sorted(table.cells, key=lambda one: one.row):
        if other.column == cell.column and cell.row < other.row < cell.row + SPREAD:
            if LETTER.match(other.words.text):
                break
            words = f"{words} {other.words.text}"
    for pillar, expected, pattern in ASKED:
        if expected == letter.group("letter") and pattern.search(words[:BEGINNING]):
            return _Asked(cell, _code(pillar, expected), cell.words.text, pillar)
    lettered = (over, letter.group("letter")) in {(pillar, expected) for pillar, expected, _ in ASKED}
    return _Asked(cell, _code(over, letter.group("letter")), cell.words.text, over) if lettered else None


def _code(pillar: str, letter: str) -> Code:
    return Code(f"{pillar} ({letter})", "tcfd", EDITION["tcfd"], aspect=False)


def _pages(table: Table, asked: Cell, until: int) -> tuple[tuple[Labels, ...], tuple[Span, ...], str | None]:
    """The pages that the rows of a recommendation call, where they stand, and what is said in their stead."""
    omission: str | None = None
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
            elif omission is None and len(cell.words.text) < PILLAR_LIMIT and omission_like(cell.words.text):
                omission = cell.words.text.strip()
    return tuple(pages), tuple(spans), None if pages else omission


def _pillar(document: Document, pillar: str, before: int) -> tuple[tuple[Role, Span], ...]:
    """The nearest words before a row that name its pillar, so that the code can be read from the report."""
    pattern = re.compile(
        re.escape(pillar).replace(r"\ and\ ", r"\s+(?:and|&)\s+").replace(r"\ ", r"\s+"), re.IGNORECASE
    )
    found: Sequence[re.Match[str]] = [*pattern.finditer(document.text, 0, before)]
    return (("label", Span(found[-1].start(), found[-1].end())),) if found else ()
