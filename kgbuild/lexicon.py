"""The ontology as extraction reads it: metric concepts, units and breakdown axes, as frozen values.

Teaching kgbuild a metric is adding a concept to a Turtle file: nothing here or in the rules names one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path

import pyoxigraph as ox

from kgbuild import resources
from kgbuild.errors import InputError

ESG = "https://w3id.org/esgkg/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LEXICON_FILES = ("metrics*.ttl", "units*.ttl", "dimensions*.ttl")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure. `code` is what the facts file says; `factor` canonical units make one of it."""

    code: str
    iri: str
    label: str
    kind: str
    qudt: str | None
    factor: Decimal | None
    canonical: str | None
    symbols: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """What a count counts, with the nouns that mean it."""

    code: str
    iri: str
    nouns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """A metric: its label, the other wordings reports use, the kinds of quantity it is stated in.

    `temporality` is `flow`, `stock` or None; `implies` are the breakdowns it fixes itself; `codes` the framework
    codes it answers ("HKEX A1.2", "GRI 305-1").
    """

    slug: str
    iri: str
    label: str
    wordings: tuple[str, ...]
    kinds: tuple[str, ...]
    temporality: str | None
    default_unit: str | None
    counted: str | None
    implies: tuple[tuple[str, str], ...]
    codes: tuple[str, ...]
    broader: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A value of a breakdown axis: (gender, female)."""

    axis: str
    slug: str
    iri: str
    label: str
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """A way to break figures down, with the header words that announce it ("By gender")."""

    slug: str
    iri: str
    label: str
    headers: tuple[str, ...]
    members: tuple[Member, ...]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All of it, everything in order of its name; compared by identity, `load` gives one for the same folders."""

    concepts: tuple[Concept, ...]
    units: tuple[Unit, ...]
    counted: tuple[Counted, ...]
    axes: tuple[Axis, ...]

    @cached_property
    def concept_by_slug(self) -> Mapping[str, Concept]:
        """Concepts by slug."""
        return {concept.slug: concept for concept in self.concepts}

    @cached_property
    def unit_by_code(self) -> Mapping[str, Unit]:
        """Units by the code that facts carry."""
        return {unit.code: unit for unit in self.units}

    @cached_property
    def counted_by_noun(self) -> Mapping[str, str]:
        """Code of what is counted, by singular noun in lower case: employee -> person."""
        return {noun.casefold(): counted.code for counted in self.counted for noun in (*counted.nouns, counted.code)}

    @cached_property
    def axis_by_slug(self) -> Mapping[str, Axis]:
        """Axes by slug."""
        return {axis.slug: axis for axis in self.axes}


class _Triples:
    """Subjects with their values by predicate, as plain strings, sorted."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self.values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.typed: dict[str, set[str]] = defaultdict(set)
        for folder in folders:
            for pattern in _LEXICON_FILES:
                for path in sorted(folder.glob(pattern)):
                    self._read(path)

    def _read(self, path: Path) -> None:
        try:
            for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
                if not isinstance(quad.subject, ox.NamedNode) or not isinstance(quad.object, ox.NamedNode | ox.Literal):
                    continue
                subject, value = quad.subject.value, quad.object.value
                if quad.predicate.value == RDF_TYPE:
                    self.typed[value].add(subject)
                else:
                    self.values[subject][quad.predicate.value].append(value)
        except (OSError, SyntaxError) as error:
            raise InputError(f"is not a readable Turtle file ({error})", where=path) from None

    def all(self, subject: str, predicate: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(sorted(self.values[subject][predicate])))

    def one(self, subject: str, predicate: str) -> str | None:
        return next(iter(self.all(subject, predicate)), None)

    def of_type(self, name: str) -> list[str]:
        return sorted(self.typed[ESG + name])

    def labels(self, subject: str) -> tuple[str, ...]:
        """All wordings, the preferred one first."""
        found = [
            *self.all(subject, SKOS + "prefLabel"),
            *self.all(subject, SKOS + "altLabel"),
            *self.all(subject, SKOS + "hiddenLabel"),
        ]
        return tuple(dict.fromkeys(found))


def _slug(iri: str) -> str:
    return iri.rstrip("/").rsplit("/", 1)[-1]


def _unit(triples: _Triples, iri: str) -> Unit:
    factor = triples.one(iri, ESG + "factor")
    canonical = triples.one(iri, ESG + "canonicalUnit")
    return Unit(
        code=triples.one(iri, SKOS + "notation") or _slug(iri),
        iri=iri,
        label=triples.one(iri, SKOS + "prefLabel") or _slug(iri),
        kind=_local(triples.one(iri, ESG + "quantityKind") or ""),
        qudt=triples.one(iri, SKOS + "exactMatch") or triples.one(iri, SKOS + "closeMatch"),
        factor=Decimal(factor) if factor else None,
        canonical=(triples.one(canonical, SKOS + "notation") or _slug(canonical)) if canonical else None,
        symbols=triples.all(iri, ESG + "symbol"),
        words=triples.labels(iri),
    )


def _local(iri: str) -> str:
    return iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]


def _concept(triples: _Triples, iri: str) -> Concept:
    implied = triples.all(iri, ESG + "impliesDimension")
    unit = triples.one(iri, ESG + "defaultUnit")
    labels = triples.labels(iri)
    return Concept(
        slug=_slug(iri),
        iri=iri,
        label=labels[0] if labels else _slug(iri),
        wordings=labels,
        kinds=tuple(_local(kind) for kind in triples.all(iri, ESG + "quantityKind")),
        temporality=triples.one(iri, ESG + "temporality"),
        default_unit=(triples.one(unit, SKOS + "notation") or _slug(unit)) if unit else None,
        counted=triples.one(iri, ESG + "countedNoun"),
        implies=tuple((_slug(member.rstrip("/").rsplit("/", 1)[0]), _slug(member)) for member in implied),
        codes=triples.all(iri, ESG + "answersCode"),
        broader=tuple(_slug(other) for other in triples.all(iri, SKOS + "broader")),
    )


def _axis(triples: _Triples, iri: str, members: Mapping[str, list[str]]) -> Axis:
    slug = _slug(iri)
    made = tuple(
        Member(slug, _slug(member), member, (triples.labels(member) or (_slug(member),))[0], triples.labels(member))
        for member in sorted(members.get(iri, []))
    )
    return Axis(slug, iri, (triples.labels(iri) or (slug,))[0], triples.all(iri, ESG + "headerWording"), made)


def load(folders: Iterable[Path] | None = None) -> Lexicon:
    """The lexicon that the Turtle files of these folders make together; by default the one shipped with kgbuild.

    Raises:
        InputError: a file is not readable Turtle.
    """
    return _load(tuple(folders) if folders is not None else (resources.folder("ontology"),))


@lru_cache(maxsize=8)
def _load(folders: tuple[Path, ...]) -> Lexicon:
    triples = _Triples(folders)
    members: dict[str, list[str]] = defaultdict(list)
    for iri in triples.values:
        scheme = triples.values[iri].get(SKOS + "inScheme")
        if scheme:
            members[scheme[0]].append(iri)
    return Lexicon(
        concepts=tuple(_concept(triples, iri) for iri in triples.of_type("MetricConcept")),
        units=tuple(_unit(triples, iri) for iri in triples.of_type("UnitConcept")),
        counted=tuple(
            Counted(triples.one(iri, SKOS + "notation") or _slug(iri), iri, triples.labels(iri))
            for iri in triples.of_type("CountedConcept")
        ),
        axes=tuple(_axis(triples, iri, members) for iri in triples.of_type("Axis")),
    )
