"""The program: every command, and what is said of it in help."""

from __future__ import annotations

from typing import Annotated

import typer

from kgbuild import __version__
from kgbuild.cli.asking import load, query, serve
from kgbuild.cli.explaining import check, diff, explain
from kgbuild.cli.making import build, extract
from kgbuild.cli.proving import audit, validate, verify
from kgbuild.errors import ExitStatus

app = typer.Typer(
    name="kgbuild",
    help="ESG reports into a knowledge graph in which every fact shows its page and its words.",
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(asked: bool) -> None:
    if asked:
        print(f"kgbuild {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> int:
    if context.invoked_subcommand is None:
        print(context.get_help())
        return ExitStatus.UNUSABLE
    return ExitStatus.GOOD


for _command in (extract, build, validate, audit, check, explain, verify, query, serve, diff, load):
    app.command()(_command)
