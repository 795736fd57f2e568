"""Metric facts as statements: value, unit, period, breakdown."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from kgbuild.lexicon import Lexicon
from kgbuild.model import Metric, Period
from kgbuild.rdf import iris
from kgbuild.rdf.graph import Statement
from kgbuild.rdf.literals import day, decimal, integer, label, string
from kgbuild.rdf.named import Things
from kgbuild.rdf.units import Units
from kgbuild.rdf.vocab import ESG, QUDT, RDF, SKOS


class MetricMapper:
    """Writes metric facts with the concepts, units and dimensions of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.units = Units(lexicon)

    def statements(self, node: NamedNode, fact: Metric, shown: Metric, things: Things) -> Iterator[Statement]:
        """What a metric fact says beyond what every fact says; `shown` is the fact as the edition publishes it."""
        if fact.concept is not None:
            yield node, ESG["metric"], iris.metric(fact.concept)
        yield from _figure(node, shown)
        yield from self._unit(node, fact)
        yield from _period(node, fact.period)
        yield from self._dimensions(node, fact, shown)
        for name, text in (("periodBasis", shown.period_basis), ("level", shown.level), ("boundary", shown.boundary)):
            if text:
                yield node, ESG[name], string(text)
        for name, year in (("dueYear", fact.due_year), ("baseYear", fact.base_year)):
            if year is not None:
                yield node, ESG[name], integer(year)
        if fact.about:
            yield node, ESG["activity"], things.activity(fact.about)

    def _unit(self, node: NamedNode, fact: Metric) -> Iterator[Statement]:
        unit = self.units.node(fact.unit)
        yield node, ESG["unit"], string(fact.unit)
        yield node, QUDT["hasUnit"], unit.unit
        if unit.kind is not None:
            yield node, QUDT["hasQuantityKind"], unit.kind
        if unit.counted is not None:
            yield node, ESG["counted"], unit.counted
        yield from unit.statements

    def _dimensions(self, node: NamedNode, fact: Metric, shown: Metric) -> Iterator[Statement]:
        concept = self.lexicon.concept_by_slug.get(fact.concept or "")
        implied = {f"{iris.axis(axis).value}/{value}" for axis, value in concept.implies} if concept else set()
        for axis, value in fact.dims.items():
            found = self._member(axis, value)
            member = found or iris.member(axis, value)
            if member.value in implied:
                continue
            yield node, ESG["dimension"], member
            if found is None:
                yield from _described_member(member, axis, shown.dims[axis])
                if axis not in self.lexicon.axis_by_slug:
                    yield from _described_axis(iris.axis(axis), axis)

    def _member(self, axis: str, value: str) -> NamedNode | None:
        """The member that the ontology has for a value, by its name or any wording of it."""
        known = self.lexicon.axis_by_slug.get(axis)
        wanted = value.casefold()
        for member in known.members if known else ():
            if wanted == member.slug.casefold() or wanted in (wording.casefold() for wording in member.wordings):
                return NamedNode(member.iri)
        return None


def _described_member(member: NamedNode, axis: str, value: str) -> Iterator[Statement]:
    yield member, RDF["type"], SKOS["Concept"]
    yield member, SKOS["prefLabel"], label(value, "en")
    yield member, SKOS["notation"], string(value)
    yield member, SKOS["inScheme"], iris.axis(axis)


def _described_axis(node: NamedNode, axis: str) -> Iterator[Statement]:
    yield node, RDF["type"], ESG["Axis"]
    yield node, RDF["type"], SKOS["ConceptScheme"]
    yield node, SKOS["prefLabel"], label(axis, "en")


def _figure(node: NamedNode, fact: Metric) -> Iterator[Statement]:
    yield node, ESG["value"], decimal(fact.value)
    if fact.upper_value is not None:
        yield node, ESG["upperValue"], decimal(fact.upper_value)
    yield node, ESG["printed"], string(fact.printed)
    yield node, ESG["scale"], decimal(fact.scale)
    if fact.resolution is not None:
        yield node, ESG["resolution"], decimal(fact.resolution)
    if fact.stated:
        yield node, ESG["stated"], string(fact.stated)
    yield node, ESG["bound"], string(fact.bound)


def _period(node: NamedNode, period: Period | None) -> Iterator[Statement]:
    if period is None:
        return
    if period.start is not None and period.end is not None:
        yield node, ESG["periodStart"], day(period.start)
        yield node, ESG["periodEnd"], day(period.end)
    if period.as_of is not None:
        yield node, ESG["asOf"], day(period.as_of)
    last = period.as_of or period.end
    if last is not None:
        yield node, ESG["year"], integer(last.year)
