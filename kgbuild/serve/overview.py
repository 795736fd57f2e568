"""How many facts of each kind each report has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kgbuild.serve.site import Site

#: The kinds of facts in the order in which the start page counts them: class, one of it, several.
KINDS = (
    ("Observation", "figure", "figures"),
    ("Target", "target", "targets"),
    ("ProgramFact", "program", "programs"),
    ("AwardFact", "award", "awards"),
    ("CommitteeFact", "committee", "committees"),
    ("PolicyFact", "policy", "policies"),
    ("CertificationFact", "certification", "certifications"),
    ("MembershipFact", "membership", "memberships"),
    ("LegalReferenceFact", "law or standard followed", "laws and standards followed"),
    ("TopicFact", "material topic", "material topics"),
    ("DisclosureFact", "framework disclosure", "framework disclosures"),
)
_REPORTS = """SELECT ?report (SAMPLE(?l) AS ?label) (SAMPLE(?c) AS ?company) (SAMPLE(?n) AS ?name)
  (MAX(?s) AS ?start) (MAX(?e) AS ?end) WHERE {
  ?report a esg:Report ; esg:company ?c .
  OPTIONAL { ?report rdfs:label|dcterms:title ?l } OPTIONAL { ?c esg:name|rdfs:label ?n }
  OPTIONAL { ?report esg:periodStart ?s } OPTIONAL { ?report esg:periodEnd ?e }
} GROUP BY ?report ORDER BY ?name ?report"""
_COUNTS = f"""SELECT ?report ?kind (COUNT(DISTINCT ?fact) AS ?n) WHERE {{
  VALUES ?kind {{ {" ".join(f"esg:{name}" for name, _, _ in KINDS)} }}
  GRAPH ?g {{ ?fact a ?kind ; esg:report ?report }}
}} GROUP BY ?report ?kind"""


class ReportRow(NamedTuple):
    """A report on the start page, with how many facts of each kind it has."""

    iri: str
    label: str
    company: str
    name: str
    period: str
    counts: Mapping[str, int]
    at_hand: bool


async def reports(site: Site) -> list[ReportRow]:
    """All reports, by company and name; asked once and then kept."""
    reports = await site.desk.table(_REPORTS, keep=True)
    counted = await site.desk.table(_COUNTS, keep=True)
    files = await site.desk.table("SELECT ?report ?file WHERE { ?report esg:file ?file }", keep=True)
    at_hand = {row["report"].value for row in files.dicts() if row["file"].value[-16:] in site.sources}
    counts: dict[str, dict[str, int]] = {}
    for row in counted.dicts():
        kind = row["kind"].value.rsplit("#", 1)[-1]
        counts.setdefault(row["report"].value, {})[kind] = int(row["n"].value)
    rows = []
    for row in reports.dicts():
        iri = row["report"].value
        year = " to ".join(dict.fromkeys(row[key].value[:4] for key in ("start", "end") if key in row))
        name = row["name"].value if "name" in row else row["company"].value
        label = row["label"].value if "label" in row else iri.rsplit("/", 1)[-1]
        rows.append(ReportRow(iri, label, row["company"].value, name, year, counts.get(iri, {}), iri in at_hand))
    return rows
