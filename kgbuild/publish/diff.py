"""What changed from one release to another, fact by fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, Quad

from kgbuild.publish.manifest import load_manifest
from kgbuild.rdf.graph import value
from kgbuild.rdf.released import released
from kgbuild.rdf.vocab import ESG, RDF

#: Property to what it says, written out and sorted.
Statements = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """A property of a fact, or of its evidence, that says something else."""

    property: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.property}: {', '.join(self.before) or 'nothing'} -> {', '.join(self.after) or 'nothing'}"


@dataclass(frozen=True, slots=True)
class Diff:
    """Facts by their names under the base (`id/fact/...`), sorted: the base of a release is no part of the fact."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: dict[str, tuple[Change, ...]]

    @property
    def same(self) -> bool:
        """Whether both state the same facts with the same evidence."""
        return not (self.added or self.removed or self.changed)


def diff(before: Path, after: Path) -> Diff:
    """The facts that one release has and another has not, or has otherwise.

    Between two editions the words of evidence are compared by their digests.

    Raises:
        ReleaseError: a folder is no release, or cannot be read.
    """
    manifests = load_manifest(before), load_manifest(after)
    words = manifests[0].edition == manifests[1].edition
    old, new = (
        _facts(directory, manifest.base, words=words)
        for directory, manifest in zip((before, after), manifests, strict=True)
    )
    changed = {iri: made for iri in sorted(old.keys() & new.keys()) if (made := _changes(old[iri], new[iri]))}
    return Diff(tuple(sorted(new.keys() - old.keys())), tuple(sorted(old.keys() - new.keys())), changed)


def _changes(old: Statements, new: Statements) -> tuple[Change, ...]:
    return tuple(
        Change(name, old.get(name, ()), new.get(name, ()))
        for name in sorted(old.keys() | new.keys())
        if old.get(name) != new.get(name)
    )


def _facts(directory: Path, base: str, *, words: bool) -> dict[str, Statements]:
    subjects: dict[str, list[Quad]] = defaultdict(list)
    for quad in released(directory, "esgkg.nq"):
        if words or quad.predicate != ESG["quote"]:
            subjects[value(quad.subject)].append(quad)
    return {
        _named(iri, base): _said(iri, subjects, base)
        for iri, quads in subjects.items()
        if any(quad.predicate == RDF["type"] and quad.object == ESG["Fact"] for quad in quads)
    }


def _said(iri: str, subjects: Mapping[str, list[Quad]], base: str) -> Statements:
    made: dict[str, list[str]] = defaultdict(list)
    for quad in subjects[iri]:
        name = _local(quad.predicate.value)
        made[name].append(_shown(quad, base))
        if quad.predicate == ESG["evidence"]:
            for other in subjects.get(value(quad.object), []):
                made[f"{name} {_local(other.predicate.value)}"].append(_shown(other, base))
    return {name: tuple(sorted(values)) for name, values in made.items()}


def _shown(quad: Quad, base: str) -> str:
    target = quad.object
    return target.value if isinstance(target, Literal) else _named(value(target), base)


def _named(iri: str, base: str) -> str:
    """A name of the data without its base; the terms of the ontology may lie under the same base and keep it."""
    return iri.removeprefix(base) if iri.startswith(f"{base}id/") else iri


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
