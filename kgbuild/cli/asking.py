"""`query`, `serve` and `load`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kgbuild.cli.options import Sources
from kgbuild.errors import ExitStatus, QueryError

Query = Annotated[str, typer.Argument(help="Name of a saved query, or a file.", metavar="NAME|FILE.rq")]
ReleaseOption = Annotated[
    list[Path] | None, typer.Option("--release", help="Release folder; default: output.", metavar="DIR")
]
Endpoint = Annotated[str | None, typer.Option(help="A SPARQL endpoint to ask instead.", metavar="URL")]
Parameters = Annotated[list[str] | None, typer.Option("--param", help="A parameter of the query.", metavar="KEY=VALUE")]
FormatName = Annotated[
    str, typer.Option("--format", help="table, json, xml, csv, tsv, turtle, ntriples, jsonld, rdfxml.")
]
Releases = Annotated[list[Path], typer.Argument(help="Release folders.", metavar="DIR...")]

EXAMPLE = "ghg-per-employee"


def query(
    query: Query,
    release: ReleaseOption = None,
    endpoint: Endpoint = None,
    param: Parameters = None,
    format: FormatName = "table",  # noqa: A002 - the option's name
) -> int:
    """Ask a release or an endpoint a saved question, or one of your own."""
    from kgbuild.store import find_query, run_query

    releases = [] if endpoint else (release or [Path("output")])
    answer = run_query(
        find_query(query), releases=releases, endpoint=endpoint, parameters=_pairs(param or []), format=format
    )
    sys.stdout.write(answer if answer.endswith("\n") else f"{answer}\n")
    return ExitStatus.GOOD


def _pairs(params: list[str]) -> dict[str, list[str]]:
    made: dict[str, list[str]] = {}
    for param in params:
        key, equals, value = param.partition("=")
        if not equals or not key:
            raise QueryError(f"a parameter is given as KEY=VALUE, not {param!r}")
        made.setdefault(key, []).append(value)
    return made


def serve(
    releases: Releases,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on; 0 takes a free one.", min=0, max=65535)] = 8000,
    store: Annotated[str | None, typer.Option(help="A SPARQL endpoint that holds the releases.", metavar="URL")] = None,
    source: Sources = None,
) -> int:
    """SPARQL endpoint, linked-data pages, evidence viewer and query page over releases."""
    from kgbuild.pipeline import reports_in
    from kgbuild.read import read
    from kgbuild.serve import serve as run

    documents = [read(path) for path in reports_in(source or [])]
    run(releases, host=host, port=port, sources=documents, store=store, announce=_announce)
    return ExitStatus.GOOD


def _announce(address: str) -> None:
    print(f"start page      {address}/")
    print(f"query page      {address}/sparql")
    print(f"SPARQL endpoint {address}/sparql")
    print(f"try: curl -H 'Accept: text/csv' --data-urlencode query@queries/{EXAMPLE}.rq {address}/sparql", flush=True)


def load(
    release: Annotated[Path, typer.Argument(help="A release folder.", metavar="DIR")],
    endpoint: Annotated[str, typer.Option(help="Where the store takes graphs (Graph Store Protocol).", metavar="URL")],
    add: Annotated[bool, typer.Option("--add", help="Keep what the store has in the same graphs.")] = False,
) -> int:
    """Put a release's named graphs into any store that speaks the SPARQL 1.1 Graph Store Protocol."""
    from kgbuild.store import load as run

    taken = run(release, endpoint, add=add, progress=lambda graph: print(f"{graph.graph}: {graph.triples} triples"))
    print(f"{endpoint}: {len(taken)} graphs, {sum(graph.triples for graph in taken)} triples")
    return ExitStatus.GOOD
