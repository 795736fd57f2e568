"""Short ways to read a text and look at its blocks."""

from __future__ import annotations

from collections.abc import Iterator

from kgbuild.model import Block, BlockKind, Document, Table, Words
from kgbuild.read.html import read_html
from kgbuild.read.text import read_text


def text(source: str, name: str = "report.txt") -> Document:
    return read_text(source.encode(), name)


def html(source: str) -> Document:
    return read_html(source.encode(), "report.html")


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in document.blocks]


def only(document: Document, kind: BlockKind) -> list[str]:
    return [block.text for block in document.blocks if block.kind is kind]


def tables(document: Document) -> list[Table]:
    return [block.table for block in document.blocks if block.table is not None]


def values(table: Table) -> dict[str, tuple[list[str], list[str], str | None]]:
    """The figures of a table that are there once, each with the words of its row path, column path and unit."""
    return {
        cell.words.text: (
            [words.text for words in cell.row_path],
            [words.text for words in cell.column_path],
            cell.unit.text if cell.unit else None,
        )
        for cell in table.body
    }


def all_words(block: Block) -> Iterator[Words]:
    yield block.words
    for cell in block.table.cells if block.table else ():
        yield cell.words
        yield from (*cell.row_path, *cell.column_path, *([cell.unit] if cell.unit else []))


def astray(document: Document) -> list[str]:
    """Clean characters that are not those at their place: but for white space, entities, signs written as commands."""
    wrong: list[str] = []
    for block in document.blocks:
        for words in all_words(block):
            assert sum(run.length for run in words.runs) == len(words.text)
            for run in words.runs:
                clean = words.text[run.clean : run.clean + run.length]
                source = document.text[run.source : run.source + run.length]
                wrong += [
                    f"{one!r} for {other!r}"
                    for one, other in zip(clean.ljust(len(source)), source.ljust(len(clean)), strict=True)
                    if one != other and not one.isspace() and other not in "&\\"
                ]
    return wrong
