"""Text and Markdown, plain or out of a PDF, as a `Document`.

The bytes are decoded (and nothing else: offsets are those of the file's code points), cut into pieces line by line,
and the pieces become blocks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from kgbuild.model import Document, PageBound
from kgbuild.read.align import Alignment, align
from kgbuild.read.blocks import Plan, blocks_of
from kgbuild.read.bounds import page_bounds
from kgbuild.read.contents import Contents, find_contents
from kgbuild.read.decode import decoded
from kgbuild.read.markup import vocabulary
from kgbuild.read.metadata import metadata_of
from kgbuild.read.pieces import Piece, pieces_of

READER = "kgbuild-text/1"


def read_text(data: bytes, name: str) -> Document:
    """The document in a text or Markdown file.

    Raises:
        ReadError: it is empty, or no text in a known encoding.
    """
    text = decoded(data, name)
    pieces = pieces_of(text)
    contents = find_contents(pieces)
    plan, bounds = Plan(), tuple[PageBound, ...]()
    if contents is not None:
        aligned = align(pieces, contents, len(text))
        plan = _plan(pieces, contents, aligned)
        bounds = page_bounds(contents.entries, aligned.located)
    blocks = blocks_of(text, pieces, plan, vocabulary(text))
    return Document(
        name=name,
        text=text,
        blocks=tuple(blocks),
        bounds=bounds,
        media_type="text/markdown" if name.lower().endswith(".md") else "text/plain",
        file_sha256=hashlib.sha256(data).hexdigest(),
        reader=READER,
        metadata=metadata_of(blocks),
    )


def _plan(pieces: Sequence[Piece], contents: Contents, aligned: Alignment) -> Plan:
    """Which pieces are contents and which the headings that the contents name."""
    listed = {pieces[at].start for at in (*range(contents.first, contents.last), *aligned.repeats)}
    above = contents.first - 1
    if above >= 0 and len(pieces[above].text) <= 30:
        listed.add(pieces[above].start)
    headings = {found.start: found.entry.level for found in aligned.located}
    depth = max((found.entry.level for found in aligned.located), default=0)
    return Plan(frozenset(listed), headings, depth)
