"""What mapping yields: a report's quads, each in the one named graph that its subject belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kgbuild.model import Fact, ReportInfo
from kgbuild.rdf.editions import Edition
from kgbuild.rdf.iris import Names, graph

Node = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal
#: Subject, predicate, object.
Statement = tuple[NamedNode, NamedNode, Term]


def value(node: Term | Triple | DefaultGraph) -> str:
    """The IRI, label or text of a node; empty for the default graph and for quoted triples, which we never write."""
    return "" if isinstance(node, Triple | DefaultGraph) else node.value


def placed(triple: Triple, name: NamedNode) -> Quad:
    """The triple in a named graph."""
    return Quad(triple.subject, triple.predicate, triple.object, name)


def in_order(quads: Iterable[Quad]) -> tuple[Quad, ...]:
    """The quads without repetition, in the order of their N-Quads lines."""
    return tuple(sorted(set(quads), key=str))


@dataclass(frozen=True)
class ReportGraph:
    """The asserted quads of one report, in order; `fact_iris` names the facts in the order they were given."""

    names: Names
    info: ReportInfo
    edition: Edition
    facts: tuple[Fact, ...]
    fact_iris: tuple[str, ...]
    quads: tuple[Quad, ...]

    @property
    def slug(self) -> str:
        """The report's slug."""
        return self.names.report_slug

    @cached_property
    def by_graph(self) -> dict[str, tuple[Quad, ...]]:
        """The quads of each named graph, by its IRI, in order."""
        parts: dict[str, list[Quad]] = {}
        for quad in self.quads:
            parts.setdefault(value(quad.graph_name), []).append(quad)
        return {name: tuple(parts[name]) for name in sorted(parts)}

    @property
    def inferred_graph(self) -> NamedNode:
        """Where conclusions from this report go."""
        return graph(self.names.base, "inferred", self.slug)

    @cached_property
    def _by_subject(self) -> dict[str, list[Quad]]:
        found: dict[str, list[Quad]] = {}
        for quad in self.quads:
            found.setdefault(value(quad.subject), []).append(quad)
        return found

    def reach(self, roots: Iterable[str]) -> set[str]:
        """The subjects that can be reached from some of them, themselves included."""
        waiting, seen = [root for root in roots if root in self._by_subject], set[str]()
        while waiting:
            subject = waiting.pop()
            if subject in seen:
                continue
            seen.add(subject)
            for quad in self._by_subject[subject]:
                target = quad.object
                if isinstance(target, NamedNode) and target.value in self._by_subject and target.value not in seen:
                    waiting.append(target.value)
        return seen

    @cached_property
    def owners(self) -> dict[str, tuple[str, ...]]:
        """For each subject, the facts that need it: itself for a fact, those it states or proves for the rest.

        What the report needs anyway (itself, its file, its company) belongs to no fact.
        """
        common = self.reach([self.names.report.value])
        found: dict[str, list[str]] = {}
        for iri in self.fact_iris:
            for subject in self.reach([iri]) - common:
                found.setdefault(subject, []).append(iri)
        return {subject: tuple(facts) for subject, facts in found.items()}

    def without(self, facts: Iterable[str]) -> ReportGraph:
        """The graph less some facts and whatever only they needed; what is left keeps its names."""
        gone = set(facts)
        kept = [index for index, iri in enumerate(self.fact_iris) if iri not in gone]
        iris = tuple(self.fact_iris[index] for index in kept)
        needed = self.reach([self.names.report.value, *iris])
        return ReportGraph(
            names=self.names,
            info=self.info,
            edition=self.edition,
            facts=tuple(self.facts[index] for index in kept),
            fact_iris=iris,
            quads=tuple(quad for quad in self.quads if value(quad.subject) in needed),
        )
