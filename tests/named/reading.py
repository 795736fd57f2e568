"""Named facts of texts about a company that does not exist."""

from __future__ import annotations

from kgbuild.extract.named import extract
from kgbuild.gate import admit_all
from kgbuild.model import Disclosure, Fact, Membership, Metric
from kgbuild.read.text import read_text

FRONT = (
    "Lumen Harbour Holdings Limited\n\n2023 ESG Report\n\n"
    'This report is published by Lumen Harbour Holdings Limited ("Lumen Harbour", "we").\n\n'
)


def facts(text: str, kind: str | None = None) -> list[Fact]:
    """The facts (of one type) that a text states; whatever is found must pass the evidence gate."""
    document = read_text((FRONT + text).encode(), "report.md")
    passed, refused = admit_all(list(extract(document)), document)
    assert not refused, [str(refusal) for refusal in refused]
    return [fact for fact in passed if kind in (None, fact.type)]


def names(text: str, kind: str) -> list[str]:
    """The names of the facts of one type."""
    return [name(fact) for fact in facts(text, kind)]


def name(fact: Fact) -> str:
    """What a fact is called."""
    assert not isinstance(fact, Metric)
    if isinstance(fact, Membership):
        return fact.organization
    return fact.code if isinstance(fact, Disclosure) else fact.name
