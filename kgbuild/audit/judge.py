"""One verdict a field and one overall: what the report's own words show of each published fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Literal, cast

from pydantic import ValidationError

from kgbuild.audit.context import Context, says_period
from kgbuild.audit.published import PublishedEvidence, PublishedFact, PublishedReport, published
from kgbuild.cite import digest
from kgbuild.gate import spells
from kgbuild.identity import folded
from kgbuild.model import Document, Evidence, Metric, Period, Place, Span, WithWords
from kgbuild.model.fact import Role
from kgbuild.quantity.prove import Verdict, prove

#: Fields of which words can show that they are consistent: property, and what it is called in the verdicts.
SPOKEN = {
    "issuer": "issuer",
    "recipientName": "recipient",
    "rank": "rank",
    "parent": "parent",
    "standard": "standard",
    "partner": "partner",
    "member": "member",
    "topicName": "topic",
    "activity": "activity",
    "boundary": "boundary",
    "role": "role",
}
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
class Source:
    """A report at hand, and what stands around its words."""

    document: Document
    context: Context


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
    made = published(path)
    found = {document.file_sha256: Source(document, Context(document)) for document in documents}
    at_hand = {iri: found[file.sha256] for iri, file in made.files.items() if file.sha256 in found}
    periods = {iri: period for iri, report in made.reports.items() if (period := _proven_period(report, at_hand))}
    shared = made.shared
    return Audit(tuple(_fact(fact, at_hand, periods.get(fact.report), shared) for fact in made.facts))


def _proven_period(report: PublishedReport, at_hand: Mapping[str, Source]) -> tuple[date, date] | None:
    """The report's period, where the report's own words give it at the places that the graph names."""
    try:
        start, end = date.fromisoformat(report.period_start or ""), date.fromisoformat(report.period_end or "")
    except ValueError:
        return None
    for iri in {piece.file for piece in report.evidence} & at_hand.keys():
        document = at_hand[iri].document
        read = [(piece, _words(piece, document, piece.page_index)) for piece in report.evidence if piece.file == iri]
        spans = [made[0] for piece, made in read if not isinstance(made, str) and _said(piece, made[1]) == "proven"]
        if says_period(document, spans, start, end):
            return start, end
    return None


def _fact(
    fact: PublishedFact, at_hand: Mapping[str, Source], covered: tuple[date, date] | None, shared: Container[str]
) -> FactAudit:
    if not fact.evidence:
        return FactAudit(fact.iri, fact.label, (("words", "not provable"),), "it has no evidence")
    judged = [_evidence(fact, piece, at_hand.get(piece.file), shared) for piece in fact.evidence]
    fields: dict[str, Verdict] = {}
    for verdicts, _ in judged:
        for name, verdict in verdicts.items():
            # A name or an issuer is spelt once; a number must hold wherever it is said to stand.
            choose = _strongest if name == "name" or name in SPOKEN.values() else _weakest
            fields[name] = choose(fields.get(name), verdict)
    if fields.get("period") == "not provable" and covered is not None and _of_the_report(fact, covered):
        fields["period"] = "proven"
    reason = next((reason for _, reason in judged if reason), "")
    if not reason and fields.get("name", "proven") != "proven":
        reason = f"none of its words spell {fact.one('code') or fact.one('name')!r}"
    return FactAudit(fact.iri, fact.label, tuple(fields.items()), reason)


_STRENGTH: dict[Verdict, int] = {"contradicted": 0, "not provable": 1, "consistent": 2, "proven": 3}


def _weakest(one: Verdict | None, other: Verdict) -> Verdict:
    return other if one is None or _STRENGTH[other] < _STRENGTH[one] else one


def _strongest(one: Verdict | None, other: Verdict) -> Verdict:
    return other if one is None or _STRENGTH[other] > _STRENGTH[one] else one


def _of_the_report(fact: PublishedFact, covered: tuple[date, date]) -> bool:
    """Whether a figure is said to be of the report's period, or of its end, because the report says so of all."""
    period = _period(fact)
    if fact.one("periodBasis") != "report" or period is None:
        return False
    return (period.start, period.end) == covered if period.as_of is None else period.as_of == covered[1]


def _evidence(
    fact: PublishedFact, piece: PublishedEvidence, source: Source | None, shared: Container[str]
) -> tuple[dict[str, Verdict], str]:
    """Verdicts by field for one piece of evidence, and why it does not hold."""
    if source is None:
        return {"file": "not provable"}, "the report file it was read from is not at hand"
    document = source.document
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
    proven, reason = _content(fact, evidence, source, span, is_shared=piece.iri in shared)
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


def _content(
    fact: PublishedFact, evidence: Evidence, source: Source, span: Span, *, is_shared: bool
) -> tuple[dict[str, Verdict], str]:
    around = _spoken(fact, evidence, source.context, span)
    if "MetricFact" not in fact.types:
        return _name(fact, evidence) | around, ""
    metric = _metric(fact, evidence)
    if metric is None:
        return {"value": "not provable"}, "its value, unit or printed number is missing"
    style = source.document.number_style
    proof = prove(metric, evidence, style)
    fields = dict(proof.fields)
    if is_shared:
        alone = prove(metric, evidence.model_copy(update={"with_": ()}), style)
        for name, verdict in fields.items():
            if verdict == "proven" and alone.verdict(name) != "proven":
                fields[name] = "consistent"
    return fields | around, proof.reason


def _name(fact: PublishedFact, evidence: Evidence) -> dict[str, Verdict]:
    """The name itself must be spelt at one place at least; a mention may use another name the fact gives."""
    name = fact.one("code") or fact.one("name") or ""
    verdicts: dict[str, Verdict] = {"name": "contradicted"}
    # The facts-only edition cuts names of more than twelve words, and says so with an ellipsis.
    if name and spells(evidence, name.removesuffix("…")):
        verdicts["name"] = "proven"
    elif any(spells(evidence, alias.removesuffix("…")) for alias in fact.values.get("alias", ())):
        verdicts["name"] = "consistent"
    return verdicts


def _spoken(fact: PublishedFact, evidence: Evidence, context: Context, span: Span) -> dict[str, Verdict]:
    """What is said of a fact is consistent where its words, or those around them, name it; they never prove it."""
    own = folded(" ".join([evidence.quote or "", *(words.quote or "" for words in evidence.with_)]))
    verdicts: dict[str, Verdict] = {}
    for field, shown in SPOKEN.items():
        for value in fact.values.get(field, ()):
            words = folded(value.removesuffix("…"))
            there = bool(words) and (f" {words} " in f" {own} " or context.names(value, span))
            verdicts[shown] = _weakest(verdicts.get(shown), "consistent" if there else "not provable")
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
