"""What reading a report yields: pages, blocks and tables over one text with one way of counting.

`Document.text` is the whole text of the report, whatever it was read from: a text file as it is, the page texts of a
PDF joined by form feeds. Every span in the model counts code points of that text; only `Document.place` translates to
what the facts file says (positions of the file for text, of the page for PDF).
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Literal, NamedTuple

from kgbuild.model.words import Span, Words

PageBasis = Literal["exact", "bounded", "unknown"]
Label = int | str
#: Printed page numbers, first and last; None where that end is open.
Labels = tuple[Label | None, Label | None]


class BlockKind(StrEnum):
    """What a block is to a reader."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    KEY_FIGURE = "key-figure"
    TABLE = "table"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    CONTENTS = "contents"
    CHART = "chart"
    FURNITURE = "furniture"


class NumberStyle(StrEnum):
    """How a report prints numbers, by evidence in it: `POINT` is 1,234.5 and `COMMA` is 1.234,5.

    `MIXED` is a report that does both (a translation, say): a mark before exactly three digits groups, else it is
    decimal.
    """

    POINT = "point"
    COMMA = "comma"
    MIXED = "mixed"


class Box(NamedTuple):
    """A rectangle on a page: PDF points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table. Paths run from the outermost header to the innermost; a header cell has empty paths.

    `unit` holds the words that give the unit (in the header, the row label or a column of its own), where they are
    not in the cell itself. `notes` are footnote marks printed in the cell or in its headers.
    """

    row: int
    column: int
    words: Words
    header: bool = False
    row_span: int = 1
    column_span: int = 1
    row_path: tuple[Words, ...] = ()
    column_path: tuple[Words, ...] = ()
    unit: Words | None = None
    notes: tuple[str, ...] = ()
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells in reading order; an empty place has no cell."""

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    caption: Words | None = None
    #: Words above or below that hold for the whole table ("Unit: tons").
    unit: Words | None = None
    #: True where it goes on from a table at the end of the page before, whose header it shares.
    continued: bool = False

    def row(self, index: int) -> tuple[Cell, ...]:
        """The cells that begin in a row."""
        return tuple(cell for cell in self.cells if cell.row == index)

    @property
    def body(self) -> Iterator[Cell]:
        """The cells that are no headers."""
        return (cell for cell in self.cells if not cell.header)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item, table or the like, in reading order.

    `section` is the path of headings above it, outermost first; `level` the depth of a heading (1 outermost) or of a
    list item; `page` the physical page where it begins, None where the text has no page breaks.
    """

    kind: BlockKind
    words: Words
    section: tuple[str, ...] = ()
    level: int = 0
    page: int | None = None
    table: Table | None = None
    box: Box | None = None

    @property
    def text(self) -> str:
        """The clean words of the block."""
        return self.words.text

    @property
    def span(self) -> Span:
        """Where the block stands in the document's text."""
        return self.words.span


@dataclass(frozen=True, slots=True)
class Page:
    """A physical page: 1-based index, its stretch of the text, the number printed on it.

    `refused` says why a page yields no facts (an empty or garbled text layer). A page that prints two numbers
    (a spread) has the second in `label_last`. `garbled` counts words of a page that is read which are left out, since
    they are in a font that makes no sense.
    """

    index: int
    start: int
    end: int
    label: Label | None = None
    refused: str | None = None
    label_last: Label | None = None
    garbled: int = 0


class PageBound(NamedTuple):
    """From `start` on, until the next bound, the printed page certainly lies within `labels`."""

    start: int
    labels: Labels


class Place(NamedTuple):
    """A span as the facts file gives it: `start` and `end` count from the page in a PDF, from the file in a text."""

    start: int
    end: int
    page_index: int | None
    page_labels: Labels | None
    page_basis: PageBasis


class Found(NamedTuple):
    """A value that was read from the report itself, with the words it was read from."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a report says of itself. `given` by the caller overrides what is found and then has no words."""

    title: Found | None = None
    company: Found | None = None
    #: First and last day, ISO dates.
    period_start: Found | None = None
    period_end: Found | None = None
    exchange: Found | None = None
    stock_code: Found | None = None
    lei: Found | None = None
    #: BCP 47, by evidence in the text.
    language: str = "en"
    #: True where the report says that its figures cover the period unless otherwise specified.
    covers_period: bool = False
    #: Short names the report gives itself ("the Group", "Lumen Harbour").
    short_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """A report as read. Same bytes in, same document out.

    `paged` is True for a PDF, whose positions the facts file counts from the page. `bounds` are given for text
    without page breaks. `reader` names the reader and the version that fixes the text (offsets depend on it).
    """

    name: str
    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    bounds: tuple[PageBound, ...] = ()
    paged: bool = False
    media_type: str = "text/plain"
    file_sha256: str = ""
    reader: str = ""
    metadata: Metadata = field(default_factory=Metadata)
    number_style: NumberStyle = NumberStyle.POINT

    @cached_property
    def text_sha256(self) -> str:
        """SHA-256 of the UTF-8 bytes of the whole text, lower-case hex."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def page_at(self, offset: int) -> Page | None:
        """The physical page that holds a position of the text, None where the text has no page breaks."""
        if not self.pages:
            return None
        index = bisect_right(self.pages, offset, key=lambda page: page.start) - 1
        return self.pages[max(index, 0)]

    def bound_at(self, offset: int) -> Labels | None:
        """The range of printed pages that certainly holds a position, where no page breaks tell more."""
        index = bisect_right(self.bounds, offset, key=lambda bound: bound.start) - 1
        return self.bounds[index].labels if index >= 0 else None

    def place(self, span: Span) -> Place:
        """Where a span stands, in the facts file's terms.

        Raises:
            ValueError: the span runs over a page break of a PDF.
        """
        page = self.page_at(span.start)
        if page is not None:
            last = page.label if page.label_last is None else page.label_last
            labels: Labels | None = None if page.label is None else (page.label, last)
            if not self.paged:
                return Place(span.start, span.end, page.index, labels, "exact")
            if span.end > page.end:
                raise ValueError(f"words at {span.start}:{span.end} run over the end of page {page.index}")
            return Place(span.start - page.start, span.end - page.start, page.index, labels, "exact")
        labels = self.bound_at(span.start)
        return Place(span.start, span.end, None, labels, "unknown" if labels is None else "bounded")

    def span(self, start: int, end: int, page_index: int | None) -> Span:
        """The span of the text that a place of the facts file means; the inverse of `place`.

        Raises:
            ValueError: there is no such page, or the place lies outside it.
        """
        if not self.paged:
            if not 0 <= start <= end <= len(self.text):
                raise ValueError(f"no words at {start}:{end}: the text has {len(self.text)} characters")
            return Span(start, end)
        if page_index is None or not 1 <= page_index <= len(self.pages):
            raise ValueError(f"no page {page_index}: the report has {len(self.pages)}")
        page = self.pages[page_index - 1]
        if not 0 <= start <= end <= page.end - page.start:
            raise ValueError(f"no words at {start}:{end} of page {page_index}")
        return Span(page.start + start, page.start + end)

    def quote(self, span: Span) -> str:
        """The exact words at a place."""
        return self.text[span.start : span.end]
