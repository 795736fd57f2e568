"""What a report says around a fact's own words: the paragraphs and headings beside them, and of its own period."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date

from kgbuild.identity import folded
from kgbuild.model import Document, Span
from kgbuild.quantity.dates import find_dates

#: Characters on either side of a quote that still speak of the same thing; about a paragraph.
AROUND = 600
#: Characters between two dates that one statement joins ("from 1 January to 31 December 2020").
JOINED = 40


class Context:
    """A report, ready to be asked what stands around a place."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._blocks = sorted(((block.span.start, block.section) for block in document.blocks), key=lambda one: one[0])
        self._starts = [start for start, _ in self._blocks]

    def names(self, name: str, span: Span) -> bool:
        """Whether a name stands within a paragraph's length of a place, or in the headings above it."""
        wanted = folded(name.removesuffix("…"))
        return bool(wanted) and f" {wanted} " in f" {folded(self._around(span))} "

    def _around(self, span: Span) -> str:
        page = self._document.page_at(span.start)
        first, last = (page.start, page.end) if page is not None else (0, len(self._document.text))
        words = self._document.text[max(first, span.start - AROUND) : min(last, span.end + AROUND)]
        at = bisect_right(self._starts, span.start) - 1
        return "\n".join([words, *(self._blocks[at][1] if at >= 0 else ())])


def says_period(document: Document, spans: Iterable[Span], start: date, end: date) -> bool:
    """Whether a report's own words at some places give the first and the last day of a period.

    Dates close to each other are read as one statement, with the words between them.
    """
    found = [item for text in _statements(document, sorted(set(spans))) for item in find_dates(text, _year_end(end))]
    return start in {item.first for item in found} and end in {item.last for item in found}


def _year_end(end: date) -> tuple[int, int]:
    return end.month, end.day


def _statements(document: Document, spans: Sequence[Span]) -> list[str]:
    joined: list[Span] = []
    for span in spans:
        if joined and 0 <= span.start - joined[-1].end <= JOINED:
            joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
        else:
            joined.append(span)
    return [" ".join(document.quote(span).split()) for span in joined]
