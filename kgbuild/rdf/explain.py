"""Why something was inferred: the rule, the axiom and the asserted triples, found again from what was asserted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from kgbuild.errors import ReleaseError
from kgbuild.rdf.graph import value
from kgbuild.rdf.inference import UNIT_CONVERSION, Reason, conclusions
from kgbuild.rdf.released import released

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


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why what a release concludes of one thing holds; `unexplained` are conclusions that do not follow any more."""

    iri: str
    steps: tuple[tuple[Step, ...], ...]
    unexplained: tuple[Triple, ...] = ()


def explain_released(directory: Path, name: str) -> Explanation:
    """The reasons of every conclusion about a fact or thing of a release, found again from what it asserts.

    `name` is its IRI, or the end of it (`fact/{report}/award/{slug}`).

    Raises:
        ReleaseError: the release cannot be read, or says nothing of it, or of several that end so.
    """
    quads = [quad for quad in released(directory, "esgkg.nq") if not value(quad.graph_name).endswith("graph/ontology")]
    iri = _meant({value(quad.subject) for quad in quads}, name, directory)
    found = explain((quad.triple for quad in quads), iri)
    shown = {steps[0].conclusion for steps in found}
    node = NamedNode(iri)
    concluded = [quad.triple for quad in released(directory, "inferred.nq") if node in (quad.subject, quad.object)]
    return Explanation(
        iri,
        tuple(tuple(steps) for steps in found if steps[0].conclusion in set(concluded)),
        tuple(triple for triple in concluded if triple not in shown),
    )


def _meant(known: set[str], name: str, directory: Path) -> str:
    wanted = name.strip("<>")
    if wanted in known:
        return wanted
    ending = f"/{wanted.lstrip('/')}"
    found = sorted(iri for iri in known if iri.endswith(ending))
    facts = [iri for iri in found if "/id/fact/" in iri]
    if len(found) == 1 or len(facts) == 1:
        return (facts or found)[0]
    if found:
        raise ReleaseError(f"has {len(found)} names that end in {wanted!r}, such as {found[0]}", where=directory)
    raise ReleaseError(f"says nothing of {wanted!r}", where=directory)


def explain(asserted: Iterable[Triple], iri: str) -> list[list[Step]]:
    """For each conclusion about a fact or thing, the steps that lead to it; what is asserted needs none.

    Raises:
        InputError: the ontology's files cannot be read.
    """
    reasons = conclusions(asserted)
    about = [triple for triple in reasons if value(triple.subject) == iri or triple.object == NamedNode(iri)]
    return [why(reasons, triple) for triple in sorted(about, key=str)]
