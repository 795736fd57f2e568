"""Turtle and N-Quads, the same bytes for the same triples."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from kgbuild.rdf.graph import value
from kgbuild.rdf.iris import Names
from kgbuild.rdf.named import CLASSES, OWN_THINGS
from kgbuild.rdf.vocab import PREFIXES, RDF, RDFS, ROOT

_AXES = re.compile(rf"<{re.escape(ROOT)}dim/([A-Za-z][\w-]*)/")
_FIRST = {RDF["type"]: 0, RDFS["label"]: 1}


def prefixes(base: str | None = None, names: Names | None = None) -> dict[str, str]:
    """The prefixes to write with: those of the vocabularies, of our concepts, and of what lies under the base.

    With the `names` of one report each kind of its facts and things has one, since a slash within a prefixed name has
    to be escaped.
    """
    made = {
        **PREFIXES,
        "metric": f"{ROOT}metric/",
        "counted": f"{ROOT}counted/",
        "dim": f"{ROOT}dim/",
        "esgunit": f"{ROOT}unit/",
    }
    if base is not None:
        made |= {"org-id": f"{base}id/org/", "law": f"{base}id/law/", "file": f"{base}id/file/"}
        made |= {"report": f"{base}id/report/"}
    if names is not None:
        made |= {"evidence": f"{names.base}id/evidence/{names.report_slug}/", "page": f"{names.report.value}/page/"}
        made |= {f"{kind}-fact": names.fact(kind, "") for kind in CLASSES}
        made |= {kind: f"{names.company.value}/{kind}/" for kind in OWN_THINGS}
    return made


def turtle(triples: Iterable[Triple], base: str | None = None, names: Names | None = None) -> str:
    """Triples as Turtle: by subject, type and label first, with the prefixes that are used.

    The file of one report is in the order a person reads it: the report, its facts, what they are about, then where
    they stand.
    """
    homes = () if names is None else _homes(names)
    ordered = sorted(set(triples), key=lambda triple: (_rank(value(triple.subject), homes), _order(triple)))
    text = "\n".join(map(str, ordered))
    known = prefixes(base, names)
    known |= {f"dim-{axis}": f"{ROOT}dim/{axis}/" for axis in sorted(set(_AXES.findall(text)))}
    used = {name: iri for name, iri in known.items() if f"<{iri}" in text}
    data = serialize(ordered, format=RdfFormat.TURTLE, prefixes=used) or b""
    lines = [f"{line}\n" for line in data.decode("utf-8").split("\n") if line]
    head = sum(1 for line in lines if line.startswith("@prefix "))
    # Line ends within literals are escaped, so that a line which ends with a point ends a subject.
    body = (f"{line}\n" if line.endswith(" .\n") else line for line in lines[head:])
    return "".join([*lines[:head], "\n", *body]).removesuffix("\n")


def _homes(names: Names) -> tuple[str, ...]:
    base = f"{names.base}id"
    return (f"{base}/report/", f"{base}/file/", f"{base}/fact/", f"{base}/org/", f"{base}/law/", f"{base}/evidence/")


def _rank(iri: str, homes: tuple[str, ...]) -> int:
    if "/page/" in iri:
        return len(homes)
    return next((rank for rank, home in enumerate(homes) if iri.startswith(home)), len(homes) + 1)


def _order(triple: Triple) -> tuple[str, int, str]:
    return (value(triple.subject), _FIRST.get(triple.predicate, 2), str(triple))


def nquads(quads: Iterable[Quad]) -> str:
    """Quads as N-Quads, sorted by line."""
    data = serialize(quads, format=RdfFormat.N_QUADS) or b""
    return "".join(sorted(f"{line}\n" for line in data.decode("utf-8").split("\n") if line))
