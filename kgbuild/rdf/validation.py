"""SHACL over a report's asserted graph: what breaks a shape, and which facts that costs."""

from __future__ import annotations

import contextlib
import hashlib
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import pyoxigraph as ox
import pyshacl
import rdflib
from pyoxigraph import NamedNode, RdfFormat, Triple
from rdflib.namespace import SH as SHACL

from kgbuild import resources
from kgbuild.errors import InputError, ReleaseError
from kgbuild.rdf.graph import ReportGraph, Term
from kgbuild.rdf.iris import LOCAL_BASE
from kgbuild.rdf.literals import string
from kgbuild.rdf.ontology import types
from kgbuild.rdf.turtle import turtle
from kgbuild.rdf.vocab import ESG, RDF, SH, XSD

Severity = Literal["Violation", "Warning", "Info"]
_SEVERITIES: tuple[Severity, ...] = ("Violation", "Warning", "Info")
_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
}


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that a shape finds wrong. `path` is absent where the whole node is meant."""

    focus: str
    severity: Severity
    shape: str
    component: str
    message: str
    path: str | None = None
    value: str | None = None
    left_out: bool = False

    def iri(self, base: str) -> NamedNode:
        """Its name, made from what it says."""
        said = (self.focus, self.shape, self.component, self.path or "", self.value or "")
        return NamedNode(f"{base}id/result/{hashlib.sha256(chr(10).join(said).encode()).hexdigest()[:16]}")

    def __str__(self) -> str:
        place = f" {_local(self.path)}" if self.path else ""
        value = f" ({self.value})" if self.value else ""
        return f"{self.severity}: {self.focus}{place}: {self.message}{value}"


@dataclass(frozen=True)
class Validation:
    """What validating a graph found, sorted by severity, node and shape."""

    results: tuple[Result, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing at all was found, which is what SHACL means by it."""
        return not self.results

    @property
    def holds(self) -> bool:
        """Whether nothing of severity Violation stands; what was left out stands no more."""
        return not any(result.severity == "Violation" and not result.left_out for result in self.results)

    def triples(self, report: NamedNode, base: str = LOCAL_BASE) -> Iterator[Triple]:
        """The results as a SHACL validation report named `report`, without blank nodes."""
        yield Triple(report, RDF["type"], SH["ValidationReport"])
        yield Triple(report, SH["conforms"], ox.Literal(str(self.conforms).lower(), datatype=XSD["boolean"]))
        for result in self.results:
            node = result.iri(base)
            yield Triple(report, SH["result"], node)
            yield Triple(node, RDF["type"], SH["ValidationResult"])
            yield Triple(node, SH["focusNode"], NamedNode(result.focus))
            yield Triple(node, SH["resultSeverity"], SH[result.severity])
            yield Triple(node, SH["sourceShape"], NamedNode(result.shape))
            yield Triple(node, SH["sourceConstraintComponent"], NamedNode(result.component))
            yield Triple(node, SH["resultMessage"], ox.Literal(result.message, language="en"))
            if result.path is not None:
                yield Triple(node, SH["resultPath"], NamedNode(result.path))
            if result.value is not None:
                yield Triple(node, SH["value"], string(result.value))
            if result.left_out:
                yield Triple(node, ESG["leftOut"], ox.Literal("true", datatype=XSD["boolean"]))

    def turtle(self, base: str = LOCAL_BASE) -> str:
        """The SHACL report as Turtle, the same for the same results."""
        return turtle(self.triples(NamedNode(f"{base}id/validation"), base))


def validate(graph: ReportGraph, *, folder: Path | None = None) -> Validation:
    """The shapes held against a report's asserted quads; nothing is inferred before.

    Raises:
        InputError: the shapes or the ontology cannot be read.
    """
    return validate_triples((quad.triple for quad in graph.quads), folder=folder)


def validate_triples(triples: Iterable[Triple], *, folder: Path | None = None) -> Validation:
    """The shapes held against any triples that use the ontology; `folder` has other shapes than ours.

    Raises:
        InputError: the shapes or the ontology cannot be read.
    """
    with _quiet():
        report = _report(list(triples), _shapes(folder))
    found = {_result(report, node) for node in _top_results(report)}
    return Validation(tuple(sorted(found, key=_order)))


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """rdflib logs a traceback for every literal that is not of its datatype; the shapes report those."""
    logger = logging.getLogger("rdflib.term")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)


def _report(data: list[Triple], shapes: rdflib.Graph) -> Any:
    # The shapes use core constraints only, which pyshacl checks with single lookups: rdflib's own memory store answers
    # those twenty times faster than an Oxigraph store behind the same interface.
    graph = rdflib.Graph()
    terms = _Terms()
    graph.addN((terms[s], terms[p], terms[o], graph) for s, p, o in (*data, *_declared(data)))
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none", advanced=False)
    return report


class _Terms(dict[Term, rdflib.term.Node]):
    """Nodes of pyoxigraph as rdflib's; plain strings stay plain, numbers keep their digits."""

    def __missing__(self, node: Term) -> rdflib.term.Node:
        made: rdflib.term.Node
        if isinstance(node, NamedNode):
            made = rdflib.URIRef(node.value)
        elif isinstance(node, ox.BlankNode):
            made = rdflib.BNode(node.value)
        elif node.language is not None:
            made = rdflib.Literal(node.value, lang=node.language)
        elif node.datatype == XSD["string"]:
            made = rdflib.Literal(node.value)
        else:
            made = rdflib.Literal(node.value, datatype=rdflib.URIRef(node.datatype.value), normalize=False)
        self[node] = made
        return made


def _declared(data: Iterable[Triple]) -> Iterator[Triple]:
    """What the ontology says a concept, unit or code is, for those that the data names."""
    known = types()
    named = {
        triple.object.value
        for triple in data
        if isinstance(triple.object, NamedNode) and triple.predicate != RDF["type"]
    }
    for iri in sorted(named & known.keys()):
        for kind in known[iri]:
            yield Triple(NamedNode(iri), RDF["type"], kind)


@lru_cache(maxsize=4)
def _shapes(folder: Path | None) -> rdflib.Graph:
    return flattened(read_shapes(folder or resources.folder("shapes")))


def read_shapes(folder: Path) -> rdflib.Graph:
    """The shapes of a folder's Turtle files.

    Raises:
        InputError: a file is not readable Turtle.
    """
    graph = rdflib.Graph()
    for path in sorted(folder.glob("*.ttl")):
        try:
            graph.parse(path, format="turtle")
        except (OSError, SyntaxError) as error:
            raise InputError(f"is not a readable Turtle file ({error})", where=path) from None
    return graph


def flattened(shapes: rdflib.Graph) -> rdflib.Graph:
    """The same shapes with each named property shape aimed at its node shape's classes by itself.

    pyshacl checks a property shape below a node shape once for every node, one with a target once for all of them.
    """
    graph = rdflib.Graph()
    graph += shapes
    for shape in sorted(set(shapes.subjects(SHACL.targetClass)), key=str):
        owned = [node for node in shapes.objects(shape, SHACL.property) if isinstance(node, rdflib.URIRef)]
        for node in owned:
            graph.remove((shape, SHACL.property, node))
            for target in shapes.objects(shape, SHACL.targetClass):
                graph.add((node, SHACL.targetClass, target))
        ignored = graph.value(shape, SHACL.ignoredProperties)
        if ignored is not None:
            paths = sorted({path for node in owned for path in shapes.objects(node, SHACL.path)}, key=str)
            rdflib.collection.Collection(graph, ignored).__iadd__(paths)
    return graph


def _top_results(report: Any) -> list[rdflib.term.Node]:
    return [node for _, node in report.subject_objects(SHACL.result)]


def _result(report: Any, node: rdflib.term.Node) -> Result:
    def one(predicate: rdflib.URIRef) -> str | None:
        value = report.value(node, predicate)
        return None if value is None else str(value)

    messages = sorted(str(message) for message in report.objects(node, SHACL.resultMessage))
    severity = (one(SHACL.resultSeverity) or "").rsplit("#", 1)[-1]
    shape = report.value(node, SHACL.sourceShape)
    return Result(
        focus=one(SHACL.focusNode) or "",
        severity=next((known for known in _SEVERITIES if known == severity), "Violation"),
        shape=str(shape) if isinstance(shape, rdflib.URIRef) else "https://w3id.org/esgkg/shapes#unnamed",
        component=one(SHACL.sourceConstraintComponent) or "",
        message=messages[0] if messages else "breaks a shape",
        path=one(SHACL.resultPath),
        value=one(SHACL.value),
    )


def _order(result: Result) -> tuple[int, str, str, str, str, str]:
    rank = _SEVERITIES.index(result.severity)
    return (rank, result.focus, result.shape, result.component, result.path or "", result.value or "")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A fact that is not published, and why."""

    fact: str
    reason: str

    def __str__(self) -> str:
        return f"{self.fact}: {self.reason}"


def leave_out(graph: ReportGraph, validation: Validation) -> tuple[ReportGraph, Validation, tuple[LeftOut, ...]]:
    """The graph without the facts that break a shape of severity Violation, and without what only they needed.

    A violation costs every fact that needs the node it is about: evidence, the thing, a page. One that is about the
    report itself costs none and stands.
    """
    reasons: dict[str, str] = {}
    results: list[Result] = []
    for result in validation.results:
        facts = graph.owners.get(result.focus, ()) if result.severity == "Violation" else ()
        for fact in facts:
            reasons.setdefault(fact, result.message)
        results.append(replace(result, left_out=bool(facts)))
    gone = tuple(LeftOut(fact, reasons[fact]) for fact in graph.fact_iris if fact in reasons)
    return (graph.without(reasons) if gone else graph), Validation(tuple(results)), gone


def validate_file(path: Path) -> Validation:
    """The shapes held against a file of RDF that uses the ontology; its kind goes by its suffix.

    Raises:
        ReleaseError: it cannot be read, is of no known kind, or is not what its suffix says.
    """
    kind = _FORMATS.get(path.suffix.lower())
    if kind is None:
        raise ReleaseError(f"is no RDF file ({', '.join(_FORMATS)})", where=path)
    try:
        quads = list(ox.parse(path.read_bytes(), format=kind, base_iri=LOCAL_BASE))
    except OSError as error:
        raise ReleaseError(error.strerror or "cannot be read", where=path) from None
    except (SyntaxError, ValueError) as error:
        raise ReleaseError(f"is not readable RDF ({error})", where=path) from None
    if not quads:
        raise ReleaseError("holds no triples", where=path)
    return validate_triples({quad.triple for quad in quads})


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
