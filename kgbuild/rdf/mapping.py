"""Facts into quads: what a report states and the things it states, apart, each triple in exactly one named graph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad

from kgbuild.errors import InputError
from kgbuild.identity import slug
from kgbuild.lexicon import Lexicon, load
from kgbuild.model import Disclosure, Document, Fact, Membership, MetadataItem, Metric, ReportInfo, name_of
from kgbuild.rdf import literals
from kgbuild.rdf.editions import Edition, published, published_info
from kgbuild.rdf.graph import ReportGraph, Statement, in_order
from kgbuild.rdf.iris import LOCAL_BASE, Names, based, numbered, segment
from kgbuild.rdf.metrics import MetricMapper
from kgbuild.rdf.named import CLASSES, Things, named_statements
from kgbuild.rdf.places import Places, metric_key
from kgbuild.rdf.vocab import DCTERMS, ESG, RDF, RDFS


def map_report(
    info: ReportInfo,
    facts: Sequence[Fact],
    *,
    base: str = LOCAL_BASE,
    document: Document | None = None,
    edition: Edition = "full",
    lexicon: Lexicon | None = None,
) -> ReportGraph:
    """The asserted quads of one report.

    `facts` come with their quotes filled in, in either edition: names are made from them, and are the same in both.
    `document` is needed for a PDF, where a number is named by its rank on the page.

    Raises:
        ValueError: evidence has no place or no quote, the document is needed and not given, or the base is no IRI.
        InputError: the ontology's files cannot be read, or what is known of the report makes no names.
    """
    _usable(info)
    names = Names(based(base), info.report, info.organization)
    places = Places.of(names, info, edition, document, facts)
    things = Things.of(names, info, facts, document)
    mapper = MetricMapper(lexicon or load())
    iris = _fact_iris(names, info, facts, document)
    statements = [*_report(published_info(info, edition), names, places)]
    for iri, fact in zip(iris, facts, strict=True):
        shown = published(fact, edition)
        statements += _fact(NamedNode(iri), fact, shown, info, names, places)
        if isinstance(fact, Metric):
            assert isinstance(shown, Metric)
            statements += mapper.statements(NamedNode(iri), fact, shown, things)
        else:
            statements += named_statements(NamedNode(iri), fact, shown, things, places)
    statements += things.described(edition, info.language)
    quads = (Quad(*statement, names.graph_of(statement[0])) for statement in statements)
    return ReportGraph(names, info, edition, tuple(facts), iris, in_order(quads))


def _usable(info: ReportInfo) -> None:
    """What a person may have written by hand becomes names of graphs and files."""
    where = "reports.jsonl"
    for name, text in (("report", info.report), ("organization", info.organization)):
        if not re.fullmatch(r"\w[\w.\-]*", text):
            raise InputError(f"{name} {text!r} is no name: letters, digits, points and hyphens only", where=where)
    if not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", info.language):
        raise InputError(f"language {info.language!r} is no BCP 47 tag", where=where)
    for name, item in (("period_start", info.period_start), ("period_end", info.period_end)):
        try:
            date.fromisoformat(item.value)
        except ValueError:
            raise InputError(f"{name} {item.value!r} is no ISO date", where=where) from None


def _fact_iris(names: Names, info: ReportInfo, facts: Sequence[Fact], document: Document | None) -> tuple[str, ...]:
    taken: set[str] = set()
    made: list[str] = []
    for fact in facts:
        iri = numbered(names.fact(fact.type, _key(fact, info, document)), taken.__contains__)
        taken.add(iri)
        made.append(iri)
    return tuple(made)


def _key(fact: Fact, info: ReportInfo, document: Document | None) -> str:
    match fact:
        case Metric():
            return metric_key(fact, info, document)
        case Disclosure():
            framework = [slug(part) for part in (fact.framework, fact.edition) if part]
            return "-".join([*framework, segment(fact.code)])
        case Membership():
            return slug(fact.organization)
        case _:
            return slug(fact.name)


def _fact(
    node: NamedNode, fact: Fact, shown: Fact, info: ReportInfo, names: Names, places: Places
) -> Iterator[Statement]:
    """What every fact says, whatever its type."""
    for name in ("Fact", *CLASSES[fact.type], *_kind(fact)):
        yield node, RDF["type"], ESG[name]
    name = name_of(shown)
    yield node, RDFS["label"], literals.label(name, info.language)
    yield node, ESG["name"], literals.string(name)
    yield node, ESG["company"], names.company
    yield node, ESG["report"], names.report
    yield node, ESG["rule"], literals.string(fact.rule)
    if fact.confidence is not None:
        yield node, ESG["confidence"], literals.decimal(fact.confidence)
    for item in fact.evidence:
        yield node, ESG["evidence"], places.iri(item)
        yield from places.of_evidence(item)


def _kind(fact: Fact) -> tuple[str, ...]:
    if not isinstance(fact, Metric):
        return ()
    return ("Target",) if fact.status == "target" else ("Observation",)


# ------------------------------------------------------------------------------------------------------- the report


def _report(info: ReportInfo, names: Names, places: Places) -> Iterator[Statement]:
    node, company = names.report, names.company
    start, end = _day(info.period_start), _day(info.period_end)
    title = info.title.value if info.title else f"{info.company.value}, report for {info.period_end.value[:4]}"
    yield node, RDF["type"], ESG["Report"]
    yield node, RDFS["label"], literals.label(title, info.language)
    if info.title is not None:
        yield node, DCTERMS["title"], literals.label(title, info.language)
    yield node, DCTERMS["language"], literals.string(info.language)
    yield node, ESG["company"], company
    yield node, ESG["periodStart"], start
    yield node, ESG["periodEnd"], end
    yield node, ESG["year"], literals.integer(date.fromisoformat(info.period_end.value).year)
    yield from _file(info, names)
    for index in sorted(info.refused_pages):
        yield node, ESG["refusedPage"], names.page(index)
        yield from places.of_page(names.page(index), index, None)
    yield from _company(info, company)
    for item in _items(info):
        for evidence in item.evidence:
            yield node, ESG["evidence"], places.iri(evidence)
            yield from places.of_evidence(evidence)


def _items(info: ReportInfo) -> Iterator[MetadataItem]:
    for item in (
        info.title,
        info.company,
        info.period_start,
        info.period_end,
        info.exchange,
        info.stock_code,
        info.lei,
    ):
        if item is not None:
            yield item


def _file(info: ReportInfo, names: Names) -> Iterator[Statement]:
    file = names.file(info.file_sha256)
    yield names.report, ESG["file"], file
    yield file, RDF["type"], ESG["File"]
    yield file, RDFS["label"], literals.label(f"file {info.file_sha256[:16]}", "en")
    yield file, ESG["sha256"], literals.string(info.file_sha256)
    yield file, ESG["textSha256"], literals.string(info.text_sha256)
    yield file, ESG["reader"], literals.string(info.reader)
    yield file, DCTERMS["format"], literals.string(info.media_type)
    if info.pages is not None:
        yield file, ESG["pageCount"], literals.integer(info.pages)


def _company(info: ReportInfo, node: NamedNode) -> Iterator[Statement]:
    yield node, RDF["type"], ESG["Company"]
    yield node, RDF["type"], ESG["Organization"]
    yield node, RDFS["label"], literals.label(info.company.value, info.language)
    yield node, ESG["name"], literals.string(info.company.value)
    for name, item in (("exchange", info.exchange), ("stockCode", info.stock_code), ("lei", info.lei)):
        if item is not None:
            yield node, ESG[name], literals.string(item.value)


def _day(item: MetadataItem) -> Literal:
    return literals.day(date.fromisoformat(item.value))
