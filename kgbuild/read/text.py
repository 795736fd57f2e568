"""Text and Markdown, plain or out of a PDF, as a `Document`.

The bytes are decoded (and nothing else: offsets are those of the file's code points), cut into pieces line by line,
and the pieces become blocks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from kgbuild.model import Document, PageBound
from kgbuild.read.align import Alignment, Located, align
from kgbuild.read.blocks import Plan, blocks_of
from kgbuild.read.bounds import page_bounds
from kgbuild.read.contents import LONGEST, Contents, contents_page, find_contents
from kgbuild.read.decode import decoded
from kgbuild.read.furniture import furniture_of
from kgbuild.read.indexpages import tightened
from kgbuild.read.markup import vocabulary
from kgbuild.read.metadata import metadata_of
from kgbuild.read.numberstyle import number_style_of
from kgbuild.read.pages import Paging, paging_of
from kgbuild.read.pieces import APART, Piece, Shape, pieces_of

READER = "kgbuild-text/1"


def read_text(data: bytes, name: str) -> Document:
    """The document in a text or Markdown file.

    Raises:
        ReadError: it is empty, or no text in a known encoding.
    """
    text = decoded(data, name)
    paging = paging_of(text)
    pieces = _pieces(text, paging)
    plan, bounds = Plan(furniture=furniture_of(pieces, paging), pages=paging), tuple[PageBound, ...]()
    located: tuple[Located, ...] = ()
    if paging.pages:
        plan = replace(plan, contents=_contents_pages(pieces, paging))
    elif contents := find_contents(pieces):
        aligned = align(pieces, contents, len(text))
        plan = _with_contents(plan, pieces, contents, aligned)
        located, bounds = aligned.located, page_bounds(contents.entries, aligned.located)
    blocks = blocks_of(text, pieces, plan, vocabulary(text))
    return Document(
        name=name,
        text=text,
        blocks=tuple(blocks),
        pages=paging.pages,
        bounds=tightened(bounds, located, blocks),
        media_type="text/markdown" if name.lower().endswith(".md") else "text/plain",
        file_sha256=hashlib.sha256(data).hexdigest(),
        reader=READER,
        metadata=metadata_of(blocks),
        number_style=number_style_of(blocks),
    )


def _pieces(text: str, paging: Paging) -> list[Piece]:
    """The pieces of a text; none runs over a page break."""
    if not paging.pages:
        return pieces_of(text)
    found: list[Piece] = []
    for page in paging.pages:
        own = pieces_of(text, page.start, page.end)
        if own:
            own[0].gap = APART
        found += [part for piece in own for part in _apart(piece, paging.markers)]
    return found


def _apart(piece: Piece, markers: frozenset[int]) -> list[Piece]:
    """A piece without the page markers and printed page numbers among its lines, and these by themselves."""
    if piece.shape is not Shape.TEXT or len(piece.lines) == 1:
        return [piece]
    runs = [list(lines) for _, lines in groupby(piece.lines, key=lambda line: line.start in markers)]
    if len(runs) == 1:
        return [piece]
    gaps = [piece.gap, *(APART for _ in runs[1:])]
    return [
        Piece(piece.shape, lines, gap, piece.level, max(len(line.text) for line in lines))
        for lines, gap in zip(runs, gaps, strict=True)
    ]


def _contents_pages(pieces: Sequence[Piece], paging: Paging) -> frozenset[int]:
    """Where the short lines of pages of contents stand; such pages are among the first."""
    by_page: dict[int, list[Piece]] = {}
    for piece in pieces:
        by_page.setdefault(paging.at(piece.start) or 0, []).append(piece)
    first = list(by_page.values())[: 3 + len(by_page) // 8]
    return frozenset(piece.start for own in first if contents_page(own) for piece in own if piece.longest <= LONGEST)


def _with_contents(plan: Plan, pieces: Sequence[Piece], contents: Contents, aligned: Alignment) -> Plan:
    """Which pieces are contents and which the headings that the contents name."""
    listed = {pieces[at].start for at in (*range(contents.first, contents.last), *aligned.repeats)}
    above = contents.first - 1
    if above >= 0 and len(pieces[above].text) <= 30:
        listed.add(pieces[above].start)
    headings = {found.start: found.entry.level for found in aligned.located}
    depth = max((found.entry.level for found in aligned.located), default=0)
    return replace(plan, contents=frozenset(listed), headings=headings, depth=depth)
