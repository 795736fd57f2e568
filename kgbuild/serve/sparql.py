"""The SPARQL endpoint, for programs and, as a page, for people."""

from __future__ import annotations

import json

from fastapi import APIRouter, Request, Response

from kgbuild.errors import KgbuildError
from kgbuild.serve import describe
from kgbuild.serve.negotiate import HTML
from kgbuild.serve.problems import Problem, problem_of
from kgbuild.serve.protocol import Asked, choose_format, pick, read_request
from kgbuild.serve.site import Site, answer
from kgbuild.store.evaluate import Job
from kgbuild.store.formats import GRAPH_FORMATS, TABLE, Kind, of_kind
from kgbuild.store.sparql import Outline, refuse_unsafe
from kgbuild.store.table import Answer, answer_of

EXAMPLE = """SELECT ?fact ?label ?value ?unit WHERE {
  ?fact a esg:Observation ; rdfs:label ?label ; esg:value ?value ; esg:unit ?unit .
}
ORDER BY ?label LIMIT 20
"""


def router(site: Site) -> APIRouter:
    """The routes of the endpoint."""
    made = APIRouter()
    settings = site.settings

    @made.get("/sparql", summary="SPARQL 1.1 protocol: a query, or the description of the service")
    @made.post("/sparql", summary="SPARQL 1.1 protocol: a query as a form or by itself")
    async def sparql(request: Request) -> Response:
        asked = await read_request(request, limit=settings.query_bytes, seconds=settings.query_seconds)
        accept = request.headers.get("accept")
        if asked.query is None:
            if request.method == "POST":
                raise Problem(400, "no query was given")
            return await _description(site, request, asked.format, accept)
        if not asked.query.strip() and asked.format is None and "text/html" in (accept or ""):
            return _page(site, request, asked, None)
        choice, seen = choose_format(asked, accept)
        if choice.format is HTML:
            return await _shown(site, request, asked)
        refuse_unsafe(asked.query)
        job = Job(
            asked.query,
            choice.format.name,
            asked.default_graphs,
            asked.named_graphs,
            bytes=settings.answer_mib * 2**20,
        )
        return await answer(
            site,
            request,
            choice,
            lambda: site.desk.query(request, job, asked.seconds),
            repeatable=seen.repeatable,
        )

    return made


async def _description(site: Site, request: Request, format_: str | None, accept: str | None) -> Response:
    choice = pick(format_, accept, (*GRAPH_FORMATS, HTML))
    if choice.format is HTML:
        return _page(site, request, None, None)
    address = f"{str(request.base_url).rstrip('/')}/sparql"

    async def make() -> bytes:
        return describe.written(await describe.service(site.desk, address), choice.format)

    return await answer(site, request, choice, make)


async def _shown(site: Site, request: Request, asked: Asked) -> Response:
    """The query page with the first rows of the answer, or with what is wrong with the query."""
    assert asked.query is not None
    try:
        seen: Outline = refuse_unsafe(asked.query)
        job = Job(asked.query, TABLE, asked.default_graphs, asked.named_graphs, rows=site.settings.html_rows)
        found = answer_of(json.loads(await site.desk.query(request, job, asked.seconds)))
    except Problem as problem:
        return _page(site, request, asked, None, problem)
    except KgbuildError as error:
        return _page(site, request, asked, None, problem_of(error))
    kind: Kind = "graph" if seen.form in ("CONSTRUCT", "DESCRIBE") else "results"
    return _page(site, request, asked, found, kind=kind)


def _page(
    site: Site,
    request: Request,
    asked: Asked | None,
    found: Answer | None,
    problem: Problem | None = None,
    *,
    kind: Kind = "results",
) -> Response:
    return site.page(
        request,
        "sparql.html",
        status=problem.status if problem else 200,
        query=asked.query if asked and asked.query is not None else EXAMPLE,
        asked=asked,
        found=found,
        problem=problem,
        formats=of_kind(kind),
        saved=list(site.saved.values()),
        seconds=site.settings.query_seconds,
    )
