"""A finding: two things a report states that cannot both hold as printed, and how it is written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pyoxigraph import Literal as Text
from pyoxigraph import NamedNode, Triple

from kgbuild.rdf.iris import LOCAL_BASE
from kgbuild.rdf.literals import decimal, string
from kgbuild.rdf.vocab import ESG, RDF, SH

Severity = Literal["Warning", "Info"]
Kind = Literal["PartsAndTotal", "ShareAndCounts", "Intensity", "StatedTwice", "PowerOfTen", "UnitOfMetric"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What does not fit. `facts` are the IRIs of both sides, the one in question first.

    `stated` and `calculated` are in the unit of the first fact; absent where the finding is not about a value.
    """

    kind: Kind
    severity: Severity
    facts: tuple[str, ...]
    message: str
    unit: str
    stated: Decimal | None = None
    calculated: Decimal | None = None

    def __str__(self) -> str:
        return f"{self.severity}: {self.kind}: {self.message} {' '.join(f'<{fact}>' for fact in self.facts)}"

    def iri(self, base: str) -> NamedNode:
        """Its name, made from what it is about."""
        said = "\n".join((self.kind, *self.facts))
        return NamedNode(f"{base}id/finding/{hashlib.sha256(said.encode()).hexdigest()[:16]}")


def finding_triples(findings: Iterable[Finding], base: str = LOCAL_BASE) -> Iterator[Triple]:
    """Findings as SHACL results that name the facts on both sides, without blank nodes."""
    for finding in findings:
        node = finding.iri(base)
        yield Triple(node, RDF["type"], SH["ValidationResult"])
        yield Triple(node, RDF["type"], ESG["Finding"])
        yield Triple(node, SH["focusNode"], NamedNode(finding.facts[0]))
        yield Triple(node, SH["resultSeverity"], SH[finding.severity])
        yield Triple(node, SH["resultMessage"], Text(finding.message, language="en"))
        yield Triple(node, SH["sourceConstraintComponent"], ESG[finding.kind])
        yield Triple(node, ESG["unit"], string(finding.unit))
        for fact in finding.facts:
            yield Triple(node, ESG["involves"], NamedNode(fact))
        if finding.stated is not None:
            yield Triple(node, ESG["statedValue"], decimal(finding.stated))
        if finding.calculated is not None:
            yield Triple(node, ESG["calculatedValue"], decimal(finding.calculated))
