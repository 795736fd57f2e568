"""The formats in which answers are written: one table of names, media types and file extensions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from pyoxigraph import QueryResultsFormat, RdfFormat

Kind = Literal["results", "graph"]


class Format(NamedTuple):
    """A way to write an answer. `asked_as` are other media types that clients ask for it with."""

    name: str
    media_type: str
    extension: str
    kind: Kind
    asked_as: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What people call it."""
        return _TITLES.get(self.name, self.name.upper())


_TITLES = {"turtle": "Turtle", "ntriples": "N-Triples", "jsonld": "JSON-LD", "rdfxml": "RDF/XML"}

JSON = Format("json", "application/sparql-results+json", "json", "results", ("application/json",))
XML = Format("xml", "application/sparql-results+xml", "xml", "results", ("application/xml", "text/xml"))
CSV = Format("csv", "text/csv", "csv", "results")
TSV = Format("tsv", "text/tab-separated-values", "tsv", "results")
TURTLE = Format("turtle", "text/turtle", "ttl", "graph", ("application/x-turtle",))
N_TRIPLES = Format("ntriples", "application/n-triples", "nt", "graph", ("text/plain",))
JSON_LD = Format("jsonld", "application/ld+json", "jsonld", "graph", ("application/json",))
RDF_XML = Format("rdfxml", "application/rdf+xml", "rdf", "graph", ("application/xml", "text/xml"))

#: The first of each kind is what a client gets that accepts anything.
RESULT_FORMATS = (JSON, XML, CSV, TSV)
GRAPH_FORMATS = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML)
FORMATS = RESULT_FORMATS + GRAPH_FORMATS

#: Not for the wire: rows as JSON lists, cut at a number of rows, from which tables for people are made.
TABLE = "table"

RESULT_WRITERS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
GRAPH_WRITERS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}


def of_kind(kind: Kind) -> tuple[Format, ...]:
    """The formats for one kind of answer, the preferred one first."""
    return RESULT_FORMATS if kind == "results" else GRAPH_FORMATS


def by_name(name: str, formats: Iterable[Format] = FORMATS) -> Format | None:
    """The format with that name, extension or media type.

    >>> by_name("ttl").media_type
    'text/turtle'
    """
    wanted = name.strip().lower()
    for format_ in formats:
        if wanted in (format_.name, format_.extension, format_.media_type):
            return format_
    return next((format_ for format_ in formats if wanted in format_.asked_as), None)
