"""Release folders as they are served: which files make the graph, what they are named after, their digest."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from kgbuild.errors import ReleaseError
from kgbuild.resources import turtle_files

#: What the project's own terms are under, whatever base a release has.
TERMS = "https://w3id.org/esgkg/"
ONTOLOGY_GRAPH = "graph/ontology"
_GRAPH = re.compile(r"^(.+?/)graph/(?:report|org|law|inferred|checks|links|curation|ontology|dataset)\b")


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
        for name in ("esgkg.nq", "inferred.nq"):
            _load(store, release.folder / name, RdfFormat.N_QUADS, None)
        base = _base(store, bases, release)
        for name, graph in (("validation.ttl", "graph/validation"), ("checks.ttl", "graph/checks")):
            _load(store, release.folder / name, RdfFormat.TURTLE, NamedNode(f"{base}{graph}"))
        bases.append(base)
    _join_ontologies(store)
    return tuple(dict.fromkeys(bases))


def _load(store: Store, path: Path, format_: RdfFormat, graph: NamedNode | None) -> None:
    if not path.is_file():
        return
    try:
        store.bulk_load(path=str(path), format=format_, to_graph=graph)
    except SyntaxError as error:
        raise ReleaseError(" ".join(str(error).split()), where=path) from None
    except OSError as error:
        raise ReleaseError(error.strerror or "cannot be read", where=path) from None


def _graphs(store: Store) -> list[str]:
    return sorted(graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode))


def base_of(graph: str) -> str | None:
    """The base under which a named graph of a release lies."""
    match = _GRAPH.match(graph)
    return match.group(1) if match else None


def _base(store: Store, known: Sequence[str], release: Release) -> str:
    """The base of the release that was loaded last: one that is new, or else one that an earlier release has too."""
    found = dict.fromkeys(base for base in map(base_of, _graphs(store)) if base)
    new = [base for base in found if base not in known]
    if new:
        return new[0]
    first = (release.folder / "esgkg.nq").open(encoding="utf-8").readline()
    shared = next((base for base in known if f"<{base}graph/" in first), None)
    if shared is None:
        raise ReleaseError("holds no graph of a release", where=release.folder / "esgkg.nq")
    return shared


def _join_ontologies(store: Store) -> None:
    """Leave one graph of the ontology; where no release brings it, take the one that comes with kgbuild."""
    found = [name for name in _graphs(store) if name.endswith(ONTOLOGY_GRAPH)]
    for name in found[1:]:
        other, first = NamedNode(name), NamedNode(found[0])
        moved = [Quad(quad.subject, quad.predicate, quad.object, first) for quad in
                 store.quads_for_pattern(None, None, None, other)]  # fmt: skip
        store.extend(moved)
        store.remove_graph(other)
    if not found:
        for path in turtle_files("ontology"):
            _load(store, path, RdfFormat.TURTLE, NamedNode(f"{TERMS}{ONTOLOGY_GRAPH}"))
