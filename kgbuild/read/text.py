"""First cut of the text reader: blank lines part paragraphs, tabs and pipes make tables, hashes make headings."""

from __future__ import annotations

import hashlib
import re

from kgbuild.errors import ReadError
from kgbuild.model import Block, BlockKind, Cell, Document, Mark, Table, Words

MARKUP = re.compile(r"\*\*|\*(?=\S)|(?<=\S)\*|</?[a-zA-Z][^<>]*>")


def clean(text: str, start: int, end: int) -> Words:
    """The words between two offsets: markup out, line ends as spaces."""
    pieces: list[tuple[str, int]] = []
    marks: list[Mark] = []
    at, length, opened = start, 0, {}
    for match in MARKUP.finditer(text, start, end):
        piece = text[at : match.start()].replace("\n", " ").replace("\t", " ")
        pieces.append((piece, at))
        length += len(piece)
        kind = {"**": "bold", "*": "italic"}.get(match.group())
        if kind and kind in opened:
            marks.append(Mark(kind, opened.pop(kind), length))
        elif kind:
            opened[kind] = length
        at = match.end()
    pieces.append((text[at:end].replace("\n", " ").replace("\t", " "), at))
    return Words.of(pieces, marks)


def read_text(data: bytes, name: str) -> Document:
    """A text report.

    Raises:
        ReadError: it is empty or not UTF-8 text.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise ReadError("is not UTF-8 text", where=name) from None
    if not text.strip():
        raise ReadError("is empty", where=name)
    blocks: list[Block] = []
    section: tuple[str, ...] = ()
    for match in re.finditer(r"\S[^\n]*(?:\n(?!\s*\n)[^\n]*)*", text):
        start, end = match.start(), match.start() + len(match.group().rstrip())
        first = match.group().split("\n", 1)[0]
        if re.match(r"#+ ", first):
            level = len(first) - len(first.lstrip("#"))
            words = clean(text, start + level + 1, start + len(first))
            section = (*section[: level - 1], words.text)
            blocks.append(Block(BlockKind.HEADING, words, section, level))
        elif "\t" in match.group():
            cells = []
            rows = list(re.finditer(r"[^\n]+", text[start:end]))
            for r, row in enumerate(rows):
                for c, cell in enumerate(re.finditer(r"[^\t]*(?:\t|$)", row.group())):
                    words = clean(text, start + row.start() + cell.start(), start + row.start() + len(cell.group().rstrip()) + cell.start())
                    if words.text.strip():
                        cells.append(Cell(r, c, words, header=r == 0 or c == 0))
            blocks.append(Block(BlockKind.TABLE, clean(text, start, end), section, table=Table(tuple(cells), len(rows), 1 + max(c.column for c in cells))))
        else:
            blocks.append(Block(BlockKind.PARAGRAPH, clean(text, start, end), section))
    return Document(name=name, text=text, blocks=tuple(blocks), file_sha256=hashlib.sha256(data).hexdigest(), reader="kgbuild-text/1")
