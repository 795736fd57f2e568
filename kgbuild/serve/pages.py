"""The start page, the saved queries, downloads, and what machines look for at known places."""

from __future__ import annotations

import json
from collections.abc import Mapping

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse

from kgbuild import __version__
from kgbuild.errors import KgbuildError, QueryError
from kgbuild.serve import describe, overview
from kgbuild.serve.negotiate import HTML, Choice
from kgbuild.serve.problems import Problem, problem_of
from kgbuild.serve.protocol import fields, pick
from kgbuild.serve.site import Site, answer
from kgbuild.store.evaluate import Job
from kgbuild.store.formats import FORMATS, GRAPH_FORMATS, TABLE, by_name, of_kind
from kgbuild.store.saved import SavedQuery
from kgbuild.store.sparql import outline
from kgbuild.store.table import answer_of

_USERS = {"researcher": "For research", "integrator": "For joining data", "auditor": "For checking"}


def router(site: Site) -> APIRouter:
    """The routes of the pages around the data."""
    made = APIRouter()

    @made.get("/", summary="What is in the graph")
    async def start(request: Request) -> Response:
        return await answer(site, request, Choice(HTML, HTML.media_type), lambda: _start(site, request))

    @made.get("/queries", summary="The saved queries")
    async def queries(request: Request) -> Response:
        choice = pick(request.query_params.get("format"), request.headers.get("accept"), (_JSON, HTML))
        if choice.format is HTML:
            return site.page(request, "queries.html", groups=_groups(site.saved))
        return Response(json.dumps([_as_json(query) for query in site.saved.values()]), media_type="application/json")

    @made.get("/queries/{name}", summary="A saved query, run with your values")
    async def saved(request: Request, name: str) -> Response:
        return await _saved(site, request, name)

    @made.get("/release/{name}/{path:path}", summary="A file of a release")
    async def download(name: str, path: str) -> Response:
        if name not in site.names:
            raise Problem(404, "there is no such release")
        release = site.releases[site.names.index(name)]
        if path not in release.files:
            raise Problem(404, "the release has no such file")
        return FileResponse(release.folder / path, media_type=_media_type(path), filename=path.rsplit("/", 1)[-1])

    @made.get("/.well-known/void", summary="VoID description of the data")
    async def void(request: Request) -> Response:
        choice = pick(request.query_params.get("format"), request.headers.get("accept"), GRAPH_FORMATS)
        address = str(request.base_url).rstrip("/")
        dumps = [f"/release/{name}/esgkg.nq" for name in site.names]

        async def make() -> bytes:
            return describe.written(await describe.dataset(site.desk, address, dumps), choice.format)

        return await answer(site, request, choice, make)

    @made.get("/health", summary="Whether queries are answered")
    async def health() -> Response:
        await site.desk.table("ASK { ?s ?p ?o }")
        body = {"status": "good", "version": __version__, "quads": site.desk.pool.quads, "release": site.digest}
        return Response(json.dumps(body), media_type="application/json", headers={"Cache-Control": "no-store"})

    @made.get("/robots.txt", include_in_schema=False)
    async def robots() -> Response:
        return Response("User-agent: *\nDisallow: /sparql\nDisallow: /queries/\n", media_type="text/plain")

    return made


_JSON = FORMATS[0]._replace(media_type="application/json", asked_as=())


def _media_type(path: str) -> str:
    types = {"ttl": "text/turtle", "nq": "application/n-quads", "jsonld": "application/ld+json",
             "json": "application/json", "jsonl": "application/jsonl", "csv": "text/csv",
             "parquet": "application/vnd.apache.parquet"}  # fmt: skip
    return types.get(path.rsplit(".", 1)[-1], "application/octet-stream")


def _groups(saved: Mapping[str, SavedQuery]) -> list[tuple[str, list[SavedQuery]]]:
    made: dict[str, list[SavedQuery]] = {title: [] for title in _USERS.values()}
    for query in saved.values():
        made.setdefault(_USERS.get(query.user, "More"), []).append(query)
    return [(title, queries) for title, queries in made.items() if queries]


def _as_json(query: SavedQuery) -> dict[str, object]:
    parameters = [
        {"name": known.name, "type": known.type, "description": known.description, "default": known.default}
        for known in query.parameters
    ]
    return {"name": query.name, "summary": query.summary, "description": query.description, "user": query.user,
            "tags": list(query.tags), "parameters": parameters, "query": query.text}  # fmt: skip


async def _start(site: Site, request: Request) -> bytes:
    rows = await overview.reports(site)
    response = site.page(
        request,
        "start.html",
        reports=rows,
        kinds=overview.KINDS,
        total=sum(sum(row.counts.values()) for row in rows),
        groups=_groups(site.saved),
        releases=[(name, release.files) for name, release in zip(site.names, site.releases, strict=True)],
        quads=site.desk.pool.quads,
    )
    return bytes(response.body)


async def _saved(site: Site, request: Request, name: str) -> Response:
    """A saved query: its page, its text (`.rq`), or its answer in a format by ending or `?format=`."""
    stem, _, ending = name.partition(".")
    query = site.saved.get(stem)
    if query is None:
        raise Problem(404, "there is no saved query by that name")
    if ending == "rq":
        return Response(query.text, media_type="application/sparql-query")
    pairs = fields(request.scope["query_string"])
    given = {key: value for key, value in pairs if key not in ("format", "timeout")}
    form = outline(query.text).form
    offers = of_kind("graph" if form in ("CONSTRUCT", "DESCRIBE") else "results")
    if ending and by_name(ending, offers) is None:
        raise Problem(404, f"the answer cannot be had as {ending}")
    wanted = ending or next((value for key, value in pairs if key == "format" and value), None)
    choice = pick(wanted, request.headers.get("accept"), (*offers, HTML))
    if choice.format is HTML:
        return await _saved_page(site, request, query, given)
    job = Job(query.bound(given), choice.format.name, bytes=site.settings.answer_mib * 2**20)
    return await answer(site, request, choice, lambda: site.desk.query(request, job, site.settings.query_seconds))


async def _saved_page(site: Site, request: Request, query: SavedQuery, given: Mapping[str, str]) -> Response:
    problem, found, text = None, None, query.text
    try:
        text = query.bound(given)
        job = Job(text, TABLE, rows=site.settings.html_rows)
        found = answer_of(json.loads(await site.desk.query(request, job, site.settings.query_seconds)))
    except QueryError as error:
        problem = Problem(400, error.message)
    except Problem as refused:
        problem = refused
    except KgbuildError as error:
        problem = problem_of(error)
    values = {parameter.name: given.get(parameter.name) or parameter.default for parameter in query.parameters}
    return site.page(
        request,
        "saved.html",
        status=problem.status if problem else 200,
        query=query,
        text=text,
        values=values,
        found=found,
        problem=problem,
        formats=of_kind("graph" if outline(query.text).form in ("CONSTRUCT", "DESCRIBE") else "results"),
        asked_with="&".join(part for part in request.url.query.split("&") if part),
    )
