"""Turtle and N-Quads, the same bytes for the same triples."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from kgbuild.rdf.vocab import PREFIXES, ROOT


def prefixes(base: str | None = None, report: str | None = None) -> dict[str, str]:
    """The prefixes to write with: those of the vocabularies, of our concepts, and of what lies under the base."""
    made = {
        **PREFIXES,
        "metric": f"{ROOT}metric/",
        "counted": f"{ROOT}counted/",
        "dim": f"{ROOT}dim/",
        "eunit": f"{ROOT}unit/",
    }
    if base is not None:
        made |= {"id": f"{base}id/", "org-id": f"{base}id/org/", "law": f"{base}id/law/", "file": f"{base}id/file/"}
    if base is not None and report is not None:
        made |= {
            "fact": f"{base}id/fact/{report}/",
            "evidence": f"{base}id/evidence/{report}/",
            "page": f"{base}id/report/{report}/page/",
        }
    return made


def turtle(triples: Iterable[Triple], base: str | None = None, report: str | None = None) -> str:
    """Sorted triples as Turtle, with the prefixes that are used."""
    ordered = sorted(set(triples), key=str)
    used = {name: iri for name, iri in prefixes(base, report).items() if any(_uses(triple, iri) for triple in ordered)}
    data = serialize(ordered, format=RdfFormat.TURTLE, prefixes=used) or b""
    lines = [f"{line}\n" for line in data.decode("utf-8").split("\n") if line]
    # Line ends within literals are escaped, so that a line which ends with a point ends a subject.
    return "".join(f"{line}\n" if line.endswith(" .\n") and not line.startswith("@") else line for line in lines)


def _uses(triple: Triple, iri: str) -> bool:
    return iri in str(triple)


def nquads(quads: Iterable[Quad]) -> str:
    """Quads as N-Quads, sorted by line."""
    data = serialize(quads, format=RdfFormat.N_QUADS) or b""
    return "".join(sorted(f"{line}\n" for line in data.decode("utf-8").split("\n") if line))
