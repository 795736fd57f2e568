"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Company = Annotated[str | None, typer.Option(help="Legal name of the company, if the report does not say it.")]
Year = Annotated[int | None, typer.Option(help="Year in which the reporting period ends.", min=1900, max=2200)]
Lei = Annotated[str | None, typer.Option(help="Legal Entity Identifier of the company.")]
Kind = Annotated[str | None, typer.Option(help='Tells two reports of one company and year apart ("climate").')]
Sources = Annotated[
    list[Path] | None, typer.Option("--source", help="A report file, or a folder of them.", metavar="REPORT")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
