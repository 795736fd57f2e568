"""Evidence as nodes: one flat node a stretch of words, and the pages it certainly or possibly stands on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kgbuild.cite import digest
from kgbuild.identity import is_short
from kgbuild.model import Disclosure, Document, Evidence, Fact, Metric, Place, ReportInfo, WithWords
from kgbuild.model.document import Label, Labels
from kgbuild.rdf.editions import Edition
from kgbuild.rdf.graph import Statement
from kgbuild.rdf.iris import Names, segment
from kgbuild.rdf.literals import integer, label, page_label, string
from kgbuild.rdf.vocab import ESG, RDF, RDFS

PDF = "application/pdf"


def is_paged(info: ReportInfo, document: Document | None) -> bool:
    """Whether positions count from the page."""
    return document.paged if document is not None else info.media_type == PDF


def reading_order(evidence: Evidence) -> tuple[int, int, int]:
    """Sorts evidence as a reader meets it."""
    return (evidence.page_index or 0, evidence.start or 0, evidence.end or 0)


def first_evidence(fact: Fact) -> Evidence:
    """The place where a reader meets the fact first."""
    return min(fact.evidence, key=reading_order)


# ------------------------------------------------------------------------------------------- the number's own place


def number_pattern(printed: str) -> re.Pattern[str]:
    """Finds a number as a token of its own: the 5 of "RMB5" but not of "15", "5.2" or "2,500"."""
    left = r"(?<!\d)(?<!\d[.,])" if printed[:1].isdigit() else r"(?<!\w)" if printed[:1].isalpha() else ""
    right = r"(?!\d)(?![.,]\d)" if printed[-1:].isdigit() else r"(?!\w)" if printed[-1:].isalpha() else ""
    return re.compile(left + re.escape(printed) + right)


def number_start(printed: str, evidence: Evidence) -> int:
    """Where the number of a piece of evidence starts: its first occurrence as a token in the quote.

    Raises:
        ValueError: the evidence has no place or no quote.
    """
    if evidence.start is None or evidence.quote is None:
        raise ValueError("evidence is mapped with its place and its quote")
    found = number_pattern(printed).search(evidence.quote)
    return evidence.start + (found.start() if found else max(evidence.quote.find(printed), 0))


def metric_key(fact: Metric, info: ReportInfo, document: Document | None) -> str:
    """What names a metric fact: the number as printed and where it stands.

    Raises:
        ValueError: its evidence has no place or no quote, or it stands in a PDF and the document is not at hand.
    """
    evidence = first_evidence(fact)
    start = number_start(fact.printed, evidence)
    if not is_paged(info, document):
        return f"{segment(fact.printed)}-at-{start}"
    if document is None or evidence.page_index is None:
        raise ValueError("a number of a PDF is named by its rank on its page: the document is needed")
    page = document.pages[evidence.page_index - 1]
    text = document.text[page.start : page.end]
    rank = sum(1 for found in number_pattern(fact.printed).finditer(text) if found.start() <= start)
    return f"{segment(fact.printed)}-p{evidence.page_index}-{max(rank, 1)}"


# ----------------------------------------------------------------------------------------------------- evidence nodes


@dataclass(frozen=True)
class Places:
    """Writes evidence and pages of one report."""

    names: Names
    info: ReportInfo
    edition: Edition
    document: Document | None
    #: Printed number to physical index, where the file has pages.
    indices: dict[Label, int]
    #: The highest printed number that the report's evidence and index name: the end of an open range.
    last: int
    #: Places whose page is known from the facts, by evidence IRI.
    known: dict[str, Evidence]

    @classmethod
    def of(
        cls, names: Names, info: ReportInfo, edition: Edition, document: Document | None, facts: Sequence[Fact]
    ) -> Places:
        """Everything that placing the evidence of these facts needs."""
        pages = document.pages if document is not None else ()
        indices = {page.label: page.index for page in reversed(pages) if page.label is not None}
        known = {
            names.evidence(item.start, item.end, item.page_index if is_paged(info, document) else None).value: item
            for fact in facts
            for item in fact.evidence
            if item.start is not None and item.end is not None
        }
        return cls(names, info, edition, document, indices, _last_label(facts), known)

    def iri(self, item: Evidence | WithWords, page_index: int | None = None) -> NamedNode:
        """The name of a stretch of words; `page_index` is that of the quote it is read with.

        Raises:
            ValueError: it has no place.
        """
        if item.start is None or item.end is None:
            raise ValueError("evidence is mapped with its place")
        index = item.page_index or page_index
        return self.names.evidence(item.start, item.end, index if is_paged(self.info, self.document) else None)

    def of_evidence(self, item: Evidence) -> Iterator[Statement]:
        """One piece of evidence, with the words it is read with."""
        node = self.iri(item)
        yield from self._words(node, item, item.quote if self.edition == "full" else None)
        yield from self._page(node, item.page_basis, item.page_index, item.page_labels)
        for words in item.with_:
            other = self.iri(words, item.page_index)
            yield node, ESG[f"{words.role}From"], other
            yield from self._with(other, words, item)

    def _with(self, node: NamedNode, words: WithWords, beside: Evidence) -> Iterator[Statement]:
        known = self.known.get(node.value)
        if known is not None:
            yield from self._words(node, words, words.quote if self.edition == "full" else None)
            yield from self._page(node, known.page_basis, known.page_index, known.page_labels)
            return
        kept = words.quote if self.edition == "full" or self._may_keep(words) else None
        yield from self._words(node, words, kept)
        place = self._place(words, beside)
        yield from self._page(node, place.page_basis, place.page_index, place.page_labels)

    def _may_keep(self, words: WithWords) -> bool:
        return words.role in ("unit", "scale") and words.quote is not None and is_short(words.quote)

    def _place(self, words: WithWords, beside: Evidence) -> Place:
        """The page of words beside a quote: the report knows; without it, they share the quote's exact page only."""
        assert words.start is not None
        assert words.end is not None
        index = words.page_index or beside.page_index
        if self.document is not None:
            return self.document.place(self.document.span(words.start, words.end, index))
        if is_paged(self.info, None):
            same = index == beside.page_index
            return Place(words.start, words.end, index, beside.page_labels if same else None, "exact")
        return Place(words.start, words.end, None, None, "unknown")

    def _words(self, node: NamedNode, item: Evidence | WithWords, quote: str | None) -> Iterator[Statement]:
        assert item.start is not None
        assert item.end is not None
        sha256 = item.quote_sha256 or (digest(item.quote) if item.quote is not None else None)
        yield node, RDF["type"], ESG["Evidence"]
        yield node, ESG["source"], self.names.file(self.info.file_sha256)
        yield node, ESG["start"], integer(item.start)
        yield node, ESG["end"], integer(item.end)
        if sha256 is not None:
            yield node, ESG["quoteSha256"], string(sha256)
        if quote is not None:
            yield node, ESG["quote"], string(quote)

    # ------------------------------------------------------------------------------------------------------- pages

    def _page(self, node: NamedNode, basis: str, index: int | None, labels: Labels | None) -> Iterator[Statement]:
        yield node, ESG["pageBasis"], string(basis)
        low, high = labels or (None, None)
        if low is not None:
            yield node, ESG["firstPage"], page_label(low)
        if high is not None:
            yield node, ESG["lastPage"], page_label(high)
        if basis == "exact":
            certain = self._exact(index, low)
            if certain is not None:
                yield node, ESG["page"], certain[0]
                yield from self.of_page(*certain)
            return
        for page_number in self.possible(low, high):
            page = self.page_with(page_number)
            yield node, ESG["possiblePage"], page[0]
            yield from self.of_page(*page)

    def _exact(self, index: int | None, printed: Label | None) -> tuple[NamedNode, int | None, Label | None] | None:
        if index is not None:
            return self.names.page(index), index, printed
        return None if printed is None else self.page_with(printed)

    def possible(self, low: Label | None, high: Label | None) -> Iterable[Label]:
        """The printed numbers of a range; an open one goes on to the last page the report names."""
        if isinstance(low, int):
            top = high if isinstance(high, int) else max(low, self.last) if high is None else low
            return range(low, top + 1)
        return [end for end in dict.fromkeys((low, high)) if end is not None]

    def page_with(self, printed: Label) -> tuple[NamedNode, int | None, Label]:
        """The page that bears a printed number: its node, its place in the file if it has one, the number."""
        index = self.indices.get(printed)
        return (self.names.labelled_page(printed) if index is None else self.names.page(index)), index, printed

    def of_page(self, node: NamedNode, index: int | None, printed: Label | None) -> Iterator[Statement]:
        """A page."""
        yield node, RDF["type"], ESG["Page"]
        yield node, ESG["report"], self.names.report
        if index is not None:
            yield node, ESG["pageIndex"], integer(index)
        if printed is not None:
            yield node, ESG["pageLabel"], page_label(printed)
            yield node, RDFS["label"], label(f"page {printed}", "en")
        else:
            yield node, RDFS["label"], label(f"page {index} of the file", "en")


def _last_label(facts: Sequence[Fact]) -> int:
    ranges = [item.page_labels for fact in facts for item in fact.evidence if item.page_labels is not None]
    ranges += [labels for fact in facts if isinstance(fact, Disclosure) for labels in fact.page_labels]
    return max((end for labels in ranges for end in labels if isinstance(end, int)), default=0)
