"""Why something was inferred: the rule, the axiom and the asserted triples, found again from what was asserted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from kgbuild.rdf.graph import value
from kgbuild.rdf.inference import UNIT_CONVERSION, Reason, conclusions

#: What each rule says, for a person.
RULES = {
    "cax-sco": "what is of a class is of the classes above it",
    "prp-dom": "what has the property is of its domain",
    "prp-rng": "what the property points to is of its range",
    "prp-spo1": "a property implies those above it",
    "prp-spo2": "two properties in a row imply a third",
    "prp-inv": "a property implies its inverse",
    "prp-symp": "the property holds both ways",
    "prp-trp": "the property holds through others",
    UNIT_CONVERSION: "a value in one unit is a value in another",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One conclusion, with its reason."""

    conclusion: Triple
    reason: Reason

    def __str__(self) -> str:
        because = " and ".join(f"({premise})" for premise in self.reason.premises)
        return f"({self.conclusion}) by {self.reason.rule} ({RULES[self.reason.rule]}) from {because}"


def why(reasons: Mapping[Triple, Reason], conclusion: Triple) -> list[Step]:
    """The conclusion with its reason, then the conclusions it rests on; empty if it was not inferred."""
    found: list[Step] = []
    waiting, seen = [conclusion], {conclusion}
    for current in waiting:
        reason = reasons.get(current)
        if reason is None:
            continue
        found.append(Step(current, reason))
        for premise in reason.premises:
            if premise not in seen:
                seen.add(premise)
                waiting.append(premise)
    return found


def explain(asserted: Iterable[Triple], iri: str) -> list[list[Step]]:
    """For each conclusion about a fact or thing, the steps that lead to it; what is asserted needs none.

    Raises:
        InputError: the ontology's files cannot be read.
    """
    reasons = conclusions(asserted)
    about = [triple for triple in reasons if value(triple.subject) == iri or triple.object == NamedNode(iri)]
    return [why(reasons, triple) for triple in sorted(about, key=str)]
