"""The stretches of a report that the rules read: paragraphs, list items, headings, table cells, cut into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from kgbuild.extract.named import cues
from kgbuild.model import Block, BlockKind, Cell, Document, Span, Words

READ = {
    BlockKind.HEADING,
    BlockKind.PARAGRAPH,
    BlockKind.LIST_ITEM,
    BlockKind.KEY_FIGURE,
    BlockKind.TABLE,
    BlockKind.CAPTION,
    BlockKind.FOOTNOTE,
}
SENTENCE_END = re.compile(r"(?<=[.!?;])[\"”’)]*\s+(?=[\"“‘(•*]*[A-Z0-9])|\s+[•●▪■◆►]\s*|(?<=\w)\s{3,}(?=\S)|\s*\n\s*")
LEAD = 300
#: A shorter block between two others (a label on a picture) does not part them.
SHORT = 20
#: A table this many blocks after another, with as many columns, may go on from it.
NEAR = 3
ZONE_LINE = 60
LONG_HEADING = 120
#: Words over lists whose items are names by themselves.
OPENS_ZONE = re.compile(
    r"\b(?:awards?|honou?rs|recognitions?|accolades|accreditations|memberships?|associations|affiliations)\b",
    re.IGNORECASE,
)


class Stretch(NamedTuple):
    """From `start` to `end` of a unit's clean text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unit:
    """One piece of text that is read as a whole.

    `lead` is what stands before it and introduces it (the sentence before a list, the header of a table's column);
    `row` are the words of the other cells of its row.
    """

    words: Words
    kind: BlockKind
    section: tuple[str, ...]
    index: int
    lead: str = ""
    header: str = ""
    row: tuple[Words, ...] = ()
    #: The headers of the columns that the cells in `row` stand in.
    row_headers: tuple[str, ...] = ()
    #: The last row above that is one cell alone: a title within the table.
    title: str = ""
    is_header: bool = False
    #: Cells above that hold for this row where its own are empty (merged cells).
    carried: tuple[Words, ...] = ()
    #: How the text after it begins.
    follow: str = ""
    #: The header of its column in the table just before, which may go on here.
    inherited: str = ""
    #: The heading right before it.
    heading: str = ""
    #: The heading or opening line of the list that it belongs to, however many items stand between.
    zone: str = ""
    #: Places in the text where the report breaks the line.
    breaks: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The clean words."""
        return self.words.text

    def span(self, start: int, end: int) -> Span:
        """Where a stretch of it stands in the document."""
        return self.words.source(start, end)


def units(document: Document) -> list[Unit]:
    """Everything of a document that names are looked for in, in reading order."""
    made: list[Unit] = []
    lead = ""
    last_table, last_columns, inherited = -NEAR, 0, dict[int, str]()
    for index, block in enumerate(document.blocks):
        if block.kind not in READ or _refused(document, block) or _auditors(block):
            continue
        if block.table is not None:
            cells = [*_cells(document, block, index)]
            near = index - last_table <= NEAR
            headers = _header_of(block)
            goes_on = near and block.table.columns == last_columns
            if goes_on and not set(headers.values()) & set(inherited.values()):
                columns = _columns(block)
                cells = [replace(u, inherited=inherited.get(c, "")) for u, c in zip(cells, columns, strict=True)]
            else:
                inherited = headers
            last_table, last_columns = index, block.table.columns
            made += cells
            lead = ""
            continue
        if not block.words:
            continue
        own = lead if block.kind is BlockKind.LIST_ITEM or _open(lead) else ""
        made.append(Unit(block.words, block.kind, block.section, index, own, breaks=_breaks(document, block.words)))
        if block.kind is not BlockKind.LIST_ITEM:
            lead = block.text[-LEAD:] if block.kind is not BlockKind.HEADING else ""
    return _with_neighbours(made)


def _with_neighbours(made: list[Unit]) -> list[Unit]:
    """The units with how the text after each begins, and the heading that stands right before it."""
    linked: list[Unit] = []
    zone = ""
    for at, unit in enumerate(made):
        zone = _zone(unit, zone)
        after = next((u.text[:LEAD] for u in made[at + 1 : at + 3] if len(u.text) > SHORT), "")
        before = made[at - 1] if at else None
        heading = before.text if before is not None and before.kind is BlockKind.HEADING else ""
        linked.append(replace(unit, follow=after, heading=heading, zone=zone))
    return linked


def _zone(unit: Unit, before: str) -> str:
    """The line over the list that a unit belongs to; running text and tables end it."""
    text = unit.text.strip()
    opens = unit.kind is BlockKind.HEADING or (text.endswith(":") and unit.kind is BlockKind.PARAGRAPH)
    if opens and len(text) < ZONE_LINE and OPENS_ZONE.search(text):
        return text
    if unit.kind is BlockKind.LIST_ITEM or (unit.kind is BlockKind.HEADING and len(text) < LONG_HEADING):
        return before
    return before if len(text) < ZONE_LINE and unit.kind is BlockKind.PARAGRAPH and before else ""


def _auditors(block: Block) -> bool:
    """Whether a block is an auditor's text: its standards and bodies are not the company's."""
    words = cues.pattern("documents", "auditors")
    return any(words.search(heading) for heading in block.section)


def _open(lead: str) -> bool:
    """Whether a sentence goes on in the next block: it ends without a full stop."""
    return bool(lead) and lead.rstrip('"”’) *')[-1:] not in ".!?;"


def _header_of(block: Block) -> dict[int, str]:
    assert block.table is not None
    return {cell.column: cell.words.text for cell in block.table.cells if cell.row == 0}


def _columns(block: Block) -> list[int]:
    assert block.table is not None
    return [cell.column for cell in block.table.cells if cell.words]


def _refused(document: Document, block: Block) -> bool:
    page = document.page_at(block.span.start) if block.words else None
    return page is not None and page.refused is not None


def _breaks(document: Document, words: Words) -> tuple[int, ...]:
    return tuple(
        at
        for at, char in enumerate(words.text)
        if char == " " and document.text[words.source(at, at + 1).start] == "\n"
    )


def _cells(document: Document, block: Block, index: int) -> Iterator[Unit]:
    table = block.table
    assert table is not None
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    headers = {cell.column: cell.words.text for cell in table.cells if cell.row == 0}
    above: dict[int, Words] = {}
    title = ""
    for cell in table.cells:
        if not cell.words:
            continue
        header = _over(cell, headers)
        others = [other for other in rows[cell.row] if other is not cell]
        row = tuple(other.words for other in others)
        over = tuple(_over(other, headers) for other in others)
        own = {other.column for other in rows[cell.row] if other.words}
        carried = tuple(words for column, words in sorted(above.items()) if column not in own)
        breaks = _breaks(document, cell.words)
        yield Unit(
            cell.words, BlockKind.TABLE, block.section, index, header, header, row, over, title, cell.header, carried,
            breaks=breaks,
        )  # fmt: skip
        if not any(other.words for other in others):
            title = cell.words.text
        if cell.row:
            above[cell.column] = cell.words


def _over(cell: Cell, headers: Mapping[int, str]) -> str:
    """The words of the header over a cell."""
    return " ".join(words.text for words in cell.column_path) or (headers.get(cell.column, "") if cell.row else "")


def sentences(text: str) -> Iterator[Stretch]:
    """The sentences of a text; abbreviations do not end one."""
    start = 0
    abbreviations = cues.folded_set("grammar", "abbreviations")
    for match in SENTENCE_END.finditer(text):
        before = text[start : match.start()].rstrip('"”’)')
        last = re.search(r"([\w.]+)\.$", before)
        if last and (last.group(1).lower() in abbreviations or re.fullmatch(r"(?:[A-Z]\.)*[A-Z]", last.group(1))):
            continue
        if match.start() > start:
            yield Stretch(start, match.start() + len(match.group()) - len(match.group().lstrip('"”’)')))
        start = match.end()
    if start < len(text):
        yield Stretch(start, len(text))
