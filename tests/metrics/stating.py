"""Facts of invented reports, for tests."""

from __future__ import annotations

from kgbuild.extract.metrics import coverage, extract
from kgbuild.lexicon import Lexicon
from kgbuild.model import Document, Metric
from kgbuild.read.text import read_text

PERIOD = (
    "Lumen Harbour Holdings Limited\n\nAbout this Report\n\nUnless otherwise"
    " specified, the data in this report cover the"
    " reporting period from January 1, 2023 to December 31, 2023.\n\nPerformance\n\n"
)


def document(text: str, lead: str = PERIOD) -> Document:
    """An invented report, read as text."""
    return read_text((lead + text).encode(), "lumen-harbour-2023.txt")


def metrics(text: str, lead: str = PERIOD, lexicon: Lexicon | None = None) -> list[Metric]:
    """The metrics of an invented report."""
    return list(extract(document(text, lead), lexicon))


def one(text: str, lead: str = PERIOD) -> Metric:
    """The only metric of an invented report."""
    found = metrics(text, lead)
    assert len(found) == 1, [(metric.printed, metric.label) for metric in found]
    return found[0]


def reasons(text: str) -> dict[str, str]:
    """Why the numbers of a text became no fact, by number as printed."""
    whole = document(text)
    return {item.printed: item.reason for item in coverage(whole) if item.span.start >= len(PERIOD)}
