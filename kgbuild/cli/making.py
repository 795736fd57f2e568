"""`extract` and `build`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import simplejson
import typer

from kgbuild.cli.options import Company, Json, Kind, Lei, Sources, Year
from kgbuild.cli.progress import progress
from kgbuild.errors import ExitStatus, ReadError
from kgbuild.pipeline import Given

if TYPE_CHECKING:
    from kgbuild.build import Built

Reports = Annotated[
    list[Path], typer.Argument(help="Reports (.pdf, .txt, .md, .html) or folders of them.", metavar="REPORT...")
]
FactsFile = Annotated[
    Path | None, typer.Option("--output", "-o", help="Facts file; default: standard output.", metavar="FACTS.jsonl")
]
Coverage = Annotated[bool, typer.Option("--coverage", help="Instead of facts: every number that became none, and why.")]
Inputs = Annotated[
    list[Path], typer.Argument(help="Reports, folders of reports, or facts files (.jsonl).", metavar="INPUT...")
]
Release = Annotated[Path, typer.Option("--output", "-o", help="Release folder to make or replace.", metavar="DIR")]
Base = Annotated[str, typer.Option(help="Where the data's IRIs begin.", metavar="IRI")]
EditionName = Annotated[
    Literal["full", "facts-only"], typer.Option(help="full carries the report's words; facts-only names and figures.")
]
Jobs = Annotated[int, typer.Option(help="Reports worked on at once.", min=1)]


def extract(
    reports: Reports,
    output: FactsFile = None,
    coverage: Coverage = False,
    company: Company = None,
    year: Year = None,
    lei: Lei = None,
    kind: Kind = None,
) -> int:
    """Read reports and write their facts, one JSON object a line."""
    from kgbuild import pipeline
    from kgbuild.facts import dump

    lines: list[str] = []
    refusals: list[str] = []
    for path in progress(pipeline.reports_in(reports), "reading"):
        if coverage:
            lines += pipeline.coverage_lines(path)
            continue
        made = pipeline.extract_facts(path, Given(company, year, lei, kind))
        _said(made.unread)
        if not made.facts:
            raise ReadError("no fact is found in it", where=path)
        if made.unnamed:
            print(f"kgbuild: the facts do not name their report: {made.unnamed}", file=sys.stderr)
        refusals += [f"{path}: {refusal}" for refusal in made.refused]
        lines.append(dump(made.facts))
    _write(output, "".join(lines))
    return _told("refused", refusals)


def build(
    inputs: Inputs,
    output: Release,
    source: Sources = None,
    base: Base = "https://kgbuild.example/",
    edition: EditionName = "full",
    jobs: Jobs = 1,
    company: Company = None,
    year: Year = None,
    lei: Lei = None,
    kind: Kind = None,
    json: Json = False,
) -> int:
    """The whole chain: reports or facts files into a release folder."""
    from kgbuild.build import build as run

    made = run(
        inputs,
        output,
        sources=source or (),
        base=base,
        edition=edition,
        given=Given(company, year, lei, kind),
        jobs=jobs,
        progress=progress,
    )
    print(_built_json(made) if json else _built_text(made))
    _said(made.unread)
    _told("refused", [str(refusal) for refusal in made.refused])
    _told("left out", [str(item) for item in made.release.left_out])
    return ExitStatus.GOOD if made.holds else ExitStatus.DOES_NOT_HOLD


def _built_text(made: Built) -> str:
    manifest = made.release.manifest
    count = sum(sum(report["facts"].values()) for report in manifest.reports.values())
    return (
        f"{made.release.directory}: {count} facts of {len(manifest.reports)} report(s), "
        f"{manifest.dataset['asserted_quads']} asserted and {manifest.dataset['inferred_quads']} inferred triples"
    )


def _built_json(made: Built) -> str:
    manifest = made.release.manifest
    whole = {
        "release": str(made.release.directory),
        "holds": made.holds,
        "reports": manifest.reports,
        "dataset": manifest.dataset,
        "unread": made.unread,
        "refused": [asdict(refusal) for refusal in made.refused],
        "left_out": manifest.left_out,
    }
    return str(simplejson.dumps(whole, ensure_ascii=False, indent=1))


def _write(path: Path | None, text: str) -> None:
    from kgbuild.files import write_whole

    if path is None:
        sys.stdout.write(text)
        sys.stdout.flush()
    else:
        write_whole(path, text.encode("utf-8"))


def _said(lines: Iterable[str]) -> None:
    for line in lines:
        print(f"kgbuild: {line}", file=sys.stderr)


def _told(what: str, reasons: list[str]) -> int:
    for reason in reasons:
        print(f"kgbuild: {what}: {reason}", file=sys.stderr)
    return ExitStatus.DOES_NOT_HOLD if reasons else ExitStatus.GOOD
