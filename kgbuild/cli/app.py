"""The commands, their options and what they print."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kgbuild import __version__
from kgbuild.cli.progress import progress
from kgbuild.errors import ExitStatus, ReadError
from kgbuild.pipeline import Given

app = typer.Typer(
    name="kgbuild",
    help="ESG reports into a knowledge graph in which every fact shows its page and its words.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Reports = Annotated[
    list[Path], typer.Argument(help="Reports (.pdf, .txt, .md, .html) or folders of reports.", metavar="REPORT...")
]
Company = Annotated[str | None, typer.Option(help="Legal name of the company, if the report does not say it.")]
Year = Annotated[int | None, typer.Option(help="Year in which the reporting period ends.", min=1900, max=2200)]
Lei = Annotated[str | None, typer.Option(help="Legal Entity Identifier of the company.")]
Kind = Annotated[str | None, typer.Option(help='Tells two reports of one company and year apart ("climate").')]
Sources = Annotated[
    list[Path] | None, typer.Option("--source", help="A report file, or a folder of them.", metavar="REPORT")
]

FactsFile = Annotated[
    Path | None, typer.Option("--output", "-o", help="Facts file; default: standard output.", metavar="FACTS.jsonl")
]
Coverage = Annotated[bool, typer.Option("--coverage", help="Instead of facts: every number that became none, and why.")]


def _version(asked: bool) -> None:
    if asked:
        print(f"kgbuild {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    pass


@app.command()
def extract(
    reports: Reports,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Facts file to write; default: standard output.", metavar="FACTS.jsonl"),
    ] = None,
    coverage: Coverage = False,
    company: Company = None,
    year: Year = None,
    lei: Lei = None,
    kind: Kind = None,
) -> int:
    """Read reports and write their facts, one JSON object a line."""
    from kgbuild import pipeline
    from kgbuild.facts import dump

    given = Given(company, year, lei, kind)
    lines: list[str] = []
    refusals: list[str] = []
    count = 0
    for path in progress(pipeline.reports_in(reports), "reading"):
        if coverage:
            lines += pipeline.coverage_lines(path)
            continue
        made = pipeline.extract(path, given)
        count += len(made.facts)
        refusals += [f"{path}: {refusal}" for refusal in made.refused]
        lines.append(dump(made.facts))
    if not coverage and count == 0:
        raise ReadError("no fact was found", where=", ".join(map(str, reports)))
    _write(output, "".join(lines))
    for line in refusals:
        print(f"kgbuild: refused: {line}", file=sys.stderr)
    return ExitStatus.DOES_NOT_HOLD if refusals else ExitStatus.GOOD


def _write(path: Path | None, text: str) -> None:
    from kgbuild.files import write_whole

    if path is None:
        sys.stdout.write(text)
        sys.stdout.flush()
    else:
        write_whole(path, text.encode("utf-8"))
