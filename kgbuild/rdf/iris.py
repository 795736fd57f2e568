"""Names on the web: what stands where, never what was understood, so that a better reading changes no name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kgbuild.identity import slug
from kgbuild.rdf.vocab import ROOT

LOCAL_BASE = "https://kgbuild.example/"
_UNSAFE = re.compile(r"[^\w.,+~\-]+")
_COMPARISONS = (
    ("<=", "up-to "), ("≤", "up-to "), (">=", "from "), ("≥", "from "), ("<", "under "), (">", "over "),
)  # fmt: skip


def segment(text: str) -> str:
    """Text as printed, as one segment of an IRI: letters, digits, points and commas stay as they are."""
    return _UNSAFE.sub("-", text).strip("-") or "x"


def numbered(iri: str, taken: Callable[[str], bool]) -> str:
    """The IRI, or the first of `.2`, `.3` ... that is not taken."""
    made, number = iri, 1
    while taken(made):
        number += 1
        made = f"{iri}.{number}"
    return made


def based(base: str) -> str:
    """The base with the slash at its end that every name under it needs.

    Raises:
        ValueError: it is no absolute http or https IRI, or has a query or a fragment.
    """
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`?#]+", base):
        raise ValueError(f"{base!r} is no base for names: give an absolute IRI such as {LOCAL_BASE}")
    return base if base.endswith("/") else f"{base}/"


# ------------------------------------------------------------------------------------ the same whatever the base


def metric(concept: str) -> NamedNode:
    """A metric concept."""
    return NamedNode(f"{ROOT}metric/{segment(concept)}")


def counted(noun: str) -> NamedNode:
    """What a count counts."""
    return NamedNode(f"{ROOT}counted/{slug(noun)}")


def axis(name: str) -> NamedNode:
    """A dimension."""
    return NamedNode(f"{ROOT}dim/{segment(name)}")


def member(name: str, value: str) -> NamedNode:
    """A member of a dimension; `<30` and `>30` stay apart."""
    spoken = value
    for sign, words in _COMPARISONS:
        spoken = spoken.replace(sign, words)
    return NamedNode(f"{ROOT}dim/{segment(name)}/{slug(spoken.replace('+', ' plus '))}")


def unit(code: str) -> NamedNode:
    """A unit of ours."""
    numerator, slash, denominator = code.partition("/")
    name = f"{segment(numerator)}-per-{segment(denominator)}" if slash else segment(code)
    return NamedNode(f"{ROOT}unit/{name}")


def requirement(framework: str, edition: str, code: str) -> NamedNode:
    """A framework's requirement."""
    return NamedNode(f"{ROOT}framework/{slug(framework)}/{segment(edition)}/{segment(code)}")


# ------------------------------------------------------------------------------------------------ under the base


@dataclass(frozen=True, slots=True)
class Names:
    """What is minted for one report under a base."""

    base: str
    report_slug: str
    organization: str

    @property
    def report(self) -> NamedNode:
        """The report."""
        return NamedNode(f"{self.base}id/report/{self.report_slug}")

    @property
    def company(self) -> NamedNode:
        """The company whose report it is."""
        return NamedNode(f"{self.base}id/org/{self.organization}")

    def file(self, sha256: str) -> NamedNode:
        """The file that was read."""
        return NamedNode(f"{self.base}id/file/{sha256[:16]}")

    def fact(self, kind: str, rest: str) -> str:
        """A fact, by its type and what tells it from others of that type."""
        return f"{self.base}id/fact/{self.report_slug}/{kind}/{rest}"

    def evidence(self, start: int, end: int, page_index: int | None) -> NamedNode:
        """A stretch of words; `page_index` where positions count from the page."""
        page = "" if page_index is None else f"{page_index}-"
        return NamedNode(f"{self.base}id/evidence/{self.report_slug}/{page}{start}-{end}")

    def page(self, index: int) -> NamedNode:
        """A page by its place in the file."""
        return NamedNode(f"{self.report.value}/page/{index}")

    def labelled_page(self, label: int | str) -> NamedNode:
        """A page by its printed number, where the file has no pages."""
        return NamedNode(f"{self.report.value}/page/p{segment(str(label))}")

    def thing(self, kind: str, name: str) -> NamedNode:
        """A thing of the company that outlives the report."""
        return NamedNode(f"{self.company.value}/{kind}/{slug(name)}")

    def body(self, name: str) -> NamedNode:
        """Another organization, alliance or pact."""
        return NamedNode(f"{self.base}id/org/{slug(name)}")

    def law(self, name: str) -> NamedNode:
        """A law or standard that others made."""
        return NamedNode(f"{self.base}id/law/{slug(name)}")

    def graph_of(self, subject: NamedNode) -> NamedNode:
        """The one named graph that holds what is said of a subject: its IRI decides."""
        iri = subject.value
        if iri.startswith(f"{self.base}id/org/"):
            owner = iri.removeprefix(f"{self.base}id/org/").split("/", 1)[0]
            return graph(self.base, "org", owner)
        if iri.startswith(f"{self.base}id/law/"):
            return graph(self.base, "law")
        if iri.startswith(f"{self.base}id/"):
            return graph(self.base, "report", self.report_slug)
        return graph(self.base, "ontology")


def graph(base: str, *parts: str) -> NamedNode:
    """A named graph: `graph/report/{r}`, `graph/org/{o}`, `graph/law`, `graph/inferred/{r}`, `graph/ontology` ..."""
    return NamedNode(f"{base}graph/{'/'.join(parts)}")
