"""Facts as one flat table, a row a fact, for a spreadsheet or a data frame."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal

from kgbuild.model import Disclosure, Fact, Membership, Metric, name_of
from kgbuild.rdf.editions import Edition, published
from kgbuild.rdf.places import first_evidence

COLUMNS = (
    "fact", "type", "report", "name", "aliases", "concept", "value", "upper_value", "unit", "bound", "status",
    "period_start", "period_end", "as_of", "period_basis", "dims", "level", "about", "boundary", "due_year",
    "base_year", "printed", "scale", "resolution", "stated", "date", "start_date", "issuer", "recipient", "rank",
    "program", "partners", "parent", "role", "members", "topic", "standard", "group", "framework", "edition", "code",
    "disclosed_on", "omission_code", "rule", "confidence", "page_index", "first_page", "last_page", "page_basis",
    "places", "start", "end", "quote", "quote_sha256",
)  # fmt: skip
#: A cell that starts so is a formula to a spreadsheet; the apostrophe makes it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(facts: Iterable[tuple[str, Fact]], edition: Edition) -> str:
    """The table as CSV (RFC 4180), with a header."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for iri, fact in facts:
        writer.writerow(dict(row(iri, published(fact, edition))))
    return out.getvalue()


def row(iri: str, fact: Fact) -> Iterator[tuple[str, str]]:
    """The cells of one fact that are not empty."""
    yield "fact", iri
    yield "name", _text(name_of(fact))
    for column in COLUMNS:
        value = getattr(fact, column, None)
        if column not in ("fact", "name", "start", "end") and value not in (None, "", ()):
            yield column, _cell(value)
    if isinstance(fact, Metric):
        yield from _metric(fact)
    if isinstance(fact, Disclosure):
        yield "disclosed_on", "; ".join(_range(low, high) for low, high in fact.page_labels)
    if not isinstance(fact, Metric | Disclosure | Membership) and getattr(fact, "start", None):
        yield "start_date", str(getattr(fact, "start", ""))
    yield from _place(fact)


def _metric(fact: Metric) -> Iterator[tuple[str, str]]:
    yield "dims", _text("; ".join(f"{axis}={value}" for axis, value in fact.dims.items()))
    if fact.period is not None:
        for column, day in (
            ("period_start", fact.period.start), ("period_end", fact.period.end), ("as_of", fact.period.as_of),
        ):  # fmt: skip
            if day is not None:
                yield column, day.isoformat()


def _place(fact: Fact) -> Iterator[tuple[str, str]]:
    first = first_evidence(fact)
    low, high = first.page_labels or (None, None)
    yield "places", str(len(fact.evidence))
    yield "page_basis", first.page_basis
    for column, value in (
        ("page_index", first.page_index), ("first_page", low), ("last_page", high), ("start", first.start),
        ("end", first.end), ("quote", first.quote), ("quote_sha256", first.quote_sha256),
    ):  # fmt: skip
        if value is not None:
            yield column, _cell(value)


def _range(low: int | str | None, high: int | str | None) -> str:
    return str(low) if low == high else f"{'' if low is None else low}-{'' if high is None else high}"


def _cell(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, tuple):
        return _text("; ".join(str(item) for item in value))
    return _text(value) if isinstance(value, str) else str(value)


def _text(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value
