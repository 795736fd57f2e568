"""The words of a report around a piece of evidence, for showing them in their surroundings."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kgbuild.model import Document, Span

#: How many characters are shown on either side.
AROUND = 320


class Piece(NamedTuple):
    """A stretch of words: plain (""), the quote itself ("quote"), or words that it is read with (their role)."""

    text: str
    kind: str


class Beside(NamedTuple):
    """Other words that a quote is read with."""

    role: str
    start: int
    end: int
    page_index: int | None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Words before, the quote, words after; `proven` says whether the quote has the digest that the graph gives."""

    pieces: tuple[Piece, ...]
    proven: bool
    cut_before: bool
    cut_after: bool
    #: Words that it is read with and that stand further off.
    elsewhere: tuple[Piece, ...]


def surroundings(
    document: Document, start: int, end: int, page_index: int | None, sha256: str | None, beside: Sequence[Beside] = ()
) -> Surroundings | None:
    """The quote at a place with the words around it; None where the report has no such place."""
    try:
        quote = document.span(start, end, page_index if document.paged else None)
    except ValueError:
        return None
    window = _window(document, quote)
    marked, elsewhere = [(quote, "quote")], []
    for other in beside:
        try:
            span = document.span(other.start, other.end, (other.page_index or page_index) if document.paged else None)
        except ValueError:
            continue
        if window.start <= span.start and span.end <= window.end:
            marked.append((span, other.role))
        else:
            elsewhere.append(Piece(document.quote(span), other.role))
    found = hashlib.sha256(document.quote(quote).encode("utf-8", "surrogatepass")).hexdigest()
    return Surroundings(
        pieces=tuple(_pieces(document.text, window, marked)),
        proven=found == sha256,
        cut_before=not _at_break(document.text, window.start, before=True),
        cut_after=not _at_break(document.text, window.end, before=False),
        elsewhere=tuple(dict.fromkeys(elsewhere)),
    )


def _window(document: Document, quote: Span) -> Span:
    """The paragraphs the quote stands in, no more than `AROUND` characters either way, cut between words."""
    page = document.page_at(quote.start)
    first, last = (page.start, page.end) if page is not None else (0, len(document.text))
    low, high = max(first, quote.start - AROUND), min(max(last, quote.end), quote.end + AROUND)
    text = document.text
    if low > first:
        space = re.search(r"\s", text[low : quote.start])
        low = low + space.end() if space else quote.start
    if high < last:
        spaces = [match.start() for match in re.finditer(r"\s", text[quote.end : high])]
        high = quote.end + spaces[-1] if spaces else quote.end
    return Span(low, high)


def _at_break(text: str, at: int, *, before: bool) -> bool:
    return not text[:at].strip() if before else not text[at:].strip()


def _pieces(text: str, window: Span, marked: Sequence[tuple[Span, str]]) -> list[Piece]:
    """The window cut at the marks; where marks overlap, the quote wins, then the earlier."""
    kinds = [""] * (window.end - window.start)
    for span, kind in reversed(marked):
        for at in range(span.start - window.start, span.end - window.start):
            kinds[at] = kind
    pieces: list[Piece] = []
    at = 0
    while at < len(kinds):
        upto = at
        while upto < len(kinds) and kinds[upto] == kinds[at]:
            upto += 1
        pieces.append(Piece(text[window.start + at : window.start + upto], kinds[at]))
        at = upto
    return pieces
