"""Rows of framework indexes whose table was lost: codes in running text with words and pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kgbuild.extract.named import codes
from kgbuild.extract.named.codes import Code
from kgbuild.extract.named.printed import (
    CALLED_PAGES,
    FEWEST,
    PAGE,
    REQUIREMENT_LIMIT,
    Row,
    leading_pages,
    omission_like,
    pages_in,
)
from kgbuild.model import Block, BlockKind, Document, Span, Words

RULE = "disclosure/running"
_PAGES = rf"{PAGE}(?:\s*(?:-|–|~)\s*{PAGE})?"
#: Pages at the end of a line.
AT_END = re.compile(rf"(?<![\d.,%])\b{_PAGES}(?:\s*(?:,|;|and|&)\s*{_PAGES})*\s*[.;]?\s*$")
OMITTED = re.compile(r"\b(?:[Nn]ot (?:applicable|disclosed|material|available|relevant)|N/A)\b[^\n]{0,80}$")
LINE_LIMIT = 260
CODE_LIMIT = 24
WHERE_LIMIT = 80


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
    if code.framework == "hkex":
        return _line(words.split("\n")[0], start, code)
    line = words.split("\n")[0]
    none = OMITTED.search(line)
    if none is not None and none.start() and not re.search(r"\d", line):
        requirement = line[: none.start()].strip(" :.-–")
        row = Row(code, requirement, (), none.group().strip(), (), (), RULE) if requirement else None
        return (row, start + len(line.rstrip())) if row else None
    match = re.search(rf"(?<![\d.])(?:{PAGE})(?:\s*(?:-|–|~|,|;|and|&)\s*(?:{PAGE}))*\s*;?(?=\s|$)", words)
    if match is None:
        return None
    requirement = re.sub(r"\s+", " ", words[: match.start()]).strip(" :.-–")
    if len(requirement) > REQUIREMENT_LIMIT or not requirement:
        return None
    row = Row(code, requirement, pages_in(match.group()), None, (), (), RULE)
    return row, start + len(words[: match.end()].rstrip())


def _line(line: str, start: int, code: Code) -> tuple[Row, int] | None:
    """A row on one line: words, then at its end the pages or why there are none."""
    pages = AT_END.search(line)
    none = OMITTED.search(line)
    found = pages or none
    if found is None or len(line) > LINE_LIMIT:
        return None
    requirement = line[: found.start()].strip(" :.-–")
    if not re.search(r"[A-Za-z]{3}", requirement):
        return None
    row = Row(code, requirement, pages_in(found.group()), None if pages else found.group().strip(), (), (), RULE)
    return row, start + len(line.rstrip())


def columns(document: Document, known: Mapping[str, str]) -> Iterator[Row]:
    """Indexes that were read column by column: codes as blocks of their own, then as many blocks that say where."""
    for part in _parts(document):
        context = codes.context("", "\n".join(block.text for block in part), known)
        coded = [(at, code) for at, block in enumerate(part) if (code := _only_code(block, context)) is not None]
        if not coded:
            continue
        said = [block for block in part[coded[-1][0] + 1 :] if _says_where(block.text)]
        for number, (at, code) in enumerate(coded):
            where = said[number] if len(said) == len(coded) else None
            words = part[at].words
            if where is None and code.framework == "tcfd" and words:
                yield Row(code, "", (), None, (words.span,), (), "disclosure/code")
            elif where is not None and words and where.words:
                pages = leading_pages(where.text)
                omission = None if pages else where.text.strip()
                yield Row(code, "", pages, omission, (words.span, where.words.span), (), "disclosure/columns")


def _parts(document: Document) -> Iterator[list[Block]]:
    """The blocks between headings and tables."""
    part: list[Block] = []
    for block in document.blocks:
        short = len(block.text) < WHERE_LIMIT and (codes.ANY.match(block.text) or _says_where(block.text))
        if block.table is not None or (block.kind is BlockKind.HEADING and not short):
            if part:
                yield part
            part = []
        elif block.words and block.kind is not BlockKind.FURNITURE and not refused(document, block):
            part.append(block)
    if part:
        yield part


def _only_code(block: Block, context: codes.Context) -> Code | None:
    """The code that a block consists of; SASB and TCFD codes look like nothing else."""
    text = block.text.strip()
    code = codes.leading(text, context) if len(text) < CODE_LIMIT else None
    spelt = code is not None and code.end >= len(text) and code.framework in ("sasb", "tcfd")
    return code if spelt else None


def _says_where(text: str) -> bool:
    return len(text) < WHERE_LIMIT and (CALLED_PAGES.search(text) is not None or omission_like(text))


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
