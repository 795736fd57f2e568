"""Release folders as they are served: which files make the graph, what they are named after, their digest."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from kgbuild.errors import ReleaseError
from kgbuild.resources import turtle_files

#: What the project's own terms are under, whatever base a release has.
TERMS = "https://w3id.org/esgkg/"
ONTOLOGY_GRAPH = "graph/ontology"
_GRAPH = re.compile(r"^(.+?/)graph/(?:report|org|inferred|checks|links|curation|ontology|dataset)\b")


@dataclass(frozen=True, slots=True)
class Release:
    """A release folder that has passed a first look. `digest` is that of its manifest, which names every other."""

    folder: Path
    digest: str

    @property
    def name(self) -> str:
        """The name of the folder, by which the pages speak of the release."""
        return self.folder.resolve().name

    @property
    def files(self) -> tuple[str, ...]:
        """The files that may be downloaded, relative to the folder and sorted."""
        found = (path.relative_to(self.folder) for path in self.folder.rglob("*") if path.is_file())
        return tuple(sorted(path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts)))


def open_release(folder: Path) -> Release:
    """The release in a folder.

    Raises:
        ReleaseError: there is no folder, or it holds no graph.
    """
    if not folder.is_dir():
        raise ReleaseError("is no folder", where=folder)
    graph = folder / "esgkg.nq"
    if not graph.is_file():
        raise ReleaseError("is no release: esgkg.nq is missing", where=folder)
    manifest = folder / "manifest.json"
    try:
        named = manifest if manifest.is_file() else graph
        return Release(folder, hashlib.sha256(named.read_bytes()).hexdigest())
    except OSError as error:
        raise ReleaseError(error.strerror or "cannot be read", where=folder) from None


def fill(store: Store, releases: Sequence[Release]) -> tuple[str, ...]:
    """Put releases into a store; gives the base IRIs of their data.

    The ontology is in one graph however many releases bring it: a query over all graphs counts a triple once.

    Raises:
        ReleaseError: a file is broken; the message names it and the line.
    """
    bases: list[str] = []
    for release in releases:
        base = _fill_one(store, release)
        if base not in bases:
            bases.append(base)
    if not any(name.endswith(ONTOLOGY_GRAPH) for name in _graph_names(store)):
        _add_ontology(store)
    return tuple(bases)


def _graph_names(store: Store) -> list[str]:
    return [graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode)]


def _fill_one(store: Store, release: Release) -> str:
    base = ""
    known = next((name for name in _graph_names(store) if name.endswith(ONTOLOGY_GRAPH)), None)
    for name in ("esgkg.nq", "inferred.nq"):
        path = release.folder / name
        if not path.is_file():
            continue
        quads = _read(path, RdfFormat.N_QUADS)
        if not base:
            found = (_GRAPH.match(quad.graph_name.value) for quad in quads if isinstance(quad.graph_name, NamedNode))
            base = next((match.group(1) for match in found if match), "")
        if known:
            quads = [_in_one_ontology(quad, NamedNode(known)) for quad in quads]
        store.extend(quads)
    if not base:
        raise ReleaseError("holds no graph of a release", where=release.folder / "esgkg.nq")
    for name, graph in (("validation.ttl", "graph/validation"), ("checks.ttl", "graph/checks")):
        path = release.folder / name
        if path.is_file():
            into = NamedNode(f"{base}{graph}")
            store.extend(
                Quad(quad.subject, quad.predicate, quad.object, into) for quad in _read(path, RdfFormat.TURTLE)
            )
    return base


def _in_one_ontology(quad: Quad, ontology: NamedNode) -> Quad:
    if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.endswith(ONTOLOGY_GRAPH):
        return Quad(quad.subject, quad.predicate, quad.object, ontology)
    return quad


def _read(path: Path, format_: RdfFormat) -> list[Quad]:
    try:
        return list(parse(path=str(path), format=format_))
    except SyntaxError as error:
        raise ReleaseError(" ".join(str(error).split()), where=path) from None
    except OSError as error:
        raise ReleaseError(error.strerror or "cannot be read", where=path) from None


def _add_ontology(store: Store) -> None:
    into = NamedNode(f"{TERMS}{ONTOLOGY_GRAPH}")
    for path in turtle_files("ontology"):
        store.extend(Quad(quad.subject, quad.predicate, quad.object, into) for quad in _read(path, RdfFormat.TURTLE))
