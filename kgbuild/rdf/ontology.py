"""The ontology's files as triples without blank nodes, and which terms they declare."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, NamedNode, Quad, RdfFormat, Triple, parse

from kgbuild import resources
from kgbuild.errors import InputError
from kgbuild.rdf.graph import Term, value
from kgbuild.rdf.vocab import ONTOLOGY, OWL, RDF, ROOT


def parse_turtle(path: Path) -> list[Quad]:
    """The triples of a Turtle file.

    Raises:
        InputError: it cannot be read or is no Turtle.
    """
    try:
        return list(parse(path=str(path), format=RdfFormat.TURTLE))
    except (OSError, SyntaxError) as error:
        raise InputError(f"is not a readable Turtle file ({error})", where=path) from None


def named(quads: list[Quad], stem: str) -> list[Triple]:
    """The triples with each blank node given a name that depends on the content alone."""
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)

    def term(node: Term) -> Term:
        return NamedNode(f"{ROOT}.well-known/genid/{stem}-{node.value}") if isinstance(node, BlankNode) else node

    return [Triple(term(quad.subject), quad.predicate, term(quad.object)) for quad in dataset]  # type: ignore[arg-type]


def ontology(folder: Path | None = None) -> tuple[Triple, ...]:
    """All triples of the ontology's files, in order.

    Raises:
        InputError: a file is not readable Turtle.
    """
    return _ontology(folder or resources.folder("ontology"))


@lru_cache(maxsize=4)
def _ontology(folder: Path) -> tuple[Triple, ...]:
    triples = {triple for path in sorted(folder.glob("*.ttl")) for triple in named(parse_turtle(path), path.stem)}
    return tuple(sorted(triples, key=str))


@lru_cache(maxsize=4)
def types(folder: Path | None = None) -> dict[str, tuple[NamedNode, ...]]:
    """The classes that the ontology puts each of its subjects in."""
    found: dict[str, list[NamedNode]] = {}
    for triple in ontology(folder):
        if triple.predicate == RDF["type"] and isinstance(triple.object, NamedNode):
            found.setdefault(value(triple.subject), []).append(triple.object)
    return {subject: tuple(classes) for subject, classes in found.items()}


def version(folder: Path | None = None) -> str:
    """What the ontology says its version is."""
    for triple in ontology(folder):
        if triple.subject == ONTOLOGY and triple.predicate == OWL["versionInfo"]:
            return value(triple.object)
    return "unversioned"
