"""The program: every command, and what is said of it in help."""

from __future__ import annotations

from typing import Annotated

import typer

from kgbuild import __version__
from kgbuild.cli.asking import query, serve
from kgbuild.cli.making import build, extract
from kgbuild.cli.proving import audit, validate, verify

app = typer.Typer(
    name="kgbuild",
    help="ESG reports into a knowledge graph in which every fact shows its page and its words.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


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


for _command in (extract, build, validate, audit, verify, query, serve):
    app.command()(_command)
