"""Tighter page bounds from the report's own framework index.

An index row that speaks of a section's subject says on which pages it is. That ends the section early only where the
pages behind it are accounted for: the next section begins right after them, or a chapter divider stands between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kgbuild.model import Block, PageBound
from kgbuild.read.align import Located
from kgbuild.read.wording import word_set

_RANGE = re.compile(r"(?:pp?\.?\s?)?(\d{1,3})(?:\s?[-–—~]\s?(?:pp?\.?\s?)?(\d{1,3}))?", re.IGNORECASE)
_PAGES = re.compile(rf"(?:pages?\s*:?\s*)?{_RANGE.pattern}(?:\s?[,;、&]\s?{_RANGE.pattern}){{0,12}}", re.IGNORECASE)
_PAGE_HEADER = re.compile(r"\bpages?\b|\blocation\b|\breference\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{4,}")
_GENERAL = word_set("with from that this their they management into through about and for the our")
#: Share of a title's words that a row must have to be about the same, and the most pages a divider takes.
ALIKE = 0.6
DIVIDER = 2
STEM = 5


def tightened(
    bounds: Sequence[PageBound], located: Sequence[Located], blocks: Iterable[Block]
) -> tuple[PageBound, ...]:
    """The bounds, ended earlier where the index says so for certain."""
    rows = list(_rows(blocks))
    if not rows:
        return tuple(bounds)
    places = {found.start: at for at, found in enumerate(located)}
    made: list[PageBound] = []
    for bound in bounds:
        low, high = bound.labels
        at = places.get(bound.start)
        if at is not None and isinstance(low, int) and isinstance(high, int) and located[at].entry.page == low < high:
            following = located[at + 1].entry if at + 1 < len(located) else None
            last = _last_page(_stems(located[at].entry.title), low, high, rows)
            divided = following is not None and following.page is None
            if last is not None and (last == high - 1 or (divided and high - 1 - last <= DIVIDER)):
                bound = PageBound(bound.start, (low, last))
        made.append(bound)
    return tuple(made)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word.casefold()[:STEM] for word in _WORD.findall(text) if word.casefold() not in _GENERAL)


def _last_page(
    title: frozenset[str], low: int, high: int, rows: Sequence[tuple[frozenset[str], list[tuple[int, int]]]]
) -> int | None:
    """The last page that rows about a section's subject give within it, if together they run on from its first page."""
    inside = sorted(
        span
        for stems, spans in rows
        if title and len(title & stems) >= ALIKE * len(title)
        for span in spans
        if low <= span[0] and span[1] <= high
    )
    last = None
    for first, end in inside:
        if first > (low if last is None else last + 1):
            break
        last = end if last is None else max(last, end)
    return last


def _rows(blocks: Iterable[Block]) -> Iterator[tuple[frozenset[str], list[tuple[int, int]]]]:
    """What each row of an index speaks of, and the pages it gives: cells under "Page", or all of them with a "P"."""
    for block in blocks:
        if block.table is None:
            continue
        by_row: dict[int, tuple[str, list[tuple[int, int]]]] = {}
        for cell in block.table.cells:
            text = cell.words.text.strip()
            words, spans = by_row.get(cell.row, ("", []))
            headed = any(_PAGE_HEADER.search(header.text) for header in cell.column_path)
            if not cell.header and len(text) <= 80 and _PAGES.fullmatch(text) and (headed or text[:1] in "Pp"):
                spans = [*spans, *_spans(text)]
            else:
                words = " ".join([words, text, *(label.text for label in cell.row_path)])
            by_row[cell.row] = words, spans
        for words, spans in by_row.values():
            if spans:
                yield _stems(words), spans


def _spans(text: str) -> list[tuple[int, int]]:
    found = []
    for match in _RANGE.finditer(text):
        first = int(match.group(1))
        last = int(match.group(2) or first)
        if first <= last:
            found.append((first, last))
    return found
