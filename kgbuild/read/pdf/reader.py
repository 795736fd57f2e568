"""From the bytes of a PDF to a `Document`: pages are taken apart one by one, then laid out by what all of them tell."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from kgbuild.errors import ReadError
from kgbuild.model import Block, BlockKind, Box, Document, Page
from kgbuild.read.metadata import metadata_of
from kgbuild.read.numberstyle import number_style_of
from kgbuild.read.pdf.blocks import Group, groups_of, heading_sizes, key_figures, level_of
from kgbuild.read.pdf.captions import above
from kgbuild.read.pdf.furniture import running
from kgbuild.read.pdf.grid import grids_of
from kgbuild.read.pdf.gridcell import Grid
from kgbuild.read.pdf.labels import page_labels
from kgbuild.read.pdf.lines import Line, lines_of
from kgbuild.read.pdf.order import reading_order
from kgbuild.read.pdf.phrase import Vocabulary, words_of
from kgbuild.read.pdf.prose import body_size
from kgbuild.read.pdf.refuse import CIPHER, EMPTY, MUCH, refusal
from kgbuild.read.pdf.regions import ruled_boxes, table_regions
from kgbuild.read.pdf.shapes import Rules
from kgbuild.read.pdf.source import VERSION, Source
from kgbuild.read.pdf.tabled import Tabled, table_of
from kgbuild.read.pdf.toc import entries

#: Raised whenever the published text of a page would change: positions of older releases are then no longer valid.
TEXT_VERSION = 1
READER = f"kgbuild-pdf/{TEXT_VERSION} pdfium/{VERSION}"


@dataclass(slots=True)
class _Sheet:
    """What is kept of a page between taking it apart and laying it out."""

    index: int
    size: tuple[float, float]
    start: int
    end: int
    lines: list[Line]
    rules: Rules
    refused: str | None
    fonts: frozenset[str]
    garbled: int


@dataclass(slots=True)
class _Placed:
    """A group or a table in reading order."""

    group: Group | None
    grid: Grid | None
    sheet: _Sheet


def read_pdf(data: bytes, name: str) -> Document:
    """A PDF report.

    Args:
        data: the file.
        name: what to call it in messages and in the document.

    Raises:
        ReadError: it is encrypted, broken or no PDF, or no page of it has a text layer that can be read.
    """
    sheets, texts, labels, vocabulary = _taken_apart(data, name)
    if all(sheet.refused == EMPTY for sheet in sheets):
        raise ReadError("has no text layer: its pages are scanned images", where=name)
    if all(sheet.refused for sheet in sheets):
        raise ReadError("has no text that can be read: the text layer of every page is garbled or empty", where=name)
    sizes = [sheet.size for sheet in sheets]
    furniture = running(
        [sheet.lines for sheet in sheets], sizes, [ruled_boxes(sheet.rules, sheet.size) for sheet in sheets]
    )
    margins = [[sheet.lines[place].text for place in sorted(out)] for sheet, out in zip(sheets, furniture, strict=True)]
    printed = page_labels(labels, margins)
    body = body_size(
        [line for place, line in enumerate(sheet.lines) if place not in out]
        for sheet, out in zip(sheets, furniture, strict=True)
    )
    placed = [item for sheet, out in zip(sheets, furniture, strict=True) for item in _laid_out(sheet, out, body)]
    blocks = _blocks(placed, vocabulary)
    pages = tuple(
        Page(sheet.index, sheet.start, sheet.end, first, sheet.refused, None if last == first else last, sheet.garbled)
        for sheet, first, last in zip(sheets, printed.first, printed.last, strict=True)
    )
    return Document(
        name=name,
        text="\f".join(texts),
        blocks=tuple(blocks),
        pages=pages,
        paged=True,
        media_type="application/pdf",
        file_sha256=hashlib.sha256(data).hexdigest(),
        reader=READER,
        metadata=metadata_of(blocks),
        number_style=number_style_of(blocks),
    )


def _taken_apart(data: bytes, name: str) -> tuple[list[_Sheet], list[str], list[str], Vocabulary]:
    sheets: list[_Sheet] = []
    texts: list[str] = []
    labels: list[str] = []
    vocabulary = Vocabulary()
    start = 0
    with Source(data, name) as source:
        for page in source.pages():
            read = " ".join(word.text for word in page.words) if page.garbled else page.raw_text
            refused = refusal(read, page.too_long)
            lines = [] if refused else lines_of(page.words)
            if not refused:
                vocabulary.learn(read)
            end = start + len(page.text)
            fonts = frozenset(word.font for word in page.words)
            size = (page.width, page.height)
            sheets.append(_Sheet(page.index, size, start, end, lines, page.rules, refused, fonts, page.garbled))
            texts.append(page.text)
            labels.append(page.label)
            start = end + 1
    _refuse_by_font(sheets)
    return sheets, texts, labels, vocabulary


def _refuse_by_font(sheets: Sequence[_Sheet]) -> None:
    """Refuse pages with little text that is set in fonts of garbled pages alone."""
    garbled = {font for sheet in sheets if sheet.refused == CIPHER for font in sheet.fonts}
    sound = [sheet for sheet in sheets if not sheet.refused and sheet.end - sheet.start > MUCH]
    garbled -= {font for sheet in sound for font in sheet.fonts}
    for sheet in sheets:
        if not sheet.refused and sheet.fonts and sheet.fonts <= garbled:
            sheet.refused, sheet.lines = CIPHER, []


def _laid_out(sheet: _Sheet, out: set[int], body: float) -> list[_Placed]:
    """Blocks and tables of a page in reading order, running headers and turned words behind them."""
    furniture = [line for place, line in enumerate(sheet.lines) if place in out]
    lines = [line for place, line in enumerate(sheet.lines) if place not in out and not line.turned]
    turned = [line for place, line in enumerate(sheet.lines) if place not in out and line.turned]
    listed = entries(lines)
    used = {id(line) for _, parts in listed for line in parts}
    lines = [line for line in lines if id(line) not in used]
    grids: list[Grid] = []
    left = lines
    for region in table_regions(lines, sheet.rules, sheet.size):
        found = grids_of(left, region.box, sheet.rules, region.ruled)
        if found:
            grids += found
            taken = {id(line) for grid in found for line in grid.taken}
            left = [line for line in left if id(line) not in taken]
    items: list[Line | _Frame] = [*left, *(_framed(grid) for grid in grids), *(_listed(line) for line, _ in listed)]
    made: list[_Placed] = []
    groups: list[Group] = []
    for column in reading_order(items, 0.8 * body):
        made += _column(column, sheet, body, groups)
    kept = {id(group) for group in key_figures(groups, body)}
    gone = {id(group) for group in groups} - kept
    made = [item for item in made if item.group is None or id(item.group) not in gone]
    made += [_Placed(Group(BlockKind.CHART, [line]), None, sheet) for line in turned]
    made += [_Placed(Group(BlockKind.FURNITURE, [line]), None, sheet) for line in furniture]
    return made


@dataclass(slots=True)
class _Frame:
    """The place on the page of a table, or of an entry of the contents, for the reading order."""

    left: float
    bottom: float
    right: float
    top: float
    grid: Grid | None = None
    group: Group | None = None


def _listed(line: Line) -> _Frame:
    return _Frame(line.left, line.bottom, line.right, line.top, group=Group(BlockKind.CONTENTS, [line]))


def _framed(grid: Grid) -> _Frame:
    lines = grid.lines if grid.title_above else [*grid.title, *grid.lines]
    return _Frame(
        min(line.left for line in lines),
        min(line.bottom for line in lines),
        max(line.right for line in lines),
        max(line.top for line in lines),
        grid,
    )


def _column(column: Sequence[Line | _Frame], sheet: _Sheet, body: float, groups: list[Group]) -> list[_Placed]:
    made: list[_Placed] = []
    run: list[Line] = []
    for item in [*column, None]:
        if isinstance(item, Line):
            run.append(item)
            continue
        found = groups_of(run, body, sheet.size[1])
        groups += found
        made += [_Placed(group, None, sheet) for group in found]
        run = []
        if item is not None:
            made.append(_Placed(item.group, item.grid, sheet))
    return made


def _blocks(placed: Sequence[_Placed], vocabulary: Vocabulary) -> list[Block]:
    sizes = heading_sizes([item.group for item in placed if item.group is not None])
    path: list[tuple[int, str]] = []
    blocks: list[Block] = []
    last: Tabled | None = None
    last_page, page, seen = 0, 0, False
    for item in placed:
        sheet = item.sheet
        if sheet.index != page:
            page, seen = sheet.index, False
        if item.grid is not None:
            before = last if last is not None and last_page == sheet.index - 1 and not seen else None
            last = table_of(item.grid, sheet.start, vocabulary, before, above(item.grid, blocks, sheet.index))
            last_page, seen = sheet.index, True
            section = tuple(title for _, title in path)
            blocks.append(Block(BlockKind.TABLE, last.words, section, 0, sheet.index, last.table, item.grid.box))
            continue
        group = item.group
        if group is None:
            continue
        item_here = group.kind is BlockKind.LIST_ITEM
        words = words_of(group.lines, sheet.start, vocabulary, item=item_here)
        if not words.text.strip():
            continue
        level = 0
        if group.kind is BlockKind.HEADING:
            level = level_of(group, sizes)
            path = [*(step for step in path if step[0] < level), (level, words.text)]
        section = tuple(title for _, title in path)
        box = Box(group.left, group.bottom, group.right, group.top)
        blocks.append(Block(group.kind, words, section, level, sheet.index, None, box))
    return blocks
