"""What a release says of itself: DCAT and VoID, where each file is, and what it was made from (PROV)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kgbuild.publish.manifest import sha256
from kgbuild.rdf import Edition, ReportGraph
from kgbuild.rdf.graph import value
from kgbuild.rdf.literals import integer, label, string
from kgbuild.rdf.ontology import version
from kgbuild.rdf.vocab import DCAT, DCTERMS, ESG, ONTOLOGY, PROV, RDF, RDFS, ROOT, SPDX, VOID, XSD

MEDIA_TYPES = {
    ".csv": "text/csv",
    ".jsonl": "application/jsonl",
    ".nq": "application/n-quads",
    ".ttl": "text/turtle",
}
#: Where the registry of media types names them.
_IANA = "https://www.iana.org/assignments/media-types/"
_ABOUT: dict[Edition, str] = {
    "full": "Facts that ESG reports state, each with its page and the exact words it stands on.",
    "facts-only": "Facts that ESG reports state, each with its page, its place in the report and a digest of the words"
    " there; the words themselves are left out.",
}


def described(
    base: str, edition: Edition, reports: Sequence[ReportGraph], asserted: Sequence[Quad], files: Mapping[str, bytes]
) -> Iterator[Triple]:
    """The description of a release that holds `files`, its own left out."""
    node = NamedNode(f"{base}id/dataset")
    companies = sorted({part.info.company.value for part in reports})
    yield Triple(node, RDF["type"], DCAT["Dataset"])
    yield Triple(node, RDF["type"], VOID["Dataset"])
    yield Triple(node, DCTERMS["title"], label(f"ESG facts of {', '.join(companies)}", "en"))
    yield Triple(node, DCTERMS["description"], label(_ABOUT[edition], "en"))
    yield Triple(node, DCTERMS["conformsTo"], NamedNode(f"{ONTOLOGY.value}/{version()}"))
    yield from _run(node, base, reports)
    yield from _statistics(node, base, reports, asserted)
    for name in sorted(files):
        yield from _file(node, name, files[name])


def _run(node: NamedNode, base: str, reports: Sequence[ReportGraph]) -> Iterator[Triple]:
    run = NamedNode(f"{base}id/run")
    agent = NamedNode(f"{ROOT}software/kgbuild")
    yield Triple(node, PROV["wasGeneratedBy"], run)
    yield Triple(run, RDF["type"], PROV["Activity"])
    yield Triple(run, RDFS["label"], label("building the release", "en"))
    yield Triple(run, PROV["wasAssociatedWith"], agent)
    yield Triple(agent, RDF["type"], PROV["SoftwareAgent"])
    yield Triple(agent, RDFS["label"], label("kgbuild", "en"))
    for part in reports:
        yield Triple(run, PROV["used"], part.names.file(part.info.file_sha256))
        yield Triple(node, DCTERMS["source"], part.names.report)


def _statistics(
    node: NamedNode, base: str, reports: Sequence[ReportGraph], asserted: Sequence[Quad]
) -> Iterator[Triple]:
    """VoID counts, of the asserted data without the ontology."""
    data = [quad for quad in asserted if not value(quad.graph_name).endswith("graph/ontology")]
    yield Triple(node, VOID["uriSpace"], string(f"{base}id/"))
    yield Triple(node, VOID["vocabulary"], NamedNode(ESG.iri))
    yield Triple(node, VOID["triples"], integer(len(data)))
    yield Triple(node, VOID["entities"], integer(len({quad.subject for quad in data})))
    for part in reports:
        for iri in part.fact_iris[:1]:
            yield Triple(node, VOID["exampleResource"], NamedNode(iri))
    classes = Counter(value(quad.object) for quad in data if quad.predicate == RDF["type"])
    properties = Counter(quad.predicate.value for quad in data)
    for kind, member, counted, found in (
        ("classPartition", "class", "entities", classes),
        ("propertyPartition", "property", "triples", properties),
    ):
        for iri in sorted(found):
            partition = NamedNode(f"{node.value}/{member}/{iri.rsplit('#', 1)[-1].rsplit('/', 1)[-1]}")
            yield Triple(node, VOID[kind], partition)
            yield Triple(partition, VOID[member], NamedNode(iri))
            yield Triple(partition, VOID[counted], integer(found[iri]))


def _file(node: NamedNode, name: str, data: bytes) -> Iterator[Triple]:
    suffix = f".{name.rsplit('.', 1)[-1]}"
    file, checksum = NamedNode(f"{node.value}/{name}"), NamedNode(f"{node.value}/{name}#checksum")
    yield Triple(node, DCAT["distribution"], file)
    yield Triple(file, RDF["type"], DCAT["Distribution"])
    yield Triple(file, DCTERMS["title"], string(name))
    if suffix in MEDIA_TYPES:
        yield Triple(file, DCAT["mediaType"], NamedNode(f"{_IANA}{MEDIA_TYPES[suffix]}"))
    yield Triple(file, DCAT["byteSize"], Literal(str(len(data)), datatype=XSD["nonNegativeInteger"]))
    yield Triple(file, SPDX["checksum"], checksum)
    yield Triple(checksum, RDF["type"], SPDX["Checksum"])
    yield Triple(checksum, SPDX["algorithm"], SPDX["checksumAlgorithm_sha256"])
    yield Triple(checksum, SPDX["checksumValue"], Literal(sha256(data), datatype=XSD["hexBinary"]))
