"""The terms that data is written with, as pyoxigraph nodes; every one of ours is declared in the ontology."""

from __future__ import annotations

from functools import cache

from pyoxigraph import NamedNode

#: Root of what is the same whatever the data base: terms, metric concepts, dimensions, units, counted things.
ROOT = "https://w3id.org/esgkg/"
ONTOLOGY = NamedNode("https://w3id.org/esgkg/ontology")

#: Prefixes that every Turtle file of a release is written with.
PREFIXES: dict[str, str] = {
    "bibo": "http://purl.org/ontology/bibo/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "esg": "https://w3id.org/esgkg/ontology#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "quantitykind": "http://qudt.org/vocab/quantitykind/",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "spdx": "http://spdx.org/rdf/terms#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "unit": "http://qudt.org/vocab/unit/",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


class Space:
    """A namespace: `ESG["value"]` is the node of its term `value`."""

    def __init__(self, prefix: str) -> None:
        self.iri = PREFIXES[prefix]

    def __getitem__(self, name: str) -> NamedNode:
        return _node(self.iri + name)

    def __contains__(self, node: NamedNode) -> bool:
        return node.value.startswith(self.iri)


@cache
def _node(iri: str) -> NamedNode:
    return NamedNode(iri)


DCAT = Space("dcat")
DCTERMS = Space("dcterms")
ESG = Space("esg")
OWL = Space("owl")
PROV = Space("prov")
QUANTITYKIND = Space("quantitykind")
QUDT = Space("qudt")
RDF = Space("rdf")
RDFS = Space("rdfs")
SH = Space("sh")
SKOS = Space("skos")
SPDX = Space("spdx")
UNIT = Space("unit")
VOID = Space("void")
XSD = Space("xsd")
