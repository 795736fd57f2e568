"""One verdict a field and one overall: what the report's own words show of each published fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Literal, cast

from pydantic import ValidationError

from kgbuild.audit.published import PublishedEvidence, PublishedFact, PublishedFile, published_facts
from kgbuild.cite import digest
from kgbuild.gate import spells
from kgbuild.identity import folded
from kgbuild.model import Document, Evidence, Metric, Period, Place, Span, WithWords
from kgbuild.model.fact import Role
from kgbuild.quantity.prove import Verdict, prove

#: Fields of which words can show that they are consistent, by property.
SPOKEN = (
    "issuer",
    "recipientName",
    "rank",
    "parent",
    "standard",
    "partner",
    "member",
    "topicName",
    "activity",
    "boundary",
    "role",
)
#: What no words can prove: how kgbuild understood them.
NOT_COVERED = (
    "what a metric's label and concept call it",
    "whether a figure is of the company or of one activity",
    "which breakdown a figure belongs to, beyond the words it is read with",
    "sameness of things across reports",
    "facts that the report states and the release has not",
)
Overall = Literal["proven", "contradicted", "not provable"]


@dataclass(frozen=True, slots=True)
class FactAudit:
    """The verdicts on one fact; `reason` says what does not hold, empty where it holds."""

    iri: str
    label: str
    fields: tuple[tuple[str, Verdict], ...]
    reason: str

    @property
    def holds(self) -> bool:
        """Whether file, place, words, page and number or name hold."""
        return not self.reason


@dataclass(frozen=True, slots=True)
class Audit:
    """The verdicts on a release."""

    facts: tuple[FactAudit, ...]

    @property
    def overall(self) -> Overall:
        """Proven if every fact is; contradicted if the report says otherwise somewhere; else not provable."""
        if all(fact.holds for fact in self.facts):
            return "proven"
        against = any(verdict == "contradicted" for fact in self.facts for _, verdict in fact.fields if not fact.holds)
        return "contradicted" if against else "not provable"

    def counts(self) -> dict[str, Counter[Verdict]]:
        """How many facts have which verdict, a field."""
        made: dict[str, Counter[Verdict]] = {}
        for fact in self.facts:
            for field, verdict in fact.fields:
                made.setdefault(field, Counter())[verdict] += 1
        return made


def audit(path: Path, documents: Sequence[Document]) -> Audit:
    """Hold every fact of a release folder or graph file against the reports at hand.

    Raises:
        ReleaseError: the release cannot be read or holds no fact.
    """
    facts, files = published_facts(path)
    at_hand = {document.file_sha256: document for document in documents}
    return Audit(tuple(_fact(fact, files, at_hand) for fact in facts))


def _fact(fact: PublishedFact, files: Mapping[str, PublishedFile], at_hand: Mapping[str, Document]) -> FactAudit:
    if not fact.evidence:
        return FactAudit(fact.iri, fact.label, (("words", "not provable"),), "it has no evidence")
    judged = [_evidence(fact, piece, files, at_hand) for piece in fact.evidence]
    fields: dict[str, Verdict] = {}
    for verdicts, _ in judged:
        for name, verdict in verdicts.items():
            choose = _strongest if name == "name" else _weakest
            fields[name] = choose(fields.get(name), verdict)
    reason = next((reason for _, reason in judged if reason), "")
    if not reason and fields.get("name", "proven") != "proven":
        reason = f"none of its words spell {fact.one('code') or fact.one('name')!r}"
    return FactAudit(fact.iri, fact.label, tuple(fields.items()), reason)


_STRENGTH: dict[Verdict, int] = {"contradicted": 0, "not provable": 1, "consistent": 2, "proven": 3}


def _weakest(one: Verdict | None, other: Verdict) -> Verdict:
    return other if one is None or _STRENGTH[other] < _STRENGTH[one] else one


def _strongest(one: Verdict | None, other: Verdict) -> Verdict:
    return other if one is None or _STRENGTH[other] > _STRENGTH[one] else one


def _evidence(
    fact: PublishedFact, piece: PublishedEvidence, files: Mapping[str, PublishedFile], at_hand: Mapping[str, Document]
) -> tuple[dict[str, Verdict], str]:
    """Verdicts by field for one piece of evidence, and why it does not hold."""
    file = files.get(piece.file)
    document = at_hand.get(file.sha256) if file else None
    if document is None:
        return {"file": "not provable"}, "the report file it was read from is not at hand"
    verdicts: dict[str, Verdict] = {"file": "proven"}
    read = _words(piece, document, piece.page_index)
    if isinstance(read, str):
        return {**verdicts, "place": "contradicted"}, read
    span, words = read
    verdicts["place"] = "proven"
    verdicts["words"] = _said(piece, words)
    if verdicts["words"] != "proven":
        return verdicts, "the report has other words at its place"
    place = document.place(span)
    verdicts["page"] = _page(piece, place)
    others: list[WithWords] = []
    for role, beside in piece.beside:
        found = _words(beside, document, beside.page_index or piece.page_index)
        if isinstance(found, str) or _said(beside, found[1]) != "proven":
            return {**verdicts, f"{role} words": "contradicted"}, f"the report has other words for its {role}"
        others.append(WithWords(role=cast(Role, role), start=beside.start, end=beside.end, quote=found[1]))
    evidence = Evidence(start=piece.start, end=piece.end, quote=words, with_=tuple(others))
    proven, reason = _content(fact, evidence, document)
    verdicts |= proven
    if verdicts["page"] == "contradicted":
        reason = reason or "the report has its words on another page"
    return verdicts, reason


def _words(piece: PublishedEvidence, document: Document, page_index: int | None) -> tuple[Span, str] | str:
    try:
        span = document.span(piece.start, piece.end, page_index)
    except ValueError as error:
        return str(error)
    words = document.quote(span)
    return (span, words) if words else f"there are no words at {piece.start}:{piece.end}"


def _said(piece: PublishedEvidence, words: str) -> Verdict:
    if piece.quote is None and piece.quote_sha256 is None:
        return "not provable"
    same = piece.quote in (None, words) and piece.quote_sha256 in (None, digest(words))
    return "proven" if same else "contradicted"


def _page(piece: PublishedEvidence, place: Place) -> Verdict:
    """An exact page must be the page; a range must be the one that the reader finds again."""
    labels = tuple(None if label is None else str(label) for label in place.page_labels or (None, None))
    if piece.page_basis != place.page_basis or piece.page_index != place.page_index or piece.labels != labels:
        return "contradicted"
    return (
        "proven" if place.page_basis == "exact" else "consistent" if place.page_basis == "bounded" else "not provable"
    )


def _content(fact: PublishedFact, evidence: Evidence, document: Document) -> tuple[dict[str, Verdict], str]:
    if "MetricFact" not in fact.types:
        return _named(fact, evidence), ""
    metric = _metric(fact, evidence)
    if metric is None:
        return {"value": "not provable"}, "its value, unit or printed number is missing"
    proof = prove(metric, evidence, document.number_style)
    return dict(proof.fields), proof.reason


def _named(fact: PublishedFact, evidence: Evidence) -> dict[str, Verdict]:
    """The name itself must be spelt at one place at least; a mention may use another name the fact gives."""
    name = fact.one("code") or fact.one("name") or ""
    verdicts: dict[str, Verdict] = {"name": "contradicted"}
    # The facts-only edition cuts names of more than twelve words, and says so with an ellipsis.
    if name and spells(evidence, name.removesuffix("…")):
        verdicts["name"] = "proven"
    elif any(spells(evidence, alias.removesuffix("…")) for alias in fact.values.get("alias", ())):
        verdicts["name"] = "consistent"
    spoken = folded(" ".join([evidence.quote or "", *(words.quote or "" for words in evidence.with_)]))
    for field in SPOKEN:
        for value in fact.values.get(field, ()):
            verdicts[field] = _weakest(verdicts.get(field), "consistent" if folded(value) in spoken else "not provable")
    return verdicts


def _metric(fact: PublishedFact, evidence: Evidence) -> Metric | None:
    value, printed = _decimal(fact.one("value")), fact.one("printed")
    if value is None or not printed:
        return None
    fields: dict[str, object] = {
        "label": fact.label,
        "value": value,
        "upper_value": _decimal(fact.one("upperValue")),
        "unit": fact.one("unit") or "1",
        "bound": fact.one("bound") or "exact",
        "printed": printed,
        "scale": _decimal(fact.one("scale")) or Decimal(1),
        "resolution": _decimal(fact.one("resolution")),
        "period": _period(fact),
        "evidence": (evidence,),
    }
    try:
        return Metric.model_validate(fields)
    except ValidationError:
        return None


def _period(fact: PublishedFact) -> Period | None:
    given = {"start": fact.one("periodStart"), "end": fact.one("periodEnd"), "asOf": fact.one("asOf")}
    try:
        return Period.model_validate({key: value for key, value in given.items() if value})
    except ValidationError:
        return None


def _decimal(text: str | None) -> Decimal | None:
    try:
        return None if text is None else Decimal(text)
    except InvalidOperation:
        return None
