"""`validate`, `audit` and `verify`."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import simplejson
import typer

from kgbuild.cli.options import Json, Sources
from kgbuild.errors import ExitStatus, InputError

if TYPE_CHECKING:
    from kgbuild.audit import Audit

Published = Annotated[Path, typer.Argument(help="A release folder, or a Turtle or N-Quads file.", metavar="DIR|FILE")]
ReleaseFolder = Annotated[Path, typer.Argument(help="A release folder.", metavar="DIR")]
SHOWN = 20


def validate(target: Published, json: Json = False) -> int:
    """SHACL over a release or any graph file that uses the ontology."""
    from kgbuild.rdf import validate_file

    found = validate_file(target / "esgkg.nq" if target.is_dir() else target)
    if json:
        print(simplejson.dumps([asdict(result) for result in found.results], ensure_ascii=False, indent=1))
    else:
        for result in found.results:
            print(result)
        counts = Counter(result.severity for result in found.results)
        said = ", ".join(f"{count} of severity {severity}" for severity, count in sorted(counts.items()))
        print(f"{target}: {'holds' if found.holds else 'does not hold'}: {said or 'nothing found'}")
    return ExitStatus.GOOD if found.holds else ExitStatus.DOES_NOT_HOLD


def audit(target: Published, source: Sources = None, json: Json = False) -> int:
    """Prove a release against the reports: file, page, words at their place, number re-read from the words."""
    from kgbuild.audit import audit as run
    from kgbuild.pipeline import reports_in
    from kgbuild.read import read

    if not source:
        raise InputError("an audit needs the reports: name them with --source")
    made = run(target, [read(path) for path in reports_in(source)])
    print(_as_json(made) if json else _as_text(made, target))
    return ExitStatus.GOOD if made.overall == "proven" else ExitStatus.DOES_NOT_HOLD


def _as_json(made: Audit) -> str:
    from kgbuild.audit.judge import NOT_COVERED

    facts = [
        {"fact": fact.iri, "label": fact.label, "holds": fact.holds, "reason": fact.reason, "fields": dict(fact.fields)}
        for fact in made.facts
    ]
    whole = {"verdict": made.overall, "facts": facts, "not_covered": NOT_COVERED}
    return str(simplejson.dumps(whole, ensure_ascii=False, indent=1))


def _as_text(made: Audit, target: Path) -> str:
    from kgbuild.audit.judge import NOT_COVERED

    lines = [f"{'field':<16}{'proven':>8}{'consistent':>12}{'not provable':>14}{'contradicted':>14}"]
    for field, counts in made.counts().items():
        lines.append(
            f"{field:<16}{counts['proven']:>8}{counts['consistent']:>12}"
            f"{counts['not provable']:>14}{counts['contradicted']:>14}"
        )
    failed = [fact for fact in made.facts if not fact.holds]
    lines += [f"does not hold: {fact.iri} ({fact.label}): {fact.reason}" for fact in failed[:SHOWN]]
    if len(failed) > SHOWN:
        lines.append(f"... and {len(failed) - SHOWN} more (--json shows all)")
    lines.append("not covered: " + "; ".join(NOT_COVERED))
    lines.append(f"{target}: {made.overall}: {len(made.facts) - len(failed)} of {len(made.facts)} facts hold")
    return "\n".join(lines)


def verify(target: ReleaseFolder, json: Json = False) -> int:
    """The manifest: every file there, with its digest, and nothing else."""
    from kgbuild.publish import verify as run

    problems = run(target)
    if json:
        print(simplejson.dumps({"matches": not problems, "problems": problems}, ensure_ascii=False, indent=1))
        return ExitStatus.DOES_NOT_HOLD if problems else ExitStatus.GOOD
    for problem in problems:
        print(problem)
    print(f"{target}: {'does not match' if problems else 'matches'} its manifest")
    return ExitStatus.DOES_NOT_HOLD if problems else ExitStatus.GOOD
