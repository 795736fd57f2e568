"""`check`, `explain` and `diff`."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import simplejson
import typer

from kgbuild.cli.options import Json
from kgbuild.errors import ExitStatus

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from kgbuild.rdf import Explanation, Step

ReleaseFolder = Annotated[Path, typer.Argument(help="A release folder.", metavar="DIR")]
Before = Annotated[Path, typer.Argument(help="The earlier release.", metavar="DIR")]
After = Annotated[Path, typer.Argument(help="The later release.", metavar="DIR")]
FactName = Annotated[str, typer.Argument(help="IRI of a fact or thing, or the end of it.", metavar="FACT")]
OneRelease = Annotated[Path, typer.Option("--release", help="Release folder.", metavar="DIR")]


def check(target: ReleaseFolder, json: Json = False) -> int:
    """What reports say against themselves; status 1 where two figures cannot both hold (severity Warning)."""
    from kgbuild.check import findings_in

    found = findings_in(target)
    if json:
        print(simplejson.dumps([asdict(finding) for finding in found], ensure_ascii=False, indent=1, use_decimal=True))
    else:
        for finding in found:
            print(finding)
        counts = Counter(finding.severity for finding in found)
        said = ", ".join(f"{count} of severity {severity}" for severity, count in sorted(counts.items()))
        print(f"{target}: {said or 'nothing found'}")
    against = any(finding.severity == "Warning" for finding in found)
    return ExitStatus.DOES_NOT_HOLD if against else ExitStatus.GOOD


def explain(fact: FactName, release: OneRelease = Path("output"), json: Json = False) -> int:
    """Why each conclusion about a fact or thing holds: the rule, and the statements that it was used on."""
    from kgbuild.rdf import explain_released

    found = explain_released(release, fact)
    print(_explained_json(found) if json else _explained_text(found))
    return ExitStatus.DOES_NOT_HOLD if found.unexplained else ExitStatus.GOOD


def _explained_json(found: Explanation) -> str:
    from kgbuild.rdf.explain import RULES

    def step(item: Step) -> dict[str, object]:
        return {
            "conclusion": str(item.conclusion),
            "rule": item.reason.rule,
            "means": RULES[item.reason.rule],
            "axiom": list(item.reason.axiom),
            "from": [str(premise) for premise in item.reason.premises],
        }

    whole = {
        "iri": found.iri,
        "conclusions": [[step(item) for item in steps] for steps in found.steps],
        "unexplained": [str(triple) for triple in found.unexplained],
    }
    return str(simplejson.dumps(whole, ensure_ascii=False, indent=1))


def _explained_text(found: Explanation) -> str:
    from kgbuild.rdf.explain import RULES

    lines = [f"{found.iri}: {len(found.steps)} conclusion(s)"]
    for steps in found.steps:
        for depth, step in enumerate(steps):
            lines.append(f"{'' if depth == 0 else '  and '}{_triple(step.conclusion)}")
            lines.append(f"    by {step.reason.rule}: {RULES[step.reason.rule]}")
            lines += [f"    from {_triple(premise)}" for premise in step.reason.premises]
    lines += [f"does not follow from what is stated: {_triple(triple)}" for triple in found.unexplained]
    return "\n".join(lines)


def _triple(triple: Triple) -> str:
    return " ".join(_term(str(term)) for term in (triple.subject, triple.predicate, triple.object))


def _term(text: str) -> str:
    from kgbuild.store.prefixes import shorten

    if text.startswith("<"):
        return shorten(text[1:-1])
    literal, typed, datatype = text.rpartition("^^")
    return f"{literal}^^{shorten(datatype[1:-1])}" if typed else text


def diff(before: Before, after: After, json: Json = False) -> int:
    """Facts added, removed and changed between two releases; status 1 where there are any."""
    from kgbuild.publish import diff as run

    found = run(before, after)
    if json:
        print(simplejson.dumps(asdict(found), ensure_ascii=False, indent=1))
    else:
        for sign, facts in (("-", found.removed), ("+", found.added)):
            for fact in facts:
                print(f"{sign} {fact}")
        for fact, changes in found.changed.items():
            print(f"~ {fact}")
            for change in changes:
                print(f"    {change}")
        counts = f"{len(found.added)} added, {len(found.removed)} removed, {len(found.changed)} changed"
        print(f"{before} -> {after}: {'the same facts' if found.same else counts}")
    return ExitStatus.GOOD if found.same else ExitStatus.DOES_NOT_HOLD
