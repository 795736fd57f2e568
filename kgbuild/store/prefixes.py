"""Prefixes that a query may use without declaring them, and that Turtle is written with."""

from __future__ import annotations

ESG = "https://w3id.org/esgkg/ontology#"

PREFIXES: dict[str, str] = {
    "esg": ESG,
    "metric": "https://w3id.org/esgkg/metric/",
    "counted": "https://w3id.org/esgkg/counted/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "quantitykind": "http://qudt.org/vocab/quantitykind/",
    "qudt": "http://qudt.org/schema/qudt/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "unit": "http://qudt.org/vocab/unit/",
    "void": "http://rdfs.org/ns/void#",
}


def shorten(iri: str) -> str:
    """The IRI as a prefixed name where one of the prefixes fits, else in angle brackets.

    >>> shorten("https://w3id.org/esgkg/ontology#Fact")
    'esg:Fact'
    """
    best = max((space for space in PREFIXES.values() if iri.startswith(space)), key=len, default=None)
    if best is None or not (local := iri[len(best) :]) or not local.replace("-", "").replace("_", "").isalnum():
        return f"<{iri}>"
    return f"{next(name for name, space in PREFIXES.items() if space == best)}:{local}"
