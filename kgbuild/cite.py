"""Evidence made from the places of a document: the one way an extractor of ours says where something stands."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from kgbuild.model import Document, Evidence, Span, WithWords
from kgbuild.model.fact import QUOTE_LIMIT, Role


def digest(words: str) -> str:
    """SHA-256 of the UTF-8 bytes of the words, lower-case hex."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def shortened(document: Document, span: Span) -> Span:
    """The span without white space at its ends, at most as long as a quote may be."""
    words = document.quote(span)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, min(start + len(words.strip()), start + QUOTE_LIMIT))


def cite(document: Document, span: Span, beside: Iterable[tuple[Role, Span]] = ()) -> Evidence:
    """Evidence for the words at `span`, read together with the words at the places `beside` it.

    Words beside that lie wholly within the quote are not repeated.

    Raises:
        ValueError: a span is empty or runs over a page break of a PDF.
    """
    span = shortened(document, span)
    place = document.place(span)
    quote = document.quote(span)
    others: dict[tuple[str, int, int], WithWords] = {}
    for role, other in beside:
        other = shortened(document, other)
        if span.start <= other.start and other.end <= span.end:
            continue
        at = document.place(other)
        elsewhere = at.page_index if document.paged and at.page_index != place.page_index else None
        words = document.quote(other)
        others[role, other.start, other.end] = WithWords(
            role=role, start=at.start, end=at.end, quote=words, page_index=elsewhere
        )
    return Evidence(
        start=place.start,
        end=place.end,
        quote=quote,
        quote_sha256=digest(quote),
        page_index=place.page_index,
        page_labels=place.page_labels,
        page_basis=place.page_basis,
        with_=tuple(others[key] for key in sorted(others)),
    )


def span_of(document: Document, evidence: Evidence) -> Span:
    """Where evidence stands in the document's text.

    Raises:
        ValueError: the evidence has no place, or one outside the document.
    """
    if evidence.start is None or evidence.end is None:
        raise ValueError("the evidence gives no place")
    return document.span(evidence.start, evidence.end, evidence.page_index)
