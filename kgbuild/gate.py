"""The evidence gate: the only way into a graph. A fact whose words are not at their place, whose number or name
cannot be read from them, does not pass, whoever extracted it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kgbuild.cite import digest
from kgbuild.identity import folded
from kgbuild.model import (
    Document,
    Evidence,
    Fact,
    MetadataItem,
    Metric,
    NumberStyle,
    ReportInfo,
    Span,
    WithWords,
    name_of,
)
from kgbuild.quantity.prove import prove

LONG_WORD = 8


@dataclass(frozen=True, slots=True)
class Refusal:
    """A fact that did not pass, with the reason; `about` names it for a person, `line` its line in a facts file."""

    about: str
    reason: str
    line: int | None = None

    def __str__(self) -> str:
        return f"{'' if self.line is None else f'line {self.line}: '}{self.about}: {self.reason}"


class _NotProvenError(Exception):
    """Carries the reason out of a check; never leaves this module."""


def admit(fact: Fact, document: Document, line: int | None = None) -> Fact | Refusal:
    """The fact with its evidence completed from the report, or why it is refused.

    Places are looked up where they are absent and the quote occurs once; quotes and digests are filled in; pages are
    always taken from the report, so that no fact claims a page more certain than it is.
    """
    try:
        completed = fact.model_copy(update={"evidence": tuple(_completed(item, document) for item in fact.evidence)})
        _readable(completed, document.number_style)
    except _NotProvenError as error:
        return Refusal(title(fact), str(error), line)
    return completed


def admit_all(facts: Iterable[Fact], document: Document) -> tuple[list[Fact], list[Refusal]]:
    """The facts that pass, in their order, and the refusals."""
    passed: list[Fact] = []
    refused: list[Refusal] = []
    for fact in facts:
        outcome = admit(fact, document)
        if isinstance(outcome, Refusal):
            refused.append(outcome)
        else:
            passed.append(outcome)
    return passed, refused


def admit_info(info: ReportInfo, document: Document) -> ReportInfo | Refusal:
    """What is known of a report with its evidence completed from it, or why it is refused.

    A thing that the caller gave has no words to check.
    """
    changes: dict[str, MetadataItem] = {}
    for field in type(info).model_fields:
        item = getattr(info, field)
        if isinstance(item, MetadataItem):
            try:
                evidence = tuple(_completed(piece, document) for piece in item.evidence)
            except _NotProvenError as error:
                return Refusal(f"{field} of {info.report}", str(error))
            changes[field] = item.model_copy(update={"evidence": evidence})
    return info.model_copy(update=changes)


def title(fact: Fact) -> str:
    """A fact in a few words, for messages."""
    figure = f" {fact.value} {fact.unit}" if isinstance(fact, Metric) else ""
    return f"{fact.type} {name_of(fact)!r}{figure}"


def _completed(evidence: Evidence, document: Document) -> Evidence:
    span = _located(evidence, document, evidence.page_index)
    page = document.page_at(span.start)
    if page is not None and page.refused:
        raise _NotProvenError(f"page {page.index} has no text that can be trusted: {page.refused}")
    try:
        place = document.place(span)
    except ValueError as error:
        raise _NotProvenError(str(error)) from None
    quote = document.quote(span)
    return evidence.model_copy(
        update={
            "start": place.start,
            "end": place.end,
            "quote": quote,
            "quote_sha256": digest(quote),
            "page_index": place.page_index,
            "page_labels": place.page_labels,
            "page_basis": place.page_basis,
            "with_": tuple(_completed_words(words, document, evidence.page_index) for words in evidence.with_),
        }
    )


def _completed_words(words: WithWords, document: Document, page_index: int | None) -> WithWords:
    span = _located(words, document, words.page_index or page_index)
    place = document.place(span)
    return words.model_copy(update={"start": place.start, "end": place.end, "quote": document.quote(span)})


def _located(item: Evidence | WithWords, document: Document, page_index: int | None) -> Span:
    if item.start is None or item.end is None:
        return _found(item, document, page_index)
    try:
        span = document.span(item.start, item.end, page_index)
    except ValueError as error:
        raise _NotProvenError(str(error)) from None
    words = document.quote(span)
    if not words.strip():
        raise _NotProvenError(f"there are no words at {item.start}:{item.end}")
    if item.quote is None and item.quote_sha256 is None:
        raise _NotProvenError("its evidence has neither a quote nor a digest")
    if item.quote is not None and words != item.quote:
        raise _NotProvenError(f"the report has other words than the quote at {item.start}:{item.end}")
    if item.quote_sha256 is not None and digest(words) != item.quote_sha256:
        raise _NotProvenError(f"the words at {item.start}:{item.end} have another digest")
    return span


def _found(item: Evidence | WithWords, document: Document, page_index: int | None) -> Span:
    """The only place of a quote that was handed in without one."""
    if not item.quote or not item.quote.strip():
        raise _NotProvenError("its evidence has neither a place nor a quote")
    start, end = 0, len(document.text)
    if document.paged and page_index is not None:
        if not 1 <= page_index <= len(document.pages):
            raise _NotProvenError(f"there is no page {page_index}")
        page = document.pages[page_index - 1]
        start, end = page.start, page.end
    at = document.text.find(item.quote, start, end)
    if at < 0:
        raise _NotProvenError("its quote is not in the report")
    if document.text.find(item.quote, at + 1, end) >= 0:
        raise _NotProvenError("its quote occurs more than once: give start and end")
    return Span(at, at + len(item.quote))


def _readable(fact: Fact, style: NumberStyle) -> None:
    if isinstance(fact, Metric):
        for evidence in fact.evidence:
            proof = prove(fact, evidence, style)
            if not proof.value_holds:
                raise _NotProvenError(proof.reason)
        return
    name = name_of(fact)
    if not any(spells(evidence, name) for evidence in fact.evidence):
        raise _NotProvenError(f"its words do not spell {name!r}")


def spells(evidence: Evidence, name: str) -> bool:
    """Whether every word of the name stands in the words of the evidence.

    A name that a coordination shares words with ("audit and compensation committees") is spelt by the whole of it,
    so order is not asked for, and a plural of a word is that word. Long words and Chinese ones may be cut by a line
    end or by markup.
    """
    spoken = folded(" ".join([evidence.quote or "", *(words.quote or "" for words in evidence.with_)]))
    run = spoken.replace(" ", "")
    words = set(spoken.split())
    wanted = folded(name).split()
    return bool(wanted) and all(
        word in words
        or f"{word}s" in words
        or (word.endswith("y") and f"{word[:-1]}ies" in words)
        or ((len(word) >= LONG_WORD or not word.isascii()) and word in run)
        for word in wanted
    )
