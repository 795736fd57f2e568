"""Writing a release folder: the same facts give the same bytes, and the folder is whole or absent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad, Triple

from kgbuild import __version__, facts, resources
from kgbuild.check import Finding, check, finding_triples
from kgbuild.errors import InputError
from kgbuild.files import whole_folder
from kgbuild.model import Document, Fact, ReportInfo
from kgbuild.publish.dataset import described
from kgbuild.publish.manifest import FORMAT, MANIFEST, Manifest, dataset_digest, files_digest, sha256
from kgbuild.publish.table import table
from kgbuild.rdf import (
    Edition,
    Inferred,
    LeftOut,
    ReportGraph,
    Validation,
    infer,
    leave_out,
    map_report,
    published,
    published_info,
    validate,
)
from kgbuild.rdf.graph import in_order, placed
from kgbuild.rdf.iris import LOCAL_BASE, based, graph
from kgbuild.rdf.ontology import ontology, version
from kgbuild.rdf.turtle import nquads, turtle


@dataclass(frozen=True)
class Part:
    """One report, ready for a release: what is published of it, what follows, what was left out, what does not fit."""

    graph: ReportGraph
    inferred: Inferred
    validation: Validation
    left_out: tuple[LeftOut, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Release:
    """A release that was written."""

    directory: Path
    manifest: Manifest
    validation: Validation
    left_out: tuple[LeftOut, ...]

    @property
    def holds(self) -> bool:
        """Whether every fact handed in is published and no shape of severity Violation is broken."""
        return self.validation.holds and not self.left_out


def prepare(
    info: ReportInfo,
    found: Sequence[Fact],
    *,
    base: str = LOCAL_BASE,
    document: Document | None = None,
    edition: Edition = "full",
) -> Part:
    """Map a report's facts, validate them, leave out those that break a shape, infer from the rest and check them.

    Raises:
        InputError: the ontology or the shapes cannot be read.
        ValueError: as `map_report`.
    """
    mapped = map_report(info, found, base=base, document=document, edition=edition)
    kept, validation, gone = leave_out(mapped, validate(mapped))
    return Part(kept, infer(kept), validation, gone, check(kept))


def write_release(
    directory: Path, parts: Sequence[Part], *, base: str = LOCAL_BASE, edition: Edition = "full"
) -> Release:
    """Write the parts as a release folder. An older release at the place is replaced.

    Raises:
        InputError: two parts are the same report, or a part was prepared for another base or edition.
        OutputError: the folder cannot be written, or is taken by something that is no release.
    """
    base = based(base)
    ordered = sorted(parts, key=lambda part: part.graph.slug)
    _agree(ordered, base, edition)
    made = _contents(ordered, base, edition)
    validation = _joined(ordered)
    gone = tuple(item for part in ordered for item in part.left_out)
    manifest = _manifest(ordered, made, base, edition, gone)
    with whole_folder(directory, MANIFEST) as folder:
        (folder / "reports").mkdir()
        for name, data in made.files.items():
            (folder / name).write_bytes(data)
        (folder / MANIFEST).write_text(manifest.text(), encoding="utf-8", newline="\n")
    return Release(directory, manifest, validation, gone)


def _agree(parts: Sequence[Part], base: str, edition: Edition) -> None:
    for slug, count in Counter(part.graph.slug for part in parts).items():
        if count > 1:
            raise InputError("is claimed by two reports: tell them apart with --kind", where=slug)
    for digest, count in Counter(part.graph.info.file_sha256 for part in parts).items():
        if count > 1:
            raise InputError("the same file is given twice", where=f"SHA-256 {digest}")
    for part in parts:
        if part.graph.names.base != base or part.graph.edition != edition:
            raise InputError("was prepared for another base or edition", where=part.graph.slug)


@dataclass(frozen=True)
class _Contents:
    files: dict[str, bytes]
    asserted: tuple[Quad, ...]
    inferred: tuple[Quad, ...]


def _contents(parts: Sequence[Part], base: str, edition: Edition) -> _Contents:
    """Every file but the manifest."""
    home = graph(base, "ontology")
    vocabulary = [placed(triple, home) for triple in ontology()]
    asserted = in_order([*vocabulary, *(quad for part in parts for quad in part.graph.quads)])
    inferred = _inferred(parts, asserted)
    pairs = [pair for part in parts for pair in zip(part.graph.fact_iris, part.graph.facts, strict=True)]
    files = {
        "facts.jsonl": facts.dump(published(fact, edition) for _, fact in pairs),
        "reports.jsonl": facts.dump(published_info(part.graph.info, edition) for part in parts),
        "facts.csv": table(pairs, edition),
        "esgkg.ttl": turtle((quad.triple for quad in asserted), base),
        "esgkg.nq": nquads(asserted),
        "inferred.nq": nquads(inferred),
        "validation.ttl": _joined(parts).turtle(base),
        "checks.ttl": turtle(finding_triples((item for part in parts for item in part.findings), base), base),
    }
    for part in parts:
        triples = (quad.triple for quad in part.graph.quads)
        files[f"reports/{part.graph.slug}.ttl"] = turtle(triples, base, part.graph.names)
    made = {name: text.encode("utf-8") for name, text in files.items()}
    about = described(base, edition, [part.graph for part in parts], asserted, made)
    made["dataset.ttl"] = turtle(about, base).encode("utf-8")
    return _Contents(made, asserted, inferred)


def _inferred(parts: Sequence[Part], asserted: Sequence[Quad]) -> tuple[Quad, ...]:
    """Conclusions of all reports, each kept once, with the first report that yields it, and none that is asserted."""
    said: set[Triple] = {quad.triple for quad in asserted}
    kept: list[Quad] = []
    for part in parts:
        for quad in part.inferred.quads:
            if quad.triple not in said:
                said.add(quad.triple)
                kept.append(quad)
    return in_order(kept)


def _joined(parts: Sequence[Part]) -> Validation:
    return Validation(tuple(result for part in parts for result in part.validation.results))


def _manifest(parts: Sequence[Part], made: _Contents, base: str, edition: Edition, gone: Sequence[LeftOut]) -> Manifest:
    return Manifest(
        format=FORMAT,
        edition=edition,
        base=base,
        files={name: {"sha256": sha256(data), "bytes": len(data)} for name, data in made.files.items()},
        dataset={
            "asserted_quads": len(made.asserted),
            "inferred_quads": len(made.inferred),
            "rdfc10_sha256": dataset_digest(made.asserted),
        },
        reports={
            part.graph.slug: {
                "file_sha256": part.graph.info.file_sha256,
                "reader": part.graph.info.reader,
                "facts": dict(sorted(Counter(fact.type for fact in part.graph.facts).items())),
            }
            for part in parts
        },
        left_out=[{"fact": item.fact, "reason": item.reason} for item in gone],
        versions={
            "kgbuild": __version__,
            "ontology": version(),
            "ontology_sha256": files_digest(resources.turtle_files("ontology")),
            "shapes_sha256": files_digest(resources.turtle_files("shapes")),
        },
    )
