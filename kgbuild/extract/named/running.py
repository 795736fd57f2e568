"""Rows of framework indexes whose table was lost: codes in running text with words and pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kgbuild.extract.named import codes
from kgbuild.extract.named.codes import Code
from kgbuild.extract.named.printed import FEWEST, PAGE, REQUIREMENT_LIMIT, Row, pages_in
from kgbuild.model import Block, Document, Span, Words


def running(document: Document, known: Mapping[str, str]) -> Iterator[Row]:
    """Indexes whose table was not told as one: codes in a line with words and pages, after or before them."""
    for run in _runs(document):
        text = "\n".join(words.text for words in run)
        context = codes.context("", text, known)
        found = [*codes.all_in(text, context)]
        if len(found) < FEWEST:
            continue
        starts: list[int] = []
        at = 0
        for words in run:
            starts.append(at)
            at += len(words.text) + 1
        for number, (start, end, code) in enumerate(found):
            stop = found[number + 1][0] if number + 1 < len(found) else min(len(text), end + 600)
            row = _segment(text, end, stop, code)
            if row is None:
                continue
            span = _source(run, starts, start, row[1])
            if span is not None:
                yield replace(row[0], spans=(span,))


def _segment(text: str, start: int, stop: int, code: Code) -> tuple[Row, int] | None:
    """What stands between a code and the next: words, then pages."""
    words = text[start:stop]
    match = re.search(rf"(?<![\d.])(?:{PAGE})(?:\s*(?:-|–|~|,|;|and|&)\s*(?:{PAGE}))*\s*;?(?=\s|$)", words)
    if match is None:
        return None
    requirement = re.sub(r"\s+", " ", words[: match.start()]).strip(" :.-–")
    if len(requirement) > REQUIREMENT_LIMIT or not requirement:
        return None
    row = Row(code, requirement, pages_in(match.group()), None, (), (), "disclosure/running")
    return row, start + len(words[: match.end()].rstrip())


def _runs(document: Document) -> Iterator[list[Words]]:
    """Blocks of running text that stand together and hold codes of an index."""
    run: list[Words] = []
    idle = 0
    for block in document.blocks:
        if block.table is not None or not block.words or refused(document, block):
            continue
        if codes.ANY.search(block.text):
            run.append(block.words)
            idle = 0
        elif run:
            idle += 1
            run.append(block.words)
            if idle > 6:
                yield run[:-idle]
                run, idle = [], 0
    if run:
        yield run


def _source(run: Sequence[Words], starts: Sequence[int], start: int, end: int) -> Span | None:
    """Where a stretch of a run stands: within one block, else the part in the first."""
    for words, at in zip(run, starts, strict=True):
        if at <= start < at + len(words.text):
            last = min(end, at + len(words.text))
            return words.source(start - at, last - at) if last > start else None
    return None


def refused(document: Document, block: Block) -> bool:
    """Whether a block stands on a page that yields no facts."""
    page = document.page_at(block.span.start) if block.words else None
    return page is not None and page.refused is not None
