"""What a release or a graph file says, as an integrator would read it: facts, evidence, report files."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kgbuild.errors import ReleaseError
from kgbuild.rdf.vocab import ESG, QUDT, RDF, RDFS

#: Predicate -> the roles of words a statement is read with.
ROLES = ("label", "unit", "scale", "period", "boundary")
ASSERTED = "esgkg.nq"
FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".trig": ox.RdfFormat.TRIG,
}


@dataclass(frozen=True, slots=True)
class PublishedEvidence:
    """A stretch of words as the graph gives it; `page_index` and `labels` are None where it gives none."""

    iri: str
    file: str
    start: int
    end: int
    quote: str | None
    quote_sha256: str | None
    page_basis: str
    page_index: int | None
    labels: tuple[str | None, str | None]
    beside: tuple[tuple[str, PublishedEvidence], ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedFact:
    """A fact as the graph gives it: its literals by the local names of their properties, its evidence."""

    iri: str
    types: frozenset[str]
    label: str
    values: dict[str, tuple[str, ...]]
    evidence: tuple[PublishedEvidence, ...]
    report: str = ""

    def one(self, name: str) -> str | None:
        """The only value of a property, None where it has none or several."""
        found = self.values.get(name, ())
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A report file as the graph gives it."""

    iri: str
    sha256: str
    text_sha256: str | None
    reader: str | None


@dataclass(frozen=True, slots=True)
class PublishedReport:
    """What a release says of a report: its period (ISO dates) and the words that it was read from."""

    iri: str
    period_start: str | None
    period_end: str | None
    evidence: tuple[PublishedEvidence, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """What is audited: facts sorted by IRI, the rest by IRI."""

    facts: tuple[PublishedFact, ...]
    files: dict[str, PublishedFile]
    reports: dict[str, PublishedReport]

    @property
    def shared(self) -> frozenset[str]:
        """Evidence that several metric facts stand on: the words it is read with are not told apart by fact."""
        counted = Counter(
            piece.iri for fact in self.facts if "MetricFact" in fact.types for piece in fact.evidence if piece.beside
        )
        return frozenset(iri for iri, count in counted.items() if count > 1)


Properties = dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal]]


def published(path: Path) -> Published:
    """The facts, report files and reports of a release folder or graph file.

    Raises:
        ReleaseError: it cannot be read, or holds no fact.
    """
    subjects = _subjects(path)
    fact_type = ESG["Fact"]
    facts = [_fact(iri, subjects) for iri in sorted(subjects) if fact_type in subjects[iri][RDF["type"].value]]
    if not facts:
        raise ReleaseError("holds no fact", where=path)
    files = {
        iri: PublishedFile(iri, _text(found, "sha256") or "", _text(found, "textSha256"), _text(found, "reader"))
        for iri, found in subjects.items()
        if ESG["File"] in found[RDF["type"].value]
    }
    reports = {
        iri: _report(iri, subjects) for iri, found in subjects.items() if ESG["Report"] in found[RDF["type"].value]
    }
    return Published(tuple(facts), files, reports)


def published_facts(path: Path) -> tuple[tuple[PublishedFact, ...], dict[str, PublishedFile]]:
    """The facts of a release folder or graph file, sorted by IRI, and the report files by IRI.

    Raises:
        ReleaseError: as `published`.
    """
    made = published(path)
    return made.facts, made.files


def _report(iri: str, subjects: dict[str, Properties]) -> PublishedReport:
    found = subjects[iri]
    pieces = sorted(item.value for item in found[ESG["evidence"].value])
    evidence = tuple(made for piece in pieces if (made := _evidence(piece, subjects, alone=True)) is not None)
    return PublishedReport(iri, _text(found, "periodStart"), _text(found, "periodEnd"), evidence)


def _subjects(path: Path) -> dict[str, Properties]:
    file = path / ASSERTED if path.is_dir() else path
    form = FORMATS.get(file.suffix.lower())
    if form is None:
        raise ReleaseError(f"is none of {', '.join(FORMATS)}", where=file)
    subjects: dict[str, Properties] = defaultdict(lambda: defaultdict(list))
    try:
        for quad in ox.parse(path=file, format=form):
            if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.Triple):
                subjects[quad.subject.value][quad.predicate.value].append(quad.object)
    except OSError as error:
        raise ReleaseError(error.strerror or "cannot be read", where=file) from None
    except (SyntaxError, ValueError) as error:
        raise ReleaseError(f"is not well-formed ({error})", where=file) from None
    return subjects


def _fact(iri: str, subjects: dict[str, Properties]) -> PublishedFact:
    found = subjects[iri]
    values: dict[str, tuple[str, ...]] = {}
    for predicate, objects in found.items():
        local = predicate.removeprefix(ESG.iri)
        if local != predicate:
            values[local] = tuple(sorted(_spoken(item, subjects) for item in objects))
    values["hasUnit"] = tuple(item.value for item in found[QUDT["hasUnit"].value])
    types = frozenset(item.value.removeprefix(ESG.iri) for item in found[RDF["type"].value])
    pieces = [item.value for item in found[ESG["evidence"].value]]
    evidence = [made for piece in sorted(pieces) if (made := _evidence(piece, subjects)) is not None]
    label = next((item.value for item in found[RDFS["label"].value]), iri)
    report = next((item.value for item in found[ESG["report"].value]), "")
    return PublishedFact(iri, types, label, values, tuple(evidence), report)


def _spoken(item: ox.NamedNode | ox.BlankNode | ox.Literal, subjects: dict[str, Properties]) -> str:
    """A literal's text; for a thing its name, for anything else its IRI."""
    if isinstance(item, ox.Literal):
        return item.value
    named = subjects[item.value][ESG["name"].value] if item.value in subjects else []
    return named[0].value if named else item.value


def _evidence(iri: str, subjects: dict[str, Properties], *, alone: bool = False) -> PublishedEvidence | None:
    """A stretch of words; `alone` without those it is read with, which are another statement's."""
    if iri not in subjects:
        return None
    found = subjects[iri]
    pages = [item.value for item in found[ESG["page"].value]]
    start, end = _text(found, "start"), _text(found, "end")
    if start is None or end is None:
        return None
    return PublishedEvidence(
        iri=iri,
        file=next((item.value for item in found[ESG["source"].value]), ""),
        start=int(start),
        end=int(end),
        quote=_text(found, "quote"),
        quote_sha256=_text(found, "quoteSha256"),
        page_basis=_text(found, "pageBasis") or "unknown",
        page_index=_page_index(pages, subjects),
        labels=(_text(found, "firstPage"), _text(found, "lastPage")),
        beside=() if alone else tuple(_beside(found, subjects)),
    )


def _beside(found: Properties, subjects: dict[str, Properties]) -> Iterator[tuple[str, PublishedEvidence]]:
    for role in ROLES:
        for other in sorted(item.value for item in found[ESG[f"{role}From"].value]):
            made = _evidence(other, subjects, alone=True)
            if made is not None:
                yield role, made


def _page_index(pages: list[str], subjects: dict[str, Properties]) -> int | None:
    indices = [_text(subjects[page], "pageIndex") for page in pages if page in subjects]
    return int(indices[0]) if len(indices) == 1 and indices[0] is not None else None


def _text(found: Properties, name: str) -> str | None:
    values = found[ESG[name].value]
    return values[0].value if values else None
