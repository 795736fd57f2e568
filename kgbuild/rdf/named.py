"""Facts about named things, and the things: what outlives a report has a type and names, the rest hangs on the fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from kgbuild.identity import folded, shortened, slug
from kgbuild.model import (
    Award,
    Certification,
    Committee,
    Disclosure,
    Document,
    Fact,
    Membership,
    Policy,
    Program,
    Regulation,
    ReportInfo,
    Topic,
)
from kgbuild.rdf import iris
from kgbuild.rdf.editions import Edition
from kgbuild.rdf.graph import Statement
from kgbuild.rdf.iris import Names
from kgbuild.rdf.literals import integer, label, partial_date, string
from kgbuild.rdf.ontology import types
from kgbuild.rdf.places import Places
from kgbuild.rdf.vocab import ESG, RDF, RDFS

#: Classes of a fact by its type in the facts file, outermost first.
CLASSES: dict[str, tuple[str, ...]] = {
    "metric": ("MetricFact",),
    "program": ("NamedFact", "ProgramFact"),
    "award": ("NamedFact", "AwardFact"),
    "committee": ("NamedFact", "CommitteeFact"),
    "policy": ("NamedFact", "PolicyFact"),
    "regulation": ("NamedFact", "LegalReferenceFact"),
    "certification": ("NamedFact", "CertificationFact"),
    "membership": ("NamedFact", "MembershipFact"),
    "topic": ("NamedFact", "TopicFact"),
    "disclosure": ("NamedFact", "DisclosureFact"),
}
#: Classes of a thing by the segment of its name, outermost first.
_THING_CLASSES: dict[str, tuple[str, ...]] = {
    "program": ("Thing", "Activity", "Program"),
    "activity": ("Thing", "Activity"),
    "award": ("Thing", "Award"),
    "committee": ("Thing", "Committee"),
    "policy": ("Thing", "Policy"),
    "law": ("Thing", "Law"),
    "certification": ("Thing", "Certification"),
    "alliance": ("Thing", "Alliance"),
    "topic": ("Thing", "Topic"),
    "body": ("Thing", "Organization"),
}
#: Kinds of things that belong to one company and are named under it.
OWN_THINGS = ("activity", "award", "certification", "committee", "policy", "program", "topic")


def _others(fact: Fact) -> tuple[str, ...]:
    return getattr(fact, "aliases", ())


@dataclass
class _Noted:
    """Kinds, names and other names of a thing, in the order they were met."""

    kinds: dict[str, None] = field(default_factory=dict)
    names: dict[str, None] = field(default_factory=dict)
    aliases: dict[str, None] = field(default_factory=dict)


@dataclass
class Things:
    """The things that a report's facts name, found by any name the report gives them."""

    names: Names
    #: Own name by folded name or alias, for each kind.
    known: dict[str, dict[str, str]]
    company_names: frozenset[str]
    _made: dict[NamedNode, _Noted] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Names, info: ReportInfo, facts: Sequence[Fact], document: Document | None) -> Things:
        """What can be told of the things before they are written."""
        known: dict[str, dict[str, str]] = {"program": {}, "committee": {}, "topic": {}}
        for wanted in (False, True):
            for fact in facts:
                if isinstance(fact, Program | Committee | Topic):
                    for name in (fact.name,) if not wanted else _others(fact):
                        known[fact.type].setdefault(folded(name), fact.name)
        short = document.metadata.short_names if document is not None else ()
        companies = {folded(name) for name in (info.company.value, *short)} | {info.organization.replace("-", " ")}
        return cls(names, known, frozenset(companies))

    def own(self, kind: str, name: str, aliases: Sequence[str] = ()) -> NamedNode:
        """A thing of the company, of a kind."""
        return self._note(self.names.thing(kind, name), kind, name, aliases)

    def found(self, kind: str, name: str) -> NamedNode:
        """The thing of a kind that the report means by a name, by its own name where the name is an alias."""
        return self.own(kind, self.known[kind].get(folded(name), name))

    def law(self, name: str, aliases: Sequence[str]) -> NamedNode:
        """A law."""
        return self._note(self.names.law(name), "law", name, aliases)

    def body(self, name: str, kind: str = "body", aliases: Sequence[str] = ()) -> NamedNode:
        """Another organization, or the company itself where it is meant."""
        if kind == "body" and self.is_company(name):
            return self.names.company
        return self._note(self.names.body(name), kind, name, aliases)

    def is_company(self, name: str) -> bool:
        """Whether a name is one that the report gives its own company."""
        return folded(name) in self.company_names or slug(name) == self.names.organization

    def activity(self, name: str) -> NamedNode:
        """The program that a figure is about, or an activity that no program fact names."""
        return self.found("program", name) if folded(name) in self.known["program"] else self.own("activity", name)

    def recipient(self, name: str) -> NamedNode | None:
        """Who received an award, where it is known which."""
        if folded(name) in self.known["program"]:
            return self.found("program", name)
        short_form = self.names.organization.startswith(f"{slug(name)}-") or slug(name) in ("group", "company")
        return self.names.company if short_form or self.is_company(name) else None

    def topic(self, name: str) -> NamedNode | None:
        """The material topic of a name, where the report has it."""
        return self.found("topic", name) if folded(name) in self.known["topic"] else None

    def _note(self, node: NamedNode, kind: str, name: str, aliases: Sequence[str]) -> NamedNode:
        noted = self._made.setdefault(node, _Noted())
        noted.kinds.setdefault(kind)
        noted.names.setdefault(name)
        for alias in aliases:
            noted.aliases.setdefault(alias)
        return node

    def described(self, edition: Edition, language: str) -> Iterator[Statement]:
        """The things met so far: type, label, names."""
        for node, noted in self._made.items():
            for kind in noted.kinds:
                for name in _THING_CLASSES[kind]:
                    yield node, RDF["type"], ESG[name]
            names = [shortened(name) if edition == "facts-only" else name for name in noted.names]
            yield node, RDFS["label"], label(names[0], language)
            for name in names:
                yield node, ESG["name"], string(name)
            for alias in noted.aliases:
                if alias not in noted.names:
                    yield node, ESG["alias"], string(shortened(alias) if edition == "facts-only" else alias)


def named_statements(node: NamedNode, fact: Fact, shown: Fact, things: Things, places: Places) -> Iterator[Statement]:
    """What a named fact says beyond what every fact says; `shown` is the fact as the edition publishes it.

    Names are made from the whole words of `fact`, text from `shown`.
    """
    for alias in _others(shown):
        yield node, ESG["alias"], string(alias)
    match fact, shown:
        case Program(), Program():
            yield node, ESG["states"], things.own("program", fact.name, fact.aliases)
            yield from _dated(node, "startDate", fact.start)
            for partner in fact.partners:
                yield node, ESG["partner"], things.body(partner)
        case Award(), Award():
            yield from _award(node, fact, shown, things)
        case Committee(), Committee():
            yield node, ESG["states"], things.own("committee", fact.name, fact.aliases)
            if fact.parent:
                yield node, ESG["parent"], things.found("committee", fact.parent)
            yield from _texts(node, ("role", shown.role), *(("member", member) for member in shown.members))
        case Policy(), Policy():
            yield node, ESG["states"], things.own("policy", fact.name, fact.aliases)
            yield from _texts(node, ("topicName", shown.topic))
            topic = things.topic(fact.topic) if fact.topic else None
            if topic is not None:
                yield node, ESG["topic"], topic
        case Regulation(), _:
            yield node, ESG["states"], things.law(fact.name, fact.aliases)
        case Certification(), Certification():
            yield node, ESG["states"], things.own("certification", fact.name, fact.aliases)
            yield from _texts(node, ("standard", shown.standard))
            yield from _dated(node, "date", fact.date)
        case Membership(), Membership():
            yield node, ESG["states"], things.body(fact.organization, "alliance", fact.aliases)
            yield from _texts(node, ("role", shown.role))
            yield from _dated(node, "date", fact.date)
        case Topic(), Topic():
            yield node, ESG["states"], things.own("topic", fact.name, fact.aliases)
            yield from _texts(node, ("group", shown.group))
        case Disclosure(), Disclosure():
            yield from _disclosure(node, shown, places)


def _award(node: NamedNode, fact: Award, shown: Award, things: Things) -> Iterator[Statement]:
    yield node, ESG["states"], things.own("award", fact.name, fact.aliases)
    yield from _dated(node, "date", fact.date)
    yield from _texts(node, ("recipientName", shown.recipient), ("rank", shown.rank))
    if fact.issuer:
        yield node, ESG["issuer"], things.body(fact.issuer)
    recipient = things.recipient(fact.recipient) if fact.recipient else None
    if recipient is not None:
        yield node, ESG["recipient"], recipient
    if fact.program:
        yield node, ESG["awardedProgram"], things.activity(fact.program)


def _disclosure(node: NamedNode, fact: Disclosure, places: Places) -> Iterator[Statement]:
    yield from _texts(
        node,
        ("code", fact.code),
        ("framework", fact.framework),
        ("edition", fact.edition),
        ("requirementText", fact.requirement),
        ("omission", fact.omission),
        ("omissionCode", fact.omission_code),
    )
    if fact.framework and fact.edition:
        requirement = iris.requirement(fact.framework, fact.edition, fact.code)
        if requirement.value in types():
            yield node, ESG["requirement"], requirement
    for low, high in fact.page_labels:
        for printed in places.possible(low, high):
            page = places.page_with(printed)
            yield node, ESG["disclosedOn"], page[0]
            yield from places.of_page(*page)


def _texts(node: NamedNode, *pairs: tuple[str, str | None]) -> Iterator[Statement]:
    for name, text in pairs:
        if text:
            yield node, ESG[name], string(text)


def _dated(node: NamedNode, name: str, date: str | None) -> Iterator[Statement]:
    if date:
        yield node, ESG[name], partial_date(date)
        yield node, ESG["year"], integer(int(date[:4]))
