"""What the endpoint says of itself: a service description and a VoID description of its data."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kgbuild.serve.desk import Desk
from kgbuild.store.evaluate import used_prefixes
from kgbuild.store.formats import FORMATS, GRAPH_WRITERS, Format
from kgbuild.store.prefixes import ESG, PREFIXES

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = PREFIXES["void"]
_FORMATS = "http://www.w3.org/ns/formats/"
_TYPE = NamedNode(f"{PREFIXES['rdf']}type")
_INTEGER = NamedNode(f"{PREFIXES['xsd']}integer")
_W3C_NAMES = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF_XML",
}


def written(triples: list[Triple], format_: Format) -> bytes:
    """Triples in a graph format."""
    writer = GRAPH_WRITERS[format_.name]
    named = {**PREFIXES, "sd": _SD}
    takes_prefixes = writer in (RdfFormat.TURTLE, RdfFormat.RDF_XML)
    made = serialize(
        sorted(triples, key=str), format=writer, prefixes=used_prefixes(triples, named) if takes_prefixes else None
    )
    assert made is not None
    return made


def _triple(subject: NamedNode, predicate: str, object_: NamedNode | Literal) -> Triple:
    return Triple(subject, NamedNode(predicate), object_)


def _count(number: str) -> Literal:
    return Literal(number, datatype=_INTEGER)


async def service(desk: Desk, address: str) -> list[Triple]:
    """The description of the service at an address (of /sparql), with its default and named graphs."""
    here, dataset = NamedNode(address), NamedNode(f"{address}#dataset")
    default = NamedNode(f"{address}#default-graph")
    made = [
        _triple(here, _TYPE.value, NamedNode(f"{_SD}Service")),
        _triple(here, f"{_SD}endpoint", here),
        _triple(here, f"{_SD}supportedLanguage", NamedNode(f"{_SD}SPARQL11Query")),
        _triple(here, f"{_SD}feature", NamedNode(f"{_SD}UnionDefaultGraph")),
        _triple(here, f"{_SD}defaultDataset", dataset),
        _triple(dataset, _TYPE.value, NamedNode(f"{_SD}Dataset")),
        _triple(dataset, f"{_SD}defaultGraph", default),
        _triple(default, _TYPE.value, NamedNode(f"{_SD}Graph")),
        _triple(default, f"{_VOID}triples", _count(str(desk.pool.quads))),
    ]
    made += [
        _triple(here, f"{_SD}resultFormat", NamedNode(f"{_FORMATS}{_W3C_NAMES[format_.name]}")) for format_ in FORMATS
    ]
    counted = await desk.table(
        "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g", keep=True
    )
    for row in counted.dicts():
        graph = NamedNode(row["g"].value)
        made += [
            _triple(dataset, f"{_SD}namedGraph", graph),
            _triple(graph, _TYPE.value, NamedNode(f"{_SD}NamedGraph")),
            _triple(graph, f"{_SD}name", graph),
            _triple(graph, f"{_VOID}triples", _count(row["n"].value)),
        ]
    return made


async def dataset(desk: Desk, site: str, dumps: list[str]) -> list[Triple]:
    """The VoID description of all data served at a site: sizes, classes, properties, dumps."""
    here = NamedNode(f"{site}/.well-known/void#data")
    made = [
        _triple(here, _TYPE.value, NamedNode(f"{_VOID}Dataset")),
        _triple(here, f"{PREFIXES['dcterms']}title", Literal("ESG report facts", language="en")),
        _triple(here, f"{_VOID}sparqlEndpoint", NamedNode(f"{site}/sparql")),
        _triple(here, f"{_VOID}vocabulary", NamedNode(ESG)),
        _triple(here, f"{_VOID}triples", _count(str(desk.pool.quads))),
    ]
    made += [_triple(here, f"{_VOID}uriSpace", Literal(base)) for base in desk.pool.bases]
    made += [_triple(here, f"{_VOID}dataDump", NamedNode(f"{site}{dump}")) for dump in dumps]
    made += await _partitions(desk, here, "class", "SELECT ?x (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?x } GROUP BY ?x")
    made += await _partitions(desk, here, "property", "SELECT ?x (COUNT(*) AS ?n) WHERE { ?s ?x ?o } GROUP BY ?x")
    return made


async def _partitions(desk: Desk, here: NamedNode, kind: str, query: str) -> list[Triple]:
    """Partitions have names of their own: a digest-free number would move when a class is added."""
    found = await desk.table(f"{query} ORDER BY ?x", keep=True)
    made = []
    for row in found.dicts():
        part = NamedNode(f"{here.value}-{kind}-{_local(row['x'].value)}")
        made += [
            _triple(here, f"{_VOID}{kind}Partition", part),
            _triple(part, f"{_VOID}{kind}", NamedNode(row["x"].value)),
            _triple(part, f"{_VOID}{'entities' if kind == 'class' else 'triples'}", _count(row["n"].value)),
        ]
    return made


def _local(iri: str) -> str:
    """An IRI as the end of another's fragment."""
    return "".join(letter if letter.isalnum() else "-" for letter in iri.split("//", 1)[-1])
