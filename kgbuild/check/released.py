"""The findings that a release carries in its `checks.ttl`."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import cast

from pyoxigraph import NamedNode

from kgbuild.check.findings import Finding, Kind, Severity
from kgbuild.errors import ReleaseError
from kgbuild.rdf.graph import value
from kgbuild.rdf.released import released
from kgbuild.rdf.vocab import ESG, RDF, SH

CHECKS = "checks.ttl"


def findings_in(directory: Path) -> tuple[Finding, ...]:
    """The findings of a release, sorted by kind and fact.

    Raises:
        ReleaseError: it has no readable `checks.ttl`.
    """
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in released(directory, CHECKS):
        said[value(quad.subject)][quad.predicate.value].append(value(quad.object))
    made = [_finding(found) for found in said.values() if ESG["Finding"].value in found[RDF["type"].value]]
    if None in made:
        raise ReleaseError("holds a finding that is not whole", where=directory / CHECKS)
    return tuple(sorted((item for item in made if item is not None), key=lambda item: (item.kind, item.facts)))


def _finding(found: dict[str, list[str]]) -> Finding | None:
    def one(node: NamedNode) -> str:
        values = found.get(node.value, [])
        return values[0] if len(values) == 1 else ""

    focus, others = one(SH["focusNode"]), found.get(ESG["involves"].value, [])
    kind = one(SH["sourceConstraintComponent"]).removeprefix(ESG.iri)
    severity = one(SH["resultSeverity"]).removeprefix(SH.iri)
    if not (focus and kind and severity in ("Warning", "Info")):
        return None
    try:
        stated, calculated = (
            Decimal(text) if (text := one(ESG[name])) else None for name in ("statedValue", "calculatedValue")
        )
    except InvalidOperation:
        return None
    return Finding(
        kind=cast(Kind, kind),
        severity=cast(Severity, severity),
        facts=(focus, *sorted(other for other in others if other != focus)),
        message=one(SH["resultMessage"]),
        unit=one(ESG["unit"]),
        stated=stated,
        calculated=calculated,
    )
