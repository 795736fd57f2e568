"""OWL RL over a report: the ontology closed once by owlrl, then the rules that matter to data, each with its reason.

Only what is not asserted is concluded, and of the many conclusions of OWL RL only those about data: types and links.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import owlrl
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, Triple

from kgbuild.lexicon import Lexicon, load
from kgbuild.rdf.graph import Node, ReportGraph, in_order, placed, value
from kgbuild.rdf.literals import decimal
from kgbuild.rdf.ontology import ontology
from kgbuild.rdf.units import Units
from kgbuild.rdf.vocab import ESG, OWL, RDF, RDFS

_AXIOMS = (
    RDFS["subClassOf"], RDFS["subPropertyOf"], RDFS["domain"], RDFS["range"], OWL["inverseOf"],
    OWL["propertyChainAxiom"], RDF["first"], RDF["rest"],
)  # fmt: skip
_KINDS = (
    OWL["Class"],
    OWL["ObjectProperty"],
    OWL["DatatypeProperty"],
    OWL["TransitiveProperty"],
    OWL["SymmetricProperty"],
)
#: Every resource is one of these, or none is, so that saying it says nothing.
_IDLE = (OWL["Thing"].value, OWL["Nothing"].value, RDFS["Resource"].value)
UNIT_CONVERSION = "unit-conversion"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a triple holds: the rule (named as OWL 2 RL does), the axiom of the ontology, the triples it was used on."""

    rule: str
    premises: tuple[Triple, ...]
    axiom: tuple[str, ...] = ()


@dataclass(frozen=True)
class Schema:
    """The closed ontology, as the rules use it: by IRI, in order."""

    superclasses: dict[str, tuple[str, ...]] = field(default_factory=dict)
    superproperties: dict[str, tuple[str, ...]] = field(default_factory=dict)
    domains: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ranges: dict[str, tuple[str, ...]] = field(default_factory=dict)
    inverses: dict[str, tuple[str, ...]] = field(default_factory=dict)
    transitive: frozenset[str] = frozenset()
    symmetric: frozenset[str] = frozenset()
    #: Property that follows from two in a row, by the first and by the second.
    chains: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Inferred:
    """Conclusions from one report, in order, none of them asserted, each with its first reason."""

    quads: tuple[Quad, ...]
    reasons: dict[Triple, Reason]


@lru_cache(maxsize=4)
def schema(folder: Path | None = None) -> Schema:
    """The ontology's class and property axioms, closed under OWL RL."""
    graph = rdflib.Graph()
    for triple in ontology(folder):
        kind = triple.predicate == RDF["type"] and triple.object in _KINDS
        if triple.predicate in _AXIOMS or kind:
            graph.add(tuple(rdflib.URIRef(term.value) for term in triple))  # type: ignore[arg-type]
    chains = _chains(graph)
    # There are no literals in it; owlrl's own reading of them would change rdflib's for the whole process.
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, improved_datatypes=False).expand(graph)
    return Schema(
        superclasses=_pairs(graph, rdflib.RDFS.subClassOf),
        superproperties=_pairs(graph, rdflib.RDFS.subPropertyOf),
        domains=_pairs(graph, rdflib.RDFS.domain),
        ranges=_pairs(graph, rdflib.RDFS.range),
        inverses=_both_ways(_pairs(graph, rdflib.OWL.inverseOf)),
        transitive=_of_kind(graph, rdflib.OWL.TransitiveProperty),
        symmetric=_of_kind(graph, rdflib.OWL.SymmetricProperty),
        chains=chains,
    )


def _pairs(graph: rdflib.Graph, predicate: rdflib.URIRef) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for subject, target in graph.subject_objects(predicate):
        idle = str(subject) in _IDLE or str(target) in _IDLE or target == rdflib.RDFS.Literal
        named = isinstance(subject, rdflib.URIRef) and isinstance(target, rdflib.URIRef)
        if named and subject != target and not idle and not str(target).startswith(str(rdflib.XSD)):
            found.setdefault(str(subject), set()).add(str(target))
    return {subject: tuple(sorted(found[subject])) for subject in sorted(found)}


def _both_ways(pairs: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for one, others in pairs.items():
        for other in others:
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return {one: tuple(sorted(found[one])) for one in sorted(found)}


def _of_kind(graph: rdflib.Graph, kind: rdflib.URIRef) -> frozenset[str]:
    return frozenset(str(node) for node in graph.subjects(rdflib.RDF.type, kind) if isinstance(node, rdflib.URIRef))


def _chains(graph: rdflib.Graph) -> tuple[tuple[str, str, str], ...]:
    """Chains of two, which are all that the ontology uses."""
    found = []
    for conclusion, head in graph.subject_objects(rdflib.OWL.propertyChainAxiom):
        links = [str(link) for link in rdflib.collection.Collection(graph, head)]
        if len(links) != 2:
            raise ValueError(f"{conclusion} is a chain of {len(links)} properties: rules are made for two")
        found.append((links[0], links[1], str(conclusion)))
    return tuple(sorted(found))


# ------------------------------------------------------------------------------------------------------------- rules


class _Closure:
    """The rules run to their end over a growing set of triples, first in first out, so that reasons are short."""

    def __init__(self, asserted: Iterable[Triple], rules: Schema) -> None:
        self.rules = rules
        self.asserted = list(asserted)
        self.known: set[Triple] = set(self.asserted)
        self.reasons: dict[Triple, Reason] = {}
        self._by_subject: dict[tuple[str, str], list[Triple]] = {}
        self._by_object: dict[tuple[str, str], list[Triple]] = {}
        self._joined = {name for chain in rules.chains for name in chain[:2]} | rules.transitive

    def run(self) -> None:
        waiting = list(self.asserted)
        for triple in waiting:
            self._index(triple)
        position = 0
        while position < len(waiting):
            current = waiting[position]
            position += 1
            for made, reason in self._conclusions(current):
                if made not in self.known:
                    self.known.add(made)
                    self.reasons[made] = reason
                    self._index(made)
                    waiting.append(made)

    def _index(self, triple: Triple) -> None:
        if triple.predicate.value in self._joined and isinstance(triple.object, NamedNode):
            self._by_subject.setdefault((triple.predicate.value, value(triple.subject)), []).append(triple)
            self._by_object.setdefault((triple.predicate.value, triple.object.value), []).append(triple)

    def _conclusions(self, triple: Triple) -> Iterator[tuple[Triple, Reason]]:
        subject, target, name = triple.subject, triple.object, triple.predicate.value
        assert not isinstance(subject, Triple)
        if name == RDF["type"].value:
            for wider in self.rules.superclasses.get(value(target), ()):
                yield self._typed(subject, wider, "cax-sco", triple, (value(target), RDFS["subClassOf"].value, wider))
            return
        for wider in self.rules.superproperties.get(name, ()):
            axiom = (name, RDFS["subPropertyOf"].value, wider)
            yield Triple(subject, NamedNode(wider), target), Reason("prp-spo1", (triple,), axiom)
        for kind in self.rules.domains.get(name, ()):
            yield self._typed(subject, kind, "prp-dom", triple, (name, RDFS["domain"].value, kind))
        if isinstance(target, NamedNode):
            yield from self._links(triple, subject, name, target)

    def _links(self, triple: Triple, subject: Node, name: str, target: NamedNode) -> Iterator[tuple[Triple, Reason]]:
        for kind in self.rules.ranges.get(name, ()):
            yield self._typed(target, kind, "prp-rng", triple, (name, RDFS["range"].value, kind))
        for other in self.rules.inverses.get(name, ()):
            axiom = (name, OWL["inverseOf"].value, other)
            yield Triple(target, NamedNode(other), subject), Reason("prp-inv", (triple,), axiom)
        if name in self.rules.symmetric:
            axiom = (name, RDF["type"].value, OWL["SymmetricProperty"].value)
            yield Triple(target, triple.predicate, subject), Reason("prp-symp", (triple,), axiom)
        if name in self.rules.transitive:
            axiom = (name, RDF["type"].value, OWL["TransitiveProperty"].value)
            yield from self._joins(triple, (name, name, name), "prp-trp", axiom)
        for chain in self.rules.chains:
            if name in chain[:2]:
                yield from self._joins(
                    triple, chain, "prp-spo2", (chain[2], OWL["propertyChainAxiom"].value, *chain[:2])
                )

    def _joins(
        self, triple: Triple, chain: tuple[str, str, str], rule: str, axiom: tuple[str, ...]
    ) -> Iterator[tuple[Triple, Reason]]:
        first, second, _ = chain
        conclusion = NamedNode(chain[2])
        name = triple.predicate.value
        subject, target = value(triple.subject), value(triple.object)
        if name == first:
            for after in list(self._by_subject.get((second, target), ())):
                yield Triple(triple.subject, conclusion, after.object), Reason(rule, (triple, after), axiom)
        if name == second:
            for before in list(self._by_object.get((first, subject), ())):
                yield Triple(before.subject, conclusion, triple.object), Reason(rule, (before, triple), axiom)

    def _typed(
        self, node: Node, kind: str, rule: str, premise: Triple, axiom: tuple[str, ...]
    ) -> tuple[Triple, Reason]:
        return Triple(node, RDF["type"], NamedNode(kind)), Reason(rule, (premise,), axiom)


def infer(graph: ReportGraph, *, folder: Path | None = None, lexicon: Lexicon | None = None) -> Inferred:
    """What follows from a report's graph and the ontology and is asserted in neither.

    Raises:
        InputError: the ontology's files cannot be read.
    """
    reasons = conclusions((quad.triple for quad in graph.quads), folder=folder, lexicon=lexicon)
    return Inferred(in_order(placed(triple, graph.inferred_graph) for triple in reasons), reasons)


def conclusions(
    triples: Iterable[Triple], *, folder: Path | None = None, lexicon: Lexicon | None = None
) -> dict[Triple, Reason]:
    """What follows from any asserted triples and the ontology, each with its first reason.

    Raises:
        InputError: the ontology's files cannot be read.
    """
    asserted = sorted(set(triples), key=str)
    closure = _Closure(asserted, schema(folder))
    closure.run()
    reasons = closure.reasons
    for made, reason in _conversions(asserted, Units(lexicon or load())):
        if made not in closure.known:
            reasons.setdefault(made, reason)
    said = set(ontology(folder))
    return {triple: reason for triple, reason in reasons.items() if triple not in said}


def _conversions(asserted: Iterable[Triple], units: Units) -> Iterator[tuple[Triple, Reason]]:
    """Values in units that compare."""
    codes = {triple.subject: triple for triple in asserted if triple.predicate == ESG["unit"]}
    names = {ESG["value"]: ESG["canonicalValue"], ESG["upperValue"]: ESG["canonicalUpperValue"]}
    for triple in asserted:
        if triple.predicate not in names or triple.subject not in codes or not isinstance(triple.object, Literal):
            continue
        unit = codes[triple.subject]
        code = value(unit.object)
        conversion = units.conversion(code)
        if conversion is None:
            continue
        reason = Reason(UNIT_CONVERSION, (triple, unit), (code, str(conversion.factor), conversion.code))
        made = decimal(Decimal(triple.object.value) * conversion.factor)
        canonical = units.node(conversion.code)
        yield Triple(triple.subject, names[triple.predicate], made), reason
        yield Triple(triple.subject, ESG["canonicalUnit"], canonical.unit), reason
        for statement in canonical.statements:
            yield Triple(*statement), reason
